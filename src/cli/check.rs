//! `carbonlabel check`: validate only.

use carbonlabel::finding::{Fault, Finding, Language};
use carbonlabel::intake;
use carbonlabel::ledger::{FindingRow, finding_row, findings_csv};
use carbonlabel::run::{Terms, run};
use clap::{ArgMatches, Command};

use super::main::Verdict;
use super::progress::Progress;
use super::terminal::print;
use super::words::Words;
use super::{findings, input, options};

/// What it takes.
pub fn command(words: Words) -> Command {
    options::command("check", words, "只校验数据，不计算等级", "Check the data without grading")
        .args(input::arguments(words))
        .arg(
            options::option(
                "period",
                words,
                "只看该期间的行；缺省为数据中的全部月份",
                "Look at rows of this period only; by default at all months of the data",
            )
            .value_name("P"),
        )
        .args(options::release(words))
        .arg(options::factors(words))
        .arg(options::scheme(words))
        .arg(input::jobs(words))
        .arg(options::format(words, &["text", "json", "csv"]))
}

/// What it does.
pub fn execute(matches: &ArgMatches, language: Language) -> Result<Verdict, Fault> {
    input::set_jobs(matches);
    let period = options::text(matches, "period").map(input::period).transpose()?;
    let mut release = options::chosen_release(matches, &options::rule_book(matches)?)?;
    let name = options::adopted(matches, &mut release)?;
    let scheme = release.scheme(name.as_deref())?;
    let batch = input::batch(matches)?;
    let progress = Progress::start(language.pick("读取", "reading"), language);
    let facts = intake::read(&batch, input::settings(matches, &release, period, &progress))?;
    // Without a period the data's own months count.
    let Some(period) = period.or_else(|| facts.span()) else {
        drop(progress);
        return answer(&facts.findings, matches, language);
    };
    progress.stage(language.pick("校验", "checking"));
    let outcome = run(facts, Terms { release: &release, scheme, period, references: None });
    drop(progress);
    answer(&outcome.findings, matches, language)
}

fn answer(found: &[Finding], matches: &ArgMatches, language: Language) -> Result<Verdict, Fault> {
    print(&shown(found, options::text(matches, "format"), language)?)?;
    Ok(if found.iter().any(Finding::is_error) { Verdict::Found } else { Verdict::Clean })
}

fn shown(found: &[Finding], format: Option<&str>, language: Language) -> Result<String, Fault> {
    let rows = || found.iter().map(|finding| finding_row(finding, language)).collect::<Vec<FindingRow>>();
    match format {
        Some("csv") => findings_csv(&rows()).map(|bytes| String::from_utf8_lossy(&bytes).into_owned()),
        Some("json") => Ok(json(&rows())),
        _ if found.is_empty() => Ok(language.pick("没有发现问题\n", "no findings\n").to_owned()),
        _ => Ok(findings::text(found, language) + "\n" + &findings::counts(found, language)),
    }
}

fn json(rows: &[FindingRow]) -> String {
    let header = ["code", "severity", "file", "row", "column", "value", "message", "hint", "enterprise_id"];
    let cells = |row: &FindingRow| {
        [&row.code, &row.severity, &row.file, &row.row, &row.column, &row.value, &row.message, &row.hint, &row.enterprise_id]
            .map(Clone::clone)
            .to_vec()
    };
    super::terminal::json(&header, &rows.iter().map(cells).collect::<Vec<_>>())
}
