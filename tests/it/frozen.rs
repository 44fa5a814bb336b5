//! References that were published before a run: exported, read back, and refused where they do not fit.

use std::path::{Path, PathBuf};

use tempfile::TempDir;

use crate::harness::{Batch, RELEASE, Row, carbonlabel, grades, run, temp, text};

/// A run of the seven and its references as a file.
fn frozen(scheme: &[&str]) -> (TempDir, PathBuf) {
    let folder = temp();
    let (batch, out, file) = (folder.path().join("batch"), folder.path().join("run"), folder.path().join("frozen.csv"));
    Batch::seven().write(&batch);
    run(&batch, "2024-06", &out, scheme).expect(0);
    let said = carbonlabel(&["references", "export", text(&out)]).expect(0);
    std::fs::write(&file, said.out).unwrap();
    (folder, file)
}

fn figures(row: &Row) -> Vec<&str> {
    ["status", "grade", "level", "intensity", "reference", "ratio", "margin", "peer_code", "peer_count"]
        .map(|column| row[column].as_str())
        .to_vec()
}

fn with_references(folder: &Path, name: &str, batch: &Batch, file: &Path, more: &[&str]) -> std::collections::BTreeMap<String, Row> {
    let (input, out) = (folder.join(format!("{name}-batch")), folder.join(name));
    batch.write(&input);
    run(&input, "2024-06", &out, &[&["--references", text(file)], more].concat()).expect(0);
    carbonlabel(&["replay", text(&out), "--batch", text(&input)]).expect(0);
    grades(&out)
}

#[test]
fn a_correction_moves_nobody_else() {
    let (folder, file) = frozen(&[]);
    let computed = grades(&folder.path().join("run"));
    let published = with_references(folder.path(), "published", &Batch::seven(), &file, &[]);
    for (id, row) in &computed {
        assert_eq!(figures(row), figures(&published[id]), "{id}");
        assert!(published[id]["flags"].contains("frozen_reference") && !row["flags"].contains("frozen_reference"));
    }
    let mut corrected = Batch::seven();
    let line = corrected.lines("energy.csv").last_mut().unwrap();
    let id = line[..18].to_owned();
    *line = line.replace("250000", "750000");
    let after = with_references(folder.path(), "corrected", &corrected, &file, &[]);
    for (other, row) in &after {
        assert_eq!(row == &published[other], *other != id, "{other}");
    }
    assert_ne!(after[&id]["ratio"], published[&id]["ratio"]);
}

/// Every statistic comes back exact: the figures of the run that published them.
#[test]
fn every_reference_comes_back_exactly() {
    let known = std::fs::read_to_string(crate::harness::root().join("factors/schemes/zhejiang-2021/1.toml")).unwrap();
    for statistic in ["mean_of_ratios", "median", "trimmed_mean\"\nshare = \"0.2", "best_share\"\nshare = \"0.1"] {
        let schemes = temp();
        let scheme = schemes.path().join("mine.toml");
        std::fs::write(&scheme, known.replace("ratio_of_sums", statistic)).unwrap();
        let more = ["--scheme", text(&scheme)];
        let (folder, file) = frozen(&more);
        let computed = grades(&folder.path().join("run"));
        let published = with_references(folder.path(), "published", &Batch::seven(), &file, &more);
        for (id, row) in &computed {
            assert_eq!(figures(row), figures(&published[id]), "{statistic} {id}");
        }
    }
}

#[test]
fn references_made_otherwise_are_refused() {
    let (folder, file) = frozen(&[]);
    let known = std::fs::read_to_string(&file).unwrap();
    let (batch, out) = (folder.path().join("batch"), folder.path().join("refused"));
    let attempt = |content: &str, release: &str, period: &str| {
        std::fs::write(&file, content).unwrap();
        let arguments = [
            "run",
            text(&batch),
            "--period",
            period,
            "--out",
            text(&out),
            "--references",
            text(&file),
            "--release",
            release,
            "--lang",
            "en",
        ];
        let said = carbonlabel(&arguments).expect(2);
        assert!(!out.exists());
        said.err
    };
    assert!(attempt(&known, "2024-12-20", "2024-06").contains("release is 2025-12-31"));
    assert!(attempt(&known, RELEASE, "2024-05").contains("no references of the run's period"));
    assert!(attempt(&known.replace("tCO2/万元", "tCO2/m2"), RELEASE, "2024-06").contains("unit is tCO2/m2"));
    assert!(attempt(&known.replace("zhejiang-2021", "other"), RELEASE, "2024-06").contains("scheme is other"));
    assert!(attempt(&known.replace("class", "clazz"), RELEASE, "2024-06").contains("frozen.csv:2: level: clazz"));
    let doubled = format!("{known}{}\n", known.lines().nth(1).unwrap());
    assert!(attempt(&doubled, RELEASE, "2024-06").contains("frozen.csv:3: the same"));
    assert!(attempt("a,b\n", RELEASE, "2024-06").contains("the header must be"));
}

