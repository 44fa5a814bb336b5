//! What is said beside each row.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use crate::finding::{Finding, Language};
use crate::intake::{RETURNED_COLUMNS, returned_start};

/// The findings of a batch, by the row to which they belong.
pub struct Remarks<'f> {
    by_row: FxHashMap<(Arc<str>, u64), Vec<&'f Finding>>,
    /// Those that have no place: they belong to the enterprise's row in the list of enterprises.
    by_enterprise: FxHashMap<&'f str, Vec<&'f Finding>>,
}

impl<'f> Remarks<'f> {
    /// Sorts findings by row; those of a row keep their order.
    #[must_use]
    pub fn of(findings: &'f [Finding]) -> Self {
        let mut remarks = Self { by_row: FxHashMap::default(), by_enterprise: FxHashMap::default() };
        for finding in findings {
            match (&finding.place, &finding.enterprise) {
                (Some(place), _) => remarks.by_row.entry((Arc::clone(&place.file), place.row)).or_default().push(finding),
                (None, Some(id)) => remarks.by_enterprise.entry(id).or_default().push(finding),
                (None, None) => {}
            }
        }
        remarks
    }

    /// The findings of a row, and, in the list of enterprises, those of its enterprise as a whole.
    #[must_use]
    pub fn at(&self, file: &Arc<str>, row: u64, enterprise: Option<&str>) -> Vec<&'f Finding> {
        let own = self.by_row.get(&(Arc::clone(file), row)).into_iter().flatten();
        own.chain(enterprise.and_then(|id| self.by_enterprise.get(id)).into_iter().flatten()).copied().collect()
    }
}

/// The names of the two columns.
#[must_use]
pub(super) fn titles(language: Language) -> [&'static str; 2] {
    RETURNED_COLUMNS.map(|[en, zh]| language.pick(zh, en))
}

/// The two cells of a row: what is wrong in a few words, and what to do.
#[must_use]
pub(super) fn cells(findings: &[&Finding], language: Language) -> [String; 2] {
    let problem = |finding: &&Finding| {
        let (start, title) = (returned_start(finding.severity, language), finding.code.text(language).title);
        let column = finding.place.as_ref().and_then(|place| place.column.as_deref());
        let column = column.map(|column| language.pick(format!("（{column}）"), format!(" ({column})"))).unwrap_or_default();
        format!("{start}{title}{column}")
    };
    let advice = |finding: &&Finding| said(finding, language);
    [numbered(&findings.iter().map(problem).collect::<Vec<_>>()), numbered(&findings.iter().map(advice).collect::<Vec<_>>())]
}

/// What is wrong and what to do, as one text.
#[must_use]
pub(super) fn said(finding: &Finding, language: Language) -> String {
    let (message, hint) = (finding.message(language), finding.hint(language));
    language.pick(format!("{message}{hint}"), format!("{message} {hint}"))
}

/// Texts as one, numbered when there are several.
fn numbered(texts: &[String]) -> String {
    if texts.len() < 2 {
        return texts.concat();
    }
    texts.iter().zip(1..).map(|(text, number)| format!("({number}) {text}")).collect::<Vec<_>>().join(" ")
}
