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

/// A text cut at its first sum over a list: what is before it, the list, what is summed, and what is after it.
fn sum_in(text: &str) -> Option<(&str, &str, &str, &str)> {
    let (before, rest) = text.split_once("Σ {")?;
    let (list, rest) = rest.split_once("} [")?;
    let (body, after) = rest.split_once(']')?;
    Some((before, list, body, after))
}

/// Names in a text, those in a sum below its list, each once.
pub(super) fn names_in(text: &str) -> Vec<String> {
    let mut names: Vec<String> = match sum_in(text) {
        None => text.split('{').skip(1).filter_map(|rest| rest.split('}').next()).map(str::to_owned).collect(),
        Some((before, list, body, after)) => {
            let of_list = names_in(body).into_iter().map(|name| format!("{list}.1.{name}"));
            names_in(before).into_iter().chain(of_list).chain(names_in(after)).collect()
        }
    };
    let all = names.clone();
    let mut at = 0..;
    names.retain(|name| at.next().is_some_and(|at| !all[..at].contains(name)));
    names
}

/// The text with names replaced by values; a sum over a list is written out.
pub(super) fn put_in(text: &str, values: &Map<String, Value>) -> String {
    let Some((before, list, body, after)) = sum_in(text) else { return replaced(text, values) };
    let elements = values.get(list).and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    let terms: Vec<String> = elements.iter().filter_map(Value::as_object).map(|element| put_in(body, element)).collect();
    let written = if terms.is_empty() { "0".to_owned() } else { terms.join(" + ") };
    format!("{}({written}){}", put_in(before, values), put_in(after, values))
}

fn replaced(text: &str, values: &Map<String, Value>) -> String {
    let mut pieces = text.split('{');
    let mut written = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let (name, rest) = piece.split_once('}').unwrap_or((piece, ""));
        match values.get(name).and_then(Value::as_str).unwrap_or(name) {
            negative if negative.starts_with('-') => written += &format!("({negative})"),
            value => written += value,
        }
        written += rest;
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "{a} GJ/a2 − Σ {list} [{b} t × {c}] + Σ {none} [{b}] × {a}";

    #[test]
    fn sums_are_written_out_and_units_stay() {
        let values: Value =
            serde_json::from_str(r#"{"a": "-1", "list": [{"b": "2", "c": "4"}, {"b": "3", "c": "5"}], "none": []}"#).unwrap();
        assert_eq!(put_in(TEXT, values.as_object().unwrap()), "(-1) GJ/a2 − (2 t × 4 + 3 t × 5) + (0) × (-1)");
    }

    #[test]
    fn names_are_found_once_and_below_their_list() {
        assert_eq!(names_in(TEXT), ["a", "list.1.b", "list.1.c", "none.1.b"]);
    }
}
