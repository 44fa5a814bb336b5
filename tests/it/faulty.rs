//! `samples/faulty`: a batch for each finding code and for each reason to refuse a file, and the page of all codes. `just accept`
//! writes them anew from the list of codes and from the cases of the tests.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use carbonlabel::finding::{Code, Fault, Finding, Language, Severity};
use carbonlabel::intake::{self, Batch as BatchFiles, Progress, Settings};
use carbonlabel::measure::read_months;
use carbonlabel::release::{Release, builtin};
use carbonlabel::run::{Terms, run};

use crate::finding_cases::{CASES, Case};
use crate::harness::{Batch, files, root, write_files};
use crate::refusals::REFUSALS;

/// A larger batch is not kept: one of the refusals is a cell of 64 KiB.
const MAX_BYTES: usize = 16 * 1024;

/// The cases of which a batch is kept: those that the built-in rules come to.
fn cases() -> impl Iterator<Item = &'static Case> {
    CASES.iter().filter(|case| !case.has_own_rules())
}

fn folder() -> PathBuf {
    root().join("samples/faulty")
}

fn release() -> &'static Release {
    static RELEASE: OnceLock<Release> = OnceLock::new();
    RELEASE.get_or_init(|| builtin().unwrap().release(None).unwrap())
}

/// What `check` finds in a folder.
fn found(batch: &Path, period: &str) -> Result<Vec<Finding>, Fault> {
    let period = read_months(period).unwrap().months;
    let settings =
        Settings { release: release(), period: Some(period), encoding: None, block_size: 1 << 20, progress: &Progress::default() };
    let facts = intake::read(&BatchFiles::of_folder(batch)?, settings)?;
    Ok(run(facts, Terms { release: release(), scheme: release().scheme(None)?, period, references: None }).findings)
}

fn batch_of(case: &Case) -> BTreeMap<String, Vec<u8>> {
    let mut batch = Batch::seven();
    (case.change)(&mut batch);
    batch.files.into_iter().map(|(name, lines)| (name, (lines.join("\n") + "\n").into_bytes())).collect()
}

/// The batches, by their folders.
fn batches() -> BTreeMap<String, BTreeMap<String, Vec<u8>>> {
    let mut batches: BTreeMap<_, _> = cases().map(|case| (case.code.name().to_owned(), batch_of(case))).collect();
    for refusal in REFUSALS {
        let mut batch = batch_of(&Case { change: |_| (), ..CASES[0] });
        let text = String::from_utf8(batch[refusal.file].clone()).unwrap();
        batch.insert(refusal.file.to_owned(), (refusal.change)(&text));
        if batch.values().map(Vec::len).sum::<usize>() < MAX_BYTES {
            batches.insert(format!("refused/{}", slug(refusal.what)), batch);
        }
    }
    batches
}

#[expect(clippy::disallowed_methods, reason = "golden files are accepted by the environment")]
fn accepts() -> bool {
    std::env::var("INSTA_UPDATE").is_ok_and(|update| update == "always")
}

/// Writes everything anew, once, when the golden files are accepted.
fn accept() {
    static WRITTEN: OnceLock<()> = OnceLock::new();
    WRITTEN.get_or_init(|| {
        if accepts() {
            let _ = std::fs::remove_dir_all(folder());
            batches().iter().for_each(|(name, batch)| write_files(&folder().join(name), batch));
            std::fs::write(folder().join("README.md"), page()).unwrap();
        }
    });
}

fn slug(what: &str) -> String {
    what.to_lowercase().replace(|letter: char| !letter.is_ascii_alphanumeric(), "-")
}

/// The finding of a case in its batch.
fn example(case: &Case) -> Finding {
    let found = found(&folder().join(case.code.name()), case.period()).unwrap();
    found.into_iter().find(|finding| finding.code == case.code).unwrap()
}

