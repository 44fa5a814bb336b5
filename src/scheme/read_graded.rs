//! What is graded, as a scheme file states it.

use super::bands::Scale;
use super::definition::Scheme;
use super::graded::{Anchor, Base, Curve, Extra, Graded, Quantity, Weighted, Weights};
use super::key::{KeyError, choose, number, positive, wanted};
use super::read_gates::place;
use super::text::{GradedText, IndicatorText, LimitsText};
use crate::measure::Ratio;
use crate::statistic::{Limits, Merge};

/// The figure that is graded; how dimensions are merged is read later ([`merged`]), when they are known.
pub(super) fn graded(key: &str, text: &GradedText, dimensions: usize) -> Result<Graded, KeyError> {
    let at = |name: &str| format!("{key}.{name}");
    let kind = text.kind.as_str();
    let graded = match choose(&at("kind"), kind, &Graded::NAMES.map(|name| (name, name)))? {
        "ratio" => Graded::Ratio,
        "intensity" => Graded::Intensity,
        "rank" => Graded::Rank(if text.indicators.is_empty() { None } else { Some(weights(key, text)?) }),
        "score" => Graded::Score(weights(key, text)?),
        "points" => Graded::Points(anchors(key, text)?),
        "percentile" => Graded::Percentile(curves(key, text)?),
        "trend" => Graded::Trend { years: years(&at("years"), text)? },
        "elasticity" => Graded::Elasticity {
            years: years(&at("years"), text)?,
            growing: limits(&at("growing"), wanted(&at("growing"), text.growing.as_ref(), kind)?)?,
            shrinking: limits(&at("shrinking"), wanted(&at("shrinking"), text.shrinking.as_ref(), kind)?)?,
        },
        _ => Graded::Dimensions(Merge::Worst),
    };
    unused(key, text, &graded)?;
    if matches!(graded, Graded::Dimensions(_)) != (dimensions > 0) {
        let (zh, en) = ("kind = \"dimensions\" 须有 [[dimensions]]，其他没有", "kind = \"dimensions\" goes with [[dimensions]]");
        return Err(KeyError::new(at("kind"), zh, en));
    }
    Ok(graded)
}

/// A key that this kind does not read would mislead whoever wrote it.
fn unused(key: &str, text: &GradedText, graded: &Graded) -> Result<(), KeyError> {
    let weighted = graded.weights().is_some();
    let elastic = matches!(graded, Graded::Elasticity { .. });
    let merges = matches!(graded, Graded::Dimensions(_));
    let written = [
        ("years", text.years.is_some(), graded.years() > 1),
        ("growing", text.growing.is_some(), elastic),
        ("shrinking", text.shrinking.is_some(), elastic),
        ("anchors", !text.anchors.is_empty(), matches!(graded, Graded::Points(_))),
        ("percentiles", !text.percentiles.is_empty(), matches!(graded, Graded::Percentile(_))),
        ("indicators", !text.indicators.is_empty(), weighted),
        ("points", !text.points.is_empty(), weighted),
        ("bonus_cap", text.bonus_cap.is_some(), weighted),
        ("merge", text.merge.is_some(), merges),
        ("combinations", !text.combinations.is_empty(), merges),
    ];
    match written.into_iter().find(|(_, written, read)| *written && !read) {
        None => Ok(()),
        Some((name, ..)) => {
            let kind = graded.name();
            let (zh, en) = (format!("kind = \"{kind}\" 不用此项，请删去"), format!("kind = \"{kind}\" does not read it: take it out"));
            Err(KeyError::new(format!("{key}.{name}"), zh, en))
        }
    }
}

/// How the grades of dimensions become one; other figures are left as they are.
pub(super) fn merged(graded: Graded, text: &GradedText, dimensions: &[Scheme], scale: &Scale) -> Result<Graded, KeyError> {
    if !matches!(graded, Graded::Dimensions(_)) {
        return Ok(graded);
    }
    let name = wanted("graded.merge", text.merge.as_deref(), "dimensions")?;
    let known = [("worst", Merge::Worst), ("best", Merge::Best), ("majority", Merge::Majority), ("table", Merge::Table(Vec::new()))];
    let merge = match choose("graded.merge", name, &known)? {
        Merge::Table(_) => table(text, dimensions, scale)?,
        merge => merge,
    };
    let as_many = |dimension: &Scheme| dimension.ratio.bands.len() == scale.bands.len();
    if !matches!(merge, Merge::Table(_)) && !dimensions.iter().all(as_many) {
        let (zh, en) =
            ("各维的级数须与 ratio.bands 相同，否则请用 table", "every dimension needs as many bands as ratio.bands; else use table");
        return Err(KeyError::new("graded.merge", zh, en));
    }
    Ok(Graded::Dimensions(merge))
}

/// A table must say something of every combination.
fn table(text: &GradedText, dimensions: &[Scheme], scale: &Scale) -> Result<Merge, KeyError> {
    let mut rows = Vec::new();
    for (at, row) in text.combinations.iter().enumerate() {
        let key = format!("graded.combinations[{at}].grades");
        if row.grades.len() != dimensions.len() {
            let count = dimensions.len();
            return Err(KeyError::new(key, format!("须有 {count} 个，每维一个"), format!("must be {count}, one of each dimension")));
        }
        let cell =
            |(dimension, code): (&Scheme, &String)| if code == "*" { Ok(None) } else { place(&key, code, &dimension.ratio).map(Some) };
        let cells = dimensions.iter().zip(&row.grades).map(cell).collect::<Result<_, _>>()?;
        rows.push((cells, place(&format!("graded.combinations[{at}].grade"), &row.grade, scale)?));
    }
    let merge = Merge::Table(rows);
    let sizes: Vec<usize> = dimensions.iter().map(|dimension| dimension.ratio.bands.len()).collect();
    if let Some(open) = combinations(&sizes).find(|grades| merge.of(grades).is_none()) {
        let codes: Vec<&str> = open.iter().zip(dimensions).map(|(at, dimension)| dimension.ratio.bands[*at].code.as_str()).collect();
        let codes = codes.join(", ");
        let (zh, en) = (format!("没有说明组合 {codes}；* 表示任何等级"), format!("nothing is said of {codes}; * stands for any grade"));
        return Err(KeyError::new("graded.combinations", zh, en));
    }
    Ok(merge)
}

