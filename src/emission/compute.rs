//! From a method's formula and its values to what they come to: each formula of a method fills in a function of
//! [`super::formula`], whose units are named there.

use super::formula::{
    composition, factor, flare, fuel, fuel_carbon, fuel_energy, gas_release, gas_stock_balance, gas_volume, hot_water, multi_gas,
    pfc_overvoltage, pfc_slope, process_gas, regeneration, scope2_market, steam, waste_water, welding_gas,
};
use crate::measure::Ratio;
use crate::method::Formula;

/// `rate × quantity + fixed`: every formula is of this form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Affine {
    /// What a unit of the quantity comes to.
    pub rate: Ratio,
    /// What comes to it whatever the quantity.
    pub fixed: Ratio,
}

/// What a formula comes to, by its values in base units; nothing when it divides by zero or a value is missing.
#[must_use]
pub fn compute(formula: Formula, value: impl Fn(&str) -> Option<Ratio>) -> Option<Affine> {
    let values = Values(&value);
    if let Some(rate) = fuels(formula, &values).or_else(|| processes(formula, &values)).or_else(|| gases(formula, &values)) {
        return Some(Affine { rate, fixed: Ratio::zero() });
    }
    let fixed = with_stock(formula, &values, &Ratio::zero())?;
    let one = with_stock(formula, &values, &Ratio::one())?;
    Some(Affine { rate: one.minus(&fixed), fixed })
}

/// Values by symbol.
struct Values<'a>(&'a dyn Fn(&str) -> Option<Ratio>);

impl Values<'_> {
    fn get(&self, symbol: &str) -> Option<Ratio> {
        (self.0)(symbol)
    }

    /// One where there is none: a fraction that falls away.
    fn share(&self, symbol: &str) -> Ratio {
        self.get(symbol).unwrap_or_else(Ratio::one)
    }

    /// Zero where there is none: an amount that falls away.
    fn part(&self, symbol: &str) -> Ratio {
        self.get(symbol).unwrap_or_else(Ratio::zero)
    }

    /// In thousandths of the base unit: kg, kJ/kg.
    fn thousandths(&self, symbol: &str) -> Option<Ratio> {
        self.get(symbol).map(|value| value.times(&Ratio::new(1000, 1)))
    }
}

fn fuels(formula: Formula, values: &Values<'_>) -> Option<Ratio> {
    Some(match formula {
        Formula::Factor => {
            let fraction = ["purity", "conversion", "loss"].iter().fold(Ratio::one(), |all, name| all.times(&values.share(name)));
            factor::rate(&factor::Input { emission_factor: values.get("emission_factor")?, fraction })
        }
        Formula::Fuel => fuel::rate(&fuel::Input {
            ncv: values.get("ncv")?,
            carbon_content: values.get("carbon_content")?,
            oxidation: values.get("oxidation")?,
            carbon_to_co2: values.get("carbon_to_co2")?,
            biogenic: values.part("biomass_fraction"),
        }),
        Formula::FuelCarbon => fuel_carbon::rate(&fuel_carbon::Input {
            carbon_content: values.get("carbon_fraction")?,
            oxidation: values.get("oxidation")?,
            carbon_to_co2: values.get("carbon_to_co2")?,
            biogenic: values.part("biomass_fraction"),
        }),
        Formula::FuelEnergy => fuel_energy::rate(&fuel_energy::Input {
            ncv: values.get("ncv")?,
            co2: values.get("co2")?,
            oxidation: values.share("oxidation"),
            biogenic: values.part("biomass_fraction"),
        }),
        Formula::FuelGas => {
            let gas = multi_gas::Gas { factor: values.get("gas_factor")?, gwp: values.get("gwp")? };
            multi_gas::rate(&multi_gas::Input { ncv: values.get("ncv")?, gases: vec![gas] })
        }
        Formula::Contract => {
            let contract = scope2_market::Contract { energy: Ratio::one(), factor: values.part("emission_factor") };
            let residual_factor = values.get("residual_factor")?;
            let input = scope2_market::Input { consumed: Ratio::zero(), contracts: vec![contract], residual_factor };
            scope2_market::emission(&input).negated()
        }
        Formula::HotWater => hot_water::heat(&hot_water::Input {
            temperature: values.get("temperature")?,
            base_temperature: values.get("base_temperature")?,
            heat_capacity: values.thousandths("specific_heat")?,
        })
        .times(&values.get("heat_factor")?),
        Formula::Steam => {
            let (enthalpy, base_enthalpy) = (values.thousandths("enthalpy")?, values.thousandths("base_enthalpy")?);
            steam::heat(&steam::Input { enthalpy, base_enthalpy }).times(&values.get("heat_factor")?)
        }
        _ => return None,
    })
}

