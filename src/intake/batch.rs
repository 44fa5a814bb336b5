//! Which files a batch is made of.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;

use super::form::{Ending, Form, is_instructions, name_of, role_of};
use crate::activity::ActivityRecord;
use crate::facts::Role;
use crate::finding::{Code, Fault, Finding, FormError, Place};
use crate::workbook::{Book, Sheet, SheetRow};

/// One table of a batch: a file, or a sheet of one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BatchFile {
    /// What it holds.
    pub role: Role,
    /// Its name in the batch, by which messages speak of it: `energy.csv`, `book.xlsx!能源`.
    pub name: Arc<str>,
    /// Where the file is.
    pub path: PathBuf,
    /// In what form it is.
    pub form: Form,
}

/// The tables of a batch, sorted by role and name.
#[derive(Clone, Debug, Default)]
pub struct Batch {
    files: Vec<BatchFile>,
    /// Sheets that are not read.
    notes: Vec<Finding>,
}

impl Batch {
    /// The files of a folder, by their names: `enterprises*`, `energy*`, `production*`, `indicators*`, as CSV, compressed CSV or Parquet; and
    /// every workbook, by its sheets' names. Others are left alone, and so are folders inside it.
    ///
    /// # Errors
    /// When the folder or a workbook cannot be read, a role has no file, a file of a role is of a kind that is not read, or
    /// there are too many.
    pub fn of_folder(folder: &Path) -> Result<Self, Fault> {
        let entries = std::fs::read_dir(folder).map_err(|error| Fault::read(folder, error))?;
        let paths = entries.map(|entry| entry.map(|entry| entry.path()).map_err(|error| Fault::read(folder, error)));
        let mut paths = paths.collect::<Result<Vec<_>, _>>()?;
        paths.sort();
        let of_path = |path: PathBuf| {
            let name = name_of(&path);
            match (role_of(&name), Ending::of(&path)) {
                // Spreadsheets leave `~$book.xlsx` beside a workbook that is open.
                _ if name.starts_with('.') || name.starts_with("~$") || path.is_dir() => Ok(Self::default()),
                (_, Ending::Workbook) => Self::of_workbook(&path, None),
                (Some(role), ending) => Self::of_file(role, path, ending),
                (None, _) => Ok(Self::default()),
            }
        };
        Self::joined(paths.into_par_iter().map(of_path).collect(), folder)
    }

    /// Files that were named one by one.
    ///
    /// # Errors
    /// When a workbook cannot be read, a role has no file, two files have the same name, or there are too many.
    pub fn of_files(named: &[(Role, PathBuf)]) -> Result<Self, Fault> {
        let of_path = |(role, path): &(Role, PathBuf)| match Ending::of(path) {
            Ending::Workbook => Self::of_workbook(path, Some(*role)),
            // Whoever names a file says that it is a table.
            Ending::None => Self::of_file(*role, path.clone(), Ending::Text),
            ending => Self::of_file(*role, path.clone(), ending),
        };
        Self::joined(named.par_iter().map(of_path).collect(), Path::new("."))
    }

    fn of_file(role: Role, path: PathBuf, ending: Ending) -> Result<Self, Fault> {
        let form = match ending {
            Ending::Text => Form::Text,
            Ending::Packed(packing) => Form::Packed(packing),
            Ending::Parquet => Form::Parquet,
            Ending::Other => return Err(Fault::FileKind(path)),
            Ending::Workbook | Ending::None => return Ok(Self::default()),
        };
        let file = BatchFile { role, name: name_of(&path).into(), path, form };
        Ok(Self { files: vec![file], notes: Vec::new() })
    }

    /// The sheets of a workbook that hold data: those whose names say so, or, in a workbook that is wholly of one role, its only
    /// one. `named` is the role for which somebody named it.
    fn of_workbook(path: &Path, named: Option<Role>) -> Result<Self, Fault> {
        let bytes = std::fs::read(path).map_err(|error| Fault::read(path, error))?;
        let file = name_of(path);
        let fault = |place: &str, error: FormError| Fault::Form { place: place.to_owned(), error };
        let book = Book::open(&bytes).map_err(|error| fault(&file, error))?;
        let (mut taken, left) = sheets_of(&book, named.or_else(|| role_of(&file))).map_err(|error| fault(&file, error))?;
        taken.retain(|(role, _)| named.is_none_or(|named| named == *role));
        let name = |sheet: &Sheet| -> Arc<str> { format!("{file}!{}", sheet.name).into() };
        if let Some((_, sheet)) = taken.iter().find(|(_, sheet)| sheet.hidden) {
            return Err(fault(&name(sheet), FormError::HiddenSheet));
        }
        let note = |sheet: &&Sheet| Finding::new(Code::SheetNotRead).at(Place::row(name(sheet), 1), &sheet.name);
        let table = |(role, sheet): (Role, &Sheet)| {
            let form = Form::Sheet(Arc::new(sheet.clone()));
            BatchFile { role, name: name(sheet), path: path.to_owned(), form }
        };
        Ok(Self {
            notes: left.iter().filter(|sheet| !sheet.hidden && !is_instructions(&sheet.name)).map(note).collect(),
            files: taken.into_iter().map(table).collect(),
        })
    }

    /// All of them as one batch. Of several faults the first file's is told, whichever thread was faster.
    fn joined(parts: Vec<Result<Self, Fault>>, folder: &Path) -> Result<Self, Fault> {
        let (mut files, mut notes) = (Vec::new(), Vec::new());
        for part in parts {
            let mut part = part?;
            files.append(&mut part.files);
            notes.append(&mut part.notes);
        }
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
        // A workbook that was named for several roles was looked at for each.
        notes.dedup();
        Ok(Self { files, notes })
    }

    /// Its tables, sorted by role and name.
    #[must_use]
    pub fn files(&self) -> &[BatchFile] {
        &self.files
    }

    /// Notes of sheets that are not read.
    pub(super) fn notes(&self) -> &[Finding] {
        &self.notes
    }

    /// The file of a table, by its name in the batch.
    #[must_use]
    pub fn file_of(name: &str) -> &str {
        name.split_once(".xlsx!").or_else(|| name.split_once(".XLSX!")).map_or(name, |(stem, _)| &name[..stem.len() + ".xlsx".len()])
    }
}

/// Sheets with their roles, and those without one.
type Sorted<'b> = (Vec<(Role, &'b Sheet)>, Vec<&'b Sheet>);

/// The sheets whose names say what they hold; when there is none, the only one with rows, which holds what the workbook's own
/// name says.
fn sheets_of<'b>(book: &'b Book<'_>, role: Option<Role>) -> Result<Sorted<'b>, FormError> {
    let (mut taken, mut left) = (Vec::new(), Vec::new());
    for sheet in book.sheets() {
        match role_of(&sheet.name) {
            Some(role) => taken.push((role, sheet)),
            None => left.push(sheet),
        }
    }
    let Some(role) = role.filter(|_| taken.is_empty()) else { return Ok((taken, left)) };
    let (mut candidates, mut others) = (Vec::new(), Vec::new());
    for sheet in left {
        let full = !sheet.hidden && !is_instructions(&sheet.name) && book.rows(sheet)?.next(&mut SheetRow::default())?;
        if full { candidates.push(sheet) } else { others.push(sheet) }
    }
    match candidates.as_slice() {
        [sheet] => Ok((vec![(role, sheet)], others)),
        _ => Err(FormError::WhichSheet(candidates.iter().map(|sheet| sheet.name.clone()).collect())),
    }
}
