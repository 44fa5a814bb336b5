//! From records to lines and totals.

use rayon::prelude::*;

use super::rates::{Finder, RateIndex};
use crate::activity::ActivityRecord;
use crate::emission::{Emission, Resolution};
use crate::enterprise::{Directory, Enterprise};
use crate::facts::{Facts, InputFile};
use crate::finding::{Code, Detail, Finding};
use crate::inventory::{Inventory, Share};
use crate::measure::Month;
use crate::parts::Parts;
use crate::plausibility::{ActivityCheck, Scratch};
use crate::release::Release;

/// What the records of one enterprise came to.
#[derive(Default)]
pub(super) struct Emissions {
    pub(super) inventory: Inventory,
    /// Months of the period with a record.
    pub(super) months: Vec<Month>,
    /// Those of them in which every quantity is zero.
    pub(super) idle: Vec<Month>,
    pub(super) lines: usize,
    pub(super) findings: Vec<Finding>,
}

/// In place of a rate: a record that makes no line.
const NO_LINE: u32 = u32::MAX;

/// Enterprises and what each one's records came to.
type OfEach = Vec<(u32, Emissions)>;

/// The lines of all enterprises, and what each enterprise's came to.
pub(super) struct Lines {
    pub(super) records: Parts<ActivityRecord>,
    pub(super) rates: Parts<u32>,
    pub(super) emissions: Vec<Emissions>,
}

/// Makes the lines. `facts.activity` is taken.
pub(super) fn lines(facts: &mut Facts, index: &RateIndex<'_>, release: &Release) -> Lines {
    let check = ActivityCheck::new(&facts.files, release.nomenclature());
    let is_filled = release.methods().iter().any(|method| method.missing.is_some());
    let calculation = Calculation { release, directory: &facts.directory, files: &facts.files, index, check, is_filled };
    let mut parts = std::mem::take(&mut facts.activity).into_parts();
    let made: Vec<(Vec<u32>, OfEach)> = parts.par_iter_mut().map(|part| calculation.part(part)).collect();
    let mut emissions: Vec<Emissions> = Vec::new();
    emissions.resize_with(facts.directory.all().len(), Emissions::default);
    let mut rates = Vec::with_capacity(made.len());
    for (of_part, of_each) in made {
        rates.push(of_part);
        for (enterprise, own) in of_each {
            emissions[enterprise as usize] = own;
        }
    }
    Lines { records: Parts::new(parts), rates: Parts::new(rates), emissions }
}

struct Calculation<'a> {
    release: &'a Release,
    directory: &'a Directory,
    files: &'a [InputFile],
    index: &'a RateIndex<'a>,
    check: ActivityCheck<'a>,
    /// Whether some method fills in months.
    is_filled: bool,
}

