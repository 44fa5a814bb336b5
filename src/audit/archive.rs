//! Writing a run folder.

use std::collections::BTreeMap;
use std::path::Path;

use super::manifest::{Counts, InputEntry, Manifest, RuleEntry};
use super::staging::Staging;
use crate::enterprise::Directory;
use crate::finding::{Fault, Finding, Language};
use crate::ledger::{
    GradeRow, ReferenceRow, factors_used, factors_used_csv, finding_row, findings_csv, grade_row, grades_csv, reference_row, references_csv, write_ledger,
    write_production,
};
use crate::run::{Outcome, Terms};

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
}

impl Options {
    /// Their names and values in the manifest.
    #[must_use]
    pub fn entries(&self) -> BTreeMap<String, String> {
        let entry = |name: &str, value: String| (name.to_owned(), value);
        BTreeMap::from([
            entry("lang", self.language.code().to_owned()),
            entry("ledger", if self.ledger { "full" } else { "none" }.to_owned()),
            entry("reports", self.reports.text()),
            entry("strict", self.strict.to_string()),
        ])
    }

    /// The options that a manifest states; nothing when one is missing or not understood.
    #[must_use]
    pub fn of_entries(entries: &BTreeMap<String, String>) -> Option<Self> {
        Some(Self {
            language: Language::parse(entries.get("lang")?)?,
            ledger: entries.get("ledger")? == "full",
            reports: Reports::parse(entries.get("reports")?),
            strict: entries.get("strict")? == "true",
        })
    }
}

/// Writes everything that a run came to, whole or not at all.
///
/// # Errors
/// When the disk refuses, or an enterprise whose report was asked for is not listed.
pub fn write_run(mut staging: Staging, outcome: &Outcome, terms: Terms<'_>, options: &Options, engine: &str) -> Result<Manifest, Fault> {
    let places = options.reports.places(&outcome.directory)?;
    let mut manifest = manifest(outcome, terms, options, engine);
    let grades: Vec<GradeRow> = (0..outcome.labels.len()).map(|at| grade_row(outcome, terms, at)).collect();
    let references: Vec<ReferenceRow> = outcome.pools.all().iter().map(|pool| reference_row(pool, terms.scheme)).collect();
    let findings: Vec<_> = outcome.findings.iter().map(|finding| finding_row(finding, options.language)).collect();
    staging.write_bytes("grades.csv", &grades_csv(&grades)?)?;
    staging.write_bytes("references.csv", &references_csv(&references)?)?;
    staging.write_bytes("findings.csv", &findings_csv(&findings)?)?;
    staging.write_bytes("factors_used.csv", &factors_used_csv(&factors_used(outcome, terms.release))?)?;
    if options.ledger {
        staging.write("ledger.parquet", |out| write_ledger(outcome, terms.release, Path::new("ledger.parquet"), out))?;
    }
    staging.write("production.parquet", |out| write_production(outcome, terms.release, Path::new("production.parquet"), out))?;
    let _ = places;
    manifest.outputs = staging.written();
    manifest.counts = counts(outcome);
    staging.write_bytes("manifest.json", manifest.to_text().as_bytes())?;
    staging.publish()?;
    Ok(manifest)
}

fn manifest(outcome: &Outcome, terms: Terms<'_>, options: &Options, engine: &str) -> Manifest {
    let input = |file: &crate::facts::InputFile| InputEntry {
        role: file.role.name().to_owned(),
        name: file.name.to_string(),
        bytes: file.bytes,
        rows: file.rows,
        sha256: file.sha256.clone(),
    };
    let release = RuleEntry { id: terms.release.id().to_owned(), sha256: terms.release.sha256().to_owned() };
    let scheme = RuleEntry { id: terms.scheme.name.clone(), sha256: terms.scheme.sha256.clone() };
    let inputs = outcome.files.iter().map(input).collect();
    Manifest::new(engine, terms.period.to_string(), release, scheme, options.entries(), inputs)
}

fn counts(outcome: &Outcome) -> Counts {
    let mut counts = Counts {
        enterprises: outcome.labels.len() as u64,
        activity_records: outcome.activity.len() as u64,
        production_records: outcome.production.len() as u64,
        lines: outcome.lines.len() as u64,
        ..Counts::default()
    };
    for label in &outcome.labels {
        *counts.statuses.entry(label.status.name().to_owned()).or_default() += 1;
    }
    let severity = |finding: &Finding| finding.code.severity().name().to_owned();
    for name in outcome.findings.iter().map(severity) {
        *counts.findings.entry(name).or_default() += 1;
    }
    counts
}
