//! Causes of a change.

use crate::finding::Language;

/// Why a ratio changed, in the order in which the causes are put in place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Cause {
    /// A submitted record of a month that both runs cover differs.
    Correction,
    /// What the enterprise used in other months.
    Activity,
    /// Published values.
    Factors,
    /// The accounting method.
    Method,
    /// What the enterprise made in other months.
    Denominator,
    /// Its peers.
    Reference,
}

impl Cause {
    /// Every cause, in order.
    pub const ALL: [Self; 6] = [Self::Correction, Self::Activity, Self::Factors, Self::Method, Self::Denominator, Self::Reference];

    /// Its name in files.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Correction => "correction",
            Self::Activity => "activity",
            Self::Factors => "factors",
            Self::Method => "method",
            Self::Denominator => "denominator",
            Self::Reference => "reference",
        }
    }

    /// A word for it.
    #[must_use]
    pub fn title(self, language: Language) -> &'static str {
        match self {
            Self::Correction => language.pick("数据更正", "correction"),
            Self::Activity => language.pick("活动数据", "activity"),
            Self::Factors => language.pick("因子", "factors"),
            Self::Method => language.pick("核算方法", "method"),
            Self::Denominator => language.pick("分母", "denominator"),
            Self::Reference => language.pick("同行参考值", "reference"),
        }
    }
}
