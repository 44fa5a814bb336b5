//! Whether the rules of a release make sense, beyond being unchanged.

use std::collections::BTreeMap;

use super::book::RuleBook;
use super::release::Release;
use crate::factor::{FactorRow, FactorTable, FactorUnit};
use crate::finding::Fault;
use crate::measure::Ratio;
use crate::nomenclature::{Dimension, Units};

/// Something wrong with a rule file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    /// The file.
    pub file: String,
    /// Its line; 0 for the file as a whole.
    pub line: u64,
    /// What is wrong.
    pub reason: String,
}

/// Checks a release: two factors for one key and month, an id used twice, units that do not fit, values out of bounds,
/// rows without a confirmed source, methods that name tables which are not there.
///
/// # Errors
/// When the release cannot be read at all.
pub fn lint(book: &RuleBook, release: &str) -> Result<Vec<Problem>, Fault> {
    let release = book.release(Some(release))?;
    let mut problems: Vec<Problem> = release.tables().iter().flat_map(|table| lint_table(table, &release.nomenclature().units)).collect();
    problems.extend(lint_ids(&release));
    problems.extend(lint_methods(&release));
    if release.scheme(None).is_err() {
        let scheme = &release.manifest().default_scheme;
        problems.push(problem(&super::book::release_file(release.id()), 0, format!("the default scheme {scheme} is not pinned")));
    }
    problems.sort();
    Ok(problems)
}

fn problem(file: &str, line: u64, reason: String) -> Problem {
    Problem { file: file.to_owned(), line, reason }
}

fn file_of(table: &FactorTable) -> String {
    format!("tables/{}/{}.csv", table.name, table.version)
}

fn lint_table(table: &FactorTable, units: &Units) -> Vec<Problem> {
    let file = file_of(table);
    let mut problems = Vec::new();
    let mut by_key: BTreeMap<_, Vec<(u64, &FactorRow)>> = BTreeMap::new();
    for (line, row) in (2u64..).zip(table.rows()) {
        by_key.entry((&row.parameter, &row.item, row.region, &row.industry)).or_default().push((line, row));
        problems.extend(lint_row(row, units).into_iter().map(|reason| problem(&file, line, reason)));
    }
    for rows in by_key.values() {
        for (at, (line, row)) in rows.iter().enumerate() {
            if let Some((_, other)) = rows[..at].iter().find(|(_, other)| overlap(row, other)) {
                problems.push(problem(&file, *line, format!("{} and {} are two factors for one key and month", row.id, other.id)));
            }
        }
    }
    problems
}

fn overlap(a: &FactorRow, b: &FactorRow) -> bool {
    let begins_by_end = |a: &FactorRow, b: &FactorRow| match (a.valid_from, b.valid_to) {
        (Some(from), Some(to)) => from <= to,
        _ => true,
    };
    begins_by_end(a, b) && begins_by_end(b, a)
}

fn lint_row(row: &FactorRow, units: &Units) -> Vec<String> {
    let above = if row.parameter == "ncv" { Dimension::Energy } else { Dimension::Mass };
    let value = crate::measure::Exact::from(row.value).ratio();
    let one = Ratio::one();
    let mut reasons = Vec::new();
    match FactorUnit::parse(&row.unit, above, units) {
        None => reasons.push(format!("the unit {} does not fit the parameter {}", row.unit, row.parameter)),
        Some(unit) if row.parameter == "oxidation" && value.times(&unit.ratio) > one => {
            reasons.push(format!("an oxidation of {} {} is over 1", row.value, row.unit));
        }
        Some(_) => {}
    }
    if row.value.is_sign_negative() {
        reasons.push(format!("the value {} is below zero", row.value));
    }
    if row.verified == "recalled" {
        reasons.push(format!("{} is recalled, not sourced", row.id));
    }
    if row.valid_from.zip(row.valid_to).is_some_and(|(from, to)| from > to) {
        reasons.push(format!("{} ends before it begins", row.id));
    }
    reasons
}

fn lint_ids(release: &Release) -> Vec<Problem> {
    let mut seen: BTreeMap<&str, String> = BTreeMap::new();
    let mut problems = Vec::new();
    for table in release.tables() {
        for (line, row) in (2u64..).zip(table.rows()) {
            if let Some(other) = seen.insert(&row.id, file_of(table)) {
                problems.push(problem(&file_of(table), line, format!("the id {} is used in {other} too", row.id)));
            }
        }
    }
    problems
}

fn lint_methods(release: &Release) -> Vec<Problem> {
    let mut problems = Vec::new();
    for method in release.methods() {
        let file = format!("methods/{}/{}.toml", method.name, method.version);
        for table in method.standard_coal.iter().filter(|table| release.table(table).is_none()) {
            problems.push(problem(&file, 0, format!("the table {table} is not pinned")));
        }
        for source in &method.sources {
            for parameter in source.parameters.values().filter(|parameter| release.table(&parameter.table).is_none()) {
                problems.push(problem(&file, 0, format!("source {}: the table {} is not pinned", source.id, parameter.table)));
            }
            for item in source.items.iter().filter(|item| release.nomenclature().items.find(item).is_none()) {
                problems.push(problem(&file, 0, format!("source {}: {item} is not in the item table", source.id)));
            }
        }
    }
    problems
}
