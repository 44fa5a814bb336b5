//! `factors diff`: what one release has that another has not, and what that does to a typical line.

use carbonlabel::emission::typical_emission;
use carbonlabel::finding::{Fault, Language};
use carbonlabel::measure::{Exact, Figure, Month, Ratio};
use carbonlabel::release::{Change, Release, RowChange, compare};
use clap::{ArgMatches, Command};

use super::super::input;
use super::super::main::Verdict;
use super::super::options::{self, option, rule_book, text};
use super::super::terminal::columns;
use super::super::words::Words;
use super::output::{self, percent};

const HEADER: [&str; 10] = ["kind", "table", "factor_id", "parameter", "item", "before", "after", "unit", "percent", "note"];
const DECIMALS: u8 = 9;
/// More rows of one table than this are counted, not listed, for people.
const LISTED: usize = 12;

/// What it takes.
pub fn command(words: Words) -> Command {
    let release = |name: &'static str, zh: &'static str, en: &'static str| {
        options::position(name, if name == "first" { "R1" } else { "R2" }, words, zh, en).required(true)
    };
    options::command("diff", words, "比较两个发布版：行的增删改及影响", "Compare two releases: rows and their effect")
        .arg(release("first", "前一发布版", "The first release"))
        .arg(release("second", "后一发布版", "The second release"))
        .arg(
            option(
                "period",
                words,
                "典型排放明细的月份；缺省为后者公布之月",
                "The month of the typical lines; that of the second release when not named",
            )
            .value_name("MONTH"),
        )
        .arg(
            option("region", words, "典型排放明细的地区；缺省为全国", "The region of the typical lines; the nation when not named")
                .value_name("REGION"),
        )
        .arg(options::factors(words))
        .arg(output::format(words))
}

/// What it does.
pub fn execute(matches: &ArgMatches, language: Language) -> Result<Verdict, Fault> {
    let book = rule_book(matches)?;
    let first = book.whole_release(text(matches, "first"))?;
    let second = book.whole_release(text(matches, "second"))?;
    let month = match text(matches, "period") {
        Some(period) => input::period(period)?.as_single().ok_or_else(|| Fault::Period(period.to_owned()))?,
        None => second.manifest().published_on.month().ok_or_else(|| Fault::Period(String::new()))?,
    };
    let changes = compare(&first, &second);
    let rows: Vec<Vec<String>> = changes.iter().map(|change| row(change, language)).collect();
    let effects = effects(&first, &second, month, text(matches, "region"))?;
    let all = [rows.as_slice(), &effects].concat();
    output::show(matches, &HEADER, &all, || report(&changes, &rows, &effects, month, language))?;
    Ok(Verdict::Clean)
}

fn row(change: &RowChange<'_>, language: Language) -> Vec<String> {
    let value = |row: Option<&carbonlabel::factor::FactorRow>| row.map(|row| row.value.to_string()).unwrap_or_default();
    let shown = change.row();
    let of = |get: fn(&carbonlabel::factor::FactorRow) -> &String| shown.map(|row| get(row).clone()).unwrap_or_default();
    let both = change.before.zip(change.after).filter(|(before, after)| before.unit == after.unit && change.change == Change::Changed);
    let percent = both.map(|(before, after)| percent(&Exact::from(before.value).ratio(), &Exact::from(after.value).ratio()));
    let restated = language.pick("数值未变，来源或说明有改", "same value, something else is said of it");
    let note = if change.change == Change::Restated { restated.to_owned() } else { String::new() };
    vec![
        change.change.name().to_owned(),
        change.table.to_owned(),
        of(|row| &row.id),
        of(|row| &row.parameter),
        of(|row| &row.item),
        value(change.before),
        value(change.after),
        of(|row| &row.unit),
        percent.unwrap_or_default(),
        note,
    ]
}

/// Items of which a unit comes to something else, in tCO2e.
fn effects(first: &Release, second: &Release, month: Month, region: Option<&str>) -> Result<Vec<Vec<String>>, Fault> {
    let typical = |release: &Release, code: &str| -> Result<Option<Ratio>, Fault> {
        let names = release.nomenclature();
        let unknown = |text: &str| Fault::UnknownName { wanted: text.to_owned(), nearest: None };
        let region = match region {
            None => names.regions.only_country(),
            Some(text) => Some(names.regions.find(text).ok_or_else(|| unknown(text))?),
        };
        Ok(names.items.find(code).and_then(|item| typical_emission(release, item, region, "", month)))
    };
    let mut rows = Vec::new();
    for (_, item) in second.nomenclature().items.iter() {
        let (before, after) = (typical(first, &item.code)?, typical(second, &item.code)?);
        if before == after {
            continue;
        }
        let figure = |value: &Option<Ratio>| value.as_ref().map(|value| Figure::round(value, DECIMALS).to_string()).unwrap_or_default();
        let change = before.as_ref().zip(after.as_ref()).map(|(before, after)| percent(before, after)).unwrap_or_default();
        let unit = format!("tCO2e/{}", second.nomenclature().units.get(item.unit).code);
        let empty = String::new;
        rows.push(vec![
            "effect".to_owned(),
            empty(),
            empty(),
            empty(),
            item.code.clone(),
            figure(&before),
            figure(&after),
            unit,
            change,
            month.to_string(),
        ]);
    }
    Ok(rows)
}

fn report(changes: &[RowChange<'_>], rows: &[Vec<String>], effects: &[Vec<String>], month: Month, language: Language) -> String {
    let count = |change: Change| changes.iter().filter(|row| row.change == change).count();
    let [new, gone, other, restated] = [Change::Added, Change::Removed, Change::Changed, Change::Restated].map(count);
    let mut text = language.pick(
        format!("新增 {new} 行，删除 {gone} 行，数值改动 {other} 行，说明改动 {restated} 行\n"),
        format!("rows added: {new}, removed: {gone}, values changed: {other}, restated: {restated}\n"),
    );
    let mut tables: Vec<&str> = changes.iter().map(|change| change.table).collect();
    tables.dedup();
    for table in tables {
        let of: Vec<&Vec<String>> = rows.iter().filter(|row| row[1] == table).collect();
        text += &format!("\n{table}\n");
        let line = |row: &&Vec<String>| {
            let value = [&row[5], &row[6]].into_iter().filter(|value| !value.is_empty()).cloned().collect::<Vec<_>>().join(" → ");
            let percent = if row[8].is_empty() { String::new() } else { format!("{} %", row[8]) };
            vec![
                format!("  {}", row[0]),
                row[2].clone(),
                row[4].clone(),
                row[3].clone(),
                format!("{value} {}", row[7]),
                percent,
                row[9].clone(),
            ]
        };
        text += &columns(&of.iter().take(LISTED).map(line).collect::<Vec<_>>());
        if of.len() > LISTED {
            text += &language
                .pick(format!("  …… 共 {} 行，全部见 --format csv\n", of.len()), format!("  … {} rows; all with --format csv\n", of.len()));
        }
    }
    let title = language
        .pick(format!("\n{month} 的典型排放明细（消费一个单位）：\n"), format!("\ntypical lines of {month} (one unit consumed):\n"));
    text += &title;
    if effects.is_empty() {
        return text + language.pick("  没有变化\n", "  no change\n");
    }
    let line = |row: &Vec<String>| vec![format!("  {}", row[4]), format!("{} → {} {}", row[5], row[6], row[7]), format!("{} %", row[8])];
    text + &columns(&effects.iter().map(line).collect::<Vec<_>>())
}
