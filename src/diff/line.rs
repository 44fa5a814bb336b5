//! A line of one run put in place of a line of another, step after step.

use super::pairs::Pairs;
use crate::ledger::BriefLine;
use crate::measure::{Tonnes, read_numeral};
use crate::scheme::Divided;

/// What a pair of lines comes to: in the first run, then with the second run's record, factors and method.
pub(super) type Steps = [Tonnes; 4];

/// What lines give to a numerator, and what is needed to pair them.
#[derive(Clone, Copy)]
pub(super) struct Counting<'a> {
    pub(super) divided: Divided,
    pub(super) pairs: &'a Pairs<'a>,
}

impl Counting<'_> {
    fn own(self, line: &BriefLine<'_>) -> Tonnes {
        match self.divided {
            Divided::Net => line.emissions,
            Divided::Gross => line.emissions.floored(),
            Divided::StandardCoal => line.standard_coal.unwrap_or_default(),
        }
    }

    /// A line that one run alone has, with a record that the other does not have: activity as a whole.
    pub(super) fn alone(self, line: &BriefLine<'_>, is_first: bool) -> Steps {
        let own = self.own(line);
        if is_first { [own, Tonnes::ZERO, Tonnes::ZERO, Tonnes::ZERO] } else { [Tonnes::ZERO, own, own, own] }
    }

    /// A line that one run alone has, though both have the record: its method makes it.
    pub(super) fn of_method(self, line: &BriefLine<'_>, is_first: bool) -> Steps {
        let own = self.own(line);
        if is_first { [own, own, own, Tonnes::ZERO] } else { [Tonnes::ZERO, Tonnes::ZERO, Tonnes::ZERO, own] }
    }

    /// Two lines of the same record, or of the same place in another month; nothing when a figure cannot be read.
    pub(super) fn both(self, a: &BriefLine<'_>, b: &BriefLine<'_>) -> Option<Steps> {
        match self.divided {
            Divided::Net => self.emissions(a, b),
            Divided::Gross => Some(self.emissions(a, b)?.map(Tonnes::floored)),
            Divided::StandardCoal => self.standard_coal(a, b),
        }
    }

    fn emissions(self, a: &BriefLine<'_>, b: &BriefLine<'_>) -> Option<Steps> {
        let (before, after) = (a.emissions, b.emissions);
        let both_empty = a.rate.fixed.is_empty() && b.rate.fixed.is_empty();
        if (&a.rate.unit, &a.rate.rate) == (&b.rate.unit, &b.rate.rate) && (both_empty || a.rate.fixed == b.rate.fixed) {
            return Some([before, after, after, after]);
        }
        let pair = self.pairs.of(a.rate, b.rate)?;
        let [record, factors] = [&pair.record, &pair.factors].map(|amount| match amount {
            None => Some(after),
            Some(amount) => amount.apply(read_numeral(b.quantity).ok()?.value),
        });
        Some([before, record?, factors?, after])
    }

    /// A coefficient is published; no record and no method has one of its own.
    fn standard_coal(self, a: &BriefLine<'_>, b: &BriefLine<'_>) -> Option<Steps> {
        let (before, after) = (self.own(a), self.own(b));
        let record = self.pairs.coal(a.rate, b, after)?;
        Some([before, record, after, after])
    }
}

#[cfg(test)]
mod tests {
    use crate::diff::pair::tests::{Own, counting, line, parameter};

    fn steps(a: &Own, b: &Own) -> [String; 4] {
        let steps = counting(|counting| counting.both(&a.line(), &b.line())).unwrap();
        steps.map(|tonnes| tonnes.to_string().trim_end_matches('0').trim_end_matches('.').to_owned())
    }

    #[test]
    fn quantities_come_before_factors() {
        let a = line(0, "2024-01", "100", "2", &[parameter("emission_factor", "2", "factor")]);
        let b = line(1, "2024-02", "120", "3", &[parameter("emission_factor", "3", "factor")]);
        assert_eq!(steps(&a, &b), ["200", "240", "360", "360"]);
    }

    fn coal(place: u32, formula: &str, quantity: &str, rate: &str, values: &[(&str, &str, &str)]) -> Own {
        let parameters: Vec<_> = values.iter().map(|(name, value, origin)| parameter(name, value, origin)).collect();
        let mut own = line(place, "2024-01", quantity, rate, &parameters);
        [own.rate.formula, own.rate.unit, own.rate.accounting_unit] = [formula, "t", "t"].map(str::to_owned);
        own
    }

