//! Masses of many rows, as Parquet has them: big-endian, so wide that every decimal(38,9) fits.

use super::schema::MASS_BYTES;
use crate::measure::Tonnes;

/// Masses in milligrams; a row may have none.
#[derive(Debug, Default)]
pub(super) struct Masses {
    bytes: Vec<u8>,
    present: Vec<bool>,
    bounds: Option<(i128, i128)>,
}

impl Masses {
    /// Forgets the rows; memory is kept.
    pub(super) fn clear(&mut self) {
        self.bytes.clear();
        self.present.clear();
        self.bounds = None;
    }

    /// Adds a row.
    #[inline]
    pub(super) fn push(&mut self, mass: Option<Tonnes>) {
        self.present.push(mass.is_some());
        if let Some(mass) = mass.map(Tonnes::milligrams) {
            self.bytes.extend_from_slice(&mass.to_be_bytes());
            let (least, most) = self.bounds.unwrap_or((mass, mass));
            self.bounds = Some((least.min(mass), most.max(mass)));
        }
    }

    /// Whether each row has one.
    pub(super) fn present(&self) -> &[bool] {
        &self.present
    }

    /// Those that are there.
    pub(super) fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// How many rows have none.
    pub(super) fn nulls(&self) -> usize {
        self.present.len() - self.bytes.len() / MASS_BYTES
    }

    /// The least and the greatest.
    pub(super) fn bounds(&self) -> [Option<i128>; 2] {
        [self.bounds.map(|bounds| bounds.0), self.bounds.map(|bounds| bounds.1)]
    }
}
