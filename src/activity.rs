//! Activity records: one row of energy or material use.

use crate::measure::{Exact, Month};
use crate::nomenclature::{ItemId, UnitId};

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
    /// 回收: recovered.
    Recovered,
}

impl Flow {
    /// Every flow, sorted by name.
    pub const ALL: [Self; 6] = [Self::Consumed, Self::Exported, Self::Feedstock, Self::Green, Self::Nonfossil, Self::Recovered];

    /// Its name in files.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Consumed => "consumed",
            Self::Exported => "exported",
            Self::Feedstock => "feedstock",
            Self::Green => "green",
            Self::Nonfossil => "nonfossil",
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
            Self::Recovered => &["recovered", "回收", "回收利用"],
        }
    }

    /// The flow of a name that was folded.
    #[must_use]
    pub fn parse(folded: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|flow| flow.names().contains(&folded))
    }
}

/// Values that the enterprise measured itself, in place of defaults.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Measured {
    /// Net calorific value, GJ per accounting unit of the item (t or 万Nm3).
    pub ncv: Option<Exact>,
    /// Carbon content per unit of heat, tC/GJ.
    pub carbon_content: Option<Exact>,
    /// Share of carbon oxidised, a fraction.
    pub oxidation: Option<Exact>,
}

impl Measured {
    /// Whether nothing was measured.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// Texts of a record that take no part in the calculation but go to the ledger.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Remarks {
    /// Number of a green-power certificate.
    pub certificate: Box<str>,
    /// What proves the quantity: an invoice, a meter reading.
    pub evidence: Box<str>,
    /// Anything else.
    pub note: Box<str>,
}

/// What only some records carry.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Extras {
    /// The meter or plant; empty when there is only one.
    pub site: Box<str>,
    /// Measured values.
    pub measured: Measured,
    /// Texts.
    pub remarks: Remarks,
}

/// One correct row of energy or material use. There are millions: what is rare is kept aside in [`Extras`].
#[derive(Clone, Debug)]
pub struct ActivityRecord {
    /// The enterprise's place in the list, which is sorted by id.
    pub enterprise: u32,
    /// The month.
    pub month: Month,
    /// What is used.
    pub item: ItemId,
    /// From where or to where.
    pub flow: Flow,
    /// How much, as submitted.
    pub quantity: Exact,
    /// In what.
    pub unit: UnitId,
    /// The file's place in the list of input files.
    pub file: u32,
    /// The line at which it begins.
    pub row: u32,
    /// Site, measured values and texts, when there are any.
    pub extras: Option<Box<Extras>>,
}

impl ActivityRecord {
    /// What no two records may share, in the ledger's order.
    #[must_use]
    pub fn key(&self) -> (u32, Month, ItemId, Flow, &str) {
        (self.enterprise, self.month, self.item, self.flow, self.site())
    }

    /// Month, item and flow as one number in the ledger's order.
    #[must_use]
    pub fn rank(&self) -> u64 {
        let [month, item] = [self.month.number_of_all(), self.item.number()].map(u64::from);
        month << 32 | item << 8 | u64::from(self.flow as u8)
    }

    /// The meter or plant; empty when there is only one.
    #[must_use]
    pub fn site(&self) -> &str {
        self.extras.as_ref().map_or("", |extras| &extras.site)
    }

    /// Measured values, none when there are none.
    #[must_use]
    pub fn measured(&self) -> Measured {
        self.extras.as_ref().map_or_else(Measured::default, |extras| extras.measured)
    }
}
