//! A run in sums: grade rows go in one after another, counts and exact totals come out. Nothing depends on their order.

use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::FxHashSet;

use super::evidence::RunContext;
use super::tally::{KIND, Kinds, Tallies};
use super::toplist::{Lists, Place};
use crate::ledger::{GradeFigures, GradeRow};
use crate::measure::Tonnes;
use crate::nomenclature::PeerLevel;

/// Counts and totals of a group of enterprises.
#[derive(Clone, Debug, Default)]
pub(super) struct Group {
    /// Enterprises.
    pub enterprises: u64,
    /// How many have which status.
    pub statuses: BTreeMap<String, u64>,
    /// How many have which grade.
    pub grades: BTreeMap<String, u64>,
    /// How many have which level.
    pub levels: BTreeMap<String, u64>,
    /// Sums of the columns of [`SUMMED`], empty cells left out.
    pub sums: [Tonnes; SUMMED.len()],
    /// Enterprises with emissions but without an energy use in standard coal: with any, the sum says nothing.
    pub without_energy: u64,
}

/// The columns of `grades.csv` that are summed.
pub(super) const SUMMED: [&str; 6] = GradeFigures::TOTALS;

impl Group {
    pub(super) fn merge(&mut self, other: &Self) {
        self.enterprises += other.enterprises;
        self.without_energy += other.without_energy;
        for (counts, more) in [(&mut self.statuses, &other.statuses), (&mut self.grades, &other.grades), (&mut self.levels, &other.levels)]
        {
            for (code, many) in more {
                count(counts, code, *many);
            }
        }
        for (sum, more) in self.sums.iter_mut().zip(other.sums) {
            *sum += more;
        }
    }

    /// How many have the status `graded`.
    pub(super) fn graded(&self) -> u64 {
        self.statuses.get("graded").copied().unwrap_or(0)
    }

    /// Emissions.
    pub(super) fn emissions(&self) -> Tonnes {
        self.sums[0]
    }

    /// The sum of a column of [`SUMMED`]; none for energy that is not known of everybody.
    pub(super) fn sum(&self, column: &str) -> Option<String> {
        let at = SUMMED.iter().position(|name| *name == column)?;
        let known = column != "energy_tce" || self.without_energy == 0;
        known.then(|| self.sums[at].to_string())
    }
}

/// Adds to the count of a code; what has none is not counted.
pub(super) fn count(counts: &mut BTreeMap<String, u64>, code: &str, many: u64) {
    if !code.is_empty() {
        *counts.entry(code.to_owned()).or_default() += many;
    }
}

/// A section with its divisions.
#[derive(Clone, Debug, Default)]
pub(super) struct Section {
    /// The section as a whole.
    pub total: Group,
    /// Its divisions by their code.
    pub divisions: BTreeMap<String, Group>,
}

/// A run in sums.
#[derive(Clone, Debug, Default)]
pub struct Overview {
    kinds: Kinds,
    by_industry: Tallies,
    by_region: Tallies,
    /// Cells of flags as they stand in the rows.
    flags: FxHashSet<Vec<u8>>,
    lists: Lists,
}

impl Overview {
    /// An empty overview that keeps the rows for the table of a run of so many enterprises: all of them, or those of the top
    /// lists.
    #[must_use]
    pub fn of_run(enterprises: usize) -> Self {
        Self { lists: Lists::of_run(enterprises), ..Self::default() }
    }

    /// Takes in one row, and its figures as numbers.
    pub fn add(&mut self, row: &GradeRow, figures: &GradeFigures) {
        let kind = self.kinds.of(const { GradeRow::places(KIND) }.map(|place| row.bytes_at(place)));
        self.by_industry.of(row.bytes_at(const { GradeRow::place("industry") })).add(kind, &figures.totals);
        self.by_region.of(row.bytes_at(const { GradeRow::place("region") })).add(kind, &figures.totals);
        let flags = row.bytes_at(const { GradeRow::place("flags") });
        if !flags.is_empty() && !self.flags.contains(flags) {
            self.flags.insert(flags.to_owned());
        }
        self.lists.offer(row, figures);
    }

