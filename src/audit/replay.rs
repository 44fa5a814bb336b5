//! Replay: is a run still what it was, and does it come out the same again?

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::archive::write_run;
use super::leftovers::Leftovers;
use super::manifest::{Manifest, OutputEntry};
use super::options::Options;
use super::own_rules::{followed, frozen};
use super::run_folder::RunFolder;
use super::staging::Staging;
use crate::digest::sha256;
use crate::facts::Role;
use crate::finding::Fault;
use crate::intake::{self, Batch, BatchFile, Progress, Settings};
use crate::ledger::LedgerFile;
use crate::measure::read_months;
use crate::release::RuleBook;
use crate::run::{Terms, run};

/// What replay found.
#[derive(Debug, Default)]
pub struct Replay {
    /// What was checked and agrees.
    pub done: Vec<Check>,
    /// The first thing that does not agree.
    pub difference: Option<Difference>,
    /// Whether the run names a run before it.
    pub has_previous: bool,
}

/// A thing that replay can check.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Check {
    /// The manifest and every file of the run against their hashes.
    Files,
    /// The release and the scheme, and every rule file, against their hashes.
    Rules,
    /// The run before against the hashes of the manifest.
    Previous,
    /// The batch against the hashes of the manifest.
    Batch,
    /// Grades, references, summary and every ledger value, computed again.
    Values,
    /// Every byte, pages and Parquet included, computed again by the same version.
    Bytes,
}

/// Something that is not as it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Difference {
    /// A file that was changed.
    Changed(String),
    /// A file that is missing.
    Missing(String),
    /// A file that the manifest does not name.
    Unknown(String),
    /// A file that comes out otherwise when it is computed again.
    Recomputed(String),
    /// A rule file that is not what the run used.
    Rule(String),
}

/// Where replay finds what it needs.
#[derive(Debug)]
pub struct Sources<'a> {
    /// The run folder.
    pub run: &'a Path,
    /// The batch, to compute again.
    pub batch: Option<&'a Path>,
    /// The run before, to check what was taken in of it.
    pub previous: Option<&'a Path>,
    /// A folder where the second run is written and removed again.
    pub scratch: &'a Path,
    /// The version of this program.
    pub engine: &'a str,
    /// About how many bytes of a file one thread reads at a time.
    pub block_size: usize,
    /// Told of the batch as it is read again.
    pub progress: &'a Progress,
    /// Knows of the second run while it is there.
    pub leftovers: &'a Leftovers,
}

/// Checks a run folder, its rules and, with a batch, its result. `rules` opens the rules that the run names.
///
/// # Errors
/// When it cannot be done: no run, no such release, no batch.
pub fn replay(sources: &Sources<'_>, rules: impl FnOnce() -> Result<RuleBook, Fault>) -> Result<Replay, Fault> {
    let mut replay = Replay::default();
    let manifest = match Manifest::read(sources.run)? {
        Ok(manifest) => manifest,
        Err(changed) => return Ok(replay.stop(Difference::Changed(changed))),
    };
    replay.has_previous = manifest.previous.is_some();
    if let Some(difference) = compare_files(sources.run, &manifest)? {
        return Ok(replay.stop(difference));
    }
    replay.done.push(Check::Files);
    let book = match rules() {
        Ok(book) => book,
        Err(Fault::HashMismatch { file, .. } | Fault::RuleMissing(file) | Fault::RuleUnknown(file) | Fault::Rule { file, .. }) => {
            return Ok(replay.stop(Difference::Rule(file)));
        }
        Err(fault) => return Err(fault),
    };
    if let Some(difference) = compare_rules(sources.run, &book, &manifest)? {
        return Ok(replay.stop(difference));
    }
    replay.done.push(Check::Rules);
    if let Some(previous) = sources.previous {
        if let Some(difference) = compare_previous(previous, &manifest, sources.run)? {
            return Ok(replay.stop(difference));
        }
        replay.done.push(Check::Previous);
    }
    let Some(batch) = sources.batch else { return Ok(replay) };
    recompute(replay, &manifest, &book, batch, sources)
}

impl Replay {
    fn stop(mut self, difference: Difference) -> Self {
        self.difference = Some(difference);
        self
    }
}

/// Every file of the folder against the manifest, and the manifest against the folder.
fn compare_files(run: &Path, manifest: &Manifest) -> Result<Option<Difference>, Fault> {
    let mut present = files_below(run)?;
    present.remove("manifest.json");
    for OutputEntry { name, sha256: expected, .. } in &manifest.outputs {
        let Some(path) = present.remove(name) else { return Ok(Some(Difference::Missing(name.clone()))) };
        let bytes = std::fs::read(&path).map_err(|error| Fault::read(&path, error))?;
        if sha256(&bytes) != *expected {
            return Ok(Some(Difference::Changed(name.clone())));
        }
    }
    Ok(present.into_keys().next().map(Difference::Unknown))
}

/// Files below a folder by their place in it.
fn files_below(folder: &Path) -> Result<BTreeMap<String, PathBuf>, Fault> {
    let mut files = BTreeMap::new();
    let mut waiting = vec![(folder.to_owned(), String::new())];
    while let Some((path, place)) = waiting.pop() {
        for entry in std::fs::read_dir(&path).map_err(|error| Fault::read(&path, error))? {
            let entry = entry.map_err(|error| Fault::read(&path, error))?;
            let name = format!("{place}{}", entry.file_name().to_string_lossy());
            if entry.path().is_dir() {
                waiting.push((entry.path(), name + "/"));
            } else {
                files.insert(name, entry.path());
            }
        }
    }
    Ok(files)
}

