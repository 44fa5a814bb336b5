//! Inventories: the exact totals of an enterprise.

use crate::emission::{Emission, LineRate, StandardCoal};
use crate::flag::{Flag, Flags};
use crate::measure::Tonnes;
use crate::method::Kind;

/// The exact sums of an enterprise's lines.
#[derive(Clone, Debug, Default)]
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
#[derive(Clone, Copy, Debug)]
pub struct Share {
    sum: Sum,
    is_energy: bool,
    /// Whether it is use of energy without a coefficient.
    coal_unknown: bool,
}

#[derive(Clone, Copy, Debug)]
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

impl Inventory {
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
    #[inline]
    pub fn add_line(&mut self, line: &Emission, share: Share) {
        match line.standard_coal {
            Some(tonnes) => self.standard_coal += tonnes,
            None => self.standard_coal_unknown |= share.coal_unknown,
        }
        match share.sum {
            Sum::Scope1 => self.scope1 += line.emissions,
            Sum::Scope2 => self.scope2 += line.emissions,
            Sum::Biogenic => self.biogenic += line.emissions,
            Sum::None => {}
        }
        if matches!(share.sum, Sum::Biogenic | Sum::None) {
            return;
        }
        if line.emissions < Tonnes::ZERO {
            self.deducted += -line.emissions;
            if share.is_energy {
                self.energy_deducted += -line.emissions;
            }
        }
        if share.is_energy {
            self.energy += line.emissions;
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
