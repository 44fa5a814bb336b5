//! A method as a whole.

use super::source::Source;
use crate::measure::Ratio;
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
    /// Prefixes of the industry codes that it is made for; none for the method that takes the rest.
    pub industries: Vec<String>,
    /// tCO2 per tC, as the method states it.
    pub carbon_to_co2: Ratio,
    /// The factor table of standard-coal coefficients; none when it does not state energy in standard coal.
    pub standard_coal: Option<String>,
    /// Its emission sources.
    pub sources: Vec<Source>,
}

impl Method {
    /// The source that takes an item, with its place.
    #[must_use]
    pub fn source_of(&self, item: &Item) -> Option<(usize, &Source)> {
        self.sources.iter().enumerate().find(|(_, source)| source.takes(item))
    }

    /// How specifically its industry list covers a code: the length of the longest prefix.
    #[must_use]
    pub fn covers(&self, digits: &str) -> Option<usize> {
        self.industries.iter().filter(|prefix| digits.starts_with(prefix.as_str())).map(String::len).max()
    }
}
