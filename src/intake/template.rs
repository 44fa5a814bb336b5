//! Empty input files, and what belongs into them.

use std::fmt::Write;

use super::columns::{Column, HeaderUnit, columns_for};
use super::template_sources::{flows, sources};
use crate::activity::{Flow, RowParameter};
use crate::delimited::table;
use crate::facts::Role;
use crate::finding::Language;
use crate::method::Method;
use crate::release::Release;

/// Names and contents of empty input files with their instructions; with the parameters and items of one method alone when it
/// is named.
#[must_use]
pub fn template(release: &Release, method: Option<&Method>, language: Language) -> Vec<(String, String)> {
    let header = |role: Role| {
        let names: Vec<&str> = columns_for(role, method).into_iter().map(|column| language.pick(column.zh, column.name)).collect();
        let header = String::from_utf8_lossy(&table(&names, [[""; 0]; 0])).replace('\n', "\r\n");
        (format!("{}.csv", role.name()), header)
    };
    let instructions = (language.pick("填表说明.txt", "instructions.txt").to_owned(), instructions(release, method, language));
    Role::REQUIRED.into_iter().map(header).chain([instructions]).collect()
}

fn instructions(release: &Release, method: Option<&Method>, language: Language) -> String {
    let mut text = String::from("\u{feff}");
    text += language.pick(INTRODUCTION_ZH, INTRODUCTION_EN);
    if let Some(name) = method.filter(|method| method.industries.is_empty() && method.name != "general").map(|method| &method.name) {
        let must_be_named = language.pick(
            format!("该核算方法不按行业选取：核算方法一列须填 {name}。"),
            format!("No industry has this method by itself: write {name} into the column method."),
        );
        let _ = writeln!(text, "{must_be_named}");
    }
    for role in Role::REQUIRED {
        let _ = writeln!(text, "\n== {}.csv ==", role.name());
        columns_for(role, method).into_iter().for_each(|column| text += &describe(role, column, language));
    }
    let _ = writeln!(text, "\n== {} ==", language.pick("流向", "flow"));
    for flow in method.map_or_else(|| Flow::ALL.to_vec(), flows) {
        let _ = writeln!(text, "{}\t{}", flow.name(), flow.names().get(1).copied().unwrap_or_default());
    }
    let _ = writeln!(text, "\n== {} ==", language.pick("品种:代码、名称、计量单位", "item: code, name, units"));
    let nomenclature = release.nomenclature();
    for (_, item) in nomenclature.items.iter().filter(|(_, item)| method.map_or_else(|| release.takes(item), |method| method.takes(item))) {
        let units = nomenclature.units.of(item.dimension).join(" ");
        let _ = writeln!(text, "{}\t{}\t{units}", item.code, item.name(language));
    }
    if let Some(method) = method {
        let _ = writeln!(text, "\n== {} ==", language.pick("排放源:品种、流向、列", "source: items, flows, columns"));
        text += &sources(method, release, language);
    }
    text.replace('\n', "\r\n")
}

const INTRODUCTION_ZH: &str = "企业碳标识填表说明\n\n\
    每个月每个品种填一行;空白不等于零,确实为零请填 0。代码列请先设为文本格式,以免电子表格改成科学计数或吃掉开头的零。\n\
    月份写作 2024-03;生产数据可合并几个月上报,写作 2024-01..2024-02。\n\
    单位也可写在表头,如 消费量(万千瓦时)、工业增加值(千元)。带 * 的列必填。\n";

const INTRODUCTION_EN: &str = "How to fill in the files\n\n\
    One row for each month and item; empty is not zero: write 0 if it is really nothing. Format code columns as text first,\n\
    so that a spreadsheet does not turn them into exponents or eat leading zeros.\n\
    Write a month as 2024-03; production may cover several months, written 2024-01..2024-02.\n\
    A unit may stand in the header, as in quantity(MWh) or value_added(千元). Columns with * are required.\n";

fn describe(role: Role, column: &Column, language: Language) -> String {
    let mark = if column.required { "*" } else { " " };
    let unit = match column.unit {
        HeaderUnit::Money => language.pick("(万元,可为负)", "(万元, may be negative)"),
        HeaderUnit::Parameter(parameter) => &format!("({})", parameter.unit_text()),
        HeaderUnit::Any | HeaderUnit::None => "",
    };
    format!("{mark} {}\t{}\t{} {unit}\n", column.zh, column.name, meaning(role, column.name, language))
}

fn meaning(role: Role, column: &str, language: Language) -> &'static str {
    match (role, column) {
        (_, "enterprise_id") => language.pick("18 位,与营业执照一致", "18 characters, as on the business licence"),
        (_, "name") => language.pick("企业名称", "the enterprise's name"),
        (_, "industry") => {
            language.pick("GB/T 4754-2017 代码,2 至 4 位,可带字母", "code of GB/T 4754-2017, 2 to 4 digits, with or without its letter")
        }
        (_, "region") => language.pick("六位行政区划代码或省份名称", "six-digit region code, or the province's name"),
        (_, "method") => language.pick("留空则按行业选取", "chosen by industry when empty"),
        (_, "started_on") => language.pick("如 2020-05-01", "such as 2020-05-01"),
        (_, "period") => language.pick("如 2024-03", "such as 2024-03"),
        (_, "item") => language.pick("见下方品种", "see the items below"),
        (_, "quantity") => language.pick("不为负;扣减请用流向表示", "not negative: a deduction has its own flow"),
        (_, "unit") => language.pick("见下方各品种的单位", "see the units of each item below"),
        (_, "flow") => language.pick("留空为消费", "consumed when empty"),
        (_, "site") => language.pick("多个计量点时填写,以区分各行", "tells the rows of several meters apart"),
        (_, parameter) if RowParameter::find(parameter).is_some() => {
            language.pick("有实测值时填写,代替缺省值;没有缺省值的必填", "a measured value, in place of the default if there is one")
        }
        (_, "certificate" | "evidence" | "note") => language.pick("可选,只作记录", "optional, kept on record only"),
        (_, "product" | "product_quantity" | "product_unit") => language.pick("可选", "optional"),
        _ => language.pick("金额", "an amount of money"),
    }
}
