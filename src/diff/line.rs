//! A line of one run put in place of a line of another, step after step.

use crate::ledger::{LedgerRow, ParameterCell};
use crate::measure::{Figure, Ratio, Tonnes, read_numeral};

/// What a pair of lines comes to: in the first run, then with the second run's record, factors and method.
pub(super) type Steps = [Tonnes; 4];

/// A line that one run alone has, with a record that the other does not have: activity as a whole.
pub(super) fn alone(line: &LedgerRow, is_first: bool) -> Option<Steps> {
    let own = Tonnes::parse(&line.emissions_t)?;
    Some(if is_first { [own, Tonnes::ZERO, Tonnes::ZERO, Tonnes::ZERO] } else { [Tonnes::ZERO, own, own, own] })
}

/// A line that one run alone has, though both have the record: its method makes it.
pub(super) fn of_method(line: &LedgerRow, is_first: bool) -> Option<Steps> {
    let own = Tonnes::parse(&line.emissions_t)?;
    Some(if is_first { [own, own, own, Tonnes::ZERO] } else { [Tonnes::ZERO, Tonnes::ZERO, Tonnes::ZERO, own] })
}

/// Two lines of the same record, or of the same place in another month; nothing when a figure cannot be read.
pub(super) fn both(a: &LedgerRow, b: &LedgerRow) -> Option<Steps> {
    let [before, after] = [&a.emissions_t, &b.emissions_t].map(|text| Tonnes::parse(text));
    let (before, after) = (before?, after?);
    if a.unit == b.unit && a.rate == b.rate {
        return Some([before, after, after, after]);
    }
    let changed = Changed::between(a, b);
    let [first, last] = [&a.rate, &b.rate].map(|text| Ratio::parse(text));
    let (first, last) = (first?, last?);
    let kept = if changed.unit { first.times(&Ratio::parse(&b.unit_ratio)?).divided_by(&Ratio::parse(&a.unit_ratio)?)? } else { first };
    let with_record = if changed.factors || changed.method { scaled(&kept, a, b, true)? } else { last.clone() };
    let with_factors = if changed.method { scaled(&with_record, a, b, false)? } else { last };
    let quantity = read_numeral(&b.quantity).ok()?.value.ratio();
    let at = |rate: &Ratio| Figure::round(&quantity.times(rate), Tonnes::SCALE).mantissa().and_then(Tonnes::from_milligrams);
    Some([before, at(&with_record)?, at(&with_factors)?, after])
}

/// What differs between two lines, beside the quantity.
struct Changed {
    unit: bool,
    factors: bool,
    method: bool,
}

impl Changed {
    fn between(a: &LedgerRow, b: &LedgerRow) -> Self {
        let names = |line: &LedgerRow| line.parameters.iter().map(|cell| (cell.name.clone(), cell.unit.clone())).collect::<Vec<_>>();
        let unit = a.unit != b.unit;
        let conversion = !unit && a.unit_ratio != b.unit_ratio;
        let rules = |line: &LedgerRow| [line.source.clone(), line.formula.clone(), line.gas.clone(), line.kind.clone()];
        Self {
            unit,
            factors: shared(a, b, false).any(|(a, b)| a.value != b.value),
            method: conversion || a.method != b.method || rules(a) != rules(b) || names(a) != names(b),
        }
    }
}

/// Parameters of one name and unit in both lines: those that either run's enterprise measured, or those that neither did.
fn shared<'a>(
    a: &'a LedgerRow,
    b: &'a LedgerRow,
    measured: bool,
) -> impl Iterator<Item = (&'a ParameterCell, &'a ParameterCell)> + use<'a> {
    let pair = |a: &'a ParameterCell| b.parameters.iter().find(|b| (&a.name, &a.unit) == (&b.name, &b.unit)).map(|b| (a, b));
    let is_measured = |cell: &ParameterCell| cell.origin == "measured";
    a.parameters.iter().filter_map(pair).filter(move |(a, b)| (is_measured(a) || is_measured(b)) == measured)
}

/// A rate in proportion to the shared parameters that differ. One that was zero is left to the next step.
fn scaled(rate: &Ratio, a: &LedgerRow, b: &LedgerRow, measured: bool) -> Option<Ratio> {
    shared(a, b, measured).filter(|(a, b)| a.value != b.value).try_fold(rate.clone(), |rate, (a, b)| {
        let (old, new) = (Ratio::parse(&a.value)?, Ratio::parse(&b.value)?);
        Some(new.divided_by(&old).map_or_else(|| rate.clone(), |change| rate.times(&change).reduced()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diff::pair::tests::{line, parameter};

    fn steps(a: &LedgerRow, b: &LedgerRow) -> [String; 4] {
        both(a, b).unwrap().map(|tonnes| tonnes.to_string().trim_end_matches('0').trim_end_matches('.').to_owned())
    }

    #[test]
    fn quantities_come_before_factors() {
        let a = line("2024-01", "electricity", "100", "2", &[parameter("emission_factor", "2", "factor")]);
        let b = line("2024-02", "electricity", "120", "3", &[parameter("emission_factor", "3", "factor")]);
        assert_eq!(steps(&a, &b), ["200", "240", "360", "360"]);
    }

    #[test]
    fn a_measured_value_is_the_enterprises_own() {
        let coal = |quantity, rate, ncv, origin, oxidation| {
            line("2024-01", "coal", quantity, rate, &[parameter("ncv", ncv, origin), parameter("oxidation", oxidation, "factor")])
        };
        let (a, b) = (coal("10", "20", "20", "factor", "1"), coal("10", "12.5", "25", "measured", "0.5"));
        assert_eq!(steps(&a, &b), ["200", "250", "125", "125"]);
        // Where the enterprise's value alone differs, nothing else can be meant.
        let b = coal("10", "25", "25", "measured", "1");
        assert_eq!(steps(&a, &b), ["200", "250", "250", "250"]);
    }

    #[test]
    fn what_is_left_is_the_method() {
        let a = line("2024-01", "electricity", "10", "2", &[parameter("emission_factor", "2", "factor")]);
        let mut b = line("2024-01", "electricity", "10", "9", &[parameter("emission_factor", "3", "factor")]);
        b.method = "other/1".to_owned();
        assert_eq!(steps(&a, &b), ["20", "20", "30", "90"]);
    }

    #[test]
    fn a_unit_is_the_records_and_its_conversion_the_rules() {
        let grid = [parameter("emission_factor", "0.5", "factor")];
        let a = line("2024-01", "electricity", "10", "0.5", &grid);
        let mut b = line("2024-01", "electricity", "9000", "0.0005", &grid);
        (b.unit, b.unit_ratio) = ("kWh".to_owned(), "0.001".to_owned());
        assert_eq!(steps(&a, &b), ["5", "4.5", "4.5", "4.5"]);
        let mut b = line("2024-01", "electricity", "10", "0.4", &grid);
        b.unit_ratio = "0.8".to_owned();
        assert_eq!(steps(&a, &b), ["5", "5", "5", "4"]);
    }
}
