//! What the derivation shows beside the grade itself, as its owner hands it over: the parts of the numerator, and what would
//! change the grade.

use super::parts::GradeMark;

/// One part of the numerator.
#[derive(Clone, Debug)]
pub struct NumeratorPart {
    /// Name of the kind of lines.
    pub name: String,
    /// Sum of its lines.
    pub emissions_t: String,
}

/// What would change the grade, the reference held fixed.
#[derive(Clone, Debug)]
pub struct Outlook {
    /// The next better grade, unless there is none.
    pub better: Option<OutlookStep>,
    /// The next worse one, unless there is none.
    pub worse: Option<OutlookStep>,
}

/// A neighbouring grade and the way to it.
#[derive(Clone, Debug)]
pub struct OutlookStep {
    /// The grade.
    pub mark: GradeMark,
    /// The smallest change of the numerator that reaches it, in the numerator's unit.
    pub amount: String,
    /// The same in per cent of the numerator, if that is not zero.
    pub percent: Option<String>,
}
