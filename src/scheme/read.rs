//! From the text of a scheme to the scheme: every key that is wrong is named, with what is allowed.

use std::sync::Arc;

use super::bands::{Band, Scale};
use super::definition::{Compare, Completeness, Denominator, Numerator, Peers, Reference, Scheme};
use super::key::{KeyError, choose, number, wanted};
use super::text::{BandText, DenominatorText, DimensionText, NumeratorText, PeersText, ScaleText, SchemeText};
use super::{read_gates, read_graded};
use crate::finding::Fault;
use crate::measure::{Month, Ratio, read_months};
use crate::nomenclature::{PeerLevel, Units};
use crate::production::Measure;

impl Scheme {
    /// Reads a scheme; `sha256` is the hash of its file.
    ///
    /// # Errors
    /// Names the file, the line, the key that is wrong, and what is allowed.
    pub fn read(name: &str, version: &str, file: &str, text: &str, sha256: &str, units: &Units) -> Result<Self, Fault> {
        let parsed: SchemeText = toml::from_str(text).map_err(|error| {
            let before = error.span().and_then(|span| text.get(..span.start)).unwrap_or_default();
            Fault::rule(file, before.bytes().filter(|byte| *byte == b'\n').count() as u64 + 1, error.message().to_owned())
        })?;
        let scheme = scheme(parsed, units).map_err(|error| error.at(file, text))?;
        Ok(Self { name: name.to_owned(), version: version.to_owned(), sha256: sha256.to_owned(), ..scheme })
    }

    /// Reads a scheme that no release pins; it keeps its text.
    ///
    /// # Errors
    /// As [`Scheme::read`].
    pub fn read_own(name: &str, file: &str, text: &str, sha256: &str, units: &Units) -> Result<Self, Fault> {
        Ok(Self { own_text: Some(text.to_owned()), ..Self::read(name, "", file, text, sha256, units)? })
    }
}

fn scheme(text: SchemeText, units: &Units) -> Result<Scheme, KeyError> {
    let graded = read_graded::graded("graded", &text.graded, text.dimensions.len())?;
    let ratio = scale("ratio", &text.ratio, graded.more_is_better())?;
    check_reach("ratio", &ratio, !text.gates.is_empty() || !text.dimensions.is_empty())?;
    let peers = text.peers.as_ref().map(peers).transpose()?;
    if graded.needs_peers() {
        wanted("peers", peers.as_ref(), graded.name())?;
    }
    let peers = peers.unwrap_or_else(nobody);
    let mut scheme = Scheme {
        name: String::new(),
        version: String::new(),
        sha256: String::new(),
        own_text: None,
        compare: choose("compare", &text.compare, &[("rounded", Compare::Rounded), ("exact", Compare::Exact)])?,
        completeness: completeness(&text)?,
        numerator: numerator(&text.numerator)?,
        denominator: denominator("denominator", &text.denominator, units)?,
        intensity: levels(&text.intensity)?,
        gates: read_gates::gates(&text.gates, &ratio)?,
        valid_from: month("valid_from", text.valid_from.as_deref())?,
        valid_to: month("valid_to", text.valid_to.as_deref())?,
        title_zh: text.title_zh,
        title_en: text.title_en,
        document: text.document,
        note_zh: text.note_zh,
        note_en: text.note_en,
        graded,
        ratio,
        peers,
        dimensions: Vec::new(),
        excluded_industries: text.excluded_industries,
        minimum_age_months: text.minimum_age_months,
        open: text.open,
    };
    let dimension = |(at, dimension): (usize, &DimensionText)| dimension_of(&scheme, at, dimension, units);
    let dimensions: Vec<Scheme> = text.dimensions.iter().enumerate().map(dimension).collect::<Result<_, _>>()?;
    scheme.graded = read_graded::merged(scheme.graded, &text.graded, &dimensions, &scheme.ratio)?;
    scheme.dimensions = dimensions;
    Ok(scheme)
}

/// One dimension as a scheme of its own: the same but for what it divides by, what it grades, and its bands.
fn dimension_of(scheme: &Scheme, at: usize, text: &DimensionText, units: &Units) -> Result<Scheme, KeyError> {
    let key = |name: &str| format!("dimensions[{at}].{name}");
    let graded = read_graded::graded(&key("graded"), &text.graded, 0)?;
    if graded.needs_peers() && scheme.peers.levels.is_empty() {
        wanted::<()>("peers", None, graded.name())?;
    }
    let ratio = scale(&key("ratio"), &text.ratio, graded.more_is_better())?;
    check_reach(&key("ratio"), &ratio, false)?;
    Ok(Scheme {
        denominator: denominator(&key("denominator"), &text.denominator, units)?,
        ratio,
        graded,
        gates: Vec::new(),
        ..scheme.clone()
    })
}

