//! Whether methods find what they name, and take nothing that is meant for something else.

use std::collections::BTreeMap;

use super::super::release::Release;
use super::problem::{Check, Problem};
use super::value;
use crate::activity::Flow;
use crate::factor::{ParameterKind, Purpose};
use crate::method::{FlowRule, Kind, Method, Parameter, Source};
use crate::nomenclature::Nomenclature;

pub(super) fn check(release: &Release) -> Vec<Problem> {
    let of_each = release.methods().iter().flat_map(|method| of_method(method, release));
    of_each.chain(refused(release.methods(), release.nomenclature())).collect()
}

fn of_method(method: &Method, release: &Release) -> Vec<Problem> {
    let file = file_of(method);
    let items = &release.nomenclature().items;
    let not_pinned = method.tables().filter(|table| release.table(table).is_none());
    let mut problems: Vec<Problem> =
        not_pinned.map(|table| Problem::new(Check::TableNotPinned, &file, 0, &[&method.name, table])).collect();
    for source in &method.sources {
        let named = source.parameters.values().flat_map(|parameter| parameter.values.keys().chain(lookup_item(parameter)));
        for item in source.items.iter().chain(&source.gas).chain(named).filter(|item| items.find(item).is_none()) {
            problems.push(Problem::new(Check::UnknownItem, &file, 0, &[&source.id, item]));
        }
    }
    let lookups = method.parameters().filter_map(|parameter| parameter.table.as_ref());
    for lookup in lookups.filter(|lookup| ParameterKind::of(&lookup.parameter).is_none()) {
        problems.push(Problem::new(Check::UnknownParameter, &file, 0, &[&lookup.parameter]));
    }
    for (_, item) in items.iter() {
        let doubled = Flow::ALL.into_iter().filter_map(|flow| doubled(&method.sources_of(item, flow)));
        problems.extend(doubled.map(|(one, other)| Problem::new(Check::DoubleSource, &file, 0, &[&item.code, one, other])));
    }
    problems.extend(value::dead(method, release));
    problems
}

fn lookup_item(parameter: &Parameter) -> Option<&String> {
    parameter.table.as_ref().and_then(|lookup| lookup.item.as_ref())
}

/// Two sources that would make the same line twice.
fn doubled<'a>(sources: &[(usize, &'a Source, FlowRule)]) -> Option<(&'a str, &'a str)> {
    let lines: Vec<&Source> = sources.iter().filter(|(.., rule)| *rule != FlowRule::Memo).map(|(_, source, _)| *source).collect();
    let pairs = lines.iter().enumerate().flat_map(|(at, one)| lines[at + 1..].iter().map(move |other| (one, other)));
    pairs.into_iter().find(|(one, other)| one.doubles(other)).map(|(one, other)| (one.id.as_str(), other.id.as_str()))
}

/// What no release is read with: a parameter of another purpose, a constant whose unit does not fit, an industry of two methods.
pub fn refused(methods: &[Method], nomenclature: &Nomenclature) -> Vec<Problem> {
    let of_one = methods.iter().flat_map(|method| misused(method).into_iter().chain(value::misfits(method, nomenclature)));
    of_one.chain(shared(methods)).collect()
}

/// Parameters of another purpose than inventories: a grid's margin or a footprint never prices what an enterprise uses; what others
/// emit for it may be priced by footprints. A release with one is refused when it is read.
fn misused(method: &Method) -> Vec<Problem> {
    fn read(source: &Source) -> Vec<(&Source, String)> {
        let lookups = source.parameters.values().filter_map(|parameter| parameter.table.as_ref());
        lookups.map(|lookup| (source, lookup.parameter.clone())).collect()
    }
    let wrong = method.sources.iter().flat_map(read).filter_map(|(source, parameter)| {
        let purpose = ParameterKind::of(&parameter)?.purpose;
        let fits = purpose == Purpose::Inventory || (purpose == Purpose::ProductFootprint && source.kind == Kind::Indirect);
        (!fits).then(|| Problem::new(Check::WrongPurpose, &file_of(method), 0, &[&source.id, &parameter, purpose.name()]))
    });
    wrong.collect()
}

/// Two methods for one industry code: which of them holds would be chance.
fn shared(methods: &[Method]) -> Vec<Problem> {
    let mut seen: BTreeMap<&str, &Method> = BTreeMap::new();
    let claims = methods.iter().flat_map(|method| method.industries.iter().map(move |code| (code.as_str(), method)));
    let shared = claims.filter_map(|(code, method)| {
        let other = seen.insert(code, method)?;
        Some(Problem::new(Check::SharedIndustry, &file_of(method), 0, &[code, &other.name]))
    });
    shared.collect()
}

pub(super) fn file_of(method: &Method) -> String {
    format!("methods/{}/{}.toml", method.name, method.version)
}
