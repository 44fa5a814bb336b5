//! Products: most of what is emitted is one.

use carbonlabel::measure::Ratio;
use serde_json::{Map, Value, json};

use super::super::expression::Expression;
use super::super::role::Role;
use super::super::shape::{Shape, names, pair, squared, terms};
use super::Reader;

impl Reader<'_> {
    /// A product is a formula by its shape, else by the units of its factors; what divides it makes an intensity.
    pub(super) fn product(&mut self, shape: &Shape<'_>) -> Option<Ratio> {
        let ways = [
            Self::uncertainty,
            Self::imbalance,
            Self::allocation,
            Self::kiln_dust,
            Self::decay,
            Self::balance,
            Self::waste_water,
            Self::overvoltage,
            Self::gas_carbon,
            Self::molar,
            Self::conversion,
            Self::quotient,
        ];
        for way in ways {
            if let Some(known) = self.attempt(|reader| way(reader, shape)) {
                return Some(known);
            }
        }
        let mut value = self.by_units(shape)?;
        for divisor in &shape.under {
            let output = self.text(divisor)?;
            value = self.ask("intensity", json!({"emissions": value.to_text(), "output": output}))?;
        }
        Some(value)
    }

    /// All that is not named otherwise, as one number.
    fn rest(&mut self, shape: &Shape<'_>, without: &[&str]) -> Option<Ratio> {
        let names = shape.names.iter().filter(|name| !without.contains(name));
        names
            .map(|name| self.given.get(*name).map(|given| given.value.clone()))
            .try_fold(shape.number.clone(), |product, value| Some(product.times(&value?)))
    }

    fn of_role(&self, shape: &Shape<'_>, role: Role) -> Option<String> {
        shape.names.iter().find(|name| self.role(name) == role).map(|name| (*name).to_owned())
    }

    /// `√Σ (x u)² ÷ Σ x`.
    fn uncertainty(&mut self, shape: &Shape<'_>) -> Option<Ratio> {
        let ([Expression::Call(root, arguments)], [under]) = (shape.others.as_slice(), shape.under.as_slice()) else { return None };
        let [argument] = arguments.as_slice() else { return None };
        let mut listed = Vec::new();
        for ((_, square), (_, amount)) in terms(argument).into_iter().zip(terms(under)) {
            let [first, second] = pair(squared(square)?)?;
            if first != amount {
                return None;
            }
            listed.push(json!({"amount": self.text(first)?, "uncertainty": self.text(second)?}));
        }
        let complete = root == "sqrt" && listed.len() == terms(under).len() && listed.len() == terms(argument).len();
        let combined = complete.then(|| self.ask("uncertainty_sum", json!({"terms": listed}))).flatten()?;
        self.rest(shape, &[]).map(|rest| rest.times(&combined))
    }

    /// `(a − b) ÷ a`, and `(b − a) ÷ a`, the same with the other sign.
    fn imbalance(&mut self, shape: &Shape<'_>) -> Option<Ratio> {
        let ([sum], [inlet @ Expression::Name(_)]) = (shape.others.as_slice(), shape.under.as_slice()) else { return None };
        let all = terms(sum);
        let (sign, _) = *all.iter().find(|(_, term)| term == inlet)?;
        let mut outlets = Vec::new();
        for (minus, term) in all.into_iter().filter(|(_, term)| term != inlet) {
            let amount = self.read(term)?;
            outlets.push(json!({"amount": if minus == sign { amount.negated() } else { amount }.to_text()}));
        }
        let inlet = self.text(inlet)?;
        let lost = self.ask("imbalance", json!({"inlet": inlet, "outlets": outlets}))?;
        let rest = self.rest(shape, &[])?;
        Some(if sign { lost.negated() } else { lost }.times(&rest))
    }

    /// `h ÷ (h + p × r) × e`, r the ratio of two efficiencies.
    fn allocation(&mut self, shape: &Shape<'_>) -> Option<Ratio> {
        let [Expression::Sum(parts)] = shape.under.as_slice() else { return None };
        let [(false, Expression::Name(heat)), (false, other)] = parts.as_slice() else { return None };
        let [power, ratio] = pair(other)?;
        if !shape.names.contains(&heat.as_str()) {
            return None;
        }
        let efficiencies = match ratio {
            Expression::Name(name) => self.earlier.get(name).cloned(),
            other => Some(other.clone()),
        };
        let Some(Expression::Product(factors)) = efficiencies else { return None };
        let [(false, heat_efficiency), (true, power_efficiency)] = factors.as_slice() else { return None };
        let emissions = self.rest(shape, &[heat])?.to_text();
        let (power, heat) = (self.text(power)?, self.named(heat));
        let (heat_efficiency, power_efficiency) = (self.text(heat_efficiency)?, self.text(power_efficiency)?);
        let inputs = json!({
            "emissions": emissions, "heat": heat, "heat_efficiency": heat_efficiency, "power": power, "power_efficiency": power_efficiency,
        });
        self.ask("allocation", inputs)
    }

    /// `f ÷ (1 − f)`, where f is `EF ÷ (1 + EF) × d`.
    fn kiln_dust(&mut self, shape: &Shape<'_>) -> Option<Ratio> {
        let [under] = shape.under.as_slice() else { return None };
        let Expression::Name(lost) = super::complement(under)? else { return None };
        let Some(Expression::Product(factors)) = self.earlier.get(lost).cloned() else { return None };
        let definition = Shape::of(&factors);
        let [first, second] = definition.names.as_slice() else { return None };
        // The clinker's factor stands under the stroke too.
        let is_below =
            |name: &&str| definition.under.iter().any(|under| terms(under).contains(&(false, &Expression::Name((*name).to_owned()))));
        let (clinker, degree) = if is_below(second) { (second, first) } else { (first, second) };
        let inputs = json!({"clinker_factor": self.named(clinker), "calcination": self.named(degree)});
        let factor = self.ask("kiln_dust", inputs)?;
        self.rest(shape, &[lost]).map(|rest| rest.times(&factor))
    }

    /// `R × L_0 × (1 − e^−kt) × ρ`.
    fn decay(&mut self, shape: &Shape<'_>) -> Option<Ratio> {
        let is_decay = |inner: &&&Expression| matches!(inner, Expression::Call(name, _) if name == "exp");
        let Some(Expression::Call(_, arguments)) = shape.complements.iter().find(is_decay) else { return None };
        let exponent = self.read(arguments.first()?)?.negated();
        let of_unit = |unit: &str| self.given.iter().find(|(_, given)| given.unit.starts_with(unit)).map(|(name, _)| name.clone());
        let years =
            of_unit("yr").or_else(|| of_unit("year")).or_else(|| of_unit("a")).map_or(Ratio::one(), |name| self.given[&name].value.clone());
        let potential = of_unit("m3/t").filter(|name| shape.names.contains(&name.as_str()));
        let density = self.of_role(shape, Role::Density)?;
        let mut oxidation = Ratio::zero();
        for inner in shape.complements.iter().filter(|inner| !is_decay(inner)) {
            oxidation = self.read(inner)?;
        }
        let known: Vec<&str> = [Some(density.as_str()), potential.as_deref()].into_iter().flatten().collect();
        // The formula counts density in kilograms.
        let amount = self.rest(shape, &known)?.times(&Ratio::new(1000, 1)).to_text();
        let decay = exponent.divided_by(&years)?.to_text();
        let deposits = json!([{"amount": amount, "decay": decay, "years": years.to_text()}]);
        let inputs = json!({
            "deposits": deposits, "methane_potential": potential.map_or_else(|| "1".into(), |name| self.named(&name)),  "density": self.named(&density), "oxidation": oxidation.to_text(),
        });
        self.ask("first_order_decay", inputs)
    }

    /// Balances in brackets: of stocks, of carbon, of energy bought and sold.
    fn balance(&mut self, shape: &Shape<'_>) -> Option<Ratio> {
        let [sum @ Expression::Sum(_)] = shape.others.as_slice() else { return None };
        if !shape.under.is_empty() || !shape.complements.is_empty() {
            return None;
        }
        if self.kind.starts_with("scope2") && shape.names.is_empty() {
            return self.market(sum, &shape.number);
        }
        let rest_of = self.rest(shape, &[])?.to_text();
        if let Some(carbon_to_co2) = &shape.carbon_to_co2 {
            let ratio = Ratio::parse(carbon_to_co2)?.times(&Ratio::parse(&rest_of)?).to_text();
            return (self.kind == "carbon_balance").then(|| self.carbon_balance(sum, &ratio)).flatten();
        }
        match (self.kind, names(sum)?.as_slice()) {
            ("gas_stock_balance", _) => self.stock_balance(sum, &rest_of),
            (_, [(false, purchased), (true, exported), rest @ ..]) if rest.len() < 2 && self.role(purchased) == Role::Quantity => {
                let nonfossil = match rest {
                    [(true, nonfossil)] => self.named(nonfossil),
                    [] => "0".into(),
                    _ => return None,
                };
                let inputs = json!({
                    "purchased": self.named(purchased), "exported": self.named(exported), "nonfossil": nonfossil, "emission_factor": rest_of,
                });
                self.ask("net_energy", inputs)
            }
            _ => None,
        }
    }

    /// `W × (COD_in − COD_out) × B_0 × MCF`, or the load as one number.
    fn waste_water(&mut self, shape: &Shape<'_>) -> Option<Ratio> {
        let capacity = shape.names.iter().find(|name| self.given.get(**name).is_some_and(|given| given.unit.contains("/kgCOD")))?;
        let of = |role| self.of_role(shape, role);
        let (correction, gwp) = (of(Role::Fraction), of(Role::Potential));
        let known: Vec<&str> = [Some(*capacity), correction.as_deref(), gwp.as_deref()].into_iter().flatten().collect();
        let mut load = self.rest(shape, &known)?.times(&Ratio::new(1000, 1));
        for other in &shape.others {
            load = load.times(&self.read(other)?);
        }
        for inner in &shape.complements {
            load = load.times(&self.read(inner)?.complement());
        }
        let named = |name: Option<&str>| name.map_or_else(|| Value::from("1"), |name| self.named(name));
        let inputs = json!({
            "volume": load.to_text(), "cod_in": "1", "methane_capacity": self.named(capacity),
            "methane_correction": named(correction.as_deref()), "gwp": named(gwp.as_deref()),
        });
        self.ask("waste_water", inputs)
    }

    /// `OVC × AEO ÷ CE × Al`, the efficiency in percent.
    fn overvoltage(&mut self, shape: &Shape<'_>) -> Option<Ratio> {
        let (voltage, coefficient) = (self.of_role(shape, Role::Millivolts)?, self.of_role(shape, Role::Factor)?);
        let [efficiency] = shape.under.as_slice() else { return None };
        let quantity = self.rest(shape, &[&voltage, &coefficient])?.times(&Ratio::new(1000, 1)).to_text();
        let inputs = json!({
            "quantity": quantity, "coefficient": self.named(&coefficient), "overvoltage": self.named(&voltage),
            "current_efficiency": self.text(efficiency)?,
        });
        self.ask("pfc_overvoltage", inputs)
    }

    /// `V × n × M × (x + 2 y + 3 z)`: n moles for each cubic metre.
    fn gas_carbon(&mut self, shape: &Shape<'_>) -> Option<Ratio> {
        let mass = self.of_role(shape, Role::MolarMass)?;
        let moles = shape.names.iter().find(|name| self.given.get(**name).is_some_and(|given| given.unit.starts_with("mol/")))?;
        let mut components = Vec::new();
        for sum in &shape.others {
            for (_, term) in terms(sum) {
                let (atoms, volume) = pair(term).map_or_else(|| (None, term), |[atoms, volume]| (Some(atoms), volume));
                let atoms = atoms.map_or_else(|| Some("1".into()), |atoms| self.text(atoms))?;
                components.push(json!({"share": self.text(volume)?, "carbon_atoms": atoms}));
            }
        }
        if components.is_empty() {
            components.push(json!({"share": "1", "carbon_atoms": "1"}));
        }
        // Moles for each cubic metre are the inverse of litres for each mole, in thousands; grams become the formula's kilograms.
        let litres = Ratio::new(1000, 1).divided_by(&self.given.get(*moles)?.value)?.to_text();
        let quantity = self.rest(shape, &[&mass, moles])?.times(&Ratio::new(1_000_000, 1));
        let inputs = json!({
            "quantity": quantity.to_text(), "components": components, "molar_mass": self.named(&mass), "molar_volume": litres,
        });
        let content = self.ask("gas_carbon", inputs)?;
        Some(content.times(&Ratio::new(1, 1000)))
    }

    /// `M(CO2) ÷ M`.
    fn molar(&mut self, shape: &Shape<'_>) -> Option<Ratio> {
        let [Expression::Name(mass)] = shape.under.as_slice() else { return None };
        if self.role(mass) != Role::MolarMass {
            return None;
        }
        let co2 = self.of_role(shape, Role::MolarMass);
        let quantity = shape.names.iter().filter(|name| co2.as_deref() != Some(**name));
        let quantity = quantity.fold(Ratio::one(), |product, name| product.times(&self.given[*name].value)).to_text();
        let (molecules, molar) = match &co2 {
            Some(name) => (Value::from(shape.number.to_text()), self.named(name)),
            None => ("1".into(), shape.number.to_text().into()),
        };
        let inputs = json!({"quantity": quantity, "molecules": molecules, "co2_molar_mass": molar, "molar_mass": self.named(mass)});
        self.ask("stoichiometry", inputs)
    }

    /// One value in another unit; the first value, where a case is about nothing else.
    fn conversion(&mut self, shape: &Shape<'_>) -> Option<Ratio> {
        let alone = shape.names.len() + shape.others.len() == 1 && shape.under.is_empty() && is_power_of_ten(&shape.number);
        if !(self.kind == "unit_conversion" || alone) || !shape.complements.is_empty() || shape.carbon_to_co2.is_some() {
            return None;
        }
        let mut factors: Vec<Ratio> = shape.names.iter().map(|name| Some(self.given.get(*name)?.value.clone())).collect::<Option<_>>()?;
        for other in &shape.others {
            factors.push(self.read(other)?);
        }
        let (quantity, rest) = factors.split_first()?;
        let mut to = Ratio::one();
        for divisor in &shape.under {
            to = to.times(&self.read(divisor)?);
        }
        let from = rest.iter().product::<Ratio>().times(&shape.number);
        self.ask("unit_conversion", json!({"quantity": quantity.to_text(), "from": from.to_text(), "to": to.to_text()}))
    }

    /// One value over another.
    fn quotient(&mut self, shape: &Shape<'_>) -> Option<Ratio> {
        let ([name], [output], [], []) =
            (shape.names.as_slice(), shape.under.as_slice(), shape.others.as_slice(), shape.complements.as_slice())
        else {
            return None;
        };
        let emissions = self.given.get(*name)?.value.times(&shape.number).to_text();
        let output = self.text(output)?;
        shape.carbon_to_co2.is_none().then(|| self.ask("intensity", json!({"emissions": emissions, "output": output}))).flatten()
    }

    /// Every factor that a unit tells: names, and sums of names of one unit; all others, read.
    fn measured(&mut self, shape: &Shape<'_>) -> Option<Vec<(Role, bool, Ratio)>> {
        let mut measured = Vec::new();
        for name in &shape.names {
            let given = self.given.get(*name)?;
            measured.push((self.role(name), given.unit.starts_with("kg"), given.value.clone()));
        }
        for other in &shape.others {
            let names = names(other).unwrap_or_default();
            let unit = names.first().and_then(|(_, first)| self.given.get(*first)).map(|given| given.unit.clone()).unwrap_or_default();
            let alike = !unit.is_empty() && names.iter().all(|(_, name)| self.given.get(*name).is_some_and(|given| given.unit == unit));
            let role = names.first().filter(|_| alike).map_or(Role::Quantity, |(_, first)| self.role(first));
            measured.push((role, unit.starts_with("kg"), self.read(other)?));
        }
        Some(measured)
    }

    /// The formula that the units of the factors ask for.
    fn by_units(&mut self, shape: &Shape<'_>) -> Option<Ratio> {
        let mut measured = self.measured(shape)?;
        let roles: Vec<Role> = measured.iter().map(|(role, ..)| *role).collect();
        let (formula, slots, complement) = self.formula_of(&roles, shape);
        // The slope's own formula counts CF4 in kilograms.
        let mut number = if formula == "pfc_slope" { shape.number.times(&Ratio::new(1000, 1)) } else { shape.number.clone() };
        // Kilograms become tonnes where they stand.
        let kilograms = measured.iter_mut().find(|(role, kilograms, _)| *kilograms && *role != Role::Quantity);
        if let Some((.., value)) = kilograms.filter(|_| number == Ratio::new(1, 1000)) {
            *value = value.times(&number);
            number = Ratio::one();
        }
        let (mut inputs, mut quantity) = (Map::new(), number);
        for (role, _, value) in &measured {
            match slots.iter().find(|(slot, _)| slot == role) {
                Some((_, slot)) => multiply(&mut inputs, slot, value)?,
                None => quantity = quantity.times(value),
            }
        }
        for (at, inner) in shape.complements.iter().enumerate() {
            match complement.get(at) {
                Some(&"abatements") => inputs.extend([("abatements".to_owned(), self.abatement(inner)?)]),
                Some(slot) => multiply(&mut inputs, slot, &self.read(inner)?)?,
                None => quantity = quantity.times(&self.read(inner)?.complement()),
            }
        }
        inputs.extend(shape.carbon_to_co2.iter().map(|ratio| ("carbon_to_co2".to_owned(), ratio.clone().into())));
        inputs.insert("quantity".to_owned(), quantity.to_text().into());
        self.ask(formula, nested(formula, inputs))
    }

    fn abatement(&mut self, inner: &Expression) -> Option<Value> {
        let mut abatements = Vec::new();
        for (minus, term) in terms(inner) {
            let abatement = if let Some([efficiency, utilisation]) = pair(term).filter(|_| !minus) {
                json!({"efficiency": self.text(efficiency)?, "utilisation": self.text(utilisation)?})
            } else {
                let part = self.read(term)?;
                json!({"efficiency": if minus { part.negated() } else { part }.to_text()})
            };
            abatements.push(abatement);
        }
        Some(abatements.into())
    }

    /// Formula, the input for each role, and the inputs for what is `(1 − x)`.
    #[rustfmt::skip]
    fn formula_of(&self, roles: &[Role], shape: &Shape<'_>) -> (&'static str, &'static [(Role, &'static str)], &'static [&'static str]) {
        use Role::{Carbon, CarbonOfHeat, Density, Factor, FactorOfHeat, Fraction, Minutes, Ncv, Potential};
        let has = |role| roles.contains(&role);
        let abated = !shape.complements.is_empty();
        match self.kind {
            _ if shape.carbon_to_co2.is_some() && (has(CarbonOfHeat) || has(Ncv)) => {
                ("fuel", &[(Ncv, "ncv"), (CarbonOfHeat, "carbon_content"), (Fraction, "oxidation")], &["biogenic"])
            }
            "carbon_balance" if has(Carbon) => ("carbon_balance", &[(Carbon, "carbon"), (Fraction, "oxidation")], &[]),
            _ if shape.carbon_to_co2.is_some() => ("fuel_carbon", &[(Carbon, "carbon_content"), (Fraction, "oxidation")], &["biogenic"]),
            _ if has(Minutes) => ("pfc_slope", &[(Minutes, "effect_minutes"), (Factor, "slope"), (Potential, "cf4_gwp")], &[]),
            "volume_gas" if has(Density) => {
                ("gas_volume", &[(Fraction, "share"), (Density, "density"), (Potential, "gwp")], &["destroyed"])
            }
            kind if kind.starts_with("gas_release") && shape.complements.len() > 1 => {
                ("process_gas", &[(Potential, "gwp"), (Fraction, "by_product")], &["residue", "used"])
            }
            kind if kind.starts_with("gas_release") => {
                ("gas_release", &[(Factor, "generation"), (Fraction, "generation"), (Potential, "gwp")], &["abatements"])
            }
            kind if (has(FactorOfHeat) || has(Ncv)) && (has(Potential) || kind.starts_with("multi_gas")) => {
                ("multi_gas", &[(Ncv, "ncv"), (FactorOfHeat, "factor"), (Potential, "gwp")], &[])
            }
            kind if kind.starts_with("multi_gas") && (has(Factor) || has(Potential)) => {
                ("multi_gas", &[(Factor, "factor"), (Potential, "gwp")], &[])
            }
            _ if has(FactorOfHeat) => ("fuel_energy", &[(Ncv, "ncv"), (FactorOfHeat, "co2"), (Fraction, "oxidation")], &["biogenic"]),
            "biogenic_split" if abated => ("fuel_energy", &[(Fraction, "oxidation")], &["biogenic"]),
            "carbonate" if has(Factor) => ("carbonate", &[(Factor, "emission_factor"), (Fraction, "share")], &[]),
            "gwp_blend" if has(Potential) => ("blend", &[(Potential, "gwp"), (Fraction, "share")], &[]),
            _ if has(Potential) || abated => {
                ("gas_release", &[(Factor, "generation"), (Fraction, "generation"), (Potential, "gwp")], &["abatements"])
            }
            _ => ("factor", &[(Factor, "emission_factor"), (Density, "emission_factor"), (Fraction, "fraction")], &[]),
        }
    }
}

