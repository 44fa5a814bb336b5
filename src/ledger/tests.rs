//! What is written is what was computed, and what is read is what was written.

use std::path::{Path, PathBuf};

use super::parquet::write_ledger_in_groups;
use super::testing::{outcome, release, terms, with_extras, with_product};
use super::*;
use crate::digest::sha256;
use crate::factor::FactorRow;
use crate::finding::{Fault, Language};
use crate::label::Status;
use crate::parts::Parts;
use crate::release::Release;
use crate::run::Outcome;

/// A ledger in row groups of ten lines, so that enterprises lie across their borders.
fn written(outcome: &Outcome, release: &Release) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("ledger.parquet");
    write_ledger_in_groups(outcome, release, &path, std::fs::File::create(&path).unwrap(), 10).unwrap();
    (folder, path)
}

fn open(path: &Path) -> LedgerFile {
    LedgerFile::open(path, &hash(path)).unwrap()
}

fn hash(path: &Path) -> String {
    sha256(&std::fs::read(path).unwrap())
}

fn computed(outcome: &Outcome, release: &Release) -> Vec<LedgerRow> {
    outcome.lines(0..usize::MAX).map(|line| ledger_row(outcome, release, line).unwrap()).collect()
}

#[test]
fn every_line_is_read_back_as_it_was_computed() {
    let release = release();
    let outcome = outcome(release, 9);
    let (_folder, path) = written(&outcome, release);
    let file = open(&path);
    let mut rows = Vec::new();
    file.for_each(|row| {
        rows.push(row);
        Ok(())
    })
    .unwrap();
    assert_eq!(rows, computed(&outcome, release));
    assert_eq!((file.count(), rows.len()), (8 * 24, 8 * 24));
    assert!(rows.iter().any(|row| row.emissions_t.starts_with('-') && row.scope == 2));
    assert!(rows.iter().any(|row| row.parameters.iter().any(|cell| cell.origin == "measured")));
}

#[test]
fn an_enterprise_has_its_own_rows_and_no_others() {
    let release = release();
    let outcome = outcome(release, 9);
    let (_folder, path) = written(&outcome, release);
    let file = open(&path);
    for (at, enterprise) in outcome.directory.all().iter().enumerate() {
        let want: Vec<LedgerRow> = outcome.lines_of(at).map(|line| ledger_row(&outcome, release, line).unwrap()).collect();
        assert_eq!(file.rows_of(&enterprise.id).unwrap(), want, "{at}");
    }
    for stranger in ["", "0", "91330500MA00000000X", "99", "企业"] {
        assert_eq!(file.rows_of(stranger).unwrap(), Vec::new(), "{stranger}");
    }
}

#[test]
fn the_first_difference_is_found_and_named() {
    let release = release();
    let mut outcome = outcome(release, 9);
    let (_folder, path) = written(&outcome, release);
    let file = open(&path);
    assert_eq!(file.first_difference(&outcome, release).unwrap(), None);
    let double = |outcome: &mut Outcome, line: usize| {
        let rate = outcome.line_rates.get(line + 8).copied().unwrap();
        *outcome.line_rates.get_mut(line).unwrap() = rate;
    };
    let before = outcome.line_rates.clone();
    double(&mut outcome, 150);
    double(&mut outcome, 57);
    let found = file.first_difference(&outcome, release).unwrap().unwrap();
    assert_eq!((found.place, &found.computed), (57, &ledger_row(&outcome, release, outcome.lines(57..58).next().unwrap())));
    assert_ne!(found.written, found.computed);
    outcome.line_rates = before;
    let (all, rates) = (outcome.activity.clone(), outcome.line_rates.clone());
    outcome.activity = all.range(0..101).cloned().collect::<Vec<_>>().into();
    outcome.line_rates = rates.range(0..101).copied().collect::<Vec<_>>().into();
    let found = file.first_difference(&outcome, release).unwrap().unwrap();
    assert_eq!((found.place, found.computed), (101, None));
    let (_folder, short) = written(&outcome, release);
    (outcome.activity, outcome.line_rates) = (all, rates);
    let found = open(&short).first_difference(&outcome, release).unwrap().unwrap();
    assert_eq!((found.place, found.written), (101, None));
}

