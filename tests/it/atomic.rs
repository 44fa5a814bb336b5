//! A run folder is whole or absent, and nothing is ever overwritten.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Stdio;
use std::time::Duration;

use crate::harness::{Chance, RELEASE, carbonlabel, command, files, root, run, temp, text};

const SEVEN: &str = "samples/seven";

#[test]
fn a_folder_that_holds_anything_is_refused_and_untouched() {
    let folder = temp();
    let out = folder.path().join("run");
    std::fs::create_dir(&out).unwrap();
    std::fs::write(out.join("mine"), "keep").unwrap();
    let said = run(&root().join(SEVEN), "2024-06", &out, &[]).expect(2);
    assert!(said.err.contains(text(&out)) && said.out.is_empty(), "{}", said.err);
    assert_eq!(files(folder.path()), BTreeMap::from([("run/mine".to_owned(), b"keep".to_vec())]));
}

#[test]
fn a_run_is_not_written_over_another() {
    let folder = temp();
    let out = folder.path().join("run");
    run(&root().join(SEVEN), "2024-06", &out, &[]).expect(0);
    let before = files(folder.path());
    run(&root().join("samples/pencil"), "2024-01..2024-02", &out, &[]).expect(2);
    assert!(files(folder.path()) == before);
}

#[test]
fn a_file_or_a_link_in_the_way_is_refused() {
    let folder = temp();
    let file = folder.path().join("file");
    std::fs::write(&file, "").unwrap();
    run(&root().join(SEVEN), "2024-06", &file, &[]).expect(2);
    let link = folder.path().join("link");
    #[cfg(unix)]
    std::os::unix::fs::symlink("nowhere", &link).unwrap();
    #[cfg(unix)]
    run(&root().join(SEVEN), "2024-06", &link, &[]).expect(2);
    assert_eq!(files_named(folder.path()), if cfg!(unix) { vec!["file", "link"] } else { vec!["file"] });
}

fn files_named(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn an_empty_folder_is_taken_and_parents_are_made() {
    let folder = temp();
    let empty = folder.path().join("empty");
    std::fs::create_dir(&empty).unwrap();
    for out in [empty, folder.path().join("new/and/deep")] {
        run(&root().join(SEVEN), "2024-06", &out, &[]).expect(0);
        carbonlabel(&["replay", text(&out), "--batch", SEVEN]).expect(0);
    }
    assert_eq!(files_named(folder.path()), ["empty", "new"], "nothing is left beside the runs");
}

/// A parent that is a file can be written by nobody, not even by root, as whom containers run their tests.
#[test]
fn a_parent_that_cannot_be_written_is_named() {
    let folder = temp();
    let file = folder.path().join("file");
    std::fs::write(&file, "").unwrap();
    let said = run(&root().join(SEVEN), "2024-06", &file.join("run"), &[]).expect(2);
    assert!(said.err.contains(text(&file)), "{}", said.err);
}

#[test]
fn a_batch_with_errors_under_strict_writes_nothing() {
    let folder = temp();
    let mut batch = crate::harness::Batch::seven();
    batch.lines("energy.csv")[1] = "91440307FAKE70011N,2024-06,electricity,much,MWh".to_owned();
    batch.write(&folder.path().join("batch"));
    let out = folder.path().join("run");
    let said = run(&folder.path().join("batch"), "2024-06", &out, &["--strict"]).expect(2);
    assert!(said.err.contains("energy.csv:2"), "{}", said.err);
    assert_eq!(files_named(folder.path()), ["batch"]);
    run(&folder.path().join("batch"), "2024-06", &out, &[]).expect(1);
}

/// Killed at any moment, the program leaves a whole run or none; the next run clears away what the dead one left.
#[test]
fn a_killed_run_is_whole_or_absent() {
    let folder = temp();
    let out = folder.path().join("run");
    let arguments = ["run", SEVEN, "--period", "2024-06", "--release", RELEASE, "--reports", "all", "--out", text(&out)];
    let mut chance = Chance(20);
    let (mut whole, mut absent) = (0, 0);
    for _ in 0..24 {
        let mut child = command(&arguments).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        std::thread::sleep(Duration::from_millis(chance.below(140)));
        // It may be done already; then there is nothing to kill.
        let _ = child.kill();
        child.wait().unwrap();
        if out.exists() {
            carbonlabel(&["replay", text(&out), "--batch", SEVEN]).expect(0);
            std::fs::remove_dir_all(&out).unwrap();
            whole += 1;
        } else {
            absent += 1;
        }
    }
    eprintln!("killed runs: {whole} whole, {absent} absent");
    assert!(absent > 0, "no kill came in time");
    carbonlabel(&arguments).expect(0);
    carbonlabel(&["replay", text(&out)]).expect(0);
    assert_eq!(files_named(folder.path()), ["run"], "the last run took away what the dead ones left");
}
