//! What a method does about months that an enterprise leaves out: nothing, unless a bureau turns it on in a method of its own.

use std::path::PathBuf;

use crate::harness::{carbonlabel, grades, ledger, rows, table, text, write_files};
use crate::rules::Rules;

const ID: &str = "91440307FAKE70011N";
const PERIOD: &str = "2024-01..2024-06";
const CONSERVATIVE: &str = "rule = \"conservative\"\nmost_months = 2\n";

/// Months of power and gas; the highest of each is that of March and of May.
const QUANTITIES: [(&str, &str); 6] =
    [("2024-01", "10"), ("2024-02", "20"), ("2024-03", "40"), ("2024-04", "30"), ("2024-05", "25"), ("2024-06", "15")];

struct Trial {
    rules: Rules,
    batch: PathBuf,
    out: PathBuf,
}

/// `general` with a rule for missing months, published.
fn rules(missing: &str) -> Rules {
    let rules = Rules::copy();
    let general = rules.read("methods/general/1.toml");
    let method = general.replacen("[[sources]]", &format!("{missing}\n[[sources]]"), 1);
    rules.write("methods/general/2.toml", &method);
    rules.publish("2030-01-01", &["--pin", "methods/general/2.toml"]).expect(0);
    rules
}

/// Rows of energy but those of which `lacks` says so: power, its export, and gas with its heat measured.
fn energy(lacks: impl Fn(&str, &str) -> bool) -> Vec<String> {
    let row = |(month, quantity): (&str, &str)| {
        let gas = (!lacks("natural_gas", month)).then(|| format!("{ID},{month},natural_gas,,{quantity},万Nm3,389.{quantity}"));
        let power = (!lacks("electricity", month)).then(|| format!("{ID},{month},electricity,,{quantity},MWh,"));
        let export = (!lacks("exported", month)).then(|| format!("{ID},{month},electricity,exported,5,MWh,"));
        [gas, power, export].into_iter().flatten().collect::<Vec<_>>()
    };
    QUANTITIES.into_iter().flat_map(row).collect()
}

fn trial(missing: &str, energy: &[String]) -> Trial {
    since(missing, energy, "")
}

/// The same of an enterprise that began to produce on a day.
fn since(missing: &str, energy: &[String], start: &str) -> Trial {
    let rules = rules(missing);
    let (batch, out) = (rules.beside("batch"), rules.beside("out"));
    let energy = format!("enterprise_id,period,item,flow,quantity,unit,ncv\n{}\n", energy.join("\n"));
    let enterprises = format!("enterprise_id,name,industry,region,method,started_on\n{ID},样例,3982,440307,general,{start}\n");
    let production = format!("enterprise_id,period,value_added\n{ID},{PERIOD},200\n");
    let files = [("enterprises.csv", enterprises), ("energy.csv", energy), ("production.csv", production)];
    write_files(&batch, &files.into_iter().map(|(name, text)| (name.to_owned(), text.into_bytes())).collect());
    rules.call(&["run", text(&batch), "--period", PERIOD, "--out", text(&out), "--reports", "all"]).expect(0);
    Trial { rules, batch, out }
}

/// Month, item, quantity, unit, row and flags of the lines that nobody reported.
fn estimated(trial: &Trial) -> Vec<String> {
    let lines = ledger(&trial.out, ID).into_iter().filter(|line| line.quality == "estimated");
    lines.map(|line| format!("{} {} {} {} {} {}", line.period, line.item, line.quantity, line.unit, line.row, line.flags)).collect()
}

fn codes(trial: &Trial) -> Vec<(String, String)> {
    {
        let of_months = table(&trial.out, "findings.csv").into_iter().filter(|row| row["code"].ends_with("-months"));
        of_months.map(|row| (row["code"].clone(), row["message"].clone())).collect()
    }
}

#[test]
fn no_built_in_method_fills_anything_in() {
    for (lang, said) in [("zh", "不补填"), ("en", "not filled in")] {
        for method in rows(&carbonlabel(&["methods", "list", "--format", "csv"]).expect(0).out) {
            let shown = carbonlabel(&["methods", "show", &method["method"], "--lang", lang]).expect(0).out;
            assert!(shown.contains(said), "{}", method["method"]);
        }
    }
    let trial = trial("", &energy(|item, month| item == "electricity" && month == "2024-05"));
    assert!(estimated(&trial).is_empty() && codes(&trial).is_empty());
}

