//! Every finding code: the smallest change to a good batch that provokes it, and the place where it is found.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use carbonlabel::finding::{Code, Severity};
use tempfile::TempDir;

use crate::finding_cases::{CASES, Case, VICTIM};
use crate::harness::{Batch, RELEASE, Row, Said, carbonlabel, files, grades, root, rows, table, temp, text, write_files};

/// A batch run in a folder of its own: the grades, and the findings in a language.
fn outcome(batch: &Batch, period: &str, rules: &[&str], language: &str) -> (BTreeMap<String, Row>, Vec<Row>, Option<i32>) {
    let folder = temp();
    let (input, out) = (folder.path().join("batch"), folder.path().join("run"));
    batch.write(&input);
    let start = ["run", text(&input), "--period", period, "--out", text(&out), "--lang", language];
    let said = carbonlabel(&[&start, rules].concat());
    assert!(matches!(said.code, Some(0 | 1)), "{}", said.err);
    (grades(&out), table(&out, "findings.csv"), said.code)
}

fn outcome_of(case: &Case, language: &str) -> (BTreeMap<String, Row>, Vec<Row>, Option<i32>) {
    let rules = rules_of(case);
    outcome(&broken(case), case.period(), &rules.iter().map(String::as_str).collect::<Vec<_>>(), language)
}

/// The general method has a default for every value: one with a source that has none asks for parameters. And the built-in default
/// scheme takes no figure that may be missing; one that divides standard coal does.
fn rules_of(case: &Case) -> Vec<String> {
    static RULES: OnceLock<TempDir> = OnceLock::new();
    static SCHEME: OnceLock<TempDir> = OnceLock::new();
    if case.code == Code::MissingIndicator {
        let folder = SCHEME.get_or_init(|| {
            let folder = temp();
            let known = std::fs::read_to_string(root().join("factors/schemes/zhejiang-2021/1.toml")).unwrap();
            let of_energy = known.replace("[numerator]", "[numerator]\nof = \"standard_coal\"");
            std::fs::write(folder.path().join("energy.toml"), of_energy).unwrap();
            folder
        });
        let scheme = folder.path().join("energy.toml");
        return ["--release", RELEASE, "--scheme", text(&scheme)].map(str::to_owned).to_vec();
    }
    if !case.has_own_rules() {
        return Vec::new();
    }
    let folder = RULES.get_or_init(|| {
        let folder = temp();
        write_files(folder.path(), &files(&root().join("factors")));
        let method = std::fs::read_to_string(folder.path().join("methods/general/1.toml")).unwrap();
        let filling = method.replacen("[[sources]]", FILLING, 1);
        std::fs::write(folder.path().join("methods/general/2.toml"), filling + CATALYST).unwrap();
        let start = ["factors", "new-release", "2099-01-01", "--factors", text(folder.path()), "--published-on", "2099-01-01"];
        let rest = ["--note-zh", "催化剂", "--note-en", "catalyst", "--pin", "methods/general/2.toml"];
        carbonlabel(&[&start[..], &rest].concat()).expect(0);
        folder
    });
    vec!["--factors".to_owned(), text(folder.path()).to_owned()]
}

/// A rule for months that are not reported.
const FILLING: &str = "[missing]\nrule = \"conservative\"\nmost_months = 1\n\n[[sources]]";

/// A source whose parameters only the row can state.
const CATALYST: &str = r#"
[[sources]]
id = "catalyst"
name_zh = "催化剂再生"
name_en = "Regeneration of catalyst"
scope = 1
kind = "process"
gas = "CO2"
formula = "regeneration"
items = ["clinker"]
flows = { consumed = "emitted" }

[sources.parameters]
carbon_before = { column = "carbon_before" }
carbon_after = { column = "carbon_after" }
oxidation = { value = "98", unit = "%", mark = "implemented", source = "a trial" }
"#;

fn broken(case: &Case) -> Batch {
    let mut batch = Batch::seven();
    (case.change)(&mut batch);
    batch
}

/// The good batch without the enterprise that is broken: what the others are compared with when it may not take part.
fn without_victim() -> Batch {
    let mut batch = Batch::seven();
    batch.files.values_mut().for_each(|lines| lines.retain(|line| !line.starts_with(VICTIM)));
    batch
}

#[test]
fn every_code_has_a_case() {
    // Only a workbook has these: `forms.rs`.
    let of_workbooks = [Code::SheetNotRead, Code::FormulaValue];
    let covered: BTreeSet<&str> = CASES.iter().map(|case| case.code).chain(of_workbooks).map(Code::name).collect();
    let missing: Vec<&str> = Code::ALL.iter().map(|code| code.name()).filter(|name| !covered.contains(name)).collect();
    assert_eq!(missing, Vec::<&str>::new());
}

