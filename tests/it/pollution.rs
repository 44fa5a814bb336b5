//! One small batch, polluted in every way in which CSV goes wrong, at every row and column: whatever is done to it, it is
//! refused, or every enterprise is read as it was, or has an error that says otherwise.
//!
//! The kinds are those that were counted in public files (Pollock: Vitagliano et al., PVLDB 16, 2023) and some of our own.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use carbonlabel::facts::Facts;
use carbonlabel::finding::{Code, Fault, Finding};
use carbonlabel::intake::{Batch, Progress, Settings, read};
use carbonlabel::production::Measure;
use carbonlabel::release::{Release, builtin};
use encoding_rs::GB18030;

use crate::harness::temp;

const IDS: [&str; 3] = ["91440307FAKE70011N", "91440307FAKE7002XE", "91440307FAKE70038E"];
/// Columns that hold any text: what is put into such a text is a part of it.
const FREE: [&str; 4] = ["name", "note", "product", "product_unit"];

/// A table as rows of cells, the header first.
type Rows = Vec<Vec<String>>;

/// The clean batch: quoted cells, a line break in one, two months, two items.
fn clean() -> [(&'static str, Rows); 3] {
    let rows = |text: &str| text.lines().map(|line| line.split('|').map(|cell| cell.replace('⏎', "\n")).collect()).collect::<Rows>();
    let mut enterprises = "enterprise_id|name|industry|region|started_on".to_owned();
    let mut energy = "enterprise_id|period|item|quantity|unit|flow|note".to_owned();
    let mut production = "enterprise_id|period|value_added|product|product_quantity|product_unit".to_owned();
    for (id, at) in IDS.iter().zip(1..) {
        enterprises += &format!("\n{id}|\"甲{at},厂\"|3982|440307|2020-05-0{at}");
        for month in ["2024-01", "2024-02"] {
            energy += &format!("\n{id}|{month}|electricity|{at}00.5|MWh|consumed|\"表 {at}\"");
            production += &format!("\n{id}|{month}|{at}50.25|板|{at}|t");
        }
        energy += &format!("\n{id}|2024-01|natural_gas|{at}.5|万Nm3|consumed|\"两⏎行, “{at}”\"");
    }
    [("enterprises.csv", rows(&enterprises)), ("energy.csv", rows(&energy)), ("production.csv", rows(&production))]
}

fn text(rows: &Rows) -> String {
    rows.iter().map(|row| row.join(",") + "\n").collect()
}

/// What is known of every enterprise, without where it stood.
fn known(facts: &Facts) -> BTreeMap<String, Vec<String>> {
    let mut known: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for enterprise in facts.directory.all() {
        let own = format!("{:?} {:?} {:?} {:?}", enterprise.name, enterprise.industry, enterprise.region, enterprise.started_on);
        known.insert(enterprise.id.clone(), vec![own]);
    }
    for record in facts.activity.iter() {
        let line = format!("{:?} {:?} {:?} {:?}", record.what(), record.quantity().to_string(), record.site(), record.measured());
        known.entry(facts.directory.get(record.enterprise).id.clone()).or_default().push(line);
    }
    for record in facts.production.iter() {
        let amounts = Measure::ALL.map(|measure| record.amount(measure).map(|amount| amount.value.to_string()));
        let line = format!("{} {:?} {:?} {amounts:?}", record.months, record.product(), record.product_unit());
        known.entry(facts.directory.get(record.enterprise).id.clone()).or_default().push(line);
    }
    known.values_mut().for_each(|lines| lines.sort());
    known
}

/// What was done to a file, and the rows that it may concern, the header being 0; none when it concerns all of them.
struct Polluted {
    what: String,
    bytes: Vec<u8>,
    rows: Option<BTreeSet<usize>>,
}

/// Every pollution of one cell.
fn of_cell(rows: &Rows, row: usize, column: usize) -> Vec<Polluted> {
    let cell = &rows[row][column];
    let with = |what: &str, change: &dyn Fn(&mut Rows)| {
        let mut rows = rows.clone();
        change(&mut rows);
        polluted(what, text(&rows), [row])
    };
    let to = |what: &str, new: String| with(what, &|rows| rows[row][column].clone_from(&new));
    let middle = cell.char_indices().nth(cell.chars().count() / 2).map_or(0, |(at, _)| at);
    let (head, tail) = cell.split_at(middle);
    let last = column + 1 == rows[row].len();
    let free = row > 0 && FREE.contains(&rows[0][column].as_str());
    let mut all = vec![
        to("quote before", format!("\"{cell}")),
        to("quote behind", format!("{cell}\"")),
        to("quote inside", format!("{head}\"{tail}")),
        to("backslash and quote", format!("{head}\\\"{tail}")),
        to("blank before a quoted cell", format!(" \"{}\"", cell.trim_matches('"'))),
        to("blank behind a quoted cell", format!("\"{}\" ", cell.trim_matches('"'))),
        to("delimiter before", format!(",{cell}")),
        to("delimiter inside", if cell.starts_with('"') { format!(",{cell}") } else { format!("{head},{tail}") }),
        to("NUL inside", format!("{head}\0{tail}")),
        to("byte order mark before", format!("\u{feff}{cell}")),
        to("no-break space behind", if cell.starts_with('"') { cell.clone() } else { format!("{cell}\u{a0}") }),
        with("cell left out", &|rows| drop(rows[row].remove(column))),
    ];
    if !free {
        all.push(to("quotes doubled inside", format!("{head}\"\"{tail}")));
        all.push(to("single quotes", format!("'{}'", cell.trim_matches('"'))));
        all.push(to("carriage return inside", format!("{head}\r{tail}")));
        all.push(to("line separator inside", format!("{head}\u{2028}{tail}")));
    }
    let invalid = |bytes: &[u8]| {
        let mut broken = rows.clone();
        broken[row][column] = format!("{head}\u{1}{tail}");
        let text = text(&broken).into_bytes();
        let at = text.iter().position(|byte| *byte == 1).unwrap();
        Polluted { what: format!("bytes {bytes:x?}"), bytes: [&text[..at], bytes, &text[at + 1..]].concat(), rows: Some([row].into()) }
    };
    all.extend([invalid(b"\xff"), invalid(b"\xe4\xb8"), invalid(b"\xbc\xd7\xb3\xa7")]);
    // A line end in a text that ends its row leaves a shorter text, and an error below it.
    if !(free && last) {
        for end in ["\n", "\r\n"] {
            let new = if cell.starts_with('"') { format!("{end}{cell}") } else { format!("{head}{end}{tail}") };
            all.push(to(&format!("line end {end:?} inside"), new));
        }
    }
    if column > 0 {
        all.push(with("row ends here", &|rows| rows[row].truncate(column)));
    }
    if !last {
        for other in ["", ";", "\t", "|", " ", ", ", "，", ",,", "\u{1f}"] {
            all.push(with(&format!("delimiter {other:?} behind"), &|rows| {
                let next = rows[row].remove(column + 1);
                rows[row][column] += &format!("{other}{next}");
            }));
        }
    }
    if let Some(next) = rows.get(row + 1) {
        let closing = next.len() - 1;
        let mut swallowed = polluted("quoted from here to the end of the next row", String::new(), [row, row + 1]);
        let mut rows = rows.clone();
        rows[row][column].insert(0, '"');
        rows[row + 1][closing] += "\"";
        swallowed.bytes = text(&rows).into_bytes();
        all.push(swallowed);
    }
    all
}

/// Every pollution of one row as a whole.
fn of_row(rows: &Rows, row: usize) -> Vec<Polluted> {
    let lines: Vec<String> = rows.iter().map(|row| row.join(",")).collect();
    let with = |what: &str, line: String| {
        let mut lines = lines.clone();
        lines[row] = line;
        polluted(what, lines.join("\n") + "\n", [row])
    };
    let line = &lines[row];
    let mut all = vec![
        with("quoted as a whole", format!("\"{}\"", line.replace('"', "\"\""))),
        with("semicolons", line.replace(',', ";")),
        with("tabs", line.replace(',', "\t")),
        with("line feed and carriage return", format!("{line}\n\r")),
        with("line end of its own", format!("{line}\r")),
        with("two carriage returns", format!("{line}\r\r")),
        with("blank line before", format!("\n{line}")),
        with("delimiters before", format!("{}\n{line}", ",".repeat(rows[row].len() - 1))),
        with("fewer delimiters before", format!(",,\n{line}")),
        with("comment before", format!("# 以下为补报\n{line}")),
        with("comment with a comma before", format!("# 以下,为补报\n{line}")),
        with("header before", format!("{}\n{line}", lines[0])),
        with("header without its last cell before", format!("{}\n{line}", rows[0][..rows[0].len() - 1].join(","))),
        with("trailing delimiter", format!("{line},")),
        with("leading delimiter", format!(",{line}")),
        with("indented", format!("  {line}")),
        with("end-of-file mark before", format!("\u{1a}{line}")),
    ];
    if row + 1 < lines.len() {
        let mut joined = lines.clone();
        let next = joined.remove(row + 1);
        joined[row] += &next;
        all.push(polluted("joined with the next", joined.join("\n") + "\n", [row, row + 1]));
        joined[row] = format!("{line},{next}");
        all.push(polluted("joined with the next by a delimiter", joined.join("\n") + "\n", [row, row + 1]));
        joined[row] = format!("{line} {next}");
        all.push(polluted("joined with the next by a blank", joined.join("\n") + "\n", [row, row + 1]));
    }
    all
}

/// Every pollution of a file as a whole.
fn of_file(rows: &Rows) -> Vec<Polluted> {
    let clean = text(rows);
    let all = |what: &str, bytes: Vec<u8>| Polluted { what: what.to_owned(), bytes, rows: None };
    let as_text = |what: &str, text: String| all(what, text.into_bytes());
    let cells = |change: &dyn Fn(&str) -> String, delimiter: &str, end: &str| -> String {
        rows.iter().map(|row| row.iter().map(|cell| change(cell)).collect::<Vec<_>>().join(delimiter) + end).collect()
    };
    let same = |cell: &str| cell.to_owned();
    let bare = |cell: &str| cell.trim_matches('"').to_owned();
    let (header, body) = clean.split_once('\n').unwrap();
    let utf16 = |text: &str, bytes: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(bytes).collect::<Vec<u8>>();
    let mut files = vec![
        as_text("empty", String::new()),
        as_text("a blank", " \n".to_owned()),
        as_text("no header", body.to_owned()),
        as_text("no last line end", clean.trim_end().to_owned()),
        as_text("blank lines at the end", format!("{clean}\n\n \n")),
        as_text("header twice", format!("{header}\n{clean}")),
        as_text("header three times", format!("{header}\n{header}\n{clean}")),
        as_text("header in two rows", format!("{header}\n{}\n{body}", header.replace(|letter: char| letter != ',', ""))),
        as_text("units under the header", format!("{header}\n{}\n{body}", header.replace("quantity", "(万千瓦时)"))),
        as_text("header in capitals", clean.replacen(header, &header.to_uppercase(), 1)),
        as_text("a column twice", clean.replacen(header, &header.replacen("name", "industry", 1).replacen("unit", "quantity", 1), 1)),
        as_text("a column without a name", clean.replacen("period", "", 1).replacen("name", "", 1)),
        as_text("title above", format!("2024 年报送表\n{clean}")),
        as_text("title with delimiters above", format!("2024 年,报送表,,\n\n{clean}")),
        as_text("three lines above", format!("报送表\n单位：甲厂\n\n{clean}")),
        as_text("note below", format!("{clean}\n注：以上数据由财务部提供\n")),
        as_text("totals below", format!("{clean}合计,,,600\n")),
        as_text("a narrower table below", format!("{clean}\na,b\n1,2\n")),
        as_text("a wider table below", format!("{clean}\n{header},x,y\n{}", body.replace('\n', ",1,2\n"))),
        as_text("delimiters at the end of all", cells(&same, ",", ",\n")),
        as_text("delimiters at the end of all rows but the header", format!("{header}\n{}", body.replace('\n', ",\n"))),
        as_text(
            "an index column without a name",
            clean.lines().zip(0..).map(|(line, at)| format!("{},{line}\n", if at == 0 { String::new() } else { at.to_string() })).collect(),
        ),
        as_text("all quoted", cells(&|cell| format!("\"{}\"", bare(cell)), ",", "\n")),
        as_text("all in single quotes", cells(&|cell| format!("'{}'", bare(cell)), ",", "\n")),
        as_text("all padded", cells(&|cell| if cell.starts_with('"') { cell.to_owned() } else { format!(" {cell} ") }, ",", "\n")),
        as_text("quoted by backslashes", clean.replace('"', "\\\"")),
        as_text("byte order mark", format!("\u{feff}{clean}")),
        as_text("byte order mark twice", format!("\u{feff}\u{feff}{clean}")),
        as_text("a line for the spreadsheet", format!("sep=,\n{clean}")),
        all("GB18030", GB18030.encode(&clean).0.into_owned()),
        all("GB18030, then UTF-8", [&GB18030.encode(&clean).0[..], body.as_bytes()].concat()),
        all("UTF-16LE", [vec![0xff, 0xfe], utf16(&clean, u16::to_le_bytes)].concat()),
        all("UTF-16BE", [vec![0xfe, 0xff], utf16(&clean, u16::to_be_bytes)].concat()),
        all("UTF-16LE without a mark", utf16(&clean, u16::to_le_bytes)),
        all("UTF-16LE with half a unit", [vec![0xff, 0xfe], utf16(&clean, u16::to_le_bytes), vec![0x0d]].concat()),
        all("UTF-32LE", [vec![0xff, 0xfe, 0, 0], clean.chars().flat_map(|letter| u32::from(letter).to_le_bytes()).collect()].concat()),
        all("UTF-8 of UTF-8", clean.bytes().map(char::from).collect::<String>().into_bytes()),
        all("a workbook's first bytes", [b"PK\x03\x04", clean.as_bytes()].concat()),
    ];
    for delimiter in [";", "\t", "|", " ", ", ", " , ", ":", "::", ",,", "，", "\u{1f}", "^"] {
        files.push(as_text(&format!("delimiter {delimiter:?}"), cells(&same, delimiter, "\n")));
    }
    for end in ["\r\n", "\r", "\n\r", "\r\r\n", "\n\n", "\r\n\r\n", " \n", "\u{1e}", "\u{2028}", "\u{85}", "\u{b}\n"] {
        files.push(as_text(&format!("line end {end:?}"), cells(&same, ",", end)));
    }
    files
}

fn polluted<const N: usize>(what: &str, text: String, rows: [usize; N]) -> Polluted {
    Polluted { what: what.to_owned(), bytes: text.into_bytes(), rows: Some(rows.into()) }
}

#[derive(Debug, PartialEq, Eq, PartialOrd, Ord, Clone, Copy)]
enum Verdict {
    Refused,
    Equal,
    Found,
}

/// What became of a polluted file; the reason when it was misread.
fn judge(clean: &Facts, rows: &Rows, file: &str, polluted: &Polluted, facts: Result<Facts, Fault>) -> Result<Verdict, String> {
    let facts = match facts {
        Ok(facts) => facts,
        Err(fault) if fault.to_string().contains(file) => return Ok(Verdict::Refused),
        Err(fault) => return Err(format!("the fault names no file: {fault}")),
    };
    let (before, after) = (known(clean), known(&facts));
    let changed: BTreeSet<&String> = before.keys().chain(after.keys()).filter(|id| before.get(*id) != after.get(*id)).collect();
    if changed.is_empty() {
        return Ok(Verdict::Equal);
    }
    let header = polluted.rows.as_ref().is_none_or(|rows| rows.contains(&0));
    let unread =
        |finding: &Finding| finding.code == Code::UnknownColumn && finding.place.as_ref().is_some_and(|place| &*place.file == file);
    if header && facts.findings.iter().any(unread) {
        return Ok(Verdict::Found);
    }
    let errors: Vec<&Finding> = facts.findings.iter().filter(|finding| finding.is_error()).collect();
    let of_batch = |finding: &&&Finding| finding.enterprise.is_none();
    let in_file = |finding: &&Finding| finding.place.as_ref().is_some_and(|place| &*place.file == file);
    if !errors.iter().any(in_file) {
        return Err(format!("{changed:?} changed, and no error stands in {file}"));
    }
    // Whoever is not listed any more has nothing to be graded; whoever is must know of the error, unless its id is no more to be read.
    let count = |text: &str, id: &str| text.matches(id).count();
    let unreadable = |id: &String| count(&String::from_utf8_lossy(&polluted.bytes), id) < count(&text(rows), id);
    let told = |id: &String| errors.iter().any(|finding| finding.enterprise.as_deref() == Some(id)) || unreadable(id);
    let listed = |id: &&&String| facts.directory.find(id).is_some();
    if let Some(id) = changed.iter().filter(listed).find(|id| !told(id)) {
        let of_all = errors.iter().filter(of_batch).count();
        return Err(format!(
            "{id} changed and has no error of its own ({of_all} of the batch): {:?} → {:?}",
            before.get(*id),
            after.get(*id)
        ));
    }
    // Nobody else is touched.
    let Some(concerned) = &polluted.rows else { return Ok(Verdict::Found) };
    let ids: BTreeSet<&str> = concerned.iter().filter(|row| **row > 0).map(|row| rows[*row][0].as_str()).collect();
    match changed.iter().find(|id| before.contains_key(**id) && !header && !ids.contains(id.as_str())) {
        Some(id) => Err(format!("{id} changed, which the pollution does not concern")),
        None => Ok(Verdict::Found),
    }
}

fn read_folder(folder: &Path, release: &Release) -> Result<Facts, Fault> {
    read(
        &Batch::of_folder(folder)?,
        Settings { release, period: None, encoding: None, block_size: 1 << 20, progress: &Progress::default() },
    )
}

/// What becomes of every pollution of one of the files.
fn verdicts(tables: &[(&str, Rows)], at: usize, clean: &Facts, release: &Release) -> Vec<(String, Result<Verdict, String>)> {
    let folder = temp();
    tables.iter().for_each(|(name, rows)| std::fs::write(folder.path().join(name), text(rows)).unwrap());
    let (name, rows) = &tables[at];
    let cells = (0..rows.len()).flat_map(|row| (0..rows[row].len()).map(move |column| (row, column)));
    let of_cells = cells.flat_map(|(row, column)| of_cell(rows, row, column).into_iter().map(move |one| (row, column, one)));
    let of_rows = (0..rows.len()).flat_map(|row| of_row(rows, row).into_iter().map(move |one| (row, 0, one)));
    let verdict = |(row, column, one): (usize, usize, Polluted)| {
        std::fs::write(folder.path().join(name), &one.bytes).unwrap();
        let verdict = judge(clean, rows, name, &one, read_folder(folder.path(), release));
        (format!("{name} row {row} column {column}, {}", one.what), verdict)
    };
    of_cells.chain(of_rows).chain(of_file(rows).into_iter().map(|one| (0, 0, one))).map(verdict).collect()
}

#[test]
fn whatever_is_done_to_a_file_is_refused_or_found_or_changes_nothing() {
    let release = builtin().unwrap().release(None).unwrap();
    let folder = temp();
    let tables = clean();
    for (name, rows) in &tables {
        std::fs::write(folder.path().join(name), text(rows)).unwrap();
    }
    let clean = read_folder(folder.path(), &release).unwrap();
    assert!(clean.findings.is_empty(), "{:?}", clean.findings);
    let (mut counts, mut misread) = (BTreeMap::<Verdict, usize>::new(), Vec::new());
    std::thread::scope(|scope| {
        let threads = [0, 1, 2].map(|at| {
            scope.spawn({
                let (tables, clean, release) = (&tables, &clean, &release);
                move || verdicts(tables, at, clean, release)
            })
        });
        for (what, verdict) in threads.into_iter().flat_map(|thread| thread.join().unwrap()) {
            match verdict {
                Ok(verdict) => *counts.entry(verdict).or_default() += 1,
                Err(reason) => misread.push(format!("{what}: {reason}")),
            }
        }
    });
    eprintln!("{counts:?}");
    assert!(misread.is_empty(), "{} misread, {counts:?}:\n{}", misread.len(), misread.join("\n"));
    assert!(counts.values().sum::<usize>() > 4_000 && counts.len() == 3, "{counts:?}");
}
