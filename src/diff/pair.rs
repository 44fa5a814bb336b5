//! Which line of one run stands for which line of another.

use std::cmp::Ordering;

use super::line::{Counting, Steps};
use crate::ledger::BriefLine;
use crate::measure::{Month, Months, Tonnes};

/// The months of two runs.
#[derive(Clone, Copy, Debug)]
pub(super) struct Periods {
    pub(super) a: Months,
    pub(super) b: Months,
}

/// A month of one run as the other sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Place {
    /// A month of both.
    Shared(Month),
    /// The first, second … month of its run that the other does not cover.
    Own(usize),
}

/// The sums of an enterprise's lines: as the first run has them, then step after step.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Sums {
    /// Of months that both runs cover.
    pub(super) shared: Steps,
    /// Of all other months.
    pub(super) own: Steps,
}

impl Periods {
    /// Whether a month is in both.
    pub(super) fn share(self, month: Month) -> bool {
        let single = Months::single(month);
        self.a.overlaps(single) && self.b.overlaps(single)
    }

    fn place(self, month: Month, own: Months) -> Place {
        let before = || own.iter().filter(|other| *other < month && !self.share(*other)).count();
        if self.share(month) { Place::Shared(month) } else { Place::Own(before()) }
    }
}

/// What stands in one place: month, item, flow and site. No site is none: comparing empty texts takes longer than all else.
type Key<'a> = (Place, &'a str, &'a str, Option<&'a str>);
type Keyed<'a> = (Key<'a>, BriefLine<'a>);

/// Pairs the lines of an enterprise in two runs and sums them; nothing when a figure cannot be read.
pub(super) fn sums(a: &[BriefLine<'_>], b: &[BriefLine<'_>], periods: Periods, counting: Counting<'_>) -> Option<Sums> {
    let (a, b) = (keyed(a, periods, periods.a), keyed(b, periods, periods.b));
    let (mut a, mut b) = (a.as_slice(), b.as_slice());
    let mut sums = Sums::default();
    while let Some((key, order)) = next(a, b) {
        let own = if order.is_le() { taken(&mut a) } else { &[] };
        let other = if order.is_ge() { taken(&mut b) } else { &[] };
        let total = if matches!(key.0, Place::Shared(_)) { &mut sums.shared } else { &mut sums.own };
        place(own, other, counting, |steps| total.iter_mut().zip(steps).for_each(|(sum, step)| *sum += step))?;
    }
    Some(sums)
}

/// Lines with their keys, sorted; those of one month have one place.
fn keyed<'a>(lines: &[BriefLine<'a>], periods: Periods, own: Months) -> Vec<Keyed<'a>> {
    let mut last = None;
    let mut place_of = |month: Month| {
        let place = last.filter(|(other, _)| *other == month).map_or_else(|| periods.place(month, own), |(_, place)| place);
        last = Some((month, place));
        place
    };
    let key = |line: &BriefLine<'a>| {
        (place_of(line.rate.month), &*line.rate.item, &*line.rate.flow, Some(line.site).filter(|site| !site.is_empty()))
    };
    let mut keyed: Vec<Keyed<'a>> = lines.iter().map(key).zip(lines.iter().copied()).collect();
    keyed.sort_by_key(|(key, _)| *key);
    keyed
}

/// The next key, and how that of the first list stands to that of the second; a list at its end stands behind.
fn next<'a>(a: &[Keyed<'a>], b: &[Keyed<'a>]) -> Option<(Key<'a>, Ordering)> {
    match (a.first(), b.first()) {
        (Some((own, _)), Some((other, _))) => {
            let order = own.cmp(other);
            Some((if order.is_le() { *own } else { *other }, order))
        }
        (Some((own, _)), None) => Some((*own, Ordering::Less)),
        (None, other) => other.map(|(other, _)| (*other, Ordering::Greater)),
    }
}

