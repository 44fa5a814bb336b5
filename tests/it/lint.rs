//! Every check of lint, provoked: found in a forged release, and refused by `new-release`.

use carbonlabel::release::Check;

use crate::harness::{carbonlabel, rows, text};
use crate::rules::Rules;

const GRID: &str = "tables/cn-grid/2023b.csv";
const FUEL: &str = "tables/cn-fuel-other/2015.csv";
const METHOD: &str = "methods/general/1.toml";

/// Texts that take the place of others.
type Changes = &'static [(&'static str, &'static str)];

/// A check, the file that is changed into its next version, and how.
const CASES: &[(Check, &str, Changes)] = &[
    (
        Check::TwoFactors,
        GRID,
        &[(
            "CN-GRID-2022-GD,grid_average,electricity,0.4403,tCO2/MWh,CO2,440000,,2022-01-01,2022-12-31",
            "CN-GRID-2022-GD,grid_average,electricity,0.4403,tCO2/MWh,CO2,440000,,2022-01-01,2023-06-30",
        )],
    ),
    (
        Check::LostMonths,
        GRID,
        &[(
            "CN-GRID-2021-GD,grid_average,electricity,0.4715,tCO2/MWh,CO2,440000,,2021-01-01",
            "CN-GRID-2021-GD,grid_average,electricity,0.4715,tCO2/MWh,CO2,440000,,2021-04-01",
        )],
    ),
    (Check::UnitMisfit, FUEL, &[("24.515,GJ/t", "24.515,tCO2/t")]),
    (Check::UnknownParameter, GRID, &[("grid_fossil_only", "grid_fosil_only")]),
    (Check::MixedPurposes, GRID, &[("grid_fossil_only", "operating_margin")]),
    (Check::OutOfBounds, FUEL, &[("oxidation,anthracite,94,%", "oxidation,anthracite,101,%")]),
    (Check::OutOfBounds, FUEL, &[("0.02749,tC/GJ", "0.2749,tC/GJ")]),
    (Check::Jump, GRID, &[("CN-GRID-2023-GD,grid_average,electricity,0.4419", "CN-GRID-2023-GD,grid_average,electricity,4.419")]),
    (Check::Jump, FUEL, &[("ncv,anthracite,24.515", "ncv,anthracite,8.1")]),
    (Check::EmptySource, FUEL, &[("国家发展改革委 (NDRC)", "")]),
    (Check::ChangedRow, GRID, &[("CN-GRID-2023-GD,grid_average,electricity,0.4419", "CN-GRID-2023-GD,grid_average,electricity,0.4420")]),
    (Check::EndsBeforeItBegins, GRID, &[("2012-01-01,2012-12-31", "2012-12-31,2012-01-01")]),
    (Check::KnownLater, GRID, &[(",2012,2014,", ",2012,2100,")]),
    (Check::TableNotPinned, METHOD, &[("table = \"cn-heat\"", "table = \"cn-heath\"")]),
    (Check::UnknownItem, METHOD, &[("categories = [\"heat\"]", "categories = [\"heat\"]\nitems = [\"stream\"]")]),
    (
        Check::DoubleSource,
        METHOD,
        &[(
            "kind = \"heat\"\nformula = \"factor\"\ncategories = [\"heat\"]",
            "kind = \"electricity\"\nformula = \"factor\"\ncategories = [\"electricity\"]",
        )],
    ),
    (Check::DeadSource, METHOD, &[("table = \"cn-heat\"", "table = \"cn-grid\"")]),
    (Check::UnknownParameter, METHOD, &[("parameter = \"grid_average\"", "parameter = \"grid_averages\"")]),
];

fn next(file: &str) -> String {
    let (stem, extension) = file.rsplit_once('.').unwrap();
    format!("{stem}x.{extension}")
}

#[test]
fn every_check_finds_what_it_is_for() {
    for (check, file, changes) in CASES {
        let rules = Rules::copy();
        rules.version(file, &next(file), changes);
        let refused = rules.publish("2030-01-01", &["--pin", &next(file)]).expect(2);
        assert!(refused.err.contains("rule file"), "{check:?}: {}", refused.err);
        rules.forge("2030-01-01", &[&next(file)], |release| release);
        let found = rows(&rules.call(&["factors", "lint", "--format", "csv"]).expect(1).out);
        let of_check: Vec<_> = found.iter().filter(|row| row["check"] == check.name()).collect();
        assert!(of_check.iter().any(|row| row["file"] == next(file) && row["severity"] == "error"), "{check:?}: {found:?}");
    }
}

#[test]
fn an_id_of_another_table_and_a_scheme_that_is_not_there_are_found() {
    let rules = Rules::copy();
    rules.version("tables/cn-heat/2013.csv", "tables/heat-again/1.csv", &[]);
    rules.forge("2030-01-01", &["tables/heat-again/1.csv"], |release| release.replace("\"zhejiang-2021\"", "\"nowhere\""));
    let found = rows(&rules.call(&["factors", "lint", "--format", "csv"]).expect(1).out);
    let chinese = rules.call(&["factors", "lint", "--lang", "zh"]).expect(1).out;
    assert!(chinese.contains("发布版没有默认评价方案 nowhere"), "{chinese}");
    let checks: Vec<&str> = found.iter().map(|row| row["check"].as_str()).collect();
    assert_eq!(checks, [Check::SchemeNotPinned.name(), Check::DoubledId.name()]);
}

