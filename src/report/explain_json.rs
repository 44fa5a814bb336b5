//! An enterprise's label explained for programs: codes as in the files, every figure as text, keys in a fixed order.

use super::derivation::{Numerator, counted, numerator, outlook_of};
use super::evidence::{Evidence, Previously, RunContext, split_flags};
use super::explain_shape::{
    Band, Bands, Cells, Change, Derivation, Explanation, Factor, Finding, ItemChange, Line, Names, Outlook, Part, Peers, Previous,
    Production, Provenance, Quality,
};
use super::from_evidence::denominator_of;
use super::from_lines;
use super::outlook::Step;
use super::privacy::{shown, shows_peers};
use super::quality::{self, quality};
use super::saving::{Saving, savings};
use crate::factor::FactorRow;
use crate::ledger::{FactorUsedRow, FindingRow, GradeRow, LedgerRow, PreviousRow};
use crate::measure::{Figure, Ratio};
use crate::scheme::{Compare, Scale};

/// How a label came about, as JSON.
///
/// # Errors
/// Only when text cannot be formatted, which is a defect of this file.
pub fn explain_json(evidence: &Evidence, context: RunContext<'_>) -> Result<String, std::fmt::Error> {
    let grade = &evidence.grade;
    let explanation = Explanation {
        label: Cells { columns: GradeRow::COLUMNS, cells: GradeRow::COLUMNS.iter().map(|column| shown(grade, column)).collect() },
        names: Names {
            industry: context.industry_name(grade.get("industry")),
            region: context.region_name(grade.get("region")),
            peers: context.pool_name(grade.get("peer_level"), grade.get("peer_code")),
        },
        previous: evidence.previous.as_ref().map(previous),
        quality: quality(evidence.lines()).map(|found| quality_of(&found)),
        derivation: evidence.cell("intensity").map(|_| derivation(evidence, context)),
        lines: evidence.lines.as_ref().map(|lines| lines.iter().map(|line| line_of(line, context)).collect()),
        production: production(evidence, context),
        findings: evidence.findings.iter().map(finding).collect(),
        factors: evidence.factors.iter().map(factor).collect(),
        provenance: provenance(grade, context),
    };
    serde_json::to_string_pretty(&explanation).map(|text| text + "\n").map_err(|_| std::fmt::Error)
}

fn previous(previous: &Previously) -> Previous<'_> {
    let label = previous.label.as_ref().map(|row| Cells { columns: PreviousRow::COLUMNS, cells: row.cells() });
    Previous { run_id: &previous.run_id, period: &previous.period, label }
}

fn quality_of(found: &quality::Quality) -> Quality {
    let [measured, calculated, default, estimated] = found.by_source;
    Quality {
        tier: found.tier,
        measured_t: measured.to_string(),
        calculated_t: calculated.to_string(),
        default_t: default.to_string(),
        estimated_t: estimated.to_string(),
        substitute_factor_t: found.substitute.to_string(),
    }
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
        ratio: Some(shown(grade, "ratio")).filter(|cell| !cell.is_empty()),
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
    let shown = shows_peers(&evidence.grade);
    Some(Peers {
        code: &reference.peer_code,
        level: &reference.peer_level,
        count: &reference.peer_count,
        numerator: shown.then_some(&reference.emissions_t),
        denominator_value: shown.then_some(&reference.denominator_value),
        reference: shown.then_some(&reference.reference),
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
    let change = |step: Step<'a>, better: bool| Change {
        grade: &step.band.code,
        numerator_change_t: step.numerator.map(|tonnes| if better { -tonnes } else { tonnes }.to_string()),
        denominator_change: step.denominator.map(|change| format!("{}{change}", if better { "" } else { "-" })),
        items: step.numerator.filter(|_| better).map_or_else(Vec::new, |save| {
            savings(counted(evidence, context.scheme), save, context.scheme.numerator.amount).into_iter().map(item).collect()
        }),
    };
    Some(Outlook {
        other_peers_held_fixed: true,
        own_part_of_reference_moves: found.moves_reference,
        better: found.better.map(|step| change(step, true)),
        worse: found.worse.map(|step| change(step, false)),
    })
}

fn item(saving: Saving) -> ItemChange {
    let Saving { item, unit, quantity, percent } = saving;
    let less = |figure: Figure| format!("-{figure}");
    ItemChange { item, unit, quantity_change: quantity.map(less), percent: percent.map(less) }
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
        quality: &line.quality,
        half_width: &line.half_width,
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
        // Printed ratios up to 0.80005 count as 0.8, up to 1.20005 as 1.2. With N of 5821.377412093 t and D of 11253.628 among the
        // peers, N ÷ D × (10953.628 + D) ÷ (5670.506072364 + N) meets them at these N and D; worked out apart from this program.
        let [better, worse] = ["better", "worse"].map(|way| &value["derivation"]["outlook"][way]);
        assert_eq!([&better["numerator_change_t"], &better["denominator_change"]], ["-27.296404333", "66.7105"]);
        assert_eq!([&worse["numerator_change_t"], &worse["denominator_change"]], ["36.529042830", "-58.2194"]);
        assert_eq!(better["items"][0]["quantity_change"], "-61.996");
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
    fn a_small_pool_keeps_its_figures_and_what_would_tell_them() {
        let mut evidence = trial::evidence();
        let cells: Vec<_> =
            trial::GRADED.iter().map(|(column, text)| (*column, if *column == "peer_count" { "2" } else { *text })).collect();
        evidence.grade = trial::grade_row(&cells);
        let value = explain(&evidence);
        let derivation = &value["derivation"];
        let label = ["reference", "ratio", "margin"].map(|column| &value["label"][column]);
        for hidden in [&derivation["peers"]["numerator"], &derivation["peers"]["reference"], &derivation["ratio"], &derivation["outlook"]] {
            assert_eq!(*hidden, serde_json::Value::Null);
        }
        assert!(label.iter().all(|cell| cell.is_null()));
        assert_eq!((value["label"]["grade"].as_str(), value["label"]["peer_count"].as_str()), (Some("3"), Some("2")));
    }

    #[test]
    fn no_ledger_is_not_no_line() {
        assert_eq!(explain(&Evidence { lines: None, ..trial::evidence() })["lines"], serde_json::Value::Null);
        assert_eq!(explain(&Evidence { lines: Some(Vec::new()), ..trial::evidence() })["lines"], serde_json::json!([]));
        assert_eq!(explain(&trial::ungraded())["derivation"], serde_json::Value::Null);
    }
}
