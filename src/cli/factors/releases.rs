//! `factors releases`: what was known when.

use carbonlabel::finding::{Fault, Language};
use carbonlabel::release::{Pin, ReleaseManifest};
use clap::{ArgMatches, Command};

use super::super::main::Verdict;
use super::super::options::{self, rule_book};
use super::super::terminal;
use super::super::words::Words;
use super::output;

/// What it takes.
pub fn command(words: Words) -> Command {
    options::command("releases", words, "列出发布版：日期、哈希、变化", "List releases: date, hash, what changed")
        .arg(options::factors(words))
        .arg(output::format(words))
}

/// What it does.
pub fn execute(matches: &ArgMatches, language: Language) -> Result<Verdict, Fault> {
    let book = rule_book(matches)?;
    let header = ["release", "published_on", "sha256", "default_scheme", "note", "changed", "signers", "allow_recalled"];
    let mut rows = Vec::new();
    let mut before: Option<&ReleaseManifest> = None;
    for (release, hash) in book.releases() {
        let note = language.pick(&release.note_zh, &release.note_en).clone();
        let changed = changed(before, release).join(" ");
        let (signers, recalled) = (release.signers.join(" "), release.allow_recalled.to_string());
        let (published_on, scheme) = (release.published_on.to_string(), release.default_scheme.clone());
        rows.push(vec![release.id.clone(), published_on, hash.clone(), scheme, note, changed, signers, recalled]);
        before = Some(release);
    }
    output::show(matches, &header, &rows, || rows.iter().map(|row| of_one(row, language)).collect::<Vec<_>>().join("\n"))?;
    Ok(Verdict::Clean)
}

/// The files that a release pins and the one before did not.
fn changed(before: Option<&ReleaseManifest>, release: &ReleaseManifest) -> Vec<String> {
    let known: Vec<String> = before.map(|before| before.pins.iter().map(Pin::path).collect()).unwrap_or_default();
    release.pins.iter().map(Pin::path).filter(|path| !known.contains(path)).collect()
}

fn of_one(row: &[String], language: Language) -> String {
    let mut rows = vec![
        vec![format!("  {}", language.pick("公布日期", "published")), row[1].clone()],
        vec!["  SHA-256".to_owned(), row[2].clone()],
        vec![format!("  {}", language.pick("默认方案", "scheme")), row[3].clone()],
        vec![format!("  {}", language.pick("说明", "note")), row[4].clone()],
        vec![format!("  {}", language.pick("新增文件", "new files")), row[5].clone()],
    ];
    if !row[6].is_empty() {
        rows.push(vec![format!("  {}", language.pick("须签名", "signers")), row[6].clone()]);
    }
    if row[7] == "true" {
        let meaning = language.pick("允许仅凭记忆的值", "values known from memory alone are allowed");
        rows.push(vec![format!("  {}", language.pick("注意", "beware")), meaning.to_owned()]);
    }
    format!("{}\n{}", row[0], terminal::columns(&rows))
}
