//! Real buildings: the City of Seattle's open data of 2016, with the emissions that the city itself published.
//!
//! The rules are the city's: three factors, another way to identify, another denominator, regions and industries of their
//! own; all of it data, published through the program's own command. Nothing of the program is made for it.

use std::path::Path;

use carbonlabel::measure::Ratio;

use crate::harness::{Row, carbonlabel, root, shared, temp, text};
use crate::seattle_rules::{INDUSTRIES, METHOD, REGIONS, SCHEME, TABLE_HEADER, factor_row};

const ITEMS: [(&str, &str, &str); 3] = [
    ("Electricity(kBtu)", "electricity", "6.97139794"),
    ("NaturalGas(kBtu)", "gas", "53.1100069"),
    ("SteamUse(kBtu)", "heat", "77.18788766"),
];

/// Files of rules, as a city would write them; units are the program's own.
fn write_rules(folder: &Path) {
    let write = |place: &str, content: &str| {
        let path = folder.join(place);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, content).unwrap();
    };
    write("units/1.csv", &std::fs::read_to_string(root().join("factors/units/1.csv")).unwrap());
    let mut items = "code,category,dimension,unit,name_zh,name_en,aliases,note\n".to_owned();
    let mut table = TABLE_HEADER.to_owned();
    for (_, item, factor) in ITEMS {
        let category = if item == "gas" { "fuel" } else { item };
        items += &format!("{item},{category},energy,MMBtu,西雅图{item},Seattle {item},,\n");
        table += &factor_row(item, factor);
    }
    write("items/1.csv", &items);
    write("tables/seattle/2016.csv", &table);
    write("regions/1.csv", REGIONS);
    write("industries/1.csv", INDUSTRIES);
    write("methods/general/1.toml", METHOD);
    write("schemes/floor-area/1.toml", SCHEME);
    let start = ["factors", "new-release", "seattle", "--factors", text(folder), "--published-on", "2017-01-01"];
    let rest = ["--note-zh", "西雅图", "--note-en", "Seattle", "--default-scheme", "floor-area", "--identity", "text"];
    carbonlabel(&[&start[..], &rest].concat()).expect(0);
    carbonlabel(&["factors", "lint", "--factors", text(folder)]).expect(0);
}

/// The batch: cells go over as the city wrote them, thousands separators, newlines in names and all.
fn write_batch(folder: &Path, buildings: &[Row]) {
    let writer = |name: &str, header: &[&str]| {
        let mut writer = csv::Writer::from_path(folder.join(name)).unwrap();
        writer.write_record(header).unwrap();
        writer
    };
    std::fs::create_dir_all(folder).unwrap();
    let mut enterprises = writer("enterprises.csv", &["enterprise_id", "name", "industry", "region"]);
    let mut energy = writer("energy.csv", &["enterprise_id", "period", "item", "quantity", "unit", "flow"]);
    let mut production = writer("production.csv", &["enterprise_id", "period", "product", "product_quantity", "product_unit"]);
    for building in buildings {
        let id = building["OSEBuildingID"].as_str();
        let name = building["PropertyName"].split_whitespace().collect::<Vec<_>>().join(" ");
        enterprises.write_record([id, &name, "70", "WA"]).unwrap();
        for (column, item, _) in ITEMS {
            // One building makes more power than it uses; what is below zero is exported.
            let (quantity, flow) = building[column].strip_prefix('-').map_or((building[column].as_str(), ""), |out| (out, "exported"));
            energy.write_record([id, "2016-12", item, quantity, "kBtu", flow]).unwrap();
        }
        production.write_record([id, "2016-12", "floor area", &building["PropertyGFATotal"], "ft2"]).unwrap();
    }
}

fn exact(figure: &str) -> Ratio {
    Ratio::parse(&figure.replace(',', "")).unwrap()
}

/// Whether two figures are no further apart than that.
fn within(one: &Ratio, other: &str, tolerance: &Ratio) -> bool {
    let difference = one.plus(&exact(other).negated());
    let size = if difference.is_positive() { difference } else { difference.negated() };
    size <= *tolerance
}

/// The buildings with figures of every kind of energy and the city's own total.
fn complete_buildings() -> Option<Vec<Row>> {
    let path = shared("data/real/seattle-2016.csv")?;
    let buildings = crate::harness::rows(&std::fs::read_to_string(path).unwrap());
    let complete = |row: &Row| ITEMS.iter().all(|(column, ..)| !row[*column].is_empty()) && !row["TotalGHGEmissions"].is_empty();
    let buildings: Vec<Row> = buildings.into_iter().filter(complete).collect();
    assert_eq!(buildings.len(), 3_367, "as the data's page says");
    Some(buildings)
}

