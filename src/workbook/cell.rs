//! One cell: what it holds as text, and what must be said about it.

use std::borrow::Cow;

use super::date::read_date;
use super::styles::Style;
use crate::measure::read_stored;

/// Something to be said of a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Mark {
    /// It holds a formula, and the value that was computed last.
    Formula,
    /// It holds a formula and no value.
    NoValue,
    /// It holds more digits than the spreadsheet shows: this text.
    Rounded(String),
}

/// A mark and the cell's place in its row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Marked {
    /// The cell's column, counted from 0.
    pub at: usize,
    /// What is to be said.
    pub mark: Mark,
}

/// The letters of a column, counted from 0.
#[must_use]
pub fn letters(mut column: usize) -> String {
    let mut letters = Vec::new();
    loop {
        letters.push(b'A' + u8::try_from(column % 26).unwrap_or_default());
        match column / 26 {
            0 => break,
            rest => column = rest - 1,
        }
    }
    letters.iter().rev().map(|letter| char::from(*letter)).collect()
}

/// Column and row of a cell's name, `D7`, counted from 0 and from 1.
pub(super) fn place_of(name: &str) -> Option<(usize, u64)> {
    let (letters, row) = name.split_at(name.find(|letter: char| letter.is_ascii_digit())?);
    if !(1..=3).contains(&letters.len()) || !letters.bytes().all(|letter| letter.is_ascii_uppercase()) {
        return None;
    }
    let column = letters.bytes().fold(0, |column, letter| column * 26 + usize::from(letter - b'A') + 1);
    Some((column - 1, row.parse().ok()?))
}

/// A number as its style shows it, and the stored text if digits were rounded away. `per_cent` is whether the column itself
/// is in per cent.
pub(super) fn number(stored: &str, style: Style, from_1904: bool, per_cent: bool) -> (Cow<'_, str>, Option<Mark>) {
    let stored = stored.trim();
    if style == Style::Date
        && let Some(date) = read_date(stored, from_1904)
    {
        return (date.into(), None);
    }
    let shift = if style == Style::PerCent && per_cent { 2 } else { 0 };
    match read_stored(stored, shift) {
        None => (stored.into(), None),
        Some(shown) if shown.rounded => (shown.text.into(), Some(Mark::Rounded(stored.to_owned()))),
        // The text as it is, with zeros that somebody may have meant.
        Some(shown) if shift == 0 && !shown.text.contains('E') && !stored.contains(['e', 'E']) => (stored.into(), None),
        Some(shown) => (shown.text.into(), None),
    }
}

/// A text in which `_x000D_` and the like stand for characters that XML cannot hold.
pub(super) fn unescaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("_x") {
        let code = rest.get(at + 2..at + 6).filter(|code| rest.as_bytes().get(at + 6) == Some(&b'_') && code.is_ascii());
        let letter = code.and_then(|code| u32::from_str_radix(code, 16).ok()).and_then(char::from_u32);
        let (kept, next) = letter.map_or((at + 2, at + 2), |_| (at, at + 7));
        out.push_str(&rest[..kept]);
        out.extend(letter);
        rest = &rest[next..];
    }
    out + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_have_letters() {
        for (column, name) in [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA"), (16_383, "XFD")] {
            assert_eq!(letters(column), name);
            assert_eq!(place_of(&format!("{name}7")), Some((column, 7)));
        }
        for name in ["", "7", "A", "a1", "ABCD1", "A-1", "A1B"] {
            assert_eq!(place_of(name), None, "{name}");
        }
    }

    #[test]
    fn letters_that_xml_cannot_hold_are_put_back() {
        assert_eq!(unescaped("a_x000D_b_x4E00_c_x_x00_x005F_x0041_"), "a\rb一c_x_x00_x0041_");
        assert_eq!(unescaped("_x甲乙丙丁_"), "_x甲乙丙丁_");
    }

    #[test]
    fn a_number_is_what_its_cell_shows() {
        assert_eq!(number("12.50", Style::Number, false, false), ("12.50".into(), None));
        assert_eq!(number("0.98", Style::PerCent, false, true), ("98".into(), None));
        assert_eq!(number("0.98", Style::PerCent, false, false), ("0.98".into(), None));
        assert_eq!(number("45352", Style::Date, false, false), ("2024-03-01".into(), None));
        let rounded = Some(Mark::Rounded("0.30000000000000004".to_owned()));
        assert_eq!(number("0.30000000000000004", Style::Number, false, false), ("0.3".into(), rounded));
    }
}
