//! The return as a workbook: every cell as text, wrong ones coloured, with what to do as a comment.
//!
//! Text, because a spreadsheet makes exponents of long codes and dates of months; and because numbers in a workbook are binary
//! floating point.

use rust_xlsxwriter::{Color, DocProperties, ExcelDateTime, Format, FormatBorder, Note, Workbook, Worksheet, XlsxError};

use super::layout::Row;
use super::remarks::{cells, said, titles};
use super::table::Table;
use crate::facts::Role;
use crate::finding::{Finding, Language, Severity};

/// Why a table is not returned as a workbook.
#[derive(Debug)]
pub enum Unfit {
    /// It is larger than a workbook can be, or than anybody mends by hand.
    TooLarge,
    /// The workbook could not be made.
    Broken(XlsxError),
}

impl From<XlsxError> for Unfit {
    fn from(error: XlsxError) -> Self {
        Self::Broken(error)
    }
}

/// So many records are returned as a workbook at most: nobody mends more by hand.
const MAX_ROWS: usize = 100_000;
const MAX_COLUMNS: usize = 16_000;
/// The longest text of a cell, in units of UTF-16.
const MAX_TEXT: usize = 32_767;
const HEADER_COLOUR: u32 = 0x00D9_E1F2;

/// A workbook of one sheet, named after the role, as `energy.xlsx` of `energy.csv`.
///
/// # Errors
/// When the table does not fit into a workbook.
pub fn annotated_workbook(table: &Table<'_>, role: Role, language: Language) -> Result<Vec<u8>, Unfit> {
    let rows: Vec<Row> = table.rows().take(MAX_ROWS + 2).collect();
    let width = rows.iter().map(|row| table.own_cells(row)).max().unwrap_or_default();
    let too_long = |text: &String| text.encode_utf16().count() > MAX_TEXT;
    if rows.len() > MAX_ROWS + 1 || width > MAX_COLUMNS {
        return Err(Unfit::TooLarge);
    }
    let mut book = Workbook::new();
    book.set_properties(&DocProperties::new().set_creation_datetime(&ExcelDateTime::from_ymd(2000, 1, 1)?));
    let sheet = book.add_worksheet();
    sheet.set_name(role.title(language))?.set_freeze_panes(1, 0)?;
    let column = u16::try_from(width).unwrap_or(u16::MAX);
    sheet.set_column_range_width(0, column, 18)?.set_column_range_width(column, column + 1, 60)?;
    for (row, at) in rows.iter().zip(0u32..) {
        let texts: Vec<String> = row.cells[..table.own_cells(row)].iter().map(|cell| table.layout.text(table.bytes, cell)).collect();
        let remarks = table.remarks_of(row);
        let further = if table.is_header(row) { titles(language).map(str::to_owned) } else { cells(&remarks, language) };
        if texts.iter().chain(&further).any(too_long) {
            return Err(Unfit::TooLarge);
        }
        write_row(sheet, at, &texts, &remarks, table, language)?;
        for (text, column) in further.iter().zip(column..).filter(|(text, _)| !text.is_empty()) {
            sheet.write_string_with_format(at, column, text, &plain().set_text_wrap())?;
        }
    }
    Ok(book.save_to_buffer()?)
}

/// The submitter's cells of a row, coloured where something is said of them.
fn write_row(
    sheet: &mut Worksheet,
    at: u32,
    texts: &[String],
    remarks: &[&Finding],
    table: &Table<'_>,
    language: Language,
) -> Result<(), XlsxError> {
    for (text, column) in texts.iter().zip(0u16..) {
        let of_cell = |finding: &&&Finding| {
            let named = finding.place.as_ref().and_then(|place| place.column.as_deref()).and_then(|name| table.cell_of(name));
            named == Some(usize::from(column))
        };
        let own: Vec<&&Finding> = remarks.iter().filter(of_cell).collect();
        let worst = own.iter().map(|finding| finding.severity).min();
        let format = match worst {
            Some(severity) => plain().set_background_color(Color::RGB(colour(severity))).set_border(FormatBorder::Thin),
            None if at == 0 => plain().set_background_color(Color::RGB(HEADER_COLOUR)).set_bold(),
            None => plain(),
        };
        if text.is_empty() {
            sheet.write_blank(at, column, &format)?;
        } else {
            sheet.write_string_with_format(at, column, text, &format)?;
        }
        if worst.is_some() {
            let comment: Vec<String> = own.iter().map(|finding| said(finding, language)).collect();
            sheet.insert_note(at, column, &Note::new(comment.join("\n")).add_author_prefix(false).set_width(320).set_height(120))?;
        }
    }
    Ok(())
}

/// Text, whatever it looks like.
fn plain() -> Format {
    Format::new().set_num_format("@")
}

fn colour(severity: Severity) -> u32 {
    match severity {
        Severity::Error => 0x00FF_C7CE,
        Severity::Warning => 0x00FF_EB9C,
        Severity::Note => 0x00DD_EBF7,
    }
}
