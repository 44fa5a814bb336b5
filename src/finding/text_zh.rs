//! The words of every finding code in Chinese: title, message, hint, in the order of [`super::Code::ALL`].

use super::template::texts;

texts! {
    RowLength:
        "列数不符",
        "本行有 {found} 个单元格，表头有 {expected} 个。",
        "请检查本行是否多了或少了分隔符；文字中含分隔符时请用双引号括起来。";
    SwallowedRow:
        "引号并入了别的行",
        "双引号把另一条记录（{value}）并入了本行的单元格。",
        "请删去多余的双引号，使每条记录各占一行。";
    UnknownColumn:
        "未知的列",
        "无法识别列“{value}”，该列不参与计算。",
        "[是否应为“{suggestion}”？]一般无需处理；如本应是以下某列，请改正列名：{known}。";
    CumulativeColumn:
        "本年累计列",
        "列“{value}”是本年累计，不参与计算。",
        "无需处理[：本月数取自“{wanted}”]。";
    TotalsRow:
        "合计行",
        "“{value}”一行是合计，已跳过：合计由程序计算。",
        "无需处理；删除该行后不再提示。";
    TextRow:
        "文字行",
        "以“{value}”开头的一行是文字而非记录，已跳过。",
        "一般无需处理；如本应是一条记录，请补上企业代码等各格。";
    SheetNotRead:
        "未读取的工作表",
        "工作表“{value}”未读取。",
        "一般无需处理；如其中有数据，请将其名称以 企业、能源 或 产量 开头。";
    FormulaValue:
        "公式的值",
        "有 {count} 行读取了公式上次计算的值，首个在本行。",
        "如保存前未重新计算，请在电子表格中打开并重新保存。";
    BlankRow:
        "空行",
        "有 {count} 行没有内容，已跳过，首个在本行。",
        "无需处理。";
    ExampleRow:
        "示例行",
        "有 {count} 行是填报模板的示例企业，未计入，首个在本行。",
        "无需处理；提交前可删去示例行。";
    OutsidePeriod:
        "期间之外",
        "有 {count} 行的月份不在 {period} 之内，未计入，首个在本行。",
        "如本批次期间无误，无需处理。";
    EmptyCell:
        "必填项为空",
        "“{column}”为空。",
        "请填写。空不等于零：数量确实为零时请填 0。";
    CellError:
        "单元格有错误值",
        "“{value}”是电子表格的错误值，或没有结果的公式。",
        "请改正公式或直接填写数值，然后重新保存。";
    TextRepaired:
        "文字已规整",
        "“{before}”按“{after}”读取。",
        "无需处理；删除空格、改用半角字符后不再提示。";
    NumberRepaired:
        "数字已规整",
        "“{before}”按 {after} 读取。",
        "请核对是否为原意。";
    PeriodFromDate:
        "日期读作月份",
        "“{before}”按月份 {after} 读取。",
        "请将该列设为文本格式并填写 {after}。";
    BadNumber:
        "不是数字",
        "“{value}”不是数字。",
        "请只填数字，最多一个小数点，如 1234.5；单位请填在单位列。";
    MisplacedSeparators:
        "千位分隔符错位",
        "“{value}”中的逗号不在每三位之前。",
        "请去掉逗号；小数点请用“.”。";
    NumberTooLong:
        "数字过长",
        "“{value}”超过 28 位有效数字（上限），或大于 10^37、细于 10^-64。",
        "请改用更大的单位或减少位数。";
    NegativeNumber:
        "负数",
        "“{value}”小于零。",
        "扣减请用流向表示：数量填正数，流向填外供（exported）、非化石（nonfossil）或回收（recovered）。";
    ImpossibleValue:
        "数值不可能",
        "“{value}”不可能：“{column}”应在 {range} 之内。",
        "请核对数值的单位（{unit}）；留空则采用缺省值。";
    BadPeriod:
        "不是月份",
        "“{value}”无法读作月份。",
        "请填写为 2024-03；生产数据也可一行填报多个月：2024-01..2024-02 或 2024Q1。";
    PeriodIsDay:
        "是日期而非月份",
        "“{value}”是月中的某一天；一条记录对应整月。",
        "请填写月份，如 2024-03。";
    PeriodIsSpan:
        "是多个月而非一个月",
        "“{value}”包含多个月；能源须逐月填报。",
        "请每月填一行。";
    SpanBeyondPeriod:
        "跨出期间",
        "“{value}”跨出了本批次期间 {period}。",
        "请在期间边界处拆分该行，或按其所属期间运行。";
    BadDate:
        "不是日期",
        "“{value}”不是日期。",
        "请填写为 2020-05-01 或 2020-05。";
    UnknownItem:
        "未知的品种",
        "品种表中没有“{value}”。",
        "[是否应为 {suggestion}？]可用 `carbonlabel template` 查看品种；请填品种代码或中英文名称。";
    UnknownUnit:
        "未知的单位",
        "单位表中没有“{value}”。",
        "[是否应为 {suggestion}？]该品种可用的单位：{units}。";
    UnitDimension:
        "单位不适用",
        "{unit} 不是 {item} 的计量单位。",
        "请改用以下单位之一：{units}。";
    GasReferenceState:
        "气体参比状态",
        "{item} 的 {unit} 按标准状态（Nm3）计。",
        "贸易计量多为 20 ℃，数值大 7.3 %：请换算为标准立方米，单位填 Nm3 或 万Nm3。";
    UnknownFlow:
        "未知的流向",
        "“{value}”不是流向。",
        "[是否应为 {suggestion}？]请填以下之一：consumed 消费、exported 外供、nonfossil 非化石、green 绿电、feedstock 原料、recovered 回收；留空为消费。";
    ParameterUnused:
        "数值未使用",
        "{item} 的公式不读取“{column}”，{value} 未参与计算。",
        "如品种无误，无需处理。";
    BadIdentity:
        "统一社会信用代码错误",
        "“{value}”不是统一社会信用代码：共 {length} 位[，不允许出现“{letter}”]。",
        "应为 18 位数字或大写字母（不含 I、O、S、V、Z），与营业执照一致。";
    IdentityExponent:
        "代码成了科学计数",
        "“{value}”是电子表格把长代码转成的科学计数，位数已丢失。",
        "请先将该列设为文本格式，再重新输入营业执照上的 18 位代码。";
    IdentityCheck:
        "校验码不符",
        "{value} 的校验码应为 {expected}。",
        "请与营业执照核对；确有校验不符但真实签发的代码，故不影响评价。";
    UnlistedIndustry:
        "行业小类未列入",
        "GB/T 4754-2017 表中没有小类 {value}，按其位数归入同行。",
        "请与登记的行业代码核对。";
    FormerIndustry:
        "行业代码为旧版",
        "{value}“{name}”是 GB/T 4754-2011 的小类，2017 版没有，按其位数归入同行。",
        "2017 版对应：{successors}；请按登记的行业改正。";
    UnknownIndustry:
        "未知的行业",
        "“{value}”不是 GB/T 4754-2017 的行业代码。",
        "[是否应为 {suggestion}？]应为 2 至 4 位数字，可带门类字母；电子表格可能吃掉了开头的零（0610 变成 610），请将该列设为文本格式。";
    IndustryLetter:
        "门类字母与数字不符",
        "“{value}”：数字属于门类 {section}，而不是 {letter}。",
        "请填 {section}{digits}，或改正数字。";
    UnknownRegion:
        "未知的地区",
        "“{value}”既不是 GB/T 2260 代码，也不是省份名称。",
        "[是否应为 {suggestion}？]请填县、市或省的六位代码，如 440307，或省份名称。";
    UnknownMethod:
        "未知的核算方法",
        "本发布版没有方法“{value}”。",
        "请留空，或填以下之一：{known}。";
    DuplicateEnterprise:
        "企业重复",
        "{value} 列出了不止一次，另见 {other}。",
        "每家企业只保留一行。";
    UnknownEnterprise:
        "企业未列出",
        "企业表中没有“{value}”，该行无从归属[（是否应为 {suggestion}？）]。",
        "请改正代码，或在企业表中补上该企业。";
    MistypedEnterprise:
        "代码差一个字符",
        "{other} 行的代码 {value} 与本企业的代码只差一个字符、大小写或首尾多出的字符。",
        "如该行属于本企业，请改正代码；在此之前不予评价。";
    DuplicateEnergy:
        "能源记录重复",
        "与 {other} 的月份、品种、流向、站点相同，两行均不计入。",
        "多余的请删除其一；如是两块表，请在站点列写明各自的计量点，或合计成一行。";
    DuplicateProduction:
        "生产记录重复",
        "与 {other} 的期间、产品相同，两行均不计入。",
        "请删除其一，或写明各行的产品。";
    OverlappingProduction:
        "生产期间重叠",
        "与 {other} 同一产品的月份重叠，两行均不计入。",
        "每个月只填报一次。";
    DuplicateIndicator:
        "指标重复",
        "与 {other} 的期间、指标相同，两行均不计入。",
        "请删除其一。";
    ItemNotTaken:
        "方法不含该品种",
        "核算方法 {method} 没有 {item} 的排放源。",
        "可用 `carbonlabel template` 查看其品种；请删去该行，或为该企业指定其他方法。";
    FlowNotTaken:
        "方法不含该流向",
        "核算方法 {method} 不接受 {item} 的流向 {flow}。",
        "可用的流向：{known}。";
    MissingParameter:
        "缺少参数",
        "方法 {method} 核算 {item} 需要“{column}”[（{header}）]：{formula}。",
        "请在表中加上这一列并填写；该方法没有缺省值。";
    ZeroDivisor:
        "除数为零",
        "{item} 的参数使公式 {formula} 除以零（方法 {method}）。",
        "请核对该行的参数。";
    NoFactor:
        "没有因子",
        "发布版 {release} 没有 {item} 在 {region}、{month} 的因子 {parameter}。",
        "[最接近的已有因子：{nearest}。]请指定其他发布版，或在因子表 {table} 中补充。";
    OutOfRange:
        "超出范围",
        "排放量达到 10^22 吨，超过单行与单个企业的上限。",
        "请核对消费量与单位。";
    MissingActivity:
        "能源月份缺失",
        "{months} 没有能源或物料记录。",
        "请在能源表中补齐这些月份的各行；确实没有消费请填 0。";
    MissingProduction:
        "生产月份缺失",
        "{months} 没有填报“{column}”。",
        "请在生产表中补齐这些月份的“{column}”；确实为零请填 0。";
    EstimatedMonths:
        "缺报月份按核算方法补填",
        "{item}[（{site}）] 未报 {months}，核算方法 {method} 已补填[，取已报月份中排放最高的 {from}]；这些明细的数据质量为估算。",
        "请补报这些月份的实际数据；确实没有消费请填 0。该方法最多补填 {limit} 个月。";
    UnfilledMonths:
        "缺报月份未能补填",
        "{item}[（{site}）] 未报 {months}，不在核算方法 {method} 的补填范围之内，没有补填。",
        "请补报这些月份的实际数据；确实没有消费请填 0。该方法最多补填 {limit} 个月。";
    MissingIndicator:
        "指标缺失",
        "方案 {scheme} 所需的 {names} 缺失，或没有意义。",
        "请在 indicators.csv 中补齐；往年的数值在期间列写明年份。";
    UnusedIndicator:
        "指标未用",
        "方案 {scheme} 不用指标 {names}。",
        "请核对指标名称；可用 `carbonlabel schemes show` 查看方案所用的指标。";
    OwnPowerExceeds:
        "自发与外供电量大于消费电量",
        "{month}[、站点 {site}]：自发与外供电量（{deducted} MWh）大于消费电量（{consumed} MWh）。",
        "只能扣减计入总电量之内的电力；请核对单位。";
    ImplausibleValue:
        "实测值少见",
        "{item} 的“{column}”为 {value}，已公布的各类数值都在 {lowest} 至 {highest}（{unit}）之间。",
        "请核对数值、单位与品种；确为实测则不必改动，结果不受影响。";
    UnusualMonth:
        "月份用量异常",
        "{month} 的 {item} 为 {value} {unit}[，是本企业 {months} 个有用量月份中位数（{median} {unit}）的 {above} 倍][，只有本企业 {months} 个有用量月份中位数（{median} {unit}）的 {below} 分之一]。",
        "请核对小数点和单位[：若单位是 {suggestion}，则与其他月份相符]；确实如此则不必改动，结果不受影响。";
    BeforeStart:
        "投产前已有用量",
        "投产日期为 {date}，但 {month} 已有用量。",
        "请核对投产日期和月份。";
    ProductionWithoutEnergy:
        "有生产而无能耗",
        "{months} 有产值或产量，却没有任何能源或物料用量。",
        "请补报这些月份的能源；用量为零请确认是否漏填。";
    EnergyWithoutProduction:
        "有能耗而无生产",
        "有能源用量，却[在 {months} ]没有任何产值或产量。",
        "请补报生产数据；停产期间确有用能则不必改动。";
    EnergyOutputMismatch:
        "能耗与产值不相称",
        "用能排放 {energy} tCO2，“{column}”合计 {money} 万元，每万元 {intensity} tCO2；可信范围为每万元 {lowest} 至 {highest} tCO2。",
        "多半是单位错了：请核对电量是 kWh 还是 万kWh、金额是 元 还是 万元。";
    ValueAddedAboveOutput:
        "增加值大于总产值",
        "工业增加值 {value} 大于工业总产值 {output}。",
        "增加值是总产值的一部分：请核对两列是否填反、单位是否一致。";
}
