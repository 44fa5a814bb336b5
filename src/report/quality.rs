//! How good the data behind a grade are: which share of the tonnes rests on values that the enterprise measured, and which on
//! published ones. The tier stands beside the grade and takes no part in it.
//!
//! Shares are those of the sizes of all lines, deductions included, biogenic lines left out. The tiers are this program's own:
//!
//! | tier | tonnes of lines with a measured value |
//! |---|---|
//! | A | more than half |
//! | B | some, at most half |
//! | C | none |

use super::share::percent;
use crate::finding::Language;
use crate::ledger::LedgerRow;
use crate::measure::Tonnes;
use crate::method::Kind;

/// What the values of a line are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Basis {
    /// All of them measured.
    Measured,
    /// Some of them.
    Partly,
    /// All of them published.
    Published,
}

/// The quality of an enterprise's data, and the tonnes that it is made of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Quality {
    /// `A`, `B` or `C`.
    pub tier: &'static str,
    /// Lines whose every value was measured.
    pub measured: Tonnes,
    /// Lines with measured and published values.
    pub partly: Tonnes,
    /// Lines with published values alone.
    pub published: Tonnes,
    /// Lines of any kind in which a published value stands for a nearer or newer one: another region's, another year's.
    pub substitute: Tonnes,
}

/// The quality of lines; none when they come to nothing.
pub(super) fn quality(lines: &[LedgerRow]) -> Option<Quality> {
    let mut quality = Quality { tier: "C", measured: ZERO, partly: ZERO, published: ZERO, substitute: ZERO };
    for line in lines.iter().filter(|line| Kind::parse(&line.kind) != Some(Kind::Biogenic)) {
        let tonnes = Tonnes::parse(&line.emissions_t)?;
        let size = if tonnes < ZERO { -tonnes } else { tonnes };
        *match basis(line) {
            Basis::Measured => &mut quality.measured,
            Basis::Partly => &mut quality.partly,
            Basis::Published => &mut quality.published,
        } += size;
        if !line.flags.is_empty() {
            quality.substitute += size;
        }
    }
    let own = quality.measured + quality.partly;
    if own > ZERO {
        quality.tier = if own > quality.published { "A" } else { "B" };
    }
    (quality.whole() > ZERO).then_some(quality)
}

const ZERO: Tonnes = Tonnes::ZERO;

fn basis(line: &LedgerRow) -> Basis {
    let measured = line.parameters.iter().filter(|cell| cell.origin == "measured").count();
    match measured {
        0 => Basis::Published,
        all if all == line.parameters.len() => Basis::Measured,
        _ => Basis::Partly,
    }
}

impl Quality {
    /// All tonnes.
    pub(super) fn whole(&self) -> Tonnes {
        self.measured + self.partly + self.published
    }

    /// Its parts that are not nothing, in words, each with its tonnes and its share in per cent.
    pub(super) fn parts(&self, language: Language) -> Vec<(&'static str, String, String)> {
        let words = language.pick(
            ["实测值", "部分实测", "公布的因子", "其中以全国或他年因子代替"],
            ["measured values", "partly measured", "published factors", "thereof a nation's or another year's factor instead"],
        );
        let tonnes = [self.measured, self.partly, self.published, self.substitute];
        let parts = words.into_iter().zip(tonnes).filter(|(_, tonnes)| *tonnes > ZERO);
        parts.map(|(words, tonnes)| (words, tonnes.to_string(), percent(tonnes, self.whole()).unwrap_or_default())).collect()
    }

    /// The tier in words.
    pub(super) fn meaning(&self, language: Language) -> &'static str {
        match self.tier {
            "A" => language.pick("过半用实测值", "more than half measured"),
            "B" => language.pick("部分用实测值", "some measured"),
            _ => language.pick("全部用公布的因子", "published factors alone"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::trial;

    #[test]
    fn tonnes_are_told_apart_by_what_their_values_are() {
        // 126.2397339 t and a deduction of 4.403 t by published factors, 29.034605829 t of coal with a measured calorific value.
        let found = quality(&trial::lines()).unwrap();
        assert_eq!(found.tier, "B");
        let parts = found.parts(Language::En);
        let shown: Vec<(&str, &str)> = parts.iter().map(|(_, tonnes, percent)| (tonnes.as_str(), percent.as_str())).collect();
        assert_eq!(shown, [("29.034605829", "18.2"), ("130.642733900", "81.8"), ("130.642733900", "81.8")]);
    }

    #[test]
    fn tiers_follow_the_share_that_was_measured() {
        let [power, coal, _] = trial::lines();
        let tier = |lines: &[LedgerRow]| quality(lines).map(|quality| quality.tier);
        assert_eq!(tier(&[]), None);
        assert_eq!(tier(std::slice::from_ref(&power)), Some("C"));
        assert_eq!(tier(std::slice::from_ref(&coal)), Some("A"));
        let biogenic = LedgerRow { kind: "biogenic".into(), ..coal.clone() };
        assert_eq!(tier(&[power, biogenic]), Some("C"));
        let mut measured = coal;
        measured.parameters.iter_mut().for_each(|cell| cell.origin = "measured".into());
        assert_eq!(quality(&[measured.clone()]).unwrap().measured, Tonnes::parse(&measured.emissions_t).unwrap());
    }
}
