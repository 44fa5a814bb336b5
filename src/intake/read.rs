//! A batch as a whole: enterprises first, then everything that belongs to them, file beside file.

use rayon::prelude::*;

use super::batch::Batch;
use super::decode::NamedEncoding;
use super::energy::EnergyReader;
use super::enterprises::{self, EnterpriseReader, Listed};
use super::outcome::Records;
use super::production::ProductionReader;
use super::progress::Progress;
use super::source::Rules;
use super::strays::{self, Stray};
use super::table::Table;
use crate::activity::ActivityRecord;
use crate::digest::sha256;
use crate::enterprise::Directory;
use crate::facts::{Facts, Presence, Role};
use crate::finding::Fault;
use crate::measure::Months;
use crate::production::ProductionRecord;
use crate::release::Release;

/// How a batch is read.
#[derive(Clone, Copy, Debug)]
pub struct Settings<'a> {
    /// The rules.
    pub release: &'a Release,
    /// The run's period; every month counts when there is none.
    pub period: Option<Months>,
    /// The encoding of every file without a byte order mark; each file's own bytes decide when none is named.
    pub encoding: Option<NamedEncoding>,
    /// About how many bytes are read at a time; results do not depend on it.
    pub block_size: usize,
    /// Told of every block that was read.
    pub progress: &'a Progress,
}

/// Reads a batch.
///
/// # Errors
/// When a file cannot be read, decoded or split into records, or lacks a column.
pub fn read(batch: &Batch, settings: Settings<'_>) -> Result<Facts, Fault> {
    let contents: Vec<Vec<u8>> = batch
        .files()
        .par_iter()
        .map(|file| std::fs::read(&file.path).map_err(|error| Fault::read(&file.path, error)))
        .collect::<Vec<_>>()
        .into_iter()
        .collect::<Result<_, _>>()?;
    let tables: Vec<Table<'_>> = batch
        .files()
        .par_iter()
        .zip(&contents)
        .enumerate()
        .map(|(at, (file, bytes))| Table::open(file, u32::try_from(at).unwrap_or(u32::MAX), bytes, settings))
        .collect::<Vec<_>>()
        // Of several faults the first file's is told, whichever thread was faster.
        .into_iter()
        .collect::<Result<_, _>>()?;
    tables.iter().for_each(|table| settings.progress.expect(table.bytes()));
    let rules = Rules { release: settings.release, period: settings.period };
    let hash = || contents.par_iter().map(|bytes| (bytes.len() as u64, sha256(bytes))).collect::<Vec<_>>();
    let gather = || {
        let mut gathering = Gathering::default();
        let directory = gathering.enterprises(&tables, rules);
        gathering.rest(&tables, rules, &directory);
        (gathering, directory)
    };
    let (hashes, (gathering, directory)) = rayon::join(hash, gather);
    Ok(gathering.finish(directory, &tables, &hashes))
}

/// What has been read so far.
#[derive(Default)]
struct Gathering {
    facts: Facts,
    rows: Vec<(u32, u64)>,
    strays: Vec<Stray>,
    /// Enterprises that have a row that is not correct, by role.
    seen: Vec<(u32, Role)>,
}

/// What one file came to.
enum FileRecords {
    Energy(Records<ActivityRecord>),
    Production(Records<ProductionRecord>),
}

impl Gathering {
    fn enterprises(&mut self, tables: &[Table<'_>], rules: Rules<'_>) -> Directory {
        let rules = Rules { period: None, ..rules };
        let mut listed: Vec<Listed> = Vec::new();
        for table in tables.iter().filter(|table| table.source.role == Role::Enterprises) {
            let mut records = table.read(rules, None, |_| EnterpriseReader);
            listed.append(&mut records.records);
            self.facts.findings.append(&mut records.findings);
            self.rows.push((table.source.file, records.rows));
        }
        let (directory, findings) = enterprises::directory(listed);
        self.facts.findings.extend(findings);
        directory
    }

    fn rest(&mut self, tables: &[Table<'_>], rules: Rules<'_>, directory: &Directory) {
        let read: Vec<(u32, FileRecords)> = tables
            .par_iter()
            .filter(|table| table.source.role != Role::Enterprises)
            .map(|table| {
                let records = if table.source.role == Role::Energy {
                    FileRecords::Energy(table.read(rules, Some(directory), |table| EnergyReader::new(directory, table, rules)))
                } else {
                    FileRecords::Production(table.read(rules, Some(directory), |table| ProductionReader::new(directory, table, rules)))
                };
                (table.source.file, records)
            })
            .collect();
        for (file, records) in read {
            match records {
                FileRecords::Energy(records) => {
                    let records = self.sort_out(file, Role::Energy, records);
                    append(&mut self.facts.activity, records);
                }
                FileRecords::Production(records) => {
                    let records = self.sort_out(file, Role::Production, records);
                    append(&mut self.facts.production, records);
                }
            }
        }
    }

    fn sort_out<T>(&mut self, file: u32, role: Role, records: Records<T>) -> Vec<T> {
        self.rows.push((file, records.rows));
        self.facts.findings.extend(records.findings);
        self.strays.extend(records.strays);
        self.seen.extend(records.seen.into_iter().map(|enterprise| (enterprise, role)));
        records.records
    }

    fn finish(mut self, directory: Directory, tables: &[Table<'_>], hashes: &[(u64, String)]) -> Facts {
        let mut facts = std::mem::take(&mut self.facts);
        facts.findings.extend(tables.iter().flat_map(|table| table.findings.iter().cloned()));
        facts.findings.extend(strays::findings(&self.strays, &directory));
        let rows = |file: u32| self.rows.iter().find(|(at, _)| *at == file).map_or(0, |(_, rows)| *rows);
        facts.files = tables
            .iter()
            .zip(hashes)
            .map(|(table, (bytes, sha256))| table.input_file(*bytes, sha256.clone(), rows(table.source.file)))
            .collect();
        facts.presence = vec![Presence::default(); directory.all().len()];
        facts.activity.iter().for_each(|record| facts.presence[record.enterprise as usize].activity = true);
        facts.production.iter().for_each(|record| facts.presence[record.enterprise as usize].production = true);
        for (enterprise, role) in &self.seen {
            let presence = &mut facts.presence[*enterprise as usize];
            *(if *role == Role::Energy { &mut presence.activity } else { &mut presence.production }) = true;
        }
        let owners = facts.findings.iter().filter(|finding| finding.is_error()).filter_map(|finding| finding.enterprise.as_deref());
        for at in owners.filter_map(|id| directory.find(id)) {
            facts.presence[at as usize].error = true;
        }
        facts.directory = directory;
        facts
    }
}

/// Moves records behind others; a single large file is not copied.
fn append<T>(all: &mut Vec<T>, mut more: Vec<T>) {
    if all.is_empty() { *all = more } else { all.append(&mut more) }
}
