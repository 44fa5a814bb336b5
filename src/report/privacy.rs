//! Which figures of a peer pool may be shown to its members.
//!
//! In a pool of fewer than three, or one in which a single enterprise makes up more than half, the reference tells one member
//! the figures of another; so do the ratio and the margin, from which it can be worked out, and the sums. Pages, cards, the
//! index and explanations leave them out there. The bureau's own files (`grades.csv`, `references.csv`) hold everything.

use crate::ledger::GradeRow;

/// Pools smaller than this do not show their figures.
const SHOWN_FROM: u64 = 3;

/// The flag of a pool in which one enterprise makes up more than half.
const DOMINATED: &str = "dominant_peer";

/// Columns from which a pool's reference can be read or worked out.
const TELLING: [&str; 3] = ["reference", "ratio", "margin"];

/// A cell as it may be shown to others; empty when it would tell another's figures.
#[must_use]
pub fn shown<'a>(row: &'a GradeRow, column: &str) -> &'a str {
    if TELLING.contains(&column) && !shows_peers(row) { "" } else { row.get(column) }
}

/// Whether the figures of a row's pool may be shown; also where there is no pool.
pub(super) fn shows_peers(row: &GradeRow) -> bool {
    let [count, flags] = const { GradeRow::places(["peer_count", "flags"]) }.map(|place| row.bytes_at(place));
    let digit = |digit: &u8| digit.is_ascii_digit().then(|| u64::from(digit - b'0'));
    let members = count.iter().try_fold(0u64, |members, next| Some(members.saturating_mul(10).saturating_add(digit(next)?)));
    let is_large = count.is_empty() || members.is_some_and(|members| members >= SHOWN_FROM);
    is_large && (flags.len() < DOMINATED.len() || flags.split(|byte| *byte == b';').all(|flag| flag != DOMINATED.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::trial::{GRADED, grade_row};

    #[test]
    fn small_and_dominated_pools_are_not_shown() {
        for (count, flags, seen) in [
            ("", "", true),
            ("5", "", true),
            ("3", "broad_peers", true),
            ("2", "", false),
            ("1", "", false),
            ("9", "broad_peers;dominant_peer", false),
            ("many", "", false),
        ] {
            assert_eq!(shows_peers(&grade_row(&[("peer_count", count), ("flags", flags)])), seen, "{count} {flags}");
        }
        let cells: Vec<_> = GRADED.iter().filter(|(column, _)| *column != "flags").copied().chain([("flags", DOMINATED)]).collect();
        let row = grade_row(&cells);
        for (column, text) in &cells {
            assert_eq!(shown(&row, column), if TELLING.contains(column) { "" } else { *text }, "{column}");
        }
    }
}
