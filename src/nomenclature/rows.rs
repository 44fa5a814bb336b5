//! Rule tables: CSV files that we publish, read strictly.

use crate::delimited::{BOM, restore};
use crate::finding::Fault;

/// The rows of one rule table, its header checked.
pub struct Rows<'a> {
    file: &'a str,
    columns: &'static [&'static str],
    records: Vec<csv::StringRecord>,
}

/// One row of it.
pub struct Row<'a> {
    file: &'a str,
    columns: &'static [&'static str],
    record: &'a csv::StringRecord,
}

impl<'a> Rows<'a> {
    /// Reads a table whose header is exactly `columns`.
    ///
    /// # Errors
    /// Names file and line of what is not so.
    pub fn read(file: &'a str, bytes: &[u8], columns: &'static [&'static str]) -> Result<Self, Fault> {
        let mut reader = csv::ReaderBuilder::new().from_reader(bytes);
        let header = reader.headers().map_err(|error| broken(file, &error))?;
        if header.iter().ne(columns.iter().copied()) {
            return Err(Fault::rule(file, 1, format!("the header must be {}", columns.join(","))));
        }
        let records = reader.records().collect::<Result<_, _>>().map_err(|error| broken(file, &error))?;
        Ok(Self { file, columns, records })
    }

    /// Reads a table that this program wrote for spreadsheets: with a byte order mark, and neutral cells.
    ///
    /// # Errors
    /// As [`Rows::read`].
    pub fn read_back(file: &'a str, bytes: &[u8], columns: &'static [&'static str]) -> Result<Self, Fault> {
        let mut rows = Self::read(file, bytes.strip_prefix(BOM).unwrap_or(bytes), columns)?;
        for record in &mut rows.records {
            let position = record.position().cloned();
            *record = record.iter().map(restore).collect();
            record.set_position(position);
        }
        Ok(rows)
    }

    /// Its rows in order.
    pub fn iter(&self) -> impl Iterator<Item = Row<'_>> {
        self.records.iter().map(|record| Row { file: self.file, columns: self.columns, record })
    }
}

fn broken(file: &str, error: &csv::Error) -> Fault {
    let line = error.position().map_or(0, csv::Position::line);
    Fault::rule(file, line, error.to_string())
}

impl Row<'_> {
    /// The cell of a column; empty when there is no such column.
    #[must_use]
    pub fn get(&self, column: &str) -> &str {
        let at = self.columns.iter().position(|name| *name == column);
        at.and_then(|at| self.record.get(at)).unwrap_or_default()
    }

    /// The cell, if it is not empty.
    #[must_use]
    pub fn optional(&self, column: &str) -> Option<&str> {
        Some(self.get(column)).filter(|text| !text.is_empty())
    }

    /// The cell, which must not be empty.
    ///
    /// # Errors
    /// Names the empty cell.
    pub fn required(&self, column: &str) -> Result<&str, Fault> {
        self.optional(column).ok_or_else(|| self.fault(format!("{column} is empty")))
    }

    /// Aliases, separated by `|`.
    pub fn aliases(&self) -> impl Iterator<Item = &str> {
        self.get("aliases").split('|').filter(|alias| !alias.is_empty())
    }

    /// The line at which it begins.
    #[must_use]
    pub fn line(&self) -> u64 {
        self.record.position().map_or(0, csv::Position::line)
    }

    /// A fault at this row.
    #[must_use]
    pub fn fault(&self, reason: impl Into<String>) -> Fault {
        Fault::rule(self.file, self.line(), reason)
    }
}
