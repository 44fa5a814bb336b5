//! The return as a workbook: every cell as text, wrong ones coloured, with what to do as a comment.
//!
//! Text, because a spreadsheet makes exponents of long codes and dates of months; and because numbers in a workbook are binary
//! floating point.

use std::collections::BTreeSet;
use std::sync::Arc;

use rust_xlsxwriter::{Color, DocProperties, ExcelDateTime, Format, FormatBorder, Note, Workbook, Worksheet, XlsxError};

use super::layout::Row;
use super::remarks::{Remarks, cells, said, titles};
use super::table::Table;
use crate::facts::{InputFile, Role};
use crate::finding::{Finding, FormError, Language, Severity};
use crate::intake::is_returned_column;
use crate::measure::trim_wide;
use crate::workbook::{Book, Sheet, SheetRow, letters};

/// Why a table is not returned as a workbook.
#[derive(Debug)]
pub enum Unfit {
    /// It is larger than a workbook can be, or than anybody mends by hand.
    TooLarge,
    /// The workbook could not be made.
    Broken(XlsxError),
    /// The submitted one could not be read again.
    Unread(FormError),
}

impl From<FormError> for Unfit {
    fn from(error: FormError) -> Self {
        Self::Unread(error)
    }
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
/// How much of a sheet's name is kept: a spreadsheet allows 31 letters, and a number may follow.
const LONGEST_NAME: usize = 26;
const HEADER_COLOUR: u32 = 0x00D9_E1F2;

/// A table as a sheet of a returned workbook.
pub struct Page<'f> {
    name: String,
    /// How many columns are the submitter's.
    width: usize,
    rows: Vec<Written<'f>>,
}

/// A row of it.
struct Written<'f> {
    /// Counted from 0.
    at: u32,
    is_header: bool,
    /// The submitter's cells.
    texts: Vec<String>,
    /// What is said of the row, with the place of the cell that is meant.
    said: Vec<(Option<usize>, &'f Finding)>,
}

impl<'f> Page<'f> {
    /// A text, as a sheet that is named after its role.
    ///
    /// # Errors
    /// When it does not fit.
    pub fn of_text(table: &Table<'f>, role: Role, language: Language) -> Result<Self, Unfit> {
        let rows: Vec<Row> = table.rows().take(MAX_ROWS + 2).collect();
        let written = |(row, at): (&Row, u32)| Written {
            at,
            is_header: table.is_header(row),
            texts: row.cells[..table.own_cells(row)].iter().map(|cell| table.layout.text(table.bytes, cell)).collect(),
            said: located(table.remarks_of(row), |column| table.cell_of(column)),
        };
        Self { name: role.title(language).to_owned(), width: 0, rows: rows.iter().zip(0u32..).map(written).collect() }.fitting()
    }

    /// A sheet of a submitted workbook, its rows where they were. Columns of an earlier return are taken out.
    ///
    /// # Errors
    /// When it does not fit, or cannot be read again.
    pub fn of_sheet(book: &Book<'_>, sheet: &Sheet, file: &InputFile, remarks: &Remarks<'f>) -> Result<Self, Unfit> {
        let mut rows = book.rows(sheet)?;
        let mut page = Self { name: sheet.name.clone(), width: 0, rows: Vec::new() };
        let (mut row, mut returned) = (SheetRow::default(), Vec::new());
        let place = |name: &str| file.columns.iter().find(|(known, _)| *known == name).map(|(_, letter)| Arc::clone(letter));
        let id = place("enterprise_id").filter(|_| file.role == Role::Enterprises);
        while rows.next(&mut row)? {
            let starts = std::iter::once(0).chain(row.ends.iter().copied());
            let mut texts: Vec<String> = starts.zip(&row.ends).map(|(start, end)| row.text[start..*end].to_owned()).collect();
            let is_header = page.rows.is_empty();
            if is_header {
                returned = (0..texts.len()).filter(|at| is_returned_column(&texts[*at])).collect();
                let is_read = |at: usize| file.columns.iter().any(|(_, letter)| **letter == *letters(at));
                rows.set_per_cent((0..texts.len()).map(|at| is_read(at) && texts[at].contains(['%', '％'])).collect());
            }
            let cell = |letter: &Arc<str>| (0..texts.len()).find(|at| **letter == *letters(*at)).map(|at| trim_wide(&texts[at]).to_owned());
            let own = remarks.at(&file.name, row.number, id.as_ref().filter(|_| !is_header).and_then(cell).as_deref());
            let said = located(own, |column| (0..row.ends.len().max(64)).find(|at| *column == *letters(*at)));
            let mut at = 0..;
            texts.retain(|_| at.next().is_none_or(|at| !returned.contains(&at)));
            page.rows.push(Written { at: u32::try_from(row.number - 1).map_err(|_| Unfit::TooLarge)?, is_header, texts, said });
            if page.rows.len() > MAX_ROWS + 1 {
                return Err(Unfit::TooLarge);
            }
        }
        page.fitting()
    }

