//! The energy rows of one enterprise: quantities that make the emissions aimed at, month by month.

use crate::draw::{Draw, decimal};
use crate::enterprise::Enterprise;
use crate::table::{Item, Kind, Unit, item_of};

/// The weight of each month in a year's activity; the new year is quiet.
pub const SEASON: [u64; 12] = [80, 58, 96, 100, 102, 104, 108, 107, 103, 101, 99, 94];
pub const YEAR: u64 = 1_152;

#[derive(Clone)]
pub struct EnergyRow {
    pub id: String,
    pub chinese: bool,
    pub period: String,
    pub site: &'static str,
    /// The item's code, whatever the cell says.
    pub code: &'static str,
    pub item: String,
    pub flow: &'static str,
    pub quantity: String,
    pub unit: String,
    /// Measured ncv, carbon content and oxidation.
    pub measured: [&'static str; 3],
    pub certificate: String,
    pub trouble: Option<usize>,
}

/// One item as an enterprise uses it through the year.
struct Use {
    item: &'static Item,
    flow: &'static str,
    unit: Unit,
    /// Base units in each month and site.
    amounts: Vec<(usize, &'static str, u64)>,
}

pub fn rows(enterprise: &Enterprise, draw: &mut Draw, into: &mut Vec<EnergyRow>) {
    let mut uses = consumption(enterprise, draw);
    uses.extend(other_flows(enterprise, &uses));
    uses.extend(releases(enterprise, draw));
    for month in 1..=12 {
        for one in &uses {
            for &(_, site, amount) in one.amounts.iter().filter(|amount| amount.0 == month) {
                into.push(row(enterprise, one, month, site, amount));
            }
        }
    }
}

/// Power, heat, fuels and carbonates, each with its share of the emissions.
fn consumption(enterprise: &Enterprise, draw: &mut Draw) -> Vec<Use> {
    let industry = enterprise.industry;
    let minor_share = 30;
    let fuel_share = 1000 - industry.power - industry.heat - minor_share;
    let turn = enterprise.nth as usize - 1;
    let mut shares = vec![("electricity", industry.power), ("heat", industry.heat)];
    for step in 0..industry.fuels_each {
        let fuel = industry.fuels[(turn + step) % industry.fuels.len()];
        shares.push((fuel, fuel_share / industry.fuels_each as u64));
    }
    shares.push((industry.minor[turn % industry.minor.len()], minor_share));
    for carbonate in industry.carbonates.0 {
        shares.push((carbonate, industry.carbonates.1 / industry.carbonates.0.len() as u64));
    }
    merge(&mut shares);
    shares.into_iter().map(|(code, share)| consumed(enterprise, item_of(code), share, draw)).collect()
}

/// One row per item and month: a fuel that is both main and minor is one fuel; nothing is no row.
fn merge(shares: &mut Vec<(&'static str, u64)>) {
    let mut merged: Vec<(&'static str, u64)> = Vec::new();
    for &(code, share) in shares.iter().filter(|share| share.1 > 0) {
        match merged.iter_mut().find(|known| known.0 == code) {
            Some(known) => known.1 += share,
            None => merged.push((code, share)),
        }
    }
    *shares = merged;
}

fn consumed(enterprise: &Enterprise, item: &'static Item, share: u64, draw: &mut Draw) -> Use {
    let year = enterprise.emissions * share / 1000 * 1_000_000 / item.mg;
    let unit = *draw.pick(item.kind.units());
    let sites: &[(&str, u64)] = match (enterprise.two_sites, item.kind) {
        (true, Kind::Power | Kind::Gas) => &[("一厂", 640), ("二厂", 360)],
        (true, _) => &[("一厂", 1000)],
        (false, _) => &[("", 1000)],
    };
    let mut amounts = Vec::new();
    for (index, weight) in SEASON.iter().enumerate() {
        for (site, part) in sites {
            let amount = year * weight / YEAR * part / 1000 * draw.between(960, 1040) / 1000;
            amounts.push((index + 1, *site, rounded(amount)));
        }
    }
    Use { item, flow: "consumed", unit, amounts }
}

/// A meter reading: tens of base units where there are many of them.
fn rounded(amount: u64) -> u64 {
    if amount > 5_000 { amount / 10 * 10 } else { amount }
}

/// Solar power, green certificates and exports: parts of the power and heat that is consumed.
fn other_flows(enterprise: &Enterprise, uses: &[Use]) -> Vec<Use> {
    let mut flows = Vec::new();
    for used in uses {
        let parts: &[(&'static str, Option<u64>)] = match used.item.kind {
            Kind::Power => &[("nonfossil", enterprise.solar), ("green", enterprise.green), ("exported", enterprise.exports.then_some(60))],
            Kind::Heat => &[("exported", enterprise.exports.then_some(120))],
            _ => &[],
        };
        for &(flow, part) in parts {
            flows.extend(part.map(|part| part_of(used, flow, part)));
        }
    }
    flows
}

fn part_of(whole: &Use, flow: &'static str, permille: u64) -> Use {
    let part = |&(month, site, amount): &(usize, &'static str, u64)| (month, site, amount * permille / 1000);
    Use { flow, amounts: whole.amounts.iter().map(part).collect(), ..*whole }
}

/// Switchgear gas and refrigerant topped up in the summer and at the end of the year.
fn releases(enterprise: &Enterprise, draw: &mut Draw) -> Vec<Use> {
    let code = match enterprise.industry.code {
        "3982" if enterprise.nth % 13 == 1 => "sf6",
        "1439" if enterprise.nth % 6 == 1 => "hfc_134a",
        _ => return Vec::new(),
    };
    let item = item_of(code);
    let site = if enterprise.two_sites { "一厂" } else { "" };
    let unit = *draw.pick(item.kind.units());
    let amounts = [7, 12].map(|month| (month, site, draw.between(150, 4_800))).to_vec();
    vec![Use { item, flow: "consumed", unit, amounts }]
}

fn row(enterprise: &Enterprise, used: &Use, month: usize, site: &'static str, amount: u64) -> EnergyRow {
    let chinese = enterprise.writes_chinese();
    let (code, zh, places) = used.unit;
    let coal = matches!(used.item.code, "bituminous_coal" | "anthracite" | "lignite" | "cleaned_coal");
    let measured = coal && enterprise.measures_coal;
    let certificate = match used.flow {
        "green" if !chinese => format!("GEC-SAMPLE-2024-{month:02}-{}", &enterprise.id[12..16]),
        _ => String::new(),
    };
    EnergyRow {
        id: enterprise.id.clone(),
        chinese,
        period: format!("2024-{month:02}"),
        site,
        code: used.item.code,
        item: (if chinese { used.item.zh } else { used.item.code }).to_string(),
        flow: used.flow,
        quantity: decimal(amount, places),
        unit: (if chinese { zh } else { code }).to_string(),
        measured: if measured { measurement(used.item.code, month) } else { [""; 3] },
        certificate,
        trouble: None,
    }
}

/// A laboratory's figures: GJ/t, tC/GJ and, from the second half-year on, the oxidation.
fn measurement(coal: &str, month: usize) -> [&'static str; 3] {
    let ncv = match coal {
        "lignite" => ["14.612", "14.387"],
        "anthracite" => ["25.108", "24.946"],
        _ => ["22.867", "22.914"],
    };
    let carbon = if coal == "lignite" { "0.02765" } else { "0.02593" };
    [ncv[month % 2], carbon, if month > 6 { "0.97" } else { "" }]
}
