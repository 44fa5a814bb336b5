//! A change of ratio split into its causes.

use super::cause::Cause;
use super::yardstick::Yardstick;
use crate::measure::{Figure, Ratio, Tonnes};
use crate::scheme::{Band, Compare, Scheme};

/// The figure that is graded (mostly a ratio) as the first run has it, then with one cause after another put in place; the last
/// is that of the second run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Split {
    states: [Ratio; 7],
}

/// A step that moved the grade.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Move<'a> {
    /// The cause.
    pub cause: Cause,
    /// The grade before it.
    pub from: &'a str,
    /// The grade after it.
    pub to: &'a str,
}

/// What the figure is made of, step after step.
#[derive(Clone, Debug)]
pub(super) struct Parts<'a> {
    /// As the first run has it, then with corrections, activity, factors and method.
    pub(super) numerators: [Tonnes; 5],
    /// As the first run has it, then with corrections, then as the second has it.
    pub(super) denominators: [Ratio; 3],
    /// Of the first and of the second run.
    pub(super) yardsticks: [Yardstick<'a>; 2],
}

impl Split {
    /// The states that parts come to; nothing when something that divides is not above zero.
    pub(super) fn of(parts: &Parts<'_>) -> Option<Self> {
        let Parts { numerators, denominators: [before, corrected, after], yardsticks: [own, other] } = parts;
        // Corrections that leave a part of a period without a denominator are put in place with the rest of it.
        let corrected = if corrected.is_positive() { corrected } else { before };
        let figure = |numerator: Tonnes, denominator: &Ratio, yardstick: &Yardstick<'_>| {
            yardstick.figure(&numerator.ratio().divided_by(denominator).filter(|_| denominator.is_positive())?)
        };
        let [first, correction, activity, factors, method] = *numerators;
        Some(Self {
            states: [
                figure(first, before, own)?,
                figure(correction, corrected, own)?,
                figure(activity, corrected, own)?,
                figure(factors, corrected, own)?,
                figure(method, corrected, own)?,
                figure(method, after, own)?,
                figure(method, after, other)?,
            ],
        })
    }

    /// The figure of the first run.
    #[must_use]
    pub fn before(&self) -> &Ratio {
        &self.states[0]
    }

    /// The figure of the second run.
    #[must_use]
    pub fn after(&self) -> &Ratio {
        &self.states[6]
    }

    /// The exact effect of each cause, in the order of [`Cause::ALL`]; they sum to the change.
    #[must_use]
    pub fn effects(&self) -> [Ratio; 6] {
        // Most steps change nothing, and lowest terms take long to find.
        let effect = |before: &Ratio, after: &Ratio| if before == after { Ratio::zero() } else { after.plus(&before.negated()).reduced() };
        std::array::from_fn(|at| effect(&self.states[at], &self.states[at + 1]))
    }

    /// The effects in so many decimals: what each step changes of the printed figure, so that they sum to what is printed.
    #[must_use]
    pub fn printed(&self, decimals: u8) -> [Figure; 6] {
        let printed: [Ratio; 7] = std::array::from_fn(|at| Figure::round(&self.states[at], decimals).ratio());
        std::array::from_fn(|at| Figure::round(&printed[at + 1].plus(&printed[at].negated()), decimals))
    }

    /// The steps that moved the grade, in order, as far as the figure alone decides it: see [`super::Compared::moves`].
    #[must_use]
    pub(super) fn moves<'a>(&self, scheme: &'a Scheme) -> Vec<Move<'a>> {
        let grades: Vec<Option<&Band>> = self.states.iter().map(|state| grade(state, scheme)).collect();
        let moved = |(cause, pair): (Cause, &[Option<&'a Band>])| {
            let (from, to) = (&pair[0]?.code, &pair[1]?.code);
            (from != to).then_some(Move { cause, from, to })
        };
        Cause::ALL.into_iter().zip(grades.windows(2)).filter_map(moved).collect()
    }
}

/// The band of an exact figure, as the scheme compares it.
pub(super) fn grade<'a>(figure: &Ratio, scheme: &'a Scheme) -> Option<&'a Band> {
    match scheme.compare {
        Compare::Rounded => scheme.ratio.band_of_figure(&Figure::round(figure, scheme.ratio.decimals)),
        Compare::Exact => scheme.ratio.band(figure),
    }
    .map(AsRef::as_ref)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::release::builtin;

    fn parts(numerators: [i128; 5], denominators: [i128; 3], references: [i128; 2]) -> Parts<'static> {
        Parts {
            numerators: numerators.map(|tonnes| Tonnes::from_milligrams(tonnes * 1_000_000_000).unwrap()),
            denominators: denominators.map(|value| Ratio::new(value, 1)),
            yardsticks: references.map(|value| Yardstick::Reference(Ratio::new(value, 10))),
        }
    }

    #[test]
    fn effects_sum_to_the_change_whatever_is_printed() {
        let split = Split::of(&parts([10, 11, 17, 16, 19], [30, 31, 37], [7, 9])).unwrap();
        let exact = split.effects().into_iter().reduce(|sum, effect| sum.plus(&effect)).unwrap();
        assert_eq!(exact, split.after().plus(&split.before().negated()));
        for decimals in [0, 1, 4, 18] {
            let printed = split.printed(decimals).into_iter().map(|figure| figure.ratio()).reduce(|sum, effect| sum.plus(&effect)).unwrap();
            let [before, after] = [split.before(), split.after()].map(|ratio| Figure::round(ratio, decimals).ratio());
            assert_eq!(printed, after.plus(&before.negated()));
        }
    }

    #[test]
    fn the_steps_that_move_the_grade_are_named() {
        let release = builtin().unwrap().release(None).unwrap();
        let scheme = release.scheme(Some("zhejiang-2021")).unwrap();
        // K = 10 ÷ 10 ÷ 1, 5 ÷ 10 ÷ 1, 5 ÷ 10 ÷ 0.4.
        let split = Split::of(&parts([10, 10, 5, 5, 5], [10, 10, 10], [10, 4])).unwrap();
        let moves = split.moves(scheme);
        assert_eq!(moves, [Move { cause: Cause::Activity, from: "3", to: "1" }, Move { cause: Cause::Reference, from: "1", to: "4" }]);
    }

    #[test]
    fn nothing_is_divided_by_what_is_not_above_zero() {
        assert!(Split::of(&parts([1; 5], [1, 1, 0], [1, 1])).is_none());
        assert!(Split::of(&parts([1; 5], [1, 1, 1], [1, 0])).is_none());
        let split = Split::of(&parts([1; 5], [1, -1, 2], [1, 1])).unwrap();
        assert_eq!(split.effects()[0], Ratio::zero());
    }
}
