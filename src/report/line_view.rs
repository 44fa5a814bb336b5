//! What a page shows of emission lines and the factors behind them.

/// One emission line.
#[derive(Clone, Debug)]
pub struct LineRow {
    /// Place: file and line, `energy.csv:3`.
    pub place: String,
    /// Month.
    pub month: String,
    /// Site, if given.
    pub site: Option<String>,
    /// Name of the item.
    pub item_name: String,
    /// Flow, as in the input.
    pub flow: String,
    /// Scope, `1` or `2`.
    pub scope: String,
    /// The gas, where it is not CO2 alone: lines of one record are told apart by it.
    pub gas: Option<String>,
    /// Quantity as submitted.
    pub quantity: String,
    /// Unit as submitted.
    pub unit: String,
    /// Quantity in the unit of the formula.
    pub converted_quantity: String,
    /// That unit.
    pub converted_unit: String,
    /// What the quantity is multiplied with.
    pub parameters: Vec<ParameterUse>,
    /// The formula with its numbers.
    pub formula: String,
    /// The result, tCO2e.
    pub emissions_t: String,
    /// Energy in tonnes of standard coal, for use of energy.
    pub energy_tce: Option<String>,
    /// The factor row of its coefficient.
    pub energy_factor_id: Option<String>,
    /// Certificate, proof and note of the submitter, if any.
    pub remark: Option<String>,
    /// Flags of the line.
    pub flags: Vec<String>,
}

/// A parameter in an emission line.
#[derive(Clone, Debug)]
pub struct ParameterUse {
    /// Name of the parameter.
    pub name: String,
    /// Its value.
    pub value: String,
    /// Its unit.
    pub unit: String,
    /// The factor row it comes from; none for a measured value or a constant of the method.
    pub factor_id: Option<String>,
    /// Whether the enterprise measured it.
    pub measured: bool,
    /// Whether nobody reported it, and the method estimated it.
    pub estimated: bool,
    /// Where a constant of the method is from, and how sure it is, or from which month an estimate; empty for any other value.
    pub said: String,
}

/// A factor row with its source.
#[derive(Clone, Debug)]
pub struct FactorRow {
    /// Identity of the row.
    pub factor_id: String,
    /// Name of the parameter.
    pub parameter: String,
    /// Name of the item.
    pub item_name: String,
    /// Value, in the source's own digits.
    pub value: String,
    /// Unit.
    pub unit: String,
    /// Region for which it speaks.
    pub region: String,
    /// First month of validity; empty if open.
    pub valid_from: String,
    /// Last month of validity; empty if open.
    pub valid_to: String,
    /// Year that it describes; empty if it describes none.
    pub data_year: String,
    /// Day of publication.
    pub published_on: String,
    /// Number of the document.
    pub document_no: String,
    /// Table in the document.
    pub source_table: String,
    /// Where the document can be read. Pages do not print it: nothing on them leads out.
    pub source_url: String,
    /// Title of the source.
    pub source_title: String,
    /// Who issued it.
    pub issuer: String,
    /// Table and version: `cn-grid 2023.1`.
    pub table_version: String,
    /// How it was checked against its source, as the table says.
    pub verified: String,
    /// Anything weak about it.
    pub note: String,
}
