//! From the grade rows of a run to its index page.

use std::collections::BTreeMap;

use super::derivation::{grade_mark, level_mark, mark_of};
use super::evidence::{RunContext, some, split_flags};
use super::from_evidence::stamp;
use super::graded::step_with_statistic;
use super::index_view::{FindingCount, GradeCount, GroupTotal, IndexRow, IndexView, LevelCount, StatusCount};
use super::names;
use super::overview::{Group, Overview};
use super::parts::Totals;
use super::privacy;
use super::share::per_mille;
use super::since::Since;
use crate::finding::{Code, Language, Severity};
use crate::label::Status;
use crate::ledger::{Change, GradeRow};
use crate::measure::{Figure, Tonnes};
use crate::nomenclature::RegionLevel;
use crate::scheme::Scheme;

/// The index page of a run. `findings` counts findings by code; `report` gives the relative address of an enterprise's page,
/// if it has one.
#[must_use]
pub fn index_view(
    overview: &Overview,
    findings: &BTreeMap<String, u64>,
    since: Option<&Since>,
    context: RunContext<'_>,
    report: impl Fn(&str) -> Option<String>,
) -> IndexView {
    let (scheme, language) = (context.scheme, context.language());
    let total = overview.total();
    let row = |(row, lists): (&GradeRow, String)| index_row(row, lists, context, report(row.get("enterprise_id")));
    let rows: Vec<IndexRow> = overview.rows().into_values().map(row).collect();
    let shown = u64::try_from(rows.len()).unwrap_or(u64::MAX);
    IndexView {
        language,
        title: title(overview, context),
        period: context.facts.period.clone(),
        stamp: stamp(context),
        scheme_note: scheme.note(language).to_owned(),
        numerator_name: context.numerator_name().to_owned(),
        denominator_name: context.denominator_name(),
        intensity_unit: names::unit(&scheme.intensity_unit(), language),
        graded: (!scheme.is_plain()).then(|| step_with_statistic(scheme, language)),
        enterprises: total.enterprises,
        statuses: statuses(&total),
        totals: totals(&total),
        grades: grades(&total, context),
        levels: levels(&total, context),
        industries: industries(overview, total.emissions(), context),
        regions: regions(overview, total.emissions(), context),
        since: since.map(|since| since.view(language)),
        findings: finding_counts(findings, context),
        rows,
        rows_left_out: total.enterprises.saturating_sub(shown),
    }
}

/// The narrowest region, short of the country, that all enterprises share, and what the page is about.
fn title(overview: &Overview, context: RunContext<'_>) -> String {
    let regions = &context.release.nomenclature().regions;
    let known = overview.region_codes().filter_map(|code| regions.find(code));
    let paths = known.map(|id| regions.climb(id).map(|(id, _)| id).collect::<Vec<_>>());
    let shared = paths.reduce(|shared, path| shared.into_iter().filter(|id| path.contains(id)).collect());
    let nearest =
        shared.and_then(|shared| shared.first().copied()).map(|id| regions.get(id)).filter(|region| region.level < RegionLevel::Grid);
    let place = nearest.map_or_else(String::new, |region| context.region_name(&region.code));
    match (context.language(), place.is_empty()) {
        (Language::Zh, true) => "企业碳标识总览".to_owned(),
        (Language::Zh, false) => format!("{place}企业碳标识"),
        (Language::En, true) => "Carbon labels at a glance".to_owned(),
        (Language::En, false) => format!("Carbon labels, {place}"),
    }
}

/// Statuses that occur, in the order of the contract.
fn statuses(group: &Group) -> Vec<StatusCount> {
    let of =
        |status: Status| group.statuses.get(status.name()).map(|count| StatusCount { status: status.name().to_owned(), count: *count });
    Status::ALL.into_iter().filter_map(of).collect()
}

