//! `E = Σ R × L_0 × (e^(−k c) − e^(−k t)) × ρ × (1 − OX) × GWP ÷ 1000`
//!
//! | symbol | meaning | unit |
//! |---|---|---|
//! | R | waste deposited each year | t |
//! | L_0 | methane that it can give | m3/t |
//! | k | decay | 1/year |
//! | t | years since deposits began | years |
//! | c | years since they ended; 0 while they go on | years |
//! | ρ | density of methane | kg/m3 |
//! | OX | share oxidised in the cover | 1 |
//! | GWP | of CH4 | tCO2e/t |
//!
//! Each exponential is rounded once, half to even, to 18 decimals, and so off by at most 5 × 10^-19; for each stream of deposits
//! the methane is off by at most R × L_0 × ρ × 10^-21 tonnes. Source: the pulp and paper tool of the GHG Protocol, landfills;
//! 2006 IPCC Guidelines, volume 5, chapter 3.

use serde::{Deserialize, Serialize};

use super::equation::{Equation, of};
use crate::measure::{Ratio, exponential};

/// Deposits at a steady rate.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Deposit {
    /// R, t per year.
    pub amount: Ratio,
    /// k, per year: by the kind of waste.
    pub decay: Ratio,
    /// t, years.
    pub years: Ratio,
    /// c, years.
    #[serde(default = "Ratio::zero")]
    pub closed_years: Ratio,
}

/// What the formula reads.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Input {
    /// Every stream of deposits.
    pub deposits: Vec<Deposit>,
    /// `L_0`, m3/t.
    pub methane_potential: Ratio,
    /// ρ, kg/m3.
    pub density: Ratio,
    /// OX, a fraction.
    #[serde(default = "Ratio::zero")]
    pub oxidation: Ratio,
    /// GWP of CH4, tCO2e/t; 1 for the mass of CH4.
    #[serde(default = "Ratio::one")]
    pub gwp: Ratio,
}

pub(super) const EQUATION: Equation = Equation {
    name: "first_order_decay",
    text: "Σ {deposits} [{amount} t × (e^(−{decay} × {closed_years}) − e^(−{decay} × {years}))] × {methane_potential} m3/t × {density} kg/m3 × (1 − {oxidation}) × {gwp} ÷ 1000",
    unit: "tCO2e",
    function: |inputs| of(inputs, emission),
};

/// tCO2e in the year; nothing where decay times years is below −64.
#[must_use]
pub fn emission(input: &Input) -> Option<Ratio> {
    let decayed = |deposit: &Deposit| {
        let left = |years: &Ratio| exponential(&deposit.decay.times(years).negated());
        Some(left(&deposit.closed_years)?.minus(&left(&deposit.years)?).times(&deposit.amount))
    };
    let decayed: Ratio = input.deposits.iter().map(decayed).sum::<Option<Ratio>>()?;
    let methane = decayed.times(&input.methane_potential).times(&input.density).times(&input.oxidation.complement());
    Some(methane.times(&input.gwp).times(&Ratio::new(1, 1000)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::measure::Figure;

    fn mill() -> Input {
        let parse = |text| Ratio::parse(text).unwrap();
        Input {
            deposits: vec![Deposit { amount: parse("17500"), decay: parse("0.03"), years: parse("20"), closed_years: Ratio::zero() }],
            methane_potential: parse("100"),
            density: parse("0.72"),
            oxidation: parse("0.10"),
            gwp: Ratio::one(),
        }
    }

    /// The pulp and paper tool: 17,500 t a year for 20 years, 100 m3/t, 0.03 a year, 0.72 kg/m3, 10 % oxidised: 512 tCH4 are
    /// printed, 511.647604669374 recomputed by others.
    #[test]
    fn the_landfill_of_a_mill() {
        let methane = emission(&mill()).unwrap();
        assert_eq!(Figure::round(&methane, 0).to_string(), "512");
        assert_eq!(Figure::round(&methane, 12).to_string(), "511.647604669374");
    }

    /// Twenty years of deposits, and nothing in the five after: what decays is what 25 years would give less the last five.
    #[test]
    fn a_closed_landfill_is_a_difference() {
        let years = |years, closed| {
            let [years, closed_years] = [years, closed].map(|text| Ratio::parse(text).unwrap());
            let deposits = vec![Deposit { years, closed_years, ..mill().deposits[0].clone() }];
            emission(&Input { deposits, ..mill() }).unwrap()
        };
        assert_eq!(years("25", "5"), years("25", "0").minus(&years("5", "0")));
    }
}
