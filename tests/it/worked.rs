//! Published worked examples: the formulas come to what their authors printed.

use std::collections::{BTreeMap, BTreeSet};

use carbonlabel::emission::formula::{factor, fuel, fuel_energy, gas_release};
use carbonlabel::measure::{Rate, Ratio, read_numeral};
use serde_json::Value;

use crate::harness::shared;

/// The values of a case by their names.
type Values<'a> = BTreeMap<&'a str, &'a str>;

fn ratio(text: &str) -> Ratio {
    Ratio::parse(text).unwrap()
}

/// A rate applied to a quantity, as every line of the program is made.
fn line(rate: &Ratio, quantity: &str) -> Ratio {
    Rate::new(rate).apply(read_numeral(quantity).unwrap().value).unwrap().ratio()
}

/// What a formula of ours makes of a printed equation's values; nothing for equations that it does not cover.
fn computed(equation: &str, values: &Values<'_>) -> Option<Ratio> {
    let of = |name: &str| ratio(values[name]);
    let factor = |quantity: &str, name: &str| {
        line(&factor::rate(&factor::Input { emission_factor: of(name), fraction: Ratio::one() }), values[quantity])
    };
    let energy = |quantity: &str, co2: &str| {
        let per_gigajoule = of(co2).times(&ratio("0.001"));
        line(
            &fuel_energy::rate(&fuel_energy::Input {
                ncv: of("ncv"),
                co2: per_gigajoule,
                oxidation: Ratio::one(),
                biogenic: Ratio::zero(),
            }),
            values[quantity],
        )
    };
    let gas = |share: &str, per: &str, quantity: &str| {
        let released = gas_release::rate(&gas_release::Input { generation: Ratio::one(), abatements: Vec::new(), gwp: of("gwp") })
            .times(&ratio(share))
            .times(&ratio(per));
        line(&released, values[quantity])
    };
    match equation {
        "q*ef" => Some(factor("q", "ef")),
        "q*avg" => Some(factor("q", "avg")),
        "q*res" => Some(factor("q", "res")),
        "q*fos" => Some(factor("q", "fos")),
        "ch4*gwp" => Some(gas("1", "1", "ch4")),
        "al*ef" => Some(factor("al", "ef")),
        "k*a" => Some(factor("k", "a")),
        "el*b" => Some(factor("el", "b")),
        "ls*c" => Some(factor("ls", "c")),
        "d*a+p*b" => Some(factor("d", "a").plus(&factor("p", "b"))),
        "q*ncv*ef/1000" => Some(energy("q", "ef")),
        "q*ncv*ef2/1000" => Some(energy("q", "ef2")),
        "q*gwp" => Some(gas("1", "1", "q")),
        "cap*r*gwp/1000" => Some(gas(values["r"], "0.001", "cap")),
        "q*ef*gwp" => Some(gas(values["ef"], "1", "q")),
        "q*ncv*cc*of*44/12" => {
            let input = fuel::Input {
                ncv: of("ncv"),
                carbon_content: of("cc"),
                oxidation: of("of"),
                carbon_to_co2: ratio("44/12"),
                biogenic: Ratio::zero(),
            };
            Some(line(&fuel::rate(&input), values["q"]))
        }
        _ => None,
    }
}

const KINDS: [&str; 5] = ["fuel_ncv", "factor", "fuel_energy", "carbonate", "gas_release"];

fn size(difference: &Ratio) -> Ratio {
    if difference.is_positive() { difference.clone() } else { difference.negated() }
}

#[test]
fn published_examples_come_out_as_printed() {
    let Some(path) = shared("data/worked_examples.json") else { return };
    let book: Value = serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap();
    let mut covered: BTreeSet<(&str, &str)> = BTreeSet::new();
    let mut kinds: BTreeSet<&str> = BTreeSet::new();
    for case in book["cases"].as_array().unwrap() {
        let kind = case["kind"].as_str().unwrap();
        if !KINDS.contains(&kind) {
            continue;
        }
        let given = ["inputs", "factors"].into_iter().flat_map(|part| case[part].as_array().unwrap());
        let values: Values<'_> = given.map(|value| (value["name"].as_str().unwrap(), value["value"].as_str().unwrap())).collect();
        for output in case["outputs"].as_array().unwrap().iter().filter(|output| output["assert"] == "printed") {
            let text = |key: &str| output[key].as_str().unwrap();
            let Some(computed) = computed(text("formula"), &values) else { continue };
            let id = case["id"].as_str().unwrap();
            let difference = size(&computed.plus(&ratio(text("printed")).negated()));
            assert!(difference <= ratio(text("tolerance")), "{id}: {} is not {}", computed.to_text(), text("printed"));
            covered.insert((id, text("name")));
            kinds.insert(kind);
        }
    }
    eprintln!("worked examples: {} figures of {} kinds", covered.len(), kinds.len());
    assert!(covered.len() >= 30, "only {} figures were compared: {covered:?}", covered.len());
    assert_eq!(kinds, BTreeSet::from(KINDS), "a kind is not covered at all");
}
