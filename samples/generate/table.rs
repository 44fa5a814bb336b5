//! What the sample draws from: items with their units, industries, places.

/// How an item is measured. Quantities are integers of the base unit.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Power,
    Heat,
    Mass,
    Gas,
    Release,
}

/// A unit: its code, its Chinese name, and the power of ten of base units in it.
pub type Unit = (&'static str, &'static str, u32);

impl Kind {
    /// Base units are kWh, MJ, kg, Nm3 and, for released gases, g.
    pub fn units(self) -> &'static [Unit] {
        match self {
            Kind::Power => &[("kWh", "千瓦时", 0), ("MWh", "兆瓦时", 3), ("万kWh", "万千瓦时", 4)],
            Kind::Heat => &[("GJ", "吉焦", 3), ("百万千焦", "百万千焦", 3)],
            Kind::Mass => &[("t", "吨", 3), ("kg", "千克", 0)],
            Kind::Gas => &[("万Nm3", "万标准立方米", 4), ("Nm3", "标准立方米", 0)],
            Kind::Release => &[("kg", "千克", 3), ("g", "克", 0)],
        }
    }
}

/// An item. `mg` is about how many milligrams of CO2 one base unit makes: it only serves to turn
/// a wanted intensity into quantities and is no factor of any table.
pub struct Item {
    pub code: &'static str,
    pub zh: &'static str,
    pub kind: Kind,
    pub mg: u64,
}

const fn item(code: &'static str, zh: &'static str, kind: Kind, mg: u64) -> Item {
    Item { code, zh, kind, mg }
}

/// Power and heat, the 27 fuels of CN-NDRC-CHEM-OTHER-2013-2015, carbonates, released gases.
pub const ITEMS: &[Item] = &[
    item("electricity", "电力", Kind::Power, 441_900),
    item("heat", "热力", Kind::Heat, 110_000),
    item("anthracite", "无烟煤", Kind::Mass, 2_322_768),
    item("bituminous_coal", "烟煤", Kind::Mass, 2_071_509),
    item("lignite", "褐煤", Kind::Mass, 1_424_093),
    item("cleaned_coal", "洗精煤", Kind::Mass, 2_281_759),
    item("other_washed_coal", "其他洗煤", Kind::Mass, 1_288_565),
    item("briquettes", "型煤", Kind::Mass, 1_935_965),
    item("coke", "焦炭", Kind::Mass, 2_851_825),
    item("crude_oil", "原油", Kind::Mass, 3_078_272),
    item("fuel_oil", "燃料油", Kind::Mass, 3_047_179),
    item("gasoline", "汽油", Kind::Mass, 3_042_547),
    item("diesel", "柴油", Kind::Mass, 3_145_122),
    item("kerosene_general", "一般煤油", Kind::Mass, 3_151_713),
    item("jet_kerosene", "喷气煤油", Kind::Mass, 3_151_713),
    item("naphtha", "石脑油", Kind::Mass, 2_948_761),
    item("petroleum_coke", "石油焦", Kind::Mass, 3_063_317),
    item("other_petroleum_products", "其他石油制品", Kind::Mass, 2_888_321),
    item("tar", "焦油", Kind::Mass, 2_644_571),
    item("crude_benzol", "粗苯", Kind::Mass, 3_410_875),
    item("refinery_dry_gas", "炼厂干气", Kind::Mass, 3_042_339),
    item("lpg", "液化石油气", Kind::Mass, 2_953_847),
    item("lng", "液化天然气", Kind::Mass, 2_325_307),
    item("natural_gas", "天然气", Kind::Gas, 2_162_189),
    item("coke_oven_gas", "焦炉煤气", Kind::Gas, 858_282),
    item("blast_furnace_gas", "高炉煤气", Kind::Gas, 968_648),
    item("converter_gas", "转炉煤气", Kind::Gas, 1_432_102),
    item("closed_calcium_carbide_furnace_gas", "密闭电石炉炉气", Kind::Gas, 1_594_701),
    item("other_coal_gas", "其他煤气", Kind::Gas, 231_793),
    item("limestone", "石灰石", Kind::Mass, 439_700),
    item("dolomite", "白云石", Kind::Mass, 477_300),
    item("soda_ash", "纯碱", Kind::Mass, 414_900),
    item("sf6", "sf6", Kind::Release, 23_500_000),
    item("hfc_134a", "hfc_134a", Kind::Release, 1_300_000),
];

