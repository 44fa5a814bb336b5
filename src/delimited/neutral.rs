//! Cells that a spreadsheet would run as a formula, made harmless and back.
//!
//! One apostrophe in front makes a cell a text to every spreadsheet. A text that begins with apostrophes of its own before
//! such a cell gets one more, so that taking one away always gives back what there was.

use std::borrow::Cow;

use crate::measure::{narrow, trim_wide};

/// The cell as a file shows it: with an apostrophe in front if a spreadsheet would run it. Plain numbers are not touched.
pub(super) fn neutralise(text: &str) -> Cow<'_, str> {
    if is_run(text) { Cow::Owned(format!("'{text}")) } else { Cow::Borrowed(text) }
}

/// Whether a spreadsheet would run a cell.
#[inline]
pub(super) fn is_run(text: &str) -> bool {
    // Nearly every cell is told by its first byte: digits, letters and the bytes that begin Chinese characters.
    let first = text.as_bytes().first();
    first.is_some_and(|first| !first.is_ascii_alphanumeric() && !matches!(first, 0xe4..=0xe9) && is_formula(text))
}

#[cold]
fn is_formula(text: &str) -> bool {
    runs_behind_apostrophes(text) && !is_plain_number(text)
}

/// The text of a cell that was written here.
#[must_use]
pub fn restore(cell: &str) -> &str {
    cell.strip_prefix('\'').filter(|rest| runs_behind_apostrophes(rest)).unwrap_or(cell)
}

/// Whether what stands behind any apostrophes starts a formula, in half or full width. Spreadsheets pass over blanks before it.
fn runs_behind_apostrophes(text: &str) -> bool {
    let text = text.trim_start_matches('\'');
    let first = trim_wide(text).chars().next();
    text.starts_with(['\t', '\r', '\n']) || first.is_some_and(|letter| matches!(narrow(letter), '=' | '+' | '-' | '@'))
}

/// An optional sign, digits and at most one point; blanks before them.
fn is_plain_number(text: &str) -> bool {
    let text = text.trim_start_matches(' ');
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    let points = digits.bytes().filter(|byte| *byte == b'.').count();
    let others = digits.bytes().filter(|byte| !byte.is_ascii_digit()).count();
    points <= 1 && others == points && digits.len() > points
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn formulas_get_an_apostrophe_and_numbers_do_not() {
        for text in [
            "=1+1",
            "+cmd",
            "-1+1",
            "@SUM(A1)",
            "\t=1",
            "\r=1",
            "＝1",
            "＋1",
            "－5",
            "＠x",
            "-",
            "-.",
            "-1.2.3",
            "-1e5",
            "--1",
            " =1",
            "\u{3000}＝1",
            "\u{feff}=1",
            "\n=1",
            "\t5",
            "\n",
            " -x",
        ] {
            assert_eq!(neutralise(text), format!("'{text}"));
        }
        for text in ["", "-5", "+5", " -5", " ", "'", "-0.125", "-.5", "5.", "text", "'quoted'", "a=b", "2024-03"] {
            assert_eq!(neutralise(text), text);
        }
        assert_eq!(neutralise("'=1"), "''=1");
        assert_eq!(restore("'quoted'"), "'quoted'");
    }

    #[test]
    fn the_first_byte_tells_every_letter_that_runs() {
        for letter in (0..=u32::from(char::MAX)).filter_map(char::from_u32) {
            let text = format!("{letter}x");
            assert_eq!(neutralise(&text).len() > text.len(), runs_behind_apostrophes(&text), "{letter}");
        }
    }

    proptest! {
        #[test]
        fn what_is_written_reads_back(text in "('{0,3})([=+\\-@\t\r\n＝＋－＠ ]?)([0-9.]{0,3}|\\PC{0,8})") {
            let cell = neutralise(&text);
            prop_assert_eq!(restore(&cell), &text);
            prop_assert!(is_plain_number(&cell) || !cell.starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠']));
        }
    }
}
