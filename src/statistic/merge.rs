//! Several dimensions become one grade.
//!
//! Grades are places on a scale, 0 the best. Quzhou's 三维四色 looks at emissions per product, per value added and per tax; how
//! its three colours become one was not published, so a scheme says it: the worst, the best, the majority, or a table.
//!
//! Edges: of equally frequent grades the majority takes the worst; nothing of no grades, or of a combination that the table
//! does not name.

/// How grades are merged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Merge {
    /// The worst of them.
    Worst,
    /// The best of them.
    Best,
    /// The most frequent of them.
    Majority,
    /// The first row that fits; a place that is open fits every grade.
    Table(Vec<(Vec<Option<usize>>, usize)>),
}

impl Merge {
    /// The grade of the grades.
    #[must_use]
    pub fn of(&self, grades: &[usize]) -> Option<usize> {
        match self {
            Self::Worst => worst(grades),
            Self::Best => best(grades),
            Self::Majority => majority(grades),
            Self::Table(rows) => {
                let fits = |row: &[Option<usize>]| row.iter().zip(grades).all(|(cell, grade)| cell.is_none_or(|cell| cell == *grade));
                rows.iter().find(|(row, _)| fits(row)).map(|(_, grade)| *grade)
            }
        }
    }
}

/// The worst grade.
#[must_use]
pub fn worst(grades: &[usize]) -> Option<usize> {
    grades.iter().max().copied()
}

/// The best grade.
#[must_use]
pub fn best(grades: &[usize]) -> Option<usize> {
    grades.iter().min().copied()
}

/// The most frequent grade, of equally frequent ones the worst.
#[must_use]
pub fn majority(grades: &[usize]) -> Option<usize> {
    let count = |grade: usize| grades.iter().filter(|other| **other == grade).count();
    grades.iter().copied().max_by_key(|grade| (count(*grade), *grade))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn grades_are_merged_as_the_scheme_says() {
        let table = Merge::Table(vec![(vec![Some(0), None], 0), (vec![None, Some(2)], 2), (vec![None, None], 1)]);
        for (merge, grades, want) in [
            (&Merge::Worst, &[0, 2][..], Some(2)),
            (&Merge::Best, &[0, 2], Some(0)),
            (&Merge::Majority, &[1, 0, 1], Some(1)),
            (&Merge::Majority, &[0, 1, 2], Some(2)),
            (&Merge::Majority, &[], None),
            (&table, &[0, 2], Some(0)),
            (&table, &[1, 2], Some(2)),
            (&table, &[1, 1], Some(1)),
        ] {
            assert_eq!(merge.of(grades), want, "{grades:?}");
        }
    }
}
