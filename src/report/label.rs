//! The label card: one picture that hangs on a wall, an A6 card in SVG.

use std::fmt;

use askama::Template;

use super::colour::Colour;
use super::figure::count;
use super::label_text::{LabelText, label_text};
use super::label_view::{LabelStep, LabelView};
use super::scale::Band;
use super::typeset::{Room, Setting, clip, line, printable, set};
use super::words;

/// Left edge of the scale, its width with one gap after the last step, and that gap, in units of the card.
const SCALE_LEFT: u32 = 24;
const SCALE_SPAN: u32 = 374;
const SCALE_GAP: u32 = 2;

/// Where the enterprise's name goes.
const NAME_ROOM: Room = Room { width: 372, largest: 19, one_line: 14, smallest: 9 };
/// Where the grade's name goes, below its seal.
const GRADE_NAME_ROOM: Room = Room { width: 104, largest: 12, one_line: 9, smallest: 8 };
/// Where the unit of the intensity goes, below its figure.
const UNIT_ROOM: Room = Room { width: 138, largest: 9, one_line: 8, smallest: 7 };
/// Where the reason for no grade goes.
const REASON_ROOM: Room = Room { width: 256, largest: 11, one_line: 10, smallest: 7 };

/// The card: the view, its words, and everything already set to size.
#[derive(Template)]
#[template(path = "label.svg")]
struct LabelCard<'a> {
    view: &'a LabelView,
    text: &'static LabelText,
    full_name: String,
    name: Setting,
    grade_name: Setting,
    scheme: Setting,
    unit: Setting,
    level: Setting,
    pool: Setting,
    pool_name: Setting,
    reason: Setting,
    nearest: Setting,
    steps: Vec<Step<'a>>,
    marker: Option<u32>,
}

/// One step of the scale on the card.
struct Step<'a> {
    band: &'a Band,
    left: u32,
    width: u32,
    fill: String,
    ink: &'static str,
    current: bool,
}

/// Renders the label card.
///
/// # Errors
/// Only when text cannot be formatted, which is a defect of the templates.
pub fn label_card(view: &LabelView) -> Result<String, fmt::Error> {
    let text = label_text(view.language);
    let card = LabelCard {
        view,
        text,
        full_name: printable(&view.name),
        name: set(&view.name, NAME_ROOM),
        grade_name: set(view.grade.as_ref().map_or("", |grade| &grade.name), GRADE_NAME_ROOM),
        scheme: line(&view.scheme_name, 6..=9, 250),
        unit: set(&view.intensity_unit, UNIT_ROOM),
        level: line(view.level.as_ref().map_or("", |level| &level.name), 8..=13, 106),
        pool: line(&peer_pool(view, text), 8..=12, 138),
        pool_name: line(view.peer.as_ref().map_or("", |peer| &peer.name), 6..=9, 138),
        reason: set(words::status_meaning(&view.status, view.language), REASON_ROOM),
        nearest: line(&nearest(view, text), 5..=7, 214),
        steps: steps(view),
        marker: view.grade.as_ref().and_then(|_| view.scale.position()).map(across),
    };
    card.render().map_err(|_| fmt::Error)
}

/// The peer pool in words, without its name.
fn peer_pool(view: &LabelView, text: &LabelText) -> String {
    view.peer.as_ref().map_or_else(String::new, |peer| {
        text.peer_pool
            .replace("{level}", words::peer_level(&peer.level, view.language))
            .replace("{count}", &count(peer.count))
            .replace("{code}", &peer.code)
    })
}

/// How near the next grades are.
fn nearest(view: &LabelView, text: &LabelText) -> String {
    let step = |step: &LabelStep| {
        let words = text.nearest.replace("{grade}", &step.grade);
        words.replace("{change}", &step.change).replace("{percent}", &step.percent)
    };
    view.nearest.iter().map(step).collect::<Vec<_>>().join(" · ")
}

/// The bands as equal steps, grey throughout when there is no grade.
fn steps(view: &LabelView) -> Vec<Step<'_>> {
    let many = u32::try_from(view.scale.bands.len()).unwrap_or(u32::MAX).max(1);
    let graded = view.grade.is_some();
    (0..many)
        .zip(&view.scale.bands)
        .map(|(place, band)| {
            let (from, to) = (SCALE_SPAN * place / many, SCALE_SPAN * (place + 1) / many);
            let paint = if graded { band.paint() } else { Colour::parse("#c3cacd") };
            Step {
                band,
                left: SCALE_LEFT + from,
                width: (to - from).saturating_sub(SCALE_GAP),
                fill: paint.hex(),
                ink: paint.ink(),
                current: graded && view.scale.is_current(band),
            }
        })
        .collect()
}

