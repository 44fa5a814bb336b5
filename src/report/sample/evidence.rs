//! Emission lines and the factors that they use.

use super::marks::pick;
use crate::finding::Language;
use crate::report::{FactorRow, LineRow, ParameterUse};

pub(super) fn lines(language: Language, month: u8) -> [LineRow; 2] {
    let parameter = |zh: &str, en: &str, value: &str, unit: &str, factor: Option<&str>| ParameterUse {
        name: pick(language, zh, en),
        value: value.into(),
        unit: unit.into(),
        factor_id: factor.map(Into::into),
        measured: factor.is_none(),
        estimated: false,
        said: String::new(),
    };
    let power = LineRow {
        place: format!("energy.csv:{}", 2 * month + 1),
        month: format!("2024-{month:02}"),
        site: None,
        item_name: pick(language, "电力", "Electricity"),
        flow: "consumed".into(),
        scope: "2".into(),
        gas: None,
        quantity: "28.6713".into(),
        unit: "万kWh".into(),
        converted_quantity: "286.713".into(),
        converted_unit: "MWh".into(),
        parameters: vec![parameter("电网因子", "grid factor", "0.4403", "tCO₂/MWh", Some("cn-grid-2023-440000"))],
        formula: "286.713 MWh × 0.4403 tCO₂/MWh".into(),
        emissions_t: "126.239733900".into(),
        energy_tce: Some("35.237027700".into()),
        energy_factor_id: Some("gbt2589-electricity".into()),
        remark: None,
        flags: vec!["carried_forward:2023".into()],
    };
    let gas = LineRow {
        place: format!("energy.csv:{}", 2 * month + 2),
        item_name: pick(language, "天然气", "Natural gas"),
        scope: "1".into(),
        gas: None,
        quantity: "1.5914".into(),
        unit: "万m3".into(),
        converted_quantity: "1.5914".into(),
        converted_unit: "万Nm3".into(),
        site: Some(pick(language, "二厂", "Site 2")),
        parameters: vec![
            parameter("低位发热量", "net calorific value", "389.310", "GJ/万Nm3", None),
            parameter("单位热值含碳量", "carbon content", "0.01530", "tC/GJ", Some("ndrc-other-ng-cc")),
            parameter("氧化率", "oxidation", "0.99", "", Some("ndrc-other-ng-of")),
        ],
        formula: "1.5914 万Nm3 × 389.310 GJ/万Nm3 × 0.01530 tC/GJ × 0.99 × 44/12".into(),
        emissions_t: "34.408612345".into(),
        remark: Some(pick(language, "发票 2024-0117", "invoice 2024-0117")),
        energy_tce: None,
        energy_factor_id: None,
        flags: vec!["gas-reference-state".into()],
        ..power.clone()
    };
    [power, gas]
}

pub(super) fn factors(language: Language) -> Vec<FactorRow> {
    let grid = FactorRow {
        factor_id: "cn-grid-2023-440000".into(),
        parameter: pick(language, "电网因子", "grid factor"),
        item_name: pick(language, "电力", "Electricity"),
        value: "0.4403".into(),
        unit: "tCO₂/MWh".into(),
        region: pick(language, "广东省", "Guangdong"),
        valid_from: "2023-01".into(),
        valid_to: "2023-12".into(),
        data_year: "2023".into(),
        published_on: "2025-12-01".into(),
        document_no: "公告 2025 年第 47 号".into(),
        source_table: "表 3".into(),
        source_url: String::new(),
        source_title: "关于发布2023年电力二氧化碳排放因子的公告".into(),
        issuer: "生态环境部、国家统计局".into(),
        table_version: "cn-grid 2023.1".into(),
        verified: pick(language, "原文核对", "against the original"),
        note: String::new(),
    };
    let fuel = |id: &str, zh: &str, en: &str, value: &str, unit: &str| FactorRow {
        factor_id: id.into(),
        parameter: pick(language, zh, en),
        item_name: pick(language, "天然气", "Natural gas"),
        value: value.into(),
        unit: unit.into(),
        region: pick(language, "全国", "China"),
        valid_from: String::new(),
        valid_to: String::new(),
        data_year: String::new(),
        published_on: "2015-07-06".into(),
        document_no: "发改办气候〔2015〕1722号".into(),
        source_title: "工业其他行业企业温室气体排放核算方法与报告指南（试行）".into(),
        issuer: "国家发展改革委办公厅".into(),
        ..grid.clone()
    };
    vec![
        grid.clone(),
        fuel("ndrc-other-ng-cc", "单位热值含碳量", "carbon content", "15.3", "tC/TJ"),
        fuel("ndrc-other-ng-of", "氧化率", "oxidation", "99", "%"),
    ]
}
