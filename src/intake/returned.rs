//! The columns that an annotated return adds: known, and passed over when they come back.

use crate::finding::{Language, Severity};
use crate::measure::fold;

/// Their names in English and Chinese.
pub const RETURNED_COLUMNS: [[&str; 2]; 2] = [["problem", "问题"], ["advice", "说明与建议"]];

/// Whether a header is that of one of them.
#[must_use]
pub fn is_returned_column(header: &str) -> bool {
    RETURNED_COLUMNS.iter().flatten().any(|name| *name == fold(header))
}

/// How a problem begins in a return.
#[must_use]
pub fn returned_start(severity: Severity, language: Language) -> String {
    format!("{}{}", severity.word(language), language.pick("：", ": "))
}

/// Whether two cells look like those of a return; two blank ones do.
#[must_use]
pub fn is_returned(problem: &str, advice: &str) -> bool {
    let problem = problem.strip_prefix("(1) ").unwrap_or(problem);
    let begins = |severity, language| problem.starts_with(&returned_start(severity, language));
    let said = Severity::ALL.iter().any(|severity| begins(*severity, Language::Zh) || begins(*severity, Language::En));
    said || (problem.is_empty() && advice.is_empty())
}
