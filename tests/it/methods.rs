//! What methods can say: parameters of rows, stocks, several gases of one record, methods by site; and how they are shown.

use std::path::PathBuf;

use crate::harness::{carbonlabel, grades, ledger, rows, table, temp, text, write_files};
use crate::rules::Rules;

/// A method with one source of each shape that no built-in one needs alone.
const TRIAL: &str = r#"
title_zh = "试行"
title_en = "Trial"
document = "a trial"
carbon_to_co2 = "44/12"
gwp = "ipcc-gwp-sar"
standard_coal = "cn-standard-coal"

[[sources]]
id = "fuel"
name_zh = "燃料"
name_en = "Fuel"
scope = 1
kind = "fuel"
gas = "CO2"
formula = ["fuel_carbon", "fuel"]
categories = ["fuel"]
flows = { consumed = "emitted" }
[sources.parameters]
carbon_fraction = { column = "carbon_fraction" }
ncv = { column = "ncv", table = "cn-fuel-other" }
carbon_content = { column = "carbon_content", table = "cn-fuel-other" }
oxidation = { column = "oxidation", table = "cn-fuel-other" }

[[sources]]
id = "fuel_ch4"
name_zh = "燃料 CH4"
name_en = "CH4 of fuel"
scope = 1
kind = "fuel"
gas = "CH4"
formula = "fuel_gas"
categories = ["fuel"]
flows = { consumed = "emitted" }
[sources.parameters]
ncv = { column = "ncv", table = "cn-fuel-other" }
gas_factor = { value = "0.001", unit = "kgCH4/GJ", mark = "disputed", source = "a trial" }

[[sources]]
id = "fuel_n2o"
name_zh = "燃料 N2O"
name_en = "N2O of fuel"
scope = 1
kind = "fuel"
gas = "N2O"
formula = "fuel_gas"
categories = ["fuel"]
flows = { consumed = "emitted" }
[sources.parameters]
ncv = { column = "ncv", table = "cn-fuel-other" }
gas_factor = { value = "0.0001", unit = "kgN2O/GJ", mark = "published", source = "a trial" }

[[sources]]
id = "waste_water"
name_zh = "废水"
name_en = "Waste water"
scope = 1
kind = "process"
gas = "CH4"
formula = "waste_water"
items = ["wastewater"]
flows = { consumed = "emitted" }
[sources.parameters]
cod_in = { column = "cod_in" }
cod_out = { column = "cod_out" }
sludge = { column = "sludge", optional = true }
recovered = { column = "recovered", optional = true }
b0 = { table = "cn-wastewater", item = "cod" }
mcf = { column = "mcf", values = { wastewater = "0.5" }, mark = "implemented", source = "a trial" }

[[sources]]
id = "stock"
name_zh = "库存"
name_en = "Stock"
scope = 1
kind = "gas"
formula = "gas_stock"
categories = ["gas"]
flows = { consumed = "emitted" }
[sources.parameters]
opening = { column = "opening" }
closing = { column = "closing" }
sold = { column = "sold", optional = true }

[[sources]]
id = "electricity"
name_zh = "电力"
name_en = "Electricity"
scope = 2
kind = "electricity"
half_width = "0.03"
formula = "factor"
categories = ["electricity"]
flows = { consumed = "emitted" }
[sources.parameters]
emission_factor = { value = "0.5", unit = "tCO2/MWh", mark = "implemented", source = "a trial", half_width = "0.04" }

[[sources]]
id = "steam"
name_zh = "蒸汽"
name_en = "Steam"
scope = 2
kind = "heat"
formula = "steam"
items = ["steam"]
flows = { consumed = "emitted" }
[sources.parameters]
enthalpy = { table = "cn-steam", parameter = "enthalpy@saturated,{pressure}MPa" }
base_enthalpy = { value = "83.74", unit = "kJ/kg", mark = "implemented", source = "a trial" }
heat_factor = { table = "cn-heat", parameter = "emission_factor", item = "heat" }
"#;

const ID: &str = "91440307FAKE70011N";

const ENERGY: &str =
    "enterprise_id,period,item,quantity,unit,site,method,cod_in(mg/L),cod_out,sludge,recovered,期初库存,closing,sold,purity
91440307FAKE70011N,2024-06,natural_gas,2,万Nm3,,,,,,,,,,
91440307FAKE70011N,2024-06,废水,10000,m3,,,5000,0.5,1000,100,,,,
91440307FAKE70011N,2024-06,sf6,50,kg,,,,,,,20,30,10,
91440307FAKE70011N,2024-06,electricity,100,MWh,,,,,,,,,,
91440307FAKE70011N,2024-06,electricity,100,MWh,二厂,general,,,,,,,,0.5
";

