//! How good the data behind a grade are: which share of the tonnes rests on values that the enterprise measured, and which on
//! published ones. The tier stands beside the grade and takes no part in it.
//!
//! Shares are those of the sizes of all lines, deductions included, biogenic lines left out. The tiers are this program's own:
//!
//! | tier | tonnes of lines whose every value was measured, or calculated from measured ones |
//! |---|---|
//! | A | more than half |
//! | B | some, at most half |
//! | C | none |

use super::names;
use super::share::percent;
use crate::emission::Quality as Source;
use crate::finding::Language;
use crate::ledger::LedgerRow;
use crate::measure::Tonnes;
use crate::method::Kind;

/// The quality of an enterprise's data, and the tonnes that it is made of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Quality {
    /// `A`, `B` or `C`.
    pub tier: &'static str,
    /// Tonnes by where their values come from, the best first.
    pub by_source: [Tonnes; Source::ALL.len()],
    /// Lines of any kind in which a published value stands for a nearer or newer one: another region's, another year's.
    pub substitute: Tonnes,
}

/// The quality of lines; none when they come to nothing.
pub(super) fn quality(lines: &[LedgerRow]) -> Option<Quality> {
    let mut quality = Quality { tier: "C", by_source: [ZERO; Source::ALL.len()], substitute: ZERO };
    for line in lines.iter().filter(|line| !Kind::parse(&line.kind).is_some_and(Kind::is_apart)) {
        let tonnes = Tonnes::parse(&line.emissions_t)?;
        let size = if tonnes < ZERO { -tonnes } else { tonnes };
        let source = Source::ALL.into_iter().position(|source| source.name() == line.quality)?;
        quality.by_source[source] += size;
        if line.flags.split(';').any(is_substitute) {
            quality.substitute += size;
        }
    }
    let [measured, calculated, default, estimated] = quality.by_source;
    if measured + calculated > ZERO {
        quality.tier = if measured + calculated > default + estimated { "A" } else { "B" };
    }
    (quality.whole() > ZERO).then_some(quality)
}

const ZERO: Tonnes = Tonnes::ZERO;

fn is_substitute(flag: &str) -> bool {
    flag == "national_factor" || flag.starts_with("carried_forward:")
}

impl Quality {
    /// All tonnes.
    pub(super) fn whole(&self) -> Tonnes {
        self.by_source.into_iter().sum()
    }

    /// Its shares that are not nothing, in words, each with its tonnes and its share in per cent.
    pub(super) fn shares(&self, language: Language) -> Vec<(String, String, String)> {
        let shares = Source::ALL.into_iter().zip(self.by_source).filter(|(_, tonnes)| *tonnes > ZERO);
        shares.map(|(source, tonnes)| self.share(names::quality(source.name(), language), tonnes)).collect()
    }

    /// The same, and what stands for a nearer or newer value.
    pub(super) fn parts(&self, language: Language) -> Vec<(String, String, String)> {
        let words = language.pick("其中以全国或他年因子代替", "thereof a nation's or another year's factor instead");
        let substitute = (self.substitute > ZERO).then(|| self.share(words, self.substitute));
        self.shares(language).into_iter().chain(substitute).collect()
    }

    fn share(&self, words: &str, tonnes: Tonnes) -> (String, String, String) {
        (words.to_owned(), tonnes.to_string(), percent(tonnes, self.whole()).unwrap_or_default())
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

    fn of_quality(line: &LedgerRow, quality: &str) -> LedgerRow {
        LedgerRow { quality: quality.into(), ..line.clone() }
    }

    #[test]
    fn tonnes_are_told_apart_by_where_their_values_come_from() {
        // 126.2397339 t and a deduction of 4.403 t by published factors, 29.034605829 t of coal that was measured.
        let [power, coal, sun] = trial::lines();
        let found = quality(&[power, of_quality(&coal, "measured"), sun]).unwrap();
        assert_eq!(found.tier, "B");
        let parts = found.parts(Language::En);
        let shown: Vec<(&str, &str)> = parts.iter().map(|(_, tonnes, percent)| (tonnes.as_str(), percent.as_str())).collect();
        assert_eq!(shown, [("29.034605829", "18.2"), ("130.642733900", "81.8"), ("130.642733900", "81.8")]);
    }

    #[test]
    fn what_is_in_no_total_has_no_share() {
        let [power, ..] = trial::lines();
        let apart = ["market", "biogenic"].map(|kind| LedgerRow { kind: kind.into(), ..power.clone() });
        let whole = |lines: &[LedgerRow]| quality(lines).map(|found| found.shares(Language::En));
        let [market, biogenic] = apart;
        assert_eq!(whole(&[power.clone(), market, biogenic]), whole(&[power]));
    }

    #[test]
    fn tiers_follow_the_share_that_was_measured() {
        let [power, coal, _] = trial::lines();
        let tier = |lines: &[LedgerRow]| quality(lines).map(|quality| quality.tier);
        assert_eq!(tier(&[]), None);
        assert_eq!(tier(std::slice::from_ref(&power)), Some("C"));
        assert_eq!(tier(&[of_quality(&coal, "calculated")]), Some("A"));
        assert_eq!(tier(&[power.clone(), of_quality(&coal, "measured")]), Some("B"));
        let biogenic = LedgerRow { kind: "biogenic".into(), ..of_quality(&coal, "measured") };
        assert_eq!(tier(&[power, biogenic]), Some("C"));
        assert_eq!(tier(&[of_quality(&coal, "of tomorrow")]), None);
    }
}
