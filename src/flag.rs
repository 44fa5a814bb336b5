//! Flags: what a reader of a figure must know about it.

use std::fmt::{self, Write};

/// Something that is true of a line or a label and does not bar it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Flag {
    /// No nearer factor was published, so the nation's was taken.
    NationalFactor,
    /// No factor covers the month; the latest earlier one, of this year, was taken.
    CarriedForward(u16),
    /// A value is known from memory alone; the release allows it expressly.
    Recalled,
    /// A number of the method is recalled, or sources disagree on it.
    Unconfirmed,
    /// A month that was not reported is filled in, by the rule of the method.
    Estimated,
    /// An error of the enterprise keeps some of its rows out of the totals.
    Partial,
    /// Compared with a whole section or with everybody.
    BroadPeers,
    /// One of its peers has more of the pool than the scheme bears.
    DominantPeer,
    /// Compared with a reference that was published before the run.
    FrozenReference,
    /// Compared with the references of several industries.
    CompositeReference,
    /// So many months were filled in.
    Filled(u8),
    /// An indicator of the score is missing, and its weight went to the others.
    Reweighted,
    /// In a dimension of the scheme, counted from 1, it has the grade at this place, counted from 1.
    Dimension(u8, u8),
    /// A gate of the scheme changed the grade.
    Gated,
}

/// Flags, each once, in their order. There are few, so a list is faster than a tree.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Flags(Vec<Flag>);

impl Flags {
    /// Adds a flag, unless it is there.
    pub fn insert(&mut self, flag: Flag) {
        if let Err(at) = self.0.binary_search(&flag) {
            self.0.insert(at, flag);
        }
    }

    /// Every flag in order.
    pub fn iter(&self) -> std::slice::Iter<'_, Flag> {
        self.0.iter()
    }
}

impl<'a> IntoIterator for &'a Flags {
    type Item = &'a Flag;
    type IntoIter = std::slice::Iter<'a, Flag>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl fmt::Display for Flag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NationalFactor => f.write_str("national_factor"),
            Self::CarriedForward(year) => write!(f, "carried_forward:{year}"),
            Self::Recalled => f.write_str("recalled"),
            Self::Unconfirmed => f.write_str("unconfirmed"),
            Self::Estimated => f.write_str("estimated"),
            Self::Partial => f.write_str("partial"),
            Self::BroadPeers => f.write_str("broad_peers"),
            Self::DominantPeer => f.write_str("dominant_peer"),
            Self::FrozenReference => f.write_str("frozen_reference"),
            Self::CompositeReference => f.write_str("composite_reference"),
            Self::Filled(months) => write!(f, "filled:{months}"),
            Self::Reweighted => f.write_str("reweighted"),
            Self::Dimension(dimension, grade) => write!(f, "dimension_{dimension}:{grade}"),
            Self::Gated => f.write_str("gated"),
        }
    }
}

/// Flags as a cell shows them, joined by `;`.
#[must_use]
pub fn join<'a>(flags: impl IntoIterator<Item = &'a Flag>) -> String {
    let mut text = String::new();
    for flag in flags {
        let separator = if text.is_empty() { "" } else { ";" };
        // Writing to a text cannot fail.
        let _ = write!(text, "{separator}{flag}");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn flags_stand_once_and_in_order() {
        let mut flags = Flags::default();
        for flag in [Flag::Partial, Flag::CarriedForward(2023), Flag::NationalFactor, Flag::CarriedForward(2022), Flag::Partial] {
            flags.insert(flag);
        }
        assert_eq!(join(&flags), "national_factor;carried_forward:2022;carried_forward:2023;partial");
    }
}
