//! One finding.

use super::{Code, Language, Place, Severity, template};

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
    pub value: String,
    /// The enterprise that it belongs to; none for the batch.
    pub enterprise: Option<String>,
    /// What fills the gaps of the message and the hint.
    pub details: Vec<(&'static str, String)>,
}

impl Finding {
    /// A finding with nothing but its code.
    #[must_use]
    pub fn new(code: Code) -> Self {
        Self { code, severity: code.severity(), place: None, value: String::new(), enterprise: None, details: Vec::new() }
    }

    /// At a place, with the text that stands there.
    #[must_use]
    pub fn at(mut self, place: Place, value: &str) -> Self {
        value.clone_into(&mut self.value);
        self.place = Some(place);
        self
    }

    /// Of an enterprise.
    #[must_use]
    pub fn of(mut self, enterprise: &str) -> Self {
        self.enterprise = Some(enterprise.to_owned());
        self
    }

    /// With a value for the gap `name`.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.details.push((name, value.into()));
        self
    }

    /// With a value for the gap `name`, when there is one.
    #[must_use]
    pub fn with_some(self, name: &'static str, value: Option<impl Into<String>>) -> Self {
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
        template::fill(self.code.text(language).message, &self.gaps())
    }

    /// What to do.
    #[must_use]
    pub fn hint(&self, language: Language) -> String {
        template::fill(self.code.text(language).hint, &self.gaps())
    }

    fn gaps(&self) -> Vec<(&'static str, String)> {
        let mut gaps = self.details.clone();
        gaps.push(("value", self.value.clone()));
        gaps
    }

    /// Puts findings in the order in which people read them: errors of the batch first, then by severity and place.
    pub fn sort(findings: &mut [Self]) {
        findings.sort_by(|a, b| a.order().cmp(&b.order()).then_with(|| (&a.value, &a.details).cmp(&(&b.value, &b.details))));
    }

    fn order(&self) -> (bool, Severity, &Option<Place>, Code, &Option<String>) {
        (!(self.is_error() && self.enterprise.is_none()), self.severity, &self.place, self.code, &self.enterprise)
    }
}
