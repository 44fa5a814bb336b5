//! `factors new-release`: publishing rules.

use std::path::PathBuf;

use carbonlabel::enterprise::Identity;
use carbonlabel::finding::{Fault, Language, Severities};
use carbonlabel::measure::{Date, Ratio};
use carbonlabel::release::{Publication, publish};
use clap::{Arg, ArgAction, ArgMatches, Command};

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
            .action(ArgAction::Append),
    )
    .arg(valued(option("default-scheme", words, "默认评价方案", "The scheme used when none is named"), "NAME"))
    .arg(
        valued(option("identity", words, "企业标识规则：uscc 或 text", "How enterprises are identified: uscc or text"), "RULE")
            .value_parser(["uscc", "text"]),
    )
    .args(more(words))
    .arg(valued(option("gas-reference", words, "一立方米燃气折合的标准立方米", "Nm3 in one m3 of gas"), "RATIO"))
}

fn more(words: Words) -> [Arg; 4] {
    [
        option("best-before", words, "某文件的复查日期，可重复", "The day by which a file should be looked after; repeatable")
            .value_name("FILE=DATE")
            .action(ArgAction::Append),
        option(
            "signer",
            words,
            "必须签名的角色，如 bureau、regulator，可重复",
            "A role that must sign, such as bureau or regulator; repeatable",
        )
        .value_name("ROLE")
        .action(ArgAction::Append),
        option(
            "severity",
            words,
            "某类问题的轻重：error、warning 或 note，可重复；错误不能减轻",
            "How much a finding weighs: error, warning or note; repeatable; an error stays one",
        )
        .value_name("CODE=SEVERITY")
        .action(ArgAction::Append),
        option("allow-recalled", words, "允许仅凭记忆、未见来源的值", "Allow values that are known from memory alone")
            .action(ArgAction::SetTrue)
            .num_args(0),
    ]
}

/// `FILE=DATE`.
fn best_before(text: &str) -> Result<(String, Date), Fault> {
    let (file, date) = text.split_once('=').unwrap_or((text, ""));
    Ok((file.to_owned(), options::day(date)?))
}

/// `CODE=SEVERITY`, each; nothing when there is none.
fn severities(stated: &[String]) -> Result<Option<Severities>, Fault> {
    let pairs = stated.iter().map(|text| text.split_once('=').unwrap_or((text, "")));
    let severities = Severities::read(&pairs.map(|(code, severity)| (code.to_owned(), severity.to_owned())).collect());
    severities.map(|severities| Some(severities).filter(|_| !stated.is_empty())).map_err(|reason| Fault::rule("--severity", 0, reason))
}

/// What it does.
pub fn execute(matches: &ArgMatches, language: Language) -> Result<Verdict, Fault> {
    let owned = |name: &str| text(matches, name).unwrap_or_default().to_owned();
    let many = |name: &str| matches.get_many::<String>(name).into_iter().flatten().cloned().collect::<Vec<_>>();
    let gas_reference = match text(matches, "gas-reference") {
        None => None,
        Some(ratio) => Some(Ratio::parse(ratio).filter(Ratio::is_positive).ok_or_else(|| Fault::rule("--gas-reference", 0, ratio))?),
    };
    let publication = Publication {
        id: owned("id"),
        published_on: options::day(&owned("published-on"))?,
        note_zh: owned("note-zh"),
        note_en: owned("note-en"),
        default_scheme: text(matches, "default-scheme").map(str::to_owned),
        identity: text(matches, "identity").and_then(Identity::parse),
        gas_reference,
        files: many("pin"),
        best_before: many("best-before").iter().map(|text| best_before(text)).collect::<Result<_, _>>()?,
        allow_recalled: matches.get_flag("allow-recalled"),
        severities: severities(&many("severity"))?,
        signers: Some(many("signer")).filter(|roles| !roles.is_empty()),
    };
    let id = publication.id.clone();
    let folder = matches.get_one::<PathBuf>("factors").cloned().unwrap_or_default();
    publish(&folder, publication)?;
    say(&language.pick(format!("已发布 {id}"), format!("published {id}")));
    Ok(Verdict::Clean)
}
