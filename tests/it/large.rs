//! Runs with more enterprises than their page holds.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use crate::harness::{Batch, carbonlabel, files, grades, run, temp, text};

/// More than one part of the rows, and more than the page.
const MANY: usize = 8_300;

/// A month of many enterprises of two classes in two regions, each with its own quantities; every fiftieth has not reported
/// its production.
fn many(enterprises: usize) -> Batch {
    let mut batch = Batch { files: BTreeMap::new() };
    let mut file = |name: &str, header: &str, line: &dyn Fn(usize, String) -> Option<String>| {
        let lines = (0..enterprises).filter_map(|at| line(at, format!("91440307FAKE{at:06}")));
        batch.files.insert(name.to_owned(), std::iter::once(header.to_owned()).chain(lines).collect());
    };
    file("enterprises.csv", "enterprise_id,name,industry,region", &|at, id| {
        let (industry, region) = [("3982", "440307"), ("3311", "330100")][at % 2];
        Some(format!("{id},企业`{at}`,{industry},{region}"))
    });
    file("energy.csv", "enterprise_id,period,item,quantity,unit", &|at, id| {
        Some(format!("{id},2024-06,electricity,{},MWh", (at * 7919) % 10_007 + 1))
    });
    file("production.csv", "enterprise_id,period,value_added", &|at, id| {
        (at % 50 > 0).then(|| format!("{id},2024-06,{}.{}", (at * 104_729) % 997 + 1, at % 10))
    });
    batch
}

fn run_of(batch: &Path, out: &Path, more: &[&str]) {
    run(batch, "2024-06", out, &[&["--ledger", "none", "--lang", "en"], more].concat()).expect(0);
}

/// The ids of the page's rows that stand in a list.
fn listed(page: &str, letter: &str) -> BTreeSet<String> {
    let rows = page.split("<tr data-l=\"").skip(1);
    let listed = rows.filter(|row| row.split('"').next().unwrap().contains(letter));
    listed.map(|row| row.split("class=\"sub\">").nth(1).unwrap()[..18].to_owned()).collect()
}

#[test]
fn a_large_run_is_found_by_its_search_file_whatever_the_jobs() {
    let folder = temp();
    let (batch, one, two) = (folder.path().join("batch"), folder.path().join("one"), folder.path().join("two"));
    many(MANY).write(&batch);
    run_of(&batch, &one, &["--jobs", "1"]);
    run_of(&batch, &two, &["--jobs", "3"]);
    assert!(files(&one) == files(&two), "the number of jobs changes a byte");
    let grades = grades(&one);
    let search = std::fs::read_to_string(one.join("search.js")).unwrap();
    let lines: Vec<Vec<&str>> = search.lines().filter(|line| line.contains('\t')).map(|line| line.split('\t').collect()).collect();
    assert_eq!(lines.len(), MANY);
    for (line, (id, row)) in lines.iter().zip(&grades) {
        assert_eq!((line[0], line[1].replace('\\', "")), (id.as_str(), row["name"].clone()));
        let as_they_are = [(2, "industry"), (3, "region"), (4, "grade"), (6, "level"), (8, "intensity"), (10, "ratio"), (12, "flags")];
        assert!(as_they_are.iter().all(|(at, column)| line[*at] == row[*column]), "{line:?}");
        assert_eq!(line[5], if row["grade"].is_empty() { row["status"].as_str() } else { "" });
    }
    let page = std::fs::read_to_string(one.join("index.html")).unwrap();
    assert!(page.len() < 2_000_000 && page.contains("of 8,300 enterprises"), "{}", page.len());
    assert_eq!(["e", "r", "u"].map(|letter| listed(&page, letter).len()), [400, 400, MANY / 50]);
    carbonlabel(&["replay", text(&one), "--batch", text(&batch)]).expect(0);
    let flipped = search.replacen("\t440307\t", "\t440308\t", 1);
    std::fs::write(one.join("search.js"), flipped).unwrap();
    assert!(carbonlabel(&["replay", text(&one)]).expect(1).err.contains("search.js"));
}

/// The top lists hold those that a look through `grades.csv` finds.
#[test]
fn the_lists_of_the_page_are_those_of_the_grades() {
    let folder = temp();
    let (batch, out) = (folder.path().join("batch"), folder.path().join("out"));
    many(2_001).write(&batch);
    run_of(&batch, &out, &[]);
    let page = std::fs::read_to_string(out.join("index.html")).unwrap();
    let number = |text: &str| -> u64 { text.replace('.', "").parse().unwrap() };
    let grades = grades(&out);
    for (letter, column) in [("e", "emissions_t"), ("r", "ratio")] {
        let mut ids: Vec<(u64, &str)> =
            grades.iter().filter(|(_, row)| !row[column].is_empty()).map(|(id, row)| (number(&row[column]), id.as_str())).collect();
        let listed = listed(&page, letter);
        ids.sort_by_key(|(value, id)| (std::cmp::Reverse(*value), *id));
        for (place, (_, id)) in ids.iter().enumerate() {
            assert_eq!(listed.contains(*id), place < 400, "{id} at {place} of {column}");
        }
    }
}

#[test]
fn a_run_that_its_page_holds_has_no_search_file() {
    let folder = temp();
    let (batch, out) = (folder.path().join("batch"), folder.path().join("out"));
    many(2_000).write(&batch);
    run_of(&batch, &out, &[]);
    let page = std::fs::read_to_string(out.join("index.html")).unwrap();
    assert_eq!(page.matches("<tr data-l=").count(), 2_000);
    assert!(!out.join("search.js").exists() && !page.contains("search.js") && page.len() < 2_000_000);
}
