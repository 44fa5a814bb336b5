//! What the commands below `factors` answer about a run and between releases, checked against the run's own files.

use std::collections::BTreeMap;

use carbonlabel::measure::Tonnes;

use crate::harness::{Row, carbonlabel, files, grades, ledger, root, rows, run, temp, text};

fn tonnes(text: &str) -> Tonnes {
    Tonnes::parse(text).unwrap()
}

/// The district's year under the release of 2025, and the rows of a command asked of it.
fn asked(folder: &std::path::Path, arguments: &[&str]) -> Vec<Row> {
    let out = folder.join("run");
    if !out.exists() {
        run(&root().join("samples/district"), "2024", &out, &[]).expect(1);
    }
    let place = text(&out).to_owned();
    let arguments: Vec<&str> = arguments.iter().map(|argument| if *argument == "RUN" { place.as_str() } else { argument }).collect();
    rows(&carbonlabel(&[&["factors"][..], &arguments, &["--format", "csv"]].concat()).expect(0).out)
}

#[test]
fn used_finds_every_line_of_a_factor() {
    let folder = temp();
    let found = asked(folder.path(), &["used", "RUN", "CN-GRID-2023-GD"]);
    let mut sums: BTreeMap<(String, String), (usize, Tonnes)> = BTreeMap::new();
    let graded = grades(&folder.path().join("run"));
    for id in graded.keys() {
        for line in ledger(&folder.path().join("run"), id) {
            if line.parameters.iter().any(|cell| cell.factor_id == "CN-GRID-2023-GD") {
                let sum = sums.entry((id.clone(), line.period.clone())).or_default();
                sum.0 += 1;
                sum.1 += tonnes(&line.emissions_t);
            }
        }
    }
    assert!(sums.len() > 1000, "{}", sums.len());
    let told: BTreeMap<(String, String), (usize, Tonnes)> = found
        .iter()
        .map(|row| ((row["enterprise_id"].clone(), row["period"].clone()), (row["lines"].parse().unwrap(), tonnes(&row["emissions_t"]))))
        .collect();
    assert_eq!(told, sums);
    // A factor of the release that nothing used is an empty answer; one that is nowhere is a question.
    assert!(asked(folder.path(), &["used", "RUN", "CN-GRID-2021-GD"]).is_empty());
    let said = carbonlabel(&["factors", "used", text(&folder.path().join("run")), "CN-GRID-2023-GDD"]).expect(2);
    assert!(said.err.contains("CN-GRID-2023-GD?"), "{}", said.err);
}

/// A run under one release, seen under another, is the run under the other: grade for grade.
#[test]
fn impact_says_what_a_run_under_the_other_release_comes_to() {
    let folder = temp();
    let batch = root().join("samples/district");
    let (old, new) = (folder.path().join("old"), folder.path().join("new"));
    carbonlabel(&["run", text(&batch), "--period", "2024", "--release", "2024-04-12", "--out", text(&old)]).expect(1);
    run(&batch, "2024", &new, &[]).expect(1);
    let before = files(&old);
    let told = rows(&carbonlabel(&["factors", "impact", text(&old), "2025-12-31", "--format", "csv"]).expect(0).out);
    assert_eq!(files(&old), before, "nothing is written into the run");
    let (first, second) = (grades(&old), grades(&new));
    assert_eq!(told.len(), first.len());
    for row in &told {
        let (first, second) = (&first[&row["enterprise_id"]], &second[&row["enterprise_id"]]);
        for (told, column) in [("status", "status"), ("grade", "grade"), ("emissions", "emissions_t"), ("ratio", "ratio")] {
            assert_eq!(row[&format!("{told}_before")], first[column], "{}", row["enterprise_id"]);
            assert_eq!(row[&format!("{told}_after")], second[column], "{}", row["enterprise_id"]);
        }
    }
    assert!(told.iter().any(|row| row["grade_before"] != row["grade_after"]), "some grade changes");
    let shown = carbonlabel(&["factors", "impact", text(&old), "2025-12-31"]).expect(0).out;
    assert!(shown.contains("by industry division") && shown.contains("by province") && shown.contains("biggest movers"), "{shown}");
    let bare = folder.path().join("bare");
    carbonlabel(&["run", text(&batch), "--period", "2024", "--ledger", "none", "--out", text(&bare)]).expect(1);
    assert!(carbonlabel(&["factors", "impact", text(&bare), "2024-04-12"]).expect(2).err.contains("ledger"));
}

