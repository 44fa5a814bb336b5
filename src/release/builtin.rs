//! The rules that are compiled into the program, so that it runs alone.

use std::borrow::Cow;

use include_dir::{Dir, include_dir};

use super::book::{Files, RuleBook};
use crate::finding::Fault;

static FACTORS: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/factors");

/// The rules of this program, checked like any other folder.
///
/// # Errors
/// Names a file that does not match its hash: the program was built from a changed folder.
pub fn builtin() -> Result<RuleBook, Fault> {
    let mut files = Files::new();
    collect(&FACTORS, &mut files);
    RuleBook::new(files)
}

fn collect(folder: &'static Dir<'static>, files: &mut Files) {
    for file in folder.files() {
        files.insert(file.path().to_string_lossy().replace('\\', "/"), Cow::Borrowed(file.contents()));
    }
    folder.dirs().for_each(|below| collect(below, files));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::measure::Date;

    #[test]
    fn the_first_three_releases_differ_by_their_grid_factors() {
        let book = builtin().unwrap();
        let ids: Vec<&str> = book.releases().iter().map(|(release, _)| release.id.as_str()).collect();
        assert_eq!(ids, ["2024-04-12", "2024-12-20", "2025-12-31", "2026-11-23"]);
        for (id, rows) in [("2024-04-12", 31), ("2024-12-20", 62), ("2025-12-31", 93), ("2026-11-23", 126)] {
            let release = book.release(Some(id)).unwrap();
            assert_eq!(release.table("cn-grid").unwrap().rows().len(), rows, "{id}");
        }
    }

    #[test]
    fn a_day_picks_the_release_that_was_known_then() {
        let book = builtin().unwrap();
        assert_eq!(book.as_of(Date::parse("2024-12-19").unwrap()).unwrap(), "2024-04-12");
        assert_eq!(book.as_of(Date::parse("2026-01-01").unwrap()).unwrap(), "2025-12-31");
        assert!(book.as_of(Date::parse("2024-01-01").unwrap()).is_err());
    }

    #[test]
    fn every_changed_byte_is_noticed_and_named() {
        let files = builtin().unwrap().files;
        for name in files.keys() {
            let mut changed = files.clone();
            let mut bytes = files[name].to_vec();
            let at = bytes.len() / 2;
            bytes[at] ^= 1;
            changed.insert(name.clone(), Cow::Owned(bytes));
            let fault = RuleBook::new(changed).unwrap_err().to_string();
            assert!(fault.contains(name.as_str()) || name == super::super::index::INDEX, "{name}: {fault}");
        }
    }

    #[test]
    fn a_missing_and_an_unknown_file_are_named() {
        let files = builtin().unwrap().files;
        let mut missing = files.clone();
        missing.remove("items/1.csv");
        assert!(matches!(RuleBook::new(missing), Err(Fault::RuleMissing(file)) if file == "items/1.csv"));
        let mut unknown = files;
        unknown.insert("tables/cn-grid/2024.csv".to_owned(), Cow::Borrowed(b"x"));
        assert!(matches!(RuleBook::new(unknown), Err(Fault::RuleUnknown(file)) if file == "tables/cn-grid/2024.csv"));
    }
}
