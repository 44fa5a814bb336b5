//! Which months an enterprise has not reported: what it must add to get a grade.

use crate::finding::{Code, Finding, both};
use crate::label::Output;
use crate::measure::{Month, MonthSet, Months};

use super::run::Terms;

/// A warning for energy and one for production, where months of the period are missing.
pub(super) fn missing_months(output: &Output, reported: &MonthSet, id: &str, terms: Terms<'_>) -> Vec<Finding> {
    let without_energy = listed(terms.period.iter().filter(|month| !reported.contains(*month)));
    let without_production = listed(terms.period.iter().filter(|month| !output.covered.contains(*month)));
    let measure = terms.scheme.denominator.measure;
    let warning = |code: Code, months: String| Finding::new(code).of(id).with("months", months);
    let energy = without_energy.map(|months| warning(Code::MissingActivity, months));
    let production =
        without_production.map(|months| warning(Code::MissingProduction, months).with("column", both(measure.name(), measure.zh())));
    energy.into_iter().chain(production).collect()
}

/// Months with neighbours joined: `2024-03, 2024-05..2024-07`; nothing when there are none.
pub(super) fn listed(months: impl Iterator<Item = Month>) -> Option<String> {
    let mut spans: Vec<Months> = Vec::new();
    for month in months {
        let joined = spans.last().filter(|span| month.since(span.last()) == 1).and_then(|span| Months::new(span.first(), month));
        match joined {
            Some(span) => {
                spans.pop();
                spans.push(span);
            }
            None => spans.push(Months::single(month)),
        }
    }
    (!spans.is_empty()).then(|| spans.iter().map(Months::to_string).collect::<Vec<_>>().join(", "))
}
