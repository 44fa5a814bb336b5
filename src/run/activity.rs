//! Activity records in order, their rates and their lines.

use std::ops::Range;
use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use super::duplicates::{Mark, equal_neighbours, take_out};
use super::own_power;
use crate::activity::ActivityRecord;
use crate::emission::{Line, RateKey, Rates, Resolution};
use crate::enterprise::{Directory, Enterprise};
use crate::facts::{InputFile, Presence};
use crate::finding::{Code, Finding};
use crate::inventory::Inventory;
use crate::nomenclature::{IndustryCode, RegionId};
use crate::release::Release;

/// Sorts the records into the ledger's order and takes out repeated ones.
pub(super) fn settle(
    records: &mut Vec<ActivityRecord>,
    files: &[InputFile],
    id_of: impl Fn(u32) -> String,
    presence: &mut [Presence],
) -> Vec<Finding> {
    sort(records);
    if !records.par_windows(2).any(|pair| pair[0].key() == pair[1].key()) {
        return Vec::new();
    }
    let doubled = equal_neighbours(records, Code::DuplicateEnergy, |a, b| a.key() == b.key());
    let mark = |record: &ActivityRecord| Mark { enterprise: record.enterprise, file: record.file, row: record.row };
    take_out(records, &doubled, mark, files, id_of, presence)
}

/// Batches mostly come enterprise by enterprise: then each enterprise's records are sorted by themselves.
fn sort(records: &mut [ActivityRecord]) {
    if !records.is_sorted_by_key(|record| record.enterprise) {
        records.par_sort_unstable_by_key(|record| record.enterprise);
    }
    records.par_chunk_by_mut(|a, b| a.enterprise == b.enterprise).for_each(|own| {
        own.sort_unstable_by(|a, b| a.rank().cmp(&b.rank()).then_with(|| (a.site(), a.file, a.row).cmp(&(b.site(), b.file, b.row))));
    });
}

/// Each enterprise's part of a list that is sorted by enterprise.
pub(super) fn ranges<T>(records: &[T], enterprises: usize, enterprise_of: impl Fn(&T) -> u32) -> Vec<Range<usize>> {
    let mut ranges = Vec::with_capacity(enterprises);
    let mut start = 0;
    for at in 0..enterprises {
        let length = records[start..].iter().take_while(|record| enterprise_of(record) as usize == at).count();
        ranges.push(start..start + length);
        start += length;
    }
    ranges
}

/// What decides the rates of an enterprise's records; many enterprises share one.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Setting {
    method: Option<usize>,
    region: Option<RegionId>,
    industry: Arc<str>,
}

/// Makes rates and lines.
pub(super) struct Calculation<'a> {
    release: &'a Release,
    directory: &'a Directory,
    files: &'a [InputFile],
    records: &'a [ActivityRecord],
    records_of: &'a [Range<usize>],
    settings: Vec<Setting>,
    /// Each enterprise's place in `settings`.
    setting_of: Vec<u32>,
}

/// What the records of one enterprise came to.
#[derive(Default)]
pub(super) struct Emissions {
    pub(super) lines: Vec<Line>,
    pub(super) inventory: Inventory,
    pub(super) months: usize,
    pub(super) findings: Vec<Finding>,
}

/// The rates of a run, and the way from a record to its rate.
pub(super) struct RateIndex {
    pub(super) rates: Rates,
    by_code: FxHashMap<Code64, u32>,
}

/// Everything of a record without measured values that decides its rate, in the place of its setting, in numbers.
type Code64 = (u32, u32, u32);

impl<'a> Calculation<'a> {
    pub(super) fn new(
        release: &'a Release,
        directory: &'a Directory,
        files: &'a [InputFile],
        records: &'a [ActivityRecord],
        records_of: &'a [Range<usize>],
    ) -> Self {
        let by_industry = release.has_industry_factors();
        let of_each: Vec<Setting> = directory.all().par_iter().map(|enterprise| setting(enterprise, release, by_industry)).collect();
        let mut places: FxHashMap<Setting, u32> = FxHashMap::default();
        let mut settings = Vec::new();
        let setting_of = of_each
            .into_iter()
            .map(|setting| {
                *places.entry(setting.clone()).or_insert_with(|| {
                    settings.push(setting);
                    index(settings.len() - 1)
                })
            })
            .collect();
        Self { release, directory, files, records, records_of, settings, setting_of }
    }

    /// One rate for each distinct key.
    pub(super) fn rates(&self) -> RateIndex {
        let (codes, measured) = self
            .records_of
            .par_iter()
            .enumerate()
            .fold(Keys::default, |mut keys, (at, range)| {
                keys.add(self.setting_of[at], &self.settings[self.setting_of[at] as usize], &self.records[range.clone()]);
                keys
            })
            .reduce(Keys::default, Keys::merge)
            .into_parts();
        let plain = codes.values().cloned().collect::<Vec<_>>();
        let rates = Rates::resolve([plain, measured.into_iter().collect()].concat(), self.release);
        let by_code = codes.into_iter().filter_map(|(code, key)| rates.find(&key).map(|at| (code, at))).collect();
        RateIndex { rates, by_code }
    }

