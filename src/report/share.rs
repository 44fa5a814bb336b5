//! Shares of exact masses, for bars and brackets.

use crate::measure::{Figure, Ratio, Tonnes};

/// `part` of `whole` in per mille, from nothing to everything; nothing of nothing is nothing.
pub(super) fn per_mille(part: Tonnes, whole: Tonnes) -> u32 {
    let share = scaled(part, whole, "1000", 0).and_then(|text| text.parse().ok());
    share.map_or(0, |share: u32| share.min(1000))
}

/// `part` of `whole` in per cent with one decimal; none when there is no whole.
pub(super) fn percent(part: Tonnes, whole: Tonnes) -> Option<String> {
    scaled(part, whole, "100", 1)
}

fn scaled(part: Tonnes, whole: Tonnes, factor: &str, decimals: u8) -> Option<String> {
    let share = part.ratio().divided_by(&whole.ratio())?.times(&Ratio::parse(factor)?);
    Some(Figure::round(&share, decimals).to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_stay_between_nothing_and_everything() {
        let tonnes = |text| Tonnes::parse(text).unwrap();
        assert_eq!(per_mille(tonnes("1"), tonnes("3")), 333);
        assert_eq!(per_mille(tonnes("-1"), tonnes("3")), 0);
        assert_eq!(per_mille(tonnes("5"), tonnes("3")), 1000);
        assert_eq!(per_mille(tonnes("5"), Tonnes::ZERO), 0);
        assert_eq!(percent(tonnes("0.098"), tonnes("1")).as_deref(), Some("9.8"));
        assert_eq!(percent(tonnes("1"), Tonnes::ZERO), None);
    }
}
