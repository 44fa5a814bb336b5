//! One input file on its way to facts.

use std::sync::Arc;

use crate::facts::Role;
use crate::measure::Months;
use crate::release::Release;

/// What every reader of a file needs to know.
#[derive(Clone, Debug)]
pub(super) struct Source {
    /// What it holds.
    pub(super) role: Role,
    /// Its name in the batch.
    pub(super) name: Arc<str>,
    /// Its place in the list of input files.
    pub(super) file: u32,
}

/// By what rules cells are read.
#[derive(Clone, Copy, Debug)]
pub(super) struct Rules<'a> {
    /// The release.
    pub(super) release: &'a Release,
    /// The run's period; all months count when there is none.
    pub(super) period: Option<Months>,
}