/// A table that a government writes by hand: only what it must say, for a region and for everywhere.
#[test]
fn a_published_table_is_found_by_level_and_region() {
    let folder = temp();
    let file = folder.path().join("published.csv");
    let header = "period,level,industry,region,count,numerator,denominator,denominator_value,value,unit,release,release_sha256,scheme,scheme_sha256,members_sha256";
    let row = |level: &str, industry: &str, region: &str, value: &str| {
        format!("2024-06,{level},{industry},{region},,,value_added,,{value},tCO2/万元,{RELEASE},,zhejiang-2021,,")
    };
    let table = |rows: &[String]| std::fs::write(&file, format!("{header}\n{}\n", rows.join("\n"))).unwrap();
    let reference = |name: &str| {
        let rows = with_references(folder.path(), name, &Batch::seven(), &file, &[]);
        let row = rows.values().next().unwrap();
        (row["peer_level"].clone(), row["reference"].clone())
    };
    // The seven are of class 3982 and county 440307.
    table(&[
        row("division", "39", "", "2"),
        row("class", "3982", "", "1"),
        row("class", "3982", "440300", "0.5"),
        row("class", "3982", "110000", "9"),
    ]);
    assert_eq!(reference("city"), ("class".to_owned(), "0.5000".to_owned()));
    table(&[row("division", "39", "440307", "2"), row("class", "3982", "", "1/3")]);
    assert_eq!(reference("nation"), ("class".to_owned(), "0.3333".to_owned()));
    table(&[row("division", "39", "440307", "2"), row("class", "1310", "", "1")]);
    assert_eq!(reference("division"), ("division".to_owned(), "2.0000".to_owned()));
    table(&[row("class", "1310", "", "1")]);
    let rows = with_references(folder.path(), "none", &Batch::seven(), &file, &[]);
    assert!(rows.values().all(|row| row["status"] == "too_few_peers"), "{rows:?}");
}

/// An example worked out by hand: D = 600 and 400, R = 0.5 and 2.0 give R* = 1.1.
#[test]
fn an_enterprise_of_two_industries_is_compared_with_both() {
    let folder = temp();
    let file = folder.path().join("published.csv");
    let header = "period,level,industry,region,count,numerator,denominator,denominator_value,value,unit,release,release_sha256,scheme,scheme_sha256,members_sha256";
    let row =
        |industry: &str, value: &str| format!("2024-06,class,{industry},,,,value_added,,{value},tCO2/万元,{RELEASE},,zhejiang-2021,,");
    std::fs::write(&file, format!("{header}\n{}\n{}\n", row("3982", "0.5"), row("1310", "2.0"))).unwrap();
    let mut batch = Batch::seven();
    let id = batch.lines("energy.csv").last().unwrap()[..18].to_owned();
    let rows = ["enterprise_id,indicator,value".to_owned(), format!("{id},value_added:3982,600"), format!("{id},value_added:1310,400")];
    batch.files.insert("indicators.csv".to_owned(), rows.to_vec());
    let graded = with_references(folder.path(), "mixed", &batch, &file, &[]);
    let mixed = &graded[&id];
    assert_eq!((mixed["reference"].as_str(), mixed["peer_level"].as_str()), ("1.1000", "class"));
    assert!(mixed["flags"].contains("composite_reference") && mixed["peer_code"].contains('+'), "{mixed:?}");
    assert!(graded.iter().filter(|(other, _)| **other != id).all(|(_, row)| row["reference"] == "0.5000"));
    // The code of a part that is none bars the grade.
    batch.lines("indicators.csv").push(format!("{id},value_added:9999x,1"));
    let (input, out) = (folder.path().join("wrong-batch"), folder.path().join("wrong"));
    batch.write(&input);
    run(&input, "2024-06", &out, &[]).expect(1);
    assert_eq!(grades(&out)[&id]["status"], "data_errors");
}
