//! Rates: one for each distinct key of records, resolved once and shared by every row with that key.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::lines::Emission;
use super::quality::Quality;
use super::resolve::resolve;
use super::used::UsedParameter;
use crate::activity::{ActivityRecord, Estimate, Flow, Measured};
use crate::finding::{Code, Detail};
use crate::flag::Flag;
use crate::measure::{Month, Packed, Rate, Ratio, ShortRate, Tonnes};
use crate::method::{Formula, Kind};
use crate::nomenclature::{ItemId, RegionId, UnitId};
use crate::release::Release;

/// Everything of a record that decides its rate.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RateKey {
    /// The method's place in the release; none when the enterprise names one that is not there.
    pub method: Option<usize>,
    /// The item.
    pub item: ItemId,
    /// The unit as submitted.
    pub unit: UnitId,
    /// The flow.
    pub flow: Flow,
    /// The month.
    pub month: Month,
    /// The enterprise's region; none when its cell is wrong.
    pub region: Option<RegionId>,
    /// The industry's digits; empty when its cell is wrong.
    pub industry: Arc<str>,
    /// Measured values.
    pub measured: Measured,
    /// What the records were estimated from; none for what was reported.
    pub estimate: Option<Estimate>,
}

/// What a key came to.
#[derive(Debug)]
pub enum Resolution {
    /// A line for every record.
    Line(Box<LineRate>),
    /// No line: the quantity is a part of another flow's.
    Memo,
    /// An error for every record.
    Refused(Code, Vec<Detail>),
    /// Nothing, because the enterprise has an error already that leaves its method or region open.
    Open,
}

impl Resolution {
    pub(super) fn refused(code: Code, details: impl IntoIterator<Item = (&'static str, String)>) -> Self {
        Self::Refused(code, details.into_iter().map(|(name, text)| (name, text.into())).collect())
    }
}

/// A rate and what it was made of.
#[derive(Debug)]
pub struct LineRate {
    /// tCO2e per submitted unit, below zero for a deduction.
    pub rate: Rate,
    /// The method's place in the release, and the source's in the method.
    pub source: (usize, usize),
    /// 1 or 2; 3 for what is indirect.
    pub scope: u8,
    /// What the lines are.
    pub kind: Kind,
    /// The gas that they speak of.
    pub gas: String,
    /// Accounting units of the item in one submitted unit.
    pub unit_ratio: Ratio,
    /// The values that it was made of.
    pub parameters: Vec<UsedParameter>,
    /// What a reader must know.
    pub flags: Vec<Flag>,
    /// Tonnes of standard coal per submitted unit, for use of energy.
    pub standard_coal: StandardCoal,
    /// Whether a gas volume was taken as at the standard state.
    pub assumed_state: bool,
    /// Tonnes that do not hang on the quantity: stocks, sludge, what was recovered. Few formulas have them.
    pub fixed: Option<Ratio>,
    /// How good the values are.
    pub quality: Quality,
    /// The formula that was taken.
    pub formula: Formula,
    /// Whether the next rate makes another line of the same record: of another gas.
    pub more: bool,
    /// Half the 95 % interval of a line, as a share of it; none when the method states none.
    pub half_width: Option<Ratio>,
    /// Columns of the record that its values were read from, or under.
    pub columns: Vec<&'static str>,
    /// Columns that the record states and no line of it reads.
    pub unread: Vec<&'static str>,
}

/// The energy of a line in standard coal.
#[derive(Debug)]
pub enum StandardCoal {
    /// No use of energy.
    NotEnergy,
    /// The release has no coefficient for the item.
    Unknown,
    /// A coefficient was found.
    Known(Box<CoalRate>),
}

/// Tonnes of standard coal per submitted unit.
#[derive(Debug)]
pub struct CoalRate {
    /// Below zero for what is passed on.
    pub rate: Rate,
    /// The coefficient that it was made of.
    pub coefficient: UsedParameter,
}

/// The resolutions of a run, by key.
#[derive(Debug, Default)]
pub struct Rates {
    by_key: FxHashMap<RateKey, u32>,
    keys: Vec<RateKey>,
    resolutions: Vec<Resolution>,
    /// What lines of each need of it, where 64 bits suffice: so little that it stays near the processor.
    short: Vec<Option<ShortLine>>,
}

/// A line of 64 bits: milligrams and, of what becomes standard coal, its milligrams.
#[derive(Clone, Copy, Debug)]
pub struct ShortLine {
    rate: ShortRate,
    standard_coal: Option<ShortRate>,
}

impl ShortLine {
    fn of(resolution: &Resolution) -> Option<Self> {
        let Resolution::Line(line) = resolution else { return None };
        let standard_coal = match &line.standard_coal {
            StandardCoal::Known(coal) => Some(coal.rate.short()?),
            StandardCoal::NotEnergy | StandardCoal::Unknown => None,
        };
        let rate = line.rate.short().filter(|_| line.fixed.is_none())?;
        Some(Self { rate, standard_coal })
    }

