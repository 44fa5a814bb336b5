//! Masses of many rows, before they are written.

use crate::measure::Tonnes;

/// Masses in milligrams; a row may have none.
#[derive(Debug, Default)]
pub(super) struct Masses {
    present: Vec<bool>,
    numbers: Vec<i64>,
    /// All of them, as soon as one does not fit 64 bits.
    wide: Vec<i128>,
}

impl Masses {
    /// Forgets the rows; memory is kept.
    pub(super) fn clear(&mut self) {
        self.present.clear();
        self.numbers.clear();
        self.wide.clear();
    }

    /// Adds a row.
    #[inline]
    pub(super) fn push(&mut self, mass: Option<Tonnes>) {
        self.present.push(mass.is_some());
        if let Some(mass) = mass.map(Tonnes::milligrams) {
            match i64::try_from(mass) {
                Ok(number) if self.wide.is_empty() => self.numbers.push(number),
                _ => self.push_wide(mass),
            }
        }
    }

    #[cold]
    fn push_wide(&mut self, mass: i128) {
        self.wide.extend(self.numbers.drain(..).map(i128::from));
        self.wide.push(mass);
    }

    /// Whether each row has one.
    pub(super) fn present(&self) -> &[bool] {
        &self.present
    }

    /// How many rows have none.
    pub(super) fn nulls(&self) -> usize {
        self.present.len() - self.numbers.len() - self.wide.len()
    }

    /// Those that are there, where all of them fit and mostly have the sign of their neighbours.
    pub(super) fn numbers(&self) -> Option<&[i64]> {
        const FEW: usize = 16;
        let changes = self.numbers.windows(2).filter(|pair| (pair[0] ^ pair[1]) < 0).count();
        (self.wide.is_empty() && changes <= self.numbers.len() / FEW).then_some(&self.numbers)
    }

    /// Those that are there, in any case.
    pub(super) fn all(&self) -> impl Iterator<Item = i128> {
        self.numbers.iter().copied().map(i128::from).chain(self.wide.iter().copied())
    }

    /// The least and the greatest.
    pub(super) fn bounds(&self) -> [Option<i128>; 2] {
        let numbers = [self.numbers.iter().min(), self.numbers.iter().max()].map(|bound| bound.copied().map(i128::from));
        if self.wide.is_empty() { numbers } else { [self.wide.iter().min(), self.wide.iter().max()].map(Option::<&_>::copied) }
    }
}
