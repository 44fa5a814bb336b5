//! From a key to its rates: the sources of the method, the values, the formula.

use super::compute::{Affine, compute};
use super::half_width::half_width;
use super::quality::Quality;
use super::rates::{CoalRate, LineRate, RateKey, Resolution, StandardCoal};
use super::used::{Found, Lack, Origin, constant, from_table, stated};
use crate::activity::Flow;
use crate::factor::Key;
use crate::finding::Code;
use crate::flag::Flag;
use crate::measure::{Rate, Ratio};
use crate::method::{FlowRule, Formula, Lookup, Method, Source, Symbol, Whence};
use crate::nomenclature::{Category, Dimension, Item, RegionId, RegionLevel, Unit};
use crate::release::Release;

/// What a key comes to: one resolution, or one line for each source that makes one.
pub(super) fn resolve(key: &RateKey, release: &Release) -> Vec<Resolution> {
    let item = release.nomenclature().items.get(key.item);
    let Some(place) = key.method else { return vec![Resolution::Open] };
    let method = &release.methods()[place];
    let sources = method.sources_of(item, key.flow);
    if sources.is_empty() {
        return vec![not_taken(key.flow, item, method)];
    }
    let unit = release.nomenclature().units.get(key.unit);
    if !item.dimension.takes(unit.dimension) {
        let units = release.nomenclature().units.of(item.dimension).join(", ");
        let details = vec![("unit", unit.code.clone()), ("item", item.label()), ("units", units)];
        return vec![Resolution::refused(Code::UnitDimension, details)];
    }
    let mut lines = Vec::new();
    for (at, source, rule) in sources {
        if rule == FlowRule::Memo {
            continue;
        }
        let asked = Asked { key, item, unit, release, method, source };
        match asked.line_rate((place, at), rule) {
            Ok(rate) => lines.push(rate),
            Err(lack) => return vec![asked.refused(lack)],
        }
    }
    if let Some(estimate) = key.estimate {
        lines.iter_mut().for_each(|line| line.estimated(estimate, item, method));
    }
    in_turn(lines, key)
}

/// Lines of one record, each but the last with a line behind it. The record's energy counts once, and what no line reads is
/// said once.
fn in_turn(mut lines: Vec<LineRate>, key: &RateKey) -> Vec<Resolution> {
    let columns: Vec<&'static str> = lines.iter().flat_map(|line| line.columns.iter().copied()).collect();
    let unread = key.measured.iter().map(|(parameter, _)| parameter.name).filter(|name| !columns.contains(name)).collect();
    if let Some(first) = lines.first_mut().filter(|_| key.estimate.is_none()) {
        first.unread = unread;
    }
    let count = lines.len();
    let counted = lines.iter().position(|line| !matches!(line.standard_coal, StandardCoal::NotEnergy));
    for (at, line) in lines.iter_mut().enumerate() {
        line.more = at + 1 < count;
        if counted.is_some_and(|counted| at > counted) {
            line.standard_coal = StandardCoal::NotEnergy;
        }
    }
    let lines = lines.into_iter().map(|line| Resolution::Line(Box::new(line)));
    if count == 0 { vec![Resolution::Memo] } else { lines.collect() }
}

