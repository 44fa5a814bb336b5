//! What is planted and does not stop a grade: warnings, and cells that are read after a repair.

use crate::batch::Batch;
use crate::draw::{code_check, credit_code, decimal};
use crate::energy::EnergyRow;
use crate::table::Kind;
use crate::trouble::{Change, Who};
use crate::writing::{doubled, exponent, full_width, grouped, shifted};

pub fn plant(batch: &mut Batch) {
    plant_warnings(batch);
    plant_repairs(batch);
}

fn plant_warnings(batch: &mut Batch) {
    plant_wrong_check_character(batch, ("3982", 30));
    batch.report_on_enterprise(("1438", 1), "warning", "class 1438 is not in the industry table: pooled by its digits");
    let volumes = [
        (("3071", 3), "gas in m3, taken as Nm3: gas-reference-state"),
        (("3071", 7), "gas in 立方米, taken as 标准立方米: gas-reference-state"),
    ];
    for (who, what) in volumes {
        let trouble = batch.report(who, "warning", what);
        for row in batch.energy_of(who, "natural_gas", "") {
            row.unit = row.unit.replace("Nm3", "m3").replace("标准立方米", "立方米");
            row.trouble = trouble;
        }
    }
    let who = ("2929", 27);
    let what = "solar power of 2024-07 (nonfossil) is twice the power consumed there";
    let trouble = batch.report(who, "warning", what);
    let used = batch.first_energy_of(who, "electricity", "07").clone();
    let twice = doubled(&used.quantity);
    let solar = EnergyRow { quantity: twice, flow: "nonfossil", trouble, ..used.clone() };
    let same = |row: &EnergyRow| row.id == used.id && row.code == used.code && row.period == used.period;
    let at = batch.energy.iter().position(same).expect("just found");
    batch.energy.insert(at + 1, solar);
}

fn plant_wrong_check_character(batch: &mut Batch, who: Who) {
    let what = "check character of the credit code is wrong";
    let right = batch.report_on_enterprise(who, "warning", what);
    let check = code_check(&right[..17]);
    let wrong = format!("{}{}", &right[..17], if check == '7' { '8' } else { '7' });
    let at = batch.find(who);
    assert!(credit_code(at as u64 + 1) == right, "ids count up");
    batch.enterprises[at].id.clone_from(&wrong);
    let energy = batch.energy.iter_mut().map(|row| &mut row.id);
    let production = batch.production.iter_mut().map(|row| &mut row.id);
    for id in energy.chain(production).filter(|id| **id == right) {
        id.clone_from(&wrong);
    }
}

fn plant_repairs(batch: &mut Batch) {
    let changes: [Change; 7] = [
        (("3982", 1), "electricity", "01", "thousands separators", |row| in_kwh(row, grouped)),
        (("3982", 10), "electricity", "02", "thousands separators", |row| in_kwh(row, grouped)),
        (("2929", 1), "electricity", "03", "full-width digits", |row| in_kwh(row, full_width)),
        (("C3011", 5), "electricity", "04", "exponent form", |row| {
            in_kwh(row, exponent);
        }),
        (("1713", 1), "electricity", "05", "trailing space", |row| {
            row.quantity.push(' ');
        }),
        (("3982", 2), "electricity", "03", "period as Mar-24, as Excel makes it", |row| row.period = "Mar-24".into()),
        (("2929", 3), "electricity", "03", "period as 2024/3/1, as Excel makes it", |row| row.period = "2024/3/1".into()),
    ];
    batch.change("note", &changes);
    // Read as they stand: nothing to mend, nothing to note.
    batch.change(
        "—",
        &[
            (("2221", 1), "electricity", "03", "period as 2024年3月", |row| row.period = "2024年3月".into()),
            (("1439", 1), "electricity", "03", "period as 202403", |row| row.period = "202403".into()),
        ],
    );
    plant_other_notes(batch);
}

/// Puts a row of power into kWh and writes its quantity another way.
fn in_kwh(row: &mut EnergyRow, write: fn(&str) -> String) {
    let units = Kind::Power.units();
    let unit = units.iter().find(|unit| row.unit == unit.0 || row.unit == unit.1);
    let places = unit.expect("a unit of power").2;
    row.quantity = write(&shifted(&row.quantity, places));
    row.unit = (if row.chinese { units[0].1 } else { units[0].0 }).to_string();
}

fn plant_other_notes(batch: &mut Batch) {
    let who = ("3982", 17);
    let trouble = batch.report(who, "note", "value_added written with ￥");
    let row = batch.production_of(who, "2024-06");
    row.value_added_text = Some(format!("￥{}", decimal(row.money[1].unsigned_abs(), 2)));
    row.trouble = trouble;
    let who = ("2929", 4);
    let trouble = batch.report(who, "note", "a row of 2023-12, outside the period: left out");
    let old = batch.first_energy_of(who, "electricity", "01").clone();
    let at = batch.energy.iter().position(|row| row.id == old.id).expect("just found");
    batch.energy.insert(at, EnergyRow { period: "2023-12".into(), trouble, ..old });
}
