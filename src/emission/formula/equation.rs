//! A formula as people ask for it: by name, its inputs as texts.

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use super::numbers::{names_in, overlaid, put_in};
use crate::finding::Unsolved;
use crate::measure::Ratio;

/// Inputs by name, numbers as texts: `{"ncv": "28.435", "gases": [{"factor": "56.1", "gwp": "1"}]}`.
pub type Inputs = Map<String, Value>;

/// What the result for one unit of activity is multiplied by; 1 when it is left out.
const QUANTITY: &str = "quantity";

/// A formula that can be asked for by name.
#[derive(Debug)]
pub struct Equation {
    /// Its name.
    pub name: &'static str,
    /// The equation: inputs in braces, with their units; `Σ {list} [ … ]` runs over a list.
    pub(super) text: &'static str,
    /// The unit of what it gives.
    pub unit: &'static str,
    /// Its function, on inputs by name: every input, those that were left out included, and the value.
    pub(super) function: fn(Value) -> Result<(Value, Ratio), Unsolved>,
}

/// An equation with numbers put in, and what it comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Solution {
    /// The equation in numbers, as they were given.
    pub numbers: String,
    /// The exact value.
    pub value: Ratio,
}

impl Equation {
    /// The names of its inputs, in the order of its equation; those of a list as `list.1.name`.
    #[must_use]
    pub fn inputs(&self) -> Vec<String> {
        names_in(self.text)
    }

    /// The equation as people read it.
    #[must_use]
    pub fn shown(&self) -> String {
        self.text.replace(['{', '}'], "")
    }

    /// Puts numbers in.
    ///
    /// # Errors
    /// Says which input is wrong, or that there is no result.
    pub fn solve(&self, inputs: &Inputs) -> Result<Solution, Unsolved> {
        let mut rest = inputs.clone();
        let quantity = rest.remove(QUANTITY).filter(|_| names_in(self.text).iter().any(|name| name == QUANTITY));
        if quantity.is_none() && inputs.contains_key(QUANTITY) {
            return Err(Unsolved::Unknown(QUANTITY.to_owned()));
        }
        let quantity = quantity.unwrap_or_else(|| Value::String("1".to_owned()));
        let scale: Ratio = serde_json::from_value(quantity.clone()).map_err(|error| unsolved(&error))?;
        let (mut all, value) = (self.function)(Value::Object(rest))?;
        all[QUANTITY] = quantity;
        let numbers = put_in(self.text, &overlaid(all, inputs));
        Ok(Solution { numbers, value: value.times(&scale).reduced() })
    }
}

/// A function of typed inputs as one of inputs by name.
pub(super) fn of<I: DeserializeOwned + Serialize>(
    inputs: Value,
    function: impl FnOnce(&I) -> Option<Ratio>,
) -> Result<(Value, Ratio), Unsolved> {
    let input: I = serde_json::from_value(inputs).map_err(|error| unsolved(&error))?;
    let value = function(&input).ok_or(Unsolved::Undefined)?;
    Ok((serde_json::to_value(&input).map_err(|error| unsolved(&error))?, value))
}

/// What is wrong with inputs, in serde's words: a name stands in backquotes, a text that does not fit in quotes.
fn unsolved(error: &serde_json::Error) -> Unsolved {
    let said = error.to_string();
    let name = || said.split('`').nth(1).unwrap_or_default().to_owned();
    match said.split(' ').next() {
        Some("missing") => Unsolved::Missing(name()),
        Some("unknown") => Unsolved::Unknown(name()),
        _ => Unsolved::NotANumber(said.split(['“', '”', '"']).nth(1).unwrap_or(&said).to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::super::{EQUATIONS, equation_of};
    use super::*;

    fn inputs(json: &str) -> Inputs {
        serde_json::from_str(json).unwrap()
    }

    #[test]
    fn numbers_are_put_in_as_they_were_given() {
        let given = inputs(r#"{"quantity": "2.50", "ncv": "28.435", "carbon_content": "0.02942", "carbon_to_co2": "44/12"}"#);
        let solution = equation_of("fuel").unwrap().solve(&given).unwrap();
        assert_eq!(solution.numbers, "2.50 unit × 28.435 GJ/unit × 0.02942 tC/GJ × 1 × 44/12 tCO2/tC × (1 − 0)");
        let given = inputs(r#"{"ncv": "2", "gases": [{"factor": "56.1"}, {"factor": "0.001", "gwp": "29.8"}]}"#);
        let solution = equation_of("multi_gas").unwrap().solve(&given).unwrap();
        assert_eq!(solution.numbers, "1 unit × 2 GJ/unit × (56.1 t/GJ × 1 + 0.001 t/GJ × 29.8)");
        assert_eq!(solution.value.to_text(), "112.2596");
    }

    #[test]
    fn what_is_missing_unknown_or_no_number_is_said() {
        let of = |name: &str, json: &str| equation_of(name).unwrap().solve(&inputs(json)).unwrap_err();
        assert_eq!(of("fuel_carbon", r#"{"carbon_to_co2": "44/12"}"#), Unsolved::Missing("carbon_content".into()));
        assert_eq!(of("fuel_carbon", r#"{"carbon": "1"}"#), Unsolved::Unknown("carbon".into()));
        assert_eq!(of("factor", r#"{"emission_factor": "a lot"}"#), Unsolved::NotANumber("a lot".into()));
        assert_eq!(of("factor", r#"{"emission_factor": "1", "quantity": ""}"#), Unsolved::NotANumber(String::new()));
        assert_eq!(of("intensity", r#"{"quantity": "1", "emissions": "1", "output": "1"}"#), Unsolved::Unknown("quantity".into()));
        assert_eq!(of("intensity", r#"{"emissions": "1", "output": "0"}"#), Unsolved::Undefined);
        assert_eq!(of("blend", r#"{"components": "1"}"#), Unsolved::NotANumber("1".into()));
    }

    /// An input that no equation names could be put in and not be seen; one that is named and not there would stay a word.
    #[test]
    fn equations_name_the_inputs_that_there_are() {
        for equation in EQUATIONS {
            let mut given = Inputs::new();
            for name in equation.inputs() {
                let (list, field) = name.split_once(".1.").map_or((name.as_str(), None), |(list, field)| (list, Some(field)));
                match field {
                    None => given.insert(list.to_owned(), if list == "half" { "up" } else { "1" }.into()).map_or((), |_| ()),
                    Some(field) => {
                        let element = given.entry(list).or_insert_with(|| serde_json::json!([{}]));
                        element[0][field] = "1".into();
                    }
                }
            }
            let solved = equation.solve(&given);
            assert!(matches!(solved, Ok(_) | Err(Unsolved::Undefined)), "{}: {solved:?}", equation.name);
        }
    }
}
