//! A folder of rules, every file of it checked.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use rustc_hash::FxHashMap;

use super::index::{self, CHANGELOG, INDEX};
use super::manifest::{Pin, PinKind, ReleaseManifest};
use super::release::{Extent, Release};
use super::signature::signature_files;
use crate::digest::sha256;
use crate::factor::FactorTable;
use crate::finding::Fault;
use crate::measure::Date;
use crate::nomenclature::Nomenclature;
use crate::scheme::Scheme;

/// Rule files by their place in the folder.
pub(super) type Files = BTreeMap<String, Cow<'static, [u8]>>;

/// A whole folder of rules: all its releases, every file checked against its hash.
#[derive(Debug)]
pub struct RuleBook {
    pub(super) files: Files,
    /// The hash of each, made once: many releases pin the same file.
    hashes: FxHashMap<String, String>,
    /// Releases with the hash of their file, oldest first.
    pub(super) releases: Vec<(ReleaseManifest, String)>,
    /// Tables that no release pins and the index knows: values known from memory alone, there to be looked at.
    pub(super) shelf: Vec<String>,
}

impl RuleBook {
    /// Reads and checks a folder.
    ///
    /// # Errors
    /// Names the file that is missing, changed, doubled or unknown.
    pub fn open(folder: &Path) -> Result<Self, Fault> {
        Self::new(read_folder(folder)?)
    }

    /// Checks files that are in memory already.
    pub(super) fn new(files: Files) -> Result<Self, Fault> {
        let book = Self::for_publishing(files)?;
        if let Some(bytes) = book.files.get(INDEX) {
            for (file, expected) in index::read(bytes)? {
                book.check(&file, &expected).map_err(named_by_the_index)?;
            }
            // Nothing hashes the index itself, so it must be what would be written now, in that order.
            if index::write(&book.index_entries(&book.shelf)?).as_bytes() != bytes.as_ref() {
                return Err(Fault::rule(INDEX, 1, "the entries are not those, or not in the order, in which they were written"));
            }
        }
        let known: BTreeSet<String> = book.known_files();
        // A release that the index does not know is the reason why its files have none; it is named first.
        match book.files.keys().filter(|file| !known.contains(*file)).min_by_key(|file| !file.starts_with("releases/")) {
            Some(unknown) => Err(Fault::RuleUnknown(unknown.clone())),
            None => Ok(book),
        }
    }

    /// The same for a folder in which the next release is being made: files that no release pins yet may lie in it, and the
    /// change log may say already why.
    pub(super) fn for_publishing(files: Files) -> Result<Self, Fault> {
        let hashes = files.iter().map(|(file, bytes)| (file.clone(), sha256(bytes))).collect();
        let mut book = Self { files, hashes, releases: Vec::new(), shelf: Vec::new() };
        let entries = book.files.get(INDEX).map_or_else(|| Ok(Vec::new()), |bytes| index::read(bytes))?;
        for (file, expected) in entries.into_iter().filter(|(file, _)| file != CHANGELOG) {
            let bytes = book.check(&file, &expected).map_err(named_by_the_index)?;
            if Pin::of_path(&file).is_some() {
                book.shelf.push(file);
            } else {
                let release = ReleaseManifest::read(&file, bytes)?;
                book.releases.push((release, expected));
            }
        }
        book.releases.sort_by(|a, b| (a.0.published_on, &a.0.id).cmp(&(b.0.published_on, &b.0.id)));
        book.shelf.sort();
        book.check_releases()?;
        Ok(book)
    }

    fn check_releases(&self) -> Result<(), Fault> {
        let mut before: Option<&(ReleaseManifest, String)> = None;
        for entry in &self.releases {
            let (release, _) = entry;
            let file = release_file(&release.id);
            let previous = before.map(|(release, hash)| (release.id.clone(), hash.clone()));
            if release.previous != previous {
                return Err(Fault::rule(&file, 0, "it does not name the release before it by its hash"));
            }
            let mut families = BTreeSet::new();
            for pin in &release.pins {
                self.check(&pin.path(), &pin.sha256)?;
                if !families.insert((pin.kind, &pin.name)) {
                    return Err(Fault::rule(&file, 0, format!("{} is pinned in two versions", pin.path())));
                }
            }
            before = Some(entry);
        }
        Ok(())
    }

    fn known_files(&self) -> BTreeSet<String> {
        let own = [INDEX, CHANGELOG].into_iter().map(str::to_owned).chain(self.shelf.iter().cloned());
        let releases = self.releases.iter().map(|(release, _)| release_file(&release.id));
        let signatures = self.releases.iter().flat_map(|(release, _)| signature_files(release));
        own.chain(releases).chain(signatures).chain(self.pinned_files()).collect()
    }

    /// Every file that a release pins.
    pub(super) fn pinned_files(&self) -> impl Iterator<Item = String> {
        self.releases.iter().flat_map(|(release, _)| release.pins.iter().map(Pin::path))
    }

    /// What the index says: releases from old to new, the change log, the shelf.
    pub(super) fn index_entries(&self, unpinned: &[String]) -> Result<Vec<(String, String)>, Fault> {
        let releases = self.releases.iter().map(|(release, _)| release_file(&release.id));
        let changelog = self.files.contains_key(CHANGELOG).then(|| CHANGELOG.to_owned());
        let files = releases.chain(changelog).chain(unpinned.iter().cloned());
        files.map(|file| self.hash(&file).map(|hash| (file.clone(), hash))).collect()
    }