/// A place on the scale, from per mille to units of the card.
fn across(per_mille: u32) -> u32 {
    SCALE_LEFT + SCALE_SPAN * per_mille.min(1000) / 1000
}

impl LabelCard<'_> {
    /// Text on one line, cut where its room ends.
    fn clip(text: &str, size: u32, limit: u32) -> String {
        clip(text, size, limit)
    }

    /// A sign for a grade that changed.
    fn arrow(change: &str) -> &'static str {
        match change {
            "better" => " ▲",
            "worse" => " ▼",
            _ => "",
        }
    }

    /// The seal's ground.
    fn seal(&self) -> Colour {
        Colour::parse(self.view.grade.as_ref().map_or("", |grade| &grade.colour))
    }

    /// The status in words.
    fn status(&self) -> &str {
        words::status_name(&self.view.status, self.view.language)
    }

    /// Font size of the grade in its seal: one sign large, more signs smaller.
    fn grade_size(&self) -> u32 {
        match self.view.grade.as_ref().map_or(1, |grade| grade.grade.chars().count()) {
            1 => 68,
            2 => 46,
            3 => 32,
            _ => 20,
        }
    }

    /// The label's identity on two lines.
    fn identity(&self) -> (&str, &str) {
        let id = self.view.label_id.as_str();
        id.split_at_checked(32).unwrap_or((id, ""))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Language;
    use crate::report::{sample, trial};

    #[test]
    fn both_languages_render_well_formed_cards() {
        for language in [Language::Zh, Language::En] {
            let card = label_card(&sample::label(language)).unwrap();
            sample::assert_balanced(&card);
            for text in ["企业碳标识", "Enterprise Carbon Label", "0.8511", "0.4403", "9f2c1e5b7a604d38"] {
                assert!(card.contains(text), "{text}");
            }
        }
    }

    /// The English names of the built-in scheme: none is cut, and the unit can be read.
    #[test]
    fn names_of_grades_stand_whole() {
        for band in &trial::scheme().ratio.bands {
            let mut view = sample::label(Language::En);
            view.grade.as_mut().unwrap().name.clone_from(&band.name_en);
            view.intensity_unit = "tCO₂ / 10,000 yuan industrial value added".into();
            let (name, unit) = (set(&band.name_en, GRADE_NAME_ROOM), set(&view.intensity_unit, UNIT_ROOM));
            assert!(name.lines.join(" ") == band.name_en && name.size >= 8, "{name:?}");
            assert!(unit.lines.join(" ") == view.intensity_unit && unit.size >= 7, "{unit:?}");
            assert!(!label_card(&view).unwrap().contains('…'));
        }
    }

    #[test]
    fn without_a_grade_the_card_is_grey_and_says_why() {
        let mut view = sample::label(Language::Zh);
        view.status = "missing_months".into();
        view.grade = None;
        let card = label_card(&view).unwrap();
        sample::assert_balanced(&card);
        assert!(card.contains("未评级") && card.contains("月份不全"));
        assert!(!card.contains("#d8a928"));
    }

    #[test]
    fn long_names_keep_inside_the_card() {
        let mut view = sample::label(Language::Zh);
        for name in ["深圳市龙岗区某某精密五金制造股份有限公司".repeat(6), "Precision Hardware ".repeat(20)] {
            view.name = name;
            sample::assert_balanced(&label_card(&view).unwrap());
            let setting = set(&view.name, NAME_ROOM);
            assert_eq!(setting.lines.len(), 2);
            assert!(setting.lines.iter().all(|line| super::super::typeset::width(line, setting.size) <= 372));
        }
    }

    #[test]
    fn what_comes_from_outside_is_escaped() {
        let mut view = sample::label(Language::En);
        view.name = "<script>&\"'\u{0}\u{b}".into();
        view.intensity_unit = "</svg>".into();
        let card = label_card(&view).unwrap();
        assert!(!card.contains("<script") && card.matches("</svg>").count() == 1);
        assert!(card.chars().all(|letter| !letter.is_control() || letter == '\n'));
        sample::assert_balanced(&card);
    }
}