pub fn item_of(code: &str) -> &'static Item {
    ITEMS.iter().find(|item| item.code == code).expect("an item of the table")
}

/// What one industry is like. Shares are permille of the energy emissions.
pub struct Industry {
    /// GB/T 4754-2017, as the enterprises write it.
    pub code: &'static str,
    /// The word in the enterprise's name.
    pub word: &'static str,
    pub count: u64,
    pub places: &'static [&'static str],
    /// Usual energy intensity: kg CO2 per 万元 of value added.
    pub intensity: u64,
    /// Value added of a year in 万元, from and to.
    pub value_added: (u64, u64),
    pub power: u64,
    pub heat: u64,
    /// Main fuels, taken in turn; `fuels_each` of them by every enterprise.
    pub fuels: &'static [&'static str],
    pub fuels_each: usize,
    /// Vehicles, burners and kitchens: one of these, 3 % of the emissions.
    pub minor: &'static [&'static str],
    /// Carbonates, and their CO2 as permille of the energy emissions.
    pub carbonates: (&'static [&'static str], u64),
    /// Main product, and kg of it per 万元 of value added (0: not reported).
    pub product: (&'static str, u64),
    pub method: &'static str,
}

const SHENZHEN: &[&str] = &[
    "440307",
    "440307",
    "440307",
    "440307",
    "440310",
    "440306",
    "440309",
    "441322",
    "320583",
    "330603",
    "510681",
    "440307",
    "441900",
    "浙江省",
];
const KILNS: &[&str] = &["441881", "330522", "150221", "510182", "441802", "320585", "441204", "150122"];
const POTTERY: &[&str] = &["440604", "440605", "445102", "511126", "440307", "440608", "330881"];
const WATERSIDE: &[&str] = &["330603", "320509", "441900", "440307", "330604", "江苏省", "440783", "510181"];
const KITCHENS: &[&str] = &["440307", "440305", "440307", "330106", "510114", "440307", "150103", "320508"];
const LIGHT: &[&str] = &["diesel", "gasoline", "diesel", "lpg"];
const DIESEL: &[&str] = &["diesel"];
const NONE: (&[&str], u64) = (&[], 0);

