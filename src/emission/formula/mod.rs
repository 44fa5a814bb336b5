//! Formulas, one file each in one form: the equation, its symbols, units and source; an input; a pure function; a
//! published example as its test.

pub mod factor;
pub mod fuel;
pub mod fuel_energy;
pub mod gas_release;
