//! What another release would make of a run. Nothing is written.

use super::run_folder::RunFolder;
use crate::finding::Fault;
use crate::ledger::{GradeRow, GradeRows};
use crate::measure::read_months;
use crate::release::{Release, RuleBook};
use crate::run::{Terms, run};

/// An enterprise before and after.
#[derive(Clone, Debug)]
pub struct Effect {
    /// Its row of `grades.csv`.
    pub before: GradeRow,
    /// The row that the other release gives.
    pub after: GradeRow,
}

/// Computes a run again from its own folder, under another release. It is first computed under its own, and refused when
/// that does not give its grades: then more than the release would speak from the difference.
///
/// # Errors
/// When the run has no ledger, its rules are not at hand, or its own files do not lead to its grades.
pub fn impact(folder: &RunFolder, book: &RuleBook, release: &Release) -> Result<Vec<Effect>, Fault> {
    let written = folder.grades()?;
    let own = folder.rules(book)?;
    for (written, again) in written.iter().zip(grades(folder, &own)?) {
        let same = |column: &str| written.get(column) == again.get(column);
        if !["enterprise_id", "status", "grade", "emissions_t", "ratio", "label_id"].into_iter().all(same) {
            let id = written.get("enterprise_id");
            return Err(
                folder.broken(format!("the folder alone does not lead to the grade of {id} again; compute the batch under both releases"))
            );
        }
    }
    let after = grades(folder, release)?;
    Ok(written.into_iter().zip(after).map(|(before, after)| Effect { before, after }).collect())
}

fn grades(folder: &RunFolder, release: &Release) -> Result<Vec<GradeRow>, Fault> {
    let period = read_months(&folder.manifest().period).map_err(|_| folder.broken("manifest.json: period"))?.months;
    let scheme = release.scheme(Some(&folder.manifest().scheme.id))?;
    let terms = Terms { release, scheme, period, references: None };
    let outcome = run(folder.facts_again(release)?, terms);
    let rows = GradeRows::new(&outcome, terms);
    Ok((0..rows.count()).map(|at| rows.row(at)).collect())
}
