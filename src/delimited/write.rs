//! Rows and cells as bytes.

use super::neutral::neutralise;

/// What tells a spreadsheet that a table is UTF-8.
pub const BOM: &[u8] = "\u{feff}".as_bytes();

/// A table in UTF-8 with byte order mark, its lines ended by LF.
#[must_use]
pub fn table<'a, R>(header: &[&str], rows: impl IntoIterator<Item = R>) -> Vec<u8>
where
    R: IntoIterator<Item = &'a str>,
{
    let mut out = BOM.to_vec();
    push_row(&mut out, header.iter().copied());
    rows.into_iter().for_each(|row| push_row(&mut out, row));
    out
}

/// Adds a row to a table.
pub fn push_row<'a>(out: &mut Vec<u8>, cells: impl IntoIterator<Item = &'a str>) {
    let start = out.len();
    for cell in cells {
        push_cell(out, b',', cell);
        out.push(b',');
    }
    end_row(out, start);
}

/// As [`push_row`], of cells whose texts stand in `joined`: one look there tells that nothing needs quotes.
pub fn push_joined_row<'a>(out: &mut Vec<u8>, joined: &str, cells: impl IntoIterator<Item = &'a str>) {
    if needs_quotes(joined.as_bytes(), b',') {
        return push_row(out, cells);
    }
    let start = out.len();
    for cell in cells {
        out.extend_from_slice(neutralise(cell).as_bytes());
        out.push(b',');
    }
    end_row(out, start);
}

/// Adds one cell, without a delimiter: neutral, and in quotes where it needs them.
pub fn push_cell(out: &mut Vec<u8>, delimiter: u8, cell: &str) {
    let cell = neutralise(cell);
    if !needs_quotes(cell.as_bytes(), delimiter) {
        return out.extend_from_slice(cell.as_bytes());
    }
    out.push(b'"');
    for (at, part) in cell.split('"').enumerate() {
        out.extend_from_slice(if at == 0 { b"" } else { b"\"\"" });
        out.extend_from_slice(part.as_bytes());
    }
    out.push(b'"');
}

/// Makes the last delimiter a line end. A row of one empty cell would be a blank line, which is no row.
fn end_row(out: &mut Vec<u8>, start: usize) {
    if out.len() == start + 1 {
        out.splice(start..start, *b"\"\"");
    }
    if let Some(last) = out[start..].last_mut() {
        *last = b'\n';
    }
}

fn needs_quotes(cell: &[u8], delimiter: u8) -> bool {
    // Without a way out in the middle, so that the compiler looks at many bytes at once.
    let special = |byte: u8| byte == delimiter || matches!(byte, b'"' | b'\r' | b'\n');
    cell.iter().fold(false, |found, byte| found | special(*byte))
}

#[cfg(test)]
mod tests {
    use super::super::restore;
    use super::*;
    use proptest::prelude::*;

    const CELL: &str = "('{0,2})([=+\\-@\t\r\n＝ ]?)([0-9.]{0,3}|(\\PC|[\",;\r\n']){0,6})";

    proptest! {
        #[test]
        fn any_cells_come_back_and_none_runs(rows in prop::collection::vec(prop::collection::vec(CELL, 1..4), 0..4)) {
            let (mut out, mut joined) = (Vec::new(), Vec::new());
            for row in &rows {
                push_row(&mut out, row.iter().map(String::as_str));
                push_joined_row(&mut joined, &row.concat(), row.iter().map(String::as_str));
            }
            prop_assert_eq!(&out, &joined);
            let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(&*out);
            let read: Vec<Vec<String>> = reader.records().map(|row| row.unwrap().iter().map(|cell| restore(cell).to_owned()).collect()).collect();
            prop_assert_eq!(read, rows);
        }
    }

    #[test]
    fn a_table_begins_with_a_mark_and_quotes_what_it_must() {
        let rows = [["=x", "a,b"], ["-5", "q\"q"], ["l\nl", ""]];
        let text = String::from_utf8(table(&["a", "b"], rows)).unwrap();
        assert_eq!(text, "\u{feff}a,b\n'=x,\"a,b\"\n-5,\"q\"\"q\"\n\"l\nl\",\n");
        assert_eq!(table(&["a"], [[""]]), "\u{feff}a\n\"\"\n".as_bytes());
    }
}
