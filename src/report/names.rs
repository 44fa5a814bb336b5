//! Names: of items, industries, regions and units from the release, of kinds, parameters and measures from here.

use super::evidence::RunContext;
use super::words::{Word, word};
use crate::finding::Language;
use crate::method::Symbol;
use crate::nomenclature::RegionLevel;
use crate::production::Measure;
use crate::scheme::Divided;

const KINDS: &[Word] = &[
    ("fuel", "化石燃料燃烧", "fuel combustion"),
    ("electricity", "外购电力", "purchased electricity"),
    ("heat", "外购热力", "purchased heat"),
    ("process", "工业过程", "industrial process"),
    ("gas", "温室气体逸散", "release of gases"),
    ("biogenic", "生物质燃烧", "biomass combustion"),
    ("market", "外购能源（基于市场）", "purchased energy, market-based"),
    ("indirect", "其他间接排放", "other indirect emissions"),
];

/// Names of parameters of factor tables that are no symbols of equations.
const PARAMETERS: &[Word] = &[
    ("grid_average", "电网平均排放因子", "grid average factor"),
    ("gwp100", "全球变暖潜势（100 年）", "global warming potential (100 years)"),
    ("standard_coal", "折标准煤系数", "standard coal coefficient"),
];

const MEASURES: &[Word] = &[
    ("output_value", "工业总产值", "gross industrial output"),
    ("value_added", "工业增加值", "industrial value added"),
    ("revenue", "营业收入", "revenue"),
    ("tax", "税收", "tax"),
    ("product_quantity", "产量", "output"),
    ("area", "用地面积", "area"),
    ("headcount", "从业人数", "headcount"),
];

/// How good the values of a line are.
const QUALITIES: &[Word] = &[
    ("measured", "实测", "measured"),
    ("calculated", "计算", "calculated"),
    ("default", "缺省", "default"),
    ("estimated", "估算", "estimated"),
];

/// How a factor row was checked.
const VERIFIED: &[Word] = &[
    ("two_sources", "两个来源一致", "two sources agree"),
    ("one_source", "一个来源", "one source"),
    ("recalled", "凭记忆，未核对", "recalled, not checked"),
];

const MONEY: &[(&str, &str)] = &[("百万元", "million yuan"), ("千元", "1,000 yuan"), ("万元", "10,000 yuan"), ("亿元", "100 million yuan")];

/// Names of cities that only hold the counties of a province together.
const BETWEEN: &[&str] = &["市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划"];

/// A kind of line in words, or its code.
pub(super) fn kind(code: &str, language: Language) -> &str {
    word(KINDS, code, language)
}

/// A parameter in words, or its code.
pub(super) fn parameter(code: &str, language: Language) -> &str {
    if let Some(symbol) = Symbol::find(code) {
        return symbol.words(language);
    }
    word(PARAMETERS, code, language)
}

/// The quality of a line in words, or its code.
pub(super) fn quality(code: &str, language: Language) -> &str {
    word(QUALITIES, code, language)
}

/// How a factor row was checked, in words, or its code.
pub(super) fn verified(code: &str, language: Language) -> &str {
    word(VERIFIED, code, language)
}

/// A unit, or a formula with units, as a page prints it.
pub(super) fn unit(text: &str, language: Language) -> String {
    let text = text.replace("CO2", "CO₂");
    let (above, money) = text.rsplit_once('/').map_or((None, text.as_str()), |(above, below)| (Some(above), below));
    let english = MONEY.iter().find(|(zh, _)| *zh == money && language == Language::En).map(|(_, en)| *en);
    match (english, above) {
        (None, _) => text,
        (Some(english), Some(above)) => format!("{above} / {english}"),
        // A figure stands before it: 300 × 10,000 yuan.
        (Some(english), None) if english.starts_with(|sign: char| sign.is_ascii_digit()) => format!("× {english}"),
        (Some(english), None) => english.to_owned(),
    }
}

