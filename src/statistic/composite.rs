//! The reference of an enterprise with several industries or sites.
//!
//! R* = Σ Dⱼ × Rⱼ ÷ Σ Dⱼ: each part is measured against its own industry. Singapore's and England's benchmarks of mixed buildings
//! are weighted in this way.
//!
//! Edges: nothing of no parts, or when the parts do not come to more than zero.

use crate::measure::Ratio;

/// The reference of parts, each a denominator and the reference of its industry.
#[must_use]
pub fn composite(parts: &[(Ratio, Ratio)]) -> Option<Ratio> {
    let weight = parts.iter().fold(Ratio::zero(), |sum, (part, _)| sum.plus(part));
    let sum = parts.iter().fold(Ratio::zero(), |sum, (part, reference)| sum.plus(&part.times(reference)));
    if weight.is_positive() { sum.divided_by(&weight) } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// An example: D = 600 and 400, R = 0.5 and 2.0, E = 900, K = 900 ÷ 1100.
    #[test]
    fn parts_are_measured_against_their_own_industry() {
        let part = |weight: i128, reference: &str| (Ratio::new(weight, 1), Ratio::parse(reference).unwrap());
        let reference = composite(&[part(600, "0.5"), part(400, "2.0")]).unwrap();
        let ratio = Ratio::new(900, 1000).divided_by(&reference).unwrap();
        assert_eq!(ratio, Ratio::new(900, 1100));
        assert_eq!(composite(&[]), None);
        assert_eq!(composite(&[part(0, "1")]), None);
    }
}
