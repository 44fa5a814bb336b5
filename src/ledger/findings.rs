//! `findings.csv`: written from findings as they are, a part at a time.

use std::fmt::Write;

use super::table::NO_ROWS;
use crate::delimited::{push_row, table};
use crate::finding::{Finding, Language};

/// The columns of `findings.csv`.
pub const FINDING_COLUMNS: [&str; 9] = ["code", "severity", "file", "row", "column", "value", "message", "hint", "enterprise_id"];

/// The beginning of `findings.csv`.
#[must_use]
pub fn findings_header() -> Vec<u8> {
    table(&FINDING_COLUMNS, NO_ROWS)
}

/// Adds the lines of findings: after [`findings_header`], part after part, they are the file.
pub fn push_findings(out: &mut Vec<u8>, findings: &[Finding], language: Language) {
    let (mut row, mut message, mut hint) = (String::new(), String::new(), String::new());
    for finding in findings {
        [&mut row, &mut message, &mut hint].into_iter().for_each(String::clear);
        finding.push_message(&mut message, language);
        finding.push_hint(&mut hint, language);
        let (mut file, mut column) = ("", "");
        if let Some(place) = &finding.place {
            (file, column) = (&place.file, place.column.as_deref().unwrap_or_default());
            // Writing to a text cannot fail.
            let _ = write!(row, "{}", place.row);
        }
        let id = finding.enterprise.as_deref().unwrap_or_default();
        push_row(out, [finding.code.name(), finding.severity.name(), file, &row, column, &finding.value, &message, &hint, id]);
    }
}
