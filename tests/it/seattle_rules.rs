//! The rules of the Seattle test, as files of a rules folder.

/// The columns of a factor table.
pub const TABLE_HEADER: &str = "factor_id,parameter,item,value,unit,gas,region,industry,valid_from,valid_to,data_year,published_on,source_title,issuer,document_no,source_table,source_url,verified,note\n";

/// A factor in kgCO2e per million Btu.
pub fn factor_row(item: &str, value: &str) -> String {
    format!(
        "SEATTLE-{item},emission_factor,{item},{value},kgCO2e/MMBtu,CO2,WA,,2016-01-01,,2016,2017-01-01,2016 Building Energy Benchmarking,City of Seattle,,,,one_source,least squares\n"
    )
}

pub const REGIONS: &str = "code,level,parent,name_zh,aliases\nUS,country,,美国,United States\nWA,province,US,华盛顿州,Washington\n";

pub const INDUSTRIES: &str = "code,level,section,parent,name_zh\nK,section,K,,房地产业\n70,division,K,K,房地产业\n";

pub const METHOD: &str = r#"
title_zh = "西雅图"
title_en = "Seattle"
document = "2016 Building Energy Benchmarking"
carbon_to_co2 = "44/12"

[[sources]]
id = "gas"
name_zh = "天然气"
name_en = "Natural gas"
scope = 1
kind = "fuel"
formula = "factor"
categories = ["fuel"]
flows = { consumed = "emitted" }
[sources.parameters]
emission_factor = { table = "seattle", parameter = "emission_factor", rungs = ["province"] }

[[sources]]
id = "power"
name_zh = "电力"
name_en = "Electricity"
scope = 2
kind = "electricity"
formula = "factor"
categories = ["electricity"]
flows = { consumed = "emitted", exported = "deducted" }
[sources.parameters]
emission_factor = { table = "seattle", parameter = "emission_factor", rungs = ["province"] }

[[sources]]
id = "steam"
name_zh = "蒸汽"
name_en = "Steam"
scope = 2
kind = "heat"
formula = "factor"
categories = ["heat"]
flows = { consumed = "emitted" }
[sources.parameters]
emission_factor = { table = "seattle", parameter = "emission_factor", rungs = ["province"] }
"#;

pub const SCHEME: &str = r##"
title_zh = "单位面积"
title_en = "By floor area"
document = "2016 Building Energy Benchmarking"
compare = "rounded"
completeness = "any_month"

[numerator]
lines = "energy"
floor_at_zero = true

[denominator]
measure = "product_quantity"
product = "floor area"
unit = "kft2"

[intensity]
decimals = 4
inclusive = true
[[intensity.bands]]
code = "any"
name_zh = "全部"
name_en = "any"
color = "#888888"

[ratio]
decimals = 4
inclusive = true
[[ratio.bands]]
code = "better"
upper = "1"
name_zh = "优于平均"
name_en = "better than average"
color = "#1a9850"
[[ratio.bands]]
code = "worse"
name_zh = "劣于平均"
name_en = "worse than average"
color = "#d73027"

[peers]
levels = ["division"]
minimum = 5
statistic = "ratio_of_sums"
include_self = true
"##;
