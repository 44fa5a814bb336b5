//! `methods eval`: a formula with numbers put in, exact, for a reader with a pencil.

use carbonlabel::emission::formula::{EQUATIONS, Equation, Inputs, equation_of};
use carbonlabel::finding::{Fault, Language, Unsolved};
use carbonlabel::measure::{Figure, Ratio, nearest};
use clap::{ArgAction, ArgMatches, Command};
use serde_json::{Value, json};

use super::super::factors::output;
use super::super::main::Verdict;
use super::super::options::{self, text};
use super::super::terminal::columns;
use super::super::words::Words;

const HEADER: [&str; 6] = ["formula", "equation", "numbers", "exact", "rounded", "unit"];

/// Decimals of the rounded result: those of a mass in the ledger.
const DECIMALS: u8 = 9;

/// What it takes.
pub fn command(words: Words) -> Command {
    options::command("eval", words, "把数值代入公式，逐项列出并精确计算", "Put numbers into a formula, and compute it exactly")
        .arg(options::position(
            "formula",
            "FORMULA",
            words,
            "公式的名称；缺省则列出全部公式",
            "The formula's name; all are listed without one",
        ))
        .arg(
            options::option(
                "input",
                words,
                "输入，如 ncv=28.435、oxidation=98%、r=44/12；列表如 gases.1.gwp=28",
                "An input, such as ncv=28.435, oxidation=98% or r=44/12; of a list, gases.1.gwp=28",
            )
            .value_name("NAME=NUMBER")
            .action(ArgAction::Append)
            .requires("formula"),
        )
        .arg(output::format(words))
}

/// What it does.
pub fn execute(matches: &ArgMatches, language: Language) -> Result<Verdict, Fault> {
    let Some(name) = text(matches, "formula") else {
        let rows: Vec<Vec<String>> = EQUATIONS.iter().map(|equation| shown(equation).to_vec()).collect();
        output::show(matches, &["formula", "unit", "equation"], &rows, || columns(&rows))?;
        return Ok(Verdict::Clean);
    };
    let known = EQUATIONS.iter().map(|equation| equation.name);
    let unknown = || Fault::UnknownName { wanted: name.to_owned(), nearest: nearest(name, known).map(str::to_owned) };
    let equation = equation_of(name).ok_or_else(unknown)?;
    let fault = |error| Fault::Formula { name: name.to_owned(), inputs: equation.inputs().join(", "), error };
    let given = matches.get_many::<String>("input").into_iter().flatten();
    let inputs = given.map(String::as_str).try_fold(Inputs::new(), |inputs, given| put(inputs, given, &equation)).map_err(fault)?;
    let solution = equation.solve(&inputs).map_err(fault)?;
    let [_, unit, equation_text] = shown(&equation);
    let exact = solution.value.to_text();
    let rounded = Figure::round(&solution.value, DECIMALS).to_string();
    let row = [name.to_owned(), equation_text, solution.numbers, exact, rounded, unit];
    output::show(matches, &HEADER, &[row.to_vec()], || written(&row, language))?;
    Ok(Verdict::Clean)
}

fn shown(equation: &Equation) -> [String; 3] {
    [equation.name.to_owned(), equation.unit.to_owned(), equation.shown()]
}

fn written([name, equation, numbers, exact, rounded, unit]: &[String; 6], language: Language) -> String {
    let rounded = language.pick(
        format!("四舍六入五成双，{DECIMALS} 位小数：{rounded} {unit}"),
        format!("half to even, {DECIMALS} decimals: {rounded} {unit}"),
    );
    format!("{name}\n    {equation}\n  = {numbers}\n  = {exact} {unit}\n    {rounded}\n")
}

/// A number without its per cent: `98%` is 0.98, and 98 where the equation counts in per cent.
fn plain(number: &str, name: &str, equation: &Equation) -> Result<String, Unsolved> {
    match number.strip_suffix('%').map(str::trim) {
        None => Ok(number.to_owned()),
        Some(percent) if equation.shown().contains(&format!("{name} %")) => Ok(percent.to_owned()),
        Some(percent) => {
            let value = Ratio::parse(percent).ok_or_else(|| Unsolved::NotANumber(number.to_owned()))?;
            Ok(value.times(&Ratio::new(1, 100)).to_text())
        }
    }
}

/// Takes up `name=number`, or `list.1.name=number`; elements of a list come in their order.
fn put(mut inputs: Inputs, given: &str, equation: &Equation) -> Result<Inputs, Unsolved> {
    let (name, number) = given.split_once('=').ok_or_else(|| Unsolved::NotANumber(given.to_owned()))?;
    let parts: Vec<&str> = name.trim().split('.').collect();
    let number = Value::String(plain(number.trim(), parts.last().copied().unwrap_or_default(), equation)?);
    match parts.as_slice() {
        [name] => inputs.insert((*name).to_owned(), number),
        [list, place, field] => {
            let elements = inputs.entry(*list).or_insert_with(|| json!([])).as_array_mut();
            let place = place.parse::<usize>().ok().and_then(|place| place.checked_sub(1));
            let (elements, at) = elements.zip(place).ok_or_else(|| Unsolved::Unknown(name.to_owned()))?;
            if at == elements.len() {
                elements.push(json!({}));
            }
            let element = elements.get_mut(at).and_then(Value::as_object_mut);
            element.ok_or_else(|| Unsolved::Unknown(name.to_owned()))?.insert((*field).to_owned(), number)
        }
        _ => return Err(Unsolved::Unknown(name.to_owned())),
    };
    Ok(inputs)
}
