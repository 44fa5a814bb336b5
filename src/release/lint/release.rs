//! All checks of a release.

use std::collections::BTreeMap;

use super::super::book::{RuleBook, release_file};
use super::super::release::Release;
use super::problem::{Check, Problem};
use super::{history, method, table};
use crate::finding::Fault;
use crate::measure::Date;

/// Checks a release: its tables row by row, its methods, and what changed since the release before. With a day, tables
/// whose best-before date has passed are named too.
///
/// # Errors
/// When the release cannot be read at all.
pub fn lint(book: &RuleBook, id: &str, today: Option<Date>) -> Result<Vec<Problem>, Fault> {
    let release = book.whole_release(Some(id))?;
    let notes = history::Notes::of(book);
    let mut problems: Vec<Problem> = release.tables().iter().flat_map(|table| table::check(table, &release, &notes)).collect();
    // What lies on the shelf belongs to nobody; it is looked at with the newest names.
    if book.releases().last().is_some_and(|(newest, _)| newest.id == id) {
        let shelf = book.shelf(release.nomenclature())?;
        problems.extend(shelf.iter().flat_map(|table| table::check(table, &release, &notes)));
    }
    problems.extend(doubled_ids(&release));
    problems.extend(method::check(&release));
    problems.extend(history::check(book, &release, &notes)?);
    problems.extend(today.into_iter().flat_map(|today| past(&release, today)));
    if release.scheme(None).is_err() {
        problems.push(Problem::new(Check::SchemeNotPinned, &release_file(id), 0, &[&release.manifest().default_scheme]));
    }
    problems.sort();
    Ok(problems)
}

fn doubled_ids(release: &Release) -> Vec<Problem> {
    let mut seen: BTreeMap<&str, String> = BTreeMap::new();
    let mut problems = Vec::new();
    for table in release.tables() {
        for (line, row) in (2u64..).zip(table.rows()) {
            if let Some(other) = seen.insert(&row.id, table.file()) {
                problems.push(Problem::new(Check::DoubledId, &table.file(), line, &[&row.id, &other]));
            }
        }
    }
    problems
}

fn past(release: &Release, today: Date) -> impl Iterator<Item = Problem> {
    let pins = release.manifest().pins.iter();
    pins.filter_map(move |pin| {
        let day = pin.best_before.filter(|day| *day < today)?;
        Some(Problem::new(Check::BestBefore, &pin.path(), 0, &[&pin.path(), &day.to_string()]))
    })
}
