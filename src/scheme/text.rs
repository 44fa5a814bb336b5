//! Schemes as TOML.

use std::sync::Arc;

use serde::Deserialize;

use super::bands::{Band, Scale};
use super::definition::{Compare, Completeness, Denominator, Numerator, Peers, Scheme};
use crate::finding::Fault;
use crate::measure::Ratio;
use crate::nomenclature::{PeerLevel, Units};
use crate::production::Measure;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SchemeText {
    title_zh: String,
    title_en: String,
    document: String,
    #[serde(default)]
    note_zh: String,
    #[serde(default)]
    note_en: String,
    compare: String,
    completeness: String,
    numerator: NumeratorText,
    denominator: DenominatorText,
    intensity: ScaleText,
    ratio: ScaleText,
    peers: PeersText,
    #[serde(default)]
    excluded_industries: Vec<String>,
    minimum_age_months: Option<u16>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NumeratorText {
    lines: String,
    floor_at_zero: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DenominatorText {
    measure: String,
    product: Option<String>,
    unit: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ScaleText {
    decimals: u8,
    inclusive: bool,
    bands: Vec<BandText>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct BandText {
    code: String,
    upper: Option<String>,
    name_zh: String,
    name_en: String,
    color: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PeersText {
    levels: Vec<String>,
    minimum: usize,
    #[serde(default)]
    broad: Vec<String>,
    statistic: String,
    include_self: bool,
}

impl Scheme {
    /// Reads a scheme; `sha256` is the hash of its file.
    ///
    /// # Errors
    /// Names the file, its line and the key that is wrong.
    pub fn read(name: &str, version: &str, file: &str, text: &str, sha256: &str, units: &Units) -> Result<Self, Fault> {
        let parsed: SchemeText = toml::from_str(text).map_err(|error| {
            let before = error.span().and_then(|span| text.get(..span.start)).unwrap_or_default();
            Fault::rule(file, before.bytes().filter(|byte| *byte == b'\n').count() as u64 + 1, error.message().to_owned())
        })?;
        let wrong = |reason: String| Fault::rule(file, 0, reason);
        Ok(Self {
            name: name.to_owned(),
            version: version.to_owned(),
            sha256: sha256.to_owned(),
            title_zh: parsed.title_zh,
            title_en: parsed.title_en,
            document: parsed.document,
            note_zh: parsed.note_zh,
            note_en: parsed.note_en,
            compare: choose("compare", &parsed.compare, &[("rounded", Compare::Rounded), ("exact", Compare::Exact)]).map_err(wrong)?,
            completeness: choose(
                "completeness",
                &parsed.completeness,
                &[("every_month", Completeness::EveryMonth), ("any_month", Completeness::AnyMonth)],
            )
            .map_err(wrong)?,
            numerator: Numerator {
                energy_only: choose("numerator.lines", &parsed.numerator.lines, &[("energy", true), ("all", false)]).map_err(wrong)?,
                floor_at_zero: parsed.numerator.floor_at_zero,
            },
            denominator: denominator(parsed.denominator, units).map_err(wrong)?,
            intensity: scale("intensity", parsed.intensity).map_err(wrong)?,
            ratio: scale("ratio", parsed.ratio).map_err(wrong)?,
            peers: peers(&parsed.peers).map_err(wrong)?,
            excluded_industries: parsed.excluded_industries,
            minimum_age_months: parsed.minimum_age_months,
        })
    }
}

fn choose<T: Copy>(key: &str, value: &str, known: &[(&str, T)]) -> Result<T, String> {
    known.iter().find(|(name, _)| *name == value).map(|(_, meaning)| *meaning).ok_or_else(|| {
        let names: Vec<&str> = known.iter().map(|(name, _)| *name).collect();
        format!("{key} = {value}: must be one of {}", names.join(", "))
    })
}

fn denominator(text: DenominatorText, units: &Units) -> Result<Denominator, String> {
    let measure = Measure::parse(&text.measure).ok_or_else(|| format!("denominator.measure = {}: no such column", text.measure))?;
    if (measure == Measure::ProductQuantity) != text.product.is_some() {
        return Err("denominator.product goes with measure = product_quantity".to_owned());
    }
    let unit = units.find(&text.unit).ok_or_else(|| format!("denominator.unit = {}: not in the unit table", text.unit))?;
    Ok(Denominator { measure, product: text.product, unit, unit_code: units.get(unit).code.clone() })
}

fn scale(key: &str, text: ScaleText) -> Result<Scale, String> {
    let count = text.bands.len();
    let mut bands: Vec<Arc<Band>> = Vec::with_capacity(count);
    for (at, band) in text.bands.into_iter().enumerate() {
        let upper = match band.upper {
            None if at + 1 == count => None,
            None => return Err(format!("{key}.bands: only the last has no upper edge")),
            Some(edge) => Some(Ratio::parse(&edge).ok_or_else(|| format!("{key}.bands: {edge} is no number"))?),
        };
        if bands.last().is_some_and(|last| upper.is_some() && last.upper >= upper) {
            return Err(format!("{key}.bands: edges must rise"));
        }
        bands.push(Arc::new(Band { code: band.code, upper, name_zh: band.name_zh, name_en: band.name_en, color: band.color }));
    }
    if bands.last().is_none_or(|band| band.upper.is_some()) {
        return Err(format!("{key}.bands: the last must have no upper edge"));
    }
    if text.decimals > 18 {
        return Err(format!("{key}.decimals: at most 18"));
    }
    Ok(Scale { decimals: text.decimals, inclusive: text.inclusive, bands })
}

fn peers(text: &PeersText) -> Result<Peers, String> {
    if text.statistic != "ratio_of_sums" || !text.include_self {
        return Err("peers: this version computes statistic = ratio_of_sums with include_self = true".to_owned());
    }
    let level = |name: &String| PeerLevel::parse(name).ok_or_else(|| format!("peers: no level is called {name}"));
    let levels = text.levels.iter().map(level).collect::<Result<_, _>>()?;
    let broad = text.broad.iter().map(level).collect::<Result<_, _>>()?;
    Ok(Peers { levels, minimum: text.minimum.max(1), broad })
}
