//! What goes to standard output and standard error.

use std::io::Write;

use carbonlabel::delimited::table;
use carbonlabel::finding::Fault;

/// Writes what was asked for. A reader that went away is no fault.
pub fn print(text: &str) -> Result<(), Fault> {
    print_bytes(text.as_bytes())
}

/// As [`print`], of a part of what was asked for.
pub fn print_bytes(bytes: &[u8]) -> Result<(), Fault> {
    let mut out = std::io::stdout().lock();
    match out.write_all(bytes).and_then(|()| out.flush()) {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => Err(Fault::write(std::path::Path::new("-"), error)),
        _ => Ok(()),
    }
}

/// Says something to the person at the terminal.
pub fn say(text: &str) {
    let mut err = std::io::stderr().lock();
    // Nobody is left to be told when standard error is closed.
    let _ = writeln!(err, "{text}");
}

/// How many columns a text takes on a terminal: wide characters take two.
pub fn width(text: &str) -> usize {
    text.chars().map(|letter| if u32::from(letter) >= 0x1100 { 2 } else { 1 }).sum()
}

/// As much of a text as fits into so many columns.
pub fn fitting(text: &str, columns: usize) -> String {
    if width(text) <= columns {
        return text.to_owned();
    }
    let mut left = columns.saturating_sub(1);
    let fits = |letter: &char| {
        let wide = width(letter.encode_utf8(&mut [0; 4]));
        left.checked_sub(wide).inspect(|rest| left = *rest).is_some()
    };
    text.chars().take_while(fits).chain(['…']).collect()
}

/// Rows in columns, each as wide as its widest cell; the last is not padded.
pub fn columns(rows: &[Vec<String>]) -> String {
    let count = rows.iter().map(Vec::len).max().unwrap_or(0);
    let widest: Vec<usize> =
        (0..count).map(|at| rows.iter().filter_map(|row| row.get(at)).map(|cell| width(cell)).max().unwrap_or(0)).collect();
    rows.iter().fold(String::new(), |mut text, row| {
        for (at, cell) in row.iter().enumerate() {
            text += cell;
            if at + 1 < row.len() {
                text += &" ".repeat(widest[at] - width(cell) + 2);
            }
        }
        text.truncate(text.trim_end().len());
        text + "\n"
    })
}

/// Rows as a JSON list of objects.
pub fn json(header: &[&str], rows: &[Vec<String>]) -> String {
    let list: Vec<Object> = rows.iter().map(|row| object(header, row.iter().map(String::as_str))).collect();
    serde_json::to_string_pretty(&list).unwrap_or_default() + "\n"
}

/// A row as a JSON object.
pub type Object = serde_json::Map<String, serde_json::Value>;

/// Cells by the names of their columns.
pub fn object<'a>(header: &[&str], cells: impl IntoIterator<Item = &'a str>) -> Object {
    header.iter().zip(cells).map(|(name, cell)| ((*name).to_owned(), cell.into())).collect()
}

/// Rows as CSV, neutral to spreadsheets.
pub fn csv(header: &[&str], rows: &[Vec<String>]) -> String {
    let text = table(header, rows.iter().map(|row| row.iter().map(String::as_str)));
    String::from_utf8_lossy(&text).into_owned()
}