fn processes(formula: Formula, values: &Values<'_>) -> Option<Ratio> {
    let carbon_to_co2 = values.get("carbon_to_co2");
    Some(match formula {
        Formula::Carbon => {
            let lost = values.part("loss").complement().times(&values.part("impurity").complement());
            fuel_carbon::rate(&fuel_carbon::Input {
                carbon_content: values.get("carbon_fraction")?.times(&values.share("purity")).times(&lost),
                oxidation: values.share("oxidation"),
                carbon_to_co2: carbon_to_co2?,
                biogenic: Ratio::zero(),
            })
        }
        Formula::Composition => {
            let oxide = |content: &str, non_carbonate: &str, co2: &str| {
                Some(composition::Oxide { share: values.get(content)?, non_carbonate: values.part(non_carbonate), co2: values.get(co2)? })
            };
            let lime = oxide("cao_content", "cao_noncarbonate", "cao_to_co2")?;
            composition::rate(&composition::Input { oxides: vec![lime, oxide("mgo_content", "mgo_noncarbonate", "mgo_to_co2")?] })
        }
        Formula::Regeneration => regeneration::rate(&regeneration::Input {
            carbon_before: values.get("carbon_before")?,
            carbon_after: values.get("carbon_after")?,
            oxidation: values.get("oxidation")?,
            carbon_to_co2: carbon_to_co2?,
        })?,
        Formula::Flare => flare::rate(&flare::Input {
            carbon_content: values.get("carbon_fraction")?,
            oxidation: values.get("oxidation")?,
            carbon_to_co2: carbon_to_co2?,
            co2_share: values.get("content")?,
            co2_density: values.get("density")?,
            // Methane that does not burn is another line.
            ch4_share: Ratio::zero(),
            ch4_density: Ratio::zero(),
            gwp: Ratio::zero(),
        }),
        _ => return None,
    })
}

fn gases(formula: Formula, values: &Values<'_>) -> Option<Ratio> {
    let gwp = values.get("gwp");
    Some(match formula {
        Formula::GasRelease => {
            gas_release::rate(&gas_release::Input { generation: values.share("loss"), abatements: Vec::new(), gwp: gwp? })
        }
        Formula::GasFactor => {
            let abated = values.get("abatement").zip(values.get("utilisation"));
            let abatements = abated.map(|(efficiency, utilisation)| gas_release::Abatement { efficiency, utilisation });
            let generation = values.get("emission_factor")?;
            gas_release::rate(&gas_release::Input { generation, abatements: abatements.into_iter().collect(), gwp: gwp? })
        }
        Formula::GasUse | Formula::GasByproduct => process_gas::rate(&process_gas::Input {
            residue: values.get("heel")?,
            used: if formula == Formula::GasUse { values.get("utilisation")? } else { Ratio::zero() },
            by_product: if formula == Formula::GasUse { Ratio::one() } else { values.get("byproduct_rate")? },
            abated: values.get("collection")?,
            destroyed: values.get("abatement")?,
            gwp: gwp?,
        }),
        Formula::GasVolume => gas_volume::rate(&gas_volume::Input {
            share: values.get("content")?,
            density: values.get("density")?,
            destroyed: values.part("destroyed"),
            gwp: values.share("gwp"),
        }),
        Formula::PfcSlope | Formula::PfcOvervoltage => {
            // A line speaks of one gas: CF4, or C2F6 by its ratio to it.
            let ratio = values.get("c2f6_ratio");
            let cf4_gwp = if ratio.is_some() { Ratio::zero() } else { gwp.clone()? };
            let (c2f6_ratio, c2f6_gwp) = (ratio.unwrap_or_else(Ratio::zero), gwp?);
            if formula == Formula::PfcSlope {
                let (slope, effect_minutes) = (values.thousandths("slope")?, values.get("anode_effect_minutes")?);
                return Some(pfc_slope::rate(&pfc_slope::Input { slope, effect_minutes, c2f6_ratio, cf4_gwp, c2f6_gwp }));
            }
            pfc_overvoltage::rate(&pfc_overvoltage::Input {
                coefficient: values.thousandths("overvoltage")?,
                overvoltage: values.get("anode_overvoltage")?,
                current_efficiency: values.get("current_efficiency")?.times(&Ratio::new(100, 1)),
                c2f6_ratio,
                cf4_gwp,
                c2f6_gwp,
            })?
        }
        _ => return None,
    })
}

