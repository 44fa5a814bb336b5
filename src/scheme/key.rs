//! A key of a scheme file that is not as it must be.

use crate::finding::Fault;
use crate::measure::Ratio;

use super::lines::line_of;

/// Which key, and what is allowed, in both languages.
pub(super) struct KeyError {
    key: String,
    zh: String,
    en: String,
}

impl KeyError {
    pub(super) fn new(key: impl Into<String>, zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self { key: key.into(), zh: zh.into(), en: en.into() }
    }

    /// The fault, at the line of the key.
    pub(super) fn at(self, file: &str, text: &str) -> Fault {
        let line = line_of(text, &self.key);
        Fault::Key { file: file.to_owned(), line, key: self.key, zh: self.zh, en: self.en }
    }
}

/// One of a few words.
pub(super) fn choose<T: Clone>(key: &str, value: &str, known: &[(&str, T)]) -> Result<T, KeyError> {
    known.iter().find(|(name, _)| *name == value).map(|(_, meaning)| meaning.clone()).ok_or_else(|| {
        let names: Vec<&str> = known.iter().map(|(name, _)| *name).collect();
        let names = names.join(", ");
        KeyError::new(key, format!("“{value}”不可用；可用的有 {names}"), format!("“{value}” is not allowed: use one of {names}"))
    })
}

/// A number: a decimal or a fraction.
pub(super) fn number(key: &str, text: &str) -> Result<Ratio, KeyError> {
    Ratio::parse(text).ok_or_else(|| {
        KeyError::new(
            key,
            format!("“{text}”不是数；请写小数或分数，如 \"0.6\"、\"1/3\""),
            format!("“{text}” is no number: write a decimal or a fraction, such as \"0.6\" or \"1/3\""),
        )
    })
}

/// A number above zero.
pub(super) fn positive(key: &str, text: &str) -> Result<Ratio, KeyError> {
    number(key, text)?
        .is_positive()
        .then(|| number(key, text))
        .unwrap_or_else(|| Err(KeyError::new(key, format!("“{text}”须大于零"), format!("“{text}” must be above zero"))))
}

/// A number that must be there.
pub(super) fn wanted<T>(key: &str, value: Option<T>, kind: &str) -> Result<T, KeyError> {
    value.ok_or_else(|| KeyError::new(key, format!("“{kind}”需要此项"), format!("is missing; “{kind}” needs it")))
}
