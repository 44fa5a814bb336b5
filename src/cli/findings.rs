//! Findings on a terminal.

use std::collections::BTreeMap;

use carbonlabel::finding::{Code, Finding, Language, Severity};

use super::excerpt::{Excerpts, visible};
use super::terminal::columns;

/// How many findings of each code are shown.
const SHOWN: usize = 10;

/// The first findings of each code.
pub fn first_of_each(findings: &[Finding]) -> Vec<&Finding> {
    let mut seen: BTreeMap<Code, usize> = BTreeMap::new();
    let mut is_among_first = |finding: &&Finding| {
        let count = seen.entry(finding.code).or_default();
        *count += 1;
        *count <= SHOWN
    };
    findings.iter().filter(|finding| is_among_first(finding)).collect()
}

/// Findings for a person: the first of each code with their rows, the rest counted.
pub fn text(findings: &[Finding], excerpts: &Excerpts, language: Language) -> String {
    let mut counts: BTreeMap<Code, usize> = BTreeMap::new();
    findings.iter().for_each(|finding| *counts.entry(finding.code).or_default() += 1);
    let shown = first_of_each(findings).into_iter().map(|finding| one(finding, excerpts, language)).collect::<String>();
    let rest = counts.into_iter().filter(|(_, count)| *count > SHOWN).map(|(code, count)| more(code, count - SHOWN, language));
    shown + &columns(&rest.collect::<Vec<_>>())
}

fn more(code: Code, count: usize, language: Language) -> Vec<String> {
    vec![format!("… {}", code.name()), language.pick(format!("另有 {count} 处"), format!("{count} more"))]
}

/// One finding: place, code, what is wrong, the row in which it stands, what to do.
pub fn one(finding: &Finding, excerpts: &Excerpts, language: Language) -> String {
    // Names of files and headers are the submitter's.
    let place: String = finding.place.iter().flat_map(|place| format!("{place}: ").chars().map(visible).collect::<Vec<_>>()).collect();
    let severity = finding.severity.word(language);
    let owner = finding.enterprise.as_ref().map(|id| format!(" ({id})")).unwrap_or_default();
    let hint = finding.hint(language);
    let excerpt = excerpts.at(finding.place.as_ref());
    format!("{place}{severity}[{}]{owner}: {}\n{excerpt}    {hint}\n", finding.code.name(), finding.message(language))
}

/// How many findings there are, by severity and code.
pub fn counts(findings: &[Finding], language: Language) -> String {
    let mut by_code: BTreeMap<(Severity, Code), usize> = BTreeMap::new();
    for finding in findings {
        *by_code.entry((finding.severity, finding.code)).or_default() += 1;
    }
    let row = |((severity, code), count): ((Severity, Code), usize)| {
        vec![format!("  {}", severity.word(language)), count.to_string(), code.name().to_owned(), code.text(language).title.to_owned()]
    };
    columns(&by_code.into_iter().map(row).collect::<Vec<_>>())
}
