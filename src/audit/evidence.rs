//! The evidence of one enterprise, gathered from a run that was just computed or from its folder.

use std::collections::BTreeMap;

use crate::finding::{Finding, Language};
use crate::ledger::{
    FactorUsedRow, FindingRow, GradeRow, GradeRows, LedgerRow, Previous, ProductionRow, ReferenceRow, factors_used, finding_row,
    ledger_row, production_row,
};
use crate::report::{Evidence, Previously};
use crate::run::{Outcome, Terms};

/// Rows of a run, ready to be asked for one enterprise after another.
pub(super) struct Gathered<'a> {
    outcome: &'a Outcome,
    terms: Terms<'a>,
    has_ledger: bool,
    grades: &'a GradeRows<'a>,
    references: &'a [ReferenceRow],
    findings: BTreeMap<&'a str, Vec<&'a Finding>>,
    language: Language,
    factors: Vec<FactorUsedRow>,
    previous: Option<&'a Previous>,
}

impl<'a> Gathered<'a> {
    /// Sorts out whose finding is whose.
    pub(super) fn new(
        outcome: &'a Outcome,
        terms: Terms<'a>,
        has_ledger: bool,
        grades: &'a GradeRows<'a>,
        references: &'a [ReferenceRow],
        language: Language,
    ) -> Self {
        let mut findings: BTreeMap<&str, Vec<&Finding>> = BTreeMap::new();
        for finding in &outcome.findings {
            finding.enterprise.iter().for_each(|id| findings.entry(id).or_default().push(finding));
        }
        Self {
            outcome,
            terms,
            has_ledger,
            grades,
            references,
            findings,
            language,
            factors: factors_used(outcome, terms.release),
            previous: None,
        }
    }

    /// The same with the run before, if there was one.
    pub(super) fn since(self, previous: Option<&'a Previous>) -> Self {
        Self { previous, ..self }
    }

    /// The evidence of the enterprise at a place.
    pub(super) fn of(&self, at: usize) -> Evidence {
        let grade = self.grades.row(at);
        let lines = self.has_ledger.then(|| self.lines(at));
        let id = grade.get("enterprise_id").to_owned();
        evidence(
            grade,
            self.references,
            lines,
            self.production(at),
            self.findings.get(id.as_str()).into_iter().flatten().map(|finding| finding_row(finding, self.language)).collect(),
            &self.factors,
            self.previous.map(|previous| previously(previous, &id)),
        )
    }

    fn lines(&self, at: usize) -> Vec<LedgerRow> {
        self.outcome.lines_of(at).filter_map(|line| ledger_row(self.outcome, self.terms.release, line)).collect()
    }

    fn production(&self, at: usize) -> Vec<ProductionRow> {
        self.outcome.production_of(at).map(|record| production_row(self.outcome, self.terms.release, record)).collect()
    }
}

/// Puts the rows of one enterprise together: its pool, and the factors that its lines used.
pub(super) fn evidence(
    grade: GradeRow,
    references: &[ReferenceRow],
    lines: Option<Vec<LedgerRow>>,
    production: Vec<ProductionRow>,
    findings: Vec<FindingRow>,
    factors: &[FactorUsedRow],
    previous: Option<Previously>,
) -> Evidence {
    let pool = (grade.get("peer_level"), grade.get("peer_code"));
    let reference = references.iter().find(|row| (row.peer_level.as_str(), row.peer_code.as_str()) == pool).cloned();
    let used = Evidence::factor_ids(lines.as_deref().unwrap_or_default());
    let factors = factors.iter().filter(|factor| used.contains(factor.get("factor_id"))).cloned().collect();
    Evidence { grade, reference, lines, production, findings, factors, previous }
}

/// What the run before said of an enterprise.
pub(super) fn previously(previous: &Previous, id: &str) -> Previously {
    Previously { run_id: previous.run_id.clone(), period: previous.period.clone(), label: previous.of(id).cloned() }
}
