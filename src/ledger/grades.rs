//! From labels to the rows of `grades.csv`.

use super::grade_row::{GradeFigures, GradeRow};
use super::previous::Previous;
use crate::flag;
use crate::label::{Label, LabelContext, LabelIds, Stated};
use crate::measure::{Figure, Ratio};
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

    /// Makes `row` that of an enterprise. Each figure is formatted once, for the file and for the label's fingerprint; what comes
    /// back are those that stand in it as numbers.
    pub fn fill(&self, row: &mut GradeRow, enterprise: usize) -> GradeFigures {
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
        let figures = self.fill_figures(row, label);
        row.push_plain(|text| flag::append(&label.flags, text));
        let previous = self.previous.and_then(|previous| previous.of(&enterprise.id)).map_or("", |label| &label.grade);
        row.push(previous);
        row.push(self.terms.release.id());
        row.push(&self.terms.scheme.name);
        let previous = self.previous.filter(|_| !previous.is_empty()).map(|run| [previous, run.period.as_str()].map(str::as_bytes));
        let id = self.ids.of(&Stated { previous, ..stated(row) });
        row.push_plain(|text| text.extend_from_slice(&id));
        figures
    }

    /// From the grade to the margin.
    fn fill_figures(&self, row: &mut GradeRow, label: &Label) -> GradeFigures {
        let (inventory, pool) = (label.inventory.as_ref(), label.pool.as_ref());
        let grading = label.grading(self.terms.scheme);
        let grading = grading.as_ref();
        row.push(grading.and_then(|grading| grading.grade).map_or("", |band| &band.code));
        row.push(grading.and_then(|grading| grading.level).map_or("", |band| &band.code));
        let totals = inventory.map_or([None; 6], |of| {
            let [emissions, scope1, scope2, deducted, biogenic] =
                [of.emissions(), of.scope1, of.scope2, of.deducted, of.biogenic].map(Some);
            [emissions, scope1, scope2, deducted, biogenic, of.energy_tce()]
        });
        for total in totals {
            row.push_plain(|text| total.into_iter().for_each(|total| total.append_to(text)));
        }
        row.push(if label.denominator.is_some() { &self.denominator } else { "" });
        match &label.denominator {
            Some(denominator) if denominator.is_positive() => row.push_plain(|text| denominator.append_to(text)),
            // A spreadsheet would run a fraction below zero.
            other => row.push(&other.as_ref().map(Ratio::to_text).unwrap_or_default()),
        }
        let show = |row: &mut GradeRow, figure: Option<&Figure>| {
            row.push_plain(|text| figure.into_iter().for_each(|figure| figure.append_to(text)));
        };
        show(row, grading.map(|grading| &grading.intensity));
        row.push(pool.map_or("", |pool| &pool.code));
        row.push(pool.map_or("", |pool| pool.level.name()));
        show(row, pool.map(|pool| Figure::new(pool.count as i128, 0)).as_ref());
        show(row, grading.and_then(|grading| grading.reference.as_ref()));
        show(row, grading.map(|grading| &grading.ratio));
        show(row, grading.and_then(|grading| grading.margin.as_ref()));
        GradeFigures { totals, ratio: grading.map(|grading| grading.ratio.ratio()) }
    }
}

/// What the label of a row states.
fn stated(row: &GradeRow) -> Stated<'_> {
    Stated {
        enterprise: const { GradeRow::places(["enterprise_id", "name", "industry"]) }.map(|place| row.bytes_at(place)),
        period: row.bytes_at(const { GradeRow::place("period") }),
        verdict: const { GradeRow::places(["status", "grade", "level"]) }.map(|place| row.bytes_at(place)),
        totals: const { GradeRow::places(GradeFigures::TOTALS) }.map(|place| row.bytes_at(place)),
        figures: const { GradeRow::places(FIGURES) }.map(|place| row.bytes_at(place)),
        flags: row.bytes_at(const { GradeRow::place("flags") }),
        previous: None,
    }
}

const FIGURES: [&str; 8] = ["denominator_value", "intensity", "peer_code", "peer_level", "peer_count", "reference", "ratio", "margin"];
