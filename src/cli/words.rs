//! The language in which the terminal is spoken to.

use std::ffi::OsString;

use carbonlabel::finding::Language;

/// Picks words of one language.
#[derive(Clone, Copy, Debug)]
pub struct Words(pub Language);

impl Words {
    /// The text of the two that is in this language.
    pub fn t(self, zh: &'static str, en: &'static str) -> &'static str {
        self.0.pick(zh, en)
    }
}

/// `--lang` wherever it stands, else `LANG`: Chinese when it begins with zh, else English. It is looked for before the
/// arguments are parsed, since help and usage errors speak it too.
#[expect(clippy::disallowed_methods, reason = "the binary alone asks the environment")]
pub fn terminal_language(arguments: &[OsString]) -> Language {
    let texts: Vec<_> = arguments.iter().map(|argument| argument.to_string_lossy()).collect();
    let joined = texts.iter().find_map(|text| text.strip_prefix("--lang=").map(str::to_owned));
    let separate = texts.iter().position(|text| text == "--lang").and_then(|at| texts.get(at + 1)).map(|text| text.clone().into_owned());
    let named = joined.or(separate).and_then(|code| Language::parse(&code));
    named.unwrap_or_else(|| {
        let environment = std::env::var("LANG").unwrap_or_default();
        if environment.starts_with("zh") { Language::Zh } else { Language::En }
    })
}