#[test]
fn diff_counts_rows_and_the_effect_on_a_unit() {
    let diff = |more: &[&str]| {
        rows(&carbonlabel(&[&["factors", "diff", "2024-04-12", "2025-12-31", "--format", "csv"][..], more].concat()).expect(0).out)
    };
    let nation = diff(&[]);
    assert_eq!(nation.iter().filter(|row| row["kind"] == "added").count(), 62);
    let effect = |rows: &[Row]| {
        let effects: Vec<&Row> = rows.iter().filter(|row| row["kind"] == "effect").collect();
        assert_eq!(effects.len(), 1, "{effects:?}");
        ["item", "before", "after", "unit", "percent"].map(|column| effects[0][column].clone())
    };
    // 0.5568 to 0.5306, and 0.4715 to 0.4419: -4.71 % and -6.28 %.
    assert_eq!(effect(&nation), ["electricity", "0.556800000", "0.530600000", "tCO2e/MWh", "-4.71"]);
    let shenzhen = diff(&["--period", "2024-03", "--region", "440300"]);
    assert_eq!(effect(&shenzhen), ["electricity", "0.471500000", "0.441900000", "tCO2e/MWh", "-6.28"]);
    // Months of 2021 had their factor already.
    assert!(diff(&["--period", "2021-03"]).iter().all(|row| row["kind"] != "effect"));
    let rules = crate::rules::Rules::copy();
    let grid = "tables/cn-grid/2026.csv";
    rules.version(
        "tables/cn-grid/2023b.csv",
        grid,
        &[("CN-GRID-2023-GD,grid_average,electricity,0.4419", "CN-GRID-2023-GD,grid_average,electricity,0.4519")],
    );
    let log = rules.read("CHANGELOG.md").replace("## 2026-11-23", "## 2030-01-01\n\nCN-GRID-2023-GD: a trial.\n\n## 2026-11-23");
    rules.write("CHANGELOG.md", &log);
    rules.publish("2030-01-01", &["--pin", grid]).expect(0);
    let changed = rows(&rules.call(&["factors", "diff", "2026-11-23", "2030-01-01", "--format", "csv"]).expect(0).out);
    let [row] = changed.as_slice() else { panic!("{changed:?}") };
    let told = ["kind", "factor_id", "before", "after", "percent"].map(|column| row[column].as_str());
    assert_eq!(told, ["changed", "CN-GRID-2023-GD", "0.4419", "0.4519", "+2.26"]);
    rules.call(&["factors", "diff", "2026-11-23", "2031-01-01"]).expect(2);
}

/// Every command answers programs in two forms that say the same, and people in two languages.
#[test]
fn forms_and_languages_say_the_same() {
    let commands: [&[&str]; 6] = [
        &["list"],
        &["releases"],
        &["show", "limestone"],
        &["diff", "2024-12-20", "2025-12-31"],
        &["why", "--item", "heat", "--period", "2024-03"],
        &["lint", "--on", "2030-01-01"],
    ];
    for command in commands {
        let call = |more: &[&str]| carbonlabel(&[&["factors"][..], command, more].concat()).expect(0).out;
        let list: Vec<Row> = serde_json::from_str(&call(&["--format", "json"])).unwrap();
        assert_eq!(list, rows(&call(&["--format", "csv"])), "{command:?}");
        assert!(!list.is_empty(), "{command:?}");
        assert_ne!(call(&["--lang", "en"]), call(&["--lang", "zh"]), "{command:?}");
    }
}
