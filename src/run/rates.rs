//! Which distinct keys the records of a run have, and the way from a record to its rate.

use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use super::simple::Simple;
use super::whats::Whats;
use crate::activity::{ActivityRecord, Rounds, What};
use crate::emission::{RateKey, Rates};
use crate::enterprise::{Directory, Enterprise};
use crate::nomenclature::{IndustryCode, RegionId};
use crate::parts::Parts;
use crate::release::Release;

/// What decides the rates of an enterprise's records; many enterprises share one.
#[derive(Debug)]
struct Setting {
    method: Option<usize>,
    region: Option<RegionId>,
    industry: Arc<str>,
}

/// The same of an enterprise, before its industry is a text.
type SettingTerms = (Option<usize>, Option<RegionId>, Option<IndustryCode>);

impl Setting {
    fn terms(enterprise: &Enterprise, release: &Release, by_industry: bool) -> SettingTerms {
        let method = release.method_for(enterprise.method.as_deref(), enterprise.industry.as_ref().map(IndustryCode::digits));
        (method, enterprise.region, enterprise.industry.filter(|_| by_industry))
    }

    fn of((method, region, industry): SettingTerms) -> Self {
        Self { method, region, industry: industry.as_ref().map_or("", IndustryCode::digits).into() }
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
    /// The place of a rate or [`NO_LINE`], by setting and what.
    places: Vec<Vec<u32>>,
    /// Rates of which lines are made in one step.
    pub(super) simple: Simple,
}

/// In place of a rate: a record that makes no line.
pub(super) const NO_LINE: u32 = u32::MAX;

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
        let place = |setting: &Setting, what: What| rates.find(&setting.key(what)).unwrap_or(NO_LINE);
        let places = settings.all.iter().map(|setting| keys.whats.all().map(|what| place(setting, what)).collect()).collect();
        let simple = Simple::of(&rates);
        Self { rates, release, settings, whats: keys.whats, places, simple }
    }

    /// The way from records to their rates, for one thread.
    pub(super) fn finder(&self) -> Finder<'_> {
        Finder { index: self, whats: self.whats.clone(), setting: 0 }
    }
}

/// Finds the rates of the records of one enterprise after another.
pub(super) struct Finder<'a> {
    index: &'a RateIndex<'a>,
    whats: Whats,
    setting: usize,
}

impl Finder<'_> {
    /// Turns to the records of an enterprise.
    pub(super) fn turn_to(&mut self, enterprise: u32) {
        self.setting = self.index.settings.of_each[enterprise as usize] as usize;
    }

    /// The place of the rate of a record of that enterprise.
    pub(super) fn rate_of(&mut self, record: &ActivityRecord) -> Option<u32> {
        if record.is_particular() {
            return self.index.rates.find(&self.index.settings.all[self.setting].key_of(record, self.index.release));
        }
        let at = self.whats.find(record.what())?;
        self.index.places[self.setting].get(at as usize).copied().filter(|rate| *rate != NO_LINE)
    }

    /// Adds the places of the rates of all its records.
    pub(super) fn rates_of(&mut self, own: &[ActivityRecord], rounds: Option<Rounds<'_>>, rates: &mut Vec<u32>) {
        let Some(kind) = rounds.and_then(|rounds| self.whats.kind_of(rounds)) else {
            rates.extend(own.iter().map(|record| self.rate_of(record).unwrap_or(NO_LINE)));
            return;
        };
        let places = &self.index.places[self.setting];
        rates.extend(self.whats.of_kind(kind).iter().map(|at| places.get(*at as usize).copied().unwrap_or(NO_LINE)));
    }
}

impl Settings {
    fn of(directory: &Directory, release: &Release) -> Self {
        let by_industry = release.has_industry_factors();
        let terms = |enterprise: &Enterprise| Setting::terms(enterprise, release, by_industry);
        let terms: Vec<SettingTerms> = directory.all().par_iter().map(terms).collect();
        let mut places: FxHashMap<SettingTerms, u32> = FxHashMap::default();
        let mut all = Vec::new();
        let place = |terms: SettingTerms| {
            *places.entry(terms).or_insert_with(|| {
                all.push(Setting::of(terms));
                // There are no more settings than enterprises.
                u32::try_from(all.len() - 1).unwrap_or(u32::MAX)
            })
        };
        Self { of_each: terms.into_iter().map(place).collect(), all }
    }
}

/// Distinct keys: of plain records as a table of what each setting uses, of others whole.
#[derive(Default)]
struct Keys {
    whats: Whats,
    /// By setting: for each of `whats`, as far as it goes, whether it is used.
    used: FxHashMap<u32, Vec<bool>>,
    /// Settings with the kinds of regular enterprises of which all is marked there.
    marked: FxHashSet<(u32, u32)>,
    particular: FxHashSet<RateKey>,
}

impl Keys {
    /// Adds the records of one enterprise.
    fn add(&mut self, own: &[ActivityRecord], settings: &Settings, release: &Release) {
        let Some(first) = own.first() else { return };
        let setting = settings.of_each[first.enterprise as usize];
        if let Some(kind) = Rounds::of(own).and_then(|rounds| self.whats.kind_of(rounds)) {
            if self.marked.insert((setting, kind)) {
                let used = self.used.entry(setting).or_default();
                self.whats.of_kind(kind).iter().for_each(|at| mark(used, *at));
            }
            return;
        }
        let used = self.used.entry(setting).or_default();
        for record in own {
            if record.is_particular() {
                self.particular.insert(settings.all[setting as usize].key_of(record, release));
            } else {
                mark(used, self.whats.find_or_add(record.what()));
            }
        }
    }

    fn merge(mut self, other: Self) -> Self {
        for (setting, theirs) in other.used {
            let used = self.used.entry(setting).or_default();
            for (what, _) in other.whats.all().zip(theirs).filter(|(_, used)| *used) {
                mark(used, self.whats.find_or_add(what));
            }
        }
        self.particular.extend(other.particular);
        self
    }
}

fn mark(used: &mut Vec<bool>, at: u32) {
    let at = at as usize;
    if at >= used.len() {
        used.resize(at + 1, false);
    }
    used[at] = true;
}
