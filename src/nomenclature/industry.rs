//! Industry codes of GB/T 4754 and the peer levels that they make.

use rustc_hash::FxHashMap;

use super::rows::Rows;
use crate::finding::Fault;
use crate::measure::{narrow, trim_wide};

/// The levels on which enterprises are compared, from near to far.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PeerLevel {
    /// 小类, four digits.
    Class,
    /// 中类, three digits.
    Group,
    /// 大类, two digits.
    Division,
    /// 门类, one letter.
    Section,
    /// Everybody.
    All,
}

impl PeerLevel {
    /// Its name in files.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Class => "class",
            Self::Group => "group",
            Self::Division => "division",
            Self::Section => "section",
            Self::All => "all",
        }
    }

    /// The level of a name.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        [Self::Class, Self::Group, Self::Division, Self::Section, Self::All].into_iter().find(|level| level.name() == name)
    }
}

/// An industry code: two to four digits and, where known, the section's letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct IndustryCode {
    /// NUL where there are fewer than four, so that their order is that of texts.
    digits: [u8; 4],
    section: Option<char>,
    listed: bool,
}

impl IndustryCode {
    /// The digits, as they are printed.
    #[must_use]
    pub fn digits(&self) -> &str {
        std::str::from_utf8(&self.digits).unwrap_or_default().trim_end_matches('\0')
    }

    /// Whether the table lists it; a class that it does not list is pooled by its digits.
    #[must_use]
    pub fn is_listed(&self) -> bool {
        self.listed
    }

    /// The code of the pool that it falls into at a level; none when it is not that fine, or its section is not known.
    #[must_use]
    pub fn at(&self, level: PeerLevel) -> Option<String> {
        let digits = |count: usize| self.digits().get(..count).map(str::to_owned);
        match level {
            PeerLevel::Class => digits(4),
            PeerLevel::Group => digits(3),
            PeerLevel::Division => digits(2),
            PeerLevel::Section => self.section.map(String::from),
            PeerLevel::All => Some("all".to_owned()),
        }
    }
}

/// Why a text is no industry code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum IndustryError {
    /// Not two to four digits with at most a letter before, or a group or division that the table does not list.
    Unknown,
    /// The letter contradicts the digits.
    Letter {
        /// The letter as submitted.
        letter: char,
        /// The section that the digits belong to.
        section: char,
        /// The digits.
        digits: String,
    },
}

/// The industry table.
#[derive(Debug)]
pub struct Industries {
    /// Name and section by code; letters are codes too.
    by_code: FxHashMap<String, (String, char)>,
}

const COLUMNS: &[&str] = &["code", "level", "section", "parent", "name_zh"];

impl Industries {
    /// Reads the industry table.
    ///
    /// # Errors
    /// Names file and line of what is wrong.
    pub fn read(file: &str, bytes: &[u8]) -> Result<Self, Fault> {
        let mut by_code = FxHashMap::default();
        for row in Rows::read(file, bytes, COLUMNS)?.iter() {
            let section = row.required("section")?.chars().next().unwrap_or_default();
            let entry = (row.required("name_zh")?.to_owned(), section);
            if by_code.insert(row.required("code")?.to_owned(), entry).is_some() {
                return Err(row.fault("the code stands twice"));
            }
        }
        Ok(Self { by_code })
    }

    /// The name of a code, digits or letter.
    #[must_use]
    pub fn name(&self, code: &str) -> Option<&str> {
        self.by_code.get(code).map(|(name, _)| name.as_str())
    }

    /// The section of the division that digits belong to.
    fn section_of(&self, digits: &str) -> Option<char> {
        self.by_code.get(digits.get(..2)?).map(|(_, section)| *section)
    }

    /// Reads `3311`, `C3311`, `331`, `33`.
    ///
    /// # Errors
    /// Says why it is none.
    pub fn parse(&self, text: &str) -> Result<IndustryCode, IndustryError> {
        let text: String = trim_wide(text).chars().map(narrow).collect();
        let letter = text.chars().next().filter(char::is_ascii_alphabetic).map(|letter| letter.to_ascii_uppercase());
        let digits = text[usize::from(letter.is_some())..].trim();
        if !(2..=4).contains(&digits.len()) || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(IndustryError::Unknown);
        }
        let listed = self.by_code.contains_key(digits);
        if !listed && digits.len() < 4 {
            return Err(IndustryError::Unknown);
        }
        let section = self.section_of(digits);
        match (letter, section) {
            (Some(letter), Some(section)) if letter != section => Err(IndustryError::Letter { letter, section, digits: digits.to_owned() }),
            _ => {
                let mut padded = [0; 4];
                padded[..digits.len()].copy_from_slice(digits.as_bytes());
                Ok(IndustryCode { digits: padded, section: section.or(letter), listed })
            }
        }
    }

    /// Every code of digits.
    pub fn codes(&self) -> impl Iterator<Item = &str> {
        self.by_code.keys().map(String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table() -> Industries {
        let text = "code,level,section,parent,name_zh\nB,section,B,,采矿业\nC,section,C,,制造业\n06,division,B,B,煤炭\n061,group,B,06,烟煤\n0610,class,B,061,烟煤\n33,division,C,C,金属制品业\n331,group,C,33,结构性金属\n3311,class,C,331,金属结构\n";
        Industries::read("t.csv", text.as_bytes()).unwrap()
    }

    #[test]
    fn codes_are_read_with_and_without_their_letter() {
        for text in ["3311", "C3311", "c3311", " Ｃ３３１１ "] {
            let code = table().parse(text).unwrap();
            assert_eq!((code.digits(), code.is_listed()), ("3311", true), "{text}");
            assert_eq!(code.at(PeerLevel::Section).as_deref(), Some("C"));
        }
        let division = table().parse("33").unwrap();
        assert_eq!((division.at(PeerLevel::Class), division.at(PeerLevel::Division)), (None, Some("33".to_owned())));
    }

    #[test]
    fn an_unlisted_class_is_pooled_by_its_digits_and_an_eaten_zero_is_refused() {
        let class = table().parse("3399").unwrap();
        assert_eq!((class.is_listed(), class.at(PeerLevel::Group).as_deref()), (false, Some("339")));
        assert_eq!(class.at(PeerLevel::Section).as_deref(), Some("C"));
        assert_eq!(table().parse("610"), Err(IndustryError::Unknown));
        assert_eq!(table().parse("C"), Err(IndustryError::Unknown));
        assert!(matches!(table().parse("B3311"), Err(IndustryError::Letter { letter: 'B', section: 'C', .. })));
    }
}
