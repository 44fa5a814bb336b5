//! The tables of a run folder: UTF-8 with BOM, LF, RFC 4180, nothing in them that a spreadsheet would run.

use std::path::Path;

use rayon::prelude::*;

use super::findings::FINDING_COLUMNS;
use super::grade_row::GradeRow;
use super::rows::{FactorUsedRow, FindingRow, ReferenceRow};
use crate::delimited::{BOM, push_row, restore, table};
use crate::factor::FactorRow;
use crate::finding::Fault;

/// The beginning of `grades.csv`.
#[must_use]
pub fn grades_header() -> Vec<u8> {
    table(GradeRow::COLUMNS, NO_ROWS)
}

/// Adds a row to the bytes of a `grades.csv`. Rows come sorted by enterprise.
pub fn push_grade(bytes: &mut Vec<u8>, row: &GradeRow) {
    row.push_to(bytes);
}

/// `references.csv`, in the order of the rows.
#[must_use]
pub fn references_csv(rows: &[ReferenceRow]) -> Vec<u8> {
    write(rows)
}

/// `factors_used.csv`, in the order of the rows: table, version, then the columns of a factor table.
#[must_use]
pub fn factors_used_csv(rows: &[FactorUsedRow]) -> Vec<u8> {
    write(rows)
}

/// The rows of a `grades.csv`; `path` names it in a fault.
///
/// # Errors
/// Says where the file is not what [`push_grade`] writes.
pub fn read_grades(path: &Path, bytes: &[u8]) -> Result<Vec<GradeRow>, Fault> {
    read(path, bytes)
}

/// The rows of a `references.csv`; `path` names it in a fault.
///
/// # Errors
/// Says where the file is not what [`references_csv`] writes.
pub fn read_references(path: &Path, bytes: &[u8]) -> Result<Vec<ReferenceRow>, Fault> {
    read(path, bytes)
}

/// The rows of a `findings.csv`; `path` names it in a fault.
///
/// # Errors
/// Says where the file is not what [`super::push_findings`] writes.
pub fn read_findings(path: &Path, bytes: &[u8]) -> Result<Vec<FindingRow>, Fault> {
    read(path, bytes)
}

/// The rows of a `factors_used.csv`; `path` names it in a fault.
///
/// # Errors
/// Says where the file is not what [`factors_used_csv`] writes.
pub fn read_factors_used(path: &Path, bytes: &[u8]) -> Result<Vec<FactorUsedRow>, Fault> {
    read(path, bytes)
}

/// A row of a table, as cells in the order of its columns.
pub(super) trait TableRow: Sized {
    fn columns() -> Vec<&'static str>;
    fn cells(&self) -> Vec<&str>;
    /// From as many cells as there are columns.
    fn of(cells: Vec<String>) -> Option<Self>;
}

/// A table without rows.
pub(super) const NO_ROWS: [[&str; 0]; 0] = [];

/// Rows by the thousand, side by side; the parts joined are the whole.
pub(super) fn write<R: TableRow + Sync>(rows: &[R]) -> Vec<u8> {
    let part = |rows: &[R]| {
        let mut out = Vec::new();
        rows.iter().for_each(|row| push_row(&mut out, row.cells()));
        out
    };
    let parts: Vec<Vec<u8>> = rows.par_chunks(PART).map(part).collect();
    [vec![table(&R::columns(), NO_ROWS)], parts].concat().concat()
}

/// How many rows are written by one thread at a time.
const PART: usize = 4096;

pub(super) fn read<R: TableRow>(path: &Path, bytes: &[u8]) -> Result<Vec<R>, Fault> {
    let broken = |error: csv::Error| Fault::run(path, error.to_string());
    let mut reader = csv::ReaderBuilder::new().from_reader(bytes.strip_prefix(BOM).unwrap_or(bytes));
    let header = reader.headers().map_err(broken)?;
    if header.iter().ne(R::columns()) {
        return Err(Fault::run(path, format!("the header must be {}", R::columns().join(","))));
    }
    let mut rows = Vec::new();
    for record in reader.records() {
        let cells = record.map_err(broken)?.iter().map(|cell| restore(cell).to_owned()).collect();
        rows.push(R::of(cells).ok_or_else(|| Fault::run(path, format!("row {} is not as long as the header", rows.len() + 2)))?);
    }
    Ok(rows)
}

impl TableRow for GradeRow {
    fn columns() -> Vec<&'static str> {
        Self::COLUMNS.to_vec()
    }

    fn cells(&self) -> Vec<&str> {
        self.iter().collect()
    }

    fn of(cells: Vec<String>) -> Option<Self> {
        Self::new(&cells)
    }
}

