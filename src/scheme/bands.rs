//! Scales of bands: where a figure falls.

use std::sync::Arc;

use crate::finding::Language;
use crate::measure::{Figure, Ratio};

/// One band of a scale.
#[derive(Clone, Debug)]
pub struct Band {
    /// What files call it: `1`, `low` …
    pub code: String,
    /// Its upper edge; none for the last.
    pub upper: Option<Ratio>,
    /// The Chinese name.
    pub name_zh: String,
    /// The English name.
    pub name_en: String,
    /// Its colour, `#rrggbb`.
    pub color: String,
}

impl Band {
    /// Its name in a language.
    #[must_use]
    pub fn name(&self, language: Language) -> &str {
        language.pick(&self.name_zh, &self.name_en)
    }
}

/// A figure's decimals and the bands that it falls into, best first.
#[derive(Clone, Debug)]
pub struct Scale {
    /// Decimals of the figure.
    pub decimals: u8,
    /// Whether a figure that equals an upper edge belongs to the band below it.
    pub inclusive: bool,
    /// The bands, in the order of their edges.
    pub bands: Vec<Arc<Band>>,
}

impl Scale {
    /// The band of a value.
    ///
    /// The last band has no upper edge, so that every value falls into one; none only for a scale without bands.
    #[must_use]
    pub fn band(&self, value: &Ratio) -> Option<&Arc<Band>> {
        self.bands.iter().find(|band| match &band.upper {
            None => true,
            Some(upper) if self.inclusive => value <= upper,
            Some(upper) => value < upper,
        })
    }

    /// The printed figure minus the nearest edge, of two equally near the better one: above zero means worse than it.
    #[must_use]
    pub fn margin(&self, printed: &Figure) -> Option<Figure> {
        let value = printed.ratio();
        let distances = self.bands.iter().filter_map(|band| band.upper.as_ref()).map(|edge| value.plus(&edge.negated()));
        let size = |distance: &Ratio| if distance.is_positive() { distance.clone() } else { distance.negated() };
        // min_by keeps the first of equals, and edges come best first.
        distances.min_by(|a, b| size(a).cmp(&size(b))).map(|distance| Figure::round(&distance, self.decimals))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scale() -> Scale {
        let band = |code: &str, upper: Option<&str>| {
            Arc::new(Band {
                code: code.to_owned(),
                upper: upper.map(|text| Ratio::parse(text).unwrap()),
                name_zh: String::new(),
                name_en: String::new(),
                color: String::new(),
            })
        };
        let bands = vec![band("1", Some("0.6")), band("2", Some("0.8")), band("3", Some("1.2")), band("4", Some("2.0")), band("5", None)];
        Scale { decimals: 4, inclusive: true, bands }
    }

    #[test]
    fn edges_belong_to_the_better_band_and_margins_to_the_nearest_edge() {
        for (value, grade, margin) in [
            ("0", "1", "-0.6000"),
            ("0.6", "1", "0.0000"),
            ("0.6001", "2", "0.0001"),
            ("0.7", "2", "0.1000"),
            ("1.0", "3", "0.2000"),
            ("1.6", "4", "0.4000"),
            ("1.7", "4", "-0.3000"),
            ("9", "5", "7.0000"),
        ] {
            let figure = Figure::round(&Ratio::parse(value).unwrap(), 4);
            assert_eq!(scale().band(&figure.ratio()).unwrap().code, grade, "{value}");
            assert_eq!(scale().margin(&figure).unwrap().to_string(), margin, "{value}");
        }
    }

    #[test]
    fn an_exclusive_edge_belongs_to_the_worse_band() {
        let scale = Scale { inclusive: false, ..scale() };
        assert_eq!(scale.band(&Ratio::parse("0.6").unwrap()).unwrap().code, "2");
    }
}
