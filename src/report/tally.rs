//! Counting rows by code: what is the same of many is kept once, so that a row is a few additions.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use super::overview::{Group, count};
use crate::measure::Tonnes;

/// The columns whose codes are counted in every group.
pub(super) const KIND: [&str; 3] = ["status", "grade", "level"];

/// Status, grade and level of rows, each combination once. There are some twenty in a run.
#[derive(Clone, Debug, Default)]
pub(super) struct Kinds(Vec<[String; 3]>);

impl Kinds {
    /// The place of a combination, which is added when it is new.
    pub(super) fn of(&mut self, codes: [&[u8]; 3]) -> usize {
        let [status, grade, level] = codes;
        // Most differ in the grade. To compare empty texts takes longer than all others.
        let is_equal = |text: &String, code: &[u8]| text.len() == code.len() && (code.is_empty() || text.as_bytes() == code);
        let is_same = |[a, b, c]: &[String; 3]| is_equal(b, grade) && is_equal(c, level) && is_equal(a, status);
        self.0.iter().position(is_same).unwrap_or_else(|| {
            self.0.push(codes.map(|code| String::from_utf8_lossy(code).into_owned()));
            self.0.len() - 1
        })
    }

    /// Takes in those of another list, and gives the place of each.
    pub(super) fn merge(&mut self, other: &Self) -> Vec<usize> {
        other.0.iter().map(|codes| self.of(codes.each_ref().map(|code| code.as_bytes()))).collect()
    }
}

/// Counts and totals of the rows with one code.
#[derive(Clone, Debug, Default)]
pub(super) struct Tally {
    /// Rows by the place of their kind.
    kinds: Vec<u64>,
    sums: [Tonnes; 6],
    without_energy: u64,
}

impl Tally {
    /// Takes in one row.
    pub(super) fn add(&mut self, kind: usize, totals: &[Option<Tonnes>; 6]) {
        self.count(kind, 1);
        for (sum, total) in self.sums.iter_mut().zip(totals) {
            *sum += total.unwrap_or_default();
        }
        let [emissions, .., energy] = totals;
        self.without_energy += u64::from(emissions.is_some() && energy.is_none());
    }

    fn count(&mut self, kind: usize, many: u64) {
        if self.kinds.len() <= kind {
            self.kinds.resize(kind + 1, 0);
        }
        self.kinds[kind] += many;
    }

    fn group(&self, kinds: &Kinds) -> Group {
        let mut group = Group { sums: self.sums, without_energy: self.without_energy, ..Group::default() };
        for ([status, grade, level], many) in kinds.0.iter().zip(&self.kinds).filter(|(_, many)| **many > 0) {
            group.enterprises += many;
            count(&mut group.statuses, status, *many);
            count(&mut group.grades, grade, *many);
            count(&mut group.levels, level, *many);
        }
        group
    }
}

/// Tallies by code.
#[derive(Clone, Debug, Default)]
pub(super) struct Tallies {
    places: FxHashMap<Vec<u8>, usize>,
    tallies: Vec<Tally>,
}

impl Tallies {
    /// That of a code, begun when there is none.
    pub(super) fn of(&mut self, code: &[u8]) -> &mut Tally {
        let place = self.places.get(code).copied().unwrap_or_else(|| {
            self.places.insert(code.to_owned(), self.tallies.len());
            self.tallies.push(Tally::default());
            self.tallies.len() - 1
        });
        &mut self.tallies[place]
    }

    /// Takes in those of others, the places of whose kinds are `kinds`.
    pub(super) fn merge(&mut self, other: &Self, kinds: &[usize]) {
        for (code, place) in &other.places {
            let (own, other) = (self.of(code), &other.tallies[*place]);
            own.without_energy += other.without_energy;
            own.sums.iter_mut().zip(other.sums).for_each(|(sum, more)| *sum += more);
            kinds.iter().zip(&other.kinds).for_each(|(kind, many)| own.count(*kind, *many));
        }
    }

    /// Codes in their order, each with its tally.
    pub(super) fn codes(&self) -> BTreeMap<&str, &Tally> {
        self.places.iter().map(|(code, place)| (std::str::from_utf8(code).unwrap_or_default(), &self.tallies[*place])).collect()
    }

    /// The same as groups.
    pub(super) fn groups(&self, kinds: &Kinds) -> BTreeMap<&str, Group> {
        self.codes().into_iter().map(|(code, tally)| (code, tally.group(kinds))).collect()
    }
}