/// The lines of the first key, taken off the front.
fn taken<'s, 'a>(lines: &mut &'s [Keyed<'a>]) -> &'s [Keyed<'a>] {
    let Some((key, _)) = lines.first() else { return &[] };
    let count = 1 + lines[1..].iter().take_while(|(other, _)| other == key).count();
    let (own, rest) = lines.split_at(count);
    *lines = rest;
    own
}

/// The lines of one place. A record makes several where its method says so; they are told apart by kind, gas and source.
fn place(a: &[Keyed<'_>], b: &[Keyed<'_>], counting: Counting<'_>, mut add: impl FnMut(Steps)) -> Option<()> {
    if a.is_empty() || b.is_empty() {
        a.iter().for_each(|(_, line)| add(counting.alone(line, true)));
        b.iter().for_each(|(_, line)| add(counting.alone(line, false)));
        return Some(());
    }
    let kind = |line: &BriefLine<'_>| (line.rate.kind.clone(), line.rate.gas.clone());
    if let ([(_, own)], [(_, other)]) = (a, b)
        && (&own.rate.kind, &own.rate.gas) == (&other.rate.kind, &other.rate.gas)
    {
        return counting.both(own, other).map(add);
    }
    let mut left: Vec<&BriefLine<'_>> = b.iter().map(|(_, line)| line).collect();
    let mut unmatched = Vec::new();
    // The same source first: only then another one of the same kind and gas.
    for (_, line) in a {
        match left.iter().position(|other| kind(other) == kind(line) && other.rate.source == line.rate.source) {
            Some(at) => add(counting.both(line, left.remove(at))?),
            None => unmatched.push(line),
        }
    }
    for line in unmatched {
        match left.iter().position(|other| kind(other) == kind(line)) {
            Some(at) => add(counting.both(line, left.remove(at))?),
            None => add(counting.of_method(line, true)),
        }
    }
    left.into_iter().for_each(|line| add(counting.of_method(line, false)));
    Some(())
}

impl Sums {
    /// The numerator as the first run has it, then with corrections, activity, factors and method.
    pub(super) fn numerators(&self, floor_at_zero: bool) -> [Tonnes; 5] {
        let at = |shared: usize, own: usize| self.shared[shared] + self.own[own];
        let net = [at(0, 0), at(1, 0), at(1, 1), at(2, 2), at(3, 3)];
        net.map(|net| if floor_at_zero { net.floored() } else { net })
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::diff::pairs::Pairs;
    use crate::ledger::{FactorUsedRow, ParameterCell, RateRow};
    use crate::measure::{Figure, Ratio, read_months};
    use crate::release::{Release, builtin};
    use crate::scheme::Divided;

    pub(in crate::diff) fn parameter(name: &str, value: &str, origin: &str) -> ParameterCell {
        let unit = match name {
            "emission_factor" => "tCO2/MWh",
            "ncv" => "GJ/t",
            "carbon_content" => "tC/GJ",
            "cod_in" | "cod_out" => "kgCOD/m3",
            "b0" => "kgCH4/kgCOD",
            _ => "1",
        };
        let [name, value, unit, origin] = [name, value, unit, origin].map(str::to_owned);
        ParameterCell { name, value, unit, origin, ..ParameterCell::default() }
    }

    /// A line in its own memory.
    #[derive(Clone)]
    pub(in crate::diff) struct Own {
        pub(in crate::diff) rate: RateRow,
        pub(in crate::diff) quantity: String,
    }

    impl Own {
        pub(in crate::diff) fn line(&self) -> BriefLine<'_> {
            let fixed = Ratio::parse(&self.rate.fixed).unwrap_or_else(Ratio::zero);
            let exact = Ratio::parse(&self.quantity).unwrap().times(&Ratio::parse(&self.rate.rate).unwrap()).plus(&fixed);
            let emissions = Tonnes::parse(&Figure::round(&exact, 9).to_string()).unwrap();
            BriefLine { rate: &self.rate, site: "", quantity: &self.quantity, emissions, standard_coal: None }
        }
    }

