//! What a method reads, source by source: for whoever fills in its template.

use std::collections::BTreeSet;
use std::fmt::Write;

use crate::activity::{Flow, RowParameter};
use crate::finding::Language;
use crate::method::{Formula, Method, Parameter, Source, Whence};
use crate::release::Release;

/// One line for each source: its name, its items, its flows, the columns that its rows must fill in and those that they may.
pub(super) fn sources(method: &Method, release: &Release, language: Language) -> String {
    let mut text = String::new();
    for source in &method.sources {
        let mut must: BTreeSet<&str> = BTreeSet::new();
        let mut may: BTreeSet<&str> = BTreeSet::new();
        let mut formulas = source.formulas.iter().rev();
        // The last of a ladder is for a row that states nothing more.
        formulas.next().into_iter().flat_map(|formula| columns(method, source, *formula)).for_each(|(column, required)| {
            if required {
                must.insert(column.name)
            } else {
                may.insert(column.name)
            };
        });
        may.extend(formulas.flat_map(|formula| columns(method, source, *formula)).map(|(column, _)| column.name));
        may.retain(|column| !must.contains(column));
        let listed = |columns: &BTreeSet<&str>| columns.iter().map(|name| named(name, language)).collect::<Vec<_>>().join(", ");
        let flows: Vec<&str> = source.flows.keys().map(|flow| flow.name()).collect();
        let _ = write!(text, "{}\t{}", language.pick(&source.name_zh, &source.name_en), items(source, release));
        let _ = write!(text, "\t{} {}", language.pick("流向", "flow"), flows.join(" "));
        let columns = [(language.pick("必填", "must state"), &must), (language.pick("可填", "may state"), &may)];
        for (word, columns) in columns.iter().filter(|(_, columns)| !columns.is_empty()) {
            let _ = write!(text, "\t{word} {}", listed(columns));
        }
        text.push('\n');
    }
    text
}

/// The flows that any source of a method takes.
pub(super) fn flows(method: &Method) -> Vec<Flow> {
    Flow::ALL.into_iter().filter(|flow| method.sources.iter().any(|source| source.flows.contains_key(flow))).collect()
}

/// A category stands for all of its items that no source of the method names.
fn items(source: &Source, release: &Release) -> String {
    let known = |code: &&String| release.nomenclature().items.find(code).is_some();
    let categories = source.categories.iter().map(|category| format!("*{}", category.name()));
    categories.chain(source.items.iter().filter(known).cloned()).collect::<Vec<_>>().join(" ")
}

/// The columns that a formula reads for a source, each with whether a row must state it.
fn columns(method: &Method, source: &Source, formula: Formula) -> Vec<(&'static RowParameter, bool)> {
    let read = |parameter: &Parameter| {
        let has_default = parameter.optional || parameter.value.is_some() || !parameter.values.is_empty();
        let conditions = parameter.table.iter().flat_map(|lookup| &lookup.conditions);
        let own = parameter.column.map(|column| (column, !has_default && parameter.table.is_none()));
        // Where the value itself may be stated, what it is looked up under need not be.
        let conditions = conditions.map(|column| (*column, parameter.column.is_none() && !has_default));
        own.into_iter().chain(conditions).collect::<Vec<_>>()
    };
    let parameter = |(symbol, needed)| match method.whence(source, symbol, needed) {
        Some(Whence::Source(parameter) | Whence::Method(parameter)) => Some(parameter),
        Some(Whence::Potential) | None => None,
    };
    formula.symbols().into_iter().filter_map(parameter).flat_map(read).collect()
}

fn named(column: &str, language: Language) -> String {
    let zh = RowParameter::find(column).map(|(_, column)| column.zh);
    zh.filter(|_| language == Language::Zh).unwrap_or(column).to_owned()
}
