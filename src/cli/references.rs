//! `carbonlabel references export`: the references of a run as a table that later runs are compared with.

use std::path::PathBuf;

use carbonlabel::audit::{RunFolder, made};
use carbonlabel::finding::{Fault, Language};
use carbonlabel::measure::read_months;
use carbonlabel::reference::FrozenReferences;
use carbonlabel::run::Terms;
use carbonlabel::scheme::Graded;
use clap::{ArgMatches, Command};

use super::main::Verdict;
use super::options::{self, position, rule_book};
use super::terminal::{csv, print};
use super::words::Words;

/// What it takes.
pub fn command(words: Words) -> Command {
    let run = position("run", "RUN", words, "结果文件夹", "The run folder");
    let export = options::command(
        "export",
        words,
        "把批次的参考值输出为可公布的表；之后用 run --references 与之比较",
        "Print the references of a run as a table to publish; run --references compares with it",
    )
    .arg(run.required(true).value_parser(clap::value_parser!(PathBuf)))
    .arg(options::factors(words));
    options::command("references", words, "参考值的公布与冻结", "References, published and frozen")
        .subcommand_required(true)
        .arg_required_else_help(true)
        .subcommand(export)
}

/// What it does.
pub fn execute(matches: &ArgMatches, _: Language) -> Result<Verdict, Fault> {
    let Some(("export", matches)) = matches.subcommand() else { return Ok(Verdict::Clean) };
    let path = matches.get_one::<PathBuf>("run").cloned().unwrap_or_default();
    let folder = RunFolder::open(&path)?;
    let release = folder.rules(&rule_book(matches)?)?;
    let scheme = release.scheme(Some(&folder.manifest().scheme.id))?;
    let period = read_months(&folder.manifest().period).map_err(|_| Fault::run(&path, "manifest.json: period"))?.months;
    if !matches!(scheme.graded, Graded::Ratio) {
        let reason = ["该批次的方案不与参考值比较", "the scheme of the run compares with no reference"];
        return Err(Fault::NoReferences { file: path.display().to_string(), reason });
    }
    let made = made(Terms { release: &release, scheme, period, references: None });
    let references = folder.references()?;
    // A composite belongs to one enterprise alone.
    let shared = references.into_iter().filter(|row| !row.peer_code.contains(':'));
    let rows: Vec<Vec<String>> = shared
        .map(|row| {
            let place = [folder.manifest().period.clone(), row.peer_level, row.peer_code, String::new(), row.peer_count];
            let value = [row.emissions_t, row.denominator, row.denominator_value, row.reference_exact, made.unit.clone()];
            let rules = [made.release, made.release_sha256, made.scheme, made.scheme_sha256].map(str::to_owned);
            [place.to_vec(), value.to_vec(), rules.to_vec(), vec![row.members_sha256]].concat()
        })
        .collect();
    print(&csv(FrozenReferences::COLUMNS, &rows))?;
    Ok(Verdict::Clean)
}
