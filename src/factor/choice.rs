//! Choosing a factor: first the region's rung, then the industry, then the vintage.

use super::row::FactorRow;
use super::table::FactorTable;
use crate::measure::Month;
use crate::nomenclature::{RegionId, RegionLevel, Regions};

/// What a factor is asked for.
#[derive(Clone, Copy, Debug)]
pub struct Key<'a> {
    /// `ncv`, `grid_average` …
    pub parameter: &'a str,
    /// The item's code.
    pub item: &'a str,
    /// Where.
    pub region: Option<RegionId>,
    /// The industry's digits; may be empty.
    pub industry: &'a str,
    /// For which month.
    pub month: Month,
}

/// The row that won, and how.
#[derive(Clone, Copy, Debug)]
pub struct Choice<'a> {
    /// The row.
    pub row: &'a FactorRow,
    /// The rung of the region on which it was found; none for a row that holds anywhere.
    pub rung: Option<RegionLevel>,
    /// Whether no row covers the month and the latest earlier one was taken.
    pub carried_forward: bool,
}

/// The row for a key, climbing no further than `rungs` allow; nothing when there is none.
///
/// The rung is chosen first: the nearest that has any row for parameter and item. Then the industry: rows for the longest
/// matching code. Then the vintage: the row whose validity covers the month's first day; if none does, the latest that
/// began before.
#[must_use]
pub fn choose<'a>(table: &'a FactorTable, key: Key<'_>, rungs: &[RegionLevel], regions: &Regions) -> Option<Choice<'a>> {
    let (candidates, rung) = on_nearest_rung(table, key, rungs, regions)?;
    let candidates = for_narrowest_industry(candidates, key.industry);
    if let Some(row) = candidates.iter().copied().find(|row| row.covers(key.month)) {
        return Some(Choice { row, rung, carried_forward: false });
    }
    let earlier = candidates.into_iter().filter(|row| row.has_begun(key.month));
    let latest = earlier.max_by(|a, b| (a.valid_from, &b.id).cmp(&(b.valid_from, &a.id)))?;
    Some(Choice { row: latest, rung, carried_forward: true })
}

/// The rows on the nearest rung that has any, and the rung; rows that hold anywhere stand on none.
pub(super) fn on_nearest_rung<'a>(
    table: &'a FactorTable,
    key: Key<'_>,
    rungs: &[RegionLevel],
    regions: &Regions,
) -> Option<(Vec<&'a FactorRow>, Option<RegionLevel>)> {
    let rows: Vec<&FactorRow> = table.of(key.parameter, key.item).filter(|row| key.industry.starts_with(&row.industry)).collect();
    let climbed = key.region.into_iter().flat_map(|region| regions.climb(region));
    for (id, region) in climbed.filter(|(_, region)| rungs.contains(&region.level)) {
        let here: Vec<&FactorRow> = rows.iter().copied().filter(|row| row.region == Some(id)).collect();
        if !here.is_empty() {
            return Some((here, Some(region.level)));
        }
    }
    let anywhere: Vec<&FactorRow> = rows.into_iter().filter(|row| row.region.is_none()).collect();
    (!anywhere.is_empty()).then_some((anywhere, None))
}

fn for_narrowest_industry<'a>(rows: Vec<&'a FactorRow>, industry: &str) -> Vec<&'a FactorRow> {
    let longest = rows.iter().filter(|row| industry.starts_with(&row.industry)).map(|row| row.industry.len()).max().unwrap_or(0);
    rows.into_iter().filter(|row| row.industry.len() == longest).collect()
}

