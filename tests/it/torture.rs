//! Thousands of broken inputs, the same on every machine: nothing panics, nothing hangs, nothing is misread.

use std::collections::BTreeMap;
use std::path::Path;

use carbonlabel::annotate::{Layout, Remarks, Table, annotated_csv};
use carbonlabel::facts::{Facts, Role};
use carbonlabel::finding::{Fault, Finding, Language};
use carbonlabel::intake::{self, Progress, Settings, fuzz};
use carbonlabel::measure::{read_numeral, trim_wide};
use carbonlabel::release::{Release, builtin};

use crate::harness::{Batch, Chance, files, root, temp, text};
use crate::workbooks::Workbook;

/// Bytes that break things.
const PIECES: [&[u8]; 22] = [
    b",",
    b";",
    b"\t",
    b"\"",
    b"\"\"",
    b"\n",
    b"\r",
    b"\r\n",
    b"\0",
    b" ",
    b"0",
    b"9",
    b".",
    b"-",
    b"E",
    b"<",
    b"&#x0;",
    b"\xff",
    b"\xc3\xa9",
    "一".as_bytes(),
    "\u{feff}".as_bytes(),
    "＂".as_bytes(),
];

/// A few changes, each of which takes out, puts in, doubles or swaps a part.
fn mutated(bytes: &[u8], from: usize, chance: &mut Chance) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    let mut below = |limit: usize| usize::try_from(chance.below(limit.max(1) as u64)).unwrap();
    for _ in 0..=below(4) {
        let at = from.min(bytes.len()) + below(bytes.len().saturating_sub(from) + 1);
        let end = (at + below(24)).min(bytes.len());
        match below(6) {
            0 => drop(bytes.drain(at..end)),
            1 => bytes.truncate(end),
            2 => {
                let copy = bytes[at..end].to_vec();
                bytes.splice(at..at, copy);
            }
            3 if at < bytes.len() => bytes[at] = u8::try_from(below(256)).unwrap(),
            _ => drop(bytes.splice(at..at, PIECES[below(PIECES.len())].iter().copied())),
        }
    }
    bytes
}

/// Records as RFC 4180 has them, with the line at which each begins; nothing when it does not allow the text. Written from the
/// grammar, byte by byte, and knowing nothing of the program.
fn strict(text: &str) -> Option<Vec<(u64, Vec<String>)>> {
    let (mut records, mut line) = (Vec::new(), 1);
    let mut letters = text.chars().peekable();
    while letters.peek().is_some() {
        let start = line;
        let mut cells = vec![String::new()];
        loop {
            let quoted = letters.next_if_eq(&'"').is_some();
            if quoted {
                loop {
                    match letters.next()? {
                        '"' if letters.next_if_eq(&'"').is_none() => break,
                        '\0' => return None,
                        letter => {
                            line += u64::from(letter == '\n');
                            cells.last_mut()?.push(letter);
                        }
                    }
                }
            }
            let next = loop {
                match letters.next() {
                    Some('"' | '\0') => return None,
                    Some('\r') if letters.peek() != Some(&'\n') => return None,
                    Some('\r') => {}
                    next @ (None | Some(',' | '\n')) => break next,
                    Some(_) if quoted => return None,
                    Some(letter) => cells.last_mut()?.push(letter),
                }
            };
            if next != Some(',') {
                break;
            }
            cells.push(String::new());
        }
        line += 1;
        records.push((start, cells));
    }
    Some(records)
}

fn read(folder: &Path, release: &Release) -> Result<Facts, Fault> {
    let settings = Settings { release, period: None, encoding: None, block_size: 1 << 20, progress: &Progress::default() };
    intake::read(&intake::Batch::of_folder(folder)?, settings)
}

