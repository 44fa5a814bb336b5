//! The arithmetic in which worked examples write what they printed.

/// An expression, read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Expression {
    /// Digits.
    Number(String),
    /// A value of the case.
    Name(String),
    /// Terms, each with whether it is taken off; never a single one that is added.
    Sum(Vec<(bool, Expression)>),
    /// Factors, each with whether it divides; never a single one that multiplies.
    Product(Vec<(bool, Expression)>),
    /// A power.
    Power(Box<Expression>, Box<Expression>),
    /// A function of its arguments.
    Call(String, Vec<Expression>),
}

/// Reads an expression; nothing of anything else.
pub fn parse(text: &str) -> Option<Expression> {
    let mut reader = Reader { rest: text };
    let expression = reader.sum()?;
    reader.skip().is_empty().then_some(expression)
}

struct Reader<'a> {
    rest: &'a str,
}

impl<'a> Reader<'a> {
    fn skip(&mut self) -> &'a str {
        self.rest = self.rest.trim_start();
        self.rest
    }

    /// Takes a sign if it comes next.
    fn takes(&mut self, sign: &str) -> bool {
        let after = self.skip().strip_prefix(sign);
        self.rest = after.unwrap_or(self.rest);
        after.is_some()
    }

    fn sum(&mut self) -> Option<Expression> {
        let mut terms = Vec::new();
        let mut minus = self.takes("-");
        loop {
            match self.product()? {
                // Brackets around a sum change nothing before a plus.
                Expression::Sum(inner) if !minus => terms.extend(inner),
                term => terms.push((minus, term)),
            }
            minus = self.takes("-");
            if !minus && !self.takes("+") {
                break;
            }
        }
        Some(if terms.len() == 1 && !terms[0].0 { terms.remove(0).1 } else { Expression::Sum(terms) })
    }

    fn product(&mut self) -> Option<Expression> {
        let mut factors = Vec::new();
        let mut divides = false;
        loop {
            match self.power()? {
                Expression::Product(inner) => factors.extend(inner.into_iter().map(|(under, factor)| (under ^ divides, factor))),
                factor => factors.push((divides, factor)),
            }
            divides = self.takes("/");
            if !divides && (self.skip().starts_with("**") || !self.takes("*")) {
                break;
            }
        }
        Some(if factors.len() == 1 && !factors[0].0 { factors.remove(0).1 } else { Expression::Product(factors) })
    }

    fn power(&mut self) -> Option<Expression> {
        let base = self.atom()?;
        if !self.takes("**") {
            return Some(base);
        }
        Some(Expression::Power(Box::new(base), Box::new(self.atom()?)))
    }

    fn atom(&mut self) -> Option<Expression> {
        if self.takes("(") {
            let inner = self.sum()?;
            return self.takes(")").then_some(inner);
        }
        if self.takes("-") {
            return Some(Expression::Sum(vec![(true, self.atom()?)]));
        }
        let rest = self.skip();
        let is_part = |letter: char| letter.is_alphanumeric() || letter == '_' || letter == '.';
        let (word, after) = rest.split_at(rest.find(|letter| !is_part(letter)).unwrap_or(rest.len()));
        self.rest = after;
        if word.starts_with(|letter: char| letter.is_ascii_digit() || letter == '.') {
            return Some(Expression::Number(word.to_owned()));
        }
        if word.is_empty() || !self.takes("(") {
            return (!word.is_empty()).then(|| Expression::Name(word.to_owned()));
        }
        let mut arguments = vec![self.sum()?];
        while self.takes(",") {
            arguments.push(self.sum()?);
        }
        self.takes(")").then(|| Expression::Call(word.to_owned(), arguments))
    }
}

#[test]
fn expressions_are_read_as_written() {
    use Expression::{Call, Name, Number, Product, Sum};
    let name = |text: &str| Name(text.to_owned());
    let number = |text: &str| Number(text.to_owned());
    assert_eq!(parse("a*(b/c)"), Some(Product(vec![(false, name("a")), (false, name("b")), (true, name("c"))])));
    assert_eq!(parse("a/(b*c)"), Some(Product(vec![(false, name("a")), (true, name("b")), (true, name("c"))])));
    assert_eq!(parse("a - (b + 1)"), Some(Sum(vec![(false, name("a")), (true, Sum(vec![(false, name("b")), (false, number("1"))]))])));
    let square = Expression::Power(Box::new(name("a")), Box::new(number("2")));
    assert_eq!(parse("exp(-(a**2))"), Some(Call("exp".to_owned(), vec![Sum(vec![(true, square)])])));
    for wrong in ["", "a+", "(a", "f(a", "a b", "*a"] {
        assert_eq!(parse(wrong), None, "{wrong}");
    }
}
