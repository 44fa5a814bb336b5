//! A month far from the enterprise's own others: the mistake of a unit, or of a point.
//!
//! A month is compared with the median of the months in which the same item, flow and site was used at all. Above, eight
//! times are enough: ten, less a fifth for the season. Below, three hundred: holidays and repairs make months of a tenth and
//! of a hundredth, a unit mistaken by a thousand in a month three times the usual makes one of three hundredths of a tenth.

use super::magnitude::{Magnitudes, SLACK, of_limit};
use super::own_power::in_base_units;
use crate::activity::ActivityRecord;
use crate::facts::InputFile;
use crate::finding::{Code, Finding};
use crate::measure::{Figure, Ratio};
use crate::nomenclature::{Nomenclature, Unit};

/// So many months of use make a median worth comparing with.
const LEAST_MONTHS: usize = 4;
const TIMES_ABOVE: u32 = 8;
const TIMES_BELOW: u32 = 300;
/// A unit fits when it brings the month within this factor of the median.
const FITS: i128 = 3;

/// The magnitudes of one item, flow and site, month by month.
#[derive(Default)]
struct Series<'r> {
    key: (u64, Option<&'r str>),
    magnitudes: Vec<i32>,
}

/// The series of one enterprise; made once, and used for one enterprise after the other.
#[derive(Default)]
pub(super) struct AllSeries<'r> {
    all: Vec<Series<'r>>,
    used: usize,
    /// Records come in the same order every month: which series is next.
    next: usize,
}

impl<'r> AllSeries<'r> {
    /// Warnings for the records of an enterprise that are far from the median of their series.
    pub(super) fn check(
        &mut self,
        records: &'r [ActivityRecord],
        magnitudes: &Magnitudes,
        id: &str,
        files: &[InputFile],
        nomenclature: &Nomenclature,
    ) -> Vec<Finding> {
        if records.len() < LEAST_MONTHS {
            return Vec::new();
        }
        (self.used, self.next) = (0, 0);
        for record in records {
            if let Some(magnitude) = magnitudes.of_record(record) {
                self.series_of(record).magnitudes.push(magnitude);
            }
        }
        let suspicious = self.all[..self.used].iter().filter(|series| is_suspicious(&series.magnitudes));
        let own = |series: &Series<'_>| records.iter().filter(|record| key(record) == series.key).collect::<Vec<_>>();
        suspicious.flat_map(|series| far(&own(series), id, files, nomenclature)).collect()
    }

    fn series_of(&mut self, record: &'r ActivityRecord) -> &mut Series<'r> {
        let key = key(record);
        let expected = if self.next < self.used { self.next } else { 0 };
        let is_it = |at: &usize| self.all[*at].key == key;
        let found = Some(expected).filter(|at| *at < self.used).filter(is_it).or_else(|| (0..self.used).find(is_it));
        let at = found.unwrap_or_else(|| self.begin(key));
        self.next = at + 1;
        &mut self.all[at]
    }

    fn begin(&mut self, key: (u64, Option<&'r str>)) -> usize {
        if self.used == self.all.len() {
            self.all.push(Series::default());
        }
        let series = &mut self.all[self.used];
        series.key = key;
        series.magnitudes.clear();
        self.used += 1;
        self.used - 1
    }
}

fn key(record: &ActivityRecord) -> (u64, Option<&str>) {
    (record.series(), record.site())
}

/// Whether a month may be far from the median: unless more than half of the months are within reach of the highest and of the
/// lowest, the median may be out of it.
fn is_suspicious(magnitudes: &[i32]) -> bool {
    const ABOVE: i32 = of_limit(TIMES_ABOVE) - 2 * SLACK;
    const BELOW: i32 = of_limit(TIMES_BELOW) - 2 * SLACK;
    let (Some(least), Some(most)) = (magnitudes.iter().min(), magnitudes.iter().max()) else { return false };
    let many = |near: &dyn Fn(i32) -> bool| magnitudes.iter().filter(|magnitude| near(**magnitude)).count() * 2 > magnitudes.len();
    magnitudes.len() >= LEAST_MONTHS
        && most - least >= ABOVE
        && !(many(&|magnitude| most - magnitude < ABOVE) && many(&|magnitude| magnitude - least < BELOW))
}

/// Warnings for the months of a series that are far from its median.
fn far(records: &[&ActivityRecord], id: &str, files: &[InputFile], nomenclature: &Nomenclature) -> Vec<Finding> {
    let amount = |record: &ActivityRecord| in_base_units(record, nomenclature);
    let mut amounts: Vec<Ratio> = records.iter().map(|record| amount(record)).filter(Ratio::is_positive).collect();
    amounts.sort();
    let (Some(above), Some(below)) = (amounts.get(amounts.len() / 2), amounts.get(amounts.len().saturating_sub(1) / 2)) else {
        return Vec::new();
    };
    let median = above.plus(below).times(&Ratio::new(1, 2));
    let times = |number: u32| Ratio::new(number.into(), 1);
    let is_far = |amount: &Ratio| {
        amount.is_positive() && (*amount >= median.times(&times(TIMES_ABOVE)) || amount.times(&times(TIMES_BELOW)) <= median)
    };
    let far = records.iter().filter(|record| is_far(&amount(record)));
    far.map(|record| warning(record, (&median, amounts.len()), id, files, nomenclature)).collect()
}

fn warning(
    record: &ActivityRecord,
    (median, months): (&Ratio, usize),
    id: &str,
    files: &[InputFile],
    nomenclature: &Nomenclature,
) -> Finding {
    let unit = nomenclature.units.get(record.unit());
    let amount = in_base_units(record, nomenclature);
    let rounded = |above: &Ratio, below: &Ratio, decimals| Figure::quotient(above, below, decimals).map(|figure| figure.to_string());
    let (above, below) = if amount > *median { (rounded(&amount, median, 0), None) } else { (None, rounded(median, &amount, 0)) };
    Finding::new(Code::UnusualMonth)
        .at(files[record.file()].place(record.row, Some("quantity")), &record.quantity().to_string())
        .of(id)
        .with("month", record.month().to_string())
        .with("item", nomenclature.items.get(record.item()).code.clone())
        .with("unit", unit.code.clone())
        .with("months", months.to_string())
        .with_some("median", rounded(median, &unit.ratio, 3))
        .with_some("above", above)
        .with_some("below", below)
        .with_some("suggestion", fitting(record, median, nomenclature).map(|unit| unit.code.clone()))
}

/// The unit with which a quantity comes nearest to the median, if that is near enough.
fn fitting<'n>(record: &ActivityRecord, median: &Ratio, nomenclature: &'n Nomenclature) -> Option<&'n Unit> {
    let dimension = nomenclature.items.get(record.item()).dimension;
    let distance = |unit: &Unit| {
        let times = record.quantity().ratio().times(&unit.ratio).divided_by(median)?;
        Some(if times < Ratio::one() { Ratio::one().divided_by(&times)? } else { times })
    };
    let units = nomenclature.units.iter().filter(|unit| dimension.takes(unit.dimension));
    let nearest = units.filter_map(|unit| Some((distance(unit)?, unit))).min_by(|a, b| a.0.cmp(&b.0));
    nearest.filter(|(distance, _)| *distance <= Ratio::new(FITS, 1)).map(|(_, unit)| unit)
}
