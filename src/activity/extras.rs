//! What only some records carry.

use super::parameter::Measured;
use crate::measure::{Exact, Month};

/// Texts of a record that take no part in the calculation but go to the ledger.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Remarks {
    /// Number of a green-power certificate.
    pub certificate: Box<str>,
    /// What proves the quantity: an invoice, a meter reading.
    pub evidence: Box<str>,
    /// Anything else.
    pub note: Box<str>,
}

/// What a record was estimated from, by the rule of its method.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Estimate {
    /// The reported month of which it has everything but the quantity, or the quantity too.
    pub from: Month,
    /// Whether the quantity is one that the method states.
    pub stated: bool,
}

/// What only some records carry.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Extras {
    /// The meter or plant; empty when there is only one.
    pub site: Box<str>,
    /// The method of this row, where it is not the enterprise's; empty otherwise.
    pub method: Box<str>,
    /// Parameters that the row states.
    pub measured: Measured,
    /// Texts.
    pub remarks: Remarks,
    /// Why the record stands for a month that nobody reported; none for one that somebody did.
    pub estimate: Option<Estimate>,
    /// The quantity, when it is too long for eight bytes; whoever makes a record leaves it empty.
    pub long_quantity: Option<Exact>,
}
