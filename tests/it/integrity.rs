//! What somebody may do to a folder of rules, and how it is named: add, drop, reorder, rename, swap, roll back. A changed
//! byte is in `tamper.rs`.

use std::fs;

use crate::rules::{NEWEST, Rules};

const GRID: &str = "tables/cn-grid/2023b.csv";
const OLD: &str = "tables/cn-grid/2023.csv";
const RELEASE: &str = "releases/2026-11-23.toml";
const INDEX: &str = "releases/index.csv";

/// What is done, and what the refusal names.
fn refused(deed: &str, names: &str, act: impl FnOnce(&Rules)) {
    let rules = Rules::copy();
    rules.call(&["factors", "releases"]).expect(0);
    act(&rules);
    for arguments in
        [&["factors", "releases"][..], &["factors", "lint"], &["run", "samples/seven", "--period", "2024-06", "--out", "nowhere"]]
    {
        let said = rules.call(arguments).expect(2);
        assert!(said.err.contains(names), "{deed}: {}", said.err);
    }
}

/// Lines of a file, the header kept, in the other order.
fn turned(text: &str) -> String {
    let mut lines: Vec<&str> = text.lines().collect();
    lines[1..].reverse();
    lines.join("\n") + "\n"
}

#[test]
fn whatever_is_done_to_a_folder_of_rules_is_refused_and_named() {
    refused("add", "tables/cn-grid/2024.csv", |rules| rules.version(GRID, "tables/cn-grid/2024.csv", &[]));
    refused("add a release", "releases/2027-01-01.toml", |rules| {
        rules.version(RELEASE, "releases/2027-01-01.toml", &[(NEWEST, "2027-01-01")]);
    });
    refused("drop", GRID, |rules| fs::remove_file(rules.path().join(GRID)).unwrap());
    refused("drop a release", RELEASE, |rules| fs::remove_file(rules.path().join(RELEASE)).unwrap());
    refused("drop a row", GRID, |rules| rules.write(GRID, &rules.read(GRID).lines().skip(1).collect::<Vec<_>>().join("\n")));
    refused("reorder rows", GRID, |rules| rules.write(GRID, &turned(&rules.read(GRID))));
    refused("reorder the index", INDEX, |rules| rules.write(INDEX, &turned(&rules.read(INDEX))));
    refused("rename", GRID, |rules| fs::rename(rules.path().join(GRID), rules.path().join("tables/cn-grid/2024.csv")).unwrap());
    refused("swap", OLD, |rules| {
        let (old, new) = (rules.read(OLD), rules.read(GRID));
        rules.write(OLD, &new);
        rules.write(GRID, &old);
    });
    refused("roll a table back", GRID, |rules| rules.write(GRID, &rules.read(OLD)));
    refused("take a release from the index", RELEASE, |rules| {
        let kept: String = rules.read(INDEX).lines().filter(|line| !line.contains(NEWEST)).map(|line| line.to_owned() + "\n").collect();
        rules.write(INDEX, &kept);
    });
    refused("take a table from the shelf", "tables/ipcc-gwp-recalled/2013.csv", |rules| {
        let kept: String =
            rules.read(INDEX).lines().filter(|line| !line.contains("gwp-recalled")).map(|line| line.to_owned() + "\n").collect();
        rules.write(INDEX, &kept);
    });
    refused("write the index twice", "releases/2024-04-12.toml", |rules| {
        rules.write(INDEX, &(rules.read(INDEX) + rules.read(INDEX).lines().nth(1).unwrap() + "\n"));
    });
    refused("pin two versions", "releases/2030-01-01.toml", |rules| {
        rules.forge("2030-01-01", &[], |release| {
            let hash = carbonlabel::digest::sha256(rules.read(OLD).as_bytes());
            release + &format!("\n[[pins]]\nfile = \"{OLD}\"\nsha256 = \"{hash}\"\n")
        });
    });
    refused("forget the release before", "releases/2030-01-01.toml", |rules| {
        rules.forge("2030-01-01", &[], |release| release.replace("[previous]\nid = \"2026-11-23\"", "[previous]\nid = \"2025-12-31\""));
    });
}

/// A whole older folder is a folder of its day: nothing in it is wrong. Who names the release is told that it is not there.
#[test]
fn a_folder_that_was_rolled_back_does_not_have_the_release() {
    let rules = Rules::copy();
    rules.publish("2030-01-01", &[]).expect(0);
    let earlier = Rules::copy();
    earlier.call(&["factors", "list", "--release", "2026-11-23"]).expect(0);
    let said = earlier.call(&["factors", "list", "--release", "2030-01-01"]).expect(2);
    assert!(said.err.contains("2030-01-01"), "{}", said.err);
}

#[test]
fn a_published_release_is_not_published_again() {
    let rules = Rules::copy();
    assert!(rules.publish(NEWEST, &[]).expect(2).err.contains("the release exists"));
    assert!(rules.publish("2020-01-01", &[]).expect(2).err.contains("lies before the newest"));
    rules.call(&["factors", "releases"]).expect(0);
}
