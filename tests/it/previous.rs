//! The run before: its grades on this run's labels, what became of everybody, and the chain of hashes.

use std::path::{Path, PathBuf};

use crate::harness::{Batch, Said, carbonlabel, files, grades, root, run, table, temp, text};

/// Runs of one batch, a month each, every one naming the one before.
fn chain(batch: &Path, folder: &Path, months: u32) -> Vec<PathBuf> {
    let mut made: Vec<PathBuf> = Vec::new();
    for month in 1..=months {
        let (out, period) = (folder.join(format!("{month:02}")), format!("2024-{month:02}"));
        let before = made.last().map(|run: &PathBuf| ["--previous", text(run)].map(str::to_owned).to_vec()).unwrap_or_default();
        let more: Vec<&str> = before.iter().map(String::as_str).collect();
        let said = run(batch, &period, &out, &more);
        assert!(matches!(said.code, Some(0 | 1)), "{}", said.err);
        made.push(out);
    }
    made
}

fn replay(run: &Path, more: &[&str]) -> Said {
    carbonlabel(&[&["replay", text(run), "--lang", "en"], more].concat())
}

#[test]
fn a_year_of_months_hands_grades_on() {
    let folder = temp();
    let batch = root().join("samples/district");
    let runs = chain(&batch, folder.path(), 12);
    for pair in runs.windows(2) {
        let (before, now) = (grades(&pair[0]), grades(&pair[1]));
        for (id, row) in &now {
            assert_eq!(row["previous_grade"], before.get(id).map(|row| row["grade"].clone()).unwrap_or_default(), "{id}");
        }
    }
    // A year later every history is the twelve grades, one after another.
    let last = table(&runs[11], "previous.csv");
    let all: Vec<_> = runs.iter().map(|run| grades(run)).collect();
    assert_eq!(last.len(), all[10].len());
    for row in &last {
        let id = &row["enterprise_id"];
        let part = |(month, run): (usize, &std::collections::BTreeMap<String, _>)| {
            let row: &crate::harness::Row = &run[id];
            format!("2024-{:02}={}", month + 1, row["grade"])
        };
        assert_eq!(row["history"], all[..11].iter().enumerate().map(part).collect::<Vec<_>>().join(";"));
        let (was, is) = (all[10][id]["grade"].as_str(), all[11][id]["grade"].as_str());
        let change = match (was, is) {
            ("", "") => "ungraded",
            ("", _) => "gained",
            (_, "") => "lost",
            _ if is < was => "better",
            _ if is > was => "worse",
            _ => "same",
        };
        assert_eq!(row["change"], change, "{id}");
    }
    let summary: serde_json::Value = serde_json::from_slice(&std::fs::read(runs[11].join("summary.json")).unwrap()).unwrap();
    let total: u64 = summary["previous"]["change"].as_array().unwrap().iter().map(|row| row["enterprises"].as_u64().unwrap()).sum();
    assert_eq!(total, last.len() as u64);

    let agrees = replay(&runs[11], &["--batch", text(&batch)]).expect(0).out;
    assert!(agrees.contains("not done: what was taken from the run before (needs --previous)"), "{agrees}");
    let agrees = replay(&runs[11], &["--batch", text(&batch), "--previous", text(&runs[10])]).expect(0).out;
    assert!(agrees.contains("agrees: what was taken from the run before") && !agrees.contains("not done"), "{agrees}");
    assert!(replay(&runs[11], &["--previous", text(&runs[9])]).expect(1).err.contains("does not belong here"));
    assert!(replay(&runs[0], &["--previous", text(&runs[1])]).expect(2).err.contains("made without --previous"));
}

/// Without a grade before, a label is what it is without a run before.
#[test]
fn a_label_id_changes_only_where_a_previous_grade_is_stated() {
    let folder = temp();
    let batch = root().join("samples/district");
    let runs = chain(&batch, folder.path(), 2);
    let alone = folder.path().join("alone");
    run(&batch, "2024-02", &alone, &[]).expect(1);
    let (alone, after) = (grades(&alone), grades(&runs[1]));
    for (id, row) in &after {
        assert_eq!(row["label_id"] == alone[id]["label_id"], row["previous_grade"].is_empty(), "{id}");
    }
    assert!(after.values().any(|row| row["previous_grade"].is_empty()) && after.values().any(|row| !row["previous_grade"].is_empty()));
}

