//! The factor tables themselves: every value against the collection that it comes from, and what must never be in a release.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use carbonlabel::factor::FactorRow;
use carbonlabel::measure::{Exact, Ratio};
use carbonlabel::release::{Release, builtin};

use crate::harness::{files, shared};

/// Values of the collection that no table holds, and why.
const ELSEWHERE: &[(&str, &str)] = &[
    ("CN-HEAT-COAL", "the same value as CN-GBT2589-2020-heat_calorific_equivalent-coef"),
    ("UNIT-044", "the same value as CN-FUEL-DENSITY-1-gasoline-density"),
    ("UNIT-045", "the same value as CN-FUEL-DENSITY-1-diesel-density"),
    ("UNIT-046", "the same value as CN-FUEL-DENSITY-1-kerosene-density"),
];

/// A row of the collection.
struct Collected {
    value: String,
    unit: String,
    verified: String,
}

fn collected() -> Option<BTreeMap<String, Collected>> {
    let folder = shared("data/factors")?;
    let mut found = BTreeMap::new();
    for (name, bytes) in files(&folder) {
        if Path::new(&name).extension().is_none_or(|extension| extension != "csv") {
            continue;
        }
        let mut reader = csv::Reader::from_reader(bytes.as_slice());
        for row in reader.deserialize::<BTreeMap<String, String>>().map(|row| row.unwrap()) {
            if let Some(id) = row.get("factor_id") {
                let cell = |column: &str| row[column].clone();
                found.insert(id.clone(), Collected { value: cell("value"), unit: cell("unit"), verified: cell("verified") });
            }
        }
    }
    Some(found)
}

/// `2e-06` in plain digits; any other text as it is.
fn plain(text: &str) -> String {
    let Some((digits, exponent)) = text.split_once("e-") else { return text.to_owned() };
    let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
    format!("0.{}{whole}{part}", "0".repeat(exponent.parse::<usize>().unwrap() - whole.len()))
}

/// Every row of every table, by id: those of releases and those on the shelf.
fn released() -> Vec<FactorRow> {
    let book = builtin().unwrap();
    let mut rows = BTreeMap::new();
    for (manifest, _) in book.releases() {
        let release = book.whole_release(Some(&manifest.id)).unwrap();
        let shelf = book.shelf(release.nomenclature()).unwrap_or_default();
        for row in release.tables().iter().chain(&shelf).flat_map(|table| table.rows().to_vec()) {
            rows.insert((row.id.clone(), row.value.to_string()), row);
        }
    }
    rows.into_values().collect()
}

fn newest() -> Release {
    builtin().unwrap().whole_release(None).unwrap()
}

#[test]
fn every_value_stands_digit_for_digit_in_the_collection() {
    let Some(collected) = collected() else { return };
    let rows = released();
    for row in &rows {
        let source = collected.get(&row.id).unwrap_or_else(|| panic!("{} is in no file of the collection", row.id));
        assert_eq!(row.value.to_string(), plain(&source.value), "{}", row.id);
        assert_eq!(row.verified, source.verified, "{}", row.id);
    }
    eprintln!("values compared: {}", rows.len());
    assert!(rows.len() > 3800, "{}", rows.len());
}

