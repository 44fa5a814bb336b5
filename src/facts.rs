//! The facts of a batch: what intake hands over and everything later reads.

use std::sync::Arc;

use crate::activity::ActivityRecord;
use crate::enterprise::Directory;
use crate::finding::{Finding, Language, Place};
use crate::indicator::IndicatorRecord;
use crate::measure::Months;
use crate::parts::Parts;
use crate::production::ProductionRecord;

/// What an input file holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// The list of enterprises.
    Enterprises,
    /// Energy and material use.
    Energy,
    /// Production.
    Production,
    /// Indicators beyond energy and production; a batch may do without.
    Indicators,
}

impl Role {
    /// Every role.
    pub const ALL: [Self; 4] = [Self::Enterprises, Self::Energy, Self::Production, Self::Indicators];
    /// The roles of which every batch has a file.
    pub const REQUIRED: [Self; 3] = [Self::Enterprises, Self::Energy, Self::Production];

    /// Its name, with which file names begin.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Enterprises => "enterprises",
            Self::Energy => "energy",
            Self::Production => "production",
            Self::Indicators => "indicators",
        }
    }

    /// Its name for people, as sheets bear it.
    #[must_use]
    pub fn title(self, language: Language) -> &'static str {
        match self {
            Self::Enterprises => language.pick("企业", "enterprises"),
            Self::Energy => language.pick("能源", "energy"),
            Self::Production => language.pick("生产", "production"),
            Self::Indicators => language.pick("指标", "indicators"),
        }
    }
}

/// One file that was read.
#[derive(Clone, Debug)]
pub struct InputFile {
    /// What it holds.
    pub role: Role,
    /// Its name in the batch.
    pub name: Arc<str>,
    /// Its size in bytes.
    pub bytes: u64,
    /// Its records, the header not counted.
    pub rows: u64,
    /// The hash of its content.
    pub sha256: String,
    /// Headers as submitted, by the program's name for the column.
    pub columns: Vec<(&'static str, Arc<str>)>,
}

impl InputFile {
    /// A row of it, or the cell of a column that it has.
    #[must_use]
    pub fn place(&self, row: u32, column: Option<&str>) -> Place {
        let header = self.columns.iter().find(|(name, _)| Some(*name) == column).map(|(_, header)| Arc::clone(header));
        Place { file: Arc::clone(&self.name), row: row.into(), column: header }
    }
}

impl Facts {
    /// From the first month of any record to the last; none without records.
    #[must_use]
    pub fn span(&self) -> Option<Months> {
        let activity = self.activity.iter().map(|record| (record.month(), record.month()));
        let production = self.production.iter().map(|record| (record.months.first(), record.months.last()));
        let span = activity.chain(production).reduce(|span, months| (span.0.min(months.0), span.1.max(months.1)))?;
        Months::new(span.0, span.1)
    }
}

/// What is known of an enterprise's rows, right or wrong.
#[derive(Clone, Copy, Debug, Default)]
pub struct Presence {
    /// It has a row of energy or material use in the period.
    pub activity: bool,
    /// It has a row of production in the period.
    pub production: bool,
    /// It has a finding that bars its grade.
    pub error: bool,
}

/// A batch as it was read: correct records, and a finding for everything that is not.
#[derive(Debug, Default)]
pub struct Facts {
    /// The files, sorted by role and name.
    pub files: Vec<InputFile>,
    /// The enterprises, sorted by id.
    pub directory: Directory,
    /// What is known of each enterprise's rows, as far as they made no record: a run adds who has records.
    pub presence: Vec<Presence>,
    /// Energy and material use.
    pub activity: Parts<ActivityRecord>,
    /// Production.
    pub production: Parts<ProductionRecord>,
    /// Indicators.
    pub indicators: Vec<IndicatorRecord>,
    /// What is wrong or notable.
    pub findings: Vec<Finding>,
}