    /// The lines of every enterprise, and their totals.
    pub(super) fn emissions(&self, index: &RateIndex) -> Vec<Emissions> {
        self.records_of.par_iter().enumerate().map(|(at, range)| self.of_enterprise(at, range.clone(), index)).collect()
    }

    fn rate_of(&self, setting: u32, record: &ActivityRecord, index: &RateIndex) -> Option<u32> {
        if record.measured().is_empty() {
            return index.by_code.get(&code(setting, record)).copied();
        }
        index.rates.find(&key(record, &self.settings[setting as usize]))
    }

    fn of_enterprise(&self, at: usize, range: Range<usize>, rates: &RateIndex) -> Emissions {
        let enterprise = self.directory.get(index(at));
        let setting = self.setting_of[at];
        let records = &self.records[range.clone()];
        let months = records.chunk_by(|a, b| a.month == b.month).count();
        let mut emissions = Emissions { months, lines: Vec::with_capacity(records.len()), ..Emissions::default() };
        for (place, record) in range.zip(records) {
            let Some(rate_at) = self.rate_of(setting, record, rates) else { continue };
            match rates.rates.get(rate_at) {
                Resolution::Line(rate) => {
                    if let Some(emission) = rate.apply(record.quantity) {
                        emissions.inventory.add(&emission, rate);
                        emissions.lines.push(Line { record: index(place), rate: rate_at });
                    } else {
                        emissions.findings.push(self.refused(record, enterprise, Code::OutOfRange, &[]));
                    }
                }
                Resolution::Refused(code, details) => emissions.findings.push(self.refused(record, enterprise, *code, details)),
                Resolution::Memo | Resolution::Open => {}
            }
        }
        if !emissions.inventory.is_in_range() {
            emissions.findings.push(Finding::new(Code::OutOfRange).of(&enterprise.id));
        }
        emissions.findings.extend(own_power::check(records, &enterprise.id, self.files, self.release.nomenclature()));
        emissions
    }

    fn refused(&self, record: &ActivityRecord, enterprise: &Enterprise, code: Code, details: &[(&'static str, String)]) -> Finding {
        let nomenclature = self.release.nomenclature();
        let (column, value) = match code {
            Code::FlowNotTaken => ("flow", record.flow.name().to_owned()),
            Code::UnitDimension => ("unit", nomenclature.units.get(record.unit).code.clone()),
            Code::OutOfRange => ("quantity", record.quantity.to_string()),
            _ => ("item", nomenclature.items.get(record.item).code.clone()),
        };
        let place = self.files[record.file as usize].place(record.row, Some(column));
        let mut finding = Finding::new(code).at(place, &value).of(&enterprise.id);
        finding.details = details.to_vec();
        finding
    }
}

/// Distinct keys: of records without measured values by their code, of others whole.
#[derive(Default)]
struct Keys {
    codes: FxHashMap<Code64, RateKey>,
    measured: FxHashSet<RateKey>,
}

impl Keys {
    fn add(&mut self, at: u32, setting: &Setting, records: &[ActivityRecord]) {
        for record in records {
            if record.measured().is_empty() {
                self.codes.entry(code(at, record)).or_insert_with(|| key(record, setting));
            } else {
                self.measured.insert(key(record, setting));
            }
        }
    }

    fn merge(mut self, other: Self) -> Self {
        self.codes.extend(other.codes);
        self.measured.extend(other.measured);
        self
    }

    fn into_parts(self) -> (FxHashMap<Code64, RateKey>, FxHashSet<RateKey>) {
        (self.codes, self.measured)
    }
}

fn setting(enterprise: &Enterprise, release: &Release, by_industry: bool) -> Setting {
    let digits = enterprise.industry.as_ref().map(IndustryCode::digits);
    let method = release.method_for(enterprise.method.as_deref(), digits);
    Setting { method, region: enterprise.region, industry: if by_industry { digits.unwrap_or_default() } else { "" }.into() }
}

fn code(setting: u32, record: &ActivityRecord) -> Code64 {
    let what = u32::from(record.item.number()) << 16 | u32::from(record.unit.number());
    (setting, what, u32::from(record.month.number_of_all()) << 8 | u32::from(record.flow as u8))
}

fn key(record: &ActivityRecord, setting: &Setting) -> RateKey {
    RateKey {
        method: setting.method,
        item: record.item,
        unit: record.unit,
        flow: record.flow,
        month: record.month,
        region: setting.region,
        industry: Arc::clone(&setting.industry),
        measured: record.measured(),
    }
}

/// A place in a list that intake keeps below 2^32.
fn index(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}