    /// A line whose unit is its item's own; `place` tells its rate from others.
    pub(in crate::diff) fn line(place: u32, month: &str, quantity: &str, rate: &str, parameters: &[ParameterCell]) -> Own {
        let text = |text: &str| text.to_owned();
        let rate = RateRow {
            place,
            month: read_months(month).unwrap().months.first(),
            item: text("electricity"),
            flow: text("consumed"),
            unit: text("MWh"),
            unit_ratio: text("1"),
            accounting_unit: text("MWh"),
            method: text("general/1"),
            source: text("electricity"),
            formula: text("factor"),
            kind: text("electricity"),
            gas: text("CO2"),
            rate: text(rate),
            fixed: String::new(),
            energy_factor_id: String::new(),
            parameters: parameters.to_vec(),
        };
        Own { rate, quantity: text(quantity) }
    }

    /// Calls with what counts emissions, deductions taken off.
    pub(in crate::diff) fn counting<T>(of: impl FnOnce(Counting<'_>) -> T) -> T {
        let release: Release = builtin().unwrap().release(None).unwrap();
        let none: [&[FactorUsedRow]; 2] = [&[], &[]];
        of(Counting { divided: Divided::Net, pairs: &Pairs::new(&release.nomenclature().units, none) })
    }

    fn numerators(a: &[Own], b: &[Own], periods: [&str; 2]) -> [String; 5] {
        let [first, second] = periods.map(|text| read_months(text).unwrap().months);
        let [a, b] = [a, b].map(|lines| lines.iter().map(Own::line).collect::<Vec<_>>());
        let sums = counting(|counting| sums(&a, &b, Periods { a: first, b: second }, counting)).unwrap();
        sums.numerators(true).map(|tonnes| tonnes.to_string().trim_end_matches('0').trim_end_matches('.').to_owned())
    }

    fn power(month: &str, quantity: &str) -> Own {
        line(0, month, quantity, "2", &[parameter("emission_factor", "2", "factor")])
    }

    #[test]
    fn one_month_after_another_is_activity_and_the_same_month_a_correction() {
        assert_eq!(numerators(&[power("2024-01", "1")], &[power("2024-02", "4")], ["2024-01", "2024-02"]), ["2", "2", "8", "8", "8"]);
        assert_eq!(numerators(&[power("2024-01", "1")], &[power("2024-01", "4")], ["2024-01", "2024-01"]), ["2", "8", "8", "8", "8"]);
    }

    #[test]
    fn a_rolling_window_has_both() {
        let a = [power("2024-01", "1"), power("2024-02", "10")];
        let b = [power("2024-02", "20"), power("2024-03", "3")];
        assert_eq!(numerators(&a, &b, ["2024-01..2024-02", "2024-02..2024-03"]), ["22", "42", "46", "46", "46"]);
    }

    #[test]
    fn lines_of_several_gases_are_paired_by_gas_and_a_new_one_is_the_methods() {
        let gas = |month: &str, quantity: &str, gas: &str| {
            let mut own = power(month, quantity);
            own.rate.gas = gas.to_owned();
            own
        };
        let (a, b) = ([power("2024-01", "1")], [gas("2024-02", "7", "CH4"), power("2024-02", "4")]);
        assert_eq!(numerators(&a, &b, ["2024-01", "2024-02"]), ["2", "2", "8", "8", "22"]);
        let (a, b) = ([gas("2024-01", "1", "CH4"), gas("2024-01", "1", "CO2")], [gas("2024-02", "3", "CO2"), gas("2024-02", "5", "N2O")]);
        assert_eq!(numerators(&a, &b, ["2024-01", "2024-02"]), ["4", "4", "8", "8", "16"]);
    }

    #[test]
    fn what_is_deducted_below_zero_counts_as_zero_at_every_step() {
        let mut sun = line(1, "2024-01", "5", "-2", &[parameter("emission_factor", "2", "factor")]);
        sun.rate.flow = "nonfossil".to_owned();
        assert_eq!(numerators(&[sun], &[power("2024-02", "1")], ["2024-01", "2024-02"]), ["0", "0", "2", "2", "2"]);
    }
}
