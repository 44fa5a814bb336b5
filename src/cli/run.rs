//! `carbonlabel run`: the main job.

use std::path::PathBuf;

use carbonlabel::audit::{Leftovers, Manifest, Options, Reports, RunFolder, Staging, made, write_run};
use carbonlabel::digest::sha256;
use carbonlabel::finding::{Fault, Finding, Language};
use carbonlabel::intake;
use carbonlabel::label::Status;
use carbonlabel::reference::FrozenReferences;
use carbonlabel::release::verify;
use carbonlabel::run::{Outcome, Terms, run};
use carbonlabel::scheme::Graded;
use clap::{Arg, ArgAction, ArgMatches, Command};

use super::excerpt::Excerpts;
use super::main::{ENGINE, Verdict};
use super::options::{option, text};
use super::progress::Progress;
use super::terminal::{columns, say};
use super::words::Words;
use super::{factors, findings, input, interrupt, options};

/// What it takes.
pub fn command(words: Words) -> Command {
    options::command("run", words, "计算一个批次的碳标识", "Compute the labels of a batch")
        .args(input::arguments(words))
        .arg(
            option(
                "period",
                words,
                "期间：2024、2024-03、2024Q1、2024H1 或 2024-01..2024-06",
                "Period: 2024, 2024-03, 2024Q1, 2024H1 or 2024-01..2024-06",
            )
            .value_name("P")
            .required(true),
        )
        .arg(
            option("out", words, "结果文件夹；已存在且不为空时拒绝", "The folder for the results; refused unless absent or empty")
                .value_name("DIR")
                .required(true)
                .value_parser(clap::value_parser!(PathBuf)),
        )
        .args(options::release(words))
        .arg(options::scheme(words))
        .arg(references(words))
        .arg(options::factors(words))
        .arg(
            option(
                "require-signed",
                words,
                "发布版须有有效签名，公钥由 --key 指明",
                "The release must be signed by the keys that --key names",
            )
            .action(ArgAction::SetTrue)
            .num_args(0)
            .requires("key"),
        )
        .arg(factors::keys(words))
        .arg(input::jobs(words))
        .arg(options::previous(
            words,
            "上一期的结果文件夹；本期说明上期等级与变化",
            "The run folder of the period before: previous grades and changes are stated",
        ))
        .arg(
            option("strict", words, "有任何错误即停止，不写出任何文件", "Stop at any error and write nothing")
                .action(ArgAction::SetTrue)
                .num_args(0),
        )
        .arg(
            option("ledger", words, "是否写出台账", "Whether the ledger is written")
                .value_name("full|none")
                .value_parser(["full", "none"])
                .default_value("full"),
        )
        .arg(
            option(
                "reports",
                words,
                "为哪些企业写报告与标识：all、none 或以逗号分隔的代码",
                "For whom pages and labels are written: all, none or ids joined by commas",
            )
            .value_name("all|none|ID,…")
            .default_value("none"),
        )
}

fn references(words: Words) -> Arg {
    option(
        "references",
        words,
        "与已公布的参考值比较，而非本批次自己的；由 `references export` 得到",
        "Compare with published references in place of the run's own; `references export` makes them",
    )
    .value_name("FILE")
    .value_parser(clap::value_parser!(PathBuf))
}

