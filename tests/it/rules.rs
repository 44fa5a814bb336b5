//! A folder of rules that a test may bend: a copy of ours, with releases published or forged in it.

use std::path::PathBuf;

use carbonlabel::digest::sha256;
use tempfile::TempDir;

use crate::harness::{Said, carbonlabel, files, root, temp, text, write_files};

/// The newest release of the program, which the copies start with.
pub const NEWEST: &str = "2026-11-23";

/// A copy of `factors/`.
pub struct Rules {
    folder: TempDir,
}

impl Rules {
    /// All of it.
    pub fn copy() -> Self {
        let rules = Self { folder: temp() };
        write_files(&rules.path(), &files(&root().join("factors")));
        rules
    }

    /// Where it lies.
    pub fn path(&self) -> PathBuf {
        self.folder.path().join("factors")
    }

    /// A path beside it.
    pub fn beside(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// A file's text.
    pub fn read(&self, file: &str) -> String {
        std::fs::read_to_string(self.path().join(file)).unwrap()
    }

    /// Writes a file.
    pub fn write(&self, file: &str, content: &str) {
        let path = self.path().join(file);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, content).unwrap();
    }

    /// Calls the program with these rules.
    pub fn call(&self, arguments: &[&str]) -> Said {
        carbonlabel(&[arguments, &["--factors", text(&self.path())]].concat())
    }

    /// `factors new-release` with more arguments.
    pub fn publish(&self, id: &str, more: &[&str]) -> Said {
        let start = ["factors", "new-release", id, "--published-on", id, "--note-zh", "试", "--note-en", "trial"];
        self.call(&[&start, more].concat())
    }

    /// Writes a release that pins files in the place of their families, hashes and index in order, and checks nothing:
    /// what somebody could write who does not use the program.
    pub fn forge(&self, id: &str, pins: &[&str], change: impl Fn(String) -> String) {
        let newest = self.read(&format!("releases/{NEWEST}.toml"));
        let family = |file: &str| file.rsplit_once('/').map(|(family, _)| family.to_owned()).unwrap();
        let (head, body) = newest.split_once("[previous]").unwrap();
        let before = sha256(newest.as_bytes());
        let mut release = head.replace(NEWEST, id) + &format!("[previous]\nid = \"{NEWEST}\"\nsha256 = \"{before}\"\n");
        let pinned = body.split("[[pins]]").skip(1).map(|pin| pin.split('"').nth(1).unwrap().to_owned());
        let kept = pinned.filter(|file| pins.iter().all(|pin| family(pin) != family(file)));
        for file in kept.chain(pins.iter().map(|pin| (*pin).to_owned())) {
            let hash = sha256(self.read(&file).as_bytes());
            release += &format!("\n[[pins]]\nfile = \"{file}\"\nsha256 = \"{hash}\"\n");
        }
        let file = format!("releases/{id}.toml");
        self.write(&file, &change(release));
        self.index(&file, pins);
    }

    /// Puts a release into the index, and hashes what the index names anew.
    fn index(&self, release: &str, pinned: &[&str]) {
        let old = self.read("releases/index.csv");
        let entries = old.lines().skip(1).map(|line| line.split(',').next().unwrap().to_owned());
        let (mut names, rest): (Vec<String>, Vec<String>) = entries.partition(|name| name.starts_with("releases/"));
        names.push(release.to_owned());
        names.extend(rest.into_iter().filter(|name| !pinned.contains(&name.as_str())));
        let lines = names.iter().map(|name| format!("{name},{}\n", sha256(self.read(name).as_bytes())));
        self.write("releases/index.csv", &("file,sha256\n".to_owned() + &lines.collect::<String>()));
    }

    /// A new version of a file with some text in the place of other text, which must be there.
    pub fn version(&self, from: &str, to: &str, changes: &[(&str, &str)]) {
        let mut content = self.read(from);
        for (before, after) in changes {
            assert!(content.contains(before), "{from} has no {before}");
            content = content.replace(before, after);
        }
        self.write(to, &content);
    }
}