impl RunContext<'_> {
    /// The language to speak.
    pub(super) fn language(self) -> Language {
        self.facts.language
    }

    /// An item's name, or its code.
    pub(super) fn item_name(self, code: &str) -> String {
        let items = &self.release.nomenclature().items;
        items.find(code).map_or(code, |id| items.get(id).name(self.language())).to_owned()
    }

    /// The name of an industry, or of the nearest wider one that the release lists.
    pub(super) fn industry_name(self, code: &str) -> String {
        let industries = &self.release.nomenclature().industries;
        let digits = code.trim_start_matches(|letter: char| letter.is_ascii_alphabetic());
        let wider = (2..=digits.len()).rev().filter_map(|end| digits.get(..end));
        [code].into_iter().chain(wider).find_map(|code| industries.name(code)).unwrap_or_default().to_owned()
    }

    /// The name of a peer pool.
    pub(super) fn pool_name(self, level: &str, code: &str) -> String {
        if level == "all" { String::new() } else { self.industry_name(code) }
    }

    /// A region's full name from the province down, or the text as it is.
    pub(super) fn region_name(self, text: &str) -> String {
        let regions = &self.release.nomenclature().regions;
        let Some(id) = regions.find(text) else { return text.to_owned() };
        let mut names: Vec<&str> = regions
            .climb(id)
            .filter(|(at, region)| *at == id || (region.level < RegionLevel::Grid && !BETWEEN.contains(&region.name.as_str())))
            .map(|(_, region)| region.name.as_str())
            .collect();
        names.reverse();
        names.concat()
    }

    /// Code and name of the province that a region lies in.
    pub(super) fn province(self, text: &str) -> Option<(String, String)> {
        let regions = &self.release.nomenclature().regions;
        let region = regions.get(regions.province(regions.find(text)?));
        Some((region.code.clone(), region.name.clone()))
    }

    /// What the scheme divides.
    pub(super) fn numerator_name(self) -> &'static str {
        let language = self.language();
        let kind = self.scheme.numerator;
        match (kind.amount, kind.energy_only) {
            (Divided::StandardCoal, _) => language.pick("综合能耗", "energy use"),
            (Divided::Gross, true) => language.pick("能源消费排放（未扣减）", "gross emissions of energy use"),
            (Divided::Gross, false) => language.pick("总排放", "gross emissions"),
            (Divided::Net, true) => language.pick("能源消费排放", "emissions of energy use"),
            (Divided::Net, false) => language.pick("净排放", "net emissions"),
        }
    }

    /// What the scheme divides by.
    pub(super) fn denominator_name(self) -> String {
        let denominator = &self.scheme.denominator;
        let name = word(MEASURES, denominator.measure.name(), self.language());
        match (&denominator.product, self.language()) {
            (Some(product), Language::Zh) if denominator.measure == Measure::ProductQuantity => format!("{product}{name}"),
            (Some(product), Language::En) if denominator.measure == Measure::ProductQuantity => format!("{name} of {product}"),
            _ => name.to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::trial;

    #[test]
    fn names_come_from_the_release_and_fall_back_to_what_is_wider() {
        let facts = trial::facts(Language::Zh);
        let context = trial::context(&facts);
        assert_eq!(context.item_name("electricity"), "电力");
        assert_eq!(context.item_name("odd"), "odd");
        assert_eq!(context.industry_name("C3311"), context.industry_name("3311"));
        assert_eq!(context.industry_name("3390"), context.industry_name("339"));
        assert_eq!(context.industry_name("C"), "制造业");
        assert_eq!(context.region_name("440307"), "广东省深圳市龙岗区");
        assert_eq!(context.region_name("110101"), "北京市东城区");
        assert_eq!(context.region_name("100000"), "中国");
        assert_eq!(context.region_name("?"), "?");
        assert_eq!(context.province("440307"), Some(("440000".to_owned(), "广东省".to_owned())));
    }

    #[test]
    fn units_are_printed_in_the_language() {
        assert_eq!(unit("tCO2/万元", Language::En), "tCO₂ / 10,000 yuan");
        assert_eq!(unit("百万元", Language::En), "million yuan");
        assert_eq!(unit("万元", Language::En), "× 10,000 yuan");
        assert_eq!(unit("tCO2/万元", Language::Zh), "tCO₂/万元");
        assert_eq!(unit("GJ/万Nm3", Language::En), "GJ/万Nm3");
    }
}
