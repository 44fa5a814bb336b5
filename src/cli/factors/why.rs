//! `factors why`: for each release, which row serves a key, by which rung and vintage, and why the others do not.

use carbonlabel::factor::{FactorRow, FactorTable, Key, Verdict as Fate, weigh};
use carbonlabel::finding::{Fault, Language};
use carbonlabel::measure::{Month, nearest};
use carbonlabel::release::{Release, RuleBook};
use clap::{ArgMatches, Command};

use super::super::input;
use super::super::main::Verdict;
use super::super::options::{self, option, rule_book, text};
use super::super::terminal::columns;
use super::super::words::Words;
use super::output;

const HEADER: [&str; 15] = [
    "release",
    "method",
    "source",
    "parameter",
    "table",
    "version",
    "factor_id",
    "value",
    "unit",
    "region",
    "rung",
    "valid_from",
    "valid_to",
    "verdict",
    "reason",
];

/// A release's id, and its rows as [`HEADER`] names them.
type Answer = (String, Vec<Vec<String>>);

/// What it takes.
pub fn command(words: Words) -> Command {
    let asked = |name: &'static str, value: &'static str, zh: &'static str, en: &'static str| option(name, words, zh, en).value_name(value);
    options::command("why", words, "各发布版取哪一行，其余为何落选", "Which row serves in each release, and why others lose")
        .arg(asked("item", "ITEM", "品种（代码或名称）", "The item, by code or name").required(true))
        .arg(asked("period", "MONTH", "月份，如 2024-03", "The month, such as 2024-03").required(true))
        .arg(asked("region", "REGION", "地区（代码或省名）；缺省为全国", "The region, by code or province; the nation when not named"))
        .arg(asked("industry", "CODE", "行业代码；缺省为未列明的行业", "The industry's digits; one that no method lists when not named"))
        .arg(options::factors(words))
        .arg(output::format(words))
}

/// What is asked, as it was typed.
struct Asked<'a> {
    item: &'a str,
    month: Month,
    region: Option<&'a str>,
    industry: &'a str,
}

/// What it does.
pub fn execute(matches: &ArgMatches, language: Language) -> Result<Verdict, Fault> {
    let book = rule_book(matches)?;
    let period = text(matches, "period").unwrap_or_default();
    let month = input::period(period)?.as_single().ok_or_else(|| Fault::Period(period.to_owned()))?;
    let asked = Asked {
        item: text(matches, "item").unwrap_or_default(),
        month,
        region: text(matches, "region"),
        industry: text(matches, "industry").unwrap_or_default(),
    };
    let answers = answers(&book, &asked, language)?;
    let rows: Vec<Vec<String>> = answers.iter().flat_map(|(_, rows)| rows.clone()).collect();
    output::show(matches, &HEADER, &rows, || {
        answers.iter().map(|(release, rows)| of_release(release, rows, language)).collect::<Vec<_>>().join("\n")
    })?;
    Ok(Verdict::Clean)
}

/// The rows of each release, oldest first.
fn answers(book: &RuleBook, asked: &Asked<'_>, language: Language) -> Result<Vec<Answer>, Fault> {
    let mut answers = Vec::new();
    let mut unknown = None;
    for (manifest, _) in book.releases() {
        let release = book.release(Some(&manifest.id))?;
        match of(&release, asked, language) {
            Ok(rows) => answers.push((manifest.id.clone(), rows)),
            // An item of a later release is no item of an earlier one.
            Err(fault @ Fault::UnknownName { .. }) => {
                unknown = Some(fault);
                answers.push((manifest.id.clone(), Vec::new()));
            }
            Err(fault) => return Err(fault),
        }
    }
    match unknown {
        Some(fault) if answers.iter().all(|(_, rows)| rows.is_empty()) => Err(fault),
        _ => Ok(answers),
    }
}

