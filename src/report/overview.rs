//! A run in sums: grade rows go in one after another, counts and exact totals come out. Nothing depends on their order.

use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::{FxHashMap, FxHashSet};

use super::evidence::RunContext;
use super::toplist::{Lists, Place};
use crate::ledger::GradeRow;
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
pub(super) const SUMMED: [&str; 6] = ["emissions_t", "scope1_t", "scope2_t", "deducted_t", "biogenic_t", "energy_tce"];

/// What groups take of a row.
struct Counted<'a> {
    status: &'a str,
    grade: &'a str,
    level: &'a str,
    masses: [Option<Tonnes>; SUMMED.len()],
}

impl<'a> Counted<'a> {
    fn of(row: &'a GradeRow) -> Self {
        Self {
            status: row.at(const { GradeRow::place("status") }),
            grade: row.at(const { GradeRow::place("grade") }),
            level: row.at(const { GradeRow::place("level") }),
            masses: const { GradeRow::places(SUMMED) }.map(|place| Tonnes::parse(row.at(place))),
        }
    }
}

impl Group {
    fn add(&mut self, row: &Counted<'_>) {
        self.enterprises += 1;
        for (counts, code) in [(&mut self.statuses, row.status), (&mut self.grades, row.grade), (&mut self.levels, row.level)] {
            count(counts, code, 1);
        }
        for (sum, mass) in self.sums.iter_mut().zip(row.masses) {
            *sum += mass.unwrap_or_default();
        }
        let [emissions, .., energy] = row.masses;
        self.without_energy += u64::from(emissions.is_some() && energy.is_none());
    }

    fn merge(&mut self, other: &Self) {
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

fn count(counts: &mut BTreeMap<String, u64>, code: &str, many: u64) {
    if code.is_empty() {
        return;
    }
    match counts.get_mut(code) {
        Some(number) => *number += many,
        None => {
            counts.insert(code.to_owned(), many);
        }
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

/// Groups by code.
#[derive(Clone, Debug, Default)]
struct Groups {
    places: FxHashMap<String, usize>,
    groups: Vec<Group>,
}

impl Groups {
    /// The group of a code, begun when there is none.
    fn of(&mut self, code: &str) -> &mut Group {
        let place = self.places.get(code).copied().unwrap_or_else(|| {
            self.places.insert(code.to_owned(), self.groups.len());
            self.groups.push(Group::default());
            self.groups.len() - 1
        });
        &mut self.groups[place]
    }

    fn merge(&mut self, other: &Self) {
        other.sorted().into_iter().for_each(|(code, group)| self.of(code).merge(group));
    }

    fn sorted(&self) -> BTreeMap<&str, &Group> {
        self.places.iter().map(|(code, place)| (code.as_str(), &self.groups[*place])).collect()
    }
}

/// A run in sums.
#[derive(Clone, Debug, Default)]
pub struct Overview {
    by_industry: Groups,
    by_region: Groups,
    /// Cells of flags as they stand in the rows.
    flags: FxHashSet<String>,
    lists: Lists,
}

impl Overview {
    /// An empty overview that keeps the rows for the table of a run of so many enterprises: all of them, or those of the top
    /// lists.
    #[must_use]
    pub fn of_run(enterprises: usize) -> Self {
        Self { lists: Lists::of_run(enterprises), ..Self::default() }
    }

    /// Takes in one row.
    pub fn add(&mut self, row: &GradeRow) {
        let counted = Counted::of(row);
        self.by_industry.of(row.at(const { GradeRow::place("industry") })).add(&counted);
        self.by_region.of(row.at(const { GradeRow::place("region") })).add(&counted);
        let flags = row.at(const { GradeRow::place("flags") });
        if !self.flags.contains(flags) {
            self.flags.insert(flags.to_owned());
        }
        let [emissions, ..] = counted.masses;
        self.lists.offer(emissions, row);
    }

    /// Takes in what another one took in.
    pub fn merge(&mut self, other: Self) {
        self.by_industry.merge(&other.by_industry);
        self.by_region.merge(&other.by_region);
        self.flags.extend(other.flags);
        self.lists.merge(other.lists);
    }

    /// The run as a whole.
    pub(super) fn total(&self) -> Group {
        let mut total = Group::default();
        self.by_industry.groups.iter().for_each(|group| total.merge(group));
        total
    }

    /// The rows for the table, each once with the lists that it stands in, largest emitters first; those without emissions
    /// stand last.
    pub(super) fn rows(&self) -> BTreeMap<Place<'_>, (&GradeRow, String)> {
        self.lists.rows()
    }

    /// Every industry's code as it stands in the rows, sorted.
    pub(super) fn industry_codes(&self) -> impl Iterator<Item = &str> {
        self.by_industry.sorted().into_keys()
    }

    /// Every region's code as it stands in the rows, sorted.
    pub(super) fn region_codes(&self) -> impl Iterator<Item = &str> {
        self.by_region.sorted().into_keys()
    }

    /// Every flag of the rows.
    pub(super) fn flags(&self) -> BTreeSet<&str> {
        self.flags.iter().flat_map(|cell| cell.split(';')).filter(|flag| !flag.is_empty()).collect()
    }

    /// Sections by letter, those whose industry is not known under an empty one.
    pub(super) fn sections(&self, context: RunContext<'_>) -> BTreeMap<String, Section> {
        let mut sections: BTreeMap<String, Section> = BTreeMap::new();
        for (code, group) in self.by_industry.sorted() {
            let industry = context.release.nomenclature().industries.parse(code).ok();
            let at = |level| industry.as_ref().and_then(|industry| industry.at(level));
            let section = sections.entry(at(PeerLevel::Section).unwrap_or_default()).or_default();
            section.total.merge(group);
            if let Some(division) = at(PeerLevel::Division) {
                section.divisions.entry(division).or_default().merge(group);
            }
        }
        sections
    }

    /// Provinces by code, each with its name; those that are not known under an empty code.
    pub(super) fn provinces(&self, context: RunContext<'_>) -> BTreeMap<(String, String), Group> {
        let mut provinces: BTreeMap<(String, String), Group> = BTreeMap::new();
        for (code, group) in self.by_region.sorted() {
            provinces.entry(context.province(code).unwrap_or_default()).or_default().merge(group);
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
        overview.add(&grade_row(&[("emissions_t", "1.5"), ("energy_tce", "2")]));
        assert_eq!(overview.total().sum("energy_tce").as_deref(), Some("2.000000000"));
        overview.add(&grade_row(&[("emissions_t", "1.25")]));
        let total = overview.total();
        assert_eq!((total.sum("energy_tce"), total.sum("emissions_t").as_deref()), (None, Some("2.750000000")));
        overview.add(&grade_row(&[("status", "no_activity")]));
        assert_eq!(overview.total().without_energy, 1);
    }
}
