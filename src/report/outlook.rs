//! What would change a grade: how much less is emitted or more is made until the next better one, and the other way round to
//! the next worse one. The other peers are held fixed; the enterprise's own part of the reference moves with it.

use crate::measure::{Figure, Ratio, Tonnes};
use crate::scheme::{Band, Compare, Scale, Scheme};

/// Decimals to which a change of the denominator is stated: 1 元 where it is in 万元.
const DENOMINATOR_DECIMALS: u8 = 4;

/// Where an enterprise stands among its peers.
#[derive(Clone, Debug)]
pub(super) struct Standing {
    /// What the scheme divides.
    pub numerator: Tonnes,
    /// What it is divided by.
    pub denominator: Ratio,
    /// What the quotient is compared with.
    pub reference: Reference,
}

/// A reference, as far as a change of the enterprise's own figures goes.
#[derive(Clone, Debug)]
pub(super) enum Reference {
    /// The peers' sum of numerators over their sum of denominators, the enterprise among them; here those of the others.
    Sums { numerators: Tonnes, denominators: Ratio },
    /// A value that does not move.
    Fixed(Ratio),
}

/// The two neighbours of a grade.
#[derive(Clone, Debug)]
pub(super) struct Outlook<'a> {
    /// The next better grade, unless there is none.
    pub better: Option<Step<'a>>,
    /// The next worse one, unless there is none.
    pub worse: Option<Step<'a>>,
    /// Whether the reference moves with the enterprise.
    pub moves_reference: bool,
}

/// A neighbouring grade and the two ways to it.
#[derive(Clone, Debug)]
pub(super) struct Step<'a> {
    /// The grade.
    pub band: &'a Band,
    /// The smallest change of the numerator alone that reaches it, to the milligram; none when no change of it does.
    pub numerator: Option<Tonnes>,
    /// The smallest change of the denominator alone that reaches it; none when no change of it does.
    pub denominator: Option<Figure>,
}

/// The neighbours of `grade`.
pub(super) fn outlook<'a>(scheme: &'a Scheme, grade: &str, standing: &Standing) -> Option<Outlook<'a>> {
    let bands = &scheme.ratio.bands;
    let at = bands.iter().position(|band| band.code == grade)?;
    let edge = |band: &Band| Edge::of(band.upper.as_ref()?, &scheme.ratio, scheme.compare);
    let better = at.checked_sub(1).and_then(|at| bands.get(at)).and_then(|band| {
        let edge = edge(band)?;
        let most = standing.most(&edge).filter(|most| *most >= Tonnes::ZERO || !scheme.numerator.floor_at_zero);
        Some(Step { band, numerator: most.map(|most| standing.numerator + -most), denominator: standing.raise(&edge) })
    });
    let worse = bands.get(at + 1).and_then(|band| {
        let edge = edge(bands.get(at)?)?;
        let least = standing.most(&edge).and_then(|most| Some(most + Tonnes::from_milligrams(1)?));
        Some(Step { band, numerator: least.map(|least| least + -standing.numerator), denominator: standing.fall(&edge) })
    });
    Some(Outlook { better, worse, moves_reference: matches!(standing.reference, Reference::Sums { .. }) })
}

/// Up to which exact ratio a band reaches, and whether that ratio is still in it.
struct Edge {
    limit: Ratio,
    taken: bool,
}

impl Edge {
    fn of(edge: &Ratio, scale: &Scale, compare: Compare) -> Option<Self> {
        match compare {
            Compare::Exact => Some(Self { limit: edge.clone(), taken: scale.inclusive }),
            Compare::Rounded => Self::printed(edge, scale),
        }
    }

    /// Half a last place above the largest figure within the edge, where the tie goes to the even neighbour.
    fn printed(edge: &Ratio, scale: &Scale) -> Option<Self> {
        let printed = floor(edge, scale.decimals, scale.inclusive)?.ratio();
        let limit = printed.plus(&last_place(scale.decimals)?.times(&Ratio::parse("0.5")?));
        let taken = Figure::round(&limit, scale.decimals).ratio() == printed;
        Some(Self { limit, taken })
    }
}