#[test]
fn production_is_read_back_as_it_was_submitted() {
    let release = release();
    let outcome = outcome(release, 9);
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("production.parquet");
    write_production(&outcome, release, &path, std::fs::File::create(&path).unwrap()).unwrap();
    let file = ProductionFile::open(&path, &hash(&path)).unwrap();
    let want: Vec<ProductionRow> = outcome.production.iter().map(|record| production_row(&outcome, release, record)).collect();
    assert_eq!(file.rows().unwrap(), want);
    assert_eq!(file.rows_of(&outcome.directory.get(5).id).unwrap().len(), 3);
    assert_eq!(want[0].amounts[1], ("100.0".to_owned(), "万元".to_owned()));
    assert_eq!(want[0].amounts[4], ("1234.5".to_owned(), "件".to_owned()));
}

#[test]
fn long_and_rare_texts_are_read_back() {
    let release = release();
    let mut outcome = outcome(release, 9);
    outcome.activity = outcome.activity.iter().zip(0..).map(|(record, at)| with_extras(record, at)).collect::<Vec<_>>().into();
    outcome.production = outcome.production.iter().zip(0..).map(|(record, at)| with_product(record, at)).collect::<Vec<_>>().into();
    let folder = tempfile::tempdir().unwrap();
    let [ledger, production] = ["l", "p"].map(|name| folder.path().join(name));
    write_ledger(&outcome, release, &ledger, std::fs::File::create(&ledger).unwrap()).unwrap();
    write_production(&outcome, release, &production, std::fs::File::create(&production).unwrap()).unwrap();
    let mut rows = Vec::new();
    let keep = |row| {
        rows.push(row);
        Ok(())
    };
    open(&ledger).for_each(keep).unwrap();
    assert_eq!(rows, computed(&outcome, release));
    let want: Vec<ProductionRow> = outcome.production.iter().map(|record| production_row(&outcome, release, record)).collect();
    assert_eq!(ProductionFile::open(&production, &hash(&production)).unwrap().rows().unwrap(), want);
}

#[test]
fn the_bytes_are_the_same_for_any_number_of_threads() {
    let release = release();
    let outcome = outcome(release, 60);
    let bytes = |threads: usize| {
        let mut bytes = Vec::new();
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| write_ledger_in_groups(&outcome, release, Path::new("l"), &mut bytes, 100)).unwrap();
        bytes
    };
    let one = bytes(1);
    assert_eq!(one, bytes(4));
    assert_eq!(one, bytes(3));
    assert_eq!(one, bytes(1));
}

#[test]
fn an_empty_ledger_is_a_file_with_columns() {
    let release = release();
    let mut outcome = outcome(release, 9);
    (outcome.activity, outcome.line_rates) = (Parts::default(), Parts::default());
    let (_folder, path) = written(&outcome, release);
    let file = open(&path);
    assert_eq!((file.count(), file.rows_of("x").unwrap()), (0, Vec::new()));
    assert_eq!(file.first_difference(&outcome, release).unwrap(), None);
}

#[test]
fn what_is_no_ledger_is_a_fault_and_no_panic() {
    let release = release();
    let outcome = outcome(release, 9);
    let (folder, path) = written(&outcome, release);
    assert!(matches!(LedgerFile::open(Path::new("nowhere.parquet"), ""), Err(Fault::Read(..))));
    for bytes in [&b""[..], b"PAR1", b"PAR1PAR1", b"not a parquet file at all"] {
        let other = folder.path().join("other.parquet");
        std::fs::write(&other, bytes).unwrap();
        assert!(matches!(LedgerFile::open(&other, &sha256(bytes)), Err(Fault::Run { .. })));
    }
    let production = folder.path().join("production.parquet");
    write_production(&outcome, release, &production, std::fs::File::create(&production).unwrap()).unwrap();
    assert!(open(&production).for_each(|_| Ok(())).is_err());
    assert!(ProductionFile::open(&path, &hash(&path)).unwrap().rows().is_err());
}

#[test]
fn a_changed_byte_is_noticed_before_anything_is_read() {
    let release = release();
    let (_folder, path) = written(&outcome(release, 9), release);
    let expected = hash(&path);
    let mut bytes = std::fs::read(&path).unwrap();
    let at = bytes.len() / 2;
    bytes[at] ^= 1;
    std::fs::write(&path, bytes).unwrap();
    assert!(matches!(LedgerFile::open(&path, &expected), Err(Fault::Run { .. })));
}

#[test]
fn a_full_disk_is_a_fault_that_says_so() {
    struct Full;
    impl std::io::Write for Full {
        fn write(&mut self, _: &[u8]) -> std::io::Result<usize> {
            Err(std::io::ErrorKind::StorageFull.into())
        }
        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }
    let release = release();
    let fault = write_ledger(&outcome(release, 9), release, Path::new("ledger.parquet"), Full).unwrap_err();
    let Fault::Write(path, error) = fault else { panic!("{fault:?}") };
    assert_eq!(path, Path::new("ledger.parquet"));
    assert!(error.to_string().contains("no storage space"), "{error}");
}

