//! Forms in which people really send data: workbooks, compressed files, Parquet, and what exports leave in them.

use std::collections::BTreeMap;
use std::path::Path;

use carbonlabel::finding::FormError;
use carbonlabel::workbook::{Book, SheetRow};

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
    assert_eq!(found, [], "a sheet of instructions is passed over silently");
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

/// The last of the seven, whose one energy row (250000 kWh) is submitted as a workbook in what follows.
const VICTIM: &str = "91440307FAKE70070R";

/// The seven, of whom the victim submits a sheet of its own: the cells of its rows as XML, and what stands around them.
fn with_sheet(before: &str, rows: &str, after: &str) -> Files {
    let tables = seven();
    let header = r#"<row r="1"><c r="A1" t="inlineStr"><is><t>企业代码</t></is></c><c r="B1" t="inlineStr"><is><r><t>月</t></r><r><t>份</t></r><rPh sb="0" eb="1"><t>ユエ</t></rPh></is></c><c r="C1" t="str"><v>品种</v></c><c r="D1" t="str"><v>消费量</v></c><c r="E1" t="str"><v>单位</v></c><c r="F1" t="str"><v>备注</v></c></row>"#;
    let inside = format!("{before}<sheetData>{header}{rows}</sheetData>{after}");
    let energy: String = tables["energy.csv"].lines().filter(|line| !line.starts_with(VICTIM)).map(|line| format!("{line}\n")).collect();
    files(&[
        ("enterprises.csv", tables["enterprises.csv"].clone().into_bytes()),
        ("energy.csv", energy.into_bytes()),
        ("production.csv", tables["production.csv"].clone().into_bytes()),
        ("book.xlsx", Workbook::default().sheet("能源", &inside).bytes()),
    ])
}

/// The victim's row with the cells of period, quantity and note.
fn victim(number: usize, period: &str, quantity: &str, note: &str) -> String {
    format!(
        r#"<row r="{number}"><c r="A{number}" t="str"><v>{VICTIM}</v></c><c r="B{number}"{period}</c><c r="C{number}" t="str"><v>电力</v></c><c r="D{number}"{quantity}</c><c r="E{number}" t="str"><v>kWh</v></c><c r="F{number}"{note}</c></row>"#
    )
}

const JUNE: &str = r#" t="str"><v>2024-06</v>"#;
const QUANTITY: &str = "><v>250000</v>";
const NOTHING: &str = ">";

/// Findings as code, place and value.
fn told(findings: &[Row]) -> Vec<(&str, String, &str)> {
    findings
        .iter()
        .map(|row| (row["code"].as_str(), format!("{}:{} [{}]", row["file"], row["row"], row["column"]), row["value"].as_str()))
        .collect()
}

/// Codes, columns and values of findings.
type Told = &'static [(&'static str, &'static str, &'static str)];

