//! All or nothing: files are written into a folder beside the one that is wanted, and that is renamed at the end.

use std::fs::{self, File};
use std::io::{BufWriter, Error, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::thread::{self, JoinHandle};

use sha2::{Digest, Sha256};

use super::leftovers::Leftovers;
use super::manifest::OutputEntry;
use crate::digest::hex;
use crate::finding::Fault;

/// A folder on its way to being whole. Dropped before [`Staging::publish`], it leaves nothing behind.
#[derive(Debug)]
pub struct Staging {
    folder: Claimed,
    leftovers: Leftovers,
    target: PathBuf,
    written: Mutex<Vec<OutputEntry>>,
    /// Files that are still on their way to the disk.
    settling: Mutex<Vec<Settling>>,
}

/// Where a file is to be, and what the disk says of it in the end.
type Settling = (PathBuf, JoinHandle<std::io::Result<()>>);

/// Longer files are put on the disk while others are made: to wait for it takes as long as to make some of them.
const LONG: u64 = 1 << 20;

/// So are the first of the short ones: those that every run has. Pages of enterprises may be many, and each would need a thread.
const FEW: usize = 16;

/// A temporary folder with a lock, which is held while the folder is being written: so others can tell it from one whose
/// writer died.
#[derive(Debug)]
struct Claimed {
    folder: tempfile::TempDir,
    _lock: File,
}

impl AsRef<Path> for Claimed {
    fn as_ref(&self) -> &Path {
        self.folder.path()
    }
}

impl Staging {
    /// Prepares to write `target`, and takes away what writers of it that died have left. `leftovers` knows the folder until
    /// it is published.
    ///
    /// # Errors
    /// When `target` exists and is not an empty folder, or nothing can be written beside it.
    pub fn beside(target: &Path, leftovers: &Leftovers) -> Result<Self, Fault> {
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
        let folder = leftovers.add(|| claim(parent, &prefix)).map_err(fail)?;
        Ok(Self { folder, leftovers: leftovers.clone(), target, written: Mutex::default(), settling: Mutex::default() })
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
        let written = write(&mut file).map_err(Fault::from);
        // The system's own words, where a format's writer did not hand them on; and the place where the file was to be.
        match (file.refused, written) {
            (Some(code), _) => Err(Fault::write(&file.shown, Error::from_raw_os_error(code))),
            (None, Err(Fault::Write(_, error))) => Err(Fault::write(&file.shown, error)),
            (None, written) => written.and_then(|()| file.finish()),
        }
    }

    /// Begins a file of the folder; it counts once it is finished. Several may be open at a time.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn create(&self, name: &str) -> Result<StagedFile<'_>, Fault> {
        let path = self.folder.as_ref().join(name);
        let shown = self.target.join(name);
        let _making = self.leftovers.making();
        let folders = path.parent().map_or(Ok(()), fs::create_dir_all);
        let file = folders.and_then(|()| File::create_new(&path)).map_err(|error| Fault::write(&shown, error))?;
        let inner = BufWriter::with_capacity(1 << 16, file);
        Ok(StagedFile { inner, hash: Sha256::new(), bytes: 0, refused: None, name: name.to_owned(), shown, staging: self })
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
        for (shown, settling) in std::mem::take(&mut *self.settling.lock().unwrap_or_else(PoisonError::into_inner)) {
            let settled = settling.join().unwrap_or_else(|_| Err(Error::other("not written")));
            settled.map_err(|error| Fault::write(&shown, error))?;
        }
        sync_folders(self.folder.as_ref()).map_err(fail)?;
        self.leftovers.publish(self.folder.as_ref(), &self.target).map_err(fail)?;
        // From here the folder is no longer the temporary one's to delete.
        let _ = self.folder.folder.keep();
        self.target.parent().map_or(Ok(()), |parent| File::open(parent).and_then(|parent| parent.sync_all())).map_err(fail)
    }
}

/// A file on its way into the folder; what passes through it is hashed.
#[derive(Debug)]
pub struct StagedFile<'a> {
    inner: BufWriter<File>,
    hash: Sha256,
    bytes: u64,
    /// The system's error, which not every format's writer hands on as it was.
    refused: Option<i32>,
    name: String,
    /// Where the file is to be, by which faults name it.
    shown: PathBuf,
    staging: &'a Staging,
}

impl StagedFile<'_> {
    /// Writes bytes that are in memory.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn add(&mut self, bytes: &[u8]) -> Result<(), Fault> {
        self.write_all(bytes).map_err(|error| Fault::write(&self.shown, error))
    }

    /// Puts the file on the disk, and its hash among those written.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn finish(self) -> Result<(), Fault> {
        let Self { inner, hash, bytes, name, shown, staging, .. } = self;
        let fail = |error| Fault::write(&shown, error);
        let file = inner.into_inner().map_err(|error| fail(error.into_error()))?;
        let mut settling = staging.settling.lock().unwrap_or_else(PoisonError::into_inner);
        if bytes > LONG || settling.len() < FEW {
            let settled = thread::Builder::new().spawn(move || file.sync_all()).map_err(fail)?;
            settling.push((shown, settled));
        } else {
            drop(settling);
            file.sync_all().map_err(fail)?;
        }
        let entry = OutputEntry { name, bytes, sha256: hex(&hash.finalize()) };
        staging.written.lock().unwrap_or_else(PoisonError::into_inner).push(entry);
        Ok(())
    }
}

