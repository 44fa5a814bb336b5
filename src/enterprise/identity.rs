//! Identity codes, by the rule that the release sets.

/// How enterprises are identified.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Identity {
    /// The unified social credit code of GB 32100-2015.
    #[default]
    Uscc,
    /// Any text.
    Text,
}

/// Why a text is no identity code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IdentityError {
    /// The exponent form into which a spreadsheet turns a long number.
    Exponent,
    /// The wrong length, or a character outside the alphabet.
    Shape {
        /// Its characters.
        length: usize,
        /// The first that is not allowed.
        letter: Option<char>,
    },
}

/// The alphabet of GB 32100-2015: a character's value is its place.
const ALPHABET: &[u8; 31] = b"0123456789ABCDEFGHJKLMNPQRTUWXY";
const LENGTH: usize = 18;

/// The value of each byte; that of no character is not below 31.
const VALUES: [u8; 256] = {
    let (mut values, mut value) = ([u8::MAX; 256], 0u8);
    while (value as usize) < ALPHABET.len() {
        values[ALPHABET[value as usize] as usize] = value;
        value += 1;
    }
    values
};

fn value(byte: u8) -> Option<usize> {
    Some(VALUES[usize::from(byte)]).filter(|value| *value < u8::MAX).map(usize::from)
}

/// The identity code of the enterprise in templates, which nobody has: its rows are passed over.
pub const EXAMPLE_ID: &str = "91440300EXAMPLE00F";

impl Identity {
    /// The rule of a name.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        match name {
            "uscc" => Some(Self::Uscc),
            "text" => Some(Self::Text),
            _ => None,
        }
    }

    /// Its name in release files.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Uscc => "uscc",
            Self::Text => "text",
        }
    }

    /// Checks the shape of a code.
    ///
    /// # Errors
    /// Says what is wrong with it.
    pub fn check(self, code: &str) -> Result<(), IdentityError> {
        if self == Self::Text || code.len() == LENGTH && code.bytes().all(|byte| value(byte).is_some()) {
            return Ok(());
        }
        let letter = code.chars().find(|letter| u8::try_from(*letter).ok().and_then(value).is_none());
        let length = code.chars().count();
        Err(if is_exponent(code) { IdentityError::Exponent } else { IdentityError::Shape { length, letter } })
    }

    /// The check character that a well-shaped code should end with, when it ends with another.
    ///
    /// GB 32100-2015: weights `3^i mod 31` on the first seventeen characters; the check character's value is 31 minus the
    /// sum modulo 31, and zero for 31.
    #[must_use]
    pub fn expected_check(self, code: &str) -> Option<char> {
        if self == Self::Text || code.len() != LENGTH {
            return None;
        }
        let mut weight = 1;
        let mut sum = 0;
        for byte in code.bytes().take(LENGTH - 1) {
            sum += value(byte)? * weight;
            weight = weight * 3 % 31;
        }
        let expected = char::from(ALPHABET[(31 - sum % 31) % 31]);
        (!code.ends_with(expected)).then_some(expected)
    }
}

/// `9.14E+17`.
fn is_exponent(code: &str) -> bool {
    let upper = code.to_ascii_uppercase();
    upper.split_once("E+").is_some_and(|(digits, exponent)| {
        let plain = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
        plain(digits) && plain(exponent)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Published codes: the worked example of the standard, and registered ones.
    #[test]
    fn published_codes_pass_and_known_exceptions_fail() {
        for code in ["91350100M000100Y43", "91512081MA62K0260E", "9131000063159284XQ", "91440300708461136T"] {
            assert_eq!(Identity::Uscc.check(code), Ok(()));
            assert_eq!(Identity::Uscc.expected_check(code), None, "{code}");
        }
        assert_eq!(Identity::Uscc.expected_check("91350211M0000XUF46"), Some('R'));
        assert_eq!(Identity::Uscc.expected_check("91350100M0001TGQXM"), Some('1'));
    }

    #[test]
    fn the_shape_is_checked_to_the_letter() {
        assert_eq!(Identity::Uscc.check("91350100M000100Y4Z"), Err(IdentityError::Shape { length: 18, letter: Some('Z') }));
        assert_eq!(Identity::Uscc.check("91350100m000100Y43"), Err(IdentityError::Shape { length: 18, letter: Some('m') }));
        assert_eq!(Identity::Uscc.check("9135"), Err(IdentityError::Shape { length: 4, letter: None }));
        assert_eq!(Identity::Uscc.check("9.14E+17"), Err(IdentityError::Exponent));
        assert_eq!(Identity::Text.check("building 7"), Ok(()));
    }
}