/// What it does.
pub fn execute(matches: &ArgMatches, language: Language) -> Result<Verdict, Fault> {
    input::set_jobs(matches);
    let period = input::period(text(matches, "period").unwrap_or_default())?;
    let out = matches.get_one::<PathBuf>("out").cloned().unwrap_or_default();
    let progress = Progress::start(language.pick("准备", "preparing"), language);
    let leftovers = Leftovers::default();
    interrupt::sweep_on_signals(&leftovers, &progress, language);
    let staging = Staging::beside(&out, &leftovers)?;
    let book = options::rule_book(matches)?;
    let mut release = options::chosen_release(matches, &book)?;
    if matches.get_flag("require-signed") {
        verify(&book, release.id(), &factors::trusted(matches)?)?;
    }
    let name = options::adopted(matches, &mut release)?;
    let scheme = release.scheme(name.as_deref())?;
    scheme.check_use(period)?;
    let references = frozen(matches, Terms { release: &release, scheme, period, references: None })?;
    let terms = Terms { release: &release, scheme, period, references: references.as_ref() };
    let previous = options::path(matches, "previous").map(|path| RunFolder::open(path)?.before(terms)).transpose()?;
    let options = Options { previous, ..written(matches, references.as_ref()) };
    let batch = input::batch(matches)?;
    progress.stage(language.pick("读取", "reading"));
    let facts = intake::read(&batch, input::settings(matches, &release, Some(period), &progress))?;
    progress.stage(language.pick("计算", "computing"));
    let outcome = run(facts, terms);
    if options.strict && outcome.has_errors() {
        return Err(strict(&outcome, language));
    }
    progress.stage(language.pick("写出", "writing"));
    let manifest = write_run(staging, &outcome, terms, &options, ENGINE)?;
    drop(progress);
    say(&summary(&outcome, &manifest, language));
    say(&language.pick(format!("结果在 {}", out.display()), format!("results in {}", out.display())));
    let verdict = if outcome.has_errors() { Verdict::Found } else { Verdict::Clean };
    // The process ends here: giving back millions of records one by one would only take time.
    std::mem::forget(outcome);
    Ok(verdict)
}

/// What goes into the run folder follows `--lang` alone, Chinese when it is not given.
fn written(matches: &ArgMatches, references: Option<&FrozenReferences>) -> Options {
    Options {
        language: text(matches, "lang").and_then(Language::parse).unwrap_or_default(),
        ledger: text(matches, "ledger") != Some("none"),
        reports: Reports::parse(text(matches, "reports").unwrap_or("none")),
        strict: matches.get_flag("strict"),
        encoding: input::encoding(matches),
        references: references.map(|references| sha256(references.bytes())),
        previous: None,
    }
}

/// The references that are meant by `--references FILE`.
fn frozen(matches: &ArgMatches, terms: Terms<'_>) -> Result<Option<FrozenReferences>, Fault> {
    let Some(path) = matches.get_one::<PathBuf>("references") else { return Ok(None) };
    let name = path.display().to_string();
    if !matches!(terms.scheme.graded, Graded::Ratio) {
        let reason = ["所选方案不与参考值比较", "the scheme compares with no reference"];
        return Err(Fault::NoReferences { file: name, reason });
    }
    let bytes = std::fs::read(path).map_err(|error| Fault::read(path, error))?;
    FrozenReferences::read(&name, &bytes, &made(terms), &terms.release.nomenclature().regions).map(Some)
}

fn strict(outcome: &Outcome, language: Language) -> Fault {
    let errors: Vec<&Finding> = outcome.findings.iter().filter(|finding| finding.is_error()).collect();
    let first =
        errors.first().map(|finding| findings::one(finding, &Excerpts::default(), language).trim_end().to_owned()).unwrap_or_default();
    Fault::Strict { errors: errors.len(), first }
}

/// The summary on standard error: findings by code, enterprises by status.
fn summary(outcome: &Outcome, manifest: &Manifest, language: Language) -> String {
    let errors: Vec<Finding> = outcome.findings.iter().filter(|finding| finding.is_error()).take(5).cloned().collect();
    let status = |status: Status| {
        let count = manifest.counts.statuses.get(status.name())?;
        Some(vec![format!("  {}", status.title(language)), count.to_string(), status.name().to_owned()])
    };
    let statuses: Vec<Vec<String>> = Status::ALL.into_iter().filter_map(status).collect();
    let titles = language.pick(
        ["首批错误（全部见 findings.csv）", "数据问题", "企业"],
        ["first errors (all are in findings.csv)", "findings", "enterprises"],
    );
    let mut text = String::new();
    if !errors.is_empty() {
        text += &format!("{}:\n{}", titles[0], findings::text(&errors, &Excerpts::default(), language));
    }
    if !outcome.findings.is_empty() {
        text += &format!("{}:\n{}", titles[1], findings::counts(&outcome.findings, language));
    }
    text + format!("{}: {}\n{}", titles[2], manifest.counts.enterprises, columns(&statuses)).trim_end()
}
