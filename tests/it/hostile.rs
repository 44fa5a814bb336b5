//! Texts that do harm where they are trusted, planted wherever data or rules hold a text: no table that the program writes runs
//! in a spreadsheet, no page runs them, and what it writes for itself reads back as it was.

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use tempfile::TempDir;

use crate::harness::{Said, carbonlabel, files, grades, is, parts, root, temp, text, write_files};

const RULES: &str = "2099-01-01";
const PERIOD: &str = "2024-06";
const BEFORE: &str = "2024-05";

/// What a spreadsheet would run.
const FORMULAS: [&str; 12] = [
    "=cmd|' /C calc'!A0",
    "+1+cmd",
    "-2+3",
    "@SUM(1+1)",
    "=HYPERLINK(\"http://x.invalid\",\"甲\")",
    "＝1+1",
    "＋1+1",
    "－1+1",
    "＠SUM(1)",
    " =1+1",
    "'=1+1",
    "=1\n+1",
];

/// What a browser would run, with the part of each that must never stand in a page as it is.
const SCRIPTS: [(&str, &str); 6] = [
    ("<script>alert(1)</script>", "<script>alert"),
    ("\"><img src=x onerror=alert(2)>", "<img src=x"),
    ("'><svg onload=alert(3)>", "<svg onload"),
    ("</script><b>", "</script><b>"),
    ("]]>--><i>${alert(4)}", "--><i>"),
    ("`;alert(5);\\`//</style><u>", "</style><u>"),
];

fn hostile(at: usize) -> String {
    match FORMULAS.get(at % (FORMULAS.len() + SCRIPTS.len())) {
        Some(formula) => (*formula).to_owned(),
        None => SCRIPTS[at % (FORMULAS.len() + SCRIPTS.len()) - FORMULAS.len()].0.to_owned(),
    }
}

/// A table as a submitter's program writes it, which knows nothing of formulas.
fn csv_of(rows: impl IntoIterator<Item = Vec<String>>) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
    rows.into_iter().for_each(|row| writer.write_record(row).unwrap());
    writer.into_inner().unwrap()
}

fn strings<const N: usize>(cells: [&str; N]) -> Vec<String> {
    cells.map(str::to_owned).to_vec()
}

/// Rules whose names, titles and sources are hostile, under which any text is an identity.
fn rules() -> &'static Path {
    static FOLDER: OnceLock<TempDir> = OnceLock::new();
    let folder = FOLDER.get_or_init(|| {
        let folder = temp();
        let place = |name: &str| folder.path().join(name);
        write_files(folder.path(), &files(&root().join("factors")));
        let change = |from: &str, to: &str, columns: &[&str], only: &dyn Fn(&csv::StringRecord) -> bool| {
            let mut reader = csv::Reader::from_path(place(from)).unwrap();
            let header = reader.headers().unwrap().clone();
            let mut rows = vec![header.iter().map(str::to_owned).collect::<Vec<_>>()];
            for (number, record) in reader.records().map(Result::unwrap).enumerate() {
                let change = |(at, cell): (usize, &str)| {
                    let hit = columns.contains(&&header[at]) && only(&record);
                    if hit { hostile(number + at) } else { cell.to_owned() }
                };
                rows.push(record.iter().enumerate().map(change).collect());
            }
            std::fs::write(place(to), csv_of(rows)).unwrap();
        };
        let sources = ["source_title", "issuer", "document_no", "source_table", "note"];
        change("tables/cn-grid/2023b.csv", "tables/cn-grid/hostile.csv", &sources, &|_| true);
        change("items/2.csv", "items/hostile.csv", &["name_zh", "name_en", "note"], &|row| &row[0] == "electricity");
        let mut reader = csv::Reader::from_path(place("tables/cn-grid/hostile.csv")).unwrap();
        let ids: Vec<String> = reader.records().map(|record| record.unwrap()[0].to_owned()).collect();
        let notes = std::fs::read_to_string(place("CHANGELOG.md")).unwrap() + &format!("\n## {RULES}\n\n{}\n", ids.join(" "));
        std::fs::write(place("CHANGELOG.md"), notes).unwrap();
        let scheme = std::fs::read_to_string(place("schemes/zhejiang-2021/1.toml")).unwrap();
        let scheme = scheme
            .replace("浙江工业碳效码(2021)", "=1+1<script>alert(1)</script>")
            .replace("碳效高", "=1<img src=x>")
            .replace("低碳", "@低碳");
        let scheme =
            scheme.replace("Zhejiang industrial carbon efficiency code (2021)", "+1+1<svg onload=x>").replace("规上工业企业", "=规上");
        std::fs::write(place("schemes/zhejiang-2021/hostile.toml"), scheme).unwrap();
        let pins = ["--pin", "tables/cn-grid/hostile.csv", "--pin", "items/hostile.csv", "--pin", "schemes/zhejiang-2021/hostile.toml"];
        let start = ["factors", "new-release", RULES, "--factors", text(folder.path()), "--published-on", RULES, "--identity", "text"];
        carbonlabel(&[&start[..], &["--note-zh", "=1+1", "--note-en", "@SUM(1)<script>alert(1)</script>"], &pins].concat()).expect(0);
        folder
    });
    folder.path()
}

