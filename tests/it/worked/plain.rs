//! Expressions by plain arithmetic, knowing nothing of formulas: the referee of the reader.

use carbonlabel::measure::{Ratio, Rounding, exponential, square_root};

use super::expression::Expression;

/// What an expression comes to.
pub fn plain(expression: &Expression, value_of: &dyn Fn(&str) -> Option<Ratio>) -> Option<Ratio> {
    let read = |expression: &Expression| plain(expression, value_of);
    match expression {
        Expression::Number(text) => Ratio::parse(text),
        Expression::Name(name) => value_of(name),
        Expression::Sum(terms) => terms.iter().try_fold(Ratio::zero(), |sum, (minus, term)| {
            let term = read(term)?;
            Some(if *minus { sum.minus(&term) } else { sum.plus(&term) })
        }),
        Expression::Product(factors) => factors.iter().try_fold(Ratio::one(), |product, (divides, factor)| {
            let factor = read(factor)?;
            if *divides { product.divided_by(&factor) } else { Some(product.times(&factor)) }
        }),
        Expression::Power(base, exponent) => {
            let (base, exponent) = (read(base)?, read(exponent)?);
            let whole: Option<u8> = exponent.to_text().parse().ok();
            whole.map_or_else(|| square_root(&base), |times| Some((0..times).map(|_| &base).product()))
        }
        Expression::Call(name, arguments) => {
            let values: Vec<Ratio> = arguments.iter().map(read).collect::<Option<_>>()?;
            match (name.as_str(), values.as_slice()) {
                ("exp", [x]) => exponential(x),
                ("sqrt", [x]) => square_root(x),
                ("max", _) => values.into_iter().max(),
                ("min", _) => values.into_iter().min(),
                ("rhe" | "rhu", [x, decimals]) => {
                    let digits: i32 = decimals.to_text().parse().ok()?;
                    let ten = Ratio::new(10i128.pow(digits.unsigned_abs()), 1);
                    let step = if digits < 0 { ten } else { Ratio::one().divided_by(&ten)? };
                    x.rounded(&step, if name == "rhe" { Rounding::HalfEven } else { Rounding::HalfUp })
                }
                _ => None,
            }
        }
    }
}
