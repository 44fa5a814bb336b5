//! A product of an expression, its factors sorted by what they are.

use carbonlabel::measure::Ratio;

use super::expression::Expression;

/// The factors of a product.
pub struct Shape<'e> {
    /// All numbers, those that divide included; without the ratio of carbon to CO2.
    pub number: Ratio,
    /// The ratio of carbon to CO2, as it is written.
    pub carbon_to_co2: Option<String>,
    /// Names.
    pub names: Vec<&'e str>,
    /// `x` of every `(1 - x)`.
    pub complements: Vec<&'e Expression>,
    /// Everything else that multiplies.
    pub others: Vec<&'e Expression>,
    /// What divides and is no number.
    pub under: Vec<&'e Expression>,
}

/// The ways in which carbon becomes CO2.
const CARBON: [(&str, &str); 3] = [("44", "12"), ("44.01", "12.011"), ("44.01", "12.01")];

impl<'e> Shape<'e> {
    /// Sorts the factors.
    pub fn of(factors: &'e [(bool, Expression)]) -> Self {
        let numbers = |divides: bool| {
            factors.iter().filter_map(move |(under, factor)| match factor {
                Expression::Number(text) if *under == divides => Some(text.as_str()),
                _ => None,
            })
        };
        let fraction =
            CARBON.iter().find(|(above, below)| numbers(false).any(|text| text == *above) && numbers(true).any(|text| text == *below));
        let ratio = fraction.map(|(above, below)| format!("{above}/{below}"));
        let ratio = ratio.or_else(|| numbers(false).find(|text| *text == "3.664").map(str::to_owned));
        let product = |divides| numbers(divides).filter_map(Ratio::parse).fold(Ratio::one(), |product, number| product.times(&number));
        let all = product(false).divided_by(&product(true)).unwrap();
        let carbon = ratio.as_deref().and_then(Ratio::parse).unwrap_or_else(Ratio::one);
        let mut shape = Self {
            number: all.divided_by(&carbon).unwrap().reduced(),
            carbon_to_co2: ratio,
            names: Vec::new(),
            complements: Vec::new(),
            others: Vec::new(),
            under: Vec::new(),
        };
        for (under, factor) in factors {
            match (under, factor) {
                (_, Expression::Number(_)) => {}
                (true, factor) => shape.under.push(factor),
                (false, Expression::Name(name)) => shape.names.push(name),
                (false, factor) => match complement(factor) {
                    Some(inner) => shape.complements.push(inner),
                    None => shape.others.push(factor),
                },
            }
        }
        shape
    }
}

/// `x` of `1 - x`.
pub fn complement(expression: &Expression) -> Option<&Expression> {
    match expression {
        Expression::Sum(terms) => match terms.as_slice() {
            [(false, Expression::Number(one)), (true, inner)] if one == "1" => Some(inner),
            _ => None,
        },
        _ => None,
    }
}

/// The names of a plain sum, each with whether it is taken off; nothing when a term is more than a name.
pub fn names(expression: &Expression) -> Option<Vec<(bool, &str)>> {
    let Expression::Sum(terms) = expression else { return None };
    let name = |(minus, term): &'_ (bool, Expression)| match term {
        Expression::Name(_) => Some(*minus),
        _ => None,
    };
    terms.iter().map(name).collect::<Option<Vec<_>>>()?;
    Some(
        terms
            .iter()
            .filter_map(|(minus, term)| if let Expression::Name(name) = term { Some((*minus, name.as_str())) } else { None })
            .collect(),
    )
}

/// The factors of a product of two, or of anything twice.
pub fn pair(expression: &Expression) -> Option<[&Expression; 2]> {
    match expression {
        Expression::Product(factors) => match factors.as_slice() {
            [(false, first), (false, second)] => Some([first, second]),
            _ => None,
        },
        _ => None,
    }
}

/// What is squared.
pub fn squared(expression: &Expression) -> Option<&Expression> {
    match expression {
        Expression::Power(base, exponent) if **exponent == Expression::Number("2".to_owned()) => Some(base),
        Expression::Product(factors) => match factors.as_slice() {
            [(false, first), (false, second)] if first == second => Some(first),
            _ => None,
        },
        _ => None,
    }
}

/// The terms of a sum, or the one that it is.
pub fn terms(expression: &Expression) -> Vec<(bool, &Expression)> {
    match expression {
        Expression::Sum(terms) => terms.iter().map(|(minus, term)| (*minus, term)).collect(),
        other => vec![(false, other)],
    }
}
