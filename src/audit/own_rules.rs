//! Rules that a run folder holds itself: a scheme and references that no release pins.

use std::path::Path;

use super::manifest::Manifest;
use crate::digest::sha256;
use crate::finding::Fault;
use crate::measure::read_months;
use crate::reference::{FrozenReferences, Made};
use crate::release::{Release, RuleBook};
use crate::run::Terms;
use crate::scheme::Scheme;

/// The scheme of a run, where no release pins it.
pub const SCHEME_FILE: &str = "scheme.toml";
/// The references that a run was compared with, where they are not its own.
pub const REFERENCES_FILE: &str = "frozen_references.csv";

/// The release that a run followed, with the scheme that its folder holds.
///
/// # Errors
/// When the rules do not have the release, or the folder's own scheme was changed.
pub(super) fn followed(run: &Path, manifest: &Manifest, book: &RuleBook) -> Result<Release, Fault> {
    let mut release = book.release(Some(&manifest.release.id))?;
    if let Some(bytes) = own(run, manifest, SCHEME_FILE)? {
        let text = String::from_utf8_lossy(&bytes);
        let units = &release.nomenclature().units;
        let scheme = Scheme::read_own(&manifest.scheme.id, SCHEME_FILE, &text, &sha256(&bytes), units)?;
        release.adopt(scheme)?;
    }
    Ok(release)
}

/// The frozen references that a run was compared with.
///
/// # Errors
/// When they were changed.
pub(super) fn frozen(run: &Path, manifest: &Manifest, release: &Release) -> Result<Option<FrozenReferences>, Fault> {
    let Some(bytes) = own(run, manifest, REFERENCES_FILE)? else { return Ok(None) };
    let period = read_months(&manifest.period).map_err(|_| Fault::run(run, "manifest.json: period"))?.months;
    let terms = Terms { release, scheme: release.scheme(Some(&manifest.scheme.id))?, period, references: None };
    FrozenReferences::read(REFERENCES_FILE, &bytes, made(terms), &release.nomenclature().regions).map(Some)
}

/// How a run is made, as far as references must have been made alike.
#[must_use]
pub fn made(terms: Terms<'_>) -> Made<'_> {
    Made {
        period: terms.period,
        release: terms.release.id(),
        release_sha256: terms.release.sha256(),
        scheme: &terms.scheme.name,
        scheme_sha256: &terms.scheme.sha256,
        denominator: terms.scheme.denominator.name(),
        unit: terms.scheme.intensity_unit(),
    }
}

/// A file of a run folder as it was written; none when the run wrote none.
fn own(run: &Path, manifest: &Manifest, name: &str) -> Result<Option<Vec<u8>>, Fault> {
    let Some(hash) = manifest.output_hash(name) else { return Ok(None) };
    let path = run.join(name);
    let bytes = std::fs::read(&path).map_err(|error| Fault::read(&path, error))?;
    if sha256(&bytes) == hash { Ok(Some(bytes)) } else { Err(Fault::ChangedFile(path)) }
}
