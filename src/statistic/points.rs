//! Points between a baseline and a leading value.
//!
//! s = 100 × (B − I) ÷ (B − A), not below 0 and not above 100: nothing at the baseline B (基准值), all at the leading value A
//! (引领值). GB/T 36132-2025 scores actual data between these two; the line between them is our own choice. It works as well
//! where more is better and A lies above B. More points are better.
//!
//! Edges: nothing when B and A are equal.

use crate::measure::Ratio;

/// The points of a value.
#[must_use]
pub fn points(value: &Ratio, baseline: &Ratio, leading: &Ratio) -> Option<Ratio> {
    let way = baseline.minus(value).divided_by(&baseline.minus(leading))?;
    Some(way.clamp(Ratio::zero(), Ratio::one()).times(&Ratio::new(100, 1)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_ends_are_flat_and_either_direction_works() {
        let of = |value: i128, baseline: i128, leading: i128| {
            points(&Ratio::new(value, 1), &Ratio::new(baseline, 1), &Ratio::new(leading, 1)).map(|points| points.to_text())
        };
        for (value, baseline, leading, want) in
            [(9, 6, 2, "0"), (6, 6, 2, "0"), (5, 6, 2, "25"), (2, 6, 2, "100"), (0, 6, 2, "100"), (5, 2, 6, "75"), (-1, 2, 6, "0")]
        {
            assert_eq!(of(value, baseline, leading).as_deref(), Some(want), "{value} {baseline} {leading}");
        }
        assert_eq!(of(1, 2, 2), None);
    }
}