    #[test]
    fn a_measured_value_is_the_enterprises_own() {
        let fuel = |place, quantity, rate, ncv, origin, oxidation| {
            let values = [("ncv", ncv, origin), ("carbon_content", "0.03", "factor"), ("oxidation", oxidation, "factor")];
            coal(place, "fuel", quantity, rate, &[&values[..], &[("carbon_to_co2", "4", "constant")]].concat())
        };
        let (a, b) = (fuel(0, "10", "2.4", "20", "factor", "1"), fuel(1, "10", "1.5", "25", "measured", "0.5"));
        assert_eq!(steps(&a, &b), ["24", "30", "15", "15"]);
        // A share of biomass is no factor of the product: (1 − 0.5) and not × 0.5.
        let mut b = fuel(1, "10", "1.8", "20", "factor", "1");
        b.rate.parameters.push(parameter("biomass_fraction", "0.25", "measured"));
        assert_eq!(steps(&a, &b), ["24", "18", "18", "18"]);
    }

    #[test]
    fn what_was_measured_decides_the_formula_and_a_constant_is_the_methods() {
        let a = coal(
            0,
            "fuel_carbon",
            "10",
            "2.8",
            &[("carbon_fraction", "0.7", "measured"), ("oxidation", "1", "factor"), ("carbon_to_co2", "4", "constant")],
        );
        let b = coal(
            1,
            "fuel",
            "10",
            "1.2",
            &[
                ("ncv", "20", "factor"),
                ("carbon_content", "0.03", "factor"),
                ("oxidation", "0.5", "factor"),
                ("carbon_to_co2", "4", "constant"),
            ],
        );
        assert_eq!(steps(&a, &b), ["28", "24", "12", "12"]);
        let mut b = coal(
            1,
            "fuel_carbon",
            "10",
            "3.6",
            &[("carbon_fraction", "0.8", "measured"), ("oxidation", "0.9", "factor"), ("carbon_to_co2", "5", "constant")],
        );
        b.rate.method = "general/2".to_owned();
        assert_eq!(steps(&a, &b), ["28", "32", "28.8", "36"]);
    }

    #[test]
    fn what_does_not_hang_on_the_quantity_is_made_again_too() {
        let water = |place, quantity, rate, fixed, cod: &str, sludge: &str, b0: &str| {
            let measured = [("cod_in", cod, "measured"), ("cod_out", "1", "measured")];
            let values = [("b0", b0, "factor"), ("mcf", "0.5", "factor"), ("gwp", "20", "factor")];
            let mut own = coal(place, "waste_water", quantity, rate, &[&measured[..], &values].concat());
            let mut part = parameter("sludge", sludge, "measured");
            part.unit = "kg".to_owned();
            own.rate.parameters.push(part);
            [own.rate.unit, own.rate.accounting_unit, own.rate.fixed] = ["m3", "m3", fixed].map(str::to_owned);
            own
        };
        // (q × (cod − 1) − sludge) kg × b0 × 0.5 × 20.
        let (a, b) = (water(0, "1000", "0.008", "-0.4", "5", "200", "0.2"), water(1, "2000", "0.018", "-0.9", "7", "300", "0.3"));
        assert_eq!(steps(&a, &b), ["7.6", "23.4", "35.1", "35.1"]);
    }

    #[test]
    fn a_unit_is_the_records_and_its_conversion_the_rules() {
        let grid = [parameter("emission_factor", "0.5", "factor")];
        let a = line(0, "2024-01", "10", "0.5", &grid);
        let mut b = line(1, "2024-01", "9000", "0.0005", &grid);
        (b.rate.unit, b.rate.unit_ratio) = ("kWh".to_owned(), "0.001".to_owned());
        assert_eq!(steps(&a, &b), ["5", "4.5", "4.5", "4.5"]);
        let mut b = line(1, "2024-01", "10", "0.4", &grid);
        b.rate.unit_ratio = "0.8".to_owned();
        assert_eq!(steps(&a, &b), ["5", "5", "5", "4"]);
    }

    #[test]
    fn values_that_do_not_lead_to_their_rate_are_not_guessed_at() {
        let a = line(0, "2024-01", "10", "2", &[parameter("emission_factor", "2", "factor")]);
        let b = line(1, "2024-01", "10", "9", &[parameter("emission_factor", "3", "factor")]);
        assert!(counting(|counting| counting.both(&a.line(), &b.line())).is_none());
    }
}
