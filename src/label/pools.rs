//! The pools of a run, and which of them each enterprise uses.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::field::Field;
use super::pool::{Origin, Pool, of_sample};
use super::sums::{Member, Sums};
use crate::digest::sha256;
use crate::enterprise::Enterprise;
use crate::measure::{Figure, Ratio, Tonnes};
use crate::nomenclature::{IndustryCode, PeerLevel};
use crate::scheme::{Graded, Quantity, Reference, Weights};
use crate::statistic::{Sorted, composite};

/// A level and the industry code at that level.
type Key = (PeerLevel, String);

/// The pools that a run used, and which of them each enterprise uses.
#[derive(Clone, Debug, Default)]
pub struct Pools {
    pools: Vec<Arc<Pool>>,
    by_industry: FxHashMap<IndustryCode, Option<usize>>,
    /// With a frozen table: the pool of each of its rows that is used.
    by_row: FxHashMap<usize, usize>,
}

impl Pools {
    /// Makes the pool of every industry code that has an enterprise to grade.
    pub(super) fn make(members: &[Member<'_>], wanted: &[&IndustryCode], field: Field<'_>) -> Self {
        let by_code = by_code(members);
        let mut by_level: BTreeMap<Key, Sums> = BTreeMap::new();
        for (industry, sums) in &by_code {
            for level in &field.scheme.peers.levels {
                if let Some(code) = industry.at(*level) {
                    by_level.entry((*level, code)).or_default().merge(sums);
                }
            }
        }
        let mut making = Making { field, by_level: &by_level, made: BTreeMap::new() };
        let industries = by_code.keys().copied().chain(wanted.iter().copied());
        let chosen = making.choose(industries.map(|industry| (*industry, None)).collect());
        let mut made = making.made;
        let mut keys: Vec<&Key> = chosen.values().flatten().collect();
        keys.sort();
        keys.dedup();
        let place_of = |key: &Key| keys.binary_search(&key).ok();
        let by_industry = chosen.iter().map(|(industry, key)| (*industry, key.as_ref().and_then(place_of))).collect();
        let pools = keys.iter().filter_map(|key| made.remove(*key).flatten()).collect();
        Self { pools, by_industry, by_row: FxHashMap::default() }
    }

    /// The pools of a frozen table that enterprises to grade use.
    pub(super) fn frozen<'e>(graded: impl Iterator<Item = &'e Enterprise>, field: Field<'_>) -> Self {
        let mut pools = Self::default();
        let Some(table) = field.context.frozen else { return pools };
        let mut used: Vec<usize> = graded.filter_map(|enterprise| frozen_row(enterprise, field)).collect();
        used.sort_unstable();
        used.dedup();
        for row in used {
            let reference = &table.references.rows()[row];
            pools.by_row.insert(row, pools.pools.len());
            pools.pools.push(Arc::new(Pool {
                level: reference.level,
                code: reference.industry.clone(),
                count: reference.count,
                emissions: reference.numerator,
                denominator: reference.denominator.clone(),
                printed: Figure::round(&reference.value, field.scheme.intensity.decimals),
                reference: reference.value.clone(),
                members_sha256: reference.members_sha256.clone(),
                is_dominated: false,
                origin: Origin::Frozen,
                sorted: Sorted::default(),
                averages: Vec::new(),
            }));
        }
        pools
    }

    /// The pool of an enterprise; none when no level has enough members.
    pub(super) fn of(&self, enterprise: &Enterprise, field: Field<'_>) -> Option<&Arc<Pool>> {
        if field.context.frozen.is_some() {
            return self.by_row.get(&frozen_row(enterprise, field)?).and_then(|at| self.pools.get(*at));
        }
        self.of_industry(enterprise.industry.as_ref()?)
    }

    /// The pool of an industry code.
    fn of_industry(&self, industry: &IndustryCode) -> Option<&Arc<Pool>> {
        self.by_industry.get(industry).copied().flatten().and_then(|at| self.pools.get(at))
    }

