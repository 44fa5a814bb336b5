//! The closed words of the contract (statuses, severities, flows, peer levels, flags) as people read them.

use crate::finding::Language;

/// A status as people read it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StatusWords {
    /// Its name.
    pub name: &'static str,
    /// What it means, in one sentence.
    pub meaning: &'static str,
}

/// Status, then name and meaning in Chinese, name and meaning in English; in the order of the contract.
const STATUSES: [(&str, StatusWords, StatusWords); 9] = [
    (
        "graded",
        words("已评级", "数据齐全、无错误，已按方案得出等级。"),
        words("Graded", "Data complete and free of errors; a grade was given."),
    ),
    (
        "no_activity",
        words("无活动数据", "本期没有能源或物料数据，不能核算。没有填报不等于排放为零。"),
        words("No activity data", "No energy or material rows in the period. Not reported is not the same as zero."),
    ),
    (
        "no_production",
        words("无生产数据", "本期没有产值、增加值等生产数据，强度没有分母。"),
        words("No production data", "No production rows in the period, so the intensity has no denominator."),
    ),
    (
        "data_errors",
        words("数据有错误", "数据中有必须改正的错误。改正之前不评级，以免漏算的排放反而使等级变好。"),
        words(
            "Data errors",
            "The data has errors that must be corrected. Until then there is no grade: missing emissions must not improve one.",
        ),
    ),
    (
        "missing_months",
        words("月份不全", "本期内有月份缺能源数据或生产数据。"),
        words("Months missing", "At least one month of the period has no energy or no production data."),
    ),
    (
        "excluded_industry",
        words("行业不参评", "评价方案不对该行业评级。"),
        words("Industry excluded", "The scheme does not grade this industry."),
    ),
    (
        "new_enterprise",
        words("新设企业", "投产时间不足方案规定的期限。"),
        words("New enterprise", "In operation for less time than the scheme requires."),
    ),
    (
        "non_positive_denominator",
        words("分母不为正", "本期强度的分母（如工业增加值）为零或负数，强度没有意义。"),
        words("Denominator not positive", "The denominator of the intensity is zero or negative, so the intensity has no meaning."),
    ),
    (
        "too_few_peers",
        words("同行太少", "可比的同行企业少于方案规定的最低家数，得不出参考值。"),
        words("Too few peers", "Fewer comparable enterprises than the scheme requires, so there is no reference."),
    ),
];

/// Code, Chinese, English.
pub(super) type Word = (&'static str, &'static str, &'static str);

const SEVERITIES: [Word; 3] = [("error", "错误", "Error"), ("warning", "警告", "Warning"), ("note", "提示", "Note")];

const FLOWS: [Word; 6] = [
    ("consumed", "消费", "consumed"),
    ("exported", "外供", "exported"),
    ("nonfossil", "自用零碳电", "zero-carbon power"),
    ("green", "绿证电量", "green certificates"),
    ("feedstock", "原料用", "feedstock"),
    ("recovered", "回收", "recovered"),
];

const PEER_LEVELS: [Word; 5] = [
    ("class", "小类", "class"),
    ("group", "中类", "group"),
    ("division", "大类", "division"),
    ("section", "门类", "section"),
    ("all", "全部行业", "all industries"),
];

/// `{}` takes what stands after the colon of a flag.
const FLAGS: [Word; 7] = [
    ("biogenic", "生物质，不计入合计", "biogenic, not in the total"),
    ("partial", "合计不完整", "totals incomplete"),
    ("broad_peers", "同行范围较宽", "broad peer group"),
    ("national_factor", "用全国因子", "national factor"),
    ("carried_forward", "沿用{}年因子", "factor of {} carried forward"),
    ("gas-reference-state", "气量按标准状态计", "gas taken at standard state"),
    ("dominant_peer", "一家企业占同行过半", "one enterprise dominates its peers"),
];

/// Both parts of a status.
const fn words(name: &'static str, meaning: &'static str) -> StatusWords {
    StatusWords { name, meaning }
}

/// A status of the contract in words; none for a code that the contract does not know.
#[must_use]
pub fn status_words(code: &str, language: Language) -> Option<StatusWords> {
    let (_, zh, en) = STATUSES.iter().find(|(known, _, _)| *known == code)?;
    Some(match language {
        Language::Zh => *zh,
        Language::En => *en,
    })
}

/// The name of a status, or its code.
pub(super) fn status_name(code: &str, language: Language) -> &str {
    status_words(code, language).map_or(code, |words| words.name)
}

/// The meaning of a status, or nothing.
pub(super) fn status_meaning(code: &str, language: Language) -> &'static str {
    status_words(code, language).map_or("", |words| words.meaning)
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
}