#[test]
fn a_missing_month_is_that_with_the_highest_emissions() {
    let lacks = |item: &str, month: &str| match item {
        "electricity" => matches!(month, "2024-04" | "2024-06"),
        // A deduction that nobody reported is none.
        "exported" => month == "2024-02",
        _ => month == "2024-05",
    };
    let trial = trial(&format!("[missing]\n{CONSERVATIVE}"), &energy(lacks));
    // Gas of March: its own heat goes with it. The carried year stays behind the flag of the line.
    let want = [
        "2024-04 electricity 40 MWh 8 carried_forward:2023;estimated",
        "2024-05 natural_gas 40 万Nm3 7 estimated",
        "2024-06 electricity 40 MWh 8 carried_forward:2023;estimated",
    ];
    let told = estimated(&trial);
    assert_eq!(told, want);
    let grade = &grades(&trial.out)[ID];
    // (10 + 20 + 40 + 40 + 25 + 40 − 25) × 0.4419.
    assert_eq!((grade["scope2_t"].as_str(), grade["status"].as_str()), ("66.285000000", "too_few_peers"));
    assert!(grade["flags"].split(';').any(|flag| flag == "estimated"), "{}", grade["flags"]);
    let findings = codes(&trial);
    assert_eq!(findings.iter().map(|(code, _)| code.as_str()).collect::<Vec<_>>(), ["estimated-months", "estimated-months"]);
    assert!(findings.iter().any(|(_, said)| said.contains("2024-04, 2024-06") && said.contains("2024-03")), "{findings:?}");
}

#[test]
fn an_estimate_says_from_where_it_is() {
    let trial = trial(&format!("[missing]\n{CONSERVATIVE}"), &energy(|item, month| item == "electricity" && month == "2024-05"));
    let Trial { rules, batch, out } = &trial;
    let said = rules.call(&["explain", text(out), ID, "--lang", "en"]).expect(0).out;
    assert!(said.contains("not reported; that of 2024-03, the reported month with the highest emissions"), "{said}");
    assert!(said.contains("unreported months filled in by the method"), "{said}");
    let json = rules.call(&["explain", text(out), ID, "--format", "json"]).expect(0).out;
    assert!(json.contains("\"estimated_t\": \"17.676000000\"") && json.contains("\"origin\": \"estimated\""), "{json}");
    let page = std::fs::read_to_string(out.join(format!("reports/{ID}.html"))).unwrap();
    assert!(page.contains("<span class=\"tag\">估算</span> 本月未报，取已报月份中排放最高的 2024-03"), "{page}");
    let shown = rules.call(&["methods", "show", "general", "--lang", "en"]).expect(0).out;
    assert!(shown.contains("conservative: the reported month with the highest emissions; at most 2 months"), "{shown}");
    // The run can be computed again: from its batch, from its own ledger, and from rows in another order.
    rules.call(&["replay", text(out), "--batch", text(batch)]).expect(0);
    let impact = rows(&rules.call(&["factors", "impact", text(out), "2030-01-01", "--format", "csv"]).expect(0).out);
    assert!(impact.iter().all(|row| row["enterprise_id"] != ID || row["emissions_before"] == row["emissions_after"]), "{impact:?}");
    let (turned, again) = (rules.beside("turned"), rules.beside("again"));
    std::fs::create_dir_all(&turned).unwrap();
    for name in ["enterprises.csv", "energy.csv", "production.csv"] {
        let whole = std::fs::read_to_string(batch.join(name)).unwrap();
        let mut lines: Vec<&str> = whole.lines().collect();
        lines[1..].reverse();
        std::fs::write(turned.join(name), lines.join("\n") + "\n").unwrap();
    }
    rules.call(&["run", text(&turned), "--period", PERIOD, "--out", text(&again), "--jobs", "1"]).expect(0);
    for name in ["grades.csv", "references.csv", "summary.json"] {
        assert!(std::fs::read(out.join(name)).unwrap() == std::fs::read(again.join(name)).unwrap(), "{name}");
    }
    // Reported at last, the month is activity that changed.
    let mut whole = std::fs::read_to_string(batch.join("energy.csv")).unwrap();
    whole += &format!("{ID},2024-05,electricity,,25,MWh,\n");
    std::fs::write(turned.join("energy.csv"), whole).unwrap();
    let reported = rules.beside("reported");
    rules.call(&["run", text(&turned), "--period", PERIOD, "--out", text(&reported)]).expect(0);
    let diff = rows(&rules.call(&["diff", text(out), text(&reported), "--format", "csv"]).expect(0).out);
    assert!(!diff.is_empty() && diff.iter().all(|row| row["enterprise_id"] == ID), "{diff:?}");
    assert!(grades(&reported)[ID]["flags"].split(';').all(|flag| flag != "estimated"));
}

