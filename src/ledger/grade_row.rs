//! A row of `grades.csv`.

use std::ops::{Deref, DerefMut};

use crate::delimited::Cells;
use crate::measure::{Ratio, Tonnes};

/// One row of `grades.csv`; an empty text is what was not computed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GradeRow(Cells);

impl GradeRow {
    /// The columns of `grades.csv`.
    pub const COLUMNS: &'static [&'static str] = &[
        "enterprise_id",
        "name",
        "industry",
        "region",
        "period",
        "status",
        "grade",
        "level",
        "emissions_t",
        "scope1_t",
        "scope2_t",
        "deducted_t",
        "biogenic_t",
        "energy_tce",
        "denominator",
        "denominator_value",
        "intensity",
        "peer_code",
        "peer_level",
        "peer_count",
        "reference",
        "ratio",
        "margin",
        "flags",
        "previous_grade",
        "release",
        "scheme",
        "label_id",
    ];

    /// From cells in the order of [`GradeRow::COLUMNS`]; nothing when their number differs.
    #[must_use]
    pub fn new(cells: &[impl AsRef<str>]) -> Option<Self> {
        let mut row = Self::default();
        cells.iter().for_each(|cell| row.push(cell.as_ref()));
        (cells.len() == Self::COLUMNS.len()).then_some(row)
    }

    /// The cell of a column; empty when it was not computed or there is no such column.
    #[must_use]
    pub fn get(&self, column: &str) -> &str {
        self.at(Self::place(column))
    }

    /// The place of a column, counted from 0; that of no column when there is none. For loops it is a constant.
    #[must_use]
    pub const fn place(column: &str) -> usize {
        let mut place = 0;
        while place < Self::COLUMNS.len() && !same(Self::COLUMNS[place].as_bytes(), column.as_bytes()) {
            place += 1;
        }
        place
    }

    /// The places of several columns.
    #[must_use]
    pub const fn places<const N: usize>(columns: [&str; N]) -> [usize; N] {
        let (mut places, mut at) = ([0; N], 0);
        while at < N {
            places[at] = Self::place(columns[at]);
            at += 1;
        }
        places
    }
}

/// What is summed and ordered of a row, as numbers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GradeFigures {
    /// The columns of [`GradeFigures::TOTALS`].
    pub totals: [Option<Tonnes>; 6],
    /// The figure that is graded, as it is printed.
    pub ratio: Option<Ratio>,
}

impl GradeFigures {
    /// The columns of masses.
    pub const TOTALS: [&'static str; 6] = ["emissions_t", "scope1_t", "scope2_t", "deducted_t", "biogenic_t", "energy_tce"];

    /// Those that stand in a row.
    #[must_use]
    pub fn of(row: &GradeRow) -> Self {
        Self {
            totals: const { GradeRow::places(Self::TOTALS) }.map(|place| Tonnes::parse(row.at(place))),
            ratio: Ratio::parse(row.at(const { GradeRow::place("ratio") })),
        }
    }
}

impl Deref for GradeRow {
    type Target = Cells;

    fn deref(&self) -> &Cells {
        &self.0
    }
}

impl DerefMut for GradeRow {
    fn deref_mut(&mut self) -> &mut Cells {
        &mut self.0
    }
}

const fn same(a: &[u8], b: &[u8]) -> bool {
    let mut at = 0;
    while at < a.len() && at < b.len() && a[at] == b[at] {
        at += 1;
    }
    at == a.len() && at == b.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_stand_at_their_columns() {
        let row = GradeRow::new(GradeRow::COLUMNS).unwrap();
        for (place, column) in GradeRow::COLUMNS.iter().enumerate() {
            assert_eq!((row.get(column), row.at(place), GradeRow::place(column)), (*column, *column, place));
        }
        assert!(row.iter().eq(GradeRow::COLUMNS.iter().copied()));
        assert_eq!((row.get("grad"), row.get("grades"), row.get("")), ("", "", ""));
        assert_eq!(GradeRow::new(&["a"]), None);
    }
}
