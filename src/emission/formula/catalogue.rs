//! Every formula, by name.

use super::equation::Equation;
use super::{
    allocation, blend, carbon_balance, carbonate, composition, direct_measurement, factor, first_order_decay, flare, fuel, fuel_carbon,
    fuel_energy, gas_carbon, gas_release, gas_stock_balance, gas_volume, gwp_change, hot_water, imbalance, intensity, kiln_dust, multi_gas,
    net_energy, pfc_overvoltage, pfc_slope, process_gas, reference_state, regeneration, residual_electricity, rounding, scope2_location,
    scope2_market, steam, stoichiometry, uncertainty_product, uncertainty_sum, unit_conversion, waste_water, welding_gas,
};

/// Every formula that can be asked for, sorted by name.
pub const EQUATIONS: [Equation; 39] = [
    allocation::EQUATION,
    blend::EQUATION,
    carbon_balance::EQUATION,
    carbonate::EQUATION,
    composition::EQUATION,
    direct_measurement::EQUATION,
    factor::EQUATION,
    first_order_decay::EQUATION,
    flare::EQUATION,
    fuel::EQUATION,
    fuel_carbon::EQUATION,
    fuel_energy::EQUATION,
    gas_carbon::EQUATION,
    gas_release::EQUATION,
    gas_stock_balance::EQUATION,
    gas_volume::EQUATION,
    gwp_change::EQUATION,
    hot_water::EQUATION,
    imbalance::EQUATION,
    intensity::EQUATION,
    kiln_dust::EQUATION,
    multi_gas::EQUATION,
    net_energy::EQUATION,
    pfc_overvoltage::EQUATION,
    pfc_slope::EQUATION,
    process_gas::EQUATION,
    reference_state::EQUATION,
    regeneration::EQUATION,
    residual_electricity::EQUATION,
    rounding::EQUATION,
    scope2_location::EQUATION,
    scope2_market::EQUATION,
    steam::EQUATION,
    stoichiometry::EQUATION,
    uncertainty_product::EQUATION,
    uncertainty_sum::EQUATION,
    unit_conversion::EQUATION,
    waste_water::EQUATION,
    welding_gas::EQUATION,
];

/// The formula of a name.
#[must_use]
pub fn equation_of(name: &str) -> Option<Equation> {
    EQUATIONS.into_iter().find(|equation| equation.name == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_sorted_and_told_apart() {
        assert!(EQUATIONS.map(|equation| equation.name).is_sorted_by(|a, b| a < b));
    }
}
