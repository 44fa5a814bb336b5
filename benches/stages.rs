//! The parts of a run, measured one by one and as a whole, at three sizes: `just bench`, or `just bench energy`.
//!
//! A size is a number of enterprises; each has 41 energy rows and 12 production rows a year. The largest, 200,000, takes
//! some gigabytes and minutes, and is measured when `CARBONLABEL_BENCH_LARGE` is set. Throughput is in rows that are read or written; where several files are, in
//! rows of energy.
#![expect(clippy::unwrap_used, reason = "a bench stops at the first thing that is not as it should be")]

#[path = "batch/batch.rs"]
mod batch;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, OnceLock};

use batch::{Counts, Plan};
use carbonlabel::audit::{Leftovers, Options, Reports, Staging, write_run};
use carbonlabel::emission::{RateKey, Rates};
use carbonlabel::facts::{Facts, Presence, Role};
use carbonlabel::finding::Language;
use carbonlabel::intake::{self, Batch, Progress, Settings};
use carbonlabel::inventory::Inventory;
use carbonlabel::label::{Candidate, Label, LabelContext, Output, Status, label_all};
use carbonlabel::ledger::{GradeRow, GradeRows, push_grade, write_ledger, write_production};
use carbonlabel::measure::{Months, Tonnes, read_months};
use carbonlabel::release::{Release, builtin};
use carbonlabel::run::{Outcome, Terms, run};
use divan::Bencher;
use divan::counter::ItemsCount;

fn main() {
    divan::main();
}

#[expect(clippy::disallowed_methods, reason = "a developer's tool asks the environment")]
fn sizes() -> Vec<u64> {
    let large = std::env::var("CARBONLABEL_BENCH_LARGE").is_ok();
    [2_000, 20_000, 200_000].into_iter().take(if large { 3 } else { 2 }).collect()
}

/// A batch of a size, and its rows; written once in a process.
fn made(size: u64) -> (PathBuf, Counts) {
    static MADE: Mutex<BTreeMap<u64, (PathBuf, Counts)>> = Mutex::new(BTreeMap::new());
    let write = || {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("batch-{size}"));
        let counts = Plan { enterprises: size, months: 12, more_items: 0 }.write(&folder).unwrap();
        for role in Role::ALL {
            // Indicators are not made.
            let Ok(whole) = std::fs::read_to_string(folder.join(format!("{}.csv", role.name()))) else { continue };
            std::fs::write(folder.join(empty(role)), format!("{}\n", whole.lines().next().unwrap())).unwrap();
        }
        (folder, counts)
    };
    MADE.lock().unwrap().entry(size).or_insert_with(write).clone()
}

/// The file of a role with no more than its header; its name has no role, so that the folder is still a batch.
fn empty(role: Role) -> String {
    format!("no-{}.csv", role.name())
}

fn release() -> &'static Release {
    static RELEASE: OnceLock<Release> = OnceLock::new();
    RELEASE.get_or_init(|| builtin().unwrap().release(None).unwrap())
}

fn period() -> Months {
    read_months("2024").unwrap().months
}

fn terms() -> Terms<'static> {
    Terms { release: release(), scheme: release().scheme(None).unwrap(), period: period(), references: None }
}

fn read(batch: &Batch) -> Facts {
    let progress = Progress::default();
    let settings = Settings { release: release(), period: Some(period()), encoding: None, block_size: 1 << 20, progress: &progress };
    intake::read(batch, settings).unwrap()
}

fn facts(size: u64) -> Facts {
    read(&Batch::of_folder(&made(size).0).unwrap())
}

fn outcome(size: u64) -> Outcome {
    run(facts(size), terms())
}

/// Reads the files of some roles; of the others there are only headers.
fn bench_reading(bencher: Bencher, size: u64, roles: &[Role]) {
    let (folder, counts) = made(size);
    let name = |role: Role| if roles.contains(&role) { format!("{}.csv", role.name()) } else { empty(role) };
    let batch = Batch::of_files(&Role::REQUIRED.map(|role| (role, folder.join(name(role))))).unwrap();
    let rows_of = |role: &Role| match role {
        Role::Enterprises => size,
        Role::Energy => counts.energy,
        Role::Production => counts.production,
        Role::Indicators => 0,
    };
    let rows: u64 = roles.iter().map(rows_of).sum();
    bencher.counter(ItemsCount::new(rows)).bench(|| read(&batch));
}

#[divan::bench(args = sizes(), sample_count = 10, sample_size = 1)]
fn read_enterprises(bencher: Bencher, size: u64) {
    bench_reading(bencher, size, &[Role::Enterprises]);
}

/// The enterprises are read too: a row belongs to one.
#[divan::bench(args = sizes(), sample_count = 10, sample_size = 1)]
fn read_energy(bencher: Bencher, size: u64) {
    bench_reading(bencher, size, &[Role::Enterprises, Role::Energy]);
}

