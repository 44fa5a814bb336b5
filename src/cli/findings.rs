//! Findings on a terminal.

use std::collections::BTreeMap;

use carbonlabel::finding::{Code, Finding, Language, Severity};

use super::terminal::columns;

/// How many findings of each code are shown.
const SHOWN: usize = 10;

/// Findings for a person: the first of each code with their places, the rest counted.
pub fn text(findings: &[Finding], language: Language) -> String {
    let mut shown: BTreeMap<Code, usize> = BTreeMap::new();
    let mut text = String::new();
    for finding in findings {
        let count = shown.entry(finding.code).or_default();
        *count += 1;
        if *count <= SHOWN {
            text += &one(finding, language);
        }
    }
    let rest: Vec<Vec<String>> =
        shown.into_iter().filter(|(_, count)| *count > SHOWN).map(|(code, count)| more(code, count - SHOWN, language)).collect();
    text + &columns(&rest)
}

fn more(code: Code, count: usize, language: Language) -> Vec<String> {
    vec![format!("… {}", code.name()), language.pick(format!("另有 {count} 处"), format!("{count} more"))]
}

/// One finding: place, code, what is wrong, what to do.
pub fn one(finding: &Finding, language: Language) -> String {
    let place = finding.place.as_ref().map(|place| format!("{place}: ")).unwrap_or_default();
    let severity = finding.severity.word(language);
    let owner = finding.enterprise.as_ref().map(|id| format!(" ({id})")).unwrap_or_default();
    let hint = finding.hint(language);
    format!("{place}{severity}[{}]{owner}: {}\n    {hint}\n", finding.code.name(), finding.message(language))
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
