//! Why a row won, and why the others lost.

use super::choice::{Key, choose, on_nearest_rung};
use super::row::FactorRow;
use super::table::FactorTable;
use crate::finding::Language;
use crate::measure::Date;
use crate::nomenclature::{RegionLevel, Regions};

/// What became of a row that speaks of the parameter and the item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// It was taken: it covers the month.
    Taken,
    /// It was taken: nothing covers the month, and it is the latest earlier one.
    CarriedForward,
    /// On the same rung it begins after the month.
    BeginsLater,
    /// On the same rung it ended before the month, and a later one serves.
    Ended,
    /// It holds for more industries than the row that was taken.
    WiderIndustry,
    /// It holds for another industry.
    OtherIndustry,
    /// A nearer rung has rows.
    FartherRung,
    /// The method does not climb to its rung.
    RungNotAllowed,
    /// It holds elsewhere.
    OtherRegion,
}

impl Verdict {
    /// Its name in files.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.words().0
    }

    /// What it means.
    #[must_use]
    pub fn text(self, language: Language) -> &'static str {
        let (_, zh, en) = self.words();
        language.pick(zh, en)
    }

    /// Whether the row was taken.
    #[must_use]
    pub fn is_taken(self) -> bool {
        matches!(self, Self::Taken | Self::CarriedForward)
    }

    fn words(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Self::Taken => ("taken", "采用：有效期覆盖该月", "taken: it covers the month"),
            Self::CarriedForward => (
                "carried_forward",
                "采用：无有效期覆盖该月者，沿用最近一期",
                "taken: nothing covers the month, and it is the latest earlier one",
            ),
            Self::BeginsLater => ("begins_later", "该月之后才开始有效", "it begins after the month"),
            Self::Ended => ("ended", "在该月之前已失效，有更近的一期", "it ended before the month, and a later one serves"),
            Self::WiderIndustry => ("wider_industry", "有更贴近该行业的值", "a row for a narrower industry serves"),
            Self::OtherIndustry => ("other_industry", "适用于其他行业", "it holds for another industry"),
            Self::FartherRung => ("farther_rung", "更近的层级有值", "a nearer rung has rows"),
            Self::RungNotAllowed => ("rung_not_allowed", "核算方法不取该层级", "the method does not climb to its rung"),
            Self::OtherRegion => ("other_region", "适用于其他地区", "it holds elsewhere"),
        }
    }
}

/// Every row of the parameter and the item with what became of it: the one that was taken first, the nearest losers next.
/// The rules are those of [`choose`]; nothing is decided here.
#[must_use]
pub fn weigh<'a>(table: &'a FactorTable, key: Key<'_>, rungs: &[RegionLevel], regions: &Regions) -> Vec<(&'a FactorRow, Verdict)> {
    let choice = choose(table, key, rungs, regions);
    // Also where no vintage serves, the rung was chosen.
    let nearest = on_nearest_rung(table, key, rungs, regions).map(|(rows, _)| rows).unwrap_or_default();
    let place = nearest.first().map(|row| row.region);
    let industry = nearest.iter().map(|row| row.industry.len()).max().unwrap_or(0);
    let verdict = |row: &FactorRow| match &choice {
        Some(choice) if choice.row.id == row.id && choice.carried_forward => Verdict::CarriedForward,
        Some(choice) if choice.row.id == row.id => Verdict::Taken,
        _ => elsewhere(row, key, rungs, regions).unwrap_or_else(|| {
            if place.is_some_and(|place| place != row.region) {
                Verdict::FartherRung
            } else if row.industry.len() < industry {
                Verdict::WiderIndustry
            } else if row.has_begun(key.month) {
                Verdict::Ended
            } else {
                Verdict::BeginsLater
            }
        }),
    };
    let mut rows: Vec<(&FactorRow, Verdict)> = table.of(key.parameter, key.item).map(|row| (row, verdict(row))).collect();
    rows.sort_by_key(|(row, verdict)| (*verdict, row.valid_from.map(std::cmp::Reverse::<Date>), &row.id));
    rows
}

/// Why a row was no candidate at all.
fn elsewhere(row: &FactorRow, key: Key<'_>, rungs: &[RegionLevel], regions: &Regions) -> Option<Verdict> {
    if !key.industry.starts_with(&row.industry) {
        return Some(Verdict::OtherIndustry);
    }
    let climbed = key.region.into_iter().flat_map(|from| regions.climb(from)).find(|(id, _)| row.region == Some(*id));
    match climbed {
        _ if row.region.is_none() => None,
        None => Some(Verdict::OtherRegion),
        Some((_, region)) => (!rungs.contains(&region.level)).then_some(Verdict::RungNotAllowed),
    }
}
