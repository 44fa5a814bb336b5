//! Published worked examples: the formulas of the program come to what their authors printed.
//!
//! A case writes what it printed as arithmetic on its own values. Every step of it is asked of one of the program's formulas, by
//! name and with named inputs, as `methods eval` asks it; nothing is known here of a case by its id but what stands in
//! [`NOT_OURS`]. `WORKED_EXAMPLES=FILE cargo test worked -- --nocapture` runs another collection of the same form, and prints
//! every figure with its formulas.

use std::collections::{BTreeMap, BTreeSet};

use carbonlabel::measure::{Ratio, read_numeral};
use serde_json::Value;

use crate::harness::shared;

mod expression;
mod plain;
mod reader;
mod role;
mod shape;

use reader::{Given, Reader};

/// Figures that no formula of ours is meant to give: case, output and reason.
const NOT_OURS: [(&str, &str, &str); 0] = [];

/// What a case must go through, where a collection has it: nothing hides as a plain product.
const THROUGH: [(&str, &str); 24] = [
    ("CN-NATGAS", "fuel"),
    ("PP-11.2", "fuel_carbon"),
    ("CBAMS-FUELS", "fuel_energy"),
    ("NGA25-EX5", "multi_gas"),
    ("IS-11.6-T2", "carbon_balance"),
    ("CEM-TOC", "carbon_balance"),
    ("PP-11.4", "carbonate"),
    ("PW-FGD", "stoichiometry"),
    ("CEM-CAOMGO", "composition"),
    ("CEM-CKD-08", "kiln_dust"),
    ("CEM-NETCLINKER", "net_energy"),
    ("SK-HNO3-HALF", "gas_release"),
    ("PW-SF6-MB", "gas_stock_balance"),
    ("OG-8.2-SLIP", "gas_volume"),
    ("OG-8.2-CO2", "gas_carbon"),
    ("PP-11.7", "waste_water"),
    ("PP-11.6", "first_order_decay"),
    ("SF-BLEND-407C", "blend"),
    ("NGA25-EX2", "residual_electricity"),
    ("GERA-S2", "scope2_market"),
    ("PP-11.9", "allocation"),
    ("OG-11.5", "imbalance"),
    ("NZ-UNC-DIESEL", "uncertainty_sum"),
    ("GBT8170-UNIT", "rounding"),
];

/// Equations that no worked example of ours has, in the form of one: family, values with units, expression, and the formulas that
/// must take it. By plain arithmetic they come to the same.
const MADE_UP: [(&str, &str, &str, &str); 24] = [
    ("pfc", "s 0.143 kgCF4/t/(min/cell-day); aem 0.5 min/cell-day; al 200000 t", "s*aem*al/1000", "pfc_slope"),
    ("pfc", "ovc 1.16 kgCF4/t/mV; aeo 3.1 mV; ce 94 %; al 7 t", "ovc*aeo/ce*al/1000", "pfc_overvoltage"),
    ("pfc", "cf4 14.3 t; f 0.121 t/t; g1 6630 1; g2 11100 1", "cf4*g1+cf4*f*g2", "gas_release"),
    ("gas_release_abated", "q 9 t; ef 7 kgN2O/t; a 0.8 1; b 0.9 1; c 0.1 1; g 265 1", "q*ef*(1-(a*b+c))*g/1000", "gas_release"),
    ("gas_release", "fc 3 t; h 0.1 1; u 0.8 1; a 0.9 1; d 0.95 1; g 17200 1", "(1-h)*fc*(1-u)*(1-a*d)*g", "process_gas"),
    ("gas_release", "q 40000 t; r 0.015 t/t; rec 100 t; g 11700 1", "(q*r-rec)*g", "gas_release"),
    ("gas_stock_balance", "a 5 kg; b 20 kg; c 4 kg; d 6 kg; cap 2 kg; gwp 1300 1", "(a+b-c-d-cap)*gwp/1000", "gas_stock_balance"),
    (
        "wastewater",
        "w 9 m3; i 3 kgCOD/m3; o 0.5 kgCOD/m3; s 2 kg; b0 0.25 kgCH4/kgCOD; m 0.5 1; r 1 kg; g 21 1",
        "((w*(i-o)-s)*b0*m-r)*g/1000",
        "waste_water",
    ),
    (
        "first_order_decay",
        "r 10 t/yr; l 90 m3/t; k 0.04 1/yr; t 7 yr; c 2 yr; d 0.7 kg/m3",
        "r*l*(exp(-k*c)-exp(-k*t))*d/1000",
        "first_order_decay",
    ),
    ("fuel_ncv", "q 12 t; n 24.5 GJ/t; c 0.027 tC/GJ; of 0.98 1; bf 0.3 1", "q*n*c*of*44/12*(1-bf)", "fuel"),
    ("fuel_ncv", "q 12 t; n 24.5 GJ/t; c 27 tC/TJ; of 0.98 1", "q*n/1000*c*of*3.664", "fuel"),
    ("fuel_carbon", "q 12 t; c 0.6 tC/t", "q*c*44.01/12.011", "fuel_carbon"),
    ("fuel_energy", "q 12 t; n 24.5 GJ/t; e 94.6 tCO2/TJ; bf 0.3 1", "q*n*e/1000*(1-bf)", "fuel_energy"),
    ("carbon_balance", "a 5 t; x 0.8 tC/t; b 3 t; y 0.1 tC/t; c 1 t; z 0.9 tC/t", "(a*x-b*y-c*z)*44/12", "carbon_balance"),
    ("composition", "q 5 t; cao 0.65 1; n 0.02 1; mgo 0.02 1; k 1.092 1", "q*((cao-n)*44/56+mgo*k)", "composition"),
    ("scope2_market", "q 900 MWh; p 300 MWh; c 100 MWh; e 0.1 t/MWh; f 0 t/MWh; r 0.6 t/MWh", "p*e+c*f+(q-p-c)*r", "scope2_market"),
    ("scope2_location", "a 5 MWh; b 7 MWh; e 0.5 t/MWh; f 0.6 t/MWh", "a*e+b*f", "factor"),
    ("net_electricity", "b 900 MWh; o 100 MWh; n 50 MWh; e 0.5306 tCO2/MWh", "(b-o-n)*e", "net_energy"),
    ("gwp_set_change", "m 189 t; a 265 1; b 273 1", "(m*b-m*a)/(m*a)*100", "gas_release"),
    ("vintage_change", "q 500 MWh; a 0.5703 t/MWh; b 0.5306 t/MWh", "q*(b-a)", "factor"),
    ("vintage_change", "a 0.5703 t/MWh; b 0.5306 t/MWh", "(b-a)/a*100", "imbalance"),
    ("uncertainty", "a 5 %; b 7 %", "sqrt(a**2+b**2)", "uncertainty_product"),
    ("uncertainty", "x 3 t; y 9 t; a 5 %; b 7 %", "sqrt((x*a)**2+(y*b)**2)/(x+y)", "uncertainty_sum"),
    ("rounding", "x 2.345 t", "rhu(x,2)+rhe(x,2)", "rounding"),
];

