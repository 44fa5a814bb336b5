//! In what form a file is, and what it holds, by its name.

use std::path::Path;
use std::sync::Arc;

use crate::facts::Role;
use crate::measure::fold;
use crate::workbook::Sheet;

/// In what form a table is submitted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Form {
    /// CSV.
    Text,
    /// CSV, compressed.
    Packed(Packing),
    /// A sheet of a workbook.
    Sheet(Arc<Sheet>),
    /// Parquet.
    Parquet,
}

/// How a text is compressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Packing {
    /// gzip.
    Gzip,
    /// Zstandard.
    Zstd,
}

/// What the ending of a file's name says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ending {
    Text,
    Packed(Packing),
    Workbook,
    Parquet,
    /// A table in a form that is not read.
    Other,
    /// No table.
    None,
}

/// Endings of tables that are not read.
const OTHERS: [&str; 8] = [".xls", ".xlsm", ".xlsb", ".ods", ".et", ".tsv", ".csv.zip", ".csv.bz2"];

impl Ending {
    pub(super) fn of(path: &Path) -> Self {
        let name = name_of(path).to_lowercase();
        let known = [
            (".csv", Self::Text),
            (".csv.gz", Self::Packed(Packing::Gzip)),
            (".csv.zst", Self::Packed(Packing::Zstd)),
            (".xlsx", Self::Workbook),
            (".parquet", Self::Parquet),
        ];
        let other = OTHERS.iter().any(|ending| name.ends_with(ending)).then_some(Self::Other);
        known.into_iter().find(|(ending, _)| name.ends_with(ending)).map(|(_, ending)| ending).or(other).unwrap_or(Self::None)
    }
}

/// What a file or a sheet holds, by its name: instructions hold no data, whatever they are instructions for.
pub(super) fn role_of(name: &str) -> Option<Role> {
    let folded = fold(name);
    if is_instructions(name) {
        return None;
    }
    Role::ALL.into_iter().find(|role| starts(*role).iter().any(|start| folded.starts_with(start)))
}

/// Whether a sheet tells how to fill in the others.
pub(super) fn is_instructions(name: &str) -> bool {
    let folded = fold(name);
    ["说明", "须知", "指南", "示例"].iter().any(|word| folded.contains(word))
        || ["instruction", "readme", "example"].iter().any(|word| folded.starts_with(word))
}

/// With what the names of a role begin.
fn starts(role: Role) -> &'static [&'static str] {
    match role {
        Role::Enterprises => &["enterprise", "企业"],
        Role::Energy => &["energy", "能源"],
        Role::Production => &["production", "生产", "产量", "产值"],
        Role::Indicators => &["indicator", "指标"],
    }
}

/// The name of a file without its folder.
pub(super) fn name_of(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_says_what_a_file_holds() {
        for (name, role) in [
            ("enterprises.csv", Some(Role::Enterprises)),
            ("Energy-2024.csv", Some(Role::Energy)),
            ("PRODUCTION", Some(Role::Production)),
            ("企业信息", Some(Role::Enterprises)),
            ("能源消费", Some(Role::Energy)),
            ("产量与产值", Some(Role::Production)),
            ("生产", Some(Role::Production)),
            ("企业填报说明", None),
            ("填表说明", None),
            ("Sheet1", None),
        ] {
            assert_eq!(role_of(name), role, "{name}");
        }
    }

    #[test]
    fn an_ending_says_in_what_form_it_is() {
        let of = |name: &str| Ending::of(Path::new(name));
        assert_eq!(
            [of("a.csv"), of("A.CSV"), of("a.xlsx"), of("a.parquet")],
            [Ending::Text, Ending::Text, Ending::Workbook, Ending::Parquet]
        );
        assert_eq!([of("a.csv.gz"), of("a.csv.zst")], [Ending::Packed(Packing::Gzip), Ending::Packed(Packing::Zstd)]);
        assert_eq!([of("a.xls"), of("a.txt"), of("csv")], [Ending::Other, Ending::None, Ending::None]);
    }
}
