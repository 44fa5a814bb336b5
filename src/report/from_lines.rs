//! Emission lines as a page shows them: each with its formula in numbers, and their sums by item and flow.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::enterprise_view::SourceTotal;
use super::evidence::{RunContext, some, split_flags};
use super::line_view::{LineRow, ParameterUse};
use super::names;
use super::share::per_mille;
use crate::finding::Language;
use crate::ledger::{LedgerRow, ParameterCell};
use crate::measure::{Ratio, Tonnes};
use crate::method::{Formula, Kind, Mark, Method, QUANTITY};

/// Where a record stands: `energy.csv:3`.
pub(super) fn place(file: &str, row: u64) -> String {
    format!("{file}:{row}")
}

/// A line as a page shows it.
pub(super) fn line_row(line: &LedgerRow, context: RunContext<'_>) -> LineRow {
    LineRow {
        place: place(&line.file, line.row),
        month: line.period.clone(),
        site: some(&line.site),
        item_name: context.item_name(&line.item),
        flow: line.flow.clone(),
        scope: line.scope.to_string(),
        gas: some(&line.gas).filter(|gas| gas != "CO2"),
        quantity: line.quantity.clone(),
        unit: names::unit(&line.unit, context.language()),
        converted_quantity: converted(line),
        converted_unit: names::unit(&line.accounting_unit, context.language()),
        parameters: line.parameters.iter().map(|cell| parameter_use(cell, context)).collect(),
        formula: names::unit(&formula(line), context.language()),
        emissions_t: line.emissions_t.clone(),
        energy_tce: some(&line.energy_tce),
        energy_factor_id: some(&line.energy_factor_id),
        remark: some(&remarks(line)),
        flags: flags(line),
    }
}

/// The quantity in the unit of the formula, exact; written as a product where it is no plain decimal.
pub(super) fn converted(line: &LedgerRow) -> String {
    let product =
        Ratio::parse(&line.quantity).zip(Ratio::parse(&line.unit_ratio)).map(|(quantity, ratio)| quantity.times(&ratio).to_text());
    product.filter(|text| !text.contains('/')).unwrap_or_else(|| format!("{} × {}", line.quantity, line.unit_ratio))
}

/// The equation with its numbers: `12.5 t × 24.515 GJ/t × 0.02749 tC/GJ × 94 % × 44/12`, a minus before a deduction.
pub(super) fn formula(line: &LedgerRow) -> String {
    let sign = if line.rate.starts_with('-') { "-" } else { "" };
    let with_unit = |cell: &ParameterCell| match cell.unit.as_str() {
        "" | "1" => cell.value.clone(),
        unit => format!("{} {unit}", cell.value),
    };
    let value = |name: &str| match name {
        QUANTITY => Some(format!("{} {}", converted(line), line.accounting_unit)),
        _ => line.parameters.iter().find(|cell| cell.name == name).map(with_unit),
    };
    let written = Formula::parse(&line.formula).map(|formula| formula.written(value)).unwrap_or_default();
    format!("{sign}{written}")
}

/// The method of a line, `general/1`.
pub(super) fn method_of<'a>(line: &LedgerRow, context: RunContext<'a>) -> Option<&'a Method> {
    context.release.method(line.method.split('/').next()?)
}

/// Flags of a line; what stays out of the total says so.
pub(super) fn flags(line: &LedgerRow) -> Vec<String> {
    let mut flags = split_flags(&line.flags);
    if is_apart(line) {
        flags.push(line.kind.clone());
    }
    flags
}

/// Whether a line is in no total.
pub(super) fn is_apart(line: &LedgerRow) -> bool {
    Kind::parse(&line.kind).is_some_and(Kind::is_apart)
}

fn parameter_use(cell: &ParameterCell, context: RunContext<'_>) -> ParameterUse {
    ParameterUse {
        name: names::parameter(&cell.name, context.language()).to_owned(),
        value: cell.value.clone(),
        unit: if cell.unit == "1" { String::new() } else { names::unit(&cell.unit, context.language()) },
        factor_id: some(&cell.factor_id),
        measured: cell.origin == "measured",
        estimated: cell.origin == "estimated",
        said: said(cell, context.language()),
    }
}

/// Where a constant of the method is from, and how sure it is; of what was estimated, from which month.
fn said(cell: &ParameterCell, language: Language) -> String {
    if cell.origin == "estimated" {
        return language.pick(
            format!("本月未报，取已报月份中排放最高的 {}", cell.source),
            format!("not reported; that of {}, the reported month with the highest emissions", cell.source),
        );
    }
    let mark = Mark::parse(&cell.mark).map(|mark| mark.words(language));
    let source = (cell.origin == "constant" && !cell.source.is_empty()).then_some(cell.source.as_str());
    source.into_iter().chain(mark).collect::<Vec<_>>().join(language.pick("；", "; "))
}

fn remarks(line: &LedgerRow) -> String {
    let texts = [&line.certificate, &line.evidence, &line.note];
    texts.into_iter().filter(|text| !text.is_empty()).map(String::as_str).collect::<Vec<_>>().join(" · ")
}

