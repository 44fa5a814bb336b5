//! A sheet of a workbook, row by row: one pass, and no more in memory than a row and the texts that sheets share.

use std::sync::Arc;

use super::outcome::Records;
use super::reader::RecordReader;
use super::row::Row;
use super::table::Table;
use super::task::{FileRead, Task};
use crate::digest::sha256;
use crate::finding::{Fault, FormError};
use crate::workbook::{Book, Rows, Sheet, SheetRow, letters};

/// Reads a sheet.
pub(super) fn read<R: RecordReader, F: Fn(&Table) -> R + Sync>(task: &Task<'_, F>, sheet: &Sheet) -> Result<FileRead<R::Record>, Fault> {
    let bytes = std::fs::read(&task.file.path).map_err(|error| Fault::read(&task.file.path, error))?;
    let name = &task.file.name;
    let fault = |error: FormError| Fault::Form { place: name.to_string(), error };
    let book = Book::open(&bytes).map_err(fault)?;
    let mut rows = book.rows(sheet).map_err(fault)?;
    let mut row = SheetRow::default();
    let table = header(task, &mut rows, &mut row)?;
    let mut out = Records::default();
    let mut last = 0;
    let mut reading = task.reading(&table, std::mem::take(&mut out));
    while next(name, &mut rows, &mut row)? {
        if row.hidden {
            return Err(Fault::Form { place: format!("{name}:{}", row.number), error: FormError::HiddenRow });
        }
        // Cells that are empty at the end of a row need not be there.
        let width = row.ends.len().max(table.header.width);
        row.ends.resize(width, row.text.len());
        if reading.record(&Row::new(row.text.as_bytes(), 0, &row.ends, 0), row.number, &row.marks) {
            last = row.number;
        }
    }
    let records = reading.out;
    refuse_merged(name, &rows, &table, last)?;
    task.settings.progress.advance(bytes.len());
    Ok(FileRead::new(table, vec![records], task.rules, bytes.len() as u64, sha256(&bytes)))
}

fn next(name: &Arc<str>, rows: &mut Rows<'_>, row: &mut SheetRow) -> Result<bool, Fault> {
    rows.next(row).map_err(|error| Fault::Form { place: format!("{name}:{}", rows.row()), error })
}

/// The first row with anything in it.
fn header<F>(task: &Task<'_, F>, rows: &mut Rows<'_>, row: &mut SheetRow) -> Result<Table, Fault> {
    let name = &task.file.name;
    next(name, rows, row)?;
    let texts = Row::new(row.text.as_bytes(), 0, &row.ends, 0).texts();
    let headers: Vec<String> = texts.into_iter().map(str::to_owned).collect();
    let table = Table::of_cells(task.source(), row.number.max(1), &headers, &task.rules.release.nomenclature().units)?;
    if let Some(field) = table.header.fields().iter().find(|field| rows.is_hidden(field.at)) {
        let place = format!("{name}:{} [{}]", row.number, letters(field.at));
        return Err(Fault::Form { place, error: FormError::HiddenColumn });
    }
    rows.set_per_cent((0..headers.len()).map(|at| table.header.fields().iter().any(|field| field.at == at && field.moved == 2)).collect());
    Ok(table)
}

/// Merged cells leave all but the first of them empty: in a column and a row that are read nobody can know what was meant.
fn refuse_merged(name: &Arc<str>, rows: &Rows<'_>, table: &Table, last: u64) -> Result<(), Fault> {
    let inside = |columns: &std::ops::RangeInclusive<usize>| table.header.fields().iter().any(|field| columns.contains(&field.at));
    match rows.merged().iter().find(|merged| merged.row <= last && inside(&merged.columns)) {
        None => Ok(()),
        Some(merged) => {
            let place = format!("{name}:{} [{}]", merged.row, letters(*merged.columns.start()));
            Err(Fault::Form { place, error: FormError::Merged(merged.range.clone()) })
        }
    }
}
