//! `factors new-release`: publishing rules.

use std::path::PathBuf;

use carbonlabel::enterprise::Identity;
use carbonlabel::finding::{Fault, Language};
use carbonlabel::measure::{Date, Ratio};
use carbonlabel::release::{Publication, publish};
use clap::{Arg, ArgMatches, Command};

use super::super::main::Verdict;
use super::super::options::{self, option, text};
use super::super::terminal::say;
use super::super::words::Words;

/// What it takes.
pub fn command(words: Words) -> Command {
    let valued = |arg: Arg, name: &'static str| arg.value_name(name);
    options::command(
        "new-release",
        words,
        "发布新的规则版本：沿用上一版，加入或替换所列文件",
        "Publish a release: the one before, with the named files added or put in place",
    )
    .arg(options::position("id", "ID", words, "新发布版的编号", "The new release's id").required(true))
    .arg(options::factors(words).required(true))
    .arg(valued(option("published-on", words, "公布日期", "The day on which it becomes known"), "DATE").required(true))
    .arg(valued(option("note-zh", words, "说明（中文）", "What it is, in Chinese"), "TEXT").required(true))
    .arg(valued(option("note-en", words, "说明（英文）", "What it is, in English"), "TEXT").required(true))
    .arg(
        valued(option("pin", words, "加入或替换的文件，可重复", "A file to add or put in place; repeatable"), "FILE")
            .action(clap::ArgAction::Append),
    )
    .arg(valued(option("default-scheme", words, "默认评价方案", "The scheme used when none is named"), "NAME"))
    .arg(
        valued(option("identity", words, "企业标识规则：uscc 或 text", "How enterprises are identified: uscc or text"), "RULE")
            .value_parser(["uscc", "text"]),
    )
    .arg(valued(option("gas-reference", words, "一立方米燃气折合的标准立方米", "Nm3 in one m3 of gas"), "RATIO"))
}

/// What it does.
pub fn execute(matches: &ArgMatches, language: Language) -> Result<Verdict, Fault> {
    let owned = |name: &str| text(matches, name).unwrap_or_default().to_owned();
    let day = owned("published-on");
    let gas_reference = match text(matches, "gas-reference") {
        None => None,
        Some(ratio) => Some(Ratio::parse(ratio).filter(Ratio::is_positive).ok_or_else(|| Fault::rule("--gas-reference", 0, ratio))?),
    };
    let publication = Publication {
        id: owned("id"),
        published_on: Date::parse(&day).filter(|date| date.is_day()).ok_or(Fault::Date(day))?,
        note_zh: owned("note-zh"),
        note_en: owned("note-en"),
        default_scheme: text(matches, "default-scheme").map(str::to_owned),
        identity: text(matches, "identity").and_then(Identity::parse),
        gas_reference,
        files: matches.get_many::<String>("pin").into_iter().flatten().cloned().collect(),
    };
    let id = publication.id.clone();
    let folder = matches.get_one::<PathBuf>("factors").cloned().unwrap_or_default();
    publish(&folder, publication)?;
    say(&language.pick(format!("已发布 {id}"), format!("published {id}")));
    Ok(Verdict::Clean)
}