impl Standing {
    /// The largest numerator whose ratio lies within an edge; none when every one does, as with a pool that the enterprise
    /// alone makes up for the most part.
    fn most(&self, edge: &Edge) -> Option<Tonnes> {
        let at_limit = edge.limit.times(&self.denominator);
        let limit = match &self.reference {
            Reference::Fixed(reference) => at_limit.times(reference),
            // N ÷ D ÷ ((N' + N) ÷ (D' + D)) = k, for N.
            Reference::Sums { numerators, denominators } => {
                let rest = denominators.plus(&self.denominator).plus(&at_limit.negated());
                at_limit.times(&numerators.ratio()).divided_by(&rest).filter(|_| rest.is_positive())?
            }
        };
        Tonnes::parse(&floor(&limit, Tonnes::SCALE, edge.taken)?.to_string())
    }

    /// The denominator at which the ratio meets an edge; none when none does.
    fn meeting(&self, edge: &Edge) -> Option<Ratio> {
        let own = self.numerator.ratio();
        let (above, below) = match &self.reference {
            Reference::Fixed(reference) => (own, edge.limit.times(reference)),
            // The same, for D.
            Reference::Sums { numerators, denominators } => {
                let all = edge.limit.times(&numerators.ratio().plus(&own));
                (own.times(denominators), all.plus(&own.negated()))
            }
        };
        above.divided_by(&below).filter(|_| below.is_positive())
    }

    /// By how much the denominator must grow to come within an edge.
    fn raise(&self, edge: &Edge) -> Option<Figure> {
        ceiling(&self.meeting(edge)?.plus(&self.denominator.negated()), edge.taken)
    }

    /// By how much it must fall to leave an edge; it stays above zero.
    fn fall(&self, edge: &Edge) -> Option<Figure> {
        let fall = ceiling(&self.denominator.plus(&self.meeting(edge)?.negated()), !edge.taken)?;
        Some(fall).filter(|fall| self.denominator.plus(&fall.ratio().negated()).is_positive())
    }
}

