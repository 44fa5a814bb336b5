//! The index page: the whole run on one page.

use std::fmt;

use askama::Template;

use super::colour::Colour;
use super::figure::{count, per_mille, percent};
use super::index_text::{IndexText, index_text};
use super::index_view::{GradeCount, IndexView, LevelCount, SinceView};
use super::search::SEARCH_FILE;
use super::words;

/// The page: the view, its words, and what follows from both.
#[derive(Template)]
#[template(path = "index.html")]
struct IndexPage<'a> {
    view: &'a IndexView,
    text: &'static IndexText,
}

/// Renders the index page.
///
/// # Errors
/// Only when text cannot be formatted, which is a defect of the templates.
pub fn index_page(view: &IndexView) -> Result<String, fmt::Error> {
    let page = IndexPage { view, text: index_text(view.language) };
    page.render().map_err(|_| fmt::Error)
}

impl IndexPage<'_> {
    /// How many enterprises have the status `graded`.
    fn graded(&self) -> u64 {
        self.view.statuses.iter().filter(|row| row.status == "graded").map(|row| row.count).sum()
    }

    /// The page in one sentence.
    fn lead(&self) -> String {
        self.text.lead.replace("{enterprises}", &count(self.view.enterprises)).replace("{graded}", &count(self.graded()))
    }

    /// How a grade comes about, with the scheme's own quantities.
    fn how(&self) -> String {
        let how = self.view.graded.as_ref().map_or_else(
            || self.text.how.to_owned(),
            |step| {
                let how = self.text.how_other.replace("{title}", &step.title);
                how.replace("{equation}", &step.equation).replace("{note}", &step.note)
            },
        );
        how.replace("{numerator}", &self.view.numerator_name)
            .replace("{denominator}", &self.view.denominator_name)
            .replace("{unit}", &self.view.intensity_unit)
    }

    /// Whether the page holds lists, and the search file everybody.
    fn is_large(&self) -> bool {
        self.view.rows_left_out > 0
    }

    /// The line about what stands on the page and what does not.
    fn large(&self) -> String {
        let shown = self.view.enterprises.saturating_sub(self.view.rows_left_out);
        let list = u64::try_from(IndexView::LIST).unwrap_or(u64::MAX);
        [("{all}", self.view.enterprises), ("{shown}", shown), ("{list}", list)]
            .into_iter()
            .fold(self.text.large.replace("{file}", SEARCH_FILE), |text, (gap, number)| text.replace(gap, &count(number)))
    }

    /// A grade's share of all graded enterprises, in percent.
    fn grade_share(&self, row: &GradeCount) -> String {
        percent(per_mille(row.count, self.view.grades.iter().map(|row| row.count).sum()))
    }

    /// A level's share of all enterprises with a level, in percent.
    fn level_share(&self, row: &LevelCount) -> String {
        percent(per_mille(row.count, self.view.levels.iter().map(|row| row.count).sum()))
    }

    /// The length of a grade's bar in percent; the longest is full.
    fn grade_bar(&self, row: &GradeCount) -> String {
        let longest = self.view.grades.iter().map(|row| row.count).max();
        percent(per_mille(row.count, longest.unwrap_or(0)))
    }

    /// The length of a level's bar in percent; the longest is full.
    fn level_bar(&self, row: &LevelCount) -> String {
        let longest = self.view.levels.iter().map(|row| row.count).max();
        percent(per_mille(row.count, longest.unwrap_or(0)))
    }

    /// A grade's ground as a style, for its bar.
    fn ground(colour: &str) -> String {
        Colour::parse(colour).ground_style()
    }

    /// Which run the changes are counted from.
    fn since(&self, since: &SinceView) -> String {
        self.text.since.replace("{period}", &since.period).replace("{run}", since.run_id.get(..12).unwrap_or(&since.run_id))
    }

    /// How many more are gone than the page lists.
    fn gone_more(&self, since: &SinceView) -> String {
        self.text.gone_more.replace("{count}", &count(since.gone_left_out))
    }

    /// A change in words.
    fn change<'b>(&self, code: &'b str) -> &'b str {
        words::change(code, self.view.language)
    }

    /// A status in words.
    fn status<'b>(&self, code: &'b str) -> &'b str {
        words::status_name(code, self.view.language)
    }

    /// A status explained.
    fn meaning(&self, code: &str) -> &'static str {
        words::status_meaning(code, self.view.language)
    }

    /// A severity in words.
    fn severity<'b>(&self, code: &'b str) -> &'b str {
        words::severity(code, self.view.language)
    }

    /// Flags in words.
    fn flags(&self, codes: &[String]) -> String {
        codes.iter().map(|code| words::flag(code, self.view.language)).collect::<Vec<_>>().join("; ")
    }

    /// The division of an industry code: its first two digits, whatever letter stands before them.
    fn division(code: &str) -> String {
        code.chars().filter(char::is_ascii_digit).take(2).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Language;
    use crate::report::index_view::{ChangeCount, GoneRow};
    use crate::report::sample;

    #[test]
    fn both_languages_render_whole_pages() {
        for (language, words) in [(Language::Zh, "等级怎样得出"), (Language::En, "How a grade comes about")] {
            let page = index_page(&sample::index(language)).unwrap();
            sample::assert_balanced(&page);
            sample::assert_self_contained(&page);
            assert!(page.contains(words));
            assert!(!page.contains("{numerator}") && !page.contains("{count}"));
        }
    }

    #[test]
    fn what_comes_from_outside_is_escaped() {
        let mut view = sample::index(Language::Zh);
        view.rows[0].name = "<script>alert(1)</script>".into();
        view.rows[0].industry_name = "\"><img src=x onerror=y>".into();
        view.title = "</title><script>".into();
        let clean = index_page(&sample::index(Language::Zh)).unwrap();
        let page = index_page(&view).unwrap();
        assert_eq!(page.matches("<script").count(), clean.matches("<script").count());
        assert!(!page.contains("<img"));
        sample::assert_balanced(&page);
    }

    #[test]
    fn a_page_of_lists_says_so_and_a_whole_one_loads_nothing() {
        let mut view = sample::index(Language::En);
        (view.enterprises, view.rows_left_out) = (212_345, 211_145);
        let page = index_page(&view).unwrap();
        for part in ["1,200 of 212,345 enterprises", "at most 400", "data-file=\"search.js\"", "'self' file:", "data-l=\"e\""] {
            assert!(page.contains(part), "{part}");
        }
        view.rows_left_out = 0;
        let page = index_page(&view).unwrap();
        assert!(!page.contains(SEARCH_FILE) && !page.contains("self' file:"));
    }

    #[test]
    fn what_became_of_the_grades_before_stands_on_the_page() {
        let mut view = sample::index(Language::En);
        (view.rows[0].previous_grade, view.rows[0].change) = (Some("4".into()), Some("better"));
        let gone = GoneRow { enterprise_id: "x1".into(), name: "<b>甲".into(), grade: String::new(), status: "data_errors".into() };
        let changes = vec![ChangeCount { change: "better".into(), name: "better grade".into(), count: 1200 }];
        view.since =
            Some(SinceView { period: "2024-01".into(), run_id: "71d0".repeat(16), changes, gone: vec![gone], gone_left_out: 1100 });
        let page = index_page(&view).unwrap();
        sample::assert_balanced(&page);
        for part in
            ["2024-01 (run 71d071d071d0)", "1,200", "value=\"c:better\"", "data-c=\"better\"", "was 4", "x1", "1,100 more", "&#60;b"]
        {
            assert!(page.contains(part), "{part}");
        }
    }

    #[test]
    fn an_empty_run_is_a_page_too() {
        let mut view = sample::index(Language::Zh);
        view.rows.clear();
        view.grades.clear();
        view.levels.clear();
        view.findings.clear();
        view.statuses.clear();
        view.industries.clear();
        view.regions.clear();
        sample::assert_balanced(&index_page(&view).unwrap());
    }
}
