//! Styles, as far as they say what a number is.

use std::collections::BTreeMap;

use super::xml::{Piece, Xml, attribute};
use crate::finding::FormError;

/// What a cell's number is by its format.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Style {
    /// A number.
    #[default]
    Number,
    /// A number that is shown times a hundred.
    PerCent,
    /// A day or a time.
    Date,
}

/// Styles beyond this are no workbook's.
const MOST_STYLES: usize = 1 << 16;

/// The styles of a workbook's cells, in order.
pub(super) fn read(mut xml: Xml<'_>) -> Result<Vec<Style>, FormError> {
    let mut formats: BTreeMap<u32, Style> = BTreeMap::new();
    let mut styles = Vec::new();
    let mut of_cells = false;
    loop {
        match xml.next()? {
            Piece::Start(element) => match element.local_name().as_ref() {
                "numFmt" if formats.len() < MOST_STYLES => {
                    let id = attribute(&element, "numFmtId")?.and_then(|id| id.parse().ok());
                    let code = attribute(&element, "formatCode")?.unwrap_or_default();
                    formats.extend(id.map(|id| (id, of_code(&code))));
                }
                "cellXfs" => of_cells = true,
                "xf" if of_cells && styles.len() < MOST_STYLES => {
                    let id = attribute(&element, "numFmtId")?.and_then(|id| id.parse().ok()).unwrap_or_default();
                    styles.push(formats.get(&id).copied().unwrap_or_else(|| builtin(id)));
                }
                _ => {}
            },
            Piece::End(element) if element.local_name().as_ref() == "cellXfs" => of_cells = false,
            Piece::Nothing => return Ok(styles),
            _ => {}
        }
    }
}

/// The formats that every spreadsheet has, those of Chinese ones included.
fn builtin(id: u32) -> Style {
    match id {
        9 | 10 => Style::PerCent,
        14..=22 | 27..=36 | 45..=47 | 50..=58 => Style::Date,
        _ => Style::Number,
    }
}

/// What a format's code says: letters of a date, or a per cent sign, outside quotes, brackets and escapes.
fn of_code(code: &str) -> Style {
    let mut letters = code.split(';').next().unwrap_or_default().chars();
    let mut plain = String::new();
    while let Some(letter) = letters.next() {
        match letter {
            '"' => drop(letters.by_ref().find(|letter| *letter == '"')),
            '[' => drop(letters.by_ref().find(|letter| *letter == ']')),
            '\\' | '_' | '*' => drop(letters.next()),
            _ => plain.push(letter.to_ascii_lowercase()),
        }
    }
    if plain.contains("general") {
        Style::Number
    } else if plain.contains(['y', 'm', 'd', 'h', 's']) {
        Style::Date
    } else if plain.contains('%') {
        Style::PerCent
    } else {
        Style::Number
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_format_says_what_a_number_is() {
        for (code, want) in [
            ("yyyy\"年\"m\"月\";@", Style::Date),
            ("mmm-yy", Style::Date),
            ("[$-804]yyyy/m/d", Style::Date),
            ("0.00%", Style::PerCent),
            ("#,##0.00", Style::Number),
            ("General", Style::Number),
            ("[Red]0.0\"md\"", Style::Number),
            ("0\\d", Style::Number),
            ("_(* #,##0_)", Style::Number),
        ] {
            assert_eq!(of_code(code), want, "{code}");
        }
        assert_eq!(
            [9, 14, 57, 0, 4, 49].map(builtin),
            [Style::PerCent, Style::Date, Style::Date, Style::Number, Style::Number, Style::Number]
        );
    }
}
