//! Which files a batch is made of.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::activity::ActivityRecord;
use crate::facts::Role;
use crate::finding::Fault;

/// One file of a batch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BatchFile {
    /// What it holds.
    pub role: Role,
    /// Its name in the batch, by which messages speak of it.
    pub name: Arc<str>,
    /// Where it is.
    pub path: PathBuf,
}

/// The files of a batch, sorted by role and name.
#[derive(Clone, Debug)]
pub struct Batch {
    files: Vec<BatchFile>,
}

/// Endings of files that hold tables but are not read.
const OTHER_KINDS: [&str; 8] = [".xlsx", ".xls", ".xlsm", ".parquet", ".csv.gz", ".csv.zst", ".tsv", ".et"];

impl Batch {
    /// The files of a folder, by their names: `enterprises*.csv`, `energy*.csv`, `production*.csv`, `indicators*.csv`. Others are left alone.
    ///
    /// # Errors
    /// When the folder cannot be read, a role has no file, a file of a role is of a kind that is not read, or there are too many.
    pub fn of_folder(folder: &Path) -> Result<Self, Fault> {
        let mut files = Vec::new();
        for entry in std::fs::read_dir(folder).map_err(|error| Fault::read(folder, error))? {
            let path = entry.map_err(|error| Fault::read(folder, error))?.path();
            let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            let lower = name.to_lowercase();
            let Some(role) = Role::ALL.into_iter().find(|role| lower.starts_with(role.name())) else { continue };
            if Path::new(&lower).extension().is_some_and(|extension| extension == "csv") {
                files.push(BatchFile { role, name: name.into(), path });
            } else if OTHER_KINDS.iter().any(|ending| lower.ends_with(ending)) {
                return Err(Fault::FileKind(path));
            }
        }
        Self::new(files, folder)
    }

    /// Files that were named one by one.
    ///
    /// # Errors
    /// When a role has no file, two files have the same name, or there are too many.
    pub fn of_files(named: &[(Role, PathBuf)]) -> Result<Self, Fault> {
        let name_of = |path: &Path| path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let file = |(role, path): &(Role, PathBuf)| BatchFile { role: *role, name: name_of(path).into(), path: path.clone() };
        Self::new(named.iter().map(file).collect(), Path::new("."))
    }

    fn new(mut files: Vec<BatchFile>, folder: &Path) -> Result<Self, Fault> {
        files.sort_by(|a, b| (a.role, &a.name, &a.path).cmp(&(b.role, &b.name, &b.path)));
        if let Some(role) = Role::REQUIRED.into_iter().find(|role| files.iter().all(|file| file.role != *role)) {
            return Err(Fault::NoFile { batch: folder.to_owned(), role: role.name() });
        }
        if let Some(pair) = files.windows(2).find(|pair| pair[0].name == pair[1].name) {
            return Err(Fault::SameName(pair[1].path.clone()));
        }
        if files.len() > ActivityRecord::MAX_FILES {
            return Err(Fault::TooManyFiles { count: files.len(), limit: ActivityRecord::MAX_FILES });
        }
        Ok(Self { files })
    }

    /// Its files, sorted by role and name.
    #[must_use]
    pub fn files(&self) -> &[BatchFile] {
        &self.files
    }
}