struct Trial {
    rules: Rules,
    batch: PathBuf,
    out: PathBuf,
}

/// The batch above, run under the method above.
fn trial(method: &str, energy: &str, code: i32) -> Trial {
    let rules = Rules::copy();
    rules.write("methods/trial/1.toml", method);
    rules.publish("2030-01-01", &["--pin", "methods/trial/1.toml"]).expect(0);
    let (batch, out) = (rules.beside("batch"), rules.beside("out"));
    let enterprises = format!("enterprise_id,name,industry,region,method\n{ID},样例,3982,440307,trial\n");
    let period = energy.lines().nth(1).unwrap().split(',').nth(1).unwrap();
    let production = format!("enterprise_id,period,value_added\n{ID},{period},200\n");
    let files = [("enterprises.csv", enterprises), ("energy.csv", energy.to_owned()), ("production.csv", production)];
    write_files(&batch, &files.into_iter().map(|(name, text)| (name.to_owned(), text.into_bytes())).collect());
    rules.call(&["run", text(&batch), "--period", period, "--out", text(&out), "--reports", "all"]).expect(code);
    Trial { rules, batch, out }
}

#[test]
fn one_record_makes_a_line_for_each_gas_and_stocks_count_once() {
    let Trial { rules, batch, out } = trial(TRIAL, ENERGY, 0);
    let lines = ledger(&out, ID);
    let told: Vec<(u64, &str, &str, &str, &str)> = lines
        .iter()
        .map(|line| (line.row, line.source.as_str(), line.gas.as_str(), line.emissions_t.as_str(), line.quality.as_str()))
        .collect();
    // 778.62 GJ of gas; ((10,000 × 4.5 − 1,000) × 0.25 × 0.5 − 100) kg of CH4 at 21; (50 + 20 − 30 − 10) kg of SF6 at 23,900.
    let want = [
        (2, "fuel", "CO2", "43.243776180", "default"),
        (2, "fuel_ch4", "CH4", "0.016351020", "default"),
        (2, "fuel_n2o", "N2O", "0.024137220", "default"),
        (3, "waste_water", "CH4", "113.400000000", "default"),
        (4, "stock", "SF6", "717.000000000", "calculated"),
        (5, "electricity", "CO2", "50.000000000", "default"),
        (6, "electricity", "CO2", "44.190000000", "default"),
    ];
    let mut told_by_row = told.clone();
    told_by_row.sort_by_key(|(row, ..)| *row);
    assert_eq!(told_by_row, want);
    let of = |row: u64| lines.iter().filter(|line| line.row == row).collect::<Vec<_>>();
    assert_eq!(of(3)[0].fixed, "-4.725");
    assert_eq!([&of(5)[0].energy_tce, &of(6)[0].energy_tce], ["12.290000000"; 2]);
    // 3 % of the activity and 4 % of the factor: 5 % of the line.
    assert_eq!([&of(5)[0].half_width, &of(6)[0].half_width], ["0.05", ""]);
    assert_eq!((of(5)[0].method.as_str(), of(6)[0].method.as_str()), ("trial/1", "general/1"));
    let flagged: Vec<&str> = lines.iter().filter(|line| line.flags.contains("unconfirmed")).map(|line| line.source.as_str()).collect();
    assert_eq!(flagged, ["fuel_ch4"]);
    // A parameter that the site's method does not read is said, and changes nothing.
    let unused: Vec<_> = table(&out, "findings.csv").into_iter().filter(|row| row["code"] == "parameter-unused").collect();
    assert_eq!(unused.len(), 1);
    assert_eq!((unused[0]["row"].as_str(), unused[0]["column"].as_str(), unused[0]["severity"].as_str()), ("6", "purity", "warning"));
    // The run can be computed again, from its batch and from its own ledger.
    rules.call(&["replay", text(&out), "--batch", text(&batch)]).expect(0);
    let impact = rows(&rules.call(&["factors", "impact", text(&out), "2030-01-01", "--format", "csv"]).expect(0).out);
    assert!(impact.iter().all(|row| row["enterprise_id"] != ID || row["emissions_before"] == row["emissions_after"]), "{impact:?}");
}

