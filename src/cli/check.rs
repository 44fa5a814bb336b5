//! `carbonlabel check`: validate only.

use std::path::PathBuf;

use carbonlabel::audit::{Leftovers, Staging};
use carbonlabel::finding::{Fault, Finding, Language};
use carbonlabel::intake;
use carbonlabel::ledger::{FINDING_COLUMNS, finding_row, findings_header, push_findings};
use carbonlabel::run::{Terms, run};
use clap::{ArgMatches, Command};

use super::excerpt::Excerpts;
use super::main::Verdict;
use super::progress::Progress;
use super::returned::give_back;
use super::terminal::{object, print, print_bytes, say};
use super::words::Words;
use super::{findings, input, interrupt, options};

/// So many findings are written at a time.
const PART: usize = 4096;

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
        .arg(
            options::option(
                "annotate",
                words,
                "把各文件退回到该文件夹：原样加“问题”“说明与建议”两列，另附工作簿；已存在且不为空时拒绝",
                "Give each file back into this folder: as it was, with the columns problem and advice, and as a workbook; refused unless absent or empty",
            )
            .value_name("DIR")
            .value_parser(clap::value_parser!(PathBuf)),
        )
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
    let leftovers = Leftovers::default();
    let folder = matches.get_one::<PathBuf>("annotate");
    if folder.is_some() {
        interrupt::sweep_on_signals(&leftovers, &progress, language);
    }
    let staging = folder.map(|folder| Staging::beside(folder, &leftovers)).transpose()?;
    let mut facts = intake::read(&batch, input::settings(matches, &release, period, &progress))?;
    // Without a period the data's own months count.
    let (files, found) = match period.or_else(|| facts.span()) {
        None => (std::mem::take(&mut facts.files), facts.findings),
        Some(period) => {
            progress.stage(language.pick("校验", "checking"));
            let outcome = run(facts, Terms { release: &release, scheme, period, references: None });
            (outcome.files, outcome.findings)
        }
    };
    let returned = staging.map(|staging| {
        progress.stage(language.pick("写出", "writing"));
        give_back(staging, &batch, (&files, &found), input::encoding(matches), language)
    });
    let returned = returned.transpose()?;
    drop(progress);
    match options::text(matches, "format") {
        Some("csv") => print_csv(&found, language)?,
        Some("json") => print_json(&found, language)?,
        _ if found.is_empty() => print(language.pick("没有发现问题\n", "no findings\n"))?,
        _ => {
            let excerpts = Excerpts::of(&batch, &files, input::encoding(matches), &findings::first_of_each(&found));
            print(&(findings::text(&found, &excerpts, language) + "\n" + &findings::counts(&found, language)))?;
        }
    }
    if let (Some(returned), Some(folder)) = (returned, folder) {
        say(&returned.text(folder, language));
    }
    Ok(if found.iter().any(Finding::is_error) { Verdict::Found } else { Verdict::Clean })
}

/// The text of a `findings.csv`, some thousand rows of which are in memory at a time.
fn print_csv(found: &[Finding], language: Language) -> Result<(), Fault> {
    let mut bytes = findings_header();
    for part in found.chunks(PART) {
        push_findings(&mut bytes, part, language);
        print_bytes(&bytes)?;
        bytes.clear();
    }
    print_bytes(&bytes)
}

/// The same as a JSON list of objects, one at a time.
fn print_json(found: &[Finding], language: Language) -> Result<(), Fault> {
    let (mut text, mut before) = (String::from("["), "\n");
    for part in found.chunks(PART) {
        for finding in part {
            text += before;
            before = ",\n";
            let row = finding_row(finding, language);
            let cells = [row.code, row.severity, row.file, row.row, row.column, row.value, row.message, row.hint, row.enterprise_id];
            let object = object(&FINDING_COLUMNS, cells.iter().map(String::as_str));
            text += serde_json::to_string_pretty(&[object]).unwrap_or_default().trim_matches(['[', ']', '\n']);
        }
        print(&text)?;
        text.clear();
    }
    print(&(text + if found.is_empty() { "]\n" } else { "\n]\n" }))
}
