//! Sentences with gaps: `{name}` is filled, `[…]` stands only when all its gaps are.

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

/// Adds a sentence to a text, its gaps filled.
pub(super) fn fill<'v>(text: &mut String, template: &str, value: impl Fn(&str) -> Option<&'v str>) {
    let mut rest = template;
    while let Some((before, from)) = rest.split_once('[') {
        let (inside, after) = from.split_once(']').unwrap_or((from, ""));
        push_filled(text, before, &value);
        push_filled(text, inside, &value);
        rest = after;
    }
    if !push_filled(text, rest, &value) {
        text.push_str(rest);
    }
}

/// Adds a part with every gap filled; nothing, and says so, when one of them has no value.
fn push_filled<'v>(text: &mut String, template: &str, value: &impl Fn(&str) -> Option<&'v str>) -> bool {
    let start = text.len();
    let mut rest = template;
    while let Some((before, from)) = rest.split_once('{') {
        let found = from.split_once('}').and_then(|(name, after)| Some((value(name)?, after)));
        let Some((value, after)) = found else {
            text.truncate(start);
            return false;
        };
        text.push_str(before);
        push_shown(text, value);
        rest = after;
    }
    text.push_str(rest);
    true
}

/// How much of a value a sentence repeats.
const SHOWN: usize = 200;

/// Adds a value as it can stand in a sentence: control characters, which a terminal would obey, written out, and the end of a
/// long one left out.
fn push_shown(text: &mut String, value: &str) {
    // Control characters beyond ASCII begin with 0xC2.
    let is_plain = |byte: u8| !byte.is_ascii_control() && byte != 0xc2;
    if value.len() <= SHOWN && value.bytes().all(is_plain) {
        return text.push_str(value);
    }
    let end = value.char_indices().nth(SHOWN).map_or(value.len(), |(at, _)| at);
    for letter in value[..end].chars() {
        if letter.is_control() { text.extend(letter.escape_default()) } else { text.push(letter) }
    }
    if end < value.len() {
        text.push('…');
    }
}

#[cfg(test)]
mod tests {
    use super::fill as push;
    use super::*;

    fn fill<'v>(template: &str, value: impl Fn(&str) -> Option<&'v str>) -> String {
        let mut text = String::new();
        push(&mut text, template, value);
        text
    }

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