/// Formulas in which something stands beside the quantity.
fn with_stock(formula: Formula, values: &Values<'_>, quantity: &Ratio) -> Option<Ratio> {
    let balance = |gwp: Ratio| {
        Some(gas_stock_balance::emission(&gas_stock_balance::Input {
            opening: values.get("opening")?,
            purchased: quantity.clone(),
            closing: values.get("closing")?,
            sold: values.part("sold"),
            capacity_change: values.part("capacity_change"),
            gwp,
        }))
    };
    match formula {
        Formula::GasStock => balance(values.get("gwp")?),
        Formula::WeldingGas => {
            let co2_share = values.get("content")?;
            let rest = welding_gas::Gas { share: co2_share.complement(), molar_mass: values.get("rest_mass")? };
            let co2 = welding_gas::co2(&welding_gas::Input { co2_share, co2_molar_mass: values.get("co2_mass")?, others: vec![rest] })?;
            balance(co2)
        }
        Formula::WasteWater => Some(waste_water::emission(&waste_water::Input {
            volume: quantity.clone(),
            cod_in: values.thousandths("cod_in")?,
            cod_out: values.thousandths("cod_out")?,
            sludge: values.get("sludge").map_or_else(Ratio::zero, |sludge| sludge.times(&Ratio::new(1000, 1))),
            methane_capacity: values.get("b0")?,
            methane_correction: values.get("mcf")?,
            recovered: values.get("recovered").map_or_else(Ratio::zero, |recovered| recovered.times(&Ratio::new(1000, 1))),
            gwp: values.get("gwp")?,
        })),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::equation::evaluate;
    use super::*;
    use proptest::prelude::*;

    proptest! {
        /// The equation that pages print and the function that computes are the same, with every symbol and with the needed
        /// ones alone.
        #[test]
        fn what_is_printed_is_what_is_computed(digits in prop::collection::vec(1i128..999, 16), all: bool) {
            for formula in Formula::all() {
                let symbols = formula.symbols();
                let value = |name: &str| {
                    let at = symbols.iter().position(|(symbol, needed)| symbol.name == name && (*needed || all))?;
                    Some(Ratio::new(digits[at % digits.len()], 1000))
                };
                let computed = compute(formula, value);
                prop_assert!(computed.is_some(), "{}", formula.name());
                prop_assert_eq!(computed, evaluate(formula, value), "{}", formula.name());
            }
        }
    }

    #[test]
    fn a_zero_divisor_gives_nothing() {
        let zero = |name: &str| {
            Some(if name == "current_efficiency" || name == "carbon_after" {
                Ratio::new(i128::from(name == "carbon_after"), 1)
            } else {
                Ratio::one()
            })
        };
        assert_eq!(compute(Formula::PfcOvervoltage, zero), None);
        assert_eq!(compute(Formula::Regeneration, zero), None);
    }
}
