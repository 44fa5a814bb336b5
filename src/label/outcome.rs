//! A label: grade, figures, and what identifies them.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::pool::Pool;
use super::status::Status;
use crate::flag::Flag;
use crate::inventory::Inventory;
use crate::measure::{Figure, Months, Ratio};
use crate::scheme::{Band, Scheme};

/// What every label of a run shares.
#[derive(Clone, Copy, Debug)]
pub struct LabelContext<'a> {
    /// The run's period.
    pub period: Months,
    /// The scheme.
    pub scheme: &'a Scheme,
    /// The release's hash.
    pub release_sha256: &'a str,
}

/// The label of one enterprise.
#[derive(Clone, Debug)]
pub struct Label {
    /// Graded, or why not.
    pub status: Status,
    /// The grade.
    pub grade: Option<Arc<Band>>,
    /// The level of its intensity.
    pub level: Option<Arc<Band>>,
    /// Its totals; none without activity.
    pub inventory: Option<Inventory>,
    /// The exact denominator; none when no row gives it.
    pub denominator: Option<Ratio>,
    /// Emissions over denominator.
    pub intensity: Option<Figure>,
    /// Whom it was compared with.
    pub pool: Option<Arc<Pool>>,
    /// The pool's reference as printed.
    pub reference: Option<Figure>,
    /// Intensity over reference.
    pub ratio: Option<Figure>,
    /// The printed ratio minus the nearest edge.
    pub margin: Option<Figure>,
    /// What a reader must know.
    pub flags: BTreeSet<Flag>,
    /// The fingerprint of all that it states.
    pub id: String,
}
