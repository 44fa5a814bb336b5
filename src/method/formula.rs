//! Formulas by name: the equation of each, as it is shown with symbols and with numbers. What computes them is code, one
//! file each in [`crate::emission`].

use super::symbol::{QUANTITY, Symbol};

/// A formula.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Formula {
    /// Activity times factor.
    Factor,
    /// Fuel by heat and carbon per heat.
    Fuel,
    /// Fuel by its carbon, measured.
    FuelCarbon,
    /// Fuel by CO2 per heat.
    FuelEnergy,
    /// CH4 or N2O of a fuel, per heat.
    FuelGas,
    /// A material by its carbon.
    Carbon,
    /// Clinker by its oxides.
    Composition,
    /// Carbon burnt off a catalyst.
    Regeneration,
    /// A gas, released whole.
    GasRelease,
    /// A gas made by a process, less what is abated.
    GasFactor,
    /// A gas used in a process, less what reacts and what is abated.
    GasUse,
    /// A gas that a process makes of another.
    GasByproduct,
    /// A gas by its stock.
    GasStock,
    /// CO2 of a welding gas by its stock.
    WeldingGas,
    /// A gas by volume and content.
    GasVolume,
    /// A flare: the carbon that burns and the CO2 that was in the gas.
    Flare,
    /// Heat in hot water.
    HotWater,
    /// Heat in steam.
    Steam,
    /// Methane of waste water.
    WasteWater,
    /// Perfluorocarbons by anode effect minutes.
    PfcSlope,
    /// Perfluorocarbons by overvoltage.
    PfcOvervoltage,
    /// Electricity under a contract or certificate, by what it takes off the residual mix.
    Contract,
}

/// Name and equation of each formula, in their order. Equations are written in symbols.
const TEXTS: [(Formula, &str, &str); 22] = [
    (Formula::Factor, "factor", "{quantity} × {emission_factor}[ × {purity}][ × {conversion}][ × {loss}]"),
    (Formula::Fuel, "fuel", "{quantity} × {ncv} × {carbon_content} × {oxidation} × {carbon_to_co2}[ × (1 − {biomass_fraction})]"),
    (Formula::FuelCarbon, "fuel_carbon", "{quantity} × {carbon_fraction} × {oxidation} × {carbon_to_co2}[ × (1 − {biomass_fraction})]"),
    (Formula::FuelEnergy, "fuel_energy", "{quantity} × {ncv} × {co2}[ × {oxidation}][ × (1 − {biomass_fraction})]"),
    (Formula::FuelGas, "fuel_gas", "{quantity} × {ncv} × {gas_factor} × {gwp}"),
    (
        Formula::Carbon,
        "carbon",
        "{quantity} × {carbon_fraction}[ × {purity}][ × (1 − {loss})][ × (1 − {impurity})][ × {oxidation}] × {carbon_to_co2}",
    ),
    (
        Formula::Composition,
        "composition",
        "{quantity} × (({cao_content}[ − {cao_noncarbonate}]) × {cao_to_co2} + ({mgo_content}[ − {mgo_noncarbonate}]) × {mgo_to_co2})",
    ),
    (
        Formula::Regeneration,
        "regeneration",
        "{quantity} × ({carbon_before} − (1 − {carbon_before}) × {carbon_after} ÷ (1 − {carbon_after})) × {oxidation} × {carbon_to_co2}",
    ),
    (Formula::GasRelease, "gas_release", "{quantity} × {gwp}[ × {loss}]"),
    (Formula::GasFactor, "gas_factor", "{quantity} × {emission_factor}[ × (1 − {abatement} × {utilisation})] × {gwp}"),
    (Formula::GasUse, "gas_use", "{quantity} × (1 − {heel}) × (1 − {utilisation}) × (1 − {collection} × {abatement}) × {gwp}"),
    (Formula::GasByproduct, "gas_byproduct", "{quantity} × (1 − {heel}) × {byproduct_rate} × (1 − {collection} × {abatement}) × {gwp}"),
    (Formula::GasStock, "gas_stock", "({quantity} + {opening} − {closing}[ − {sold}][ − {capacity_change}]) × {gwp}"),
    (
        Formula::WeldingGas,
        "welding_gas",
        "({quantity} + {opening} − {closing}[ − {sold}]) × {content} × {co2_mass} ÷ ({content} × {co2_mass} + (1 − {content}) × {rest_mass})",
    ),
    (Formula::GasVolume, "gas_volume", "{quantity} × {content} × {density}[ × (1 − {destroyed})][ × {gwp}]"),
    (Formula::Flare, "flare", "{quantity} × ({carbon_fraction} × {oxidation} × {carbon_to_co2} + {content} × {density})"),
    (Formula::HotWater, "hot_water", "{quantity} × ({temperature} − {base_temperature}) × {specific_heat} × {heat_factor}"),
    (Formula::Steam, "steam", "{quantity} × ({enthalpy} − {base_enthalpy}) × {heat_factor}"),
    (Formula::WasteWater, "waste_water", "(({quantity} × ({cod_in} − {cod_out})[ − {sludge}]) × {b0} × {mcf}[ − {recovered}]) × {gwp}"),
    (Formula::PfcSlope, "pfc_slope", "{quantity} × {slope} × {anode_effect_minutes}[ × {c2f6_ratio}] × {gwp}"),
    (
        Formula::PfcOvervoltage,
        "pfc_overvoltage",
        "{quantity} × {overvoltage} × {anode_overvoltage} ÷ (100 × {current_efficiency})[ × {c2f6_ratio}] × {gwp}",
    ),
    (Formula::Contract, "contract", "{quantity} × ({residual_factor}[ − {emission_factor}])"),
];

