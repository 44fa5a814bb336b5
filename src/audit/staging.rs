//! All or nothing: files are written into a folder beside the one that is wanted, and that is renamed at the end.

use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use sha2::{Digest, Sha256};

use super::manifest::OutputEntry;
use crate::digest::hex;
use crate::finding::Fault;

/// A folder on its way to being whole. Dropped before [`Staging::publish`], it leaves nothing behind.
#[derive(Debug)]
pub struct Staging {
    folder: tempfile::TempDir,
    /// Held while the folder is being written, so that others can tell it from one whose writer died.
    _lock: File,
    target: PathBuf,
    written: Mutex<Vec<OutputEntry>>,
}

impl Staging {
    /// Prepares to write `target`, and takes away what writers of it that died have left.
    ///
    /// # Errors
    /// When `target` exists and is not an empty folder, or nothing can be written beside it.
    pub fn beside(target: &Path) -> Result<Self, Fault> {
        let target = std::path::absolute(target).map_err(|error| Fault::write(target, error))?;
        let is_empty_folder = target.is_dir() && fs::read_dir(&target).is_ok_and(|mut entries| entries.next().is_none());
        if (target.exists() || target.is_symlink()) && !is_empty_folder {
            return Err(Fault::OutputExists(target));
        }
        let fail = |error| Fault::write(&target, error);
        let (Some(parent), Some(name)) = (target.parent(), target.file_name()) else {
            return Err(Fault::OutputExists(target));
        };
        fs::create_dir_all(parent).map_err(fail)?;
        let prefix = format!(".{}.partial-", name.to_string_lossy());
        remove_abandoned(parent, &prefix);
        let folder = tempfile::Builder::new().prefix(&prefix).tempdir_in(parent).map_err(fail)?;
        let lock = File::open(folder.path()).map_err(fail)?;
        lock.try_lock().map_err(|error| fail(error.into()))?;
        Ok(Self { folder, _lock: lock, target, written: Mutex::default() })
    }

    /// Writes one file of the folder through `write`, and remembers its hash. `name` may have folders before it.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn write<E>(&self, name: &str, write: impl FnOnce(&mut (dyn Write + Send)) -> Result<(), E>) -> Result<(), Fault>
    where
        Fault: From<E>,
    {
        let mut file = self.create(name)?;
        write(&mut file)?;
        file.finish()
    }

    /// Begins a file of the folder; it counts once it is finished. Several may be open at a time.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn create(&self, name: &str) -> Result<StagedFile<'_>, Fault> {
        let path = self.folder.path().join(name);
        let fail = |error| Fault::write(&path, error);
        path.parent().map_or(Ok(()), fs::create_dir_all).map_err(fail)?;
        let file = File::create_new(&path).map_err(fail)?;
        let inner = BufWriter::with_capacity(1 << 20, file);
        Ok(StagedFile { inner, hash: Sha256::new(), bytes: 0, name: name.to_owned(), path, written: &self.written })
    }

    /// Writes files that are in memory, and remembers their hashes.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn write_bytes(&self, name: &str, bytes: &[u8]) -> Result<(), Fault> {
        let mut file = self.create(name)?;
        file.add(bytes)?;
        file.finish()
    }

    /// The files written so far, by name.
    #[must_use]
    pub fn written(&self) -> Vec<OutputEntry> {
        let mut written = self.written.lock().unwrap_or_else(PoisonError::into_inner).clone();
        written.sort_by(|a, b| a.name.cmp(&b.name));
        written
    }

    /// Makes the folder what it should be: everything on disk, then one rename.
    ///
    /// # Errors
    /// When the disk refuses, or the target came to be in the meantime.
    pub fn publish(self) -> Result<(), Fault> {
        let fail = |error| Fault::write(&self.target, error);
        sync_folders(self.folder.path()).map_err(fail)?;
        fs::rename(self.folder.path(), &self.target).map_err(fail)?;
        // From here the folder is no longer the temporary one's to delete.
        let _ = self.folder.keep();
        self.target.parent().map_or(Ok(()), |parent| File::open(parent).and_then(|parent| parent.sync_all())).map_err(fail)
    }
}

