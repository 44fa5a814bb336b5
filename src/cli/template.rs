//! `carbonlabel template`: empty input files with their instructions.

use std::io::Write;
use std::path::{Path, PathBuf};

use carbonlabel::finding::{Fault, Language};
use carbonlabel::intake;
use clap::{ArgMatches, Command};

use super::main::Verdict;
use super::options::{self, chosen_release, rule_book};
use super::terminal::say;
use super::words::Words;

/// What it takes.
pub fn command(words: Words) -> Command {
    options::command("template", words, "生成空白输入表与填表说明", "Write empty input files with their instructions")
        .arg(
            options::position("dir", "DIR", words, "目标文件夹", "The folder to write them into")
                .required(true)
                .value_parser(clap::value_parser!(PathBuf)),
        )
        .arg(
            options::option("method", words, "只列该核算方法读取的列与品种", "With the columns and items of this method alone")
                .value_name("NAME"),
        )
        .args(options::release(words))
        .arg(options::factors(words))
}

/// What it does. Files that exist are not touched: then nothing is written.
pub fn execute(matches: &ArgMatches, language: Language) -> Result<Verdict, Fault> {
    let release = chosen_release(matches, &rule_book(matches)?)?;
    let folder = matches.get_one::<PathBuf>("dir").cloned().unwrap_or_default();
    let method = options::text(matches, "method").map(|name| options::method(&release, name)).transpose()?;
    let files = intake::template(&release, method, language);
    if let Some((name, _)) = files.iter().find(|(name, _)| folder.join(name).exists()) {
        return Err(Fault::OutputExists(folder.join(name)));
    }
    std::fs::create_dir_all(&folder).map_err(|error| Fault::write(&folder, error))?;
    files.iter().try_for_each(|(name, text)| create(&folder.join(name), text))?;
    say(&language.pick(format!("已写入 {}", folder.display()), format!("wrote {}", folder.display())));
    Ok(Verdict::Clean)
}

fn create(path: &Path, text: &str) -> Result<(), Fault> {
    let write = || std::fs::File::create_new(path)?.write_all(text.as_bytes());
    write().map_err(|error| Fault::write(path, error))
}
