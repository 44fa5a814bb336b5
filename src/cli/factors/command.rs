//! The commands below `factors`.

use carbonlabel::finding::{Fault, Language};
use clap::{ArgMatches, Command};

use super::super::main::Verdict;
use super::super::options;
use super::super::words::Words;
use super::{diff, impact, lint, list, new_release, releases, show, sign, used, why};

/// What it takes.
pub fn command(words: Words) -> Command {
    options::command("factors", words, "因子表、发布版及其来源", "Factor tables, releases and their sources")
        .subcommand_required(true)
        .arg_required_else_help(true)
        .subcommand(list::command(words))
        .subcommand(show::command(words))
        .subcommand(releases::command(words))
        .subcommand(diff::command(words))
        .subcommand(why::command(words))
        .subcommand(used::command(words))
        .subcommand(impact::command(words))
        .subcommand(lint::command(words))
        .subcommand(new_release::command(words))
        .subcommand(sign::sign_command(words))
        .subcommand(sign::verify_command(words))
}

/// What it does.
pub fn execute(matches: &ArgMatches, language: Language) -> Result<Verdict, Fault> {
    match matches.subcommand() {
        Some(("list", matches)) => list::execute(matches, language),
        Some(("show", matches)) => show::execute(matches, language),
        Some(("releases", matches)) => releases::execute(matches, language),
        Some(("diff", matches)) => diff::execute(matches, language),
        Some(("why", matches)) => why::execute(matches, language),
        Some(("used", matches)) => used::execute(matches, language),
        Some(("impact", matches)) => impact::execute(matches, language),
        Some(("lint", matches)) => lint::execute(matches, language),
        Some(("new-release", matches)) => new_release::execute(matches, language),
        Some(("sign", matches)) => sign::execute_sign(matches, language),
        Some(("verify", matches)) => sign::execute_verify(matches, language),
        _ => Ok(Verdict::Clean),
    }
}
