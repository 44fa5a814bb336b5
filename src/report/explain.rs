//! An enterprise's label explained in plain text, down to each factor's source: what its page says, for a terminal.

use super::enterprise::EnterprisePage;
use super::enterprise_view::{EnterpriseView, FindingRow, SourceTotal};
use super::evidence::{Evidence, Links, RunContext};
use super::figure::percent;
use super::from_evidence::enterprise_view;
use super::terminal::{Align, Sheet};

/// How a label came about, as text.
#[must_use]
pub fn explain_text(evidence: &Evidence, context: RunContext<'_>) -> String {
    let view = enterprise_view(evidence, context, &Links::default());
    let mut explanation = Explanation { page: EnterprisePage::new(&view), view: &view, sheet: Sheet::default() };
    explanation.head();
    explanation.derivation();
    explanation.totals();
    explanation.sources();
    explanation.quality();
    explanation.findings();
    explanation.production();
    explanation.lines();
    explanation.factors();
    explanation.provenance();
    explanation.sheet.finish()
}

/// An explanation on its way.
pub(super) struct Explanation<'a> {
    pub(super) view: &'a EnterpriseView,
    pub(super) page: EnterprisePage<'a>,
    pub(super) sheet: Sheet,
}

impl Explanation<'_> {
    fn head(&mut self) {
        let (view, text) = (self.view, self.page.text);
        let flags = self.flags(&view.flags);
        let grade = view.grade.as_ref().map_or(text.not_graded.to_owned(), |mark| format!("{} {}", mark.grade, mark.name));
        let reason = if view.grade.is_none() {
            format!("{} — {} {}", self.page.status(), self.page.meaning(), view.reason_detail.as_deref().unwrap_or_default())
                .trim_end()
                .to_owned()
        } else {
            String::new()
        };
        let previous = view.previous.as_ref().map(|previous| self.page.previous(previous)).unwrap_or_default();
        let long = view.previous.as_ref().filter(|previous| previous.history.len() > 1);
        let history = long.map(|previous| self.page.history(previous)).unwrap_or_default();
        let quality = view.quality.as_ref().map(|quality| format!("{} {}", quality.tier, quality.meaning)).unwrap_or_default();
        self.sheet.line(0, &format!("{} · {}", text.product, text.document));
        self.sheet.heading(&view.name);
        self.sheet.pairs(&[
            (text.id, &view.enterprise_id),
            (text.period, &view.period),
            (text.industry, &format!("{} {}", view.industry_code, view.industry_name)),
            (text.region, &view.region_name),
            (text.method, &view.method_name),
            (text.step_band, &grade),
            (text.why_none, &reason),
            (text.step_level, view.level.as_ref().map_or("", |mark| &mark.name)),
            (text.previous, &previous),
            (text.history, &history),
            (text.quality, &quality),
            (text.flags, &flags),
        ]);
    }

    fn totals(&mut self) {
        let (text, totals) = (self.page.text, &self.view.totals);
        self.sheet.heading(text.totals);
        if totals.emissions_t.is_empty() {
            return self.sheet.line(1, text.no_emissions);
        }
        let energy = totals.energy_tce.as_deref().map_or((text.not_known, ""), |energy| (energy, "tce"));
        let rows = [
            (text.scope1, totals.scope1_t.as_str(), "tCO₂e"),
            (text.scope2, &totals.scope2_t, "tCO₂e"),
            (text.emissions, &totals.emissions_t, "tCO₂e"),
            (text.deducted, &totals.deducted_t, "tCO₂e"),
            (text.biogenic, &totals.biogenic_t, "tCO₂"),
            (text.market, self.view.market_t.as_deref().unwrap_or_default(), "tCO₂e"),
        ];
        let indirect: Vec<(String, &String)> =
            self.view.indirect.iter().map(|(name, tonnes)| (format!("{name}{}", text.not_included), tonnes)).collect();
        let indirect = indirect.iter().map(|(name, tonnes)| (name.as_str(), tonnes.as_str(), "tCO₂e"));
        let energy = [(text.energy, energy.0, energy.1)];
        let rows: Vec<Vec<&str>> = rows
            .into_iter()
            .chain(indirect)
            .chain(energy)
            .filter(|(_, value, _)| !value.is_empty())
            .map(|(name, value, unit)| vec![name, value, unit])
            .collect();
        self.sheet.table(1, &[Align::Left, Align::Right, Align::Left], &rows);
        if let Some(uncertainty) = &self.view.uncertainty {
            self.sheet.line(1, &self.page.uncertainty(uncertainty));
        }
    }

    fn sources(&mut self) {
        if self.view.sources.is_empty() {
            return;
        }
        self.sheet.heading(self.page.text.sources);
        let row = |row: &SourceTotal| -> Vec<String> {
            let scope = format!("{} {}", self.page.text.scope, row.scope);
            let share = if row.share_per_mille > 0 { format!("{} %", percent(row.share_per_mille)) } else { String::new() };
            let energy = row.energy_tce.as_ref().map_or_else(String::new, |energy| format!("{energy} tce"));
            vec![
                row.item_name.clone(),
                self.page.flow(&row.flow).to_owned(),
                scope,
                row.emissions_t.clone(),
                "tCO₂e".to_owned(),
                share,
                energy,
            ]
        };
        let rows: Vec<Vec<String>> = self.view.sources.iter().map(row).collect();
        self.sheet.table(
            1,
            &[Align::Left, Align::Left, Align::Left, Align::Right, Align::Left, Align::Right, Align::Right],
            &borrowed(&rows),
        );
    }

    fn quality(&mut self) {
        let (text, Some(quality)) = (self.page.text, &self.view.quality) else { return };
        self.sheet.heading(&format!("{} {}", text.quality, quality.tier));
        let rows = quality.parts.iter().map(|(name, tonnes, percent)| vec![name.as_str(), tonnes, "tCO₂e", percent, "%"]);
        self.sheet.table(1, &[Align::Left, Align::Right, Align::Left, Align::Right, Align::Left], &rows.collect::<Vec<_>>());
        self.sheet.line(1, text.quality_note);
    }

    fn findings(&mut self) {
        if self.view.findings.is_empty() {
            return;
        }
        self.sheet.heading(self.page.text.findings);
        for FindingRow { code, severity, file, line, column, message, hint, .. } in &self.view.findings {
            let place: Vec<&str> = [Some(file.as_str()), line.as_deref()].into_iter().flatten().filter(|part| !part.is_empty()).collect();
            let column = column.as_ref().map_or_else(String::new, |column| format!(" [{column}]"));
            self.sheet.line(1, &format!("{} · {code} · {}{column}", self.page.severity(severity), place.join(":")));
            self.sheet.line(2, message);
            self.sheet.line(2, hint);
        }
    }

    fn production(&mut self) {
        if self.view.production.is_empty() {
            return;
        }
        self.sheet.heading(self.page.text.production);
        let rows: Vec<Vec<&str>> =
            self.view.production.iter().map(|row| vec![row.place.as_str(), &row.period, &row.value, &row.unit]).collect();
        self.sheet.table(1, &[Align::Left, Align::Left, Align::Right, Align::Left], &rows);
    }

    pub(super) fn flags(&self, flags: &[String]) -> String {
        flags.iter().map(|flag| self.page.flag(flag)).collect::<Vec<_>>().join(self.page.text.semicolon)
    }

    fn provenance(&mut self) {
        let (view, text) = (self.view, self.page.text);
        let stamp = &view.stamp;
        self.sheet.heading(text.provenance);
        self.sheet.pairs(&[
            (text.label_id, &view.label_id),
            (text.release, &format!("{} {}", stamp.release_id, stamp.release_hash)),
            (text.scheme, &format!("{} ({}) {}", stamp.scheme_name, stamp.scheme_id, stamp.scheme_hash)),
            (text.run, &stamp.run_id),
            (text.engine, &format!("carbonlabel {}", stamp.engine_version)),
        ]);
        self.sheet.line(1, &view.scheme_note);
        self.sheet.heading(text.replay);
        self.sheet.line(1, "carbonlabel replay RUN --batch BATCH");
    }
}

