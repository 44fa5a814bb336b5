//! Items: what is used.

use std::sync::OnceLock;

use super::names::{Names, id};
use super::rows::Rows;
use super::unit::{Dimension, UnitId, Units};
use crate::finding::{Fault, Language};
use crate::measure::Spellings;

/// An item's place in its table, which is sorted by code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ItemId(u16);

impl ItemId {
    /// The id at a place.
    #[must_use]
    pub fn of_number(number: u16) -> Self {
        Self(number)
    }

    /// Its place as a number.
    #[must_use]
    pub fn number(self) -> u16 {
        self.0
    }
}

/// What kind of thing an item is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Category {
    /// Electric power.
    Electricity,
    /// Heat.
    Heat,
    /// A fossil fuel.
    Fuel,
    /// A fuel whose CO2 is biogenic.
    Biomass,
    /// A carbonate.
    Carbonate,
    /// A greenhouse gas, by mass.
    Gas,
    /// Any other material.
    Material,
    /// What is made: benchmarks speak of it.
    Product,
}

impl Category {
    /// Its name in rule files.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Electricity => "electricity",
            Self::Heat => "heat",
            Self::Fuel => "fuel",
            Self::Biomass => "biomass",
            Self::Carbonate => "carbonate",
            Self::Gas => "gas",
            Self::Material => "material",
            Self::Product => "product",
        }
    }

    /// The category of a name.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        const ALL: [Category; 8] = [
            Category::Electricity,
            Category::Heat,
            Category::Fuel,
            Category::Biomass,
            Category::Carbonate,
            Category::Gas,
            Category::Material,
            Category::Product,
        ];
        ALL.into_iter().find(|category| category.name() == name)
    }

    /// Whether it counts as use of energy.
    #[must_use]
    pub fn is_energy(self) -> bool {
        matches!(self, Self::Electricity | Self::Heat | Self::Fuel | Self::Biomass)
    }
}

/// An item.
#[derive(Debug)]
pub struct Item {
    /// Its code.
    pub code: String,
    /// What kind of thing it is.
    pub category: Category,
    /// The unit in which factors speak of it.
    pub unit: UnitId,
    /// What that unit measures.
    pub dimension: Dimension,
    name_zh: String,
    name_en: String,
}

impl Item {
    /// Its code with its Chinese name, as findings name it in both languages.
    #[must_use]
    pub fn label(&self) -> String {
        format!("{} ({})", self.code, self.name_zh)
    }

    /// Its name in a language.
    #[must_use]
    pub fn name(&self, language: Language) -> &str {
        language.pick(&self.name_zh, &self.name_en)
    }
}

/// The item table.
#[derive(Debug)]
pub struct Items {
    items: Vec<Item>,
    names: Names,
    spoken: Vec<String>,
    spellings: OnceLock<Spellings>,
}

const COLUMNS: &[&str] = &["code", "category", "dimension", "unit", "name_zh", "name_en", "aliases", "note"];

impl Items {
    /// Reads the item table.
    ///
    /// # Errors
    /// Names file and line of what is wrong.
    pub fn read(file: &str, bytes: &[u8], units: &Units) -> Result<Self, Fault> {
        let mut table = Self { items: Vec::new(), names: Names::default(), spoken: Vec::new(), spellings: OnceLock::new() };
        for row in Rows::read(file, bytes, COLUMNS)?.iter() {
            let at = id(&row, table.items.len())?;
            let code = row.required("code")?;
            if table.items.last().is_some_and(|last| last.code.as_str() >= code) {
                return Err(row.fault("rows must be sorted by code, each code once"));
            }
            let (name_zh, name_en) = (row.required("name_zh")?, row.required("name_en")?);
            for name in [code, name_zh, name_en].into_iter().chain(row.aliases()) {
                table.names.add(&row, name, at)?;
                table.spoken.push(name.to_owned());
            }
            let unit = units.find(row.get("unit")).ok_or_else(|| row.fault("unknown unit"))?;
            let category = Category::parse(row.get("category")).ok_or_else(|| row.fault("unknown category"))?;
            let dimension = units.get(unit).dimension;
            table.items.push(Item {
                code: code.to_owned(),
                category,
                unit,
                dimension,
                name_zh: name_zh.to_owned(),
                name_en: name_en.to_owned(),
            });
        }
        Ok(table)
    }

    /// The item of a name.
    #[must_use]
    pub fn find(&self, name: &str) -> Option<ItemId> {
        self.names.find(name).map(ItemId)
    }

    /// The name of an item that is nearest to a text, if one is near.
    #[must_use]
    pub fn nearest(&self, text: &str) -> Option<&str> {
        self.spellings.get_or_init(|| Spellings::of(self.names())).nearest(text)
    }

    /// An item.
    #[must_use]
    pub fn get(&self, id: ItemId) -> &Item {
        &self.items[usize::from(id.0)]
    }

    /// Every item with its id, sorted by code.
    pub fn iter(&self) -> impl Iterator<Item = (ItemId, &Item)> {
        (0u16..).map(ItemId).zip(&self.items)
    }

    /// Every name that leads to an item.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.spoken.iter().map(String::as_str)
    }
}