/// The smallest figure of a denominator's decimals at least a value, or above it when it is not `inclusive`.
fn ceiling(value: &Ratio, inclusive: bool) -> Option<Figure> {
    let figure = floor(&value.negated(), DENOMINATOR_DECIMALS, inclusive)?;
    Some(Figure::round(&figure.ratio().negated(), DENOMINATOR_DECIMALS))
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

    /// The grade of a standing, made as `label` makes it.
    fn grade(scheme: &Scheme, standing: &Standing) -> String {
        let own = standing.numerator.ratio();
        let reference = match &standing.reference {
            Reference::Fixed(reference) => reference.clone(),
            Reference::Sums { numerators, denominators } => {
                numerators.ratio().plus(&own).divided_by(&denominators.plus(&standing.denominator)).unwrap()
            }
        };
        let exact = own.divided_by(&standing.denominator).unwrap().divided_by(&reference).unwrap();
        let graded = match scheme.compare {
            Compare::Exact => exact,
            Compare::Rounded => Figure::round(&exact, scheme.ratio.decimals).ratio(),
        };
        scheme.ratio.band(&graded).unwrap().code.clone()
    }

    fn fixed(numerator: &str, denominator: &str) -> Standing {
        let numerator = Tonnes::parse(numerator).unwrap();
        Standing { numerator, denominator: Ratio::parse(denominator).unwrap(), reference: Reference::Fixed(Ratio::one()) }
    }

    #[test]
    fn a_saving_is_exact_to_the_milligram() {
        let exact = scheme(Compare::Exact, true, 4, &["0.6", "0.8"]);
        let found = outlook(&exact, "2", &fixed("70", "100")).unwrap();
        let (better, worse) = (found.better.unwrap(), found.worse.unwrap());
        assert_eq!(better.numerator.unwrap().to_string(), "10.000000000");
        assert_eq!(better.denominator.unwrap().to_string(), "16.6667");
        assert_eq!(worse.numerator.unwrap().to_string(), "10.000000001");
        assert_eq!(worse.denominator.unwrap().to_string(), "12.5001");
        let rounded = scheme(Compare::Rounded, true, 4, &["0.6", "0.8"]);
        let found = outlook(&rounded, "2", &fixed("70", "100")).unwrap();
        assert_eq!(found.better.unwrap().numerator.unwrap().to_string(), "9.995000000");
    }

    #[test]
    fn the_best_has_no_better_and_the_last_no_worse() {
        let scheme = scheme(Compare::Rounded, true, 4, &["0.6", "0.8"]);
        let find = |grade, numerator| outlook(&scheme, grade, &fixed(numerator, "1")).unwrap();
        assert!(find("1", "0").better.is_none() && find("1", "0").worse.is_some());
        assert!(find("3", "9").worse.is_none() && find("3", "9").better.is_some());
        assert!(outlook(&scheme, "?", &fixed("0", "1")).is_none());
    }

    #[test]
    fn who_makes_up_its_own_pool_cannot_leave_its_grade() {
        let scheme = scheme(Compare::Exact, true, 4, &["0.6", "1.2"]);
        let reference = Reference::Sums { numerators: Tonnes::parse("10").unwrap(), denominators: Ratio::parse("10").unwrap() };
        let standing = Standing { numerator: Tonnes::parse("90").unwrap(), denominator: Ratio::parse("90").unwrap(), reference };
        let found = outlook(&scheme, "2", &standing).unwrap();
        // With 90 of 100 parts of the denominator its ratio is below 100 ÷ 90; with 90 of 100 parts of the numerator above 0.9.
        assert_eq!(found.worse.unwrap().numerator, None);
        assert_eq!(found.better.unwrap().denominator, None);
    }

    proptest! {
        #[test]
        fn the_stated_change_changes_the_grade_and_the_least_less_does_not(
            milligrams in 1i128..10i128.pow(13), above in 1i64..10_000_000, below in 1i64..1000,
            others in 1i128..10i128.pow(13), their in 1i64..10_000_000,
            rounded: bool, inclusive: bool, moves: bool, decimals in 0u8..6,
        ) {
            let compare = if rounded { Compare::Rounded } else { Compare::Exact };
            let scheme = scheme(compare, inclusive, decimals, &["0.6", "0.85", "1.2", "22/7"]);
            let denominator = Ratio::new(above.into(), below.into());
            let numerator = Tonnes::from_milligrams(milligrams).unwrap();
            let reference = if moves {
                Reference::Sums { numerators: Tonnes::from_milligrams(others).unwrap(), denominators: Ratio::new(their.into(), 7) }
            } else {
                Reference::Fixed(Ratio::new(their.into(), 7))
            };
            let standing = Standing { numerator, denominator, reference };
            let own = grade(&scheme, &standing);
            let found = outlook(&scheme, &own, &standing).unwrap();
            let emitting = |numerator| grade(&scheme, &Standing { numerator, ..standing.clone() });
            let making = |change: Ratio| grade(&scheme, &Standing { denominator: standing.denominator.plus(&change), ..standing.clone() });
            let one = Tonnes::from_milligrams(1).unwrap();
            let place = last_place(DENOMINATOR_DECIMALS).unwrap();
            if let Some(step) = found.worse {
                if let Some(more) = step.numerator {
                    prop_assert!(more > Tonnes::ZERO);
                    prop_assert_ne!(emitting(numerator + more), own.clone());
                    prop_assert_eq!(emitting(numerator + more + -one), own.clone());
                } else {
                    prop_assert_eq!(emitting(Tonnes::from_milligrams(10i128.pow(30)).unwrap()), own.clone());
                }
                if let Some(fall) = step.denominator.map(|fall| fall.ratio()) {
                    prop_assert_ne!(making(fall.negated()), own.clone());
                    prop_assert_eq!(making(fall.negated().plus(&place)), own.clone());
                }
            }
            if let Some(step) = found.better {
                if let Some(less) = step.numerator {
                    prop_assert!(less > Tonnes::ZERO);
                    prop_assert_ne!(emitting(numerator + -less), own.clone());
                    prop_assert_eq!(emitting(numerator + -less + one), own.clone());
                }
                if let Some(raise) = step.denominator.map(|raise| raise.ratio()) {
                    prop_assert_ne!(making(raise.clone()), own.clone());
                    prop_assert_eq!(making(raise.plus(&place.negated())), own);
                } else {
                    prop_assert_eq!(making(Ratio::new(10i128.pow(30), 1)), own);
                }
            }
        }
    }
}
