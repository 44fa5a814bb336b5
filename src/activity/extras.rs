//! What only some records carry.

use crate::measure::Exact;

/// Values that the enterprise measured itself, in place of defaults.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Measured {
    /// Net calorific value, GJ per accounting unit of the item (t or 万Nm3).
    pub ncv: Option<Exact>,
    /// Carbon content per unit of heat, tC/GJ.
    pub carbon_content: Option<Exact>,
    /// Share of carbon oxidised, a fraction.
    pub oxidation: Option<Exact>,
}

impl Measured {
    /// Whether nothing was measured.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

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

/// What only some records carry.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Extras {
    /// The meter or plant; empty when there is only one.
    pub site: Box<str>,
    /// Measured values.
    pub measured: Measured,
    /// Texts.
    pub remarks: Remarks,
    /// The quantity, when it is too long for eight bytes; whoever makes a record leaves it empty.
    pub long_quantity: Option<Exact>,
}