/// How many enterprises: so many that the index needs its search file.
const COUNT: usize = 2_100;

fn id(number: usize) -> String {
    format!("{}{number}", hostile(number).replace('\n', ""))
}

/// A batch in which everything that is free text is hostile, files' names included. One row in nine is wrong besides.
fn batch(folder: &Path) -> [PathBuf; 3] {
    let mut enterprises = vec![strings(["enterprise_id", "name", "industry", "region", "method", "=unknown"])];
    let mut energy = vec![strings([
        "enterprise_id",
        "period",
        "item",
        "quantity",
        "unit",
        "flow",
        "site",
        "certificate",
        "evidence",
        "note",
        "@SUM(1)",
    ])];
    let mut production = vec![strings([
        "enterprise_id",
        "period",
        "value_added",
        "product",
        "product_quantity",
        "product_unit",
        "<script>alert(1)</script>",
    ])];
    for number in 0..COUNT {
        let (id, bad) = (id(number), hostile(number + 1));
        let wrong = |of: usize, good: &str| if number % 81 == of * 9 { bad.clone() } else { good.to_owned() };
        enterprises.push(vec![id.clone(), bad.clone(), wrong(1, "3982"), wrong(2, "440307"), wrong(3, ""), bad.clone()]);
        let owner = if number % 500 == 499 { format!("{id}{bad}") } else { id.clone() };
        let texts = [2, 1, 3, 4].map(|more| hostile(number + more));
        for month in [BEFORE, PERIOD] {
            let cells = vec![wrong(4, month), wrong(5, "electricity"), wrong(6, "100.5"), wrong(7, "MWh"), wrong(8, "")];
            energy.push([vec![owner.clone()], cells, texts.to_vec(), vec![String::new()]].concat());
            let [product, unit] = [5, 6].map(|more| hostile(number + more));
            let money = (50 + number).to_string();
            production.push([vec![id.clone()], vec![month.to_owned(), money, product, "1".to_owned(), unit, bad.clone()]].concat());
        }
    }
    let names = ["=enterprises+1.csv", "@energy<b>.csv", "+production'.csv"];
    let tables = [enterprises, energy, production].map(csv_of);
    let paths = names.map(|name| folder.join(name));
    std::fs::create_dir_all(folder).unwrap();
    paths.iter().zip(tables).for_each(|(path, table)| std::fs::write(path, table).unwrap());
    paths
}

