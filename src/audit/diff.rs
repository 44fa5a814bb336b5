//! Two run folders side by side, enterprise by enterprise.

use std::collections::BTreeMap;
use std::iter::Peekable;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::run_folder::RunFolder;
use crate::diff::{Compared, Side, Terms, Unsplit, compare};
use crate::finding::Fault;
use crate::ledger::{GradeRow, LedgerRow, ProductionRow, ReferenceRow};
use crate::nomenclature::Units;
use crate::scheme::Scheme;

/// How many enterprises are in memory with their lines at a time.
const CHUNK: usize = 1024;

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
    let terms = Terms { scheme, units, a: a.period()?, b: b.period()? };
    let ledgers = [a.ledger()?, b.ledger()?];
    let unsplit = match &ledgers {
        _ if first.sha256 != second.sha256 => Some(Unsplit::OtherVersion),
        [Some(_), Some(_)] => None,
        _ => Some(Unsplit::NoLedger),
    };
    let needs_production = unsplit.is_none() && terms.a != terms.b && terms.a.overlaps(terms.b);
    let [from_a, from_b] = &ledgers;
    let lines = |ledger| if unsplit.is_none() { ledger } else { None };
    let mut a = Reader::of(a, lines(from_a.as_ref()).map(|ledger| ledger.rows()).into_iter().flatten(), needs_production)?;
    let mut b = Reader::of(b, lines(from_b.as_ref()).map(|ledger| ledger.rows()).into_iter().flatten(), needs_production)?;
    let mut enterprises = Vec::new();
    loop {
        let mut chunk = Vec::with_capacity(CHUNK);
        while let Some(id) = a.next_id().into_iter().chain(b.next_id()).min().map(str::to_owned).filter(|_| chunk.len() < CHUNK) {
            chunk.push((a.take(&id)?, b.take(&id)?));
        }
        if chunk.is_empty() {
            return Ok(Diff { enterprises, unsplit });
        }
        enterprises.par_extend(chunk.into_par_iter().map(|(a, b)| compare(a, b, unsplit, terms)));
    }
}

/// A run read enterprise by enterprise.
struct Reader<L: Iterator<Item = Result<LedgerRow, Fault>>> {
    grades: Peekable<std::vec::IntoIter<GradeRow>>,
    references: FxHashMap<(String, String), ReferenceRow>,
    lines: Peekable<L>,
    production: BTreeMap<String, Vec<ProductionRow>>,
}

impl<L: Iterator<Item = Result<LedgerRow, Fault>>> Reader<L> {
    fn of(run: &RunFolder, lines: L, needs_production: bool) -> Result<Self, Fault> {
        let references = run.references()?.into_iter().map(|row| ((row.peer_level.clone(), row.peer_code.clone()), row)).collect();
        let mut production: BTreeMap<String, Vec<ProductionRow>> = BTreeMap::new();
        for row in if needs_production { run.production()? } else { Vec::new() } {
            production.entry(row.enterprise_id.clone()).or_default().push(row);
        }
        Ok(Self { grades: run.grades()?.into_iter().peekable(), references, lines: lines.peekable(), production })
    }

    fn next_id(&mut self) -> Option<&str> {
        self.grades.peek().map(|row| row.get("enterprise_id"))
    }

    /// What the run holds of an enterprise, which is its next or none of its own.
    fn take(&mut self, id: &str) -> Result<Option<Side>, Fault> {
        let Some(grade) = self.grades.next_if(|row| row.get("enterprise_id") == id) else { return Ok(None) };
        let mut lines = Vec::new();
        while let Some(line) = self.lines.next_if(|line| line.as_ref().map_or(true, |line| line.enterprise_id == id)) {
            lines.push(line?);
        }
        let pool = (grade.get("peer_level").to_owned(), grade.get("peer_code").to_owned());
        let reference = self.references.get(&pool).cloned();
        Ok(Some(Side { grade, reference, lines, production: self.production.remove(id).unwrap_or_default() }))
    }
}
