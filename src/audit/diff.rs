//! Two run folders side by side, enterprise by enterprise.

use std::collections::BTreeMap;
use std::iter::Peekable;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::run_folder::RunFolder;
use crate::diff::{Compared, Pairs, Side, Terms, Unsplit, compare};
use crate::finding::Fault;
use crate::ledger::{BriefLedger, GradeRow, ProductionRow, ReferenceRow};
use crate::nomenclature::Units;
use crate::scheme::Scheme;

/// How many enterprises are compared at a time.
const CHUNK: usize = 2048;

/// Two runs compared.
#[derive(Debug)]
pub struct Diff {
    /// Every enterprise of either, sorted by id.
    pub enterprises: Vec<Compared>,
    /// Why no change is split into its causes; none when they are.
    pub unsplit: Option<Unsplit>,
}

/// Compares two runs by what their folders hold. `scheme` and `units` are those of the second.
///
/// # Errors
/// When the runs follow different schemes, or a file was changed or cannot be read.
pub fn diff(a: &RunFolder, b: &RunFolder, scheme: &Scheme, units: &Units) -> Result<Diff, Fault> {
    let [first, second] = [a, b].map(|run| &run.manifest().scheme);
    if first.id != second.id {
        return Err(Fault::OtherScheme { schemes: [first.id.clone(), second.id.clone()] });
    }
    let factors = [a.factors_used()?, b.factors_used()?];
    let pairs = Pairs::new(units, [&factors[0], &factors[1]]);
    let terms = Terms { scheme, units, pairs: &pairs, a: a.period()?, b: b.period()? };
    let (from_a, from_b) = rayon::join(|| a.ledger(), || b.ledger());
    let ledgers = [from_a?, from_b?];
    let unsplit = match &ledgers {
        _ if first.sha256 != second.sha256 => Some(Unsplit::OtherVersion),
        _ if !scheme.graded.is_of_intensity() => Some(Unsplit::OtherFigure),
        [Some(_), Some(_)] => None,
        _ => Some(Unsplit::NoLedger),
    };
    let needs_production = unsplit.is_none() && terms.a != terms.b && terms.a.overlaps(terms.b);
    let [lines_a, lines_b] = ledgers.each_ref().map(|ledger| ledger.as_ref().filter(|_| unsplit.is_none()).map(|ledger| ledger.brief()));
    let (a, b) = rayon::join(|| Reader::of(a, lines_a, needs_production), || Reader::of(b, lines_b, needs_production));
    let (mut a, mut b) = (a?, b?);
    let mut enterprises = Vec::new();
    loop {
        let mut rows: Vec<[Option<GradeRow>; 2]> = Vec::with_capacity(CHUNK);
        while let Some(id) = a.next_id().into_iter().chain(b.next_id()).min().map(str::to_owned).filter(|_| rows.len() < CHUNK) {
            rows.push([a.take(&id), b.take(&id)]);
        }
        let Some((first, last)) = rows.first().and_then(id_of).zip(rows.last().and_then(id_of)) else {
            return Ok(Diff { enterprises, unsplit });
        };
        let (read_a, read_b) = rayon::join(|| a.advance(first, last), || b.advance(first, last));
        read_a.and(read_b)?;
        let both =
            |[row_a, row_b]: [Option<GradeRow>; 2]| compare(row_a.map(|row| a.side(row)), row_b.map(|row| b.side(row)), unsplit, terms);
        enterprises.par_extend(rows.into_par_iter().map(both));
    }
}

/// The enterprise of two rows, of which one at least is there.
fn id_of(rows: &[Option<GradeRow>; 2]) -> Option<&str> {
    rows.iter().flatten().next().map(|row| row.get("enterprise_id"))
}

/// A run read enterprise by enterprise.
struct Reader<'a> {
    grades: Peekable<std::vec::IntoIter<GradeRow>>,
    references: FxHashMap<(String, String), ReferenceRow>,
    lines: Option<BriefLedger<'a>>,
    production: BTreeMap<String, Vec<ProductionRow>>,
}

impl<'a> Reader<'a> {
    fn of(run: &RunFolder, lines: Option<BriefLedger<'a>>, needs_production: bool) -> Result<Self, Fault> {
        let references = run.references()?.into_iter().map(|row| ((row.peer_level.clone(), row.peer_code.clone()), row)).collect();
        let mut production: BTreeMap<String, Vec<ProductionRow>> = BTreeMap::new();
        for row in if needs_production { run.production()? } else { Vec::new() } {
            production.entry(row.enterprise_id.clone()).or_default().push(row);
        }
        Ok(Self { grades: run.grades()?.into_iter().peekable(), references, lines, production })
    }

    fn next_id(&mut self) -> Option<&str> {
        self.grades.peek().map(|row| row.get("enterprise_id"))
    }

    /// The row of an enterprise, which is its next or none of its own.
    fn take(&mut self, id: &str) -> Option<GradeRow> {
        self.grades.next_if(|row| row.get("enterprise_id") == id)
    }

    fn advance(&mut self, first: &str, last: &str) -> Result<(), Fault> {
        self.lines.as_mut().map_or(Ok(()), |lines| lines.advance(first, last))
    }

    /// What the run holds of the enterprise of a row.
    fn side(&self, grade: GradeRow) -> Side<'_> {
        let id = grade.get("enterprise_id");
        let pool = (grade.get("peer_level").to_owned(), grade.get("peer_code").to_owned());
        let reference = self.references.get(&pool).cloned();
        let lines = self.lines.as_ref().map_or_else(Vec::new, |lines| lines.lines_of(id).collect());
        let production = self.production.get(id).cloned().unwrap_or_default();
        Side { grade, reference, lines, production }
    }
}