fn of(release: &Release, asked: &Asked<'_>, language: Language) -> Result<Vec<Vec<String>>, Fault> {
    let names = release.nomenclature();
    let unknown =
        |wanted: &str, nearest: Option<&str>| Fault::UnknownName { wanted: wanted.to_owned(), nearest: nearest.map(str::to_owned) };
    let item = names.items.find(asked.item).ok_or_else(|| unknown(asked.item, nearest(asked.item, names.items.names())))?;
    let region = match asked.region {
        None => names.regions.only_country(),
        Some(text) => Some(names.regions.find(text).ok_or_else(|| unknown(text, nearest(text, names.regions.spoken())))?),
    };
    let digits = asked.industry.trim_start_matches(|letter: char| letter.is_ascii_alphabetic());
    let Some(at) = release.method_for(None, Some(digits).filter(|digits| !digits.is_empty())) else { return Ok(Vec::new()) };
    let method = &release.methods()[at];
    let method_name = format!("{}/{}", method.name, method.version);
    let Some((_, source)) = method.source_of(names.items.get(item)) else {
        let reason = language.pick("该方法不取此品种", "no source of the method takes the item").to_owned();
        let mut row = vec![release.id().to_owned(), method_name];
        row.resize(HEADER.len() - 1, String::new());
        return Ok(vec![[row, vec![reason]].concat()]);
    };
    let mut rows = Vec::new();
    for (name, parameter) in &source.parameters {
        let Some(table) = release.table(&parameter.table) else { continue };
        let item = &names.items.get(item).code;
        let key = Key { parameter: &parameter.parameter, item, region, industry: digits, month: asked.month };
        let start = [release.id().to_owned(), method_name.clone(), source.id.clone(), name.clone()];
        for (row, fate) in weigh(table, key, &parameter.rungs, &names.regions) {
            rows.push([start.to_vec(), cells(table, row, fate, release, language)].concat());
        }
    }
    Ok(rows)
}

fn cells(table: &FactorTable, row: &FactorRow, fate: Fate, release: &Release, language: Language) -> Vec<String> {
    let regions = &release.nomenclature().regions;
    let date = |date: Option<carbonlabel::measure::Date>| date.map(|date| date.to_string()).unwrap_or_default();
    vec![
        table.name.clone(),
        table.version.clone(),
        row.id.clone(),
        row.value.to_string(),
        row.unit.clone(),
        row.region.map(|region| regions.get(region).name.clone()).unwrap_or_default(),
        row.region.map(|region| regions.get(region).level.name().to_owned()).unwrap_or_default(),
        date(row.valid_from),
        date(row.valid_to),
        fate.name().to_owned(),
        fate.text(language).to_owned(),
    ]
}

/// A release in words: each parameter with the row that serves, then the losers; rows of other places are only counted.
fn of_release(release: &str, rows: &[Vec<String>], language: Language) -> String {
    let mut text = format!("{release}\n");
    let Some(first) = rows.first() else {
        return text + language.pick("  没有这一品种\n", "  it has no such item\n");
    };
    if first[3].is_empty() {
        return text + &format!("  {}: {}\n", first[1], first[14]);
    }
    let mut parameters: Vec<&str> = rows.iter().map(|row| row[3].as_str()).collect();
    parameters.dedup();
    for parameter in parameters {
        let of: Vec<&Vec<String>> = rows.iter().filter(|row| row[3] == parameter).collect();
        text += &format!("  {} · {} · {parameter}\n", first[1], first[2]);
        if !of.iter().any(|row| row[13] == Fate::Taken.name() || row[13] == Fate::CarriedForward.name()) {
            text += language.pick("    没有可用的行\n", "    no row serves\n");
        }
        let near = of.iter().filter(|row| row[13] != Fate::OtherRegion.name());
        let shown: Vec<Vec<String>> = near
            .map(|row| {
                let mark = if row[13] == Fate::Taken.name() || row[13] == Fate::CarriedForward.name() { "    +" } else { "    -" };
                let cell = |at: usize| row[at].clone();
                let value = format!("{} {}", row[7], row[8]);
                vec![
                    mark.to_owned(),
                    cell(6),
                    value,
                    cell(9),
                    cell(10),
                    format!("{}..{}", row[11], row[12]),
                    format!("{}/{}", row[4], row[5]),
                    cell(14),
                ]
            })
            .collect();
        text += &columns(&shown);
        let elsewhere = of.iter().filter(|row| row[13] == Fate::OtherRegion.name()).count();
        if elsewhere > 0 {
            text += &language.pick(format!("    - 适用于其他地区的 {elsewhere} 行\n"), format!("    - {elsewhere} rows hold elsewhere\n"));
        }
    }
    text
}
