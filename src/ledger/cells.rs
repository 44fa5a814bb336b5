//! Columns that were read, cell by cell.

use std::ops::Range;

use polars_arrow::array::{Array, PrimitiveArray, StaticArray, Utf8ViewArray};
use polars_arrow::datatypes::ArrowDataType;
use polars_arrow::types::NativeType;

use super::groups::GroupedFile;
use crate::finding::Fault;
use crate::measure::Tonnes;

/// Texts; a null is an empty one.
pub(super) struct Texts(Utf8ViewArray);

/// Whole numbers.
pub(super) struct Numbers<T: NativeType>(PrimitiveArray<T>);

/// Masses.
pub(super) struct Masses(PrimitiveArray<i128>);

impl Texts {
    pub(super) fn read(file: &GroupedFile, group: usize, rows: Range<usize>, name: &str) -> Result<Self, Fault> {
        let (_, array) = file.column(group, rows, name)?;
        of_kind(file, name, array.as_ref()).map(Self)
    }

    pub(super) fn get(&self, at: usize) -> &str {
        self.0.get(at).unwrap_or_default()
    }

    pub(super) fn at(&self, at: usize) -> String {
        self.get(at).to_owned()
    }

    /// What equal texts of one page's dictionary have in common, and different texts never.
    pub(super) fn view(&self, at: usize) -> u128 {
        if self.0.is_valid(at) { self.0.views()[at].as_u128() } else { u128::MAX }
    }
}

impl<T: NativeType> Numbers<T> {
    pub(super) fn read(file: &GroupedFile, group: usize, rows: Range<usize>, name: &str) -> Result<Self, Fault> {
        let (_, array) = file.column(group, rows, name)?;
        of_kind(file, name, array.as_ref()).map(Self)
    }

    pub(super) fn at(&self, at: usize) -> T {
        self.0.get(at).unwrap_or_default()
    }
}

impl Masses {
    pub(super) fn read(file: &GroupedFile, group: usize, rows: Range<usize>, name: &str) -> Result<Self, Fault> {
        let (field, array) = file.column(group, rows, name)?;
        match field.dtype {
            ArrowDataType::Decimal(_, scale) if scale == usize::from(Tonnes::SCALE) => of_kind(file, name, array.as_ref()).map(Self),
            _ => Err(Fault::run(file.path(), format!("{name} has not nine decimals"))),
        }
    }

    /// With nine decimals; empty for a null.
    pub(super) fn at(&self, at: usize) -> String {
        self.get(at).map(|mass| mass.to_string()).unwrap_or_default()
    }

    pub(super) fn get(&self, at: usize) -> Option<Tonnes> {
        self.0.get(at).and_then(Tonnes::from_milligrams)
    }
}

fn of_kind<A: Array + Clone + 'static>(file: &GroupedFile, name: &str, array: &dyn Array) -> Result<A, Fault> {
    let array: Option<&A> = array.as_any().downcast_ref();
    array.cloned().ok_or_else(|| Fault::run(file.path(), format!("{name} is of another type")))
}
