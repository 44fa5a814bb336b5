//! Headers: which cell of a row is which column, and in what unit.

use std::sync::Arc;

use super::columns::{Column, HeaderUnit, columns_for, columns_of};
use super::returned::{is_returned, is_returned_column};
use super::source::Source;
use crate::facts::Role;
use crate::finding::{Code, Fault, Finding, both};
use crate::measure::{fold, nearest};
use crate::nomenclature::{Dimension, UnitId, Units};

/// A column of a file, found in its header.
#[derive(Clone, Debug)]
pub(super) struct Field {
    /// What it is.
    pub(super) column: &'static Column,
    /// The cell's place in a row.
    pub(super) at: usize,
    /// The header as submitted.
    pub(super) header: Arc<str>,
    /// By what a place names the column: its header, or its letters in a workbook.
    pub(super) place: Arc<str>,
    /// The unit in the header.
    pub(super) unit: Option<UnitId>,
    /// By how many decimal places the unit in the header moves a value: two for per cent.
    pub(super) moved: u8,
}

/// The header of a file.
#[derive(Clone, Debug)]
pub(super) struct Header {
    fields: Vec<Field>,
    /// Cells in a row.
    pub(super) width: usize,
    /// How many of them an annotated return added.
    pub(super) returned: usize,
    /// Cells in a row without those, where they are its last.
    own: usize,
}

impl Header {
    /// Matches a header, which stands in a row, against the columns of a role; a note for every column that is not read.
    pub(super) fn read(source: &Source, row: u64, cells: &[String], units: &Units) -> Result<(Self, Vec<Finding>), Fault> {
        let mut fields: Vec<Field> = Vec::new();
        let mut findings = Vec::new();
        let (mut doubled, mut cumulative) = (Vec::new(), Vec::new());
        for (at, cell) in cells.iter().enumerate() {
            if is_cumulative(cell) {
                cumulative.push((at, cell));
                continue;
            }
            match field(source, row, cell, at, units)? {
                Some(field) if fields.iter().any(|other| other.column.name == field.column.name) => doubled.push(cell.trim().to_owned()),
                Some(field) => fields.push(field),
                None if cell.trim().is_empty() || is_returned_column(cell) => {}
                None => findings.push(unknown(source, row, at, cell)),
            }
        }
        if !doubled.is_empty() {
            return Err(Fault::HeaderDoubled { file: source.name.to_string(), columns: doubled });
        }
        let returned = cells.iter().filter(|cell| is_returned_column(cell)).count();
        let last = cells.iter().rev().take_while(|cell| is_returned_column(cell)).count();
        let header = Self { fields, width: cells.len(), returned, own: cells.len() - if last == 2 { 2 } else { 0 } };
        for (at, cell) in cumulative {
            findings.push(header.cumulative(source, row, at, cell)?);
        }
        let missing: Vec<String> = columns_of(source.role).iter().filter(|column| header.lacks(column)).map(both_names).collect();
        if missing.is_empty() {
            Ok((header, findings))
        } else {
            Err(Fault::HeaderMissing { file: source.name.to_string(), columns: missing })
        }
    }

    /// Whether a record has a cell for each column. In a returned file a row may be without the cells of the return, as one that
    /// was added there; but two blank cells at its end may be just those, and then others are missing.
    pub(super) fn fits(&self, record: &[&str]) -> bool {
        let of_return = || matches!(record, [.., problem, advice] if is_returned(problem, advice));
        record.len() == self.width || (record.len() == self.own && !of_return())
    }

    /// A note of a column of totals since January; a fault when the month's own figure is not there.
    fn cumulative(&self, source: &Source, row: u64, at: usize, cell: &str) -> Result<Finding, Fault> {
        let wanted = cumulative_of(source.role, cell);
        let of_month = wanted.and_then(|column| self.field(column.name));
        let place = source.place(row, at, cell.trim());
        match (wanted, of_month) {
            (Some(column), None) => Err(Fault::HeaderCumulative { place, column: both_names(column) }),
            (_, field) => {
                let finding = Finding::new(Code::CumulativeColumn).at(place, cell.trim());
                Ok(finding.with_some("wanted", field.map(|field| field.header.to_string())))
            }
        }
    }

    /// How many cells of a header are known columns of a role: by this the delimiter is chosen.
    pub(super) fn known(role: Role, cells: &[String]) -> usize {
        cells.iter().filter(|cell| find_column(role, cell).is_some()).count()
    }

    /// The field of a column.
    pub(super) fn field(&self, name: &str) -> Option<&Field> {
        self.fields.iter().find(|field| field.column.name == name)
    }