fn compare_rules(run: &Path, book: &RuleBook, manifest: &Manifest) -> Result<Option<Difference>, Fault> {
    let release = followed(run, manifest, book)?;
    if release.sha256() != manifest.release.sha256 {
        return Ok(Some(Difference::Rule(format!("releases/{}.toml", manifest.release.id))));
    }
    let scheme = release.scheme(Some(&manifest.scheme.id))?;
    let same = scheme.sha256 == manifest.scheme.sha256;
    Ok((!same).then(|| Difference::Rule(format!("schemes/{}/{}.toml", scheme.name, scheme.version))))
}

/// What was read of the run before, against the manifest.
fn compare_previous(previous: &Path, manifest: &Manifest, run: &Path) -> Result<Option<Difference>, Fault> {
    let Some(wanted) = &manifest.previous else { return Err(Fault::NoPrevious(run.to_owned())) };
    let shown = |name: &str| previous.join(name).display().to_string();
    let found = match Manifest::read(previous)? {
        Ok(found) if found.run_id == wanted.run_id => found,
        Ok(_) => return Ok(Some(Difference::Unknown(previous.display().to_string()))),
        Err(changed) => return Ok(Some(Difference::Changed(shown(&changed)))),
    };
    for (name, hash) in &wanted.files {
        let path = previous.join(name);
        let bytes = std::fs::read(&path).map_err(|error| Fault::read(&path, error))?;
        if found.output_hash(name) != Some(hash) || sha256(&bytes) != *hash {
            return Ok(Some(Difference::Changed(shown(name))));
        }
    }
    Ok(None)
}

fn recompute(mut replay: Replay, manifest: &Manifest, book: &RuleBook, batch: &Path, sources: &Sources<'_>) -> Result<Replay, Fault> {
    let unreadable = |what: &str| Fault::run(sources.run, format!("manifest.json: {what}"));
    let mut options = Options::of_entries(&manifest.options).ok_or_else(|| unreadable("options"))?;
    let period = read_months(&manifest.period).map_err(|_| unreadable("period"))?.months;
    let release = followed(sources.run, manifest, book)?;
    let references = frozen(sources.run, manifest, &release)?;
    let scheme = release.scheme(Some(&manifest.scheme.id))?;
    let files = match recorded_files(manifest, batch)? {
        Ok(files) => files,
        Err(difference) => return Ok(replay.stop(difference)),
    };
    replay.done.push(Check::Batch);
    let settings = Settings {
        release: &release,
        period: Some(period),
        encoding: options.encoding,
        block_size: sources.block_size,
        progress: sources.progress,
    };
    let facts = intake::read(&Batch::of_files(&files)?, settings)?;
    let terms = Terms { release: &release, scheme, period, references: references.as_ref() };
    // What was taken in of the run before stands in the run itself.
    options.previous = match sources.previous {
        Some(previous) => Some(RunFolder::open(previous)?.before(terms)?),
        None => RunFolder::open(sources.run)?.previous()?,
    };
    let outcome = run(facts, terms);
    let again = sources.scratch.join("again");
    let second = write_run(Staging::beside(&again, sources.leftovers)?, &outcome, terms, &options, sources.engine)?;
    let same_version = manifest.engine == sources.engine;
    let differs = match manifest.output_hash("ledger.parquet").filter(|_| !same_version) {
        None => false,
        Some(hash) => LedgerFile::open(&sources.run.join("ledger.parquet"), hash)?.first_difference(&outcome, &release)?.is_some(),
    };
    if differs {
        return Ok(replay.stop(Difference::Recomputed("ledger.parquet".to_owned())));
    }
    let compared = |name: &str| same_version || matches!(name, "grades.csv" | "references.csv" | "summary.json");
    let differing = manifest.outputs.iter().filter(|output| compared(&output.name)).find(|output| !second.outputs.contains(output));
    if let Some(output) = differing {
        return Ok(replay.stop(Difference::Recomputed(output.name.clone())));
    }
    replay.done.push(Check::Values);
    if same_version {
        replay.done.push(Check::Bytes);
    }
    Ok(replay)
}

/// The files of the batch that the manifest names, each checked against its hash before anything is read from it.
fn recorded_files(manifest: &Manifest, batch: &Path) -> Result<Result<Vec<(Role, PathBuf)>, Difference>, Fault> {
    let mut files = Vec::new();
    for input in &manifest.inputs {
        // A workbook is recorded once for each sheet that was read.
        let path = batch.join(Batch::file_of(&input.name));
        let Some(role) = Role::ALL.into_iter().find(|role| role.name() == input.role) else {
            return Ok(Err(Difference::Changed("manifest.json".to_owned())));
        };
        if !path.exists() {
            return Ok(Err(Difference::Missing(input.name.clone())));
        }
        let bytes = std::fs::read(&path).map_err(|error| Fault::read(&path, error))?;
        if sha256(&bytes) != input.sha256 {
            return Ok(Err(Difference::Changed(input.name.clone())));
        }
        if !files.contains(&(role, path.clone())) {
            files.push((role, path));
        }
    }
    Ok(unrecorded_file(manifest, batch).map_or(Ok(files), |name| Err(Difference::Unknown(name))))
}

/// A file of the folder that a run of the folder would read and this one did not; files that were named one by one may have
/// others beside them.
fn unrecorded_file(manifest: &Manifest, batch: &Path) -> Option<String> {
    let Ok(folder) = Batch::of_folder(batch) else { return None };
    let recorded = |file: &BatchFile| manifest.inputs.iter().any(|input| *input.name == *file.name && input.role == file.role.name());
    let (known, unknown): (Vec<_>, Vec<_>) = folder.files().iter().partition(|file| recorded(file));
    unknown.first().filter(|_| known.len() == manifest.inputs.len()).map(|file| file.name.to_string())
}
