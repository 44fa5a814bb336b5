//! What is planted so that an enterprise is not graded: one or more for every reason there is.

use crate::batch::Batch;
use crate::energy::EnergyRow;
use crate::production::ProductionRow;

/// One planted trouble. Its rows carry its index.
pub struct Trouble {
    /// The status it leads to, or `warning`, `note`.
    pub leads_to: &'static str,
    pub name: String,
    pub what: &'static str,
}

/// An enterprise by its industry and its number in it.
pub type Who = (&'static str, u64);

/// One cell made wrong: whose row, of which item and month, what is wrong, and how.
pub type Change = (Who, &'static str, &'static str, &'static str, fn(&mut EnergyRow));

pub fn plant(batch: &mut Batch) {
    plant_absences(batch);
    plant_losses(batch);
    plant_errors(batch);
}

impl Batch {
    pub fn find(&self, who: Who) -> usize {
        let found = self.enterprises.iter().position(|one| one.industry.code == who.0 && one.nth == who.1);
        found.expect("an enterprise of the sample")
    }

    pub fn id(&self, who: Who) -> String {
        self.enterprises[self.find(who)].id.clone()
    }

    /// Adds a trouble to the list and gives the mark for its rows.
    #[expect(clippy::unnecessary_wraps, reason = "a row's mark is optional")]
    pub fn report(&mut self, who: Who, leads_to: &'static str, what: &'static str) -> Option<usize> {
        let name = self.enterprises[self.find(who)].name.clone();
        self.troubles.push(Trouble { leads_to, name, what });
        Some(self.troubles.len() - 1)
    }

    /// Reports a trouble that no row shows: its place is the enterprise's own row.
    pub fn report_on_enterprise(&mut self, who: Who, leads_to: &'static str, what: &'static str) -> String {
        let at = self.find(who);
        self.enterprises[at].trouble = self.report(who, leads_to, what);
        self.id(who)
    }

    /// The enterprise's energy rows of an item in a month (`""`: of every month).
    pub fn energy_of(&mut self, who: Who, item: &str, month: &str) -> Vec<&mut EnergyRow> {
        let id = self.id(who);
        let rows = self.energy.iter_mut().filter(|row| row.id == id && row.code == item);
        let rows: Vec<_> = rows.filter(|row| row.flow == "consumed" && row.period.ends_with(month)).collect();
        assert!(!rows.is_empty(), "{who:?} has no {item} in {month}");
        rows
    }

    /// The first of those rows.
    pub fn first_energy_of(&mut self, who: Who, item: &str, month: &str) -> &mut EnergyRow {
        self.energy_of(who, item, month).swap_remove(0)
    }

    /// Reports and plants changes of single cells.
    pub fn change(&mut self, leads_to: &'static str, changes: &[Change]) {
        for &(who, item, month, what, change) in changes {
            let trouble = self.report(who, leads_to, what);
            let row = self.first_energy_of(who, item, month);
            change(row);
            row.trouble = trouble;
        }
    }

    pub fn production_of(&mut self, who: Who, period: &str) -> &mut ProductionRow {
        let id = self.id(who);
        let found = self.production.iter_mut().find(|row| row.id == id && row.period == period);
        found.unwrap_or_else(|| panic!("{who:?} has no row for {period}"))
    }
}

fn plant_absences(batch: &mut Batch) {
    let id = batch.report_on_enterprise(("2929", 5), "no_activity", "no energy row at all");
    batch.energy.retain(|row| row.id != id);
    let id = batch.report_on_enterprise(("1439", 7), "no_activity", "neither an energy nor a production row");
    batch.energy.retain(|row| row.id != id);
    batch.production.retain(|row| row.id != id);
    for who in [("3982", 9), ("2221", 6)] {
        let id = batch.report_on_enterprise(who, "no_production", "no production row at all");
        batch.production.retain(|row| row.id != id);
    }
    let id = batch.report_on_enterprise(("3982", 21), "missing_months", "no energy row for 2024-08");
    batch.energy.retain(|row| row.id != id || row.period != "2024-08");
    let id = batch.report_on_enterprise(("1713", 6), "missing_months", "no production row for 2024-11");
    batch.production.retain(|row| row.id != id || row.period != "2024-11");
    let who = ("2929", 15);
    let trouble = batch.report(who, "missing_months", "value_added of 2024-05 is empty: empty is not zero");
    let row = batch.production_of(who, "2024-05");
    (row.value_added_text, row.trouble) = (Some(String::new()), trouble);
}

fn plant_losses(batch: &mut Batch) {
    let id = batch.report_on_enterprise(("3041", 3), "non_positive_denominator", "value added of the year is a loss");
    for row in batch.production.iter_mut().filter(|row| row.id == id) {
        row.money[1] = -row.money[1] / 4;
    }
    let id = batch.report_on_enterprise(("1439", 11), "non_positive_denominator", "value added is 0 in every month");
    for row in batch.production.iter_mut().filter(|row| row.id == id) {
        row.money[1] = 0;
    }
}

fn plant_errors(batch: &mut Batch) {
    let changes: [Change; 4] = [
        (("3982", 3), "diesel", "04", "unknown unit 车 (lorry loads)", |row| row.unit = "车".into()),
        (("2929", 7), "natural_gas", "03", "misspelt item 天燃气", |row| row.item = "天燃气".into()),
        (("3071", 4), "electricity", "09", "quantity 12..5 is no number", |row| row.quantity = "12..5".into()),
        (("C3011", 8), "electricity", "06", "negative quantity; a deduction has its own flow", |row| {
            row.quantity.insert(0, '-');
        }),
    ];
    batch.change("data_errors", &changes);
    plant_duplicate(batch, ("3982", 14));
    plant_mistyped_id(batch, ("1439", 3));
    plant_long_span(batch, ("2929", 20));
}

fn plant_duplicate(batch: &mut Batch, who: Who) {
    let trouble = batch.report(who, "data_errors", "electricity of 2024-10 stands twice; neither row counts");
    let row = batch.first_energy_of(who, "electricity", "10");
    row.trouble = trouble;
    let first = row.clone();
    let second = EnergyRow { quantity: format!("1{}", first.quantity), ..first.clone() };
    let same = |row: &EnergyRow| row.trouble == first.trouble;
    let at = batch.energy.iter().position(same).expect("just marked");
    batch.energy.insert(at + 1, second);
}

fn plant_mistyped_id(batch: &mut Batch, who: Who) {
    let what = "id mistyped in one character (440807 for 440307): unknown, one edit from a listed id";
    let trouble = batch.report(who, "data_errors", what);
    let row = batch.first_energy_of(who, "electricity", "05");
    row.id = row.id.replacen("440307", "440807", 1);
    row.trouble = trouble;
}

fn plant_long_span(batch: &mut Batch, who: Who) {
    let trouble = batch.report(who, "data_errors", "production span reaches over the end of the year");
    let row = batch.production_of(who, "2024-12");
    (row.period, row.trouble) = ("2024-12..2025-01".into(), trouble);
}
