//! `previous.csv`: the labels of the run before, as this run took them in, and what became of each.

use std::collections::BTreeMap;
use std::path::Path;

use super::table::{TableRow, read, write};
use crate::finding::{Fault, Language};
use crate::scheme::Scheme;

/// How many periods a history holds; older ones are in the runs themselves.
const LONGEST: usize = 12;

/// What became of an enterprise since the run before.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Change {
    /// A better grade.
    Better,
    /// A worse one.
    Worse,
    /// The same grade.
    Same,
    /// A grade now, none before.
    Gained,
    /// None now, a grade before.
    Lost,
    /// None in either.
    Ungraded,
    /// Not listed before.
    New,
    /// Not listed any more.
    Gone,
}

impl Change {
    /// Every change, in the order in which they are shown.
    pub const ALL: [Self; 8] = [Self::Better, Self::Worse, Self::Same, Self::Gained, Self::Lost, Self::Ungraded, Self::New, Self::Gone];

    /// Its name in files.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Better => "better",
            Self::Worse => "worse",
            Self::Same => "same",
            Self::Gained => "gained",
            Self::Lost => "lost",
            Self::Ungraded => "ungraded",
            Self::New => "new",
            Self::Gone => "gone",
        }
    }

    /// The change of a name.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|change| change.name() == name)
    }

    /// A few words for it.
    #[must_use]
    pub fn title(self, language: Language) -> &'static str {
        match self {
            Self::Better => language.pick("等级变好", "better grade"),
            Self::Worse => language.pick("等级变差", "worse grade"),
            Self::Same => language.pick("等级不变", "same grade"),
            Self::Gained => language.pick("原未评级，现评级", "graded, not so before"),
            Self::Lost => language.pick("原评级，现未评级", "not graded, was before"),
            Self::Ungraded => language.pick("两次均未评级", "not graded, as before"),
            Self::New => language.pick("新列入", "newly listed"),
            Self::Gone => language.pick("不再列入", "not listed any more"),
        }
    }

    /// From one grade to another under a scheme, both empty where there is none.
    #[must_use]
    pub fn between(before: &str, now: &str, scheme: &Scheme) -> Self {
        let place = |grade: &str| scheme.ratio.bands.iter().position(|band| band.code == grade);
        match (place(before), place(now)) {
            (None, None) => Self::Ungraded,
            (None, Some(_)) => Self::Gained,
            (Some(_), None) => Self::Lost,
            (Some(before), Some(now)) if now < before => Self::Better,
            (Some(before), Some(now)) if now > before => Self::Worse,
            _ => Self::Same,
        }
    }
}

/// One row of `previous.csv`: a label of the run before.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PreviousRow {
    /// The enterprise.
    pub enterprise_id: String,
    /// Its name then.
    pub name: String,
    /// Its industry then.
    pub industry: String,
    /// Its status then.
    pub status: String,
    /// Its grade then; empty when it had none.
    pub grade: String,
    /// Its ratio then.
    pub ratio: String,
    /// Its emissions then, tCO2e.
    pub emissions_t: String,
    /// Its label.
    pub label_id: String,
    /// What became of it: a name of [`Change`].
    pub change: String,
    /// Its grades up to then, oldest first: `2024-01=3;2024-02=`, nothing after the sign where there was none.
    pub history: String,
}

impl PreviousRow {
    /// The columns of `previous.csv`.
    pub const COLUMNS: &'static [&'static str] =
        &["enterprise_id", "name", "industry", "status", "grade", "ratio", "emissions_t", "label_id", "change", "history"];

    /// Its cells in the order of [`PreviousRow::COLUMNS`].
    #[must_use]
    pub fn cells(&self) -> Vec<&str> {
        let Self { enterprise_id, name, industry, status, grade, ratio, emissions_t, label_id, change, history } = self;
        vec![enterprise_id, name, industry, status, grade, ratio, emissions_t, label_id, change, history]
    }

    /// The row with a period and its grade added to the history before it; the oldest fall away.
    #[must_use]
    pub fn after(mut self, history: &str, period: &str) -> Self {
        let own = format!("{period}={}", self.grade);
        let all: Vec<&str> = history.split(';').filter(|part| !part.is_empty()).chain([own.as_str()]).collect();
        self.history = all[all.len().saturating_sub(LONGEST)..].join(";");
        self
    }
}