fn completeness(text: &SchemeText) -> Result<Completeness, KeyError> {
    let gap = text.filled_months.filter(|months| *months > 0);
    let filled = Completeness::Filled(gap.unwrap_or(1));
    let known = [("every_month", Completeness::EveryMonth), ("any_month", Completeness::AnyMonth), ("filled", filled)];
    let chosen = choose("completeness", &text.completeness, &known)?;
    if matches!(chosen, Completeness::Filled(_)) != text.filled_months.is_some() || text.filled_months == Some(0) {
        return Err(KeyError::new(
            "filled_months",
            "completeness = \"filled\" 时须写明可补的月数（1 以上），其他情况不写",
            "goes with completeness = \"filled\" and is 1 or more",
        ));
    }
    Ok(chosen)
}

fn numerator(text: &NumeratorText) -> Result<Numerator, KeyError> {
    Ok(Numerator {
        is_standard_coal: choose("numerator.of", &text.of, &[("emissions", false), ("standard_coal", true)])?,
        energy_only: choose("numerator.lines", &text.lines, &[("energy", true), ("all", false)])?,
        is_gross: text.gross,
        floor_at_zero: text.floor_at_zero,
    })
}

fn denominator(key: &str, text: &DenominatorText, units: &Units) -> Result<Denominator, KeyError> {
    let known: Vec<(&str, Measure)> =
        Measure::ALL.into_iter().chain([Measure::Area, Measure::Headcount]).map(|measure| (measure.name(), measure)).collect();
    let measure = choose(&format!("{key}.measure"), &text.measure, &known)?;
    if (measure == Measure::ProductQuantity) != text.product.is_some() {
        return Err(KeyError::new(
            format!("{key}.product"),
            "与 measure = \"product_quantity\" 同时写或同时不写",
            "goes with measure = \"product_quantity\", and with no other",
        ));
    }
    let unknown = || {
        let (zh, en) = ("不在单位表中", "is not in the unit table; carbonlabel template lists the units");
        KeyError::new(format!("{key}.unit"), format!("“{}”{zh}", text.unit), format!("“{}” {en}", text.unit))
    };
    let unit = units.find(&text.unit).ok_or_else(unknown)?;
    Ok(Denominator { measure, product: text.product.clone(), unit, unit_code: units.get(unit).code.clone() })
}

fn month(key: &str, text: Option<&str>) -> Result<Option<Month>, KeyError> {
    let read = |text: &str| {
        read_months(text).ok().and_then(|read| read.months.as_single()).ok_or_else(|| {
            KeyError::new(key, format!("“{text}”不是月份；请写如 2024-01"), format!("“{text}” is no month: write one such as 2024-01"))
        })
    };
    text.map(read).transpose()
}

/// Levels of the intensity.
fn levels(text: &ScaleText) -> Result<Scale, KeyError> {
    let levels = scale("intensity", text, false)?;
    check_reach("intensity", &levels, false)?;
    Ok(levels)
}

/// A scale; grades must have bands, levels may do without.
fn scale(key: &str, text: &ScaleText, falling: bool) -> Result<Scale, KeyError> {
    if text.decimals > 18 {
        return Err(KeyError::new(format!("{key}.decimals"), "最多 18 位", "is at most 18"));
    }
    if text.bands.is_empty() && key != "intensity" {
        return Err(KeyError::new(format!("{key}.bands"), "至少须有一级", "needs at least one band"));
    }
    let mut bands: Vec<Arc<Band>> = Vec::with_capacity(text.bands.len());
    for (at, band) in text.bands.iter().enumerate() {
        let band_key = format!("{key}.bands[{at}]");
        let upper = edge(&band_key, band, falling, &bands)?;
        check_band(&band_key, band, &bands)?;
        let BandText { code, name_zh, name_en, color, .. } = band;
        bands.push(Arc::new(Band { code: code.clone(), upper, name_zh: name_zh.clone(), name_en: name_en.clone(), color: color.clone() }));
    }
    if bands.last().is_some_and(|last| last.upper.is_some()) {
        let (zh, en) = ("最后一级不写界限，使任何数值都有等级", "the last band has no edge, so that every figure falls into one");
        return Err(KeyError::new(format!("{key}.bands[{}]", bands.len() - 1), zh, en));
    }
    let scale = Scale::new(text.decimals, text.inclusive, bands);
    Ok(if falling { scale.with_falling_edges() } else { scale })
}

