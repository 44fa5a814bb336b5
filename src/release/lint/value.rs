//! Whether the values that a method states can be computed with.

use std::collections::BTreeSet;

use super::super::release::Release;
use super::method::file_of;
use super::problem::{Check, Problem};
use crate::method::{Constant, Formula, Lookup, Method, MissingRule, Parameter, Source, Symbol, Whence};
use crate::nomenclature::{Dimension, Item, Nomenclature};

/// Constants whose unit is not one of what they are, each by its key in the method's file.
pub(super) fn misfits(method: &Method, nomenclature: &Nomenclature) -> Vec<Problem> {
    let common = method.constants.iter().map(|(symbol, parameter)| (format!("[constants] {symbol}"), symbol, parameter));
    let everywhere = dimensions(nomenclature, |_| true);
    let mut problems: Vec<Problem> =
        common.flat_map(|(key, symbol, parameter)| of_parameter(method, &key, (symbol, parameter), &everywhere, nomenclature)).collect();
    for source in &method.sources {
        let taken = dimensions(nomenclature, |item| source.takes(item));
        for (symbol, parameter) in &source.parameters {
            let key = format!("{}.parameters.{symbol}", source.id);
            problems.extend(of_parameter(method, &key, (symbol, parameter), &taken, nomenclature));
        }
    }
    problems.extend(of_missing_months(method, nomenclature));
    problems
}

/// Defaults for missing months of what is no item, or in a unit that does not measure it.
fn of_missing_months<'a>(method: &'a Method, nomenclature: &'a Nomenclature) -> impl Iterator<Item = Problem> {
    let values = method.missing.iter().filter_map(|missing| match &missing.rule {
        MissingRule::Default(values) => Some(values),
        MissingRule::Conservative => None,
    });
    values.flatten().filter_map(|(item, default)| {
        let file = file_of(method);
        let Some(id) = nomenclature.items.find(item) else {
            return Some(Problem::new(Check::UnknownItem, &file, 0, &["missing", item]));
        };
        let unit = nomenclature.units.find(&default.said.unit).map(|id| nomenclature.units.get(id).dimension);
        let measures = unit.is_some_and(|unit| nomenclature.items.get(id).dimension.takes(unit));
        (!measures).then(|| Problem::new(Check::ConstantUnit, &file, 0, &[&format!("missing.values.{item}"), &default.said.unit]))
    })
}

fn dimensions(nomenclature: &Nomenclature, taken: impl Fn(&Item) -> bool) -> BTreeSet<Dimension> {
    nomenclature.items.iter().map(|(_, item)| item).filter(|item| taken(item)).map(|item| item.dimension).collect()
}

/// Those of one parameter: a constant for an item must fit that item, one for all of them any of `dimensions`.
fn of_parameter(
    method: &Method,
    key: &str,
    (symbol, parameter): (&str, &Parameter),
    dimensions: &BTreeSet<Dimension>,
    nomenclature: &Nomenclature,
) -> Vec<Problem> {
    let Some(symbol) = Symbol::find(symbol) else { return Vec::new() };
    let of_item = |code: &str| nomenclature.items.find(code).map(|id| BTreeSet::from([nomenclature.items.get(id).dimension]));
    let single = parameter.values.iter().map(|(item, constant)| (format!("{key}.values.{item}"), constant, of_item(item)));
    let general = parameter.value.iter().map(|constant| (key.to_owned(), constant, Some(dimensions.clone())));
    let misfits = single.chain(general).filter(|(_, constant, of)| {
        of.as_ref().is_some_and(|dimensions| !dimensions.iter().any(|dimension| fits(symbol, constant, *dimension, nomenclature)))
    });
    misfits.map(|(key, constant, _)| Problem::new(Check::ConstantUnit, &file_of(method), 0, &[&key, &constant.unit])).collect()
}

fn fits(symbol: &Symbol, constant: &Constant, item: Dimension, nomenclature: &Nomenclature) -> bool {
    constant.unit_as(symbol.sort, &nomenclature.units).is_some_and(|unit| symbol.sort.takes(unit.per, item))
}

/// Sources that no record could ever make a line of.
pub(super) fn dead<'a>(method: &'a Method, release: &'a Release) -> impl Iterator<Item = Problem> {
    let computes = |source: &Source| {
        let mut taken = release.nomenclature().items.iter().map(|(_, item)| item).filter(|item| source.takes(item));
        taken.any(|item| source.formulas.iter().any(|formula| has_values(*formula, item, (source, method, release))))
    };
    let dead = method.sources.iter().filter(move |source| source.flows.is_empty() || !computes(source));
    dead.map(|source| Problem::new(Check::DeadSource, &file_of(method), 0, &[&source.id]))
}

/// Whether every value that a formula needs for an item is somewhere: in a column, in the method, in a table.
fn has_values(formula: Formula, item: &Item, (source, method, release): (&Source, &Method, &Release)) -> bool {
    let stated = |symbol: &Symbol, parameter: &Parameter| {
        let constant = parameter.constant(&item.code);
        parameter.column.is_some()
            || constant.is_some_and(|constant| fits(symbol, constant, item.dimension, release.nomenclature()))
            || (constant.is_none() && parameter.table.as_ref().is_some_and(|lookup| has_row(lookup, item, release)))
    };
    formula.symbols().into_iter().filter(|(_, needed)| *needed).all(|(symbol, needed)| match method.whence(source, symbol, needed) {
        Some(Whence::Source(parameter) | Whence::Method(parameter)) => stated(symbol, parameter),
        Some(Whence::Potential) => has_potential(method, source, item, release),
        None => false,
    })
}

/// Whether the gas of a source, or the item, has a warming potential in the method's set.
fn has_potential(method: &Method, source: &Source, item: &Item, release: &Release) -> bool {
    let items = &release.nomenclature().items;
    let gas = source.gas.as_ref().and_then(|gas| items.find(gas)).map_or(&item.code, |id| &items.get(id).code);
    let table = method.gwp.as_ref().and_then(|table| release.table(table));
    table.is_some_and(|table| table.of("gwp100", gas).next().is_some())
}

/// Whether a table has any row for an item; with a condition in the parameter's name, any of its rows.
fn has_row(lookup: &Lookup, item: &Item, release: &Release) -> bool {
    let Some(table) = release.table(&lookup.table) else { return false };
    let item = lookup.item.as_ref().unwrap_or(&item.code);
    match lookup.parameter.split_once('{') {
        None => table.of(&lookup.parameter, item).next().is_some(),
        Some((before, _)) => table.rows().iter().any(|row| row.item == *item && row.parameter.starts_with(before)),
    }
}