#[test]
fn broken_csv_is_refused_or_read_as_rfc_4180_has_it() {
    const ROUNDS: usize = 3_000;
    let release = builtin().unwrap().release(None).unwrap();
    let folder = temp();
    let sample = root().join("samples/pencil");
    for (name, bytes) in files(&sample) {
        std::fs::write(folder.path().join(name), bytes).unwrap();
    }
    let energy = std::fs::read(sample.join("energy.csv")).unwrap();
    let header = energy.iter().position(|byte| *byte == b'\n').unwrap() + 1;
    let (mut chance, mut refused, mut compared) = (Chance(4180), 0, 0);
    for round in 0..ROUNDS {
        let bytes = mutated(&energy, header, &mut chance);
        std::fs::write(folder.path().join("energy.csv"), &bytes).unwrap();
        let facts = read(folder.path(), &release);
        let Ok(text) = std::str::from_utf8(&bytes) else { continue };
        let letters = |least: usize| text.chars().any(|letter| letter.len_utf8() >= least);
        if letters(2) && !letters(3) {
            continue; // Perhaps text in two encodings: `decode.rs` has its own tests.
        }
        match (strict(text), facts) {
            (None, Err(Fault::Quoting { .. })) => refused += 1,
            (Some(records), Ok(facts)) => {
                compared += 1;
                let file = facts.files.iter().find(|file| file.role == Role::Energy).unwrap();
                let full = |(_, cells): &&(u64, Vec<String>)| cells.len() > 1 || !cells[0].is_empty() || text.contains("\"\"");
                let count = records.iter().skip(1).filter(full).count() as u64;
                assert!(text.contains("\"\"") || file.rows == count, "{round}: {text:?}");
                let at_line: BTreeMap<u64, &Vec<String>> = records.iter().map(|(line, cells)| (*line, cells)).collect();
                for record in facts.activity.iter() {
                    let cells = at_line[&u64::from(record.row)];
                    assert_eq!(read_numeral(&cells[3]).unwrap().value, record.quantity(), "{round}: {text:?}");
                    assert_eq!(facts.directory.get(record.enterprise).id, trim_wide(&cells[0]), "{round}: {text:?}");
                }
            }
            (strict, facts) => {
                panic!("{round}: {:?} but {:?}: {text:?}", strict.is_some(), facts.map(|_| ()).map_err(|fault| fault.to_string()))
            }
        }
    }
    assert!(refused > ROUNDS / 10 && compared > ROUNDS / 5, "{refused} refused, {compared} compared");
}

/// A fuzz target and its name.
type Target<'a> = (&'a str, &'a dyn Fn(&[u8]) -> Result<(), fuzz::Broken>);

/// What is kept for each fuzz target, and what a bounded run makes of it.
#[test]
fn fuzz_targets_hold_on_their_corpora() {
    const ROUNDS: usize = 200;
    let release = builtin().unwrap().release(None).unwrap();
    let units = &release.nomenclature().units;
    let sound = Workbook::default().table("能源", "企业代码,月份,品种,消费量,单位\n91440307FAKE70070R,2024-06,电力,250000.5,kWh\n");
    let (sound, whole) = (sound.parts(), sound.bytes());
    assert_eq!(fuzz::workbook(&whole), Ok(()));
    // A workbook in which one part is another.
    let with = |name: &str, bytes: &[u8]| {
        let mut parts = sound.clone();
        parts.iter_mut().filter(|(part, _)| part.ends_with(name)).for_each(|(_, content)| *content = bytes.to_vec());
        fuzz::workbook(&crate::workbooks::zip(&parts))
    };
    let targets: [Target<'_>; 9] = [
        ("decoding", &fuzz::decoding),
        ("guard", &fuzz::guard),
        ("numbers", &fuzz::numbers),
        ("headers", &|bytes| fuzz::headers(bytes, units)),
        ("workbook", &fuzz::workbook),
        ("worksheet", &|bytes| with("sheet0.xml", bytes)),
        ("shared-strings", &|bytes| with("sharedStrings.xml", bytes)),
        ("styles", &|bytes| with("styles.xml", bytes)),
        ("returned", &carbonlabel::annotate::fuzz::returned),
    ];
    let kept = std::fs::read_dir(root().join("tests/it/corpus")).unwrap().count();
    assert_eq!(kept, targets.len(), "each target has a corpus, and each corpus a target");
    for (name, target) in targets {
        let corpus = files(&root().join("tests/it/corpus").join(name));
        assert!(!corpus.is_empty(), "{name}");
        for (at, (file, bytes)) in corpus.iter().enumerate() {
            let mut chance = Chance(at as u64);
            for round in 0..ROUNDS {
                let bytes = if round == 0 { bytes.clone() } else { mutated(bytes, 0, &mut chance) };
                assert_eq!(target(&bytes), Ok(()), "{name} {file} {round}: {}", String::from_utf8_lossy(&bytes));
            }
        }
    }
}

