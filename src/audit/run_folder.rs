//! A run folder, read back.

use std::path::{Path, PathBuf};

use super::evidence::evidence;
use super::manifest::Manifest;
use super::own_rules::{followed, frozen};
use crate::digest::sha256;
use crate::finding::{Fault, Language};
use crate::ledger::{
    FactorUsedRow, GradeRow, LedgerFile, LedgerRow, ProductionFile, ProductionRow, ReferenceRow, read_factors_used, read_findings,
    read_grades, read_references,
};
use crate::measure::nearest;
use crate::reference::FrozenReferences;
use crate::release::{Release, RuleBook};
use crate::report::{Evidence, RunFacts};

/// A run folder whose manifest is intact.
#[derive(Debug)]
pub struct RunFolder {
    path: PathBuf,
    manifest: Manifest,
}

impl RunFolder {
    /// Opens a run folder.
    ///
    /// # Errors
    /// When it has no manifest, or one that was changed.
    pub fn open(path: &Path) -> Result<Self, Fault> {
        match Manifest::read(path)? {
            Ok(manifest) => Ok(Self { path: path.to_owned(), manifest }),
            Err(name) => Err(changed(&path.join(name))),
        }
    }

    /// Its manifest.
    #[must_use]
    pub fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    /// The release and the scheme's name that the run followed.
    ///
    /// # Errors
    /// When the rules do not have them, or have others under the same names.
    pub fn rules(&self, book: &RuleBook) -> Result<Release, Fault> {
        let Manifest { release: wanted, scheme, .. } = &self.manifest;
        let release = followed(&self.path, &self.manifest, book)?;
        let same = release.sha256() == wanted.sha256 && release.scheme(Some(&scheme.id))?.sha256 == scheme.sha256;
        if same { Ok(release) } else { Err(Fault::OtherRules { release: wanted.id.clone() }) }
    }

    /// The frozen references that the run was compared with, if there were any; `release` is the one of [`RunFolder::rules`].
    ///
    /// # Errors
    /// When they were changed.
    pub fn frozen_references(&self, release: &Release) -> Result<Option<FrozenReferences>, Fault> {
        frozen(&self.path, &self.manifest, release)
    }

    /// `references.csv`.
    ///
    /// # Errors
    /// When it was changed or cannot be read.
    pub fn references(&self) -> Result<Vec<ReferenceRow>, Fault> {
        self.read("references.csv", read_references)
    }

    /// What every explanation states alike, in a language.
    #[must_use]
    pub fn facts(&self, language: Language) -> RunFacts {
        let Manifest { run_id, engine, period, .. } = &self.manifest;
        RunFacts { run_id: run_id.clone(), engine_version: engine.clone(), period: period.clone(), language }
    }

    /// Everything that the folder holds about an enterprise.
    ///
    /// # Errors
    /// When it is not in the run, or a file cannot be read.
    pub fn evidence(&self, id: &str) -> Result<Evidence, Fault> {
        let grades = self.read("grades.csv", read_grades)?;
        let grade = find(&grades, id)?;
        let references = self.references()?;
        let findings = self.read("findings.csv", read_findings)?;
        let factors = self.read("factors_used.csv", read_factors_used)?;
        let lines = match self.manifest.output_hash("ledger.parquet") {
            None => None,
            Some(hash) => Some(LedgerFile::open(&self.path.join("ledger.parquet"), hash)?.rows_of(id)?),
        };
        let production_hash = self.manifest.output_hash("production.parquet").unwrap_or_default();
        let production = ProductionFile::open(&self.path.join("production.parquet"), production_hash)?.rows_of(id)?;
        let findings = findings.into_iter().filter(|finding| finding.enterprise_id == id).collect();
        Ok(evidence(grade, &references, lines, production, findings, &factors))
    }

    /// `grades.csv`.
    ///
    /// # Errors
    /// When it was changed or cannot be read.
    pub fn grades(&self) -> Result<Vec<GradeRow>, Fault> {
        self.read("grades.csv", read_grades)
    }

    /// The factor rows that the run used.
    ///
    /// # Errors
    /// When the file was changed or cannot be read.
    pub fn factors_used(&self) -> Result<Vec<FactorUsedRow>, Fault> {
        self.read("factors_used.csv", read_factors_used)
    }

    /// Shows every line of the ledger in order.
    ///
    /// # Errors
    /// When the run has no ledger, it was changed, and what `visit` says.
    pub fn for_each_line(&self, visit: impl FnMut(LedgerRow) -> Result<(), Fault>) -> Result<(), Fault> {
        let hash = self.manifest.output_hash("ledger.parquet").ok_or_else(|| self.broken("the run was made with --ledger none"))?;
        LedgerFile::open(&self.path.join("ledger.parquet"), hash)?.for_each(visit)
    }

    /// The production records that counted.
    ///
    /// # Errors
    /// When the file was changed or cannot be read.
    pub fn production(&self) -> Result<Vec<ProductionRow>, Fault> {
        let hash = self.manifest.output_hash("production.parquet").unwrap_or_default();
        ProductionFile::open(&self.path.join("production.parquet"), hash)?.rows()
    }

    /// A fault of this folder.
    pub(super) fn broken(&self, reason: impl Into<String>) -> Fault {
        Fault::run(&self.path, reason)
    }

    fn read<T>(&self, name: &str, read: impl Fn(&Path, &[u8]) -> Result<Vec<T>, Fault>) -> Result<Vec<T>, Fault> {
        let path = self.path.join(name);
        let bytes = std::fs::read(&path).map_err(|error| Fault::read(&path, error))?;
        if self.manifest.output_hash(name) == Some(sha256(&bytes).as_str()) { read(&path, &bytes) } else { Err(changed(&path)) }
    }
}

fn changed(path: &Path) -> Fault {
    Fault::ChangedFile(path.to_owned())
}

fn find(grades: &[GradeRow], id: &str) -> Result<GradeRow, Fault> {
    grades.iter().find(|row| row.get("enterprise_id") == id).cloned().ok_or_else(|| {
        let nearest = nearest(id, grades.iter().map(|row| row.get("enterprise_id"))).map(str::to_owned);
        Fault::UnknownEnterprise { id: id.to_owned(), nearest }
    })
}
