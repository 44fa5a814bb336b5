//! `releases/<id>.toml`: what a release pins.

use std::collections::BTreeMap;
use std::fmt::Write;

use serde::Deserialize;

use crate::enterprise::Identity;
use crate::finding::{Fault, Severities};
use crate::measure::{Date, Ratio};

/// What kind of rule a file is; its place in the folder follows from it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PinKind {
    /// `items/<version>.csv`.
    Items,
    /// `units/<version>.csv`.
    Units,
    /// `regions/<version>.csv`.
    Regions,
    /// `industries/<version>.csv`.
    Industries,
    /// `ranges/<version>.csv`; the only kind that a release need not pin.
    Ranges,
    /// `tables/<name>/<version>.csv`.
    Tables,
    /// `methods/<name>/<version>.toml`.
    Methods,
    /// `schemes/<name>/<version>.toml`.
    Schemes,
}

impl PinKind {
    const ALL: [Self; 8] =
        [Self::Items, Self::Units, Self::Regions, Self::Industries, Self::Ranges, Self::Tables, Self::Methods, Self::Schemes];

    /// The folder's name.
    #[must_use]
    pub fn folder(self) -> &'static str {
        match self {
            Self::Items => "items",
            Self::Units => "units",
            Self::Regions => "regions",
            Self::Industries => "industries",
            Self::Ranges => "ranges",
            Self::Tables => "tables",
            Self::Methods => "methods",
            Self::Schemes => "schemes",
        }
    }

    /// Whether there are several families of it, each with a name.
    #[must_use]
    pub fn is_named(self) -> bool {
        matches!(self, Self::Tables | Self::Methods | Self::Schemes)
    }

    fn extension(self) -> &'static str {
        if matches!(self, Self::Methods | Self::Schemes) { "toml" } else { "csv" }
    }
}

/// One file that a release pins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pin {
    /// What it is.
    pub kind: PinKind,
    /// The family's name; empty for kinds without one.
    pub name: String,
    /// The version.
    pub version: String,
    /// The hash of the file.
    pub sha256: String,
    /// The day after which somebody should look whether there is a newer version; it changes no result.
    pub best_before: Option<Date>,
}

impl Pin {
    /// Its place in the folder of rules.
    #[must_use]
    pub fn path(&self) -> String {
        let Self { kind, name, version, .. } = self;
        let stroke = if kind.is_named() { "/" } else { "" };
        format!("{}/{name}{stroke}{version}.{}", kind.folder(), kind.extension())
    }

    /// The pin, without its hash, of a place in the folder of rules.
    #[must_use]
    pub fn of_path(path: &str) -> Option<Self> {
        let kind = PinKind::ALL.into_iter().find(|kind| path.starts_with(&format!("{}/", kind.folder())))?;
        let rest = path.strip_prefix(kind.folder())?.strip_prefix('/')?.strip_suffix(kind.extension())?.strip_suffix('.')?;
        let (name, version) = if kind.is_named() { rest.split_once('/')? } else { ("", rest) };
        let plain = !version.is_empty() && !version.contains('/') && (kind.is_named() != name.is_empty());
        plain.then(|| Self { kind, name: name.to_owned(), version: version.to_owned(), sha256: String::new(), best_before: None })
    }
}

