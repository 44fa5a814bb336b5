//! What fuzzers call: any bytes in, and what must hold of their return or the reason why it does not.

use super::layout::Layout;
use super::remarks::Remarks;
use super::table::Table;
use super::text::annotated_csv;
use crate::facts::{InputFile, Role};
use crate::finding::{Code, Finding, Language, Place};
use crate::intake::is_returned_column;

/// What did not hold.
pub type Broken = &'static str;

/// The headers by which a table is known here.
const HEADERS: [&str; 2] = ["a", "b"];

/// A text with the headers `a` and `b`: its return holds it whole, says what is to be said, and a return of the return is the same.
///
/// # Errors
/// What did not hold.
pub fn returned(bytes: &[u8]) -> Result<(), Broken> {
    let wrong = |row| Finding::new(Code::BadNumber).at(Place::cell("f".into(), row, "b".into()), "=\"x\";,\t");
    let findings: Vec<Finding> = (1..40).map(wrong).collect();
    let (remarks, file) = (Remarks::of(&findings), input_file());
    let Some(layout) = Layout::of(bytes, None, &HEADERS).filter(|layout| is_read(layout, bytes)) else { return Ok(()) };
    let Some(table) = Table::of(bytes, layout, &file, &remarks) else { return Ok(()) };
    let first = annotated_csv(&table, Language::Zh);
    let again = Layout::of(&first, None, &HEADERS).ok_or("the return has no header")?;
    holds(layout == again, "the return is laid out otherwise")?;
    let second = Table::of(&first, again, &file, &remarks).ok_or("the return has no header")?;
    holds(annotated_csv(&second, Language::Zh) == first, "a return of the return is another")?;
    let (before, after) = (records(&layout, bytes), records(&layout, &first));
    let line = header_line(&layout, bytes).ok_or("there is no header")?;
    let is_header = |(at, cells): &&Record| *at == line && cells.iter().any(|cell| is_returned_column(cell));
    if before.iter().find(is_header).is_some() {
        return Ok(());
    }
    // Two cells more from the header on, and everything else as it was.
    let same = |((at, cells), (line_after, more)): (&Record, &Record)| {
        at == line_after && more.starts_with(cells) && more.len() == cells.len() + if *at < line { 0 } else { 2 }
    };
    holds(before.len() == after.len() && before.iter().zip(&after).all(same), "a record is another")
}

fn holds(condition: bool, what: Broken) -> Result<(), Broken> {
    if condition { Ok(()) } else { Err(what) }
}

fn input_file() -> InputFile {
    let columns = HEADERS.map(|header| ("note", header.into())).to_vec();
    InputFile { role: Role::Energy, name: "f".into(), bytes: 0, rows: 0, sha256: String::new(), columns }
}

/// The line at which a record begins, and its cells as they were written.
type Record = (u64, Vec<String>);

fn records(layout: &Layout, bytes: &[u8]) -> Vec<Record> {
    layout.rows(bytes).map(|row| (row.line, row.cells.iter().map(|cell| layout.raw(bytes, cell)).collect())).collect()
}

fn header_line(layout: &Layout, bytes: &[u8]) -> Option<u64> {
    layout.rows(bytes).find(|row| layout.has(bytes, row, &HEADERS)).map(|row| row.line)
}

/// Whether quotes, line ends and bytes are such as intake lets pass: nothing else is returned.
fn is_read(layout: &Layout, bytes: &[u8]) -> bool {
    if !bytes.len().is_multiple_of(layout.step()) {
        return false;
    }
    let cells = records(layout, bytes).into_iter().flat_map(|(_, cells)| cells);
    let whole = |cell: &str| cell.len() > 1 && cell.starts_with('"') && cell.ends_with('"');
    let inside = |cell: &str| cell[1..cell.len() - 1].replace("\"\"", "");
    let quoted = |cell: &str| if whole(cell) { !inside(cell).contains('"') } else { !cell.contains(['"', '\r']) };
    cells.into_iter().all(|cell| quoted(&cell) && !cell.contains(['\0', char::REPLACEMENT_CHARACTER]))
}
