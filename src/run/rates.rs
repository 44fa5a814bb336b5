//! Which distinct keys the records of a run have, and the way from a record to its rate.

use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::activity::{ActivityRecord, What};
use crate::emission::{RateKey, Rates, Resolution};
use crate::enterprise::{Directory, Enterprise};
use crate::flag::Flag;
use crate::inventory::Share;
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
    /// How lines are added up, by the place of their rate; none where there is more to do for each record.
    shares: Vec<RateShare>,
    flag_sets: Vec<Vec<Flag>>,
}

/// How lines of a rate are added up.
type RateShare = Option<(Share, FlagSet)>;

/// The place of a list of flags, below 64.
type FlagSet = u8;

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
        let (shares, flag_sets) = shares(&rates);
        Self { rates, release, settings, whats: keys.whats, places, shares, flag_sets }
    }

    /// How a line of a rate is added up, if nothing else is to be done for its record.
    #[inline]
    pub(super) fn share(&self, rate: u32) -> RateShare {
        self.shares.get(rate as usize).copied().flatten()
    }

    /// The flags of lines whose [`FlagSet`]s are given, each as one bit.
    pub(super) fn flags_of(&self, sets: u64) -> impl Iterator<Item = &[Flag]> {
        let given = self.flag_sets.iter().zip(0u32..).filter(move |(_, set)| sets >> set & 1 == 1);
        given.map(|(flags, _)| flags.as_slice())
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
    #[inline]
    pub(super) fn rate_of(&mut self, record: &ActivityRecord) -> Option<u32> {
        if record.is_particular() {
            return self.index.rates.find(&self.index.settings.all[self.setting].key_of(record, self.index.release));
        }
        self.whats.find(record.what()).and_then(|at| self.index.places[self.setting][at])
    }
}

/// Numbers for what records say, in the order in which they were first seen.
#[derive(Clone, Default)]
struct Whats {
    known: Vec<What>,
    places: FxHashMap<What, usize>,
    /// Where one of the few hundred was found last: mostly there is no other in its slot.
    slots: Vec<u16>,
}

/// So many bits of a hash choose a slot.
const SLOT_BITS: u32 = 11;

impl Whats {
    fn all(&self) -> impl Iterator<Item = What> {
        self.known.iter().copied()
    }

    #[inline]
    fn find(&mut self, what: What) -> Option<usize> {
        let slot = what.slot(SLOT_BITS);
        let place = self.slots.get(slot).map(|place| usize::from(*place));
        place.filter(|place| self.known.get(*place) == Some(&what)).or_else(|| self.look_up(what, slot))
    }

    fn look_up(&mut self, what: What, slot: usize) -> Option<usize> {
        let place = *self.places.get(&what)?;
        self.slots.resize(1 << SLOT_BITS, u16::MAX);
        // What does not fit is looked up each time.
        self.slots[slot] = u16::try_from(place).unwrap_or(u16::MAX);
        Some(place)
    }

    fn find_or_add(&mut self, what: What) -> usize {
        self.find(what).unwrap_or_else(|| {
            let place = self.known.len();
            self.known.push(what);
            self.places.insert(what, place);
            place
        })
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

/// How lines of each rate are added up, and the lists of flags that there are.
fn shares(rates: &Rates) -> (Vec<RateShare>, Vec<Vec<Flag>>) {
    let mut sets: Vec<Vec<Flag>> = Vec::new();
    let mut share = |resolution: &Resolution| {
        let Resolution::Line(rate) = resolution else { return None };
        if rate.more || !rate.unread.is_empty() {
            return None;
        }
        let known = sets.iter().position(|flags| *flags == rate.flags);
        let set = known.unwrap_or(sets.len());
        if known.is_none() && set < 64 {
            sets.push(rate.flags.clone());
        }
        Some((Share::of(rate), FlagSet::try_from(set).ok().filter(|set| *set < 64)?))
    };
    let shares = rates.iter().map(|(_, resolution)| share(resolution)).collect();
    (shares, sets)
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
