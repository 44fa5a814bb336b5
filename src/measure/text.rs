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
    let wanted = Spelling::of(text);
    let limit = wanted.limit()?;
    let near = candidates.filter_map(|name| Some((wanted.edits_to(&Spelling::of(name), limit)?, name)));
    near.filter(|(count, name)| *count < name.chars().count()).min().map(|(_, name)| name)
}

/// Names to which the nearest is asked for again and again: each is folded once.
#[derive(Debug, Default)]
pub struct Spellings(Vec<(Spelling, String)>);

impl Spellings {
    /// The spellings of names.
    pub fn of<'a>(names: impl Iterator<Item = &'a str>) -> Self {
        Self(names.map(|name| (Spelling::of(name), name.to_owned())).collect())
    }

    /// The same as [`nearest`] among these names.
    #[must_use]
    pub fn nearest(&self, text: &str) -> Option<&str> {
        let wanted = Spelling::of(text);
        let limit = wanted.limit()?;
        let near = self.0.iter().filter_map(|(spelling, name)| Some((wanted.edits_to(spelling, limit)?, name.as_str())));
        near.filter(|(count, name)| *count < name.chars().count()).min().map(|(_, name)| name)
    }
}

/// A text as it is compared.
#[derive(Debug)]
struct Spelling {
    letters: Vec<char>,
    /// One bit for each letter in it; letters share bits.
    mask: u64,
}

impl Spelling {
    fn of(text: &str) -> Self {
        let letters: Vec<char> = fold(text).chars().collect();
        let mask = letters.iter().fold(0, |mask, letter| mask | 1u64 << (u32::from(*letter) % 61));
        Self { letters, mask }
    }

    /// How many edits a suggestion may be away. Of a text of one or two characters too much is an edit away: MW is not MJ.
    fn limit(&self) -> Option<usize> {
        Some(self.letters.len() / 3).filter(|limit| *limit > 0 && self.letters.len() <= 64)
    }

    /// The edits between two texts, if they are not more than `limit`. Each letter that one of them lacks is an edit: that
    /// tells nearly all of them at once.
    fn edits_to(&self, other: &Self, limit: usize) -> Option<usize> {
        let lacks = |left: u64, right: u64| (left & !right).count_ones() as usize > limit;
        let far = self.letters.len().abs_diff(other.letters.len()) > limit;
        if far || lacks(self.mask, other.mask) || lacks(other.mask, self.mask) {
            return None;
        }
        Some(edits(&self.letters, &other.letters)).filter(|count| *count <= limit)
    }
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
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_is_told_at_once_is_far(left in "[abＣ电力]{0,9}", right in "[abＣ电力]{0,9}") {
            let [left, right] = [left, right].map(|text| Spelling::of(&text));
            let count = edits(&left.letters, &right.letters);
            prop_assert_eq!(left.edits_to(&right, 3), (count <= 3).then_some(count));
        }
    }

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
        assert_eq!(Spellings::of(["柴油", "天然气"].into_iter()).nearest("天燃气"), Some("天然气"));
    }
}
