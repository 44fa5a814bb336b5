//! Numbers put into the text of an equation.

use serde_json::{Map, Value};

/// Every value, in the digits in which it was given.
pub(super) fn overlaid(all: Value, given: &Map<String, Value>) -> Map<String, Value> {
    let Value::Object(mut all) = all else { return Map::new() };
    for (name, value) in &mut all {
        match (value, given.get(name)) {
            (Value::Array(elements), Some(Value::Array(given))) => {
                for (element, given) in elements.iter_mut().zip(given) {
                    let given = given.as_object().cloned().unwrap_or_default();
                    *element = Value::Object(overlaid(element.take(), &given));
                }
            }
            (value, Some(given)) => value.clone_from(given),
            (_, None) => {}
        }
    }
    all
}

/// The text with names replaced by values; a sum over a list is written out.
pub(super) fn put_in(text: &str, values: &Map<String, Value>) -> String {
    let sum = text.split_once("Σ ").and_then(|(before, rest)| {
        let (list, rest) = rest.split_once(" [")?;
        let (body, after) = rest.split_once(']')?;
        Some((before, list, body, after))
    });
    let Some((before, list, body, after)) = sum else { return words(text, values) };
    let elements = values.get(list).and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    let terms: Vec<String> = elements.iter().filter_map(Value::as_object).map(|element| words(body, element)).collect();
    let written = if terms.is_empty() { "0".to_owned() } else { terms.join(" + ") };
    format!("{}({written}){}", words(before, values), put_in(after, values))
}

/// Words that name a value are replaced; all others are units.
fn words(text: &str, values: &Map<String, Value>) -> String {
    let is_word = |letter: char| letter.is_ascii_alphanumeric() || letter == '_';
    let mut written = String::new();
    let mut rest = text;
    while let Some(start) = rest.find(is_word) {
        let (before, from) = rest.split_at(start);
        let (word, after) = from.split_at(from.find(|letter| !is_word(letter)).unwrap_or(from.len()));
        written += before;
        match values.get(word).and_then(Value::as_str) {
            Some(value) if value.starts_with('-') => written += &format!("({value})"),
            Some(value) => written += value,
            None => written += word,
        }
        rest = after;
    }
    written + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_are_written_out_and_units_stay() {
        let values: Value = serde_json::from_str(r#"{"a": "-1", "list": [{"b": "2"}, {"b": "3"}], "none": []}"#).unwrap();
        let values = values.as_object().unwrap();
        assert_eq!(put_in("a GJ/a2 − Σ list [b t] + Σ none [b] × ab", values), "(-1) GJ/a2 − (2 t + 3 t) + (0) × ab");
    }
}
