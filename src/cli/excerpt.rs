//! The submitted row in which a finding stands, with a caret under its cell.

use std::collections::BTreeMap;
use std::sync::Arc;

use carbonlabel::annotate::{Cell, Layout, Row, is_text};
use carbonlabel::facts::InputFile;
use carbonlabel::finding::{Finding, Place};
use carbonlabel::intake::{Batch, NamedEncoding};

use super::terminal::{fitting, width};

/// A larger file is not read again for the sake of an excerpt.
const MAX_BYTES: u64 = 64 << 20;
/// How wide an excerpt is at most.
const WIDTH: usize = 96;
/// How much of that may stand before the cell.
const BEFORE: usize = 40;

/// Excerpts by place.
#[derive(Debug, Default)]
pub struct Excerpts(BTreeMap<Place, String>);

impl Excerpts {
    /// The excerpts of findings. Files that cannot be read again, or are no plain text, have none.
    pub fn of(batch: &Batch, files: &[InputFile], encoding: Option<NamedEncoding>, findings: &[&Finding]) -> Self {
        let mut wanted: BTreeMap<&Arc<str>, BTreeMap<u64, Vec<&Place>>> = BTreeMap::new();
        for place in findings.iter().filter_map(|finding| finding.place.as_ref()) {
            wanted.entry(&place.file).or_default().entry(place.row).or_default().push(place);
        }
        let mut excerpts = Self::default();
        for (name, rows) in wanted {
            let submitted = batch.files().iter().find(|file| file.name == *name).filter(|file| is_text(&file.path));
            let file = files.iter().find(|file| file.name == *name).filter(|file| file.bytes <= MAX_BYTES);
            let (Some(submitted), Some(file)) = (submitted, file) else { continue };
            let Ok(bytes) = std::fs::read(&submitted.path) else { continue };
            excerpts.add(&bytes, file, encoding, &rows);
        }
        excerpts
    }

    fn add(&mut self, bytes: &[u8], file: &InputFile, encoding: Option<NamedEncoding>, wanted: &BTreeMap<u64, Vec<&Place>>) {
        let known: Vec<&str> = file.columns.iter().map(|(_, header)| &**header).collect();
        let Some(layout) = Layout::of(bytes, encoding, &known) else { return };
        let header = layout.rows(bytes).find(|row| layout.has(bytes, row, &known));
        let headers: Vec<String> =
            header.iter().flat_map(|row| &row.cells).map(|cell| layout.text(bytes, cell).trim().to_owned()).collect();
        let last = wanted.keys().last().copied().unwrap_or_default();
        for row in layout.rows(bytes).take_while(|row| row.line <= last) {
            for place in wanted.get(&row.line).into_iter().flatten() {
                let column = place.column.as_ref().and_then(|column| headers.iter().position(|header| **header == **column));
                self.0.insert((*place).clone(), excerpt(&layout, bytes, &row, column));
            }
        }
    }

    /// The excerpt of a place; empty when there is none.
    pub fn at(&self, place: Option<&Place>) -> &str {
        place.and_then(|place| self.0.get(place)).map_or("", String::as_str)
    }
}

fn excerpt(layout: &Layout, bytes: &[u8], row: &Row, column: Option<usize>) -> String {
    let raw = |cell: &Cell| layout.raw(bytes, cell).chars().map(visible).collect::<String>();
    let delimiter = visible(layout.delimiter());
    let texts: Vec<String> = row.cells.iter().map(raw).collect();
    let joined = |texts: &[String]| texts.iter().map(|text| format!("{text}{delimiter}")).collect::<String>();
    let Some(at) = column.filter(|at| *at < texts.len()) else {
        let line = texts.join(&delimiter.to_string());
        return format!("{:>6} | {}\n", row.line, fitting(&line, WIDTH));
    };
    let before = joined(&texts[..at]);
    // Of a long beginning the end is shown.
    let skipped =
        before.char_indices().map(|(at, _)| at).chain([before.len()]).find(|at| width(&before[*at..]) <= BEFORE).unwrap_or_default();
    let before = if skipped == 0 { before } else { format!("…{}", &before[skipped..]) };
    let rest = if at + 1 < texts.len() { format!("{delimiter}{}", texts[at + 1..].join(&delimiter.to_string())) } else { String::new() };
    let line = format!("{before}{}{rest}", texts[at]);
    let carets = width(&texts[at]).clamp(1, WIDTH.saturating_sub(width(&before)).max(1));
    format!("{:>6} | {}\n       | {}{}\n", row.line, fitting(&line, WIDTH), " ".repeat(width(&before)), "^".repeat(carets))
}

/// A letter as it can stand in a line.
pub fn visible(letter: char) -> char {
    match letter {
        '\t' => '→',
        '\n' | '\r' => '⏎',
        letter if letter.is_control() => '�',
        letter => letter,
    }
}
