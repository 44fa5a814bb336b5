//! A rate made again from what the ledger says of it, with some of its values taken from another line.

use crate::emission::{Affine, compute};
use crate::factor::FactorUnit;
use crate::ledger::{ParameterCell, RateRow};
use crate::measure::{Exact, Rate, Ratio, Tonnes};
use crate::method::{Formula, QUANTITY, Sort, Symbol};
use crate::nomenclature::{Dimension, Units};

/// `rate × quantity + fixed`, ready for quantities.
#[derive(Clone, Debug)]
pub(super) struct Amount {
    rate: Rate,
    fixed: Option<Ratio>,
}

impl Amount {
    /// What a quantity comes to, rounded once as lines are.
    pub(super) fn apply(&self, quantity: Exact) -> Option<Tonnes> {
        match &self.fixed {
            None => self.rate.apply(quantity),
            Some(fixed) => Tonnes::rounded(&quantity.ratio().times(self.rate.exact()).plus(fixed)),
        }
    }

    /// Whether it is what a row of the ledger states.
    pub(super) fn is_of(&self, row: &RateRow) -> bool {
        let fixed = if row.fixed.is_empty() { Some(Ratio::zero()) } else { Ratio::parse(&row.fixed) };
        Ratio::parse(&row.rate).as_ref() == Some(self.rate.exact()) && fixed == Some(self.fixed.clone().unwrap_or_else(Ratio::zero))
    }
}

/// A rate with its formula and values, of which it is known that they lead to what the ledger states.
pub(super) struct Remade<'a> {
    pub(super) row: &'a RateRow,
    formula: Formula,
    sign: Ratio,
    /// Base units in one submitted unit.
    to_base: Ratio,
    values: Vec<(&'a ParameterCell, Ratio)>,
}

/// How far the values of the second line are put in place of those of the first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stage {
    /// What the record states.
    Record,
    /// And published values.
    Factors,
}

impl<'a> Remade<'a> {
    /// Nothing when a value cannot be read, or they do not lead to the stated rate.
    pub(super) fn of(row: &'a RateRow, units: &Units) -> Option<Self> {
        let formula = Formula::parse(&row.formula)?;
        let to_base = Ratio::parse(&row.unit_ratio)?.times(&units.get(units.find(&row.accounting_unit)?).ratio);
        let symbols = formula.symbols();
        let value = |cell: &'a ParameterCell| {
            let (symbol, _) = symbols.iter().find(|(symbol, _)| symbol.name == cell.name)?;
            Some((cell, base_value(cell, symbol, &to_base, units)?))
        };
        // What a quantity was estimated from is no value of the rate.
        let values = row.parameters.iter().filter(|cell| cell.name != QUANTITY).map(value).collect::<Option<_>>()?;
        let remade = Self { row, formula, sign: Ratio::one(), to_base, values };
        let deducted = Self { sign: Ratio::one().negated(), values: remade.values.clone(), to_base: remade.to_base.clone(), ..remade };
        [remade, deducted].into_iter().find(|remade| {
            let own = remade.amount(formula, &remade.to_base, |name| remade.value(name).map(|(_, value)| value.clone()));
            own.is_some_and(|own| own.is_of(row))
        })
    }

    fn value(&self, name: &str) -> Option<(&ParameterCell, &Ratio)> {
        self.values.iter().find(|(cell, _)| cell.name == name).map(|(cell, value)| (*cell, value))
    }

    fn amount(&self, formula: Formula, to_base: &Ratio, value: impl Fn(&str) -> Option<Ratio>) -> Option<Amount> {
        let Affine { rate, fixed } = compute(formula, value)?;
        let fixed = (!fixed.is_zero()).then(|| fixed.times(&self.sign));
        Some(Amount { rate: Rate::new(&rate.times(to_base).times(&self.sign)), fixed })
    }

    /// The rate with values of `other` in place of its own. Where both follow the same source of the same method, what the record
    /// states also decides which formula is taken; else the formula is the method's.
    pub(super) fn with(&self, other: &Self, stage: Stage) -> Option<Amount> {
        let same_rules = (&self.row.method, &self.row.source) == (&other.row.method, &other.row.source);
        let formula = if same_rules { other.formula } else { self.formula };
        let to_base = if self.row.unit == other.row.unit { &self.to_base } else { &other.to_base };
        let is = |cell: &ParameterCell, origin: &str| cell.origin == origin;
        let value = |name: &str| match (self.value(name), other.value(name)) {
            (Some((a, old)), Some((b, new))) => {
                let published = stage == Stage::Factors && is(a, "factor") && is(b, "factor");
                Some(if is(a, "measured") || is(b, "measured") || published { new } else { old })
            }
            (Some((a, _)), None) if same_rules && is(a, "measured") => None,
            (Some((_, old)), None) => Some(old),
            (None, other) => other.filter(|_| same_rules).map(|(_, new)| new),
        };
        self.amount(formula, to_base, |name| value(name).cloned())
    }
}

/// A value in base units, as the calculation took it.
fn base_value(cell: &ParameterCell, symbol: &Symbol, to_base: &Ratio, units: &Units) -> Option<Ratio> {
    let is_measured = cell.origin == "measured";
    let unit = match symbol.sort {
        Sort::Number if is_measured => Ratio::one(),
        Sort::Number => FactorUnit::parse(&cell.unit, Dimension::Mass, units)?.ratio,
        Sort::Quantity if is_measured => to_base.clone(),
        Sort::Quantity => Ratio::one(),
        Sort::Amount => units.get(units.find(&cell.unit)?).ratio.clone(),
        Sort::Mass(_) | Sort::Heat(_) => FactorUnit::parse(&cell.unit, symbol.sort.above(), units)?.ratio,
    };
    Some(Ratio::parse(&cell.value)?.times(&unit))
}