impl Write for StagedFile<'_> {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        let count = self.inner.write(bytes).inspect_err(|error| self.refused = error.raw_os_error())?;
        self.hash.update(&bytes[..count]);
        self.bytes += count as u64;
        Ok(count)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        self.inner.flush().inspect_err(|error| self.refused = error.raw_os_error())
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

/// A temporary folder of one's own. Another run that takes away what was abandoned may come between its making and its lock;
/// then the folder is gone, and the next one is tried.
fn claim(parent: &Path, prefix: &str) -> std::io::Result<Claimed> {
    let attempt = || -> std::io::Result<Claimed> {
        let folder = tempfile::Builder::new().prefix(prefix).tempdir_in(parent)?;
        let lock = File::open(folder.path())?;
        lock.try_lock()?;
        folder.path().metadata()?;
        Ok(Claimed { folder, _lock: lock })
    };
    (0..8).map(|_| attempt()).find(Result::is_ok).unwrap_or_else(attempt)
}

/// Takes away folders whose writer died: nobody holds their lock.
fn remove_abandoned(parent: &Path, prefix: &str) {
    let entries = fs::read_dir(parent).into_iter().flatten().flatten();
    for path in entries.filter(|entry| entry.file_name().to_string_lossy().starts_with(prefix)).map(|entry| entry.path()) {
        // The lock is held until the folder is gone, so that nobody takes it for a new one.
        if let Ok(lock) = File::open(&path)
            && lock.try_lock().is_ok()
        {
            let _ = fs::remove_dir_all(&path);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::ErrorKind;

    use super::*;
    use crate::finding::Language;

    fn entries(folder: &Path) -> Vec<String> {
        let mut names: Vec<String> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    #[test]
    fn a_folder_is_whole_or_absent() {
        let parent = tempfile::tempdir().unwrap();
        let target = parent.path().join("run");
        let staging = Staging::beside(&target, &Leftovers::default()).unwrap();
        staging.write_bytes("a/b.txt", b"hello").unwrap();
        assert!(!target.exists());
        drop(staging);
        assert_eq!(entries(parent.path()), Vec::<String>::new());

        let staging = Staging::beside(&target, &Leftovers::default()).unwrap();
        staging.write_bytes("a/b.txt", b"abc").unwrap();
        assert_eq!(staging.written()[0].sha256, crate::digest::sha256(b"abc"));
        staging.publish().unwrap();
        assert_eq!(entries(parent.path()), ["run"]);
        assert_eq!(fs::read(target.join("a/b.txt")).unwrap(), b"abc");
        assert!(matches!(Staging::beside(&target, &Leftovers::default()), Err(Fault::OutputExists(_))));
    }

    #[test]
    fn an_empty_folder_is_taken_and_abandoned_ones_removed() {
        let parent = tempfile::tempdir().unwrap();
        let target = parent.path().join("run");
        let abandoned = [".run.partial-x", ".run.partial-y"].map(|name| parent.path().join(name));
        [&target, &abandoned[0], &abandoned[1]].into_iter().for_each(|folder| fs::create_dir(folder).unwrap());
        fs::write(abandoned[0].join("half"), b"x").unwrap();
        let living = Staging::beside(&target, &Leftovers::default()).unwrap();
        assert!(!abandoned[0].exists() && !abandoned[1].exists());
        let second = Staging::beside(&target, &Leftovers::default()).unwrap();
        assert!(living.folder.as_ref().exists(), "a living one is left alone");
        second.publish().unwrap();
        assert_eq!(entries(&target), Vec::<String>::new());
        drop(living);
        assert_eq!(entries(parent.path()), ["run"]);
    }

    #[test]
    fn many_writers_of_one_folder_do_not_take_each_others_away() {
        let parent = tempfile::tempdir().unwrap();
        let target = parent.path().join("run");
        let begin = || Staging::beside(&target, &Leftovers::default()).unwrap().write_bytes("a", b"x").unwrap();
        thread::scope(|scope| {
            (0..8).for_each(|_| drop(scope.spawn(|| (0..50).for_each(|_| begin()))));
        });
        assert_eq!(entries(parent.path()), Vec::<String>::new());
    }

    #[test]
    fn what_cannot_be_written_is_named_and_leaves_nothing() {
        let parent = tempfile::tempdir().unwrap();
        let target = parent.path().join("run");
        let staging = Staging::beside(&target, &Leftovers::default()).unwrap();
        staging.write_bytes("grades.csv", b"x").unwrap();
        let full = |_: &mut (dyn Write + Send)| Err(Fault::write(Path::new("ledger.parquet"), ErrorKind::StorageFull.into()));
        let fault = staging.write::<Fault>("ledger.parquet", full).unwrap_err();
        drop(staging);
        assert_eq!(entries(parent.path()), Vec::<String>::new());
        let path = target.join("ledger.parquet").display().to_string();
        assert_eq!(fault.message(Language::Zh), format!("无法写入 {path}：磁盘已满；没有留下任何文件"));
        assert_eq!(fault.message(Language::En), format!("cannot write {path}: no storage space; nothing was left behind"));
    }
}