#[test]
fn grades_say_what_was_computed_and_nothing_else() {
    let release = release();
    let outcome = outcome(release, 12);
    let terms = terms(release);
    let rows: Vec<GradeRow> = (0..12).map(|at| GradeRows::new(&outcome, terms).row(at)).collect();
    for (row, label) in rows.iter().zip(&outcome.labels) {
        assert_eq!((row.get("status"), row.get("label_id").len()), (label.status.name(), 64));
        let graded = label.status == Status::Graded;
        for column in ["intensity", "peer_code", "peer_level", "peer_count", "reference", "ratio", "grade", "level", "margin"] {
            assert_eq!(!row.get(column).is_empty(), graded, "{column} of {label:?}");
        }
        assert_eq!((row.get("period"), row.get("scheme"), row.get("release")), ("2024-01..2024-03", "zhejiang-2021", release.id()));
    }
    assert_eq!((rows[1].get("status"), rows[1].get("emissions_t")), ("no_activity", ""));
    assert_eq!((rows[2].get("status"), rows[2].get("denominator"), rows[2].get("denominator_value")), ("no_production", "", ""));
    assert!(rows[3].get("flags").contains("partial") && !rows[3].get("emissions_t").is_empty());
    assert_eq!((rows[0].get("industry"), rows[0].get("region"), rows[4].get("industry")), ("3311", "330500", ""));
    assert_eq!((rows[5].get("denominator"), rows[5].get("denominator_value")), ("value_added", "315"));
    let mut bytes = grades_header();
    rows.iter().for_each(|row| push_grade(&mut bytes, row));
    assert_eq!(read_grades(Path::new("grades.csv"), &bytes).unwrap(), rows);
}

#[test]
fn figures_are_those_that_their_row_shows() {
    let (release, mut row) = (release(), GradeRow::default());
    let outcome = outcome(release, 12);
    let rows = GradeRows::new(&outcome, terms(release));
    for at in 0..12 {
        assert_eq!(rows.fill(&mut row, at), GradeFigures::of(&row));
    }
}

#[test]
fn references_findings_and_factors_survive_their_files() {
    let release = release();
    let outcome = outcome(release, 12);
    let scheme = release.scheme(None).unwrap();
    let references: Vec<ReferenceRow> = outcome.pools.all().iter().map(|pool| reference_row(pool, scheme)).collect();
    assert_eq!((references.len(), references[0].peer_level.as_str()), (1, "class"));
    assert_eq!(read_references(Path::new("r"), &references_csv(&references)).unwrap(), references);
    let findings: Vec<FindingRow> = outcome.findings.iter().map(|finding| finding_row(finding, Language::Zh)).collect();
    assert!(
        findings.iter().any(
            |row| (row.file.as_str(), row.row.as_str(), row.column.as_str(), row.value.as_str()) == ("energy.csv", "9", "单位", "=1+1")
        )
    );
    let mut text = findings_header();
    outcome.findings.chunks(3).for_each(|part| push_findings(&mut text, part, Language::Zh));
    assert_eq!(read_findings(Path::new("f"), &text).unwrap(), findings);
    let factors = factors_used(&outcome, release);
    assert_eq!(read_factors_used(Path::new("f"), &factors_used_csv(&factors)).unwrap(), factors);
}

#[test]
fn every_factor_of_a_line_is_among_those_used_and_stands_as_in_its_table() {
    let release = release();
    let outcome = outcome(release, 9);
    let used = factors_used(&outcome, release);
    assert!(used.is_sorted_by(|a, b| (&a.table, &a.version, a.get("factor_id")) < (&b.table, &b.version, b.get("factor_id"))));
    let has = |id: &str| used.iter().any(|row| row.get("factor_id") == id);
    for row in computed(&outcome, release) {
        assert!(row.energy_factor_id.is_empty() || has(&row.energy_factor_id));
        assert!(row.parameters.iter().all(|cell| cell.factor_id.is_empty() || has(&cell.factor_id)));
    }
    for row in &used {
        let source = std::fs::read(format!("{}/factors/tables/{}/{}.csv", env!("CARGO_MANIFEST_DIR"), row.table, row.version)).unwrap();
        let mut reader = csv::Reader::from_reader(source.as_slice());
        let found = reader.records().map(Result::unwrap).find(|record| &record[0] == row.get("factor_id")).unwrap();
        assert_eq!(found.iter().collect::<Vec<_>>(), row.cells, "{}", FactorRow::COLUMNS.join(","));
    }
}
