//! Flags: what a reader of a figure must know about it.

use std::fmt;

/// Something that is true of a line or a label and does not bar it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Flag {
    /// No nearer factor was published, so the nation's was taken.
    NationalFactor,
    /// No factor covers the month; the latest earlier one, of this year, was taken.
    CarriedForward(u16),
    /// A value is known from memory alone; the release allows it expressly.
    Recalled,
    /// An error of the enterprise keeps some of its rows out of the totals.
    Partial,
    /// Compared with a whole section or with everybody.
    BroadPeers,
}

impl fmt::Display for Flag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NationalFactor => f.write_str("national_factor"),
            Self::CarriedForward(year) => write!(f, "carried_forward:{year}"),
            Self::Recalled => f.write_str("recalled"),
            Self::Partial => f.write_str("partial"),
            Self::BroadPeers => f.write_str("broad_peers"),
        }
    }
}

/// Flags as a cell shows them, joined by `;`.
#[must_use]
pub fn join<'a>(flags: impl IntoIterator<Item = &'a Flag>) -> String {
    flags.into_iter().map(Flag::to_string).collect::<Vec<_>>().join(";")
}
