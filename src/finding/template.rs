//! Sentences with gaps: `{name}` is filled, `[…]` stands only when all its gaps are.

use std::borrow::Cow;

/// What a code says in one language.
#[derive(Clone, Copy, Debug)]
pub struct Text {
    /// A few words for lists and headings.
    pub title: &'static str,
    /// One sentence: what is wrong here.
    pub message: &'static str,
    /// One sentence: what to do.
    pub hint: &'static str,
}

/// The table of a language's texts, by code.
macro_rules! texts {
    ($($code:ident: $title:literal, $message:literal, $hint:literal;)*) => {
        pub(super) static TEXTS: [(crate::finding::Code, crate::finding::Text); crate::finding::Code::ALL.len()] = [
            $((crate::finding::Code::$code, crate::finding::Text { title: $title, message: $message, hint: $hint }),)*
        ];
    };
}

pub(super) use texts;

/// Fills the gaps of a sentence.
pub(super) fn fill<'v>(template: &str, value: impl Fn(&str) -> Option<&'v str>) -> String {
    let mut filled = String::with_capacity(template.len() + 32);
    let mut rest = template;
    while let Some(open) = rest.find('[') {
        let close = rest[open..].find(']').map_or(rest.len(), |at| open + at);
        filled.push_str(&fill_gaps(&rest[..open], &value).unwrap_or_default());
        filled.push_str(&fill_gaps(&rest[(open + 1).min(close)..close], &value).unwrap_or_default());
        rest = rest.get(close + 1..).unwrap_or_default();
    }
    filled + &fill_gaps(rest, &value).unwrap_or_else(|| rest.to_owned())
}

/// The text with every gap filled; nothing when one of them has no value.
fn fill_gaps<'v>(template: &str, value: &impl Fn(&str) -> Option<&'v str>) -> Option<String> {
    let mut filled = String::new();
    let mut rest = template;
    while let Some(open) = rest.find('{') {
        let close = open + rest[open..].find('}')?;
        let text = value(&rest[open + 1..close])?;
        filled.push_str(&rest[..open]);
        filled.push_str(&shown(text));
        rest = &rest[close + 1..];
    }
    Some(filled + rest)
}

/// How much of a value a sentence repeats.
const SHOWN: usize = 200;

/// A value as it can stand in a sentence: control characters, which a terminal would obey, written out, and the end of a
/// long one left out.
fn shown(value: &str) -> Cow<'_, str> {
    let end = value.char_indices().nth(SHOWN).map_or(value.len(), |(at, _)| at);
    if end == value.len() && !value.contains(char::is_control) {
        return Cow::Borrowed(value);
    }
    let mut text = String::with_capacity(end + 3);
    for letter in value[..end].chars() {
        if letter.is_control() { text.extend(letter.escape_default()) } else { text.push(letter) }
    }
    if end < value.len() {
        text.push('…');
    }
    Cow::Owned(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gaps_are_filled_and_optional_parts_dropped() {
        let details = [("value", "kWhh"), ("suggestion", "kWh")];
        let fill = |template, count: usize| {
            fill(template, |name| details[..count].iter().find(|(known, _)| *known == name).map(|(_, value)| *value))
        };
        assert_eq!(fill("no unit {value}[, did you mean {suggestion}?]", 2), "no unit kWhh, did you mean kWh?");
        assert_eq!(fill("no unit {value}[, did you mean {suggestion}?]", 1), "no unit kWhh");
        assert_eq!(fill("[only {other}] and", 2), " and");
    }

    #[test]
    fn a_long_value_is_cut_and_what_a_terminal_would_obey_is_written_out() {
        assert_eq!(fill("{value}", |_| Some("a\u{1b}[2J\tb")), "a\\u{1b}[2J\\tb");
        let long = "万".repeat(SHOWN + 1);
        assert_eq!(fill("{value}", |_| Some(&long)), "万".repeat(SHOWN) + "…");
    }

    #[test]
    fn what_stands_in_a_value_is_not_a_template() {
        assert_eq!(fill("got {value}.", |_| Some("{x}[y]")), "got {x}[y].");
    }
}
