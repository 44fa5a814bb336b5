//! The uncertainty of an enterprise's total, where its methods state those of their values.

use std::collections::BTreeMap;

use super::share::percent;
use crate::emission::formula::uncertainty_sum::{Input, Term, uncertainty};
use crate::ledger::LedgerRow;
use crate::measure::{Figure, Ratio, Tonnes};

/// Half of a total's 95 % interval, and how much of the total it speaks of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Uncertainty {
    /// In per cent of the lines that it speaks of, two decimals.
    pub percent: String,
    /// In tonnes, to the kilogram.
    pub half_width_t: String,
    /// The ends of the interval, to the kilogram, where it speaks of every line: then it is that of the total.
    pub range_t: Option<[String; 2]>,
    /// Of all tonnes, the per cent whose methods state an interval; one decimal.
    pub covered: String,
}

/// The error of a sum over lines that are in the total. Lines of one source and item share their factor, so their errors go
/// together; those of different ones are taken to be independent.
pub(super) fn of<'a>(lines: impl Iterator<Item = &'a LedgerRow>) -> Option<Uncertainty> {
    let mut groups: BTreeMap<[&str; 5], Tonnes> = BTreeMap::new();
    let (mut all, mut covered) = (Tonnes::ZERO, Tonnes::ZERO);
    for line in lines {
        let tonnes = Tonnes::parse(&line.emissions_t).unwrap_or_default();
        all += tonnes.magnitude();
        if !line.half_width.is_empty() {
            covered += tonnes.magnitude();
            *groups.entry([&line.method, &line.source, &line.item, &line.gas, &line.half_width]).or_default() += tonnes;
        }
    }
    let term = |(key, tonnes): (&[&str; 5], &Tonnes)| Some(Term { amount: tonnes.ratio(), uncertainty: Ratio::parse(key[4])? });
    let terms: Vec<Term> = groups.iter().filter_map(term).collect();
    let total: Ratio = terms.iter().map(|term| &term.amount).sum();
    let share = uncertainty(&Input { terms })?;
    let half = share.times(&total.magnitude());
    let kilograms = |value: &Ratio| Figure::round(value, 3).to_string();
    Some(Uncertainty {
        percent: Figure::round(&share.times(&Ratio::new(100, 1)), 2).to_string(),
        half_width_t: kilograms(&half),
        range_t: (covered == all).then(|| [kilograms(&total.minus(&half)), kilograms(&total.plus(&half))]),
        covered: percent(covered, all)?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::trial;

    /// 3 and 4 tonnes of error in sums of 100 and 50 t, of two sources: 5 t of 150 t, 3.3 %.
    #[test]
    fn errors_of_two_sources_are_added_by_their_squares() {
        let [line, ..] = trial::lines();
        let of_source = |source: &str, tonnes: &str, half_width: &str| LedgerRow {
            source: source.into(),
            emissions_t: tonnes.into(),
            half_width: half_width.into(),
            ..line.clone()
        };
        let lines = [
            of_source("a", "60.000000000", "0.03"),
            of_source("a", "40.000000000", "0.03"),
            of_source("b", "50.000000000", "0.08"),
            of_source("c", "50.000000000", ""),
        ];
        let want = Uncertainty { percent: "3.33".into(), half_width_t: "5.000".into(), range_t: None, covered: "75.0".into() };
        assert_eq!(of(lines.iter()), Some(want));
        let whole = of(lines[..3].iter()).and_then(|uncertainty| uncertainty.range_t);
        assert_eq!(whole, Some(["145.000".to_owned(), "155.000".to_owned()]));
        assert_eq!(of(trial::lines().iter()), None);
    }
}
