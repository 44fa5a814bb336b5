//! `carbonlabel template`: empty input files with their instructions, as texts and as one workbook.

use std::io::Write;
use std::path::{Path, PathBuf};

use carbonlabel::facts::Role;
use carbonlabel::finding::{Fault, Language};
use carbonlabel::intake;
use carbonlabel::method::Method;
use carbonlabel::nomenclature::Item;
use carbonlabel::release::Release;
use carbonlabel::template::{Content, template_workbook};
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
    let book = (language.pick("填报.xlsx", "submission.xlsx").to_owned(), workbook(&files, &release, method, language)?);
    let files: Vec<(String, Vec<u8>)> = files.into_iter().map(|(name, text)| (name, text.into_bytes())).chain([book]).collect();
    if let Some((name, _)) = files.iter().find(|(name, _)| folder.join(name).exists()) {
        return Err(Fault::OutputExists(folder.join(name)));
    }
    std::fs::create_dir_all(&folder).map_err(|error| Fault::write(&folder, error))?;
    files.iter().try_for_each(|(name, bytes)| create(&folder.join(name), bytes))?;
    say(&language.pick(format!("已写入 {}", folder.display()), format!("wrote {}", folder.display())));
    Ok(Verdict::Clean)
}

/// The same as one workbook, with the headers and the instructions of the texts.
fn workbook(files: &[(String, String)], release: &Release, method: Option<&Method>, language: Language) -> Result<Vec<u8>, Fault> {
    let text_of = |name: &str| files.iter().find(|(file, _)| file.starts_with(name)).map_or("", |(_, text)| text.as_str());
    let headers =
        Role::REQUIRED.map(|role| text_of(role.name()).trim_start_matches('\u{feff}').trim_end().split(',').map(str::to_owned).collect());
    let headers: [Vec<String>; 3] = headers;
    let instructions = files.last().map_or("", |(_, text)| text.as_str());
    let mut items: Vec<&Item> = release
        .nomenclature()
        .items
        .iter()
        .map(|(_, item)| item)
        .filter(|item| method.map_or_else(|| release.takes(item), |method| method.takes(item)))
        .collect();
    // What everybody uses stands first.
    items.sort_by_key(|item| item.category);
    let headers = [0, 1, 2].map(|at| (Role::REQUIRED[at], headers[at].as_slice()));
    let content = Content { instructions, headers, items: &items, release, language };
    template_workbook(content).map_err(|error| Fault::write(Path::new("xlsx"), std::io::Error::other(error)))
}

fn create(path: &Path, bytes: &[u8]) -> Result<(), Fault> {
    let write = || std::fs::File::create_new(path)?.write_all(bytes);
    write().map_err(|error| Fault::write(path, error))
}
