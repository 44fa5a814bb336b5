//! The commands of the README and of the regulator's page: each does what the page says, in the order in which a reader types
//! them.

use std::path::Path;
use std::process::Command;

use crate::harness::{files, root, said, temp, write_files};

/// A command line and the exit code that the page states behind it: `# exit 1`, else 0.
struct Typed {
    line: String,
    code: i32,
}

/// The lines of the page's `sh` blocks, without those that build or test.
fn typed(page: &str) -> Vec<Typed> {
    let mut lines = Vec::new();
    let mut inside = false;
    for line in page.lines() {
        match line {
            "```sh" => inside = true,
            "```" => inside = false,
            line if inside => lines.push(line),
            _ => {}
        }
    }
    let elsewhere = ["cargo test", "cargo build", "just", "export PATH", "git clone", "cd "];
    let here = lines.into_iter().filter(|line| !line.is_empty() && !elsewhere.iter().any(|start| line.starts_with(start)));
    here.map(|line| {
        let (line, code) = line.split_once("# exit ").unwrap_or((line, "0"));
        Typed { line: line.trim().replace("cargo run --release --", "carbonlabel"), code: code.trim().parse().unwrap() }
    })
    .collect()
}

/// The files that the page shows: `toml` blocks whose first line names them.
fn shown(page: &str) -> Vec<(&str, &str)> {
    let blocks = page.split("```toml\n").skip(1).filter_map(|rest| rest.split("```").next());
    blocks.filter_map(|block| Some((block.lines().next()?.strip_prefix("# ")?, block))).collect()
}

/// A shell in which the program is called by its name, as the page sets it up.
fn shell(line: &str, folder: &Path) -> Command {
    let program = Path::new(env!("CARGO_BIN_EXE_carbonlabel")).parent().unwrap();
    let mut command = Command::new("sh");
    command.args(["-ec", &format!("PATH=\"$0:$PATH\"; {line}")]).arg(program).current_dir(folder).env_remove("LANG").env_remove("LC_ALL");
    command
}

/// Types every command of a page, which has at least so many of ours.
#[cfg(unix)]
fn type_all(page: &str, least: usize) {
    let folder = temp();
    for part in ["samples", "factors"] {
        write_files(&folder.path().join(part), &files(&root().join(part)));
    }
    let page = std::fs::read_to_string(root().join(page)).unwrap();
    shown(&page).into_iter().for_each(|(name, block)| std::fs::write(folder.path().join(name), block).unwrap());
    let typed = typed(&page);
    let calls = typed.iter().filter(|typed| typed.line.contains("carbonlabel ")).count();
    assert!(calls >= least, "only {calls} commands were found");
    for Typed { line, code } in &typed {
        let said = said(&shell(line, folder.path()).output().unwrap());
        assert_eq!(said.code, Some(*code), "{line}\nout: {}\nerr: {}", said.out, said.err);
    }
}

#[cfg(unix)]
#[test]
fn every_command_of_the_readme_does_what_the_page_says() {
    type_all("README.md", 10);
}

#[cfg(unix)]
#[test]
fn an_officer_writes_a_scheme_from_the_page_alone() {
    type_all("SCHEMES.md", 10);
}

#[cfg(unix)]
#[test]
fn ten_questions_of_a_regulator_are_answered() {
    type_all("REGULATOR.md", 15);
    let page = std::fs::read_to_string(root().join("REGULATOR.md")).unwrap();
    assert_eq!(page.lines().filter(|line| line.starts_with("## ")).count(), 10);
}

/// The page names every place that its reader is told to look at.
#[test]
fn every_file_that_the_readme_names_exists() {
    let page = std::fs::read_to_string(root().join("README.md")).unwrap();
    let quoted = page.split('`').skip(1).step_by(2);
    let places = quoted.filter(|text| ["samples/", "factors/", "ARCHITECTURE", "CHANGELOG"].iter().any(|start| text.starts_with(start)));
    let mut found = 0;
    for place in places.filter(|place| !place.contains(['<', '*', ' '])) {
        assert!(root().join(place).exists(), "{place}");
        found += 1;
    }
    assert!(found > 0);
}
