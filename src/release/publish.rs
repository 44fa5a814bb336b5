//! Publishing a release: pins are taken from the one before, files are hashed, the index is written anew.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::book::{RuleBook, read_folder, release_file};
use super::index::{self, INDEX};
use super::lint::{Problem, lint};
use super::manifest::{Pin, PinKind, ReleaseManifest};
use crate::enterprise::Identity;
use crate::factor::FactorRow;
use crate::finding::{Fault, Language, Severities};
use crate::measure::{Date, Ratio};
use crate::nomenclature::Rows;

/// What a new release states; what is left open is taken from the release before.
#[derive(Debug)]
pub struct Publication {
    /// Its id.
    pub id: String,
    /// The day on which it becomes known.
    pub published_on: Date,
    /// What it is, in Chinese.
    pub note_zh: String,
    /// The same in English.
    pub note_en: String,
    /// The scheme that is used when none is named.
    pub default_scheme: Option<String>,
    /// How enterprises are identified.
    pub identity: Option<Identity>,
    /// Nm3 in one m3 of gas as trade meters count it.
    pub gas_reference: Option<Ratio>,
    /// Rule files that it adds or puts in the place of another version.
    pub files: Vec<String>,
    /// Days after which somebody should look for a newer version, by file.
    pub best_before: Vec<(String, Date)>,
    /// Whether its tables may hold values that are known from memory alone.
    pub allow_recalled: bool,
    /// Who must sign it; as the release before when open.
    pub signers: Option<Vec<String>>,
    /// How much findings weigh; as in the release before when open.
    pub severities: Option<Severities>,
}

/// Writes `releases/<id>.toml` and the index into a folder of rules, after checking everything in it.
///
/// # Errors
/// Refuses an id that exists, a day before that of the newest release, a file that is not there, and everything that
/// `lint` finds.
pub fn publish(folder: &Path, publication: Publication) -> Result<(), Fault> {
    let mut book = RuleBook::for_publishing(read_folder(folder)?)?;
    let manifest = manifest_of(&book, publication)?;
    let text = manifest.to_text();
    let file = release_file(&manifest.id);
    book.put(&file, &text);
    book.releases.push((manifest.clone(), book.hash(&file)?));
    let index = index::write(&book.index_entries(&shelf_of(&book)?)?);
    book.put(INDEX, &index);
    // Files of a later release may lie in the folder already.
    let book = RuleBook::for_publishing(book.files)?;
    if let Some(problem) = lint(&book, &manifest.id)?.into_iter().find(Problem::is_error) {
        return Err(Fault::rule(&problem.file, problem.line, problem.text(Language::En)));
    }
    let target = folder.join("releases");
    std::fs::create_dir_all(&target).map_err(|error| Fault::write(&target, error))?;
    for (name, text) in [(file.as_str(), &text), (INDEX, &index)] {
        let path = folder.join(name);
        std::fs::write(&path, text).map_err(|error| Fault::write(&path, error))?;
    }
    Ok(())
}

fn manifest_of(book: &RuleBook, publication: Publication) -> Result<ReleaseManifest, Fault> {
    let file = release_file(&publication.id);
    let plain = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '_' | '.');
    if publication.id.is_empty() || publication.id.starts_with('.') || !publication.id.chars().all(plain) {
        return Err(Fault::UnsafeName(publication.id));
    }
    let before = book.releases.last();
    if book.releases.iter().any(|(release, _)| release.id == publication.id) {
        return Err(Fault::rule(&file, 0, "the release exists; published rules never change"));
    }
    if before.is_some_and(|(release, _)| (release.published_on, &release.id) > (publication.published_on, &publication.id)) {
        return Err(Fault::rule(&file, 0, "published_on lies before the newest release"));
    }
    let missing = |what: &str| Fault::rule(&file, 0, format!("the first release must state {what}"));
    let inherited = before.map(|(release, _)| release);
    let pins = pins_of(book, inherited, &publication)?;
    Ok(ReleaseManifest {
        default_scheme: publication
            .default_scheme
            .or_else(|| inherited.map(|release| release.default_scheme.clone()))
            .ok_or_else(|| missing("default_scheme"))?,
        identity: publication.identity.or_else(|| inherited.map(|release| release.identity)).unwrap_or_default(),
        gas_reference: publication
            .gas_reference
            .or_else(|| inherited.map(|release| release.gas_reference.clone()))
            .unwrap_or_else(Ratio::one),
        previous: before.map(|(release, hash)| (release.id.clone(), hash.clone())),
        pins,
        allow_recalled: publication.allow_recalled,
        severities: publication.severities.or_else(|| inherited.map(|release| release.severities.clone())).unwrap_or_default(),
        signers: publication.signers.or_else(|| inherited.map(|release| release.signers.clone())).unwrap_or_default(),
        id: publication.id,
        published_on: publication.published_on,
        note_zh: publication.note_zh,
        note_en: publication.note_en,
    })
}

/// The pins of the release before, with files added or put in their place; for a first release that names no files, every
/// rule file of the folder.
fn pins_of(book: &RuleBook, before: Option<&ReleaseManifest>, publication: &Publication) -> Result<Vec<Pin>, Fault> {
    let everything: Vec<String> = book.files.keys().filter(|file| Pin::of_path(file).is_some()).cloned().collect();
    let files = if before.is_none() && publication.files.is_empty() { &everything } else { &publication.files };
    let inherited = before.map(|release| release.pins.clone()).unwrap_or_default();
    let mut pins: BTreeMap<_, Pin> = inherited.into_iter().map(|pin| ((pin.kind, pin.name.clone()), pin)).collect();
    let mut named = BTreeSet::new();
    for file in files {
        let pin = Pin::of_path(file).ok_or_else(|| Fault::rule(file, 0, "no place of a rule file"))?;
        let pin = Pin { sha256: book.hash(file)?, ..pin };
        let family = (pin.kind, pin.name.clone());
        if !named.insert(family.clone()) {
            return Err(Fault::rule(file, 0, "two versions of one family: name the one that is meant"));
        }
        pins.insert(family, pin);
    }
    for (file, day) in &publication.best_before {
        let pin = pins.values_mut().find(|pin| pin.path() == *file).ok_or_else(|| Fault::RuleMissing(file.clone()))?;
        pin.best_before = Some(*day);
    }
    Ok(pins.into_values().collect())
}

/// Tables that no release pins and that hold values known from memory alone. Any other file without a release is a draft:
/// it enters no index, and the folder is refused until it is published or taken away.
fn shelf_of(book: &RuleBook) -> Result<Vec<String>, Fault> {
    let pinned: BTreeSet<String> = book.pinned_files().collect();
    let free =
        book.files.keys().filter(|file| Pin::of_path(file).is_some_and(|pin| pin.kind == PinKind::Tables) && !pinned.contains(*file));
    let mut shelf = Vec::new();
    for file in free {
        if Rows::read(file, book.file(file)?, FactorRow::COLUMNS)?.iter().any(|row| FactorRow::says_recalled(&row)) {
            shelf.push(file.clone());
        }
    }
    Ok(shelf)
}