#[rustfmt::skip]
pub const INDUSTRIES: &[Industry] = &[
    Industry { code: "C3011", word: "水泥", count: 18, places: KILNS, intensity: 9_500, value_added: (5_000, 40_000), power: 180, heat: 0,
        fuels: &["bituminous_coal", "anthracite", "petroleum_coke", "lignite", "other_washed_coal"], fuels_each: 1, minor: DIESEL,
        carbonates: (&["limestone"], 1_200), product: ("水泥", 9_000), method: "general" },
    Industry { code: "3041", word: "平板玻璃", count: 14, places: KILNS, intensity: 4_200, value_added: (4_000, 30_000), power: 200, heat: 0,
        fuels: &["natural_gas", "fuel_oil", "petroleum_coke", "natural_gas", "coke_oven_gas", "other_coal_gas"], fuels_each: 1, minor: DIESEL,
        carbonates: (&["soda_ash", "dolomite", "limestone"], 60), product: ("平板玻璃", 4_500), method: "general" },
    Industry { code: "3071", word: "建筑陶瓷", count: 26, places: POTTERY, intensity: 2_600, value_added: (1_500, 15_000), power: 260, heat: 0,
        fuels: &["natural_gas", "other_coal_gas", "natural_gas", "briquettes", "lng", "cleaned_coal"], fuels_each: 1, minor: LIGHT,
        carbonates: (&["dolomite"], 30), product: ("瓷质砖", 6_000), method: "general" },
    Industry { code: "3073", word: "特种陶瓷", count: 3, places: POTTERY, intensity: 1_100, value_added: (800, 6_000), power: 600, heat: 0,
        fuels: &["natural_gas"], fuels_each: 1, minor: LIGHT, carbonates: NONE, product: ("", 0), method: "" },
    Industry { code: "3982", word: "线路板", count: 54, places: SHENZHEN, intensity: 620, value_added: (800, 30_000), power: 900, heat: 40,
        fuels: &["natural_gas"], fuels_each: 1, minor: LIGHT, carbonates: NONE, product: ("", 0), method: "general" },
    Industry { code: "2929", word: "塑料零件", count: 50, places: SHENZHEN, intensity: 480, value_added: (300, 8_000), power: 920, heat: 0,
        fuels: &["natural_gas", "lpg"], fuels_each: 1, minor: LIGHT, carbonates: NONE, product: ("塑料零件", 350), method: "" },
    Industry { code: "1713", word: "印染", count: 24, places: WATERSIDE, intensity: 2_100, value_added: (1_000, 9_000), power: 330, heat: 350,
        fuels: &["natural_gas", "bituminous_coal", "natural_gas", "kerosene_general"], fuels_each: 1, minor: LIGHT,
        carbonates: NONE, product: ("印染布", 1_800), method: "" },
    Industry { code: "2221", word: "纸业", count: 18, places: WATERSIDE, intensity: 3_300, value_added: (2_000, 25_000), power: 300, heat: 200,
        fuels: &["bituminous_coal", "natural_gas", "lignite", "cleaned_coal"], fuels_each: 1, minor: DIESEL,
        carbonates: (&["limestone"], 5), product: ("机制纸", 3_200), method: "general" },
    Industry { code: "1439", word: "方便食品", count: 26, places: KITCHENS, intensity: 330, value_added: (500, 9_000), power: 550, heat: 100,
        fuels: &["natural_gas", "lng", "lpg", "briquettes"], fuels_each: 1, minor: LIGHT, carbonates: NONE,
        product: ("方便食品", 900), method: "general" },
    Industry { code: "1438", word: "预制菜", count: 1, places: KITCHENS, intensity: 350, value_added: (2_000, 3_000), power: 600, heat: 0,
        fuels: &["lpg"], fuels_each: 1, minor: LIGHT, carbonates: NONE, product: ("预制菜", 800), method: "" },
    Industry { code: "C2511", word: "炼油", count: 1, places: &["440307"], intensity: 7_000, value_added: (60_000, 80_000), power: 150, heat: 50,
        fuels: &["crude_oil", "refinery_dry_gas", "naphtha", "other_petroleum_products", "fuel_oil", "petroleum_coke"], fuels_each: 6,
        minor: DIESEL, carbonates: NONE, product: ("成品油", 9_500), method: "general" },
    Industry { code: "2521", word: "焦化", count: 1, places: &["150302"], intensity: 12_000, value_added: (20_000, 30_000), power: 100, heat: 0,
        fuels: &["coke_oven_gas", "tar", "crude_benzol", "cleaned_coal", "other_coal_gas"], fuels_each: 5, minor: DIESEL,
        carbonates: NONE, product: ("焦炭", 14_000), method: "general" },
    Industry { code: "3110", word: "炼铁", count: 1, places: &["150207"], intensity: 14_000, value_added: (30_000, 50_000), power: 120, heat: 0,
        fuels: &["blast_furnace_gas", "coke", "anthracite"], fuels_each: 3, minor: DIESEL, carbonates: (&["limestone", "dolomite"], 40),
        product: ("生铁", 12_000), method: "general" },
    Industry { code: "3120", word: "炼钢", count: 1, places: &["320582"], intensity: 5_500, value_added: (40_000, 60_000), power: 400, heat: 0,
        fuels: &["converter_gas", "coke", "natural_gas"], fuels_each: 3, minor: DIESEL, carbonates: (&["limestone"], 20),
        product: ("粗钢", 11_000), method: "general" },
    Industry { code: "2613", word: "电石", count: 1, places: &["150304"], intensity: 15_000, value_added: (10_000, 20_000), power: 600, heat: 0,
        fuels: &["closed_calcium_carbide_furnace_gas", "coke", "anthracite"], fuels_each: 3, minor: DIESEL, carbonates: NONE,
        product: ("电石", 10_000), method: "general" },
    Industry { code: "3741", word: "飞机部件", count: 1, places: &["510114"], intensity: 500, value_added: (20_000, 30_000), power: 700, heat: 0,
        fuels: &["jet_kerosene", "natural_gas"], fuels_each: 2, minor: &["gasoline"], carbonates: NONE, product: ("", 0), method: "" },
];
