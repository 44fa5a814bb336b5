//! `carbonlabel replay`: is a run still what it was, and does it come out the same again?

use std::path::PathBuf;

use carbonlabel::audit::{Check, Difference, Leftovers, Sources, replay};
use carbonlabel::finding::{Fault, Language};
use clap::{ArgMatches, Command};

use super::main::{ENGINE, Verdict};
use super::options::{self, option, rule_book};
use super::progress::Progress;
use super::terminal::{print, say};
use super::words::Words;
use super::{input, interrupt};

/// What it takes.
pub fn command(words: Words) -> Command {
    let run = options::position("run", "RUN", words, "结果文件夹", "The run folder");
    let batch =
        option("batch", words, "批次文件夹；给出时重新计算并比较", "The batch folder; with it the run is computed again and compared");
    options::command(
        "replay",
        words,
        "核对一个批次的全部哈希；给出数据时重新计算",
        "Verify every hash of a run; with its batch, compute it again",
    )
    .arg(run.required(true).value_parser(clap::value_parser!(PathBuf)))
    .arg(batch.value_name("BATCH").value_parser(clap::value_parser!(PathBuf)))
    .arg(options::previous(words, "上一期的结果文件夹，核对本期从中取用的内容", "The run before, to check what was taken from it"))
    .arg(options::factors(words))
    .arg(input::jobs(words))
}

/// What it does.
pub fn execute(matches: &ArgMatches, language: Language) -> Result<Verdict, Fault> {
    input::set_jobs(matches);
    let path = |name: &str| matches.get_one::<PathBuf>(name);
    let run = path("run").cloned().unwrap_or_default();
    let temporary = std::env::temp_dir();
    let progress = Progress::start(language.pick("核对", "verifying"), language);
    let leftovers = Leftovers::default();
    interrupt::sweep_on_signals(&leftovers, &progress, language);
    let scratch = leftovers.add(tempfile::tempdir).map_err(|error| Fault::write(&temporary, error))?;
    let sources = Sources {
        run: &run,
        batch: path("batch").map(PathBuf::as_path),
        previous: path("previous").map(PathBuf::as_path),
        scratch: scratch.path(),
        engine: ENGINE,
        block_size: input::BLOCK_SIZE,
        progress: progress.reading(),
        leftovers: &leftovers,
    };
    let found = replay(&sources, || rule_book(matches))?;
    drop(progress);
    let done: String =
        found.done.iter().map(|check| format!("{} {}\n", language.pick("相符：", "agrees:"), describe(*check, language))).collect();
    let all = [Check::Files, Check::Rules, Check::Previous, Check::Batch, Check::Values, Check::Bytes];
    let wanted = |check: &Check| *check != Check::Previous || found.has_previous;
    let missing = all.into_iter().filter(|check| wanted(check) && !found.done.contains(check));
    let undone: String = missing
        .map(|check| format!("{} {}{}\n", language.pick("未做：", "not done:"), describe(check, language), needs(check, language)))
        .collect();
    print(&(done + &undone))?;
    match found.difference {
        None => Ok(Verdict::Clean),
        Some(difference) => {
            say(&name(&difference, language));
            Ok(Verdict::Found)
        }
    }
}

fn describe(check: Check, language: Language) -> &'static str {
    match check {
        Check::Files => language.pick("结果文件夹中每个文件的哈希", "the hash of every file of the run"),
        Check::Rules => language.pick("发布版与每个规则文件的哈希", "the hashes of the release and of every rule file"),
        Check::Previous => language.pick("上一期批次中取用的内容", "what was taken from the run before"),
        Check::Batch => language.pick("批次文件的哈希", "the hashes of the batch"),
        Check::Values => language.pick("重新计算的等级、参考值、汇总与台账", "grades, references, summary and ledger, computed again"),
        Check::Bytes => language.pick("重新写出的每个字节", "every byte, written again"),
    }
}

/// What a check that was not done would take.
fn needs(check: Check, language: Language) -> &'static str {
    match check {
        Check::Files | Check::Rules => "",
        Check::Previous => language.pick("（需 --previous）", " (needs --previous)"),
        Check::Batch | Check::Values => language.pick("（需 --batch）", " (needs --batch)"),
        Check::Bytes => language.pick("（需 --batch 与同一程序版本）", " (needs --batch and the same version)"),
    }
}

fn name(difference: &Difference, language: Language) -> String {
    match difference {
        Difference::Changed(file) => language.pick(format!("不符：{file} 已被改动"), format!("difference: {file} was changed")),
        Difference::Missing(file) => language.pick(format!("不符：缺少 {file}"), format!("difference: {file} is missing")),
        Difference::Unknown(file) => language.pick(format!("不符：多出 {file}"), format!("difference: {file} does not belong here")),
        Difference::Recomputed(file) => language
            .pick(format!("不符：重新计算的 {file} 与原结果不同"), format!("difference: {file} comes out otherwise when computed again")),
        Difference::Rule(file) => {
            language.pick(format!("不符：规则文件 {file} 与当时不同"), format!("difference: the rule file {file} is not what the run used"))
        }
    }
}