#[test]
fn who_is_new_and_who_is_gone_is_said() {
    let folder = temp();
    let mut batch = Batch::of(&root().join("samples/district"));
    batch.write(&folder.path().join("before"));
    let gone = batch.lines("enterprises.csv").remove(1);
    let gone = gone.split(',').next().unwrap();
    for file in ["energy.csv", "energy-zh.csv", "production.csv", "production-zh.csv"] {
        batch.lines(file).retain(|line| !line.contains(gone));
    }
    batch.write(&folder.path().join("now"));
    let out = |name: &str| folder.path().join(name);
    run(&out("before"), "2024-01", &out("a"), &[]);
    run(&out("now"), "2024-02", &out("b"), &["--previous", text(&out("a")), "--lang", "en"]);
    let rows = table(&out("b"), "previous.csv");
    let found: Vec<&str> = rows.iter().filter(|row| row["change"] == "gone").map(|row| row["enterprise_id"].as_str()).collect();
    assert_eq!(found, [gone]);
    let page = std::fs::read_to_string(out("b").join("index.html")).unwrap();
    let section = page.split("Not listed any more</h2>").nth(1).unwrap();
    assert!(section[..section.find("</section>").unwrap()].contains(gone));

    // The other way round it is new, and its page says so.
    run(&out("now"), "2024-01", &out("c"), &[]);
    run(&out("before"), "2024-02", &out("d"), &["--previous", text(&out("c")), "--reports", gone, "--lang", "en"]);
    assert_eq!(grades(&out("d"))[gone]["previous_grade"], "");
    let page = std::fs::read_to_string(out("d").join(format!("reports/{gone}.html"))).unwrap();
    assert!(page.contains("newly listed"));
    let explained = carbonlabel(&["explain", text(&out("d")), gone, "--lang", "en"]).expect(0).out;
    assert!(explained.contains("newly listed"));
    let explained = carbonlabel(&["explain", text(&out("d")), gone, "--format", "json"]).expect(0).out;
    let value: serde_json::Value = serde_json::from_str(&explained).unwrap();
    assert_eq!((value["previous"]["period"].as_str(), &value["previous"]["label"]), (Some("2024-01"), &serde_json::Value::Null));
}

#[test]
fn a_run_before_that_cannot_be_one_is_refused() {
    let folder = temp();
    let seven = root().join("samples/seven");
    let (a, b) = (folder.path().join("a"), folder.path().join("b"));
    run(&seven, "2024-06", &a, &[]).expect(0);
    let refused = |more: &[&str], words: &str| {
        let said = run(&seven, "2024-06", &b, more).expect(2);
        assert!(said.err.contains(words) && !b.exists(), "{}", said.err);
    };
    refused(&["--previous", text(&a), "--lang", "en"], "does not end before");
    refused(&["--previous", text(&a), "--lang", "zh"], "不早于");
    refused(&["--previous", text(folder.path())], "manifest.json");
    let mut grades = std::fs::read(a.join("grades.csv")).unwrap();
    *grades.last_mut().unwrap() = b' ';
    std::fs::write(a.join("grades.csv"), grades).unwrap();
    let said =
        carbonlabel(&["run", text(&seven), "--period", "2024-07", "--out", text(&b), "--previous", text(&a), "--lang", "en"]).expect(2);
    assert!(said.err.contains("grades.csv is not as it was written"), "{}", said.err);
}

/// The run before is part of what identifies a run, and of what is checked.
#[test]
fn a_changed_byte_of_what_was_taken_is_noticed() {
    let folder = temp();
    let runs = chain(&root().join("samples/district"), folder.path(), 2);
    assert!(!files(&runs[0]).contains_key("previous.csv"));
    let path = runs[1].join("previous.csv");
    let mut bytes = std::fs::read(&path).unwrap();
    let at = bytes.len() - 2;
    bytes[at] ^= 1;
    std::fs::write(&path, bytes).unwrap();
    assert!(replay(&runs[1], &[]).expect(1).err.contains("previous.csv was changed"));
}