/// Whatever is done to a returned file: if it can be read, then so can its own return, and both say the same.
#[test]
fn broken_returns_are_refused_or_read_as_their_own_return_is() {
    const ROUNDS: usize = 300;
    let release = builtin().unwrap().release(None).unwrap();
    let (folder, returned) = (temp(), temp());
    let mut seven = Batch::seven();
    seven.lines("energy.csv")[3] = seven.lines("energy.csv")[3].replace("kWh", "kWhh");
    seven.lines("energy.csv")[5] += ",\"多\n余\"";
    seven.write(folder.path());
    crate::harness::carbonlabel(&["check", text(folder.path()), "--annotate", text(&returned.path().join("out"))]).expect(1);
    let energy = std::fs::read(returned.path().join("out/energy.csv")).unwrap();
    // Without the lines: what an earlier return said may have stood on several.
    let said = |facts: &Facts| {
        let column = |finding: &Finding| finding.place.as_ref().and_then(|place| place.column.clone());
        let findings: Vec<_> = facts.findings.iter().map(|finding| (finding.code, column(finding), finding.value.clone())).collect();
        let records: Vec<_> = facts.activity.iter().map(|record| (record.enterprise, record.what(), record.quantity())).collect();
        (findings, records)
    };
    let (mut chance, mut compared) = (Chance(1126), 0);
    for round in 0..ROUNDS {
        let bytes = mutated(&energy, 0, &mut chance);
        std::fs::write(folder.path().join("energy.csv"), &bytes).unwrap();
        let Ok(facts) = read(folder.path(), &release) else { continue };
        let file = facts.files.iter().find(|file| file.role == Role::Energy).unwrap();
        let headers: Vec<&str> = file.columns.iter().map(|(_, header)| &**header).collect();
        let (remarks, layout) = (Remarks::of(&facts.findings), Layout::of(&bytes, None, &headers).unwrap());
        let again = annotated_csv(&Table::of(&bytes, layout, file, &remarks).unwrap(), Language::Zh);
        std::fs::write(folder.path().join("energy.csv"), &again).unwrap();
        let second = read(folder.path(), &release).unwrap_or_else(|fault| panic!("{round}: {fault}"));
        assert_eq!(said(&second), said(&facts), "{round}: {}", String::from_utf8_lossy(&bytes));
        compared += 1;
    }
    assert!(compared > ROUNDS / 4, "{compared} compared");
}

/// Workbooks broken in the XML of each of their parts.
#[test]
fn broken_workbooks_are_refused_or_read() {
    const ROUNDS: usize = 400;
    let book = Workbook::default().table("能源", "企业代码,月份,品种,消费量,单位\n91440307FAKE70070R,2024-06,电力,250000.5,kWh\n");
    let book = book.sheet("x", "<cols><col min=\"2\" max=\"3\" hidden=\"1\"/></cols><sheetData><row r=\"3\"><c r=\"B3\" s=\"1\"><f>A1</f><v>45352</v></c></row></sheetData><mergeCells><mergeCell ref=\"A1:B2\"/></mergeCells>");
    let (parts, mut chance) = (book.parts(), Chance(2007));
    for round in 0..ROUNDS {
        let mut parts = parts.clone();
        let at = round % parts.len();
        parts[at].1 = mutated(&parts[at].1, 0, &mut chance);
        assert_eq!(fuzz::workbook(&crate::workbooks::zip(&parts)), Ok(()), "{round}: {}", String::from_utf8_lossy(&parts[at].1));
    }
}

/// Parquet broken as bytes.
#[test]
fn broken_parquet_is_refused_or_read() {
    const ROUNDS: usize = 300;
    let release = builtin().unwrap().release(None).unwrap();
    let folder = temp();
    let parquet = files(&root().join("tests/it/parquet"));
    crate::harness::write_files(folder.path(), &parquet);
    let mut chance = Chance(1);
    let (mut read_on, mut refused) = (0, 0);
    for (name, bytes) in parquet.iter().cycle().take(ROUNDS) {
        std::fs::write(folder.path().join(name), mutated(bytes, 4, &mut chance)).unwrap();
        match read(folder.path(), &release) {
            Ok(_) => read_on += 1,
            Err(_) => refused += 1,
        }
        std::fs::write(folder.path().join(name), bytes).unwrap();
    }
    assert!(read_on > 0 && refused > ROUNDS / 2, "{read_on} read, {refused} refused");
}
