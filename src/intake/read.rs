//! A batch as a whole: enterprises first, then everything that belongs to them, file beside file.

use rayon::prelude::*;

use super::batch::{Batch, BatchFile};
use super::decode::NamedEncoding;
use super::energy::EnergyReader;
use super::enterprises::{self, EnterpriseReader};
use super::form::Form;
use super::indicators::{self, IndicatorReader};
use super::production::ProductionReader;
use super::progress::Progress;
use super::reader::RecordReader;
use super::source::Rules;
use super::strays::{self, Stray};
use super::table::Table;
use super::task::{FileRead, Task};
use super::{parquet, sheet, stream, whole};
use crate::enterprise::Directory;
use crate::facts::{Facts, Presence, Role};
use crate::finding::Fault;
use crate::measure::Months;
use crate::parts::Parts;
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
    let sizes = batch.files().iter().filter_map(|file| std::fs::metadata(&file.path).ok());
    settings.progress.expect(sizes.map(|file| file.len()).sum());
    let files = Files { batch, settings, rules: Rules { release: settings.release, period: settings.period } };
    let mut gathering = Gathering::default();
    gathering.facts.findings.extend_from_slice(batch.notes());
    let listing = Files { rules: Rules { period: None, ..files.rules }, ..files };
    let listed =
        gathering.take(Role::Enterprises, listing.read(Role::Enterprises, None, |table| EnterpriseReader::new(table, listing.rules))?);
    let (directory, findings) = enterprises::directory(listed);
    gathering.facts.findings.extend(findings);
    let energy = files.read(Role::Energy, Some(&directory), |table| EnergyReader::new(&directory, table, files.rules))?;
    gathering.facts.activity = gathering.take(Role::Energy, energy);
    let production = files.read(Role::Production, Some(&directory), |table| ProductionReader::new(&directory, table, files.rules))?;
    gathering.facts.production = gathering.take(Role::Production, production);
    // Figures of earlier years lie outside the period, and are read.
    let indicators = listing.read(Role::Indicators, Some(&directory), |table| IndicatorReader::new(&directory, table))?;
    let indicators = gathering.take(Role::Indicators, indicators).into_parts().concat();
    gathering.facts.indicators = indicators::settle(indicators, &directory, &mut gathering.facts);
    Ok(gathering.finish(directory, settings.release))
}

/// The files of a batch and how they are read.
#[derive(Clone, Copy)]
struct Files<'a> {
    batch: &'a Batch,
    settings: Settings<'a>,
    rules: Rules<'a>,
}

/// Files of so many blocks and more are read block by block, one after another; smaller ones whole, side by side.
const LARGE: u64 = 4;

impl Files<'_> {
    /// Reads the files of a role, in their order.
    fn read<R: RecordReader>(
        &self,
        role: Role,
        directory: Option<&Directory>,
        reader: impl Fn(&Table) -> R + Sync,
    ) -> Result<Vec<FileRead<R::Record>>, Fault> {
        let files = self.batch.files().iter().zip(0u32..).filter(|(file, _)| file.role == role);
        let task = |(file, place)| Task { file, place, settings: self.settings, rules: self.rules, directory, reader: &reader };
        let (large, small): (Vec<_>, Vec<_>) = files.map(task).partition(|task| self.is_large(task.file));
        let of_form = |task: &Task<'_, _>| match &task.file.form {
            Form::Sheet(sheet) => sheet::read(task, sheet),
            Form::Parquet => parquet::read(task),
            Form::Text | Form::Packed(_) => whole::read(task),
        };
        let mut read: Vec<_> = small.par_iter().map(|task| (task.place, of_form(task))).collect();
        read.extend(large.iter().map(|task| (task.place, stream::read(task).map_or_else(|| whole::read(task), Ok))));
        read.sort_by_key(|(place, _)| *place);
        // Of several faults the first file's is told, whichever thread was faster.
        read.into_iter().map(|(_, file)| file).collect()
    }

    fn is_large(&self, file: &BatchFile) -> bool {
        if file.form != Form::Text {
            return false;
        }
        let size = std::fs::metadata(&file.path).map_or(0, |metadata| metadata.len());
        size >= LARGE.saturating_mul(self.settings.block_size as u64)
    }
}

/// What has been read so far.
#[derive(Default)]
struct Gathering {
    facts: Facts,
    strays: Vec<Stray>,
    /// Enterprises that have a row that is not correct, by role.
    seen: Vec<(u32, Role)>,
}

impl Gathering {
    /// Takes what files of a role were read as, and hands over their records.
    fn take<T>(&mut self, role: Role, files: Vec<FileRead<T>>) -> Parts<T> {
        let mut all = Vec::new();
        for FileRead { file, blocks, rest } in files {
            self.facts.files.push(file);
            self.facts.findings.extend(rest.findings);
            self.strays.extend(rest.strays);
            self.seen.extend(rest.seen.into_iter().map(|enterprise| (enterprise, role)));
            all.extend(blocks);
        }
        Parts::new(all)
    }

    fn finish(self, directory: Directory, release: &Release) -> Facts {
        let mut facts = self.facts;
        facts.findings.extend(strays::findings(&self.strays, &directory));
        release.manifest().severities.weigh(&mut facts.findings);
        facts.presence = vec![Presence::default(); directory.all().len()];
        for (enterprise, role) in &self.seen {
            let presence = &mut facts.presence[*enterprise as usize];
            match role {
                Role::Energy => presence.activity = true,
                Role::Production => presence.production = true,
                Role::Enterprises | Role::Indicators => {}
            }
        }
        let owners = facts.findings.iter().filter(|finding| finding.is_error()).filter_map(|finding| finding.enterprise.as_deref());
        for at in owners.filter_map(|id| directory.find(id)) {
            facts.presence[at as usize].error = true;
        }
        facts.directory = directory;
        facts
    }
}
