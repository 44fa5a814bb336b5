//! From an enterprise's evidence to its page and its card.

use super::derivation::{derivation, grade_mark, level_mark, numerator, outlook_of, ratio_scale};
use super::enterprise_view::{DataQuality, EnterpriseView, FindingRow, PreviousLabel, ProductionRow};
use super::evidence::{Evidence, Links, Previously, RunContext, some, split_flags};
use super::from_grades::{change, shown as kilograms};
use super::from_lines::{indirect_totals, is_apart, line_row, market_total, method_of, place, source_totals};
use super::label_view::{LabelPeer, LabelStep, LabelView};
use super::line_view::FactorRow;
use super::names;
use super::outlook::Step;
use super::parts::{Stamp, Totals};
use super::privacy::shown;
use super::quality::{Quality, quality};
use super::share::percent;
use super::uncertainty;
use crate::label::Status;
use crate::ledger::{self, Change, PreviousRow};
use crate::method::Display;

/// The page of an enterprise.
#[must_use]
pub fn enterprise_view(evidence: &Evidence, context: RunContext<'_>, links: &Links) -> EnterpriseView {
    let grade = &evidence.grade;
    let language = context.language();
    EnterpriseView {
        language,
        name: grade.get("name").to_owned(),
        enterprise_id: grade.get("enterprise_id").to_owned(),
        industry_code: grade.get("industry").to_owned(),
        industry_name: context.industry_name(grade.get("industry")),
        region_name: context.region_name(grade.get("region")),
        method_name: method_name(evidence, context),
        period: grade.get("period").to_owned(),
        status: grade.get("status").to_owned(),
        reason_detail: reason_detail(grade, context),
        grade: grade_mark(grade.get("grade"), context.scheme, language),
        level: level_mark(grade.get("level"), context.scheme, language),
        previous: evidence.previous.as_ref().map(previous),
        flags: split_flags(grade.get("flags")),
        quality: quality(evidence.lines()).map(|quality| data_quality(&quality, context)),
        derivation: derivation(evidence, context),
        display: display(evidence, context),
        totals: totals(grade),
        sources: source_totals(evidence.lines(), context),
        market_t: market_total(evidence.lines()),
        indirect: indirect_totals(evidence.lines(), context),
        uncertainty: uncertainty::of(evidence.lines().iter().filter(|line| !is_apart(line))),
        findings: evidence.findings.iter().map(finding_row).collect(),
        production: evidence.production.iter().filter_map(|row| production_row(row, context)).collect(),
        has_ledger: evidence.lines.is_some(),
        lines: evidence.lines().iter().map(|line| line_row(line, context)).collect(),
        factors: evidence.factors.iter().map(|row| factor_row(row, context)).collect(),
        stamp: stamp(context),
        label_id: grade.get("label_id").to_owned(),
        scheme_note: context.scheme.note(language).to_owned(),
        index: links.index.clone(),
        label: links.label.clone(),
    }
}

/// The figure of the enterprise that keeps it from a grade, where it is in its row.
fn reason_detail(grade: &ledger::GradeRow, context: RunContext<'_>) -> Option<String> {
    let language = context.language();
    let peers = context.scheme.peers.minimum;
    match Status::parse(grade.get("status"))? {
        // Of several dimensions another one may have made nothing.
        Status::NonPositiveDenominator if context.scheme.dimensions.is_empty() => {
            let unit = names::unit(&context.scheme.denominator.unit_code, language);
            let value = some(grade.get("denominator_value")).unwrap_or_else(|| language.pick("未填报", "not reported").to_owned());
            Some(format!("{} = {value} {unit}", context.denominator_name()))
        }
        Status::ExcludedIndustry => Some(format!("{} {}", grade.get("industry"), context.industry_name(grade.get("industry")))),
        Status::TooFewPeers => Some(language.pick(format!("最低 {peers} 家。"), format!("The least is {peers}."))),
        _ => None,
    }
}

fn data_quality(quality: &Quality, context: RunContext<'_>) -> DataQuality {
    let language = context.language();
    DataQuality { tier: quality.tier.to_owned(), meaning: quality.meaning(language).to_owned(), parts: quality.parts(language) }
}

/// What the run before said.
fn previous(previous: &Previously) -> PreviousLabel {
    let label = previous.label.as_ref();
    let cell = |of: fn(&PreviousRow) -> &String| label.map(of).cloned().unwrap_or_default();
    let parts = |history: &str| history.split(';').filter_map(|part| part.split_once('=')).map(|(a, b)| (a.into(), b.into())).collect();
    PreviousLabel {
        period: previous.period.clone(),
        grade: cell(|row| &row.grade),
        ratio: cell(|row| &row.ratio),
        status: cell(|row| &row.status),
        change: label.map_or(Change::New.name(), |row| &row.change).to_owned(),
        history: label.map_or_else(Vec::new, |row| parts(&row.history)),
    }
}

