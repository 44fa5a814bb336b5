//! A check: power that is deducted must have been consumed.

use std::collections::BTreeMap;

use crate::activity::{ActivityRecord, Flow};
use crate::facts::InputFile;
use crate::finding::{Code, Finding};
use crate::measure::{Month, Ratio};
use crate::nomenclature::{Category, Nomenclature};

/// Power of a month and site, in GJ.
struct Power<'a> {
    consumed: Ratio,
    deducted: Ratio,
    first_deduction: &'a ActivityRecord,
}

/// Warns where own and exported power of a month and site exceed the consumed power. `records` are one enterprise's.
pub(super) fn check(records: &[ActivityRecord], id: &str, files: &[InputFile], nomenclature: &Nomenclature) -> Vec<Finding> {
    let is_power = |record: &&ActivityRecord| nomenclature.items.get(record.item()).category == Category::Electricity;
    let mut by_place: BTreeMap<(Month, Option<&str>), Power<'_>> = BTreeMap::new();
    for record in records.iter().filter(is_power).filter(|record| deducts(record)) {
        let power = by_place.entry((record.month(), record.site())).or_insert_with(|| Power {
            consumed: Ratio::zero(),
            deducted: Ratio::zero(),
            first_deduction: record,
        });
        power.deducted = power.deducted.plus(&in_base_units(record, nomenclature));
    }
    if by_place.is_empty() {
        return Vec::new();
    }
    for record in records.iter().filter(is_power).filter(|record| record.flow() == Flow::Consumed) {
        if let Some(power) = by_place.get_mut(&(record.month(), record.site())) {
            power.consumed = power.consumed.plus(&in_base_units(record, nomenclature));
        }
    }
    let exceeding = by_place.into_iter().filter(|(_, power)| power.deducted > power.consumed);
    exceeding.map(|((month, site), power)| warning(month, site, &power, id, files)).collect()
}

/// Whether a record is deducted if it is one of power.
pub(super) fn deducts(record: &ActivityRecord) -> bool {
    matches!(record.flow(), Flow::Exported | Flow::Nonfossil)
}

/// A quantity in the base unit of its dimension.
pub(super) fn in_base_units(record: &ActivityRecord, nomenclature: &Nomenclature) -> Ratio {
    record.quantity().ratio().times(&nomenclature.units.get(record.unit()).ratio)
}

fn warning(month: Month, site: Option<&str>, power: &Power<'_>, id: &str, files: &[InputFile]) -> Finding {
    let megawatt_hours =
        |gigajoules: &Ratio| gigajoules.divided_by(&Ratio::parse("3.6").unwrap_or_else(Ratio::one)).unwrap_or_else(Ratio::zero).to_text();
    let record = power.first_deduction;
    let place = files[record.file()].place(record.row, Some("quantity"));
    Finding::new(Code::OwnPowerExceeds)
        .at(place, &record.quantity().to_string())
        .of(id)
        .with("month", month.to_string())
        .with_some("site", site.map(str::to_owned))
        .with("deducted", megawatt_hours(&power.deducted))
        .with("consumed", megawatt_hours(&power.consumed))
}