/// The edge of a band: `upper` where less is better, else `lower`. Behind a band without one only gates lead further.
fn edge(key: &str, band: &BandText, falling: bool, before: &[Arc<Band>]) -> Result<Option<Ratio>, KeyError> {
    let (own, own_name, other, other_name) =
        if falling { (&band.lower, "lower", &band.upper, "upper") } else { (&band.upper, "upper", &band.lower, "lower") };
    if other.is_some() {
        let (zh, en) = (
            format!("该指标的数值{}，请写 {own_name}", if falling { "越大越好" } else { "越小越好" }),
            format!("{} is better here: write {own_name}", if falling { "more" } else { "less" }),
        );
        return Err(KeyError::new(format!("{key}.{other_name}"), zh, en));
    }
    let key = format!("{key}.{own_name}");
    let edge = own.as_deref().map(|edge| number(&key, edge)).transpose()?;
    let Some((last, edge)) = before.last().zip(edge.as_ref()) else { return Ok(edge) };
    match &last.upper {
        None => Err(KeyError::new(key, "前一级没有界限，此级不会出现", "the band before has no edge, so that none falls into this one")),
        Some(last) if (edge > last) == falling || edge == last => {
            let (zh, en) = (
                "各级从好到差，界限须依次递增（数值越大越好时递减）",
                "bands run from best to worst: edges must rise (fall where more is better)",
            );
            Err(KeyError::new(key, zh, en))
        }
        Some(_) => Ok(Some(edge.clone())),
    }
}

/// A band of figures that nothing leads to is a mistake: with edges only the last is open, and more than that takes gates.
fn check_reach(key: &str, scale: &Scale, has_gates: bool) -> Result<(), KeyError> {
    let open = scale.bands.iter().filter(|band| band.upper.is_none()).count();
    if open <= 1 || has_gates {
        return Ok(());
    }
    let at = scale.bands.len() - open;
    let (zh, en) =
        ("除最后一级外都要写界限；没有界限的级只能由 gates 得到", "every band but the last has an edge; only gates lead to others");
    Err(KeyError::new(format!("{key}.bands[{at}]"), zh, en))
}

fn check_band(key: &str, band: &BandText, before: &[Arc<Band>]) -> Result<(), KeyError> {
    if band.code.trim().is_empty() || before.iter().any(|other| other.code == band.code) {
        let (zh, en) = ("不能为空，也不能与其他级相同", "must not be empty, nor that of another band");
        return Err(KeyError::new(format!("{key}.code"), zh, en));
    }
    let digits = band.color.strip_prefix('#').filter(|digits| digits.len() == 6);
    if !digits.is_some_and(|digits| digits.bytes().all(|digit| digit.is_ascii_hexdigit())) {
        let (zh, en) =
            (format!("“{}”不是颜色；请写如 #1a9850", band.color), format!("“{}” is no colour: write one such as #1a9850", band.color));
        return Err(KeyError::new(format!("{key}.color"), zh, en));
    }
    Ok(())
}

fn peers(text: &PeersText) -> Result<Peers, KeyError> {
    let known =
        [PeerLevel::Class, PeerLevel::Group, PeerLevel::Division, PeerLevel::Section, PeerLevel::All].map(|level| (level.name(), level));
    let levels = |key: &str, names: &[String]| names.iter().map(|name| choose(key, name, &known)).collect::<Result<Vec<_>, _>>();
    let share = || {
        let share = wanted("peers.share", text.share.as_deref(), &text.statistic)?;
        number("peers.share", share)
    };
    let reference = match text.statistic.as_str() {
        "trimmed_mean" => Reference::TrimmedMean(share()?),
        "best_share" => Reference::BestShare(share()?),
        name => choose("peers.statistic", name, &Reference::NAMES.map(|name| (name, name))).map(|name| match name {
            "mean_of_ratios" => Reference::MeanOfRatios,
            "median" => Reference::Median,
            _ => Reference::RatioOfSums,
        })?,
    };
    let fits = match &reference {
        Reference::TrimmedMean(share) => !share.negated().is_positive() && share.times(&Ratio::new(2, 1)) < Ratio::one(),
        Reference::BestShare(share) => share.is_positive() && *share <= Ratio::one(),
        _ => text.share.is_none(),
    };
    if !fits {
        return Err(KeyError::new(
            "peers.share",
            "trimmed_mean 时在 0 与 0.5 之间，best_share 时在 0 与 1 之间，其他统计量不写",
            "is from 0 to below 0.5 for trimmed_mean, above 0 to 1 for best_share, and goes with no other statistic",
        ));
    }
    let (near, broad) = (levels("peers.levels", &text.levels)?, levels("peers.broad", &text.broad)?);
    if near.is_empty() || near.windows(2).any(|pair| pair[0] >= pair[1]) {
        let (zh, en) = ("至少一级，由近到远，不重复", "at least one, from near to far, none twice");
        return Err(KeyError::new("peers.levels", zh, en));
    }
    Ok(Peers {
        levels: near,
        minimum: text.minimum.max(1),
        broad,
        reference,
        include_self: text.include_self,
        without_flags: text.without_flags.clone(),
        dominant: text.dominant.as_deref().map(|share| number("peers.dominant", share)).transpose()?,
    })
}

/// The peers of a scheme that compares with nobody.
fn nobody() -> Peers {
    Peers {
        levels: Vec::new(),
        minimum: 1,
        broad: Vec::new(),
        reference: Reference::RatioOfSums,
        include_self: true,
        without_flags: Vec::new(),
        dominant: None,
    }
}
