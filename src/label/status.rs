//! Whether an enterprise is graded, or why not.

use crate::finding::Language;

/// The outcome for an enterprise: graded, or the first reason in this order that holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// It has a grade.
    Graded,
    /// No row of energy or material use in the period.
    NoActivity,
    /// No row of production in the period.
    NoProduction,
    /// An error finding.
    DataErrors,
    /// A month of the period is missing, in energy or in production.
    MissingMonths,
    /// The scheme leaves its industry out.
    ExcludedIndustry,
    /// Younger than the scheme asks.
    NewEnterprise,
    /// The denominator is zero or below.
    NonPositiveDenominator,
    /// No pool is large enough.
    TooFewPeers,
}

impl Status {
    /// Every status, in the order in which reasons are looked for.
    pub const ALL: [Self; 9] = [
        Self::Graded,
        Self::NoActivity,
        Self::NoProduction,
        Self::DataErrors,
        Self::MissingMonths,
        Self::ExcludedIndustry,
        Self::NewEnterprise,
        Self::NonPositiveDenominator,
        Self::TooFewPeers,
    ];

    /// Its name in files.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Graded => "graded",
            Self::NoActivity => "no_activity",
            Self::NoProduction => "no_production",
            Self::DataErrors => "data_errors",
            Self::MissingMonths => "missing_months",
            Self::ExcludedIndustry => "excluded_industry",
            Self::NewEnterprise => "new_enterprise",
            Self::NonPositiveDenominator => "non_positive_denominator",
            Self::TooFewPeers => "too_few_peers",
        }
    }

    /// The status of a name.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.name() == name)
    }

    /// A few words for it.
    #[must_use]
    pub fn title(self, language: Language) -> &'static str {
        match self {
            Self::Graded => language.pick("已评级", "graded"),
            Self::NoActivity => language.pick("无活动数据", "no activity"),
            Self::NoProduction => language.pick("无生产数据", "no production"),
            Self::DataErrors => language.pick("数据有误", "data errors"),
            Self::MissingMonths => language.pick("缺少月份", "missing months"),
            Self::ExcludedIndustry => language.pick("行业不参评", "industry excluded"),
            Self::NewEnterprise => language.pick("新企业", "new enterprise"),
            Self::NonPositiveDenominator => language.pick("分母不为正", "denominator not positive"),
            Self::TooFewPeers => language.pick("同行过少", "too few peers"),
        }
    }

    /// One sentence for an enterprise that asks why.
    #[must_use]
    pub fn reason(self, language: Language) -> &'static str {
        match self {
            Self::Graded => language.pick("数据完整无误，已按方案评级。", "The data are complete and without error; graded by the scheme."),
            Self::NoActivity => language.pick("期间内没有能源或物料记录。", "No record of energy or material use in the period."),
            Self::NoProduction => language.pick("期间内没有生产记录。", "No record of production in the period."),
            Self::DataErrors => language.pick(
                "有错误的数据，改正前不予评级，以免漏计排放反得好等级。",
                "There are errors in the data; no grade is given until they are mended, so that a missing emission cannot better it.",
            ),
            Self::MissingMonths => {
                language.pick("能源或生产数据缺少期间内的某个月。", "A month of the period is missing in energy or in production.")
            }
            Self::ExcludedIndustry => language.pick("评价方案不评该行业。", "The scheme does not grade this industry."),
            Self::NewEnterprise => language.pick("投产时间未达到评价方案的要求。", "The enterprise is younger than the scheme asks."),
            Self::NonPositiveDenominator => {
                language.pick("分母为零或负数，无法计算强度。", "The denominator is zero or below, so there is no intensity.")
            }
            Self::TooFewPeers => {
                language.pick("各级同行中符合条件的企业都太少，无法形成参考值。", "No level has enough eligible peers for a reference.")
            }
        }
    }
}
