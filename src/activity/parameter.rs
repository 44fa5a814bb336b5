//! Parameters: what a row may say of its quantity besides how much it is. The closed list of their columns.

use crate::measure::Exact;

/// A column in which a row states a parameter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RowParameter {
    /// Its name in files and methods.
    pub name: &'static str,
    /// Its Chinese header.
    pub zh: &'static str,
    /// Further headers, folded.
    pub aliases: &'static [&'static str],
    /// Its unit. `{unit}` stands for the accounting unit of the item (t, 万Nm3 …), `=` for the unit of the row's own
    /// quantity, `1` for a fraction or a plain number.
    pub unit: &'static str,
    /// Units that may stand in its header, folded, each with the decimal places by which its values are moved.
    pub headers: &'static [(&'static str, u8)],
    /// The highest value that can be.
    pub highest: i128,
    /// Whether zero can be.
    pub zero: bool,
}

const FRACTION: &[(&str, u8)] = &[("%", 2), ("1", 0)];

const fn parameter(name: &'static str, zh: &'static str, aliases: &'static [&'static str], unit: &'static str) -> RowParameter {
    RowParameter { name, zh, aliases, unit, headers: &[], highest: 1_000_000_000_000, zero: true }
}

const fn fraction(name: &'static str, zh: &'static str, aliases: &'static [&'static str]) -> RowParameter {
    RowParameter { headers: FRACTION, highest: 1, ..parameter(name, zh, aliases, "1") }
}

const fn measured(parameter: RowParameter, highest: i128) -> RowParameter {
    RowParameter { highest, zero: false, ..parameter }
}

const NCV: &[(&str, u8)] = &[("gj/t", 0), ("gj/万nm3", 0), ("gj/t或gj/万nm3", 0), ("gj/t,gj/万nm3", 0)];
const COD: &[(&str, u8)] = &[("kgcod/m3", 0), ("kg/m3", 0), ("g/l", 0), ("mg/l", 3), ("g/m3", 3)];

/// Every parameter of rows; their places are their numbers.
pub const ROW_PARAMETERS: &[RowParameter] = &[
    RowParameter { headers: NCV, ..measured(parameter("ncv", "低位发热量", &["平均低位发热量", "热值"], "GJ/{unit}"), 1500) },
    RowParameter { headers: &[("tc/gj", 0)], ..measured(parameter("carbon_content", "单位热值含碳量", &["含碳量"], "tC/GJ"), 1) },
    RowParameter { zero: false, ..fraction("oxidation", "氧化率", &["碳氧化率"]) },
    RowParameter {
        headers: &[("tc/t", 0), ("tc/万nm3", 0), ("%", 2)],
        ..measured(parameter("carbon_fraction", "元素碳含量", &["收到基元素碳含量", "碳质量分数", "单位含碳量"], "tC/{unit}"), 20)
    },
    measured(parameter("n2o_factor", "实测n2o排放因子", &["氧化亚氮排放因子", "实测氧化亚氮排放因子"], "kgN2O/{unit}"), 1_000_000),
    measured(parameter("emission_factor", "实测排放因子", &["排放因子"], "tCO2e/{unit}"), 1_000_000),
    fraction("biomass_fraction", "生物质碳比例", &["生物质比例", "生物质掺混比例"]),
    fraction("purity", "纯度", &["质量分数", "碳酸盐含量"]),
    fraction("conversion", "煅烧比例", &["反应比例", "碳酸盐煅烧比例", "分解率"]),
    fraction("loss", "损失率", &["损失比例", "逸散比例"]),
    fraction("impurity", "杂质含量", &["灰分硫分合计", "杂质率"]),
    fraction("cao_content", "氧化钙含量", &["cao含量", "氧化钙质量分数"]),
    fraction("cao_noncarbonate", "非碳酸盐氧化钙含量", &["非碳酸盐cao含量", "非来源于碳酸盐的氧化钙含量"]),
    fraction("mgo_content", "氧化镁含量", &["mgo含量", "氧化镁质量分数"]),
    fraction("mgo_noncarbonate", "非碳酸盐氧化镁含量", &["非碳酸盐mgo含量", "非来源于碳酸盐的氧化镁含量"]),
    fraction("carbon_before", "再生前含碳量", &["烧焦前含碳量"]),
    fraction("carbon_after", "再生后含碳量", &["烧焦后含碳量"]),
    fraction("co2_content", "二氧化碳体积分数", &["co2体积分数", "co2浓度"]),
    fraction("ch4_content", "甲烷体积分数", &["ch4体积分数", "ch4浓度", "甲烷浓度"]),
    fraction("co_content", "一氧化碳体积分数", &["co体积分数", "co浓度"]),
    fraction("utilisation", "利用率", &["原料利用率", "设施使用率", "处理装置使用率"]),
    fraction("abatement", "去除效率", &["处理效率", "尾气处理效率", "销毁效率"]),
    fraction("collection", "收集效率", &["收集率"]),
    fraction("heel", "残余比例", &["容器残余比例", "气瓶残余比例"]),
    fraction("byproduct_rate", "副产率", &["副产物生成率"]),
    fraction("mcf", "甲烷修正因子", &["甲烷转化因子"]),
    fraction("current_efficiency", "电流效率", &[]),
    RowParameter {
        headers: COD, ..parameter("cod_in", "进水cod浓度", &["进口cod浓度", "进水化学需氧量浓度"], "kgCOD/m3")
    },
    RowParameter {
        headers: COD, ..parameter("cod_out", "出水cod浓度", &["出口cod浓度", "出水化学需氧量浓度"], "kgCOD/m3")
    },
    RowParameter {
        headers: &[("kgcod", 0), ("kg", 0)],
        ..parameter("sludge", "污泥清除cod量", &["污泥cod量", "以污泥方式清除的有机物"], "kg")
    },
    RowParameter { headers: &[("kgch4", 0), ("kg", 0)], ..parameter("recovered", "甲烷回收量", &["ch4回收量"], "kg") },
    RowParameter { headers: &[("℃", 0), ("°c", 0), ("c", 0)], ..parameter("temperature", "温度", &["水温", "蒸汽温度"], "1") },
    RowParameter { headers: &[("mpa", 0)], ..parameter("pressure", "压力", &["蒸汽压力"], "1") },
    RowParameter { headers: &[("kj/kg", 0)], ..measured(parameter("enthalpy", "热焓", &["焓", "蒸汽热焓"], "kJ/kg"), 5000) },
    parameter("opening", "期初库存", &["期初库存量", "年初库存量", "月初库存量"], "="),
    parameter("closing", "期末库存", &["期末库存量", "年末库存量", "月末库存量"], "="),
    parameter("sold", "外销量", &["销售量", "向外销售量", "向外输出量"], "="),
    parameter("capacity_change", "容量变化", &["容量增加量", "设备容量变化"], "="),
    RowParameter {
        headers: &[("min/cell-day", 0), ("分钟/槽日", 0)],
        ..parameter("anode_effect_minutes", "阳极效应分钟数", &["每槽日阳极效应分钟数"], "1")
    },
    RowParameter { headers: &[("mv", 0)], ..parameter("anode_overvoltage", "阳极效应过电压", &["阳极效应过电位"], "1") },
];