impl TableRow for ReferenceRow {
    fn columns() -> Vec<&'static str> {
        vec![
            "peer_code",
            "peer_level",
            "peer_count",
            "emissions_t",
            "denominator",
            "denominator_value",
            "reference",
            "members_sha256",
            "reference_exact",
        ]
    }

    fn cells(&self) -> Vec<&str> {
        vec![
            &self.peer_code,
            &self.peer_level,
            &self.peer_count,
            &self.emissions_t,
            &self.denominator,
            &self.denominator_value,
            &self.reference,
            &self.members_sha256,
            &self.reference_exact,
        ]
    }

    fn of(cells: Vec<String>) -> Option<Self> {
        let [peer_code, peer_level, peer_count, emissions_t, denominator, denominator_value, reference, members_sha256, reference_exact] =
            cells.try_into().ok()?;
        Some(Self {
            peer_code,
            peer_level,
            peer_count,
            emissions_t,
            denominator,
            denominator_value,
            reference,
            members_sha256,
            reference_exact,
        })
    }
}

impl TableRow for FindingRow {
    fn columns() -> Vec<&'static str> {
        FINDING_COLUMNS.to_vec()
    }

    fn cells(&self) -> Vec<&str> {
        vec![&self.code, &self.severity, &self.file, &self.row, &self.column, &self.value, &self.message, &self.hint, &self.enterprise_id]
    }

    fn of(cells: Vec<String>) -> Option<Self> {
        let [code, severity, file, row, column, value, message, hint, enterprise_id] = cells.try_into().ok()?;
        Some(Self { code, severity, file, row, column, value, message, hint, enterprise_id })
    }
}

impl TableRow for FactorUsedRow {
    fn columns() -> Vec<&'static str> {
        ["table", "version"].into_iter().chain(FactorRow::COLUMNS.iter().copied()).collect()
    }

    fn cells(&self) -> Vec<&str> {
        [&self.table, &self.version].into_iter().chain(&self.cells).map(String::as_str).collect()
    }

    fn of(mut cells: Vec<String>) -> Option<Self> {
        let own = (cells.len() == FactorRow::COLUMNS.len() + 2).then(|| cells.split_off(2))?;
        let [table, version] = cells.try_into().ok()?;
        Some(Self { table, version, cells: own })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const CELL: &str = "('{0,2})([=+\\-@\t\r＝]?)([0-9.]{0,3}|(\\PC|[\",\r\n']){0,6})";

    fn cells(count: usize) -> impl Strategy<Value = Vec<String>> {
        prop::collection::vec(CELL, count)
    }

    fn comes_back<R: TableRow + Sync + Clone + PartialEq + std::fmt::Debug>(cells: Vec<Vec<String>>) {
        let rows: Vec<R> = cells.into_iter().map(|cells| R::of(cells).unwrap()).collect();
        let bytes = write(&rows);
        assert_eq!(read::<R>(Path::new("t.csv"), &bytes).unwrap(), rows);
        assert_eq!(write(&read::<R>(Path::new("t.csv"), &bytes).unwrap()), bytes);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]

        #[test]
        fn any_text_survives_its_file(
            grades in prop::collection::vec(cells(GradeRow::COLUMNS.len()), 0..4),
            references in prop::collection::vec(cells(9), 0..4),
            findings in prop::collection::vec(cells(9), 0..4),
            factors in prop::collection::vec(cells(FactorRow::COLUMNS.len() + 2), 0..4),
        ) {
            let rows: Vec<GradeRow> = grades.iter().filter_map(|cells| GradeRow::new(cells)).collect();
            let mut one_by_one = grades_header();
            rows.iter().for_each(|row| push_grade(&mut one_by_one, row));
            assert_eq!(one_by_one, write(&rows));
            comes_back::<GradeRow>(grades);
            comes_back::<ReferenceRow>(references);
            comes_back::<FindingRow>(findings);
            comes_back::<FactorUsedRow>(factors);
        }

        #[test]
        fn no_bytes_make_a_reader_panic(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            let _ = read_grades(Path::new("t.csv"), &bytes);
        }
    }

    #[test]
    fn files_begin_with_a_bom_and_end_lines_with_lf() {
        let row = ReferenceRow::of(["=x", "a,b", "-5", "q\"q", "l\nl", "", "1.0", "z", "1"].map(str::to_owned).to_vec()).unwrap();
        let text = String::from_utf8(references_csv(&[row])).unwrap();
        let header = "peer_code,peer_level,peer_count,emissions_t,denominator,denominator_value,reference,members_sha256,reference_exact";
        assert_eq!(text, format!("\u{feff}{header}\n'=x,\"a,b\",-5,\"q\"\"q\",\"l\nl\",,1.0,z,1\n"));
    }

    #[test]
    fn a_file_of_other_columns_or_lengths_is_refused() {
        let path = Path::new("references.csv");
        assert!(read_references(path, b"a,b\n").is_err());
        assert!(read_references(path, b"").is_err());
        let header = ReferenceRow::columns().join(",");
        assert!(read_references(path, format!("{header}\na,b\n").as_bytes()).is_err());
    }
}