    /// Its fields in the order of the file.
    pub(super) fn fields(&self) -> &[Field] {
        &self.fields
    }

    fn lacks(&self, column: &Column) -> bool {
        let unit_in_header = column.name == "unit" && self.field("quantity").is_some_and(|field| field.unit.is_some());
        column.required && self.field(column.name).is_none() && !unit_in_header
    }
}

fn both_names(column: &Column) -> String {
    format!("{} ({})", column.name, column.zh)
}

fn unknown(source: &Source, row: u64, at: usize, cell: &str) -> Finding {
    // Not the parameters of single methods: the list would be too long to be read.
    let columns = columns_for(source.role, None);
    let names =
        |name: fn(&Column) -> &'static str, between: &str| columns.iter().map(|column| name(column)).collect::<Vec<_>>().join(between);
    let known = both(&names(|column| column.name, ", "), &names(|column| column.zh, "、"));
    let names =
        columns_of(source.role).iter().flat_map(|column| [column.name, column.zh].into_iter().chain(column.aliases.iter().copied()));
    let place = source.place(row, at, cell.trim());
    Finding::new(Code::UnknownColumn).at(place, cell.trim()).with_some("suggestion", nearest(cell, names)).with("known", known)
}

/// Words for totals since January; 1-本月 means from January to this month.
const CUMULATIVE: [&str; 9] = ["本年累计", "自年初累计", "1-本月累计", "1-本月", "1—本月", "累计", "cumulative", "yeartodate", "ytd"];
/// Words for the month's own figure, which is what every column means.
const OF_MONTH: [&str; 3] = ["本月", "当月", "本期"];

fn is_cumulative(cell: &str) -> bool {
    let folded = fold(cell);
    CUMULATIVE.iter().any(|word| folded.contains(word))
}

/// The column of whose figures a header names the totals; by itself, in an energy file, the quantity.
fn cumulative_of(role: Role, cell: &str) -> Option<&'static Column> {
    let mut rest = fold(cell);
    CUMULATIVE.iter().for_each(|word| rest = rest.replace(word, ""));
    match rest.replace("()", "").trim_matches(['_', '-']) {
        "" | "值" | "数" if role == Role::Energy => columns_of(role).iter().find(|column| column.name == "quantity"),
        rest => find_column(role, rest).map(|(column, _)| column),
    }
}

/// The column that a header cell names, and the unit in brackets behind it.
fn find_column(role: Role, cell: &str) -> Option<(&'static Column, Option<String>)> {
    let folded = fold(cell);
    let bare = OF_MONTH.iter().find_map(|word| folded.strip_prefix(word).or_else(|| folded.strip_suffix(&format!("({word})"))));
    named_column(role, &folded).or_else(|| named_column(role, bare?))
}

fn named_column(role: Role, folded: &str) -> Option<(&'static Column, Option<String>)> {
    let named =
        |name: &str| columns_of(role).iter().find(|column| column.name == name || column.zh == name || column.aliases.contains(&name));
    if let Some(column) = named(folded) {
        return Some((column, None));
    }
    let (name, unit) = folded.strip_suffix(')')?.split_once('(')?;
    let of_month = OF_MONTH.contains(&unit);
    named(name).filter(|column| column.unit != HeaderUnit::None && !of_month).map(|column| (column, Some(unit.to_owned())))
}

fn field(source: &Source, row: u64, cell: &str, at: usize, units: &Units) -> Result<Option<Field>, Fault> {
    let Some((column, unit)) = find_column(source.role, cell) else { return Ok(None) };
    let header: Arc<str> = cell.trim().into();
    let place = source.column(at, &header);
    let mut field = Field { column, at, header: Arc::clone(&header), place, unit: None, moved: 0 };
    let Some(unit) = unit else { return Ok(Some(field)) };
    let found = units.find(&unit);
    let fits = match column.unit {
        HeaderUnit::Any => found.is_some(),
        HeaderUnit::Money => found.is_some_and(|id| units.get(id).dimension == Dimension::Money),
        HeaderUnit::Parameter(parameter) => parameter.headers.iter().any(|(known, _)| *known == unit),
        HeaderUnit::None => false,
    };
    if !fits {
        return Err(Fault::HeaderUnit { place: source.place(row, at, &header), unit });
    }
    field.unit = found;
    if let HeaderUnit::Parameter(parameter) = column.unit {
        field.moved = parameter.headers.iter().find(|(known, _)| *known == unit).map_or(0, |(_, places)| *places);
    }
    Ok(Some(field))
}
