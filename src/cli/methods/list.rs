//! `methods list`: the methods of a release.

use carbonlabel::finding::{Fault, Language};
use carbonlabel::method::{Constant, Method};
use clap::{ArgMatches, Command};

use super::super::factors::output;
use super::super::main::Verdict;
use super::super::options::{self, chosen_release, rule_book};
use super::super::terminal::columns;
use super::super::words::Words;

const HEADER: [&str; 8] = ["method", "version", "title", "industries", "gwp", "sources", "unconfirmed", "document"];

/// What it takes.
pub fn command(words: Words) -> Command {
    options::command("list", words, "列出发布版的核算方法", "List the methods of a release")
        .arg(options::factors(words))
        .args(options::release(words))
        .arg(output::format(words))
}

/// What it does.
pub fn execute(matches: &ArgMatches, language: Language) -> Result<Verdict, Fault> {
    let release = chosen_release(matches, &rule_book(matches)?)?;
    let rows: Vec<Vec<String>> = release.methods().iter().map(|method| row(method, language)).collect();
    output::show(matches, &HEADER, &rows, || {
        let heading = language.pick(
            ["核算方法", "版本", "名称", "行业代码", "GWP", "来源数", "未确认"],
            ["method", "version", "title", "industries", "GWP", "sources", "unconfirmed"],
        );
        let shown = rows.iter().map(|row| row[..heading.len()].to_vec());
        columns(&[heading.map(str::to_owned).to_vec()].into_iter().chain(shown).collect::<Vec<_>>())
    })?;
    Ok(Verdict::Clean)
}

fn row(method: &Method, language: Language) -> Vec<String> {
    let constants = method.parameters().flat_map(|parameter| parameter.values.values().chain(&parameter.value));
    let unconfirmed = |constant: &&Constant| constant.mark.is_some_and(|mark| mark.is_unconfirmed());
    vec![
        method.name.clone(),
        method.version.clone(),
        language.pick(&method.title_zh, &method.title_en).clone(),
        method.industries.join(" "),
        method.gwp.clone().unwrap_or_default(),
        method.sources.len().to_string(),
        constants.filter(unconfirmed).count().to_string(),
        method.document.clone(),
    ]
}
