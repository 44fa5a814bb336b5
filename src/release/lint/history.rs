//! What a release changes of the one before: rows changed without a word, months that are lost, values that jump.

use rustc_hash::FxHashMap;

use super::super::book::RuleBook;
use super::super::index::CHANGELOG;
use super::super::release::Release;
use super::problem::{Check, Problem};
use super::table::{by_key, is_jump};
use crate::factor::{FactorRow, FactorTable};
use crate::measure::Month;

/// The change log of a folder of rules.
pub(super) struct Notes<'a>(&'a str);

impl<'a> Notes<'a> {
    pub(super) fn of(book: &'a RuleBook) -> Self {
        Self(book.file(CHANGELOG).ok().and_then(|bytes| std::str::from_utf8(bytes).ok()).unwrap_or_default())
    }

    /// Whether it names an id as a word of its own.
    pub(super) fn name(&self, id: &str) -> bool {
        names(self.0, id)
    }

    /// Whether the section of a release names an id.
    fn explain(&self, release: &str, id: &str) -> bool {
        let mut sections = self.0.split("\n## ");
        sections
            .find(|section| section.lines().next().is_some_and(|title| title.trim() == release))
            .is_some_and(|section| names(section, id))
    }
}

fn names(text: &str, id: &str) -> bool {
    text.split(|letter: char| !(letter.is_alphanumeric() || "-_.+".contains(letter))).any(|word| word.trim_end_matches('.') == id)
}

pub(super) fn check(before: &Release, release: &Release, notes: &Notes<'_>) -> Vec<Problem> {
    let pairs = release.tables().iter().filter_map(|table| Some((before.table(&table.name)?, table)));
    let changed = pairs.filter(|(old, new)| old.version != new.version);
    changed.flat_map(|(old, new)| between((old, before), (new, release), notes)).collect()
}

fn between((old, before): (&FactorTable, &Release), (new, release): (&FactorTable, &Release), notes: &Notes<'_>) -> Vec<Problem> {
    let (file, old_file, id) = (new.file(), old.file(), release.id());
    let (old_names, names) = (before.nomenclature(), release.nomenclature());
    let old_rows: FxHashMap<&str, &FactorRow> = old.rows().iter().map(|row| (row.id.as_str(), row)).collect();
    let mut problems = Vec::new();
    for (line, row) in (2u64..).zip(new.rows()) {
        let Some(before) = old_rows.get(row.id.as_str()) else { continue };
        if before.cells(old_names) != row.cells(names) && !notes.explain(id, &row.id) {
            problems.push(Problem::new(Check::ChangedRow, &file, line, &[&row.id, &old_file, id]));
        }
    }
    let keys = by_key(new, &names.regions);
    for (key, rows) in by_key(old, &old_names.regions) {
        let now: &[(u64, &FactorRow)] = keys.get(&key).map_or(&[], Vec::as_slice);
        for (_, row) in rows {
            if let Some(month) = lost_month(row, now).filter(|_| !notes.explain(id, &row.id)) {
                problems.push(Problem::new(Check::LostMonths, &file, 0, &[&row.id, &old_file, &month.to_string()]));
            }
            let same = now.iter().find(|(_, other)| (other.valid_from, other.valid_to) == (row.valid_from, row.valid_to));
            if let Some((line, other)) = same.filter(|(_, other)| is_jump(row, other) && !notes.name(&other.id)) {
                problems.push(Problem::new(Check::Jump, &file, *line, &[&other.id, &row.id]));
            }
        }
    }
    problems
}

/// The first month that a row covered and none of `now` does. Cover changes only where a row begins or after it ends, so
/// those months are all that need looking at.
fn lost_month(row: &FactorRow, now: &[(u64, &FactorRow)]) -> Option<Month> {
    let first = Month::new(1900, 1).into_iter();
    let last = Month::new(2199, 12).into_iter();
    let begins = row.valid_from.and_then(|date| if date.is_day() { first_covered(row, date.month()?) } else { date.month() });
    let ends = now.iter().filter_map(|(_, other)| other.valid_to?.month()).flat_map(|month| [Some(month), next(month)]).flatten();
    let mut months: Vec<Month> = first.chain(last).chain(begins).chain(ends).filter(|month| row.covers(*month)).collect();
    months.sort_unstable();
    months.into_iter().find(|month| !now.iter().any(|(_, other)| other.covers(*month)))
}

/// The month in which a row begins, or the next when it begins after the month's first day.
fn first_covered(row: &FactorRow, month: Month) -> Option<Month> {
    if row.has_begun(month) { Some(month) } else { next(month) }
}

fn next(month: Month) -> Option<Month> {
    Month::new(month.year() + u16::from(month.number() == 12), month.number() % 12 + 1)
}
