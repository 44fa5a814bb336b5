//! Where in the submitted data something stands.

use std::fmt;
use std::sync::Arc;

/// A file, the line at which a record begins as an editor counts it (the header is line 1), and the column's header as
/// submitted.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The file's name in the batch.
    pub file: Arc<str>,
    /// The line at which the record begins.
    pub row: u64,
    /// The column's header as submitted; none when the whole row is meant.
    pub column: Option<Arc<str>>,
}

impl Place {
    /// A whole row.
    #[must_use]
    pub fn row(file: Arc<str>, row: u64) -> Self {
        Self { file, row, column: None }
    }

    /// A cell.
    #[must_use]
    pub fn cell(file: Arc<str>, row: u64, column: Arc<str>) -> Self {
        Self { file, row, column: Some(column) }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.file, self.row)?;
        self.column.as_ref().map_or(Ok(()), |column| write!(f, " [{column}]"))
    }
}
