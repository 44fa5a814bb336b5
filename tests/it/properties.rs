//! What must hold for every batch, whatever its quantities.

use std::sync::OnceLock;

use carbonlabel::intake::{self, Progress, Settings};
use carbonlabel::ledger::{GradeRows, ledger_row};
use carbonlabel::measure::{Figure, Ratio, Tonnes, read_months};
use carbonlabel::release::{Release, builtin};
use carbonlabel::run::{Outcome, Terms, run};
use carbonlabel::scheme::Scheme;
use proptest::prelude::*;

use crate::harness::{Batch, Chance, RELEASE, temp};

/// The enterprise whose rows are drawn, the first of the seven.
const ID: &str = "91440307FAKE70011N";

/// Items with their units and flows.
const ITEMS: [(&str, &[&str], &[&str]); 7] = [
    ("electricity", &["kWh", "MWh", "万kWh"], &["consumed", "exported", "nonfossil", "green"]),
    ("heat", &["GJ", "百万千焦", "MJ"], &["consumed", "exported"]),
    ("natural_gas", &["万Nm3", "Nm3"], &["consumed"]),
    ("diesel", &["t", "kg"], &["consumed"]),
    ("bituminous_coal", &["t"], &["consumed"]),
    ("limestone", &["t"], &["consumed"]),
    ("sf6", &["kg", "g"], &["consumed"]),
];

/// One drawn row: an item, a unit, a flow, and a quantity as digits and decimals.
#[derive(Clone, Debug)]
struct Drawn {
    item: usize,
    unit: usize,
    flow: usize,
    digits: u64,
    decimals: usize,
}

fn drawn() -> impl Strategy<Value = Drawn> {
    (0..ITEMS.len(), 0..12usize, 0..12usize, 0..10_000_000u64, 0..5usize).prop_map(|(item, unit, flow, digits, decimals)| Drawn {
        item,
        unit,
        flow,
        digits,
        decimals,
    })
}

impl Drawn {
    /// The row, its quantity that many times as large. The site keeps rows of one item apart.
    fn line(&self, site: usize, times: u64) -> String {
        let (item, units, flows) = ITEMS[self.item];
        let digits = format!("{:0>width$}", self.digits * times, width = self.decimals + 1);
        let (whole, fraction) = digits.split_at(digits.len() - self.decimals);
        let point = if fraction.is_empty() { "" } else { "." };
        format!(
            "{ID},2024-06,{item},{whole}{point}{fraction},{},{},{site:03}",
            units[self.unit % units.len()],
            flows[self.flow % flows.len()]
        )
    }
}

/// The seven, the first of them with drawn rows in place of its own.
fn batch(rows: &[Drawn], times: u64) -> Batch {
    let mut batch = Batch::seven();
    let lines = batch.lines("energy.csv");
    lines.retain(|line| !line.starts_with(ID));
    for line in lines.iter_mut() {
        line.push_str(if line.starts_with("enterprise_id") { ",flow,site" } else { ",," });
    }
    lines.extend(rows.iter().enumerate().map(|(site, row)| row.line(site, times)));
    batch
}

fn release() -> &'static Release {
    static BUILTIN: OnceLock<Release> = OnceLock::new();
    BUILTIN.get_or_init(|| builtin().unwrap().release(Some(RELEASE)).unwrap())
}

fn scheme() -> &'static Scheme {
    release().scheme(None).unwrap()
}

/// A batch through the library, without the program.
fn outcome(batch: &Batch) -> Outcome {
    let folder = temp();
    batch.write(folder.path());
    let period = read_months("2024-06").unwrap().months;
    // Small blocks, so that a batch this small is read in several.
    let settings = Settings { release: release(), period: Some(period), encoding: None, block_size: 64, progress: &Progress::default() };
    let facts = intake::read(&intake::Batch::of_folder(folder.path()).unwrap(), settings).unwrap();
    run(facts, Terms { release: release(), scheme: scheme(), period, references: None })
}

/// The place of a band on its scale: 0 is the best.
fn grade(outcome: &Outcome) -> usize {
    let code = &outcome.labels[0].grading(scheme()).unwrap().grade.unwrap().code;
    scheme().ratio.bands.iter().position(|band| band.code == *code).unwrap()
}

