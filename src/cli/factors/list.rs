//! `factors list`: the tables of a release, and those that no release pins.

use std::collections::BTreeSet;

use carbonlabel::factor::{FactorTable, ParameterKind};
use carbonlabel::finding::{Fault, Language};
use carbonlabel::release::Release;
use clap::{ArgMatches, Command};

use super::super::main::Verdict;
use super::super::options::{self, chosen_id, rule_book};
use super::super::terminal::columns;
use super::super::words::Words;
use super::output;

const HEADER: [&str; 11] =
    ["table", "version", "rows", "purpose", "parameters", "items", "valid_from", "valid_to", "two_sources", "best_before", "release"];

/// What it takes.
pub fn command(words: Words) -> Command {
    options::command("list", words, "列出发布版的因子表", "List the factor tables of a release")
        .arg(options::factors(words))
        .args(options::release(words))
        .arg(output::format(words))
}

/// What it does.
pub fn execute(matches: &ArgMatches, language: Language) -> Result<Verdict, Fault> {
    let book = rule_book(matches)?;
    let release = book.whole_release(chosen_id(matches, &book)?)?;
    let pinned: Vec<Vec<String>> = release.tables().iter().map(|table| row(table, Some(&release))).collect();
    // What lies on the shelf today was not known to an older release.
    let newest = book.releases().last().is_some_and(|(newest, _)| newest.id == release.id());
    let shelf = if newest { book.shelf(release.nomenclature())? } else { Vec::new() };
    let shelf: Vec<Vec<String>> = shelf.iter().map(|table| row(table, None)).collect();
    output::show(matches, &HEADER, &[pinned.as_slice(), &shelf].concat(), || text(&release, &pinned, &shelf, language))?;
    Ok(Verdict::Clean)
}

fn text(release: &Release, pinned: &[Vec<String>], shelf: &[Vec<String>], language: Language) -> String {
    let heading: Vec<String> = heading(language).iter().map(|cell| (*cell).to_owned()).collect();
    let table = |rows: &[Vec<String>]| {
        let shown = rows.iter().map(|row| row[..HEADER.len() - 1].to_vec());
        columns(&[heading.clone()].into_iter().chain(shown).collect::<Vec<_>>())
    };
    let mut text = format!("{} {} ({})\n\n{}", language.pick("发布版", "Release"), release.id(), release.sha256(), table(pinned));
    if !shelf.is_empty() {
        text += language.pick("\n仅凭记忆、未见来源，不属于任何发布版：\n\n", "\nKnown from memory alone, in no release:\n\n");
        text += &table(shelf);
    }
    text
}

fn heading(language: Language) -> [&'static str; 10] {
    language.pick(
        ["因子表", "版本", "行数", "用途", "参数", "品种数", "有效自", "有效至", "双源核对", "复查日期"],
        ["table", "version", "rows", "purpose", "parameters", "items", "valid from", "valid to", "two sources", "best before"],
    )
}

fn row(table: &FactorTable, release: Option<&Release>) -> Vec<String> {
    let rows = table.rows();
    let kinds: Vec<&ParameterKind> = rows.iter().filter_map(|row| ParameterKind::of(&row.parameter)).collect();
    let parameters = kinds.iter().map(|kind| kind.name).collect::<BTreeSet<_>>().into_iter().collect::<Vec<_>>().join(" ");
    let items = rows.iter().map(|row| row.item.as_str()).collect::<BTreeSet<_>>().len();
    let from = rows.iter().filter_map(|row| row.valid_from).min().map(|date| date.to_string()).unwrap_or_default();
    let open = rows.iter().any(|row| row.valid_to.is_none());
    let to = rows.iter().filter_map(|row| row.valid_to).max().filter(|_| !open).map(|date| date.to_string()).unwrap_or_default();
    let two_sources = rows.iter().filter(|row| row.verified == "two_sources").count();
    let pins = release.into_iter().flat_map(|release| &release.manifest().pins);
    let best_before = pins.filter(|pin| pin.path() == table.file()).find_map(|pin| pin.best_before);
    vec![
        table.name.clone(),
        table.version.clone(),
        rows.len().to_string(),
        kinds.first().map(|kind| kind.purpose.name().to_owned()).unwrap_or_default(),
        parameters,
        items.to_string(),
        from,
        to,
        format!("{two_sources}/{}", rows.len()),
        best_before.map(|day| day.to_string()).unwrap_or_default(),
        release.map(|release| release.id().to_owned()).unwrap_or_default(),
    ]
}
