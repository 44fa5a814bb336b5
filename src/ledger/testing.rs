//! A small outcome for tests, made by a real run.

use std::sync::LazyLock;

use crate::activity::{Activity, ActivityRecord, Extras, Flow, Measured, Remarks, RowParameter};
use crate::enterprise::{Directory, Enterprise};
use crate::facts::{Facts, InputFile, Presence, Role};
use crate::finding::{Code, Finding};
use crate::measure::{Exact, Month, Months};
use crate::production::{Amount, Measure, Product, ProductionRecord};
use crate::release::{Release, builtin};
use crate::run::{Outcome, Terms, run};

/// The newest release, read once for all tests.
pub(super) fn release() -> &'static Release {
    static RELEASE: LazyLock<Release> = LazyLock::new(|| builtin().and_then(|book| book.release(None)).unwrap());
    &RELEASE
}

pub(super) fn terms(release: &Release) -> Terms<'_> {
    Terms { release, scheme: release.scheme(None).unwrap(), period: quarter(), references: None }
}

fn month(number: u8) -> Month {
    Month::new(2024, number).unwrap()
}

fn quarter() -> Months {
    Months::new(month(1), month(3)).unwrap()
}

/// A run over a quarter: `count` enterprises of one industry and two provinces, one of them without production, one without
/// activity, one with an error.
pub(super) fn outcome(release: &Release, count: u32) -> Outcome {
    run(facts(release, count), terms(release))
}

fn facts(release: &Release, count: u32) -> Facts {
    let file = |role, name: &str| InputFile {
        role,
        name: name.into(),
        bytes: 1,
        rows: 1,
        sha256: String::new(),
        columns: vec![("unit", "单位".into())],
    };
    let mut facts = Facts {
        files: vec![file(Role::Enterprises, "enterprises.csv"), file(Role::Energy, "energy.csv"), file(Role::Production, "production.csv")],
        directory: Directory::new((0..count).map(|at| enterprise(release, at)).collect()),
        presence: vec![Presence { activity: true, production: true, error: false }; count as usize],
        ..Facts::default()
    };
    facts.activity = (0..count).filter(|at| *at != 1).flat_map(|at| activity(release, at)).collect::<Vec<_>>().into();
    let made = (0..count).filter(|at| *at != 2).flat_map(|at| (1..=3).map(move |number| production(release, at, number)));
    facts.production = made.collect::<Vec<_>>().into();
    facts.presence[1].activity = false;
    facts.presence[2].production = false;
    facts.presence[3].error = true;
    facts.findings.push(Finding::new(Code::BadNumber).at(facts.files[1].place(9, Some("unit")), "=1+1").of(&facts.directory.get(3).id));
    facts.findings.push(Finding::new(Code::UnknownEnterprise));
    facts
}

fn enterprise(release: &Release, at: u32) -> Enterprise {
    let names = release.nomenclature();
    Enterprise {
        id: format!("91330500MA{at:08}"),
        name: format!("企业 {at}"),
        industry: names.industries.parse("3311").ok().filter(|_| at != 4),
        // Of all methods this one takes every item.
        method: Some("general".to_owned()),
        region: names.regions.find(if at.is_multiple_of(2) { "330500" } else { "440000" }),
        ..Enterprise::default()
    }
}

/// Every kind of line in each month, with and without remarks, measured values and deductions.
fn activity(release: &Release, enterprise: u32) -> Vec<ActivityRecord> {
    let names = release.nomenclature();
    let lines = [
        ("electricity", "MWh", Flow::Consumed),
        ("electricity", "万kWh", Flow::Exported),
        ("heat", "GJ", Flow::Consumed),
        ("anthracite", "kg", Flow::Consumed),
        ("natural_gas", "万Nm3", Flow::Consumed),
        ("limestone", "t", Flow::Consumed),
        ("sf6", "kg", Flow::Consumed),
        ("charcoal", "t", Flow::Consumed),
    ];
    let records = (1..=3u8).flat_map(|number| lines.into_iter().zip(1u32..).map(move |(line, at)| (number, line, at)));
    let activity = |(number, (item, unit, flow), at): (u8, (&str, &str, Flow), u32)| Activity {
        enterprise,
        month: month(number),
        item: names.items.find(item).unwrap(),
        flow,
        quantity: Exact::new(i128::from(enterprise) * 1_000 + i128::from(number) * 100 + i128::from(at) * 7 + 1, 2).unwrap(),
        unit: names.units.find(unit).unwrap(),
        file: 1,
        row: enterprise * 100 + u32::from(number) * 10 + at,
        extras: match at {
            3 => Some(Box::new(Extras { site: "北厂".into(), ..Extras::default() })),
            4 => Some(Box::new(extras(enterprise))),
            _ => None,
        },
    };
    records.map(activity).map(ActivityRecord::from).collect()
}

fn extras(enterprise: u32) -> Extras {
    let (number, _) = RowParameter::find("ncv").unwrap();
    let measured = Measured::default().with(number, Exact::new(2_300 + i128::from(enterprise % 5), 2).unwrap());
    let remarks = Remarks { certificate: "".into(), evidence: "发票 \"7\"".into(), note: "=note".into() };
    Extras { measured, remarks, ..Extras::default() }
}

fn production(release: &Release, enterprise: u32, number: u8) -> ProductionRecord {
    let units = &release.nomenclature().units;
    let amount = |value: i128, unit: &str| Some(Amount { value: Exact::new(value, 1).unwrap(), unit: units.find(unit) });
    let mut amounts = [const { None }; 5];
    amounts[Measure::ValueAdded.index()] = amount(i128::from(enterprise) * 10 + 1_000, "万元");
    amounts[Measure::ProductQuantity.index()] = amount(12_345, "件");
    let product = Product { name: "螺栓".into(), unit: "件".into() };
    ProductionRecord::new((enterprise, Months::single(month(number))), (2, enterprise * 3 + u32::from(number)), product, amounts)
}

/// The same record with other extras.
pub(super) fn with_extras(record: &ActivityRecord, at: u32) -> ActivityRecord {
    let mut extras = record.extras().cloned().unwrap_or_default();
    extras.remarks.note = if at.is_multiple_of(3) { "".into() } else { format!("注{at}{}", "n".repeat(60_000)).into() };
    extras.remarks.certificate = if at == 100 { "绿证".into() } else { "".into() };
    let activity = Activity {
        enterprise: record.enterprise,
        month: record.month(),
        item: record.item(),
        flow: record.flow(),
        quantity: record.quantity(),
        unit: record.unit(),
        file: record.file_number(),
        row: record.row,
        extras: Some(Box::new(extras)),
    };
    activity.into()
}

/// The same record with another product, and a tax in one.
pub(super) fn with_product(record: &ProductionRecord, at: u32) -> ProductionRecord {
    let name = if at.is_multiple_of(5) { String::new() } else { format!("{at}{}", "p".repeat(60_000)) };
    let mut amounts = Measure::ALL.map(|measure| record.amount(measure));
    amounts[Measure::Tax.index()] = amounts[Measure::ValueAdded.index()].filter(|_| at == 7);
    let product = Product { name: name.into(), unit: "件".into() };
    ProductionRecord::new((record.enterprise, record.months), (record.file, record.row), product, amounts)
}
