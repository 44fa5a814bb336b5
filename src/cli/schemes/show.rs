//! `schemes show`: the file of a scheme, to be read or to begin one's own with.

use carbonlabel::finding::Fault;
use clap::{ArgMatches, Command};

use super::super::main::Verdict;
use super::super::options::{self, chosen_release, position, rule_book, text};
use super::super::terminal::print;
use super::super::words::Words;

/// What it takes.
pub fn command(words: Words) -> Command {
    options::command("show", words, "输出方案文件，可作为自己方案的起点", "Print the file of a scheme, to begin your own with")
        .arg(position("scheme", "SCHEME", words, "方案的名称", "The scheme's name").required(true))
        .arg(options::factors(words))
        .args(options::release(words))
}

/// What it does.
pub fn execute(matches: &ArgMatches) -> Result<Verdict, Fault> {
    let book = rule_book(matches)?;
    let release = chosen_release(matches, &book)?;
    let scheme = release.scheme(text(matches, "scheme"))?;
    print(book.scheme_text(scheme)?)?;
    Ok(Verdict::Clean)
}
