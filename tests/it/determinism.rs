//! The same records in another order, another encoding or other files: the same result to the byte.

use std::collections::BTreeMap;
use std::path::Path;

use crate::harness::{Batch, Chance, files, ledger, root, run, tables, temp, write_files};

const DISTRICT: &str = "2024";

/// What does not depend on where records stand.
const RESULTS: [&str; 3] = ["grades.csv", "references.csv", "summary.json"];

fn district() -> std::path::PathBuf {
    root().join("samples/district")
}

#[test]
fn the_number_of_jobs_changes_no_byte() {
    let folder = temp();
    let of = |name: &str, jobs: &str| {
        let out = folder.path().join(name);
        run(&district(), DISTRICT, &out, &["--jobs", jobs, "--reports", "91440307FAKE00080L"]).expect(1);
        files(&out)
    };
    let first = of("one", "1");
    assert!(first.len() > 8, "{:?}", first.keys());
    for (name, jobs) in [("again", "1"), ("two", "2"), ("four", "4")] {
        assert_eq!(differing(&first, &of(name, jobs)), Vec::<&str>::new(), "--jobs {jobs}");
    }
}

/// Names of files that are not the same in both.
fn differing<'a>(one: &'a BTreeMap<String, Vec<u8>>, other: &'a BTreeMap<String, Vec<u8>>) -> Vec<&'a str> {
    let names = one.keys().chain(other.keys().filter(|name| !one.contains_key(*name)));
    names.filter(|name| one.get(*name) != other.get(*name)).map(String::as_str).collect()
}

fn results(run: &Path) -> Vec<Vec<u8>> {
    RESULTS.map(|name| std::fs::read(run.join(name)).unwrap()).to_vec()
}

#[test]
fn shuffled_rows_in_split_files_come_to_the_same_result() {
    let folder = temp();
    let (plain, other) = (folder.path().join("plain"), folder.path().join("other"));
    run(&district(), DISTRICT, &plain, &[]).expect(1);
    let mut chance = Chance(7);
    let mut batch = Batch { files: BTreeMap::new() };
    for (name, mut lines) in Batch::of(&district()).files {
        let header = lines.remove(0);
        chance.shuffle(&mut lines);
        let (half, stem) = (lines.len() / 2, name.trim_end_matches(".csv"));
        for (part, lines) in [("a", &lines[..half]), ("b", &lines[half..])] {
            batch.files.insert(format!("{stem}-{part}.csv"), [std::slice::from_ref(&header), lines].concat());
        }
    }
    batch.write(&folder.path().join("batch"));
    run(&folder.path().join("batch"), DISTRICT, &other, &[]).expect(1);
    assert!(results(&plain) == results(&other), "grades, references or summary differ");
    let places = |run: &Path| ledger(run, "91440307FAKE00080L").into_iter().map(|row| (row.file, row.row)).collect::<Vec<_>>();
    assert_ne!(places(&plain), places(&other), "the rows were not shuffled at all");
    for id in crate::harness::grades(&plain).keys() {
        let without_places = |run: &Path| {
            let mut rows = ledger(run, id);
            rows.iter_mut().for_each(|row| (row.file, row.row) = (String::new(), 0));
            rows
        };
        assert_eq!(without_places(&plain), without_places(&other), "{id}");
    }
}

