//! The commands below `schemes`.

use carbonlabel::finding::{Fault, Language};
use clap::{ArgMatches, Command};

use super::super::main::Verdict;
use super::super::options;
use super::super::words::Words;
use super::{check, list, show};

/// What it takes.
pub fn command(words: Words) -> Command {
    options::command("schemes", words, "评价方案：列出、查看、检查自己写的方案", "Grading schemes: list, show, check one of your own")
        .subcommand_required(true)
        .arg_required_else_help(true)
        .subcommand(list::command(words))
        .subcommand(show::command(words))
        .subcommand(check::command(words))
}

/// What it does.
pub fn execute(matches: &ArgMatches, language: Language) -> Result<Verdict, Fault> {
    match matches.subcommand() {
        Some(("list", matches)) => list::execute(matches, language),
        Some(("show", matches)) => show::execute(matches),
        Some(("check", matches)) => check::execute(matches, language),
        _ => Ok(Verdict::Clean),
    }
}
