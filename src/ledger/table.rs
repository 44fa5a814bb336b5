//! The tables of a run folder: UTF-8 with BOM, LF, RFC 4180, nothing in them that a spreadsheet would run.

use std::borrow::Cow;
use std::path::Path;

use rayon::prelude::*;

use super::grade_row::GradeRow;
use super::neutral::{neutralise, restore};
use super::rows::{FactorUsedRow, FindingRow, ReferenceRow};
use crate::factor::FactorRow;
use crate::finding::Fault;

const BOM: &[u8] = "\u{feff}".as_bytes();

/// The beginning of `grades.csv`.
///
/// # Errors
/// When memory cannot be written; never in practice.
pub fn grades_header() -> Result<Vec<u8>, Fault> {
    csv_text(GradeRow::COLUMNS, std::iter::empty())
}

/// Adds a row to the bytes of a `grades.csv`, at once where no cell has anything to quote. Rows come sorted by enterprise.
///
/// # Errors
/// As [`grades_header`].
pub fn push_grade(bytes: &mut Vec<u8>, row: &GradeRow) -> Result<(), Fault> {
    let quoted = |found, byte: &u8| found | matches!(byte, b',' | b'"' | b'\r' | b'\n');
    if row.joined().as_bytes().iter().fold(false, quoted) {
        bytes.extend(rows_text(std::iter::once(row.cells().collect()))?);
        return Ok(());
    }
    for cell in row.cells() {
        bytes.extend_from_slice(neutralise(cell).as_bytes());
        bytes.push(b',');
    }
    if let Some(last) = bytes.last_mut() {
        *last = b'\n';
    }
    Ok(())
}

/// `references.csv`, in the order of the rows.
///
/// # Errors
/// As [`grades_header`].
pub fn references_csv(rows: &[ReferenceRow]) -> Result<Vec<u8>, Fault> {
    write(rows)
}

/// `findings.csv`, in the order of the rows.
///
/// # Errors
/// As [`grades_header`].
pub fn findings_csv(rows: &[FindingRow]) -> Result<Vec<u8>, Fault> {
    write(rows)
}

/// The lines of `findings.csv` for some of its rows: after those of [`findings_csv`] for none, and part after part, they are
/// the file.
///
/// # Errors
/// As [`grades_header`].
pub fn findings_part(rows: &[FindingRow]) -> Result<Vec<u8>, Fault> {
    rows_text(rows.iter().map(TableRow::cells))
}

/// `factors_used.csv`, in the order of the rows: table, version, then the columns of a factor table.
///
/// # Errors
/// As [`grades_header`].
pub fn factors_used_csv(rows: &[FactorUsedRow]) -> Result<Vec<u8>, Fault> {
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
/// Says where the file is not what [`findings_csv`] writes.
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
trait TableRow: Sized {
    fn columns() -> Vec<&'static str>;
    fn cells(&self) -> Vec<&str>;
    /// From as many cells as there are columns.
    fn of(cells: Vec<String>) -> Option<Self>;
}

/// Any rows in the form of these tables.
///
/// # Errors
/// As [`grades_header`].
pub fn csv_text<'a>(header: &[&str], rows: impl Iterator<Item = Vec<&'a str>>) -> Result<Vec<u8>, Fault> {
    let header = rows_text(std::iter::once(header.to_vec()))?;
    Ok([BOM.to_vec(), header, rows_text(rows)?].concat())
}

/// Rows by the thousand, side by side; the parts joined are the whole.
fn write<R: TableRow + Sync>(rows: &[R]) -> Result<Vec<u8>, Fault> {
    let header = csv_text(&R::columns(), std::iter::empty())?;
    let part = |rows: &[R]| rows_text(rows.iter().map(R::cells));
    let parts: Vec<Vec<u8>> = rows.par_chunks(PART).map(part).collect::<Result<_, _>>()?;
    Ok([vec![header], parts].concat().concat())
}

/// How many rows are written by one thread at a time.
const PART: usize = 4096;

fn rows_text<'a>(rows: impl Iterator<Item = Vec<&'a str>>) -> Result<Vec<u8>, Fault> {
    let broken = |error: csv::Error| Fault::write(Path::new("csv"), std::io::Error::other(error));
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::Any(b'\n')).from_writer(Vec::new());
    for row in rows {
        writer.write_record(row.into_iter().map(neutralise).map(Bytes)).map_err(broken)?;
    }
    writer.into_inner().map_err(|error| broken(error.into_error().into()))
}

/// A cell as the writer takes it.
struct Bytes<'a>(Cow<'a, str>);

impl AsRef<[u8]> for Bytes<'_> {
    fn as_ref(&self) -> &[u8] {
        self.0.as_bytes()
    }
}

fn read<R: TableRow>(path: &Path, bytes: &[u8]) -> Result<Vec<R>, Fault> {
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
        self.cells().collect()
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
        vec!["code", "severity", "file", "row", "column", "value", "message", "hint", "enterprise_id"]
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
        let bytes = write(&rows).unwrap();
        assert_eq!(read::<R>(Path::new("t.csv"), &bytes).unwrap(), rows);
        assert_eq!(write(&read::<R>(Path::new("t.csv"), &bytes).unwrap()).unwrap(), bytes);
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
            let mut one_by_one = grades_header().unwrap();
            rows.iter().for_each(|row| push_grade(&mut one_by_one, row).unwrap());
            assert_eq!(one_by_one, write(&rows).unwrap());
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
        let text = String::from_utf8(references_csv(&[row]).unwrap()).unwrap();
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
