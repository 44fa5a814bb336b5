//! Which line of one run stands for which line of another.

use std::collections::BTreeMap;

use super::line::{Steps, alone, both, of_method};
use crate::ledger::LedgerRow;
use crate::measure::{Month, Months, Tonnes, read_months};

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

/// What stands in one place: month, item, flow and site.
type Key<'a> = (Place, &'a str, &'a str, &'a str);
type Slot<'a> = [Vec<&'a LedgerRow>; 2];

/// Pairs the lines of an enterprise in two runs and sums them; nothing when a figure cannot be read.
pub(super) fn sums(a: &[&LedgerRow], b: &[&LedgerRow], periods: Periods) -> Option<Sums> {
    let mut slots: BTreeMap<Key<'_>, Slot<'_>> = BTreeMap::new();
    for (side, lines, own) in [(0, a, periods.a), (1, b, periods.b)] {
        for line in lines {
            let month = read_months(&line.period).ok()?.months.as_single()?;
            slots.entry((periods.place(month, own), &line.item, &line.flow, &line.site)).or_default()[side].push(line);
        }
    }
    let mut sums = Sums::default();
    for ((place, ..), slot) in slots {
        let total = if matches!(place, Place::Shared(_)) { &mut sums.shared } else { &mut sums.own };
        for steps in steps(slot)? {
            total.iter_mut().zip(steps).for_each(|(sum, step)| *sum += step);
        }
    }
    Some(sums)
}

/// The lines of one place. A record makes several where its method says so; they are told apart by kind and gas.
fn steps(slot: Slot<'_>) -> Option<Vec<Steps>> {
    let [mut a, mut b] = slot;
    if a.is_empty() || b.is_empty() {
        return a.iter().map(|line| alone(line, true)).chain(b.iter().map(|line| alone(line, false))).collect();
    }
    let kind = |line: &&LedgerRow| (line.kind.clone(), line.gas.clone(), line.source.clone());
    a.sort_by_key(kind);
    b.sort_by_key(kind);
    if a.len() == b.len() {
        return a.iter().zip(&b).map(|(a, b)| both(a, b)).collect();
    }
    let mut steps = Vec::new();
    for line in a {
        let same = b.iter().position(|other| (&other.kind, &other.gas) == (&line.kind, &line.gas));
        steps.push(match same {
            Some(at) => both(line, b.remove(at))?,
            None => of_method(line, true)?,
        });
    }
    for line in b {
        steps.push(of_method(line, false)?);
    }
    Some(steps)
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
    use crate::ledger::ParameterCell;

    pub(in crate::diff) fn parameter(name: &str, value: &str, origin: &str) -> ParameterCell {
        let empty = String::new;
        ParameterCell {
            name: name.to_owned(),
            value: value.to_owned(),
            unit: empty(),
            origin: origin.to_owned(),
            factor_id: empty(),
            table: empty(),
            version: empty(),
            mark: empty(),
            source: empty(),
        }
    }

    /// A line whose unit is its item's own.
    pub(in crate::diff) fn line(month: &str, item: &str, quantity: &str, rate: &str, parameters: &[ParameterCell]) -> LedgerRow {
        use crate::measure::{Figure, Ratio};
        let [quantity_of, rate_of] = [quantity, rate].map(|text| Ratio::parse(text).unwrap());
        let text = |text: &str| text.to_owned();
        LedgerRow {
            enterprise_id: text("x"),
            period: text(month),
            item: text(item),
            flow: text("consumed"),
            site: String::new(),
            file: text("energy.csv"),
            row: 2,
            quantity: text(quantity),
            unit: text("MWh"),
            unit_ratio: text("1"),
            accounting_unit: text("MWh"),
            method: text("general/1"),
            source: text("electricity"),
            formula: text("factor"),
            scope: 2,
            kind: text("electricity"),
            gas: text("CO2"),
            parameters: parameters.to_vec(),
            rate: text(rate),
            fixed: String::new(),
            emissions_t: Figure::round(&quantity_of.times(&rate_of), 9).to_string(),
            energy_tce: String::new(),
            energy_factor_id: String::new(),
            quality: text("default"),
            half_width: String::new(),
            flags: String::new(),
            certificate: String::new(),
            evidence: String::new(),
            note: String::new(),
        }
    }

    fn numerators(a: &[LedgerRow], b: &[LedgerRow], periods: [&str; 2]) -> [String; 5] {
        let [first, second] = periods.map(|text| read_months(text).unwrap().months);
        let (a, b): (Vec<&LedgerRow>, Vec<&LedgerRow>) = (a.iter().collect(), b.iter().collect());
        let sums = sums(&a, &b, Periods { a: first, b: second }).unwrap();
        sums.numerators(true).map(|tonnes| tonnes.to_string().trim_end_matches('0').trim_end_matches('.').to_owned())
    }

    fn power(month: &str, quantity: &str) -> LedgerRow {
        line(month, "electricity", quantity, "2", &[parameter("emission_factor", "2", "factor")])
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
    fn a_line_that_only_one_method_makes_is_the_methods() {
        let gas = |month: &str| LedgerRow { gas: "CH4".to_owned(), ..power(month, "7") };
        let (a, b) = ([power("2024-01", "1")], [power("2024-02", "4"), gas("2024-02")]);
        assert_eq!(numerators(&a, &b, ["2024-01", "2024-02"]), ["2", "2", "8", "8", "22"]);
        assert_eq!(numerators(&b, &a, ["2024-02", "2024-03"]).len(), 5);
    }

    #[test]
    fn what_is_deducted_below_zero_counts_as_zero_at_every_step() {
        let mut sun = power("2024-01", "5");
        sun.emissions_t = "-10".to_owned();
        assert_eq!(numerators(&[sun], &[power("2024-02", "1")], ["2024-01", "2024-02"]), ["0", "0", "2", "2", "2"]);
    }
}
