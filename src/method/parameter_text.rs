//! Parameters and constants as TOML.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::parameter::{Constant, Lookup, Mark, Parameter};
use super::symbol::{Sort, Symbol};
use crate::activity::RowParameter;
use crate::measure::Ratio;
use crate::nomenclature::RegionLevel;

/// Where a value comes from.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ParameterText {
    column: Option<String>,
    #[serde(default)]
    measured: bool,
    #[serde(default)]
    optional: bool,
    half_width: Option<String>,
    table: Option<String>,
    parameter: Option<String>,
    /// The nation alone when it says nothing.
    rungs: Option<Vec<String>>,
    item: Option<String>,
    value: Option<String>,
    #[serde(default)]
    values: BTreeMap<String, OneValue>,
    unit: Option<String>,
    mark: Option<String>,
    #[serde(default)]
    source: String,
}

/// A constant.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ConstantText {
    value: String,
    unit: Option<String>,
    mark: Option<String>,
    half_width: Option<String>,
    #[serde(default)]
    source: String,
}

/// A constant for one item: its number alone, or with a mark and a source of its own.
#[derive(Deserialize)]
#[serde(untagged)]
enum OneValue {
    Alone(String),
    Marked(ConstantText),
}

impl ConstantText {
    /// A number that is true by definition.
    pub(super) fn bare(value: String) -> Self {
        Self { value, unit: None, mark: Some(String::new()), half_width: None, source: String::new() }
    }

    /// The constant; what it does not say is as `general` says.
    pub(super) fn constant(self, general: Option<&ParameterText>) -> Result<Constant, String> {
        let value = Ratio::parse(&self.value).ok_or_else(|| format!("{} is no number", self.value))?;
        let mark = self.mark.or_else(|| general.and_then(|general| general.mark.clone()));
        let mark = match mark.as_deref() {
            Some("") => None,
            Some(name) => Some(mark_of(name)?),
            None => return Err("a number has a mark: how sure it is".to_owned()),
        };
        let unit = self.unit.or_else(|| general.and_then(|general| general.unit.clone())).unwrap_or_else(|| "1".to_owned());
        let source = if self.source.is_empty() { general.map(|general| general.source.clone()).unwrap_or_default() } else { self.source };
        let half_width = self.half_width.as_deref().map(half_width).transpose()?;
        Ok(Constant { text: self.value, value, unit, mark, source, half_width })
    }
}

impl ParameterText {
    /// The parameter of a symbol.
    pub(super) fn parameter(mut self, symbol: &str) -> Result<Parameter, String> {
        let name = self.column.take().or_else(|| self.measured.then(|| symbol.to_owned()));
        let column = name.as_deref().map(column_of).transpose()?;
        let sort = Symbol::find(symbol).ok_or("no symbol of equations is called so")?.sort;
        if let Some(column) = column.filter(|column| !states(column, sort)) {
            return Err(format!("the column {} has another sort of unit", column.name));
        }
        let values = std::mem::take(&mut self.values).into_iter().map(|(item, text)| self.one(text).map(|value| (item, value)));
        let values: BTreeMap<String, Constant> = values.collect::<Result<_, _>>()?;
        let value = self.value.take().map(|value| self.one(OneValue::Alone(value))).transpose()?;
        let mark = self.mark.as_deref().map(mark_of).transpose()?;
        let doubt = mark.filter(|_| values.is_empty());
        let table = self.table.clone().map(|table| self.lookup(table, symbol, doubt)).transpose()?;
        if column.is_none() && values.is_empty() && value.is_none() && table.is_none() {
            return Err("it comes from a column, a value or a table".to_owned());
        }
        if table.is_some() && doubt.is_some_and(|mark| !mark.is_unconfirmed()) {
            return Err("a table says itself how sure its rows are: a mark beside it can only doubt them".to_owned());
        }
        if table.is_some() && value.is_some() {
            return Err("it comes from a table or is a value, not both".to_owned());
        }
        let half_width = self.half_width.as_deref().map(half_width).transpose()?;
        Ok(Parameter { column, optional: self.optional, values, table, value, half_width })
    }

    fn one(&self, text: OneValue) -> Result<Constant, String> {
        match text {
            OneValue::Alone(value) => {
                ConstantText { value, unit: None, mark: None, half_width: None, source: String::new() }.constant(Some(self))
            }
            OneValue::Marked(text) => text.constant(Some(self)),
        }
    }

    fn lookup(&self, table: String, symbol: &str, mark: Option<Mark>) -> Result<Lookup, String> {
        let rung = |name: &String| RegionLevel::parse(name).ok_or_else(|| format!("no rung is called {name}"));
        let rungs = match &self.rungs {
            Some(names) => names.iter().map(rung).collect::<Result<_, _>>()?,
            None => vec![RegionLevel::Country],
        };
        let parameter = self.parameter.clone().unwrap_or_else(|| symbol.to_owned());
        let named = parameter.split('{').skip(1).map(|part| part.split('}').next().unwrap_or_default());
        Ok(Lookup { table, conditions: named.map(column_of).collect::<Result<_, _>>()?, parameter, rungs, item: self.item.clone(), mark })
    }
}

/// Half of a 95 % interval as a share: `0.05`.
pub(super) fn half_width(text: &str) -> Result<Ratio, String> {
    Ratio::parse(text).filter(|share| !share.negated().is_positive()).ok_or_else(|| format!("half_width = {text} is no share such as 0.05"))
}

/// Whether a column's unit is of a symbol's sort.
fn states(column: &RowParameter, sort: Sort) -> bool {
    match sort {
        Sort::Number => column.unit == "1",
        Sort::Quantity => column.unit == "=",
        Sort::Amount => !column.unit.contains('/') && !matches!(column.unit, "1" | "="),
        Sort::Mass(_) | Sort::Heat(_) => column.unit.contains('/'),
    }
}

fn column_of(name: &str) -> Result<&'static RowParameter, String> {
    RowParameter::find(name).map(|(_, column)| column).ok_or_else(|| format!("no column is called {name}"))
}

fn mark_of(name: &str) -> Result<Mark, String> {
    Mark::parse(name).ok_or_else(|| format!("no mark is called {name}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parameter(text: &str) -> Result<Parameter, String> {
        toml::from_str::<ParameterText>(text).unwrap().parameter("emission_factor")
    }

    /// Beside a table a mark can only doubt it; beside constants of items it is theirs.
    #[test]
    fn a_mark_never_makes_a_table_surer() {
        let lookup = |text: &str| parameter(text).unwrap().table.unwrap().mark;
        assert_eq!(lookup("table = 'cn-grid'\nmark = 'disputed'"), Some(Mark::Disputed));
        assert!(parameter("table = 'cn-grid'\nmark = 'published'").unwrap_err().contains("doubt"));
        assert_eq!(lookup("table = 'cn-grid'\nmark = 'published'\nvalues = { heat = '0.11' }\nunit = 'tCO2/GJ'"), None);
    }
}
