//! The files of a run folder that hold data: Parquet and CSV, written from an outcome and read back for whoever asks later.

mod brief;
mod cells;
mod convert;
mod delta;
mod dictionary;
mod digits;
mod encoder;
mod factors;
mod findings;
mod frame;
mod grade_row;
mod grades;
mod group;
mod groups;
mod hybrid;
mod keys;
mod ledger_cells;
mod ledger_columns;
mod masses;
mod parquet;
mod previous;
mod production_columns;
mod rate_text;
mod read;
mod rows;
mod schema;
mod shapes;
mod shared;
mod table;
#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;
mod texts;

pub use brief::{BriefLedger, BriefLine, RateRow};
pub use convert::{finding_row, ledger_row, production_row, reference_row};
pub use factors::factors_used;
pub use findings::{FINDING_COLUMNS, findings_header, push_findings};
pub use grade_row::{GradeFigures, GradeRow};
pub use grades::GradeRows;
pub use parquet::{write_ledger, write_production};
pub use previous::{Change, Previous, PreviousRow, previous_csv, read_previous};
pub use read::{LedgerDifference, LedgerFile, ProductionFile};
pub use rows::{FactorUsedRow, FindingRow, LedgerRow, ParameterCell, ProductionRow, ReferenceRow};
pub use table::{
    factors_used_csv, grades_header, push_grade, read_factors_used, read_findings, read_grades, read_references, references_csv,
};
