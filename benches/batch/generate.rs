//! Writes a made-up batch for measurements: `cargo run --release --example generate-batch -- 200000 DIR`.
//!
//! `--more-items N` gives everybody N more fuels, `--months N` fewer months.
#![expect(clippy::print_stderr, clippy::disallowed_methods, reason = "a developer's tool: it reads its arguments and says what it did")]

mod batch;

use std::path::PathBuf;
use std::process::ExitCode;

use batch::Plan;

const USAGE: &str = "usage: generate-batch ENTERPRISES FOLDER [--months 1..12] [--more-items 0..4]";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let Some((plan, folder)) = asked(&arguments) else {
        eprintln!("{USAGE}");
        return ExitCode::from(2);
    };
    match plan.write(&folder) {
        Ok(counts) => eprintln!("{} enterprises, {} energy rows, {} production rows", plan.enterprises, counts.energy, counts.production),
        Err(error) => {
            eprintln!("{}: {error}", folder.display());
            return ExitCode::from(2);
        }
    }
    ExitCode::SUCCESS
}

fn asked(arguments: &[String]) -> Option<(Plan, PathBuf)> {
    let [count, folder, options @ ..] = arguments else { return None };
    let mut plan = Plan { enterprises: count.parse().ok()?, months: 12, more_items: 0 };
    for option in options.chunks(2) {
        let [name, value] = option else { return None };
        let value = value.parse().ok()?;
        match name.as_str() {
            "--months" if (1..=12).contains(&value) => plan.months = value,
            "--more-items" if value <= 4 => plan.more_items = value,
            _ => return None,
        }
    }
    Some((plan, folder.into()))
}

#[cfg(test)]
mod tests {
    use super::batch::{CHUNK, HEADERS, Plan, Random, Rows, SEED};

    /// Chance is skipped ahead for every chunk: one thread from the beginning must come to the same bytes.
    #[test]
    fn chunks_are_what_one_thread_would_write() {
        for (months, more_items) in [(12, 0), (5, 2)] {
            let folder = tempfile::tempdir().unwrap();
            let plan = Plan { enterprises: 2 * CHUNK as u64 + 7, months, more_items };
            let counts = plan.write(folder.path()).unwrap();
            let rows = Rows::of(&plan, Random(SEED), 0..plan.enterprises);
            let written = |name: &str| std::fs::read(folder.path().join(name)).unwrap();
            assert!(written("enterprises.csv").ends_with(&rows.enterprises));
            assert!(written("energy.csv").ends_with(&rows.energy) && written("production.csv").ends_with(&rows.production));
            let lines = |bytes: &[u8]| memchr::memchr_iter(b'\n', bytes).count() as u64;
            assert_eq!((lines(&rows.energy), lines(&rows.production)), (counts.energy, counts.production));
            let bodies = rows.enterprises.len() + rows.energy.len() + rows.production.len();
            let files = ["enterprises.csv", "energy.csv", "production.csv"].map(|name| written(name).len()).iter().sum::<usize>();
            assert_eq!(files - bodies, HEADERS.iter().map(|header| header.len()).sum());
        }
    }
}
