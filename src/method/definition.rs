//! A method as a whole.

use std::collections::BTreeMap;

use super::missing::Missing;
use super::parameter::{Constant, Lookup, Parameter};
use super::source::{FlowRule, Source};
use super::symbol::Symbol;
use crate::activity::{Flow, RowParameter};
use crate::measure::{Figure, Ratio, Rounding};
use crate::nomenclature::Item;

/// An accounting method.
#[derive(Clone, Debug)]
pub struct Method {
    /// Its name, as enterprises write it.
    pub name: String,
    /// Its version.
    pub version: String,
    /// Titles, Chinese and English.
    pub title_zh: String,
    /// The English title.
    pub title_en: String,
    /// The document that it follows.
    pub document: String,
    /// What a reader must know of it, Chinese and English; may be empty.
    pub note_zh: String,
    /// The English note.
    pub note_en: String,
    /// Prefixes of the industry codes that it is made for; none for one that must be named, or takes the rest.
    pub industries: Vec<String>,
    /// Its constants, by the symbols that they stand for; `carbon_to_co2` among them.
    pub constants: BTreeMap<String, Parameter>,
    /// The factor table of global warming potentials; none when its sources name their own.
    pub gwp: Option<String>,
    /// The factor table of standard-coal coefficients; none when it does not state energy in standard coal.
    pub standard_coal: Option<String>,
    /// How pages round its emissions; files carry every digit.
    pub display: Option<Display>,
    /// What it does about months that are not reported; none when it fills in nothing.
    pub missing: Option<Missing>,
    /// Categories of indirect emissions by their numbers: Chinese and English names.
    pub categories: BTreeMap<String, CategoryName>,
    /// Its emission sources.
    pub sources: Vec<Source>,
}

/// What a category of indirect emissions is called.
#[derive(Clone, Debug, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CategoryName {
    /// In Chinese.
    pub zh: String,
    /// In English.
    pub en: String,
}

/// Where a source finds the value of a symbol.
#[derive(Clone, Copy, Debug)]
pub enum Whence<'a> {
    /// As the source says.
    Source(&'a Parameter),
    /// It is a constant of the method.
    Method(&'a Parameter),
    /// It is the global warming potential of the source's gas, or of the item, in the method's set.
    Potential,
}

/// How figures are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Display {
    /// Decimals.
    pub decimals: u8,
    /// What becomes of a half.
    pub rounding: Rounding,
}

impl Display {
    /// A decimal as it is shown; text that is no number stays as it is.
    #[must_use]
    pub fn shown(self, text: &str) -> String {
        let step = Ratio::new(1, 10i128.pow(self.decimals.into()));
        let rounded = Ratio::parse(text).and_then(|value| value.rounded(&step, self.rounding));
        rounded.map_or_else(|| text.to_owned(), |value| Figure::round(&value, self.decimals).to_string())
    }
}

impl Method {
    /// Whether any source takes an item.
    #[must_use]
    pub fn takes(&self, item: &Item) -> bool {
        self.sources.iter().any(|source| source.takes(item))
    }

    /// The sources that make lines of an item's flow, with their places: one for each gas and kind. A source that names the
    /// item goes before one that takes its category.
    #[must_use]
    pub fn sources_of(&self, item: &Item, flow: Flow) -> Vec<(usize, &Source, FlowRule)> {
        let taking = || self.sources.iter().enumerate().filter(|(_, source)| source.takes(item) && source.flows.contains_key(&flow));
        let named: Vec<&Source> = taking().map(|(_, source)| source).filter(|source| source.names(item)).collect();
        taking()
            .filter(|(_, source)| source.names(item) || !named.iter().any(|other| other.doubles(source)))
            .filter_map(|(at, source)| Some((at, source, *source.flows.get(&flow)?)))
            .collect()
    }

    /// How specifically its industry list covers a code: the length of the longest prefix.
    #[must_use]
    pub fn covers(&self, digits: &str) -> Option<usize> {
        self.industries.iter().filter(|prefix| digits.starts_with(prefix.as_str())).map(String::len).max()
    }

    /// A constant.
    #[must_use]
    pub fn constant(&self, symbol: &str) -> Option<&Constant> {
        self.constants.get(symbol).and_then(|parameter| parameter.value.as_ref())
    }

    /// Where a source finds the value of a symbol; nothing for one that falls away. A gas that is not CO2 has a potential,
    /// whether or not its formula can do without one.
    #[must_use]
    pub fn whence<'a>(&'a self, source: &'a Source, symbol: &Symbol, needed: bool) -> Option<Whence<'a>> {
        let other_gas = || source.gas.as_deref().is_some_and(|gas| gas != "CO2");
        if let Some(parameter) = source.parameters.get(symbol.name) {
            return Some(Whence::Source(parameter));
        }
        match self.constants.get(symbol.name).filter(|_| needed) {
            Some(parameter) => Some(Whence::Method(parameter)),
            None => (symbol.name == "gwp" && (needed || other_gas())).then_some(Whence::Potential),
        }
    }

    /// Every parameter of every source, and the constants.
    pub fn parameters(&self) -> impl Iterator<Item = &Parameter> {
        self.sources.iter().flat_map(|source| source.parameters.values()).chain(self.constants.values())
    }

    /// Every column of energy rows that it reads.
    pub fn columns(&self) -> impl Iterator<Item = &'static RowParameter> {
        self.parameters().flat_map(Parameter::columns)
    }

    /// Every factor table that it reads.
    pub fn tables(&self) -> impl Iterator<Item = &str> {
        let looked_up = self.parameters().filter_map(|parameter| parameter.table.as_ref()).map(|lookup: &Lookup| lookup.table.as_str());
        looked_up.chain(self.standard_coal.as_deref()).chain(self.gwp.as_deref())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_half_goes_where_the_method_says() {
        let shown = |rounding, text| Display { decimals: 2, rounding }.shown(text);
        assert_eq!([shown(Rounding::HalfUp, "1234.565"), shown(Rounding::HalfEven, "1234.565")], ["1234.57", "1234.56"]);
        assert_eq!([shown(Rounding::HalfUp, "-0.125"), shown(Rounding::HalfUp, "7")], ["-0.13", "7.00"]);
        assert_eq!(shown(Rounding::HalfUp, ""), "");
    }
}
