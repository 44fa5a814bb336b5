//! The checks of an enterprise's production records, by themselves and beside its use of energy.

use crate::facts::InputFile;
use crate::finding::{Code, Finding, Place};
use crate::measure::{Month, MonthSet, Ratio};
use crate::nomenclature::Units;
use crate::production::{Measure, ProductionRecord};

/// In which months an enterprise used something.
#[derive(Clone, Copy, Debug)]
pub struct Use<'a> {
    /// Months with a record.
    pub months: &'a MonthSet,
    /// Those of them in which every quantity is zero.
    pub idle: &'a [Month],
    /// Whether it has any row of energy, right or wrong.
    pub has_rows: bool,
}

/// The checks, with what they need to know of a release and a batch.
#[derive(Clone, Copy)]
pub struct ProductionCheck<'a> {
    files: &'a [InputFile],
    units: &'a Units,
}

impl<'a> ProductionCheck<'a> {
    /// The checks of a batch.
    #[must_use]
    pub fn new(files: &'a [InputFile], units: &'a Units) -> Self {
        Self { files, units }
    }

    /// Checks the records of one enterprise.
    #[must_use]
    pub fn check(self, records: &[ProductionRecord], id: &str, energy: Use<'_>) -> Vec<Finding> {
        if energy.has_rows && energy.idle.is_empty() && records.iter().all(is_calm) {
            return Vec::new();
        }
        let mut findings: Vec<Finding> = records.iter().filter_map(|record| self.value_added(record, id)).collect();
        if !energy.has_rows || !energy.idle.is_empty() {
            // Of a span of months nobody knows in which of them it was made.
            let idle = |record: &&ProductionRecord| !energy.has_rows || record.months.iter().all(|month| energy.idle.contains(&month));
            let made: Vec<_> = records.iter().filter(idle).filter(|record| makes(record)).collect();
            findings.extend(self.at_first(Code::ProductionWithoutEnergy, &made, id));
        }
        if energy.idle.len() < energy.months.count() {
            let busy = |month: &Month| energy.months.contains(*month) && !energy.idle.contains(month);
            let nothing = |record: &&ProductionRecord| record.is_nothing() && record.months.iter().any(|month| busy(&month));
            let nothing: Vec<_> = records.iter().filter(nothing).collect();
            findings.extend(self.at_first(Code::EnergyWithoutProduction, &nothing, id));
        }
        findings
    }

    fn place(self, record: &ProductionRecord, column: Option<&str>) -> Place {
        self.files[record.file as usize].place(record.row, column)
    }

    /// One warning for all of them, at the first.
    fn at_first(self, code: Code, records: &[&ProductionRecord], id: &str) -> Option<Finding> {
        let months: Vec<String> = records.iter().map(|record| record.months.to_string()).collect();
        let place = self.place(records.first()?, None);
        Some(Finding::new(code).at(place, "").of(id).with("months", months.join(", ")))
    }

    /// A warning when value added is above output value: it is a part of it.
    fn value_added(self, record: &ProductionRecord, id: &str) -> Option<Finding> {
        let [added, output] = [Measure::ValueAdded, Measure::OutputValue].map(|measure| record.amount(measure));
        let (added, output) = (added?, output?);
        let amount = |amount: crate::production::Amount| {
            let unit = amount.unit.map_or_else(Ratio::one, |unit| self.units.get(unit).ratio.clone());
            amount.value.ratio().times(&unit)
        };
        if amount(added) <= amount(output) {
            return None;
        }
        let place = self.place(record, Some(Measure::ValueAdded.name()));
        let finding = Finding::new(Code::ValueAddedAboveOutput).at(place, &added.value.to_string()).of(id);
        Some(finding.with("output", output.value.to_string()))
    }
}

/// Whether there is nothing to be said of a record of an enterprise that used something, as far as a look at the digits tells.
fn is_calm(record: &ProductionRecord) -> bool {
    let short = [Measure::ValueAdded, Measure::OutputValue].map(|measure| record.short_amount(measure));
    let [Some((added, added_unit)), Some((output, output_unit))] = short else { return false };
    let is_part = (added_unit, added.scale()) == (output_unit, output.scale()) && added.mantissa() <= output.mantissa();
    is_part && !record.is_nothing()
}

/// Whether a figure of it is above zero.
fn makes(record: &ProductionRecord) -> bool {
    Measure::ALL.into_iter().filter_map(|measure| record.amount(measure)).any(|amount| amount.value.mantissa() > 0)
}