fn of_batch<'a>(paths: &'a [PathBuf; 3], more: &[&'a str]) -> Vec<&'a str> {
    let [enterprises, energy, production] = paths;
    let files = ["--enterprises", text(enterprises), "--energy", text(energy), "--production", text(production)];
    [&files[..], &["--factors", text(rules())], more].concat()
}

fn run(paths: &[PathBuf; 3], period: &str, out: &Path, more: &[&str]) -> Said {
    carbonlabel(&[&["run", "--out", text(out), "--period", period], &of_batch(paths, more)[..]].concat()).expect(1)
}

/// How many cells of a table hold a formula that was made harmless; fails when one was not.
fn neutral(what: &str, table: &str) -> usize {
    let plain =
        |cell: &str| cell.strip_prefix(['+', '-']).is_some_and(|rest| rest.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.'));
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(table.trim_start_matches('\u{feff}').as_bytes());
    let mut count = 0;
    for record in reader.records() {
        for cell in &record.unwrap_or_else(|error| panic!("{what}: {error}")) {
            let runs = cell
                .trim_start_matches([' ', '\u{3000}', '\u{feff}'])
                .starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠']);
            assert!(!runs || plain(cell), "{what}: {cell:?}");
            count += usize::from(cell.starts_with('\'') && cell.len() > 1);
        }
    }
    count
}

/// Every text of a run folder, once for all tests.
fn runs() -> &'static (TempDir, [PathBuf; 3]) {
    static RUNS: OnceLock<(TempDir, [PathBuf; 3])> = OnceLock::new();
    RUNS.get_or_init(|| {
        let folder = temp();
        let paths = batch(&folder.path().join("batch"));
        let out = |name: &str| folder.path().join(name);
        run(&paths, BEFORE, &out("first"), &["--reports", &[id(1), id(2), id(13), id(14), id(15)].join(",").replace("\",\"", "")]);
        run(&paths, PERIOD, &out("second"), &["--previous", text(&out("first")), "--lang", "en"]);
        (folder, paths)
    })
}

#[test]
fn no_table_that_is_written_runs_in_a_spreadsheet() {
    let (folder, paths) = runs();
    let [first, second] = ["first", "second"].map(|name| folder.path().join(name));
    for run in [&first, &second] {
        for (name, bytes) in files(run).into_iter().filter(|(name, _)| is(name, "csv")) {
            let count = neutral(&name, std::str::from_utf8(&bytes).unwrap());
            assert!(count > 0 || name == "references.csv", "{name} holds nothing hostile");
        }
    }
    let [first, second, rules] = [text(&first), text(&second), text(rules())];
    let factor = crate::harness::table(Path::new(first), "factors_used.csv")[0]["factor_id"].clone();
    let releases = ["2026-11-23", RULES];
    let commands: [(&[&str], bool); 15] = [
        (&["diff", first, second], false),
        (&["factors", "used", first, &factor], true),
        (&["factors", "impact", first, "2026-11-23"], false),
        (&["factors", "list"], false),
        (&["factors", "show", "electricity"], true),
        (&["factors", "releases"], true),
        (&["factors", "diff", releases[0], releases[1]], false),
        (&["factors", "why", "--item", "electricity", "--period", PERIOD, "--region", "440307"], false),
        (&["factors", "lint"], false),
        (&["methods", "list"], false),
        (&["methods", "show", "general"], false),
        (&["methods", "eval"], false),
        (&["schemes", "list"], true),
        (&["references", "export", first], false),
        (&["check"], true),
    ];
    for (command, planted) in commands {
        let mut arguments =
            if command[0] == "check" { [command, &of_batch(paths, &["--period", PERIOD])].concat() } else { command.to_vec() };
        if command[0] != "check" && !command.contains(&"eval") {
            arguments.extend(["--factors", rules]);
        }
        if command[0] != "references" {
            arguments.extend(["--format", "csv"]);
        }
        let said = carbonlabel(&arguments);
        assert!(said.out.starts_with('\u{feff}'), "{arguments:?}: {}", said.err);
        let count = neutral(&command.join(" "), &said.out);
        assert!(count > 0 || !planted, "{command:?} shows nothing hostile");
    }
    let template = folder.path().join("template");
    carbonlabel(&["template", text(&template)]).expect(0);
    for (name, bytes) in files(&template).into_iter().filter(|(name, _)| is(name, "csv")) {
        neutral(&name, std::str::from_utf8(&bytes).unwrap());
    }
}

/// The two columns that are added are neutral; the submitter's own cells stay as they were, and in a workbook they are texts.
#[test]
fn what_is_returned_adds_no_formula() {
    let (folder, paths) = runs();
    let returned = folder.path().join("returned");
    carbonlabel(&[&["check", "--annotate", text(&returned)], &of_batch(paths, &["--period", PERIOD])[..]].concat()).expect(1);
    let (mut tables, mut books) = (0, 0);
    for (name, bytes) in files(&returned) {
        if is(&name, "xlsx") {
            books += 1;
            for (part, xml) in parts(&bytes) {
                assert!(!xml.contains("<f>") && !xml.contains("<f ") && !xml.contains("<hyperlink"), "{name}: {part}");
            }
            continue;
        }
        tables += 1;
        let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(&*bytes);
        let added: Vec<Vec<String>> =
            reader.records().map(|record| record.unwrap().iter().rev().take(2).map(str::to_owned).collect()).collect();
        neutral(&name, std::str::from_utf8(&csv_of(added)).unwrap());
    }
    assert_eq!((tables, books), (3, 3));
}

#[test]
fn no_page_runs_what_was_planted() {
    let (folder, _) = runs();
    let mut seen = 0;
    for name in ["first", "second"] {
        for (file, bytes) in files(&folder.path().join(name)) {
            assert!(!file.contains(['<', '>', '"', '\'', '=', ':', '|', '\\']), "{file}");
            if ![".html", ".svg"].iter().any(|ending| file.ends_with(ending)) {
                continue;
            }
            let page = String::from_utf8(bytes).unwrap();
            // What the index looks up in `search.js` it shows as text.
            assert!(
                !["innerHTML", "outerHTML", "insertAdjacent", "document.write", "eval("].iter().any(|way| page.contains(way)),
                "{file}"
            );
            SCRIPTS.iter().for_each(|(_, part)| assert!(!page.contains(part), "{file}: {part}"));
            seen += usize::from(page.contains("alert"));
        }
    }
    for name in ["first", "second"] {
        let script = std::fs::read_to_string(folder.path().join(name).join("search.js")).unwrap();
        let mut letters = script.split_once('`').unwrap().1.chars();
        let (mut lines, mut last) = (0, ' ');
        // What stands between the backticks is a line for each enterprise: nothing planted ends it, and nothing in it is run.
        while let Some(letter) = letters.next().filter(|letter| *letter != '`') {
            assert!((last, letter) != ('$', '{'), "{name}");
            lines += usize::from(letter == '\n');
            last = if letter == '\\' { letters.next().map_or(' ', |_| ' ') } else { letter };
        }
        assert_eq!(lines, COUNT + 1, "{name}");
    }
    // Both indexes and search files, and the five pages and labels.
    assert!(seen >= 2 + 5, "only {seen} pages hold what was planted");
}

/// What the program reads again is as it was before it was made harmless.
#[test]
fn what_was_neutralised_reads_back() {
    let (folder, paths) = runs();
    let [first, second, frozen] = ["first", "second", "frozen"].map(|name| folder.path().join(name));
    for run in [&first, &second] {
        let said = carbonlabel(&["replay", text(run), "--factors", text(rules()), "--lang", "en"]);
        assert_eq!(said.code, Some(0), "{}{}", said.out, said.err);
    }
    let (before, after) = (grades(&first), grades(&second));
    assert_eq!(before.len(), COUNT);
    for (id, row) in &before {
        assert_eq!(row["grade"], after[id]["previous_grade"], "{id}");
    }
    for number in [0, 1, 10, 12] {
        let said = carbonlabel(&["explain", text(&first), &id(number), "--factors", text(rules()), "--format", "json"]).expect(0);
        let value: serde_json::Value = serde_json::from_str(&said.out).unwrap();
        assert!(value.to_string().contains(&serde_json::Value::String(id(number)).to_string()), "{}", said.out);
    }
    let references = folder.path().join("references.csv");
    let exported = carbonlabel(&["references", "export", text(&first), "--factors", text(rules())]).expect(0).out;
    std::fs::write(&references, exported).unwrap();
    run(paths, BEFORE, &frozen, &["--references", text(&references)]);
    let again = grades(&frozen);
    let graded = before.iter().filter(|(_, row)| row["status"] == "graded");
    graded.for_each(|(id, row)| assert_eq!(row["grade"], again[id]["grade"], "{id}"));
}
