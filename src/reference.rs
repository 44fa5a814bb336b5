//! Frozen references 参考值: what peers came to, published before the run that is compared with it.
//!
//! With a frozen table a correction of one enterprise moves nobody else, and two runs agree. A table says by which release it
//! was made: factors and references must match, and a run by another release is refused.

use rustc_hash::FxHashMap;

use crate::finding::Fault;
use crate::measure::{Months, Ratio, Tonnes, read_months};
use crate::nomenclature::{PeerLevel, RegionId, Regions, Row, Rows};

/// One reference of a table.
#[derive(Clone, Debug)]
pub struct FrozenReference {
    /// Its level.
    pub level: PeerLevel,
    /// The industry code at that level.
    pub industry: String,
    /// Where it holds; everywhere when there is none.
    pub region: Option<RegionId>,
    /// How many members it was made from.
    pub count: usize,
    /// The sum of their numerators, where the table states it.
    pub numerator: Option<Tonnes>,
    /// The sum of their denominators, where the table states it.
    pub denominator: Option<Ratio>,
    /// The reference, exact.
    pub value: Ratio,
    /// The SHA-256 of its members' ids.
    pub members_sha256: String,
}

/// A table of frozen references.
#[derive(Clone, Debug)]
pub struct FrozenReferences {
    bytes: Vec<u8>,
    rows: Vec<FrozenReference>,
    places: FxHashMap<Key, usize>,
}

/// What a reference holds for.
type Key = (PeerLevel, String, Option<RegionId>);

/// How a run is made, as far as references must have been made alike.
#[derive(Clone, Debug)]
pub struct Made<'a> {
    /// The months.
    pub period: Months,
    /// The release's id.
    pub release: &'a str,
    /// The release's hash.
    pub release_sha256: &'a str,
    /// The scheme's name.
    pub scheme: &'a str,
    /// The scheme's hash.
    pub scheme_sha256: &'a str,
    /// What it divides by.
    pub denominator: String,
    /// The unit of an intensity.
    pub unit: String,
}

impl FrozenReferences {
    /// The columns of a table.
    pub const COLUMNS: &'static [&'static str] = &[
        "period",
        "level",
        "industry",
        "region",
        "count",
        "numerator",
        "denominator",
        "denominator_value",
        "value",
        "unit",
        "release",
        "release_sha256",
        "scheme",
        "scheme_sha256",
        "members_sha256",
    ];

    /// Reads a table, and takes the rows of the run's period.
    ///
    /// # Errors
    /// Names file and line of what is wrong, or was made otherwise than the run; says when no row is of the period.
    pub fn read(file: &str, bytes: &[u8], made: &Made<'_>, regions: &Regions) -> Result<Self, Fault> {
        let table = Rows::read_back(file, bytes, Self::COLUMNS)?;
        let (mut rows, mut places) = (Vec::new(), FxHashMap::default());
        for row in table.iter() {
            let period = read_months(row.required("period")?).map_err(|_| row.fault("period: no period"))?.months;
            check(file, &row, made)?;
            let reference = reference(&row, regions)?;
            if period == made.period {
                let key = (reference.level, reference.industry.clone(), reference.region);
                if places.insert(key, rows.len()).is_some() {
                    return Err(row.fault("the same period, level, industry and region stand twice"));
                }
                rows.push(reference);
            }
        }
        if rows.is_empty() {
            let reason = ["没有本期的参考值", "it has no references of the run's period"];
            return Err(Fault::NoReferences { file: file.to_owned(), reason });
        }
        Ok(Self { bytes: bytes.to_vec(), rows, places })
    }

    /// The table as it was read.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// The rows of the run's period.
    #[must_use]
    pub fn rows(&self) -> &[FrozenReference] {
        &self.rows
    }

    /// The place of the reference of an industry at a level, of the nearest of some regions.
    pub fn find(&self, level: PeerLevel, industry: &str, regions: impl Iterator<Item = RegionId>) -> Option<usize> {
        let here = |region: Option<RegionId>| self.places.get(&(level, industry.to_owned(), region)).copied();
        regions.map(Some).chain([None]).find_map(here)
    }
}

fn check(file: &str, row: &Row<'_>, made: &Made<'_>) -> Result<(), Fault> {
    let pairs = [
        ("release", row.required("release")?, made.release),
        ("release_sha256", row.get("release_sha256"), made.release_sha256),
        ("scheme", row.required("scheme")?, made.scheme),
        ("scheme_sha256", row.get("scheme_sha256"), made.scheme_sha256),
        ("denominator", row.required("denominator")?, &made.denominator),
        ("unit", row.required("unit")?, &made.unit),
    ];
    match pairs.into_iter().find(|(_, found, wanted)| !found.is_empty() && found != wanted) {
        None => Ok(()),
        Some((what, found, wanted)) => Err(Fault::OtherReferences {
            file: file.to_owned(),
            line: row.line(),
            what,
            found: found.to_owned(),
            wanted: wanted.to_owned(),
        }),
    }
}

fn reference(row: &Row<'_>, regions: &Regions) -> Result<FrozenReference, Fault> {
    let number = |column: &'static str| {
        let read = |text: &str| Ratio::parse(text).ok_or_else(|| row.fault(format!("{column}: {text} is no number")));
        row.optional(column).map(read).transpose()
    };
    let count = row.optional("count").map(|text| text.parse().map_err(|_| row.fault(format!("count: {text} is no number"))));
    let tonnes = |text: &str| Tonnes::parse(text).ok_or_else(|| row.fault(format!("numerator: {text} is no number of tonnes")));
    let region = |text: &str| regions.find(text).ok_or_else(|| row.fault(format!("region: {text} is not in the table of regions")));
    let level = row.required("level")?;
    let value = number("value")?.filter(Ratio::is_positive).ok_or_else(|| row.fault("value: must be a number above zero"))?;
    Ok(FrozenReference {
        level: PeerLevel::parse(level)
            .ok_or_else(|| row.fault(format!("level: {level} is not one of class, group, division, section, all")))?,
        industry: row.required("industry")?.to_owned(),
        region: row.optional("region").map(region).transpose()?,
        count: count.transpose()?.unwrap_or_default(),
        numerator: row.optional("numerator").map(tonnes).transpose()?,
        denominator: number("denominator_value")?,
        value,
        members_sha256: row.get("members_sha256").to_owned(),
    })
}