#[test]
fn an_explanation_puts_the_numbers_into_every_formula() {
    let Trial { rules, out, .. } = trial(TRIAL, ENERGY, 0);
    let said = rules.call(&["explain", text(&out), ID]).expect(0).out;
    for line in [
        "((10000 m3 × (5.000 kgCOD/m3 − 0.5 kgCOD/m3) − 1000 kg) × 0.25 kgCH4/kgCOD × 0.5 − 100 kg) × 21 kgCO₂e/kg = 113.400000000 tCO₂e",
        "(50 kg + 20 kg − 30 kg − 10 kg) × 23900 kgCO₂e/kg = 717.000000000 tCO₂e",
        "2 万Nm3 × 389.31 GJ/万Nm3 × 0.001 kgCH4/GJ × 21 kgCO₂e/kg = 0.016351020 tCO₂e",
    ] {
        assert!(said.contains(line), "{line}\n{said}");
    }
    assert!(said.contains("a trial; sources disagree"), "{said}");
    assert!(said.contains("±5.00 %, that is ±2.500 tCO₂e; it speaks of 5.2 % of the tonnes"), "{said}");
}

/// A litre of diesel by three gases, with the half-widths of the New Zealand guide (Measuring Emissions, chapter 3): it
/// prints 1.02 %.
#[test]
fn the_range_stands_beside_the_total() {
    let head = "title_zh = \"柴油\"\ntitle_en = \"Diesel\"\ndocument = \"Measuring Emissions, chapter 3\"\ncarbon_to_co2 = \"44/12\"\n";
    let source = |(gas, factor, half_width): (&str, &str, &str)| {
        format!(
            "\n[[sources]]\nid = \"{gas}\"\nname_zh = \"{gas}\"\nname_en = \"{gas}\"\nscope = 1\nkind = \"fuel\"\ngas = \"{gas}\"\nformula = \"factor\"\n\
             items = [\"diesel_volume\"]\nflows = {{ consumed = \"emitted\" }}\n[sources.parameters]\n\
             emission_factor = {{ value = \"{factor}\", unit = \"kgCO2e/L\", mark = \"published\", half_width = \"{half_width}\" }}\n"
        )
    };
    let gases = [("CO2", "2.66380534", "0.01"), ("CH4", "0.0102388965", "0.5"), ("N2O", "0.0058142305", "0.5")];
    let method = head.to_owned() + &gases.map(source).concat();
    let energy = format!("enterprise_id,period,item,quantity,unit\n{ID},2024-06,diesel_volume,100000,L\n");
    let Trial { rules, out, .. } = trial(&method, &energy, 0);
    assert_eq!(grades(&out)[ID]["emissions_t"], "267.985846700");
    let told = "±1.02 %, that is ±2.728 tCO₂e, a total of 265.258 to 270.714 tCO₂e; it speaks of 100.0 % of the tonnes";
    let said = rules.call(&["explain", text(&out), ID]).expect(0).out;
    assert!(said.contains(told), "{said}");
    let page = std::fs::read_to_string(out.join(format!("reports/{ID}.html"))).unwrap();
    assert!(page.contains("±1.02 %，即 ±2.728 tCO₂e，合计 265.258 至 270.714 tCO₂e"), "{page}");
}

/// Saturated steam of 0.002 `MPa` holds 2533.2 kJ/kg: 100 × 2.44946 GJ at 0.11 t.
#[test]
fn a_row_states_the_conditions_of_a_table() {
    let row = |pressure: &str| format!("enterprise_id,period,item,quantity,unit,压力(MPa)\n{ID},2025-06,steam,100,t,{pressure}\n");
    let Trial { rules: _rules, out, .. } = trial(TRIAL, &row("0.0020"), 0);
    assert_eq!(ledger(&out, ID)[0].emissions_t, "26.944060000");
    assert!(table(&out, "findings.csv").iter().all(|finding| finding["code"] != "parameter-unused"));
    for (pressure, code) in [("", "missing-parameter"), ("0.0021", "no-factor")] {
        let Trial { rules: _rules, out, .. } = trial(TRIAL, &row(pressure), 1);
        assert!(table(&out, "findings.csv").iter().any(|finding| finding["code"] == code), "{pressure}");
    }
}

