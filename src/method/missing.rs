//! What a method does about months that an enterprise leaves out of what it otherwise reports 缺失数据.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::parameter_text::ConstantText;
use crate::measure::{Exact, read_plain};

/// A rule for missing months; a method without one fills in nothing.
#[derive(Clone, Debug)]
pub struct Missing {
    /// From what a missing month is estimated.
    pub rule: MissingRule,
    /// So many months of an item, flow and site are filled in at most; with more of them missing, none is.
    pub most_months: u8,
}

/// From what a missing month is estimated.
#[derive(Clone, Debug)]
pub enum MissingRule {
    /// The reported month with the highest emissions.
    Conservative,
    /// A quantity of one month that the method states, by items' codes; an item without one is not filled in.
    Default(BTreeMap<String, MonthlyDefault>),
}

/// What a method takes as the use of a month.
#[derive(Clone, Debug)]
pub struct MonthlyDefault {
    /// The quantity.
    pub quantity: Exact,
    /// Its unit, its mark and where it is from.
    pub said: super::parameter::Constant,
}

impl MissingRule {
    /// Its name in method files.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::Conservative => "conservative",
            Self::Default(_) => "default",
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct MissingText {
    rule: String,
    most_months: Option<u8>,
    #[serde(default)]
    values: BTreeMap<String, ConstantText>,
}

impl MissingText {
    /// The rule; nothing for `none`.
    pub(super) fn missing(self) -> Result<Option<Missing>, String> {
        let rule = match self.rule.as_str() {
            "none" | "conservative" if !self.values.is_empty() => return Err("values belong to the rule default".to_owned()),
            "none" => return Ok(None),
            "conservative" => MissingRule::Conservative,
            "default" if self.values.is_empty() => return Err("the rule default needs values".to_owned()),
            "default" => MissingRule::Default(self.values.into_iter().map(monthly).collect::<Result<_, _>>()?),
            other => return Err(format!("rule is none, conservative or default, not {other}")),
        };
        let most_months = self.most_months.filter(|months| *months > 0).ok_or("most_months says how many months are filled in at most")?;
        Ok(Some(Missing { rule, most_months }))
    }
}

fn monthly((item, text): (String, ConstantText)) -> Result<(String, MonthlyDefault), String> {
    let said = text.constant(None).map_err(|reason| format!("{item}: {reason}"))?;
    let quantity = read_plain(&said.text).filter(|value| value.mantissa() >= 0);
    let quantity = quantity.ok_or_else(|| format!("{item}: {} is no quantity of a month", said.text))?;
    Ok((item, MonthlyDefault { quantity, said }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Option<Missing>, String> {
        toml::from_str::<MissingText>(text).unwrap().missing()
    }

    #[test]
    fn a_rule_says_how_far_it_goes() {
        assert!(read("rule = 'none'").unwrap().is_none());
        let conservative = read("rule = 'conservative'\nmost_months = 2").unwrap().unwrap();
        assert_eq!((conservative.rule.name(), conservative.most_months), ("conservative", 2));
        let monthly = "rule = 'default'\nmost_months = 1\nvalues.electricity = { value = '12.5', unit = 'MWh', mark = 'published' }";
        assert!(matches!(read(monthly).unwrap().unwrap().rule, MissingRule::Default(values) if values["electricity"].said.unit == "MWh"));
        for (text, said) in [
            ("rule = 'highest'\nmost_months = 1", "not highest"),
            ("rule = 'conservative'", "most_months"),
            ("rule = 'conservative'\nmost_months = 0", "most_months"),
            ("rule = 'default'\nmost_months = 1", "needs values"),
            ("rule = 'none'\nvalues.coke = { value = '1', mark = 'published' }", "belong"),
            ("rule = 'default'\nmost_months = 1\nvalues.coke = { value = '1/3', unit = 't', mark = 'published' }", "no quantity"),
            ("rule = 'default'\nmost_months = 1\nvalues.coke = { value = '1', unit = 't' }", "a mark"),
        ] {
            let reason = read(text).unwrap_err();
            assert!(reason.contains(said), "{text}: {reason}");
        }
    }
}
