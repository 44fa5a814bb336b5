//! A scheme as a whole.

use super::bands::Scale;
use crate::finding::Language;
use crate::nomenclature::{PeerLevel, UnitId};
use crate::production::Measure;

/// The two ways of GB/T 8170 to compare a figure with a limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Compare {
    /// 修约值比较法: the figure that is printed is the figure that is graded.
    Rounded,
    /// 全数值比较法: the exact value is graded.
    Exact,
}

/// Which months an enterprise must have reported.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Completeness {
    /// Every month of the period, in energy and in production.
    EveryMonth,
    /// At least one month: for data that stand for the whole period in one row.
    AnyMonth,
}

/// What is divided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Numerator {
    /// CO2 of energy use alone, or every line.
    pub energy_only: bool,
    /// Whether a sum below zero counts as zero.
    pub floor_at_zero: bool,
}

/// What it is divided by.
#[derive(Clone, Debug)]
pub struct Denominator {
    /// The column.
    pub measure: Measure,
    /// The product, for a quantity of product.
    pub product: Option<String>,
    /// The unit in which intensities are stated.
    pub unit: UnitId,
    /// That unit's code.
    pub unit_code: String,
}

/// Whom an enterprise is compared with.
#[derive(Clone, Debug)]
pub struct Peers {
    /// Levels from near to far.
    pub levels: Vec<PeerLevel>,
    /// How many eligible members a pool needs.
    pub minimum: usize,
    /// Levels so wide that they are flagged.
    pub broad: Vec<PeerLevel>,
}

/// A grading scheme.
#[derive(Clone, Debug)]
pub struct Scheme {
    /// Its name.
    pub name: String,
    /// Its version.
    pub version: String,
    /// The hash of its file.
    pub sha256: String,
    /// Titles, Chinese and English.
    pub title_zh: String,
    /// The English title.
    pub title_en: String,
    /// The document that it follows.
    pub document: String,
    /// What readers must know about it.
    pub note_zh: String,
    /// The same in English.
    pub note_en: String,
    /// How figures meet edges.
    pub compare: Compare,
    /// Which months must be there.
    pub completeness: Completeness,
    /// What is divided.
    pub numerator: Numerator,
    /// By what.
    pub denominator: Denominator,
    /// Levels by intensity, absolute.
    pub intensity: Scale,
    /// Grades by ratio to the reference.
    pub ratio: Scale,
    /// Whom it is compared with.
    pub peers: Peers,
    /// Prefixes of industry codes that get no grade.
    pub excluded_industries: Vec<String>,
    /// Months since its start that an enterprise needs at the period's end; none when age does not matter.
    pub minimum_age_months: Option<u16>,
}

impl Scheme {
    /// Its title in a language.
    #[must_use]
    pub fn title(&self, language: Language) -> &str {
        language.pick(&self.title_zh, &self.title_en)
    }

    /// What readers must know about it, in a language.
    #[must_use]
    pub fn note(&self, language: Language) -> &str {
        language.pick(&self.note_zh, &self.note_en)
    }

    /// The unit of an intensity.
    #[must_use]
    pub fn intensity_unit(&self) -> String {
        format!("tCO2/{}", self.denominator.unit_code)
    }
}
