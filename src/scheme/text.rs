//! Schemes as TOML: the keys that a file may have, and their defaults.

use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SchemeText {
    pub(super) title_zh: String,
    pub(super) title_en: String,
    pub(super) document: String,
    #[serde(default)]
    pub(super) note_zh: String,
    #[serde(default)]
    pub(super) note_en: String,
    #[serde(default)]
    pub(super) open: Vec<String>,
    pub(super) compare: String,
    pub(super) completeness: String,
    pub(super) filled_months: Option<usize>,
    pub(super) valid_from: Option<String>,
    pub(super) valid_to: Option<String>,
    pub(super) numerator: NumeratorText,
    pub(super) denominator: DenominatorText,
    pub(super) intensity: ScaleText,
    #[serde(default)]
    pub(super) graded: GradedText,
    pub(super) ratio: ScaleText,
    pub(super) peers: Option<PeersText>,
    #[serde(default)]
    pub(super) gates: Vec<GateText>,
    #[serde(default)]
    pub(super) dimensions: Vec<DimensionText>,
    #[serde(default)]
    pub(super) excluded_industries: Vec<String>,
    pub(super) minimum_age_months: Option<u16>,
}

#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct NumeratorText {
    #[serde(default = "emissions")]
    pub(super) of: String,
    #[serde(default = "all")]
    pub(super) lines: String,
    #[serde(default)]
    pub(super) gross: bool,
    pub(super) floor_at_zero: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct DenominatorText {
    pub(super) measure: String,
    pub(super) product: Option<String>,
    pub(super) unit: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ScaleText {
    pub(super) decimals: u8,
    #[serde(default = "yes")]
    pub(super) inclusive: bool,
    #[serde(default)]
    pub(super) bands: Vec<BandText>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct BandText {
    pub(super) code: String,
    pub(super) upper: Option<String>,
    pub(super) lower: Option<String>,
    pub(super) name_zh: String,
    pub(super) name_en: String,
    pub(super) color: String,
}

#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PeersText {
    pub(super) levels: Vec<String>,
    pub(super) minimum: usize,
    #[serde(default)]
    pub(super) broad: Vec<String>,
    #[serde(default = "ratio_of_sums")]
    pub(super) statistic: String,
    pub(super) share: Option<String>,
    #[serde(default = "yes")]
    pub(super) include_self: bool,
    #[serde(default)]
    pub(super) without_flags: Vec<String>,
    pub(super) dominant: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct GradedText {
    pub(super) kind: String,
    pub(super) years: Option<usize>,
    pub(super) growing: Option<LimitsText>,
    pub(super) shrinking: Option<LimitsText>,
    #[serde(default)]
    pub(super) anchors: Vec<AnchorText>,
    #[serde(default)]
    pub(super) percentiles: Vec<PercentileText>,
    #[serde(default)]
    pub(super) indicators: Vec<IndicatorText>,
    #[serde(default)]
    pub(super) points: Vec<ExtraText>,
    pub(super) bonus_cap: Option<String>,
    pub(super) merge: Option<String>,
    #[serde(default)]
    pub(super) combinations: Vec<CombinationText>,
}

impl Default for GradedText {
    fn default() -> Self {
        Self {
            kind: "ratio".to_owned(),
            years: None,
            growing: None,
            shrinking: None,
            anchors: Vec::new(),
            percentiles: Vec::new(),
            indicators: Vec::new(),
            points: Vec::new(),
            bonus_cap: None,
            merge: None,
            combinations: Vec::new(),
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct LimitsText {
    pub(super) full: String,
    pub(super) none: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct AnchorText {
    #[serde(default)]
    pub(super) industry: String,
    pub(super) baseline: String,
    pub(super) leading: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PercentileText {
    #[serde(default)]
    pub(super) industry: String,
    pub(super) value: String,
    pub(super) percentile: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct IndicatorText {
    pub(super) above: String,
    pub(super) below: Option<String>,
    pub(super) weight: String,
    pub(super) base: Option<String>,
    pub(super) base_times_average: Option<String>,
    pub(super) cap: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ExtraText {
    pub(super) indicator: String,
    #[serde(default = "one")]
    pub(super) at_least: String,
    pub(super) points: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CombinationText {
    pub(super) grades: Vec<String>,
    pub(super) grade: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct GateText {
    pub(super) indicator: Option<String>,
    #[serde(default = "one")]
    pub(super) at_least: String,
    pub(super) flag: Option<String>,
    #[serde(default)]
    pub(super) from: Vec<String>,
    pub(super) grade: Option<String>,
    pub(super) at_best: Option<String>,
    pub(super) down: Option<usize>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct DimensionText {
    pub(super) denominator: DenominatorText,
    #[serde(default)]
    pub(super) graded: GradedText,
    pub(super) ratio: ScaleText,
}

fn emissions() -> String {
    "emissions".to_owned()
}

fn all() -> String {
    "all".to_owned()
}

fn ratio_of_sums() -> String {
    "ratio_of_sums".to_owned()
}

fn one() -> String {
    "1".to_owned()
}

fn yes() -> bool {
    true
}
