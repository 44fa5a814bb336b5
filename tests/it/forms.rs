//! Forms in which people really send data: workbooks, compressed files, Parquet, and what exports leave in them.

use std::collections::BTreeMap;
use std::path::Path;

use crate::harness::{Row, Said, carbonlabel, root, run, table, tables, temp, text, write_files};
use crate::workbooks::Workbook;

/// What must be the same whatever the form.
const RESULTS: [&str; 3] = ["grades.csv", "references.csv", "summary.json"];

fn results(run: &Path) -> Vec<Vec<u8>> {
    RESULTS.map(|name| std::fs::read(run.join(name)).unwrap()).to_vec()
}

/// The files of a batch as bytes.
type Files = BTreeMap<String, Vec<u8>>;

fn seven() -> BTreeMap<String, String> {
    tables(&root().join("samples/seven")).into_iter().map(|(name, bytes)| (name, String::from_utf8(bytes).unwrap())).collect()
}

/// Runs a batch of one month in a folder of its own, and hands over what was said and its findings.
fn run_of(batch: &Files, language: &str) -> (Said, Vec<Row>, Vec<Vec<u8>>) {
    let folder = temp();
    let (input, out) = (folder.path().join("batch"), folder.path().join("run"));
    std::fs::create_dir(&input).unwrap();
    write_files(&input, batch);
    let said = run(&input, "2024-06", &out, &["--lang", language]);
    if said.code == Some(2) {
        return (said, Vec::new(), Vec::new());
    }
    carbonlabel(&["replay", text(&out), "--batch", text(&input)]).expect(0);
    let results = results(&out);
    (said, table(&out, "findings.csv"), results)
}

fn files(named: &[(&str, Vec<u8>)]) -> Files {
    named.iter().map(|(name, bytes)| ((*name).to_owned(), bytes.clone())).collect()
}

/// The results of the plain sample, in a language.
fn plain(language: &str) -> Vec<Vec<u8>> {
    let (said, findings, results) = run_of(&tables(&root().join("samples/seven")), language);
    said.expect(0);
    assert_eq!(findings, Vec::<Row>::new());
    results
}

fn book() -> Workbook {
    let tables = seven();
    Workbook::default()
        .table("填表说明", "怎样填写")
        .table("企业", &tables["enterprises.csv"])
        .table("能源消费", &tables["energy.csv"])
        .table("产量与产值", &tables["production.csv"])
}

#[test]
fn a_workbook_with_three_sheets_is_a_batch() {
    let (said, findings, results) = run_of(&files(&[("某某公司.xlsx", book().bytes())]), "zh");
    said.expect(0);
    assert!(results == plain("zh"));
    let found: Vec<_> = findings.iter().map(|row| (row["code"].as_str(), row["file"].as_str(), row["value"].as_str())).collect();
    assert_eq!(found, [("sheet-not-read", "某某公司.xlsx!填表说明", "填表说明")]);
}

#[test]
fn a_workbook_that_is_wholly_of_a_role_needs_no_name_for_its_sheet() {
    let tables = seven();
    let book = |file: &str| Workbook::default().table("Sheet1", &tables[file]).sheet("Sheet2", "<sheetData/>").bytes();
    let batch = files(&[
        ("enterprises.xlsx", book("enterprises.csv")),
        ("energy.csv", tables["energy.csv"].clone().into_bytes()),
        ("产量.XLSX", book("production.csv")),
    ]);
    let (said, _, results) = run_of(&batch, "en");
    said.expect(0);
    assert!(results == plain("en"));
}