#[test]
fn the_batch_is_good_before_it_is_broken() {
    let (grades, findings, code) = outcome(&Batch::seven(), "2024-06", &[], "en");
    assert_eq!((grades.len(), findings, code), (7, Vec::new(), Some(0)));
}

#[test]
fn every_finding_stands_at_its_place_and_speaks_both_languages() {
    for case in CASES {
        for language in ["zh", "en"] {
            let (_, findings, code) = outcome_of(case, language);
            let name = case.code.name();
            let found: Vec<&Row> = findings.iter().filter(|row| row["code"] == name).collect();
            let (file, line, column) = case.place;
            let at_place = |row: &&&Row| row["file"] == file && row["row"] == line && row["column"] == column;
            let row = found.iter().find(at_place).unwrap_or_else(|| panic!("{name} is not at {:?}: {findings:?}", case.place));
            assert_eq!(row["value"], case.value, "{name}");
            assert!(!row["message"].is_empty() && !row["hint"].is_empty(), "{name}");
            assert!(!row["message"].contains(['{', '}']) && !row["hint"].contains(['{', '}', '[']), "{name}: {row:?}");
            let chinese = |text: &str| text.chars().any(|letter| ('\u{4e00}'..='\u{9fff}').contains(&letter));
            assert!(language == "en" || (chinese(&row["message"]) && chinese(&row["hint"])), "{name}: {row:?}");
            let is_error = case.code.severity() == Severity::Error;
            let word = match case.code.severity() {
                Severity::Error => "error",
                Severity::Warning => "warning",
                Severity::Note => "note",
            };
            assert_eq!((row["severity"].as_str(), code), (word, Some(i32::from(is_error))), "{name}");
        }
    }
}

/// Whoever is barred, the others are graded as if it were not there; whoever is only warned changes nothing for them.
#[test]
fn other_enterprises_keep_their_grades() {
    let of = |batch: &Batch, rules: &[&str]| outcome(batch, "2024-06", rules, "zh").0;
    for case in CASES {
        let (grades, ..) = outcome_of(case, "zh");
        let name = case.code.name();
        if let Some(victim) = grades.get(VICTIM) {
            assert_eq!(victim["status"] == "data_errors", case.bars, "{name}: {victim:?}");
        }
        let barred = grades.get(VICTIM).is_some_and(|victim| victim["status"] != "graded");
        let rules = rules_of(case);
        let rules: Vec<&str> = rules.iter().map(String::as_str).collect();
        let expected = of(&if barred { without_victim() } else { Batch::seven() }, &rules);
        for (id, row) in grades.iter().filter(|(id, _)| id.as_str() != VICTIM && expected.contains_key(*id)) {
            // A change of the victim's own emissions moves the reference of its class; their own figures never move.
            let columns: &[&str] = if case.moves_reference { &["status", "emissions_t", "intensity"] } else { &["label_id"] };
            for column in columns {
                assert_eq!(row[*column], expected[id][*column], "{name}: {column} of {id}");
            }
        }
        assert!(grades.values().filter(|row| row["status"] == "graded").count() >= 6, "{name}");
    }
}

fn check(batch: &Batch, format: &str) -> Said {
    let folder = temp();
    batch.write(folder.path());
    carbonlabel(&["check", text(folder.path()), "--format", format, "--lang", "en"])
}

#[test]
fn check_says_the_same_in_every_format() {
    let case = CASES.iter().find(|case| case.code == Code::BadNumber).unwrap();
    let batch = broken(case);
    let plain = check(&batch, "text").expect(1);
    let (file, line, column) = case.place;
    assert!(plain.out.contains(&format!("{file}:{line} [{column}]: error[bad-number]")), "{}", plain.out);
    let csv = rows(&check(&batch, "csv").expect(1).out);
    let json: Vec<Row> = serde_json::from_str(&check(&batch, "json").expect(1).out).unwrap();
    assert_eq!(csv, json);
    assert_eq!(csv.iter().filter(|row| row["code"] == "bad-number" && row["row"] == line).count(), 1);
    for format in ["text", "csv", "json"] {
        let good = check(&Batch::seven(), format).expect(0);
        assert!(!good.out.is_empty() && good.err.is_empty(), "{format}: {good:?}");
    }
}

/// A check finds what a run finds, for every case.
#[test]
fn check_finds_what_a_run_finds() {
    for case in CASES {
        // Without a period nothing lies outside it; and some cases need rules of their own.
        if matches!(case.code, Code::OutsidePeriod | Code::SpanBeyondPeriod) || case.has_own_rules() {
            continue;
        }
        let found = rows(&check(&broken(case), "csv").out);
        assert!(found.iter().any(|row| row["code"] == case.code.name() && row["row"] == case.place.1), "{}: {found:?}", case.code.name());
    }
}
