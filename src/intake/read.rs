//! A batch as a whole: enterprises first, then everything that belongs to them, file beside file.

use std::sync::Arc;

use rayon::prelude::*;

use super::batch::Batch;
use super::cells::Cells;
use super::decode::NamedEncoding;
use super::energy::EnergyReader;
use super::enterprises::{self, Listed};
use super::header::Header;
use super::production::ProductionReader;
use super::source::Rules;
use super::strays::{self, Stray};
use super::table::{Records, Table};
use crate::enterprise::Directory;
use crate::facts::{Facts, InputFile, Presence, Role};
use crate::finding::{Code, Fault, Finding};
use crate::measure::{Months, narrow, trim_wide};
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
    let units = &settings.release.nomenclature().units;
    let tables: Vec<Table<'_>> = batch
        .files()
        .par_iter()
        .zip(&contents)
        .enumerate()
        .map(|(at, (file, bytes))| {
            Table::open(file, u32::try_from(at).unwrap_or(u32::MAX), bytes, units, settings.encoding, settings.block_size)
        })
        .collect::<Vec<_>>()
        // Of several faults the first file's is told, whichever thread was faster.
        .into_iter()
        .collect::<Result<_, _>>()?;
    let rules = Rules { release: settings.release, period: settings.period };
    let mut reading = Reading::default();
    let directory = reading.enterprises(&tables, rules);
    reading.rest(&tables, rules, &directory);
    Ok(reading.finish(directory, &tables, &contents))
}

/// What has been read so far.
#[derive(Default)]
struct Reading {
    facts: Facts,
    rows: Vec<(u32, u64)>,
    strays: Vec<Stray>,
    /// Enterprises that have a row, by role.
    seen: Vec<(u32, Role)>,
}

/// What one record of energy or production came to.
enum Read<T> {
    Record(T),
    Stray(Stray),
    Seen(u32),
}

impl Reading {
    fn enterprises(&mut self, tables: &[Table<'_>], rules: Rules<'_>) -> Directory {
        let rules = Rules { period: None, ..rules };
        let mut listed: Vec<Listed> = Vec::new();
        for table in tables.iter().filter(|table| table.source.role == Role::Enterprises) {
            let mut records = table.read(rules, |_, _| None, || enterprises::read);
            listed.append(&mut records.records);
            self.facts.findings.append(&mut records.findings);
            self.rows.push((table.source.file, records.rows));
        }
        let (directory, findings) = enterprises::directory(listed);
        self.facts.findings.extend(findings);
        directory
    }

    fn rest(&mut self, tables: &[Table<'_>], rules: Rules<'_>, directory: &Directory) {
        let money = rules.release.nomenclature().units.find("万元");
        let read: Vec<_> = tables
            .par_iter()
            .filter(|table| table.source.role != Role::Enterprises)
            .map(|table| {
                let energy = (table.source.role == Role::Energy).then(|| {
                    let reader = || {
                        let mut reader = EnergyReader::new(directory);
                        move |cells: &mut Cells<'_>| note_row(cells, directory, |cells| reader.read(cells))
                    };
                    table.read(rules, |record, header| owner(record, header, directory), reader)
                });
                let production = (table.source.role == Role::Production).then(|| {
                    let reader = || {
                        let mut reader = ProductionReader::new(directory, money);
                        move |cells: &mut Cells<'_>| note_row(cells, directory, |cells| reader.read(cells))
                    };
                    table.read(rules, |record, header| owner(record, header, directory), reader)
                });
                (table.source.file, energy, production)
            })
            .collect();
        for (file, energy, production) in read {
            if let Some(records) = energy {
                let records = self.sort_out(file, Role::Energy, records);
                self.facts.activity.extend(records);
            }
            if let Some(records) = production {
                let records = self.sort_out(file, Role::Production, records);
                self.facts.production.extend(records);
            }
        }
    }

    fn sort_out<T>(&mut self, file: u32, role: Role, records: Records<Read<T>>) -> Vec<T> {
        self.rows.push((file, records.rows));
        self.facts.findings.extend(records.findings);
        let mut kept = Vec::with_capacity(records.records.len());
        for read in records.records {
            match read {
                Read::Record(record) => kept.push(record),
                Read::Stray(stray) => self.strays.push(stray),
                Read::Seen(enterprise) => self.seen.push((enterprise, role)),
            }
        }
        kept
    }

    fn finish(mut self, directory: Directory, tables: &[Table<'_>], contents: &[Vec<u8>]) -> Facts {
        let mut facts = std::mem::take(&mut self.facts);
        facts.findings.extend(tables.iter().flat_map(|table| table.findings.iter().cloned()));
        facts.findings.extend(strays::findings(&self.strays, &directory));
        let rows = |file: u32| self.rows.iter().find(|(at, _)| *at == file).map_or(0, |(_, rows)| *rows);
        facts.files = (tables, contents)
            .into_par_iter()
            .map(|(table, bytes)| table.input_file(bytes, rows(table.source.file)))
            .collect::<Vec<InputFile>>();
        facts.presence = vec![Presence::default(); directory.all().len()];
        facts.activity.iter().for_each(|record| facts.presence[record.enterprise as usize].activity = true);
        facts.production.iter().for_each(|record| facts.presence[record.enterprise as usize].production = true);
        for (enterprise, role) in &self.seen {
            let presence = &mut facts.presence[*enterprise as usize];
            if *role == Role::Energy { presence.activity = true } else { presence.production = true }
        }
        let owners = facts.findings.iter().filter(|finding| finding.is_error()).filter_map(|finding| finding.enterprise.as_deref());
        for at in owners.filter_map(|id| directory.find(id)) {
            facts.presence[at as usize].error = true;
        }
        facts.directory = directory;
        facts
    }
}

/// The listed enterprise whose id stands in the record: in its column, or, in a row of the wrong length, in any one cell.
fn owner<'d>(record: &csv::StringRecord, header: &Header, directory: &'d Directory) -> Option<&'d str> {
    let listed = |cell: &str| {
        let found = directory.find(cell).or_else(|| directory.find(&trim_wide(cell).chars().map(narrow).collect::<String>()));
        found.map(|at| directory.get(at).id.as_str())
    };
    let own = header.field("enterprise_id").and_then(|field| record.get(field.at)).and_then(listed);
    own.or_else(|| record.iter().filter(|_| record.len() != header.width).find_map(listed))
}

/// Reads one record and notes whose it is: a row counts as its enterprise's, right or wrong.
fn note_row<T>(cells: &mut Cells<'_>, directory: &Directory, read: impl FnOnce(&mut Cells<'_>) -> Option<T>) -> Option<Read<T>> {
    let record = read(cells);
    match (record, cells.owner.and_then(|id| directory.find(id))) {
        (Some(record), _) => Some(Read::Record(record)),
        (None, Some(enterprise)) => Some(Read::Seen(enterprise)),
        (None, None) => stray(cells).map(Read::Stray),
    }
}

/// The row as a stray, if it has an id at all: an empty cell is a finding of its own.
fn stray(cells: &mut Cells<'_>) -> Option<Stray> {
    let (field, text) = cells.raw("enterprise_id")?;
    let id: String = trim_wide(text).chars().map(narrow).collect();
    if matches!(cells.rules.release.manifest().identity.check(&id), Err(crate::enterprise::IdentityError::Exponent)) {
        let finding = Finding::new(Code::IdentityExponent).at(cells.place(field), &id);
        cells.push(finding);
        return None;
    }
    let place = crate::finding::Place::cell(Arc::clone(&cells.source.name), cells.row, Arc::clone(&field.header));
    Some(Stray { id, place })
}
