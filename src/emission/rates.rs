//! Rates: one for each distinct key of records, resolved once and shared by every row with that key.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::formula::{factor, fuel, fuel_energy, gas_release};
use super::used::{Found, Missing, UsedParameter, from_table, measured};
use crate::activity::{Flow, Measured};
use crate::factor::Key;
use crate::finding::{Code, Language};
use crate::flag::Flag;
use crate::measure::{Month, Rate, Ratio};
use crate::method::{FlowRule, Formula, Kind, Method, Parameter, Source};
use crate::nomenclature::{Category, Dimension, Item, ItemId, RegionId, RegionLevel, Unit, UnitId};
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
}

/// What a key came to.
#[derive(Debug)]
pub enum Resolution {
    /// A line for every record.
    Line(Box<LineRate>),
    /// No line: the quantity is a part of another flow's.
    Memo,
    /// An error for every record.
    Refused(Code, Vec<(&'static str, String)>),
    /// Nothing, because the enterprise has an error already that leaves its method or region open.
    Open,
}

/// A rate and what it was made of.
#[derive(Debug)]
pub struct LineRate {
    /// tCO2e per submitted unit, below zero for a deduction.
    pub rate: Rate,
    /// The method's place in the release, and the source's in the method.
    pub source: (usize, usize),
    /// 1 or 2.
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
}

impl Rates {
    /// Resolves distinct keys; their order does not matter.
    #[must_use]
    pub fn resolve(mut keys: Vec<RateKey>, release: &Release) -> Self {
        keys.sort_unstable();
        keys.dedup();
        let resolutions = keys.iter().map(|key| resolve(key, release)).collect();
        let by_key = keys.iter().cloned().zip(0u32..).collect();
        Self { by_key, keys, resolutions }
    }

    /// The place of a key that was resolved.
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

    /// Every key with what it came to, sorted.
    pub fn iter(&self) -> impl Iterator<Item = (&RateKey, &Resolution)> {
        self.keys.iter().zip(&self.resolutions)
    }
}

fn resolve(key: &RateKey, release: &Release) -> Resolution {
    let item = release.nomenclature().items.get(key.item);
    let Some(place) = key.method else { return Resolution::Open };
    let method = &release.methods()[place];
    let Some((at, source)) = method.source_of(item) else {
        return Resolution::Refused(Code::ItemNotTaken, vec![("method", method.name.clone()), ("item", item.code.clone())]);
    };
    let Some(rule) = source.flows.get(&key.flow) else {
        return flow_refused(key.flow, item, method, source);
    };
    let unit = release.nomenclature().units.get(key.unit);
    if !item.dimension.takes(unit.dimension) {
        let units = release.nomenclature().units.of(item.dimension).join(", ");
        return Resolution::Refused(Code::UnitDimension, vec![("unit", unit.code.clone()), ("item", item.code.clone()), ("units", units)]);
    }
    if *rule == FlowRule::Memo {
        return Resolution::Memo;
    }
    let asked = Asked { key, item, unit, release, method, source };
    match asked.line_rate((place, at), *rule) {
        Ok(Some(rate)) => Resolution::Line(Box::new(rate)),
        Ok(None) => Resolution::Open,
        Err(missing) => asked.no_factor(&missing),
    }
}

fn flow_refused(flow: Flow, item: &Item, method: &Method, source: &Source) -> Resolution {
    let known: Vec<&str> = source.flows.keys().map(|flow| flow.name()).collect();
    let details =
        vec![("method", method.name.clone()), ("item", item.code.clone()), ("flow", flow.name().to_owned()), ("known", known.join(", "))];
    Resolution::Refused(Code::FlowNotTaken, details)
}

/// A key with everything that it names looked up.
struct Asked<'a> {
    key: &'a RateKey,
    item: &'a Item,
    unit: &'a Unit,
    release: &'a Release,
    method: &'a Method,
    source: &'a Source,
}

impl Asked<'_> {
    /// The rate; nothing when the enterprise's region is not known and the factor depends on it.
    fn line_rate(&self, source: (usize, usize), rule: FlowRule) -> Result<Option<LineRate>, Missing> {
        let mut found = Vec::new();
        for name in self.source.formula.parameters() {
            match self.find(name)? {
                Some(value) => found.push(value),
                None => return Ok(None),
            }
        }
        if found.first().is_some_and(|value| value.per != Some(self.item.dimension)) {
            return Err(self.misfit());
        }
        let (to_base, assumed_state) = self.base_ratio();
        let sign = if rule == FlowRule::Deducted { Ratio::one().negated() } else { Ratio::one() };
        let rate = self.per_base_unit(&found).times(&to_base).times(&sign);
        let accounting = &self.release.nomenclature().units.get(self.item.unit).ratio;
        let mut flags: Vec<Flag> = found.iter().flat_map(|value| value.flags.iter().copied()).collect();
        flags.sort_unstable();
        flags.dedup();
        Ok(Some(LineRate {
            rate: Rate::new(&rate),
            source,
            scope: self.source.scope,
            kind: self.source.kind,
            gas: found.iter().map(|value| &value.gas).find(|gas| !gas.is_empty()).cloned().unwrap_or_else(|| "CO2".to_owned()),
            unit_ratio: to_base.divided_by(accounting).unwrap_or_else(Ratio::one),
            standard_coal: self.standard_coal(&to_base),
            parameters: found.into_iter().map(|value| value.used).collect(),
            flags,
            assumed_state,
        }))
    }

