//! `carbonlabel explain`: how a label came about, down to each factor's source.

use std::path::PathBuf;

use carbonlabel::audit::RunFolder;
use carbonlabel::finding::{Fault, Language};
use carbonlabel::report::{RunContext, explain_json, explain_text};
use clap::{ArgMatches, Command};

use super::main::Verdict;
use super::options::{self, rule_book, text};
use super::terminal::print;
use super::words::Words;

/// What it takes.
pub fn command(words: Words) -> Command {
    let run = options::position("run", "RUN", words, "结果文件夹", "The run folder");
    let enterprise = options::position("enterprise", "ENTERPRISE", words, "统一社会信用代码", "The enterprise's id");
    options::command(
        "explain",
        words,
        "说明某企业的碳标识如何得出，直至每个因子的来源",
        "How a label came about, down to each factor's source",
    )
    .arg(run.required(true).value_parser(clap::value_parser!(PathBuf)))
    .arg(enterprise.required(true))
    .arg(options::factors(words))
    .arg(options::format(words, &["text", "json"]))
}

/// What it does.
pub fn execute(matches: &ArgMatches, language: Language) -> Result<Verdict, Fault> {
    let path = matches.get_one::<PathBuf>("run").cloned().unwrap_or_default();
    let folder = RunFolder::open(&path)?;
    let evidence = folder.evidence(text(matches, "enterprise").unwrap_or_default())?;
    let book = rule_book(matches)?;
    let release = folder.rules(&book)?;
    let scheme = release.scheme(Some(&folder.manifest().scheme.id))?;
    let facts = folder.facts(language);
    let context = RunContext { facts: &facts, release: &release, scheme };
    let shown = match text(matches, "format") {
        Some("json") => explain_json(&evidence, context).map_err(|error| Fault::run(&path, error.to_string()))?,
        _ => explain_text(&evidence, context),
    };
    print(&shown)?;
    Ok(Verdict::Clean)
}
