//! What the index page shows, as its owner hands it over.

use super::graded::GradedStep;
use super::parts::{GradeMark, LevelMark, Stamp, Totals};
use crate::finding::Language;

/// The page that a bureau opens.
#[derive(Clone, Debug)]
pub struct IndexView {
    /// Language of the page.
    pub language: Language,
    /// Title, such as the district's name and the year.
    pub title: String,
    /// Period of the run.
    pub period: String,
    /// Release, scheme, engine, run.
    pub stamp: Stamp,
    /// Whose rules the grades follow, and whose they do not.
    pub scheme_note: String,
    /// Name of the scheme's numerator.
    pub numerator_name: String,
    /// Name of the scheme's denominator.
    pub denominator_name: String,
    /// Unit of the intensity.
    pub intensity_unit: String,
    /// What is graded, where it is not the ratio to the sums of the peers.
    pub graded: Option<GradedStep>,
    /// All enterprises of the run.
    pub enterprises: u64,
    /// How many have which status, in the order to be shown.
    pub statuses: Vec<StatusCount>,
    /// Sums over all enterprises.
    pub totals: Totals,
    /// How many have which grade, best first.
    pub grades: Vec<GradeCount>,
    /// How many have which level, best first; empty when the scheme has no levels.
    pub levels: Vec<LevelCount>,
    /// Industries: each section, followed by its divisions.
    pub industries: Vec<GroupTotal>,
    /// Regions.
    pub regions: Vec<GroupTotal>,
    /// What became of the labels of the run before, if one was named.
    pub since: Option<SinceView>,
    /// Findings by code.
    pub findings: Vec<FindingCount>,
    /// Enterprises: all of a run of at most [`IndexView::WHOLE`], else those of the top lists.
    pub rows: Vec<IndexRow>,
    /// How many more stand in `grades.csv` and in [`super::SEARCH_FILE`], which the page then loads to find them.
    pub rows_left_out: u64,
}

impl IndexView {
    /// A run of at most so many enterprises stands on its page as a whole, and has no search file.
    pub const WHOLE: usize = 2000;
    /// How many rows each list of a larger run has.
    pub const LIST: usize = 400;
}

/// How many enterprises have a status.
#[derive(Clone, Debug)]
pub struct StatusCount {
    /// The status, as in `grades.csv`.
    pub status: String,
    /// Enterprises.
    pub count: u64,
}

/// How many enterprises have a grade.
#[derive(Clone, Debug)]
pub struct GradeCount {
    /// The grade.
    pub mark: GradeMark,
    /// Enterprises.
    pub count: u64,
}

/// How many enterprises have a level.
#[derive(Clone, Debug)]
pub struct LevelCount {
    /// The level.
    pub mark: LevelMark,
    /// Enterprises.
    pub count: u64,
}

/// Totals of an industry or a region.
#[derive(Clone, Debug)]
pub struct GroupTotal {
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Whether it is a part of the row above it (a division of its section).
    pub nested: bool,
    /// Enterprises.
    pub enterprises: u64,
    /// Graded enterprises.
    pub graded: u64,
    /// Emissions, tCO2e.
    pub emissions_t: String,
    /// Share of the emissions of the run, per mille.
    pub share_per_mille: u32,
}

/// What became of the labels of the run before.
#[derive(Clone, Debug)]
pub struct SinceView {
    /// Its period.
    pub period: String,
    /// Its run's id.
    pub run_id: String,
    /// How many changed in which way, ways that nobody took left out.
    pub changes: Vec<ChangeCount>,
    /// Enterprises that are not listed any more.
    pub gone: Vec<GoneRow>,
    /// How many more stand in `previous.csv`.
    pub gone_left_out: u64,
}

/// How many enterprises changed in a way.
#[derive(Clone, Debug)]
pub struct ChangeCount {
    /// The change, as in `previous.csv`.
    pub change: String,
    /// Its name in the page's language.
    pub name: String,
    /// Enterprises.
    pub count: u64,
}

/// An enterprise that is not listed any more.
#[derive(Clone, Debug)]
pub struct GoneRow {
    /// Unified social credit code.
    pub enterprise_id: String,
    /// Its name then.
    pub name: String,
    /// Its grade then; empty when it had none.
    pub grade: String,
    /// Its status then.
    pub status: String,
}

/// How often a finding occurs.
#[derive(Clone, Debug)]
pub struct FindingCount {
    /// Its code.
    pub code: String,
    /// `error`, `warning` or `note`.
    pub severity: String,
    /// What it is, in the page's language.
    pub title: String,
    /// Occurrences.
    pub count: u64,
}

/// One enterprise.
#[derive(Clone, Debug)]
pub struct IndexRow {
    /// The lists in which it stands: `e` of the largest emitters, `r` of the worst ratios, `u` of the largest emitters
    /// without a grade.
    pub lists: String,
    /// Unified social credit code.
    pub enterprise_id: String,
    /// Name.
    pub name: String,
    /// Industry code as submitted.
    pub industry_code: String,
    /// Its name.
    pub industry_name: String,
    /// Name of the region.
    pub region_name: String,
    /// Name of the one of [`IndexView::regions`] that it lies in.
    pub region_group: String,
    /// Status, as in `grades.csv`.
    pub status: String,
    /// Grade, if graded.
    pub grade: Option<GradeMark>,
    /// The grade of the run before, if there is one.
    pub previous_grade: Option<String>,
    /// What became of that grade: `better`, `worse`, `same`, `lost`; none without it.
    pub change: Option<&'static str>,
    /// Level, if there is one.
    pub level: Option<LevelMark>,
    /// Emissions, tCO2e, with as many decimals as shall be shown.
    pub emissions_t: Option<String>,
    /// Intensity.
    pub intensity: Option<String>,
    /// Reference.
    pub reference: Option<String>,
    /// Ratio.
    pub ratio: Option<String>,
    /// Distance to the nearest band edge.
    pub margin: Option<String>,
    /// Flags, as in `grades.csv`.
    pub flags: Vec<String>,
    /// Relative address of the enterprise's page, `reports/<id>.html`, if there is one.
    pub report: Option<String>,
}
