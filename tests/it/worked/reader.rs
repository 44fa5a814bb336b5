//! An expression read as formulas of the program: every step of arithmetic is one of them, chosen by the shape of the expression
//! and the units of its values.

use std::collections::BTreeMap;

use carbonlabel::emission::formula::{Inputs, equation_of};
use carbonlabel::measure::Ratio;
use serde_json::{Value, json};

use super::expression::Expression;
use super::role::{Role, role};
use super::shape::{Shape, complement, names, pair, squared, terms};

/// A value of a case.
pub struct Given {
    /// The number.
    pub value: Ratio,
    /// Its unit as printed.
    pub unit: String,
}

/// Reads the outputs of one case.
pub struct Reader<'a> {
    /// The family that the case says it belongs to.
    pub kind: &'a str,
    /// Its values, earlier outputs included.
    pub given: BTreeMap<String, Given>,
    /// How earlier outputs came about.
    pub earlier: BTreeMap<String, Expression>,
    /// Every formula that was asked for, with its equation in numbers.
    pub used: Vec<(&'static str, String)>,
}

impl Reader<'_> {
    /// What an expression comes to; nothing when no formula of ours takes a step of it.
    pub fn read(&mut self, expression: &Expression) -> Option<Ratio> {
        match expression {
            Expression::Number(text) => Ratio::parse(text),
            Expression::Name(name) => self.given.get(name).map(|given| given.value.clone()),
            Expression::Sum(_) => self.sum(expression),
            Expression::Product(factors) => self.product(&Shape::of(factors)),
            Expression::Power(base, exponent) => self.power(base, exponent),
            Expression::Call(name, arguments) => self.call(name, arguments),
        }
    }

    /// Asks a formula.
    fn ask(&mut self, name: &'static str, inputs: Value) -> Option<Ratio> {
        let Value::Object(inputs) = inputs else { return None };
        let inputs: Inputs = inputs;
        let solution = equation_of(name)?.solve(&inputs).ok()?;
        self.used.push((name, solution.numbers));
        Some(solution.value)
    }

    /// Tries a way of reading; what it asked in vain is forgotten.
    fn attempt(&mut self, way: impl FnOnce(&mut Self) -> Option<Ratio>) -> Option<Ratio> {
        let before = self.used.len();
        let value = way(self);
        if value.is_none() {
            self.used.truncate(before);
        }
        value
    }

    fn text(&mut self, expression: &Expression) -> Option<Value> {
        self.read(expression).map(|value| value.to_text().into())
    }

    fn named(&self, name: &str) -> Value {
        self.given.get(name).map(|given| given.value.to_text().into()).unwrap_or_default()
    }

    fn role(&self, name: &str) -> Role {
        self.given.get(name).map_or(Role::Quantity, |given| role(&given.unit, &given.value))
    }

    fn call(&mut self, name: &str, arguments: &[Expression]) -> Option<Ratio> {
        match (name, arguments) {
            ("rhe" | "rhu", [value, decimals]) => {
                let decimals: i32 = self.read(decimals)?.to_text().parse().ok()?;
                let power = format!("1{}", "0".repeat(decimals.unsigned_abs() as usize));
                let step = if decimals > 0 { format!("1/{power}") } else { power };
                let half = if name == "rhe" { "even" } else { "up" };
                let value = self.text(value)?;
                self.ask("rounding", json!({"value": value, "step": step, "half": half}))
            }
            ("sqrt", [argument]) => self.root(argument),
            // What decays, of one tonne that gives a cubic metre of a tonne, is 1 − e^−x.
            ("exp", [argument]) => {
                let exponent = self.read(argument)?;
                let decay = exponent.negated().to_text();
                let decayed = json!({
                    "deposits": [{"amount": "1", "decay": decay, "years": "1"}], "methane_potential": "1", "density": "1000",
                });
                self.ask("first_order_decay", decayed).map(|decayed| decayed.complement())
            }
            ("max" | "min", [_, ..]) => {
                let values = arguments.iter().map(|argument| self.read(argument)).collect::<Option<Vec<_>>>()?;
                if name == "max" { values.into_iter().max() } else { values.into_iter().min() }
            }
            _ => None,
        }
    }

    fn power(&mut self, base: &Expression, exponent: &Expression) -> Option<Ratio> {
        let Expression::Number(exponent) = exponent else { return None };
        match exponent.as_str() {
            "0.5" => self.root(base),
            exponent => {
                let base = self.read(base)?;
                (0..exponent.parse::<u8>().ok()?).try_fold(Ratio::one(), |product, _| {
                    self.ask("factor", json!({"quantity": product.to_text(), "emission_factor": base.to_text()}))
                })
            }
        }
    }

    /// A root of squares combines uncertainties.
    fn root(&mut self, argument: &Expression) -> Option<Ratio> {
        let squares: Option<Vec<&Expression>> = terms(argument).into_iter().map(|(minus, term)| squared(term).filter(|_| !minus)).collect();
        let inner: Option<Vec<Value>> = squares?.into_iter().map(|term| self.text(term)).collect();
        let listed: Vec<Value> = inner?.into_iter().map(|value| json!({"uncertainty": value})).collect();
        self.ask("uncertainty_product", json!({"terms": listed}))
    }

    /// Lines add up; some sums are a formula of their own.
    fn sum(&mut self, expression: &Expression) -> Option<Ratio> {
        if let Some(known) = self.attempt(|reader| reader.known_sum(expression)) {
            return Some(known);
        }
        terms(expression).into_iter().try_fold(Ratio::zero(), |sum, (minus, term)| {
            let value = self.read(term)?;
            Some(if minus { sum.minus(&value) } else { sum.plus(&value) })
        })
    }

    fn known_sum(&mut self, expression: &Expression) -> Option<Ratio> {
        match self.kind {
            "carbon_balance" => self.carbon_balance(expression, "1"),
            "gas_stock_balance" => self.stock_balance(expression, "1"),
            "gwp_blend" => self.listed("blend", "components", ["share", "gwp"], expression),
            "composition" => self.composition(expression),
            kind if kind.starts_with("scope2") => self.residual(expression).or_else(|| self.market(expression, &Ratio::one())),
            _ => None,
        }
    }

    /// `Σ a × b`.
    fn listed(&mut self, formula: &'static str, list: &str, [first, second]: [&str; 2], expression: &Expression) -> Option<Ratio> {
        let mut listed = Vec::new();
        for (minus, term) in terms(expression) {
            let [a, b] = pair(term).filter(|_| !minus)?;
            listed.push(json!({first: self.text(a)?, second: self.text(b)?}));
        }
        self.ask(formula, json!({list: listed}))
    }

    fn carbon_balance(&mut self, expression: &Expression, carbon_to_co2: &str) -> Option<Ratio> {
        let mut streams = [Vec::new(), Vec::new()];
        for (minus, term) in terms(expression) {
            let [amount, carbon] = pair(term)?;
            streams[usize::from(minus)].push(json!({"amount": self.text(amount)?, "carbon": self.text(carbon)?}));
        }
        let [inputs, outputs] = streams;
        self.ask("carbon_balance", json!({"inputs": inputs, "outputs": outputs, "carbon_to_co2": carbon_to_co2}))
    }

    /// The first that is added and the first that is taken off are stocks, where both are there; the rest came in and went out.
    fn stock_balance(&mut self, expression: &Expression, gwp: &str) -> Option<Ratio> {
        let names = names(expression)?;
        let side = |minus: bool| {
            let mut values =
                names.iter().filter(|(taken, _)| *taken == minus).filter_map(|(_, name)| Some(self.given.get(*name)?.value.clone()));
            let first = values.next().unwrap_or_else(Ratio::zero);
            (first.to_text(), values.sum::<Ratio>().to_text())
        };
        let ((opening, purchased), (closing, sold)) = (side(false), side(true));
        let inputs = json!({"opening": opening, "purchased": purchased, "closing": closing, "sold": sold, "gwp": gwp});
        self.ask("gas_stock_balance", inputs)
    }

    /// `Σ (w − w_n) × k`, k a name or two molar masses.
    fn composition(&mut self, expression: &Expression) -> Option<Ratio> {
        let mut oxides = Vec::new();
        for (minus, term) in terms(expression) {
            let Expression::Product(factors) = term else { return None };
            let shape = Shape::of(factors);
            if shape.carbon_to_co2.is_some() {
                return None;
            }
            let (oxide, co2, non_carbonate) = match (minus, shape.others.as_slice(), shape.names.as_slice()) {
                (false, [], [oxide, co2 @ ..]) => (*oxide, co2, "0".into()),
                (false, [sum], co2) => match names(sum)?.as_slice() {
                    [(false, oxide), (true, non_carbonate)] => (*oxide, co2, self.named(non_carbonate)),
                    _ => return None,
                },
                _ => return None,
            };
            let co2 = co2.iter().try_fold(shape.number.clone(), |product, name| Some(product.times(&self.given.get(*name)?.value)))?;
            oxides.push(json!({"share": self.named(oxide), "non_carbonate": non_carbonate, "co2": co2.to_text()}));
        }
        self.ask("composition", json!({"oxides": oxides}))
    }

    /// `(Q − exempt) × (1 − shares) − certificates`.
    fn residual(&mut self, expression: &Expression) -> Option<Ratio> {
        let Expression::Sum(parts) = expression else { return None };
        let [(false, supplied), (true, certificates)] = parts.as_slice() else { return None };
        let [supplied, left] = pair(supplied)?;
        let obligations: Option<Vec<Value>> =
            terms(complement(left)?).into_iter().map(|(_, share)| Some(json!({"share": self.text(share)?}))).collect();
        let (consumed, exempt) = match names(supplied).as_deref() {
            Some([(false, consumed), (true, exempt)]) => (self.named(consumed), self.named(exempt)),
            _ => (self.text(supplied)?, "0".into()),
        };
        let surrendered = self.text(certificates)?;
        let inputs = json!({"consumed": consumed, "exempt": exempt, "obligations": obligations?, "surrendered": surrendered});
        self.ask("residual_electricity", inputs)
    }

    /// `Σ Q_i × EF_i + (Q − Σ Q_i) × EF_res`.
    fn market(&mut self, expression: &Expression, scale: &Ratio) -> Option<Ratio> {
        let (mut contracts, mut rest) = (Vec::new(), None);
        for (minus, term) in terms(expression) {
            let [energy, factor] = pair(term).filter(|_| !minus)?;
            match names(energy) {
                Some(names) => rest = Some((names, self.text(factor)?)),
                None => contracts.push(json!({"energy": self.text(energy)?, "factor": self.text(factor)?})),
            }
        }
        let (names, residual_factor) = rest?;
        let [(false, consumed), covered @ ..] = names.as_slice() else { return None };
        let all: Vec<Value> = covered.iter().map(|(_, name)| self.named(name)).collect();
        let listed: Vec<Value> = contracts.iter().map(|contract| contract["energy"].clone()).collect();
        // What is taken off the total must be what contracts cover.
        let inputs = json!({"consumed": self.named(consumed), "contracts": contracts, "residual_factor": residual_factor});
        let market = (all == listed).then(|| self.ask("scope2_market", inputs)).flatten()?;
        Some(market.times(scale))
    }
}

mod product;
