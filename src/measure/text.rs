//! How names are compared: without case, white space and the difference between full and half width.

/// The form in which headers, items, units and regions are compared.
///
/// Full-width ASCII becomes half-width, white space goes, letters become small, `³` and `²` become digits.
#[must_use]
pub fn fold(text: &str) -> String {
    text.chars()
        .filter(|letter| !letter.is_whitespace() && *letter != '\u{feff}')
        .flat_map(|letter| narrow(letter).to_lowercase())
        .collect()
}

/// The half-width form of a full-width ASCII character; any other as it is.
#[must_use]
pub fn narrow(letter: char) -> char {
    match letter {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(letter) - 0xfee0).unwrap_or(letter),
        '\u{3000}' => ' ',
        '³' => '3',
        '²' => '2',
        _ => letter,
    }
}

/// Without white space at either end, ideographic spaces included.
#[must_use]
pub fn trim_wide(text: &str) -> &str {
    text.trim_matches(|letter: char| letter.is_whitespace() || letter == '\u{feff}')
}

/// Whether one insertion, deletion or replacement of a character makes one text the other.
#[must_use]
pub fn is_one_edit_apart(left: &str, right: &str) -> bool {
    let (left, right): (Vec<char>, Vec<char>) = (left.chars().collect(), right.chars().collect());
    let start = left.iter().zip(&right).take_while(|(a, b)| a == b).count();
    let (left, right) = (&left[start..], &right[start..]);
    let end = left.iter().rev().zip(right.iter().rev()).take_while(|(a, b)| a == b).count();
    let (left, right) = (left.len() - end, right.len() - end);
    left.max(right) == 1
}

/// The candidate with the fewest edits from `text` (after [`fold`]), if that is at most a third of its length.
#[must_use]
pub fn nearest<'a>(text: &str, candidates: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let folded: Vec<char> = fold(text).chars().collect();
    if folded.is_empty() || folded.len() > 64 {
        return None;
    }
    // Of a text of one or two characters too much is an edit away: MW is not MJ.
    let limit = folded.len() / 3;
    if limit == 0 {
        return None;
    }
    candidates
        .map(|name| (fold(name).chars().collect::<Vec<_>>(), name))
        .filter(|(candidate, _)| candidate.len().abs_diff(folded.len()) <= limit)
        .map(|(candidate, name)| (edits(&folded, &candidate), name))
        .filter(|(count, name)| *count <= limit && *count < name.chars().count())
        .min_by(|a, b| a.0.cmp(&b.0).then(a.1.cmp(b.1)))
        .map(|(_, name)| name)
}

/// Levenshtein distance.
fn edits(left: &[char], right: &[char]) -> usize {
    let mut row: Vec<usize> = (0..=right.len()).collect();
    for (i, a) in left.iter().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, b) in right.iter().enumerate() {
            let replaced = diagonal + usize::from(a != b);
            diagonal = row[j + 1];
            row[j + 1] = replaced.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[right.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_compared_without_width_case_and_space() {
        assert_eq!(fold(" ＭＷｈ "), "mwh");
        assert_eq!(fold("万 Nm³"), "万nm3");
        assert_eq!(fold("消费量（万千瓦时）"), "消费量(万千瓦时)");
    }

    #[test]
    fn one_edit_is_one_insertion_deletion_or_replacement() {
        for (a, b, want) in [
            ("abc", "abd", true),
            ("abc", "ab", true),
            ("abc", "abcd", true),
            ("abc", "abc", false),
            ("abc", "acb", false),
            ("aab", "ab", true),
            ("", "a", true),
        ] {
            assert_eq!(is_one_edit_apart(a, b), want, "{a} {b}");
            assert_eq!(is_one_edit_apart(b, a), want, "{b} {a}");
        }
    }

    #[test]
    fn the_nearest_name_is_offered_and_a_far_one_is_not() {
        assert_eq!(nearest("天燃气", ["天然气", "柴油"].into_iter()), Some("天然气"));
        assert_eq!(nearest("kWhh", ["kWh", "MWh"].into_iter()), Some("kWh"));
        assert_eq!(nearest("banana", ["kWh"].into_iter()), None);
        assert_eq!(nearest("MW", ["MJ"].into_iter()), None);
        assert_eq!(nearest("煤", ["中煤"].into_iter()), None);
    }
}
