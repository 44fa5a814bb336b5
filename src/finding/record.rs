//! One finding.

use std::sync::Arc;

use super::{Code, Language, Place, Severity, template};

/// The name of a gap and what fills it. A file may have millions of findings: long texts are shared among them.
pub type Detail = (&'static str, Arc<str>);

/// Between the English and the Chinese form of a detail.
const FORMS: char = '\u{1f}';

/// A detail that is not the same in both languages, such as the name of a column.
#[must_use]
pub fn both(en: &str, zh: &str) -> String {
    format!("{en}{FORMS}{zh}")
}

/// Something wrong or notable in the data: code, place, the text that stands there, and what its sentence needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// What it is.
    pub code: Code,
    /// How much it weighs: as its code says, unless the release weighs it otherwise.
    pub severity: Severity,
    /// Where; none for what concerns no single row.
    pub place: Option<Place>,
    /// The cell's text as submitted; empty when no single cell is meant.
    pub value: Box<str>,
    /// The enterprise that it belongs to; none for the batch.
    pub enterprise: Option<Arc<str>>,
    /// What fills the gaps of the message and the hint.
    pub details: Vec<Detail>,
}

impl Finding {
    /// A finding with nothing but its code.
    #[must_use]
    pub fn new(code: Code) -> Self {
        Self { code, severity: code.severity(), place: None, value: Box::default(), enterprise: None, details: Vec::new() }
    }

    /// At a place, with the text that stands there.
    #[must_use]
    pub fn at(mut self, place: Place, value: &str) -> Self {
        self.value = value.into();
        self.place = Some(place);
        self
    }

    /// Of an enterprise.
    #[must_use]
    pub fn of(mut self, enterprise: &str) -> Self {
        self.enterprise = Some(enterprise.into());
        self
    }

    /// With a value for the gap `name`.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<Arc<str>>) -> Self {
        self.details.reserve_exact(1);
        self.details.push((name, value.into()));
        self
    }

    /// With a value for the gap `name`, when there is one.
    #[must_use]
    pub fn with_some(self, name: &'static str, value: Option<impl Into<Arc<str>>>) -> Self {
        match value {
            Some(value) => self.with(name, value),
            None => self,
        }
    }

    /// Whether it bars a grade.
    #[must_use]
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }

    /// What is wrong.
    #[must_use]
    pub fn message(&self, language: Language) -> String {
        let mut text = String::new();
        self.push_message(&mut text, language);
        text
    }

    /// Adds what is wrong to a text.
    pub fn push_message(&self, text: &mut String, language: Language) {
        template::fill(text, self.code.text(language).message, |name| self.gap(name, language));
    }

    /// What to do.
    #[must_use]
    pub fn hint(&self, language: Language) -> String {
        let mut text = String::new();
        self.push_hint(&mut text, language);
        text
    }

    /// Adds what to do to a text.
    pub fn push_hint(&self, text: &mut String, language: Language) {
        template::fill(text, self.code.text(language).hint, |name| self.gap(name, language));
    }

    /// What fills a gap: a detail, or the cell's text.
    fn gap(&self, name: &str, language: Language) -> Option<&str> {
        let detail = self.details.iter().find(|(known, _)| *known == name).map(|(_, value)| &**value);
        let forms = detail.and_then(|detail| detail.split_once(FORMS)).map(|(en, zh)| language.pick(zh, en));
        forms.or(detail).or_else(|| (name == "value").then_some(&*self.value))
    }

    /// Puts findings in the order in which people read them: errors of the batch first, then by severity and place.
    pub fn sort(findings: &mut [Self]) {
        findings.sort_by(|a, b| a.order().cmp(&b.order()).then_with(|| (&a.value, &a.details).cmp(&(&b.value, &b.details))));
    }

    fn order(&self) -> (bool, Severity, &Option<Place>, Code, &Option<Arc<str>>) {
        (!(self.is_error() && self.enterprise.is_none()), self.severity, &self.place, self.code, &self.enterprise)
    }
}