    /// Base units of the item's dimension in one submitted unit, and whether a volume was taken as at the standard state.
    fn base_ratio(&self) -> (Ratio, bool) {
        let assumed = self.item.dimension == Dimension::GasVolume && self.unit.dimension == Dimension::Volume;
        let ratio = if assumed { self.unit.ratio.times(&self.release.manifest().gas_reference) } else { self.unit.ratio.clone() };
        (ratio, assumed)
    }

    /// One parameter of the formula; nothing when it depends on a region that is not known.
    fn find(&self, name: &'static str) -> Result<Option<Found>, Missing> {
        let Some(parameter) = self.source.parameters.get(name) else { return Ok(None) };
        if parameter.measured
            && let Some(found) = measured(name, &self.key.measured, self.item, self.release)
        {
            return Ok(Some(found));
        }
        let only_country = parameter.rungs == [RegionLevel::Country];
        let region = self.key.region.or_else(|| self.release.nomenclature().regions.only_country().filter(|_| only_country));
        if region.is_none() && !parameter.rungs.is_empty() {
            return Ok(None);
        }
        from_table(name, parameter, self.factor_key(region), self.release).map(Some)
    }

    /// A factor whose unit does not measure the item is as good as none.
    fn misfit(&self) -> Missing {
        let name = self.source.formula.parameters().first().copied().unwrap_or_default();
        let table = self.source.parameters.get(name).map(|parameter| parameter.table.clone()).unwrap_or_default();
        Missing { parameter: name.to_owned(), table, nearest: Vec::new() }
    }

    fn factor_key(&self, region: Option<RegionId>) -> Key<'_> {
        Key { parameter: "", item: &self.item.code, region, industry: &self.key.industry, month: self.key.month }
    }

    /// tCO2e per base unit, by the source's formula.
    fn per_base_unit(&self, found: &[Found]) -> Ratio {
        let value = |at: usize| found[at].value.clone();
        match self.source.formula {
            Formula::Factor => factor::rate(&factor::Input { emission_factor: value(0) }),
            Formula::Fuel => fuel::rate(&fuel::Input {
                ncv: value(0),
                carbon_content: value(1),
                oxidation: value(2),
                carbon_to_co2: self.method.carbon_to_co2.clone(),
            }),
            Formula::FuelEnergy => fuel_energy::rate(&fuel_energy::Input { ncv: value(0), co2: value(1) }),
            Formula::GasRelease => gas_release::rate(&gas_release::Input { gwp: value(0) }),
        }
    }

    /// Energy in standard coal: what is consumed, less what is passed on. Own zero-carbon power is inside the metered total.
    fn standard_coal(&self, to_base: &Ratio) -> StandardCoal {
        if !self.item.category.is_energy() || self.item.category == Category::Biomass {
            return StandardCoal::NotEnergy;
        }
        let sign = match self.key.flow {
            Flow::Consumed => Ratio::one(),
            Flow::Exported => Ratio::one().negated(),
            _ => return StandardCoal::NotEnergy,
        };
        let Some(table) = self.method.standard_coal.clone() else { return StandardCoal::Unknown };
        let parameter = Parameter { table, parameter: "standard_coal".to_owned(), rungs: vec![RegionLevel::Country], measured: false };
        let country = self.release.nomenclature().regions.only_country();
        match from_table("standard_coal", &parameter, self.factor_key(country), self.release) {
            Ok(found) if found.per == Some(self.item.dimension) => StandardCoal::Known(Box::new(CoalRate {
                rate: Rate::new(&found.value.times(to_base).times(&sign)),
                coefficient: found.used,
            })),
            _ => StandardCoal::Unknown,
        }
    }

    fn no_factor(&self, missing: &Missing) -> Resolution {
        let regions = &self.release.nomenclature().regions;
        let region = self.key.region.map(|id| regions.get(id).name.clone()).unwrap_or_default();
        let mut details = vec![
            ("release", self.release.id().to_owned()),
            ("parameter", missing.parameter.clone()),
            ("item", format!("{} ({})", self.item.code, self.item.name(Language::Zh))),
            ("region", region),
            ("month", self.key.month.to_string()),
            ("table", missing.table.clone()),
        ];
        if !missing.nearest.is_empty() {
            details.push(("nearest", missing.nearest.join(", ")));
        }
        Resolution::Refused(Code::NoFactor, details)
    }
}
