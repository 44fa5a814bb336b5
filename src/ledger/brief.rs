//! The ledger by columns, as far as comparing two of them asks: what lines share is read once for each rate.

use std::collections::VecDeque;
use std::ops::Range;
use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::cells::{Masses, Texts};
use super::groups::GroupedFile;
use super::read::LedgerFile;
use super::rows::ParameterCell;
use crate::finding::Fault;
use crate::measure::{Month, Tonnes, read_months};

/// What the ledger says of every line that shares a rate; see [`super::LedgerRow`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RateRow {
    /// Its place among the rates of its ledger, in the order of reading.
    pub place: u32,
    /// The month.
    pub month: Month,
    /// The item's code.
    pub item: String,
    /// The flow's name.
    pub flow: String,
    /// The unit's code.
    pub unit: String,
    /// Accounting units in one submitted unit, exact.
    pub unit_ratio: String,
    /// The item's accounting unit.
    pub accounting_unit: String,
    /// The method's name and version.
    pub method: String,
    /// The source's id in the method.
    pub source: String,
    /// The formula's name.
    pub formula: String,
    /// What the lines are.
    pub kind: String,
    /// The gas.
    pub gas: String,
    /// tCO2e per submitted unit, exact.
    pub rate: String,
    /// tCO2e that does not hang on the quantity, exact; empty when there is none.
    pub fixed: String,
    /// The factor row of the coefficient of standard coal; empty for what has none.
    pub energy_factor_id: String,
    /// The values that the rate was made of.
    pub parameters: Vec<ParameterCell>,
}

/// The columns of which a [`RateRow`] is made.
const SHARED: [&str; 15] = [
    "period",
    "item",
    "flow",
    "unit",
    "unit_ratio",
    "accounting_unit",
    "method",
    "source",
    "formula",
    "kind",
    "gas",
    "rate",
    "fixed_t",
    "energy_factor_id",
    "parameters",
];

/// A line as far as a comparison asks.
#[derive(Clone, Copy, Debug)]
pub struct BriefLine<'a> {
    /// What it shares with others.
    pub rate: &'a RateRow,
    /// The site; empty when there is only one.
    pub site: &'a str,
    /// The quantity, exactly as it was read.
    pub quantity: &'a str,
    /// tCO2e.
    pub emissions: Tonnes,
    /// Tonnes of standard coal; none for what has none.
    pub standard_coal: Option<Tonnes>,
}

/// A ledger read from its first enterprise to its last, a few row groups in memory at a time.
pub struct BriefLedger<'a> {
    file: &'a GroupedFile,
    coming: VecDeque<(usize, usize)>,
    read: VecDeque<Group>,
    rates: FxHashMap<Vec<String>, Arc<RateRow>>,
}

/// A row group, decoded.
struct Group {
    /// The rows of each enterprise, in order.
    enterprises: Vec<(String, Range<usize>)>,
    site: Texts,
    quantity: Texts,
    emissions: Masses,
    standard_coal: Masses,
    rates: Vec<Arc<RateRow>>,
    /// The place in `rates` of each row.
    rate_of: Vec<u32>,
}

impl LedgerFile {
    /// The lines from the first enterprise on.
    #[must_use]
    pub fn brief(&self) -> BriefLedger<'_> {
        let file = self.file();
        let coming = file.groups().into_iter().enumerate().map(|(group, range)| (group, range.len())).collect();
        BriefLedger { file, coming, read: VecDeque::new(), rates: FxHashMap::default() }
    }
}

impl BriefLedger<'_> {
    /// Reads on until every line of the enterprises up to `last` is in memory, and forgets those before `first`.
    ///
    /// # Errors
    /// When the file is not what [`super::write_ledger`] writes.
    pub fn advance(&mut self, first: &str, last: &str) -> Result<(), Fault> {
        let ends_before = |group: &Group, id: &str| group.enterprises.last().is_none_or(|(newest, _)| newest.as_str() < id);
        while self.read.front().is_some_and(|group| ends_before(group, first)) {
            self.read.pop_front();
        }
        while self.read.back().is_none_or(|group| group.enterprises.last().is_none_or(|(newest, _)| newest.as_str() <= last)) {
            let Some((group, rows)) = self.coming.pop_front() else { break };
            let group = Group::read(self.file, group, rows, &mut self.rates)?;
            self.read.push_back(group);
        }
        Ok(())
    }

    /// The lines of an enterprise among those that are in memory.
    pub fn lines_of(&self, enterprise_id: &str) -> impl Iterator<Item = BriefLine<'_>> {
        self.read.iter().flat_map(move |group| {
            let found = group.enterprises.binary_search_by(|(id, _)| id.as_str().cmp(enterprise_id)).ok();
            found.map_or(0..0, |at| group.enterprises[at].1.clone()).map(|row| group.line(row))
        })
    }
}

