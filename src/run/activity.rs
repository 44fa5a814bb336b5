//! From records to lines and totals.

use rayon::prelude::*;

use super::of_parts::{OfPart, in_parts};
use super::rates::{Finder, NO_LINE, RateIndex};
use crate::activity::{ActivityRecord, Rounds};
use crate::emission::Resolution;
use crate::enterprise::{Directory, Enterprise};
use crate::facts::{Facts, InputFile};
use crate::finding::{Code, Detail, Finding};
use crate::inventory::{Inventory, Tally};
use crate::measure::{Month, MonthSet};
use crate::parts::Parts;
use crate::plausibility::{ActivityCheck, Scratch};
use crate::release::Release;

/// What the records of one enterprise came to.
#[derive(Default)]
pub(super) struct Emissions {
    pub(super) inventory: Inventory,
    /// Months of the period with a record.
    pub(super) months: MonthSet,
    /// Those of them in which every quantity is zero.
    pub(super) idle: Vec<Month>,
    pub(super) lines: usize,
    /// Whether any of its findings is an error.
    pub(super) has_error: bool,
}

/// The lines of all enterprises, and what each enterprise's came to.
pub(super) struct Lines {
    pub(super) records: Parts<ActivityRecord>,
    pub(super) rates: Parts<u32>,
    pub(super) emissions: Vec<Emissions>,
}

/// Makes the lines, and says what is wrong with them. `facts.activity` is taken.
pub(super) fn lines(facts: &mut Facts, index: &RateIndex<'_>, release: &Release) -> (Lines, Vec<Finding>) {
    let check = ActivityCheck::new(&facts.files, release.nomenclature());
    let is_filled = release.methods().iter().any(|method| method.missing.is_some());
    let calculation = Calculation { release, directory: &facts.directory, files: &facts.files, index, check, is_filled };
    let mut parts = std::mem::take(&mut facts.activity).into_parts();
    let count = facts.directory.all().len();
    let mut emissions: Vec<Emissions> = (0..count).into_par_iter().map(|_| Emissions::default()).collect();
    let mut of_parts = in_parts(&mut emissions, &parts, |record| record.enterprise);
    let tools = || (index.finder(), index.simple.tallies());
    let making =
        parts.par_iter_mut().zip(&mut of_parts).map_init(tools, |tools, (part, emissions)| calculation.part(part, emissions, tools));
    let (rates, findings): (Vec<Vec<u32>>, Vec<Vec<Finding>>) = making.unzip();
    (Lines { records: Parts::new(parts), rates: Parts::new(rates), emissions }, findings.into_iter().flatten().collect())
}

/// What an enterprise's records come to, and what is wrong with them.
type Made<'m> = (&'m mut Emissions, &'m mut Vec<Finding>);

