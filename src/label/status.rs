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
    /// A figure of an earlier year, or an indicator, that the scheme needs is missing or has no meaning.
    MissingIndicators,
}

impl Status {
    /// Every status, in the order in which reasons are looked for.
    pub const ALL: [Self; 10] = [
        Self::Graded,
        Self::NoActivity,
        Self::NoProduction,
        Self::DataErrors,
        Self::MissingMonths,
        Self::ExcludedIndustry,
        Self::NewEnterprise,
        Self::NonPositiveDenominator,
        Self::TooFewPeers,
        Self::MissingIndicators,
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
            Self::MissingIndicators => "missing_indicators",
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
            Self::Graded => language.pick("已评级", "Graded"),
            Self::NoActivity => language.pick("无活动数据", "No activity data"),
            Self::NoProduction => language.pick("无生产数据", "No production data"),
            Self::DataErrors => language.pick("数据有错误", "Data errors"),
            Self::MissingMonths => language.pick("月份不全", "Months missing"),
            Self::ExcludedIndustry => language.pick("行业不参评", "Industry excluded"),
            Self::NewEnterprise => language.pick("新设企业", "New enterprise"),
            Self::NonPositiveDenominator => language.pick("分母不为正", "Denominator not positive"),
            Self::TooFewPeers => language.pick("同行太少", "Too few peers"),
            Self::MissingIndicators => language.pick("缺少指标", "Indicators missing"),
        }
    }

    /// One sentence for an enterprise that asks why.
    #[must_use]
    pub fn reason(self, language: Language) -> &'static str {
        match self {
            Self::Graded => language.pick("数据齐全、无错误，已按方案得出等级。", "Data complete and free of errors; a grade was given."),
            Self::NoActivity => language.pick(
                "本期没有能源或物料数据，不能核算。没有填报不等于排放为零。",
                "No energy or material rows in the period. Not reported is not the same as zero.",
            ),
            Self::NoProduction => language.pick(
                "本期没有产值、增加值等生产数据，强度没有分母。",
                "No production rows in the period, so the intensity has no denominator.",
            ),
            Self::DataErrors => language.pick(
                "数据中有必须改正的错误。改正之前不评级，以免漏算的排放反而使等级变好。",
                "The data has errors that must be corrected. Until then there is no grade: missing emissions must not improve one.",
            ),
            Self::MissingMonths => {
                language.pick("本期内有月份缺能源数据或生产数据。", "At least one month of the period has no energy or no production data.")
            }
            Self::ExcludedIndustry => language.pick("评价方案不对该行业评级。", "The scheme does not grade this industry."),
            Self::NewEnterprise => language.pick("投产时间不足方案规定的期限。", "In operation for less time than the scheme requires."),
            Self::NonPositiveDenominator => language.pick(
                "本期强度的分母（如工业增加值）为零或负数，强度没有意义。",
                "The denominator of the intensity is zero or negative, so the intensity has no meaning.",
            ),
            Self::TooFewPeers => language.pick(
                "可比的同行企业少于方案规定的最低家数，得不出参考值。",
                "Fewer comparable enterprises than the scheme requires, so there is no reference.",
            ),
            Self::MissingIndicators => language.pick(
                "方案所需的往年数值或指标缺失，或没有意义。",
                "A figure of an earlier year, or an indicator, that the scheme needs is missing or has no meaning.",
            ),
        }
    }
}
