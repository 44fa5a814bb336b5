//! The commands below `methods`.

use carbonlabel::finding::{Fault, Language};
use clap::{ArgMatches, Command};

use super::super::main::Verdict;
use super::super::options;
use super::super::words::Words;
use super::{eval, list, show};

/// What it takes.
pub fn command(words: Words) -> Command {
    options::command("methods", words, "核算方法及其公式与常数", "Accounting methods, their formulas and constants")
        .subcommand_required(true)
        .arg_required_else_help(true)
        .subcommand(list::command(words))
        .subcommand(show::command(words))
        .subcommand(eval::command(words))
}

/// What it does.
pub fn execute(matches: &ArgMatches, language: Language) -> Result<Verdict, Fault> {
    match matches.subcommand() {
        Some(("list", matches)) => list::execute(matches, language),
        Some(("show", matches)) => show::execute(matches, language),
        Some(("eval", matches)) => eval::execute(matches, language),
        _ => Ok(Verdict::Clean),
    }
}
