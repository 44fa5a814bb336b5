//! Names of returned files: those of the submitted ones, and nothing from inside them.

use std::collections::BTreeSet;
use std::path::Path;

/// Endings of files that are no plain text: they cannot come back as they were with two columns added.
const NOT_TEXT: [&str; 4] = [".xlsx", ".parquet", ".gz", ".zst"];

/// Whether a submitted file is plain text.
#[must_use]
pub fn is_text(path: &Path) -> bool {
    let name = path.to_string_lossy().to_lowercase();
    !NOT_TEXT.iter().any(|ending| name.ends_with(ending))
}

/// The folder in which the workbooks stand: below the texts, so that a batch submitted from either is not submitted twice.
const WORKBOOKS: &str = "xlsx";

/// The names given so far, in small letters: not every disk tells letters apart by their size.
#[derive(Debug, Default)]
pub struct Names(BTreeSet<String>);

impl Names {
    /// The name of a returned text.
    pub fn text(&mut self, submitted: &Path) -> String {
        let name = name_of(submitted);
        self.free(&name)
    }

    /// The name of a returned workbook, with its folder.
    pub fn workbook(&mut self, submitted: &Path) -> String {
        let name = name_of(submitted);
        let stem = [".csv", ".CSV", ".xlsx", ".XLSX"].iter().find_map(|ending| name.strip_suffix(ending)).unwrap_or(&name);
        self.free(&format!("{WORKBOOKS}/{stem}.xlsx"))
    }

    /// The name, or the first with a number before its ending that is free.
    fn free(&mut self, name: &str) -> String {
        let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
        let numbered = |number: u32| if number == 1 { name.to_owned() } else { format!("{stem}-{number}.{ending}") };
        let free = (1..=u32::MAX).map(numbered).find(|name| self.0.insert(name.to_lowercase()));
        free.unwrap_or_default()
    }
}

/// The last part of a path, and nothing that could lead elsewhere.
fn name_of(path: &Path) -> String {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    name.chars().map(|letter| if letter.is_control() || "/\\:*?\"<>|".contains(letter) { '_' } else { letter }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_those_of_the_files_and_each_is_given_once() {
        let mut names = Names::default();
        assert_eq!(names.text(Path::new("/a/../energy.csv")), "energy.csv");
        assert_eq!(names.text(Path::new("b/Energy.csv")), "Energy-2.csv");
        assert_eq!(names.workbook(Path::new("b/energy.csv")), "xlsx/energy.xlsx");
        assert_eq!(names.workbook(Path::new("b/填报.xlsx")), "xlsx/填报.xlsx");
        assert_eq!(names.workbook(Path::new("b/energy.txt")), "xlsx/energy.txt.xlsx");
        assert_eq!(names.text(Path::new("a\\..\\x:y.csv")), "a_.._x_y.csv");
        assert!(is_text(Path::new("a.CSV")) && is_text(Path::new("a")) && !is_text(Path::new("a.csv.GZ")));
    }
}
