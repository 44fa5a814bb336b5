//! From arguments to an exit code.
//!
//! | code | meaning |
//! |---|---|
//! | 0 | every enterprise was calculated without an error finding |
//! | 1 | finished, with error findings or a difference |
//! | 2 | could not run: usage, unreadable file, bad release, disk |

use std::ffi::OsString;
use std::process::ExitCode;

use carbonlabel::finding::{Fault, Language};
use clap::{ArgMatches, Command};

use super::terminal::{print, say};
use super::words::{Words, terminal_language};
use super::{check, completions, explain, factors, methods, options, references, replay, run, schemes, template, usage};

/// The version of the program, as manifests name it.
pub const ENGINE: &str = env!("CARGO_PKG_VERSION");

/// Whether everything was as it should be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Exit code 0.
    Clean,
    /// Exit code 1.
    Found,
}

/// Runs the program.
pub fn main() -> ExitCode {
    let arguments: Vec<OsString> = std::env::args_os().collect();
    let language = terminal_language(&arguments);
    let matches = match command(Words(language)).try_get_matches_from(arguments) {
        Ok(matches) => matches,
        Err(error) => return usage_error(&error, language),
    };
    match execute(&matches, language) {
        Ok(Verdict::Clean) => ExitCode::SUCCESS,
        Ok(Verdict::Found) => ExitCode::from(1),
        Err(fault) => {
            say(&format!("{}{}", language.pick("错误：", "error: "), fault.message(language)));
            ExitCode::from(2)
        }
    }
}

/// The whole command line.
pub fn command(words: Words) -> Command {
    options::command(
        "carbonlabel",
        words,
        "企业碳标识：由能源与生产数据计算等级、报告与证据",
        "Enterprise carbon labels: grades, reports and their evidence from energy and production data",
    )
    .version(ENGINE)
    .disable_version_flag(true)
    .arg(options::option("version", words, "显示版本", "Print version").short('V').action(clap::ArgAction::Version).num_args(0))
    .subcommand_required(true)
    .arg_required_else_help(true)
    .subcommand(run::command(words))
    .subcommand(check::command(words))
    .subcommand(explain::command(words))
    .subcommand(replay::command(words))
    .subcommand(factors::command(words))
    .subcommand(methods::command(words))
    .subcommand(schemes::command(words))
    .subcommand(references::command(words))
    .subcommand(template::command(words))
    .subcommand(completions::command(words))
}

fn execute(matches: &ArgMatches, language: Language) -> Result<Verdict, Fault> {
    match matches.subcommand() {
        Some(("run", matches)) => run::execute(matches, language),
        Some(("check", matches)) => check::execute(matches, language),
        Some(("explain", matches)) => explain::execute(matches, language),
        Some(("replay", matches)) => replay::execute(matches, language),
        Some(("factors", matches)) => factors::execute(matches, language),
        Some(("methods", matches)) => methods::execute(matches, language),
        Some(("schemes", matches)) => schemes::execute(matches, language),
        Some(("references", matches)) => references::execute(matches, language),
        Some(("template", matches)) => template::execute(matches, language),
        Some(("completions", matches)) => completions::execute(matches),
        _ => Ok(Verdict::Clean),
    }
}

/// Help and version are asked for and go to standard output; a usage error goes to standard error.
fn usage_error(error: &clap::Error, language: Language) -> ExitCode {
    if error.use_stderr() {
        say(usage::message(error, language).trim_end());
        return ExitCode::from(2);
    }
    match print(&error.to_string()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::from(2),
    }
}
