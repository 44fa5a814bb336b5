//! Cells that hold numbers.

use super::cells::Cells;
use super::header::Field;
use crate::activity::RowParameter;
use crate::finding::{Code, Finding};
use crate::measure::{Exact, NumeralError, read_numeral};

/// What a number may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sign {
    /// Zero or above.
    NotNegative,
    /// Anything.
    Any,
}

impl<'a> Cells<'a> {
    /// The number in a cell; nothing when it is blank or, with a finding, when it is none.
    pub(super) fn number(&mut self, column: &'static str, sign: Sign) -> Option<(&'a Field, Exact)> {
        let (field, text) = self.raw(column)?;
        let numeral = match read_numeral(text) {
            Ok(numeral) => numeral,
            Err(error) => {
                self.fail(code_of(error), field, text);
                return None;
            }
        };
        if numeral.repaired {
            self.repaired(Code::NumberRepaired, field, text, &numeral.value.to_string());
        }
        if sign == Sign::NotNegative && numeral.value.is_negative() {
            self.fail(Code::NegativeNumber, field, text);
            return None;
        }
        Some((field, numeral.value))
    }

    /// A parameter between its bounds; per cent in the header are a hundredth.
    pub(super) fn parameter(&mut self, parameter: &'static RowParameter) -> Option<Exact> {
        let (field, value) = self.number(parameter.name, Sign::Any)?;
        let value = Exact::new(value.mantissa(), value.scale() + field.moved).unwrap_or(value);
        let highest = Exact::new(parameter.highest, 0)?;
        let least = i128::from(!parameter.zero);
        if value.mantissa() >= least && value.ratio() <= highest.ratio() {
            return Some(value);
        }
        let text = self.raw(parameter.name).map_or("", |(_, text)| text);
        let finding = Finding::new(Code::ImpossibleValue)
            .at(self.place(field), text)
            .with("column", &*field.header)
            .with("range", format!("{}0, {highest}]", if parameter.zero { "[" } else { "(" }))
            .with("unit", parameter.unit_text());
        self.push(finding);
        None
    }
}

fn code_of(error: NumeralError) -> Code {
    match error {
        NumeralError::NotANumber => Code::BadNumber,
        NumeralError::Separators => Code::MisplacedSeparators,
        NumeralError::TooLong => Code::NumberTooLong,
    }
}
