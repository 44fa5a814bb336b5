//! The weighted score of several indicators.
//!
//! S = 100 × Σ wᵢ × min(capᵢ, vᵢ ÷ baseᵢ) ÷ Σ wᵢ over the indicators that an enterprise has, and then bonus and malus. Quotients are rounded to
//! 18 decimals as they enter the mean. Huai'an 2024 weighs value over base; SZDB/Z 308-2018 spreads the weight of indicators that
//! do not apply over the others; a municipal scheme of 2023 caps the bonus at 5. More points are better.
//!
//! Edges: an indicator without a value, or without a base above zero, is left out and its weight goes to the others; nothing
//! when none is left.

use super::rounded::rounded;
use crate::measure::Ratio;

/// One indicator of a score.
#[derive(Clone, Debug)]
pub struct Indicator {
    /// Its value; none when it is missing or does not apply.
    pub value: Option<Ratio>,
    /// What gives it its whole weight.
    pub base: Option<Ratio>,
    /// Its weight.
    pub weight: Ratio,
    /// The most that value over base counts.
    pub cap: Option<Ratio>,
}

/// What a score came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Score {
    /// The points.
    pub points: Ratio,
    /// Whether an indicator was left out.
    pub is_reweighted: bool,
}

/// The score of indicators with points added (bonus) and taken (malus, below zero); all bonuses together count at most the cap.
#[must_use]
pub fn score(indicators: &[Indicator], extra: &[Ratio], bonus_cap: Option<&Ratio>) -> Option<Score> {
    let part = |indicator: &Indicator| {
        let base = indicator.base.as_ref().filter(|base| base.is_positive())?;
        let quotient = rounded(&indicator.value.as_ref()?.divided_by(base)?);
        let counted = indicator.cap.clone().map_or(quotient.clone(), |cap| quotient.min(cap));
        Some((indicator.weight.times(&counted), indicator.weight.clone()))
    };
    let parts: Vec<(Ratio, Ratio)> = indicators.iter().filter_map(part).collect();
    let sum = |of: &mut dyn Iterator<Item = &Ratio>| of.fold(Ratio::zero(), |sum, value| sum.plus(value));
    let (weighted, weights) = (sum(&mut parts.iter().map(|part| &part.0)), sum(&mut parts.iter().map(|part| &part.1)));
    let mean = weighted.divided_by(&weights)?.times(&Ratio::new(100, 1));
    let bonus = sum(&mut extra.iter().filter(|points| points.is_positive()));
    let malus = sum(&mut extra.iter().filter(|points| !points.is_positive()));
    let bonus = bonus_cap.cloned().map_or(bonus.clone(), |cap| bonus.min(cap));
    Some(Score { points: mean.plus(&bonus).plus(&malus), is_reweighted: parts.len() < indicators.len() })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ratio(text: &str) -> Ratio {
        Ratio::parse(text).unwrap()
    }

    fn indicator(value: Option<&str>, base: &str, weight: &str, cap: Option<&str>) -> Indicator {
        Indicator { value: value.map(ratio), base: Some(ratio(base)), weight: ratio(weight), cap: cap.map(ratio) }
    }

    #[test]
    fn weights_of_what_is_missing_go_to_the_others() {
        let all = [indicator(Some("3"), "2", "0.6", Some("1.2")), indicator(Some("1"), "2", "0.4", None)];
        assert_eq!(score(&all, &[], None).unwrap(), Score { points: ratio("92"), is_reweighted: false });
        let one = [indicator(None, "2", "0.6", None), indicator(Some("1"), "2", "0.4", None)];
        assert_eq!(score(&one, &[], None).unwrap(), Score { points: ratio("50"), is_reweighted: true });
        let zero = [indicator(Some("0"), "2", "0.6", None), indicator(Some("1"), "2", "0.4", None)];
        assert_eq!(score(&zero, &[], None).unwrap(), Score { points: ratio("20"), is_reweighted: false });
        assert_eq!(score(&[indicator(Some("1"), "0", "1", None)], &[], None), None);
        assert_eq!(score(&[], &[], None), None);
    }

    #[test]
    fn the_bonus_is_capped_and_the_malus_is_not() {
        let all = [indicator(Some("1"), "1", "1", None)];
        let extra = ["3", "4", "-10"].map(ratio);
        assert_eq!(score(&all, &extra, Some(&ratio("5"))).unwrap().points, ratio("95"));
        assert_eq!(score(&all, &extra, None).unwrap().points, ratio("97"));
    }
}
