//! What an enterprise's page shows, as its owner hands it over.

use super::graded::GradedStep;
use super::line_view::{FactorRow, LineRow};
use super::outlook_view::{NumeratorPart, Outlook};
use super::parts::{GradeMark, LevelMark, Stamp, Totals};
use super::scale::Scale;
use super::uncertainty::Uncertainty;
use crate::finding::Language;
use crate::method::Display;

/// The page that one enterprise, and a court, reads.
#[derive(Clone, Debug)]
pub struct EnterpriseView {
    /// Language of the page.
    pub language: Language,
    /// Name of the enterprise.
    pub name: String,
    /// Unified social credit code.
    pub enterprise_id: String,
    /// Industry code as submitted.
    pub industry_code: String,
    /// Its name.
    pub industry_name: String,
    /// Name of the region.
    pub region_name: String,
    /// Name of the accounting method; empty when nothing tells it.
    pub method_name: String,
    /// Period of the run.
    pub period: String,
    /// Status, as in `grades.csv`.
    pub status: String,
    /// The figure that keeps it from a grade, where there is one.
    pub reason_detail: Option<String>,
    /// Grade, if graded.
    pub grade: Option<GradeMark>,
    /// Level, if there is one.
    pub level: Option<LevelMark>,
    /// What the run before said of it, if one was named.
    pub previous: Option<PreviousLabel>,
    /// Flags of the enterprise, as in `grades.csv`.
    pub flags: Vec<String>,
    /// How good the data are; absent without lines.
    pub quality: Option<DataQuality>,
    /// How the grade came about; absent without an intensity.
    pub derivation: Option<Derivation>,
    /// How its methods show tonnes; none where they say nothing, or not the same.
    pub display: Option<Display>,
    /// The enterprise's sums.
    pub totals: Totals,
    /// Sums by item and flow, largest first.
    pub sources: Vec<SourceTotal>,
    /// The market-based total of scope 2, t; none where the method makes no such lines.
    pub market_t: Option<String>,
    /// Other indirect emissions by category, t, each with its name; in no total.
    pub indirect: Vec<(String, String)>,
    /// Half of the total's 95 % interval, where methods state those of their values.
    pub uncertainty: Option<Uncertainty>,
    /// Findings of the enterprise.
    pub findings: Vec<FindingRow>,
    /// Production rows that make the denominator.
    pub production: Vec<ProductionRow>,
    /// Whether the run kept its emission lines.
    pub has_ledger: bool,
    /// Emission lines, in the order of the ledger.
    pub lines: Vec<LineRow>,
    /// Factors that the lines use.
    pub factors: Vec<FactorRow>,
    /// Release, scheme, engine, run.
    pub stamp: Stamp,
    /// Identity of the label, 64 hex digits.
    pub label_id: String,
    /// Whose rules the grade follows, and whose it does not.
    pub scheme_note: String,
    /// Relative address of the index page, if there is one.
    pub index: Option<String>,
    /// Relative address of the label card, if there is one.
    pub label: Option<String>,
}

/// The quality of the data, which takes no part in the grade.
#[derive(Clone, Debug)]
pub struct DataQuality {
    /// `A`, `B` or `C`.
    pub tier: String,
    /// What it means.
    pub meaning: String,
    /// Shares: words, tonnes, per cent.
    pub parts: Vec<(String, String, String)>,
}

/// What the run before said of an enterprise.
#[derive(Clone, Debug)]
pub struct PreviousLabel {
    /// Its period.
    pub period: String,
    /// The grade then; empty when it had none.
    pub grade: String,
    /// The ratio then; empty when there was none.
    pub ratio: String,
    /// The status then, as in `grades.csv`; empty when the enterprise was not listed.
    pub status: String,
    /// What became of it: `better`, `worse` … `new`.
    pub change: String,
    /// Periods and grades up to then, oldest first; a grade is empty where there was none.
    pub history: Vec<(String, String)>,
}

/// From numerator and denominator to the band, as decimal text.
#[derive(Clone, Debug)]
pub struct Derivation {
    /// Name of the numerator.
    pub numerator_name: String,
    /// The numerator; none when there are no lines to make it of.
    pub numerator: Option<String>,
    /// What it is the sum of.
    pub numerator_parts: Vec<NumeratorPart>,
    /// Whether they sum to less than zero, which counts as zero.
    pub numerator_floored: bool,
    /// Its unit.
    pub numerator_unit: String,
    /// Name of the denominator.
    pub denominator_name: String,
    /// The denominator.
    pub denominator: String,
    /// Its unit.
    pub denominator_unit: String,
    /// Numerator ÷ denominator, rounded as the scheme says.
    pub intensity: String,
    /// Its unit.
    pub intensity_unit: String,
    /// The peer pool, if one was found.
    pub peer: Option<Peer>,
    /// How the figure that is graded is made.
    pub graded: GradedStep,
    /// That figure, mostly intensity ÷ reference, rounded as the scheme says.
    pub ratio: Option<String>,
    /// Printed ratio minus the nearest band edge.
    pub margin: Option<String>,
    /// Grade bands with the value that was graded.
    pub scale: Scale,
    /// Level bands with the intensity, if the scheme has levels.
    pub level_scale: Option<Scale>,
    /// What would change the grade, if it can be told.
    pub outlook: Option<Outlook>,
}

/// A peer pool and its reference.
#[derive(Clone, Debug)]
pub struct Peer {
    /// `class`, `group`, `division`, `section` or `all`.
    pub level: String,
    /// Code of the pool.
    pub code: String,
    /// Name of the pool.
    pub name: String,
    /// Eligible members.
    pub count: u64,
    /// Sum of their numerators, unless it must not be shown.
    pub numerator_sum: Option<String>,
    /// Sum of their denominators, unless it must not be shown.
    pub denominator_sum: Option<String>,
    /// What the reference is made of, where that is not the sums.
    pub statistic: Option<String>,
    /// The reference as printed, unless it must not be shown.
    pub reference: Option<String>,
    /// SHA-256 of the members, 64 hex digits.
    pub members_sha256: String,
}

/// Emissions of one item and flow.
#[derive(Clone, Debug)]
pub struct SourceTotal {
    /// Name of the item.
    pub item_name: String,
    /// Flow, as in the input.
    pub flow: String,
    /// Scope, `1` or `2`.
    pub scope: String,
    /// Sum of its lines, tCO2e.
    pub emissions_t: String,
    /// Share of the positive lines, per mille; zero for a deduction.
    pub share_per_mille: u32,
    /// Use of energy in standard coal; none for what is none or has no coefficient.
    pub energy_tce: Option<String>,
}

/// Something wrong or notable.
#[derive(Clone, Debug)]
pub struct FindingRow {
    /// Its code.
    pub code: String,
    /// `error`, `warning` or `note`.
    pub severity: String,
    /// File.
    pub file: String,
    /// Line (or sheet and row), if there is one.
    pub line: Option<String>,
    /// Header of the column, if there is one.
    pub column: Option<String>,
    /// The cell's text, if there is one.
    pub value: Option<String>,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub hint: String,
}

/// One production row that counted.
#[derive(Clone, Debug)]
pub struct ProductionRow {
    /// Place: file and line, `production.csv:14`.
    pub place: String,
    /// Month or span of months.
    pub period: String,
    /// Value of the denominator.
    pub value: String,
    /// Its unit.
    pub unit: String,
}
