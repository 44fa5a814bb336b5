//! What more than one page shows: grade and level marks, totals, and the stamp of a run.

use super::colour::Colour;

/// A grade as the scheme names and paints it.
#[derive(Clone, Debug)]
pub struct GradeMark {
    /// The grade itself, `1` … `5` (or `A4`, whatever the scheme calls it).
    pub grade: String,
    /// Its name in the page's language.
    pub name: String,
    /// Its colour, `#rrggbb`.
    pub colour: String,
}

impl GradeMark {
    /// The style of the seal: ground, and an ink that can be read on it.
    pub(super) fn style(&self) -> String {
        Colour::parse(&self.colour).style()
    }
}

/// An absolute level (low, middle, high carbon) as the scheme names and paints it.
#[derive(Clone, Debug)]
pub struct LevelMark {
    /// Its name in the page's language.
    pub name: String,
    /// Its colour, `#rrggbb`.
    pub colour: String,
}

impl LevelMark {
    /// The style of the dot beside the name.
    pub(super) fn dot(&self) -> String {
        Colour::parse(&self.colour).ground_style()
    }
}

/// Sums, as decimal text in tCO2e (`energy_tce` in tonnes of standard coal).
#[derive(Clone, Debug)]
pub struct Totals {
    /// Scope 1 + scope 2, not below zero.
    pub emissions_t: String,
    /// Direct emissions, deductions included.
    pub scope1_t: String,
    /// Emissions of purchased electricity and heat, deductions included.
    pub scope2_t: String,
    /// The sum of the negative lines, as a positive number.
    pub deducted_t: String,
    /// CO2 of biomass, outside the total.
    pub biogenic_t: String,
    /// Energy use; absent when the release has no coefficient for an item used.
    pub energy_tce: Option<String>,
}

/// What a page is made from, so that it can be made again.
#[derive(Clone, Debug)]
pub struct Stamp {
    /// Name of the release.
    pub release_id: String,
    /// SHA-256 of the release, 64 hex digits.
    pub release_hash: String,
    /// Code of the scheme, `zhejiang-2021`.
    pub scheme_id: String,
    /// Its name in the page's language.
    pub scheme_name: String,
    /// SHA-256 of the scheme, 64 hex digits.
    pub scheme_hash: String,
    /// Version of the engine.
    pub engine_version: String,
    /// Identity of the run, 64 hex digits.
    pub run_id: String,
}

impl Stamp {
    /// The first twelve digits of the release's hash.
    pub(super) fn release_short(&self) -> &str {
        shortened(&self.release_hash)
    }

    /// The first twelve digits of the run's identity.
    pub(super) fn run_short(&self) -> &str {
        shortened(&self.run_id)
    }
}

/// The first twelve characters of a hash.
fn shortened(hash: &str) -> &str {
    hash.get(..12).unwrap_or(hash)
}
