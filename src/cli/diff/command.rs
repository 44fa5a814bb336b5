//! What the command takes, and what it does.

use std::path::PathBuf;

use carbonlabel::audit::{Diff, RunFolder, diff};
use carbonlabel::finding::{Fault, Language};
use carbonlabel::scheme::Scheme;
use clap::{ArgMatches, Command};

use super::super::main::Verdict;
use super::super::options::{self, rule_book};
use super::super::terminal::{csv, print};
use super::super::words::Words;
use super::{json, table, text};

/// Two runs, compared.
pub(super) struct Found<'a> {
    pub(super) runs: [&'a RunFolder; 2],
    pub(super) scheme: &'a Scheme,
    pub(super) diff: Diff,
}

/// What it takes.
pub fn command(words: Words) -> Command {
    let run = |name: &'static str, value: &'static str, zh: &'static str, en: &'static str| {
        options::position(name, value, words, zh, en).required(true).value_parser(clap::value_parser!(PathBuf))
    };
    options::command("diff", words, "两个批次之间谁变了、变了多少、为什么", "Who changed between two runs, by how much, and why")
        .arg(run("a", "RUN_A", "前一个结果文件夹", "The first run folder"))
        .arg(run("b", "RUN_B", "后一个结果文件夹", "The second run folder"))
        .arg(options::factors(words))
        .arg(options::format(words, &["text", "csv", "json"]))
}

/// What it does.
pub fn execute(matches: &ArgMatches, language: Language) -> Result<Verdict, Fault> {
    let folder = |name: &str| RunFolder::open(&options::path(matches, name).cloned().unwrap_or_default());
    let (a, b) = (folder("a")?, folder("b")?);
    let book = rule_book(matches)?;
    let release = b.rules(&book)?;
    let scheme = release.scheme(Some(&b.manifest().scheme.id))?;
    let found = Found { diff: diff(&a, &b, scheme, &release.nomenclature().units)?, runs: [&a, &b], scheme };
    print(&match options::text(matches, "format") {
        Some("csv") => csv(&table::header(), &table::rows(&found)),
        Some("json") => json::of(&found),
        _ => text::of(&found, language),
    })?;
    Ok(Verdict::Clean)
}