/// The card of an enterprise.
#[must_use]
pub fn label_view(evidence: &Evidence, context: RunContext<'_>) -> LabelView {
    let grade = &evidence.grade;
    let (scheme, language) = (context.scheme, context.language());
    let cell = |column: &str| some(shown(grade, column));
    let unit = names::unit(&scheme.intensity_unit(), language);
    LabelView {
        language,
        name: grade.get("name").to_owned(),
        enterprise_id: grade.get("enterprise_id").to_owned(),
        period: grade.get("period").to_owned(),
        status: grade.get("status").to_owned(),
        grade: grade_mark(grade.get("grade"), scheme, language),
        previous: cell("previous_grade").zip(change(grade, scheme)),
        level: level_mark(grade.get("level"), scheme, language),
        ratio: cell("ratio"),
        intensity: cell("intensity"),
        intensity_unit: format!("{unit} {}", context.denominator_name()),
        peer: cell("peer_level").map(|level| label_peer(grade, level, context)),
        scale: ratio_scale(cell("ratio"), cell("grade"), scheme, language),
        nearest: nearest(evidence, context),
        quality: quality(evidence.lines())
            .map(|quality| DataQuality { parts: quality.shares(language), ..data_quality(&quality, context) }),
        label_id: grade.get("label_id").to_owned(),
        release_id: context.release.id().to_owned(),
        scheme_id: scheme.name.clone(),
        scheme_name: scheme.title(language).to_owned(),
    }
}

/// How near the next grades are, as far as the numerator alone leads there.
fn nearest(evidence: &Evidence, context: RunContext<'_>) -> Vec<LabelStep> {
    let own = numerator(evidence, context.scheme);
    let Some(outlook) = outlook_of(evidence, own.as_ref(), context.scheme) else { return Vec::new() };
    let step = |step: Option<Step<'_>>, sign: &str| {
        let step = step?;
        let tonnes = step.numerator?;
        let percent = percent(tonnes, own.as_ref()?.value)?;
        Some(LabelStep { grade: step.band.code.clone(), change: format!("{sign}{}", kilograms(tonnes)), percent })
    };
    [step(outlook.better, "−"), step(outlook.worse, "+")].into_iter().flatten().collect()
}

fn label_peer(grade: &ledger::GradeRow, level: String, context: RunContext<'_>) -> LabelPeer {
    let code = grade.get("peer_code");
    LabelPeer {
        name: context.pool_name(&level, code),
        code: if level == "all" { String::new() } else { code.to_owned() },
        count: grade.get("peer_count").parse().unwrap_or(0),
        level,
    }
}

/// Release, scheme, engine and run.
pub(super) fn stamp(context: RunContext<'_>) -> Stamp {
    let RunContext { facts, release, scheme } = context;
    Stamp {
        release_id: release.id().to_owned(),
        release_hash: release.sha256().to_owned(),
        scheme_id: scheme.name.clone(),
        scheme_name: scheme.title(facts.language).to_owned(),
        scheme_hash: scheme.sha256.clone(),
        engine_version: facts.engine_version.clone(),
        run_id: facts.run_id.clone(),
    }
}

fn totals(grade: &ledger::GradeRow) -> Totals {
    let cell = |column: &str| grade.get(column).to_owned();
    Totals {
        emissions_t: cell("emissions_t"),
        scope1_t: cell("scope1_t"),
        scope2_t: cell("scope2_t"),
        deducted_t: cell("deducted_t"),
        biogenic_t: cell("biogenic_t"),
        energy_tce: some(grade.get("energy_tce")),
    }
}

/// The method that the lines name; grades do not say it.
fn method_name(evidence: &Evidence, context: RunContext<'_>) -> String {
    let method = evidence.lines().first().and_then(|line| method_of(line, context));
    method.map_or_else(String::new, |method| context.language().pick(&method.title_zh, &method.title_en).clone())
}

/// How the methods of the lines show tonnes, if all of them do it alike.
fn display(evidence: &Evidence, context: RunContext<'_>) -> Option<Display> {
    let mut displays = evidence.lines().iter().map(|line| method_of(line, context).and_then(|method| method.display));
    let first = displays.next()??;
    displays.all(|other| other == Some(first)).then_some(first)
}

fn finding_row(row: &ledger::FindingRow) -> FindingRow {
    FindingRow {
        code: row.code.clone(),
        severity: row.severity.clone(),
        file: row.file.clone(),
        line: some(&row.row),
        column: some(&row.column),
        value: some(&row.value),
        message: row.message.clone(),
        hint: row.hint.clone(),
    }
}

/// A production row, if it gives the scheme's denominator.
fn production_row(row: &ledger::ProductionRow, context: RunContext<'_>) -> Option<ProductionRow> {
    let (value, unit) = denominator_of(row, context)?;
    Some(ProductionRow {
        place: place(&row.file, row.row),
        period: row.period.clone(),
        value: value.to_owned(),
        unit: names::unit(unit, context.language()),
    })
}

/// Value and unit of the scheme's denominator in a production row.
pub(super) fn denominator_of<'a>(row: &'a ledger::ProductionRow, context: RunContext<'_>) -> Option<(&'a str, &'a str)> {
    row.denominator(&context.scheme.denominator, &context.release.nomenclature().units)
}

