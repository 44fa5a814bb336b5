//! `factors impact`: what another release would make of a run, before anybody is told a grade.

use std::collections::BTreeMap;
use std::path::PathBuf;

use carbonlabel::audit::{Effect, RunFolder, impact};
use carbonlabel::finding::{Fault, Language};
use carbonlabel::measure::{Ratio, Tonnes};
use clap::{ArgMatches, Command};

use super::super::main::Verdict;
use super::super::options::{self, rule_book, text};
use super::super::terminal::columns;
use super::super::words::Words;
use super::output::{self, percent};

const HEADER: [&str; 13] = [
    "enterprise_id",
    "name",
    "industry",
    "region",
    "status_before",
    "status_after",
    "grade_before",
    "grade_after",
    "emissions_before",
    "emissions_after",
    "percent",
    "ratio_before",
    "ratio_after",
];
/// How many of those that move most are shown to people.
const MOVERS: usize = 10;

/// What it takes.
pub fn command(words: Words) -> Command {
    options::command("impact", words, "另一发布版会使某批次的结果如何变化", "What another release would make of a run")
        .arg(
            options::position("run", "RUN", words, "结果文件夹", "The run folder")
                .required(true)
                .value_parser(clap::value_parser!(PathBuf)),
        )
        .arg(options::position("release", "R2", words, "另一发布版", "The other release").required(true))
        .arg(options::factors(words))
        .arg(output::format(words))
}

/// What it does.
pub fn execute(matches: &ArgMatches, language: Language) -> Result<Verdict, Fault> {
    let path = matches.get_one::<PathBuf>("run").cloned().unwrap_or_default();
    let folder = RunFolder::open(&path)?;
    let book = rule_book(matches)?;
    let release = book.release(text(matches, "release"))?;
    let effects = impact(&folder, &book, &release)?;
    let rows: Vec<Vec<String>> = effects.iter().map(row).collect();
    let title = format!("{} → {}\n", folder.manifest().release.id, release.id());
    output::show(matches, &HEADER, &rows, || title + &report(&effects, &rows, language))?;
    Ok(Verdict::Clean)
}

fn row(effect: &Effect) -> Vec<String> {
    let Effect { before, after } = effect;
    let both = |column: &str| [before.get(column).to_owned(), after.get(column).to_owned()];
    let [old, new] = [before, after].map(|row| emissions(row).ratio());
    let percent = if before.get("emissions_t").is_empty() { String::new() } else { percent(&old, &new) };
    let names = ["enterprise_id", "name", "industry", "region"].map(|column| before.get(column).to_owned());
    [names.to_vec(), both("status").to_vec(), both("grade").to_vec(), both("emissions_t").to_vec(), vec![percent], both("ratio").to_vec()]
        .concat()
}

fn emissions(row: &carbonlabel::ledger::GradeRow) -> Tonnes {
    Tonnes::parse(row.get("emissions_t")).unwrap_or_default()
}

fn is_moved(row: &[String]) -> bool {
    row[6] != row[7] || row[4] != row[5]
}

fn report(effects: &[Effect], rows: &[Vec<String>], language: Language) -> String {
    let total =
        |get: fn(&Effect) -> &carbonlabel::ledger::GradeRow| effects.iter().fold(Tonnes::ZERO, |sum, effect| sum + emissions(get(effect)));
    let (before, after) = (total(|effect| &effect.before), total(|effect| &effect.after));
    let change = percent(&before.ratio(), &after.ratio());
    let moved: Vec<&Vec<String>> = rows.iter().filter(|row| is_moved(row)).collect();
    let count = (moved.len(), rows.len());
    let mut text = language.pick(
        format!("排放合计：{before} → {after} tCO2e（{change} %）\n等级或状态有变：{} / {} 家\n", count.0, count.1),
        format!("emissions: {before} → {after} tCO2e ({change} %)\ngrade or status changed: {} of {}\n", count.0, count.1),
    );
    let outcome = |row: &[String], at: usize| if row[at + 2].is_empty() { row[at].clone() } else { row[at + 2].clone() };
    for (title, key) in [(language.pick("按行业大类", "by industry division"), 2), (language.pick("按省份", "by province"), 3)] {
        let mut groups: BTreeMap<String, usize> = BTreeMap::new();
        moved.iter().for_each(|row| *groups.entry(row[key].chars().take(2).collect()).or_default() += 1);
        if !groups.is_empty() {
            text += &format!("\n{title}:\n");
            text += &columns(&groups.iter().map(|(name, count)| vec![format!("  {name}"), count.to_string()]).collect::<Vec<_>>());
        }
    }
    let line = |row: &&Vec<String>| {
        let grades = format!("{} → {}", outcome(row, 4), outcome(row, 5));
        vec![format!("  {}", row[0]), row[1].clone(), grades, format!("{} → {}", row[11], row[12]), format!("{} %", row[10])]
    };
    if !moved.is_empty() {
        text += language.pick("\n等级变化（等级，K，排放）:\n", "\ngrades that change (grade, ratio, emissions):\n");
        text += &columns(&moved.iter().map(line).collect::<Vec<_>>());
    }
    let mut movers: Vec<(Ratio, &Vec<String>)> = effects.iter().map(weight).zip(rows).filter(|(weight, _)| weight.is_positive()).collect();
    movers.sort_by(|a, b| (&b.0, &a.1[0]).cmp(&(&a.0, &b.1[0])));
    let movers: Vec<&Vec<String>> = movers.into_iter().map(|(_, row)| row).take(MOVERS).collect();
    if !movers.is_empty() {
        text += language.pick("\n变动最大:\n", "\nbiggest movers:\n");
        text += &columns(&movers.iter().map(line).collect::<Vec<_>>());
    }
    text
}

/// By how much the emissions move, as a share of what they were.
fn weight(effect: &Effect) -> Ratio {
    let (before, after) = (emissions(&effect.before).ratio(), emissions(&effect.after).ratio());
    let change = after.plus(&before.negated()).divided_by(&before).unwrap_or_else(Ratio::zero);
    if change.is_positive() { change } else { change.negated() }
}
