//! The fingerprint of a label.

use super::outcome::{Label, LabelContext};
use crate::digest::Fingerprint;
use crate::enterprise::Enterprise;
use crate::flag;
use crate::nomenclature::IndustryCode;

/// The version of the calculation: it changes when the same input may come to another result.
pub const CALCULATION_VERSION: &str = "1";

/// SHA-256 over what the label states, with the release's and the scheme's hash and the version of the calculation: two
/// runs that come to the same result give the same label.
pub(super) fn label_id(label: &Label, enterprise: &Enterprise, context: LabelContext<'_>) -> String {
    let text = |value: Option<String>| value.unwrap_or_default();
    let inventory = label.inventory.as_ref();
    let pool = label.pool.as_ref();
    let mut fingerprint = Fingerprint::default();
    let stated = [
        "carbonlabel label".to_owned(),
        CALCULATION_VERSION.to_owned(),
        context.release_sha256.to_owned(),
        context.scheme.sha256.clone(),
        enterprise.id.clone(),
        enterprise.name.clone(),
        text(enterprise.industry.as_ref().map(IndustryCode::digits).map(str::to_owned)),
        context.period.to_string(),
        label.status.name().to_owned(),
        text(label.grade.as_ref().map(|band| band.code.clone())),
        text(label.level.as_ref().map(|band| band.code.clone())),
        text(inventory.map(|inventory| inventory.emissions().to_string())),
        text(inventory.map(|inventory| inventory.scope1.to_string())),
        text(inventory.map(|inventory| inventory.scope2.to_string())),
        text(inventory.map(|inventory| inventory.deducted.to_string())),
        text(inventory.map(|inventory| inventory.biogenic.to_string())),
        text(inventory.and_then(|inventory| inventory.energy_tce()).map(|tonnes| tonnes.to_string())),
        context.scheme.denominator.measure.name().to_owned(),
        text(label.denominator.as_ref().map(crate::measure::Ratio::to_text)),
        text(label.intensity.as_ref().map(ToString::to_string)),
        text(pool.map(|pool| pool.code.clone())),
        text(pool.map(|pool| pool.level.name().to_owned())),
        text(pool.map(|pool| pool.count.to_string())),
        text(label.reference.as_ref().map(ToString::to_string)),
        text(label.ratio.as_ref().map(ToString::to_string)),
        text(label.margin.as_ref().map(ToString::to_string)),
        flag::join(&label.flags),
    ];
    stated.iter().for_each(|part| fingerprint.add(part));
    fingerprint.finish()
}
