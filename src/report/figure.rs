//! Figures on a page: grouped in thousands, every digit kept, the fine digits printed smaller.

use askama::Template;
use askama::filters::HtmlSafe;

/// With more decimals than this, those after [`LEAD_DECIMALS`] are set as fine print.
const PLAIN_DECIMALS: usize = 4;

/// Decimals in full size when the rest is fine print: a kilogram of CO2.
const LEAD_DECIMALS: usize = 3;

/// A decimal number ready for a page. Its digits are the digits that came in.
#[derive(Template, Debug, PartialEq, Eq)]
#[template(source = "{{ lead }}{% if !fine.is_empty() %}<i>{{ fine }}</i>{% endif %}", ext = "html")]
pub(super) struct Figure {
    lead: String,
    fine: String,
}

impl HtmlSafe for Figure {}

/// A decimal as a figure; text that is not a plain decimal is shown as it is.
pub(super) fn figure(text: &str) -> Figure {
    let Some((whole, decimals)) = parts(text) else {
        return Figure { lead: text.to_owned(), fine: String::new() };
    };
    let cut = if decimals.len() > PLAIN_DECIMALS { LEAD_DECIMALS } else { decimals.len() };
    let (lead, fine) = decimals.split_at(cut);
    let point = if decimals.is_empty() { "" } else { "." };
    Figure { lead: format!("{}{point}{lead}", grouped(whole)), fine: fine.to_owned() }
}

/// A whole number, grouped in thousands.
pub(super) fn count(number: u64) -> String {
    grouped(&number.to_string())
}

/// A share in per mille, as a percentage with one decimal.
pub(super) fn percent(per_mille: u32) -> String {
    format!("{}.{}", per_mille / 10, per_mille % 10)
}

/// `part` of `whole` in per mille, rounded down; nothing of nothing is nothing.
pub(super) fn per_mille(part: u64, whole: u64) -> u32 {
    let share = (u128::from(part) * 1000).checked_div(u128::from(whole)).unwrap_or(0);
    u32::try_from(share.min(1000)).unwrap_or(1000)
}

/// Splits a plain decimal into its whole part (with sign) and its decimals.
fn parts(text: &str) -> Option<(&str, &str)> {
    let (whole, decimals) = text.split_once('.').unwrap_or((text, ""));
    let digits = whole.strip_prefix('-').unwrap_or(whole);
    let plain = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    (!digits.is_empty() && plain(digits) && plain(decimals)).then_some((whole, decimals))
}

/// Puts a comma before every third digit from the right.
fn grouped(whole: &str) -> String {
    let (sign, digits) = whole.strip_prefix('-').map_or(("", whole), |digits| ("-", digits));
    let mut out = String::with_capacity(whole.len() + whole.len() / 3);
    out.push_str(sign);
    for (place, digit) in digits.char_indices() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_digit_is_kept() {
        for (text, html) in [
            ("1234567.123456789", "1,234,567.123<i>456789</i>"),
            ("-1234.5", "-1,234.5"),
            ("0.8512", "0.8512"),
            ("12", "12"),
            ("100", "100"),
            ("1e5", "1e5"),
            ("", ""),
            ("<b>", "&#60;b&#62;"),
        ] {
            assert_eq!(figure(text).to_string(), html, "{text}");
        }
    }

    #[test]
    fn shares_are_whole_per_mille() {
        for (part, whole, share, text) in [(1, 3, 333, "33.3"), (0, 0, 0, "0.0"), (5, 5, 1000, "100.0"), (u64::MAX, 1, 1000, "100.0")] {
            assert_eq!(per_mille(part, whole), share);
            assert_eq!(percent(share), text);
        }
    }
}
