//! What the label card shows, as its owner hands it over.

use super::enterprise_view::QualityShare;
use super::parts::{GradeMark, LevelMark};
use super::scale::Scale;
use crate::finding::Language;

/// What the card states.
#[derive(Clone, Debug)]
pub struct LabelView {
    /// Language of the card.
    pub language: Language,
    /// Name of the enterprise.
    pub name: String,
    /// Unified social credit code.
    pub enterprise_id: String,
    /// Period of the run.
    pub period: String,
    /// Status, as in `grades.csv`.
    pub status: String,
    /// Grade, if graded.
    pub grade: Option<GradeMark>,
    /// Level, if there is one.
    pub level: Option<LevelMark>,
    /// Ratio to the reference, if there is one.
    pub ratio: Option<String>,
    /// Intensity, if there is one.
    pub intensity: Option<String>,
    /// Unit of the intensity.
    pub intensity_unit: String,
    /// Peer pool, if there is one.
    pub peer: Option<LabelPeer>,
    /// The scheme's bands, with the value that was graded.
    pub scale: Scale,
    /// Identity of the label, 64 hex digits.
    pub label_id: String,
    /// Name of the release.
    pub release_id: String,
    /// Code of the scheme.
    pub scheme_id: String,
    /// Name of the scheme in the card's language.
    pub scheme_name: String,
    /// Shares of the emissions by how good their values are; none when they are not known.
    pub quality: Vec<QualityShare>,
}

/// A peer pool, in short.
#[derive(Clone, Debug)]
pub struct LabelPeer {
    /// `class`, `group`, `division`, `section` or `all`.
    pub level: String,
    /// Code of the pool.
    pub code: String,
    /// Name of the pool.
    pub name: String,
    /// Eligible members.
    pub count: u64,
}
