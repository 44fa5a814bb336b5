//! A clerk's round: submitted with errors, given back, mended in what was given back, and submitted again with the columns of the
//! return in it. What comes of it is what comes of a batch without errors.

use std::collections::BTreeMap;
use std::path::Path;

use encoding_rs::GB18030;

use crate::harness::{Batch, carbonlabel, files, is, parts, run, temp, text};
use crate::workbooks::zip;

type Tables = BTreeMap<String, Vec<String>>;

/// The seven with Chinese headers, as text without errors.
fn clean() -> Tables {
    let mut batch = Batch::seven();
    let headers = [
        ("enterprises.csv", "统一社会信用代码,企业名称,行业代码,地区,核算方法"),
        ("energy.csv", "企业代码,月份,品种,消费量,单位"),
        ("production.csv", "企业代码,月份,工业增加值"),
    ];
    headers.into_iter().for_each(|(file, header)| header.clone_into(&mut batch.lines(file)[0]));
    batch.files
}

/// What goes wrong in it: file, line, what stood there and what stands there now.
const WRONG: [(&str, usize, &str, &str); 4] = [
    ("energy.csv", 2, "MWh", "兆瓦小小时"),
    ("energy.csv", 4, "77.8424", "77..8424"),
    ("production.csv", 3, "100", "壹佰"),
    ("enterprises.csv", 5, "3982", "39821"),
];

/// Changes the cells that were wrong to what they should be, or the other way round.
fn change(tables: &mut Tables, mend: bool) {
    for (file, line, right, wrong) in WRONG {
        let (from, to) = if mend { (wrong, right) } else { (right, wrong) };
        let line = &mut tables.get_mut(file).unwrap()[line];
        assert!(line.contains(from), "{line} has no {from}");
        *line = line.replacen(from, to, 1);
    }
}

/// A form in which the clerk's program writes and reads texts: delimiter, line end, and both ways between text and bytes.
struct Form {
    name: &'static str,
    delimiter: char,
    end: &'static str,
    encode: fn(&str) -> Vec<u8>,
    decode: fn(&[u8]) -> String,
}

const FORMS: [Form; 2] = [
    Form {
        name: "GBK, CRLF",
        delimiter: ',',
        end: "\r\n",
        encode: |text| GB18030.encode(text).0.into_owned(),
        decode: |bytes| GB18030.decode_without_bom_handling(bytes).0.into_owned(),
    },
    Form {
        name: "UTF-16, tabs",
        delimiter: '\t',
        end: "\r\n",
        encode: |text| std::iter::once(0xfeff).chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect(),
        decode: |bytes| {
            String::from_utf16(&bytes[2..].chunks(2).map(|unit| u16::from_le_bytes([unit[0], unit[1]])).collect::<Vec<_>>()).unwrap()
        },
    },
];

impl Form {
    fn write(&self, folder: &Path, tables: &Tables) {
        std::fs::create_dir_all(folder).unwrap();
        for (name, lines) in tables {
            let text: String = lines.iter().map(|line| line.replace(',', &self.delimiter.to_string()) + self.end).collect();
            std::fs::write(folder.join(name), (self.encode)(&text)).unwrap();
        }
    }
}

fn grades(batch: &Path, out: &Path) -> Vec<u8> {
    run(batch, "2024-06", out, &[]).expect(0);
    std::fs::read(out.join("grades.csv")).unwrap()
}

fn check(batch: &Path, more: &[&str], code: i32) -> String {
    carbonlabel(&[&["check", text(batch), "--period", "2024-06", "--lang", "zh", "--format", "csv"], more].concat()).expect(code).out
}

#[test]
fn what_was_mended_in_the_return_comes_to_what_was_right_from_the_start() {
    for form in FORMS {
        let folder = temp();
        let place = |name: &str| folder.path().join(name);
        form.write(&place("clean"), &clean());
        let want = grades(&place("clean"), &place("clean-run"));
        let mut wrong = clean();
        change(&mut wrong, false);
        // One row was forgotten altogether.
        let forgotten = wrong.get_mut("energy.csv").unwrap().pop().unwrap();
        form.write(&place("submitted"), &wrong);
        let found = check(&place("submitted"), &["--annotate", text(&place("returned"))], 1);
        assert_eq!(found.matches(",error,").count(), WRONG.len(), "{}: {found}", form.name);

        // Mended in the text, in the encoding in which it came back; the forgotten row is added without the cells of the return.
        let mut mended: Tables = BTreeMap::new();
        for (name, bytes) in files(&place("returned")).into_iter().filter(|(name, _)| is(name, "csv")) {
            let text = (form.decode)(&bytes);
            assert!(
                text.lines().next().unwrap().ends_with("问题\t说明与建议") || text.lines().next().unwrap().ends_with("问题,说明与建议")
            );
            mended.insert(name, text.lines().map(str::to_owned).collect());
        }
        change(&mut mended, true);
        mended.get_mut("energy.csv").unwrap().push(forgotten.replace(',', &form.delimiter.to_string()));
        std::fs::create_dir(place("mended")).unwrap();
        for (name, lines) in &mended {
            std::fs::write(place("mended").join(name), (form.encode)(&(lines.join(form.end) + form.end))).unwrap();
        }
        let again = check(&place("mended"), &[], 0);
        assert!(!again.contains("unknown-column") && !again.contains("row-length"), "{}: {again}", form.name);
        assert_eq!(grades(&place("mended"), &place("mended-run")), want, "{}", form.name);

        // Mended in the workbooks that stand beside the texts.
        std::fs::create_dir(place("books")).unwrap();
        for (name, bytes) in files(&place("returned").join("xlsx")) {
            let mut parts = parts(&bytes);
            for (_, _, right, wrong) in WRONG {
                parts.values_mut().for_each(|xml| *xml = xml.replace(&format!("<t>{wrong}</t>"), &format!("<t>{right}</t>")));
            }
            let parts: Vec<_> = parts.into_iter().map(|(name, xml)| (name, xml.into_bytes())).collect();
            std::fs::write(place("books").join(name), zip(&parts)).unwrap();
        }
        std::fs::write(place("books/energy-2.csv"), (form.encode)(&format!("{}\n{forgotten}\n", clean()["energy.csv"][0]))).unwrap();
        let again = check(&place("books"), &[], 0);
        assert!(!again.contains("unknown-column"), "{}: {again}", form.name);
        assert_eq!(grades(&place("books"), &place("books-run")), want, "{}", form.name);
    }
}
