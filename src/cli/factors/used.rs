//! `factors used`: every enterprise, month and tonne that a factor row touched.

use std::collections::BTreeMap;
use std::path::PathBuf;

use carbonlabel::audit::RunFolder;
use carbonlabel::finding::{Fault, Language};
use carbonlabel::ledger::LedgerRow;
use carbonlabel::measure::{Figure, Ratio, Tonnes, nearest};
use clap::{ArgMatches, Command};

use super::super::main::Verdict;
use super::super::options::{self, text};
use super::super::terminal::columns;
use super::super::words::Words;
use super::output;

const HEADER: [&str; 8] = ["enterprise_id", "name", "period", "lines", "emissions_t", "share_percent", "energy_tce", "flags"];

/// What it takes.
pub fn command(words: Words) -> Command {
    options::command("used", words, "某因子涉及的企业、月份与吨数", "The enterprises, months and tonnes that a factor touched")
        .arg(
            options::position("run", "RUN", words, "结果文件夹", "The run folder")
                .required(true)
                .value_parser(clap::value_parser!(PathBuf)),
        )
        .arg(options::position("factor", "FACTOR_ID", words, "因子编号", "The factor's id").required(true))
        .arg(options::factors(words))
        .arg(output::format(words))
}

/// What the lines of one enterprise and month come to.
#[derive(Default)]
struct Sum {
    lines: usize,
    emissions: Tonnes,
    energy: Tonnes,
    flags: String,
}

/// What it does.
pub fn execute(matches: &ArgMatches, language: Language) -> Result<Verdict, Fault> {
    let path = matches.get_one::<PathBuf>("run").cloned().unwrap_or_default();
    let wanted = text(matches, "factor").unwrap_or_default();
    let folder = RunFolder::open(&path)?;
    let used = folder.factors_used()?;
    if !used.iter().any(|row| row.get("factor_id") == wanted) {
        known(matches, &folder, wanted, used.iter().map(|row| row.get("factor_id")))?;
    }
    let mut sums: BTreeMap<(String, String), Sum> = BTreeMap::new();
    folder.for_each_line(|line| {
        add(&mut sums, &line, wanted);
        Ok(())
    })?;
    let grades: BTreeMap<String, (String, Option<Tonnes>)> = folder
        .grades()?
        .iter()
        .map(|row| (row.get("enterprise_id").to_owned(), (row.get("name").to_owned(), Tonnes::parse(row.get("emissions_t")))))
        .collect();
    let rows: Vec<Vec<String>> = sums.iter().map(|((id, month), sum)| row(id, month, sum, &grades)).collect();
    output::show(matches, &HEADER, &rows, || report(wanted, &sums, &grades, language))?;
    Ok(Verdict::Clean)
}

/// A factor that no line used must at least be one of the run's release.
fn known<'a>(matches: &ArgMatches, folder: &RunFolder, wanted: &str, used: impl Iterator<Item = &'a str>) -> Result<(), Fault> {
    let book = options::rule_book(matches)?;
    let release = book.whole_release(Some(&folder.manifest().release.id))?;
    let exists = release.tables().iter().any(|table| table.rows().iter().any(|row| row.id == wanted));
    if exists { Ok(()) } else { Err(Fault::UnknownName { wanted: wanted.to_owned(), nearest: nearest(wanted, used).map(str::to_owned) }) }
}

fn add(sums: &mut BTreeMap<(String, String), Sum>, line: &LedgerRow, wanted: &str) {
    let emits = line.parameters.iter().any(|cell| cell.factor_id == wanted);
    let burns = line.energy_factor_id == wanted;
    if !emits && !burns {
        return;
    }
    let sum = sums.entry((line.enterprise_id.clone(), line.period.clone())).or_default();
    sum.lines += 1;
    if emits {
        sum.emissions += Tonnes::parse(&line.emissions_t).unwrap_or_default();
    }
    if burns {
        sum.energy += Tonnes::parse(&line.energy_tce).unwrap_or_default();
    }
    let known: Vec<&str> = sum.flags.split(';').filter(|flag| !flag.is_empty()).collect();
    let new = line.flags.split(';').filter(|flag| !flag.is_empty() && !known.contains(flag));
    sum.flags = known.iter().copied().chain(new).collect::<Vec<_>>().join(";");
}

/// Of an enterprise's total, in percent with two decimals; nothing where the total is zero.
fn share(part: Tonnes, total: Option<Tonnes>) -> String {
    let hundred = Ratio::new(100.into(), 1.into());
    let share = total.and_then(|total| part.ratio().times(&hundred).divided_by(&total.ratio()));
    share.map(|share| Figure::round(&share, 2).to_string()).unwrap_or_default()
}

type Grades = BTreeMap<String, (String, Option<Tonnes>)>;

fn row(id: &str, month: &str, sum: &Sum, grades: &Grades) -> Vec<String> {
    let (name, total) = grades.get(id).cloned().unwrap_or_default();
    let (emissions, energy) = (sum.emissions.to_string(), sum.energy.to_string());
    vec![id.to_owned(), name, month.to_owned(), sum.lines.to_string(), emissions, share(sum.emissions, total), energy, sum.flags.clone()]
}

/// One row for each enterprise, and the sum.
fn report(wanted: &str, sums: &BTreeMap<(String, String), Sum>, grades: &Grades, language: Language) -> String {
    let mut of: BTreeMap<&str, (Vec<&str>, Sum)> = BTreeMap::new();
    let mut all = Sum::default();
    for ((id, month), sum) in sums {
        let (months, own) = of.entry(id).or_default();
        months.push(month);
        for total in [own, &mut all] {
            total.lines += sum.lines;
            total.emissions += sum.emissions;
            total.energy += sum.energy;
        }
    }
    let title = language.pick(
        format!("{wanted}：{} 家企业，{} 条明细，{} tCO2e，{} tce\n", of.len(), all.lines, all.emissions, all.energy),
        format!("{wanted}: enterprises {}, lines {}, {} tCO2e, {} tce\n", of.len(), all.lines, all.emissions, all.energy),
    );
    if of.is_empty() {
        return title;
    }
    let heading = language.pick(
        ["企业", "名称", "首月", "末月", "明细数", "tCO2e", "占本企业", "tce"],
        ["enterprise", "name", "first", "last", "lines", "tCO2e", "share", "tce"],
    );
    let line = |(id, (months, sum)): (&&str, &(Vec<&str>, Sum))| {
        let (name, total) = grades.get(*id).cloned().unwrap_or_default();
        let month = |at: Option<&&str>| at.copied().unwrap_or_default().to_owned();
        let share = share(sum.emissions, total) + " %";
        let numbers = [sum.lines.to_string(), sum.emissions.to_string(), share, sum.energy.to_string()];
        [vec![(*id).to_owned(), name, month(months.first()), month(months.last())], numbers.to_vec()].concat()
    };
    let table: Vec<Vec<String>> = [heading.map(str::to_owned).to_vec()].into_iter().chain(of.iter().map(line)).collect();
    title + &columns(&table)
}