/// And nothing of the collection was forgotten.
#[test]
fn every_value_of_the_collection_is_in_a_table_or_has_a_reason() {
    let Some(collected) = collected() else { return };
    let have: BTreeSet<String> = released().into_iter().map(|row| row.id).collect();
    let reasons: BTreeSet<&str> = ELSEWHERE.iter().map(|(id, _)| *id).collect();
    let is_ratio = |id: &str| id.strip_prefix("UNIT-").is_some_and(|number| number < "044");
    let missing: Vec<&String> =
        collected.keys().filter(|id| !have.contains(*id) && !reasons.contains(id.as_str()) && !is_ratio(id)).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

/// Units are said otherwise where ours must be read by a program; the factor between the two is 1, except where a row says so.
#[test]
fn units_are_those_of_the_collection() {
    let Some(collected) = collected() else { return };
    let corrected = |row: &FactorRow| row.note.contains("prints short ton for every fuel");
    let told = |unit: &str| {
        let unit = unit.replace("10^4Nm3", "万Nm3").replace("10^4m3", "万Nm3").replace(" per ", "/").replace("weight case", "重量箱");
        unit.replace(" (=GJ/t)", "").replace("million litre", "ML").replace(" (Net CV)", "").replace(" (Gross CV)", "")
    };
    for row in released() {
        let source = told(&collected[&row.id].unit);
        let gas = source.strip_suffix("/m3").map(|above| format!("{above}/Nm3"));
        let other = ["kgce/m3", "kJ/m3"].contains(&source.as_str()).then_some(gas).flatten();
        let density = row.parameter == "density@ipcc" && source.starts_with("千克/升");
        let same = row.unit == source || Some(&row.unit) == other.as_ref() || corrected(&row) || density;
        let co2 = row.unit.replace("kgCO2/TJ", "kg/TJ") == source;
        assert!(same || co2, "{}: {} and {source}", row.id, row.unit);
    }
}

/// The conversions of the collection against the unit table: from one unit to another is the quotient of their ratios.
#[test]
fn unit_ratios_are_those_of_the_collection() {
    let Some(folder) = shared("data/factors/unit_conversions.csv") else { return };
    let release = newest();
    let units = &release.nomenclature().units;
    let named = |text: &str| {
        let text = match text {
            "%" => return None,
            "short ton" => "short_ton",
            "mmBtu" => "MMBtu",
            other => other,
        };
        units.find(text).map(|id| units.get(id).ratio.clone())
    };
    let mut compared = 0;
    for row in csv::Reader::from_path(folder).unwrap().deserialize::<BTreeMap<String, String>>().map(|row| row.unwrap()) {
        let (Some(from), Some(to)) = (named(&row["from_unit"]), named(&row["to_unit"])) else { continue };
        let quotient = from.divided_by(&to).unwrap();
        match row["factor_id"].as_str() {
            // 1 kgce is 29307 kJ by the standard, and so is 1 tce; 29307.6 is 7000 kcal.
            "UNIT-033" => assert_eq!(quotient, Ratio::parse("29.307").unwrap()),
            // 10000/7000 is not 41868/29307 to the last digit.
            "UNIT-035" => assert_eq!(carbonlabel::measure::Figure::round(&quotient, 4).to_string(), row["value"]),
            id => assert_eq!(quotient, Ratio::parse(&row["value"]).unwrap(), "{id}"),
        }
        compared += 1;
    }
    assert!(compared >= 29, "{compared}");
}

/// Numbers in circulation that are wrong or that nobody can support.
#[test]
fn the_wrong_numbers_that_circulate_are_in_no_release() {
    let book = builtin().unwrap();
    for (manifest, _) in book.releases() {
        let release = book.whole_release(Some(&manifest.id)).unwrap();
        for (table, row) in release.tables().iter().flat_map(|table| table.rows().iter().map(move |row| (table, row))) {
            assert!(!is_wrong(&table.name, row), "{} {} = {}", manifest.id, row.id, row.value);
        }
    }
}

fn is_wrong(table: &str, row: &FactorRow) -> bool {
    let value = |texts: &[&str]| texts.iter().any(|text| Exact::from(row.value).ratio() == Ratio::parse(text).unwrap());
    let nation = row.id.contains("-NAT");
    match (row.parameter.as_str(), row.item.as_str()) {
        // The national factors of 2021 and 2022, swapped.
        ("grid_average", _) if nation && row.data_year == Some(2021) && value(&["0.5366"]) => true,
        ("grid_average", _) if nation && row.data_year == Some(2022) && value(&["0.5568"]) => true,
        ("grid_average", _) => value(&["0.785", "0.7204", "0.7188", "0.6568", "0.5839"]),
        ("standard_coal", "lpg") => value(&["0.7143"]),
        ("standard_coal", "refinery_dry_gas") => value(&["0.5714"]),
        ("standard_coal", "natural_gas" | "oilfield_natural_gas") => value(&["0.3300"]),
        ("standard_coal", "kerosene") => value(&["1.4286"]),
        ("standard_coal", "electricity") => value(&["4.04"]),
        (_, "calcium_carbide") if row.unit == "tCO2/t" => value(&["0.8"]),
        ("carbon_content", "lng") => value(&["0.0172"]) && table == "cn-fuel-power-cement",
        (limit, "sinter") if limit.starts_with("energy_limit") => value(&["45", "50", "55"]),
        (limit, "pellet_process") if limit.starts_with("energy_limit") => value(&["24", "36"]),
        (parameter, _) if parameter.starts_with("grid_average@") => value(&["0.23456", "0.41234"]),
        _ => false,
    }
}

/// A release holds nothing that is known from memory alone, and every table serves one purpose.
#[test]
fn no_release_holds_recalled_values() {
    let book = builtin().unwrap();
    for (manifest, _) in book.releases() {
        assert!(!manifest.allow_recalled);
        let release = book.whole_release(Some(&manifest.id)).unwrap();
        assert!(release.tables().iter().all(|table| table.rows().iter().all(|row| !row.is_recalled())));
    }
    let shelf = book.shelf(newest().nomenclature()).unwrap();
    let recalled = shelf.iter().flat_map(|table| table.rows()).filter(|row| row.is_recalled()).count();
    assert_eq!(recalled, 191, "all but one row of the shelf");
}

/// A heating value of GB/T 2589 is its coefficient times 29271.2 kJ, within the four digits of the coefficient.
#[test]
fn heating_values_fit_their_coefficients() {
    let release = newest();
    let table = release.table("cn-standard-coal").unwrap();
    let mut compared = 0;
    for row in table.rows().iter().filter(|row| row.parameter == "average_ncv" && !row.id.contains("refinery_dry_gas")) {
        let Some(coefficient) = table.of("standard_coal", &row.item).find(|other| other.data_year == row.data_year) else { continue };
        let expected = Exact::from(coefficient.value).ratio().times(&Ratio::parse("29271.2").unwrap());
        let quotient = Exact::from(row.value).ratio().divided_by(&expected).unwrap();
        let close = Ratio::parse("0.999").unwrap()..Ratio::parse("1.001").unwrap();
        assert!(close.contains(&quotient), "{}: {}", row.id, quotient.to_text());
        compared += 1;
    }
    assert!(compared > 15, "{compared}");
}
