//! `factors list`: the tables of a release.

use std::collections::BTreeSet;

use carbonlabel::factor::FactorTable;
use carbonlabel::finding::{Fault, Language};
use clap::{ArgMatches, Command};

use super::super::main::Verdict;
use super::super::options::{self, chosen_release, rule_book};
use super::super::terminal::{columns, print};
use super::super::words::Words;

/// What it takes.
pub fn command(words: Words) -> Command {
    options::command("list", words, "列出发布版的因子表", "List the factor tables of a release")
        .arg(options::factors(words))
        .args(options::release(words))
        .arg(options::format(words, &["text", "json", "csv"]))
}

/// What it does.
pub fn execute(matches: &ArgMatches, language: Language) -> Result<Verdict, Fault> {
    let release = chosen_release(matches, &rule_book(matches)?)?;
    let header = ["table", "version", "rows", "parameters", "items", "valid_from", "valid_to", "two_sources"];
    let rows: Vec<Vec<String>> = release.tables().iter().map(row).collect();
    let text = match options::text(matches, "format") {
        Some("json") => super::super::terminal::json(&header, &rows),
        Some("csv") => super::super::terminal::csv(&header, &rows)?,
        _ => {
            let title = language.pick("发布版", "Release");
            let heading: Vec<String> = heading(language).iter().map(|cell| (*cell).to_owned()).collect();
            format!("{title} {} ({})\n\n{}", release.id(), release.sha256(), columns(&[vec![heading], rows].concat()))
        }
    };
    print(&text)?;
    Ok(Verdict::Clean)
}

fn heading(language: Language) -> [&'static str; 8] {
    language.pick(
        ["因子表", "版本", "行数", "参数", "品种数", "有效自", "有效至", "双源核对"],
        ["table", "version", "rows", "parameters", "items", "valid from", "valid to", "two sources"],
    )
}

fn row(table: &FactorTable) -> Vec<String> {
    let rows = table.rows();
    let parameters = rows.iter().map(|row| row.parameter.as_str()).collect::<BTreeSet<_>>().into_iter().collect::<Vec<_>>().join(" ");
    let items = rows.iter().map(|row| row.item.as_str()).collect::<BTreeSet<_>>().len();
    let from = rows.iter().filter_map(|row| row.valid_from).min().map(|date| date.to_string()).unwrap_or_default();
    let open = rows.iter().any(|row| row.valid_to.is_none());
    let to = rows.iter().filter_map(|row| row.valid_to).max().filter(|_| !open).map(|date| date.to_string()).unwrap_or_default();
    let two_sources = rows.iter().filter(|row| row.verified == "two_sources").count();
    vec![
        table.name.clone(),
        table.version.clone(),
        rows.len().to_string(),
        parameters,
        items.to_string(),
        from,
        to,
        format!("{two_sources}/{}", rows.len()),
    ]
}
