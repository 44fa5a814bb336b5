//! Activity records in order, their rates and their lines.

use std::ops::Range;
use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::FxHashSet;

use super::duplicates::{Mark, equal_neighbours, take_out};
use super::own_power;
use crate::activity::ActivityRecord;
use crate::emission::{Line, RateKey, Rates, Resolution, StandardCoal};
use crate::enterprise::{Directory, Enterprise};
use crate::facts::{InputFile, Presence};
use crate::finding::{Code, Finding};
use crate::inventory::Inventory;
use crate::nomenclature::IndustryCode;
use crate::release::Release;

/// Sorts the records into the ledger's order and takes out repeated ones.
pub(super) fn settle(
    records: &mut Vec<ActivityRecord>,
    files: &[InputFile],
    id_of: impl Fn(u32) -> String,
    presence: &mut [Presence],
) -> Vec<Finding> {
    records.par_sort_unstable_by(|a, b| a.key().cmp(&b.key()).then((a.file, a.row).cmp(&(b.file, b.row))));
    let doubled = equal_neighbours(records, Code::DuplicateEnergy, |record| {
        (record.enterprise, record.month, record.item, record.flow, Arc::clone(&record.site))
    });
    let mark = |record: &ActivityRecord| Mark { enterprise: record.enterprise, file: record.file, row: record.row };
    take_out(records, &doubled, mark, files, id_of, presence)
}

/// Each enterprise's part of a list that is sorted by enterprise.
pub(super) fn ranges<T>(records: &[T], enterprises: usize, enterprise_of: impl Fn(&T) -> u32) -> Vec<Range<usize>> {
    let mut ranges = Vec::with_capacity(enterprises);
    let mut start = 0;
    for at in 0..enterprises {
        let length = records[start..].iter().take_while(|record| enterprise_of(record) as usize == at).count();
        ranges.push(start..start + length);
        start += length;
    }
    ranges
}

/// What decides the rates of an enterprise's records.
struct Asker {
    method: Option<usize>,
    industry: Arc<str>,
}

/// Makes rates and lines.
pub(super) struct Calculation<'a> {
    pub(super) release: &'a Release,
    pub(super) directory: &'a Directory,
    pub(super) files: &'a [InputFile],
    pub(super) records: &'a [ActivityRecord],
    pub(super) records_of: &'a [Range<usize>],
}

/// What the records of one enterprise came to.
#[derive(Default)]
pub(super) struct Emissions {
    pub(super) lines: Vec<Line>,
    pub(super) inventory: Inventory,
    pub(super) months: usize,
    pub(super) findings: Vec<Finding>,
}

impl Calculation<'_> {
    /// One rate for each distinct key.
    pub(super) fn rates(&self) -> Rates {
        let keys = self
            .records_of
            .par_iter()
            .enumerate()
            .fold(FxHashSet::default, |mut keys: FxHashSet<RateKey>, (at, range)| {
                let enterprise = self.directory.get(index(at));
                let asker = self.asker(enterprise);
                keys.extend(self.records[range.clone()].iter().map(|record| key(record, enterprise, &asker)));
                keys
            })
            .reduce(FxHashSet::default, |mut keys, more| {
                keys.extend(more);
                keys
            });
        Rates::resolve(keys.into_iter().collect(), self.release)
    }

    fn asker(&self, enterprise: &Enterprise) -> Asker {
        let digits = enterprise.industry.as_ref().map(IndustryCode::digits);
        let method = self.release.method_for(enterprise.method.as_deref(), digits);
        let industry = if self.release.has_industry_factors() { digits.unwrap_or_default() } else { "" };
        Asker { method, industry: industry.into() }
    }

    /// The lines of every enterprise, and their totals.
    pub(super) fn emissions(&self, rates: &Rates) -> Vec<Emissions> {
        self.records_of.par_iter().enumerate().map(|(at, range)| self.of_enterprise(index(at), range.clone(), rates)).collect()
    }

    fn of_enterprise(&self, at: u32, range: Range<usize>, rates: &Rates) -> Emissions {
        let enterprise = self.directory.get(at);
        let asker = self.asker(enterprise);
        let records = &self.records[range.clone()];
        let mut emissions = Emissions { months: records.chunk_by(|a, b| a.month == b.month).count(), ..Emissions::default() };
        for (place, record) in range.zip(records) {
            let Some(rate_at) = rates.find(&key(record, enterprise, &asker)) else { continue };
            match rates.get(rate_at) {
                Resolution::Line(rate) => {
                    let coal = if let StandardCoal::Known(coal) = &rate.standard_coal { coal.rate.apply(record.quantity) } else { None };
                    let Some(tonnes) = rate.rate.apply(record.quantity) else {
                        emissions.findings.push(self.refused(record, enterprise, Code::OutOfRange, &[]));
                        continue;
                    };
                    let line = Line { record: index(place), rate: rate_at, emissions: tonnes, standard_coal: coal };
                    emissions.inventory.add(&line, rate);
                    emissions.lines.push(line);
                }
                Resolution::Refused(code, details) => emissions.findings.push(self.refused(record, enterprise, *code, details)),
                Resolution::Memo | Resolution::Open => {}
            }
        }
        if !emissions.inventory.is_in_range() {
            emissions.findings.push(Finding::new(Code::OutOfRange).of(&enterprise.id));
        }
        emissions.findings.extend(own_power::check(records, &enterprise.id, self.files, self.release.nomenclature()));
        emissions
    }

    fn refused(&self, record: &ActivityRecord, enterprise: &Enterprise, code: Code, details: &[(&'static str, String)]) -> Finding {
        let nomenclature = self.release.nomenclature();
        let (column, value) = match code {
            Code::FlowNotTaken => ("flow", record.flow.name().to_owned()),
            Code::UnitDimension => ("unit", nomenclature.units.get(record.unit).code.clone()),
            Code::OutOfRange => ("quantity", record.quantity.to_string()),
            _ => ("item", nomenclature.items.get(record.item).code.clone()),
        };
        let place = self.files[record.file as usize].place(record.row, Some(column));
        let mut finding = Finding::new(code).at(place, &value).of(&enterprise.id);
        finding.details = details.to_vec();
        finding
    }
}

fn key(record: &ActivityRecord, enterprise: &Enterprise, asker: &Asker) -> RateKey {
    RateKey {
        method: asker.method,
        item: record.item,
        unit: record.unit,
        flow: record.flow,
        month: record.month,
        region: enterprise.region,
        industry: Arc::clone(&asker.industry),
        measured: record.measured(),
    }
}

/// A place in a list that intake keeps below 2^32.
fn index(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}
