//! The columns of each file, by every name under which people submit them.

use crate::activity::{ROW_PARAMETERS, RowParameter};
use crate::facts::Role;
use crate::method::Method;

/// How a column's cells may state their unit in its header.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HeaderUnit {
    /// They have none.
    None,
    /// Any unit of the table: `消费量(万千瓦时)`.
    Any,
    /// A unit of money; 万元 when none is named.
    Money,
    /// Those of a parameter.
    Parameter(&'static RowParameter),
}

/// A column that the program knows.
#[derive(Clone, Copy, Debug)]
pub struct Column {
    /// The program's name for it, and its English header.
    pub name: &'static str,
    /// Its Chinese header in templates.
    pub zh: &'static str,
    /// Further names, folded.
    pub aliases: &'static [&'static str],
    /// Whether the file must have it.
    pub required: bool,
    /// Units in its header.
    pub unit: HeaderUnit,
}

const fn column(name: &'static str, zh: &'static str, aliases: &'static [&'static str], required: bool, unit: HeaderUnit) -> Column {
    Column { name, zh, aliases, required, unit }
}

const ID: Column = column(
    "enterprise_id",
    "统一社会信用代码",
    &["企业代码", "社会信用代码", "信用代码", "企业统一社会信用代码", "uscc"],
    true,
    HeaderUnit::None,
);
const PERIOD: Column = column("period", "月份", &["期间", "统计月份", "报告期", "时间", "month"], true, HeaderUnit::None);

const ENTERPRISES: [Column; 6] = [
    ID,
    column("name", "企业名称", &["单位名称", "名称"], true, HeaderUnit::None),
    column("industry", "行业代码", &["行业", "国民经济行业代码", "行业分类代码"], true, HeaderUnit::None),
    column("region", "地区", &["行政区划", "行政区划代码", "地区代码", "所在地区"], true, HeaderUnit::None),
    column("method", "核算方法", &["方法"], false, HeaderUnit::None),
    column("started_on", "投产日期", &["开工日期", "成立日期", "投产时间"], false, HeaderUnit::None),
];

/// The columns of energy files that every row may have.
const ENERGY_COMMON: [Column; 11] = [
    ID,
    PERIOD,
    column("item", "能源品种", &["品种", "能源名称", "品种名称", "品种代码"], true, HeaderUnit::None),
    column("quantity", "消费量", &["数量", "用量", "消耗量", "实物量", "本月", "本月数"], true, HeaderUnit::Any),
    column("unit", "单位", &["计量单位"], true, HeaderUnit::None),
    column("flow", "流向", &["流向类型"], false, HeaderUnit::None),
    column("site", "站点", &["厂区", "计量点", "表号"], false, HeaderUnit::None),
    column("method", "核算方法", &["方法"], false, HeaderUnit::None),
    column("certificate", "证书编号", &["绿证编号", "绿证", "证书"], false, HeaderUnit::None),
    column("evidence", "凭证", &["证据", "佐证材料"], false, HeaderUnit::None),
    column("note", "备注", &["说明"], false, HeaderUnit::None),
];

/// The same with the parameters of methods behind.
static ENERGY: [Column; ENERGY_COMMON.len() + ROW_PARAMETERS.len()] = {
    let mut all = [ID; ENERGY_COMMON.len() + ROW_PARAMETERS.len()];
    let mut at = 0;
    while at < all.len() {
        all[at] = if at < ENERGY_COMMON.len() { ENERGY_COMMON[at] } else { of_parameter(&ROW_PARAMETERS[at - ENERGY_COMMON.len()]) };
        at += 1;
    }
    all
};

const fn of_parameter(parameter: &'static RowParameter) -> Column {
    column(parameter.name, parameter.zh, parameter.aliases, false, HeaderUnit::Parameter(parameter))
}

const PRODUCTION: [Column; 9] = [
    ID,
    PERIOD,
    column("output_value", "工业总产值", &["总产值", "产值"], false, HeaderUnit::Money),
    column("value_added", "工业增加值", &["增加值"], false, HeaderUnit::Money),
    column("revenue", "营业收入", &["主营业务收入", "销售收入"], false, HeaderUnit::Money),
    column("tax", "税收", &["税金", "税收总额"], false, HeaderUnit::Money),
    column("product", "产品", &["产品名称"], false, HeaderUnit::None),
    column("product_quantity", "产量", &["产品产量"], false, HeaderUnit::Any),
    column("product_unit", "产量单位", &["产品单位"], false, HeaderUnit::None),
];

const INDICATORS: [Column; 5] = [
    ID,
    column("period", "期间", &["年份", "月份", "年度", "year"], false, HeaderUnit::None),
    column("indicator", "指标", &["指标名称", "指标代码"], true, HeaderUnit::None),
    column("value", "数值", &["指标值", "值"], true, HeaderUnit::None),
    column("unit", "单位", &["计量单位"], false, HeaderUnit::None),
];

/// The columns of a file of a role, in the order of the template.
#[must_use]
pub fn columns_of(role: Role) -> &'static [Column] {
    match role {
        Role::Enterprises => &ENTERPRISES,
        Role::Energy => &ENERGY,
        Role::Production => &PRODUCTION,
        Role::Indicators => &INDICATORS,
    }
}

/// The same, of energy files with the parameters alone that a method reads; those of fuels where none is named.
#[must_use]
pub fn columns_for(role: Role, method: Option<&Method>) -> Vec<&'static Column> {
    const FUEL: [&str; 3] = ["ncv", "carbon_content", "oxidation"];
    let read = |parameter: &RowParameter| match method {
        Some(method) => method.columns().any(|column| column == parameter),
        None => FUEL.contains(&parameter.name),
    };
    let wanted = |column: &&Column| !matches!(column.unit, HeaderUnit::Parameter(parameter) if !read(parameter));
    columns_of(role).iter().filter(wanted).collect()
}

/// The column of a role that a header names, as it stands in templates.
#[must_use]
pub fn column_of(role: Role, header: &str) -> Option<&'static Column> {
    columns_of(role).iter().find(|column| column.name == header || column.zh == header)
}

#[cfg(test)]
mod tests {
    use super::super::returned::RETURNED_COLUMNS;
    use super::*;
    use crate::measure::fold;

    #[test]
    fn no_name_leads_to_two_columns_of_a_file() {
        for role in Role::ALL {
            let columns = columns_of(role);
            let mut names: Vec<String> = columns
                .iter()
                .flat_map(|column| [column.name, column.zh].into_iter().chain(column.aliases.iter().copied()))
                .chain(RETURNED_COLUMNS.into_iter().flatten())
                .map(fold)
                .collect();
            let count = names.len();
            names.sort();
            names.dedup();
            assert_eq!(names.len(), count, "{role:?}");
        }
    }
}
