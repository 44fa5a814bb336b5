//! An enterprise's label explained for programs: codes as in the files, every figure as text, keys in a fixed order.

use super::derivation::{Numerator, numerator, outlook_of, shows_sums};
use super::evidence::{Evidence, RunContext, split_flags};
use super::explain_shape::{
    Band, Bands, Cells, Change, Derivation, Explanation, Factor, Finding, Line, Names, Outlook, Part, Peers, Production, Provenance,
};
use super::from_evidence::denominator_of;
use super::from_lines;
use super::outlook::Step;
use crate::factor::FactorRow;
use crate::ledger::{FactorUsedRow, FindingRow, GradeRow, LedgerRow};
use crate::measure::Ratio;
use crate::scheme::{Compare, Scale};

/// How a label came about, as JSON.
///
/// # Errors
/// Only when text cannot be formatted, which is a defect of this file.
pub fn explain_json(evidence: &Evidence, context: RunContext<'_>) -> Result<String, std::fmt::Error> {
    let grade = &evidence.grade;
    let explanation = Explanation {
        label: Cells { columns: GradeRow::COLUMNS, cells: grade.cells().collect() },
        names: Names {
            industry: context.industry_name(grade.get("industry")),
            region: context.region_name(grade.get("region")),
            peers: context.pool_name(grade.get("peer_level"), grade.get("peer_code")),
        },
        derivation: evidence.cell("intensity").map(|_| derivation(evidence, context)),
        lines: evidence.lines.as_ref().map(|lines| lines.iter().map(|line| line_of(line, context)).collect()),
        production: production(evidence, context),
        findings: evidence.findings.iter().map(finding).collect(),
        factors: evidence.factors.iter().map(factor).collect(),
        provenance: provenance(grade, context),
    };
    serde_json::to_string_pretty(&explanation).map(|text| text + "\n").map_err(|_| std::fmt::Error)
}

fn derivation<'a>(evidence: &'a Evidence, context: RunContext<'a>) -> Derivation<'a> {
    let (scheme, grade) = (context.scheme, &evidence.grade);
    let numerator = numerator(evidence, scheme);
    Derivation {
        numerator: numerator.as_ref().map(|numerator| numerator.value.to_string()),
        numerator_lines: if scheme.numerator.energy_only { "energy" } else { "all" },
        numerator_parts: numerator.as_ref().map_or_else(Vec::new, parts),
        denominator: grade.get("denominator"),
        denominator_value: grade.get("denominator_value"),
        denominator_unit: &scheme.denominator.unit_code,
        intensity: grade.get("intensity"),
        intensity_unit: scheme.intensity_unit(),
        peers: peers(evidence),
        ratio: grade.get("ratio"),
        compare: match scheme.compare {
            Compare::Rounded => "rounded",
            Compare::Exact => "exact",
        },
        grades: bands(&scheme.ratio),
        levels: bands(&scheme.intensity),
        outlook: outlook(evidence, numerator.as_ref(), context),
    }
}

fn parts(numerator: &Numerator) -> Vec<Part> {
    numerator.parts.iter().map(|(kind, sum)| Part { kind: kind.name(), emissions_t: sum.to_string() }).collect()
}

fn peers(evidence: &Evidence) -> Option<Peers<'_>> {
    let reference = evidence.reference.as_ref()?;
    let shown = shows_sums(reference);
    Some(Peers {
        code: &reference.peer_code,
        level: &reference.peer_level,
        count: &reference.peer_count,
        numerator: shown.then_some(&reference.emissions_t),
        denominator_value: shown.then_some(&reference.denominator_value),
        reference: &reference.reference,
        members_sha256: &reference.members_sha256,
    })
}

fn bands(scale: &Scale) -> Bands<'_> {
    let band = |band: &'_ std::sync::Arc<crate::scheme::Band>| band.upper.as_ref().map(Ratio::to_text);
    let bands = scale.bands.iter().map(|each| Band { code: &each.code, upper: band(each) }).collect();
    Bands { decimals: scale.decimals, upper_inclusive: scale.inclusive, steps: bands }
}

fn outlook<'a>(evidence: &Evidence, numerator: Option<&Numerator>, context: RunContext<'a>) -> Option<Outlook<'a>> {
    let found = outlook_of(evidence, numerator, context.scheme)?;
    let better = |step: Step<'a>| Change { grade: &step.band.code, numerator_change_t: (-step.tonnes).to_string() };
    let worse = |step: Step<'a>| Change { grade: &step.band.code, numerator_change_t: step.tonnes.to_string() };
    Some(Outlook { reference_held_fixed: true, better: found.better.map(better), worse: found.worse.map(worse) })
}

