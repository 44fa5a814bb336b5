//! A folder of rules, every file of it checked.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::index::{self, CHANGELOG, INDEX};
use super::manifest::ReleaseManifest;
use super::release::Release;
use crate::digest::sha256;
use crate::finding::Fault;
use crate::measure::Date;

/// Rule files by their place in the folder.
pub(super) type Files = BTreeMap<String, Cow<'static, [u8]>>;

/// A whole folder of rules: all its releases, every file checked against its hash.
#[derive(Debug)]
pub struct RuleBook {
    pub(super) files: Files,
    /// Releases with the hash of their file, oldest first.
    pub(super) releases: Vec<(ReleaseManifest, String)>,
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
                check(&book.files, &file, &expected).map_err(named_by_the_index)?;
            }
        }
        let known: BTreeSet<String> = book.known_files();
        match book.files.keys().find(|file| !known.contains(*file)) {
            Some(unknown) => Err(Fault::RuleUnknown(unknown.clone())),
            None => Ok(book),
        }
    }

    /// The same for a folder in which the next release is being made: files that no release pins yet may lie in it, and the
    /// change log may say already why.
    pub(super) fn for_publishing(files: Files) -> Result<Self, Fault> {
        let mut releases = Vec::new();
        if let Some(bytes) = files.get(INDEX) {
            for (file, expected) in index::read(bytes)?.into_iter().filter(|(file, _)| file != CHANGELOG) {
                let found = check(&files, &file, &expected).map_err(named_by_the_index)?;
                releases.push((ReleaseManifest::read(&file, found)?, expected));
            }
        }
        releases.sort_by(|a, b| (a.0.published_on, &a.0.id).cmp(&(b.0.published_on, &b.0.id)));
        let book = Self { files, releases };
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
                check(&self.files, &pin.path(), &pin.sha256)?;
                if !families.insert((pin.kind, &pin.name)) {
                    return Err(Fault::rule(&file, 0, format!("{} is pinned in two versions", pin.path())));
                }
            }
            before = Some(entry);
        }
        Ok(())
    }

    fn known_files(&self) -> BTreeSet<String> {
        let own = [INDEX, CHANGELOG].into_iter().map(str::to_owned);
        let releases = self.releases.iter().map(|(release, _)| release_file(&release.id));
        let pinned = self.releases.iter().flat_map(|(release, _)| release.pins.iter().map(super::Pin::path));
        own.chain(releases).chain(pinned).collect()
    }

    /// Its releases with the hash of their file, oldest first.
    #[must_use]
    pub fn releases(&self) -> &[(ReleaseManifest, String)] {
        &self.releases
    }

    /// The release of an id; the newest when none is named.
    ///
    /// # Errors
    /// Lists what there is.
    pub fn release(&self, id: Option<&str>) -> Result<Release, Fault> {
        let found = match id {
            None => self.releases.last(),
            Some(id) => self.releases.iter().find(|(release, _)| release.id == id),
        };
        let (manifest, hash) = found.ok_or_else(|| self.unknown(id.unwrap_or("newest")))?;
        Release::read(self, manifest, hash)
    }

    /// The newest release that was published on or before a day.
    ///
    /// # Errors
    /// Lists what there is.
    pub fn release_as_of(&self, day: Date) -> Result<Release, Fault> {
        let found = self.releases.iter().rev().find(|(release, _)| release.published_on <= day);
        let (manifest, hash) = found.ok_or_else(|| self.unknown(&format!("--as-of {day}")))?;
        Release::read(self, manifest, hash)
    }

    fn unknown(&self, wanted: &str) -> Fault {
        Fault::UnknownRelease { wanted: wanted.to_owned(), known: self.releases.iter().map(|(release, _)| release.id.clone()).collect() }
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

fn check<'a>(files: &'a Files, file: &str, expected: &str) -> Result<&'a [u8], Fault> {
    let bytes = files.get(file).ok_or_else(|| Fault::RuleMissing(file.to_owned()))?;
    let found = sha256(bytes);
    if found == expected { Ok(bytes) } else { Err(Fault::HashMismatch { file: file.to_owned(), expected: expected.to_owned(), found }) }
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
