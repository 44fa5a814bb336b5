//! Integration tests: the program as its users meet it, by its command line and its files.
//!
//! Golden texts stand in `snapshots/`; `INSTA_UPDATE=always cargo test --test it golden` accepts them anew. Whatever is
//! expected is published, worked out in a README of `samples/`, or computed here in another way; nothing is a copy of what
//! the program once said, except the golden texts.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test stops at the first thing that is not as it should be")]
#![expect(clippy::print_stderr, reason = "a test says what it skipped, and how much it covered")]

mod annotated;
mod answers;
mod architecture;
mod atomic;
mod axes;
mod determinism;
mod diff;
mod docs;
mod eval;
mod factors;
mod faulty;
mod figures;
mod finding_cases;
mod findings;
mod forms;
mod frozen;
mod golden;
mod grading;
mod harness;
mod hostile;
mod industries;
mod integrity;
mod interrupt;
mod large;
mod lint;
mod mended;
mod methods;
mod missing;
mod planted;
mod pollution;
mod population;
mod previous;
mod properties;
mod ranges;
mod reading;
mod refusals;
mod rules;
mod samples;
mod schemes;
mod seattle;
mod seattle_rules;
mod signing;
mod statistics;
mod statuses;
mod tamper;
mod template;
mod torture;
mod workbooks;
mod worked;

/// A file that nobody names is a test that nobody runs.
#[test]
fn every_file_here_is_named_above() {
    let folder = harness::root().join("tests/it");
    let main = std::fs::read_to_string(folder.join("main.rs")).unwrap();
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    for name in entries.filter_map(|name| name.strip_suffix(".rs").map(str::to_owned)).filter(|name| name != "main") {
        assert!(main.lines().any(|line| line == format!("mod {name};")), "tests/it/{name}.rs is not named in main.rs");
    }
}
