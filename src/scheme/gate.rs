//! Gates: rules that change a grade after it was given.

use crate::measure::Ratio;

/// When a gate closes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Condition {
    /// An indicator of the batch, or `rising_years` of a trend, reaches a value. One that is missing reaches nothing.
    Indicator {
        /// Its name.
        name: String,
        /// The value.
        at_least: Ratio,
    },
    /// The label carries a flag, whatever stands behind its colon.
    Flag(String),
}

/// What a gate does to a grade; grades are places on the scale, 0 the best.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// It becomes this one.
    Set(usize),
    /// It becomes this one if it is better.
    AtBest(usize),
    /// It becomes so many steps worse.
    Down(usize),
}

/// One gate. Gates are passed in their order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gate {
    /// When it closes.
    pub condition: Condition,
    /// The grades to which it applies; every grade when empty.
    pub from: Vec<usize>,
    /// What it does.
    pub effect: Effect,
}

impl Gate {
    /// The grade behind the gate, on a scale of so many grades.
    #[must_use]
    pub fn pass(&self, grade: usize, grades: usize, holds: impl Fn(&Condition) -> bool) -> usize {
        if (!self.from.is_empty() && !self.from.contains(&grade)) || !holds(&self.condition) {
            return grade;
        }
        let worst = grades.saturating_sub(1);
        match self.effect {
            Effect::Set(to) => to.min(worst),
            Effect::AtBest(best) => grade.max(best).min(worst),
            Effect::Down(steps) => grade.saturating_add(steps).min(worst),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_gate_changes_the_grades_that_it_names() {
        let gate = |from: &[usize], effect| Gate { condition: Condition::Flag("f".to_owned()), from: from.to_vec(), effect };
        for (gate, grade, want) in [
            (gate(&[], Effect::Set(3)), 0, 3),
            (gate(&[], Effect::Set(0)), 2, 0),
            (gate(&[1], Effect::Set(3)), 0, 0),
            (gate(&[], Effect::AtBest(2)), 0, 2),
            (gate(&[], Effect::AtBest(2)), 3, 3),
            (gate(&[], Effect::Down(2)), 1, 3),
            (gate(&[], Effect::Down(9)), 1, 3),
        ] {
            assert_eq!(gate.pass(grade, 4, |_| true), want, "{gate:?} {grade}");
            assert_eq!(gate.pass(grade, 4, |_| false), grade);
        }
    }
}
