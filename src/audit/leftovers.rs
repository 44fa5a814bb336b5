//! What must not stay behind when the program is told to stop in the middle.

use std::io::Result;
use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};

/// The temporary folders of a process. Who ends it early sweeps them away first; after that nothing can be made in them.
#[derive(Clone, Debug, Default)]
pub struct Leftovers(Arc<RwLock<Folders>>);

#[derive(Debug, Default)]
pub(super) struct Folders {
    temporary: Vec<PathBuf>,
    published: bool,
}

impl Leftovers {
    /// Makes a temporary folder and remembers it, in one step that no sweep can come between.
    ///
    /// # Errors
    /// When `make` fails.
    pub fn add<T: AsRef<Path>>(&self, make: impl FnOnce() -> Result<T>) -> Result<T> {
        let mut folders = self.folders();
        let folder = make()?;
        folders.temporary.push(folder.as_ref().to_owned());
        Ok(folder)
    }

    /// Takes every folder away. The process is to end now: whoever would make a file in one of them, or add one, waits from
    /// here on. False, and nothing happens, when all that was begun is published: then it is too late to stop.
    #[must_use]
    pub fn sweep(&self) -> bool {
        let folders = self.folders();
        if folders.published && folders.temporary.is_empty() {
            return false;
        }
        folders.temporary.iter().for_each(|folder| drop(std::fs::remove_dir_all(folder)));
        std::mem::forget(folders);
        true
    }

    /// Held while something is made inside a folder.
    pub(super) fn making(&self) -> RwLockReadGuard<'_, Folders> {
        self.0.read().unwrap_or_else(PoisonError::into_inner)
    }

    /// Gives a folder its lasting name; from then on it is no leftover.
    pub(super) fn publish(&self, folder: &Path, target: &Path) -> Result<()> {
        let mut folders = self.folders();
        std::fs::rename(folder, target)?;
        folders.temporary.retain(|other| other != folder);
        folders.published = true;
        Ok(())
    }

    fn folders(&self) -> RwLockWriteGuard<'_, Folders> {
        self.0.write().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_added_is_swept_and_what_was_published_is_not() {
        let parent = tempfile::tempdir().unwrap();
        let leftovers = Leftovers::default();
        let [half, whole] = ["half", "whole"].map(|name| parent.path().join(name));
        for folder in [&half, &whole] {
            leftovers.add(|| std::fs::create_dir(folder).map(|()| folder)).unwrap();
            std::fs::write(folder.join("file"), "x").unwrap();
        }
        leftovers.publish(&whole, &parent.path().join("run")).unwrap();
        assert!(leftovers.sweep());
        let left: Vec<_> = std::fs::read_dir(parent.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        assert_eq!(left, ["run"]);
        assert!(leftovers.0.try_read().is_err(), "nothing more is made");
    }

    #[test]
    fn nothing_is_swept_when_all_is_published() {
        let parent = tempfile::tempdir().unwrap();
        let [half, run] = ["half", "run"].map(|name| parent.path().join(name));
        let leftovers = Leftovers::default();
        leftovers.add(|| std::fs::create_dir(&half).map(|()| &half)).unwrap();
        leftovers.publish(&half, &run).unwrap();
        assert!(!leftovers.sweep() && run.exists());
        assert!(leftovers.0.try_read().is_ok(), "work goes on");
        assert!(Leftovers::default().sweep(), "before there is anything, the process may end");
    }
}
