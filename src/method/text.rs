//! Methods as TOML.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::definition::Method;
use super::source::{FlowRule, Formula, Kind, Parameter, Source};
use crate::activity::Flow;
use crate::finding::Fault;
use crate::measure::{Ratio, fold};
use crate::nomenclature::{Category, RegionLevel};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct MethodText {
    title_zh: String,
    title_en: String,
    document: String,
    #[serde(default)]
    industries: Vec<String>,
    carbon_to_co2: String,
    standard_coal: Option<String>,
    sources: Vec<SourceText>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SourceText {
    id: String,
    name_zh: String,
    name_en: String,
    scope: u8,
    kind: String,
    formula: String,
    #[serde(default)]
    categories: Vec<String>,
    #[serde(default)]
    items: Vec<String>,
    flows: BTreeMap<String, String>,
    parameters: BTreeMap<String, ParameterText>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ParameterText {
    table: String,
    parameter: String,
    rungs: Vec<String>,
    #[serde(default)]
    measured: bool,
}

impl Method {
    /// Reads a method.
    ///
    /// # Errors
    /// Names the file, its line and what is wrong.
    pub fn read(name: &str, version: &str, file: &str, text: &str) -> Result<Self, Fault> {
        let parsed: MethodText = toml::from_str(text).map_err(|error| broken(file, text, &error))?;
        let wrong = |reason: String| Fault::rule(file, 0, reason);
        let carbon_to_co2 =
            Ratio::parse(&parsed.carbon_to_co2).ok_or_else(|| wrong(format!("carbon_to_co2 = {} is no number", parsed.carbon_to_co2)))?;
        let sources = parsed.sources.into_iter().map(|source| source_of(source).map_err(wrong)).collect::<Result<_, _>>()?;
        Ok(Self {
            name: name.to_owned(),
            version: version.to_owned(),
            title_zh: parsed.title_zh,
            title_en: parsed.title_en,
            document: parsed.document,
            industries: parsed.industries,
            carbon_to_co2,
            standard_coal: parsed.standard_coal,
            sources,
        })
    }
}

/// A TOML error at its line.
fn broken(file: &str, text: &str, error: &toml::de::Error) -> Fault {
    let before = error.span().and_then(|span| text.get(..span.start)).unwrap_or_default();
    let line = before.bytes().filter(|byte| *byte == b'\n').count() + 1;
    Fault::rule(file, line as u64, error.message().to_owned())
}

fn source_of(text: SourceText) -> Result<Source, String> {
    let formula = Formula::parse(&text.formula).ok_or_else(|| format!("source {}: no formula is called {}", text.id, text.formula))?;
    let kind = Kind::parse(&text.kind).ok_or_else(|| format!("source {}: no kind is called {}", text.id, text.kind))?;
    if !matches!(text.scope, 1 | 2) {
        return Err(format!("source {}: scope must be 1 or 2", text.id));
    }
    let named = |name: &String| Category::parse(name).ok_or_else(|| format!("source {}: no category is called {name}", text.id));
    let categories = text.categories.iter().map(named).collect::<Result<_, _>>()?;
    let flows = text
        .flows
        .iter()
        .map(|(flow, rule)| flow_rule(flow, rule).ok_or_else(|| format!("source {}: flow {flow} = {rule}", text.id)))
        .collect::<Result<_, _>>()?;
    let parameters: BTreeMap<String, Parameter> = text
        .parameters
        .into_iter()
        .map(|(name, parameter)| parameter_of(parameter).map(|parameter| (name, parameter)))
        .collect::<Result<_, _>>()
        .map_err(|reason| format!("source {}: {reason}", text.id))?;
    if parameters.len() != formula.parameters().len() || formula.parameters().iter().any(|name| !parameters.contains_key(*name)) {
        return Err(format!("source {}: the formula {} takes {}", text.id, text.formula, formula.parameters().join(", ")));
    }
    Ok(Source {
        id: text.id,
        name_zh: text.name_zh,
        name_en: text.name_en,
        scope: text.scope,
        kind,
        formula,
        categories,
        items: text.items,
        flows,
        parameters,
    })
}

fn flow_rule(flow: &str, rule: &str) -> Option<(Flow, FlowRule)> {
    let rule = match rule {
        "emitted" => FlowRule::Emitted,
        "deducted" => FlowRule::Deducted,
        "memo" => FlowRule::Memo,
        _ => return None,
    };
    Some((Flow::parse(&fold(flow))?, rule))
}

fn parameter_of(text: ParameterText) -> Result<Parameter, String> {
    let rung = |name: &String| RegionLevel::parse(name).ok_or_else(|| format!("no rung is called {name}"));
    let rungs = text.rungs.iter().map(rung).collect::<Result<_, _>>()?;
    Ok(Parameter { table: text.table, parameter: text.parameter, rungs, measured: text.measured })
}
