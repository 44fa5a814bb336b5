//! Formulas, one file each in one form: the equation, its symbols, units and source; an input; a pure function; a
//! published example as its test. Constants are inputs: they belong to the version of a method.

mod catalogue;
mod equation;
mod numbers;

pub mod allocation;
pub mod blend;
pub mod carbon_balance;
pub mod carbonate;
pub mod composition;
pub mod direct_measurement;
pub mod factor;
pub mod first_order_decay;
pub mod flare;
pub mod fuel;
pub mod fuel_carbon;
pub mod fuel_energy;
pub mod gas_carbon;
pub mod gas_release;
pub mod gas_stock_balance;
pub mod gas_volume;
pub mod gwp_change;
pub mod hot_water;
pub mod imbalance;
pub mod intensity;
pub mod kiln_dust;
pub mod multi_gas;
pub mod net_energy;
pub mod pfc_overvoltage;
pub mod pfc_slope;
pub mod process_gas;
pub mod reference_state;
pub mod regeneration;
pub mod residual_electricity;
pub mod rounding;
pub mod scope2_location;
pub mod scope2_market;
pub mod steam;
pub mod stoichiometry;
pub mod uncertainty_product;
pub mod uncertainty_sum;
pub mod unit_conversion;
pub mod waste_water;
pub mod welding_gas;

pub use catalogue::{EQUATIONS, equation_of};
pub use equation::{Equation, Inputs, Solution};
