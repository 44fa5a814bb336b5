//! All checks of a release.

use std::collections::BTreeMap;

use super::super::book::{RuleBook, release_file};
use super::super::release::Release;
use super::problem::{Check, Problem};
use super::{history, method, table};
use crate::finding::Fault;
use crate::measure::Date;

/// Checks a release: its tables row by row, its methods, and what changed since the release before.
///
/// # Errors
/// When the release, or the one before it, cannot be read at all.
pub fn lint(book: &RuleBook, id: &str) -> Result<Vec<Problem>, Fault> {
    let release = book.whole_release(Some(id))?;
    let before = release.manifest().previous.as_ref().map(|(before, _)| book.whole_release(Some(before))).transpose()?;
    let mut problems = of_release(book, &release, before.as_ref());
    problems.sort();
    Ok(problems)
}

/// Checks every release of a folder, and the tables that none pins. With a day, tables of the newest release whose
/// best-before date has passed are named too: what a later release replaced is nobody's to renew.
///
/// # Errors
/// When a release cannot be read at all.
pub fn lint_all(book: &RuleBook, today: Option<Date>) -> Result<Vec<Problem>, Fault> {
    let mut problems = Vec::new();
    let mut before: Option<Release> = None;
    for (manifest, _) in book.releases() {
        let release = book.whole_release(Some(&manifest.id))?;
        problems.extend(of_release(book, &release, before.as_ref()));
        before = Some(release);
    }
    if let Some(newest) = before {
        let notes = history::Notes::of(book);
        let shelf = book.shelf(newest.nomenclature())?;
        problems.extend(shelf.iter().flat_map(|table| table::check(table, &newest, &notes)));
        problems.extend(today.into_iter().flat_map(|today| past(&newest, today)));
    }
    problems.sort();
    problems.dedup();
    Ok(problems)
}

fn of_release(book: &RuleBook, release: &Release, before: Option<&Release>) -> Vec<Problem> {
    let notes = history::Notes::of(book);
    let mut problems: Vec<Problem> = release.tables().iter().flat_map(|table| table::check(table, release, &notes)).collect();
    problems.extend(doubled_ids(release));
    problems.extend(method::check(release));
    problems.extend(before.into_iter().flat_map(|before| history::check(before, release, &notes)));
    if release.scheme(None).is_err() {
        problems.push(Problem::new(Check::SchemeNotPinned, &release_file(release.id()), 0, &[&release.manifest().default_scheme]));
    }
    problems
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
