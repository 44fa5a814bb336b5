//! Columns that were read, cell by cell.

use std::path::Path;

use polars::prelude::{Column, DataFrame, DecimalChunked, PolarsResult, StringChunked, UInt32Chunked, UInt64Chunked};

use super::groups::broken;
use crate::finding::Fault;
use crate::measure::Tonnes;

/// A frame whose columns are known by name and kind.
#[derive(Clone, Copy)]
pub(super) struct Cells<'a> {
    path: &'a Path,
    frame: &'a DataFrame,
}

/// Texts; a null is an empty one.
pub(super) struct Texts<'a>(&'a StringChunked);

/// Whole numbers.
pub(super) struct Numbers<'a>(&'a UInt64Chunked);

/// Scopes.
pub(super) struct Scopes<'a>(&'a UInt32Chunked);

/// Masses.
pub(super) struct Masses<'a>(&'a DecimalChunked);

impl<'a> Cells<'a> {
    pub(super) fn new(path: &'a Path, frame: &'a DataFrame) -> Self {
        Self { path, frame }
    }

    pub(super) fn count(self) -> usize {
        self.frame.height()
    }

    pub(super) fn texts(self, name: &str) -> Result<Texts<'a>, Fault> {
        self.column(name, |column| column.str()).map(Texts)
    }

    pub(super) fn numbers(self, name: &str) -> Result<Numbers<'a>, Fault> {
        self.column(name, |column| column.u64()).map(Numbers)
    }

    pub(super) fn scopes(self, name: &str) -> Result<Scopes<'a>, Fault> {
        self.column(name, |column| column.u32()).map(Scopes)
    }

    pub(super) fn masses(self, name: &str) -> Result<Masses<'a>, Fault> {
        let masses = self.column(name, |column| column.decimal())?;
        if masses.scale() == usize::from(Tonnes::SCALE) {
            Ok(Masses(masses))
        } else {
            Err(self.fault(format!("{name} has not nine decimals")))
        }
    }

    pub(super) fn fault(self, reason: impl Into<String>) -> Fault {
        Fault::run(self.path, reason)
    }

    fn column<T>(self, name: &str, kind: impl FnOnce(&'a Column) -> PolarsResult<T>) -> Result<T, Fault> {
        self.frame.column(name).and_then(kind).map_err(|error| broken(self.path, &error))
    }
}

impl<'a> Texts<'a> {
    pub(super) fn get(&self, at: usize) -> &'a str {
        self.0.get(at).unwrap_or_default()
    }

    pub(super) fn at(&self, at: usize) -> String {
        self.get(at).to_owned()
    }
}

impl Numbers<'_> {
    pub(super) fn at(&self, at: usize) -> u64 {
        self.0.get(at).unwrap_or_default()
    }
}

impl Scopes<'_> {
    pub(super) fn at(&self, at: usize) -> u8 {
        self.0.get(at).and_then(|scope| u8::try_from(scope).ok()).unwrap_or_default()
    }
}

impl Masses<'_> {
    /// With nine decimals; empty for a null.
    pub(super) fn at(&self, at: usize) -> String {
        let mass = self.0.physical().get(at).and_then(Tonnes::from_milligrams);
        mass.map(|mass| mass.to_string()).unwrap_or_default()
    }
}
