//! `manifest.json`: what went in, by which rules, what came out.

use std::collections::BTreeMap;
use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::digest::{Fingerprint, sha256};
use crate::finding::Fault;
use crate::label::CALCULATION_VERSION;

/// The version of the manifest's form.
const FORMAT: u32 = 1;

/// A rule file that a run used.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RuleEntry {
    /// The release's id, or the scheme's name.
    pub id: String,
    /// The hash of its file.
    pub sha256: String,
}

/// A file that was read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct InputEntry {
    /// enterprises, energy or production.
    pub role: String,
    /// Its name in the batch.
    pub name: String,
    /// Its size.
    pub bytes: u64,
    /// Its records, right or wrong.
    pub rows: u64,
    /// The hash of its content.
    pub sha256: String,
}

/// A file that was written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OutputEntry {
    /// Its place in the run folder.
    pub name: String,
    /// Its size.
    pub bytes: u64,
    /// The hash of its content.
    pub sha256: String,
}

/// The run before, whose grades a run states.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PreviousEntry {
    /// Its run's id.
    pub run_id: String,
    /// Its period.
    pub period: String,
    /// The hashes of its files that were read, by name.
    pub files: BTreeMap<String, String>,
}

/// How much there was.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Counts {
    /// Enterprises listed.
    pub enterprises: u64,
    /// Enterprises by status.
    pub statuses: BTreeMap<String, u64>,
    /// Activity records that counted.
    pub activity_records: u64,
    /// Production records that counted.
    pub production_records: u64,
    /// Emission lines.
    pub lines: u64,
    /// Findings by severity.
    pub findings: BTreeMap<String, u64>,
}

/// What identifies a run.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// The version of this file's form.
    pub format: u32,
    /// The version of the program.
    pub engine: String,
    /// The version of the calculation: it changes when the same input may come to another result.
    pub calculation: String,
    /// The fingerprint of everything that decides the result.
    pub run_id: String,
    /// The months that were graded.
    pub period: String,
    /// The release.
    pub release: RuleEntry,
    /// The scheme.
    pub scheme: RuleEntry,
    /// Options that matter to what was written, by name.
    pub options: BTreeMap<String, String>,
    /// The run before, if one was named.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub previous: Option<PreviousEntry>,
    /// The files that were read.
    pub inputs: Vec<InputEntry>,
    /// The files that were written, this one left out.
    pub outputs: Vec<OutputEntry>,
    /// How much there was.
    pub counts: Counts,
    /// The SHA-256 of this file with nothing between these quotes.
    pub manifest_sha256: String,
}

impl Manifest {
    /// A manifest with its `run_id`, and nothing written yet.
    #[must_use]
    pub fn new(
        engine: &str,
        period: String,
        release: RuleEntry,
        scheme: RuleEntry,
        options: BTreeMap<String, String>,
        previous: Option<PreviousEntry>,
        inputs: Vec<InputEntry>,
    ) -> Self {
        let mut manifest = Self {
            format: FORMAT,
            engine: engine.to_owned(),
            calculation: CALCULATION_VERSION.to_owned(),
            run_id: String::new(),
            period,
            release,
            scheme,
            options,
            previous,
            inputs,
            outputs: Vec::new(),
            counts: Counts::default(),
            manifest_sha256: String::new(),
        };
        manifest.run_id = manifest.fingerprint();
        manifest
    }

    /// SHA-256 over role and hash of every input, release, scheme, period, options, the run before if there is one, and the
    /// calculation's version.
    #[must_use]
    pub fn fingerprint(&self) -> String {
        let mut inputs: Vec<(&str, &str)> = self.inputs.iter().map(|input| (input.role.as_str(), input.sha256.as_str())).collect();
        inputs.sort_unstable();
        let mut fingerprint = Fingerprint::default();
        fingerprint.add("carbonlabel run");
        for (role, hash) in inputs {
            fingerprint.add(role);
            fingerprint.add(hash);
        }
        for part in [&self.release.sha256, &self.scheme.sha256, &self.period, &self.calculation] {
            fingerprint.add(part);
        }
        for (name, value) in &self.options {
            fingerprint.add(name);
            fingerprint.add(value);
        }
        if let Some(previous) = &self.previous {
            ["previous", &previous.run_id, &previous.period].into_iter().for_each(|part| fingerprint.add(part));
            previous.files.iter().flat_map(|(name, hash)| [name, hash]).for_each(|part| fingerprint.add(part));
        }
        fingerprint.finish()
    }

    /// The hash of a file that was written; none when the run did not write it.
    #[must_use]
    pub fn output_hash(&self, name: &str) -> Option<&str> {
        self.outputs.iter().find(|output| output.name == name).map(|output| output.sha256.as_str())
    }

    /// The file's text, its own hash filled in.
    #[must_use]
    pub fn to_text(&self) -> String {
        let open = Self { manifest_sha256: String::new(), ..self.clone() }.text();
        Self { manifest_sha256: sha256(open.as_bytes()), ..self.clone() }.text()
    }

    fn text(&self) -> String {
        // Nothing in a manifest can fail to be JSON: its maps have text for keys.
        serde_json::to_string_pretty(self).unwrap_or_default() + "\n"
    }

    /// Reads a manifest and checks it against its own hash.
    ///
    /// # Errors
    /// When it cannot be read; `Ok(Err(…))` names what is not as it was written.
    pub fn read(run: &Path) -> Result<Result<Self, String>, Fault> {
        let path = run.join("manifest.json");
        let bytes = std::fs::read(&path).map_err(|error| Fault::read(&path, error))?;
        let Ok(manifest) = serde_json::from_slice::<Self>(&bytes) else {
            return Ok(Err("manifest.json".to_owned()));
        };
        let intact = manifest.to_text().as_bytes() == bytes && manifest.fingerprint() == manifest.run_id;
        Ok(if intact { Ok(manifest) } else { Err("manifest.json".to_owned()) })
    }
}
