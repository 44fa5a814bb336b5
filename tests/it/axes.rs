//! Two time axes: for which months a value speaks, and when it was known. And values that a release must allow expressly.

use std::collections::BTreeMap;

use crate::harness::{carbonlabel, files, ledger, root, rows, table, temp, text};
use crate::rules::Rules;

/// Days, the releases that were known on them, and the factor that March 2024 takes in 广东.
const DAYS: [(&str, &str, &str); 3] = [
    ("2024-06-30", "2024-04-12", "CN-GRID-2021-GD"),
    ("2025-01-01", "2024-12-20", "CN-GRID-2022-GD"),
    ("2025-12-31", "2025-12-31", "CN-GRID-2023-GD"),
];

#[test]
fn one_batch_under_three_releases_gives_three_answers_each_reproducible() {
    let folder = temp();
    let batch = root().join("samples/pencil");
    let mut totals = BTreeMap::new();
    for (day, release, factor) in DAYS {
        let out = folder.path().join(day);
        let known = ["run", text(&batch), "--period", "2024-01..2024-02", "--as-of", day, "--out", text(&out)];
        carbonlabel(&known).expect(0);
        let grades = table(&out, "grades.csv");
        assert!(grades.iter().all(|row| row["release"] == release), "{day}");
        assert!(table(&out, "factors_used.csv").iter().any(|row| row["factor_id"] == factor), "{day}");
        carbonlabel(&["replay", text(&out), "--batch", text(&batch)]).expect(0);
        // The same by the release's name, byte for byte.
        let named = folder.path().join(format!("{day}-named"));
        let by_name = ["run", text(&batch), "--period", "2024-01..2024-02", "--release", release, "--out", text(&named)];
        carbonlabel(&by_name).expect(0);
        assert_eq!(files(&out), files(&named), "{day}");
        totals.insert(grades.iter().map(|row| row["emissions_t"].clone()).collect::<Vec<_>>(), day);
    }
    assert_eq!(totals.len(), 3, "{totals:?}");
    let before =
        carbonlabel(&["run", text(&batch), "--period", "2024", "--as-of", "2024-04-11", "--out", text(&folder.path().join("early"))]);
    before.expect(2);
}

/// `why` says for each release what `run` takes.
#[test]
fn why_names_the_row_that_a_run_takes() {
    for (_, release, factor) in DAYS {
        let asked = ["factors", "why", "--item", "电力", "--period", "2024-03", "--region", "440300", "--format", "csv"];
        let weighed = rows(&carbonlabel(&asked).expect(0).out);
        let taken: Vec<&str> = weighed
            .iter()
            .filter(|row| row["release"] == release && ["taken", "carried_forward"].contains(&row["verdict"].as_str()))
            .map(|row| row["factor_id"].as_str())
            .collect();
        assert_eq!(taken, [factor]);
        let all = weighed.iter().filter(|row| row["release"] == release).count();
        assert_eq!(all, ["2024-04-12", "2024-12-20", "2025-12-31"].iter().position(|id| *id == release).unwrap() * 31 + 31);
    }
    carbonlabel(&["factors", "why", "--item", "electricity", "--period", "2024"]).expect(2);
    let said = carbonlabel(&["factors", "why", "--item", "electrcity", "--period", "2024-03"]).expect(2);
    assert!(said.err.contains("Electricity"), "{}", said.err);
}

