//! What a run folder shall hold, and in which language.

use std::collections::BTreeMap;

use crate::enterprise::Directory;
use crate::finding::{Fault, Language};
use crate::intake::NamedEncoding;

/// For which enterprises pages and labels are written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reports {
    /// For everybody.
    All,
    /// For nobody.
    None,
    /// For these ids.
    Of(Vec<String>),
}

impl Reports {
    /// Reads `all`, `none` or ids joined by commas.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        match text {
            "all" => Self::All,
            "none" | "" => Self::None,
            ids => Self::Of(ids.split(',').map(str::trim).filter(|id| !id.is_empty()).map(str::to_owned).collect()),
        }
    }

    fn text(&self) -> String {
        match self {
            Self::All => "all".to_owned(),
            Self::None => "none".to_owned(),
            Self::Of(ids) => ids.join(","),
        }
    }

    /// The places of the enterprises that are meant, in the order of the list.
    ///
    /// # Errors
    /// Names an id that is not listed.
    pub fn places(&self, directory: &Directory) -> Result<Vec<usize>, Fault> {
        match self {
            Self::None => Ok(Vec::new()),
            Self::All => Ok((0..directory.all().len()).collect()),
            Self::Of(ids) => {
                let mut places = ids.iter().map(|id| place(directory, id)).collect::<Result<Vec<_>, _>>()?;
                places.sort_unstable();
                places.dedup();
                Ok(places)
            }
        }
    }
}

fn place(directory: &Directory, id: &str) -> Result<usize, Fault> {
    directory.find(id).map(|at| at as usize).ok_or_else(|| {
        let ids = directory.all().iter().map(|enterprise| enterprise.id.as_str());
        Fault::UnknownEnterprise { id: id.to_owned(), nearest: crate::measure::nearest(id, ids).map(str::to_owned) }
    })
}

/// What is written, and in which language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Options {
    /// The language of pages and messages.
    pub language: Language,
    /// Whether the ledger is written.
    pub ledger: bool,
    /// For whom pages and labels are written.
    pub reports: Reports,
    /// Whether errors would have stopped the run.
    pub strict: bool,
    /// The encoding that was named for the input.
    pub encoding: Option<NamedEncoding>,
    /// The hash of the frozen references that the run is compared with.
    pub references: Option<String>,
}

impl Options {
    /// Their names and values in the manifest.
    #[must_use]
    pub fn entries(&self) -> BTreeMap<String, String> {
        let entry = |name: &str, value: String| (name.to_owned(), value);
        let known = BTreeMap::from([
            entry("lang", self.language.code().to_owned()),
            entry("ledger", if self.ledger { "full" } else { "none" }.to_owned()),
            entry("reports", self.reports.text()),
            entry("strict", self.strict.to_string()),
            entry("encoding", self.encoding.map_or("auto", NamedEncoding::name).to_owned()),
        ]);
        known.into_iter().chain(self.references.iter().map(|hash| entry("references", hash.clone()))).collect()
    }

    /// The options that a manifest states; nothing when one is missing or not understood.
    #[must_use]
    pub fn of_entries(entries: &BTreeMap<String, String>) -> Option<Self> {
        Some(Self {
            language: Language::parse(entries.get("lang")?)?,
            ledger: entries.get("ledger")? == "full",
            reports: Reports::parse(entries.get("reports")?),
            strict: entries.get("strict")? == "true",
            encoding: NamedEncoding::parse(entries.get("encoding")?),
            references: entries.get("references").cloned(),
        })
    }
}
