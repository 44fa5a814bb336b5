//! One factor with its provenance.

use rust_decimal::Decimal;

use crate::finding::Fault;
use crate::measure::{Date, Month};
use crate::nomenclature::{Nomenclature, RegionId, Row};

/// One row of a factor table: a value in the digits of its source, and everything that an auditor asks about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FactorRow {
    /// Unique over all tables.
    pub id: String,
    /// What it is a value of: `ncv`, `grid_average`, `gwp100` …
    pub parameter: String,
    /// The item's code.
    pub item: String,
    /// The source's own digits.
    pub value: Decimal,
    /// The source's own unit, such as `tCO2/MWh` or `%`.
    pub unit: String,
    /// The gas that it speaks of.
    pub gas: String,
    /// Where it holds; anywhere when none.
    pub region: Option<RegionId>,
    /// The industry code that it holds for, with everything below it; any when empty.
    pub industry: String,
    /// First day for which it speaks.
    pub valid_from: Option<Date>,
    /// Last day for which it speaks.
    pub valid_to: Option<Date>,
    /// The year that it describes.
    pub data_year: Option<u16>,
    /// When it became known.
    pub published_on: Date,
    /// The document's title.
    pub source_title: String,
    /// Who issued it.
    pub issuer: String,
    /// The document's number.
    pub document_no: String,
    /// The table in the document.
    pub source_table: String,
    /// Where it can be read.
    pub source_url: String,
    /// `two_sources`, `one_source` or `recalled`.
    pub verified: String,
    /// Anything weak about it.
    pub note: String,
}

impl FactorRow {
    /// The columns of a factor table.
    pub const COLUMNS: &'static [&'static str] = &[
        "factor_id",
        "parameter",
        "item",
        "value",
        "unit",
        "gas",
        "region",
        "industry",
        "valid_from",
        "valid_to",
        "data_year",
        "published_on",
        "source_title",
        "issuer",
        "document_no",
        "source_table",
        "source_url",
        "verified",
        "note",
    ];

    /// Reads one row.
    pub(super) fn read(row: &Row<'_>, nomenclature: &Nomenclature) -> Result<Self, Fault> {
        let text = |column: &str| row.get(column).to_owned();
        let item = row.required("item")?;
        nomenclature.items.find(item).ok_or_else(|| row.fault(format!("{item} is not in the item table")))?;
        let region = match row.optional("region") {
            None => None,
            Some(code) => Some(nomenclature.regions.of_code(code).ok_or_else(|| row.fault(format!("{code} is not in the region table")))?),
        };
        let data_year = match row.optional("data_year") {
            None => None,
            Some(year) => Some(year.parse().map_err(|_| row.fault(format!("data_year {year} is no year")))?),
        };
        let published_on = date(row, "published_on")?.ok_or_else(|| row.fault("published_on is empty"))?;
        Ok(Self {
            id: row.required("factor_id")?.to_owned(),
            parameter: row.required("parameter")?.to_owned(),
            item: item.to_owned(),
            value: value(row)?,
            unit: row.required("unit")?.to_owned(),
            gas: text("gas"),
            region,
            industry: text("industry"),
            valid_from: date(row, "valid_from")?,
            valid_to: date(row, "valid_to")?,
            data_year,
            published_on,
            source_title: row.required("source_title")?.to_owned(),
            issuer: text("issuer"),
            document_no: text("document_no"),
            source_table: text("source_table"),
            source_url: text("source_url"),
            verified: verified(row)?,
            note: text("note"),
        })
    }

    /// Whether it is known from memory alone.
    #[must_use]
    pub fn is_recalled(&self) -> bool {
        self.verified == RECALLED
    }

    /// The same of a row that is not read yet.
    #[must_use]
    pub fn says_recalled(row: &Row<'_>) -> bool {
        row.get("verified") == RECALLED
    }

    /// Its cells in the order of [`FactorRow::COLUMNS`].
    #[must_use]
    pub fn cells(&self, nomenclature: &Nomenclature) -> Vec<String> {
        let date = |date: Option<Date>| date.map(|date| date.to_string()).unwrap_or_default();
        vec![
            self.id.clone(),
            self.parameter.clone(),
            self.item.clone(),
            self.value.to_string(),
            self.unit.clone(),
            self.gas.clone(),
            self.region.map(|region| nomenclature.regions.get(region).code.clone()).unwrap_or_default(),
            self.industry.clone(),
            date(self.valid_from),
            date(self.valid_to),
            self.data_year.map(|year| year.to_string()).unwrap_or_default(),
            self.published_on.to_string(),
            self.source_title.clone(),
            self.issuer.clone(),
            self.document_no.clone(),
            self.source_table.clone(),
            self.source_url.clone(),
            self.verified.clone(),
            self.note.clone(),
        ]
    }

    /// Whether it speaks for a month: it is valid on the month's first day.
    #[must_use]
    pub fn covers(&self, month: Month) -> bool {
        self.has_begun(month) && !self.has_ended(month)
    }

    /// Whether it speaks for months up to this one.
    #[must_use]
    pub fn has_begun(&self, month: Month) -> bool {
        self.valid_from.is_none_or(|date| date.is_by_start_of(month))
    }

    fn has_ended(&self, month: Month) -> bool {
        self.valid_to.is_some_and(|date| date.is_before(month))
    }
}

/// How `verified` marks a value that no source was found for.
const RECALLED: &str = "recalled";

fn verified(row: &Row<'_>) -> Result<String, Fault> {
    let text = row.required("verified")?;
    let known = ["two_sources", "one_source", RECALLED];
    if known.contains(&text) {
        Ok(text.to_owned())
    } else {
        Err(row.fault(format!("verified {text}: must be one of {}", known.join(", "))))
    }
}

fn value(row: &Row<'_>) -> Result<Decimal, Fault> {
    let text = row.required("value")?;
    let value = Decimal::from_str_exact(text).map_err(|_| row.fault(format!("{text} is no decimal")))?;
    if value.to_string() == text { Ok(value) } else { Err(row.fault(format!("{text} is not in plain digits"))) }
}

fn date(row: &Row<'_>, column: &str) -> Result<Option<Date>, Fault> {
    match row.optional(column) {
        None => Ok(None),
        Some(text) => Date::parse(text).map(Some).ok_or_else(|| row.fault(format!("{column} {text} is no date"))),
    }
}