#[test]
fn recalled_values_need_a_word_and_leave_a_flag() {
    let rules = Rules::copy();
    let shelf = "tables/ipcc-gwp-recalled/2013.csv";
    let refused = rules.publish("2030-01-01", &["--pin", shelf]).expect(2);
    assert!(refused.err.contains(shelf) && refused.err.contains("allow_recalled"), "{}", refused.err);
    // A forger who leaves the word out gets no further.
    let forged = Rules::copy();
    let table = "tables/cn-heat/recalled.csv";
    forged.version("tables/cn-heat/2013.csv", table, &[("two_sources", "recalled")]);
    forged.forge("2030-01-01", &[table], |release| release);
    let batch = root().join("samples/pencil");
    let out = forged.beside("out");
    let run = |rules: &Rules, out| rules.call(&["run", text(&batch), "--period", "2024-01..2024-02", "--out", text(out)]);
    assert!(run(&forged, &out).expect(2).err.contains(table));
    // With the word, every line of heat says so, and no other.
    rules.version("tables/cn-heat/2013.csv", table, &[("two_sources", "recalled")]);
    let log = rules.read("CHANGELOG.md");
    rules.write("CHANGELOG.md", &log.replace("## 2026-11-23", "## 2030-01-01\n\nCN-HEAT-EF-011: a trial.\n\n## 2026-11-23"));
    rules.publish("2030-01-01", &["--pin", table, "--pin", shelf, "--allow-recalled"]).expect(0);
    let out = rules.beside("out");
    run(&rules, &out).expect(0);
    let mut seen = 0;
    for row in table_ids(&out) {
        for line in ledger(&out, &row) {
            assert_eq!(line.flags.contains("recalled"), line.item == "heat", "{line:?}");
            seen += usize::from(line.item == "heat");
        }
    }
    assert!(seen > 0, "the sample uses heat");
    let flagged = crate::harness::grades(&out).into_values().filter(|row| row["flags"].contains("recalled")).count();
    assert!(flagged > 0);
}

fn table_ids(run: &std::path::Path) -> Vec<String> {
    table(run, "grades.csv").into_iter().map(|row| row["enterprise_id"].clone()).collect()
}

/// Grid average, project baseline and product footprint: a method that asks for one does not get another.
#[test]
fn the_electricity_families_cannot_be_confused() {
    let method = "methods/general/1.toml";
    let grid = "table = \"cn-grid\", parameter = \"grid_average\"";
    // Another family by its name: the release is refused.
    for (table, parameter) in [
        ("cn-grid-baseline", "operating_margin"),
        ("cn-electricity-footprint", "footprint"),
        ("us-egrid-nonbaseload", "nonbaseload@CO2,AKGD"),
    ] {
        let rules = Rules::copy();
        rules.version(method, "methods/general/2.toml", &[(grid, &format!("table = \"{table}\", parameter = \"{parameter}\""))]);
        assert!(rules.publish("2030-01-01", &["--pin", "methods/general/2.toml"]).expect(2).err.contains(parameter));
        rules.forge("2030-01-01", &["methods/general/2.toml"], |release| release);
        let out = rules.beside("out");
        let said = rules.call(&["run", "samples/seven", "--period", "2024-06", "--out", text(&out)]).expect(2);
        assert!(said.err.contains("methods/general/2.toml") && said.err.contains(parameter), "{}", said.err);
    }
    // The average asked of another family's table: there is none, so it is not published; forged, it makes no line.
    for other in ["cn-grid-baseline", "cn-electricity-footprint"] {
        let rules = Rules::copy();
        rules.version(method, "methods/general/2.toml", &[(grid, &format!("table = \"{other}\", parameter = \"grid_average\""))]);
        let refused = rules.publish("2030-01-01", &["--pin", "methods/general/2.toml"]).expect(2).err;
        assert!(refused.contains("methods/general/2.toml") && refused.contains("can never compute"), "{refused}");
        rules.forge("2030-01-01", &["methods/general/2.toml"], |release| release);
        let out = rules.beside("out");
        rules.call(&["run", "samples/seven", "--period", "2024-06", "--out", text(&out)]).expect(1);
        let found = table(&out, "findings.csv");
        let missing = found.iter().find(|row| row["code"] == "no-factor").unwrap_or_else(|| panic!("{found:?}"));
        assert!(missing.values().any(|cell| cell.contains(other)), "{missing:?}");
        assert!(table_ids(&out).iter().all(|id| ledger(&out, id).iter().all(|line| line.item != "electricity")));
    }
}
