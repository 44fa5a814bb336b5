//! Which distinct keys the records of a run have, and the way from a record to its rate.

use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::activity::{ActivityRecord, What};
use crate::emission::{RateKey, Rates};
use crate::enterprise::{Directory, Enterprise};
use crate::nomenclature::{IndustryCode, RegionId};
use crate::parts::Parts;
use crate::release::Release;

/// What decides the rates of an enterprise's records; many enterprises share one.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Setting {
    method: Option<usize>,
    region: Option<RegionId>,
    industry: Arc<str>,
}

impl Setting {
    fn of(enterprise: &Enterprise, release: &Release, by_industry: bool) -> Self {
        let digits = enterprise.industry.as_ref().map(IndustryCode::digits);
        let method = release.method_for(enterprise.method.as_deref(), digits);
        Self { method, region: enterprise.region, industry: if by_industry { digits.unwrap_or_default() } else { "" }.into() }
    }

    fn key(&self, what: What) -> RateKey {
        RateKey {
            method: self.method,
            item: what.item(),
            unit: what.unit(),
            flow: what.flow(),
            month: what.month(),
            region: self.region,
            industry: Arc::clone(&self.industry),
            measured: crate::activity::Measured::default(),
            estimate: None,
        }
    }

    /// The key of a particular record.
    fn key_of(&self, record: &ActivityRecord, release: &Release) -> RateKey {
        let method = record.method().map_or(self.method, |name| release.method_for(Some(name), None));
        RateKey { method, measured: record.measured(), estimate: record.estimate(), ..self.key(record.what()) }
    }
}

/// The rates of a run.
pub(super) struct RateIndex<'a> {
    pub(super) rates: Rates,
    release: &'a Release,
    settings: Settings,
    /// The columns of `places`.
    whats: Whats,
    /// The place of a rate, by setting and what.
    places: Vec<Vec<Option<u32>>>,
}

/// The settings of a run.
struct Settings {
    all: Vec<Setting>,
    /// Each enterprise's place among them.
    of_each: Vec<u32>,
}

impl<'a> RateIndex<'a> {
    /// Resolves one rate for each distinct key. No enterprise is in two parts.
    pub(super) fn new(records: &Parts<ActivityRecord>, directory: &Directory, release: &'a Release) -> Self {
        let settings = Settings::of(directory, release);
        let add = |mut keys: Keys, part: &Vec<ActivityRecord>| {
            part.chunk_by(|a, b| a.enterprise == b.enterprise).for_each(|own| keys.add(own, &settings, release));
            keys
        };
        let keys = records.parts().par_iter().fold(Keys::default, add).reduce(Keys::default, Keys::merge);
        let plain = keys.used.iter().flat_map(|(setting, used)| {
            let setting = &settings.all[*setting as usize];
            keys.whats.all().zip(used).filter(|(_, used)| **used).map(|(what, _)| setting.key(what))
        });
        let rates = Rates::resolve(plain.chain(keys.particular).collect(), release);
        let place = |setting: &Setting, what: What| rates.find(&setting.key(what));
        let places = settings.all.iter().map(|setting| keys.whats.all().map(|what| place(setting, what)).collect()).collect();
        Self { rates, release, settings, whats: keys.whats, places }
    }

    /// The way from records to their rates, for one thread.
    pub(super) fn finder(&self) -> Finder<'_> {
        Finder { index: self, whats: self.whats.clone() }
    }
}

/// Finds the rates of records.
pub(super) struct Finder<'a> {
    index: &'a RateIndex<'a>,
    whats: Whats,
}

impl Finder<'_> {
    /// The place of a record's rate.
    pub(super) fn rate_of(&mut self, record: &ActivityRecord) -> Option<u32> {
        let setting = self.index.settings.of_each[record.enterprise as usize] as usize;
        if record.is_particular() {
            return self.index.rates.find(&self.index.settings.all[setting].key_of(record, self.index.release));
        }
        self.whats.find(record.what()).and_then(|at| self.index.places[setting][at])
    }
}

/// Numbers for what records say, in the order in which they were first seen. Records come round in the same order mostly,
/// so what came after the last one the time before is tried first.
#[derive(Clone, Default)]
struct Whats {
    /// What, and the number of what came after it.
    known: Vec<(What, usize)>,
    places: FxHashMap<What, usize>,
    last: usize,
}

impl Whats {
    fn all(&self) -> impl Iterator<Item = What> {
        self.known.iter().map(|(what, _)| *what)
    }

    fn find(&mut self, what: What) -> Option<usize> {
        let expected = self.known.get(self.last).map_or(0, |(_, next)| *next);
        if self.known.get(expected).is_some_and(|(known, _)| *known == what) {
            self.last = expected;
            return Some(expected);
        }
        let place = *self.places.get(&what)?;
        self.follow(place);
        Some(place)
    }

    fn find_or_add(&mut self, what: What) -> usize {
        self.find(what).unwrap_or_else(|| {
            let place = self.known.len();
            self.known.push((what, place));
            self.places.insert(what, place);
            self.follow(place);
            place
        })
    }

    fn follow(&mut self, place: usize) {
        if let Some((_, next)) = self.known.get_mut(self.last) {
            *next = place;
        }
        self.last = place;
    }
}

impl Settings {
    fn of(directory: &Directory, release: &Release) -> Self {
        let by_industry = release.has_industry_factors();
        let of_each: Vec<Setting> = directory.all().par_iter().map(|enterprise| Setting::of(enterprise, release, by_industry)).collect();
        let mut places: FxHashMap<Setting, u32> = FxHashMap::default();
        let mut all = Vec::new();
        let place = |setting: Setting| {
            *places.entry(setting).or_insert_with_key(|setting| {
                all.push(setting.clone());
                // There are no more settings than enterprises.
                u32::try_from(all.len() - 1).unwrap_or(u32::MAX)
            })
        };
        Self { of_each: of_each.into_iter().map(place).collect(), all }
    }
}

/// Distinct keys: of plain records as a table of what each setting uses, of others whole.
#[derive(Default)]
struct Keys {
    whats: Whats,
    /// By setting: for each of `whats`, as far as it goes, whether it is used.
    used: FxHashMap<u32, Vec<bool>>,
    particular: FxHashSet<RateKey>,
}

impl Keys {
    /// Adds the records of one enterprise.
    fn add(&mut self, own: &[ActivityRecord], settings: &Settings, release: &Release) {
        let Some(first) = own.first() else { return };
        let setting = settings.of_each[first.enterprise as usize];
        let mut used = self.used.remove(&setting).unwrap_or_default();
        for record in own {
            if record.is_particular() {
                self.particular.insert(settings.all[setting as usize].key_of(record, release));
            } else {
                mark(&mut used, self.whats.find_or_add(record.what()));
            }
        }
        self.used.insert(setting, used);
    }

    fn merge(mut self, other: Self) -> Self {
        for (setting, theirs) in other.used {
            let mut used = self.used.remove(&setting).unwrap_or_default();
            for (what, _) in other.whats.all().zip(theirs).filter(|(_, used)| *used) {
                mark(&mut used, self.whats.find_or_add(what));
            }
            self.used.insert(setting, used);
        }
        self.particular.extend(other.particular);
        self
    }
}

fn mark(used: &mut Vec<bool>, at: usize) {
    if at >= used.len() {
        used.resize(at + 1, false);
    }
    used[at] = true;
}