impl Calculation<'_> {
    /// The rates of the records of a part, and what its enterprises' came to. Records that make no line are taken out.
    fn part(&self, records: &mut Vec<ActivityRecord>) -> (Vec<u32>, OfEach) {
        let mut rates = Vec::with_capacity(records.len());
        let mut emissions = Vec::new();
        let mut finder = self.index.finder();
        let mut scratch = Scratch::default();
        for own in records.chunk_by(|a, b| a.enterprise == b.enterprise) {
            let mut of_one = self.of_enterprise(own, &mut finder, &mut rates);
            of_one.findings.extend(self.implausible(own, &mut scratch));
            emissions.push((own[0].enterprise, of_one));
        }
        let lines: usize = emissions.iter().map(|(_, own): &(u32, Emissions)| own.lines).sum();
        let made = rates.iter().filter(|rate| **rate != NO_LINE).count();
        if lines > made {
            let own = std::mem::take(records).into_iter().zip(rates).filter(|(_, rate)| *rate != NO_LINE);
            let (all, rates) = own.flat_map(|(record, rate)| self.each(record, rate)).unzip();
            *records = all;
            return (rates, emissions);
        }
        if made < rates.len() {
            let mut of_each = rates.iter();
            records.retain(|_| of_each.next().is_some_and(|rate| *rate != NO_LINE));
            rates.retain(|rate| *rate != NO_LINE);
        }
        (rates, emissions)
    }

    /// What of an enterprise's records is not plausible; what nobody reported is none of them.
    fn implausible<'r>(&self, own: &'r [ActivityRecord], scratch: &mut Scratch<'r>) -> Vec<Finding> {
        let enterprise = self.directory.get(own[0].enterprise);
        if !self.is_filled || own.iter().all(|record| record.estimate().is_none()) {
            return self.check.check(own, enterprise, scratch);
        }
        let reported: Vec<ActivityRecord> = own.iter().filter(|record| record.estimate().is_none()).cloned().collect();
        self.check.check(&reported, enterprise, &mut Scratch::default())
    }

    /// A record once for each of its lines: few make more than one.
    fn each(&self, record: ActivityRecord, first: u32) -> impl Iterator<Item = (ActivityRecord, u32)> {
        self.index.rates.line_rates(first).map(move |(at, _)| (record.clone(), at))
    }

    /// `rates` gets one for each record, [`NO_LINE`] for those that make none.
    fn of_enterprise(&self, records: &[ActivityRecord], finder: &mut Finder<'_>, rates: &mut Vec<u32>) -> Emissions {
        let enterprise = self.directory.get(records[0].enterprise);
        finder.turn_to(records[0].enterprise);
        let mut emissions = Emissions { months: Vec::with_capacity(12), ..Emissions::default() };
        let mut flag_sets = 0;
        for own in records.chunk_by(|a, b| a.month() == b.month()) {
            emissions.months.push(own[0].month());
            if own.iter().all(ActivityRecord::is_zero) {
                emissions.idle.push(own[0].month());
            }
            for record in own {
                let rate = finder.rate_of(record).unwrap_or(NO_LINE);
                let lines = match self.simple_line(record, rate) {
                    Some((emission, share, flag_set)) => {
                        emissions.inventory.add_line(&emission, share);
                        flag_sets |= 1u64 << flag_set;
                        1
                    }
                    None => self.add(&mut emissions, record, rate, enterprise),
                };
                rates.push(if lines > 0 { rate } else { NO_LINE });
                emissions.lines += lines;
            }
        }
        self.index.flags_of(flag_sets).for_each(|flags| emissions.inventory.add_flags(flags));
        if !emissions.inventory.is_in_range() {
            emissions.findings.push(Finding::new(Code::OutOfRange).of(&enterprise.id));
        }
        emissions
    }

    /// The line of a record about which there is nothing more to say.
    #[inline]
    fn simple_line(&self, record: &ActivityRecord, rate: u32) -> Option<(Emission, Share, u8)> {
        let (share, flag_set) = self.index.share(rate)?;
        Some((self.index.rates.emission(rate, record)?, share, flag_set))
    }

    /// Adds the lines of a record, and says how many there are.
    fn add(&self, emissions: &mut Emissions, record: &ActivityRecord, place: u32, enterprise: &Enterprise) -> usize {
        if place == NO_LINE {
            return 0;
        }
        match self.index.rates.get(place) {
            Resolution::Line(rate) => {
                let unread = rate.unread.iter().map(|column| self.unread(record, enterprise, column));
                emissions.findings.extend(unread);
                if rate.more {
                    return self.add_each(emissions, record, place, enterprise);
                }
                if let Some(emission) = self.index.rates.emission(place, record) {
                    emissions.inventory.add(&emission, rate);
                    return 1;
                }
                emissions.findings.push(self.refused(record, enterprise, Code::OutOfRange, &[]));
            }
            Resolution::Refused(code, details) => emissions.findings.push(self.refused(record, enterprise, *code, details)),
            Resolution::Memo | Resolution::Open => {}
        }
        0
    }

    /// The same for a record of several lines: all of them or none.
    fn add_each(&self, emissions: &mut Emissions, record: &ActivityRecord, first: u32, enterprise: &Enterprise) -> usize {
        let lines = self.index.rates.line_rates(first).map(|(_, rate)| rate.apply(record.quantity()).map(|emission| (rate, emission)));
        let Some(lines) = lines.collect::<Option<Vec<_>>>() else {
            emissions.findings.push(self.refused(record, enterprise, Code::OutOfRange, &[]));
            return 0;
        };
        lines.iter().for_each(|(rate, emission)| emissions.inventory.add(emission, rate));
        lines.len()
    }

    /// A parameter that no line of the record reads.
    fn unread(&self, record: &ActivityRecord, enterprise: &Enterprise, column: &'static str) -> Finding {
        let item = self.release.nomenclature().items.get(record.item()).label();
        let value = record.measured().get(column).map(|(_, value)| value.to_string()).unwrap_or_default();
        let place = self.files[record.file()].place(record.row, Some(column));
        let header = place.column.clone().unwrap_or_else(|| column.into());
        Finding::new(Code::ParameterUnused).at(place, &value).of(&enterprise.id).with("item", item).with("column", header)
    }

    fn refused(&self, record: &ActivityRecord, enterprise: &Enterprise, code: Code, details: &[Detail]) -> Finding {
        let nomenclature = self.release.nomenclature();
        let (column, value) = match code {
            Code::FlowNotTaken => ("flow", record.flow().name().to_owned()),
            Code::UnitDimension => ("unit", nomenclature.units.get(record.unit()).code.clone()),
            Code::OutOfRange => ("quantity", record.quantity().to_string()),
            Code::MissingParameter => (missing(details), String::new()),
            _ => ("item", nomenclature.items.get(record.item()).code.clone()),
        };
        let place = self.files[record.file()].place(record.row, Some(column));
        let mut finding = Finding::new(code).at(place, &value).of(&enterprise.id);
        finding.details = details.to_vec();
        finding
    }
}

/// The column of a parameter that a record lacks; it may be one that its file does not have.
fn missing(details: &[Detail]) -> &str {
    details.iter().find(|(name, _)| *name == "column").map_or("", |(_, column)| column)
}
