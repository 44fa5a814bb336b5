//! `schemes list`: the schemes of a release.

use carbonlabel::finding::{Fault, Language};
use carbonlabel::release::Release;
use carbonlabel::scheme::{Graded, Scheme};
use clap::{ArgMatches, Command};

use super::super::factors::output;
use super::super::main::Verdict;
use super::super::options::{self, chosen_release, rule_book};
use super::super::terminal::columns;
use super::super::words::Words;

const HEADER: [&str; 8] = ["scheme", "version", "title", "graded", "reference", "grades", "default", "open"];

/// What it takes.
pub fn command(words: Words) -> Command {
    options::command("list", words, "列出发布版的评价方案", "List the schemes of a release")
        .arg(options::factors(words))
        .args(options::release(words))
        .arg(output::format(words))
}

/// What it does.
pub fn execute(matches: &ArgMatches, language: Language) -> Result<Verdict, Fault> {
    let release = chosen_release(matches, &rule_book(matches)?)?;
    let rows: Vec<Vec<String>> = release.schemes().iter().map(|scheme| row(scheme, &release, language)).collect();
    let heading = language.pick(
        ["方案", "版本", "名称", "评价指标", "参考值", "等级", "默认", "未公布的数值"],
        ["scheme", "version", "title", "graded", "reference", "grades", "default", "not published"],
    );
    let heading: Vec<String> = heading.map(str::to_owned).to_vec();
    output::show(matches, &HEADER, &rows, || columns(&[&[heading], rows.as_slice()].concat()))?;
    Ok(Verdict::Clean)
}

fn row(scheme: &Scheme, release: &Release, language: Language) -> Vec<String> {
    let grades: Vec<&str> = scheme.ratio.bands.iter().map(|band| band.code.as_str()).collect();
    let is_default = release.manifest().default_scheme == scheme.name;
    vec![
        scheme.name.clone(),
        scheme.version.clone(),
        scheme.title(language).to_owned(),
        scheme.graded.name().to_owned(),
        if matches!(scheme.graded, Graded::Ratio) { scheme.peers.reference.name() } else { "" }.to_owned(),
        grades.join(" "),
        if is_default { "*" } else { "" }.to_owned(),
        scheme.open.join(" "),
    ]
}
