//! Sums of a group of enterprises.

use crate::measure::{Ratio, Tonnes};
use crate::nomenclature::IndustryCode;

/// One eligible enterprise.
#[derive(Clone, Copy, Debug)]
pub(super) struct Member<'a> {
    pub(super) at: u32,
    pub(super) industry: &'a IndustryCode,
    pub(super) emissions: Tonnes,
    pub(super) denominator: &'a Ratio,
}

/// What a group comes to, and the most that one of them has of it.
#[derive(Clone, Debug)]
pub(super) struct Sums {
    pub(super) emissions: Tonnes,
    pub(super) denominator: Ratio,
    pub(super) members: Vec<u32>,
    most_emissions: Tonnes,
    most_denominator: Ratio,
}

impl Default for Sums {
    fn default() -> Self {
        let nothing = Ratio::zero();
        Self {
            emissions: Tonnes::ZERO,
            denominator: nothing.clone(),
            members: Vec::new(),
            most_emissions: Tonnes::ZERO,
            most_denominator: nothing,
        }
    }
}

impl Sums {
    pub(super) fn add(&mut self, member: &Member<'_>) {
        self.emissions += member.emissions;
        self.denominator = self.denominator.plus(member.denominator);
        self.members.push(member.at);
        self.most_emissions = self.most_emissions.max(member.emissions);
        if *member.denominator > self.most_denominator {
            self.most_denominator.clone_from(member.denominator);
        }
    }

    pub(super) fn merge(&mut self, other: &Self) {
        self.emissions += other.emissions;
        self.denominator = self.denominator.plus(&other.denominator);
        self.members.extend(&other.members);
        self.most_emissions = self.most_emissions.max(other.most_emissions);
        if other.most_denominator > self.most_denominator {
            self.most_denominator.clone_from(&other.most_denominator);
        }
    }

    /// Whether one member has more than this share of the emissions or of the denominators.
    pub(super) fn is_dominated(&self, share: &Ratio) -> bool {
        self.most_emissions.ratio() > self.emissions.ratio().times(share) || self.most_denominator > self.denominator.times(share)
    }
}