fn is_power_of_ten(number: &Ratio) -> bool {
    let text = number.to_text();
    let digits = text.trim_matches('0').trim_matches('.').trim_matches('0');
    digits == "1" && text != "1"
}

/// Takes a value into an input, times what is there already.
fn multiply(inputs: &mut Map<String, Value>, slot: &str, value: &Ratio) -> Option<()> {
    let before = inputs.get(slot).and_then(Value::as_str).map_or_else(|| Some(Ratio::one()), Ratio::parse)?;
    inputs.insert(slot.to_owned(), before.times(value).to_text().into());
    Some(())
}

/// Inputs of a list stand in its one element; what a formula needs and the product does not have is one.
fn nested(formula: &str, mut inputs: Map<String, Value>) -> Value {
    let (list, fields): (&str, &[&str]) = match formula {
        "multi_gas" => ("gases", &["factor", "gwp"]),
        "carbonate" => ("minerals", &["share", "emission_factor"]),
        "blend" => ("components", &["share", "gwp"]),
        "carbon_balance" => ("inputs", &["amount", "carbon"]),
        _ => ("", &[]),
    };
    if formula == "carbon_balance" {
        let amount = inputs.remove("quantity");
        inputs.extend(amount.map(|amount| ("amount".to_owned(), amount)));
    }
    let mut taken = |field: &str| inputs.remove(field).unwrap_or_else(|| "1".into());
    let element: Map<String, Value> = fields.iter().map(|field| ((*field).to_owned(), taken(field))).collect();
    if !list.is_empty() {
        inputs.insert(list.to_owned(), json!([element]));
    }
    let needed: &[&str] = match formula {
        "fuel" | "fuel_carbon" => &["carbon_content"],
        "carbon_balance" => &["carbon_to_co2"],
        "fuel_energy" => &["co2"],
        "factor" => &["emission_factor"],
        "pfc_slope" => &["slope"],
        "gas_volume" => &["density"],
        _ => &[],
    };
    for name in needed {
        inputs.entry(*name).or_insert_with(|| "1".into());
    }
    Value::Object(inputs)
}
