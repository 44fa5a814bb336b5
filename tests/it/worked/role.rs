//! What a value of a worked example is, by its unit.

use carbonlabel::measure::Ratio;

/// What a value is in an equation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Activity, mass, emissions: what is multiplied.
    Quantity,
    /// Heat per unit of fuel.
    Ncv,
    /// Carbon per unit of heat.
    CarbonOfHeat,
    /// Carbon per unit of anything else.
    Carbon,
    /// Emissions per unit of heat.
    FactorOfHeat,
    /// Mass per volume.
    Density,
    /// Grams per mole.
    MolarMass,
    /// Anything else per anything.
    Factor,
    /// A number: a share, a ratio.
    Fraction,
    /// A number too large for a share: a global warming potential.
    Potential,
    /// Minutes of anode effect.
    Minutes,
    /// Overvoltage.
    Millivolts,
}

/// The role of a value.
pub fn role(unit: &str, value: &Ratio) -> Role {
    // No potential is smaller, and no ratio of the collection larger.
    let is_small = *value < Ratio::new(4, 1);
    let (above, below) = unit.split_once('/').unwrap_or((unit, ""));
    let of_heat = ["GJ", "TJ", "MJ", "mmBtu", "MMBtu"].iter().any(|heat| below.starts_with(heat));
    let of_volume = ["m3", "Nm3", "Sm3", "万Nm3"].contains(&below.split(' ').next().unwrap_or_default());
    match above {
        "1" | "%" | "" if is_small => Role::Fraction,
        "1" | "%" | "" => Role::Potential,
        _ if above.starts_with("min") => Role::Minutes,
        "mV" => Role::Millivolts,
        _ if below.is_empty() => Role::Quantity,
        "g" if below.starts_with("mol") => Role::MolarMass,
        "tC" | "kgC" | "gC" if of_heat => Role::CarbonOfHeat,
        "tC" | "kgC" | "gC" => Role::Carbon,
        "GJ" | "MJ" | "TJ" | "kJ" => Role::Ncv,
        _ if of_heat => Role::FactorOfHeat,
        "kg" | "t" | "g" if of_volume => Role::Density,
        _ => Role::Factor,
    }
}
