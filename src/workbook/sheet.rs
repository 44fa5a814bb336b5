//! A sheet row by row.

use std::ops::RangeInclusive;

use super::book::Shared;
use super::cell::{Mark, Marked, number, place_of};
use super::strings::RichText;
use super::xml::{Piece, Xml, attribute, damaged, is_set};
use crate::finding::{FormError, QuotingError};

/// What a spreadsheet can hold.
const MOST_ROWS: u64 = 1 << 20;
const MOST_COLUMNS: usize = 1 << 14;
/// Cells of a sheet up to the last of each row, the empty ones counted: twenty-four columns of the most rows.
const MOST_CELLS: usize = 24 << 20;
/// The longest cell and the longest row, in bytes: those of every other form.
const LONGEST_CELL: usize = 64 * 1024;
const LONGEST_ROW: usize = 1024 * 1024;

/// A row with at least one cell that is not empty.
#[derive(Debug, Default)]
pub struct SheetRow {
    /// Its number, as the spreadsheet counts it.
    pub number: u64,
    /// The cells' texts, one behind the other.
    pub text: String,
    /// Where each ends; cells after the last that is not empty are left out.
    pub ends: Vec<usize>,
    /// What must be said of its cells.
    pub marks: Vec<Marked>,
    /// Whether it is hidden.
    pub hidden: bool,
}

/// The rows of a sheet.
pub struct Rows<'a> {
    xml: Xml<'a>,
    shared: Shared,
    /// The columns that are in per cent, by the header.
    per_cent: Vec<bool>,
    hidden_columns: Vec<(usize, usize)>,
    merged: Vec<Merged>,
    /// The number of the row that was begun last.
    row: u64,
    /// Cells so far.
    cells: usize,
}

/// Cells that are one cell to the eye.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Merged {
    /// As the workbook writes it: `A2:A13`.
    pub range: String,
    /// Its first row.
    pub row: u64,
    /// Its columns, counted from 0.
    pub columns: RangeInclusive<usize>,
}

/// A cell under way.
#[derive(Default)]
struct Cell {
    kind: String,
    style: usize,
    value: RichText,
    formula: Option<String>,
}

impl<'a> Rows<'a> {
    pub(super) fn new(xml: Xml<'a>, shared: Shared) -> Self {
        Self { xml, shared, per_cent: Vec::new(), hidden_columns: Vec::new(), merged: Vec::new(), row: 0, cells: 0 }
    }

    /// Says which columns are in per cent: a cell of theirs that is shown as 98 % means 98.
    pub fn set_per_cent(&mut self, columns: Vec<bool>) {
        self.per_cent = columns;
    }

    /// The number of the row that was begun last, to say where something went wrong.
    #[must_use]
    pub fn row(&self) -> u64 {
        self.row
    }

    /// Whether a column, counted from 0, is hidden; known before the first row.
    #[must_use]
    pub fn is_hidden(&self, column: usize) -> bool {
        self.hidden_columns.iter().any(|(first, last)| (*first..=*last).contains(&column))
    }

    /// Merged cells; known after the last row.
    #[must_use]
    pub fn merged(&self) -> &[Merged] {
        &self.merged
    }

    /// Reads the next row with content into `row`; `false` when there is none.
    ///
    /// # Errors
    /// When the sheet is damaged, or a cell or a row is too long.
    pub fn next(&mut self, row: &mut SheetRow) -> Result<bool, FormError> {
        loop {
            match self.xml.next()? {
                Piece::Start(element) => match element.local_name().as_ref() {
                    "row" => {
                        let number = attribute(&element, "r")?.map(|number| number.parse::<u64>()).transpose();
                        let number = number.map_err(|_| damaged("a row has no number"))?.unwrap_or(self.row + 1);
                        if number <= self.row || number > MOST_ROWS {
                            return Err(damaged("rows are not in order"));
                        }
                        row.hidden = is_set(&element, "hidden")?;
                        self.row = number;
                        self.cells(row)?;
                        self.cells += row.ends.len();
                        if self.cells > MOST_CELLS {
                            return Err(damaged("too many cells"));
                        }
                        if !row.ends.is_empty() {
                            return Ok(true);
                        }
                    }
                    "col" if is_set(&element, "hidden")? && self.hidden_columns.len() < MOST_COLUMNS => {
                        let [first, last] = ["min", "max"].map(|name| attribute(&element, name));
                        let column = |text: Option<&str>| text.and_then(|text| text.parse::<usize>().ok()).unwrap_or(1).saturating_sub(1);
                        self.hidden_columns.push((column(first?.as_deref()), column(last?.as_deref())));
                    }
                    "mergeCell" if self.merged.len() == MOST_COLUMNS => return Err(damaged("too many merged cells")),
                    "mergeCell" => {
                        let range = attribute(&element, "ref")?.unwrap_or_default().into_owned();
                        let (first, last) = range.split_once(':').unwrap_or((&range, &range));
                        let (Some(first), Some(last)) = (place_of(first), place_of(last)) else {
                            return Err(damaged("merged cells have no place"));
                        };
                        self.merged.push(Merged { range, row: first.1, columns: first.0..=last.0 });
                    }
                    _ => {}
                },
                Piece::Nothing => return Ok(false),
                _ => {}
            }
        }
    }