/// The keys nearest to one that has no factor, for the message: the same item elsewhere or at another time, else other
/// items of the parameter.
#[must_use]
pub fn nearest_keys(table: &FactorTable, key: Key<'_>, regions: &Regions) -> Vec<String> {
    let describe = |row: &FactorRow| {
        let region = row.region.map(|id| regions.get(id).name.clone());
        let from = row.valid_from.map(|date| date.to_string());
        let parts = [Some(row.item.clone()), region, from];
        parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
    };
    let province = key.region.map(|region| regions.province(region));
    let mut same: Vec<&FactorRow> = table.of(key.parameter, key.item).collect();
    same.sort_by_key(|row| (row.region != province, row.region.is_some(), row.valid_from, &row.id));
    if !same.is_empty() {
        return same.into_iter().take(3).map(describe).collect();
    }
    let others = table.rows().iter().filter(|row| row.parameter == key.parameter).map(|row| row.item.as_str());
    crate::measure::nearest(key.item, others).map(str::to_owned).into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::nomenclature::{Industries, Items, Nomenclature, Units};

    fn nomenclature() -> Nomenclature {
        let units = Units::read("u", "code,dimension,ratio,aliases,name_zh,name_en,note\nMWh,energy,3.6,,,,\n".as_bytes()).unwrap();
        let items = "code,category,dimension,unit,name_zh,name_en,aliases,note\nelectricity,electricity,energy,MWh,电力,Electricity,,\n";
        let regions = "code,level,parent,name_zh,aliases\n100000,country,,中国,\n440000,province,100000,广东省,\n440300,city,440000,深圳市,\n540000,province,100000,西藏自治区,\n";
        Nomenclature {
            items: Items::read("i", items.as_bytes(), &units).unwrap(),
            regions: Regions::read("r", regions.as_bytes()).unwrap(),
            industries: Industries::read("n", "code,level,section,parent,name_zh\n".as_bytes()).unwrap(),
            ranges: crate::nomenclature::Ranges::default(),
            units,
        }
    }

    fn table(nomenclature: &Nomenclature) -> FactorTable {
        let mut text = FactorRow::COLUMNS.join(",") + "\n";
        for (region, year, value) in [("100000", 2021, "0.5"), ("100000", 2022, "0.6"), ("440000", 2021, "0.7"), ("440000", 2022, "0.8")] {
            text += &format!(
                "{region}-{year},grid,electricity,{value},tCO2/MWh,CO2,{region},,{year}-01-01,{year}-12-31,{year},2024-01-01,t,i,d,1,,two_sources,\n"
            );
        }
        FactorTable::read("grid", "1", "f", text.as_bytes(), nomenclature).unwrap()
    }

    fn chosen(region: &str, year: u16, rungs: &[RegionLevel]) -> Option<(String, Option<RegionLevel>, bool)> {
        let nomenclature = nomenclature();
        let key = Key {
            parameter: "grid",
            item: "electricity",
            region: nomenclature.regions.find(region),
            industry: "",
            month: Month::new(year, 3).unwrap(),
        };
        choose(&table(&nomenclature), key, rungs, &nomenclature.regions)
            .map(|choice| (choice.row.id.clone(), choice.rung, choice.carried_forward))
    }

    #[test]
    fn the_rung_is_chosen_before_the_vintage() {
        use RegionLevel::{City, Country, Province};
        let rungs = [City, Province, Country];
        assert_eq!(chosen("440300", 2021, &rungs), Some(("440000-2021".into(), Some(Province), false)));
        assert_eq!(chosen("440300", 2024, &rungs), Some(("440000-2022".into(), Some(Province), true)));
        assert_eq!(chosen("540000", 2022, &rungs), Some(("100000-2022".into(), Some(Country), false)));
        assert_eq!(chosen("440300", 2020, &rungs), None);
        assert_eq!(chosen("540000", 2022, &[Province]), None);
    }

    #[test]
    fn every_row_that_lost_says_why() {
        use super::super::why::weigh;
        let nomenclature = nomenclature();
        let table = table(&nomenclature);
        let weighed = |region: &str, year, rungs: &[RegionLevel]| {
            let region = nomenclature.regions.find(region);
            let key = Key { parameter: "grid", item: "electricity", region, industry: "", month: Month::new(year, 3).unwrap() };
            let rows = weigh(&table, key, rungs, &nomenclature.regions);
            rows.into_iter().map(|(row, verdict)| format!("{} {}", row.id, verdict.name())).collect::<Vec<_>>()
        };
        let rungs = [RegionLevel::City, RegionLevel::Province, RegionLevel::Country];
        assert_eq!(
            weighed("440300", 2024, &rungs),
            ["440000-2022 carried_forward", "440000-2021 ended", "100000-2022 farther_rung", "100000-2021 farther_rung"]
        );
        assert_eq!(weighed("440300", 2021, &rungs)[..2], ["440000-2021 taken", "440000-2022 begins_later"]);
        assert_eq!(weighed("540000", 2022, &[RegionLevel::Country])[0], "100000-2022 taken");
        assert_eq!(weighed("540000", 2022, &[RegionLevel::Country])[2], "440000-2022 other_region");
        let provinces = weighed("440300", 2022, &[RegionLevel::Province]);
        assert_eq!(provinces[2..], ["100000-2022 rung_not_allowed", "100000-2021 rung_not_allowed"]);
        assert_eq!(weighed("440300", 2020, &rungs)[0], "440000-2022 begins_later");
    }
}
