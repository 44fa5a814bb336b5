//! What cannot be read at all is refused: exit code 2, file and line named, nothing written.

use std::collections::BTreeMap;

use crate::harness::{Said, carbonlabel, files, root, run, tables, temp, text, write_files};

/// A file of `samples/seven` changed as bytes, and what the message names.
pub struct Refusal {
    pub what: &'static str,
    pub file: &'static str,
    pub change: fn(&str) -> Vec<u8>,
    pub named: &'static str,
}

fn bytes(text: &str) -> Vec<u8> {
    text.as_bytes().to_vec()
}

pub const REFUSALS: &[Refusal] = &[
    Refusal {
        what: "text after a closing quote",
        file: "energy.csv",
        change: |text| bytes(&text.replace("150,MWh", "\"150\"0,MWh")),
        named: "energy.csv:3",
    },
    Refusal {
        what: "a quote inside a bare field",
        file: "energy.csv",
        change: |text| bytes(&text.replace("150,MWh", "15\"0,MWh")),
        named: "energy.csv:3",
    },
    Refusal {
        what: "an open quote at the end",
        file: "energy.csv",
        change: |text| bytes(&text.replace("250000,kWh", "250000,\"kWh")),
        named: "energy.csv:8",
    },
    Refusal { what: "NUL", file: "production.csv", change: |text| bytes(&text.replace(",300", ",3\u{0}0")), named: "production.csv:5" },
    Refusal {
        what: "a bare carriage return",
        file: "production.csv",
        change: |text| bytes(&text.replace(",300\n", ",300\r")),
        named: "production.csv:5",
    },
    Refusal {
        what: "a cell over 64 KiB",
        file: "enterprises.csv",
        change: |text| bytes(&text.replace("样例七乙", &"样".repeat(22_000))),
        named: "enterprises.csv:3",
    },
    Refusal {
        what: "a missing column",
        file: "energy.csv",
        change: |text| bytes(&text.replace("quantity", "amount")),
        named: "energy.csv",
    },
    Refusal { what: "a doubled column", file: "energy.csv", change: |text| bytes(&text.replace("unit", "数量")), named: "energy.csv" },
    Refusal {
        what: "no unit in a header",
        file: "energy.csv",
        change: |text| bytes(&text.replace("quantity", "quantity(车)")),
        named: "energy.csv:1",
    },
    Refusal { what: "an empty file", file: "energy.csv", change: |_| Vec::new(), named: "energy.csv" },
    // 模摹 in GBK is ģġ in UTF-8: nobody can know which of the two was meant.
    Refusal { what: "text in two encodings", file: "enterprises.csv", change: ambiguous, named: "enterprises.csv:2" },
    Refusal {
        what: "a byte of no encoding",
        file: "energy.csv",
        change: |text| [bytes(text), vec![0xFF, 0xFF, b'\n']].concat(),
        named: "energy.csv:9",
    },
];

fn ambiguous(_: &str) -> Vec<u8> {
    [&b"enterprise_id,name,industry,region\n91440307FAKE70011N,"[..], &[0xC4, 0xA3, 0xC4, 0xA1], b",3982,440307\n"].concat()
}

/// The files of a batch as bytes.
type Files = BTreeMap<String, Vec<u8>>;

fn refused(change: &dyn Fn(&mut Files), more: &[&str]) -> Said {
    let folder = temp();
    let mut batch = tables(&root().join("samples/seven"));
    change(&mut batch);
    write_files(&folder.path().join("batch"), &batch);
    let said = run(&folder.path().join("batch"), "2024-06", &folder.path().join("run"), more).expect(2);
    assert_eq!(files(folder.path()).len(), batch.len(), "something was written");
    assert!(said.out.is_empty() && !said.err.is_empty());
    said
}

#[test]
fn a_file_that_cannot_be_read_is_refused_at_its_line() {
    for refusal in REFUSALS {
        let change = |batch: &mut Files| {
            let text = String::from_utf8(batch[refusal.file].clone()).unwrap();
            let changed = (refusal.change)(&text);
            assert_ne!(changed, text.into_bytes(), "{}", refusal.what);
            batch.insert(refusal.file.to_owned(), changed);
        };
        for language in ["zh", "en"] {
            let said = refused(&change, &["--lang", language]);
            assert!(said.err.contains(refusal.named), "{}: {}", refusal.what, said.err);
        }
    }
}

#[test]
fn an_encoding_that_is_named_decides() {
    let change = |batch: &mut Files| {
        batch.insert("enterprises.csv".to_owned(), ambiguous(""));
    };
    assert!(refused(&change, &[]).err.contains("--encoding"));
    let folder = temp();
    let mut batch = tables(&root().join("samples/seven"));
    change(&mut batch);
    write_files(&folder.path().join("batch"), &batch);
    let out = folder.path().join("run");
    run(&folder.path().join("batch"), "2024-06", &out, &["--encoding", "gbk"]).expect(1);
    assert_eq!(crate::harness::grades(&out)["91440307FAKE70011N"]["name"], "模摹");
}

#[test]
fn a_role_without_a_file_and_a_kind_that_is_not_read_are_named() {
    for role in ["enterprises", "energy", "production"] {
        let file = format!("{role}.csv");
        let said = refused(&|batch| drop(batch.remove(&file)), &[]);
        assert!(said.err.contains(role), "{}", said.err);
    }
}

#[test]
fn wrong_requests_say_what_there_is() {
    let folder = temp();
    let out = folder.path().join("run");
    let start = ["run", "samples/seven", "--out", text(&out)];
    let with = |more: &[&str]| carbonlabel(&[&start, more].concat()).expect(2).err;
    assert!(with(&[]).contains("--period"));
    assert!(with(&["--period", "2024-13"]).contains("2024-13"));
    assert!(with(&["--period", "2024-06", "--release", "1999-01-01"]).contains("2025-12-31"));
    assert!(with(&["--period", "2024-06", "--scheme", "none"]).contains("zhejiang-2021"));
    assert!(with(&["--period", "2024-06", "--as-of", "2020-01-01"]).contains("2024-04-12"));
    assert!(with(&["--period", "2024-06", "--as-of", "yesterday"]).contains("yesterday"));
    assert!(carbonlabel(&["rum"]).expect(2).err.contains("run"));
    assert!(carbonlabel(&["replay", text(&out)]).expect(2).err.contains("manifest.json"));
    assert!(!out.exists());
}

/// A release is chosen by the day on which it was known: each has the grid of another year.
#[test]
fn as_of_takes_what_was_known_on_that_day() {
    for (day, release, flag) in [
        ("2024-06-01", "2024-04-12", "carried_forward:2021"),
        ("2024-12-31", "2024-12-20", "carried_forward:2022"),
        ("2026-01-01", "2025-12-31", "carried_forward:2023"),
    ] {
        let folder = temp();
        let out = folder.path().join("run");
        carbonlabel(&["run", "samples/seven", "--period", "2024-06", "--as-of", day, "--out", text(&out)]).expect(0);
        for row in crate::harness::grades(&out).values() {
            assert_eq!((row["release"].as_str(), row["flags"].as_str()), (release, flag), "{day}");
        }
    }
}