fn line_of<'a>(line: &'a LedgerRow, context: RunContext<'_>) -> Line<'a> {
    Line {
        file: &line.file,
        row: line.row,
        period: &line.period,
        item: &line.item,
        item_name: context.item_name(&line.item),
        flow: &line.flow,
        site: &line.site,
        quantity: &line.quantity,
        unit: &line.unit,
        unit_ratio: &line.unit_ratio,
        converted_quantity: from_lines::converted(line),
        accounting_unit: &line.accounting_unit,
        method: &line.method,
        source: &line.source,
        formula: &line.formula,
        equation: from_lines::formula(line),
        scope: line.scope,
        kind: &line.kind,
        gas: &line.gas,
        parameters: &line.parameters,
        rate: &line.rate,
        emissions_t: &line.emissions_t,
        energy_tce: &line.energy_tce,
        energy_factor_id: &line.energy_factor_id,
        flags: split_flags(&line.flags),
        certificate: &line.certificate,
        evidence: &line.evidence,
        note: &line.note,
    }
}

fn production<'a>(evidence: &'a Evidence, context: RunContext<'_>) -> Vec<Production<'a>> {
    let rows = evidence.production.iter().filter_map(|row| denominator_of(row, context).map(|amount| (row, amount)));
    rows.map(|(row, (value, unit))| Production { file: &row.file, row: row.row, period: &row.period, product: &row.product, value, unit })
        .collect()
}

fn finding(row: &FindingRow) -> Finding<'_> {
    let FindingRow { code, severity, file, row, column, value, message, hint, .. } = row;
    Finding { code, severity, file, row, column, value, message, hint }
}

fn factor(row: &FactorUsedRow) -> Factor<'_> {
    Factor {
        table: &row.table,
        version: &row.version,
        row: Cells { columns: FactorRow::COLUMNS, cells: row.cells.iter().map(String::as_str).collect() },
    }
}

fn provenance<'a>(grade: &'a GradeRow, context: RunContext<'a>) -> Provenance<'a> {
    let RunContext { facts, release, scheme } = context;
    Provenance {
        label_id: grade.get("label_id"),
        release: release.id(),
        release_sha256: release.sha256(),
        scheme: &scheme.name,
        scheme_version: &scheme.version,
        scheme_sha256: &scheme.sha256,
        engine_version: &facts.engine_version,
        run_id: &facts.run_id,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Language;
    use crate::ledger::ReferenceRow;
    use crate::report::trial;

    fn explain(evidence: &Evidence) -> serde_json::Value {
        let facts = trial::facts(Language::Zh);
        serde_json::from_str(&explain_json(evidence, trial::context(&facts)).unwrap()).unwrap()
    }

    #[test]
    fn figures_are_text_and_changes_exact() {
        let value = explain(&trial::evidence());
        assert_eq!(value["label"]["ratio"], "0.9722");
        assert_eq!(value["label"]["previous_grade"], serde_json::Value::Null);
        assert_eq!(value["derivation"]["numerator"], "150.871339729");
        assert_eq!(value["derivation"]["numerator_parts"][1]["emissions_t"], "121.836733900");
        assert_eq!(value["lines"][2]["equation"], "-10 MWh × 0.4403 tCO2/MWh");
        assert_eq!(value["production"].as_array().unwrap().len(), 2);
        assert_eq!(value["factors"][0]["factor_id"], "CN-GRID-2022-GD");
        // 5821.377412093 / 11253.628 × 300 t at a ratio of one; printed ratios up to 0.80005 count as 0.8, up to 1.20005 as 1.2.
        assert_eq!(value["derivation"]["outlook"]["better"]["numerator_change_t"], "-26.714232389");
        assert_eq!(value["derivation"]["outlook"]["worse"]["numerator_change_t"], "35.360441615");
    }

    #[test]
    fn keys_stand_in_the_order_of_the_files() {
        let facts = trial::facts(Language::En);
        let text = explain_json(&trial::evidence(), trial::context(&facts)).unwrap();
        let places: Vec<_> =
            ["\"label\"", "\"enterprise_id\"", "\"label_id\"", "\"derivation\"", "\"lines\"", "\"factors\"", "\"provenance\""]
                .map(|key| text.find(key).unwrap())
                .into();
        assert!(places.is_sorted(), "{places:?}");
    }

    #[test]
    fn a_small_pool_keeps_its_sums_and_what_would_tell_them() {
        let mut evidence = trial::evidence();
        evidence.reference = evidence.reference.map(|reference| ReferenceRow { peer_count: "2".into(), ..reference });
        let value = explain(&evidence);
        assert_eq!(value["derivation"]["peers"]["reference"], "0.5173");
        for hidden in [&value["derivation"]["peers"]["numerator"], &value["derivation"]["outlook"]] {
            assert_eq!(*hidden, serde_json::Value::Null);
        }
    }

    #[test]
    fn no_ledger_is_not_no_line() {
        assert_eq!(explain(&Evidence { lines: None, ..trial::evidence() })["lines"], serde_json::Value::Null);
        assert_eq!(explain(&Evidence { lines: Some(Vec::new()), ..trial::evidence() })["lines"], serde_json::json!([]));
        assert_eq!(explain(&trial::ungraded())["derivation"], serde_json::Value::Null);
    }
}
