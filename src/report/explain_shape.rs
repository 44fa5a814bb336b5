//! The shape of an explanation for programs: fields in the order in which they are written.

use serde::ser::{Serialize, SerializeMap, Serializer};

use crate::ledger::ParameterCell;

/// Everything that an explanation says.
#[derive(serde::Serialize)]
pub(super) struct Explanation<'a> {
    pub(super) label: Cells<'a>,
    pub(super) names: Names,
    /// Absent when no run before was named.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) previous: Option<Previous<'a>>,
    /// None without lines.
    pub(super) quality: Option<Quality>,
    pub(super) derivation: Option<Derivation<'a>>,
    /// None when the run kept no ledger.
    pub(super) lines: Option<Vec<Line<'a>>>,
    pub(super) production: Vec<Production<'a>>,
    pub(super) findings: Vec<Finding<'a>>,
    pub(super) factors: Vec<Factor<'a>>,
    pub(super) provenance: Provenance<'a>,
}

/// Columns with their cells; an empty cell is null.
pub(super) struct Cells<'a> {
    pub(super) columns: &'a [&'a str],
    pub(super) cells: Vec<&'a str>,
}

impl Serialize for Cells<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.columns.len()))?;
        for (column, cell) in self.columns.iter().zip(&self.cells) {
            map.serialize_entry(column, &Some(cell).filter(|cell| !cell.is_empty()))?;
        }
        map.end()
    }
}

/// Names of codes, in the language asked for.
#[derive(serde::Serialize)]
pub(super) struct Names {
    pub(super) industry: String,
    pub(super) region: String,
    pub(super) peers: String,
}

/// What the run before said.
#[derive(serde::Serialize)]
pub(super) struct Previous<'a> {
    pub(super) run_id: &'a str,
    pub(super) period: &'a str,
    /// None when the enterprise was not listed.
    pub(super) label: Option<Cells<'a>>,
}

/// What the tonnes rest on; no part of the grade.
#[derive(serde::Serialize)]
pub(super) struct Quality {
    pub(super) tier: &'static str,
    pub(super) measured_t: String,
    pub(super) calculated_t: String,
    pub(super) default_t: String,
    pub(super) estimated_t: String,
    pub(super) substitute_factor_t: String,
}

/// From numerator and denominator to the grade.
#[derive(serde::Serialize)]
pub(super) struct Derivation<'a> {
    pub(super) numerator: Option<String>,
    pub(super) numerator_lines: &'static str,
    pub(super) numerator_parts: Vec<Part>,
    pub(super) denominator: &'a str,
    pub(super) denominator_value: &'a str,
    pub(super) denominator_unit: &'a str,
    pub(super) intensity: &'a str,
    pub(super) intensity_unit: String,
    pub(super) peers: Option<Peers<'a>>,
    /// None where it would tell another's figures, as is the reference.
    pub(super) ratio: Option<&'a str>,
    pub(super) compare: &'static str,
    pub(super) grades: Bands<'a>,
    pub(super) levels: Bands<'a>,
    pub(super) outlook: Option<Outlook<'a>>,
}

/// The sum of one kind of lines.
#[derive(serde::Serialize)]
pub(super) struct Part {
    pub(super) kind: &'static str,
    pub(super) emissions_t: String,
}

/// The pool and its reference.
#[derive(serde::Serialize)]
pub(super) struct Peers<'a> {
    pub(super) code: &'a str,
    pub(super) level: &'a str,
    pub(super) count: &'a str,
    /// None for a pool whose figures would tell another member's.
    pub(super) numerator: Option<&'a str>,
    pub(super) denominator_value: Option<&'a str>,
    pub(super) reference: Option<&'a str>,
    pub(super) members_sha256: &'a str,
}

/// A scale of the scheme.
#[derive(serde::Serialize)]
pub(super) struct Bands<'a> {
    pub(super) decimals: u8,
    pub(super) upper_inclusive: bool,
    #[serde(rename = "bands")]
    pub(super) steps: Vec<Band<'a>>,
}