    /// The page, if a workbook can hold it.
    fn fitting(mut self) -> Result<Self, Unfit> {
        let too_long = |text: &String| text.encode_utf16().count() > MAX_TEXT;
        self.width = self.rows.iter().map(|row| row.texts.len()).max().unwrap_or_default();
        let fits = self.rows.len() <= MAX_ROWS + 1 && self.width <= MAX_COLUMNS;
        if fits && !self.rows.iter().flat_map(|row| &row.texts).any(too_long) { Ok(self) } else { Err(Unfit::TooLarge) }
    }

    fn write(&self, sheet: &mut Worksheet, name: &str, language: Language) -> Result<(), Unfit> {
        sheet.set_name(name)?.set_freeze_panes(1, 0)?;
        let column = u16::try_from(self.width).map_err(|_| Unfit::TooLarge)?;
        sheet.set_column_range_width(0, column, 18)?.set_column_range_width(column, column + 1, 60)?;
        for row in &self.rows {
            row.write(sheet, language)?;
            let remarks: Vec<&Finding> = row.said.iter().map(|(_, finding)| *finding).collect();
            let further = if row.is_header { titles(language).map(str::to_owned) } else { cells(&remarks, language) };
            for (text, column) in further.iter().zip(column..).filter(|(text, _)| !text.is_empty()) {
                if text.encode_utf16().count() > MAX_TEXT {
                    return Err(Unfit::TooLarge);
                }
                sheet.write_string_with_format(row.at, column, text, &plain().set_text_wrap())?;
            }
        }
        Ok(())
    }
}

/// Findings with the cells that they mean.
fn located(findings: Vec<&Finding>, cell: impl Fn(&str) -> Option<usize>) -> Vec<(Option<usize>, &Finding)> {
    let of = |finding: &Finding| finding.place.as_ref().and_then(|place| place.column.as_deref()).and_then(&cell);
    findings.into_iter().map(|finding| (of(finding), finding)).collect()
}

/// A workbook of these sheets.
///
/// # Errors
/// When they do not fit into a workbook.
pub fn annotated_workbook(pages: &[Page<'_>], language: Language) -> Result<Vec<u8>, Unfit> {
    let mut book = Workbook::new();
    book.set_properties(&DocProperties::new().set_creation_datetime(&ExcelDateTime::from_ymd(2000, 1, 1)?));
    let names = sheet_names(pages.iter().map(|page| page.name.as_str()));
    pages.iter().zip(&names).try_for_each(|(page, name)| page.write(book.add_worksheet(), name, language))?;
    Ok(book.save_to_buffer()?)
}

/// Names as a spreadsheet allows them, each once: a workbook that no spreadsheet made may have others.
fn sheet_names<'n>(names: impl Iterator<Item = &'n str>) -> Vec<String> {
    let mut given = BTreeSet::new();
    let allowed = |letter: char| if letter.is_control() || "[]:*?/\\'".contains(letter) { '_' } else { letter };
    let free = |name: &str| {
        let name: String = name.chars().filter(|letter| letter.len_utf16() == 1).map(allowed).take(LONGEST_NAME).collect();
        let numbered = |number: u32| if number == 1 { name.clone() } else { format!("{name} {number}") };
        (1..u32::MAX).map(numbered).find(|name| !name.is_empty() && given.insert(name.to_lowercase())).unwrap_or_default()
    };
    names.map(free).collect()
}

impl Written<'_> {
    /// The submitter's cells, coloured where something is said of them.
    fn write(&self, sheet: &mut Worksheet, language: Language) -> Result<(), XlsxError> {
        for (text, column) in self.texts.iter().zip(0u16..) {
            let of_cell = self.said.iter().filter(|(cell, _)| *cell == Some(usize::from(column)));
            let own: Vec<&Finding> = of_cell.map(|(_, finding)| *finding).collect();
            let worst = own.iter().map(|finding| finding.severity).min();
            let format = match worst {
                Some(severity) => plain().set_background_color(Color::RGB(colour(severity))).set_border(FormatBorder::Thin),
                None if self.is_header => plain().set_background_color(Color::RGB(HEADER_COLOUR)).set_bold(),
                None => plain(),
            };
            if text.is_empty() {
                sheet.write_blank(self.at, column, &format)?;
            } else {
                sheet.write_string_with_format(self.at, column, text, &format)?;
            }
            if worst.is_some() {
                let comment: Vec<String> = own.iter().map(|finding| said(finding, language)).collect();
                let note = Note::new(comment.join("\n")).add_author_prefix(false).set_width(320).set_height(120);
                sheet.insert_note(self.at, column, &note)?;
            }
        }
        Ok(())
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_names_become_names_of_sheets() {
        let names = sheet_names(
            ["enterprises:/x*[y]", "能源", "能源", "Energy", "ENERGY", "'x'", "", "a very long name, longer than thirty-one letters", "😀"]
                .into_iter(),
        );
        assert_eq!(names, ["enterprises__x__y_", "能源", "能源 2", "Energy", "ENERGY 2", "_x_", " 2", "a very long name, longer t", " 3"]);
        let mut book = Workbook::new();
        for name in &names {
            book.add_worksheet().set_name(name).unwrap();
        }
        assert!(book.save_to_buffer().is_ok());
    }
}