    /// Reads the cells of a row up to its end.
    fn cells(&mut self, row: &mut SheetRow) -> Result<(), FormError> {
        row.number = self.row;
        row.text.clear();
        row.ends.clear();
        row.marks.clear();
        let mut next = 0;
        loop {
            let (at, cell) = match self.xml.next()? {
                Piece::Start(element) if element.local_name().as_ref() == "c" => {
                    let name = attribute(&element, "r")?;
                    let at = match name.as_deref() {
                        Some(name) => place_of(name).filter(|place| place.1 == self.row).ok_or_else(|| damaged("a cell has no place"))?.0,
                        None => next,
                    };
                    if at < next || at >= MOST_COLUMNS {
                        return Err(damaged("cells are not in order"));
                    }
                    let kind = attribute(&element, "t")?.unwrap_or_default().into_owned();
                    let style = attribute(&element, "s")?.and_then(|style| style.parse().ok()).unwrap_or_default();
                    (at, Cell { kind, style, ..Cell::default() })
                }
                Piece::End(element) if element.local_name().as_ref() == "row" => return Ok(()),
                Piece::Nothing => return Err(damaged("a row has no end")),
                _ => continue,
            };
            next = at + 1;
            let cell = self.content(cell)?;
            self.put(at, cell, row)?;
        }
    }

    /// Reads a cell up to its end.
    fn content(&mut self, mut cell: Cell) -> Result<Cell, FormError> {
        let (mut value, mut formula) = (false, false);
        loop {
            let piece = self.xml.next()?;
            match &piece {
                Piece::Start(element) => match element.local_name().as_ref() {
                    "v" => value = true,
                    "f" => (formula, cell.formula) = (true, Some(String::new())),
                    _ => cell.value.take(&piece),
                },
                Piece::End(element) => match element.local_name().as_ref() {
                    "v" => value = false,
                    "f" => formula = false,
                    "c" => return Ok(cell),
                    _ => cell.value.take(&piece),
                },
                Piece::Text(text) if value => cell.value.push(text),
                Piece::Text(text) if formula => cell.formula.get_or_insert_default().push_str(text),
                Piece::Letter(letter) if value => cell.value.push(letter.encode_utf8(&mut [0; 4])),
                Piece::Letter(letter) if formula => cell.formula.get_or_insert_default().push(*letter),
                Piece::Nothing => return Err(damaged("a cell has no end")),
                _ => cell.value.take(&piece),
            }
            if cell.value.len() > LONGEST_ROW {
                return Err(FormError::Cell(QuotingError::CellTooLong));
            }
        }
    }

    /// Appends a cell to its row, with what must be said of it.
    fn put(&self, at: usize, mut cell: Cell, row: &mut SheetRow) -> Result<(), FormError> {
        let style = self.shared.styles.get(cell.style).copied().unwrap_or_default();
        let per_cent = self.per_cent.get(at).copied().unwrap_or_default();
        let raw = cell.value.text();
        let (text, mark) = match cell.kind.as_str() {
            _ if raw.is_empty() => (cell.formula.as_ref().map(|formula| format!("={formula}").into()).unwrap_or_default(), None),
            "s" => (self.shared.strings.get(raw)?.into(), None),
            "b" => (if raw == "1" { "TRUE" } else { "FALSE" }.into(), None),
            "d" => (raw.trim_end_matches("T00:00:00").into(), None),
            "" | "n" => number(raw, style, self.shared.from_1904, per_cent),
            _ => (raw.into(), None),
        };
        if text.is_empty() {
            return Ok(());
        }
        let formula = cell.formula.as_ref().map(|_| if raw.is_empty() { Mark::NoValue } else { Mark::Formula });
        if text.len() > LONGEST_CELL {
            return Err(FormError::Cell(QuotingError::CellTooLong));
        }
        if text.contains('\0') {
            return Err(FormError::Cell(QuotingError::Nul));
        }
        row.ends.resize(at, row.text.len());
        row.text.push_str(&text);
        row.ends.push(row.text.len());
        row.marks.extend([mark, formula].into_iter().flatten().map(|mark| Marked { at, mark }));
        if row.text.len() > LONGEST_ROW {
            return Err(FormError::Cell(QuotingError::RowTooLong));
        }
        Ok(())
    }
}
