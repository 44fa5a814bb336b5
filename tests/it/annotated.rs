//! The annotated return: every byte that was submitted comes back, and what comes back can be submitted again.

use std::collections::BTreeMap;
use std::path::Path;

use carbonlabel::annotate::fuzz::returned;
use encoding_rs::GB18030;
use proptest::prelude::*;

use crate::harness::{Batch, Chance, carbonlabel, files, parts, root, rows, run, temp, text};
use crate::workbooks::Workbook;

/// The seven with troubles that a return must survive: quoted cells with line ends, a ragged row, blank rows, no last line end.
fn troubled() -> BTreeMap<String, String> {
    let mut batch = Batch::seven();
    let energy = batch.lines("energy.csv");
    energy.iter_mut().enumerate().for_each(|(at, line)| *line += if at == 0 { ",备注" } else { ",\"两\n行, “引号”\"\"\"" });
    energy[3] += ",多余";
    energy[5] = energy[5].replace("MWh", "MWhh");
    energy.push(",,,,,".to_owned());
    energy.push(String::new());
    energy.push("91440307FAKE70070R,2024-06,天燃气,1,万Nm3,=1+1".to_owned());
    batch.lines("enterprises.csv")[2] += " ";
    "91440307FAKE70044C,2024-06,1..5".clone_into(&mut batch.lines("production.csv")[4]);
    batch.files.into_iter().map(|(name, lines)| (name, lines.join("\n"))).collect()
}

fn utf16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
    std::iter::once(0xfeff).chain(text.encode_utf16()).flat_map(bytes).collect()
}

type Encode = fn(&str) -> Vec<u8>;

/// The forms in which a text may be submitted.
fn forms() -> Vec<(&'static str, Encode)> {
    vec![
        ("utf-8", |text| text.as_bytes().to_vec()),
        ("utf-8 with mark, CRLF", |text| format!("\u{feff}{}", text.replace('\n', "\r\n")).into_bytes()),
        ("gb18030, CRLF", |text| GB18030.encode(&text.replace('\n', "\r\n")).0.into_owned()),
        ("utf-16le", |text| utf16(text, u16::to_le_bytes)),
        ("utf-16be, tabs", |text| utf16(&text.replace(',', "\t"), u16::to_be_bytes)),
        ("gb18030, semicolons", |text| GB18030.encode(&text.replace(',', ";")).0.into_owned()),
    ]
}

fn check(batch: &Path, more: &[&str], code: i32) -> String {
    carbonlabel(&[&["check", text(batch), "--period", "2024-06", "--format", "csv"], more].concat()).expect(code).out
}

/// Whether every line of a text begins with the line that was submitted, and ends like it.
fn holds_every_line(submitted: &[u8], returned: &[u8], step: usize) -> bool {
    let lines = |bytes: &[u8]| -> Vec<(Vec<Vec<u8>>, bool)> {
        let units: Vec<Vec<u8>> = bytes.chunks(step).map(<[u8]>::to_vec).collect();
        let is = |unit: &Vec<u8>, letter: u8| {
            unit.iter().map(|byte| u16::from(*byte)).sum::<u16>() == u16::from(letter) && unit.contains(&letter)
        };
        let line = |line: &[Vec<u8>]| {
            let bare = line.last().filter(|unit| is(unit, b'\r')).map(|_| &line[..line.len() - 1]);
            (bare.unwrap_or(line).to_vec(), bare.is_some())
        };
        units.split(|unit| is(unit, b'\n')).map(line).collect()
    };
    let (before, after) = (lines(submitted), lines(returned));
    before.len() == after.len() && before.iter().zip(&after).all(|(before, after)| after.0.starts_with(&before.0) && before.1 == after.1)
}

