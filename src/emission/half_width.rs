//! How uncertain a line is, where the method states how uncertain its values are.

use super::compute::{Affine, compute};
use super::formula::uncertainty_product::{Input, Term, uncertainty};
use super::used::{Found, Origin};
use crate::measure::Ratio;
use crate::method::{Formula, Source};

/// Half the 95 % interval of a line, as a share of it: the errors of its values by the propagation of IPCC's approach 1, each
/// by what it does to the line. None when the method states none, and for a line that does not hang on its quantity alone.
pub(super) fn half_width(formula: Formula, line: &Affine, source: &Source, (item, found): (&str, &[Found])) -> Option<Ratio> {
    let default = |value: &&Found| !matches!(value.used.origin, Origin::Measured { .. });
    let of_values = found.iter().filter(default).filter_map(|value| {
        let parameter = source.parameters.get(value.used.name)?;
        let own = parameter.constant(item).and_then(|constant| constant.half_width.as_ref());
        Some((value, own.or(parameter.half_width.as_ref())?))
    });
    let of_values: Option<Vec<Ratio>> = of_values.map(|(value, share)| effect(formula, line, found, (value, share))).collect();
    let parts: Vec<Ratio> = source.half_width.iter().cloned().chain(of_values?).collect();
    let terms = parts.into_iter().map(|uncertainty| Term { uncertainty }).collect();
    let product = Input { terms };
    if product.terms.is_empty() || !line.fixed.is_zero() { None } else { uncertainty(&product) }
}

/// By which share the line changes when a value changes by `share` of itself: by as much where it is a factor, by less or more
/// where it is a part of one, as in `1 − abatement × utilisation`.
fn effect(formula: Formula, line: &Affine, found: &[Found], (value, share): (&Found, &Ratio)) -> Option<Ratio> {
    let moved = value.value.times(&Ratio::one().plus(share));
    let changed = |name: &str| {
        if name == value.used.name {
            Some(moved.clone())
        } else {
            found.iter().find(|found| found.used.name == name).map(|found| found.value.clone())
        }
    };
    let after = compute(formula, changed)?.rate;
    Some(after.minus(&line.rate).magnitude().divided_by(&line.rate)?.magnitude())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::emission::UsedParameter;

    fn found(name: &'static str, value: &str) -> Found {
        let origin = Origin::Constant { mark: None, source: String::new() };
        let used = UsedParameter { name, value: value.to_owned(), unit: "1".to_owned(), origin };
        Found { value: Ratio::parse(value).unwrap(), per: None, gas: String::new(), used, flags: Vec::new() }
    }

    /// Of 0.8 × 0.9 abated, a twentieth more is 0.036 of 0.28 that is left.
    #[test]
    fn a_value_counts_by_what_it_does_to_the_line() {
        let found = [found("emission_factor", "0.01"), found("abatement", "0.8"), found("utilisation", "0.9"), found("gwp", "310")];
        let value = |name: &str| found.iter().find(|found| found.used.name == name).map(|found| found.value.clone());
        let line = compute(Formula::GasFactor, value).unwrap();
        let share = Ratio::parse("0.05").unwrap();
        let of = |at: usize| effect(Formula::GasFactor, &line, &found, (&found[at], &share)).unwrap().reduced().to_text();
        assert_eq!([of(0), of(1), of(2)], ["0.05", "9/70", "9/70"]);
    }
}
