//! Inventories: the exact totals of an enterprise.

use crate::emission::{Emission, LineRate, StandardCoal};
use crate::flag::{Flag, Flags};
use crate::measure::Tonnes;
use crate::method::Kind;

/// The exact sums of an enterprise's lines.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Inventory {
    /// Sum of scope 1 lines, deductions included.
    pub scope1: Tonnes,
    /// Sum of scope 2 lines, deductions included.
    pub scope2: Tonnes,
    /// Sum of the negative lines, as a positive number.
    pub deducted: Tonnes,
    /// CO2 of biomass, in no other sum.
    pub biogenic: Tonnes,
    /// Sum of the lines that are CO2 of energy use, deductions included.
    pub energy: Tonnes,
    /// Sum of the negative lines among them, as a positive number.
    pub energy_deducted: Tonnes,
    /// Tonnes of standard coal.
    pub standard_coal: Tonnes,
    /// Whether some use of energy has no coefficient, so that the sum says nothing.
    pub standard_coal_unknown: bool,
    /// What a reader must know of the lines.
    pub flags: Flags,
}

/// To which sums the lines of a rate go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Share {
    sum: Sum,
    is_energy: bool,
    /// Whether it is use of energy without a coefficient.
    coal_unknown: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sum {
    Scope1,
    Scope2,
    Biogenic,
    None,
}

impl Share {
    /// That of a rate.
    #[must_use]
    pub fn of(rate: &LineRate) -> Self {
        let sum = match (rate.kind, rate.scope) {
            (Kind::Biogenic, _) => Sum::Biogenic,
            (kind, _) if kind.is_apart() => Sum::None,
            (_, 1) => Sum::Scope1,
            _ => Sum::Scope2,
        };
        Self { sum, is_energy: rate.kind.is_energy(), coal_unknown: matches!(rate.standard_coal, StandardCoal::Unknown) }
    }
}

/// Lines of 64 bits of one enterprise and share, added up. No number of them that there could be overflows.
#[derive(Clone, Copy, Debug, Default)]
pub struct Tally {
    emissions: i128,
    negative: i128,
    standard_coal: i128,
    /// How many lines.
    pub lines: usize,
}

impl Tally {
    /// Adds a line: milligrams and, of what becomes standard coal, its milligrams.
    #[inline]
    pub fn add(&mut self, (emissions, standard_coal): (i64, Option<i64>)) {
        self.emissions += i128::from(emissions);
        self.negative += i128::from(emissions.min(0));
        self.standard_coal += i128::from(standard_coal.unwrap_or_default());
        self.lines += 1;
    }
}

impl Inventory {
    /// Adds the lines of a share.
    pub fn add_tally(&mut self, tally: Tally, share: Share) {
        let mass = Tonnes::sum_of_milligrams;
        let standard_coal = (!share.coal_unknown).then(|| mass(tally.standard_coal));
        self.add_sums(mass(tally.emissions), mass(tally.negative), standard_coal, share);
    }

    /// Adds one line.
    pub fn add(&mut self, line: &Emission, rate: &LineRate) {
        self.add_flags(&rate.flags);
        self.add_line(line, Share::of(rate));
    }

    /// Adds flags.
    pub fn add_flags(&mut self, flags: &[Flag]) {
        flags.iter().for_each(|flag| self.flags.insert(*flag));
    }

    /// Adds a line without the flags of its rate.
    fn add_line(&mut self, line: &Emission, share: Share) {
        let negative = if line.emissions < Tonnes::ZERO { line.emissions } else { Tonnes::ZERO };
        self.add_sums(line.emissions, negative, line.standard_coal, share);
    }

    /// Adds lines of one share: their sum, that of the negative ones among them, and that in standard coal.
    fn add_sums(&mut self, emissions: Tonnes, negative: Tonnes, standard_coal: Option<Tonnes>, share: Share) {
        match standard_coal {
            Some(tonnes) => self.standard_coal += tonnes,
            None => self.standard_coal_unknown |= share.coal_unknown,
        }
        match share.sum {
            Sum::Scope1 => self.scope1 += emissions,
            Sum::Scope2 => self.scope2 += emissions,
            Sum::Biogenic => self.biogenic += emissions,
            Sum::None => {}
        }
        if matches!(share.sum, Sum::Biogenic | Sum::None) {
            return;
        }
        self.deducted += -negative;
        if share.is_energy {
            self.energy += emissions;
            self.energy_deducted += -negative;
        }
    }

    /// Whether every sum stays below the limit of [`Tonnes`].
    #[must_use]
    pub fn is_in_range(&self) -> bool {
        [self.scope1, self.scope2, self.deducted, self.biogenic, self.standard_coal].into_iter().all(Tonnes::is_in_range)
    }

    /// Scope 1 + scope 2, not below zero.
    #[must_use]
    pub fn emissions(&self) -> Tonnes {
        (self.scope1 + self.scope2).floored()
    }

    /// Use of energy in tonnes of standard coal; none when the release has no coefficient for an item used.
    #[must_use]
    pub fn energy_tce(&self) -> Option<Tonnes> {
        (!self.standard_coal_unknown).then_some(self.standard_coal)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn any_share() -> impl Strategy<Value = Share> {
        let sum = prop::sample::select(vec![Sum::Scope1, Sum::Scope2, Sum::Biogenic, Sum::None]);
        (sum, any::<bool>(), any::<bool>()).prop_map(|(sum, is_energy, coal_unknown)| Share { sum, is_energy, coal_unknown })
    }

    proptest! {
        #[test]
        fn lines_added_up_before_are_lines_added_one_by_one(share in any_share(), lines in prop::collection::vec(any::<(i64, i64)>(), 1..9)) {
            let (mut one_by_one, mut together, mut tally) = (Inventory::default(), Inventory::default(), Tally::default());
            for (emissions, standard_coal) in lines {
                let standard_coal = (!share.coal_unknown).then_some(standard_coal);
                tally.add((emissions, standard_coal));
                one_by_one.add_line(&Emission { emissions: Tonnes::short(emissions), standard_coal: standard_coal.map(Tonnes::short) }, share);
            }
            together.add_tally(tally, share);
            prop_assert_eq!(together, one_by_one);
        }
    }
}
