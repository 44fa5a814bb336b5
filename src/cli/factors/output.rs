//! What every command below `factors` prints: a table for programs, or text for people.

use carbonlabel::finding::Fault;
use carbonlabel::measure::{Figure, Ratio};
use clap::{Arg, ArgMatches};

use super::super::options;
use super::super::terminal::{csv, json, print};
use super::super::words::Words;

/// `--format text|json|csv`.
pub fn format(words: Words) -> Arg {
    options::format(words, &["text", "json", "csv"])
}

/// Prints rows in the form that was asked for; `text` makes the one for people.
pub fn show(matches: &ArgMatches, header: &[&str], rows: &[Vec<String>], text: impl FnOnce() -> String) -> Result<(), Fault> {
    print(&match options::text(matches, "format") {
        Some("json") => json(header, rows),
        Some("csv") => csv(header, rows),
        _ => text(),
    })
}

/// A change in percent with two decimals and a sign.
pub fn percent(from: &Ratio, to: &Ratio) -> String {
    let hundred = Ratio::new(100.into(), 1.into());
    let change = to.plus(&from.negated()).times(&hundred).divided_by(from);
    change.map_or_else(String::new, |change| {
        let sign = if change.is_positive() { "+" } else { "" };
        format!("{sign}{}", Figure::round(&change, 2))
    })
}
