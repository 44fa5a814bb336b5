//! The run before a run: its grades taken in, and what this run says of them afterwards.

use std::collections::BTreeMap;

use super::manifest::PreviousEntry;
use super::run_folder::RunFolder;
use crate::finding::Fault;
use crate::ledger::{Change, GradeRow, Previous, PreviousRow, read_previous};
use crate::measure::{Months, read_months};
use crate::report::{Since, shown};
use crate::run::{Outcome, Terms};

/// Where a run keeps what it took in of the run before.
pub(super) const PREVIOUS_FILE: &str = "previous.csv";

impl RunFolder {
    /// The labels of this run, for the run that comes after it.
    ///
    /// # Errors
    /// When a file of the folder was changed, its period does not end before that of `terms`, or its grades are of another
    /// scheme.
    pub fn before(&self, terms: Terms<'_>) -> Result<Previous, Fault> {
        let manifest = self.manifest();
        let period = self.period()?;
        if period.last() >= terms.period.last() {
            return Err(Fault::NotBefore { previous: manifest.period.clone(), period: terms.period.to_string() });
        }
        let grades = self.grades()?;
        let is_known =
            |row: &GradeRow| row.get("grade").is_empty() || terms.scheme.ratio.bands.iter().any(|band| band.code == row.get("grade"));
        if manifest.scheme.id != terms.scheme.name || !grades.iter().all(is_known) {
            return Err(Fault::OtherScheme { schemes: [manifest.scheme.id.clone(), terms.scheme.name.clone()] });
        }
        let older = self.previous()?;
        let row = |grade: &GradeRow| {
            let history = older.as_ref().and_then(|older| older.of(grade.get("enterprise_id"))).map_or("", |row| &row.history);
            label(grade).after(history, &manifest.period)
        };
        let read = ["grades.csv", PREVIOUS_FILE];
        let files = read.iter().filter_map(|name| Some(((*name).to_owned(), manifest.output_hash(name)?.to_owned()))).collect();
        Ok(Previous::new(manifest.run_id.clone(), manifest.period.clone(), files, grades.iter().map(row).collect()))
    }

    /// What this run says of the run before it; nothing when none was named.
    ///
    /// # Errors
    /// When the file was changed or cannot be read.
    pub fn previous(&self) -> Result<Option<Previous>, Fault> {
        let Some(PreviousEntry { run_id, period, files }) = self.manifest().previous.clone() else { return Ok(None) };
        Ok(Some(Previous::new(run_id, period, files, self.read(PREVIOUS_FILE, read_previous)?)))
    }

    /// The months that were graded.
    pub(super) fn period(&self) -> Result<Months, Fault> {
        read_months(&self.manifest().period).map(|read| read.months).map_err(|_| self.broken("manifest.json: period"))
    }
}

fn label(grade: &GradeRow) -> PreviousRow {
    let cell = |column: &str| grade.get(column).to_owned();
    PreviousRow {
        enterprise_id: cell("enterprise_id"),
        name: cell("name"),
        industry: cell("industry"),
        status: cell("status"),
        grade: cell("grade"),
        // What was not shown to the enterprise then is not shown to it now.
        ratio: shown(grade, "ratio").to_owned(),
        emissions_t: cell("emissions_t"),
        label_id: cell("label_id"),
        ..PreviousRow::default()
    }
}

/// What the manifest says of the run before.
pub(super) fn entry(previous: &Previous) -> PreviousEntry {
    PreviousEntry { run_id: previous.run_id.clone(), period: previous.period.clone(), files: previous.files.clone() }
}

/// Every label of the run before with what became of it, and how many changed in which way.
pub(super) fn compared(previous: &Previous, outcome: &Outcome, terms: Terms<'_>) -> Since {
    let mut counts = BTreeMap::new();
    let grade_of = |at: u32| outcome.labels[at as usize].grading(terms.scheme).and_then(|grading| grading.grade);
    let change = |row: &PreviousRow| match outcome.directory.find(&row.enterprise_id) {
        None => Change::Gone,
        Some(at) => Change::between(&row.grade, grade_of(at).map_or("", |band| &band.code), terms.scheme),
    };
    let mut count = |change: Change, many: u64| *counts.entry(change).or_default() += many;
    let rows: Vec<PreviousRow> = previous
        .rows()
        .iter()
        .map(|row| {
            let change = change(row);
            count(change, 1);
            PreviousRow { change: change.name().to_owned(), ..row.clone() }
        })
        .collect();
    let new = outcome.directory.all().iter().filter(|enterprise| previous.of(&enterprise.id).is_none()).count();
    count(Change::New, new as u64);
    Since { previous: Previous::new(previous.run_id.clone(), previous.period.clone(), previous.files.clone(), rows), counts }
}