/// Every combination of places on scales of these sizes.
fn combinations(sizes: &[usize]) -> impl Iterator<Item = Vec<usize>> {
    let count: usize = sizes.iter().product();
    (0..count).map(move |mut number| {
        let mut digit = |size: &usize| {
            let digit = number % size;
            number /= size;
            digit
        };
        sizes.iter().map(&mut digit).collect()
    })
}

fn years(key: &str, text: &GradedText) -> Result<usize, KeyError> {
    let years = wanted(key, text.years, &text.kind)?;
    if (2..=20).contains(&years) { Ok(years) } else { Err(KeyError::new(key, "须在 2 与 20 之间", "is from 2 to 20")) }
}

fn limits(key: &str, text: &LimitsText) -> Result<Limits, KeyError> {
    let limits = Limits { full: number(&format!("{key}.full"), &text.full)?, none: number(&format!("{key}.none"), &text.none)? };
    if limits.full == limits.none { Err(KeyError::new(key, "full 与 none 不能相等", "full and none must differ")) } else { Ok(limits) }
}

fn anchors(key: &str, text: &GradedText) -> Result<Vec<Anchor>, KeyError> {
    wanted(&format!("{key}.anchors"), text.anchors.first(), &text.kind)?;
    let anchor = |(at, text): (usize, &super::text::AnchorText)| {
        let key = format!("{key}.anchors[{at}]");
        let (baseline, leading) = (number(&format!("{key}.baseline"), &text.baseline)?, number(&format!("{key}.leading"), &text.leading)?);
        if baseline <= leading {
            return Err(KeyError::new(key, "baseline 须大于 leading", "the baseline must lie above the leading value"));
        }
        Ok(Anchor { industry: text.industry.clone(), baseline, leading })
    };
    text.anchors.iter().enumerate().map(anchor).collect()
}

fn curves(key: &str, text: &GradedText) -> Result<Vec<Curve>, KeyError> {
    wanted(&format!("{key}.percentiles"), text.percentiles.first(), &text.kind)?;
    let mut curves: Vec<Curve> = Vec::new();
    for (at, text) in text.percentiles.iter().enumerate() {
        let key = format!("{key}.percentiles[{at}]");
        let point = (number(&format!("{key}.value"), &text.value)?, number(&format!("{key}.percentile"), &text.percentile)?);
        let place = curves.iter().position(|curve| curve.industry == text.industry).unwrap_or(curves.len());
        if place == curves.len() {
            curves.push(Curve { industry: text.industry.clone(), points: Vec::new() });
        }
        let points = &mut curves[place].points;
        if points.last().is_some_and(|last: &(Ratio, Ratio)| last.0 >= point.0 || last.1 < point.1) {
            let (zh, en) = ("同一行业内 value 须递增，percentile 不得递增", "of one industry values must rise, and percentiles must not");
            return Err(KeyError::new(key, zh, en));
        }
        points.push(point);
    }
    Ok(curves)
}

fn weights(key: &str, text: &GradedText) -> Result<Weights, KeyError> {
    wanted(&format!("{key}.indicators"), text.indicators.first(), &text.kind)?;
    let indicator = |(at, text)| weighted(&format!("{key}.indicators[{at}]"), text);
    let extra = |(at, text): (usize, &super::text::ExtraText)| {
        let key = format!("{key}.points[{at}]");
        let (at_least, points) = (number(&format!("{key}.at_least"), &text.at_least)?, number(&format!("{key}.points"), &text.points)?);
        Ok(Extra { indicator: text.indicator.clone(), at_least, points })
    };
    Ok(Weights {
        indicators: text.indicators.iter().enumerate().map(indicator).collect::<Result<_, KeyError>>()?,
        extra: text.points.iter().enumerate().map(extra).collect::<Result<_, KeyError>>()?,
        bonus_cap: text.bonus_cap.as_deref().map(|cap| number(&format!("{key}.bonus_cap"), cap)).transpose()?,
    })
}

fn weighted(key: &str, text: &IndicatorText) -> Result<Weighted, KeyError> {
    let base = match (&text.base, &text.base_times_average) {
        (Some(base), None) => Base::Fixed(positive(&format!("{key}.base"), base)?),
        (None, Some(times)) => Base::TimesAverage(positive(&format!("{key}.base_times_average"), times)?),
        _ => return Err(KeyError::new(key, "须写明 base 与 base_times_average 之一", "states either base or base_times_average")),
    };
    Ok(Weighted {
        above: Quantity::of_name(&text.above),
        below: text.below.as_deref().map(Quantity::of_name),
        weight: positive(&format!("{key}.weight"), &text.weight)?,
        base,
        cap: text.cap.as_deref().map(|cap| positive(&format!("{key}.cap"), cap)).transpose()?,
    })
}