/// What a cell of a workbook can hold, and what is said of it.
#[test]
fn cells_are_read_as_the_spreadsheet_shows_them() {
    let place = |cell: &str| format!("book.xlsx!能源:2 [{cell}]");
    let cases: &[(&str, &str, &str, Told)] = &[
        (JUNE, QUANTITY, NOTHING, &[]),
        (JUNE, "><v>2.5E+5</v>", NOTHING, &[]),
        (JUNE, r#" t="str"><v>250000</v>"#, NOTHING, &[]),
        (JUNE, r#" t="inlineStr"><is><t>２５００００</t></is>"#, NOTHING, &[("number-repaired", "D", "２５００００")]),
        (JUNE, "><v>250000.00000000003</v>", NOTHING, &[("number-repaired", "D", "250000.00000000003")]),
        (JUNE, "><f>B1*2</f><v>250000</v>", NOTHING, &[("formula-value", "", "")]),
        (r#" s="1"><v>45444</v>"#, QUANTITY, NOTHING, &[("period-from-date", "B", "2024-06-01")]),
        (r#" t="d"><v>2024-06-01T00:00:00</v>"#, QUANTITY, NOTHING, &[("period-from-date", "B", "2024-06-01")]),
        ("><v>202406</v>", QUANTITY, NOTHING, &[]),
        (JUNE, QUANTITY, r#" t="inlineStr"><is><t>a_x000D_b &amp;&#x4E00;</t></is>"#, &[]),
        (JUNE, QUANTITY, r#" t="b"><v>1</v>"#, &[]),
    ];
    let expected = plain("zh");
    for (period, quantity, note, want) in cases {
        let (said, findings, results) = run_of(&with_sheet("", &victim(2, period, quantity, note), ""), "zh");
        let want: Vec<_> = want.iter().map(|(code, column, value)| (*code, place(column), *value)).collect();
        assert_eq!(told(&findings), want, "{period} {quantity} {note}");
        assert_eq!(said.code, Some(0));
        assert!(results == expected, "{period} {quantity} {note}");
    }
}

/// A wrong cell bars its own enterprise, at its sheet, row and column.
#[test]
fn a_wrong_cell_of_a_workbook_is_found_at_its_place() {
    let cases: &[(&str, &str, &str, &str, &str, &str)] = &[
        (JUNE, r#" t="e"><v>#N/A</v>"#, NOTHING, "cell-error", "D", "#N/A"),
        (JUNE, "><f>SUM(A1:A9)</f>", NOTHING, "cell-error", "D", "'=SUM(A1:A9)"),
        (JUNE, QUANTITY, r#" t="e"><f>1/0</f><v>#DIV/0!</v>"#, "cell-error", "F", "#DIV/0!"),
        (JUNE, r#" t="b"><v>1</v>"#, NOTHING, "bad-number", "D", "TRUE"),
        (JUNE, r#" s="1"><v>45444</v>"#, NOTHING, "bad-number", "D", "2024-06-01"),
        (JUNE, NOTHING, NOTHING, "empty-cell", "D", ""),
        (r#" s="1"><v>45444.5</v>"#, QUANTITY, NOTHING, "bad-period", "B", "2024-06-01 12:00:00"),
        (r#" s="1"><v>45458</v>"#, QUANTITY, NOTHING, "period-is-day", "B", "2024-06-15"),
    ];
    for (period, quantity, note, code, column, value) in cases {
        let (said, findings, _) = run_of(&with_sheet("", &victim(2, period, quantity, note), ""), "en");
        let errors: Vec<Row> = findings.into_iter().filter(|row| row["severity"] == "error").collect();
        assert_eq!(told(&errors), [(*code, format!("book.xlsx!能源:2 [{column}]"), *value)], "{period} {quantity}");
        assert_eq!((errors[0]["enterprise_id"].as_str(), said.code), (VICTIM, Some(1)));
    }
}

/// Eighteen digits stored as a number have lost three: whatever is left of them, it is no identity code.
#[test]
fn an_id_stored_as_a_number_is_never_taken_for_one() {
    for stored in ["9.1330500123456794E+17", "913305001234567936", "913305001234567000"] {
        let row = victim(2, JUNE, QUANTITY, NOTHING).replace(&format!(r#" t="str"><v>{VICTIM}</v>"#), &format!("><v>{stored}</v>"));
        let (said, findings, _) = run_of(&with_sheet("", &row, ""), "zh");
        let error = findings.iter().find(|row| row["severity"] == "error").unwrap();
        assert_eq!((error["code"].as_str(), error["row"].as_str(), error["column"].as_str()), ("identity-exponent", "2", "A"), "{stored}");
        assert!(error["hint"].contains("文本") && error["value"].contains("E+17"), "{error:?}");
        said.expect(1);
    }
}

/// What a sheet hides or merges cannot be read as it was meant.
#[test]
fn hidden_and_merged_cells_of_the_table_are_refused_at_their_place() {
    let row = victim(2, JUNE, QUANTITY, NOTHING);
    let merge = |range: &str| format!("<mergeCells count=\"1\"><mergeCell ref=\"{range}\"/></mergeCells>");
    let hidden = |column: &str| format!("<cols><col min=\"{column}\" max=\"{column}\" width=\"9\" hidden=\"1\"/></cols>");
    let note = r#"<row r="4"><c r="A4" t="str"><v>注：电量含线损</v></c></row>"#;
    let cases = [
        (with_sheet("", &row.replace("<row r=\"2\">", "<row r=\"2\" hidden=\"1\">"), ""), Some("book.xlsx!能源:2: ")),
        (with_sheet(&hidden("4"), &row, ""), Some("book.xlsx!能源:1 [D]: ")),
        (with_sheet("", &row, &merge("A2:A3")), Some("book.xlsx!能源:2 [A]: ")),
        (with_sheet("", &row, &merge("D2:E2")), Some("book.xlsx!能源:2 [D]: ")),
        // Outside the table nobody reads them.
        (with_sheet(&hidden("8"), &row, &merge("H1:I2")), None),
        (with_sheet("", &format!("{row}{note}"), &merge("A4:F4")), None),
    ];
    for (at, (batch, place)) in cases.into_iter().enumerate() {
        let (said, ..) = run_of(&batch, "en");
        match place {
            Some(place) => assert!(said.code == Some(2) && said.err.contains(place), "{at}: {}", said.err),
            None => assert_eq!(said.code, Some(0), "{at}: {}", said.err),
        }
    }
    let sheets = seven();
    let book = |name: &str| {
        Workbook::default()
            .table(name, &sheets["energy.csv"])
            .table("企业", &sheets["enterprises.csv"])
            .table("生产", &sheets["production.csv"])
    };
    let (said, ..) = run_of(&files(&[("a.xlsx", book("*能源").bytes())]), "zh");
    assert!(said.code == Some(2) && said.err.contains("a.xlsx!能源: 该工作表已隐藏"), "{}", said.err);
    run_of(&files(&[("a.xlsx", book("能源").sheet("*列表", "<sheetData/>").bytes())]), "zh").0.expect(0);
}

/// Per cent in the header and per cent in the format of a cell are not two hundredths.
#[test]
fn a_cell_shown_in_per_cent_means_what_it_shows() {
    let tables = seven();
    let energy = |header: &str, cell: &str| {
        let names = ["enterprise_id", "period", "item", "quantity", "unit", header];
        let header: String = names.iter().map(|name| format!("<c t=\"str\"><v>{name}</v></c>")).collect();
        let coal = format!(
            "<c t=\"str\"><v>{VICTIM}</v></c><c t=\"str\"><v>2024-06</v></c><c t=\"str\"><v>烟煤</v></c><c><v>10</v></c><c t=\"str\"><v>t</v></c>{cell}"
        );
        Workbook::default().sheet("energy", &format!("<sheetData><row>{header}</row><row>{coal}</row></sheetData>")).bytes()
    };
    let runs = [
        ("oxidation", "<c><v>0.9</v></c>"),
        ("oxidation", "<c s=\"2\"><v>0.9</v></c>"),
        ("氧化率(%)", "<c><v>90</v></c>"),
        ("氧化率(%)", "<c s=\"2\"><v>0.9</v></c>"),
    ];
    let results = runs.map(|(header, cell)| {
        let mut batch: Files = tables.iter().map(|(name, text)| (name.clone(), text.clone().into_bytes())).collect();
        batch.insert("more.xlsx".to_owned(), energy(header, cell));
        let (said, findings, results) = run_of(&batch, "zh");
        assert_eq!((said.code, told(&findings)), (Some(0), Vec::new()), "{header} {cell}");
        results
    });
    assert!(results.iter().all(|result| *result == results[0]) && results[0] != plain("zh"));
}

/// A workbook that is none, is damaged, or wants to do harm.
#[test]
fn a_hostile_workbook_is_refused_with_its_reason() {
    let row = victim(2, JUNE, QUANTITY, NOTHING);
    let good = with_sheet("", &row, "").remove("book.xlsx").unwrap();
    let parts = Workbook::default().sheet("能源", "<sheetData/>").parts();
    let without = |name: &str| crate::workbooks::zip(&parts.iter().filter(|part| part.0 != name).cloned().collect::<Vec<_>>());
    let with = |name: &str, content: &str| {
        let change = |part: &(String, Vec<u8>)| if part.0 == name { (part.0.clone(), content.as_bytes().to_vec()) } else { part.clone() };
        crate::workbooks::zip(&parts.iter().map(change).collect::<Vec<_>>())
    };
    let sheet = |inside: &str| with("xl/worksheets/sheet0.xml", &format!("<worksheet><sheetData>{inside}</sheetData></worksheet>"));
    let billion = format!(
        "<!DOCTYPE w [<!ENTITY a \"{}\">]><worksheet><sheetData><row><c t=\"str\"><v>&a;</v></c></row></sheetData></worksheet>",
        "x".repeat(1000)
    );
    let deep = "<a>".repeat(100_000);
    let long = format!("<row><c t=\"str\"><v>{}</v></c></row>", "x".repeat(2 << 20));
    let cell = format!("<row><c t=\"str\"><v>{}</v></c></row>", "x".repeat(70_000));
    let wide = format!("<row>{}</row>", "<c t=\"str\"><v>x</v></c>".repeat(16_385));
    let cases: Vec<(&str, Vec<u8>, &str)> = vec![
        ("an old workbook", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec(), "password"),
        ("CSV", b"enterprise_id,period\n".to_vec(), "not an .xlsx"),
        ("nothing", Vec::new(), "not an .xlsx"),
        ("half of it", good[..good.len() / 2].to_vec(), "damaged"),
        ("no relationships", without("_rels/.rels"), "not an .xlsx"),
        ("no sheet", without("xl/worksheets/sheet0.xml"), "damaged"),
        ("no workbook", without("xl/workbook.xml"), "damaged"),
        ("an entity", with("xl/worksheets/sheet0.xml", &billion), "document type"),
        ("an entity without a type", sheet("<row><c t=\"str\"><v>&a;</v></c></row>"), "entity"),
        ("deep elements", sheet(&deep), "too deep"),
        ("a long text", sheet(&long), "damaged"),
        ("a long cell", sheet(&cell), "64 KiB"),
        ("a wide row", sheet(&wide), "damaged"),
        ("rows backwards", sheet("<row r=\"5\"><c><v>1</v></c></row><row r=\"4\"/>"), "lacks"),
        ("a far cell", sheet("<row r=\"1\"><c r=\"ZZZ1\"><v>1</v></c></row>"), "damaged"),
        ("a far row", sheet("<row r=\"99999999999999999999\"/>"), "damaged"),
        ("no such string", sheet("<row><c t=\"s\"><v>7</v></c></row>"), "shared string"),
        ("NUL", sheet("<row><c t=\"str\"><v>_x0000_</v></c></row>"), "NUL"),
        ("an element without an end", with("xl/worksheets/sheet0.xml", "<worksheet><sheetData><row>"), "damaged"),
        ("a doubled part", crate::workbooks::zip(&[parts.clone(), vec![parts[0].clone()]].concat()), "twice"),
    ];
    for (what, bytes, named) in cases {
        let mut batch = with_sheet("", &row, "");
        batch.insert("book.xlsx".to_owned(), bytes);
        for language in ["zh", "en"] {
            let (said, ..) = run_of(&batch, language);
            assert_eq!(said.code, Some(2), "{what}: {}", said.err);
            assert!(said.err.contains("book.xlsx") && (language == "zh" || said.err.contains(named)), "{what}: {}", said.err);
        }
    }
}

/// Few bytes make many empty cells.
#[test]
fn cells_far_away_are_counted() {
    let rows: String = (1..3000).map(|row| format!("<row><c r=\"XFD{row}\"><v>1</v></c></row>")).collect();
    let bytes = Workbook::default().sheet("能源", &format!("<sheetData>{rows}</sheetData>")).bytes();
    let book = Book::open(&bytes).unwrap();
    let mut rows = book.rows(&book.sheets()[0]).unwrap();
    let mut row = SheetRow::default();
    let error = loop {
        match rows.next(&mut row) {
            Ok(more) => assert!(more, "all was read"),
            Err(error) => break error,
        }
    };
    assert_eq!((error, rows.row()), (FormError::Damaged("too many cells".to_owned()), 1537));
}

/// Parquet as polars 2.1.0 and (production) `DuckDB` 2.0.0 write it: `tests/it/parquet` holds `samples/seven` as text, integers, decimals, dates and times.
#[test]
fn parquet_of_other_programs_is_read_exactly() {
    let parquet = tables(&root().join("tests/it/parquet"));
    let (said, findings, results) = run_of(&parquet, "zh");
    said.expect(0);
    assert!(results == plain("zh"));
    let codes: BTreeMap<&str, usize> = findings.iter().fold(BTreeMap::new(), |mut codes, row| {
        *codes.entry(row["code"].as_str()).or_default() += 1;
        codes
    });
    assert_eq!(codes, BTreeMap::from([("period-from-date", 14), ("unknown-column", 1)]));
    assert!(findings.iter().any(|row| row["file"] == "energy.parquet" && row["row"] == "8" && row["column"] == "period"));
    for (name, bytes) in &parquet {
        for broken in [&bytes[..bytes.len() / 2], &bytes[8..], b"PAR1", b""] {
            let mut batch = parquet.clone();
            batch.insert(name.clone(), broken.to_vec());
            let (said, ..) = run_of(&batch, "en");
            assert!(said.code == Some(2) && said.err.contains(name.as_str()), "{}", said.err);
        }
    }
}

#[test]
fn a_column_of_floats_is_refused_with_what_to_do() {
    let mut batch = tables(&root().join("tests/it/parquet"));
    let energy = batch.remove("energy.parquet").unwrap();
    // The column of floats takes the name of one that is read: for a name of the same length in the file's last part, where it counts.
    let (from, to) = ("a float that is not read", "carbon_content          ");
    let places: Vec<usize> =
        energy.windows(from.len()).enumerate().filter(|(_, window)| *window == from.as_bytes()).map(|(at, _)| at).collect();
    let mut renamed = energy.clone();
    places.iter().for_each(|at| renamed[*at..at + from.len()].copy_from_slice(to.as_bytes()));
    batch.insert("energy.parquet".to_owned(), renamed);
    for (language, word) in [("zh", "浮点"), ("en", "decimal")] {
        let (said, ..) = run_of(&batch, language);
        assert!(said.code == Some(2) && said.err.contains("energy.parquet [carbon_content]") && said.err.contains(word), "{}", said.err);
    }
}

fn gzip(text: &[u8]) -> Vec<u8> {
    use std::io::Write;
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(text).unwrap();
    encoder.finish().unwrap()
}

#[test]
fn compressed_csv_is_the_same_batch_and_its_hash_is_that_of_the_file() {
    let tables = seven();
    let zstd = |text: &str| zstd::encode_all(text.as_bytes(), 1).unwrap();
    let energy = gzip(tables["energy.csv"].as_bytes());
    let gbk = encoding_rs::GB18030.encode(&tables["enterprises.csv"]).0.into_owned();
    let batch = files(&[
        ("enterprises.csv.gz", gzip(&gbk)),
        ("energy.csv.gz", energy.clone()),
        ("production.CSV.ZST", zstd(&tables["production.csv"])),
    ]);
    let folder = temp();
    let (input, out) = (folder.path().join("batch"), folder.path().join("run"));
    write_files(&input, &batch);
    run(&input, "2024-06", &out, &["--lang", "zh"]).expect(0);
    assert!(results(&out) == plain("zh"));
    let manifest = carbonlabel::audit::Manifest::read(&out).unwrap().unwrap();
    let input = manifest.inputs.iter().find(|input| input.role == "energy").unwrap();
    assert_eq!((input.bytes, &input.sha256), (energy.len() as u64, &carbonlabel::digest::sha256(&energy)));
    for broken in [&energy[..energy.len() / 2], &tables["energy.csv"].as_bytes()[..50]] {
        let mut batch = batch.clone();
        batch.insert("energy.csv.gz".to_owned(), broken.to_vec());
        let (said, ..) = run_of(&batch, "en");
        assert!(said.code == Some(2) && said.err.contains("energy.csv.gz"), "{}", said.err);
    }
}

/// What exports leave in a table is never counted, and bars nobody.
#[test]
fn totals_and_notes_of_an_export_are_passed_over() {
    let tables = seven();
    let with = |file: &str, more: &str| {
        let mut batch: Files = tables.iter().map(|(name, text)| (name.clone(), text.clone().into_bytes())).collect();
        batch.get_mut(file).unwrap().extend_from_slice(more.as_bytes());
        batch
    };
    let expected = plain("zh");
    for (file, more, code) in [
        ("energy.csv", "合计,,,1278.8424,MWh\n", "totals-row"),
        ("energy.csv", ",2024-06,小计,500,MWh\n", "totals-row"),
        ("energy.csv", "Total,2024-06,electricity,500,MWh\n", "totals-row"),
        ("energy.csv", "总 计：\n", "totals-row"),
        ("enterprises.csv", ",合计,7,,\n", "totals-row"),
        ("production.csv", "合计,,900\n", "totals-row"),
        ("energy.csv", "注：电量含线损,,,,\n", "text-row"),
        ("energy.csv", "数据来源于财务部门的能源统计台账\n", "text-row"),
        ("energy.csv", "制表人：张三,,审核人：李四,,\n", "text-row"),
        ("production.csv", "\"说明:\n按季度填报\",,\n", "text-row"),
        ("enterprises.csv", "备注\n", "text-row"),
    ] {
        let (said, findings, results) = run_of(&with(file, more), "zh");
        let found: Vec<_> = findings.iter().map(|row| (row["code"].as_str(), row["file"].as_str(), row["row"].as_str())).collect();
        assert_eq!((said.code, found), (Some(0), vec![(code, file, "9")]), "{more}");
        assert!(results == expected, "{more}");
    }
    // What could be a record is none of these.
    for more in [
        "91440307FAKE70070R\n",
        "合计,2024-06,electricity,91440307FAKE70070R\n",
        ",2024-06,electricity,5,MWh\n",
        "X9440307FAKE70070R,,,,\n",
    ] {
        let (said, findings, _) = run_of(&with("energy.csv", more), "zh");
        assert!(
            said.code == Some(1) && findings.iter().all(|row| row["code"] != "totals-row" && row["code"] != "text-row"),
            "{more}: {findings:?}"
        );
    }
}

/// 本月 is what is wanted; 本年累计 beside it is not, and never in its place.
#[test]
fn totals_since_january_are_never_taken_for_the_month() {
    let tables = seven();
    let energy = |header: &str| {
        let mut lines = tables["energy.csv"].lines();
        lines.next();
        let rows: String = lines
            .map(|line| {
                let cells: Vec<&str> = line.split(',').collect();
                format!("{},{},{},{},999999,{}\n", cells[0], cells[1], cells[2], cells[3], cells[4])
            })
            .collect();
        let mut batch: Files = tables.iter().map(|(name, text)| (name.clone(), text.clone().into_bytes())).collect();
        batch.insert("energy.csv".to_owned(), format!("企业代码,月份,品种,{header},单位\n{rows}").into_bytes());
        batch
    };
    for header in [
        "本月消费量,本年累计消费量",
        "本月,本年累计",
        "本月数,1-本月",
        "消费量,累计",
        "消费量（本月）,消费量（累计）",
        "当月用量,自年初累计用量",
    ] {
        let (said, findings, results) = run_of(&energy(header), "zh");
        let (month, total) = header.split_once(',').unwrap();
        assert_eq!(
            (said.code, told(&findings)),
            (Some(0), vec![("cumulative-column", format!("energy.csv:1 [{total}]"), total)]),
            "{header}"
        );
        assert!(findings[0]["hint"].contains(month), "{:?}", findings[0]);
        assert!(results == plain("zh"), "{header}");
    }
    for (header, column) in [("本年累计消费量,x", "本年累计消费量"), ("累计,x", "累计"), ("x,消费量（累计）", "消费量（累计）")]
    {
        for (language, word) in [("zh", "本年累计"), ("en", "since January")] {
            let (said, ..) = run_of(&energy(header), language);
            assert!(
                said.code == Some(2) && said.err.contains(&format!("energy.csv:1 [{column}]")) && said.err.contains(word),
                "{header}: {}",
                said.err
            );
        }
    }
    let mut batch: Files = tables.iter().map(|(name, text)| (name.clone(), text.clone().into_bytes())).collect();
    let production = tables["production.csv"].replace("value_added", "本年累计工业增加值");
    batch.insert("production.csv".to_owned(), production.into_bytes());
    assert_eq!(run_of(&batch, "zh").0.code, Some(2));
}

/// Two meters of one month are told what to do; an eaten zero is offered back.
#[test]
fn the_hints_of_common_mistakes_say_what_to_do() {
    let tables = seven();
    let mut batch: Files = tables.iter().map(|(name, text)| (name.clone(), text.clone().into_bytes())).collect();
    batch.get_mut("energy.csv").unwrap().extend_from_slice(format!("{VICTIM},2024-06,electricity,5,MWh\n").as_bytes());
    batch.insert("enterprises.csv".to_owned(), tables["enterprises.csv"].replacen("3982", "610", 1).into_bytes());
    let (_, findings, _) = run_of(&batch, "zh");
    let hint = |code: &str| findings.iter().find(|row| row["code"] == code).unwrap_or_else(|| panic!("{findings:?}"))["hint"].clone();
    assert!(hint("duplicate-energy").contains("站点") && hint("duplicate-energy").contains("合计成一行"));
    assert!(hint("unknown-industry").contains("0610"));
}

/// Thousands of small files are one large file, whatever is in which.
#[test]
fn a_long_folder_is_one_batch() {
    const FILES: usize = 3_000;
    let folder = temp();
    let (long, short) = (folder.path().join("long"), folder.path().join("short"));
    let header = ["enterprise_id,name,industry,region", "enterprise_id,period,item,quantity,unit", "enterprise_id,period,value_added"];
    let mut whole: [String; 3] = header.map(|header| format!("{header}\n"));
    let (mut many, mut one) = (Files::new(), Files::new());
    for at in 0..FILES / 3 {
        let id = format!("91440307FAKE{at:06}");
        let rows = [
            format!("{id},企业{at},3982,440307\n"),
            format!("{id},2024-06,electricity,{}.5,MWh\n{id},2024-06,柴油,{},t\n", at + 1, at % 7),
            format!("{id},2024-06,{}\n", at % 13 + 1),
        ];
        for ((role, header), (row, whole)) in ["enterprises", "energy", "production"].iter().zip(header).zip(rows.iter().zip(&mut whole)) {
            many.insert(format!("{role}-{id}.csv"), format!("{header}\n{row}").into_bytes());
            *whole += row;
        }
    }
    for (role, text) in ["enterprises", "energy", "production"].iter().zip(whole) {
        one.insert(format!("{role}.csv"), text.into_bytes());
    }
    write_files(&long, &many);
    write_files(&short, &one);
    // A folder inside is no part of the batch.
    write_files(&long.join("energy.csv"), &files(&[("energy-more.csv", b"not a table".to_vec())]));
    let outs = [(&long, "1"), (&long, "3"), (&short, "2")].map(|(batch, jobs)| {
        let out = folder.path().join(format!("run{jobs}"));
        run(batch, "2024-06", &out, &["--jobs", jobs]).expect(0);
        out
    });
    assert!(results(&outs[0]) == results(&outs[2]));
    assert!(crate::harness::files(&outs[0]) == crate::harness::files(&outs[1]), "the number of jobs changes a byte");
}