    /// Milligrams of a quantity and, of what becomes standard coal, its milligrams; nothing where 64 bits do not suffice.
    #[inline]
    #[must_use]
    pub fn apply(&self, quantity: Packed) -> Option<(i64, Option<i64>)> {
        let standard_coal = match self.standard_coal {
            Some(rate) => Some(rate.apply(quantity)?),
            None => None,
        };
        Some((self.rate.apply(quantity)?, standard_coal))
    }
}

impl Rates {
    /// Resolves distinct keys; their order does not matter.
    #[must_use]
    pub fn resolve(mut keys: Vec<RateKey>, release: &Release) -> Self {
        keys.sort_unstable();
        keys.dedup();
        let mut rates = Self::default();
        for key in keys {
            // There are no more rates than lines, which have places of 32 bits.
            rates.by_key.insert(key.clone(), u32::try_from(rates.keys.len()).unwrap_or(u32::MAX));
            for resolution in resolve(&key, release) {
                rates.keys.push(key.clone());
                rates.short.push(ShortLine::of(&resolution));
                rates.resolutions.push(resolution);
            }
        }
        rates
    }

    /// The place of a key that was resolved; of several lines of its records, the first's.
    #[must_use]
    pub fn find(&self, key: &RateKey) -> Option<u32> {
        self.by_key.get(key).copied()
    }

    /// What the key at a place came to.
    #[must_use]
    pub fn get(&self, at: u32) -> &Resolution {
        &self.resolutions[at as usize]
    }

    /// The rate at a place, if lines are made with it.
    #[must_use]
    pub fn line_rate(&self, at: u32) -> Option<&LineRate> {
        match self.get(at) {
            Resolution::Line(rate) => Some(rate),
            _ => None,
        }
    }

    /// What the line of a record and the rate at a place comes to; nothing at or above 10^22 t, or where no line is made.
    #[inline]
    #[must_use]
    pub fn emission(&self, at: u32, record: &ActivityRecord) -> Option<Emission> {
        if let (Some(line), Some(quantity)) = (&self.short[at as usize], record.short_quantity())
            && let Some((emissions, standard_coal)) = line.apply(quantity)
        {
            return Some(Emission { emissions: Tonnes::short(emissions), standard_coal: standard_coal.map(Tonnes::short) });
        }
        self.long_emission(at, record)
    }

    /// What lines of the rate at a place need of it, where 64 bits suffice.
    #[must_use]
    pub fn short_line(&self, at: u32) -> Option<ShortLine> {
        self.short.get(at as usize).copied().flatten()
    }

    #[cold]
    fn long_emission(&self, at: u32, record: &ActivityRecord) -> Option<Emission> {
        self.line_rate(at)?.apply(record.quantity())
    }

    /// The rates of all lines of a record, from the place of the first.
    pub fn line_rates(&self, first: u32) -> impl Iterator<Item = (u32, &LineRate)> {
        let mut next = Some(first);
        std::iter::from_fn(move || {
            let at = next?;
            let rate = self.line_rate(at)?;
            next = rate.more.then_some(at + 1);
            Some((at, rate))
        })
    }

    /// Every key with what it came to, sorted; once for each line of its records.
    pub fn iter(&self) -> impl Iterator<Item = (&RateKey, &Resolution)> {
        self.keys.iter().zip(&self.resolutions)
    }
}
