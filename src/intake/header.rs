//! Headers: which cell of a row is which column, and in what unit.

use std::sync::Arc;

use super::columns::{Column, HeaderUnit, columns_of, is_returned_column};
use super::source::Source;
use crate::facts::Role;
use crate::finding::{Code, Fault, Finding, Place};
use crate::measure::fold;
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
}

impl Header {
    /// Matches a header against the columns of a role; a note for every column that is not known.
    pub(super) fn read(source: &Source, cells: &[String], units: &Units) -> Result<(Self, Vec<Finding>), Fault> {
        let mut fields: Vec<Field> = Vec::new();
        let mut findings = Vec::new();
        let mut doubled = Vec::new();
        for (at, cell) in cells.iter().enumerate() {
            match field(source, cell, at, units)? {
                Some(field) if fields.iter().any(|other| other.column.name == field.column.name) => doubled.push(cell.trim().to_owned()),
                Some(field) => fields.push(field),
                None if cell.trim().is_empty() || is_returned_column(cell) => {}
                None => findings.push(unknown(source, cell)),
            }
        }
        if !doubled.is_empty() {
            return Err(Fault::HeaderDoubled { file: source.name.to_string(), columns: doubled });
        }
        let header = Self { fields, width: cells.len(), returned: cells.iter().filter(|cell| is_returned_column(cell)).count() };
        let missing: Vec<String> = columns_of(source.role).iter().filter(|column| header.lacks(column)).map(both_names).collect();
        if missing.is_empty() {
            Ok((header, findings))
        } else {
            Err(Fault::HeaderMissing { file: source.name.to_string(), columns: missing })
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

fn unknown(source: &Source, cell: &str) -> Finding {
    let known: Vec<&str> = columns_of(source.role).iter().map(|column| column.name).collect();
    let place = Place::cell(Arc::clone(&source.name), 1, cell.trim().into());
    Finding::new(Code::UnknownColumn).at(place, cell.trim()).with("known", known.join(", "))
}

/// The column that a header cell names, and the unit in brackets behind it.
fn find_column(role: Role, cell: &str) -> Option<(&'static Column, Option<String>)> {
    let folded = fold(cell);
    let named =
        |name: &str| columns_of(role).iter().find(|column| column.name == name || column.zh == name || column.aliases.contains(&name));
    if let Some(column) = named(&folded) {
        return Some((column, None));
    }
    let (name, unit) = folded.strip_suffix(')')?.split_once('(')?;
    named(name).filter(|column| column.unit != HeaderUnit::None).map(|column| (column, Some(unit.to_owned())))
}

fn field(source: &Source, cell: &str, at: usize, units: &Units) -> Result<Option<Field>, Fault> {
    let Some((column, unit)) = find_column(source.role, cell) else { return Ok(None) };
    let header: Arc<str> = cell.trim().into();
    let mut field = Field { column, at, header: Arc::clone(&header), unit: None, moved: 0 };
    let Some(unit) = unit else { return Ok(Some(field)) };
    let found = units.find(&unit);
    let fits = match column.unit {
        HeaderUnit::Any => found.is_some(),
        HeaderUnit::Money => found.is_some_and(|id| units.get(id).dimension == Dimension::Money),
        HeaderUnit::Parameter(parameter) => parameter.headers.iter().any(|(known, _)| *known == unit),
        HeaderUnit::None => false,
    };
    if !fits {
        return Err(Fault::HeaderUnit { place: Place::cell(Arc::clone(&source.name), 1, header), unit });
    }
    field.unit = found;
    if let HeaderUnit::Parameter(parameter) = column.unit {
        field.moved = parameter.headers.iter().find(|(known, _)| *known == unit).map_or(0, |(_, places)| *places);
    }
    Ok(Some(field))
}
