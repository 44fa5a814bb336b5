//! The fingerprint of a label.

use super::outcome::LabelContext;
use crate::digest::Fingerprint;

/// The version of the calculation: it changes when the same input may come to another result.
pub const CALCULATION_VERSION: &str = "1";

/// What a label states, as texts: what was not computed is empty.
#[derive(Clone, Copy, Debug)]
pub struct Stated<'a> {
    /// Id, name and industry's digits.
    pub enterprise: [&'a str; 3],
    /// The period.
    pub period: &'a str,
    /// Status, grade and level.
    pub verdict: [&'a str; 3],
    /// Emissions, scope 1, scope 2, deducted, biogenic, standard coal.
    pub totals: [&'a str; 6],
    /// Denominator, intensity, then of the peers code, level, count and reference, then ratio and margin.
    pub figures: [&'a str; 8],
    /// The flags, joined.
    pub flags: &'a str,
}

/// Makes the fingerprints of a run's labels: SHA-256 over what a label states, with the release's and the scheme's hash and
/// the version of the calculation. Two runs that come to the same result give the same label.
#[derive(Clone)]
pub struct LabelIds<'a> {
    /// What all labels of the run begin with.
    shared: Fingerprint,
    /// What the scheme divides by.
    denominator: &'a str,
}

impl<'a> LabelIds<'a> {
    /// Those of a run.
    #[must_use]
    pub fn new(context: LabelContext<'a>) -> Self {
        let mut shared = Fingerprint::default();
        for part in ["carbonlabel label", CALCULATION_VERSION, context.release_sha256, &context.scheme.sha256] {
            shared.add(part);
        }
        Self { shared, denominator: context.scheme.denominator.measure.name() }
    }

    /// The fingerprint of one label.
    #[must_use]
    pub fn of(&self, stated: &Stated<'_>) -> String {
        let mut fingerprint = self.shared.clone();
        let Stated { enterprise, period, verdict, totals, figures, flags } = stated;
        let parts: [&[&str]; 7] = [enterprise, &[period], verdict, totals, &[self.denominator], figures, &[flags]];
        fingerprint.add_all(parts.into_iter().flatten().copied());
        fingerprint.finish()
    }
}
