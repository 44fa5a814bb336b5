//! Writes a made-up district: some 240 enterprises, twelve months of 2024, with planted troubles.
//!
//! ```text
//! cargo run --example generate-samples -- samples/district
//! ```
//!
//! Nothing here is measured. Intensities are round numbers of the right size for each industry,
//! everything else follows from them and from one fixed seed: the same program writes the same
//! bytes on every machine. Integers only.
//!
//! - `table`: items, units, industries and places to draw from
//! - `draw`: the random numbers, decimal texts and credit codes
//! - `enterprise`: who there is, and what each one is like
//! - `energy`, `production`: the rows of one enterprise
//! - `trouble`, `notice`: what is broken afterwards, so that a grade is refused, or with a notice
//! - `writing`: numbers written another way
//! - `batch`: all rows together, and how they become CSV

#![expect(
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::print_stderr,
    clippy::disallowed_methods,
    clippy::cast_possible_truncation,
    clippy::struct_excessive_bools,
    reason = "a developer's tool: it prints, reads its arguments, and stops at the first thing that is not right"
)]

mod batch;
mod draw;
mod energy;
mod enterprise;
mod notice;
mod production;
mod table;
mod trouble;
mod writing;

use std::collections::BTreeSet;
use std::path::Path;
use std::process::ExitCode;
use std::{env, fs, io};

use batch::Batch;
use draw::Draw;

/// The seed of the sample that is kept in git.
const SEED: u64 = 44_0307_2024;

fn main() -> ExitCode {
    let Some(folder) = env::args().nth(1) else {
        eprintln!("usage: generate-samples FOLDER");
        return ExitCode::from(2);
    };
    let batch = district();
    match write(&batch, Path::new(&folder)) {
        Ok(()) => {
            print!("{}", batch.troubles_listed());
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("{folder}: {error}");
            ExitCode::from(2)
        }
    }
}

/// The whole sample: enterprises, their rows, and then the troubles.
fn district() -> Batch {
    let mut draw = Draw::new(SEED);
    let mut batch = Batch::default();
    for enterprise in enterprise::all(&mut draw) {
        energy::rows(&enterprise, &mut draw, &mut batch.energy);
        production::rows(&enterprise, &mut draw, &mut batch.production);
        batch.enterprises.push(enterprise);
    }
    check_every_item_is_used(&batch);
    trouble::plant(&mut batch);
    notice::plant(&mut batch);
    batch
}

/// Every item of the table is used by somebody: the sample is there to show them all.
fn check_every_item_is_used(batch: &Batch) {
    let used: BTreeSet<_> = batch.energy.iter().map(|row| row.code).collect();
    for item in table::ITEMS {
        assert!(used.contains(item.code), "nobody uses {}", item.code);
    }
}

fn write(batch: &Batch, folder: &Path) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    for (name, text) in batch.files() {
        fs::write(folder.join(name), text)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The sample in git, and the list of troubles on its page, are what this program writes.
    #[test]
    fn the_sample_is_what_the_generator_writes() {
        let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples");
        let batch = district();
        for (name, text) in batch.files() {
            let kept = fs::read_to_string(samples.join("district").join(name)).expect("it is in git");
            assert!(kept == text, "samples/district/{name} is not what the generator writes");
        }
        let page = fs::read_to_string(samples.join("README.md")).expect("it is in git");
        for line in batch.troubles_listed().lines() {
            assert!(page.lines().any(|written| written == line), "samples/README.md lacks: {line}");
        }
    }
}
