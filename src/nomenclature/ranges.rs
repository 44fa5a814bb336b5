//! Plausible ranges: between which values a measured property of an item lies, as far as anybody has published any.

use super::item::{ItemId, Items};
use super::rows::{Row, Rows};
use crate::finding::Fault;
use crate::measure::Ratio;

/// What a range speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Property {
    /// Net calorific value, GJ per accounting unit of the item.
    Ncv,
    /// Carbon content, tC/GJ.
    CarbonContent,
    /// Share of carbon oxidised.
    Oxidation,
    /// CO2 of energy use per money made, tCO2/万元: of enterprises, not of an item.
    EnergyIntensity,
}

impl Property {
    /// Its name: that of the column, where it has one.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Ncv => "ncv",
            Self::CarbonContent => "carbon_content",
            Self::Oxidation => "oxidation",
            Self::EnergyIntensity => "energy_intensity",
        }
    }

    fn parse(name: &str) -> Option<Self> {
        [Self::Ncv, Self::CarbonContent, Self::Oxidation, Self::EnergyIntensity].into_iter().find(|property| property.name() == name)
    }
}

/// A range, its ends included.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Range {
    /// Its lower end.
    pub lowest: Ratio,
    /// Its upper end.
    pub highest: Ratio,
    /// The unit of both.
    pub unit: String,
}

impl Range {
    /// Whether a value lies in it.
    #[must_use]
    pub fn holds(&self, value: &Ratio) -> bool {
        (&self.lowest..=&self.highest).contains(&value)
    }
}

/// The ranges of a release; none in a release that states none.
#[derive(Debug, Default)]
pub struct Ranges(Vec<((Option<ItemId>, Property), Range)>);

const COLUMNS: &[&str] = &["item", "property", "lowest", "highest", "unit", "source"];

impl Ranges {
    /// Reads the table of ranges.
    ///
    /// # Errors
    /// Names file and line of what is wrong.
    pub fn read(file: &str, bytes: &[u8], items: &Items) -> Result<Self, Fault> {
        let mut ranges = Vec::new();
        for row in Rows::read(file, bytes, COLUMNS)?.iter() {
            let item = match row.optional("item") {
                None => None,
                Some(code) => Some(items.find(code).ok_or_else(|| row.fault("unknown item"))?),
            };
            let property = Property::parse(row.get("property")).ok_or_else(|| row.fault("unknown property"))?;
            let (lowest, highest) = (end(&row, "lowest")?, end(&row, "highest")?);
            if lowest >= highest {
                return Err(row.fault("lowest must be below highest"));
            }
            row.required("source")?;
            ranges.push(((item, property), Range { lowest, highest, unit: row.required("unit")?.to_owned() }));
        }
        ranges.sort_by_key(|(key, _)| *key);
        if ranges.windows(2).any(|pair| pair[0].0 == pair[1].0) {
            return Err(Fault::rule(file, 0, "two ranges of one item and property"));
        }
        Ok(Self(ranges))
    }

    /// The range of an item's property.
    #[must_use]
    pub fn of(&self, item: ItemId, property: Property) -> Option<&Range> {
        self.find((Some(item), property))
    }

    /// The range of CO2 of energy use per money made, tCO2/万元.
    #[must_use]
    pub fn energy_intensity(&self) -> Option<&Range> {
        self.find((None, Property::EnergyIntensity))
    }

    fn find(&self, key: (Option<ItemId>, Property)) -> Option<&Range> {
        self.0.binary_search_by_key(&key, |(known, _)| *known).ok().map(|at| &self.0[at].1)
    }
}

fn end(row: &Row<'_>, column: &str) -> Result<Ratio, Fault> {
    Ratio::parse(row.get(column)).ok_or_else(|| row.fault(format!("{column} is no number")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::nomenclature::Units;

    fn read(rows: &str) -> Result<Ranges, String> {
        let units = Units::read("u", "code,dimension,ratio,aliases,name_zh,name_en,note\nt,mass,1,,,,\n".as_bytes()).unwrap();
        let items = "code,category,dimension,unit,name_zh,name_en,aliases,note\ncoal,fuel,mass,t,煤,Coal,,\n";
        let items = Items::read("i", items.as_bytes(), &units).unwrap();
        let text = format!("item,property,lowest,highest,unit,source\n{rows}");
        Ranges::read("r", text.as_bytes(), &items).map_err(|fault| fault.to_string())
    }

    #[test]
    fn a_range_holds_its_ends_and_belongs_to_its_item() {
        let ranges = read("coal,ncv,10,40,GJ/t,s\n,energy_intensity,0.1,2,tCO2/万元,s\n").unwrap();
        let range = ranges.of(ItemId::of_number(0), Property::Ncv).unwrap();
        let holds = |text: &str| range.holds(&Ratio::parse(text).unwrap());
        assert!(holds("10") && holds("40.00") && !holds("9.999") && !holds("40.001"));
        assert!(ranges.of(ItemId::of_number(0), Property::Oxidation).is_none() && ranges.energy_intensity().is_some());
    }

    #[test]
    fn what_is_no_range_is_refused() {
        for rows in
            ["coal,ncv,40,10,GJ/t,s\n", "coal,ncv,x,10,GJ/t,s\n", "wood,ncv,1,10,GJ/t,s\n", "coal,colour,1,2,1,s\n", "coal,ncv,1,2,GJ/t,\n"]
        {
            assert!(read(rows).is_err(), "{rows}");
        }
        assert!(read("coal,ncv,1,2,GJ/t,s\ncoal,ncv,1,3,GJ/t,s\n").is_err());
    }
}
