//! What a saving of the numerator is in each item's own unit, at the enterprise's own average rate.

use std::collections::{BTreeMap, BTreeSet};

use super::derivation::amount;
use crate::ledger::LedgerRow;
use crate::measure::{Figure, Ratio, Tonnes, read_numeral};
use crate::scheme::Divided;

/// Decimals of a quantity to save; it is rounded up.
const DECIMALS: u8 = 3;

/// An item of which less would be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Saving {
    /// Its code.
    pub item: String,
    /// Its accounting unit.
    pub unit: String,
    /// How much less of it; none when even none of it would not save so much.
    pub quantity: Option<Figure>,
    /// The same in per cent of what was used.
    pub percent: Option<Figure>,
}

/// The items that count most, first those that count most, each with what it alone would have to save. An item of which
/// something counts whatever its quantity (a stock, sludge) is left out: its average says nothing of the next tonne.
pub(super) fn savings<'a>(lines: impl Iterator<Item = &'a LedgerRow>, save: Tonnes, divided: Divided) -> Vec<Saving> {
    let mut used: BTreeMap<(&str, &str), (Tonnes, Ratio)> = BTreeMap::new();
    let mut unproportional: BTreeSet<&str> = BTreeSet::new();
    let mut record = None;
    for line in lines.filter(|line| line.flow == "consumed") {
        let Some((counted, quantity)) = amount(line, divided).zip(converted(line)) else { continue };
        if !line.fixed.is_empty() {
            unproportional.insert(&line.item);
        }
        let sums = used.entry((&line.item, &line.accounting_unit)).or_insert((Tonnes::ZERO, Ratio::zero()));
        // Lines of several gases are of one quantity; they follow one another.
        let own = record.replace((&line.period, &line.file, line.row));
        let more = if own == Some((&line.period, &line.file, line.row)) { Ratio::zero() } else { quantity };
        *sums = (sums.0 + counted, sums.1.plus(&more));
    }
    let mut items: Vec<_> =
        used.into_iter().filter(|((item, _), (counted, _))| *counted > Tonnes::ZERO && !unproportional.contains(item)).collect();
    items.sort_by_key(|(key, (counted, _))| (std::cmp::Reverse(*counted), *key));
    items.into_iter().map(|((item, unit), (counted, quantity))| saving((item, unit), counted, &quantity, save)).collect()
}

fn converted(line: &LedgerRow) -> Option<Ratio> {
    Some(read_numeral(&line.quantity).ok()?.value.ratio().times(&Ratio::parse(&line.unit_ratio)?))
}

fn saving((item, unit): (&str, &str), emissions: Tonnes, quantity: &Ratio, save: Tonnes) -> Saving {
    let share = save.ratio().divided_by(&emissions.ratio()).filter(|_| save <= emissions);
    Saving {
        item: item.to_owned(),
        unit: unit.to_owned(),
        quantity: share.as_ref().map(|share| rounded_up(&share.times(quantity))),
        percent: share.map(|share| Figure::round(&share.times(&Ratio::new(100, 1)), 1)),
    }
}

fn rounded_up(value: &Ratio) -> Figure {
    let near = Figure::round(value, DECIMALS);
    if near.ratio() >= *value {
        return near;
    }
    Figure::round(&near.ratio().plus(&Ratio::new(1, 10i128.pow(DECIMALS.into()))), DECIMALS)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::trial;

    #[test]
    fn a_saving_is_told_in_each_items_unit() {
        // 126.2397339 t of 286.713 MWh and 29.034605829 t of 12.5 t of coal; own solar power is nothing to save.
        let found = savings(trial::lines().iter(), Tonnes::parse("27.296404333").unwrap(), Divided::Net);
        let shown: Vec<String> = found
            .iter()
            .map(|saving| {
                let text = |figure: &Option<Figure>| figure.as_ref().map_or("-".to_owned(), Figure::to_string);
                format!("{} {} {} {}", saving.item, text(&saving.quantity), saving.unit, text(&saving.percent))
            })
            .collect();
        // 27.296404333 ÷ 0.4403 = 61.9950… and 27.296404333 ÷ 29.034605829 × 12.5 = 11.7516…
        assert_eq!(shown, ["electricity 61.996 MWh 21.6", "anthracite 11.752 t 94.0"]);
        let found = savings(trial::lines().iter(), Tonnes::parse("30").unwrap(), Divided::Net);
        assert_eq!((found[0].quantity.is_some(), found[1].quantity.is_some()), (true, false));
    }
    #[test]
    fn several_gases_are_of_one_quantity_and_a_stock_has_no_average() {
        let [power, coal, _] = trial::lines();
        let methane = LedgerRow { gas: "CH4".into(), emissions_t: "1.000000000".into(), ..coal.clone() };
        let stock = LedgerRow { fixed: "3".into(), ..power };
        let lines = [stock, coal, methane];
        let found = savings(lines.iter(), Tonnes::parse("15.017302914").unwrap(), Divided::Net);
        // Half of 30.034605829 t is half of 12.5 t of coal.
        assert_eq!((found.len(), found[0].quantity.as_ref().unwrap().to_string()), (1, "6.250".to_owned()));
        assert!(savings(lines.iter(), Tonnes::ZERO, Divided::StandardCoal).iter().all(|saving| saving.item != "anthracite"));
    }
}
