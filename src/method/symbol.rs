//! Symbols: the values that equations are made of, each with what its unit must measure.

use crate::finding::Language;
use crate::nomenclature::Dimension;

/// What something is per.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Per {
    /// A unit of the item: tonne, normal cubic metre, gigajoule …
    Item,
    /// A tonne.
    Mass,
    /// A gigajoule.
    Heat,
}

/// What a value is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    /// A plain number: a fraction, a ratio of masses, degrees.
    Number,
    /// A mass per something.
    Mass(Per),
    /// A heat per something.
    Heat(Per),
    /// A mass, of its own and not per anything.
    Amount,
    /// More of the row's own quantity.
    Quantity,
}

impl Sort {
    /// What its unit measures above the stroke.
    #[must_use]
    pub fn above(self) -> Dimension {
        if matches!(self, Self::Heat(_)) { Dimension::Energy } else { Dimension::Mass }
    }

    /// Whether a value that is per `per` fits an item of a dimension.
    #[must_use]
    pub fn takes(self, per: Option<Dimension>, item: Dimension) -> bool {
        match self {
            Self::Number | Self::Amount | Self::Quantity => per.is_none(),
            Self::Mass(Per::Item) | Self::Heat(Per::Item) => per == Some(item),
            Self::Mass(Per::Mass) | Self::Heat(Per::Mass) => per == Some(Dimension::Mass),
            Self::Mass(Per::Heat) | Self::Heat(Per::Heat) => per == Some(Dimension::Energy),
        }
    }
}

/// A symbol of equations.
#[derive(Clone, Copy, Debug)]
pub struct Symbol {
    /// Its name in equations and method files.
    pub name: &'static str,
    zh: &'static str,
    en: &'static str,
    /// What its value is.
    pub sort: Sort,
}

const fn symbol(name: &'static str, zh: &'static str, en: &'static str, sort: Sort) -> Symbol {
    Symbol { name, zh, en, sort }
}

/// The quantity of the row itself.
pub const QUANTITY: &str = "quantity";

