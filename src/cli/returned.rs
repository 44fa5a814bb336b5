//! `check --annotate DIR`: every submitted file given back with its problems beside its rows.

use std::path::{Path, PathBuf};

use carbonlabel::annotate::{Layout, Names, Page, Remarks, Table, Unfit, annotated_csv, annotated_workbook, is_text};
use carbonlabel::audit::Staging;
use carbonlabel::digest::sha256;
use carbonlabel::facts::InputFile;
use carbonlabel::finding::{Fault, Finding, Language};
use carbonlabel::intake::{Batch, Form, NamedEncoding};
use carbonlabel::workbook::Book;

/// What was given back.
#[derive(Debug, Default)]
pub struct Returned {
    files: usize,
    /// Files that are neither plain text nor a workbook.
    left_out: Vec<String>,
    /// Files that are too large for a workbook.
    without_workbook: Vec<String>,
}

/// Gives the files of a batch back.
pub fn give_back(
    staging: Staging,
    batch: &Batch,
    (files, findings): (&[InputFile], &[Finding]),
    encoding: Option<NamedEncoding>,
    language: Language,
) -> Result<Returned, Fault> {
    let remarks = Remarks::of(findings);
    let (mut names, mut returned) = (Names::default(), Returned::default());
    for (at, submitted) in batch.files().iter().enumerate() {
        let Some(file) = files.iter().find(|file| file.name == submitted.name) else { continue };
        let bytes = read_again(&submitted.path, file)?;
        if let Form::Sheet(_) = submitted.form {
            // With its first sheet a workbook comes back whole.
            if batch.files()[..at].iter().all(|earlier| earlier.path != submitted.path) {
                let book = sheets(&bytes, &submitted.path, batch, (files, &remarks)).and_then(|pages| annotated_workbook(&pages, language));
                returned.files += usize::from(book.is_ok());
                returned.keep(book, &staging, || names.workbook(&submitted.path), file)?;
            }
            continue;
        }
        let headers: Vec<&str> = file.columns.iter().map(|(_, header)| &**header).collect();
        let layout = Some(&bytes).filter(|_| is_text(&submitted.path)).and_then(|bytes| Layout::of(bytes, encoding, &headers));
        let Some(table) = layout.and_then(|layout| Table::of(&bytes, layout, file, &remarks)) else {
            returned.left_out.push(file.name.to_string());
            continue;
        };
        staging.write_bytes(&names.text(&submitted.path), &annotated_csv(&table, language))?;
        returned.files += 1;
        let book = Page::of_text(&table, file.role, language).and_then(|page| annotated_workbook(&[page], language));
        returned.keep(book, &staging, || names.workbook(&submitted.path), file)?;
    }
    staging.publish()?;
    Ok(returned)
}

/// The sheets of a workbook that were read, as they come back.
fn sheets<'f>(bytes: &[u8], path: &Path, batch: &Batch, (files, remarks): (&[InputFile], &Remarks<'f>)) -> Result<Vec<Page<'f>>, Unfit> {
    let book = Book::open(bytes)?;
    let mut pages = Vec::new();
    for submitted in batch.files().iter().filter(|submitted| submitted.path == path) {
        if let (Form::Sheet(sheet), Some(file)) = (&submitted.form, files.iter().find(|file| file.name == submitted.name)) {
            pages.push(Page::of_sheet(&book, sheet, file, remarks)?);
        }
    }
    Ok(pages)
}

/// The bytes of a file, which must be those that were checked.
fn read_again(path: &Path, file: &InputFile) -> Result<Vec<u8>, Fault> {
    let bytes = std::fs::read(path).map_err(|error| Fault::read(path, error))?;
    if sha256(&bytes) == file.sha256 {
        Ok(bytes)
    } else {
        Err(Fault::read(path, std::io::Error::other("changed while it was being checked")))
    }
}

impl Returned {
    /// Writes a workbook, or remembers that there is none.
    fn keep(
        &mut self,
        book: Result<Vec<u8>, Unfit>,
        staging: &Staging,
        name: impl FnOnce() -> String,
        file: &InputFile,
    ) -> Result<(), Fault> {
        match book {
            Ok(book) => staging.write_bytes(&name(), &book),
            Err(Unfit::TooLarge) => {
                self.without_workbook.push(file.name.to_string());
                Ok(())
            }
            Err(Unfit::Unread(error)) => Err(Fault::Form { place: file.name.to_string(), error }),
            Err(Unfit::Broken(error)) => Err(Fault::write(&PathBuf::from(&*file.name), std::io::Error::other(error))),
        }
    }

    /// What was given back, in words.
    pub fn text(&self, folder: &Path, language: Language) -> String {
        let (count, folder) = (self.files, folder.display());
        let mut text = language.pick(
            format!("已退回 {count} 个文件到 {folder}：原表加问题、说明与建议两列；xlsx 文件夹里是同样内容的工作簿"),
            format!(
                "returned {count} files to {folder}: each as it was with the columns problem and advice; the same as workbooks in xlsx"
            ),
        );
        let mut add = |zh: &str, en: &str, names: &[String]| {
            if !names.is_empty() {
                text += &format!("\n{}{}", language.pick(zh, en), names.join(", "));
            }
        };
        add(
            "没有工作簿（超过 10 万行或单元格过长）：",
            "without a workbook (more than 100,000 rows, or too long a cell): ",
            &self.without_workbook,
        );
        add("未退回（既不是文本文件也不是工作簿）：", "not returned (neither text nor workbook): ", &self.left_out);
        text
    }
}
