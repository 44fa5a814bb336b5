//! The fingerprint of a label.

use super::outcome::LabelContext;
use crate::digest::Fingerprint;

/// The version of the calculation: it changes when the same input may come to another result.
pub const CALCULATION_VERSION: &str = "1";

/// What a label states, as bytes of texts: what was not computed is empty.
#[derive(Clone, Copy, Debug)]
pub struct Stated<'a> {
    /// Id, name and industry's digits.
    pub enterprise: [&'a [u8]; 3],
    /// The period.
    pub period: &'a [u8],
    /// Status, grade and level.
    pub verdict: [&'a [u8]; 3],
    /// Emissions, scope 1, scope 2, deducted, biogenic, standard coal.
    pub totals: [&'a [u8]; 6],
    /// Denominator, intensity, then of the peers code, level, count and reference, then ratio and margin.
    pub figures: [&'a [u8]; 8],
    /// The flags, joined.
    pub flags: &'a [u8],
    /// The grade of the run before and its period; none where no such grade is stated.
    pub previous: Option<[&'a [u8]; 2]>,
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
    pub fn of(&self, stated: &Stated<'_>) -> [u8; 64] {
        let mut fingerprint = self.shared.clone();
        let Stated { enterprise, period, verdict, totals, figures, flags, previous } = stated;
        let parts: [&[&[u8]]; 7] = [enterprise, &[period], verdict, totals, &[self.denominator.as_bytes()], figures, &[flags]];
        fingerprint.add_all(parts.into_iter().flatten().copied());
        // A label that states no previous grade is the label of a run that knew of none.
        if let Some([grade, period]) = previous {
            [b"previous".as_slice(), grade, period].into_iter().for_each(|part| fingerprint.add(part));
        }
        fingerprint.digits()
    }
}
