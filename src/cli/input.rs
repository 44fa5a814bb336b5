//! Which batch is meant: a folder, or files named one by one.

use std::path::PathBuf;

use carbonlabel::facts::Role;
use carbonlabel::finding::Fault;
use carbonlabel::intake::{Batch, NamedEncoding, Settings};
use carbonlabel::measure::{Months, read_months};
use carbonlabel::release::Release;
use clap::{Arg, ArgAction, ArgMatches};

use super::options::{option, position};
use super::progress::Progress;
use super::words::Words;

/// About how much of a file one thread reads at a time.
pub const BLOCK_SIZE: usize = 1 << 20;

/// `BATCH`, `--enterprises`, `--energy`, `--production`.
pub fn arguments(words: Words) -> Vec<Arg> {
    let file = |name: &'static str, zh: &'static str, en: &'static str| {
        option(name, words, zh, en)
            .value_name("FILE")
            .action(ArgAction::Append)
            .value_parser(clap::value_parser!(PathBuf))
            .conflicts_with("batch")
    };
    vec![
        position("batch", "BATCH", words, "批次文件夹", "The batch folder")
            .value_parser(clap::value_parser!(PathBuf))
            .required_unless_present_any(Role::REQUIRED.map(Role::name)),
        file("enterprises", "企业表，可重复；与 BATCH 二选一", "An enterprises file, repeatable; in place of BATCH"),
        file("energy", "能源表，可重复", "An energy file, repeatable"),
        file("production", "生产表，可重复", "A production file, repeatable"),
        file("indicators", "指标表，可没有，可重复", "An indicators file, if there is one, repeatable"),
        option(
            "encoding",
            words,
            "输入文件的编码；缺省按文件内容判定",
            "Encoding of the input files; decided by their bytes when not named",
        )
        .value_name("ENCODING")
        .value_parser(["utf-8", "gb18030", "gbk", "utf-16le", "utf-16be"]),
    ]
}

/// The batch that is meant.
pub fn batch(matches: &ArgMatches) -> Result<Batch, Fault> {
    if let Some(folder) = matches.get_one::<PathBuf>("batch") {
        return Batch::of_folder(folder);
    }
    let files = |role: Role| matches.get_many::<PathBuf>(role.name()).into_iter().flatten().map(move |path| (role, path.clone()));
    Batch::of_files(&Role::ALL.into_iter().flat_map(files).collect::<Vec<_>>())
}

/// The encoding that was named.
pub fn encoding(matches: &ArgMatches) -> Option<NamedEncoding> {
    matches.get_one::<String>("encoding").and_then(|name| NamedEncoding::parse(name))
}

/// How the batch is read.
pub fn settings<'a>(matches: &ArgMatches, release: &'a Release, period: Option<Months>, progress: &'a Progress) -> Settings<'a> {
    Settings { release, period, encoding: encoding(matches), block_size: BLOCK_SIZE, progress: progress.reading() }
}

/// A period as an argument.
pub fn period(text: &str) -> Result<Months, Fault> {
    read_months(text).ok().filter(|read| !read.from_date).map(|read| read.months).ok_or_else(|| Fault::Period(text.to_owned()))
}

/// `--jobs N`.
pub fn jobs(words: Words) -> Arg {
    option("jobs", words, "并行线程数；结果与之无关", "Number of threads; results do not depend on it")
        .value_name("N")
        .value_parser(clap::value_parser!(u16).range(1..=1024))
}

/// Sets the number of threads.
pub fn set_jobs(matches: &ArgMatches) {
    if let Some(count) = matches.get_one::<u16>("jobs") {
        // The pool can be set once; a second call in one process would change nothing.
        let _ = rayon::ThreadPoolBuilder::new().num_threads(usize::from(*count)).build_global();
    }
}
