//! What a page or an explanation is made of: rows of a run, the same whether they were just computed or read back.

use std::collections::BTreeSet;

use super::privacy::shown;
use crate::finding::Language;
use crate::ledger::{FactorUsedRow, FindingRow, GradeRow, LedgerRow, PreviousRow, ProductionRow, ReferenceRow};
use crate::release::Release;
use crate::scheme::Scheme;

/// Everything that proves one enterprise's label.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// Its row of `grades.csv`.
    pub grade: GradeRow,
    /// The pool that it was compared with; none without a grade.
    pub reference: Option<ReferenceRow>,
    /// Its emission lines in the ledger's order; none when the run kept no ledger, which is not the same as no line.
    pub lines: Option<Vec<LedgerRow>>,
    /// Its production rows.
    pub production: Vec<ProductionRow>,
    /// Its findings.
    pub findings: Vec<FindingRow>,
    /// The factor rows that its lines used, in the order in which they shall be cited: those of [`Evidence::factor_ids`].
    pub factors: Vec<FactorUsedRow>,
    /// What the run before said of it; none when no such run was named.
    pub previous: Option<Previously>,
}

/// What the run before said of an enterprise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Previously {
    /// Its run's id.
    pub run_id: String,
    /// Its period.
    pub period: String,
    /// The label; none when the enterprise was not listed.
    pub label: Option<PreviousRow>,
}

impl Evidence {
    /// The ids of the factor rows that lines used, standard-coal coefficients included.
    #[must_use]
    pub fn factor_ids(lines: &[LedgerRow]) -> BTreeSet<&str> {
        let parameters = lines.iter().flat_map(|line| &line.parameters).map(|parameter| &parameter.factor_id);
        let coefficients = lines.iter().map(|line| &line.energy_factor_id);
        parameters.chain(coefficients).map(String::as_str).filter(|id| !id.is_empty()).collect()
    }

    /// Its lines; nothing when there is no ledger.
    pub(super) fn lines(&self) -> &[LedgerRow] {
        self.lines.as_deref().unwrap_or_default()
    }

    /// A figure of its grade row; none when it was not computed or is not to be shown.
    pub(super) fn cell(&self, column: &str) -> Option<String> {
        some(shown(&self.grade, column))
    }
}

/// What every page of a run states alike, beside its rules.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RunFacts {
    /// The run's id, 64 hex digits.
    pub run_id: String,
    /// The version of the program that made the run.
    pub engine_version: String,
    /// The run's period.
    pub period: String,
    /// The language to speak: of the pages when running, of the terminal when explaining.
    pub language: Language,
}

/// A run's facts with the rules that it followed.
#[derive(Clone, Copy, Debug)]
pub struct RunContext<'a> {
    /// What every page states alike.
    pub facts: &'a RunFacts,
    /// The release.
    pub release: &'a Release,
    /// The scheme.
    pub scheme: &'a Scheme,
}

/// Where an enterprise's page leads to, relative to it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Links {
    /// `../index.html`, if there is one.
    pub index: Option<String>,
    /// `../labels/<id>.svg`, if there is one.
    pub label: Option<String>,
}

/// A text, unless it is empty.
pub(super) fn some(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}

/// What stands between semicolons.
pub(super) fn split_flags(text: &str) -> Vec<String> {
    text.split(';').filter_map(some).collect()
}
