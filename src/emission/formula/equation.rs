//! A formula as people ask for it: by name, its inputs as texts.

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use super::numbers::{overlaid, put_in};
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
    /// The equation in the names of its inputs, with their units; `Σ list [ … ]` runs over a list.
    pub text: &'static str,
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

/// Why there is no solution.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unsolved {
    /// An input is missing, unknown or no number.
    Input(String),
    /// The inputs have no result: something would be divided by zero, or is beyond every scale.
    Undefined,
}

impl Equation {
    /// Puts numbers in.
    ///
    /// # Errors
    /// Says which input is wrong, or that there is no result.
    pub fn solve(&self, inputs: &Inputs) -> Result<Solution, Unsolved> {
        let mut rest = inputs.clone();
        let quantity = rest.remove(QUANTITY).filter(|_| self.text.starts_with(QUANTITY));
        if quantity.is_none() && inputs.contains_key(QUANTITY) {
            return Err(Unsolved::Input(format!("unknown field `{QUANTITY}`")));
        }
        let quantity = quantity.unwrap_or_else(|| Value::String("1".to_owned()));
        let scale: Ratio = serde_json::from_value(quantity.clone()).map_err(|error| Unsolved::Input(format!("{QUANTITY}: {error}")))?;
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
    let wrong = |error: serde_json::Error| Unsolved::Input(error.to_string());
    let input: I = serde_json::from_value(inputs).map_err(wrong)?;
    let value = function(&input).ok_or(Unsolved::Undefined)?;
    Ok((serde_json::to_value(&input).map_err(wrong)?, value))
}

#[cfg(test)]
mod tests {
    use super::super::equation_of;
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
        let of = |name: &str, json: &str| match equation_of(name).unwrap().solve(&inputs(json)) {
            Err(Unsolved::Input(reason)) => reason,
            other => format!("{other:?}"),
        };
        assert_eq!(of("fuel_carbon", r#"{"carbon_to_co2": "44/12"}"#), "missing field `carbon_content`");
        assert!(of("fuel_carbon", r#"{"carbon": "1"}"#).starts_with("unknown field `carbon`"));
        assert!(of("factor", r#"{"emission_factor": "a lot"}"#).starts_with("“a lot” is not a number"));
        assert_eq!(of("intensity", r#"{"quantity": "1", "emissions": "1", "output": "1"}"#), "unknown field `quantity`");
        let divided = equation_of("intensity").unwrap().solve(&inputs(r#"{"emissions": "1", "output": "0"}"#));
        assert_eq!(divided, Err(Unsolved::Undefined));
    }
}
