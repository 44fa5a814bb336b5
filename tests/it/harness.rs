//! What every test needs: the program, folders that vanish, tables read back, and a batch to break.

use std::collections::BTreeMap;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use carbonlabel::audit::Manifest;
use carbonlabel::ledger::{LedgerFile, LedgerRow};
use tempfile::TempDir;

/// The release that the samples' pages are worked out with.
pub const RELEASE: &str = "2025-12-31";

/// The repository.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// What lies beside the repository on the owner's machine, and nowhere else.
pub fn shared(place: &str) -> Option<PathBuf> {
    let path = root().parent()?.join("shared").join(place);
    let found = path.exists().then_some(path);
    if found.is_none() {
        eprintln!("skipped: ../shared/{place} is not here");
    }
    found
}

/// A folder that vanishes with its test.
pub fn temp() -> TempDir {
    tempfile::tempdir().unwrap()
}

/// What one call of the program came to.
#[derive(Debug)]
pub struct Said {
    /// The exit code; none when a signal ended it.
    pub code: Option<i32>,
    /// Standard output.
    pub out: String,
    /// Standard error.
    pub err: String,
}

impl Said {
    /// Asserts the exit code.
    pub fn expect(self, code: i32) -> Self {
        assert_eq!(self.code, Some(code), "\nout: {}\nerr: {}", self.out, self.err);
        self
    }
}

/// The program with arguments, in an environment that says nothing of a language.
pub fn command(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_carbonlabel"));
    command.args(arguments).env_remove("LANG").env_remove("LC_ALL").stdin(Stdio::null()).current_dir(root());
    command
}

/// Runs the program to its end.
pub fn carbonlabel(arguments: &[&str]) -> Said {
    said(&command(arguments).output().unwrap())
}

/// The output of a process as text.
pub fn said(output: &Output) -> Said {
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    Said { code: output.status.code(), out: text(&output.stdout), err: text(&output.stderr) }
}

/// A path as an argument.
pub fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

/// `run` of a batch with the samples' release, and more arguments.
pub fn run(batch: &Path, period: &str, out: &Path, more: &[&str]) -> Said {
    let known = ["run", text(batch), "--period", period, "--out", text(out), "--release", RELEASE];
    carbonlabel(&[&known, more].concat())
}

/// A row of a table, by column.
pub type Row = BTreeMap<String, String>;

/// Reads a CSV text, with or without byte order mark.
pub fn rows(text: &str) -> Vec<Row> {
    let mut reader = csv::Reader::from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    reader.deserialize().map(|row| row.unwrap()).collect()
}

/// A table of a run folder.
pub fn table(run: &Path, name: &str) -> Vec<Row> {
    rows(&std::fs::read_to_string(run.join(name)).unwrap())
}

/// `grades.csv` by enterprise.
pub fn grades(run: &Path) -> BTreeMap<String, Row> {
    table(run, "grades.csv").into_iter().map(|row| (row["enterprise_id"].clone(), row)).collect()
}

/// The lines of an enterprise in a run's ledger.
pub fn ledger(run: &Path, id: &str) -> Vec<LedgerRow> {
    let manifest = Manifest::read(run).unwrap().unwrap();
    let hash = manifest.output_hash("ledger.parquet").unwrap();
    LedgerFile::open(&run.join("ledger.parquet"), hash).unwrap().rows_of(id).unwrap()
}

/// Every file below a folder with its content, by its place.
pub fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    for entry in std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap()) {
        let name = entry.file_name().into_string().unwrap();
        if entry.path().is_dir() {
            found.extend(files(&entry.path()).into_iter().map(|(below, bytes)| (format!("{name}/{below}"), bytes)));
        } else {
            found.insert(name, std::fs::read(entry.path()).unwrap());
        }
    }
    found
}

/// The tables of a sample: everything but its page.
pub fn tables(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = files(folder);
    found.remove("README.md");
    found
}

/// The parts of a workbook as texts.
pub fn parts(book: &[u8]) -> BTreeMap<String, String> {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(book)).unwrap();
    let count = archive.len();
    let read = |at: usize| {
        let mut part = archive.by_index(at).unwrap();
        let mut text = String::new();
        part.read_to_string(&mut text).unwrap();
        (part.name().unwrap().into_owned(), text)
    };
    (0..count).map(read).collect()
}

/// Whether a file's name ends in an extension.
pub fn is(name: &str, extension: &str) -> bool {
    Path::new(name).extension().is_some_and(|found| found == extension)
}

/// Writes files below a folder.
pub fn write_files(folder: &Path, files: &BTreeMap<String, Vec<u8>>) {
    for (name, bytes) in files {
        let path = folder.join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
    }
}

/// A batch as lines of text, to be broken.
#[derive(Clone, Debug)]
pub struct Batch {
    /// Lines by file; the first is the header.
    pub files: BTreeMap<String, Vec<String>>,
}

impl Batch {
    /// A sample's files.
    pub fn of(folder: &Path) -> Self {
        let lines = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap().lines().map(str::to_owned).collect();
        Self { files: tables(folder).into_iter().map(|(name, bytes)| (name, lines(bytes))).collect() }
    }

    /// `samples/seven`: seven enterprises of one class and one month, all graded, nothing to complain about.
    pub fn seven() -> Self {
        Self::of(&root().join("samples/seven"))
    }

    /// The lines of a file.
    pub fn lines(&mut self, file: &str) -> &mut Vec<String> {
        self.files.get_mut(file).unwrap()
    }

    /// Writes it into a folder.
    pub fn write(&self, folder: &Path) {
        std::fs::create_dir_all(folder).unwrap();
        for (name, lines) in &self.files {
            std::fs::write(folder.join(name), lines.join("\n") + "\n").unwrap();
        }
    }
}

/// Chance by counting and mixing (`SplitMix64`): that is the same on every machine.
pub struct Chance(pub u64);

impl Chance {
    /// A number below `limit`.
    pub fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (z ^ (z >> 31)) % limit
    }

    /// Puts a list into another order.
    pub fn shuffle<T>(&mut self, list: &mut [T]) {
        for at in (1..list.len()).rev() {
            list.swap(at, usize::try_from(self.below(at as u64 + 1)).unwrap());
        }
    }
}
