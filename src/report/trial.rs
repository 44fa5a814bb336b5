//! One small enterprise as rows of a run, worked out by hand, with the newest release. For tests.

use std::sync::LazyLock;

use super::evidence::{Evidence, RunContext, RunFacts};
use crate::finding::Language;
use crate::ledger::{FactorUsedRow, FindingRow, GradeRow, LedgerRow, ParameterCell, ProductionRow, ReferenceRow};
use crate::release::{Release, builtin};
use crate::scheme::Scheme;

static RELEASE: LazyLock<Release> = LazyLock::new(|| builtin().and_then(|book| book.release(None)).unwrap());

/// The newest release.
pub(super) fn release() -> &'static Release {
    &RELEASE
}

/// Its default scheme.
pub(super) fn scheme() -> &'static Scheme {
    release().scheme(None).unwrap()
}

/// A run's facts.
pub(super) fn facts(language: Language) -> RunFacts {
    RunFacts { run_id: "71d0".repeat(16), engine_version: "0.1.0".into(), period: "2024-03".into(), language }
}

/// The same with the rules.
pub(super) fn context(facts: &RunFacts) -> RunContext<'_> {
    RunContext { facts, release: release(), scheme: scheme() }
}

/// A grade row from a few of its cells.
pub(super) fn grade_row(cells: &[(&str, &str)]) -> GradeRow {
    let cell = |column: &&str| cells.iter().find(|(name, _)| name == column).map_or("", |(_, text)| *text);
    assert!(cells.iter().all(|(name, _)| GradeRow::COLUMNS.contains(name)));
    GradeRow::new(&GradeRow::COLUMNS.iter().map(cell).collect::<Vec<_>>()).unwrap()
}

/// The enterprise's grade row: 150.871339729 t over 300 万元, compared with 26 peers.
pub(super) const GRADED: &[(&str, &str)] = &[
    ("enterprise_id", "91440300708461136T"),
    ("name", "深圳市恒泰精密五金制品有限公司"),
    ("industry", "3311"),
    ("region", "440307"),
    ("period", "2024-03"),
    ("status", "graded"),
    ("grade", "3"),
    ("level", "low"),
    ("emissions_t", "150.871339729"),
    ("scope1_t", "29.034605829"),
    ("scope2_t", "121.836733900"),
    ("deducted_t", "4.403000000"),
    ("biogenic_t", "0.000000000"),
    ("energy_tce", "35.237027700"),
    ("denominator", "value_added"),
    ("denominator_value", "300"),
    ("intensity", "0.5029"),
    ("peer_code", "3311"),
    ("peer_level", "class"),
    ("peer_count", "26"),
    ("reference", "0.5173"),
    ("ratio", "0.9722"),
    ("margin", "0.1722"),
    ("flags", "carried_forward:2022"),
    ("release", "trial"),
    ("scheme", "zhejiang-2021"),
    ("label_id", "9f2c"),
];

/// Grid power, anthracite, and own solar power deducted.
pub(super) fn lines() -> [LedgerRow; 3] {
    let grid = parameter("emission_factor", "0.4403", "tCO2/MWh", "CN-GRID-2022-GD");
    let power = LedgerRow {
        enterprise_id: "91440300708461136T".into(),
        period: "2024-03".into(),
        item: "electricity".into(),
        flow: "consumed".into(),
        site: String::new(),
        file: "energy.csv".into(),
        row: 3,
        quantity: "28.6713".into(),
        unit: "万kWh".into(),
        unit_ratio: "10".into(),
        accounting_unit: "MWh".into(),
        method: "general/1".into(),
        source: "electricity".into(),
        formula: "factor".into(),
        scope: 2,
        kind: "electricity".into(),
        gas: "CO2".into(),
        parameters: vec![grid],
        rate: "4.403".into(),
        fixed: String::new(),
        emissions_t: "126.239733900".into(),
        energy_tce: "35.237027700".into(),
        energy_factor_id: "CN-GBT2589-2020-electricity".into(),
        quality: "default".into(),
        half_width: String::new(),
        flags: "carried_forward:2022".into(),
        certificate: String::new(),
        evidence: "发票 117".into(),
        note: String::new(),
    };
    let (coal, sun) = (coal(&power), sun(&power));
    [power, coal, sun]
}

