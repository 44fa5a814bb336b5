//! From a key to its rate: the source of the method, the factors, the formula.

use super::formula::{factor, fuel, fuel_energy, gas_release};
use super::rates::{CoalRate, LineRate, RateKey, Resolution, StandardCoal};
use super::used::{Found, Missing, from_table, measured};
use crate::activity::Flow;
use crate::factor::Key;
use crate::finding::{Code, Language};
use crate::flag::Flag;
use crate::measure::{Rate, Ratio};
use crate::method::{FlowRule, Formula, Method, Parameter, Source};
use crate::nomenclature::{Category, Dimension, Item, RegionId, RegionLevel, Unit};
use crate::release::Release;

/// What a key comes to.
pub(super) fn resolve(key: &RateKey, release: &Release) -> Resolution {
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
            Formula::Factor => factor::rate(&factor::Input { emission_factor: value(0), fraction: Ratio::one() }),
            Formula::Fuel => fuel::rate(&fuel::Input {
                ncv: value(0),
                carbon_content: value(1),
                oxidation: value(2),
                carbon_to_co2: self.method.carbon_to_co2.clone(),
                biogenic: Ratio::zero(),
            }),
            Formula::FuelEnergy => {
                fuel_energy::rate(&fuel_energy::Input { ncv: value(0), co2: value(1), oxidation: Ratio::one(), biogenic: Ratio::zero() })
            }
            Formula::GasRelease => {
                gas_release::rate(&gas_release::Input { generation: Ratio::one(), abatements: Vec::new(), gwp: value(0) })
            }
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
