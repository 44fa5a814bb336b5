//! Regions, from county to nation.

use rustc_hash::FxHashMap;

use super::names::{Names, id};
use super::rows::Rows;
use crate::finding::Fault;

/// A region's place in its table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RegionId(u16);

/// The rungs on which a factor may be found, from near to far.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RegionLevel {
    /// 县区.
    County,
    /// 市.
    City,
    /// 省.
    Province,
    /// 区域电网: several provinces, or a part of one; no place where an enterprise is.
    Grid,
    /// 国家.
    Country,
}

impl RegionLevel {
    /// Its name in rule files.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::County => "county",
            Self::City => "city",
            Self::Province => "province",
            Self::Grid => "grid",
            Self::Country => "country",
        }
    }

    /// The level of a name.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        [Self::County, Self::City, Self::Province, Self::Grid, Self::Country].into_iter().find(|level| level.name() == name)
    }
}

/// A region.
#[derive(Debug)]
pub struct Region {
    /// Its code.
    pub code: String,
    /// Its rung.
    pub level: RegionLevel,
    /// The region that it lies in.
    pub parent: Option<RegionId>,
    /// Its Chinese name.
    pub name: String,
}

/// The region table.
#[derive(Debug)]
pub struct Regions {
    regions: Vec<Region>,
    by_code: FxHashMap<String, RegionId>,
    /// Names of provinces and countries; those of cities and counties repeat.
    names: Names,
}

const COLUMNS: &[&str] = &["code", "level", "parent", "name_zh", "aliases"];

impl Regions {
    /// Reads the region table, in which a region stands below the one that it lies in.
    ///
    /// # Errors
    /// Names file and line of what is wrong.
    pub fn read(file: &str, bytes: &[u8]) -> Result<Self, Fault> {
        let mut table = Self { regions: Vec::new(), by_code: FxHashMap::default(), names: Names::default() };
        for row in Rows::read(file, bytes, COLUMNS)?.iter() {
            let at = id(&row, table.regions.len())?;
            let code = row.required("code")?;
            let level = RegionLevel::parse(row.get("level")).ok_or_else(|| row.fault("unknown level"))?;
            let parent = match row.optional("parent") {
                None => None,
                Some(parent) => Some(*table.by_code.get(parent).ok_or_else(|| row.fault("the parent must stand above it"))?),
            };
            if table.by_code.insert(code.to_owned(), RegionId(at)).is_some() {
                return Err(row.fault("the code stands twice"));
            }
            let name = row.required("name_zh")?;
            if matches!(level, RegionLevel::Province | RegionLevel::Country) {
                for name in [name].into_iter().chain(row.aliases()) {
                    table.names.add(&row, name, at)?;
                }
            }
            table.regions.push(Region { code: code.to_owned(), level, parent, name: name.to_owned() });
        }
        Ok(table)
    }

    /// Where an enterprise may be: the region of a code, of a code with its name behind (`440307 龙岗区`), or of a province's
    /// name.
    #[must_use]
    pub fn find(&self, text: &str) -> Option<RegionId> {
        let with_name = || text.split_once(' ').and_then(|(code, name)| self.of_code(code).filter(|id| self.get(*id).name == name.trim()));
        let found = self.of_code(text).or_else(|| self.names.find(text).map(RegionId)).or_else(with_name);
        found.filter(|id| self.get(*id).level != RegionLevel::Grid)
    }

    /// The region of a code, grids included.
    #[must_use]
    pub fn of_code(&self, code: &str) -> Option<RegionId> {
        self.by_code.get(code).copied()
    }

    /// A region.
    #[must_use]
    pub fn get(&self, id: RegionId) -> &Region {
        &self.regions[usize::from(id.0)]
    }

    /// The region and those that it lies in, from near to far.
    pub fn climb(&self, id: RegionId) -> impl Iterator<Item = (RegionId, &Region)> {
        std::iter::successors(Some(id), |id| self.get(*id).parent).map(|id| (id, self.get(id)))
    }

    /// The province (or, above that, the country) that a region lies in.
    #[must_use]
    pub fn province(&self, id: RegionId) -> RegionId {
        self.climb(id).find(|(_, region)| region.level >= RegionLevel::Province).map_or(id, |(id, _)| id)
    }

    /// The country, if the table has exactly one.
    #[must_use]
    pub fn only_country(&self) -> Option<RegionId> {
        let mut countries = (0u16..).map(RegionId).zip(&self.regions).filter(|(_, region)| region.level == RegionLevel::Country);
        countries.next().filter(|_| countries.next().is_none()).map(|(id, _)| id)
    }

    /// Every region, each below the one that it lies in.
    pub fn iter(&self) -> impl Iterator<Item = &Region> {
        self.regions.iter()
    }

    /// Codes, and names of provinces.
    pub fn spoken(&self) -> impl Iterator<Item = &str> {
        self.regions.iter().filter(|region| region.level != RegionLevel::Grid).flat_map(|region| {
            let name = (region.level >= RegionLevel::Province).then_some(region.name.as_str());
            [Some(region.code.as_str()), name].into_iter().flatten()
        })
    }
}
