//! `factors lint`: whether the rules are unchanged and make sense.

use carbonlabel::finding::{Fault, Language};
use carbonlabel::release::lint;
use clap::{ArgMatches, Command};

use super::super::main::Verdict;
use super::super::options::{self, rule_book};
use super::super::terminal::print;
use super::super::words::Words;

/// What it takes.
pub fn command(words: Words) -> Command {
    options::command("lint", words, "检查规则：哈希、重复、单位、来源", "Check the rules: hashes, doubles, units, sources")
        .arg(options::factors(words))
}

/// What it does.
pub fn execute(matches: &ArgMatches, language: Language) -> Result<Verdict, Fault> {
    let book = rule_book(matches)?;
    let mut problems = Vec::new();
    for (release, _) in book.releases() {
        problems.extend(
            lint(&book, &release.id)?.into_iter().map(|problem| format!("{}:{}: {}\n", problem.file, problem.line, problem.reason)),
        );
    }
    problems.sort();
    problems.dedup();
    if problems.is_empty() {
        let count = book.releases().len();
        print(&language.pick(
            format!("{count} 个发布版，哈希全部相符，没有问题\n"),
            format!("releases: {count}, every hash matches, no problem found\n"),
        ))?;
        return Ok(Verdict::Clean);
    }
    print(&problems.concat())?;
    Ok(Verdict::Found)
}
