//! Fitting text into a width that is known, with fonts that are not: widths are estimated in thousandths of an em,
//! rather too wide than too narrow.

use std::ops::RangeInclusive;

/// Text set on at most two lines in one size.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Setting {
    /// The lines, one or two.
    pub lines: Vec<String>,
    /// Font size in whole units.
    pub size: u32,
}

/// What a text may fill.
#[derive(Clone, Copy, Debug)]
pub(super) struct Room {
    /// Width in units.
    pub width: u32,
    /// Largest size, tried first, on one line.
    pub largest: u32,
    /// Smallest size on one line; below it the text goes on two lines.
    pub one_line: u32,
    /// Smallest size on two lines; below it the text is cut with an ellipsis.
    pub smallest: u32,
}

/// The worst tearing of a line break.
const WITHIN_A_WORD: u8 = 2;

/// Sets a text as large as it fits: one line, then two, then cut.
pub(super) fn set(text: &str, room: Room) -> Setting {
    let text = printable(text);
    for size in (room.one_line..=room.largest).rev() {
        if width(&text, size) <= room.width {
            return Setting { lines: vec![text], size };
        }
    }
    for tearing in 0..=WITHIN_A_WORD {
        for size in (room.smallest..=room.one_line).rev() {
            if let Some(lines) = two_lines(&text, size, room.width, tearing) {
                return Setting { lines: lines.into(), size };
            }
        }
    }
    Setting { lines: cut(&text, room.smallest, room.width), size: room.smallest }
}

/// Sets a text on one line as large as it fits; at the smallest size it is cut.
pub(super) fn line(text: &str, sizes: RangeInclusive<u32>, limit: u32) -> Setting {
    let (smallest, text) = (*sizes.start(), printable(text));
    let size = sizes.rev().find(|size| width(&text, *size) <= limit).unwrap_or(smallest);
    Setting { lines: vec![clip(&text, size, limit)], size }
}

/// A text on one line of a given size, cut with an ellipsis where it ends.
pub(super) fn clip(text: &str, size: u32, limit: u32) -> String {
    let text = printable(text);
    if width(&text, size) <= limit {
        return text;
    }
    let end = fitting(&text, size, limit.saturating_sub(size));
    format!("{}…", text[..end].trim_end())
}

/// Without what XML 1.0 forbids, what turns the reading direction, and white space in runs.
pub(super) fn printable(text: &str) -> String {
    let shown = |letter: &char| {
        !matches!(letter, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
            && !matches!(letter, '\u{fffe}' | '\u{ffff}')
            && (!letter.is_control() || letter.is_whitespace())
    };
    let kept: String = text.chars().filter(shown).collect();
    kept.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Estimated width of a text in units, rounded up.
pub(super) fn width(text: &str, size: u32) -> u32 {
    text.chars().map(em).sum::<u32>().saturating_mul(size).div_ceil(1000)
}

/// Estimated advance of one letter in thousandths of an em; no narrower than in `DejaVu` Sans Bold, the widest that a browser
/// is likely to fall back to.
fn em(letter: char) -> u32 {
    match letter {
        ' ' | '.' | ',' | ':' | ';' | '\'' | '!' | '|' | 'i' | 'j' | 'l' | 'I' => 400,
        'f' | 'r' | 't' | '(' | ')' | '[' | ']' | '-' | '/' => 500,
        'm' | 'w' | 'M' | 'W' | '@' | '%' => 1100,
        'A'..='Z' | '&' => 850,
        '\u{21}'..='\u{24f}' => 720,
        '\u{300}'..='\u{36f}' => 0,
        _ => 1000,
    }
}

/// Two lines that fit, as even as a break of this tearing allows; none when there is none.
fn two_lines(text: &str, size: u32, limit: u32, tear: u8) -> Option<[String; 2]> {
    if width(text, size) > limit.saturating_mul(2).saturating_add(size) {
        return None;
    }
    let split = |at: usize| {
        let (first, second) = text.split_at(at);
        let (first, second) = (first.trim_end(), second.trim_start());
        let widths = [width(first, size), width(second, size)];
        let fits = tearing(text, at) == tear && widths.iter().all(|width| *width <= limit);
        fits.then(|| (widths[0].abs_diff(widths[1]), [first, second]))
    };
    let breaks = text.char_indices().skip(1).filter_map(|(at, _)| split(at));
    let (_, lines) = breaks.min_by_key(|(unevenness, _)| *unevenness)?;
    Some(lines.map(str::to_owned))
}

/// How badly a break tears the text: 0 between words or Chinese characters, 1 before a closing or after an opening sign,
/// 2 within a word.
fn tearing(text: &str, at: usize) -> u8 {
    let (first, second) = text.split_at(at);
    let (Some(before), Some(after)) = (first.chars().next_back(), second.chars().next()) else {
        return WITHIN_A_WORD;
    };
    match (before, after) {
        (_, '）' | ')' | '、' | '，' | '。' | '》' | '”') | ('（' | '(' | '《' | '“', _) => 1,
        (' ', _) | (_, ' ') => 0,
        (before, after) if before.is_ascii() && after.is_ascii() => WITHIN_A_WORD,
        _ => 0,
    }
}

/// Two lines at the smallest size, the second cut.
fn cut(text: &str, size: u32, limit: u32) -> Vec<String> {
    let (first, second) = text.split_at(fitting(text, size, limit));
    vec![first.trim_end().to_owned(), clip(second, size, limit)]
}

/// How many bytes of a text fit in a width.
fn fitting(text: &str, size: u32, limit: u32) -> usize {
    let mut filled = 0_u32;
    for (at, letter) in text.char_indices() {
        filled = filled.saturating_add(em(letter).saturating_mul(size));
        if filled > limit.saturating_mul(1000) {
            return at;
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    const ROOM: Room = Room { width: 200, largest: 20, one_line: 14, smallest: 9 };

    #[test]
    fn whatever_the_length_it_fits() {
        let latin = "Shenzhen Longgang Precision Hardware Manufacturing (Group) Company Limited ".repeat(3);
        for letters in 0..latin.len() {
            for text in [&latin[..letters], &"深圳市龙岗区精密五金制造（集团）".repeat(letters)] {
                let setting = set(text, ROOM);
                assert!(setting.lines.len() <= 2);
                assert!((9..=20).contains(&setting.size));
                for line in &setting.lines {
                    assert!(width(line, setting.size) <= ROOM.width, "{line} at {}", setting.size);
                }
            }
        }
    }

    #[test]
    fn breaks_fall_between_words() {
        let setting = set("Shenzhen Longgang Precision Hardware Co., Ltd.", ROOM);
        assert_eq!(setting.lines, ["Shenzhen Longgang", "Precision Hardware Co., Ltd."]);
        let setting = set("深圳市龙岗区横岗街道某某精密五金（深圳）有限公司", ROOM);
        assert_eq!(setting.lines.concat(), "深圳市龙岗区横岗街道某某精密五金（深圳）有限公司");
        assert!(!setting.lines[1].starts_with('）'));
    }

    #[test]
    fn what_xml_forbids_is_left_out() {
        assert_eq!(printable("a\u{0}b\u{8}\u{202e}c\r\n d\u{ffff}"), "abc d");
    }
}
