//! One changed byte anywhere in a run, its batch or the rules: noticed, and the file named.

use std::path::Path;

use crate::harness::{Said, carbonlabel, command, files, root, said, table, temp, text, write_files};

const SEVEN: &str = "samples/seven";

/// Places to flip: the first byte, the last, and some between.
fn places(length: usize) -> Vec<usize> {
    let mut places: Vec<usize> = [0, length / 3, length / 2, length * 4 / 5, length.saturating_sub(1)].to_vec();
    places.dedup();
    places
}

/// Calls `check` with one bit of a file flipped, at several places, and puts the file back.
fn flipped(path: &Path, mut check: impl FnMut(usize)) {
    let bytes = std::fs::read(path).unwrap();
    for (at, bit) in places(bytes.len()).into_iter().zip([0, 5, 1, 3, 0]) {
        let mut changed = bytes.clone();
        changed[at] ^= 1 << bit;
        std::fs::write(path, &changed).unwrap();
        check(at);
    }
    std::fs::write(path, bytes).unwrap();
}

/// The output of a call whose standard error need not be UTF-8: a flipped bit may be quoted in it.
fn call(arguments: &[&str]) -> Said {
    let output = command(arguments).output().unwrap();
    let lossy = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    Said { code: output.status.code(), out: lossy(&output.stdout), err: lossy(&output.stderr) }
}

fn run_of_seven(folder: &Path) -> std::path::PathBuf {
    let out = folder.join("run");
    crate::harness::run(&root().join(SEVEN), "2024-06", &out, &["--reports", "91440307FAKE70011N"]).expect(0);
    out
}

#[test]
fn replay_names_every_file_of_a_run_that_was_touched() {
    let folder = temp();
    let run = run_of_seven(folder.path());
    let names: Vec<String> = files(&run).into_keys().collect();
    assert!(names.len() >= 11, "{names:?}");
    for name in &names {
        flipped(&run.join(name), |at| {
            let said = call(&["replay", text(&run)]).expect(1);
            assert!(said.err.contains(name.as_str()), "byte {at} of {name}: {}", said.err);
        });
    }
    carbonlabel(&["replay", text(&run)]).expect(0);
}

#[test]
fn replay_names_files_that_are_missing_or_too_many() {
    let folder = temp();
    let run = run_of_seven(folder.path());
    for name in files(&run).into_keys() {
        let (here, away) = (run.join(&name), folder.path().join("away"));
        std::fs::rename(&here, &away).unwrap();
        let code = if name == "manifest.json" { 2 } else { 1 };
        let said = call(&["replay", text(&run)]).expect(code);
        assert!(said.err.contains(&name), "{name}: {}", said.err);
        std::fs::rename(&away, &here).unwrap();
    }
    for name in ["extra.txt", "reports/extra.html", ".hidden"] {
        std::fs::write(run.join(name), "").unwrap();
        let said = call(&["replay", text(&run)]).expect(1);
        assert!(said.err.contains(name), "{name}: {}", said.err);
        std::fs::remove_file(run.join(name)).unwrap();
    }
    carbonlabel(&["replay", text(&run)]).expect(0);
}

#[test]
fn replay_names_a_file_of_the_batch_that_was_touched() {
    let folder = temp();
    let (run, batch) = (run_of_seven(folder.path()), folder.path().join("batch"));
    crate::harness::Batch::seven().write(&batch);
    let replay = || call(&["replay", text(&run), "--batch", text(&batch)]);
    replay().expect(0);
    for name in ["enterprises.csv", "energy.csv", "production.csv"] {
        flipped(&batch.join(name), |at| {
            let said = replay();
            assert!(matches!(said.code, Some(1 | 2)), "byte {at} of {name}: {said:?}");
            assert!(said.err.contains(name), "byte {at} of {name}: {}", said.err);
        });
        // A file that reads to the same records is another file all the same.
        let path = batch.join(name);
        let bytes = std::fs::read_to_string(&path).unwrap();
        std::fs::write(&path, bytes.replace('\n', "\r\n")).unwrap();
        assert!(replay().expect(1).err.contains(name));
        std::fs::write(&path, bytes).unwrap();
    }
    std::fs::copy(batch.join("energy.csv"), batch.join("energy-2.csv")).unwrap();
    assert!(replay().expect(1).err.contains("energy-2.csv"));
    std::fs::remove_file(batch.join("energy-2.csv")).unwrap();
    replay().expect(0);
}