/// Anthracite, its heat measured.
fn coal(power: &LedgerRow) -> LedgerRow {
    LedgerRow {
        item: "anthracite".into(),
        row: 4,
        quantity: "12.5".into(),
        unit: "t".into(),
        unit_ratio: "1".into(),
        accounting_unit: "t".into(),
        source: "fuel".into(),
        formula: "fuel".into(),
        scope: 1,
        kind: "fuel".into(),
        parameters: vec![
            parameter("ncv", "24.515", "GJ/t", ""),
            parameter("carbon_content", "0.02749", "tC/GJ", "coal-cc"),
            parameter("oxidation", "94", "%", "coal-of"),
            ParameterCell {
                origin: "constant".into(),
                table: String::new(),
                version: String::new(),
                ..parameter("carbon_to_co2", "44/12", "1", "")
            },
        ],
        rate: "1".into(),
        emissions_t: "29.034605829".into(),
        energy_tce: String::new(),
        energy_factor_id: String::new(),
        flags: String::new(),
        evidence: String::new(),
        ..power.clone()
    }
}

/// Own solar power.
fn sun(power: &LedgerRow) -> LedgerRow {
    LedgerRow {
        flow: "nonfossil".into(),
        row: 5,
        quantity: "10".into(),
        unit: "MWh".into(),
        unit_ratio: "1".into(),
        rate: "-0.4403".into(),
        emissions_t: "-4.403000000".into(),
        energy_tce: String::new(),
        energy_factor_id: String::new(),
        evidence: String::new(),
        ..power.clone()
    }
}

fn parameter(name: &str, value: &str, unit: &str, factor_id: &str) -> ParameterCell {
    let (origin, table, version) = if factor_id.is_empty() { ("measured", "", "") } else { ("factor", "cn-grid", "2023") };
    ParameterCell {
        name: name.into(),
        value: value.into(),
        unit: unit.into(),
        origin: origin.into(),
        factor_id: factor_id.into(),
        table: table.into(),
        version: version.into(),
        ..ParameterCell::default()
    }
}

fn factor(id: &str, parameter: &str, item: &str, value: &str, unit: &str) -> FactorUsedRow {
    let title = "关于发布2022年电力二氧化碳排放因子的公告";
    let cells = [
        id,
        parameter,
        item,
        value,
        unit,
        "CO2",
        "440000",
        "",
        "2022-01-01",
        "2022-12-31",
        "2022",
        "2024-12-20",
        title,
        "生态环境部",
        "公告2024年第33号",
        "表3",
        "https://example.org/33",
        "two_sources",
        "Announcement not opened.",
    ];
    FactorUsedRow { table: "cn-grid".into(), version: "2023".into(), cells: cells.map(str::to_owned).into() }
}

/// Everything that proves the enterprise's label.
pub(super) fn evidence() -> Evidence {
    Evidence {
        grade: grade_row(GRADED),
        reference: Some(ReferenceRow {
            peer_code: "3311".into(),
            peer_level: "class".into(),
            peer_count: "26".into(),
            emissions_t: "5821.377412093".into(),
            denominator: "value_added".into(),
            denominator_value: "11253.628".into(),
            reference: "0.5173".into(),
            members_sha256: "d41c".repeat(16),
            reference_exact: "5821.377412093/11253.628".into(),
        }),
        lines: Some(lines().into()),
        production: vec![production(14, "100", "万元"), production(15, "2000", "千元"), production(16, "", "")],
        findings: vec![FindingRow {
            code: "text-repaired".into(),
            severity: "note".into(),
            file: "energy.csv".into(),
            row: "3".into(),
            column: "品种".into(),
            value: "电力 ".into(),
            message: "“电力 ”按“电力”读取。".into(),
            hint: "无需处理。".into(),
            enterprise_id: "91440300708461136T".into(),
        }],
        factors: vec![
            factor("CN-GRID-2022-GD", "grid_average", "electricity", "0.4403", "tCO2/MWh"),
            factor("coal-cc", "carbon_content", "anthracite", "0.02749", "tC/GJ"),
            factor("coal-of", "oxidation", "anthracite", "94", "%"),
            factor("CN-GBT2589-2020-electricity", "standard_coal", "electricity", "0.1229", "kgce/kWh"),
        ],
        previous: None,
    }
}

fn production(row: u64, value: &str, unit: &str) -> ProductionRow {
    let empty = || (String::new(), String::new());
    ProductionRow {
        enterprise_id: "91440300708461136T".into(),
        period: "2024-03".into(),
        product: format!("p{row}"),
        file: "production.csv".into(),
        row,
        amounts: [empty(), (value.into(), unit.into()), empty(), empty(), empty()],
    }
}

/// The same enterprise with an error, so that it has no grade.
pub(super) fn ungraded() -> Evidence {
    let kept = |(column, _): &&(&str, &str)| {
        ["enterprise_id", "name", "industry", "region", "period", "emissions_t", "scope1_t", "scope2_t", "deducted_t", "biogenic_t"]
            .contains(column)
    };
    let cells: Vec<_> = GRADED.iter().filter(kept).copied().chain([("status", "data_errors"), ("flags", "partial")]).collect();
    Evidence { grade: grade_row(&cells), reference: None, ..evidence() }
}