/// No source takes the item, or none of them the flow.
fn not_taken(flow: Flow, item: &Item, method: &Method) -> Resolution {
    let details = vec![("method", method.name.clone()), ("item", item.label())];
    let mut known: Vec<Flow> =
        method.sources.iter().filter(|source| source.takes(item)).flat_map(|source| source.flows.keys().copied()).collect();
    if known.is_empty() {
        return Resolution::refused(Code::ItemNotTaken, details);
    }
    known.sort_unstable();
    known.dedup();
    let known: Vec<&str> = known.into_iter().map(Flow::name).collect();
    let flow = [("flow", flow.name().to_owned()), ("known", known.join(", "))];
    Resolution::refused(Code::FlowNotTaken, details.into_iter().chain(flow))
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
    /// The rate, by the first of the source's formulas whose values are all there.
    fn line_rate(&self, source: (usize, usize), rule: FlowRule) -> Result<LineRate, Lack> {
        let mut lack = Lack::Open;
        for formula in &self.source.formulas {
            match self.by_formula(*formula, source, rule) {
                Err(Lack::Open) => return Err(Lack::Open),
                Err(other) => lack = other,
                rate => return rate,
            }
        }
        Err(lack)
    }

    fn by_formula(&self, formula: Formula, source: (usize, usize), rule: FlowRule) -> Result<LineRate, Lack> {
        let mut found: Vec<Found> = Vec::new();
        for (symbol, needed) in formula.symbols() {
            found.extend(self.find(symbol, needed)?);
        }
        let (to_base, assumed_state) = self.base_ratio();
        let value = |name: &str| found.iter().find(|found| found.used.name == name).map(|found| found.value.clone());
        let affine = compute(formula, value).ok_or(Lack::ZeroDivisor(formula))?;
        let half_width = half_width(formula, &affine, self.source, (&self.item.code, &found));
        let Affine { rate, fixed } = affine;
        let sign = if rule == FlowRule::Deducted { Ratio::one().negated() } else { Ratio::one() };
        let accounting = &self.release.nomenclature().units.get(self.item.unit).ratio;
        let mut flags: Vec<Flag> = found.iter().flat_map(|value| value.flags.iter().copied()).collect();
        flags.sort_unstable();
        flags.dedup();
        let columns = self.columns(&found);
        let gas = found.iter().map(|value| &value.gas).find(|gas| !gas.is_empty());
        Ok(LineRate {
            rate: Rate::new(&rate.times(&to_base).times(&sign)),
            fixed: (!fixed.is_zero()).then(|| fixed.times(&sign)),
            source,
            formula,
            scope: self.source.scope,
            kind: self.source.kind,
            gas: self.source.gas.as_ref().or(gas).cloned().unwrap_or_else(|| "CO2".to_owned()),
            unit_ratio: to_base.divided_by(accounting).unwrap_or_else(Ratio::one),
            standard_coal: self.standard_coal(&to_base),
            quality: self.quality(formula, &found),
            half_width,
            parameters: found.into_iter().map(|value| value.used).collect(),
            flags,
            assumed_state,
            more: false,
            columns,
            unread: Vec::new(),
        })
    }

    /// The columns of the row that values were read from, or under.
    fn columns(&self, found: &[Found]) -> Vec<&'static str> {
        let own = found.iter().filter_map(|value| match value.used.origin {
            Origin::Measured { column } => Some(column),
            _ => None,
        });
        let looked_up = found.iter().filter(|value| matches!(value.used.origin, Origin::Factor { .. }));
        let lookups = looked_up.filter_map(|value| self.source.parameters.get(value.used.name)?.table.as_ref());
        own.chain(lookups.flat_map(|lookup| lookup.conditions.iter().map(|column| column.name))).collect()
    }

    fn quality(&self, formula: Formula, found: &[Found]) -> Quality {
        let could = |value: &&Found| self.source.parameters.contains_key(value.used.name) && value.used.name != "gwp";
        Quality::of(formula, found.iter().filter(could).map(|value| matches!(value.used.origin, Origin::Measured { .. })))
    }

    /// Base units of the item's dimension in one submitted unit, and whether a volume was taken as at the standard state.
    fn base_ratio(&self) -> (Ratio, bool) {
        let assumed = self.item.dimension == Dimension::GasVolume && self.unit.dimension == Dimension::Volume;
        let ratio = if assumed { self.unit.ratio.times(&self.release.manifest().gas_reference) } else { self.unit.ratio.clone() };
        (ratio, assumed)
    }

    /// The value of a symbol: what the row states before what the method or a table says. Nothing for one that the source
    /// leaves out, and for an optional one that nothing states.
    fn find(&self, symbol: &'static Symbol, needed: bool) -> Result<Option<Found>, Lack> {
        let parameter = match self.method.whence(self.source, symbol, needed) {
            Some(Whence::Source(parameter) | Whence::Method(parameter)) => parameter,
            Some(Whence::Potential) => return self.potential(symbol).map(Some),
            None => return Ok(None),
        };
        let units = &self.release.nomenclature().units;
        let in_row = parameter.column.and_then(|column| self.key.measured.get(column.name));
        let found = match (in_row, parameter.constant(&self.item.code), &parameter.table) {
            (Some(row), ..) => stated(symbol, row, (self.item, (self.unit, &self.base_ratio().0)), units),
            (_, Some(value), _) => constant(symbol, value, units),
            (.., Some(lookup)) => Some(self.look_up(symbol, lookup)?),
            _ if parameter.optional => return Ok(None),
            _ => return Err(Lack::Parameter(symbol, parameter.column)),
        };
        // A value whose unit does not measure the item is as good as none.
        let fitting = found.filter(|found| symbol.sort.takes(found.per, self.item.dimension));
        fitting.map(Some).ok_or_else(|| Lack::misfit(symbol, parameter))
    }

    /// The global warming potential of the source's gas, or of the item, in the method's set.
    fn potential(&self, symbol: &'static Symbol) -> Result<Found, Lack> {
        let gas = self.source.gas.as_ref().and_then(|gas| self.release.nomenclature().items.find(gas));
        let gas = gas.map(|id| self.release.nomenclature().items.get(id).code.clone());
        let table = self.method.gwp.clone().unwrap_or_default();
        let lookup = Lookup { table, parameter: "gwp100".to_owned(), conditions: Vec::new(), rungs: Vec::new(), item: gas, mark: None };
        self.look_up(symbol, &lookup)
    }

    /// A value in a table, under the conditions that the row states. Open when it depends on a region that is not known.
    fn look_up(&self, symbol: &'static Symbol, lookup: &Lookup) -> Result<Found, Lack> {
        let only_country = lookup.rungs == [RegionLevel::Country];
        let region = self.key.region.or_else(|| self.release.nomenclature().regions.only_country().filter(|_| only_country));
        if region.is_none() && !lookup.rungs.is_empty() {
            return Err(Lack::Open);
        }
        let parameter = lookup.under(&self.key.measured).map_err(|column| Lack::Parameter(symbol, Some(column)))?;
        from_table(symbol.name, &Lookup { parameter, ..lookup.clone() }, self.factor_key(region), self.release)
    }

    fn factor_key(&self, region: Option<RegionId>) -> Key<'_> {
        Key { parameter: "", item: &self.item.code, region, industry: &self.key.industry, month: self.key.month }
    }

    /// Energy in standard coal: what is consumed, less what is passed on. Own zero-carbon power is inside the metered total.
    fn standard_coal(&self, to_base: &Ratio) -> StandardCoal {
        if !self.item.category.is_energy() || self.item.category == Category::Biomass || self.source.kind.is_apart() {
            return StandardCoal::NotEnergy;
        }
        let sign = match self.key.flow {
            Flow::Consumed => Ratio::one(),
            Flow::Exported => Ratio::one().negated(),
            _ => return StandardCoal::NotEnergy,
        };
        let Some(table) = self.method.standard_coal.clone() else { return StandardCoal::Unknown };
        let lookup = Lookup {
            table,
            parameter: "standard_coal".to_owned(),
            conditions: Vec::new(),
            rungs: vec![RegionLevel::Country],
            item: None,
            mark: None,
        };
        let country = self.release.nomenclature().regions.only_country();
        match from_table("standard_coal", &lookup, self.factor_key(country), self.release) {
            Ok(found) if found.per == Some(self.item.dimension) => StandardCoal::Known(Box::new(CoalRate {
                rate: Rate::new(&found.value.times(to_base).times(&sign)),
                coefficient: found.used,
            })),
            _ => StandardCoal::Unknown,
        }
    }

    /// What is said of a record for which a value is lacking.
    fn refused(&self, lack: Lack) -> Resolution {
        let item = self.item.label();
        let method = || ("method", self.method.name.clone());
        match lack {
            Lack::Open => Resolution::Open,
            Lack::ZeroDivisor(formula) => {
                Resolution::refused(Code::ZeroDivisor, vec![method(), ("item", item), ("formula", formula.name().to_owned())])
            }
            Lack::Parameter(symbol, column) => {
                let (column, zh) = column.map_or((symbol.name, ""), |column| (column.name, column.zh));
                let formula = self.source.formulas.last().map_or("", |formula| formula.equation()).replace(['{', '}', '[', ']'], "");
                let details =
                    vec![method(), ("item", item), ("column", column.to_owned()), ("header", zh.to_owned()), ("formula", formula)];
                Resolution::refused(Code::MissingParameter, details)
            }
            Lack::Factor { parameter, table, nearest } => {
                let regions = &self.release.nomenclature().regions;
                let region = self.key.region.map(|id| regions.get(id).name.clone()).unwrap_or_default();
                let mut details = vec![
                    ("release", self.release.id().to_owned()),
                    ("parameter", parameter),
                    ("item", item),
                    ("region", region),
                    ("month", self.key.month.to_string()),
                    ("table", table),
                ];
                if !nearest.is_empty() {
                    details.push(("nearest", nearest.join(", ")));
                }
                Resolution::refused(Code::NoFactor, details)
            }
        }
    }
}