/// Sums by item, flow and scope, largest first; biogenic lines stay out, as they do of the total.
pub(super) fn source_totals(lines: &[LedgerRow], context: RunContext<'_>) -> Vec<SourceTotal> {
    let mut sums: BTreeMap<(&str, &str, u8), Tonnes> = BTreeMap::new();
    let mut energy: BTreeMap<(&str, &str, u8), Tonnes> = BTreeMap::new();
    for line in lines.iter().filter(|line| !is_apart(line)) {
        let key = (line.item.as_str(), line.flow.as_str(), line.scope);
        *sums.entry(key).or_default() += Tonnes::parse(&line.emissions_t).unwrap_or_default();
        if let Some(tonnes) = Tonnes::parse(&line.energy_tce) {
            *energy.entry(key).or_default() += tonnes;
        }
    }
    let emitted: Tonnes = sums.values().filter(|sum| **sum > Tonnes::ZERO).copied().sum();
    let mut sorted: Vec<_> = sums.into_iter().collect();
    sorted.sort_by_key(|(key, sum)| (Reverse(*sum), *key));
    let total = |((item, flow, scope), sum): ((&str, &str, u8), Tonnes)| SourceTotal {
        item_name: context.item_name(item),
        flow: flow.to_owned(),
        scope: scope.to_string(),
        emissions_t: sum.to_string(),
        share_per_mille: per_mille(sum, emitted),
        energy_tce: energy.get(&(item, flow, scope)).map(Tonnes::to_string),
    };
    sorted.into_iter().map(total).collect()
}

/// The second total of scope 2, by contracts and certificates; none where no line is of it.
pub(super) fn market_total(lines: &[LedgerRow]) -> Option<String> {
    let mut market = lines.iter().filter(|line| line.kind == Kind::Market.name()).peekable();
    market.peek()?;
    Some(market.filter_map(|line| Tonnes::parse(&line.emissions_t)).sum::<Tonnes>().to_string())
}

/// Other indirect emissions by the categories of their methods, in order.
pub(super) fn indirect_totals(lines: &[LedgerRow], context: RunContext<'_>) -> Vec<(String, String)> {
    let mut sums: BTreeMap<(usize, &str), (&str, Tonnes)> = BTreeMap::new();
    for line in lines.iter().filter(|line| line.kind == Kind::Indirect.name()) {
        let Some(method) = method_of(line, context) else { continue };
        let source = method.sources.iter().find(|source| source.id == line.source);
        let category = source.and_then(|source| method.categories.get_key_value(source.category.as_ref()?));
        let Some((number, name)) = category else { continue };
        let name = context.language().pick(&name.zh, &name.en).as_str();
        // Numbers of one digit come first.
        let sum = sums.entry((number.len(), number)).or_insert((name, Tonnes::ZERO));
        sum.1 += Tonnes::parse(&line.emissions_t).unwrap_or_default();
    }
    sums.into_values().map(|(name, sum)| (name.to_owned(), sum.to_string())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Language;
    use crate::report::trial;

    #[test]
    fn a_formula_is_written_with_its_numbers() {
        let facts = trial::facts(Language::Zh);
        let context = trial::context(&facts);
        let [power, coal, sun] = trial::lines();
        assert_eq!(formula(&power), "286.713 MWh × 0.4403 tCO2/MWh");
        assert_eq!(formula(&coal), "12.5 t × 24.515 GJ/t × 0.02749 tC/GJ × 94 % × 44/12");
        assert_eq!(formula(&sun), "-10 MWh × 0.4403 tCO2/MWh");
        assert_eq!(line_row(&coal, context).parameters.len(), 4);
    }

    #[test]
    fn a_quantity_that_is_no_decimal_is_written_as_a_product() {
        let [mut line, ..] = trial::lines();
        line.unit_ratio = "5463/5863".to_owned();
        assert_eq!(converted(&line), "28.6713 × 5463/5863");
    }

    #[test]
    fn the_market_based_total_is_that_of_its_lines() {
        let mut lines = trial::lines();
        assert_eq!(market_total(&lines), None);
        let [power, _, sun] = &mut lines;
        power.kind = Kind::Market.name().to_owned();
        sun.kind = Kind::Market.name().to_owned();
        let sum = [&power, &sun].map(|line| Tonnes::parse(&line.emissions_t).unwrap()).into_iter().sum::<Tonnes>().to_string();
        assert_eq!(market_total(&lines), Some(sum));
    }

    #[test]
    fn what_is_biogenic_stays_out_of_the_sums() {
        let facts = trial::facts(Language::En);
        let context = trial::context(&facts);
        let [power, mut coal, sun] = trial::lines();
        coal.kind = "biogenic".to_owned();
        let sums = source_totals(&[power, coal.clone(), sun], context);
        let rows: Vec<_> = sums.iter().map(|row| (row.item_name.as_str(), row.flow.as_str(), row.share_per_mille)).collect();
        assert_eq!(rows, [("Electricity", "consumed", 1000), ("Electricity", "nonfossil", 0)]);
        assert_eq!(flags(&coal), ["biogenic"]);
    }
}
