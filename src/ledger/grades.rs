//! From labels to the rows of `grades.csv`.

use super::grade_row::GradeRow;
use super::previous::Previous;
use crate::flag;
use crate::inventory::Inventory;
use crate::label::{Label, LabelContext, LabelIds, Stated};
use crate::measure::{Figure, Ratio, Tonnes};
use crate::nomenclature::IndustryCode;
use crate::run::{Outcome, Terms};

/// Makes the rows of `grades.csv`, each when it is asked for.
///
/// What was not computed is an empty cell: an enterprise without a grade has its emissions, if it has activity, and its
/// denominator, if a row gives it.
pub struct GradeRows<'a> {
    outcome: &'a Outcome,
    terms: Terms<'a>,
    ids: LabelIds<'a>,
    period: String,
    denominator: String,
    previous: Option<&'a Previous>,
}

impl<'a> GradeRows<'a> {
    /// The rows of an outcome.
    #[must_use]
    pub fn new(outcome: &'a Outcome, terms: Terms<'a>) -> Self {
        let Terms { release, scheme, period, .. } = terms;
        let ids = LabelIds::new(LabelContext { period, scheme, release_sha256: release.sha256(), frozen: None });
        Self { outcome, terms, ids, period: period.to_string(), denominator: scheme.denominator.name(), previous: None }
    }

    /// The same with the grades of the run before, if there was one.
    #[must_use]
    pub fn since(self, previous: Option<&'a Previous>) -> Self {
        Self { previous, ..self }
    }

    /// How many there are: one for each enterprise.
    #[must_use]
    pub fn count(&self) -> usize {
        self.outcome.labels.len()
    }

    /// The row of the enterprise at a place of the directory.
    #[must_use]
    pub fn row(&self, enterprise: usize) -> GradeRow {
        let mut row = GradeRow::default();
        self.fill(&mut row, enterprise);
        row
    }

    /// Makes `row` that of an enterprise. Each figure is formatted once, for the file and for the label's fingerprint.
    pub fn fill(&self, row: &mut GradeRow, enterprise: usize) {
        let label = &self.outcome.labels[enterprise];
        let enterprise = &self.outcome.directory.all()[enterprise];
        let regions = &self.terms.release.nomenclature().regions;
        row.clear();
        row.push(&enterprise.id);
        row.push(&enterprise.name);
        row.push(enterprise.industry.as_ref().map_or("", IndustryCode::digits));
        row.push(enterprise.region.map_or("", |region| &regions.get(region).code));
        row.push(&self.period);
        row.push(label.status.name());
        self.fill_figures(row, label);
        row.push(&flag::join(&label.flags));
        let previous = self.previous.and_then(|previous| previous.of(&enterprise.id)).map_or("", |label| &label.grade);
        row.push(previous);
        row.push(self.terms.release.id());
        row.push(&self.terms.scheme.name);
        let previous = self.previous.filter(|_| !previous.is_empty()).map(|run| [previous, run.period.as_str()]);
        let id = self.ids.of(&Stated { previous, ..stated(row) });
        row.push(&id);
    }

    /// From the grade to the margin.
    fn fill_figures(&self, row: &mut GradeRow, label: &Label) {
        let (inventory, pool) = (label.inventory.as_ref(), label.pool.as_ref());
        let grading = label.grading(self.terms.scheme);
        let grading = grading.as_ref();
        row.push(grading.and_then(|grading| grading.grade).map_or("", |band| &band.code));
        row.push(grading.and_then(|grading| grading.level).map_or("", |band| &band.code));
        let totals: [fn(&Inventory) -> Option<Tonnes>; 6] = [
            |of| Some(of.emissions()),
            |of| Some(of.scope1),
            |of| Some(of.scope2),
            |of| Some(of.deducted),
            |of| Some(of.biogenic),
            Inventory::energy_tce,
        ];
        for total in totals {
            let total = inventory.and_then(total);
            row.push_number(|text| total.into_iter().for_each(|total| total.append_to(text)));
        }
        row.push(if label.denominator.is_some() { &self.denominator } else { "" });
        row.push(&label.denominator.as_ref().map(Ratio::to_text).unwrap_or_default());
        let show = |row: &mut GradeRow, figure: Option<&Figure>| {
            row.push_number(|text| figure.into_iter().for_each(|figure| figure.append_to(text)));
        };
        show(row, grading.map(|grading| &grading.intensity));
        row.push(pool.map_or("", |pool| &pool.code));
        row.push(pool.map_or("", |pool| pool.level.name()));
        row.push(&pool.map(|pool| pool.count.to_string()).unwrap_or_default());
        show(row, grading.and_then(|grading| grading.reference.as_ref()));
        show(row, grading.map(|grading| &grading.ratio));
        show(row, grading.and_then(|grading| grading.margin.as_ref()));
    }
}

/// What the label of a row states.
fn stated(row: &GradeRow) -> Stated<'_> {
    Stated {
        enterprise: const { GradeRow::places(["enterprise_id", "name", "industry"]) }.map(|place| row.at(place)),
        period: row.at(const { GradeRow::place("period") }),
        verdict: const { GradeRow::places(["status", "grade", "level"]) }.map(|place| row.at(place)),
        totals: const { GradeRow::places(TOTALS) }.map(|place| row.at(place)),
        figures: const { GradeRow::places(FIGURES) }.map(|place| row.at(place)),
        flags: row.at(const { GradeRow::place("flags") }),
        previous: None,
    }
}

const TOTALS: [&str; 6] = ["emissions_t", "scope1_t", "scope2_t", "deducted_t", "biogenic_t", "energy_tce"];
const FIGURES: [&str; 8] = ["denominator_value", "intensity", "peer_code", "peer_level", "peer_count", "reference", "ratio", "margin"];
