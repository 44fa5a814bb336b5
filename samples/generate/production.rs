//! The production rows of one enterprise: money by month, and its main product in tonnes.

use crate::draw::Draw;
use crate::energy::{SEASON, YEAR};
use crate::enterprise::Enterprise;

#[derive(Clone)]
pub struct ProductionRow {
    pub id: String,
    pub chinese: bool,
    pub period: String,
    /// Output value, value added, revenue and tax in units of 100 元, the precision reported.
    pub money: [i64; 4],
    /// What stands in the value-added cell instead, when something does.
    pub value_added_text: Option<String>,
    pub product: &'static str,
    /// Tonnes of product; empty if not reported.
    pub product_quantity: String,
    pub trouble: Option<usize>,
}

pub fn rows(enterprise: &Enterprise, draw: &mut Draw, into: &mut Vec<ProductionRow>) {
    let part = draw.between(180, 320);
    let mut months: Vec<_> = (1..=12).map(|month| row(enterprise, month, part, draw)).collect();
    if enterprise.reports_january_with_february {
        let january = months.remove(0);
        join(&mut months[0], &january);
        months[0].period = "2024-01..2024-02".to_string();
    }
    into.extend(months);
}

/// One month. `part` is value added as permille of output value.
fn row(enterprise: &Enterprise, month: usize, part: u64, draw: &mut Draw) -> ProductionRow {
    let year = enterprise.value_added * 100;
    let value_added = year * SEASON[month - 1] / YEAR * draw.between(930, 1070) / 1000;
    let output = value_added * 1000 / part;
    let revenue = output * draw.between(940, 1010) / 1000;
    let tax = value_added * draw.between(60, 120) / 1000;
    let (product, kg_per_value) = enterprise.industry.product;
    let tonnes = value_added * kg_per_value / 100 / 1000;
    ProductionRow {
        id: enterprise.id.clone(),
        chinese: enterprise.writes_chinese(),
        period: format!("2024-{month:02}"),
        money: [output, value_added, revenue, tax].map(u64::cast_signed),
        value_added_text: None,
        product,
        product_quantity: if product.is_empty() { String::new() } else { tonnes.to_string() },
        trouble: None,
    }
}

/// Adds a month to another, as the statistics office takes January and February together.
fn join(into: &mut ProductionRow, other: &ProductionRow) {
    for (sum, money) in into.money.iter_mut().zip(other.money) {
        *sum += money;
    }
    let tonnes = [&into.product_quantity, &other.product_quantity].map(|text| text.parse::<u64>());
    if let [Ok(first), Ok(second)] = tonnes {
        into.product_quantity = (first + second).to_string();
    }
}