#[test]
fn a_month_counts_as_present_only_when_it_is_whole() {
    let status = |trial: &Trial| grades(&trial.out)[ID]["status"].clone();
    let whole = |month: &str| month == "2024-02";
    // Nothing of February, which is filled in: power and gas, and no export.
    let filled = trial(&format!("[missing]\n{CONSERVATIVE}"), &energy(|_, month| whole(month)));
    assert_eq!((estimated(&filled).len(), status(&filled).as_str()), (2, "too_few_peers"));
    // Power lacks three months more: it is beyond the limit, and so February stays missing. Gas of another month is filled in.
    let lacks = |item: &str, month: &str| {
        whole(month) || (item == "electricity" && month > "2024-03") || (item == "natural_gas" && month == "2024-06")
    };
    let beyond = trial(&format!("[missing]\n{CONSERVATIVE}"), &energy(lacks));
    assert_eq!(estimated(&beyond).iter().map(|line| &line[..19]).collect::<Vec<_>>(), ["2024-06 natural_gas"]);
    assert_eq!(status(&beyond), "missing_months");
    let found = codes(&beyond);
    let unfilled = found.iter().find(|(code, _)| code == "unfilled-months");
    assert!(unfilled.is_some_and(|(_, said)| said.contains("2024-02, 2024-04..2024-06")), "{found:?}");
}

/// Before it began to produce, it left nothing out.
#[test]
fn no_month_before_the_start_is_filled_in() {
    let rows = energy(|item, month| month == "2024-01" || (item == "natural_gas" && month == "2024-04"));
    let trial = since(&format!("[missing]\n{CONSERVATIVE}"), &rows, "2024-02-10");
    assert_eq!(estimated(&trial).iter().map(|line| &line[..19]).collect::<Vec<_>>(), ["2024-04 natural_gas"]);
}

#[test]
fn a_default_is_what_the_method_states() {
    let value = "{ value = \"0.5\", unit = \"万kWh\", mark = \"recalled\", source = \"a trial\" }";
    let rule = format!("[missing]\nrule = \"default\"\nmost_months = 1\nvalues.electricity = {value}\n");
    let lacks = |item: &str, month: &str| month == "2024-05" && item != "exported";
    let trial = trial(&rule, &energy(lacks));
    assert_eq!(estimated(&trial), ["2024-05 electricity 0.5 万kWh 9 carried_forward:2023;unconfirmed;estimated"]);
    // Gas has no default: it is said, and nothing is filled in.
    let found = codes(&trial);
    assert_eq!(found.iter().map(|(code, _)| code.as_str()).collect::<Vec<_>>(), ["estimated-months", "unfilled-months"]);
    let said = trial.rules.call(&["explain", text(&trial.out), ID]).expect(0).out;
    assert!(said.contains("0.5 万kWh") && said.contains("a trial"), "{said}");
    trial.rules.call(&["replay", text(&trial.out), "--batch", text(&trial.batch)]).expect(0);
}

#[test]
fn a_wrong_row_is_no_missing_month() {
    let mut rows = energy(|item, month| item == "electricity" && month == "2024-05");
    rows.push(format!("{ID},2024-05,electricity,,25,t,"));
    let rules = rules(&format!("[missing]\n{CONSERVATIVE}"));
    let (batch, out) = (rules.beside("batch"), rules.beside("out"));
    let energy = format!("enterprise_id,period,item,flow,quantity,unit,ncv\n{}\n", rows.join("\n"));
    let enterprises = format!("enterprise_id,name,industry,region,method\n{ID},样例,3982,440307,general\n");
    let production = format!("enterprise_id,period,value_added\n{ID},{PERIOD},200\n");
    let files = [("enterprises.csv", enterprises), ("energy.csv", energy), ("production.csv", production)];
    write_files(&batch, &files.into_iter().map(|(name, text)| (name.to_owned(), text.into_bytes())).collect());
    rules.call(&["run", text(&batch), "--period", PERIOD, "--out", text(&out)]).expect(1);
    assert!(ledger(&out, ID).iter().all(|line| line.quality != "estimated"));
    let impact = rules.call(&["factors", "impact", text(&out), "2030-01-01", "--format", "csv"]).expect(0);
    assert!(impact.err.is_empty(), "{}", impact.err);
}

#[test]
fn a_rule_that_says_nonsense_is_refused_by_name() {
    for (missing, said) in [
        ("rule = \"highest\"\nmost_months = 2", "not highest"),
        ("rule = \"conservative\"", "most_months"),
        (
            "rule = \"default\"\nmost_months = 1\nvalues.electricity = { value = \"5\", unit = \"t\", mark = \"published\" }",
            "missing.values",
        ),
        ("rule = \"default\"\nmost_months = 1\nvalues.ether = { value = \"5\", unit = \"t\", mark = \"published\" }", "ether"),
    ] {
        let rules = Rules::copy();
        let general = rules.read("methods/general/1.toml");
        rules.write("methods/general/2.toml", &general.replacen("[[sources]]", &format!("[missing]\n{missing}\n[[sources]]"), 1));
        let refused = rules.publish("2030-01-01", &["--pin", "methods/general/2.toml"]);
        assert!(refused.code != Some(0) && (refused.err + &refused.out).contains(said), "{said}");
    }
}
