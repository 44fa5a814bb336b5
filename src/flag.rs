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

impl Flag {
    /// Its name, and the numbers that stand behind it.
    fn parts(self) -> (&'static str, Option<u16>, Option<u8>) {
        match self {
            Self::NationalFactor => ("national_factor", None, None),
            Self::CarriedForward(year) => ("carried_forward:", Some(year), None),
            Self::Recalled => ("recalled", None, None),
            Self::Unconfirmed => ("unconfirmed", None, None),
            Self::Estimated => ("estimated", None, None),
            Self::Partial => ("partial", None, None),
            Self::BroadPeers => ("broad_peers", None, None),
            Self::DominantPeer => ("dominant_peer", None, None),
            Self::FrozenReference => ("frozen_reference", None, None),
            Self::CompositeReference => ("composite_reference", None, None),
            Self::Filled(months) => ("filled:", Some(months.into()), None),
            Self::Reweighted => ("reweighted", None, None),
            Self::Dimension(dimension, grade) => ("dimension_", Some(dimension.into()), Some(grade)),
            Self::Gated => ("gated", None, None),
        }
    }
}

impl fmt::Display for Flag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (name, number, last) = self.parts();
        f.write_str(name)?;
        number.map_or(Ok(()), |number| write!(f, "{number}"))?;
        last.map_or(Ok(()), |last| write!(f, ":{last}"))
    }
}

/// Flags as a cell shows them, joined by `;`.
#[must_use]
pub fn join<'a>(flags: impl IntoIterator<Item = &'a Flag>) -> String {
    let mut text = Vec::new();
    append(flags, &mut text);
    String::from_utf8(text).unwrap_or_default()
}

/// Appends the same to a text.
pub fn append<'a>(flags: impl IntoIterator<Item = &'a Flag>, text: &mut Vec<u8>) {
    for (at, flag) in flags.into_iter().enumerate() {
        if at > 0 {
            text.push(b';');
        }
        let (name, number, last) = flag.parts();
        text.extend_from_slice(name.as_bytes());
        number.into_iter().for_each(|number| append_number(number, text));
        last.into_iter().for_each(|last| {
            text.push(b':');
            append_number(last.into(), text);
        });
    }
}

fn append_number(number: u16, text: &mut Vec<u8>) {
    if number >= 10 {
        append_number(number / 10, text);
    }
    text.push(b'0' + (number % 10).to_le_bytes()[0]);
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

    #[test]
    fn a_cell_says_what_its_flags_say() {
        for flag in [Flag::Filled(0), Flag::Filled(12), Flag::CarriedForward(2023), Flag::Dimension(1, 10), Flag::Gated] {
            assert_eq!(join([&flag]), flag.to_string());
        }
        assert_eq!(Flag::Dimension(1, 10).to_string(), "dimension_1:10");
    }
}