#[test]
fn what_a_row_lacks_is_named_and_why() {
    let energy = ENERGY.replace(",20,30,10,", ",20,,10,");
    let Trial { rules: _rules, out, .. } = trial(TRIAL, &energy, 1);
    let missing: Vec<_> = table(&out, "findings.csv").into_iter().filter(|row| row["code"] == "missing-parameter").collect();
    assert_eq!(missing.len(), 1);
    assert_eq!((missing[0]["row"].as_str(), missing[0]["column"].as_str()), ("4", "closing"));
    assert!(missing[0]["message"].contains("期末库存") && missing[0]["message"].contains("opening − closing"), "{:?}", missing[0]);
    assert_eq!(grades(&out)[ID]["status"], "data_errors");
}

#[test]
fn a_method_that_says_nonsense_is_refused_by_name() {
    let cases = [
        ("formula = \"gas_stock\"", "formula = \"gas_stocks\"", "gas_stocks"),
        ("opening = { column = \"opening\" }\n", "", "needs opening"),
        ("column = \"opening\"", "column = \"openings\"", "openings"),
        ("column = \"opening\"", "column = \"purity\"", "another sort of unit"),
        ("mark = \"disputed\"", "mark = \"certain\"", "certain"),
        (", mark = \"disputed\", source = \"a trial\"", "", "a number has a mark"),
        ("sold = { column = \"sold\"", "impurity = { column = \"impurity\"", "reads impurity"),
        ("unit = \"kgCH4/GJ\"", "colour = \"red\"", "colour"),
    ];
    for (from, to, said) in cases {
        let rules = Rules::copy();
        rules.write("methods/trial/1.toml", &TRIAL.replacen(from, to, 1));
        let refused = rules.publish("2030-01-01", &["--pin", "methods/trial/1.toml"]).expect(2);
        assert!(refused.err.contains("methods/trial/1.toml") && refused.err.contains(said), "{said}: {}", refused.err);
    }
}

#[test]
fn methods_are_shown_to_people_and_programs() {
    let list = rows(&carbonlabel(&["methods", "list", "--format", "csv"]).expect(0).out);
    assert!(list.iter().any(|row| row["method"] == "cement" && row["industries"] == "3011" && row["unconfirmed"] == "3"));
    let shown = rows(&carbonlabel(&["methods", "show", "cement", "--format", "csv"]).expect(0).out);
    let lime: Vec<_> = shown.iter().filter(|row| row["source"] == "clinker" && row["symbol"] == "cao_to_co2").collect();
    assert_eq!(lime.len(), 1);
    assert_eq!((lime[0]["value"].as_str(), lime[0]["mark"].as_str()), ("44/56", "recalled"));
    for (language, word) in [("en", "recalled, seen in no source"), ("zh", "凭记忆，未见来源")] {
        let said = carbonlabel(&["methods", "show", "cement", "--lang", language]).expect(0).out;
        assert!(said.contains(word), "{said}");
    }
    let near = carbonlabel(&["methods", "show", "cemet"]).expect(2);
    assert!(near.err.contains("cement"), "{}", near.err);
}

#[test]
fn a_template_has_the_columns_and_items_of_its_method() {
    let folder = temp();
    carbonlabel(&["template", text(&folder.path().join("t")), "--method", "cement", "--lang", "en"]).expect(0);
    let read = |name: &str| std::fs::read_to_string(folder.path().join("t").join(name)).unwrap();
    let header = read("energy.csv");
    assert!(header.contains("cao_content") && header.contains("carbon_fraction") && !header.contains("cod_in"), "{header}");
    let instructions = read("instructions.txt");
    assert!(instructions.contains("raw_meal") && !instructions.contains("hfc_23"), "{instructions}");
    let line = |name: &str| instructions.lines().find(|line| line.starts_with(name)).unwrap_or_default().to_owned();
    let clinker = line("Decomposition of carbonates in clinker production");
    let told = "flow produced\tmust state cao_content, mgo_content\tmay state cao_noncarbonate, mgo_noncarbonate";
    assert!(clinker.contains("clinker kiln_dust bypass_dust") && clinker.ends_with(told), "{clinker}");
    let fuel = line("Combustion of fossil fuel");
    assert!(fuel.contains("*fuel") && fuel.contains("may state") && !fuel.contains("must state"), "{fuel}");
    // No industry leads to this one.
    carbonlabel(&["template", text(&folder.path().join("g")), "--method", "ghg-protocol", "--lang", "en"]).expect(0);
    let instructions = std::fs::read_to_string(folder.path().join("g/instructions.txt")).unwrap();
    assert!(instructions.contains("write ghg-protocol into the column method"), "{instructions}");
    assert!(instructions.contains("business_travel\tflow consumed\tmust state emission_factor"), "{instructions}");
}
