//! The own trend: how an enterprise's intensity changed over the years.
//!
//! g = (∏ Iₖ₊₁ ÷ Iₖ)^(1 ÷ (m − 1)) over m years: the geometric mean of the yearly ratios, rounded to 18 decimals. Japan's 省エネ法
//! takes five years, four ratios (特定第4表), and looks at how many of the latest years rose.
//!
//! Edges: nothing with fewer than two years, or when a year's intensity is not above zero: a ratio to nothing says nothing.

use super::rounded::root;
use crate::measure::Ratio;

/// What a trend came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trend {
    /// The mean yearly ratio: below 1 is better.
    pub rate: Ratio,
    /// How many of the latest years rose, one after another.
    pub rising: usize,
}

/// The trend of yearly intensities, the oldest first.
#[must_use]
pub fn trend(years: &[Ratio]) -> Option<Trend> {
    let (first, last) = (years.first()?, years.last()?);
    if years.len() < 2 || !years.iter().all(Ratio::is_positive) {
        return None;
    }
    let degree = u32::try_from(years.len() - 1).ok()?;
    // The product of the yearly ratios is the last over the first.
    let rate = root(&last.divided_by(first)?, degree)?;
    Some(Trend { rate, rising: years.windows(2).rev().take_while(|pair| pair[1] > pair[0]).count() })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(years: &[i128]) -> Option<(String, usize)> {
        let years: Vec<Ratio> = years.iter().map(|year| Ratio::new(*year, 100)).collect();
        trend(&years).map(|trend| (trend.rate.to_text(), trend.rising))
    }

    #[test]
    fn a_trend_is_a_geometric_mean() {
        assert_eq!(of(&[100, 90, 110, 95, 81]), Some(("0.948683298050513800".trim_end_matches('0').to_owned(), 0)));
        assert_eq!(of(&[16, 8, 4, 2, 1]), Some(("0.5".to_owned(), 0)));
        assert_eq!(of(&[5, 5, 5]), Some(("1".to_owned(), 0)));
        assert_eq!(of(&[5, 4, 5, 6]).unwrap().1, 2);
    }

    #[test]
    fn a_year_of_nothing_has_no_trend() {
        for years in [&[][..], &[1], &[0, 1, 2], &[1, 0, 2], &[1, 2, 0], &[1, -1, 1]] {
            assert_eq!(of(years), None, "{years:?}");
        }
    }
}
