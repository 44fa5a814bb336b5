//! Writing a run folder.

use std::collections::BTreeMap;
use std::path::Path;

use rayon::prelude::*;

use super::evidence::Gathered;
use super::grades::write_grades;
use super::manifest::{Counts, InputEntry, Manifest, RuleEntry};
use super::options::Options;
use super::own_rules::{REFERENCES_FILE, SCHEME_FILE};
use super::pages::Pages;
use super::previous::{PREVIOUS_FILE, compared, entry};
use super::staging::Staging;
use crate::facts::InputFile;
use crate::finding::{Fault, Finding, Language};
use crate::ledger::{
    GradeRows, ReferenceRow, factors_used, factors_used_csv, findings_header, previous_csv, push_findings, reference_row, references_csv,
    write_ledger, write_production,
};
use crate::report::Overview;
use crate::run::{Outcome, Terms};

/// How many findings one thread formats at a time.
const PART: usize = 4096;

/// Writes everything that a run came to, whole or not at all.
///
/// # Errors
/// When the disk refuses, or an enterprise whose report was asked for is not listed.
pub fn write_run(staging: Staging, outcome: &Outcome, terms: Terms<'_>, options: &Options, engine: &str) -> Result<Manifest, Fault> {
    let places = options.reports.places(&outcome.directory)?;
    let mut manifest = manifest(outcome, terms, options, engine);
    let since = options.previous.as_ref().map(|previous| compared(previous, outcome, terms));
    let previous = since.as_ref().map(|since| &since.previous);
    let grades = GradeRows::new(outcome, terms).since(previous);
    let references: Vec<ReferenceRow> = outcome.pools.all().iter().map(|pool| reference_row(pool, terms.scheme)).collect();
    let pages = Pages::new(terms, options.language, &manifest, &outcome.directory, &places).since(since.as_ref());
    // All files at once, so that no thread waits for another's.
    let (parquet, (overview, tables)) = rayon::join(
        || write_parquet(&staging, outcome, terms, options),
        || {
            let overview = || -> Result<Overview, Fault> {
                let overview = write_grades(&staging, &grades, &pages)?;
                pages.write_overview(&staging, &overview, &outcome.findings)?;
                Ok(overview)
            };
            rayon::join(overview, || write_tables(&staging, outcome, terms, options.language, &references))
        },
    );
    parquet?;
    tables?;
    let overview = overview?;
    if let Some(previous) = previous {
        staging.write_bytes(PREVIOUS_FILE, &previous_csv(previous.rows()))?;
    }
    if !places.is_empty() {
        let gathered = Gathered::new(outcome, terms, options.ledger, &grades, &references, options.language).since(previous);
        pages.write_enterprises(&staging, &gathered)?;
    }
    write_own_rules(&staging, terms)?;
    manifest.outputs = staging.written();
    manifest.counts = counts(outcome, &overview);
    staging.write_bytes("manifest.json", manifest.to_text().as_bytes())?;
    staging.publish()?;
    Ok(manifest)
}

/// What no release pins, so that the folder can be read and computed again by itself.
fn write_own_rules(staging: &Staging, terms: Terms<'_>) -> Result<(), Fault> {
    if let Some(text) = &terms.scheme.own_text {
        staging.write_bytes(SCHEME_FILE, text.as_bytes())?;
    }
    terms.references.map_or(Ok(()), |references| staging.write_bytes(REFERENCES_FILE, references.bytes()))
}

/// The Parquet files.
fn write_parquet(staging: &Staging, outcome: &Outcome, terms: Terms<'_>, options: &Options) -> Result<(), Fault> {
    if options.ledger {
        staging.write("ledger.parquet", |out| write_ledger(outcome, terms.release, Path::new("ledger.parquet"), out))?;
    }
    staging.write("production.parquet", |out| write_production(outcome, terms.release, Path::new("production.parquet"), out))
}

/// The tables beside the grades.
fn write_tables(
    staging: &Staging,
    outcome: &Outcome,
    terms: Terms<'_>,
    language: Language,
    references: &[ReferenceRow],
) -> Result<(), Fault> {
    write_findings(staging, &outcome.findings, language)?;
    staging.write_bytes("references.csv", &references_csv(references))?;
    staging.write_bytes("factors_used.csv", &factors_used_csv(&factors_used(outcome, terms.release)))
}

/// `findings.csv`, a set of parts in memory at a time.
fn write_findings(staging: &Staging, findings: &[Finding], language: Language) -> Result<(), Fault> {
    let mut file = staging.create("findings.csv")?;
    file.add(&findings_header())?;
    // Memory of the parts is used again and again.
    let mut parts = vec![Vec::new(); rayon::current_num_threads()];
    for set in findings.chunks(PART * parts.len()) {
        parts.par_iter_mut().zip(set.par_chunks(PART)).for_each(|(part, findings)| {
            part.clear();
            push_findings(part, findings, language);
        });
        parts.iter().take(set.len().div_ceil(PART)).try_for_each(|part| file.add(part))?;
    }
    file.finish()
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
    Manifest::new(engine, terms.period.to_string(), release, scheme, options.entries(), options.previous.as_ref().map(entry), inputs)
}

fn counts(outcome: &Outcome, overview: &Overview) -> Counts {
    let mut findings: BTreeMap<&str, u64> = BTreeMap::new();
    outcome.findings.iter().for_each(|finding| *findings.entry(finding.severity.name()).or_default() += 1);
    Counts {
        enterprises: outcome.labels.len() as u64,
        statuses: overview.statuses(),
        activity_records: outcome.activity_count as u64,
        production_records: outcome.production.len() as u64,
        lines: outcome.line_count() as u64,
        findings: findings.into_iter().map(|(name, count)| (name.to_owned(), count)).collect(),
    }
}