#[test]
fn each_file_comes_back_and_can_be_submitted_again() {
    for (form, encode) in forms() {
        let folder = temp();
        let [submitted, returned, again] = ["submitted", "returned", "again"].map(|name| folder.path().join(name));
        std::fs::create_dir(&submitted).unwrap();
        for (name, text) in troubled() {
            std::fs::write(submitted.join(name), encode(&text)).unwrap();
        }
        let found = check(&submitted, &["--lang", "zh", "--annotate", text(&returned)], 1);
        assert_eq!(rows(&check(&returned, &["--lang", "zh"], 1)), rows(&found), "{form}");
        // A second return has the same columns, not more of them.
        check(&returned, &["--lang", "zh", "--annotate", text(&again)], 1);
        assert_eq!(files(&returned), files(&again), "{form}");
        let grades = |batch: &Path, out: &str| {
            run(batch, "2024-06", &folder.path().join(out), &[]).expect(1);
            std::fs::read(folder.path().join(out).join("grades.csv")).unwrap()
        };
        assert_eq!(grades(&submitted, "before"), grades(&returned, "after"), "{form}");
        for name in ["enterprises.csv", "energy.csv", "production.csv"] {
            let [before, after] = [&submitted, &returned].map(|folder| std::fs::read(folder.join(name)).unwrap());
            assert!(holds_every_line(&before, &after, if form.starts_with("utf-16") { 2 } else { 1 }), "{form}: {name}");
        }
    }
}

#[test]
fn a_return_speaks_of_each_row_and_of_the_enterprise_as_a_whole() {
    let folder = temp();
    let (submitted, returned) = (folder.path().join("submitted"), folder.path().join("returned"));
    let mut batch = Batch::seven();
    batch.lines("energy.csv")[1] = batch.lines("energy.csv")[1].replace("MWh", "MWhh");
    batch.lines("production.csv").pop();
    batch.write(&submitted);
    check(&submitted, &["--lang", "en", "--annotate", text(&returned)], 1);
    let of = |name: &str| rows(&std::fs::read_to_string(returned.join(name)).unwrap());
    let energy = of("energy.csv");
    assert_eq!(energy[0]["problem"], "error: Unknown unit (unit)");
    assert!(energy[0]["advice"].contains("Did you mean MWh?"), "{:?}", energy[0]);
    assert!(energy[1..].iter().all(|row| row["problem"].is_empty() && row["advice"].is_empty()));
    assert_eq!(of("enterprises.csv")[6]["problem"], "warning: Energy without production");
}

#[test]
fn a_workbook_holds_texts_alone_with_colours_and_comments() {
    let folder = temp();
    let (submitted, returned) = (folder.path().join("submitted"), folder.path().join("returned"));
    std::fs::create_dir(&submitted).unwrap();
    troubled().into_iter().for_each(|(name, text)| std::fs::write(submitted.join(name), text).unwrap());
    check(&submitted, &["--lang", "en", "--annotate", text(&returned)], 1);
    let book = std::fs::read(returned.join("xlsx/energy.xlsx")).unwrap();
    let parts = parts(&book);
    let sheet = &parts["xl/worksheets/sheet1.xml"];
    assert!(!sheet.contains("<f>") && !sheet.replace("t=\"s\"", "").contains("<v>=") && sheet.contains("t=\"s\""));
    assert_eq!(sheet.matches("<v>").count(), sheet.matches("t=\"s\"").count(), "every value is a text");
    let shared = &parts["xl/sharedStrings.xml"];
    for text in ["91440307FAKE70070R", "=1+1", "两\n行, “引号”\"", "error: Row length", "advice"] {
        assert!(shared.contains(text), "{text}");
    }
    assert!(parts["xl/comments1.xml"].contains("Did you mean MWh?"));
    assert!(parts["xl/styles.xml"].contains("FFFFC7CE"));
    // The clock is in no file.
    let again = folder.path().join("again");
    check(&submitted, &["--lang", "en", "--annotate", text(&again)], 1);
    assert_eq!(files(&returned), files(&again));
}

