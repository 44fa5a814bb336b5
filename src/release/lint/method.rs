//! Whether methods find what they name, and take nothing that is meant for something else.

use super::super::release::Release;
use super::problem::{Check, Problem};
use crate::factor::{ParameterKind, Purpose};
use crate::method::{Method, Source};

pub(super) fn check(release: &Release) -> Vec<Problem> {
    release.methods().iter().flat_map(|method| of_method(method, release)).collect()
}

fn of_method(method: &Method, release: &Release) -> Vec<Problem> {
    let file = file_of(method);
    let missing = |table: &String| release.table(table).is_none();
    let mut problems = Vec::new();
    for table in method.standard_coal.iter().filter(|table| missing(table)) {
        problems.push(Problem::new(Check::TableNotPinned, &file, 0, &["standard_coal", table]));
    }
    for source in &method.sources {
        for parameter in source.parameters.values() {
            if missing(&parameter.table) {
                problems.push(Problem::new(Check::TableNotPinned, &file, 0, &[&source.id, &parameter.table]));
            }
            if ParameterKind::of(&parameter.parameter).is_none() {
                problems.push(Problem::new(Check::UnknownParameter, &file, 0, &[&parameter.parameter]));
            }
        }
        for item in source.items.iter().filter(|item| release.nomenclature().items.find(item).is_none()) {
            problems.push(Problem::new(Check::UnknownItem, &file, 0, &[&source.id, item]));
        }
    }
    problems.extend(misused(method));
    problems
}

/// Parameters of another purpose than inventories: a grid's margin or a footprint never prices what an enterprise uses. A
/// release with one is refused when it is read.
pub fn misused(method: &Method) -> Vec<Problem> {
    let read =
        |source: &Source| source.parameters.values().map(|parameter| (source.id.clone(), parameter.parameter.clone())).collect::<Vec<_>>();
    let wrong = method.sources.iter().flat_map(read).filter_map(|(source, parameter)| {
        let purpose = ParameterKind::of(&parameter)?.purpose;
        (purpose != Purpose::Inventory)
            .then(|| Problem::new(Check::WrongPurpose, &file_of(method), 0, &[&source, &parameter, purpose.name()]))
    });
    wrong.collect()
}

fn file_of(method: &Method) -> String {
    format!("methods/{}/{}.toml", method.name, method.version)
}