impl Formula {
    /// Every formula.
    pub fn all() -> impl Iterator<Item = Self> {
        TEXTS.iter().map(|(formula, ..)| *formula)
    }

    /// Its name in method files.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.text().0
    }

    /// Its equation: symbols in braces; what stands in brackets falls away when a symbol in it has no value.
    #[must_use]
    pub fn equation(self) -> &'static str {
        self.text().1
    }

    fn text(self) -> (&'static str, &'static str) {
        let (_, name, equation) = TEXTS[self as usize];
        (name, equation)
    }

    /// The formula of a name.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::all().find(|formula| formula.name() == name)
    }

    /// The symbols of its equation besides the quantity, each once and in order, and whether the formula needs them.
    #[must_use]
    pub fn symbols(self) -> Vec<(&'static Symbol, bool)> {
        let mut found: Vec<(&'static Symbol, bool)> = Vec::new();
        let (mut rest, mut needed) = (self.equation(), true);
        while let Some(at) = rest.find(['[', ']', '{']) {
            let sign = rest.as_bytes()[at];
            rest = &rest[at + 1..];
            match sign {
                b'[' => needed = false,
                b']' => needed = true,
                _ => {
                    let name = rest.split('}').next().unwrap_or_default();
                    let symbol = Symbol::find(name).filter(|symbol| symbol.name != QUANTITY);
                    found.extend(symbol.filter(|symbol| found.iter().all(|(other, _)| other.name != symbol.name)).map(|new| (new, needed)));
                }
            }
        }
        found
    }

    /// Its equation with something in place of each symbol; `of` says nothing of a symbol without a value.
    #[must_use]
    pub fn written(self, of: impl Fn(&str) -> Option<String>) -> String {
        let mut text = String::new();
        for (at, part) in self.equation().split(['[', ']']).enumerate() {
            match (filled(part, &of), at % 2) {
                (Some(part), _) => text += &part,
                (None, 0) => text += part,
                (None, _) => {}
            }
        }
        text
    }
}

/// A part with its symbols replaced; nothing when one has no value.
fn filled(part: &str, of: &impl Fn(&str) -> Option<String>) -> Option<String> {
    let mut pieces = part.split('{');
    let mut text = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let (name, rest) = piece.split_once('}')?;
        text += &of(name)?;
        text += rest;
    }
    Some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_gap_is_a_symbol_and_names_are_distinct() {
        for (at, formula) in Formula::all().enumerate() {
            assert_eq!(formula as usize, at, "{} stands in its place", formula.name());
            assert!(Formula::all().take(at).all(|other| other.name() != formula.name()));
            let gaps = formula.equation().split('{').skip(1).filter_map(|gap| gap.split('}').next());
            gaps.for_each(|gap| assert!(Symbol::find(gap).is_some(), "{}: {gap}", formula.name()));
            assert_eq!(Formula::parse(formula.name()), Some(formula));
        }
    }

    #[test]
    fn an_equation_loses_what_has_no_value() {
        let value = |name: &str| (name != "biomass_fraction" && name != "oxidation").then(|| format!("<{name}>"));
        assert_eq!(Formula::FuelEnergy.written(value), "<quantity> × <ncv> × <co2>");
        let names: Vec<_> = Formula::FuelEnergy.symbols().into_iter().map(|(symbol, needed)| (symbol.name, needed)).collect();
        assert_eq!(names, [("ncv", true), ("co2", true), ("oxidation", false), ("biomass_fraction", false)]);
    }
}