/// One band of it, best first.
#[derive(serde::Serialize)]
pub(super) struct Band<'a> {
    pub(super) code: &'a str,
    pub(super) upper: Option<String>,
}

/// What would change the grade with the other peers held fixed.
#[derive(serde::Serialize)]
pub(super) struct Outlook<'a> {
    pub(super) other_peers_held_fixed: bool,
    pub(super) own_part_of_reference_moves: bool,
    pub(super) better: Option<Change<'a>>,
    pub(super) worse: Option<Change<'a>>,
}

/// A neighbouring grade and the way to it.
#[derive(serde::Serialize)]
pub(super) struct Change<'a> {
    pub(super) grade: &'a str,
    /// What the numerator alone must at least change by, below zero for a saving; none when no change of it is enough.
    pub(super) numerator_change_t: Option<String>,
    /// What the denominator alone must at least change by; none when no change of it is enough.
    pub(super) denominator_change: Option<String>,
    /// What a saving is, item by item.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) items: Vec<ItemChange>,
}

/// What one item alone would have to change by, at the enterprise's own average rate.
#[derive(serde::Serialize)]
pub(super) struct ItemChange {
    pub(super) item: String,
    pub(super) unit: String,
    /// None when even none of it would not save so much.
    pub(super) quantity_change: Option<String>,
    pub(super) percent: Option<String>,
}

/// One emission line, with its formula in numbers.
#[derive(serde::Serialize)]
pub(super) struct Line<'a> {
    pub(super) file: &'a str,
    pub(super) row: u64,
    pub(super) period: &'a str,
    pub(super) item: &'a str,
    pub(super) item_name: String,
    pub(super) flow: &'a str,
    pub(super) site: &'a str,
    pub(super) quantity: &'a str,
    pub(super) unit: &'a str,
    pub(super) unit_ratio: &'a str,
    pub(super) converted_quantity: String,
    pub(super) accounting_unit: &'a str,
    pub(super) method: &'a str,
    pub(super) source: &'a str,
    pub(super) formula: &'a str,
    pub(super) equation: String,
    pub(super) scope: u8,
    pub(super) kind: &'a str,
    pub(super) gas: &'a str,
    pub(super) parameters: &'a [ParameterCell],
    pub(super) rate: &'a str,
    pub(super) emissions_t: &'a str,
    pub(super) energy_tce: &'a str,
    pub(super) energy_factor_id: &'a str,
    pub(super) quality: &'a str,
    pub(super) half_width: &'a str,
    pub(super) flags: Vec<String>,
    pub(super) certificate: &'a str,
    pub(super) evidence: &'a str,
    pub(super) note: &'a str,
}

/// A production row that gives the denominator.
#[derive(serde::Serialize)]
pub(super) struct Production<'a> {
    pub(super) file: &'a str,
    pub(super) row: u64,
    pub(super) period: &'a str,
    pub(super) product: &'a str,
    pub(super) value: &'a str,
    pub(super) unit: &'a str,
}

/// Something wrong or notable.
#[derive(serde::Serialize)]
pub(super) struct Finding<'a> {
    pub(super) code: &'a str,
    pub(super) severity: &'a str,
    pub(super) file: &'a str,
    pub(super) row: &'a str,
    pub(super) column: &'a str,
    pub(super) value: &'a str,
    pub(super) message: &'a str,
    pub(super) hint: &'a str,
}

/// A factor row with every column of its table.
#[derive(serde::Serialize)]
pub(super) struct Factor<'a> {
    pub(super) table: &'a str,
    pub(super) version: &'a str,
    #[serde(flatten)]
    pub(super) row: Cells<'a>,
}

/// What identifies label, rules and run.
#[derive(serde::Serialize)]
pub(super) struct Provenance<'a> {
    pub(super) label_id: &'a str,
    pub(super) release: &'a str,
    pub(super) release_sha256: &'a str,
    pub(super) scheme: &'a str,
    pub(super) scheme_version: &'a str,
    pub(super) scheme_sha256: &'a str,
    pub(super) engine_version: &'a str,
    pub(super) run_id: &'a str,
}
