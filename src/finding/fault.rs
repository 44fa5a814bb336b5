//! A wrong world: what stops a run, with exit code 2.

use std::path::{Path, PathBuf};

use super::{FormError, Language, Place, fault_text};

/// Why a file cannot be split into records.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QuotingError {
    /// Text after a closing quote.
    TextAfterQuote,
    /// A quote inside a bare field.
    QuoteInBareField,
    /// A quote still open at the end of the file.
    OpenQuote,
    /// A NUL byte.
    Nul,
    /// A carriage return without its line feed, outside quotes.
    BareCarriageReturn,
    /// A cell of more than 64 KiB.
    CellTooLong,
    /// A row of more than 1 MiB.
    RowTooLong,
}

/// Why a signature does not prove what it should.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SignatureError {
    /// There is none.
    Missing,
    /// It is none, or was made over something else.
    Wrong,
    /// It was made with a key that the user does not trust for this role.
    OtherKey,
    /// The user named no key for this role.
    NoTrustedKey,
    /// The same key, here by its file, has signed for another role.
    SameSigner(String),
    /// The file holds no key, or its password is another.
    NoKey,
    /// The roles that the release names; the one that was asked for is not among them.
    Roles(Vec<String>),
}

/// Why a formula has no result.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unsolved {
    /// An input that it needs.
    Missing(String),
    /// An input that it does not have.
    Unknown(String),
    /// A text that is no number, or a list that is none.
    NotANumber(String),
    /// Something would be divided by zero, or is beyond every scale.
    Undefined,
}

/// One clear reason why nothing could be done.
#[derive(Debug)]
#[non_exhaustive]
#[expect(missing_docs, reason = "each variant says what its fields are")]
pub enum Fault {
    /// A file or folder could not be read.
    Read(PathBuf, std::io::Error),
    /// A file or folder could not be written.
    Write(PathBuf, std::io::Error),
    /// The batch has no file of a role.
    NoFile { batch: PathBuf, role: &'static str },
    /// A kind of file that this version does not read.
    FileKind(PathBuf),
    /// Bytes that no encoding, or not the named one, explains.
    Encoding { file: String, line: u64, byte: u64, encoding: &'static str },
    /// Bytes that are text in two encodings.
    AmbiguousEncoding { file: String, line: u64, byte: u64, utf8: String, gb18030: String },
    /// A file that cannot be split into records.
    Quoting { file: String, line: u64, error: QuotingError },
    /// A workbook, a compressed table or a Parquet file that cannot be read.
    Form { place: String, error: FormError },
    /// A header that gives only totals since January where the month's own figure is wanted.
    HeaderCumulative { place: Place, column: String },
    /// A header without the columns that its role needs.
    HeaderMissing { file: String, columns: Vec<String> },
    /// A header that names a column twice.
    HeaderDoubled { file: String, columns: Vec<String> },
    /// A column with a unit in its header that is not one, or does not fit.
    HeaderUnit { place: Place, unit: String },
    /// A period that is none.
    Period(String),
    /// A date that is none.
    Date(String),
    /// A release that is not there.
    UnknownRelease { wanted: String, known: Vec<String> },
    /// A scheme that the release does not pin.
    UnknownScheme { wanted: String, known: Vec<String> },
    /// A key of a scheme file that is not as it must be; what is allowed, in Chinese and English.
    Key { file: String, line: u64, key: String, zh: String, en: String },
    /// A scheme with values that were not published and are not filled in.
    OpenScheme { scheme: String, keys: Vec<String> },
    /// A scheme that does not hold for the period.
    SchemePeriod { scheme: String, valid: String, period: String },
    /// Frozen references that were made otherwise than this run.
    OtherReferences { file: String, line: u64, what: &'static str, found: String, wanted: String },
    /// Frozen references of which this run can make no use, in Chinese and English.
    NoReferences { file: String, reason: [&'static str; 2] },
    /// A rule file that is not what its hash says.
    HashMismatch { file: String, expected: String, found: String },
    /// A rule file that is missing.
    RuleMissing(String),
    /// A file among the rules that no release pins.
    RuleUnknown(String),
    /// A rule file that cannot be read as what it is.
    Rule { file: String, line: u64, reason: String },
    /// A signature that does not prove what it should.
    Signature { file: String, error: SignatureError },
    /// A formula that was asked for without what it needs.
    Formula { name: String, inputs: String, error: Unsolved },
    /// Nothing found under a name.
    UnknownName { wanted: String, nearest: Option<String> },
    /// The output folder is not empty.
    OutputExists(PathBuf),
    /// `--strict`, and there are errors.
    Strict { errors: usize, first: String },
    /// A folder that is no run, or a file of it that cannot be read.
    Run { path: PathBuf, reason: String },
    /// A file of a run that is not as it was written.
    ChangedFile(PathBuf),
    /// Rules of the same name that are not those of the run.
    OtherRules { release: String },
    /// Two runs whose grades cannot be compared, by their schemes.
    OtherScheme { schemes: [String; 2] },
    /// A run before that does not end before this one.
    NotBefore { previous: String, period: String },
    /// A run that was made without a run before it.
    NoPrevious(PathBuf),
    /// Two files of a batch with the same name.
    SameName(PathBuf),
    /// More files in a batch than records can tell apart.
    TooManyFiles { count: usize, limit: usize },
    /// An enterprise that the run does not have.
    UnknownEnterprise { id: String, nearest: Option<String> },
    /// A name that cannot be a file's.
    UnsafeName(String),
}

impl Fault {
    /// A read fault.
    #[must_use]
    pub fn read(path: &Path, error: std::io::Error) -> Self {
        Self::Read(path.to_owned(), error)
    }

    /// A write fault.
    #[must_use]
    pub fn write(path: &Path, error: std::io::Error) -> Self {
        Self::Write(path.to_owned(), error)
    }

    /// A rule file that does not say what it should.
    #[must_use]
    pub fn rule(file: &str, line: u64, reason: impl Into<String>) -> Self {
        Self::Rule { file: file.to_owned(), line, reason: reason.into() }
    }

    /// A folder that is no run, or a broken file of one.
    #[must_use]
    pub fn run(path: &Path, reason: impl Into<String>) -> Self {
        Self::Run { path: path.to_owned(), reason: reason.into() }
    }

    /// What is wrong and what to do, in one language.
    #[must_use]
    pub fn message(&self, language: Language) -> String {
        fault_text::message(self, language)
    }
}

impl std::fmt::Display for Fault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.message(Language::En))
    }
}

impl std::error::Error for Fault {}
