//! Writing a run folder.

use std::path::Path;

use rayon::prelude::*;

use super::evidence::Gathered;
use super::manifest::{Counts, InputEntry, Manifest, RuleEntry};
use super::options::Options;
use super::pages::Pages;
use super::staging::Staging;
use crate::facts::InputFile;
use crate::finding::{Fault, Finding};
use crate::ledger::{
    FindingRow, GradeRow, ReferenceRow, factors_used, factors_used_csv, finding_row, findings_csv, grade_row, grades_csv, reference_row,
    references_csv, write_ledger, write_production,
};
use crate::run::{Outcome, Terms};

/// Writes everything that a run came to, whole or not at all.
///
/// # Errors
/// When the disk refuses, or an enterprise whose report was asked for is not listed.
pub fn write_run(mut staging: Staging, outcome: &Outcome, terms: Terms<'_>, options: &Options, engine: &str) -> Result<Manifest, Fault> {
    let places = options.reports.places(&outcome.directory)?;
    let mut manifest = manifest(outcome, terms, options, engine);
    let grades: Vec<GradeRow> = (0..outcome.labels.len()).into_par_iter().map(|at| grade_row(outcome, terms, at)).collect();
    let references: Vec<ReferenceRow> = outcome.pools.all().iter().map(|pool| reference_row(pool, terms.scheme)).collect();
    let findings: Vec<FindingRow> = outcome.findings.iter().map(|finding| finding_row(finding, options.language)).collect();
    let pages = Pages::new(terms, options.language, &manifest);
    // Parquet is compressed by one thread while others have little to do: the texts are made meanwhile.
    let (parquet, texts) = rayon::join(
        || write_parquet(&mut staging, outcome, terms, options),
        || Texts::make(&pages, &grades, &references, &findings, &places),
    );
    parquet?;
    texts?.write(&mut staging)?;
    staging.write_bytes("factors_used.csv", &factors_used_csv(&factors_used(outcome, terms.release))?)?;
    pages.write_enterprises(&mut staging, &Gathered::new(outcome, terms, options.ledger, &grades, &references, &findings), &places)?;
    manifest.outputs = staging.written();
    manifest.counts = counts(outcome);
    staging.write_bytes("manifest.json", manifest.to_text().as_bytes())?;
    staging.publish()?;
    Ok(manifest)
}

/// The Parquet files.
fn write_parquet(staging: &mut Staging, outcome: &Outcome, terms: Terms<'_>, options: &Options) -> Result<(), Fault> {
    if options.ledger {
        staging.write("ledger.parquet", |out| write_ledger(outcome, terms.release, Path::new("ledger.parquet"), out))?;
    }
    staging.write("production.parquet", |out| write_production(outcome, terms.release, Path::new("production.parquet"), out))
}

/// The files that are texts of the whole run.
struct Texts {
    grades: Vec<u8>,
    references: Vec<u8>,
    findings: Vec<u8>,
    index: String,
    summary: String,
}

impl Texts {
    fn make(
        pages: &Pages<'_>,
        grades: &[GradeRow],
        references: &[ReferenceRow],
        findings: &[FindingRow],
        places: &[usize],
    ) -> Result<Self, Fault> {
        let (index, summary) = pages.overview(grades, findings, places)?;
        Ok(Self { grades: grades_csv(grades)?, references: references_csv(references)?, findings: findings_csv(findings)?, index, summary })
    }

    fn write(&self, staging: &mut Staging) -> Result<(), Fault> {
        staging.write_bytes("grades.csv", &self.grades)?;
        staging.write_bytes("references.csv", &self.references)?;
        staging.write_bytes("findings.csv", &self.findings)?;
        staging.write_bytes("index.html", self.index.as_bytes())?;
        staging.write_bytes("summary.json", self.summary.as_bytes())
    }
}

fn manifest(outcome: &Outcome, terms: Terms<'_>, options: &Options, engine: &str) -> Manifest {
    let input = |file: &InputFile| InputEntry {
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
        activity_records: outcome.activity_count as u64,
        production_records: outcome.production.len() as u64,
        lines: outcome.line_count() as u64,
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
