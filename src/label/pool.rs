//! Peer pools: whom an enterprise is compared with, and what they come to together.

use std::collections::BTreeMap;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use crate::digest::sha256;
use crate::measure::{Figure, Ratio, Tonnes};
use crate::nomenclature::{IndustryCode, PeerLevel};
use crate::scheme::{Peers, Scheme};

/// A group of eligible enterprises and its reference: the sum of their emissions over the sum of their denominators.
#[derive(Clone, Debug)]
pub struct Pool {
    /// Its level.
    pub level: PeerLevel,
    /// The industry code at that level.
    pub code: String,
    /// How many eligible members it has.
    pub count: usize,
    /// Sum of numerators.
    pub emissions: Tonnes,
    /// Sum of denominators.
    pub denominator: Ratio,
    /// Emissions over denominator, in lowest terms: every member is compared with it.
    pub reference: Ratio,
    /// The same as printed, in the decimals of the scheme's intensity.
    pub printed: Figure,
    /// The SHA-256 of its members' ids, sorted, one to a line.
    pub members_sha256: String,
}

/// Sums of a group of enterprises.
#[derive(Clone, Debug)]
struct Sums {
    emissions: Tonnes,
    denominator: Ratio,
    members: Vec<u32>,
}

impl Sums {
    fn nothing() -> Self {
        Self { emissions: Tonnes::ZERO, denominator: Ratio::zero(), members: Vec::new() }
    }

    fn add(&mut self, member: &Member<'_>) {
        self.emissions += member.emissions;
        self.denominator = self.denominator.plus(member.denominator);
        self.members.push(member.at);
    }

    fn merge(&mut self, other: &Self) {
        self.emissions += other.emissions;
        self.denominator = self.denominator.plus(&other.denominator);
        self.members.extend(&other.members);
    }
}

/// One eligible enterprise.
#[derive(Clone, Copy, Debug)]
pub(super) struct Member<'a> {
    pub(super) at: u32,
    pub(super) industry: &'a IndustryCode,
    pub(super) emissions: Tonnes,
    pub(super) denominator: &'a Ratio,
}

/// The pools that a run used, and which of them each industry code uses.
#[derive(Clone, Debug, Default)]
pub struct Pools {
    pools: Vec<Arc<Pool>>,
    by_industry: FxHashMap<IndustryCode, Option<usize>>,
}

impl Pools {
    /// Makes the pool of every industry code that has an eligible enterprise.
    pub(super) fn make<'a>(members: &[Member<'_>], scheme: &Scheme, id_of: impl Fn(u32) -> &'a str) -> Self {
        let mut of_code: FxHashMap<&IndustryCode, Sums> = FxHashMap::default();
        for member in members {
            of_code.entry(member.industry).or_insert_with(Sums::nothing).add(member);
        }
        let by_code: BTreeMap<&IndustryCode, Sums> = of_code.into_iter().collect();
        let mut by_level: BTreeMap<(PeerLevel, String), Sums> = BTreeMap::new();
        for (industry, sums) in &by_code {
            for level in &scheme.peers.levels {
                if let Some(code) = industry.at(*level) {
                    by_level.entry((*level, code)).or_insert_with(Sums::nothing).merge(sums);
                }
            }
        }
        let chosen: BTreeMap<IndustryCode, Option<(PeerLevel, String)>> =
            by_code.keys().map(|industry| ((*industry).clone(), choose(industry, &by_level, &scheme.peers))).collect();
        Self::of_chosen(chosen, &by_level, |key, sums| pool_of(key, sums, scheme, &id_of))
    }

    fn of_chosen(
        chosen: BTreeMap<IndustryCode, Option<(PeerLevel, String)>>,
        by_level: &BTreeMap<(PeerLevel, String), Sums>,
        pool_of: impl Fn(&(PeerLevel, String), &Sums) -> Option<Pool>,
    ) -> Self {
        let mut keys: Vec<(PeerLevel, String)> = chosen.values().flatten().cloned().collect();
        keys.sort();
        keys.dedup();
        let place_of = |key: (PeerLevel, String)| keys.binary_search(&key).ok();
        let by_industry = chosen.into_iter().map(|(industry, key)| (industry, key.and_then(place_of))).collect();
        let pools = keys.iter().filter_map(|key| by_level.get(key).and_then(|sums| pool_of(key, sums))).map(Arc::new).collect();
        Self { pools, by_industry }
    }

    /// The pool of an industry code; none when no level has enough members.
    #[must_use]
    pub fn of(&self, industry: &IndustryCode) -> Option<&Arc<Pool>> {
        self.by_industry.get(industry).copied().flatten().and_then(|at| self.pools.get(at))
    }

    /// The pools that were used, by level and code.
    #[must_use]
    pub fn all(&self) -> &[Arc<Pool>] {
        &self.pools
    }
}

/// The first level with enough members and a reference above zero.
fn choose(industry: &IndustryCode, by_level: &BTreeMap<(PeerLevel, String), Sums>, peers: &Peers) -> Option<(PeerLevel, String)> {
    let keys = peers.levels.iter().filter_map(|level| industry.at(*level).map(|code| (*level, code)));
    keys.into_iter().find(|key| by_level.get(key).is_some_and(|sums| sums.members.len() >= peers.minimum && sums.emissions > Tonnes::ZERO))
}

fn pool_of<'a>(key: &(PeerLevel, String), sums: &Sums, scheme: &Scheme, id_of: &impl Fn(u32) -> &'a str) -> Option<Pool> {
    let mut members = sums.members.clone();
    members.sort_unstable();
    let ids = members.iter().fold(String::new(), |text, at| text + id_of(*at) + "\n");
    let reference = sums.emissions.ratio().divided_by(&sums.denominator)?.reduced();
    Some(Pool {
        level: key.0,
        code: key.1.clone(),
        count: members.len(),
        emissions: sums.emissions,
        denominator: sums.denominator.clone(),
        printed: Figure::round(&reference, scheme.intensity.decimals),
        reference,
        members_sha256: sha256(ids.as_bytes()),
    })
}
