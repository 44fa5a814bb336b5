//! Gates as a scheme file states them.

use super::bands::Scale;
use super::gate::{Condition, Effect, Gate};
use super::key::{KeyError, choose, number};
use super::text::GateText;

pub(super) fn gates(texts: &[GateText], scale: &Scale) -> Result<Vec<Gate>, KeyError> {
    texts.iter().enumerate().map(|(at, text)| gate(&format!("gates[{at}]"), text, scale)).collect()
}

fn gate(key: &str, text: &GateText, scale: &Scale) -> Result<Gate, KeyError> {
    let condition = match (&text.indicator, &text.flag) {
        (Some(name), None) => Condition::Indicator { name: name.clone(), at_least: number(&format!("{key}.at_least"), &text.at_least)? },
        (None, Some(flag)) => Condition::Flag(flag.clone()),
        _ => return Err(KeyError::new(key, "须写明 indicator 与 flag 之一", "names either an indicator or a flag")),
    };
    let effect = match (&text.grade, &text.at_best, text.down) {
        (Some(grade), None, None) => Effect::Set(place(&format!("{key}.grade"), grade, scale)?),
        (None, Some(grade), None) => Effect::AtBest(place(&format!("{key}.at_best"), grade, scale)?),
        (None, None, Some(steps)) => Effect::Down(steps),
        _ => return Err(KeyError::new(key, "须写明 grade、at_best、down 之一", "says one of grade, at_best, down")),
    };
    let from = text.from.iter().map(|grade| place(&format!("{key}.from"), grade, scale)).collect::<Result<_, _>>()?;
    Ok(Gate { condition, from, effect })
}

/// The place of a grade on its scale.
pub(super) fn place(key: &str, grade: &str, scale: &Scale) -> Result<usize, KeyError> {
    let known: Vec<(&str, usize)> = scale.bands.iter().enumerate().map(|(at, band)| (band.code.as_str(), at)).collect();
    choose(key, grade, &known)
}
