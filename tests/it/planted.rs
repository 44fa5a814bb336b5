//! Twenty-two faults planted in one batch, each in an enterprise of its own: each is caught at its line, its enterprise waits,
//! and everybody else keeps every figure.

use std::collections::BTreeSet;
use std::path::Path;

use carbonlabel::enterprise::Identity;

use crate::harness::{Batch, carbonlabel, grades, table, temp, text};

const ENTERPRISES: &str = "enterprises.csv";
const ENERGY: &str = "energy.csv";
const PRODUCTION: &str = "production.csv";

/// What is wrong, where, in whose row (counted from 0), and what takes the place of what there.
type Fault = (&'static str, &'static str, &'static str, &'static str, &'static str);

/// Code, file, column, the text that is replaced in the row, and the text in its place.
const FAULTS: [Fault; 22] = [
    ("bad-number", ENERGY, "quantity", "100.5", "10..05"),
    ("negative-number", ENERGY, "quantity", "100.5", "-100.5"),
    ("misplaced-separators", ENERGY, "quantity", "100.5", "\"10,05\""),
    ("number-too-long", ENERGY, "quantity", "100.5", "1.2345678901234567890123456789"),
    ("empty-cell", ENERGY, "quantity", "100.5", ""),
    ("unknown-item", ENERGY, "item", "electricity", "electrisity"),
    ("unknown-unit", ENERGY, "unit", "MWh", "MWhh"),
    ("unit-dimension", ENERGY, "unit", "MWh", "t"),
    ("unknown-flow", ENERGY, "flow", "consumed", "sold"),
    ("bad-period", ENERGY, "period", "2024-06", "2024-13"),
    ("period-is-day", ENERGY, "period", "2024-06", "2024/6/15"),
    ("period-is-span", ENERGY, "period", "2024-06", "2024-06..2024-07"),
    ("row-length", ENERGY, "", "consumed", "consumed,"),
    ("impossible-value", ENERGY, "oxidation", "consumed,", "consumed,98"),
    ("duplicate-energy", ENERGY, "", "", "twice"),
    ("span-beyond-period", PRODUCTION, "period", "2024-06", "2024-06..2024-07"),
    ("duplicate-production", PRODUCTION, "", "", "twice"),
    ("unknown-industry", ENTERPRISES, "industry", "3011", "610"),
    ("industry-letter", ENTERPRISES, "industry", "3011", "D3011"),
    ("unknown-region", ENTERPRISES, "region", ",440307,", ",999999,"),
    ("unknown-method", ENTERPRISES, "method", "general", "no-such-method"),
    ("bad-date", ENTERPRISES, "started_on", "2020-05-01", "2020-13-01"),
];

/// Enterprises without a fault, of another class.
const GOOD: usize = 8;

fn id(number: usize) -> String {
    let body = format!("91440307FAKE8{number:04}");
    let zero = format!("{body}0");
    format!("{body}{}", Identity::Uscc.expected_check(&zero).unwrap_or('0'))
}

/// The faulty ones first: the row of number n is line n + 2 of every file.
fn clean() -> Batch {
    let mut batch = Batch::seven();
    let headers = [
        "enterprise_id,name,industry,region,method,started_on",
        "enterprise_id,period,item,quantity,unit,flow,oxidation",
        "enterprise_id,period,value_added",
    ];
    for (file, header) in [ENTERPRISES, ENERGY, PRODUCTION].into_iter().zip(headers) {
        *batch.lines(file) = vec![header.to_owned()];
    }
    for number in 0..FAULTS.len() + GOOD {
        let (id, industry) = (id(number), if number < FAULTS.len() { "3011" } else { "3982" });
        batch.lines(ENTERPRISES).push(format!("{id},样例{number},{industry},440307,general,2020-05-01"));
        batch.lines(ENERGY).push(format!("{id},2024-06,electricity,100.5,MWh,consumed,"));
        batch.lines(PRODUCTION).push(format!("{id},2024-06,{}", 40 + number * 7));
    }
    batch
}

fn planted() -> Batch {
    let mut batch = clean();
    for (number, (code, file, _, from, to)) in FAULTS.into_iter().enumerate() {
        if code.starts_with("duplicate") {
            let line = batch.lines(file)[number + 1].clone();
            batch.lines(file).push(line);
            continue;
        }
        let line = &mut batch.lines(file)[number + 1];
        assert!(line.contains(from), "{line} has no {from}");
        *line = line.replacen(from, to, 1);
    }
    batch
}

fn run(batch: &Batch, folder: &Path, name: &str, code: i32) -> std::path::PathBuf {
    let (input, out) = (folder.join(format!("{name}-batch")), folder.join(name));
    batch.write(&input);
    carbonlabel(&["run", text(&input), "--period", "2024-06", "--out", text(&out)]).expect(code);
    out
}

#[test]
fn twenty_two_planted_faults_are_each_caught_at_their_line() {
    let folder = temp();
    let (clean, broken) = (run(&clean(), folder.path(), "clean", 0), run(&planted(), folder.path(), "planted", 1));
    let found = table(&broken, "findings.csv");
    for (number, (code, file, column, ..)) in FAULTS.into_iter().enumerate() {
        let line = (number + 2).to_string();
        let at_line = |row: &&crate::harness::Row| row["file"] == file && row["row"] == line && row["code"] == code;
        let row = found.iter().find(at_line).unwrap_or_else(|| panic!("{code} is not at {file}:{line}: {found:?}"));
        assert_eq!((row["column"].as_str(), row["enterprise_id"].as_str()), (column, id(number).as_str()), "{code}");
    }
    let errors: BTreeSet<&str> = found.iter().filter(|row| row["severity"] == "error").map(|row| row["enterprise_id"].as_str()).collect();
    assert_eq!(errors.len(), FAULTS.len(), "nobody else has an error");
    let (before, after) = (grades(&clean), grades(&broken));
    for number in 0..FAULTS.len() + GOOD {
        let (before, after) = (&before[&id(number)], &after[&id(number)]);
        assert_eq!(before["status"], "graded");
        if number < FAULTS.len() {
            assert_eq!(after["status"], "data_errors", "{}", FAULTS[number].0);
        } else {
            assert_eq!(after, before);
        }
    }
}
