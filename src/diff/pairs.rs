//! Pairs of rates: what a line of one run comes to with values of the other, worked out once for each pair.

use std::sync::{Arc, RwLock};

use rustc_hash::FxHashMap;

use super::again::{Amount, Remade, Stage};
use crate::factor::ParameterKind;
use crate::ledger::{BriefLine, FactorUsedRow, RateRow};
use crate::measure::{Rate, Ratio, Tonnes, read_numeral};
use crate::nomenclature::Units;

/// What lies between two rates; an amount that is none is that of the second rate.
#[derive(Debug)]
pub(super) struct Pair {
    /// The first rate with the second run's record.
    pub(super) record: Option<Amount>,
    /// And with its factors.
    pub(super) factors: Option<Amount>,
}

/// Pairs by the places of their rates; none for one that cannot be made again.
type Known = FxHashMap<(u32, u32), Option<Arc<Pair>>>;

/// Everything by which rates of two runs are paired.
#[derive(Debug)]
pub struct Pairs<'a> {
    units: &'a Units,
    /// Tonnes of standard coal in a base unit, by factor row, in the first and in the second run.
    coefficients: [FxHashMap<String, Ratio>; 2],
    known: RwLock<Known>,
}

impl<'a> Pairs<'a> {
    /// Without any pair yet. `factors` are those that each run used.
    #[must_use]
    pub fn new(units: &'a Units, factors: [&[FactorUsedRow]; 2]) -> Self {
        let coefficient = |row: &FactorUsedRow| {
            let unit = ParameterKind::of(row.get("parameter")).filter(|_| row.get("parameter") == "standard_coal")?;
            let value = Ratio::parse(row.get("value"))?.times(&unit.unit(row.get("unit"), units)?.ratio);
            Some((row.get("factor_id").to_owned(), value))
        };
        let coefficients = factors.map(|rows| rows.iter().filter_map(coefficient).collect());
        Self { units, coefficients, known: RwLock::default() }
    }

    /// The pair of two rates; nothing when one of them cannot be made again.
    pub(super) fn of(&self, a: &RateRow, b: &RateRow) -> Option<Arc<Pair>> {
        let key = (a.place, b.place);
        let known = self.known.read().ok().and_then(|known| known.get(&key).cloned());
        known.unwrap_or_else(|| {
            let pair = self.make(a, b).map(Arc::new);
            if let Ok(mut known) = self.known.write() {
                known.insert(key, pair.clone());
            }
            pair
        })
    }

    fn make(&self, a: &RateRow, b: &RateRow) -> Option<Pair> {
        let (first, second) = (Remade::of(a, self.units)?, Remade::of(b, self.units)?);
        let at = |stage| Some(Some(first.with(&second, stage)?).filter(|amount| !amount.is_of(b)));
        Some(Pair { record: at(Stage::Record)?, factors: at(Stage::Factors)? })
    }

    /// Tonnes of standard coal of the second line by the coefficient of the first; `after` by its own.
    pub(super) fn coal(&self, a: &RateRow, b: &BriefLine<'_>, after: Tonnes) -> Option<Tonnes> {
        let [own, other] = [&a.energy_factor_id, &b.rate.energy_factor_id];
        if own.is_empty() || other.is_empty() {
            return Some(after);
        }
        let (old, new) = (self.coefficients[0].get(own)?, self.coefficients[1].get(other)?);
        if old == new {
            return Some(after);
        }
        let base = Ratio::parse(&b.rate.unit_ratio)?.times(&self.units.get(self.units.find(&b.rate.accounting_unit)?).ratio);
        let sign = if b.rate.flow == "exported" { Ratio::one().negated() } else { Ratio::one() };
        Rate::new(&old.times(&base).times(&sign)).apply(read_numeral(b.quantity).ok()?.value)
    }
}