fn totals(group: &Group) -> Totals {
    let sum = |column: &str| group.sum(column).unwrap_or_default();
    Totals {
        emissions_t: sum("emissions_t"),
        scope1_t: sum("scope1_t"),
        scope2_t: sum("scope2_t"),
        deducted_t: sum("deducted_t"),
        biogenic_t: sum("biogenic_t"),
        energy_tce: group.sum("energy_tce"),
    }
}

fn grades(group: &Group, context: RunContext<'_>) -> Vec<GradeCount> {
    let count = |code: &str| group.grades.get(code).copied().unwrap_or(0);
    let bands = context.scheme.ratio.bands.iter();
    bands.map(|band| GradeCount { mark: mark_of(band, context.language()), count: count(&band.code) }).collect()
}

fn levels(group: &Group, context: RunContext<'_>) -> Vec<LevelCount> {
    let count = |code: &str| group.levels.get(code).copied().unwrap_or(0);
    let bands = context.scheme.intensity.bands.iter();
    let level = |code: &str| Some(LevelCount { mark: level_mark(code, context.scheme, context.language())?, count: count(code) });
    bands.filter_map(|band| level(&band.code)).collect()
}

fn industries(overview: &Overview, whole: Tonnes, context: RunContext<'_>) -> Vec<GroupTotal> {
    let mut rows = Vec::new();
    for (code, section) in &overview.sections(context) {
        let name = if code.is_empty() { unknown(context) } else { context.industry_name(code) };
        rows.push(group_total(code, name, false, &section.total, whole));
        rows.extend(section.divisions.iter().map(|(code, group)| group_total(code, context.industry_name(code), true, group, whole)));
    }
    rows
}

fn regions(overview: &Overview, whole: Tonnes, context: RunContext<'_>) -> Vec<GroupTotal> {
    let name = |name: &str| if name.is_empty() { unknown(context) } else { name.to_owned() };
    overview.provinces(context).iter().map(|((code, province), group)| group_total(code, name(province), false, group, whole)).collect()
}

fn unknown(context: RunContext<'_>) -> String {
    context.language().pick("不详", "not known").to_owned()
}

fn group_total(code: &str, name: String, nested: bool, group: &Group, whole: Tonnes) -> GroupTotal {
    GroupTotal {
        code: code.to_owned(),
        name,
        nested,
        enterprises: group.enterprises,
        graded: group.graded(),
        emissions_t: shown(group.emissions()),
        share_per_mille: per_mille(group.emissions(), whole),
    }
}

/// A mass to the kilogram, as lists show it; totals and files carry every digit.
pub(super) fn rounded(tonnes: Tonnes) -> Figure {
    tonnes.figure(3)
}

/// The same as text.
pub(super) fn shown(tonnes: Tonnes) -> String {
    rounded(tonnes).to_string()
}

/// Findings, errors first, in the order of their documentation; codes of another version stand last.
fn finding_counts(findings: &BTreeMap<String, u64>, context: RunContext<'_>) -> Vec<FindingCount> {
    let known = |name: &str| Code::parse(name).map(|code| (context.release.manifest().severities.of(code), code));
    let mut sorted: Vec<_> = findings.iter().map(|(name, count)| (known(name), name, *count)).collect();
    sorted.sort_by_key(|(code, name, _)| (code.is_none(), *code, *name));
    let row = |(code, name, count): (Option<(Severity, Code)>, &String, u64)| FindingCount {
        code: name.clone(),
        severity: code.map_or("", |(severity, _)| severity.name()).to_owned(),
        title: code.map_or("", |(_, code)| code.text(context.language()).title).to_owned(),
        count,
    };
    sorted.into_iter().map(row).collect()
}

/// A region's name as the table shows it, and the name of the one of [`IndexView::regions`] that it lies in.
pub(super) fn region_names(code: &str, context: RunContext<'_>) -> (String, String) {
    let province = context.province(code).map(|(_, name)| name);
    let region = context.region_name(code);
    let within = province.as_deref().and_then(|name| region.strip_prefix(name)).filter(|name| !name.is_empty());
    (within.unwrap_or(&region).to_owned(), province.unwrap_or_else(|| unknown(context)))
}