/// How a figure compares with its print.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Verdict {
    Exact,
    WithinPrint,
    SourceContradictsItself,
}

/// One figure of a case.
struct Figure<'a> {
    case: &'a str,
    kind: &'a str,
    output: &'a Value,
    value: Ratio,
    used: Vec<(&'static str, String)>,
}

fn text<'a>(value: &'a Value, key: &str) -> &'a str {
    value[key].as_str().unwrap_or_default()
}

/// A number, also in the exponent form that others write.
fn number(value: &Value, key: &str) -> Ratio {
    let written = text(value, key);
    let exponent = || read_numeral(written).ok().map(|numeral| numeral.value.ratio());
    Ratio::parse(written).or_else(exponent).unwrap_or_else(|| panic!("{key} of {value} is no number"))
}

impl Figure<'_> {
    fn verdict(&self) -> Verdict {
        let difference = self.value.minus(&number(self.output, "printed")).magnitude();
        match difference {
            none if none.is_zero() => Verdict::Exact,
            small if small <= number(self.output, "tolerance") => Verdict::WithinPrint,
            _ => Verdict::SourceContradictsItself,
        }
    }

    /// What is wrong with it, if anything.
    fn problem(&self) -> Option<String> {
        let recomputed = text(self.output, "recomputed");
        let decimals = recomputed.split_once('.').map_or(12, |(_, decimals)| decimals.len().min(12));
        let last = Ratio::new(1, 10i128.pow(u32::try_from(decimals).ok()?));
        let is_off = !recomputed.is_empty() && self.value.minus(&number(self.output, "recomputed")).magnitude() > last;
        let stated = match text(self.output, "status") {
            "exact" => Verdict::Exact,
            "within_print_precision" => Verdict::WithinPrint,
            _ => Verdict::SourceContradictsItself,
        };
        let said = format!("{} {} = {}", self.case, text(self.output, "name"), self.value.to_text());
        if is_off {
            return Some(format!("{said}, recomputed by others as {recomputed}: {:?}", self.used));
        }
        if text(self.output, "assert") == "printed" && self.verdict() == Verdict::SourceContradictsItself {
            return Some(format!("{said}, printed {}: {:?}", text(self.output, "printed"), self.used));
        }
        // Others cut an endless decimal that we do not.
        let better = self.verdict() == Verdict::Exact && stated == Verdict::WithinPrint;
        (self.verdict() != stated && !better).then(|| format!("{said}: {:?}, stated {stated:?}", self.verdict()))
    }
}