/// A release as its file states it.
#[derive(Clone, Debug)]
pub struct ReleaseManifest {
    /// Its id.
    pub id: String,
    /// The day on which it became known.
    pub published_on: Date,
    /// What it is, in Chinese and English.
    pub note_zh: String,
    /// The same in English.
    pub note_en: String,
    /// The scheme that is used when none is named.
    pub default_scheme: String,
    /// How enterprises are identified.
    pub identity: Identity,
    /// Nm3 in one m3 of gas as trade meters count it; 1 takes it as at the standard state.
    pub gas_reference: Ratio,
    /// Whether its tables may hold values that are known from memory alone.
    pub allow_recalled: bool,
    /// Who must sign it, by role; nobody in particular when empty.
    pub signers: Vec<String>,
    /// How much findings weigh, where it is not as built in.
    pub severities: Severities,
    /// Id and hash of the release before.
    pub previous: Option<(String, String)>,
    /// Every file.
    pub pins: Vec<Pin>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Text {
    id: String,
    published_on: String,
    note_zh: String,
    note_en: String,
    default_scheme: String,
    identity: String,
    gas_reference: String,
    #[serde(default)]
    allow_recalled: bool,
    #[serde(default)]
    signers: Vec<String>,
    #[serde(default)]
    severities: BTreeMap<String, String>,
    previous: Option<PreviousText>,
    pins: Vec<PinText>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PreviousText {
    id: String,
    sha256: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PinText {
    file: String,
    sha256: String,
    best_before: Option<String>,
}

impl PinText {
    fn pin(self) -> Result<Pin, String> {
        let place = Pin::of_path(&self.file).ok_or_else(|| format!("{} is no place of a rule file", self.file))?;
        let day = |text: String| Date::parse(&text).filter(|date| date.is_day()).ok_or_else(|| format!("best_before {text} is no day"));
        Ok(Pin { sha256: self.sha256, best_before: self.best_before.map(day).transpose()?, ..place })
    }
}

impl ReleaseManifest {
    /// Reads a release's file.
    ///
    /// # Errors
    /// Names the file, its line and what is wrong.
    pub fn read(file: &str, bytes: &[u8]) -> Result<Self, Fault> {
        let wrong = |reason: String| Fault::rule(file, 0, reason);
        let text = std::str::from_utf8(bytes).map_err(|error| wrong(error.to_string()))?;
        let parsed: Text = toml::from_str(text).map_err(|error| {
            let before = error.span().and_then(|span| text.get(..span.start)).unwrap_or_default();
            Fault::rule(file, before.bytes().filter(|byte| *byte == b'\n').count() as u64 + 1, error.message().to_owned())
        })?;
        let published_on = Date::parse(&parsed.published_on).filter(|date| date.is_day());
        Ok(Self {
            published_on: published_on.ok_or_else(|| wrong(format!("published_on {} is no day", parsed.published_on)))?,
            identity: Identity::parse(&parsed.identity)
                .ok_or_else(|| wrong(format!("identity = {}: must be uscc or text", parsed.identity)))?,
            gas_reference: Ratio::parse(&parsed.gas_reference)
                .filter(Ratio::is_positive)
                .ok_or_else(|| wrong("gas_reference is no number above zero".to_owned()))?,
            allow_recalled: parsed.allow_recalled,
            signers: roles(parsed.signers).map_err(wrong)?,
            severities: Severities::read(&parsed.severities).map_err(wrong)?,
            pins: parsed.pins.into_iter().map(PinText::pin).collect::<Result<_, _>>().map_err(wrong)?,
            previous: parsed.previous.map(|previous| (previous.id, previous.sha256)),
            id: parsed.id,
            note_zh: parsed.note_zh,
            note_en: parsed.note_en,
            default_scheme: parsed.default_scheme,
        })
    }

    /// Its file's text: what [`ReleaseManifest::read`] reads.
    #[must_use]
    pub fn to_text(&self) -> String {
        let quoted = |text: &str| toml::Value::String(text.to_owned()).to_string();
        let mut text = String::new();
        let fields = [
            ("id", self.id.clone()),
            ("published_on", self.published_on.to_string()),
            ("note_zh", self.note_zh.clone()),
            ("note_en", self.note_en.clone()),
            ("default_scheme", self.default_scheme.clone()),
            ("identity", self.identity.name().to_owned()),
            ("gas_reference", self.gas_reference.to_text()),
        ];
        for (key, value) in &fields {
            let _ = writeln!(text, "{key} = {}", quoted(value));
        }
        if self.allow_recalled {
            text += "allow_recalled = true\n";
        }
        if !self.signers.is_empty() {
            let _ = writeln!(text, "signers = [{}]", self.signers.iter().map(|role| quoted(role)).collect::<Vec<_>>().join(", "));
        }
        for (at, (code, severity)) in self.severities.iter().enumerate() {
            let _ = writeln!(text, "{}{} = {}", if at == 0 { "\n[severities]\n" } else { "" }, code.name(), quoted(severity.name()));
        }
        if let Some((id, sha256)) = &self.previous {
            let _ = writeln!(text, "\n[previous]\nid = {}\nsha256 = {}", quoted(id), quoted(sha256));
        }
        for pin in &self.pins {
            let _ = writeln!(text, "\n[[pins]]\nfile = {}\nsha256 = {}", quoted(&pin.path()), quoted(&pin.sha256));
            if let Some(day) = pin.best_before {
                let _ = writeln!(text, "best_before = {}", quoted(&day.to_string()));
            }
        }
        text
    }
}

/// Roles become parts of file names.
fn roles(roles: Vec<String>) -> Result<Vec<String>, String> {
    for (at, role) in roles.iter().enumerate() {
        let plain = !role.is_empty() && role.chars().all(|letter| letter.is_ascii_lowercase() || letter == '-');
        if !plain || roles[..at].contains(role) {
            return Err(format!("signers: {role} is no role, or stands twice; roles are small letters"));
        }
    }
    Ok(roles)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_and_pins_are_the_same_thing() {
        for path in ["items/1.csv", "tables/cn-grid/2023.csv", "methods/general/1.toml", "schemes/zhejiang-2021/1.toml"] {
            assert_eq!(Pin::of_path(path).unwrap().path(), path);
        }
        for path in ["items/a/1.csv", "tables/1.csv", "items/1.toml", "other/1.csv", "tables/a/b/1.csv", "items/.csv"] {
            assert_eq!(Pin::of_path(path), None, "{path}");
        }
    }
}
