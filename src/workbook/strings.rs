//! Shared strings: texts that cells name by number.

use super::cell::unescaped;
use super::xml::{Piece, Xml, damaged};
use crate::finding::FormError;

/// What all shared strings may take, and what each takes besides its text: reading it takes time too.
const MOST_BYTES: usize = 64 << 20;
const EACH: usize = 16;

/// The texts, one behind the other.
#[derive(Debug, Default)]
pub(super) struct Strings {
    text: String,
    ends: Vec<u32>,
}

impl Strings {
    /// Reads the part of shared strings.
    pub(super) fn read(mut xml: Xml<'_>) -> Result<Self, FormError> {
        let mut strings = Self::default();
        let mut item = RichText::default();
        loop {
            match xml.next()? {
                Piece::Start(element) if element.local_name().as_ref() == "si" => item = RichText::default(),
                Piece::End(element) if element.local_name().as_ref() == "si" => strings.push(item.text())?,
                Piece::Nothing => return Ok(strings),
                piece => item.take(&piece),
            }
        }
    }

    fn push(&mut self, text: &str) -> Result<(), FormError> {
        self.text.push_str(text);
        let end = u32::try_from(self.text.len()).ok().filter(|_| self.text.len() + EACH * self.ends.len() <= MOST_BYTES);
        self.ends.push(end.ok_or(FormError::TooLarge(MOST_BYTES as u64 >> 20))?);
        Ok(())
    }

    /// A text by its number, as the cell writes it.
    pub(super) fn get(&self, number: &str) -> Result<&str, FormError> {
        let at: usize = number.trim().parse().map_err(|_| damaged("a cell names no shared string"))?;
        let end = self.ends.get(at).ok_or_else(|| damaged("a cell names a shared string that is not there"))?;
        let start = at.checked_sub(1).map_or(0, |before| self.ends[before]);
        Ok(self.text.get(start as usize..*end as usize).unwrap_or_default())
    }
}

/// A text in runs, each with its own looks; what stands above it to be read aloud is no part of it.
#[derive(Debug, Default)]
pub(super) struct RichText {
    text: String,
    inside: bool,
    phonetic: bool,
}

impl RichText {
    /// Takes the pieces between the beginning and the end of the text.
    pub(super) fn take(&mut self, piece: &Piece<'_>) {
        match piece {
            Piece::Start(element) => match element.local_name().as_ref() {
                "t" => self.inside = !self.phonetic,
                "rPh" => self.phonetic = true,
                _ => {}
            },
            Piece::End(element) => match element.local_name().as_ref() {
                "t" => self.inside = false,
                "rPh" => self.phonetic = false,
                _ => {}
            },
            Piece::Text(text) if self.inside => self.text.push_str(text),
            Piece::Letter(letter) if self.inside => self.text.push(*letter),
            _ => {}
        }
    }

    /// Adds to it.
    pub(super) fn push(&mut self, text: &str) {
        self.text.push_str(text);
    }

    /// How long it is by now.
    pub(super) fn len(&self) -> usize {
        self.text.len()
    }

    /// What was taken.
    pub(super) fn text(&mut self) -> &str {
        if self.text.contains("_x") {
            self.text = unescaped(&self.text);
        }
        &self.text
    }
}
