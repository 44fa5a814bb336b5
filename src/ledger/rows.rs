//! Rows as files hold them: the same whether they were just computed or read back from a run folder years later. Pages
//! and explanations are made of these alone.

use crate::nomenclature::Units;
use crate::scheme::Denominator;

/// One value of a formula, as the ledger's `parameters` column holds it (a JSON list of these).
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct ParameterCell {
    /// The formula's name for it.
    pub name: String,
    /// The value in its source's digits.
    pub value: String,
    /// Its source's unit.
    pub unit: String,
    /// `measured`, `factor`, `constant` or `estimated`: a quantity that nobody reported.
    pub origin: String,
    /// The factor row; empty when measured.
    pub factor_id: String,
    /// The factor table; empty when measured.
    pub table: String,
    /// Its version; empty when measured.
    pub version: String,
    /// How sure a constant of the method is; empty for what is true by definition, and for what is none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub mark: String,
    /// Where a constant of the method is from; the column of a value of the row, where it is not called like the symbol; the
    /// month from which a quantity was estimated.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub source: String,
}

/// One row of `ledger.parquet`: one emission line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LedgerRow {
    /// The enterprise.
    pub enterprise_id: String,
    /// The month, `2024-03`.
    pub period: String,
    /// The item's code.
    pub item: String,
    /// The flow's name.
    pub flow: String,
    /// The site; empty when there is only one.
    pub site: String,
    /// The input file.
    pub file: String,
    /// The line at which the record begins.
    pub row: u64,
    /// The quantity, exactly as it was read.
    pub quantity: String,
    /// The unit's code.
    pub unit: String,
    /// Accounting units in one submitted unit, exact: a decimal or `a/b`.
    pub unit_ratio: String,
    /// The item's accounting unit.
    pub accounting_unit: String,
    /// The method's name and version, `general/1`.
    pub method: String,
    /// The source's id in the method.
    pub source: String,
    /// The formula's name.
    pub formula: String,
    /// 1 or 2; 3 for what is indirect.
    pub scope: u8,
    /// What the line is: fuel, electricity, heat, process, gas, biogenic.
    pub kind: String,
    /// The gas.
    pub gas: String,
    /// The values that the rate was made of.
    pub parameters: Vec<ParameterCell>,
    /// tCO2e per submitted unit, exact: a decimal or `a/b`; below zero for a deduction.
    pub rate: String,
    /// tCO2e that does not hang on the quantity, exact; empty when there is none.
    pub fixed: String,
    /// tCO2e with nine decimals; decimal(38,9) in the file.
    pub emissions_t: String,
    /// Tonnes of standard coal with nine decimals; empty for what has none.
    pub energy_tce: String,
    /// The coefficient's factor row; empty for what has none.
    pub energy_factor_id: String,
    /// How good the values are: measured, calculated, default, estimated.
    pub quality: String,
    /// Half the 95 % interval of the line, as a share of it; empty when the method states none.
    pub half_width: String,
    /// Flags, joined by `;`.
    pub flags: String,
    /// Number of a certificate.
    pub certificate: String,
    /// What proves the quantity.
    pub evidence: String,
    /// The submitter's note.
    pub note: String,
}

/// One row of `production.parquet`: a production record that counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProductionRow {
    /// The enterprise.
    pub enterprise_id: String,
    /// The months, `2024-03` or `2024-01..2024-02`.
    pub period: String,
    /// The product; empty for the whole enterprise.
    pub product: String,
    /// The input file.
    pub file: String,
    /// The line at which the record begins.
    pub row: u64,
    /// Value and unit of each [`crate::production::Measure`], in their order; empty where the cell is.
    pub amounts: [(String, String); 5],
}

impl ProductionRow {
    /// Value and unit of a scheme's denominator, as the engine takes them: the scheme's product if it names one, a unit that
    /// measures the same, a cell that is not empty.
    #[must_use]
    pub fn denominator(&self, denominator: &Denominator, units: &Units) -> Option<(&str, &str)> {
        let (value, unit) = self.amounts.get(denominator.measure.index())?;
        let measures_the_same = units.find(unit).is_some_and(|id| units.get(id).dimension == units.get(denominator.unit).dimension);
        let is_product = denominator.product.as_ref().is_none_or(|product| *product == self.product);
        (is_product && measures_the_same && !value.is_empty()).then_some((value, unit))
    }
}

/// One row of `references.csv`: a peer pool that was used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReferenceRow {
    /// The industry code at the pool's level.
    pub peer_code: String,
    /// class, group, division, section or all.
    pub peer_level: String,
    /// Eligible members.
    pub peer_count: String,
    /// Sum of numerators, nine decimals.
    pub emissions_t: String,
    /// The denominator's name.
    pub denominator: String,
    /// Sum of denominators, exact.
    pub denominator_value: String,
    /// Emissions over denominator, in the scheme's decimals.
    pub reference: String,
    /// SHA-256 of the members' ids, sorted, one to a line.
    pub members_sha256: String,
    /// The reference as it is computed with, exact.
    pub reference_exact: String,
}

/// One row of `findings.csv`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FindingRow {
    /// The code.
    pub code: String,
    /// error, warning or note.
    pub severity: String,
    /// The input file; empty when no row is meant.
    pub file: String,
    /// The line; empty when no row is meant.
    pub row: String,
    /// The header as submitted; empty when the whole row is meant.
    pub column: String,
    /// The cell's text.
    pub value: String,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub hint: String,
    /// The enterprise; empty for the batch.
    pub enterprise_id: String,
}

/// One row of `factors_used.csv`: a factor row that any line used, with its provenance.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FactorUsedRow {
    /// The factor table.
    pub table: String,
    /// Its version.
    pub version: String,
    /// Cells in the order of [`crate::factor::FactorRow::COLUMNS`].
    pub cells: Vec<String>,
}

impl FactorUsedRow {
    /// The cell of a column of the factor table.
    #[must_use]
    pub fn get(&self, column: &str) -> &str {
        let at = crate::factor::FactorRow::COLUMNS.iter().position(|name| *name == column);
        at.and_then(|at| self.cells.get(at)).map_or("", String::as_str)
    }
}
