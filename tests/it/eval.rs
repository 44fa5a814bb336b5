//! `methods eval`: a formula with numbers put in.

use carbonlabel::measure::Ratio;

use crate::harness::{carbonlabel, rows};

/// Figures that others published, with the inputs of one formula: `worked/published.csv`.
const PUBLISHED: &str = include_str!("worked/published.csv");

#[test]
fn published_figures_come_out_of_the_command_line() {
    let published = rows(PUBLISHED);
    for row in &published {
        let inputs = row["inputs"].split(' ').flat_map(|input| ["--input", input]);
        let arguments: Vec<&str> = ["methods", "eval", &row["formula"], "--format", "csv"].into_iter().chain(inputs).collect();
        let said = carbonlabel(&arguments).expect(0);
        let answer = rows(&said.out).remove(0);
        let [exact, printed, tolerance] = [&answer["exact"], &row["printed"], &row["tolerance"]].map(|text| Ratio::parse(text).unwrap());
        assert!(exact.minus(&printed).magnitude() <= tolerance, "{row:?}: {answer:?}");
    }
    assert!(published.len() > 60, "only {} figures", published.len());
}

#[test]
fn an_answer_can_be_followed_with_a_pencil() {
    let inputs = ["ncv=28.435", "carbon_content=0.02942", "oxidation=0.93", "carbon_to_co2=44/12"];
    let arguments: Vec<&str> = ["methods", "eval", "fuel"].into_iter().chain(inputs.iter().flat_map(|input| ["--input", input])).collect();
    insta::assert_snapshot!(carbonlabel(&arguments).expect(0).out);
    let sum = ["methods", "eval", "multi_gas", "--input", "gases.1.factor=1/3", "--input", "gases.2.factor=2", "--input", "gases.2.gwp=28"];
    insta::assert_snapshot!(carbonlabel(&[&sum[..], &["--lang", "zh"]].concat()).expect(0).out);
}

#[test]
fn a_share_may_be_given_in_per_cent() {
    let exact = |formula: &str, inputs: &[&str]| {
        let inputs = inputs.iter().flat_map(|input| ["--input", *input]);
        let arguments: Vec<&str> = ["methods", "eval", formula, "--format", "csv"].into_iter().chain(inputs).collect();
        rows(&carbonlabel(&arguments).expect(0).out).remove(0)["exact"].clone()
    };
    let fuel = ["quantity=2", "carbon_content=0.6", "carbon_to_co2=44/12"];
    assert_eq!(
        exact("fuel_carbon", &[&fuel[..], &["oxidation=98%"]].concat()),
        exact("fuel_carbon", &[&fuel[..], &["oxidation=0.98"]].concat())
    );
    // An uncertainty is counted in per cent already.
    assert_eq!(exact("uncertainty_product", &["terms.1.uncertainty=3 %", "terms.2.uncertainty=4"]), "5");
}

#[test]
fn what_cannot_be_computed_is_said_in_both_languages() {
    let fault = |formula: &str, input: &str, lang: &str| {
        let said = carbonlabel(&["methods", "eval", formula, "--input", input, "--lang", lang]).expect(2);
        assert!(said.out.is_empty(), "{}", said.out);
        said.err
    };
    let cases = [
        ("fuels", "ncv=1"),
        ("fuel", "ncv=1"),
        ("fuel", "heat=1"),
        ("fuel", "ncv=a lot"),
        ("fuel", "ncv"),
        ("blend", "components.2.gwp=1"),
        ("blend", "components=1"),
        ("stoichiometry", "co2_molar_mass=44"),
    ];
    let said: Vec<String> = cases.iter().flat_map(|(formula, input)| ["en", "zh"].map(|lang| fault(formula, input, lang))).collect();
    insta::assert_snapshot!(said.concat());
    let zero = ["methods", "eval", "intensity", "--input", "emissions=1", "--input", "output=0"];
    assert!(carbonlabel(&zero).expect(2).err.contains("a divisor is zero"));
}

#[test]
fn every_formula_is_listed() {
    let listed = rows(&carbonlabel(&["methods", "eval", "--format", "csv"]).expect(0).out);
    assert!(
        listed.iter().any(|row| row["formula"] == "fuel" && row["equation"].contains("carbon_to_co2 tCO2/tC") && row["unit"] == "tCO2")
    );
}