    /// The pool of an enterprise with several industries, made for it alone; none when one of them has no pool.
    pub(super) fn composite(&self, enterprise: &Enterprise, parts: &[(IndustryCode, Ratio)], field: Field<'_>) -> Option<Arc<Pool>> {
        let of_part = |(industry, part): &(IndustryCode, Ratio)| {
            let as_if = Enterprise { industry: Some(*industry), ..enterprise.clone() };
            Some((Arc::clone(self.of(&as_if, field)?), part.clone()))
        };
        let pools: Vec<(Arc<Pool>, Ratio)> = parts.iter().map(of_part).collect::<Option<_>>()?;
        let weighted: Vec<(Ratio, Ratio)> = pools.iter().map(|(pool, part)| (part.clone(), pool.reference.clone())).collect();
        let reference = composite(&weighted).filter(Ratio::is_positive)?;
        let codes: Vec<String> = parts.iter().map(|(industry, part)| format!("{}:{}", industry.digits(), part.to_text())).collect();
        Some(Arc::new(Pool {
            level: pools.iter().map(|(pool, _)| pool.level).max()?,
            code: codes.join("+"),
            count: pools.iter().map(|(pool, _)| pool.count).min()?,
            emissions: None,
            denominator: None,
            printed: Figure::round(&reference, field.scheme.intensity.decimals),
            reference,
            members_sha256: sha256(pools.iter().map(|(pool, _)| pool.members_sha256.clone() + "\n").collect::<String>().as_bytes()),
            is_dominated: pools.iter().any(|(pool, _)| pool.is_dominated),
            origin: Origin::Composite,
            sorted: Sorted::default(),
            averages: Vec::new(),
        }))
    }

    /// The pools that were used, by level and code.
    #[must_use]
    pub fn all(&self) -> &[Arc<Pool>] {
        &self.pools
    }

    /// Adds pools that were made for one enterprise each, or for another dimension.
    pub(super) fn append(&mut self, mut others: Vec<Arc<Pool>>) {
        others.sort_by(|a, b| (a.level, &a.code).cmp(&(b.level, &b.code)));
        others.dedup_by(|a, b| (a.level, &a.code) == (b.level, &b.code));
        self.pools.append(&mut others);
    }
}

/// What each industry comes to: parts of the members side by side, then together.
fn by_code<'a>(members: &[Member<'a>]) -> BTreeMap<&'a IndustryCode, Sums> {
    let of_part = |members: &[Member<'a>]| {
        let mut sums: FxHashMap<&IndustryCode, Sums> = FxHashMap::default();
        members.iter().for_each(|member| sums.entry(member.industry).or_default().add(member));
        sums
    };
    let part = members.len() / rayon::current_num_threads() + 1;
    let parts: Vec<_> = members.par_chunks(part).map(of_part).collect();
    let mut by_code: BTreeMap<&IndustryCode, Sums> = BTreeMap::new();
    parts.into_iter().flatten().for_each(|(industry, sums)| by_code.entry(industry).or_default().merge(&sums));
    by_code
}

/// The row of the frozen table for an enterprise: the nearest level first, then the nearest region.
fn frozen_row(enterprise: &Enterprise, field: Field<'_>) -> Option<usize> {
    let table = field.context.frozen?;
    let industry = enterprise.industry.as_ref()?;
    let regions = || enterprise.region.into_iter().flat_map(|region| table.regions.climb(region).map(|(id, _)| id));
    field.scheme.peers.levels.iter().find_map(|level| table.references.find(*level, &industry.at(*level)?, regions()))
}

/// Pools being made, each at most once.
struct Making<'a> {
    field: Field<'a>,
    by_level: &'a BTreeMap<Key, Sums>,
    made: BTreeMap<Key, Option<Arc<Pool>>>,
}

