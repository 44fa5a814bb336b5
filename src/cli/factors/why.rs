//! `factors why`: for each release, which row serves a key, by which rung and vintage, and why the others do not.

use carbonlabel::activity::Flow;
use carbonlabel::factor::{FactorRow, FactorTable, Key, Verdict as Fate, weigh};
use carbonlabel::finding::{Fault, Language};
use carbonlabel::measure::{Date, Month, nearest};
use carbonlabel::method::{Method, Source};
use carbonlabel::nomenclature::Item;
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

/// What a release answers.
struct Answer {
    release: String,
    /// The method and its source; none when the release has no such item.
    source: Option<String>,
    parameters: Vec<Parameter>,
}

/// A parameter of the source's formula, with every row that speaks of it.
struct Parameter {
    name: String,
    lines: Vec<Line>,
}

/// A row of a factor table, and what became of it.
struct Line {
    fate: Fate,
    /// Cells as [`HEADER`] names them.
    cells: Vec<String>,
    /// The same for people.
    shown: Vec<String>,
}

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
    let rows: Vec<Vec<String>> =
        answers.iter().flat_map(|answer| &answer.parameters).flat_map(|of| &of.lines).map(|line| line.cells.clone()).collect();
    output::show(matches, &HEADER, &rows, || answers.iter().map(|answer| answer.text(language)).collect::<Vec<_>>().join("\n"))?;
    Ok(Verdict::Clean)
}

/// What each release answers, oldest first. An item of a later release is no item of an earlier one.
fn answers(book: &RuleBook, asked: &Asked<'_>, language: Language) -> Result<Vec<Answer>, Fault> {
    let mut answers = Vec::new();
    let mut unknown = None;
    for (manifest, _) in book.releases() {
        match answer(&book.release(Some(&manifest.id))?, asked, language) {
            Ok(answer) => answers.push(answer),
            Err(fault @ Fault::UnknownName { .. }) => {
                unknown = Some(fault);
                answers.push(Answer { release: manifest.id.clone(), source: None, parameters: Vec::new() });
            }
            Err(fault) => return Err(fault),
        }
    }
    match unknown {
        Some(fault) if answers.iter().all(|answer| answer.source.is_none()) => Err(fault),
        _ => Ok(answers),
    }
}

fn answer(release: &Release, asked: &Asked<'_>, language: Language) -> Result<Answer, Fault> {
    let names = release.nomenclature();
    let unknown = |wanted: &str, near: Option<&str>| Fault::UnknownName { wanted: wanted.to_owned(), nearest: near.map(str::to_owned) };
    let item = names.items.find(asked.item).ok_or_else(|| unknown(asked.item, nearest(asked.item, names.items.names())))?;
    let item = names.items.get(item);
    let region = match asked.region {
        None => names.regions.only_country(),
        Some(text) => Some(names.regions.find(text).ok_or_else(|| unknown(text, nearest(text, names.regions.spoken())))?),
    };
    let industry = asked.industry.trim_start_matches(|letter: char| letter.is_ascii_alphabetic());
    let method = release.method_for(None, Some(industry).filter(|digits| !digits.is_empty())).map(|at| &release.methods()[at]);
    let found = method.and_then(|method| source_of(method, item).map(|source| (method, source)));
    let Some((method, source)) = found else {
        let none = language.pick("没有核算方法取这一品种", "no method takes the item").to_owned();
        return Ok(Answer { release: release.id().to_owned(), source: Some(none), parameters: Vec::new() });
    };
    let start = [release.id().to_owned(), format!("{}/{}", method.name, method.version), source.id.clone()];
    let looked_up = source.parameters.iter().filter_map(|(name, parameter)| parameter.table.as_ref().map(|lookup| (name, lookup)));
    let parameters = looked_up.map(|(name, lookup)| {
        let item = lookup.item.as_ref().unwrap_or(&item.code);
        let key = Key { parameter: &lookup.parameter, item, region, industry, month: asked.month };
        let weighed = release.table(&lookup.table).map(|table| (table, weigh(table, key, &lookup.rungs, &names.regions)));
        let lines = weighed.into_iter().flat_map(|(table, rows)| rows.into_iter().map(move |(row, fate)| (table, row, fate)));
        let line = |(table, row, fate)| Line {
            fate,
            cells: [start.to_vec(), vec![name.clone()], cells(table, row, fate, release, language)].concat(),
            shown: shown(table, row, fate, release, language),
        };
        Parameter { name: name.clone(), lines: lines.map(line).collect() }
    });
    let parameters = parameters.collect();
    Ok(Answer { release: release.id().to_owned(), source: Some(format!("{} · {}", start[1], start[2])), parameters })
}

/// The source that takes an item when it is consumed, else any that takes it.
fn source_of<'a>(method: &'a Method, item: &Item) -> Option<&'a Source> {
    let consumed = method.sources_of(item, Flow::Consumed).first().map(|(at, ..)| *at);
    let any = || method.sources.iter().position(|source| source.takes(item));
    method.sources.get(consumed.or_else(any)?)
}

fn date(date: Option<Date>) -> String {
    date.map(|date| date.to_string()).unwrap_or_default()
}

/// Where a row holds: name and rung.
fn place(row: &FactorRow, release: &Release) -> [String; 2] {
    let region = row.region.map(|region| release.nomenclature().regions.get(region));
    region.map_or_else(Default::default, |region| [region.name.clone(), region.level.name().to_owned()])
}

fn cells(table: &FactorTable, row: &FactorRow, fate: Fate, release: &Release, language: Language) -> Vec<String> {
    let [region, rung] = place(row, release);
    let value = [table.name.clone(), table.version.clone(), row.id.clone(), row.value.to_string(), row.unit.clone()];
    let when = [date(row.valid_from), date(row.valid_to)];
    let why = [fate.name().to_owned(), fate.text(language).to_owned()];
    [value.as_slice(), &[region, rung], &when, &why].concat()
}

fn shown(table: &FactorTable, row: &FactorRow, fate: Fate, release: &Release, language: Language) -> Vec<String> {
    let [region, rung] = place(row, release);
    vec![
        if fate.is_taken() { "    +" } else { "    -" }.to_owned(),
        row.id.clone(),
        format!("{} {}", row.value, row.unit),
        region,
        rung,
        format!("{}..{}", date(row.valid_from), date(row.valid_to)),
        format!("{}/{}", table.name, table.version),
        fate.text(language).to_owned(),
    ]
}

impl Answer {
    /// Each parameter with the row that serves, then the losers; rows of other places are only counted.
    fn text(&self, language: Language) -> String {
        let mut text = format!("{}\n", self.release);
        let Some(source) = &self.source else {
            return text + language.pick("  没有这一品种\n", "  it has no such item\n");
        };
        if self.parameters.is_empty() {
            return text + &format!("  {source}\n");
        }
        for Parameter { name, lines: of } in &self.parameters {
            text += &format!("  {source} · {name}\n");
            if !of.iter().any(|line| line.fate.is_taken()) {
                text += language.pick("    没有可用的行\n", "    no row serves\n");
            }
            let (elsewhere, near): (Vec<&Line>, Vec<&Line>) = of.iter().partition(|line| line.fate == Fate::OtherRegion);
            text += &columns(&near.iter().map(|line| line.shown.clone()).collect::<Vec<_>>());
            let count = elsewhere.len();
            if count > 0 {
                text += &language.pick(format!("    - 适用于其他地区的 {count} 行\n"), format!("    - {count} rows hold elsewhere\n"));
            }
        }
        text
    }
}
