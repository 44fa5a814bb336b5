//! Methods as TOML.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::definition::{CategoryName, Display, Method};
use super::formula::Formula;
use super::missing::MissingText;
use super::parameter::Parameter;
use super::parameter_text::{ConstantText, ParameterText, half_width};
use super::source::{FlowRule, Kind, Source};
use super::symbol::Symbol;
use crate::activity::Flow;
use crate::finding::Fault;
use crate::measure::{Rounding, fold};
use crate::nomenclature::Category;

/// Decimals of a line: a milligram.
const LINE_DECIMALS: u8 = 9;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct MethodText {
    title_zh: String,
    title_en: String,
    document: String,
    #[serde(default)]
    note_zh: String,
    #[serde(default)]
    note_en: String,
    #[serde(default)]
    industries: Vec<String>,
    carbon_to_co2: String,
    #[serde(default)]
    constants: BTreeMap<String, ConstantText>,
    gwp: Option<String>,
    standard_coal: Option<String>,
    display: Option<DisplayText>,
    missing: Option<MissingText>,
    #[serde(default)]
    categories: BTreeMap<String, CategoryName>,
    sources: Vec<SourceText>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DisplayText {
    decimals: u8,
    rounding: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SourceText {
    id: String,
    name_zh: String,
    name_en: String,
    #[serde(default)]
    note_zh: String,
    #[serde(default)]
    note_en: String,
    scope: u8,
    category: Option<String>,
    kind: String,
    half_width: Option<String>,
    gas: Option<String>,
    formula: OneOrMore,
    #[serde(default)]
    categories: Vec<String>,
    #[serde(default)]
    items: Vec<String>,
    flows: BTreeMap<String, String>,
    #[serde(default)]
    parameters: BTreeMap<String, ParameterText>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum OneOrMore {
    One(String),
    More(Vec<String>),
}

impl Method {
    /// Reads a method.
    ///
    /// # Errors
    /// Names the file, its line and what is wrong.
    pub fn read(name: &str, version: &str, file: &str, text: &str) -> Result<Self, Fault> {
        let parsed: MethodText = toml::from_str(text).map_err(|error| broken(file, text, &error))?;
        let wrong = |reason: String| Fault::rule(file, 0, reason);
        let constant = |(symbol, text): (String, ConstantText)| {
            text.constant(None).map(|value| (symbol.clone(), value)).map_err(|reason| format!("constant {symbol}: {reason}"))
        };
        let own = [("carbon_to_co2".to_owned(), ConstantText::bare(parsed.carbon_to_co2))];
        let constants: BTreeMap<String, Parameter> = own
            .into_iter()
            .chain(parsed.constants)
            .map(|entry| constant(entry).map(|(symbol, value)| (symbol, Parameter { value: Some(value), ..Parameter::default() })))
            .collect::<Result<_, _>>()
            .map_err(wrong)?;
        if let Some(unknown) = constants.keys().find(|name| Symbol::find(name).is_none()) {
            return Err(wrong(format!("no symbol is called {unknown}")));
        }
        let common = |symbol: &str| constants.contains_key(symbol) || (symbol == "gwp" && parsed.gwp.is_some());
        let sources = parsed.sources.into_iter().map(|text| {
            let id = text.id.clone();
            let source = source_of(text, &common).and_then(|source| placed(&source, &parsed.categories).map(|()| source));
            source.map_err(|reason| wrong(format!("source {id}: {reason}")))
        });
        let missing = parsed.missing.map_or(Ok(None), MissingText::missing).map_err(|reason| wrong(format!("missing: {reason}")))?;
        Ok(Self {
            name: name.to_owned(),
            version: version.to_owned(),
            title_zh: parsed.title_zh,
            title_en: parsed.title_en,
            document: parsed.document,
            note_zh: parsed.note_zh,
            note_en: parsed.note_en,
            industries: parsed.industries,
            display: parsed.display.as_ref().map(display).transpose().map_err(wrong)?,
            missing,
            categories: parsed.categories.clone(),
            sources: sources.collect::<Result<_, _>>()?,
            constants,
            gwp: parsed.gwp,
            standard_coal: parsed.standard_coal,
        })
    }
}

/// A TOML error at its line.
fn broken(file: &str, text: &str, error: &toml::de::Error) -> Fault {
    let before = error.span().and_then(|span| text.get(..span.start)).unwrap_or_default();
    let line = before.bytes().filter(|byte| *byte == b'\n').count() + 1;
    Fault::rule(file, line as u64, error.message().to_owned())
}

fn display(text: &DisplayText) -> Result<Display, String> {
    let rounding = match text.rounding.as_str() {
        "half_even" => Rounding::HalfEven,
        "half_up" => Rounding::HalfUp,
        other => return Err(format!("display: rounding is half_even or half_up, not {other}")),
    };
    if text.decimals > LINE_DECIMALS {
        return Err(format!("display: lines have {LINE_DECIMALS} decimals"));
    }
    Ok(Display { decimals: text.decimals, rounding })
}

fn source_of(text: SourceText, common: &impl Fn(&str) -> bool) -> Result<Source, String> {
    let names = match text.formula {
        OneOrMore::One(name) => vec![name],
        OneOrMore::More(names) => names,
    };
    let formula = |name: &String| Formula::parse(name).ok_or_else(|| format!("no formula is called {name}"));
    let formulas: Vec<Formula> = names.iter().map(formula).collect::<Result<_, _>>()?;
    if formulas.is_empty() {
        return Err("it names no formula".to_owned());
    }
    let kind = Kind::parse(&text.kind).ok_or_else(|| format!("no kind is called {}", text.kind))?;
    let category = |name: &String| Category::parse(name).ok_or_else(|| format!("no category is called {name}"));
    let flow = |(flow, rule): (&String, &String)| flow_rule(flow, rule).ok_or_else(|| format!("flow {flow} = {rule}"));
    let parameter = |(name, text): (String, ParameterText)| {
        text.parameter(&name).map(|parameter| (name.clone(), parameter)).map_err(|reason| format!("{name}: {reason}"))
    };
    let source = Source {
        kind,
        categories: text.categories.iter().map(category).collect::<Result<_, _>>()?,
        flows: text.flows.iter().map(flow).collect::<Result<_, _>>()?,
        half_width: text.half_width.as_deref().map(half_width).transpose()?,
        parameters: text.parameters.into_iter().map(parameter).collect::<Result<_, _>>()?,
        id: text.id,
        name_zh: text.name_zh,
        name_en: text.name_en,
        note_zh: text.note_zh,
        note_en: text.note_en,
        scope: text.scope,
        category: text.category,
        gas: text.gas,
        formulas,
        items: text.items,
    };
    complete(&source, common).map(|()| source)
}

/// Scope 3 and a category of the method for what is indirect, scope 1 or 2 for all else.
fn placed(source: &Source, categories: &BTreeMap<String, CategoryName>) -> Result<(), String> {
    match (source.kind, source.scope, &source.category) {
        (Kind::Indirect, 3, Some(category)) if categories.contains_key(category) => Ok(()),
        (Kind::Indirect, 3, _) => Err("what is indirect has one of the method's categories".to_owned()),
        (Kind::Indirect, ..) => Err("what is indirect has the scope 3".to_owned()),
        (.., Some(_)) => Err("only what is indirect has a category".to_owned()),
        (_, 1 | 2, None) => Ok(()),
        _ => Err("scope must be 1 or 2".to_owned()),
    }
}

/// Every symbol that a formula needs has somewhere to come from, and every parameter is a symbol of a formula.
fn complete(source: &Source, common: &impl Fn(&str) -> bool) -> Result<(), String> {
    for formula in &source.formulas {
        let mut needed = formula.symbols().into_iter().filter(|(_, needed)| *needed).map(|(symbol, _)| symbol.name);
        if let Some(missing) = needed.find(|name| !source.parameters.contains_key(*name) && !common(name)) {
            return Err(format!("the formula {} needs {missing}", formula.name()));
        }
    }
    let read = |name: &str| source.formulas.iter().any(|formula| formula.symbols().iter().any(|(symbol, _)| symbol.name == name));
    match source.parameters.keys().find(|name| !read(name)) {
        Some(unread) => Err(format!("no formula of it reads {unread}")),
        None => Ok(()),
    }
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
