//! Emission lines in plain text, each with its formula in numbers, and the factors that they cite.

use super::explain::Explanation;
use super::line_view::{FactorRow, LineRow};

impl Explanation<'_> {
    pub(super) fn lines(&mut self) {
        let (view, text) = (self.view, self.page.text);
        self.sheet.heading(text.lines);
        if !view.has_ledger || view.lines.is_empty() {
            self.sheet.line(1, if view.has_ledger { text.no_lines } else { text.no_ledger });
        }
        for line in &view.lines {
            self.one_line(line);
        }
    }

    fn one_line(&mut self, line: &LineRow) {
        let text = self.page.text;
        let site = line.site.as_ref().map_or_else(String::new, |site| format!(" · {site}"));
        let LineRow { place, month, item_name, scope, quantity, unit, converted_quantity, converted_unit, formula, emissions_t, .. } = line;
        let gas = line.gas.as_ref().map_or_else(String::new, |gas| format!(" · {gas}"));
        self.sheet
            .line(1, &format!("{place} · {month} · {item_name} / {}{site} · {} {scope}{gas}", self.page.flow(&line.flow), text.scope));
        if unit != converted_unit {
            self.sheet.line(2, &format!("{quantity} {unit} = {converted_quantity} {converted_unit}"));
        }
        self.sheet.line(2, &format!("{formula} = {emissions_t} tCO₂e"));
        for used in &line.parameters {
            let origin = match &used.factor_id {
                _ if used.measured => text.measured.to_owned(),
                Some(id) => self.cited(id),
                None if used.estimated => used.said.clone(),
                None if used.said.is_empty() => text.constant.to_owned(),
                None => format!("{}{}{}", text.constant, text.colon, used.said),
            };
            self.sheet.line(3, &format!("{} {} {} {origin}", used.name, used.value, used.unit));
        }
        if let Some(energy) = &line.energy_tce {
            let origin = line.energy_factor_id.as_ref().map_or_else(String::new, |id| self.cited(id));
            self.sheet.line(3, &format!("{} {energy} tce {origin}", text.standard_coal));
        }
        let flags = self.flags(&line.flags);
        for (name, value) in [(text.flags, flags.as_str()), (text.remark, line.remark.as_deref().unwrap_or_default())] {
            if !value.is_empty() {
                self.sheet.line(3, &format!("{name}{}{value}", text.colon));
            }
        }
    }

    /// The number under which a factor is cited, or its id.
    fn cited(&self, factor_id: &str) -> String {
        self.page.citation(factor_id).map_or_else(|| factor_id.to_owned(), |number| format!("[{number}]"))
    }

    pub(super) fn factors(&mut self) {
        if self.view.factors.is_empty() {
            return;
        }
        self.sheet.heading(self.page.text.factors);
        for (number, factor) in (1..).zip(&self.view.factors) {
            self.factor(number, factor);
        }
    }

    fn factor(&mut self, number: u64, factor: &FactorRow) {
        let text = self.page.text;
        let FactorRow { factor_id, parameter, item_name, value, unit, region, .. } = factor;
        let (from, to) = (self.page.end(&factor.valid_from), self.page.end(&factor.valid_to));
        let source = [&factor.source_title, &factor.issuer, &factor.document_no, &factor.source_table];
        let source: Vec<&str> = source.into_iter().filter(|part| !part.is_empty()).map(String::as_str).collect();
        let verified: Vec<&str> = [factor.verified.as_str(), &factor.note].into_iter().filter(|part| !part.is_empty()).collect();
        let lines = [
            (text.scope_of_factor, format!("{region}{}{} {from} – {to}", text.semicolon, text.valid)),
            (text.data_year, factor.data_year.clone()),
            (text.source, source.join(" · ")),
            (text.published, factor.published_on.clone()),
            ("URL", factor.source_url.clone()),
            (text.table, factor.table_version.clone()),
            (text.verified, verified.join(text.semicolon)),
        ];
        self.sheet.line(1, &format!("[{number}] {item_name} · {parameter} = {value} {unit}  ({factor_id})"));
        for (name, value) in lines.iter().filter(|(_, value)| !value.is_empty()) {
            self.sheet.line(3, &format!("{name}{}{value}", text.colon));
        }
    }
}
