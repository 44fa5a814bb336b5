//! An enterprise's page: its grade or the reason for none, and the evidence down to each factor's source.

use std::collections::BTreeMap;
use std::fmt;

use askama::Template;

use super::enterprise_text::{EnterpriseText, enterprise_text};
use super::enterprise_view::{Derivation, EnterpriseView, Peer, PreviousLabel};
use super::figure::{Figure, count, figure};
use super::uncertainty::Uncertainty;
use super::words;
use crate::measure::Rounding;

/// The page: the view, its words, and the number under which each factor is cited.
#[derive(Template)]
#[template(path = "enterprise.html")]
pub(super) struct EnterprisePage<'a> {
    view: &'a EnterpriseView,
    /// The words of its language.
    pub(super) text: &'static EnterpriseText,
    citations: BTreeMap<&'a str, usize>,
}

/// Renders an enterprise's page.
///
/// # Errors
/// Only when text cannot be formatted, which is a defect of the templates.
pub fn enterprise_page(view: &EnterpriseView) -> Result<String, fmt::Error> {
    EnterprisePage::new(view).render().map_err(|_| fmt::Error)
}

impl<'a> EnterprisePage<'a> {
    /// The view with its words and citations.
    pub(super) fn new(view: &'a EnterpriseView) -> Self {
        let ids = view.factors.iter().map(|factor| factor.factor_id.as_str());
        Self { view, text: enterprise_text(view.language), citations: ids.zip(1..).collect() }
    }
}