/// What a thread works with, part after part.
type Tools<'t> = (Finder<'t>, Vec<Tally>);

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
    /// The rates of the records of a part, and what is wrong with them. Records that make no line are taken out.
    fn part(
        &self,
        records: &mut Vec<ActivityRecord>,
        (first, emissions): &mut OfPart<'_, Emissions>,
        tools: &mut Tools<'_>,
    ) -> (Vec<u32>, Vec<Finding>) {
        let mut rates = Vec::with_capacity(records.len());
        let mut findings = Vec::new();
        let mut scratch = Scratch::default();
        let mut lines = 0;
        for own in records.chunk_by(|a, b| a.enterprise == b.enterprise) {
            let emissions = &mut emissions[own[0].enterprise as usize - *first];
            let before = findings.len();
            let rounds = Rounds::of(own);
            self.of_enterprise((own, rounds), tools, &mut rates, (&mut *emissions, &mut findings));
            findings.extend(self.implausible(own, rounds, &mut scratch));
            self.release.manifest().severities.weigh(&mut findings[before..]);
            emissions.has_error = findings[before..].iter().any(Finding::is_error);
            lines += emissions.lines;
        }
        let made = rates.iter().filter(|rate| **rate != NO_LINE).count();
        if lines > made {
            let own = std::mem::take(records).into_iter().zip(rates).filter(|(_, rate)| *rate != NO_LINE);
            let (all, rates) = own.flat_map(|(record, rate)| self.each(record, rate)).unzip();
            *records = all;
            return (rates, findings);
        }
        if made < rates.len() {
            let mut of_each = rates.iter();
            records.retain(|_| of_each.next().is_some_and(|rate| *rate != NO_LINE));
            rates.retain(|rate| *rate != NO_LINE);
        }
        (rates, findings)
    }

    /// What of an enterprise's records is not plausible; what nobody reported is none of them.
    fn implausible<'r>(&self, own: &'r [ActivityRecord], rounds: Option<Rounds<'r>>, scratch: &mut Scratch<'r>) -> Vec<Finding> {
        let enterprise = self.directory.get(own[0].enterprise);
        if !self.is_filled || own.iter().all(|record| record.estimate().is_none()) {
            return self.check.check(own, rounds, enterprise, scratch);
        }
        let reported: Vec<ActivityRecord> = own.iter().filter(|record| record.estimate().is_none()).cloned().collect();
        self.check.check(&reported, None, enterprise, &mut Scratch::default())
    }

    /// A record once for each of its lines: few make more than one.
    fn each(&self, record: ActivityRecord, first: u32) -> impl Iterator<Item = (ActivityRecord, u32)> {
        self.index.rates.line_rates(first).map(move |(at, _)| (record.clone(), at))
    }

    /// `rates` gets one for each record, [`NO_LINE`] for those that make none.
    fn of_enterprise(
        &self,
        (records, rounds): (&[ActivityRecord], Option<Rounds<'_>>),
        (finder, tallies): &mut Tools<'_>,
        rates: &mut Vec<u32>,
        (emissions, findings): Made<'_>,
    ) {
        let enterprise = self.directory.get(records[0].enterprise);
        finder.turn_to(records[0].enterprise);
        let start = rates.len();
        finder.rates_of(records, rounds, rates);
        for (record, rate) in records.iter().zip(&mut rates[start..]) {
            if !self.index.simple.add(tallies, *rate, record.short_quantity()) {
                let lines = self.add((&mut *emissions, &mut *findings), record, *rate, enterprise);
                emissions.lines += lines;
                if lines == 0 {
                    *rate = NO_LINE;
                }
            }
        }
        emissions.lines += self.index.simple.hand_over(tallies, &mut emissions.inventory);
        (emissions.months, emissions.idle) = months(records, rounds);
        if !emissions.inventory.is_in_range() {
            findings.push(Finding::new(Code::OutOfRange).of(&enterprise.id));
        }
    }

    /// Adds the lines of a record, and says how many there are.
    fn add(&self, (emissions, findings): Made<'_>, record: &ActivityRecord, place: u32, enterprise: &Enterprise) -> usize {
        if place == NO_LINE {
            return 0;
        }
        match self.index.rates.get(place) {
            Resolution::Line(rate) => {
                let unread = rate.unread.iter().map(|column| self.unread(record, enterprise, column));
                findings.extend(unread);
                if rate.more {
                    return self.add_each((emissions, findings), record, place, enterprise);
                }
                if let Some(emission) = self.index.rates.emission(place, record) {
                    emissions.inventory.add(&emission, rate);
                    return 1;
                }
                findings.push(self.refused(record, enterprise, Code::OutOfRange, &[]));
            }
            Resolution::Refused(code, details) => findings.push(self.refused(record, enterprise, *code, details)),
            Resolution::Memo | Resolution::Open => {}
        }
        0
    }

    /// The same for a record of several lines: all of them or none.
    fn add_each(&self, (emissions, findings): Made<'_>, record: &ActivityRecord, first: u32, enterprise: &Enterprise) -> usize {
        let lines = self.index.rates.line_rates(first).map(|(_, rate)| rate.apply(record.quantity()).map(|emission| (rate, emission)));
        let Some(lines) = lines.collect::<Option<Vec<_>>>() else {
            findings.push(self.refused(record, enterprise, Code::OutOfRange, &[]));
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

/// The months with a record, and those of them in which every quantity is zero.
fn months(records: &[ActivityRecord], rounds: Option<Rounds<'_>>) -> (MonthSet, Vec<Month>) {
    let span = rounds.and_then(Rounds::months).filter(|_| !records.iter().any(ActivityRecord::is_zero));
    if let Some(span) = span {
        return (span.into(), Vec::new());
    }
    let (mut months, mut idle) = (MonthSet::default(), Vec::new());
    for own in records.chunk_by(|a, b| a.month() == b.month()) {
        months.push(own[0].month());
        if own.iter().all(ActivityRecord::is_zero) {
            idle.push(own[0].month());
        }
    }
    (months, idle)
}

/// The column of a parameter that a record lacks; it may be one that its file does not have.
fn missing(details: &[Detail]) -> &str {
    details.iter().find(|(name, _)| *name == "column").map_or("", |(_, column)| column)
}