impl Group {
    fn read(file: &GroupedFile, group: usize, rows: usize, known: &mut FxHashMap<Vec<String>, Arc<RateRow>>) -> Result<Self, Fault> {
        let texts = |name: &str| Texts::read(file, group, 0..rows, name);
        let masses = |name: &str| Masses::read(file, group, 0..rows, name);
        let (own, shared) = rayon::join(
            || Ok::<_, Fault>((texts("enterprise_id")?, texts("site")?, texts("quantity")?, masses("emissions_t")?, masses("energy_tce")?)),
            || SHARED.par_iter().map(|name| texts(name)).collect::<Result<Vec<Texts>, Fault>>(),
        );
        let ((ids, site, quantity, emissions, standard_coal), shared) = (own?, shared?);
        let (rates, rate_of) = rates(file, &shared, rows, known)?;
        Ok(Self { enterprises: enterprises(&ids, rows), site, quantity, emissions, standard_coal, rates, rate_of })
    }

    fn line(&self, row: usize) -> BriefLine<'_> {
        BriefLine {
            rate: &self.rates[self.rate_of[row] as usize],
            site: self.site.get(row),
            quantity: self.quantity.get(row),
            emissions: self.emissions.get(row).unwrap_or_default(),
            standard_coal: self.standard_coal.get(row),
        }
    }
}

fn enterprises(ids: &Texts, rows: usize) -> Vec<(String, Range<usize>)> {
    let mut found: Vec<(String, Range<usize>)> = Vec::new();
    for row in 0..rows {
        match found.last_mut() {
            Some((id, range)) if ids.view(row) == ids.view(row - 1) || id == ids.get(row) => range.end = row + 1,
            _ => found.push((ids.at(row), row..row + 1)),
        }
    }
    found
}

/// The rates of a row group, and which of them each row has. Texts of a dictionary are the same where their views are: whether
/// a rate was seen before is asked of these, and of the texts only when it was not.
fn rates(
    file: &GroupedFile,
    shared: &[Texts],
    rows: usize,
    known: &mut FxHashMap<Vec<String>, Arc<RateRow>>,
) -> Result<(Vec<Arc<RateRow>>, Vec<u32>), Fault> {
    let mut seen: FxHashMap<[u128; SHARED.len()], u32> = FxHashMap::default();
    let (mut rates, mut rate_of) = (Vec::new(), Vec::with_capacity(rows));
    for row in 0..rows {
        let views = std::array::from_fn(|column| shared[column].view(row));
        if let Some(place) = seen.get(&views) {
            rate_of.push(*place);
            continue;
        }
        let cells: Vec<String> = shared.iter().map(|column| column.at(row)).collect();
        let next = known.len();
        let rate = match known.get(&cells) {
            Some(rate) => Arc::clone(rate),
            None => Arc::clone(known.entry(cells.clone()).or_insert(Arc::new(rate(file, cells, next)?))),
        };
        // A row group has fewer rows than 32 bits count.
        let place = u32::try_from(rates.len()).unwrap_or(u32::MAX);
        rates.push(rate);
        seen.insert(views, place);
        rate_of.push(place);
    }
    Ok((rates, rate_of))
}

fn rate(file: &GroupedFile, cells: Vec<String>, place: usize) -> Result<RateRow, Fault> {
    let broken = |reason: String| Fault::run(file.path(), reason);
    let cells: [String; SHARED.len()] = cells.try_into().map_err(|cells: Vec<String>| broken(cells.join(",")))?;
    let [period, item, flow, unit, unit_ratio, accounting_unit, method, source, formula, kind, gas, rate, fixed, coal, parameters] = cells;
    let parameters = serde_json::from_str(&parameters).map_err(|error| broken(format!("parameters: {error}")))?;
    let month = read_months(&period).ok().and_then(|read| read.months.as_single()).ok_or_else(|| broken(format!("period: {period}")))?;
    Ok(RateRow {
        place: u32::try_from(place).unwrap_or(u32::MAX),
        month,
        item,
        flow,
        unit,
        unit_ratio,
        accounting_unit,
        method,
        source,
        formula,
        kind,
        gas,
        rate,
        fixed,
        energy_factor_id: coal,
        parameters,
    })
}
