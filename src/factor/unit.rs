//! Units of factors: `tCO2/MWh`, `GJ/万Nm3`, `tC/GJ`, `%`.

use crate::measure::Ratio;
use crate::nomenclature::{Dimension, Unit, Units};

/// A factor's unit, reduced to base units.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FactorUnit {
    /// What a value of 1 is worth in base units: tonnes or GJ above the stroke; the denominator's base unit below it.
    pub ratio: Ratio,
    /// What stands below the stroke; none for a plain fraction.
    pub per: Option<Dimension>,
}

/// Substances that may follow a mass; `ce` is standard coal.
const SUBSTANCES: [&str; 14] = ["co2e", "co2", "c", "ce", "ch4", "n2o", "sf6", "nf3", "cf4", "c2f6", "hfc", "pfc", "cod", "bod"];

impl FactorUnit {
    /// Reads a unit whose numerator measures `above` (mass or energy). `%` and `1` are plain fractions.
    #[must_use]
    pub fn parse(text: &str, above: Dimension, units: &Units) -> Option<Self> {
        match text {
            "%" => return Some(Self { ratio: Ratio::parse("0.01")?, per: None }),
            "1" => return Some(Self { ratio: Ratio::one(), per: None }),
            _ => {}
        }
        let (numerator, denominator) = text.split_once('/')?;
        let above = named(numerator, units).find(|unit| unit.dimension == above)?;
        let below = named(of_product(denominator), units).next()?;
        Some(Self { ratio: above.ratio.divided_by(&below.ratio)?, per: Some(below.dimension) })
    }
}

/// The first unit of `(t·EF)`, `(kg·℃)`; the second stands for a plain number, such as an energy factor, or for a kelvin.
fn of_product(text: &str) -> &str {
    let inner = text.strip_prefix('(').and_then(|text| text.strip_suffix(')'));
    inner.and_then(|inner| inner.split_once('·')).map_or(text, |(first, _)| first)
}

/// The units that a text may name: alone, or a mass followed by a substance. `kgce` is both.
fn named<'a>(text: &'a str, units: &'a Units) -> impl Iterator<Item = &'a Unit> {
    let find = |name: &str| units.find(name).map(|id| units.get(id));
    let lower = text.to_ascii_lowercase();
    let before = move |substance: &&str| lower.ends_with(*substance).then(|| text.get(..text.len() - substance.len())).flatten();
    let masses = SUBSTANCES.iter().filter_map(before).filter_map(find).filter(|unit| unit.dimension == Dimension::Mass);
    find(text).into_iter().chain(masses)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn units() -> Units {
        let text = "code,dimension,ratio,aliases,name_zh,name_en,note\nt,mass,1,,吨,,\nkg,mass,0.001,,千克,,\nMWh,energy,3.6,,,,\nGJ,energy,1,,,,\nMMBtu,energy,1.05505585262,,,,\nkgce,energy,0.029307,,,,\nkWh,energy,0.0036,,,,\n万Nm3,gas_volume,10000,,,,\n";
        Units::read("units.csv", text.as_bytes()).unwrap()
    }

    #[test]
    fn compound_units_reduce_to_base_units() {
        for (text, above, want, per) in [
            ("tCO2/MWh", Dimension::Mass, "1/3.6", Some(Dimension::Energy)),
            ("kgCO2e/MMBtu", Dimension::Mass, "0.001/1.05505585262", Some(Dimension::Energy)),
            ("GJ/万Nm3", Dimension::Energy, "0.0001", Some(Dimension::GasVolume)),
            ("tC/GJ", Dimension::Mass, "1", Some(Dimension::Energy)),
            ("kgce/kWh", Dimension::Mass, "0.001/0.0036", Some(Dimension::Energy)),
            ("%", Dimension::Mass, "0.01", None),
            ("kgCH4/kgCOD", Dimension::Mass, "1", Some(Dimension::Mass)),
            ("kgce/(t·EF)", Dimension::Energy, "0.029307", Some(Dimension::Mass)),
        ] {
            let unit = FactorUnit::parse(text, above, &units()).unwrap();
            assert_eq!((unit.ratio, unit.per), (Ratio::parse(want).unwrap(), per), "{text}");
        }
        assert_eq!(FactorUnit::parse("tCO2/furlong", Dimension::Mass, &units()), None);
        assert_eq!(FactorUnit::parse("GJ/t", Dimension::Mass, &units()), None);
    }
}
