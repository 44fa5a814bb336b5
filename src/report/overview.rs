//! A run in sums: grade rows go in one after another, counts and exact totals come out. Nothing depends on their order.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::evidence::RunContext;
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

impl Group {
    fn add(&mut self, row: &GradeRow) {
        self.enterprises += 1;
        for (counts, column) in [(&mut self.statuses, "status"), (&mut self.grades, "grade"), (&mut self.levels, "level")] {
            count(counts, row.get(column), 1);
        }
        for (sum, column) in self.sums.iter_mut().zip(SUMMED) {
            *sum += Tonnes::parse(row.get(column)).unwrap_or_default();
        }
        self.without_energy += u64::from(!row.get("emissions_t").is_empty() && row.get("energy_tce").is_empty());
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

/// A run in sums.
#[derive(Clone, Debug, Default)]
pub struct Overview {
    pub(super) total: Group,
    by_industry: BTreeMap<String, Group>,
    by_region: BTreeMap<String, Group>,
    largest: BTreeMap<(Reverse<Option<Tonnes>>, String), GradeRow>,
    kept: usize,
}

impl Overview {
    /// An empty overview that will keep the rows of the `kept` largest emitters for a table.
    #[must_use]
    pub fn new(kept: usize) -> Self {
        Self { kept, ..Self::default() }
    }

    /// Takes in one row.
    pub fn add(&mut self, row: &GradeRow) {
        self.total.add(row);
        self.by_industry.entry(row.get("industry").to_owned()).or_default().add(row);
        self.by_region.entry(row.get("region").to_owned()).or_default().add(row);
        self.keep(row);
    }

    fn keep(&mut self, row: &GradeRow) {
        let emissions = Reverse(Tonnes::parse(row.get("emissions_t")));
        let is_full = self.largest.len() >= self.kept;
        let last = self.largest.last_key_value().map(|((emissions, id), _)| (*emissions, id.as_str()));
        if is_full && last.is_none_or(|last| last <= (emissions, row.get("enterprise_id"))) {
            return;
        }
        self.largest.insert((emissions, row.get("enterprise_id").to_owned()), row.clone());
        if self.largest.len() > self.kept {
            self.largest.pop_last();
        }
    }

    /// The rows that were kept, largest emitters first; those without emissions stand last.
    pub(super) fn largest(&self) -> impl Iterator<Item = &GradeRow> {
        self.largest.values()
    }

    /// Every region's code as it stands in the rows.
    pub(super) fn region_codes(&self) -> impl Iterator<Item = &str> {
        self.by_region.keys().map(String::as_str)
    }

    /// Sections by letter, those whose industry is not known under an empty one.
    pub(super) fn sections(&self, context: RunContext<'_>) -> BTreeMap<String, Section> {
        let mut sections: BTreeMap<String, Section> = BTreeMap::new();
        for (code, group) in &self.by_industry {
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
        for (code, group) in &self.by_region {
            provinces.entry(context.province(code).unwrap_or_default()).or_default().merge(group);
        }
        provinces
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::trial::grade_row;

    fn row(id: &str, emissions: &str) -> GradeRow {
        grade_row(&[("enterprise_id", id), ("emissions_t", emissions), ("status", "graded")])
    }

    #[test]
    fn the_largest_are_kept_whatever_the_order() {
        let rows = [row("a", "1"), row("b", "30"), row("c", "30"), row("d", ""), row("e", "200")];
        for turn in 0..rows.len() {
            for (kept, want) in [(0, ""), (2, "eb"), (3, "ebc"), (5, "ebcad")] {
                let mut overview = Overview::new(kept);
                rows.iter().cycle().skip(turn).take(rows.len()).for_each(|row| overview.add(row));
                let ids: String = overview.largest().map(|row| row.get("enterprise_id")).collect();
                assert_eq!(ids, want, "from {turn}, {kept} kept");
            }
        }
    }

    #[test]
    fn a_sum_of_energy_needs_everybody() {
        let mut overview = Overview::new(0);
        overview.add(&grade_row(&[("emissions_t", "1.5"), ("energy_tce", "2")]));
        assert_eq!(overview.total.sum("energy_tce").as_deref(), Some("2.000000000"));
        overview.add(&grade_row(&[("emissions_t", "1.25")]));
        assert_eq!((overview.total.sum("energy_tce"), overview.total.sum("emissions_t").as_deref()), (None, Some("2.750000000")));
        overview.add(&grade_row(&[("status", "no_activity")]));
        assert_eq!(overview.total.without_energy, 1);
    }
}