/// A workbook comes back as one, and can be submitted again with the columns in it: the same findings, the same grades.
#[test]
fn a_submitted_workbook_comes_back_and_can_be_submitted_again() {
    let folder = temp();
    let [submitted, returned, again] = ["submitted", "returned", "again"].map(|name| folder.path().join(name));
    std::fs::create_dir(&submitted).unwrap();
    let mut batch = Batch::seven();
    batch.lines("energy.csv")[1] = batch.lines("energy.csv")[1].replace("MWh", "MWhh");
    batch.lines("energy.csv").insert(1, format!("{},2024-06,electricity,5,MWh", carbonlabel::enterprise::EXAMPLE_ID));
    let table = |book: Workbook, (name, lines): (&String, &Vec<String>)| book.table(name.trim_end_matches(".csv"), &lines.join("\n"));
    let book = batch.files.iter().fold(Workbook::default().table("填表说明", "说明"), table);
    std::fs::write(submitted.join("填报.xlsx"), book.bytes()).unwrap();
    let found = check(&submitted, &["--lang", "zh", "--annotate", text(&returned)], 1);
    assert_eq!(files(&returned).into_keys().collect::<Vec<_>>(), ["xlsx/填报.xlsx"]);
    let returned = returned.join("xlsx");
    let shared = &parts(&std::fs::read(returned.join("填报.xlsx")).unwrap())["xl/sharedStrings.xml"];
    assert!(shared.contains("错误：未知的单位（E）") && shared.contains("是否应为 MWh？"), "{shared}");
    assert_eq!(rows(&check(&returned, &["--lang", "zh"], 1)), rows(&found));
    check(&returned, &["--lang", "zh", "--annotate", text(&again)], 1);
    assert_eq!(files(&returned), files(&again.join("xlsx")), "a second return has the same columns, not more of them");
    let grades = |batch: &Path, out: &str| {
        run(batch, "2024-06", &folder.path().join(out), &[]).expect(1);
        std::fs::read(folder.path().join(out).join("grades.csv")).unwrap()
    };
    assert_eq!(grades(&submitted, "before"), grades(&returned, "after"));
}

#[test]
fn nothing_is_overwritten_and_nothing_is_left_where_reading_fails() {
    let folder = temp();
    let taken = folder.path().join("taken");
    std::fs::create_dir(&taken).unwrap();
    std::fs::write(taken.join("mine"), "mine").unwrap();
    let batch = root().join("samples/seven");
    check(&batch, &["--annotate", text(&taken)], 2);
    assert_eq!(files(&taken).len(), 1);
    let broken = folder.path().join("broken");
    let mut seven = Batch::seven();
    seven.lines("energy.csv").push("\"".to_owned());
    seven.write(&broken);
    check(&broken, &["--annotate", text(&folder.path().join("none"))], 2);
    assert!(!folder.path().join("none").exists());
}

#[test]
fn returns_survive_hostile_texts() {
    let pieces = ["a", "b", ",", ";", "\t", "\n", "\r\n", "\"\"", "\"x\ny\"", "企业", "=1", " ", "问题", "说明与建议", "a,b\n", "a;b\r\n"];
    let mut chance = Chance(20_261_123);
    let place = |chance: &mut Chance| usize::try_from(chance.below(pieces.len() as u64)).unwrap();
    for _ in 0..3000 {
        let body: String = (0..chance.below(30)).map(|_| pieces[place(&mut chance)]).collect();
        let text = format!("a,b\n{body}");
        for (_, encode) in forms() {
            assert_eq!(returned(&encode(&text)), Ok(()), "{text:?}");
        }
    }
}

proptest! {
    #[test]
    fn returns_survive_any_bytes(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        prop_assert_eq!(returned(&[b"a,b\n", bytes.as_slice()].concat()), Ok(()));
    }
}

#[test]
fn a_return_survives_a_lone_carriage_return() {
    for bytes in ["a,b\n\r", "a,b\n\r\r", "a,b\n1,2\r", "a,b\r", "a,b\n\n\r"] {
        assert_eq!(returned(bytes.as_bytes()), Ok(()), "{bytes:?}");
    }
}
