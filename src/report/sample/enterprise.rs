//! An enterprise of grade 3, and the same without a grade.

use super::evidence::{factors, lines};
use super::marks::{LABEL_ID, grade, level, level_scale, pick, scale, scheme_note, stamp, totals};
use crate::finding::Language;
use crate::report::graded::graded_step;
use crate::report::trial;
use crate::report::{
    DataQuality, Derivation, EnterpriseView, FindingRow, NumeratorPart, Outlook, OutlookStep, Peer, PreviousLabel, ProductionRow,
    SourceTotal,
};

/// An enterprise of grade 3, with twelve months of power and gas.
pub(in crate::report) fn enterprise(language: Language) -> EnterpriseView {
    EnterpriseView {
        language,
        name: "深圳市龙岗区横岗恒泰精密五金制品有限公司".into(),
        enterprise_id: "91440300708461136T".into(),
        industry_code: "C3311".into(),
        industry_name: pick(language, "金属结构制造", "Metal structures"),
        region_name: pick(language, "广东省深圳市龙岗区", "Longgang, Shenzhen, Guangdong"),
        method_name: pick(language, "工业其他行业企业", "Other industrial enterprises"),
        period: "2024".into(),
        status: "graded".into(),
        reason_detail: None,
        grade: Some(grade(language, 2)),
        level: Some(level(language, 0)),
        previous: Some(PreviousLabel {
            period: "2024-02".into(),
            grade: "4".into(),
            ratio: "1.2511".into(),
            status: "graded".into(),
            change: "better".into(),
            history: vec![("2024-01".into(), String::new()), ("2024-02".into(), "4".into())],
        }),
        flags: vec!["carried_forward:2023".into()],
        quality: Some(DataQuality {
            tier: "B".into(),
            meaning: pick(language, "部分用实测值", "some measured"),
            parts: vec![("…".into(), "334.000000000".into(), "18.2".into())],
        }),
        derivation: Some(derivation(language)),
        display: None,
        totals: totals(),
        sources: sources(language),
        market_t: None,
        indirect: Vec::new(),
        uncertainty: None,
        findings: vec![finding(language, "warning")],
        production: production(language),
        has_ledger: true,
        lines: (1..=12).flat_map(|month| lines(language, month)).collect(),
        factors: factors(language),
        stamp: stamp(language),
        label_id: LABEL_ID.into(),
        scheme_note: scheme_note(language),
        index: Some("../index.html".into()),
        label: Some("../labels/91440300708461136T.svg".into()),
    }
}

/// The same enterprise with an error in its data.
pub(in crate::report) fn ungraded(language: Language) -> EnterpriseView {
    EnterpriseView {
        status: "data_errors".into(),
        reason_detail: None,
        grade: None,
        level: None,
        previous: None,
        flags: vec!["partial".into()],
        quality: None,
        derivation: None,
        findings: vec![finding(language, "error"), finding(language, "warning")],
        ..enterprise(language)
    }
}

fn derivation(language: Language) -> Derivation {
    Derivation {
        numerator_name: pick(language, "能源消费排放", "emissions of energy use"),
        numerator: Some("1834.205117364".into()),
        numerator_parts: vec![
            part(language, "化石燃料燃烧", "fuel combustion", "412.880934117"),
            part(language, "外购电力", "purchased electricity", "1421.324183247"),
        ],
        numerator_floored: false,
        numerator_unit: "tCO₂".into(),
        denominator_name: pick(language, "工业增加值", "industrial value added"),
        denominator: "4166.0000".into(),
        denominator_unit: pick(language, "万元", "10,000 yuan"),
        intensity: "0.4403".into(),
        intensity_unit: pick(language, "tCO₂/万元", "tCO₂ / 10,000 yuan"),
        peer: Some(Peer {
            level: "class".into(),
            code: "3311".into(),
            name: pick(language, "金属结构制造", "Metal structures"),
            count: 26,
            numerator_sum: Some("58213.774120935".into()),
            denominator_sum: Some("112536.2800".into()),
            statistic: None,
            reference: Some("0.5173".into()),
            members_sha256: "d41c0be7a5f2936841ce07d3b9a2f6580e17c4b3d298fa6510ecb73d4a9f8261".into(),
        }),
        graded: graded_step(trial::scheme(), language),
        ratio: Some("0.8511".into()),
        margin: Some("0.0511".into()),
        scale: scale(language),
        level_scale: Some(level_scale(language)),
        outlook: Some(Outlook {
            better: Some(step(language, 1, "109.925117364", "6.0")),
            worse: Some(step(language, 3, "751.847400000", "41.0")),
            moves_reference: true,
        }),
    }
}

fn part(language: Language, zh: &str, en: &str, emissions: &str) -> NumeratorPart {
    NumeratorPart { name: pick(language, zh, en), emissions_t: emissions.into() }
}

fn step(language: Language, place: usize, amount: &str, percent: &str) -> OutlookStep {
    OutlookStep {
        mark: grade(language, place),
        amount: Some(amount.into()),
        percent: Some(percent.into()),
        denominator: Some("210.0001".into()),
        denominator_percent: Some("5.0".into()),
        items: Vec::new(),
    }
}

fn sources(language: Language) -> Vec<SourceTotal> {
    let row = |zh: &str, en: &str, flow: &str, scope: &str, emissions: &str, share| SourceTotal {
        item_name: pick(language, zh, en),
        flow: flow.into(),
        scope: scope.into(),
        emissions_t: emissions.into(),
        share_per_mille: share,
        energy_tce: None,
    };
    vec![
        row("电力", "Electricity", "consumed", "2", "1517.438183247", 786),
        row("天然气", "Natural gas", "consumed", "1", "412.880934117", 214),
        row("电力", "Electricity", "nonfossil", "2", "-96.114000000", 0),
    ]
}

fn finding(language: Language, severity: &str) -> FindingRow {
    if severity == "error" {
        return FindingRow {
            code: "quantity-not-a-number".into(),
            severity: severity.into(),
            file: "energy.csv".into(),
            line: Some("47".into()),
            column: Some("消费量".into()),
            value: Some("一千二".into()),
            message: pick(language, "消费量不是数字。", "The quantity is not a number."),
            hint: pick(language, "请填阿拉伯数字，如 1200。", "Write digits, such as 1200."),
        };
    }
    FindingRow {
        code: "gas-reference-state".into(),
        severity: severity.into(),
        file: "energy.csv".into(),
        line: Some("4".into()),
        column: Some("单位".into()),
        value: Some("万m3".into()),
        message: pick(language, "气体体积按标准状态（Nm³）计。", "The gas volume is taken at the standard state (Nm³)."),
        hint: pick(
            language,
            "如是 20 °C 表计体积，请换算后以 万Nm3 填报。",
            "If the meter counts at 20 °C, convert it and report in 万Nm3.",
        ),
    }
}

fn production(language: Language) -> Vec<ProductionRow> {
    let row = |place: &str, period: &str, value: &str| ProductionRow {
        place: place.into(),
        period: period.into(),
        value: value.into(),
        unit: pick(language, "万元", "10,000 yuan"),
    };
    vec![row("production.csv:14", "2024-01..2024-02", "611.2000"), row("production.csv:15", "2024-03..2024-12", "3554.8000")]
}
