//! The files of a run folder that hold data: Parquet and CSV, written from an outcome and read back for whoever asks later.

mod rows;

pub use rows::{FactorUsedRow, FindingRow, GradeRow, LedgerRow, ParameterCell, ProductionRow, ReferenceRow};
