//! Marks, bands, stamps, and the label card.

use crate::finding::Language;
use crate::report::{Band, GradeMark, LabelPeer, LabelView, LevelMark, QualityShare, Scale, Stamp, Totals};

pub(super) const LABEL_ID: &str = "9f2c1e5b7a604d3888c1b04a6df02e9b53c7718f0ea94b26d1c85f3b7e20a94c";

/// The five grades of `zhejiang-2021`.
const GRADES: [(&str, &str, &str, &str, Option<&str>); 5] = [
    ("1", "碳效高", "High efficiency", "#1f7a4d", Some("0.6")),
    ("2", "碳效较高", "Rather high", "#78a83a", Some("0.8")),
    ("3", "接近行业平均", "Near the industry average", "#d8a928", Some("1.2")),
    ("4", "碳效较低", "Rather low", "#d9772b", Some("2.0")),
    ("5", "碳效低", "Low efficiency", "#b4322c", None),
];

/// The Chinese or the English of two texts.
pub(super) fn pick(language: Language, zh: &str, en: &str) -> String {
    if language == Language::Zh { zh } else { en }.to_owned()
}

/// The mark of a grade, counted from zero.
pub(in crate::report) fn grade(language: Language, place: usize) -> GradeMark {
    let (grade, zh, en, colour, _) = GRADES[place];
    GradeMark { grade: grade.into(), name: pick(language, zh, en), colour: colour.into() }
}

/// The mark of a level, counted from zero.
pub(super) fn level(language: Language, place: usize) -> LevelMark {
    let (zh, en, colour) = [("低碳", "Low carbon", "#1f7a4d"), ("中碳", "Middle", "#d8a928"), ("高碳", "High carbon", "#b4322c")][place];
    LevelMark { name: pick(language, zh, en), colour: colour.into() }
}

/// The bands of the ratio, in Chinese, with a value in the third.
pub(in crate::report) fn ratio_scale() -> Scale {
    scale(Language::Zh)
}

pub(super) fn scale(language: Language) -> Scale {
    let band = |(grade, zh, en, colour, upper): (&str, &str, &str, &str, Option<&str>)| Band {
        grade: grade.into(),
        name: pick(language, zh, en),
        colour: colour.into(),
        upper: upper.map(Into::into),
    };
    Scale {
        symbol: "K".into(),
        value: Some("0.8511".into()),
        current: Some("3".into()),
        bands: GRADES.map(band).into(),
        upper_inclusive: true,
        falling: false,
    }
}

pub(super) fn level_scale(language: Language) -> Scale {
    let bands = (0..3).zip([Some("0.6"), Some("2.0"), None]).map(|(place, upper)| {
        let mark = level(language, place);
        Band { grade: mark.name.clone(), name: mark.name, colour: mark.colour, upper: upper.map(Into::into) }
    });
    Scale {
        symbol: "L".into(),
        value: Some("0.4403".into()),
        current: Some(level(language, 0).name),
        bands: bands.collect(),
        upper_inclusive: true,
        falling: false,
    }
}

pub(super) fn stamp(language: Language) -> Stamp {
    Stamp {
        release_id: "2026.1".into(),
        release_hash: "4be1d07c52a9f3e86610c9d2f7b3a8541e0d6c97b2835fa4d19e70c638f5b21a".into(),
        scheme_id: "zhejiang-2021".into(),
        scheme_name: pick(language, "浙江工业碳效码（2021）", "Zhejiang industrial carbon efficiency code (2021)"),
        scheme_hash: "c07ad2e94f1b8865307d2ac1be59f8e4d3716b0c92af54e87d1063bc8f2ea975".into(),
        engine_version: "0.1.0".into(),
        run_id: "71d0b8a3e94c25f6180b7de25ac94f316e8d02bb57c1f94a3d60e82cb75f190e".into(),
    }
}

pub(super) fn scheme_note(language: Language) -> String {
    pick(
        language,
        "等级档线取自公开发布的浙江“工业碳效码”，不是龙岗区自己的评价规则；龙岗区如另有规则，应换用其评价方案后重新计算。",
        "Grade bands are those published for Zhejiang's industrial carbon efficiency code. They are not Longgang's own rules; where the district has its own, compute again with its scheme.",
    )
}

pub(super) fn totals() -> Totals {
    Totals {
        emissions_t: "1834.205117364".into(),
        scope1_t: "412.880934117".into(),
        scope2_t: "1421.324183247".into(),
        deducted_t: "96.114000000".into(),
        biogenic_t: "0.000000000".into(),
        energy_tce: Some("742.311806000".into()),
    }
}

/// A label card of grade 3.
pub(in crate::report) fn label(language: Language) -> LabelView {
    LabelView {
        language,
        name: "深圳市龙岗区横岗恒泰精密五金制品有限公司".into(),
        enterprise_id: "91440300708461136T".into(),
        period: "2024".into(),
        status: "graded".into(),
        grade: Some(grade(language, 2)),
        level: Some(level(language, 0)),
        ratio: Some("0.8511".into()),
        intensity: Some("0.4403".into()),
        intensity_unit: pick(language, "tCO₂/万元 工业增加值", "tCO₂ per 10,000 yuan value added"),
        peer: Some(LabelPeer {
            level: "class".into(),
            code: "3311".into(),
            name: pick(language, "金属结构制造", "Metal structures"),
            count: 26,
        }),
        scale: scale(language),
        label_id: LABEL_ID.into(),
        release_id: "2026.1".into(),
        scheme_id: "zhejiang-2021".into(),
        scheme_name: stamp(language).scheme_name,
        quality: vec![QualityShare { name: pick(language, "缺省", "default"), percent: "100.0".into() }],
    }
}