fn page() -> String {
    let mut page = INTRODUCTION.to_owned();
    for severity in Severity::ALL {
        let _ = writeln!(page, "\n## {} {}", severity.word(Language::Zh), severity.word(Language::En));
        for code in Code::ALL.iter().filter(|code| code.severity() == severity) {
            let [zh, en] = [Language::Zh, Language::En];
            let titles = [zh, en].map(|language| code.text(language).title).join(" · ");
            let _ = writeln!(page, "\n### {}\n\n**{titles}**", code.name());
            let case = cases().find(|case| case.code == *code);
            if let Some(case) = case {
                let place = example(case).place.map_or_else(|| "–".to_owned(), |place| format!("`{place}`"));
                let _ = writeln!(page, "\n`check samples/faulty/{} --period {}`: {place}", code.name(), case.period());
            }
            for language in [zh, en] {
                let _ = writeln!(page, "\n{}", code.explanation(language));
                let said = |finding: Finding| format!("{}{}{}", finding.message(language), language.pick("", " "), finding.hint(language));
                let _ = case.map_or(Ok(()), |case| writeln!(page, "\n> {}", said(example(case))));
            }
        }
    }
    page += REFUSED;
    for name in batches().keys().filter(|name| name.starts_with("refused/")) {
        let fault = found(&folder().join(name), "2024-06").unwrap_err();
        let _ = writeln!(page, "\n### {name}\n\n> {}\n\n> {}", fault.message(Language::Zh), fault.message(Language::En));
    }
    page
}

const INTRODUCTION: &str = "# 问题代码 Finding codes

A test writes this page from the list of codes and from the batches beside it (`just accept`); do not edit it.

Every finding has a code, a severity, a place, a message and a hint, in Chinese or English. An error bars the grade of its
enterprise; a warning or a note changes no result. A release may weigh warnings and notes otherwise (`[severities]` in its file); an
error stays one. Each folder here holds the smallest batch in which a code is found: `samples/seven` with one thing changed.

每条问题都有代码、轻重、位置、说明和建议，中英文皆可。错误：其企业不予评价；警告与提示：不影响任何结果。发布版可以调整警告与提示的轻重
（发布版文件中的 `[severities]`），错误不能减轻。本目录下每个文件夹是出现该代码的最小批次：在 `samples/seven` 上只改一处。
";

const REFUSED: &str = "
## 拒收 Refused

What cannot be split into records, or whose header lacks a column, refuses the file with exit code 2: no row of it could be trusted.

无法分成记录、或表头缺列的文件整份拒收，退出码 2：其中任何一行都不可信。
";

#[test]
fn each_batch_holds_its_code_and_the_page_is_current() {
    accept();
    let batches = batches();
    let kept = files(&folder());
    let mut wanted: BTreeMap<String, Vec<u8>> = BTreeMap::new();
    for (name, batch) in &batches {
        wanted.extend(batch.iter().map(|(file, bytes)| (format!("{name}/{file}"), bytes.clone())));
    }
    let names = |files: &BTreeMap<String, Vec<u8>>| files.keys().filter(|name| *name != "README.md").cloned().collect::<Vec<_>>();
    assert_eq!(names(&kept), names(&wanted), "run `just accept`");
    for (name, bytes) in &wanted {
        assert!(kept[name] == *bytes, "samples/faulty/{name} is not what its case makes: run `just accept`");
    }
    assert!(kept["README.md"] == page().into_bytes(), "samples/faulty/README.md is not current: run `just accept`");
}

/// Nothing but the code that the folder is named after, or what cannot be without it.
#[test]
fn a_batch_holds_no_other_code() {
    accept();
    for case in cases() {
        let found = found(&folder().join(case.code.name()), case.period()).unwrap();
        let along = |code: Code| match case.code {
            // A row that is nobody's; what the row would have been is missing.
            Code::MistypedEnterprise => code == Code::UnknownEnterprise,
            _ => false,
        };
        let others: Vec<&Finding> = found.iter().filter(|finding| finding.code != case.code && !along(finding.code)).collect();
        assert!(others.is_empty(), "{}: {others:?}", case.code.name());
        let (file, line, column) = case.place;
        let is_at = |finding: &&Finding| match &finding.place {
            None => file.is_empty(),
            Some(place) => *place.file == *file && place.row.to_string() == line && place.column.as_deref().unwrap_or_default() == column,
        };
        assert!(found.iter().filter(is_at).any(|finding| finding.code == case.code), "{}", case.code.name());
    }
}