impl RowParameter {
    /// Its unit as people read it.
    #[must_use]
    pub fn unit_text(&self) -> String {
        match (self.unit, self.headers.first()) {
            ("=", _) => "= quantity".to_owned(),
            ("1", Some(("%", _))) => "0.98 = 98 %".to_owned(),
            ("1", Some((unit, _))) => (*unit).to_owned(),
            (unit, _) if unit.contains("{unit}") => format!("{}, {}", unit.replace("{unit}", "t"), unit.replace("{unit}", "万Nm3")),
            (unit, _) => unit.to_owned(),
        }
    }

    /// The parameter of a name, with its number.
    #[must_use]
    pub fn find(name: &str) -> Option<(u8, &'static Self)> {
        (0u8..).zip(ROW_PARAMETERS).find(|(_, parameter)| parameter.name == name)
    }
}

/// Parameters that a row states, by their numbers.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Measured(Vec<(u8, Exact)>);

impl Measured {
    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Adds one; a later value takes the place of an earlier.
    #[must_use]
    pub fn with(mut self, number: u8, value: Exact) -> Self {
        match self.0.binary_search_by_key(&number, |(number, _)| *number) {
            Ok(at) => self.0[at].1 = value,
            Err(at) => self.0.insert(at, (number, value)),
        }
        self
    }

    /// The value of a parameter.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<(&'static RowParameter, Exact)> {
        self.iter().find(|(parameter, _)| parameter.name == name)
    }

    /// Every parameter with its value, in the order of the list.
    pub fn iter(&self) -> impl Iterator<Item = (&'static RowParameter, Exact)> {
        self.0.iter().filter_map(|(number, value)| Some((ROW_PARAMETERS.get(usize::from(*number))?, *value)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::measure::fold;

    #[test]
    fn names_lead_to_one_parameter_and_are_folded() {
        let mut names: Vec<String> = Vec::new();
        for parameter in ROW_PARAMETERS {
            for name in [parameter.name, parameter.zh].into_iter().chain(parameter.aliases.iter().copied()) {
                assert_eq!(fold(name), name, "{name} is folded");
                assert!(!names.contains(&name.to_owned()), "{name} leads to two parameters");
                names.push(name.to_owned());
            }
            assert!(parameter.headers.iter().all(|(unit, _)| fold(unit) == *unit), "{}", parameter.name);
        }
        assert!(u8::try_from(ROW_PARAMETERS.len()).is_ok());
    }

    #[test]
    fn values_stand_in_the_order_of_the_list_and_once() {
        let [one, two] = [1, 2].map(|value| Exact::new(value, 0).unwrap());
        let measured = Measured::default().with(2, one).with(0, one).with(2, two);
        let names: Vec<_> = measured.iter().map(|(parameter, value)| (parameter.name, value)).collect();
        assert_eq!(names, [("ncv", one), ("oxidation", two)]);
        assert_eq!(measured.get("carbon_content").map(|(parameter, _)| parameter.name), None);
    }
}