/// A form in which a batch can be submitted: from its text to bytes.
type Form = (&'static str, fn(&str) -> Vec<u8>);

const FORMS: &[Form] = &[
    ("UTF-8 with BOM", |text| format!("\u{feff}{text}").into_bytes()),
    ("CRLF", |text| text.replace('\n', "\r\n").into_bytes()),
    ("no line end at the end", |text| text.trim_end().as_bytes().to_vec()),
    ("semicolons", |text| text.replace(',', ";").into_bytes()),
    ("tabs", |text| text.replace(',', "\t").into_bytes()),
    ("every cell quoted", |text| text.lines().map(|line| format!("\"{}\"\n", line.replace(',', "\",\""))).collect::<String>().into_bytes()),
    ("GB18030", |text| encoding_rs::GB18030.encode(text).0.into_owned()),
    ("UTF-16, little end first", |text| utf16(text, u16::to_le_bytes)),
    ("UTF-16, big end first", |text| utf16(text, u16::to_be_bytes)),
    ("Chinese headers", |text| chinese(text).into_bytes()),
    ("Chinese headers in GB18030, CRLF", |text| encoding_rs::GB18030.encode(&chinese(text).replace('\n', "\r\n")).0.into_owned()),
    ("headers in capitals, spaces and full width", |text| dressed(text).into_bytes()),
    ("columns the other way round", |text| reversed(text).into_bytes()),
    ("full-width digits", |text| {
        let wide = |letter: char| if letter.is_ascii_digit() { char::from_u32(u32::from(letter) + 0xFEE0).unwrap() } else { letter };
        numbers(text, |cell| cell.chars().map(wide).collect()).into_bytes()
    }),
    ("thousands separators", |text| numbers(text, separated).into_bytes()),
    ("signs of money, and exponents", |text| numbers(text, |cell| format!("￥{cell}E+0")).into_bytes()),
    ("blanks around every cell", |text| {
        text.lines().map(|line| format!(" {}\u{3000}\n", line.replace(',', " ,\u{a0}"))).collect::<String>().into_bytes()
    }),
    ("months as 年月", |text| months(text, |year, month| format!("{year}年{}月", month.trim_start_matches('0'))).into_bytes()),
    ("months as dates", |text| months(text, |year, month| format!("{year}/{}/1", month.trim_start_matches('0'))).into_bytes()),
    ("newlines inside quotes", |text| with_note(text, "\"a\n\"\"b\"\"\r\n,c\"").into_bytes()),
    ("Chinese units and items", |text| {
        let names = [
            ("electricity", "电力"),
            ("natural_gas", "天然气"),
            ("MWh", "兆瓦时"),
            ("万kWh", "万千瓦时"),
            (",kWh", ",千瓦时"),
            (",t,", ",吨,"),
        ];
        names.into_iter().fold(text.to_owned(), |text, (code, name)| text.replace(code, name)).into_bytes()
    }),
];

fn utf16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
    format!("\u{feff}{text}").encode_utf16().flat_map(bytes).collect()
}

/// The header with each column renamed, the rest as it was.
fn with_header(text: &str, rename: impl Fn(&str) -> String) -> String {
    let (header, rest) = text.split_once('\n').unwrap();
    format!("{}\n{rest}", header.split(',').map(rename).collect::<Vec<_>>().join(","))
}

fn chinese(text: &str) -> String {
    const NAMES: [(&str, &str); 15] = [
        ("enterprise_id", "企业代码"),
        ("name", "企业名称"),
        ("industry", "行业代码"),
        ("region", "地区"),
        ("method", "核算方法"),
        ("period", "期间"),
        ("item", "品种"),
        ("quantity", "数量"),
        ("unit", "单位"),
        ("flow", "流向"),
        ("ncv", "低位发热量"),
        ("carbon_content", "单位热值含碳量"),
        ("oxidation", "氧化率"),
        ("value_added", "工业增加值"),
        ("output_value", "工业总产值"),
    ];
    with_header(text, |column| NAMES.iter().find(|(name, _)| *name == column).unwrap_or_else(|| panic!("{column}")).1.to_owned())
}

/// `Ｐeriod ` for `period`.
fn dressed(text: &str) -> String {
    let wide = |first: char| char::from_u32(u32::from(first.to_ascii_uppercase()) + 0xFEE0).unwrap();
    with_header(text, |column| format!(" {}{} ", wide(column.chars().next().unwrap()), &column[1..]))
}