/// What became of the grade that a row states of the run before; none without it.
pub(super) fn change(row: &GradeRow, scheme: &Scheme) -> Option<&'static str> {
    let before = row.at(const { GradeRow::place("previous_grade") });
    let now = row.at(const { GradeRow::place("grade") });
    (!before.is_empty()).then(|| Change::between(before, now, scheme).name())
}

fn index_row(row: &GradeRow, lists: String, context: RunContext<'_>, report: Option<String>) -> IndexRow {
    let cell = |column: &str| some(privacy::shown(row, column));
    let (region_name, region_group) = region_names(row.get("region"), context);
    IndexRow {
        lists,
        enterprise_id: row.get("enterprise_id").to_owned(),
        name: row.get("name").to_owned(),
        industry_code: row.get("industry").to_owned(),
        industry_name: context.industry_name(row.get("industry")),
        region_name,
        region_group,
        status: row.get("status").to_owned(),
        grade: grade_mark(row.get("grade"), context.scheme, context.language()),
        previous_grade: cell("previous_grade"),
        change: change(row, context.scheme),
        level: level_mark(row.get("level"), context.scheme, context.language()),
        emissions_t: Tonnes::parse(row.get("emissions_t")).map(shown),
        intensity: cell("intensity"),
        reference: cell("reference"),
        ratio: cell("ratio"),
        margin: cell("margin"),
        flags: split_flags(row.get("flags")),
        report,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::{index_page, sample, trial};

    fn overview(enterprises: usize) -> Overview {
        let mut overview = Overview::of_run(enterprises);
        overview.add_row(&trial::evidence().grade);
        overview.add_row(&trial::grade_row(&[("enterprise_id", "x"), ("industry", "44"), ("region", "440305"), ("status", "no_activity")]));
        overview
    }

    fn view(enterprises: usize, language: Language) -> IndexView {
        let findings = BTreeMap::from([("text-repaired".to_owned(), 3), ("bad-number".to_owned(), 1), ("of-tomorrow".to_owned(), 2)]);
        let facts = trial::facts(language);
        index_view(&overview(enterprises), &findings, None, trial::context(&facts), |id| Some(format!("reports/{id}.html")))
    }

    #[test]
    fn the_page_is_whole_in_both_languages() {
        for (language, title) in [(Language::Zh, "广东省深圳市企业碳标识"), (Language::En, "Carbon labels, 广东省深圳市")]
        {
            let view = view(2, language);
            assert_eq!((view.title.as_str(), view.enterprises, view.rows_left_out), (title, 2, 0));
            let page = index_page(&view).unwrap();
            sample::assert_balanced(&page);
            sample::assert_self_contained(&page);
            assert!(page.contains("150.871<i>339729</i>") && page.contains("reports/91440300708461136T.html"));
        }
    }

    #[test]
    fn groups_rows_and_findings_stand_in_order() {
        let view = view(2, Language::Zh);
        assert_eq!((view.rows[0].region_name.as_str(), view.rows[0].region_group.as_str()), ("深圳市龙岗区", "广东省"));
        let codes: Vec<_> = view.industries.iter().map(|row| (row.code.as_str(), row.nested, row.share_per_mille)).collect();
        assert_eq!(codes, [("C", false, 1000), ("33", true, 1000), ("D", false, 0), ("44", true, 0)]);
        let findings: Vec<_> = view.findings.iter().map(|row| (row.code.as_str(), row.severity.as_str())).collect();
        assert_eq!(findings, [("bad-number", "error"), ("text-repaired", "note"), ("of-tomorrow", "")]);
    }

    #[test]
    fn a_run_of_nobody_is_a_page_too() {
        let facts = trial::facts(Language::Zh);
        let view = index_view(&Overview::of_run(0), &BTreeMap::new(), None, trial::context(&facts), |_| None);
        assert_eq!(view.totals.energy_tce.as_deref(), Some("0.000000000"));
        sample::assert_balanced(&index_page(&view).unwrap());
    }
}
