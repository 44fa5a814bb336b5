//! Flows: where a quantity comes from or goes to.

/// Where a quantity comes from or goes to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Flow {
    /// 消费: used on site.
    #[default]
    Consumed,
    /// 外供: passed on to others, deducted.
    Exported,
    /// 原料: used as a raw material.
    Feedstock,
    /// 绿电: covered by certificates; a part of what is consumed.
    Green,
    /// 非化石: own or directly supplied zero-carbon power inside the metered total, deducted.
    Nonfossil,
    /// 产出: made on site; the quantity is output, not use.
    Produced,
    /// 回收: recovered.
    Recovered,
}

impl Flow {
    /// Every flow, sorted by name.
    pub const ALL: [Self; 7] =
        [Self::Consumed, Self::Exported, Self::Feedstock, Self::Green, Self::Nonfossil, Self::Produced, Self::Recovered];

    /// Its name in files.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Consumed => "consumed",
            Self::Exported => "exported",
            Self::Feedstock => "feedstock",
            Self::Green => "green",
            Self::Nonfossil => "nonfossil",
            Self::Produced => "produced",
            Self::Recovered => "recovered",
        }
    }

    /// Every name by which it is known, folded.
    #[must_use]
    pub fn names(self) -> &'static [&'static str] {
        match self {
            Self::Consumed => &["consumed", "消费", "消费量", "消耗", "使用", "购入", "外购"],
            Self::Exported => &["exported", "外供", "输出", "外售", "转供"],
            Self::Feedstock => &["feedstock", "原料", "原料用", "用作原料"],
            Self::Green => &["green", "绿电", "绿证", "绿色电力"],
            Self::Nonfossil => &["nonfossil", "非化石", "非化石电力", "自发自用", "光伏自用"],
            Self::Produced => &["produced", "产出", "生产", "产品产出"],
            Self::Recovered => &["recovered", "回收", "回收利用"],
        }
    }

    /// The flow of a name that was folded.
    #[must_use]
    pub fn parse(folded: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|flow| flow.names().contains(&folded))
    }
}