/// The cells of columns of numbers written otherwise.
fn numbers(text: &str, write: impl Fn(&str) -> String) -> String {
    const COLUMNS: [&str; 6] = ["quantity", "ncv", "carbon_content", "oxidation", "value_added", "output_value"];
    let (header, rest) = text.split_once('\n').unwrap();
    let is_number: Vec<bool> = header.split(',').map(|column| COLUMNS.contains(&column)).collect();
    let cell = |(cell, is_number): (&str, &bool)| if *is_number && !cell.is_empty() { write(cell) } else { cell.to_owned() };
    let row = |line: &str| line.split(',').zip(&is_number).map(cell).collect::<Vec<_>>().join(",") + "\n";
    format!("{header}\n{}", rest.lines().map(row).collect::<String>())
}

/// `"1,234.5"` for `1234.5`.
fn separated(cell: &str) -> String {
    let (whole, part) = cell.split_at(cell.find('.').unwrap_or(cell.len()));
    let groups: Vec<&str> = whole.as_bytes().rchunks(3).rev().map(|group| std::str::from_utf8(group).unwrap()).collect();
    format!("\"{}{part}\"", groups.join(","))
}

/// Every month written otherwise.
fn months(text: &str, write: impl Fn(&str, &str) -> String) -> String {
    let month = |month: &str| month.split_once('-').map_or_else(|| month.to_owned(), |(year, month)| write(year, month));
    let cell =
        |cell: &str| if cell.starts_with("2024-") { cell.split("..").map(month).collect::<Vec<_>>().join("..") } else { cell.to_owned() };
    text.lines().map(|line| line.split(',').map(cell).collect::<Vec<_>>().join(",") + "\n").collect()
}

/// Another column, with the same cell in each row.
fn with_note(text: &str, cell: &str) -> String {
    text.lines().enumerate().map(|(at, line)| format!("{line},{}\n", if at == 0 { "note" } else { cell })).collect()
}

fn reversed(text: &str) -> String {
    text.lines().map(|line| line.rsplit(',').collect::<Vec<_>>().join(",") + "\n").collect()
}

#[test]
fn every_form_of_a_batch_comes_to_the_same_result() {
    for (sample, period) in [("seven", "2024-06"), ("pencil", "2024-01..2024-02")] {
        let folder = temp();
        let batch = root().join("samples").join(sample);
        let plain = folder.path().join("plain");
        run(&batch, period, &plain, &[]).expect(0);
        let csv = tables(&batch);
        for (at, (form, write)) in FORMS.iter().enumerate() {
            let written = csv.iter().map(|(name, bytes)| (name.clone(), write(std::str::from_utf8(bytes).unwrap()))).collect();
            assert_ne!(csv, written, "{form} changes nothing");
            let (input, out) = (folder.path().join(format!("in{at}")), folder.path().join(format!("out{at}")));
            write_files(&input, &written);
            run(&input, period, &out, &[]).expect(0);
            assert!(results(&plain) == results(&out), "{sample} as {form}");
        }
    }
}

/// Files named one by one are the folder that holds them.
#[test]
fn files_named_one_by_one_are_the_same_batch() {
    let folder = temp();
    let (plain, named) = (folder.path().join("plain"), folder.path().join("named"));
    let batch = root().join("samples/seven");
    run(&batch, "2024-06", &plain, &[]).expect(0);
    let paths = ["enterprises", "energy", "production"].map(|role| (format!("--{role}"), batch.join(format!("{role}.csv"))));
    let files_named = paths.iter().flat_map(|(option, path)| [option.as_str(), path.to_str().unwrap()]);
    let rest = ["--period", "2024-06", "--release", crate::harness::RELEASE, "--out", named.to_str().unwrap()];
    let arguments: Vec<&str> = ["run"].into_iter().chain(files_named).chain(rest).collect();
    crate::harness::carbonlabel(&arguments).expect(0);
    assert_eq!(differing(&files(&plain), &files(&named)), Vec::<&str>::new());
}
