//! The rows of a run that its page shows: all of a small one; of a large one the largest emitters, the worst ratios and the
//! largest emitters without a grade.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::index_view::IndexView;
use crate::ledger::{GradeFigures, GradeRow};
use crate::measure::{Ratio, Tonnes};

/// Where a row stands in the table: by emissions, the largest first, then by id. Those without emissions stand last.
pub(super) type Place<'a> = (Reverse<Option<Tonnes>>, &'a str);

/// The first rows of a run in some order; of equals those with the smaller id.
#[derive(Clone, Debug)]
struct TopList<K> {
    longest: usize,
    rows: BTreeMap<(Reverse<K>, String), (Option<Tonnes>, GradeRow)>,
}

impl<K: Ord + Clone> TopList<K> {
    fn new(longest: usize) -> Self {
        Self { longest, rows: BTreeMap::new() }
    }

    fn offer(&mut self, key: &K, emissions: Option<Tonnes>, row: &GradeRow) {
        let id = || row.at(const { GradeRow::place("enterprise_id") });
        // Nearly every row of a large run is told by its key.
        let is_behind = |((Reverse(last), last_id), _): (&(Reverse<K>, String), _)| key < last || (key == last && last_id.as_str() <= id());
        if self.rows.len() >= self.longest && self.rows.last_key_value().is_none_or(is_behind) {
            return;
        }
        self.rows.insert((Reverse(key.clone()), id().to_owned()), (emissions, row.clone()));
        self.shorten();
    }

    fn merge(&mut self, other: Self) {
        self.rows.extend(other.rows);
        self.shorten();
    }

    fn shorten(&mut self) {
        while self.rows.len() > self.longest {
            self.rows.pop_last();
        }
    }
}

/// The lists of a run.
#[derive(Clone, Debug)]
pub(super) struct Lists {
    emitters: TopList<Option<Tonnes>>,
    ratios: TopList<Ratio>,
    ungraded: TopList<Option<Tonnes>>,
}

impl Default for Lists {
    /// Lists that keep nothing.
    fn default() -> Self {
        Self { emitters: TopList::new(0), ratios: TopList::new(0), ungraded: TopList::new(0) }
    }
}

impl Lists {
    /// Those of a run of so many enterprises.
    pub(super) fn of_run(enterprises: usize) -> Self {
        if enterprises <= IndexView::WHOLE {
            return Self { emitters: TopList::new(IndexView::WHOLE), ..Self::default() };
        }
        Self { emitters: TopList::new(IndexView::LIST), ratios: TopList::new(IndexView::LIST), ungraded: TopList::new(IndexView::LIST) }
    }

    pub(super) fn offer(&mut self, row: &GradeRow, figures: &GradeFigures) {
        let GradeFigures { totals: [emissions, ..], ratio } = figures;
        self.emitters.offer(emissions, *emissions, row);
        if let Some(ratio) = ratio {
            self.ratios.offer(ratio, *emissions, row);
        }
        if row.bytes_at(const { GradeRow::place("status") }) != b"graded" {
            self.ungraded.offer(emissions, *emissions, row);
        }
    }

    pub(super) fn merge(&mut self, other: Self) {
        self.emitters.merge(other.emitters);
        self.ratios.merge(other.ratios);
        self.ungraded.merge(other.ungraded);
    }

    /// Each row once, with the letters of its lists: `e`mitters, `r`atios, `u`ngraded.
    pub(super) fn rows(&self) -> BTreeMap<Place<'_>, (&GradeRow, String)> {
        let mut rows: BTreeMap<Place<'_>, (&GradeRow, String)> = BTreeMap::new();
        let emitters = self.emitters.rows.values().map(|row| ('e', row));
        let ratios = self.ratios.rows.values().map(|row| ('r', row));
        let ungraded = self.ungraded.rows.values().map(|row| ('u', row));
        for (letter, (emissions, row)) in emitters.chain(ratios).chain(ungraded) {
            rows.entry((Reverse(*emissions), row.get("enterprise_id"))).or_insert_with(|| (row, String::new())).1.push(letter);
        }
        rows
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::trial::grade_row;

    fn row(id: &str, emissions: &str, status: &str, ratio: &str) -> GradeRow {
        grade_row(&[("enterprise_id", id), ("emissions_t", emissions), ("status", status), ("ratio", ratio)])
    }

    fn rows() -> [GradeRow; 5] {
        [
            row("a", "1", "graded", "10.5"),
            row("b", "30", "data_errors", ""),
            row("c", "30", "graded", "2.5"),
            row("d", "", "no_activity", ""),
            row("e", "200", "graded", "2.5"),
        ]
    }

    /// The lists of the rows from a place on, made in two parts.
    fn lists(longest: [usize; 3], turn: usize, cut: usize) -> Lists {
        let empty = || Lists { emitters: TopList::new(longest[0]), ratios: TopList::new(longest[1]), ungraded: TopList::new(longest[2]) };
        let (mut first, mut second) = (empty(), empty());
        let rows = rows();
        for (at, row) in rows.iter().cycle().skip(turn).take(rows.len()).enumerate() {
            let part = if at < cut { &mut first } else { &mut second };
            part.offer(row, &GradeFigures::of(row));
        }
        first.merge(second);
        first
    }

    #[test]
    fn the_first_are_kept_whatever_the_order_and_the_parts() {
        for (turn, cut) in (0..5).flat_map(|turn| (0..5).map(move |cut| (turn, cut))) {
            for (longest, want) in [
                ([0, 0, 0], ""),
                ([2, 0, 0], "e:e b:e"),
                ([3, 0, 0], "e:e b:e c:e"),
                ([5, 0, 0], "e:e b:e c:e a:e d:e"),
                ([1, 2, 1], "e:e b:u c:r a:r"),
                ([1, 3, 2], "e:er b:u c:r a:r d:u"),
            ] {
                let lists = lists(longest, turn, cut);
                let found: Vec<String> = lists.rows().iter().map(|((_, id), (_, letters))| format!("{id}:{letters}")).collect();
                assert_eq!(found.join(" "), want, "from {turn}, cut at {cut}");
            }
        }
    }
}
