//! What lint can find: a closed list, each in both languages.

use crate::finding::Language;

/// A check of lint. The words of its problems have gaps `{0}`, `{1}` …
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the words of each say what it is")]
pub enum Check {
    TwoFactors,
    LostMonths,
    UnitMisfit,
    UnknownParameter,
    MixedPurposes,
    OutOfBounds,
    Jump,
    EmptySource,
    DoubledId,
    ChangedRow,
    EndsBeforeItBegins,
    KnownLater,
    BestBefore,
    TableNotPinned,
    UnknownItem,
    WrongPurpose,
    DoubleSource,
    ConstantUnit,
    DeadSource,
    SharedIndustry,
    SchemeNotPinned,
}

impl Check {
    /// Every check.
    pub const ALL: [Self; 21] = [
        Self::TwoFactors,
        Self::LostMonths,
        Self::UnitMisfit,
        Self::UnknownParameter,
        Self::MixedPurposes,
        Self::OutOfBounds,
        Self::Jump,
        Self::EmptySource,
        Self::DoubledId,
        Self::ChangedRow,
        Self::EndsBeforeItBegins,
        Self::KnownLater,
        Self::BestBefore,
        Self::TableNotPinned,
        Self::UnknownItem,
        Self::WrongPurpose,
        Self::DoubleSource,
        Self::ConstantUnit,
        Self::DeadSource,
        Self::SharedIndustry,
        Self::SchemeNotPinned,
    ];

    /// Its name in files.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.words().0
    }

    /// Name, Chinese, English.
    fn words(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Self::TwoFactors => {
                ("two-factors", "{0} 与 {1} 在同一键、同一月份各有一值", "{0} and {1} are two factors for one key and month")
            }
            Self::LostMonths => (
                "lost-months",
                "{0} 在 {1} 中覆盖的月份 {2}，新版本不再覆盖",
                "the month {2}, which {0} covered in {1}, is no longer covered",
            ),
            Self::UnitMisfit => ("unit-misfit", "单位 {0} 不适用于参数 {1}", "the unit {0} does not fit the parameter {1}"),
            Self::UnknownParameter => ("unknown-parameter", "没有名为 {0} 的参数", "no parameter is called {0}"),
            Self::MixedPurposes => (
                "mixed-purposes",
                "{0} 的用途是 {1}，同表其他行是 {2}；一张表只容一种用途",
                "{0} is for {1}, other rows are for {2}: one table serves one purpose",
            ),
            Self::OutOfBounds => ("out-of-bounds", "{0} 的值 {1} 超出物理界限 {2}", "{0}: {1} lies beyond the physical bound {2}"),
            Self::Jump => (
                "jump",
                "{0} 与前一值 {1} 相差三倍以上；确认无误后请在 CHANGELOG.md 中写明编号 {0}",
                "{0} differs from its predecessor {1} by more than a factor of 3; if it is right, name {0} in CHANGELOG.md",
            ),
            Self::EmptySource => ("empty-source", "{0} 的来源不全：{1} 为空", "{0} does not say its source: {1} is empty"),
            Self::DoubledId => ("doubled-id", "编号 {0} 在 {1} 中已使用", "the id {0} is used in {1} too"),
            Self::ChangedRow => (
                "changed-row",
                "{0} 与 {1} 中不同，而 CHANGELOG.md 的“{2}”一节没有说明",
                "{0} is not what it was in {1}, and the section “{2}” of CHANGELOG.md does not say why",
            ),
            Self::EndsBeforeItBegins => ("ends-before-it-begins", "{0} 的有效期结束早于开始", "{0} ends before it begins"),
            Self::KnownLater => ("known-later", "{0} 公布于 {1}，晚于本发布版", "{0} was published on {1}, after this release"),
            Self::BestBefore => (
                "best-before",
                "{0} 已过复查日期 {1}，请查看是否有新版本",
                "{0} is past its best-before date {1}: look for a newer version",
            ),
            Self::TableNotPinned => ("table-not-pinned", "{0}：发布版没有因子表 {1}", "{0}: the table {1} is not pinned"),
            Self::UnknownItem => ("unknown-item", "{0}：品种表中没有 {1}", "{0}: {1} is not in the item table"),
            Self::WrongPurpose => (
                "wrong-purpose",
                "{0}：参数 {1} 的用途是 {2}，不能用于范围一、二的核算",
                "{0}: the parameter {1} is for {2}; no source of scope 1 or 2 may read it",
            ),
            Self::DoubleSource => (
                "double-source",
                "{0} 会被来源 {1} 与 {2} 各计一次：同一流向、同一气体只能有一个来源",
                "{0} would be counted by {1} and by {2}: one flow has one source for each gas",
            ),
            Self::ConstantUnit => ("constant-unit", "{0}：单位 {1} 不适用于此量", "{0}: the unit {1} does not fit what it is"),
            Self::DeadSource => (
                "dead-source",
                "来源 {0} 永远算不出结果：没有任何品种备齐其公式所需的值",
                "the source {0} can never compute: no item has all values that a formula of it needs",
            ),
            Self::SharedIndustry => (
                "shared-industry",
                "行业 {0} 已由核算方法 {1} 列出；同一代码只能归一个方法",
                "the industry {0} is listed by the method {1} too: a code has one method",
            ),
            Self::SchemeNotPinned => ("scheme-not-pinned", "发布版没有默认评价方案 {0}", "the default scheme {0} is not pinned"),
        }
    }
}

/// Something wrong with a rule file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    /// The file.
    pub file: String,
    /// Its line; 0 for the file as a whole.
    pub line: u64,
    /// What is wrong.
    pub check: Check,
    details: Vec<String>,
}

impl Problem {
    pub(super) fn new(check: Check, file: &str, line: u64, details: &[&str]) -> Self {
        Self { file: file.to_owned(), line, check, details: details.iter().map(|detail| (*detail).to_owned()).collect() }
    }

    /// Whether it keeps a release from being published; the rest are warnings.
    #[must_use]
    pub fn is_error(&self) -> bool {
        self.check != Check::BestBefore
    }

    /// What is wrong, in one language.
    #[must_use]
    pub fn text(&self, language: Language) -> String {
        let (_, zh, en) = self.check.words();
        let gaps = self.details.iter().enumerate();
        gaps.fold(language.pick(zh, en).to_owned(), |text, (at, detail)| text.replace(&format!("{{{at}}}"), detail))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_languages_have_the_same_gaps_and_names_are_distinct() {
        for (at, check) in Check::ALL.into_iter().enumerate() {
            let (name, zh, en) = check.words();
            assert!(Check::ALL[..at].iter().all(|other| other.name() != name), "{name}");
            for gap in ["{0}", "{1}", "{2}"] {
                assert_eq!(zh.contains(gap), en.contains(gap), "{name} {gap}");
            }
        }
    }
}