impl Making<'_> {
    /// For each industry the first level with enough members and a reference above zero. The pools of a level are made side
    /// by side.
    fn choose(&mut self, mut chosen: BTreeMap<IndustryCode, Option<Key>>) -> BTreeMap<IndustryCode, Option<Key>> {
        for level in &self.field.scheme.peers.levels {
            let open = || chosen.iter().filter(|(_, key)| key.is_none());
            let keys: BTreeSet<Key> = open().filter_map(|(industry, _)| Some((*level, industry.at(*level)?))).collect();
            let keys: Vec<Key> = keys.into_iter().filter(|key| !self.made.contains_key(key)).collect();
            let made: Vec<(Key, Option<Arc<Pool>>)> = keys.into_par_iter().map(|key| (key.clone(), self.usable(&key))).collect();
            self.made.extend(made);
            for (industry, key) in chosen.iter_mut().filter(|(_, key)| key.is_none()) {
                *key = industry.at(*level).map(|code| (*level, code)).filter(|key| self.made.get(key).is_some_and(Option::is_some));
            }
        }
        chosen
    }

    /// The pool of a key, if somebody can be compared with it.
    fn usable(&self, key: &Key) -> Option<Arc<Pool>> {
        let sums = self.by_level.get(key).filter(|sums| sums.members.len() >= self.field.scheme.peers.minimum)?;
        let compares = matches!(self.field.scheme.graded, Graded::Ratio);
        if compares && sums.emissions <= Tonnes::ZERO {
            return None;
        }
        self.pool(key, sums).filter(|pool| !compares || pool.reference.is_positive()).map(Arc::new)
    }

    fn pool(&self, key: &Key, sums: &Sums) -> Option<Pool> {
        let scheme = self.field.scheme;
        let mut members = sums.members.clone();
        members.sort_unstable();
        let id = |at: &u32| self.field.of(*at).enterprise.id.as_str();
        let mut ids = String::with_capacity(members.first().map_or(0, |first| id(first).len() + 1) * members.len());
        members.iter().for_each(|at| ids.extend([id(at), "\n"]));
        let of_sums = sums.emissions.ratio().divided_by(&sums.denominator)?.reduced();
        let averages = scheme.graded.weights().map(|weights| self.averages(weights, &members)).unwrap_or_default();
        let sorted = self.sorted(&members, &averages);
        let reference = match &scheme.peers.reference {
            Reference::RatioOfSums => of_sums,
            kind if matches!(scheme.graded, Graded::Ratio) => of_sample(kind, sorted.all())?,
            _ => of_sums,
        };
        Some(Pool {
            level: key.0,
            code: key.1.clone(),
            count: members.len(),
            emissions: Some(sums.emissions),
            denominator: Some(sums.denominator.clone()),
            printed: Figure::round(&reference, scheme.intensity.decimals),
            reference,
            members_sha256: sha256(ids.as_bytes()),
            is_dominated: scheme.peers.dominant.as_ref().is_some_and(|share| sums.is_dominated(share)),
            origin: Origin::Computed,
            sorted,
            averages,
        })
    }

    /// What the scheme ranks or averages: intensities, or scores with the sign turned, so that less is better.
    fn sorted(&self, members: &[u32], averages: &[Option<Ratio>]) -> Sorted {
        let field = self.field;
        match &field.scheme.graded {
            Graded::Rank(Some(weights)) => {
                let score = |at: &u32| field.ranked_score(*at, weights, averages);
                Sorted::new(members.iter().filter_map(score).collect())
            }
            Graded::Rank(None) => Sorted::new(members.iter().filter_map(|at| field.ranked_intensity(*at)).collect()),
            Graded::Ratio if field.scheme.peers.reference != Reference::RatioOfSums => {
                Sorted::new(members.iter().filter_map(|at| field.intensity(*at)).collect())
            }
            _ => Sorted::default(),
        }
    }

    /// The average of each indicator: a ratio of sums over the members that have it.
    fn averages(&self, weights: &Weights, members: &[u32]) -> Vec<Option<Ratio>> {
        let average = |weighted: &crate::scheme::Weighted| {
            let of = |at: u32, quantity: Option<&Quantity>| match quantity {
                None => Some(Ratio::one()),
                Some(quantity) => self.field.quantity(at, quantity),
            };
            let both = |at: &u32| of(*at, Some(&weighted.above)).zip(of(*at, weighted.below.as_ref()));
            let add = |sums: (Ratio, Ratio), own: (Ratio, Ratio)| (sums.0.plus(&own.0), sums.1.plus(&own.1));
            let (above, below) = members.iter().filter_map(both).fold((Ratio::zero(), Ratio::zero()), add);
            above.divided_by(&below).filter(Ratio::is_positive)
        };
        weights.indicators.iter().map(average).collect()
    }
}
