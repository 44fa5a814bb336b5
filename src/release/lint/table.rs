//! The rows of one table.

use std::collections::BTreeMap;

use super::super::release::Release;
use super::history::Notes;
use super::problem::{Check, Problem};
use crate::factor::{FactorRow, FactorTable, ParameterKind};
use crate::measure::{Exact, Ratio};
use crate::nomenclature::{Regions, Units};

/// What a factor is asked for, without the month; regions by their codes, which two releases share.
pub(super) type Key<'a> = (&'a str, &'a str, &'a str, &'a str);

/// Rows by their key, each with its line, in order of validity.
pub(super) fn by_key<'a>(table: &'a FactorTable, regions: &'a Regions) -> BTreeMap<Key<'a>, Vec<(u64, &'a FactorRow)>> {
    let mut keys: BTreeMap<Key<'_>, Vec<(u64, &FactorRow)>> = BTreeMap::new();
    for (line, row) in (2u64..).zip(table.rows()) {
        let region = row.region.map_or("", |region| regions.get(region).code.as_str());
        keys.entry((&row.parameter, &row.item, region, &row.industry)).or_default().push((line, row));
    }
    keys.values_mut().for_each(|rows| rows.sort_by_key(|(line, row)| (row.valid_from, *line)));
    keys
}

pub(super) fn check(table: &FactorTable, release: &Release, notes: &Notes<'_>) -> Vec<Problem> {
    let file = table.file();
    let mut problems = Vec::new();
    for (line, row) in (2u64..).zip(table.rows()) {
        problems.extend(of_row(row, release).into_iter().map(|(check, details)| {
            let details: Vec<&str> = details.iter().map(String::as_str).collect();
            Problem::new(check, &file, line, &details)
        }));
    }
    for rows in by_key(table, &release.nomenclature().regions).values() {
        for pair in rows.windows(2) {
            let ((_, before), (line, row)) = (pair[0], pair[1]);
            if overlap(before, row) {
                problems.push(Problem::new(Check::TwoFactors, &file, line, &[&row.id, &before.id]));
            } else if is_jump(before, row) && !notes.name(&row.id) {
                problems.push(Problem::new(Check::Jump, &file, line, &[&row.id, &before.id]));
            }
        }
    }
    problems.extend(mixed(table, &file));
    problems
}

/// Whether two rows of one key, the first of which does not begin later, speak for a common day.
fn overlap(before: &FactorRow, row: &FactorRow) -> bool {
    before.valid_to.zip(row.valid_from).is_none_or(|(to, from)| from <= to)
}

/// Whether one value is more than three times the other.
pub(super) fn is_jump(before: &FactorRow, row: &FactorRow) -> bool {
    let three = Ratio::new(3.into(), 1.into());
    let (old, new) = (Exact::from(before.value).ratio(), Exact::from(row.value).ratio());
    let both = before.unit == row.unit && old.is_positive() && new.is_positive();
    both && (new > old.times(&three) || old > new.times(&three))
}

fn of_row(row: &FactorRow, release: &Release) -> Vec<(Check, Vec<String>)> {
    let mut found = Vec::new();
    found.extend(misfit(row, &release.nomenclature().units));
    if row.valid_from.zip(row.valid_to).is_some_and(|(from, to)| from > to) {
        found.push((Check::EndsBeforeItBegins, vec![row.id.clone()]));
    }
    // A year alone sorts before every day in it: such a row was known at some day of that year.
    if row.published_on > release.manifest().published_on {
        found.push((Check::KnownLater, vec![row.id.clone(), row.published_on.to_string()]));
    }
    if row.issuer.is_empty() {
        found.push((Check::EmptySource, vec![row.id.clone(), "issuer".to_owned()]));
    }
    found
}

fn misfit(row: &FactorRow, units: &Units) -> Option<(Check, Vec<String>)> {
    let Some(kind) = ParameterKind::of(&row.parameter) else { return Some((Check::UnknownParameter, vec![row.parameter.clone()])) };
    let Some(unit) = kind.unit(&row.unit, units) else { return Some((Check::UnitMisfit, vec![row.unit.clone(), row.parameter.clone()])) };
    let value = Exact::from(row.value).ratio().times(&unit.ratio);
    let bound = kind.broken_bound(&value)?;
    Some((Check::OutOfBounds, vec![row.id.clone(), format!("{} {}", row.value, row.unit), bound.to_owned()]))
}

fn mixed(table: &FactorTable, file: &str) -> Option<Problem> {
    let mut purposes = (2u64..).zip(table.rows()).filter_map(|(line, row)| Some((line, row, ParameterKind::of(&row.parameter)?.purpose)));
    let (_, _, first) = purposes.next()?;
    let (line, row, other) = purposes.find(|(_, _, purpose)| *purpose != first)?;
    Some(Problem::new(Check::MixedPurposes, file, line, &[&row.id, other.name(), first.name()]))
}
