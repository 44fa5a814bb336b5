//! `factors lint`: whether the rules are unchanged and make sense.

use carbonlabel::finding::{Fault, Language};
use carbonlabel::release::{Problem, lint_all};
use clap::{ArgMatches, Command};

use super::super::clock::today;
use super::super::main::Verdict;
use super::super::options::{self, day, option, rule_book};
use super::super::words::Words;
use super::output;

/// What it takes.
pub fn command(words: Words) -> Command {
    options::command("lint", words, "检查规则：哈希、重复、单位、来源", "Check the rules: hashes, doubles, units, sources")
        .arg(options::factors(words))
        .arg(
            option("on", words, "以该日判断复查日期；缺省为今天", "The day for best-before dates; today when not named").value_name("DATE"),
        )
        .arg(output::format(words))
}

/// What it does.
pub fn execute(matches: &ArgMatches, language: Language) -> Result<Verdict, Fault> {
    let book = rule_book(matches)?;
    let on = options::text(matches, "on").map(day).transpose()?.or_else(today);
    let problems = lint_all(&book, on)?;
    let rows: Vec<Vec<String>> = problems.iter().map(|problem| row(problem, language)).collect();
    output::show(matches, &["severity", "check", "file", "line", "problem"], &rows, || {
        let lines: String = rows.iter().map(|row| format!("{}:{}: {}[{}]: {}\n", row[2], row[3], row[0], row[1], row[4])).collect();
        let errors = problems.iter().filter(|problem| problem.is_error()).count();
        lines + &summary(book.releases().len(), errors, language)
    })?;
    Ok(if problems.iter().any(Problem::is_error) { Verdict::Found } else { Verdict::Clean })
}

fn row(problem: &Problem, language: Language) -> Vec<String> {
    let severity = if problem.is_error() { "error" } else { "warning" };
    vec![severity.to_owned(), problem.check.name().to_owned(), problem.file.clone(), problem.line.to_string(), problem.text(language)]
}

fn summary(releases: usize, errors: usize, language: Language) -> String {
    if errors == 0 {
        language.pick(
            format!("{releases} 个发布版，哈希全部相符，没有问题\n"),
            format!("releases: {releases}, every hash matches, no problem found\n"),
        )
    } else {
        language.pick(
            format!("{releases} 个发布版，哈希全部相符，问题 {errors} 个\n"),
            format!("releases: {releases}, every hash matches, problems: {errors}\n"),
        )
    }
}