    /// The same of a row alone.
    #[cfg(test)]
    pub(super) fn add_row(&mut self, row: &GradeRow) {
        self.add(row, &GradeFigures::of(row));
    }

    /// Takes in what another one took in.
    pub fn merge(&mut self, other: Self) {
        let kinds = self.kinds.merge(&other.kinds);
        self.by_industry.merge(&other.by_industry, &kinds);
        self.by_region.merge(&other.by_region, &kinds);
        self.flags.extend(other.flags);
        self.lists.merge(other.lists);
    }

    /// The run as a whole.
    pub(super) fn total(&self) -> Group {
        let mut total = Group::default();
        self.by_industry.groups(&self.kinds).values().for_each(|group| total.merge(group));
        total
    }

    /// How many rows have which status.
    #[must_use]
    pub fn statuses(&self) -> BTreeMap<String, u64> {
        self.total().statuses
    }

    /// The rows for the table, each once with the lists that it stands in, largest emitters first; those without emissions
    /// stand last.
    pub(super) fn rows(&self) -> BTreeMap<Place<'_>, (&GradeRow, String)> {
        self.lists.rows()
    }

    /// Every industry's code as it stands in the rows, sorted.
    pub(super) fn industry_codes(&self) -> impl Iterator<Item = &str> {
        self.by_industry.codes().into_keys()
    }

    /// Every region's code as it stands in the rows, sorted.
    pub(super) fn region_codes(&self) -> impl Iterator<Item = &str> {
        self.by_region.codes().into_keys()
    }

    /// Every flag of the rows.
    pub(super) fn flags(&self) -> BTreeSet<&str> {
        let cells = self.flags.iter().filter_map(|cell| std::str::from_utf8(cell).ok());
        cells.flat_map(|cell| cell.split(';')).filter(|flag| !flag.is_empty()).collect()
    }

    /// Sections by letter, those whose industry is not known under an empty one.
    pub(super) fn sections(&self, context: RunContext<'_>) -> BTreeMap<String, Section> {
        let mut sections: BTreeMap<String, Section> = BTreeMap::new();
        for (code, group) in self.by_industry.groups(&self.kinds) {
            let industry = context.release.nomenclature().industries.parse(code).ok();
            let at = |level| industry.as_ref().and_then(|industry| industry.at(level));
            let section = sections.entry(at(PeerLevel::Section).unwrap_or_default()).or_default();
            section.total.merge(&group);
            if let Some(division) = at(PeerLevel::Division) {
                section.divisions.entry(division).or_default().merge(&group);
            }
        }
        sections
    }

    /// Provinces by code, each with its name; those that are not known under an empty code.
    pub(super) fn provinces(&self, context: RunContext<'_>) -> BTreeMap<(String, String), Group> {
        let mut provinces: BTreeMap<(String, String), Group> = BTreeMap::new();
        for (code, group) in self.by_region.groups(&self.kinds) {
            provinces.entry(context.province(code).unwrap_or_default()).or_default().merge(&group);
        }
        provinces
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::trial::grade_row;

    #[test]
    fn a_sum_of_energy_needs_everybody() {
        let mut overview = Overview::default();
        overview.add_row(&grade_row(&[("emissions_t", "1.5"), ("energy_tce", "2")]));
        assert_eq!(overview.total().sum("energy_tce").as_deref(), Some("2.000000000"));
        overview.add_row(&grade_row(&[("emissions_t", "1.25")]));
        let total = overview.total();
        assert_eq!((total.sum("energy_tce"), total.sum("emissions_t").as_deref()), (None, Some("2.750000000")));
        overview.add_row(&grade_row(&[("status", "no_activity")]));
        assert_eq!(overview.total().without_energy, 1);
    }
}
