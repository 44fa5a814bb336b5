//! The checks of an enterprise's activity records.

use super::magnitude::Magnitudes;
use super::series::{AllSeries, is_calm};
use super::{measured, own_power};
use crate::activity::{ActivityRecord, Rounds};
use crate::enterprise::Enterprise;
use crate::facts::InputFile;
use crate::finding::{Code, Finding};
use crate::nomenclature::Nomenclature;

/// The checks, with what they need to know of a release and a batch.
pub struct ActivityCheck<'a> {
    files: &'a [InputFile],
    nomenclature: &'a Nomenclature,
    magnitudes: Magnitudes,
}

/// What one thread works with, enterprise after enterprise.
#[derive(Default)]
pub struct Scratch<'r>(AllSeries<'r>);

impl<'a> ActivityCheck<'a> {
    /// The checks of a batch.
    #[must_use]
    pub fn new(files: &'a [InputFile], nomenclature: &'a Nomenclature) -> Self {
        Self { files, nomenclature, magnitudes: Magnitudes::of(&nomenclature.units) }
    }

    /// Checks the records of one enterprise, which are in the ledger's order and mostly [`Rounds`].
    pub fn check<'r>(
        &self,
        records: &'r [ActivityRecord],
        rounds: Option<Rounds<'r>>,
        enterprise: &Enterprise,
        scratch: &mut Scratch<'r>,
    ) -> Vec<Finding> {
        let (files, nomenclature, id) = (self.files, self.nomenclature, enterprise.id.as_str());
        let mut findings = Vec::new();
        if !rounds.is_some_and(is_calm) {
            findings = scratch.0.check(records, &self.magnitudes, id, files, nomenclature);
        }
        if rounds.map_or(records, Rounds::first).iter().any(own_power::deducts) {
            findings.extend(own_power::check(records, id, files, nomenclature));
        }
        if rounds.is_none() {
            let measured = records.iter().filter(|record| record.is_particular());
            findings.extend(measured.flat_map(|record| measured::check(record, id, files, nomenclature)));
        }
        findings.extend(self.before_start(records, enterprise));
        findings
    }

    /// A warning at the first use before the enterprise began to produce.
    fn before_start(&self, records: &[ActivityRecord], enterprise: &Enterprise) -> Option<Finding> {
        let (start, date) = (enterprise.started_in()?, enterprise.started_on?);
        let used = |record: &&ActivityRecord| record.month() < start && record.quantity().mantissa() != 0;
        let first = records.iter().find(used)?;
        let place = self.files[first.file()].place(first.row, Some("period"));
        let finding = Finding::new(Code::BeforeStart).at(place, &first.month().to_string()).of(&enterprise.id);
        Some(finding.with("month", first.month().to_string()).with("date", date.to_string()))
    }
}
