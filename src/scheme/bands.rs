//! Scales of bands: where a figure falls.

use std::sync::Arc;

use crate::finding::Language;
use crate::measure::{Figure, Ratio};

/// One band of a scale.
#[derive(Clone, Debug)]
pub struct Band {
    /// What files call it: `1`, `low` …
    pub code: String,
    /// Its edge towards the worse, the upper one where less is better; none for the last.
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
    /// Whether a figure that equals an edge belongs to the better band.
    pub inclusive: bool,
    /// Whether more is better: edges fall from band to band.
    pub falling: bool,
    /// The bands, best first.
    pub bands: Vec<Arc<Band>>,
    whole_edges: Option<Vec<i128>>,
}

impl Scale {
    /// The band of an exact value.
    ///
    /// The last band has no upper edge, so that every value falls into one; none only for a scale without bands.
    #[must_use]
    pub fn band(&self, value: &Ratio) -> Option<&Arc<Band>> {
        self.bands.iter().find(|band| match &band.upper {
            None => true,
            Some(edge) if value == edge => self.inclusive,
            Some(edge) => (value < edge) != self.falling,
        })
    }

    /// The band of a figure as printed.
    #[must_use]
    pub fn band_of_figure(&self, figure: &Figure) -> Option<&Arc<Band>> {
        let Some((edges, value)) = self.edges().zip(figure.mantissa()) else { return self.band(&figure.ratio()) };
        let place = edges.iter().position(|edge| if value == *edge { self.inclusive } else { (value < *edge) != self.falling });
        self.bands.get(place.unwrap_or(edges.len()))
    }

    /// The distance of the printed figure from the nearest edge, of two equally near the better one: above zero means worse
    /// than it. Where less is better, that is the figure minus the edge.
    #[must_use]
    pub fn margin(&self, printed: &Figure) -> Option<Figure> {
        if let Some((edges, value)) = self.edges().zip(printed.mantissa()) {
            // min_by_key keeps the first of equals, and edges come best first.
            let nearest = edges.iter().filter_map(|edge| value.checked_sub(*edge)).min_by_key(|distance| distance.unsigned_abs());
            return nearest.map(|distance| Figure::new(if self.falling { -distance } else { distance }, self.decimals));
        }
        let value = printed.ratio();
        let distances = self.bands.iter().filter_map(|band| band.upper.as_ref()).map(|edge| value.plus(&edge.negated()));
        let size = |distance: &Ratio| if distance.is_positive() { distance.clone() } else { distance.negated() };
        let nearest = distances.min_by(|a, b| size(a).cmp(&size(b)))?;
        Some(Figure::round(&if self.falling { nearest.negated() } else { nearest }, self.decimals))
    }

    /// The upper edges in units of the last decimal, if all of them are whole numbers of it: then integers decide.
    fn edges(&self) -> Option<&[i128]> {
        self.whole_edges.as_deref()
    }

    /// The place of a band by its code, 0 for the best.
    #[must_use]
    pub fn place(&self, code: &str) -> Option<usize> {
        self.bands.iter().position(|band| band.code == code)
    }

    /// The same where more is better.
    #[must_use]
    pub fn with_falling_edges(self) -> Self {
        Self { falling: true, ..self }
    }

    /// A scale of bands, best first, less being better.
    #[must_use]
    pub fn new(decimals: u8, inclusive: bool, bands: Vec<Arc<Band>>) -> Self {
        let whole = |edge: &Ratio| {
            let figure = Figure::round(edge, decimals);
            figure.mantissa().filter(|_| figure.ratio() == *edge)
        };
        let whole_edges = bands.iter().filter_map(|band| band.upper.as_ref()).map(whole).collect();
        Self { decimals, inclusive, falling: false, bands, whole_edges }
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
        Scale::new(4, true, bands)
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
            assert_eq!(scale().band_of_figure(&figure).unwrap().code, grade, "{value}");
            assert_eq!(scale().margin(&figure).unwrap().to_string(), margin, "{value}");
        }
    }

    #[test]
    fn an_exclusive_edge_belongs_to_the_worse_band() {
        let scale = Scale::new(4, false, scale().bands);
        assert_eq!(scale.band(&Ratio::parse("0.6").unwrap()).unwrap().code, "2");
        assert_eq!(scale.band_of_figure(&Figure::new(6000, 4)).unwrap().code, "2");
    }

    #[test]
    fn where_more_is_better_edges_fall_and_a_margin_above_zero_is_still_worse() {
        let band = |code: &str, edge: Option<i128>| {
            Arc::new(Band { code: code.to_owned(), upper: edge.map(|edge| Ratio::new(edge, 1)), ..Band::clone(&scale().bands[0]) })
        };
        for (inclusive, on_the_edge) in [(true, "a"), (false, "b")] {
            let scale = Scale::new(1, inclusive, vec![band("a", Some(90)), band("b", Some(60)), band("c", None)]).with_falling_edges();
            for (value, code, margin) in
                [("90.1", "a", "-0.1"), ("90", on_the_edge, "0.0"), ("89.9", "b", "0.1"), ("59.9", "c", "0.1"), ("75", "b", "15.0")]
            {
                let figure = Figure::round(&Ratio::parse(value).unwrap(), 1);
                assert_eq!(scale.band(&figure.ratio()).unwrap().code, code, "{value}");
                assert_eq!(scale.band_of_figure(&figure).unwrap().code, code, "{value}");
                assert_eq!(scale.margin(&figure).unwrap().to_string(), margin, "{value}");
            }
        }
    }

    #[test]
    fn edges_finer_than_the_figure_are_compared_exactly() {
        let fine = Arc::new(Band { upper: Ratio::parse("0.60005"), ..Band::clone(&scale().bands[0]) });
        let scale = Scale::new(4, true, [vec![fine], scale().bands[1..].to_vec()].concat());
        assert_eq!(scale.band_of_figure(&Figure::new(6000, 4)).unwrap().code, "1");
        assert_eq!(scale.band_of_figure(&Figure::new(6001, 4)).unwrap().code, "2");
        assert_eq!(scale.margin(&Figure::new(6000, 4)).unwrap().to_string(), "0.0000");
    }
}