/// Every figure of a case, and the outputs that could not be read.
fn figures(case: &Value) -> (Vec<Figure<'_>>, Vec<String>) {
    let (id, kind) = (text(case, "id"), text(case, "kind"));
    let given = ["inputs", "factors"].into_iter().flat_map(|part| case[part].as_array().into_iter().flatten());
    let given =
        given.map(|value| (text(value, "name").to_owned(), Given { value: number(value, "value"), unit: text(value, "unit").to_owned() }));
    let mut reader = Reader { kind, given: given.collect(), earlier: BTreeMap::new(), used: Vec::new() };
    let (mut figures, mut unread) = (Vec::new(), Vec::new());
    for output in case["outputs"].as_array().into_iter().flatten() {
        let name = text(output, "name");
        if NOT_OURS.iter().any(|(case, output, _)| *case == id && *output == name) {
            continue;
        }
        let read = expression::parse(text(output, "formula")).and_then(|expression| Some((reader.read(&expression)?, expression)));
        let used = std::mem::take(&mut reader.used);
        let Some((value, expression)) = read else {
            unread.push(format!("{id} {name} = {} cannot be read as formulas of ours", text(output, "formula")));
            continue;
        };
        let referee = plain::plain(&expression, &|name| reader.given.get(name).map(|given| given.value.clone()));
        if !referee.is_some_and(|plain| nearly(&plain, &value)) {
            unread.push(format!("{id} {name} = {} is {} by our formulas: {used:?}", text(output, "formula"), value.to_text()));
        }
        reader.given.insert(name.to_owned(), Given { value: value.clone(), unit: text(output, "unit").to_owned() });
        reader.earlier.insert(name.to_owned(), expression);
        figures.push(Figure { case: id, kind, output, value, used });
    }
    (figures, unread)
}

/// Equal; roots and exponentials are rounded at other places.
fn nearly(one: &Ratio, other: &Ratio) -> bool {
    one.minus(other).magnitude() <= one.magnitude().times(&Ratio::parse("0.000000000000001").unwrap())
}

fn report(figures: &[Figure<'_>]) -> String {
    let line = |figure: &Figure<'_>| {
        let steps: Vec<String> = figure.used.iter().map(|(name, numbers)| format!("    {name}: {numbers}\n")).collect();
        let (output, printed) = (text(figure.output, "name"), text(figure.output, "printed"));
        format!(
            "{} ({}) {output} = {} printed {printed}: {:?}\n{}",
            figure.case,
            figure.kind,
            figure.value.to_text(),
            figure.verdict(),
            steps.concat()
        )
    };
    figures.iter().map(line).collect()
}

#[test]
#[expect(clippy::disallowed_methods, reason = "a test may ask where another collection is")]
fn published_examples_come_out_as_printed() {
    let other = std::env::var("WORKED_EXAMPLES").ok().map(Into::into);
    let Some(path) = other.or_else(|| shared("data/worked_examples.json")) else { return };
    let book: Value = serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap();
    let (mut all, mut problems) = (Vec::new(), Vec::new());
    let cases = book["cases"].as_array().unwrap();
    for case in cases {
        let (figures, unread) = figures(case);
        problems.extend(unread);
        problems.extend(figures.iter().filter_map(Figure::problem));
        all.extend(figures);
    }
    println!("{}", report(&all));
    let mut counts: BTreeMap<Verdict, usize> = BTreeMap::new();
    all.iter().for_each(|figure| *counts.entry(figure.verdict()).or_default() += 1);
    eprintln!("worked examples: {} cases, {} figures: {counts:?}", cases.len(), all.len());
    let known: BTreeSet<&str> = all.iter().map(|figure| figure.case).collect();
    let used: BTreeSet<(&str, &str)> = all.iter().flat_map(|figure| figure.used.iter().map(|(name, _)| (figure.case, *name))).collect();
    let missed = THROUGH.iter().filter(|(case, formula)| known.contains(case) && !used.contains(&(case, formula)));
    problems.extend(missed.map(|(case, formula)| format!("{case} did not go through {formula}")));
    assert!(!all.is_empty() && problems.is_empty(), "\n{}", problems.join("\n"));
}

#[test]
fn equations_that_nobody_published_go_through_their_formulas() {
    let mut problems = Vec::new();
    for (kind, values, formula, through) in MADE_UP {
        let given = values.split(';').map(|value| {
            let [name, number, unit]: [&str; 3] = value.trim().splitn(3, ' ').collect::<Vec<_>>().try_into().unwrap();
            (name.to_owned(), Given { value: Ratio::parse(number).unwrap(), unit: unit.to_owned() })
        });
        let mut reader = Reader { kind, given: given.collect(), earlier: BTreeMap::new(), used: Vec::new() };
        let expression = expression::parse(formula).unwrap();
        let plain = plain::plain(&expression, &|name| reader.given.get(name).map(|given| given.value.clone())).unwrap();
        let read = reader.read(&expression);
        if !read.as_ref().is_some_and(|read| nearly(&plain, read)) || !reader.used.iter().any(|(name, _)| *name == through) {
            problems.push(format!("{formula} = {} came to {read:?} by {:?}, not {through}", plain.to_text(), reader.used));
        }
    }
    assert!(problems.is_empty(), "\n{}", problems.join("\n"));
}