impl EnterprisePage<'_> {
    /// The number under which a factor is cited.
    pub(super) fn citation(&self, factor_id: &str) -> Option<usize> {
        self.citations.get(factor_id).copied()
    }

    /// Tonnes as the method shows them.
    pub(super) fn tonnes(&self, text: &str) -> Figure {
        self.view.display.map_or_else(|| figure(text), |display| figure(&display.shown(text)))
    }

    /// That figures were rounded, and how.
    pub(super) fn rounded(&self) -> String {
        let Some(display) = self.view.display else { return String::new() };
        let rule = match display.rounding {
            Rounding::HalfEven => self.text.half_even,
            Rounding::HalfUp => self.text.half_up,
        };
        self.text.rounded.replace("{decimals}", &display.decimals.to_string()).replace("{rule}", rule)
    }

    /// Half of the total's 95 % interval in one sentence.
    pub(super) fn uncertainty(&self, uncertainty: &Uncertainty) -> String {
        let range = uncertainty
            .range_t
            .as_ref()
            .map_or_else(String::new, |[low, high]| self.text.range.replace("{low}", low).replace("{high}", high));
        let sentence = self.text.uncertainty.replace("{percent}", &uncertainty.percent).replace("{tonnes}", &uncertainty.half_width_t);
        sentence.replace("{range}", &range).replace("{covered}", &uncertainty.covered)
    }

    /// The peer pool in one sentence.
    pub(super) fn peers(&self, peer: &Peer) -> String {
        self.text
            .peers
            .replace("{level}", words::peer_level(&peer.level, self.view.language))
            .replace("{count}", &count(peer.count))
            .replace("{code}", &peer.code)
            .replace("{name}", &peer.name)
    }

    /// What the reference is, in the scheme's own quantities.
    pub(super) fn peer_sums(&self, derivation: &Derivation) -> String {
        if let Some(statistic) = derivation.peer.as_ref().and_then(|peer| peer.statistic.as_ref()) {
            return statistic.clone();
        }
        self.text.peer_sums.replace("{numerator}", &derivation.numerator_name).replace("{denominator}", &derivation.denominator_name)
    }

    /// How a neighbouring grade is reached, up to the amount, as a sentence begins.
    pub(super) fn way(&self, words: &str) -> String {
        let sentence = self.more(words);
        let mut letters = sentence.chars();
        letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
    }

    /// The same as a sentence goes on.
    pub(super) fn more(&self, words: &str) -> String {
        let name = |of: fn(&Derivation) -> &String| self.view.derivation.as_ref().map_or("", |derivation| of(derivation));
        words
            .replace("{numerator}", name(|derivation| &derivation.numerator_name))
            .replace("{denominator}", name(|derivation| &derivation.denominator_name))
    }

    /// The sentence above the lines.
    pub(super) fn lines_note(&self) -> String {
        let lines = u64::try_from(self.view.lines.len()).unwrap_or(u64::MAX);
        self.text.lines_note.replace("{count}", &count(lines))
    }

    /// The grade of the run before, and what became of it.
    pub(super) fn previous(&self, previous: &PreviousLabel) -> String {
        let PreviousLabel { period, grade, ratio, status, change, .. } = previous;
        let (language, [open, close]) = (self.view.language, self.view.language.pick(["（", "）"], [" (", ")"]));
        let was = match (grade.is_empty(), status.is_empty()) {
            (false, _) => format!("{grade}{open}{period}{}K = {ratio}{close}", self.text.semicolon),
            (true, false) => format!("{}{open}{period}{close}", words::status_name(status, language)),
            (true, true) => format!("—{open}{period}{close}"),
        };
        format!("{was}{}{}", self.text.semicolon, words::change(change, language))
    }

    /// Periods with their grades, oldest first.
    pub(super) fn history(&self, previous: &PreviousLabel) -> String {
        let now = (self.view.period.clone(), self.view.grade.as_ref().map(|mark| mark.grade.clone()).unwrap_or_default());
        let all = previous.history.iter().chain([&now]);
        let part = |(period, grade): &(String, String)| format!("{period} {}", if grade.is_empty() { "—" } else { grade });
        all.map(part).collect::<Vec<_>>().join(" · ")
    }

    /// The status in words.
    pub(super) fn status(&self) -> &str {
        words::status_name(&self.view.status, self.view.language)
    }

    /// The status explained.
    pub(super) fn meaning(&self) -> &'static str {
        words::status_meaning(&self.view.status, self.view.language)
    }

    /// A severity in words.
    pub(super) fn severity<'b>(&self, code: &'b str) -> &'b str {
        words::severity(code, self.view.language)
    }

    /// A flow in words.
    pub(super) fn flow<'b>(&self, code: &'b str) -> &'b str {
        words::flow(code, self.view.language)
    }

    /// A flag in words.
    pub(super) fn flag(&self, code: &str) -> String {
        words::flag(code, self.view.language)
    }

    /// One end of a validity, or that it is open.
    pub(super) fn end<'b>(&self, month: &'b str) -> &'b str {
        if month.is_empty() { self.text.open } else { month }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Language;
    use crate::method::Display;
    use crate::report::sample;

    #[test]
    fn both_languages_render_whole_pages() {
        for (language, words) in [(Language::Zh, "评级依据"), (Language::En, "Why this grade")] {
            let page = enterprise_page(&sample::enterprise(language)).unwrap();
            sample::assert_balanced(&page);
            sample::assert_self_contained(&page);
            for text in [words, "carbonlabel replay RUN --batch BATCH", "energy.csv:3", "0.4403", "0.8511"] {
                assert!(page.contains(text), "{text}");
            }
            assert!(!page.contains("{level}") && !page.contains("{numerator}"));
        }
    }

    #[test]
    fn a_page_that_rounds_says_so() {
        let mut view = sample::enterprise(Language::En);
        let exact = enterprise_page(&view).unwrap();
        view.totals.scope1_t = "1234.565000000".into();
        view.display = Some(Display { decimals: 2, rounding: Rounding::HalfUp });
        let page = enterprise_page(&view).unwrap();
        assert!(page.contains("<td class=\"n\">1,234.57</td>") && page.contains("rounded to 2 decimals, half up"), "{page}");
        assert!(page.contains(&view.lines[0].emissions_t[..5]) && !exact.contains("rounded to"));
    }

    #[test]
    fn without_a_grade_the_reason_stands_first() {
        let page = enterprise_page(&sample::ungraded(Language::Zh)).unwrap();
        sample::assert_balanced(&page);
        assert!(page.find("未评级的原因").unwrap() < page.find("排放合计").unwrap());
        assert!(page.contains("quantity-not-a-number") && page.contains("一千二"));
        assert!(!page.contains("评级依据"));
    }

    #[test]
    fn every_cited_factor_is_listed() {
        let page = enterprise_page(&sample::enterprise(Language::Zh)).unwrap();
        let cited = page.split("href=\"#f").skip(1).map(|rest| rest.split('"').next().unwrap());
        for number in cited {
            assert!(page.contains(&format!("id=\"f{number}\"")), "{number}");
        }
    }

    #[test]
    fn a_factor_that_is_not_listed_is_named() {
        let mut view = sample::enterprise(Language::Zh);
        view.factors.clear();
        assert!(enterprise_page(&view).unwrap().contains(view.lines[0].parameters[0].factor_id.as_deref().unwrap()));
    }

    #[test]
    fn what_comes_from_outside_is_escaped() {
        let mut view = sample::ungraded(Language::En);
        view.name = "<script>alert(1)</script>".into();
        view.findings[0].value = Some("</td><script>".into());
        view.lines[0].place = "<b>.csv:3".into();
        let page = enterprise_page(&view).unwrap();
        assert!(!page.contains("<script") && !page.contains("<b>.csv"));
        sample::assert_balanced(&page);
    }
}
