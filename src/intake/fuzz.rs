//! What fuzzers call: any bytes in, and what must hold of them or the reason why it does not. Nothing here may panic either.

use super::decode::{NamedEncoding, decode};
use super::guard::guard as guarded;
use super::header::Header;
use super::records::for_each_record;
use super::source::Source;
use crate::facts::Role;
use crate::measure::{read_months, read_numeral, read_packed, read_plain, read_stored};
use crate::nomenclature::Units;
use crate::workbook::{Book, SheetRow};

/// What did not hold.
pub type Broken = &'static str;

fn holds(condition: bool, what: Broken) -> Result<(), Broken> {
    if condition { Ok(()) } else { Err(what) }
}

/// Bytes to text: valid UTF-8 comes out as it went in, whatever is named.
///
/// # Errors
/// What did not hold.
pub fn decoding(bytes: &[u8]) -> Result<(), Broken> {
    let named = [NamedEncoding::Utf8, NamedEncoding::Gb18030, NamedEncoding::Utf16Le, NamedEncoding::Utf16Be];
    let marked = [&b"\xef\xbb\xbf"[..], b"\xff\xfe", b"\xfe\xff"].iter().any(|mark| bytes.starts_with(mark));
    for named in named.map(Some).into_iter().chain([None]) {
        let text = decode("f", bytes, named);
        let as_is = matches!(named, None | Some(NamedEncoding::Utf8)) && !marked && std::str::from_utf8(bytes).is_ok();
        holds(!as_is || text.is_err() || text.is_ok_and(|text| text.as_bytes() == bytes), "UTF-8 is changed")?;
    }
    Ok(())
}

/// Text to records: blocks of any size join to the text, and hold the records that the whole text holds.
///
/// # Errors
/// What did not hold.
pub fn guard(bytes: &[u8]) -> Result<(), Broken> {
    let Ok(text) = std::str::from_utf8(bytes) else { return Ok(()) };
    for delimiter in [b',', b';', b'\t'] {
        let whole = guarded(text.as_bytes(), delimiter, usize::MAX / 2);
        let cut = guarded(text.as_bytes(), delimiter, 16);
        let (whole, cut) = match (whole, cut) {
            (Ok(whole), Ok(cut)) => (whole, cut),
            (whole, cut) => return holds(whole.err() == cut.err(), "another fault when the text is cut"),
        };
        let records = |blocks: &[super::guard::Block]| {
            let mut records = Vec::new();
            for block in blocks {
                for_each_record(&text[block.range.clone()], delimiter, |row, line| {
                    records.push((block.first_line + line, row.texts().into_iter().map(str::to_owned).collect::<Vec<_>>()));
                });
            }
            records
        };
        holds(cut.iter().map(|block| block.range.len()).sum::<usize>() == text.len(), "blocks do not join to the text")?;
        holds(records(&whole) == records(&cut), "other records when the text is cut")?;
    }
    Ok(())
}

/// Cells to numbers and months: every reader that reads a text reads the same from it.
///
/// # Errors
/// What did not hold.
pub fn numbers(bytes: &[u8]) -> Result<(), Broken> {
    let Ok(text) = std::str::from_utf8(bytes) else { return Ok(()) };
    let careful = read_numeral(text).ok().map(|numeral| numeral.value);
    holds(read_plain(text).is_none_or(|plain| Some(plain) == careful), "the plain reader reads another number")?;
    let packed = read_packed(bytes).map(|packed| (packed.mantissa(), packed.scale()));
    let same = careful.map(|value| (value.mantissa(), value.scale()));
    holds(packed.is_none_or(|(mantissa, scale)| Some((i128::from(mantissa), scale)) == same), "the packed reader reads another number")?;
    let stored = read_stored(text, 0).filter(|stored| !stored.rounded).and_then(|stored| read_numeral(&stored.text).ok());
    let equal = |stored: crate::measure::Numeral| careful.is_none_or(|careful| careful.normalised() == stored.value.normalised());
    holds(stored.is_none_or(equal), "a stored number is another")?;
    let _ = read_months(text);
    Ok(())
}

/// A line to the columns of every role: each cell is at most one of them.
///
/// # Errors
/// What did not hold.
pub fn headers(bytes: &[u8], units: &Units) -> Result<(), Broken> {
    let Ok(text) = std::str::from_utf8(bytes) else { return Ok(()) };
    let cells: Vec<String> = text.split(',').map(str::to_owned).collect();
    for role in Role::ALL {
        let source = Source { role, name: "f".into(), file: 0, lettered: false };
        if let Ok((header, _)) = Header::read(&source, 1, &cells, units) {
            holds(header.width == cells.len(), "a header of another width")?;
            holds(header.fields().is_sorted_by(|a, b| a.at < b.at), "a cell is two columns")?;
        }
    }
    Ok(())
}

/// A workbook to rows: their cells end in order, and inside their text.
///
/// # Errors
/// What did not hold.
pub fn workbook(bytes: &[u8]) -> Result<(), Broken> {
    let Ok(book) = Book::open(bytes) else { return Ok(()) };
    for sheet in book.sheets() {
        let Ok(mut rows) = book.rows(sheet) else { continue };
        let (mut row, mut last) = (SheetRow::default(), 0);
        while let Ok(true) = rows.next(&mut row) {
            holds(row.number > last, "rows are not in order")?;
            holds(row.ends.is_sorted() && row.ends.last() == Some(&row.text.len()), "cells are not in order")?;
            holds(row.marks.iter().all(|mark| mark.at < row.ends.len()), "a mark of no cell")?;
            last = row.number;
        }
    }
    Ok(())
}