/// Scope and tonnes of an enterprise's lines, as its ledger has them.
fn lines(outcome: &Outcome, enterprise: usize) -> Vec<(u8, Tonnes)> {
    let rows = outcome.lines_of(enterprise).map(|line| ledger_row(outcome, release(), line).unwrap());
    rows.map(|row| (row.scope, Tonnes::parse(&row.emissions_t).unwrap())).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    /// A line is rounded once, so twice the quantity is twice the tonnes but for the last digit: the roundings of x and 2x
    /// are off by at most half a milligram each, and 2 × ½ + ½ leaves one whole milligram.
    #[test]
    fn twice_the_quantity_is_twice_the_emissions(rows in prop::collection::vec(drawn(), 1..12)) {
        let (once, twice) = (outcome(&batch(&rows, 1)), outcome(&batch(&rows, 2)));
        let lines = |outcome: &Outcome| lines(outcome, 0).iter().map(|(_, tonnes)| tonnes.milligrams()).collect::<Vec<_>>();
        let (once, twice) = (lines(&once), lines(&twice));
        prop_assert_eq!(once.len(), twice.len());
        for (one, two) in once.iter().zip(&twice) {
            prop_assert!((two - 2 * one).abs() <= 1, "{} is not twice {}", two, one);
        }
    }

    /// What is printed adds up: lines to scopes, scopes to the total, negative lines to the deductions.
    #[test]
    fn lines_add_up_to_scopes_and_scopes_to_the_total(rows in prop::collection::vec(drawn(), 0..12)) {
        let outcome = outcome(&batch(&rows, 1));
        for (at, label) in outcome.labels.iter().enumerate() {
            let Some(inventory) = &label.inventory else {
                prop_assert!(outcome.lines_of(at).next().is_none());
                continue;
            };
            let lines = lines(&outcome, at);
            let sum = |keep: &dyn Fn(u8, Tonnes) -> bool| -> Tonnes {
                lines.iter().filter(|(scope, tonnes)| keep(*scope, *tonnes)).map(|(_, tonnes)| *tonnes).sum()
            };
            prop_assert_eq!(inventory.scope1, sum(&|scope, _| scope == 1));
            prop_assert_eq!(inventory.scope2, sum(&|scope, _| scope == 2));
            prop_assert_eq!(inventory.deducted, -sum(&|_, emissions| emissions.milligrams() < 0));
            let net = inventory.scope1.milligrams() + inventory.scope2.milligrams();
            prop_assert_eq!(inventory.emissions().milligrams(), net.max(0));
        }
    }

    /// Beside the same others, whoever uses more gets no better figure and no better grade. The ratio is e/d ÷ (E+e)/(D+d),
    /// which rises with e although e is a part of the reference.
    #[test]
    fn more_power_never_betters_a_grade(less in 1..2_000_000u64, more in 0..2_000_000u64) {
        let used = |digits: u64| outcome(&batch(&[Drawn { item: 0, unit: 0, flow: 0, digits, decimals: 0 }], 1));
        let (less, more) = (used(less), used(less + more));
        let figures = |outcome: &Outcome| {
            let grading = outcome.labels[0].grading(scheme()).unwrap();
            [grading.intensity, grading.ratio].map(|figure| figure.ratio())
        };
        for (less, more) in figures(&less).iter().zip(figures(&more)) {
            prop_assert!(*less <= more);
        }
        prop_assert!(grade(&less) <= grade(&more));
    }

    /// A worse figure never falls into a better band, and the margin's sign says on which side of its edge it is.
    #[test]
    fn bands_rise_with_the_figure(low in 0..40_000i64, step in 0..40_000i64) {
        let scale = &scheme().ratio;
        let figure = |value: i64| Figure::round(&Ratio::parse(&format!("{value}/10000")).unwrap(), scale.decimals);
        let place = |value: i64| {
            let band = scale.band(&figure(value).ratio()).unwrap();
            scale.bands.iter().position(|other| other.code == band.code).unwrap()
        };
        prop_assert!(place(low) <= place(low + step));
        let margin = scale.margin(&figure(low)).unwrap().ratio();
        let edge = figure(low).ratio().plus(&margin.negated());
        prop_assert!(scale.bands.iter().any(|band| band.upper.as_ref() == Some(&edge)), "the margin leads to an edge");
    }

    /// Rows in any order are the same batch: the same labels, to their ids.
    #[test]
    fn the_order_of_rows_does_not_matter(rows in prop::collection::vec(drawn(), 2..12), seed in any::<u64>()) {
        let plain = batch(&rows, 1);
        let mut shuffled = plain.clone();
        let mut chance = Chance(seed);
        shuffled.files.values_mut().for_each(|lines| chance.shuffle(&mut lines[1..]));
        let labels = |batch: &Batch| {
            let outcome = outcome(batch);
            let terms = Terms { release: release(), scheme: scheme(), period: read_months("2024-06").unwrap().months, references: None };
            let rows = GradeRows::new(&outcome, terms);
            (0..rows.count()).map(|at| rows.row(at)).collect::<Vec<_>>()
        };
        prop_assert_eq!(labels(&plain), labels(&shuffled));
    }
}