const SYMBOLS: &[Symbol] = &[
    symbol(QUANTITY, "活动数据", "activity", Sort::Quantity),
    symbol("emission_factor", "排放因子", "emission factor", Sort::Mass(Per::Item)),
    symbol("residual_factor", "剩余组合排放因子", "factor of the residual mix", Sort::Mass(Per::Item)),
    symbol("ncv", "低位发热量", "net calorific value", Sort::Heat(Per::Item)),
    symbol("carbon_content", "单位热值含碳量", "carbon content", Sort::Mass(Per::Heat)),
    symbol("carbon_fraction", "元素碳含量", "carbon per unit", Sort::Mass(Per::Item)),
    symbol("oxidation", "碳氧化率", "oxidation", Sort::Number),
    symbol("biomass_fraction", "生物质碳比例", "biomass share of carbon", Sort::Number),
    symbol("carbon_to_co2", "碳转二氧化碳", "carbon to CO₂", Sort::Number),
    symbol("co2", "单位热值 CO₂", "CO₂ per unit of heat", Sort::Mass(Per::Heat)),
    symbol("gas_factor", "单位热值气体排放因子", "gas per unit of heat", Sort::Mass(Per::Heat)),
    symbol("gwp", "全球变暖潜势", "global warming potential", Sort::Mass(Per::Mass)),
    symbol("purity", "纯度", "purity", Sort::Number),
    symbol("conversion", "反应比例", "share converted", Sort::Number),
    symbol("loss", "损失率", "share lost", Sort::Number),
    symbol("impurity", "杂质含量", "share of impurities", Sort::Number),
    symbol("cao_content", "CaO 含量", "CaO content", Sort::Number),
    symbol("cao_noncarbonate", "非碳酸盐 CaO 含量", "CaO not from carbonates", Sort::Number),
    symbol("cao_to_co2", "CaO 转二氧化碳", "CaO to CO₂", Sort::Number),
    symbol("mgo_content", "MgO 含量", "MgO content", Sort::Number),
    symbol("mgo_noncarbonate", "非碳酸盐 MgO 含量", "MgO not from carbonates", Sort::Number),
    symbol("mgo_to_co2", "MgO 转二氧化碳", "MgO to CO₂", Sort::Number),
    symbol("carbon_before", "再生前含碳量", "carbon before regeneration", Sort::Number),
    symbol("carbon_after", "再生后含碳量", "carbon after regeneration", Sort::Number),
    symbol("content", "体积分数", "volume fraction", Sort::Number),
    symbol("density", "密度", "density", Sort::Mass(Per::Item)),
    symbol("destroyed", "销毁比例", "share destroyed", Sort::Number),
    symbol("heel", "容器残余比例", "share left in the container", Sort::Number),
    symbol("utilisation", "利用率", "utilisation", Sort::Number),
    symbol("collection", "收集效率", "collection efficiency", Sort::Number),
    symbol("abatement", "去除效率", "abatement efficiency", Sort::Number),
    symbol("byproduct_rate", "副产率", "by-product rate", Sort::Number),
    symbol("opening", "期初库存", "opening stock", Sort::Quantity),
    symbol("closing", "期末库存", "closing stock", Sort::Quantity),
    symbol("sold", "外销量", "sold", Sort::Quantity),
    symbol("capacity_change", "容量变化", "change of capacity", Sort::Quantity),
    symbol("temperature", "温度 ℃", "temperature in °C", Sort::Number),
    symbol("base_temperature", "基准温度 ℃", "base temperature in °C", Sort::Number),
    symbol("specific_heat", "比热", "specific heat", Sort::Heat(Per::Mass)),
    symbol("enthalpy", "热焓", "enthalpy", Sort::Heat(Per::Mass)),
    symbol("base_enthalpy", "基准热焓", "base enthalpy", Sort::Heat(Per::Mass)),
    symbol("heat_factor", "热力排放因子", "emission factor of heat", Sort::Mass(Per::Heat)),
    symbol("cod_in", "进水 COD 浓度", "COD in", Sort::Mass(Per::Item)),
    symbol("cod_out", "出水 COD 浓度", "COD out", Sort::Mass(Per::Item)),
    symbol("sludge", "污泥清除 COD", "COD removed as sludge", Sort::Amount),
    symbol("b0", "最大产甲烷能力", "methane producing capacity", Sort::Mass(Per::Mass)),
    symbol("mcf", "甲烷修正因子", "methane correction factor", Sort::Number),
    symbol("recovered", "甲烷回收量", "methane recovered", Sort::Amount),
    symbol("slope", "斜率系数", "slope coefficient", Sort::Mass(Per::Item)),
    symbol("anode_effect_minutes", "阳极效应分钟数", "anode effect minutes", Sort::Number),
    symbol("overvoltage", "过电压系数", "overvoltage coefficient", Sort::Mass(Per::Item)),
    symbol("anode_overvoltage", "阳极效应过电压 mV", "anode effect overvoltage in mV", Sort::Number),
    symbol("current_efficiency", "电流效率", "current efficiency", Sort::Number),
    symbol("c2f6_ratio", "C₂F₆ 与 CF₄ 质量比", "C₂F₆ per CF₄ by mass", Sort::Number),
    symbol("co2_mass", "CO₂ 摩尔质量", "molar mass of CO₂", Sort::Number),
    symbol("rest_mass", "其余组分摩尔质量", "molar mass of the rest", Sort::Number),
];

impl Symbol {
    /// The symbol of a name.
    #[must_use]
    pub fn find(name: &str) -> Option<&'static Self> {
        SYMBOLS.iter().find(|symbol| symbol.name == name)
    }

    /// Its name in words.
    #[must_use]
    pub fn words(&self, language: Language) -> &'static str {
        language.pick(self.zh, self.en)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_distinct() {
        for (at, symbol) in SYMBOLS.iter().enumerate() {
            assert!(SYMBOLS[..at].iter().all(|other| other.name != symbol.name), "{}", symbol.name);
        }
    }

    #[test]
    fn what_a_value_is_per_must_fit() {
        let per_item = Sort::Mass(Per::Item);
        assert!(per_item.takes(Some(Dimension::GasVolume), Dimension::GasVolume));
        assert!(!per_item.takes(Some(Dimension::Mass), Dimension::GasVolume));
        assert!(Sort::Number.takes(None, Dimension::Mass) && !Sort::Number.takes(Some(Dimension::Mass), Dimension::Mass));
    }
}
