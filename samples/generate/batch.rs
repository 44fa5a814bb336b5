//! All rows of the sample, and how they become CSV files with line numbers.

use std::fmt::Write;

use crate::draw::decimal;
use crate::energy::EnergyRow;
use crate::enterprise::Enterprise;
use crate::production::ProductionRow;
use crate::trouble::Trouble;

const ENTERPRISES: &str = "enterprise_id,name,industry,region,method,started_on";
const ENERGY: &str = "enterprise_id,period,site,item,flow,quantity,unit,ncv,carbon_content,oxidation,certificate";
const ENERGY_ZH: &str = "月份,统一社会信用代码,厂区,能源品种,流向,消费量,单位,低位发热量,单位热值含碳量,氧化率,批次号";
const PRODUCTION: &str = "enterprise_id,period,output_value,value_added,revenue,tax,product,product_quantity,product_unit";
const PRODUCTION_ZH: &str = "统一社会信用代码,月份,工业总产值(万元),工业增加值(千元),营业收入(万元),税收(万元),产品,产量,产量单位";

#[derive(Default)]
pub struct Batch {
    pub enterprises: Vec<Enterprise>,
    pub energy: Vec<EnergyRow>,
    pub production: Vec<ProductionRow>,
    pub troubles: Vec<Trouble>,
}

/// The cells of one row, and the trouble planted in it.
type Line = (Vec<String>, Option<usize>);

impl Batch {
    pub fn files(&self) -> Vec<(&'static str, String)> {
        self.tables().into_iter().map(|(name, header, lines)| (name, csv(header, &lines))).collect()
    }

    /// One line of text per trouble: what it leads to, where it is, what it is.
    pub fn troubles_listed(&self) -> String {
        let tables = self.tables();
        let mut text = String::new();
        for (index, trouble) in self.troubles.iter().enumerate() {
            let places = tables.iter().filter_map(|(name, _, lines)| place(name, lines, index));
            let places = places.collect::<Vec<_>>().join(" ");
            let Trouble { leads_to, name, what } = trouble;
            writeln!(text, "| {leads_to} | {places} | {name} | {what} |").expect("a string takes it");
        }
        text
    }

    fn tables(&self) -> Vec<(&'static str, &'static str, Vec<Line>)> {
        let energy = |zh| self.energy.iter().filter(move |row| row.chinese == zh).map(energy_line).collect();
        let production = |zh| self.production.iter().filter(move |row| row.chinese == zh).map(production_line).collect();
        vec![
            ("enterprises.csv", ENTERPRISES, self.enterprises.iter().map(enterprise_line).collect()),
            ("energy.csv", ENERGY, energy(false)),
            ("energy-zh.csv", ENERGY_ZH, energy(true)),
            ("production.csv", PRODUCTION, production(false)),
            ("production-zh.csv", PRODUCTION_ZH, production(true)),
        ]
    }
}

/// `file:line`, or `file:first,second,…`; the header is line 1.
fn place(name: &str, lines: &[Line], trouble: usize) -> Option<String> {
    let marked = lines.iter().zip(2..).filter(|((_, mark), _)| *mark == Some(trouble));
    let numbers: Vec<String> = marked.map(|(_, number)| number.to_string()).collect();
    (!numbers.is_empty()).then(|| format!("{name}:{}", numbers.join(",")))
}

fn csv(header: &str, lines: &[Line]) -> String {
    let mut text = format!("{header}\n");
    for (cells, _) in lines {
        let cells: Vec<_> = cells.iter().map(|cell| quoted(cell)).collect();
        text.push_str(&cells.join(","));
        text.push('\n');
    }
    text
}

fn quoted(cell: &str) -> String {
    if cell.contains([',', '"']) { format!("\"{}\"", cell.replace('"', "\"\"")) } else { cell.to_string() }
}

fn enterprise_line(one: &Enterprise) -> Line {
    let industry = one.industry;
    let cells = [&one.id, &one.name, industry.code, one.region, industry.method, &one.started_on];
    (cells.map(str::to_string).to_vec(), one.trouble)
}

fn energy_line(row: &EnergyRow) -> Line {
    let [ncv, carbon, oxidation] = row.measured;
    let rest = [row.flow, &row.quantity, &row.unit, ncv, carbon, oxidation];
    let cells = if row.chinese {
        let head = [row.period.as_str(), &row.id, row.site, &row.item];
        [&head[..], &rest[..], &["S2024"]].concat()
    } else {
        let head = [row.id.as_str(), &row.period, row.site, &row.item];
        [&head[..], &rest[..], &[&row.certificate]].concat()
    };
    (cells.into_iter().map(str::to_string).collect(), row.trouble)
}

fn production_line(row: &ProductionRow) -> Line {
    let [output, value_added, revenue, tax] = row.money;
    let value_added = match &row.value_added_text {
        Some(text) => text.clone(),
        None => money(value_added, if row.chinese { 1 } else { 2 }),
    };
    let unit = match (row.product, row.chinese) {
        ("", _) => "",
        (_, true) => "吨",
        (_, false) => "t",
    };
    let head = [row.id.clone(), row.period.clone(), money(output, 2), value_added];
    let tail = [money(revenue, 2), money(tax, 2), row.product.into(), row.product_quantity.clone(), unit.into()];
    ([&head[..], &tail[..]].concat(), row.trouble)
}

fn money(hundreds: i64, places: u32) -> String {
    let sign = if hundreds < 0 { "-" } else { "" };
    format!("{sign}{}", decimal(hundreds.unsigned_abs(), places))
}