/// The enterprises are read too: a row belongs to one.
#[divan::bench(args = sizes(), sample_count = 10, sample_size = 1)]
fn read_production(bencher: Bencher, size: u64) {
    bench_reading(bencher, size, &[Role::Enterprises, Role::Production]);
}

/// One rate for each distinct key; there are as many at any size.
#[divan::bench(sample_count = 20, sample_size = 1)]
fn resolve_rates(bencher: Bencher) {
    let outcome = outcome(2_000);
    let keys: Vec<RateKey> = outcome.rates.iter().map(|(key, _)| key.clone()).collect();
    bencher.counter(ItemsCount::new(keys.len())).with_inputs(|| keys.clone()).bench_values(|keys| Rates::resolve(keys, release()));
}

/// One multiplication and one rounding for each record, on one thread.
#[divan::bench(args = sizes(), sample_count = 10, sample_size = 1)]
fn lines(bencher: Bencher, size: u64) {
    let outcome = outcome(size);
    let emissions =
        || outcome.lines(0..usize::MAX).filter_map(|line| outcome.emission(line)).map(|emission| emission.emissions).sum::<Tonnes>();
    bencher.counter(ItemsCount::new(made(size).1.energy)).bench(emissions);
}

/// Peer pools and grades, from totals.
#[divan::bench(args = sizes(), sample_count = 10, sample_size = 1)]
fn references_and_labels(bencher: Bencher, size: u64) {
    let outcome = outcome(size);
    let context = LabelContext { period: period(), scheme: terms().scheme, release_sha256: release().sha256(), frozen: None };
    let presence = Presence { activity: true, production: true, error: false };
    let output = |label: &Label| Output { value: label.denominator.clone(), covered: period().into() };
    let outputs: Vec<Output> = outcome.labels.iter().map(output).collect();
    let inventories = || outcome.labels.iter().map(|label| label.inventory.clone().unwrap()).collect::<Vec<Inventory>>();
    let label = |mut inventories: Vec<Inventory>| {
        let activity_months = period().count();
        let all = outcome.directory.all().iter().zip(&mut inventories).zip(&outputs);
        let candidate =
            |((enterprise, inventory), output)| Candidate { enterprise, presence, inventory, activity_months, output, beyond: None };
        label_all(all.map(candidate).collect(), context)
    };
    assert!(label(inventories()).labels.iter().all(|label| label.status == Status::Graded));
    bencher.counter(ItemsCount::new(size)).with_inputs(inventories).bench_values(label);
}

/// From facts to an outcome: duplicates, rates, lines, totals, references, labels.
#[divan::bench(args = sizes(), sample_count = 5, sample_size = 1)]
fn compute(bencher: Bencher, size: u64) {
    bencher.counter(ItemsCount::new(made(size).1.energy)).with_inputs(|| facts(size)).bench_values(|facts| run(facts, terms()));
}

/// `ledger.parquet` into nowhere.
#[divan::bench(args = sizes(), sample_count = 5, sample_size = 1)]
fn ledger(bencher: Bencher, size: u64) {
    let outcome = outcome(size);
    let write = || write_ledger(&outcome, release(), Path::new("ledger.parquet"), std::io::sink()).unwrap();
    bencher.counter(ItemsCount::new(made(size).1.energy)).bench(write);
}

/// `production.parquet` into nowhere.
#[divan::bench(args = sizes(), sample_count = 5, sample_size = 1)]
fn production(bencher: Bencher, size: u64) {
    let outcome = outcome(size);
    let write = || write_production(&outcome, release(), Path::new("production.parquet"), std::io::sink()).unwrap();
    bencher.counter(ItemsCount::new(made(size).1.production)).bench(write);
}

/// `grades.csv` as a text, its rows included.
#[divan::bench(args = sizes(), sample_count = 10, sample_size = 1)]
fn grades(bencher: Bencher, size: u64) {
    let outcome = outcome(size);
    let text = || {
        let (rows, mut row, mut text) = (GradeRows::new(&outcome, terms()), GradeRow::default(), Vec::new());
        for at in 0..rows.count() {
            rows.fill(&mut row, at);
            push_grade(&mut text, &row);
        }
        text
    };
    bencher.counter(ItemsCount::new(size)).bench(text);
}

/// From files to a run folder on the disk, without the ledger (false) and with it (true).
#[divan::bench(args = sizes(), consts = [false, true], sample_count = 5, sample_size = 1)]
fn whole_run<const LEDGER: bool>(bencher: Bencher, size: u64) {
    let options = Options {
        language: Language::Zh,
        ledger: LEDGER,
        reports: Reports::None,
        strict: false,
        encoding: None,
        references: None,
        previous: None,
    };
    let parent = tempfile::tempdir().unwrap();
    let out = parent.path().join("run");
    let whole = || {
        let staging = Staging::beside(&out, &Leftovers::default()).unwrap();
        write_run(staging, &outcome(size), terms(), &options, "bench").unwrap();
    };
    let remove = || drop(std::fs::remove_dir_all(&out));
    bencher.counter(ItemsCount::new(made(size).1.energy)).with_inputs(remove).bench_values(|()| whole());
}