/// A file on its way into the folder; what passes through it is hashed.
#[derive(Debug)]
pub struct StagedFile<'a> {
    inner: BufWriter<File>,
    hash: Sha256,
    bytes: u64,
    name: String,
    path: PathBuf,
    written: &'a Mutex<Vec<OutputEntry>>,
}

impl StagedFile<'_> {
    /// Writes bytes that are in memory.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn add(&mut self, bytes: &[u8]) -> Result<(), Fault> {
        self.write_all(bytes).map_err(|error| Fault::write(&self.path, error))
    }

    /// Puts the file on the disk, and its hash among those written.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn finish(self) -> Result<(), Fault> {
        let Self { inner, hash, bytes, name, path, written } = self;
        let fail = |error| Fault::write(&path, error);
        inner.into_inner().map_err(|error| fail(error.into_error()))?.sync_all().map_err(fail)?;
        let entry = OutputEntry { name, bytes, sha256: hex(&hash.finalize()) };
        written.lock().unwrap_or_else(PoisonError::into_inner).push(entry);
        Ok(())
    }
}

impl Write for StagedFile<'_> {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        let count = self.inner.write(bytes)?;
        self.hash.update(&bytes[..count]);
        self.bytes += count as u64;
        Ok(count)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        self.inner.flush()
    }
}

fn sync_folders(folder: &Path) -> std::io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            sync_folders(&path)?;
        }
    }
    File::open(folder)?.sync_all()
}

/// Takes away folders whose writer died: they hold files, and nobody holds their lock.
fn remove_abandoned(parent: &Path, prefix: &str) {
    let entries = fs::read_dir(parent).into_iter().flatten().flatten();
    for path in entries.filter(|entry| entry.file_name().to_string_lossy().starts_with(prefix)).map(|entry| entry.path()) {
        let has_files = fs::read_dir(&path).is_ok_and(|mut entries| entries.next().is_some());
        let abandoned = has_files && File::open(&path).is_ok_and(|folder| folder.try_lock().is_ok());
        if abandoned {
            let _ = fs::remove_dir_all(&path);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entries(folder: &Path) -> Vec<String> {
        let mut names: Vec<String> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    #[test]
    fn a_folder_is_whole_or_absent() {
        let parent = tempfile::tempdir().unwrap();
        let target = parent.path().join("run");
        let staging = Staging::beside(&target).unwrap();
        staging.write_bytes("a/b.txt", b"hello").unwrap();
        assert!(!target.exists());
        drop(staging);
        assert_eq!(entries(parent.path()), Vec::<String>::new());

        let staging = Staging::beside(&target).unwrap();
        staging.write_bytes("a/b.txt", b"abc").unwrap();
        assert_eq!(staging.written()[0].sha256, crate::digest::sha256(b"abc"));
        staging.publish().unwrap();
        assert_eq!(entries(parent.path()), ["run"]);
        assert_eq!(fs::read(target.join("a/b.txt")).unwrap(), b"abc");
        assert!(matches!(Staging::beside(&target), Err(Fault::OutputExists(_))));
    }

    #[test]
    fn an_empty_folder_is_taken_and_an_abandoned_one_removed() {
        let parent = tempfile::tempdir().unwrap();
        let target = parent.path().join("run");
        fs::create_dir(&target).unwrap();
        let abandoned = parent.path().join(".run.partial-x");
        fs::create_dir(&abandoned).unwrap();
        fs::write(abandoned.join("half"), b"x").unwrap();
        let living = Staging::beside(&target).unwrap();
        assert!(!abandoned.exists());
        let second = Staging::beside(&target).unwrap();
        second.publish().unwrap();
        assert_eq!(entries(&target), Vec::<String>::new());
        drop(living);
    }
}