/// A league table of real buildings, its places counted here from the printed intensities: equals share the best place.
#[test]
fn a_league_table_of_all_buildings_has_competition_ranks() {
    let Some(buildings) = complete_buildings() else { return };
    let folder = temp();
    let (rules, batch, out, scheme) =
        (folder.path().join("rules"), folder.path().join("batch"), folder.path().join("run"), folder.path().join("league.toml"));
    write_rules(&rules);
    write_batch(&batch, &buildings);
    std::fs::write(&scheme, SCHEME.replacen("[ratio]\ndecimals = 4", "[graded]\nkind = \"rank\"\n\n[ratio]\ndecimals = 12", 1)).unwrap();
    let rules = ["--factors", text(&rules), "--scheme", text(&scheme), "--ledger", "none"];
    let said = carbonlabel(&[&["run", text(&batch), "--period", "2016-12", "--out", text(&out)], &rules[..]].concat());
    assert!(matches!(said.code, Some(0 | 1)), "{}", said.err);
    let graded: Vec<Row> = crate::harness::grades(&out).into_values().filter(|row| row["status"] == "graded").collect();
    let count = i128::try_from(graded.len()).unwrap();
    let intensities: Vec<Ratio> = graded.iter().map(|row| exact(&row["intensity"])).collect();
    let mut shared_places = 0;
    for (row, own) in graded.iter().zip(&intensities) {
        let better = intensities.iter().filter(|other| *other < own).count();
        shared_places += usize::from(intensities.iter().filter(|other| *other == own).count() > 1);
        let place = Ratio::new(i128::try_from(better + 1).unwrap(), count);
        assert_eq!(row["ratio"], carbonlabel::measure::Figure::round(&place, 12).to_string(), "{row:?}");
    }
    eprintln!("Seattle: {count} places, {shared_places} of them shared");
    assert!(count > 3_000 && shared_places > 100, "{count} {shared_places}");
}

#[test]
fn each_building_emits_what_the_city_published() {
    let Some(buildings) = complete_buildings() else { return };
    let folder = temp();
    let (rules, batch, out) = (folder.path().join("rules"), folder.path().join("batch"), folder.path().join("run"));
    write_rules(&rules);
    write_batch(&batch, &buildings);
    let said = carbonlabel(&["run", text(&batch), "--period", "2016-12", "--factors", text(&rules), "--out", text(&out), "--lang", "en"]);
    assert!(matches!(said.code, Some(0 | 1)), "{}", said.err);
    let grades = crate::harness::grades(&out);
    assert_eq!(grades.len(), buildings.len());
    let (mut totals, mut intensities) = (0, 0);
    for building in &buildings {
        let (id, row) = (&building["OSEBuildingID"], &grades[&building["OSEBuildingID"]]);
        // The sum of the scopes is the balance; what is below zero counts as nothing in emissions_t, but not in the city's.
        let balance = exact(&row["scope1_t"]).plus(&exact(&row["scope2_t"]));
        let total = exact("0.0055");
        assert!(
            within(&balance, &building["TotalGHGEmissions"], &total),
            "{id}: {} is not {}",
            balance.to_text(),
            building["TotalGHGEmissions"]
        );
        assert_eq!(exact(&row["emissions_t"]), if balance.is_positive() { balance } else { Ratio::zero() }, "{id}");
        totals += 1;
        // kg per square foot is t per thousand of them: half of the city's last digit, half of ours, and the total's tolerance
        // spread over the floor.
        let floor = exact(&building["PropertyGFATotal"]).times(&exact("0.001"));
        let tolerance = exact("0.00505").plus(&total.divided_by(&floor).unwrap());
        if !row["intensity"].is_empty() && within(&exact(&row["intensity"]), &building["GHGEmissionsIntensity"], &tolerance) {
            intensities += 1;
        } else {
            eprintln!("building {id}: intensity {} where the city printed {}", row["intensity"], building["GHGEmissionsIntensity"]);
        }
    }
    eprintln!("Seattle: {totals} totals and {intensities} intensities are the city's");
    assert_eq!(totals, 3_367);
    assert!(intensities >= 3_360, "{intensities}");
}
