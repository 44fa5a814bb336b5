//! Options that several commands share.

use std::path::{Path, PathBuf};

use carbonlabel::digest::sha256;
use carbonlabel::finding::Fault;
use carbonlabel::measure::{Date, nearest};
use carbonlabel::method::Method;
use carbonlabel::release::{Release, RuleBook, builtin};
use carbonlabel::scheme::Scheme;
use clap::{Arg, ArgAction, ArgMatches, Command};

use super::words::Words;

/// A command with its help in one language.
pub fn command(name: &'static str, words: Words, zh: &'static str, en: &'static str) -> Command {
    Command::new(name)
        .about(words.t(zh, en))
        .disable_help_flag(true)
        .disable_help_subcommand(true)
        .help_template(words.t("{about}\n\n用法：{usage}\n\n{all-args}", "{about}\n\nUsage: {usage}\n\n{all-args}"))
        .subcommand_help_heading(words.t("命令", "Commands"))
        .arg(option("help", words, "显示帮助", "Print help").short('h').action(ArgAction::Help).num_args(0))
        .arg(option("lang", words, "语言：zh 或 en", "Language: zh or en").value_name("zh|en").value_parser(["zh", "en"]))
}

/// `--name VALUE`.
pub fn option(name: &'static str, words: Words, zh: &'static str, en: &'static str) -> Arg {
    Arg::new(name).long(name).help(words.t(zh, en)).help_heading(words.t("选项", "Options"))
}

/// A word that stands alone.
pub fn position(name: &'static str, value: &'static str, words: Words, zh: &'static str, en: &'static str) -> Arg {
    Arg::new(name).value_name(value).help(words.t(zh, en)).help_heading(words.t("参数", "Arguments"))
}

/// `--factors DIR`.
pub fn factors(words: Words) -> Arg {
    option("factors", words, "读取另一个规则文件夹，而非内置的规则", "Read another folder of rules in place of the built-in ones")
        .value_name("DIR")
        .value_parser(clap::value_parser!(PathBuf))
}

/// `--release R` and `--as-of DATE`.
pub fn release(words: Words) -> [Arg; 2] {
    [
        option("release", words, "发布版；缺省为最新", "Release; the newest when none is named").value_name("R"),
        option("as-of", words, "采用该日或之前最新的发布版", "Take the newest release published on or before this day")
            .value_name("DATE")
            .conflicts_with("release"),
    ]
}

/// `--format A|B`.
pub fn format(words: Words, formats: &'static [&'static str]) -> Arg {
    option("format", words, "输出格式", "Output format")
        .value_name("FORMAT")
        .value_parser(clap::builder::PossibleValuesParser::new(formats))
        .default_value(formats[0])
}

/// `--scheme S`.
pub fn scheme(words: Words) -> Arg {
    option(
        "scheme",
        words,
        "评价方案的名称，或方案文件（.toml）；缺省为发布版的默认方案",
        "A scheme's name, or the file of one (.toml); the release's default when none is named",
    )
    .value_name("S")
}

/// The name of the scheme that is meant; the release takes it in when a file is named.
pub fn adopted(matches: &ArgMatches, release: &mut Release) -> Result<Option<String>, Fault> {
    let Some(meant) = text(matches, "scheme") else { return Ok(None) };
    if !meant.ends_with(".toml") {
        return Ok(Some(meant.to_owned()));
    }
    let scheme = scheme_file(Path::new(meant), release)?;
    let name = scheme.name.clone();
    release.adopt(scheme)?;
    Ok(Some(name))
}

/// A scheme that no release pins; the file's name is the scheme's.
pub fn scheme_file(path: &Path, release: &Release) -> Result<Scheme, Fault> {
    let bytes = std::fs::read(path).map_err(|error| Fault::read(path, error))?;
    let file = path.display().to_string();
    let text = String::from_utf8(bytes).map_err(|error| Fault::rule(&file, 0, error.to_string()))?;
    let name = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    Scheme::read_own(&name, &file, &text, &sha256(text.as_bytes()), &release.nomenclature().units)
}

/// A text that was given.
pub fn text<'a>(matches: &'a ArgMatches, name: &str) -> Option<&'a str> {
    matches.get_one::<String>(name).map(String::as_str)
}

/// The rules that are meant.
pub fn rule_book(matches: &ArgMatches) -> Result<RuleBook, Fault> {
    matches.get_one::<PathBuf>("factors").map_or_else(builtin, |folder| RuleBook::open(folder))
}

/// The release that is meant, with the tables that its methods name.
pub fn chosen_release(matches: &ArgMatches, book: &RuleBook) -> Result<Release, Fault> {
    book.release(chosen_id(matches, book)?)
}

/// The method of a name.
pub fn method<'a>(release: &'a Release, name: &str) -> Result<&'a Method, Fault> {
    let known = release.methods().iter().map(|method| method.name.as_str());
    let unknown = || Fault::UnknownName { wanted: name.to_owned(), nearest: nearest(name, known).map(str::to_owned) };
    release.method(name).ok_or_else(unknown)
}

/// The id of the release that is meant; nothing for the newest.
pub fn chosen_id<'a>(matches: &'a ArgMatches, book: &'a RuleBook) -> Result<Option<&'a str>, Fault> {
    match text(matches, "as-of") {
        None => Ok(text(matches, "release")),
        Some(text) => book.as_of(day(text)?).map(Some),
    }
}

/// A day.
pub fn day(text: &str) -> Result<Date, Fault> {
    Date::parse(text).filter(|date| date.is_day()).ok_or_else(|| Fault::Date(text.to_owned()))
}
