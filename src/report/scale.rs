//! The scale: all bands side by side, their edges, and a marker where the value falls.

use askama::Template;
use askama::filters::HtmlSafe;

use super::colour::Colour;

/// One band of a scheme.
#[derive(Clone, Debug)]
pub struct Band {
    /// What falls in it gets this grade (or level).
    pub grade: String,
    /// Its name in the page's language.
    pub name: String,
    /// Its colour, `#rrggbb`.
    pub colour: String,
    /// Upper edge as decimal text; the last band has none.
    pub upper: Option<String>,
}

/// All bands of a scheme, best first, and the value that was compared with them.
#[derive(Clone, Debug)]
pub struct Scale {
    /// How the page calls the value: `K`, `L`.
    pub symbol: String,
    /// The value as printed, if there is one.
    pub value: Option<String>,
    /// The grade (or level) that was given, as the engine gave it.
    pub current: Option<String>,
    /// The bands, best first.
    pub bands: Vec<Band>,
    /// Whether an edge belongs to the better band.
    pub upper_inclusive: bool,
    /// Whether more is better.
    pub falling: bool,
}

/// Decimals that are enough to place a marker.
const MARKER_DECIMALS: usize = 9;

impl Scale {
    /// Where the marker stands, in per mille of the whole width. Bands are drawn equally wide; within its band the marker
    /// is placed in proportion, and it keeps off the edges so that nobody has to guess the band.
    pub(super) fn position(&self) -> Option<u32> {
        let value = scaled(self.value.as_deref()?)?;
        let width = 1000 / u32::try_from(self.bands.len()).ok()?.max(1);
        if self.falling {
            let place = self.bands.iter().position(|band| self.is_current(band))?;
            return Some(u32::try_from(place).ok()? * width + width / 2);
        }
        let mut lower = 0;
        for (place, band) in (0_u32..).zip(&self.bands) {
            let Some(upper) = &band.upper else {
                return Some(place * width + within(value, lower, lower.max(1).checked_mul(2)?, width)?);
            };
            let upper = scaled(upper)?;
            if value < upper || (value == upper && self.upper_inclusive) {
                return Some(place * width + within(value, lower, upper, width)?);
            }
            lower = upper;
        }
        None
    }

    /// The rule of the band that was given, in signs: `0.8 < K ≤ 1.2`.
    pub(super) fn rule(&self) -> Option<String> {
        let place = self.bands.iter().position(|band| self.is_current(band))?;
        let lower = place.checked_sub(1).and_then(|before| self.bands.get(before)?.upper.as_deref());
        let (below, above) = match (self.falling, self.upper_inclusive) {
            (false, true) => ("≤", ">"),
            (false, false) => ("<", "≥"),
            (true, true) => ("≥", "<"),
            (true, false) => (">", "≤"),
        };
        let symbol = &self.symbol;
        match (lower, self.bands.get(place)?.upper.as_deref()) {
            (None, Some(upper)) => Some(format!("{symbol} {below} {upper}")),
            (Some(lower), None) => Some(format!("{symbol} {above} {lower}")),
            (Some(above), Some(below)) if self.falling => {
                let (low, high) = if self.upper_inclusive { ("≤", "<") } else { ("<", "≤") };
                Some(format!("{below} {low} {symbol} {high} {above}"))
            }
            (Some(lower), Some(upper)) if self.upper_inclusive => Some(format!("{lower} < {symbol} ≤ {upper}")),
            (Some(lower), Some(upper)) => Some(format!("{lower} ≤ {symbol} < {upper}")),
            (None, None) => None,
        }
    }

    /// Whether a band is the one that was given.
    pub(super) fn is_current(&self, band: &Band) -> bool {
        self.current.as_deref() == Some(band.grade.as_str())
    }
}

impl Band {
    /// The band's colour.
    pub(super) fn paint(&self) -> Colour {
        Colour::parse(&self.colour)
    }
}

/// The scale as HTML.
#[derive(Template)]
#[template(path = "scale.html")]
pub(super) struct ScaleBar<'a> {
    scale: &'a Scale,
}

impl HtmlSafe for ScaleBar<'_> {}

/// A scale as a piece of a page.
pub(super) fn scale_bar(scale: &Scale) -> ScaleBar<'_> {
    ScaleBar { scale }
}

impl ScaleBar<'_> {
    /// The marker's place as a style, and the side on which its text has room.
    fn marker(&self) -> Option<(String, &'static str)> {
        let position = self.scale.position()?;
        let side = match position {
            0..200 => "start",
            800.. => "end",
            _ => "middle",
        };
        Some((format!("left:{}%", super::figure::percent(position)), side))
    }
}

/// The place of `value` between two edges, in steps of `width`, kept a little inside.
fn within(value: i128, lower: i128, upper: i128, width: u32) -> Option<u32> {
    let span = upper.checked_sub(lower).filter(|span| *span > 0)?;
    let steps = value.checked_sub(lower)?.checked_mul(i128::from(width))? / span;
    let inset = width / 20;
    Some(u32::try_from(steps.max(0)).unwrap_or(u32::MAX).clamp(inset, width.saturating_sub(inset)))
}

/// A decimal text as a whole number of 10⁻⁹; further decimals do not move a marker.
fn scaled(text: &str) -> Option<i128> {
    let (whole, decimals) = text.split_once('.').unwrap_or((text, ""));
    if !whole.ends_with(|sign: char| sign.is_ascii_digit()) || !decimals.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let kept = decimals.get(..MARKER_DECIMALS).unwrap_or(decimals);
    format!("{whole}{kept:0<MARKER_DECIMALS$}").parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sample;

    /// The sample's five bands with another value.
    fn at(value: &str, grade: &str) -> Scale {
        Scale { value: Some(value.into()), current: Some(grade.into()), ..sample::ratio_scale() }
    }

    #[test]
    fn a_marker_stands_in_its_band() {
        for (value, grade, position, rule) in [
            ("0", "1", 10, "K ≤ 0.6"),
            ("0.3", "1", 100, "K ≤ 0.6"),
            ("0.6", "1", 190, "K ≤ 0.6"),
            ("0.6001", "2", 210, "0.6 < K ≤ 0.8"),
            ("1.0000", "3", 500, "0.8 < K ≤ 1.2"),
            ("2.0", "4", 790, "1.2 < K ≤ 2.0"),
            ("3", "5", 900, "K > 2.0"),
            ("12345678901234567890", "5", 990, "K > 2.0"),
        ] {
            let scale = at(value, grade);
            assert_eq!(scale.position(), Some(position), "{value}");
            assert_eq!(scale.rule().as_deref(), Some(rule), "{value}");
        }
    }

    #[test]
    fn exclusive_edges_belong_to_the_next_band() {
        let scale = Scale { upper_inclusive: false, ..at("0.6", "2") };
        assert_eq!(scale.position(), Some(210));
        assert_eq!(scale.rule().as_deref(), Some("0.6 ≤ K < 0.8"));
    }

    #[test]
    fn no_value_no_marker() {
        for value in ["", "abc", "1.x", "--1", "0x10"] {
            assert_eq!(at(value, "1").position(), None, "{value}");
        }
        assert_eq!(Scale { bands: Vec::new(), ..at("1", "1") }.position(), None);
    }
}
