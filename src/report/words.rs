//! The closed words of the contract (statuses, severities, flows, peer levels, flags) as people read them.

use crate::finding::Language;
use crate::label::Status;
use crate::ledger::Change;

/// Code, Chinese, English.
pub(super) type Word = (&'static str, &'static str, &'static str);

const SEVERITIES: [Word; 3] = [("error", "错误", "Error"), ("warning", "警告", "Warning"), ("note", "提示", "Note")];

const FLOWS: [Word; 7] = [
    ("consumed", "消费", "consumed"),
    ("exported", "外供", "exported"),
    ("nonfossil", "自用零碳电", "zero-carbon power"),
    ("green", "绿证电量", "green certificates"),
    ("feedstock", "原料用", "feedstock"),
    ("recovered", "回收", "recovered"),
    ("produced", "产出", "produced"),
];

const PEER_LEVELS: [Word; 5] = [
    ("class", "小类", "class"),
    ("group", "中类", "group"),
    ("division", "大类", "division"),
    ("section", "门类", "section"),
    ("all", "全部行业", "all industries"),
];

/// `{}` takes what stands after the colon of a flag.
const FLAGS: [Word; 20] = [
    ("biogenic", "生物质，不计入合计", "biogenic, not in the total"),
    ("market", "基于市场，不计入合计", "market-based, not in the total"),
    ("indirect", "其他间接排放，不计入合计", "other indirect, not in the total"),
    ("estimated", "缺报月份按方法补填", "unreported months filled in by the method"),
    ("partial", "合计不完整", "totals incomplete"),
    ("broad_peers", "同行范围较宽", "broad peer group"),
    ("national_factor", "用全国因子", "national factor"),
    ("recalled", "凭记忆的因子", "recalled factor"),
    ("unconfirmed", "用到未经核实的数值", "unconfirmed values"),
    ("carried_forward", "沿用{}年因子", "factor of {} carried forward"),
    ("gas-reference-state", "气量按标准状态计", "gas taken at standard state"),
    ("dominant_peer", "一家企业占同行过半", "one enterprise dominates its peers"),
    ("frozen_reference", "与已公布的参考值比较", "published reference"),
    ("composite_reference", "多行业加权参考值", "reference of several industries"),
    ("filled", "补填{}个月", "months filled in: {}"),
    ("reweighted", "缺指标，权重重分", "indicator missing, reweighted"),
    ("dimension_1", "第一维：第{}级", "dimension 1: band {}"),
    ("dimension_2", "第二维：第{}级", "dimension 2: band {}"),
    ("dimension_3", "第三维：第{}级", "dimension 3: band {}"),
    ("gated", "等级经规则调整", "grade changed by a gate"),
];

/// The name of a status, or its code.
pub(super) fn status_name(code: &str, language: Language) -> &str {
    Status::parse(code).map_or(code, |status| status.title(language))
}

/// The meaning of a status, or nothing.
pub(super) fn status_meaning(code: &str, language: Language) -> &'static str {
    Status::parse(code).map_or("", |status| status.reason(language))
}

/// A change since the run before in words, or its code.
pub(super) fn change(code: &str, language: Language) -> &str {
    Change::parse(code).map_or(code, |change| change.title(language))
}

/// A severity in words, or its code.
pub(super) fn severity(code: &str, language: Language) -> &str {
    word(&SEVERITIES, code, language)
}

/// A flow in words, or its code.
pub(super) fn flow(code: &str, language: Language) -> &str {
    word(&FLOWS, code, language)
}

/// A peer level in words, or its code.
pub(super) fn peer_level(code: &str, language: Language) -> &str {
    word(&PEER_LEVELS, code, language)
}

/// A flag in words, or as it is.
pub(super) fn flag(code: &str, language: Language) -> String {
    let (name, detail) = code.split_once(':').unwrap_or((code, ""));
    let known = word(&FLAGS, name, language);
    if known == name { code.to_owned() } else { known.replace("{}", detail) }
}

/// Finds a code in a table.
pub(super) fn word<'a>(table: &[Word], code: &'a str, language: Language) -> &'a str {
    table.iter().find(|(known, _, _)| *known == code).map_or(code, |(_, zh, en)| match language {
        Language::Zh => zh,
        Language::En => en,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_codes_have_words_and_unknown_ones_stay() {
        assert_eq!(status_name("graded", Language::Zh), "已评级");
        assert_eq!(status_name("odd", Language::En), "odd");
        assert_eq!(flag("carried_forward:2023", Language::Zh), "沿用2023年因子");
        assert_eq!(flag("carried_forward:2023", Language::En), "factor of 2023 carried forward");
        assert_eq!(flag("odd:1", Language::En), "odd:1");
        assert_eq!(peer_level("class", Language::Zh), "小类");
    }

    #[test]
    fn every_flow_has_words() {
        for name in crate::activity::Flow::ALL.map(crate::activity::Flow::name) {
            assert!(FLOWS.iter().any(|(code, ..)| *code == name), "{name}");
        }
    }
}