impl TableRow for PreviousRow {
    fn columns() -> Vec<&'static str> {
        Self::COLUMNS.to_vec()
    }

    fn cells(&self) -> Vec<&str> {
        self.cells()
    }

    fn of(cells: Vec<String>) -> Option<Self> {
        let [enterprise_id, name, industry, status, grade, ratio, emissions_t, label_id, change, history] = cells.try_into().ok()?;
        Some(Self { enterprise_id, name, industry, status, grade, ratio, emissions_t, label_id, change, history })
    }
}

/// The run before, as far as this one states it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Previous {
    /// Its run's id.
    pub run_id: String,
    /// Its period.
    pub period: String,
    /// The hashes of the files that were read of it, by name.
    pub files: BTreeMap<String, String>,
    /// Its labels, sorted by enterprise.
    rows: Vec<PreviousRow>,
}

impl Previous {
    /// The run before with its labels, in any order.
    #[must_use]
    pub fn new(run_id: String, period: String, files: BTreeMap<String, String>, mut rows: Vec<PreviousRow>) -> Self {
        rows.sort_by(|a, b| a.enterprise_id.cmp(&b.enterprise_id));
        Self { run_id, period, files, rows }
    }

    /// The label of an enterprise; none when it was not listed.
    #[must_use]
    pub fn of(&self, enterprise_id: &str) -> Option<&PreviousRow> {
        self.rows.binary_search_by(|row| row.enterprise_id.as_str().cmp(enterprise_id)).ok().map(|at| &self.rows[at])
    }

    /// Its labels, sorted by enterprise.
    #[must_use]
    pub fn rows(&self) -> &[PreviousRow] {
        &self.rows
    }
}

/// `previous.csv`, in the order of the rows.
#[must_use]
pub fn previous_csv(rows: &[PreviousRow]) -> Vec<u8> {
    write(rows)
}

/// The rows of a `previous.csv`; `path` names it in a fault.
///
/// # Errors
/// Says where the file is not what [`previous_csv`] writes.
pub fn read_previous(path: &Path, bytes: &[u8]) -> Result<Vec<PreviousRow>, Fault> {
    read(path, bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::release::builtin;

    #[test]
    fn grades_are_compared_by_their_place_in_the_scheme() {
        let release = builtin().unwrap().release(None).unwrap();
        let scheme = release.scheme(Some("zhejiang-2021")).unwrap();
        for (before, now, change) in [
            ("3", "2", Change::Better),
            ("1", "5", Change::Worse),
            ("4", "4", Change::Same),
            ("", "5", Change::Gained),
            ("1", "", Change::Lost),
            ("", "", Change::Ungraded),
        ] {
            assert_eq!(Change::between(before, now, scheme), change, "{before} {now}");
        }
    }

    #[test]
    fn a_history_keeps_the_last_twelve_periods() {
        let row = |grade: &str| PreviousRow { grade: grade.to_owned(), ..PreviousRow::default() };
        assert_eq!(row("3").after("", "2024-01").history, "2024-01=3");
        let full = (1..=14).fold(String::new(), |history, month| row("").after(&history, &format!("2024-{month:02}")).history);
        assert!(full.starts_with("2024-03=;") && full.ends_with(";2024-14=") && full.split(';').count() == 12);
    }

    #[test]
    fn rows_come_back_and_are_found_by_enterprise() {
        let row = |id: &str| PreviousRow { enterprise_id: id.to_owned(), name: "=甲,\"".to_owned(), ..PreviousRow::default() };
        let previous = Previous::new(String::new(), String::new(), BTreeMap::new(), vec![row("b"), row("a")]);
        let bytes = previous_csv(previous.rows());
        assert_eq!(read_previous(Path::new("previous.csv"), &bytes).unwrap(), previous.rows());
        assert_eq!(previous.of("b"), Some(&row("b")));
        assert_eq!(previous.of("c"), None);
    }
}
