//! The part of an explanation that leads from numerator and denominator to the grade.

use super::enterprise_view::{Derivation, Peer};
use super::explain::{Explanation, borrowed};
use super::outlook_view::{ItemSaving, OutlookStep};
use super::scale::{Band, Scale};
use super::terminal::Align;

impl Explanation<'_> {
    /// From numerator and denominator to the grade, and what would change it.
    pub(super) fn derivation(&mut self) {
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
            self.way([text.outlook.better, text.outlook.better_denominator, text.outlook.better_none], outlook.better.as_ref(), derivation);
            self.way([text.outlook.worse, text.outlook.worse_denominator, text.outlook.worse_none], outlook.worse.as_ref(), derivation);
            self.sheet.line(2, if outlook.moves_reference { text.outlook.moves } else { text.outlook.fixed });
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
        match &peer.reference {
            Some(reference) => {
                self.sheet.line(1, &format!("{}{}R = {sums}{reference} {}", text.step_reference, text.colon, derivation.intensity_unit));
            }
            None => self.sheet.line(1, &format!("{}{}{}", text.step_reference, text.colon, text.outlook.not_shown)),
        }
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

    /// The way to a neighbouring grade: by the numerator, by the denominator, and item by item.
    fn way(&mut self, [by_numerator, by_denominator, none]: [&str; 3], step: Option<&OutlookStep>, derivation: &Derivation) {
        let Some(OutlookStep { mark, amount, percent, denominator, denominator_percent, items }) = step else { return };
        let text = self.page.text;
        let part = |amount: &String, unit: &str, percent: &Option<String>| {
            format!("{amount} {unit}{}", percent.as_ref().map_or_else(String::new, |percent| format!(" ({percent} %)")))
        };
        let first = amount.as_ref().map_or_else(
            || self.page.way(none),
            |amount| format!("{} {}", self.page.way(by_numerator), part(amount, &derivation.numerator_unit, percent)),
        );
        let second = denominator.as_ref().map_or_else(String::new, |amount| {
            let amount = part(amount, &derivation.denominator_unit, denominator_percent);
            format!("{}{} {amount}", text.semicolon, self.page.more(by_denominator))
        });
        self.sheet.line(2, &format!("→ {} {}{}{first}{second}", mark.grade, mark.name, text.colon));
        let item = |item: &ItemSaving| {
            let amount =
                item.amount.as_ref().map_or_else(|| text.outlook.item_none.to_owned(), |amount| part(amount, &item.unit, &item.percent));
            format!("{} {amount}", item.name)
        };
        let items: Vec<String> = items.iter().map(item).collect();
        if !items.is_empty() {
            self.sheet.line(3, &format!("{}{}", text.outlook.better_items, items.join(text.semicolon)));
        }
    }
}