/// A grade that is made better by hand, every hash of the run folder put right: only computing again can tell.
#[test]
fn a_forged_run_is_found_by_computing_again() {
    let folder = temp();
    let run = run_of_seven(folder.path());
    let forged = std::fs::read_to_string(run.join("grades.csv")).unwrap().replace(",graded,5,high,", ",graded,1,high,");
    let mut manifest = carbonlabel::audit::Manifest::read(&run).unwrap().unwrap();
    let entry = manifest.outputs.iter_mut().find(|output| output.name == "grades.csv").unwrap();
    assert_ne!(entry.sha256, carbonlabel::digest::sha256(forged.as_bytes()), "nothing was forged");
    (entry.sha256, entry.bytes) = (carbonlabel::digest::sha256(forged.as_bytes()), forged.len() as u64);
    std::fs::write(run.join("grades.csv"), forged).unwrap();
    std::fs::write(run.join("manifest.json"), manifest.to_text()).unwrap();
    carbonlabel(&["replay", text(&run)]).expect(0);
    let said = carbonlabel(&["replay", text(&run), "--batch", SEVEN]).expect(1);
    assert!(said.err.contains("grades.csv"), "{}", said.err);
}

#[test]
fn every_rule_file_that_was_touched_is_named() {
    let folder = temp();
    let rules = folder.path().join("factors");
    write_files(&rules, &files(&root().join("factors")));
    let run = run_of_seven(folder.path());
    let out = folder.path().join("out");
    let start = ["run", SEVEN, "--period", "2024-06", "--out", text(&out), "--factors", text(&rules)];
    carbonlabel(&["replay", text(&run), "--factors", text(&rules)]).expect(0);
    carbonlabel(&["factors", "lint", "--factors", text(&rules)]).expect(0);
    let names: Vec<String> = files(&rules).into_keys().collect();
    assert!(names.len() >= 19, "{names:?}");
    for name in &names {
        // A flipped hash in the index is told as the file whose hash it is; nobody can know which of the two was changed.
        let other = |said: &Said| {
            name == "releases/index.csv" && ["releases/2", "CHANGELOG.md", "-recalled/"].iter().any(|file| said.err.contains(file))
        };
        let tells = |said: &Said| said.err.contains(name.as_str()) || other(said);
        flipped(&rules.join(name), |at| {
            let said = call(&start).expect(2);
            assert!(tells(&said), "byte {at} of {name}: {}", said.err);
        });
        let said = without(&rules.join(name), || call(&start).expect(2));
        assert!(tells(&said) || said.err.contains("release"), "{name} is missing: {}", said.err);
    }
    std::fs::write(rules.join("tables/stray.csv"), "").unwrap();
    assert!(call(&start).expect(2).err.contains("tables/stray.csv"));
    assert!(!out.exists());
}

fn without<T>(path: &Path, check: impl FnOnce() -> T) -> T {
    let bytes = std::fs::read(path).unwrap();
    std::fs::remove_file(path).unwrap();
    let result = check();
    std::fs::write(path, bytes).unwrap();
    result
}

#[test]
fn replay_tells_rules_that_are_not_those_of_the_run() {
    let folder = temp();
    let rules = folder.path().join("factors");
    write_files(&rules, &files(&root().join("factors")));
    let run = run_of_seven(folder.path());
    let table = rules.join("tables/cn-grid/2023.csv");
    let changed = std::fs::read_to_string(&table).unwrap().replace("0.4419", "0.4418");
    std::fs::write(&table, changed).unwrap();
    let said = said(&command(&["replay", text(&run), "--factors", text(&rules)]).output().unwrap()).expect(1);
    assert!(said.err.contains("tables/cn-grid/2023.csv"), "{}", said.err);
    assert!(table_is_used(&run), "the factor that was changed is one that the run used");
}

fn table_is_used(run: &Path) -> bool {
    table(run, "factors_used.csv").iter().any(|row| row["factor_id"] == "CN-GRID-2023-GD")
}
