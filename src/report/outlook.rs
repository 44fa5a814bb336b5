//! What would change a grade: how much less of the numerator reaches the next better one, how much more falls to the next
//! worse one. The reference is held fixed.

use crate::measure::{Figure, Ratio, Tonnes};
use crate::scheme::{Band, Compare, Scale, Scheme};

/// The two neighbours of a grade.
#[derive(Clone, Debug)]
pub(super) struct Outlook<'a> {
    /// The next better grade, unless there is none.
    pub better: Option<Step<'a>>,
    /// The next worse one, unless there is none.
    pub worse: Option<Step<'a>>,
}

/// A neighbouring grade and the way to it.
#[derive(Clone, Debug)]
pub(super) struct Step<'a> {
    /// The grade.
    pub band: &'a Band,
    /// The smallest change of the numerator that reaches it, to the milligram.
    pub tonnes: Tonnes,
}

/// The neighbours of `grade`; `unit` is reference × denominator, the numerator of a ratio of one.
pub(super) fn outlook<'a>(scheme: &'a Scheme, grade: &str, numerator: Tonnes, unit: &Ratio) -> Option<Outlook<'a>> {
    let bands = &scheme.ratio.bands;
    let at = bands.iter().position(|band| band.code == grade)?;
    let most = |band: &Band| largest_within(band.upper.as_ref()?, &scheme.ratio, scheme.compare, unit);
    let better = at.checked_sub(1).and_then(|at| bands.get(at)).and_then(|band| {
        let most = most(band).filter(|most| *most >= Tonnes::ZERO || !scheme.numerator.floor_at_zero)?;
        Some(Step { band, tonnes: numerator + -most })
    });
    let worse = bands.get(at + 1).and_then(|band| {
        let most = most(bands.get(at)?)?;
        Some(Step { band, tonnes: most + Tonnes::from_milligrams(1)? + -numerator })
    });
    Some(Outlook { better, worse })
}

/// The largest numerator whose ratio still lies within an upper edge.
fn largest_within(edge: &Ratio, scale: &Scale, compare: Compare, unit: &Ratio) -> Option<Tonnes> {
    let (limit, taken) = match compare {
        Compare::Exact => (edge.clone(), scale.inclusive),
        Compare::Rounded => largest_printed_within(edge, scale)?,
    };
    Tonnes::parse(&floor(&limit.times(unit), Tonnes::SCALE, taken)?.to_string())
}

/// The value up to which figures are printed within an edge, and whether it is itself: half a last place above the largest
/// such figure, where the tie goes to the even neighbour.
fn largest_printed_within(edge: &Ratio, scale: &Scale) -> Option<(Ratio, bool)> {
    let printed = floor(edge, scale.decimals, scale.inclusive)?.ratio();
    let tie = printed.plus(&last_place(scale.decimals)?.times(&Ratio::parse("0.5")?));
    let taken = Figure::round(&tie, scale.decimals).ratio() == printed;
    Some((tie, taken))
}

/// The largest figure of so many decimals at most a value, or below it when it is not `inclusive`.
fn floor(value: &Ratio, decimals: u8, inclusive: bool) -> Option<Figure> {
    let near = Figure::round(value, decimals).ratio();
    let outside = near > *value || (!inclusive && near == *value);
    let below = if outside { near.plus(&last_place(decimals)?.negated()) } else { near };
    Some(Figure::round(&below, decimals))
}

/// One in the last of so many decimals.
fn last_place(decimals: u8) -> Option<Ratio> {
    Ratio::parse(&format!("1/1{}", "0".repeat(usize::from(decimals))))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use proptest::prelude::*;

    use super::*;
    use crate::report::trial;

    fn scheme(compare: Compare, inclusive: bool, decimals: u8, edges: &[&str]) -> Scheme {
        let mut scheme = trial::scheme().clone();
        let upper = edges.iter().map(|edge| Ratio::parse(edge)).chain([None]);
        let bands = (1..).zip(upper).map(|(at, upper): (u8, _)| {
            let name = at.to_string();
            Arc::new(Band { code: name.clone(), upper, name_zh: name.clone(), name_en: name, color: String::new() })
        });
        scheme.ratio = Scale::new(decimals, inclusive, bands.collect());
        scheme.compare = compare;
        scheme
    }

    /// The grade of a numerator, made as `label` makes it.
    fn grade(scheme: &Scheme, numerator: Tonnes, unit: &Ratio) -> String {
        let exact = numerator.ratio().divided_by(unit).unwrap();
        let graded = match scheme.compare {
            Compare::Exact => exact,
            Compare::Rounded => Figure::round(&exact, scheme.ratio.decimals).ratio(),
        };
        scheme.ratio.band(&graded).unwrap().code.clone()
    }

    #[test]
    fn a_saving_is_exact_to_the_milligram() {
        let exact = scheme(Compare::Exact, true, 4, &["0.6", "0.8"]);
        let found = outlook(&exact, "2", Tonnes::parse("70").unwrap(), &Ratio::parse("100").unwrap()).unwrap();
        assert_eq!(found.better.unwrap().tonnes.to_string(), "10.000000000");
        assert_eq!(found.worse.unwrap().tonnes.to_string(), "10.000000001");
        let rounded = scheme(Compare::Rounded, true, 4, &["0.6", "0.8"]);
        let found = outlook(&rounded, "2", Tonnes::parse("70").unwrap(), &Ratio::parse("100").unwrap()).unwrap();
        assert_eq!(found.better.unwrap().tonnes.to_string(), "9.995000000");
    }

    #[test]
    fn the_best_has_no_better_and_the_last_no_worse() {
        let scheme = scheme(Compare::Rounded, true, 4, &["0.6", "0.8"]);
        let find = |grade, numerator| outlook(&scheme, grade, Tonnes::parse(numerator).unwrap(), &Ratio::one()).unwrap();
        assert!(find("1", "0").better.is_none() && find("1", "0").worse.is_some());
        assert!(find("3", "9").worse.is_none() && find("3", "9").better.is_some());
        assert!(outlook(&scheme, "?", Tonnes::ZERO, &Ratio::one()).is_none());
    }

    proptest! {
        #[test]
        fn the_stated_change_changes_the_grade_and_a_milligram_less_does_not(
            milligrams in 0i128..10i128.pow(13), above in 1i64..10_000_000, below in 1i64..1000,
            rounded: bool, inclusive: bool, decimals in 0u8..6,
        ) {
            let compare = if rounded { Compare::Rounded } else { Compare::Exact };
            let scheme = scheme(compare, inclusive, decimals, &["0.6", "0.85", "1.2", "22/7"]);
            let unit = Ratio::new(above.into(), below.into());
            let numerator = Tonnes::from_milligrams(milligrams).unwrap();
            let own = grade(&scheme, numerator, &unit);
            let found = outlook(&scheme, &own, numerator, &unit).unwrap();
            let one = Tonnes::from_milligrams(1).unwrap();
            if let Some(step) = found.worse {
                prop_assert!(step.tonnes > Tonnes::ZERO);
                prop_assert_ne!(grade(&scheme, numerator + step.tonnes, &unit), own.clone());
                prop_assert_eq!(grade(&scheme, numerator + step.tonnes + -one, &unit), own.clone());
            }
            if let Some(step) = found.better {
                prop_assert!(step.tonnes > Tonnes::ZERO);
                prop_assert_ne!(grade(&scheme, numerator + -step.tonnes, &unit), own.clone());
                prop_assert_eq!(grade(&scheme, numerator + -step.tonnes + one, &unit), own);
            }
        }
    }
}
