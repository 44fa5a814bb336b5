//! `summary.json`: a run in totals, for programs. No word of it depends on a language, no figure on the order of rows.

use std::collections::BTreeMap;

use serde::Serialize;

use super::evidence::RunContext;
use super::overview::{Group, Overview};
use super::since::Since;
use crate::label::Status;
use crate::ledger::Change;
use crate::scheme::Scale;

#[derive(Serialize)]
struct Summary<'a> {
    period: &'a str,
    release: &'a str,
    release_sha256: &'a str,
    scheme: &'a str,
    scheme_sha256: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    previous: Option<Previous<'a>>,
    total: Totals<'a>,
    industries: Vec<Industry<'a>>,
    regions: Vec<Place<'a>>,
}

/// The run before, and what became of its labels.
#[derive(Serialize)]
struct Previous<'a> {
    period: &'a str,
    run_id: &'a str,
    change: Vec<Count<'a>>,
}

#[derive(Serialize)]
struct Totals<'a> {
    enterprises: u64,
    emissions_t: Option<String>,
    scope1_t: Option<String>,
    scope2_t: Option<String>,
    deducted_t: Option<String>,
    biogenic_t: Option<String>,
    energy_tce: Option<String>,
    energy_unknown: u64,
    status: Vec<Count<'a>>,
    grade: Vec<Count<'a>>,
    level: Vec<Count<'a>>,
}

#[derive(Serialize)]
struct Count<'a> {
    code: &'a str,
    enterprises: u64,
}

#[derive(Serialize)]
struct Place<'a> {
    code: &'a str,
    name: String,
    #[serde(flatten)]
    totals: Totals<'a>,
}

#[derive(Serialize)]
struct Industry<'a> {
    #[serde(flatten)]
    section: Place<'a>,
    divisions: Vec<Place<'a>>,
}

/// `summary.json`: totals, statuses, grades and levels of the run, of its sections and divisions, and of its provinces.
///
/// `previous` is there only when a run before was named. Counts are numbers, masses decimals as text; `energy_tce` is null where the energy use of any enterprise is not known, and `energy_unknown` counts them. Codes
/// stand in the order of the contract and of the scheme, with their zeros.
///
/// # Errors
/// Only when text cannot be formatted, which is a defect of this file.
pub fn summary_json(overview: &Overview, since: Option<&Since>, context: RunContext<'_>) -> Result<String, std::fmt::Error> {
    let codes = Codes::of(context);
    let sections = overview.sections(context);
    let provinces = overview.provinces(context);
    let summary = Summary {
        period: &context.facts.period,
        release: context.release.id(),
        release_sha256: context.release.sha256(),
        scheme: &context.scheme.name,
        scheme_sha256: &context.scheme.sha256,
        previous: since.map(previous),
        total: codes.totals(&overview.total()),
        industries: sections
            .iter()
            .map(|(code, section)| Industry {
                section: codes.place(code, context.industry_name(code), &section.total),
                divisions: section.divisions.iter().map(|(code, group)| codes.place(code, context.industry_name(code), group)).collect(),
            })
            .collect(),
        regions: provinces.iter().map(|((code, name), group)| codes.place(code, name.clone(), group)).collect(),
    };
    serde_json::to_string_pretty(&summary).map(|text| text + "\n").map_err(|_| std::fmt::Error)
}

fn previous(since: &Since) -> Previous<'_> {
    let change = |change: Change| Count { code: change.name(), enterprises: since.count(change) };
    Previous { period: &since.previous.period, run_id: &since.previous.run_id, change: Change::ALL.map(change).into() }
}

/// Codes in their order.
struct Codes<'a> {
    status: Vec<&'a str>,
    grade: Vec<&'a str>,
    level: Vec<&'a str>,
}

impl<'a> Codes<'a> {
    fn of(context: RunContext<'a>) -> Self {
        let codes = |scale: &'a Scale| scale.bands.iter().map(|band| band.code.as_str()).collect();
        Self { status: Status::ALL.map(Status::name).into(), grade: codes(&context.scheme.ratio), level: codes(&context.scheme.intensity) }
    }

    fn totals(&self, group: &Group) -> Totals<'a> {
        Totals {
            enterprises: group.enterprises,
            emissions_t: group.sum("emissions_t"),
            scope1_t: group.sum("scope1_t"),
            scope2_t: group.sum("scope2_t"),
            deducted_t: group.sum("deducted_t"),
            biogenic_t: group.sum("biogenic_t"),
            energy_tce: group.sum("energy_tce"),
            energy_unknown: group.without_energy,
            status: counts(&self.status, &group.statuses),
            grade: counts(&self.grade, &group.grades),
            level: counts(&self.level, &group.levels),
        }
    }

    fn place<'b>(&self, code: &'b str, name: String, group: &Group) -> Place<'b>
    where
        'a: 'b,
    {
        Place { code, name, totals: self.totals(group) }
    }
}

fn counts<'a>(codes: &[&'a str], counts: &BTreeMap<String, u64>) -> Vec<Count<'a>> {
    codes.iter().map(|code| Count { code, enterprises: counts.get(*code).copied().unwrap_or(0) }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Language;
    use crate::ledger::GradeRow;
    use crate::report::trial;

    fn summary(rows: &[GradeRow], language: Language) -> String {
        let facts = trial::facts(language);
        let mut overview = Overview::default();
        rows.iter().for_each(|row| overview.add_row(row));
        summary_json(&overview, None, trial::context(&facts)).unwrap()
    }

    fn rows() -> Vec<GradeRow> {
        let ungraded = trial::ungraded().grade;
        let power = trial::grade_row(&[("enterprise_id", "x"), ("industry", "44"), ("region", "110101"), ("status", "no_activity")]);
        let lost = trial::grade_row(&[("enterprise_id", "y"), ("status", "data_errors"), ("emissions_t", "0.000000001")]);
        vec![trial::evidence().grade, ungraded, power, lost]
    }

    #[test]
    fn neither_order_nor_language_changes_a_byte() {
        let mut rows = rows();
        let text = summary(&rows, Language::Zh);
        rows.reverse();
        assert_eq!(text, summary(&rows, Language::En));
    }

    #[test]
    fn parts_come_to_the_same_as_the_whole() {
        let (facts, rows) = (trial::facts(Language::Zh), rows());
        for cut in 0..=rows.len() {
            let mut parts = [Overview::default(), Overview::default()];
            rows[..cut].iter().for_each(|row| parts[0].add_row(row));
            rows[cut..].iter().for_each(|row| parts[1].add_row(row));
            let [mut first, second] = parts;
            first.merge(second);
            assert_eq!(summary_json(&first, None, trial::context(&facts)).unwrap(), summary(&rows, Language::Zh));
        }
    }

    #[test]
    fn groups_are_exact_and_in_order() {
        let value: serde_json::Value = serde_json::from_str(&summary(&rows(), Language::Zh)).unwrap();
        assert_eq!(value["total"]["emissions_t"], "301.742679459");
        assert_eq!(value["total"]["energy_tce"], serde_json::Value::Null);
        let codes: Vec<_> = value["industries"].as_array().unwrap().iter().map(|row| row["code"].as_str().unwrap()).collect();
        assert_eq!(codes, ["", "C", "D"]);
        assert_eq!(value["industries"][1]["divisions"][0]["code"], "33");
        assert_eq!(value["industries"][1]["grade"][2], serde_json::json!({"code": "3", "enterprises": 1}));
        assert_eq!(value["regions"][2]["name"], "广东省");
        assert_eq!(value["total"]["status"].as_array().unwrap().len(), Status::ALL.len());
    }
}