    /// The tables that no release pins, read with the names of a release.
    ///
    /// # Errors
    /// Names file and line of what is wrong.
    pub fn shelf(&self, nomenclature: &Nomenclature) -> Result<Vec<FactorTable>, Fault> {
        let places = self.shelf.iter().filter_map(|file| Pin::of_path(file));
        places.map(|pin| FactorTable::read(&pin.name, &pin.version, &pin.path(), self.file(&pin.path())?, nomenclature)).collect()
    }

    /// The text of a scheme's file.
    ///
    /// # Errors
    /// When it is not among the rules.
    pub fn scheme_text(&self, scheme: &Scheme) -> Result<&str, Fault> {
        let path = format!("{}/{}/{}.toml", PinKind::Schemes.folder(), scheme.name, scheme.version);
        std::str::from_utf8(self.file(&path)?).map_err(|error| Fault::rule(&path, 0, error.to_string()))
    }

    /// Its releases with the hash of their file, oldest first.
    #[must_use]
    pub fn releases(&self) -> &[(ReleaseManifest, String)] {
        &self.releases
    }

    /// The release of an id, the newest when none is named, with the tables that its methods name.
    ///
    /// # Errors
    /// Lists what there is.
    pub fn release(&self, id: Option<&str>) -> Result<Release, Fault> {
        self.read(id, Extent::Computing)
    }

    /// The same with every table that it pins.
    ///
    /// # Errors
    /// Lists what there is.
    pub fn whole_release(&self, id: Option<&str>) -> Result<Release, Fault> {
        self.read(id, Extent::Everything)
    }

    fn read(&self, id: Option<&str>, extent: Extent) -> Result<Release, Fault> {
        let found = match id {
            None => self.releases.last(),
            Some(id) => self.releases.iter().find(|(release, _)| release.id == id),
        };
        let (manifest, hash) = found.ok_or_else(|| self.unknown(id.unwrap_or("newest")))?;
        Release::read(self, manifest, hash, extent)
    }

    /// The id of the newest release that was published on or before a day.
    ///
    /// # Errors
    /// Lists what there is.
    pub fn as_of(&self, day: Date) -> Result<&str, Fault> {
        let found = self.releases.iter().rev().find(|(release, _)| release.published_on <= day);
        found.map(|(release, _)| release.id.as_str()).ok_or_else(|| self.unknown(&format!("--as-of {day}")))
    }

    pub(super) fn unknown(&self, wanted: &str) -> Fault {
        Fault::UnknownRelease { wanted: wanted.to_owned(), known: self.releases.iter().map(|(release, _)| release.id.clone()).collect() }
    }

    /// The bytes of a rule file, if they are what their hash says.
    fn check(&self, file: &str, expected: &str) -> Result<&[u8], Fault> {
        let found = self.hash(file)?;
        if found == expected {
            return self.file(file);
        }
        Err(Fault::HashMismatch { file: file.to_owned(), expected: expected.to_owned(), found })
    }

    /// Puts a file into the folder in memory.
    pub(super) fn put(&mut self, file: &str, text: &str) {
        self.hashes.insert(file.to_owned(), sha256(text.as_bytes()));
        self.files.insert(file.to_owned(), Cow::Owned(text.to_owned().into_bytes()));
    }

    /// The hash of a rule file.
    pub(super) fn hash(&self, file: &str) -> Result<String, Fault> {
        self.hashes.get(file).cloned().ok_or_else(|| Fault::RuleMissing(file.to_owned()))
    }

    /// The bytes of a rule file.
    pub(super) fn file(&self, path: &str) -> Result<&[u8], Fault> {
        self.files.get(path).map(AsRef::as_ref).ok_or_else(|| Fault::RuleMissing(path.to_owned()))
    }
}

/// Where a release's file stands.
pub(super) fn release_file(id: &str) -> String {
    format!("releases/{id}.toml")
}

/// A file that is not there may be a name that was changed in the index.
fn named_by_the_index(fault: Fault) -> Fault {
    match fault {
        Fault::RuleMissing(file) => Fault::RuleMissing(format!("{file} ({INDEX})")),
        other => other,
    }
}

/// Every file below a folder, hidden ones left out.
pub(super) fn read_folder(folder: &Path) -> Result<Files, Fault> {
    let mut files = Files::new();
    let mut waiting = vec![(folder.to_owned(), String::new())];
    while let Some((path, place)) = waiting.pop() {
        for entry in std::fs::read_dir(&path).map_err(|error| Fault::read(&path, error))? {
            let entry = entry.map_err(|error| Fault::read(&path, error))?;
            let name = entry.file_name().into_string().map_err(|name| Fault::UnsafeName(name.to_string_lossy().into_owned()))?;
            if name.starts_with('.') {
                continue;
            }
            let below = if place.is_empty() { name } else { format!("{place}/{name}") };
            if entry.path().is_dir() {
                waiting.push((entry.path(), below));
            } else {
                let bytes = std::fs::read(entry.path()).map_err(|error| Fault::read(&entry.path(), error))?;
                files.insert(below, Cow::Owned(bytes));
            }
        }
    }
    Ok(files)
}