/// Rows as a sheet takes them.
pub(super) fn borrowed(rows: &[Vec<String>]) -> Vec<Vec<&str>> {
    rows.iter().map(|row| row.iter().map(String::as_str).collect()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Language;
    use crate::report::trial;

    fn explain(evidence: &Evidence, language: Language) -> String {
        let facts = trial::facts(language);
        explain_text(evidence, trial::context(&facts))
    }

    #[test]
    fn everything_is_said_down_to_the_source() {
        for (language, words) in [
            (Language::Zh, ["工业增加值 300 万元 = 0.5029 tCO₂/万元", "→  3 碳效中等  0.8 < K ≤ 1.2", "广东省", "两个来源一致"]),
            (Language::En, ["industrial value added 300 × 10,000 yuan = 0.5029", "→  3 near", "energy.csv:4", "two sources agree"]),
        ] {
            let text = explain(&trial::evidence(), language);
            let both = [
                "12.5 t × 24.515 GJ/t × 0.02749 tC/GJ × 94 % × 44/12 = 29.034605829 tCO₂e",
                "R = 5821.377412093 tCO₂ ÷ 11253.628",
                "0.4403 tCO₂/MWh [1]",
                "公告2024年第33号 · 表3",
                "https://example.org/33",
                "35.237027700 tce [4]",
                "production.csv:15",
                "发票 117",
            ];
            for part in words.iter().chain(&both) {
                assert!(text.contains(part), "{part} in\n{text}");
            }
            assert!(!text.contains(['{', '}']), "{text}");
        }
    }

    #[test]
    fn without_a_grade_the_reason_is_said() {
        let text = explain(&trial::ungraded(), Language::En);
        assert!(text.contains("Not graded") && text.contains("Data errors — ") && !text.contains("Why this grade"), "{text}");
    }

    #[test]
    fn without_a_ledger_it_says_so() {
        let text = explain(&Evidence { lines: None, ..trial::evidence() }, Language::En);
        assert!(text.contains("--ledger none") && text.contains("ratio") && !text.contains("What would change it"), "{text}");
    }
}
