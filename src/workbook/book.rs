//! A workbook: its sheets, and what they share.

use std::collections::BTreeMap;

use super::archive::Archive;
use super::sheet::Rows;
use super::strings::Strings;
use super::styles::{self, Style};
use super::xml::{Piece, Xml, attribute, damaged, is_set};
use crate::finding::FormError;

/// More sheets than this are no workbook's.
const MOST_SHEETS: usize = 1 << 12;

/// An open workbook.
pub struct Book<'a> {
    archive: Archive<'a>,
    /// Where parts are, by what the workbook wants of them.
    targets: Targets,
    sheets: Vec<Sheet>,
    from_1904: bool,
}

/// A sheet of a workbook.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheet {
    /// Its name.
    pub name: String,
    /// Whether it is shown.
    pub hidden: bool,
    /// Its part.
    part: String,
}

/// What the cells of all sheets share.
#[derive(Debug, Default)]
pub(super) struct Shared {
    pub(super) strings: Strings,
    pub(super) styles: Vec<Style>,
    pub(super) from_1904: bool,
}

impl<'a> Book<'a> {
    /// Finds the sheets of a workbook; nothing is read from them.
    ///
    /// # Errors
    /// When it is none, or is too large when unpacked.
    pub fn open(bytes: &'a [u8]) -> Result<Self, FormError> {
        let archive = Archive::open(bytes)?;
        let root = Targets::read(&archive, "_rels/.rels", "")?;
        let main = root.of_kind("officeDocument").ok_or(FormError::NoWorkbook)?.to_owned();
        let (folder, name) = main.rsplit_once('/').unwrap_or(("", &main));
        let targets = Targets::read(&archive, &format!("{folder}/_rels/{name}.rels"), folder)?;
        let mut book = Self { archive, targets, sheets: Vec::new(), from_1904: false };
        book.read_sheets(&main)?;
        Ok(book)
    }

    /// Its sheets with cells, in order.
    #[must_use]
    pub fn sheets(&self) -> &[Sheet] {
        &self.sheets
    }

    /// The rows of a sheet. Texts and styles that sheets share are read first.
    ///
    /// # Errors
    /// When the workbook is damaged.
    pub fn rows(&self, sheet: &Sheet) -> Result<Rows<'_>, FormError> {
        let shared = Shared {
            strings: self.xml_of_kind("sharedStrings")?.map(Strings::read).transpose()?.unwrap_or_default(),
            styles: self.xml_of_kind("styles")?.map(styles::read).transpose()?.unwrap_or_default(),
            from_1904: self.from_1904,
        };
        Ok(Rows::new(self.xml(&sheet.part)?, shared))
    }

    fn xml(&self, part: &str) -> Result<Xml<'_>, FormError> {
        self.archive.part(part)?.map(Xml::new).ok_or_else(|| FormError::Damaged(format!("{part} is missing")))
    }

    fn xml_of_kind(&self, kind: &str) -> Result<Option<Xml<'_>>, FormError> {
        self.targets.of_kind(kind).map(|part| self.xml(part)).transpose()
    }

    fn read_sheets(&mut self, main: &str) -> Result<(), FormError> {
        let (mut sheets, mut from_1904) = (Vec::new(), false);
        let mut xml = self.xml(main)?;
        loop {
            match xml.next()? {
                Piece::Start(element) if element.local_name().as_ref() == "workbookPr" => from_1904 = is_set(&element, "date1904")?,
                Piece::Start(element) if element.local_name().as_ref() == "sheet" => {
                    // The prefix of this attribute is the writer's choice.
                    let id = element.attributes().flatten().find(|attribute| attribute.key.local_name().as_ref() == "id");
                    let target = id.and_then(|id| self.targets.0.get(&*id.value));
                    let Some((_, part)) = target.filter(|(kind, _)| kind == "worksheet") else { continue };
                    let name = attribute(&element, "name")?.ok_or_else(|| damaged("a sheet has no name"))?.into_owned();
                    let hidden = attribute(&element, "state")?.is_some_and(|state| state != "visible");
                    sheets.push(Sheet { name, hidden, part: part.clone() });
                    if sheets.len() > MOST_SHEETS {
                        return Err(damaged("too many sheets"));
                    }
                }
                Piece::Nothing => break,
                _ => {}
            }
        }
        drop(xml);
        (self.sheets, self.from_1904) = (sheets, from_1904);
        Ok(())
    }
}

/// Kind and part of what a part refers to, by id.
#[derive(Default)]
struct Targets(BTreeMap<String, (String, String)>);

impl Targets {
    fn read(archive: &Archive<'_>, part: &str, folder: &str) -> Result<Self, FormError> {
        let mut targets = Self::default();
        let Some(part) = archive.part(part)? else { return Ok(targets) };
        let mut xml = Xml::new(part);
        loop {
            match xml.next()? {
                Piece::Start(element) if element.local_name().as_ref() == "Relationship" => {
                    let [id, kind, target] = ["Id", "Type", "Target"].map(|name| attribute(&element, name));
                    let (Some(id), Some(kind), Some(target)) = (id?, kind?, target?) else { continue };
                    let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
                    targets.0.insert(id.into_owned(), (kind, resolved(folder, &target)));
                    if targets.0.len() > 2 * MOST_SHEETS {
                        return Err(damaged("too many relationships"));
                    }
                }
                Piece::Nothing => return Ok(targets),
                _ => {}
            }
        }
    }

    fn of_kind(&self, wanted: &str) -> Option<&str> {
        self.0.values().find(|(kind, _)| kind == wanted).map(|(_, part)| part.as_str())
    }
}

/// A target as a part's name: from the root if it begins with `/`, else from the folder.
fn resolved(folder: &str, target: &str) -> String {
    let start = if target.starts_with('/') { "" } else { folder };
    let mut names: Vec<&str> = Vec::new();
    for name in start.split('/').chain(target.split('/')) {
        match name {
            "" | "." => {}
            ".." => drop(names.pop()),
            name => names.push(name),
        }
    }
    names.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_target_is_a_place_in_the_archive() {
        assert_eq!(resolved("xl", "worksheets/sheet1.xml"), "xl/worksheets/sheet1.xml");
        assert_eq!(resolved("xl", "/xl/worksheets/sheet1.xml"), "xl/worksheets/sheet1.xml");
        assert_eq!(resolved("xl", "../a/./b.xml"), "a/b.xml");
        assert_eq!(resolved("", "../../x"), "x");
    }
}