fn factor_row(row: &ledger::FactorUsedRow, context: RunContext<'_>) -> FactorRow {
    let language = context.language();
    let cell = |column: &str| row.get(column).to_owned();
    let region = row.get("region");
    FactorRow {
        factor_id: cell("factor_id"),
        parameter: names::parameter(row.get("parameter"), language).to_owned(),
        item_name: context.item_name(row.get("item")),
        value: cell("value"),
        unit: names::unit(row.get("unit"), language),
        region: if region.is_empty() { language.pick("各地", "anywhere").to_owned() } else { context.region_name(region) },
        valid_from: cell("valid_from"),
        valid_to: cell("valid_to"),
        data_year: cell("data_year"),
        published_on: cell("published_on"),
        document_no: cell("document_no"),
        source_table: cell("source_table"),
        source_url: cell("source_url"),
        source_title: cell("source_title"),
        issuer: cell("issuer"),
        table_version: format!("{} {}", row.table, row.version),
        verified: names::verified(row.get("verified"), language).to_owned(),
        note: cell("note"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Language;
    use crate::report::{enterprise_page, label_card, sample, trial};

    fn page(evidence: &Evidence, language: Language) -> String {
        let facts = trial::facts(language);
        let links = Links { index: Some("../index.html".into()), label: None };
        let page = enterprise_page(&enterprise_view(evidence, trial::context(&facts), &links)).unwrap();
        sample::assert_balanced(&page);
        sample::assert_self_contained(&page);
        page
    }

    #[test]
    fn a_page_is_made_of_wire_rows() {
        for (language, words) in [(Language::Zh, "外购电力 121.836"), (Language::En, "purchased electricity 121.836")] {
            let page = page(&trial::evidence(), language);
            for part in [
                words,
                "12.5 t × 24.515 GJ/t × 0.02749 tC/GJ × 94 % × 44/12",
                "150.871<i>339729</i>",
                "27.296<i>404333</i>",
                "36.529<i>042830</i>",
                "href=\"#f4\"",
            ] {
                assert!(page.contains(part), "{part}");
            }
        }
    }

    #[test]
    fn without_a_ledger_the_page_shows_the_grade_row_and_says_so() {
        let page = page(&Evidence { lines: None, factors: Vec::new(), ..trial::evidence() }, Language::En);
        assert!(page.contains("--ledger none") && page.contains("0.5029") && page.contains("150.871<i>339729</i>"));
        assert!(!page.contains("What would change it") && !page.contains("Emission lines</h2>\n<p>No emission"));
    }

    #[test]
    fn without_a_grade_there_is_no_derivation() {
        let page = page(&trial::ungraded(), Language::Zh);
        assert!(page.contains("数据有错误") && !page.contains("怎样会变"));
    }

    #[test]
    fn the_denominator_is_taken_as_the_engine_takes_it() {
        let facts = trial::facts(Language::En);
        let view = enterprise_view(&trial::evidence(), trial::context(&facts), &Links::default());
        let rows: Vec<_> = view.production.iter().map(|row| (row.value.as_str(), row.unit.as_str())).collect();
        assert_eq!(rows, [("100", "× 10,000 yuan"), ("2000", "× 1,000 yuan")]);
    }

    #[test]
    fn a_card_is_made_with_and_without_a_grade() {
        for language in [Language::Zh, Language::En] {
            let facts = trial::facts(language);
            for evidence in [trial::evidence(), trial::ungraded()] {
                let card = label_card(&label_view(&evidence, trial::context(&facts))).unwrap();
                assert!(card.contains("91440300708461136T"));
                assert_eq!(card.contains("−27.296"), evidence.reference.is_some());
            }
        }
    }

    /// In a pool that one enterprise dominates, no page tells the others what its figures are.
    #[test]
    fn figures_that_would_tell_a_competitors_are_left_out() {
        let dominated: Vec<_> =
            trial::GRADED.iter().map(|(column, text)| (*column, if *column == "flags" { "dominant_peer" } else { *text })).collect();
        let evidence = Evidence { grade: trial::grade_row(&dominated), ..trial::evidence() };
        for language in [Language::Zh, Language::En] {
            let facts = trial::facts(language);
            let card = label_card(&label_view(&evidence, trial::context(&facts))).unwrap();
            let explained = crate::report::explain_text(&evidence, trial::context(&facts));
            for text in [page(&evidence, language), card, explained] {
                for telling in ["0.9722", "0.5173", "0.1722", "5821", "5,821", "11253", "11,253", "27.296", "66.7105"] {
                    assert!(!text.contains(telling), "{telling} in {text}");
                }
                assert!(text.contains("26") && text.contains("0.5029"), "count and own intensity stay");
            }
        }
    }

    #[test]
    fn factors_to_cite_are_those_of_the_lines() {
        let lines = trial::lines();
        let ids: Vec<&str> = Evidence::factor_ids(&lines).into_iter().collect();
        assert_eq!(ids, ["CN-GBT2589-2020-electricity", "CN-GRID-2022-GD", "coal-cc", "coal-of"]);
    }
}
