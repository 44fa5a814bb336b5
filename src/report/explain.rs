//! An enterprise's label explained in plain text, down to each factor's source: what its page says, for a terminal.

use super::enterprise::EnterprisePage;
use super::enterprise_view::{Derivation, EnterpriseView, FactorRow, FindingRow, LineRow, Peer, SourceTotal};
use super::evidence::{Evidence, Links, RunContext};
use super::figure::percent;
use super::from_evidence::enterprise_view;
use super::outlook_view::OutlookStep;
use super::scale::{Band, Scale};
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
    explanation.findings();
    explanation.production();
    explanation.lines();
    explanation.factors();
    explanation.provenance();
    explanation.sheet.finish()
}

struct Explanation<'a> {
    view: &'a EnterpriseView,
    page: EnterprisePage<'a>,
    sheet: Sheet,
}

impl Explanation<'_> {
    fn head(&mut self) {
        let (view, text) = (self.view, self.page.text);
        let flags = self.flags(&view.flags);
        let grade = view.grade.as_ref().map_or(text.not_graded.to_owned(), |mark| format!("{} {}", mark.grade, mark.name));
        let reason = if view.grade.is_none() { format!("{} — {}", self.page.status(), self.page.meaning()) } else { String::new() };
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
            (text.previous, view.previous_grade.as_deref().unwrap_or_default()),
            (text.flags, &flags),
        ]);
    }

    fn derivation(&mut self) {
        let Some(derivation) = &self.view.derivation else { return };
        let text = self.page.text;
        self.sheet.heading(text.why_grade);
        self.intensity(derivation);
        if let Some(peer) = &derivation.peer {
            self.peer(derivation, peer);
        }
        if let Some(ratio) = &derivation.ratio {
            self.sheet.line(1, &format!("{}{}{} = {ratio}", derivation.graded.title, text.colon, derivation.graded.equation));
            self.sheet.line(2, &derivation.graded.note);
        }
        self.bands(text.step_band, &derivation.scale);
        if let Some(margin) = &derivation.margin {
            self.sheet.line(2, &format!("{} {margin}", text.margin));
        }
        if let Some(levels) = &derivation.level_scale {
            self.bands(text.step_level, levels);
        }
        if let Some(outlook) = &derivation.outlook {
            self.sheet.line(1, text.step_outlook);
            self.way(text.better, outlook.better.as_ref(), derivation);
            self.way(text.worse, outlook.worse.as_ref(), derivation);
            self.sheet.line(2, text.outlook_note);
        }
    }

    fn intensity(&mut self, derivation: &Derivation) {
        let text = self.page.text;
        let Derivation {
            numerator_name, numerator_unit, denominator_name, denominator, denominator_unit, intensity, intensity_unit, ..
        } = derivation;
        let numerator = derivation.numerator.as_ref().map_or_else(String::new, |numerator| format!(" {numerator} {numerator_unit}"));
        self.sheet.line(
            1,
            &format!(
                "{}{}L = {numerator_name}{numerator} ÷ {denominator_name} {denominator} {denominator_unit} = {intensity} {intensity_unit}",
                text.step_intensity, text.colon
            ),
        );
        let parts: Vec<String> = derivation.numerator_parts.iter().map(|part| format!("{} {}", part.name, part.emissions_t)).collect();
        if !parts.is_empty() {
            let floored = if derivation.numerator_floored { text.floored } else { "" };
            self.sheet.line(2, &format!("{numerator_name} = {}{floored}", parts.join(" + ")));
        }
    }

    fn peer(&mut self, derivation: &Derivation, peer: &Peer) {
        let text = self.page.text;
        let sums = peer.numerator_sum.as_ref().zip(peer.denominator_sum.as_ref());
        let sums = sums.map_or_else(String::new, |(above, below)| {
            format!("{above} {} ÷ {below} {} = ", derivation.numerator_unit, derivation.denominator_unit)
        });
        self.sheet.line(1, &format!("{}{}R = {sums}{} {}", text.step_reference, text.colon, peer.reference, derivation.intensity_unit));
        self.sheet.line(2, &self.page.peers(peer));
        self.sheet.line(2, &self.page.peer_sums(derivation));
        self.sheet.line(2, &format!("{} {}", text.members, peer.members_sha256));
    }

    /// Every band with its rule, the one that was given marked.
    fn bands(&mut self, name: &str, scale: &Scale) {
        self.sheet.line(1, name);
        let row = |band: &Band| -> Vec<String> {
            let rule = Scale { current: Some(band.grade.clone()), ..scale.clone() }.rule().unwrap_or_default();
            let mark = if scale.is_current(band) { "→" } else { "·" };
            let name = if band.name == band.grade { String::new() } else { format!(" {}", band.name) };
            vec![mark.to_owned(), format!("{}{name}", band.grade), rule]
        };
        let rows: Vec<Vec<String>> = scale.bands.iter().map(row).collect();
        self.sheet.table(2, &[Align::Left; 3], &borrowed(&rows));
    }

    fn way(&mut self, words: &str, step: Option<&OutlookStep>, derivation: &Derivation) {
        let Some(OutlookStep { mark, amount, percent }) = step else { return };
        let percent = percent.as_ref().map_or_else(String::new, |percent| format!(" ({percent} %)"));
        let line = format!("{} {amount} {}{percent} → {} {}", self.page.way(words), derivation.numerator_unit, mark.grade, mark.name);
        self.sheet.line(2, &line);
    }

    fn totals(&mut self) {
        let (text, totals) = (self.page.text, &self.view.totals);
        self.sheet.heading(text.totals);
        let rows = [
            (text.scope1, totals.scope1_t.as_str(), "tCO₂e"),
            (text.scope2, &totals.scope2_t, "tCO₂e"),
            (text.emissions, &totals.emissions_t, "tCO₂e"),
            (text.deducted, &totals.deducted_t, "tCO₂e"),
            (text.biogenic, &totals.biogenic_t, "tCO₂"),
            (text.energy, totals.energy_tce.as_deref().unwrap_or_default(), "tce"),
        ];
        let rows: Vec<Vec<&str>> =
            rows.into_iter().filter(|(_, value, _)| !value.is_empty()).map(|(name, value, unit)| vec![name, value, unit]).collect();
        self.sheet.table(1, &[Align::Left, Align::Right, Align::Left], &rows);
        let shares: Vec<String> = self.view.quality.iter().map(|share| format!("{} {} %", share.name, share.percent)).collect();
        if !shares.is_empty() {
            self.sheet.line(1, &format!("{}{}{}", text.quality, text.colon, shares.join(text.semicolon)));
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

    fn lines(&mut self) {
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
        self.sheet.line(1, &format!("{place} · {month} · {item_name} / {}{site} · {} {scope}", self.page.flow(&line.flow), text.scope));
        if unit != converted_unit {
            self.sheet.line(2, &format!("{quantity} {unit} = {converted_quantity} {converted_unit}"));
        }
        self.sheet.line(2, &format!("{formula} = {emissions_t} tCO₂e"));
        for used in &line.parameters {
            let origin = match &used.factor_id {
                _ if used.measured => text.measured.to_owned(),
                Some(id) => self.cited(id),
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

    fn flags(&self, flags: &[String]) -> String {
        flags.iter().map(|flag| self.page.flag(flag)).collect::<Vec<_>>().join(self.page.text.semicolon)
    }

    fn factors(&mut self) {
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

fn borrowed(rows: &[Vec<String>]) -> Vec<Vec<&str>> {
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