/// A row without a source title is refused already when it is read.
#[test]
fn a_row_without_a_source_is_refused() {
    let rules = Rules::copy();
    rules.version(
        FUEL,
        &next(FUEL),
        &[("中国化工生产企业温室气体排放核算方法与报告指南(试行) / 工业其他行业企业温室气体排放核算方法与报告指南(试行)", "")],
    );
    rules.forge("2030-01-01", &[&next(FUEL)], |release| release);
    let said = rules.call(&["factors", "lint"]).expect(2);
    assert!(said.err.contains(&next(FUEL)) && said.err.contains("source_title is empty"), "{}", said.err);
}

/// So are a method whose number has a unit of something else, and two methods for one industry.
#[test]
fn a_method_that_cannot_hold_is_refused() {
    const HEAT: &str = "emission_factor = { table = \"cn-heat\", parameter = \"emission_factor\", rungs = [\"country\"] }";
    let cases: [(Check, &str, &str, &[&str]); 5] = [
        (
            Check::ConstantUnit,
            HEAT,
            "emission_factor = { value = \"0.11\", mark = \"published\" }",
            &["heat.parameters.emission_factor", "the unit 1"],
        ),
        (
            Check::ConstantUnit,
            HEAT,
            "emission_factor = { values = { heat = \"0.11\" }, unit = \"tCO2/t\", mark = \"published\" }",
            &["heat.parameters.emission_factor.values.heat", "the unit tCO2/t"],
        ),
        (
            Check::ConstantUnit,
            "[[sources]]\nid = \"fuel\"",
            "[constants]\ncao_to_co2 = { value = \"44/56\", unit = \"GJ/t\", mark = \"recalled\" }\n\n[[sources]]\nid = \"fuel\"",
            &["[constants] cao_to_co2"],
        ),
        (
            Check::SharedIndustry,
            "carbon_to_co2 = \"44/12\"",
            "carbon_to_co2 = \"44/12\"\nindustries = [\"3011\"]",
            &["3011", "the method cement"],
        ),
        (
            Check::WrongPurpose,
            "table = \"cn-grid\", parameter = \"grid_average\"",
            "table = \"cn-grid-baseline\", parameter = \"operating_margin\"",
            &["operating_margin"],
        ),
    ];
    for (check, old, new, named) in cases {
        let rules = Rules::copy();
        rules.version(METHOD, &next(METHOD), &[(old, new)]);
        rules.forge("2030-01-01", &[&next(METHOD)], |release| release);
        let said = rules.call(&["factors", "lint"]).expect(2).err;
        assert!(named.iter().all(|part| said.contains(part)), "{check:?}: {said}");
    }
}

/// So is an id that stands twice in one table; in two tables it is `doubled-id`.
#[test]
fn an_id_that_stands_twice_is_refused() {
    let rules = Rules::copy();
    let heat = rules.read("tables/cn-heat/2013.csv");
    rules.write("tables/cn-heat/2030.csv", &(heat.clone() + heat.lines().nth(1).unwrap() + "\n"));
    let said = rules.publish("2030-01-01", &["--pin", "tables/cn-heat/2030.csv"]).expect(2);
    assert!(said.err.contains("tables/cn-heat/2030.csv:3") && said.err.contains("CN-HEAT-EF-011 stands twice"), "{}", said.err);
}

/// A change is fine once the release's section of the change log names the row; a jump, once it is named at all.
#[test]
fn the_change_log_answers_for_a_row() {
    let rules = Rules::copy();
    let grid = next(GRID);
    rules.version(GRID, &grid, &[("CN-GRID-2023-GD,grid_average,electricity,0.4419", "CN-GRID-2023-GD,grid_average,electricity,4.419")]);
    let log = rules.read("CHANGELOG.md");
    let told = |section: &str| log.replace("## 2026-11-23", &format!("## {section}\n\nCN-GRID-2023-GD: a trial.\n\n## 2026-11-23"));
    rules.write("CHANGELOG.md", &told("2029-01-01"));
    assert!(rules.publish("2030-01-01", &["--pin", &grid]).expect(2).err.contains("CN-GRID-2023-GD is not what it was"));
    rules.write("CHANGELOG.md", &told("2030-01-01"));
    rules.publish("2030-01-01", &["--pin", &grid]).expect(0);
    rules.call(&["factors", "lint"]).expect(0);
}

#[test]
fn a_best_before_date_is_a_warning_and_never_on_replay() {
    let lint = |day: &str| carbonlabel(&["factors", "lint", "--on", day]).expect(0).out;
    assert!(lint("2027-02-01").contains("warning[best-before]: tables/cn-grid/2023b.csv"));
    assert!(!lint("2026-12-31").contains("warning"));
    carbonlabel(&["factors", "lint", "--on", "2026"]).expect(2);
    let folder = crate::harness::temp();
    let rules = Rules::copy();
    let batch = crate::harness::root().join("samples/seven");
    rules.publish("2026-11-24", &["--best-before", "tables/cn-grid/2023b.csv=2026-11-25"]).expect(0);
    let out = folder.path().join("run");
    rules.call(&["run", text(&batch), "--period", "2024-06", "--out", text(&out)]).expect(0);
    let said = rules.call(&["replay", text(&out), "--batch", text(&batch)]).expect(0);
    assert!(!(said.out + &said.err).contains("best"), "replay says nothing of it");
}
