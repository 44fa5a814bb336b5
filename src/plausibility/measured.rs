//! Measured values that no fuel of this name has.

use crate::activity::ActivityRecord;
use crate::facts::InputFile;
use crate::finding::{Code, Finding};
use crate::nomenclature::{Nomenclature, Property};

/// Warns of measured values outside the range that the release states for their item.
pub(super) fn check(record: &ActivityRecord, id: &str, files: &[InputFile], nomenclature: &Nomenclature) -> Vec<Finding> {
    let measured = record.measured();
    let warning = |property: Property| {
        let ((_, value), range) = (measured.get(property.name())?, nomenclature.ranges.of(record.item(), property)?);
        if range.holds(&value.ratio()) {
            return None;
        }
        let place = files[record.file()].place(record.row, Some(property.name()));
        let column = place.column.clone().unwrap_or_else(|| property.name().into());
        let finding = Finding::new(Code::ImplausibleValue).at(place, &value.to_string()).of(id);
        let item = nomenclature.items.get(record.item());
        let finding = finding.with("item", item.label()).with("column", &*column).with("unit", range.unit.clone());
        Some(finding.with("lowest", range.lowest.to_text()).with("highest", range.highest.to_text()))
    };
    [Property::Ncv, Property::CarbonContent, Property::Oxidation].into_iter().filter_map(warning).collect()
}
