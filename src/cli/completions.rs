//! `carbonlabel completions`: what a shell needs to complete commands.

use carbonlabel::finding::Fault;
use clap::{ArgMatches, Command};
use clap_complete::Shell;

use super::main::{Verdict, command as whole_command};
use super::options;
use super::terminal::print;
use super::words::Words;

/// What it takes.
pub fn command(words: Words) -> Command {
    let shell =
        options::position("shell", "SHELL", words, "bash、zsh、fish、elvish 或 powershell", "bash, zsh, fish, elvish or powershell");
    options::command("completions", words, "输出命令补全脚本", "Print a completion script for a shell")
        .arg(shell.required(true).value_parser(clap::value_parser!(Shell)))
}

/// What it does.
pub fn execute(matches: &ArgMatches) -> Result<Verdict, Fault> {
    let shell = matches.get_one::<Shell>("shell").copied().unwrap_or(Shell::Bash);
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut whole_command(Words(carbonlabel::finding::Language::En)), "carbonlabel", &mut script);
    print(&String::from_utf8_lossy(&script))?;
    Ok(Verdict::Clean)
}
