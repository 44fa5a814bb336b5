//! Equations as they are printed, read back and evaluated: by this the tests know that what is printed is what is computed.

use super::compute::Affine;
use crate::measure::Ratio;
use crate::method::{Formula, QUANTITY};

impl Affine {
    fn constant(fixed: Ratio) -> Self {
        Self { rate: Ratio::zero(), fixed }
    }

    fn plus(&self, other: &Self) -> Self {
        Self { rate: self.rate.plus(&other.rate), fixed: self.fixed.plus(&other.fixed) }
    }

    /// Nothing where both hold the quantity.
    fn times(&self, other: &Self) -> Option<Self> {
        let (one, factor) = if other.rate.is_zero() { (self, &other.fixed) } else { (other, &self.fixed) };
        let linear = self.rate.is_zero() || other.rate.is_zero();
        linear.then(|| Self { rate: one.rate.times(factor), fixed: one.fixed.times(factor) })
    }

    /// Nothing where the divisor is zero or holds the quantity.
    fn divided_by(&self, other: &Self) -> Option<Self> {
        let inverse = Ratio::one().divided_by(&other.fixed).filter(|_| other.rate.is_zero())?;
        self.times(&Self::constant(inverse))
    }
}

/// What a formula comes to; nothing when it divides by zero.
pub(super) fn evaluate(formula: Formula, value: impl Fn(&str) -> Option<Ratio>) -> Option<Affine> {
    let known = |name: &str| (name == QUANTITY || value(name).is_some()).then(|| format!("{{{name}}}"));
    let text = formula.written(known);
    let mut reader = Reader { rest: &text, value: &value };
    let sum = reader.sum()?;
    reader.rest.is_empty().then_some(sum)
}

struct Reader<'a, F> {
    rest: &'a str,
    value: &'a F,
}

impl<F: Fn(&str) -> Option<Ratio>> Reader<'_, F> {
    fn sum(&mut self) -> Option<Affine> {
        let mut sum = self.product()?;
        loop {
            let minus = Affine::constant(Ratio::one().negated());
            if self.take("+") {
                sum = sum.plus(&self.product()?);
            } else if self.take("−") {
                sum = sum.plus(&self.product()?.times(&minus)?);
            } else {
                return Some(sum);
            }
        }
    }

    fn product(&mut self) -> Option<Affine> {
        let mut product = self.atom()?;
        loop {
            if self.take("×") {
                product = product.times(&self.atom()?)?;
            } else if self.take("÷") {
                product = product.divided_by(&self.atom()?)?;
            } else {
                return Some(product);
            }
        }
    }

    fn atom(&mut self) -> Option<Affine> {
        if self.take("(") {
            return self.sum().filter(|_| self.take(")"));
        }
        if self.take("{") {
            let (name, rest) = self.rest.split_once('}')?;
            self.rest = rest;
            let quantity = || Affine { rate: Ratio::one(), fixed: Ratio::zero() };
            return if name == QUANTITY { Some(quantity()) } else { (self.value)(name).map(Affine::constant) };
        }
        let end = self.rest.find(|letter: char| !letter.is_ascii_digit()).unwrap_or(self.rest.len());
        let (digits, rest) = self.rest.split_at(end);
        self.rest = rest;
        Ratio::parse(digits).map(Affine::constant)
    }

    fn take(&mut self, sign: &str) -> bool {
        self.rest = self.rest.trim_start();
        let found = self.rest.strip_prefix(sign);
        self.rest = found.unwrap_or(self.rest);
        found.is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ratio(text: &str) -> Ratio {
        Ratio::parse(text).unwrap()
    }

    #[test]
    fn every_equation_can_be_read_with_all_its_symbols_and_with_the_needed_ones() {
        for formula in Formula::ALL {
            let all = evaluate(formula, |_| Some(ratio("0.5")));
            assert!(all.is_some(), "{}", formula.name());
            let needed: Vec<_> = formula.symbols().into_iter().filter(|(_, needed)| *needed).map(|(symbol, _)| symbol.name).collect();
            assert!(evaluate(formula, |name| needed.contains(&name).then(|| ratio("0.5"))).is_some(), "{}", formula.name());
        }
    }

    /// 100 t of clinker, 65 % CaO of which 1 % from no carbonate, 2 % MgO: 100 × (0.64 × 44/56 + 0.02 × 44/40).
    #[test]
    fn precedence_is_that_of_arithmetic() {
        let value = |name: &str| {
            Some(ratio(match name {
                "cao_content" => "0.65",
                "cao_noncarbonate" => "0.01",
                "mgo_content" => "0.02",
                "mgo_noncarbonate" => "0",
                "cao_to_co2" => "44/56",
                "mgo_to_co2" => "44/40",
                _ => return None,
            }))
        };
        let found = evaluate(Formula::Composition, value).unwrap();
        assert_eq!((found.rate, found.fixed), (ratio("0.64").times(&ratio("44/56")).plus(&ratio("0.022")), Ratio::zero()));
    }
}
