//! The intensities of a pool, sorted once, and a look at them with or without one member.

use std::ops::Range;

use rayon::slice::ParallelSliceMut;

use super::rounded::rounded;
use crate::measure::Ratio;

/// Exact values in rising order, with what their means need.
#[derive(Clone, Debug, Default)]
pub struct Sorted {
    values: Vec<Ratio>,
    /// The sum of the first values, each as it enters a mean; one more than there are values.
    sums: Vec<Ratio>,
}

impl Sorted {
    /// Sorts values by what they are exactly. Equal ones cannot be told apart, so the order of arrival does not matter.
    #[must_use]
    pub fn new(mut values: Vec<Ratio>) -> Self {
        values.par_sort_unstable();
        let mut sum = rounded(&Ratio::zero());
        let mut sums = vec![sum.clone()];
        for value in &values {
            sum = sum.plus(&rounded(value));
            sums.push(sum.clone());
        }
        Self { values, sums }
    }

    /// All of them.
    #[must_use]
    pub fn all(&self) -> Sample<'_> {
        Sample { sorted: self, without: None }
    }

    /// All but one of this value; all when there is none.
    #[must_use]
    pub fn without(&self, value: &Ratio) -> Sample<'_> {
        let place = self.below(value);
        Sample { sorted: self, without: self.values.get(place).filter(|found| *found == value).map(|_| place) }
    }

    /// How many are smaller.
    #[must_use]
    pub fn below(&self, value: &Ratio) -> usize {
        self.values.partition_point(|other| other < value)
    }

    /// How many there are.
    #[must_use]
    pub fn count(&self) -> usize {
        self.values.len()
    }
}

/// Sorted values, perhaps without one of them.
#[derive(Clone, Copy, Debug)]
pub struct Sample<'a> {
    sorted: &'a Sorted,
    without: Option<usize>,
}

impl<'a> Sample<'a> {
    /// How many there are.
    #[must_use]
    pub fn count(self) -> usize {
        self.sorted.values.len() - usize::from(self.without.is_some())
    }

    /// The value at a place, counted from the smallest.
    #[must_use]
    pub fn value(self, place: usize) -> Option<&'a Ratio> {
        self.sorted.values.get(place + usize::from(self.is_behind(place)))
    }

    /// The sum of the values at some places, each as it enters a mean.
    pub(super) fn sum(self, places: Range<usize>) -> Ratio {
        self.first(places.end).minus(&self.first(places.start))
    }

    fn first(self, count: usize) -> Ratio {
        let sums = &self.sorted.sums;
        let sum = |count: usize| sums.get(count).cloned().unwrap_or_else(Ratio::zero);
        match self.without {
            Some(at) if at < count => sum(count + 1).minus(&rounded(&self.sorted.values[at])),
            _ => sum(count),
        }
    }

    /// Whether a place lies at or behind the one that is left out.
    fn is_behind(self, place: usize) -> bool {
        self.without.is_some_and(|at| at <= place)
    }
}
