//! The words of the label card, in both languages.

use crate::finding::Language;

/// Every text of the card. `{…}` are filled in by the card.
pub(super) struct LabelText {
    pub lang: &'static str,
    pub title: &'static str,
    pub title_size: u32,
    pub subtitle: &'static str,
    pub period: &'static str,
    pub ratio: &'static str,
    pub intensity: &'static str,
    pub level: &'static str,
    pub peers: &'static str,
    pub peer_pool: &'static str,
    pub not_graded: &'static str,
    pub grade: &'static str,
    pub label_id: &'static str,
    pub release: &'static str,
    pub id: &'static str,
    pub quality: &'static str,
}

/// The words of a language.
pub(super) fn label_text(language: Language) -> &'static LabelText {
    match language {
        Language::Zh => &ZH,
        Language::En => &EN,
    }
}

static ZH: LabelText = LabelText {
    lang: "zh-CN",
    title: "企业碳标识",
    title_size: 23,
    subtitle: "Enterprise Carbon Label",
    period: "评价期",
    ratio: "与同行之比",
    intensity: "碳排放强度",
    level: "强度水平",
    peers: "同行",
    peer_pool: "{level} {code}，{count} 家",
    not_graded: "未评级",
    grade: "等级",
    label_id: "标识号",
    release: "发布版",
    id: "统一社会信用代码",
    quality: "数据质量",
};

static EN: LabelText = LabelText {
    lang: "en",
    title: "Enterprise Carbon Label",
    title_size: 19,
    subtitle: "企业碳标识",
    period: "Period",
    ratio: "Ratio to peers",
    intensity: "Carbon intensity",
    level: "Intensity level",
    peers: "Peers",
    peer_pool: "{level} {code}, {count} peers",
    not_graded: "Not graded",
    grade: "Grade",
    label_id: "Label ID",
    release: "Release",
    id: "Unified social credit code",
    quality: "Data quality",
};
