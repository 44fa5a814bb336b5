//! A run of a district.

use super::marks::{grade, level, pick, scheme_note, stamp};
use crate::finding::Language;
use crate::report::{FindingCount, GradeCount, GroupTotal, IndexRow, IndexView, LevelCount, StatusCount, Totals};

/// A run of a district.
pub(in crate::report) fn index(language: Language) -> IndexView {
    let statuses = [("graded", 1103), ("data_errors", 71), ("missing_months", 64), ("no_production", 31), ("too_few_peers", 15)];
    IndexView {
        language,
        title: pick(language, "龙岗区规模以上工业企业碳标识", "Carbon labels of industry in Longgang District"),
        period: "2024".into(),
        stamp: stamp(language),
        scheme_note: scheme_note(language),
        numerator_name: pick(language, "能源消费排放", "emissions of energy use"),
        denominator_name: pick(language, "工业增加值", "industrial value added"),
        intensity_unit: pick(language, "tCO₂/万元", "tCO₂ / 10,000 yuan"),
        graded: None,
        enterprises: 1284,
        statuses: statuses.map(|(status, count)| StatusCount { status: status.into(), count }).into(),
        totals: Totals {
            emissions_t: "4318902.771934206".into(),
            scope1_t: "902113.402880117".into(),
            scope2_t: "3416789.369054089".into(),
            deducted_t: "48120.330000000".into(),
            biogenic_t: "1204.500000000".into(),
            energy_tce: Some("1780442.118000000".into()),
        },
        grades: (0..).zip([163, 241, 402, 214, 83]).map(|(place, count)| GradeCount { mark: grade(language, place), count }).collect(),
        levels: (0..).zip([702, 318, 83]).map(|(place, count)| LevelCount { mark: level(language, place), count }).collect(),
        industries: industries(language),
        regions: regions(language),
        since: None,
        findings: finding_counts(language),
        rows: (0..40).map(|place| index_row(language, place)).collect(),
        rows_left_out: 1244,
    }
}

fn group(code: &str, name: String, nested: bool, counts: [u64; 2], emissions: &str, share: u32) -> GroupTotal {
    let [enterprises, graded] = counts;
    GroupTotal { code: code.into(), name, nested, enterprises, graded, emissions_t: emissions.into(), share_per_mille: share }
}

fn industries(language: Language) -> Vec<GroupTotal> {
    vec![
        group("C", pick(language, "制造业", "Manufacturing"), false, [1251, 1080], "3611090.114", 836),
        group("39", pick(language, "计算机、通信和其他电子设备制造业", "Computers and electronics"), true, [488, 431], "1904771.882", 441),
        group("38", pick(language, "电气机械和器材制造业", "Electrical machinery"), true, [206, 180], "611208.004", 142),
        group("33", pick(language, "金属制品业", "Metal products"), true, [193, 166], "402118.930", 93),
        group("29", pick(language, "橡胶和塑料制品业", "Rubber and plastics"), true, [364, 303], "692991.298", 160),
        group("D", pick(language, "电力、热力、燃气及水生产和供应业", "Utilities"), false, [33, 23], "707812.658", 164),
        group("44", pick(language, "电力、热力生产和供应业", "Power and heat"), true, [33, 23], "707812.658", 164),
    ]
}

fn regions(language: Language) -> Vec<GroupTotal> {
    vec![
        group("440307", pick(language, "龙岗区", "Longgang"), false, [1190, 1030], "4100213.880", 949),
        group("440310", pick(language, "坪山区", "Pingshan"), false, [94, 73], "218688.892", 51),
    ]
}

fn finding_counts(language: Language) -> Vec<FindingCount> {
    let row = |code: &str, severity: &str, count, zh: &str, en: &str| FindingCount {
        code: code.into(),
        severity: severity.into(),
        title: pick(language, zh, en),
        count,
    };
    vec![
        row("quantity-not-a-number", "error", 58, "数量不是数字", "Quantity is not a number"),
        row("duplicate-record", "error", 17, "重复记录", "Duplicate record"),
        row("gas-reference-state", "warning", 2204, "气量按标准状态计", "Gas volume taken at the standard state"),
        row("full-width-digits", "note", 391, "全角数字已转换", "Full-width digits were converted"),
    ]
}

fn index_row(language: Language, place: usize) -> IndexRow {
    let names = [
        "深圳市龙岗区横岗恒泰精密五金制品有限公司",
        "华鹏电子（深圳）有限公司",
        "Longgang Advanced Materials (Shenzhen) Co., Ltd.",
        "深圳宝利塑胶模具厂",
    ];
    let (name, ungraded, step) = (names[place % 4], place % 7 == 5, place % 5);
    let when_graded = |text: String| (!ungraded).then_some(text);
    IndexRow {
        lists: "e".into(),
        enterprise_id: format!("9144030070846{place:04}T"),
        name: name.into(),
        industry_code: "C3311".into(),
        industry_name: pick(language, "金属结构制造", "Metal structures"),
        region_name: pick(language, "龙岗区", "Longgang"),
        region_group: pick(language, "龙岗区", "Longgang"),
        status: if ungraded { "data_errors" } else { "graded" }.into(),
        grade: (!ungraded).then(|| grade(language, step)),
        previous_grade: None,
        change: None,
        level: (!ungraded).then(|| level(language, step / 2)),
        emissions_t: Some(format!("{}.{:03}", 1204 * (place + 1), 37 * place)),
        intensity: when_graded(format!("0.{:04}", 2100 + 313 * step)),
        reference: when_graded("0.5173".into()),
        ratio: when_graded(["0.4022", "0.7120", "0.8511", "1.5008", "2.4331"][step].into()),
        margin: when_graded(["-0.1978", "-0.0880", "0.0511", "0.3008", "0.4331"][step].into()),
        flags: if ungraded { vec!["partial".into()] } else { vec!["carried_forward:2023".into()] },
        report: (place < 20).then(|| "reports/91440300708461136T.html".into()),
    }
}
