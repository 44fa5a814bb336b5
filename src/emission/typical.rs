//! What one unit of an item comes to, for nobody in particular.

use std::sync::Arc;

use super::rates::{LineRate, RateKey, Rates, Resolution};
use crate::activity::{Flow, Measured};
use crate::measure::{Month, Ratio};
use crate::nomenclature::{ItemId, RegionId};
use crate::release::Release;

/// tCO2e of one accounting unit of an item (a tonne, a gigajoule …), consumed and not measured, by the method for an
/// enterprise of the industry that names none; nothing when that makes no line.
#[must_use]
pub fn typical_emission(release: &Release, item: ItemId, region: Option<RegionId>, industry: &str, month: Month) -> Option<Ratio> {
    let key = RateKey {
        method: release.method_for(None, Some(industry).filter(|industry| !industry.is_empty())),
        item,
        unit: release.nomenclature().items.get(item).unit,
        flow: Flow::Consumed,
        month,
        region,
        industry: Arc::from(industry),
        measured: Measured::default(),
        estimate: None,
    };
    let rates = Rates::resolve(vec![key], release);
    let rate: Option<&LineRate> = rates.iter().find_map(|(_, resolution)| match resolution {
        Resolution::Line(rate) => Some(rate.as_ref()),
        _ => None,
    });
    rate.map(|rate| rate.rate.exact().clone())
}
