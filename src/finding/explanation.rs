//! What each finding code means, and what becomes of the row: one or two sentences in each language, without gaps.

use super::{Code, Language};

impl Code {
    /// What it means, and what becomes of the row and its enterprise.
    #[must_use]
    pub fn explanation(self, language: Language) -> &'static str {
        EXPLANATIONS.iter().find(|(name, ..)| *name == self.name()).map_or("", |(_, zh, en)| language.pick(zh, en))
    }
}

/// The table, by name: Chinese, English.
macro_rules! explanations {
    ($($name:literal: $zh:literal, $en:literal;)*) => {
        const EXPLANATIONS: &[(&str, &str, &str)] = &[$(($name, $zh, $en),)*];
    };
}

explanations! {
    "row-length":
        "一行的单元格数与表头不同：可能多了或少了分隔符，哪一格是什么已无法确定。整行不计入，其企业不予评价。",
        "A row has more or fewer cells than the header: a delimiter too many or too few, and nobody knows which cell is which. The row does not count, and its enterprise gets no grade.";
    "swallowed-row":
        "单元格中另起的一行以已列出的企业代码开头：多余的双引号把后面的记录并入了这一格。整行不计入，本行及其中各企业不予评价。",
        "A further line of a cell begins with a listed id: quotes that do not belong there drew the records below into it. The row does not count, and neither its enterprise nor those in it get a grade.";
    "unknown-column":
        "表头中有程序不认识的列。该列不参与计算，每列提示一次。",
        "The header names a column that the program does not know. It takes no part in the calculation, and is noted once.";
    "cumulative-column":
        "表中有“本年累计”一类的列。程序只读本月数，累计列不参与计算。",
        "The table has a column of totals since January. Only the month's own figure is read.";
    "totals-row":
        "表中有“合计”一类的行。合计不是记录，不计入，以免重复计算。",
        "The table has a row of totals. It is no record and does not count, so that nothing is counted twice.";
    "text-row":
        "表中或表下有说明文字。它不是记录，不计入。",
        "There is a line of text in or under the table. It is no record and does not count.";
    "sheet-not-read":
        "工作簿中有一张表，其名称看不出是企业、能源还是生产，未读取。",
        "A workbook has a sheet whose name says neither enterprises, energy nor production; it is not read.";
    "formula-value":
        "单元格里是公式，读取的是电子表格上次保存的结果。",
        "The cell holds a formula; what was read is its result as the spreadsheet last saved it.";
    "cell-error":
        "单元格里是 #N/A 一类的错误值，或没有结果的公式。该行不计入，其企业不予评价。",
        "The cell holds an error such as #N/A, or a formula without its result. The row does not count, and its enterprise gets no grade.";
    "blank-row":
        "没有任何内容的行被跳过，每个文件提示一次。",
        "Rows without any content are passed over, with one note for a file.";
    "example-row":
        "填报模板自带的示例企业的行被跳过，不会成为数据。",
        "Rows of the example enterprise that the template brings along are passed over; they never become data.";
    "outside-period":
        "月份不在本批次期间之内的行不计入，也不再检查，每个文件提示一次。",
        "Rows of months outside the run's period do not count and are not looked at further; one note for a file.";
    "empty-cell":
        "必填的单元格是空的。空不等于零，程序不会替您填数。该行不计入，其企业不予评价。",
        "A required cell is empty. Empty is not zero, and nothing is filled in for you. The row does not count, and its enterprise gets no grade.";
    "text-repaired":
        "文字前后有空格或用了全角字符，已规整后读取，前后对照列出。",
        "A text had spaces around it or full-width characters; it was read without them, and both forms are listed.";
    "number-repaired":
        "数字带有千位分隔符、全角数字、￥、科学计数或空格，已规整后读取，数值不变，前后对照列出。",
        "A number had separators, full-width digits, ￥, an exponent or spaces; it was read exactly, and both forms are listed.";
    "period-from-date":
        "电子表格把月份改成了日期（每月 1 日），已读作该月。",
        "A spreadsheet had made a date of the month, its first day; it was read as that month.";
    "bad-number":
        "单元格应为数字而不是。该行不计入，其企业不予评价。",
        "A number belongs here, and this is none. The row does not count, and its enterprise gets no grade.";
    "misplaced-separators":
        "逗号不在千位上，可能是小数点：1,5 是 1.5 还是 15 无法确定。该行不计入，其企业不予评价。",
        "Commas stand where no thousands are; one may be meant as a decimal point, and 1,5 may be 1.5 or 15. The row does not count, and its enterprise gets no grade.";
    "number-too-long":
        "位数超过程序能精确保存的上限。该行不计入，其企业不予评价。",
        "More digits than the program keeps exactly. The row does not count, and its enterprise gets no grade.";
    "negative-number":
        "数量不能为负；扣减有自己的流向。该行不计入，其企业不予评价。",
        "A quantity is not negative; deductions have flows of their own. The row does not count, and its enterprise gets no grade.";
    "impossible-value":
        "实测值超出物理上可能的范围，多半是单位错了（如把 98 % 填成 98）。该行不计入，其企业不予评价。",
        "A measured value beyond what physics allows, mostly a wrong unit (98 for 98 %). The row does not count, and its enterprise gets no grade.";
    "bad-period":
        "无法读作月份。该行不计入，其企业不予评价。",
        "It cannot be read as a month. The row does not count, and its enterprise gets no grade.";
    "period-is-day":
        "填的是某一天；一条记录对应整月。每月 1 日会读作该月，其他日期不猜。该行不计入，其企业不予评价。",
        "It is a day; a record speaks of a whole month. The first of a month is read as that month, any other day is not guessed at. The row does not count, and its enterprise gets no grade.";
    "period-is-span":
        "能源须逐月填报，一行不能包含多个月。该行不计入，其企业不予评价。",
        "Energy is reported month by month; one row cannot hold several. The row does not count, and its enterprise gets no grade.";
    "span-beyond-period":
        "生产数据的月份跨出了本批次期间，无法分摊。该行不计入，其企业不予评价。",
        "The months of a production row reach over the run's period, and nobody can share it out. The row does not count, and its enterprise gets no grade.";
    "bad-date":
        "无法读作日期。其企业不予评价。",
        "It cannot be read as a date. The enterprise gets no grade.";
    "unknown-item":
        "品种表中没有这个名称。程序不会按相近的名称计算。该行不计入，其企业不予评价。",
        "The item table has no such name, and a similar one is never taken in its place. The row does not count, and its enterprise gets no grade.";
    "unknown-unit":
        "单位表中没有这个单位。该行不计入，其企业不予评价。",
        "The unit table has no such unit. The row does not count, and its enterprise gets no grade.";
    "unit-dimension":
        "单位存在，但不能计量这个品种（如电力用吨）。该行不计入，其企业不予评价。",
        "The unit exists but does not measure this item, as tonnes do not measure power. The row does not count, and its enterprise gets no grade.";
    "gas-reference-state":
        "气体体积没有注明状态，按标准状态（0 ℃、101.325 kPa）计算；若是 20 ℃ 的表计数，则高估 7.3 %。",
        "A gas volume does not say at which temperature it was counted; it is taken as at 0 °C and 101.325 kPa, which is 7.3 % too much for a meter at 20 °C.";
    "unknown-flow":
        "流向不在约定的六种之内。该行不计入，其企业不予评价。",
        "It is none of the six flows. The row does not count, and its enterprise gets no grade.";
    "parameter-unused":
        "给出了公式不用的实测值（如电力的热值），未参与计算。",
        "A measured value that the formula does not read, such as the calorific value of power; it takes no part.";
    "missing-parameter":
        "核算方法的公式需要这一行的某个参数，行里没有填，方法也没有缺省值。该行不计入，其企业不予评价。",
        "The method's formula needs a parameter of this row that it does not state, and the method has no default. The row does not count, and its enterprise gets no grade.";
    "zero-divisor":
        "这一行的参数使公式除以零，得不出排放量。该行不计入，其企业不予评价。",
        "The row's parameters make the formula divide by zero, so nothing comes of it. The row does not count, and its enterprise gets no grade.";
    "bad-identity":
        "统一社会信用代码的位数或字符不对。该企业不予列入。",
        "The unified social credit code has the wrong length or a wrong character. The enterprise is not graded under it.";
    "identity-exponent":
        "电子表格把代码变成了科学计数，后面的位数已经丢失，无法恢复。",
        "A spreadsheet made an exponent of the code; its last digits are lost and cannot be brought back.";
    "identity-check":
        "代码的最后一位与前 17 位算出的校验码不同。确有这样签发的代码，故只是警告。",
        "The last character is not what the first seventeen give. Such codes have really been issued, so this is a warning.";
    "unlisted-industry":
        "四位代码不在 GB/T 4754-2017 表中；仍按其位数归入同行比较。",
        "The four digits are not in the table of GB/T 4754-2017; it is still pooled with its peers by its digits.";
    "former-industry":
        "四位代码属于 2011 版，2017 版已改号；仍按其位数归入同行比较，同行可能不对。",
        "The four digits are of the 2011 edition and were renumbered in 2017; it is still pooled by its digits, with peers that may be the wrong ones.";
    "unknown-industry":
        "不是行业代码，或是表中没有的大类、中类；无从归入同行。其企业不予评价。",
        "No industry code, or a division or group that the table does not have; there are no peers for it. The enterprise gets no grade.";
    "industry-letter":
        "门类字母与数字所属的门类不同，不知以哪个为准。其企业不予评价。",
        "The letter names another section than the digits do, and nobody knows which is meant. The enterprise gets no grade.";
    "unknown-region":
        "不是行政区划代码或省份名称；电力因子按地区选取，无从确定。其企业不予评价。",
        "Neither a region code nor a province; the factor of power depends on it. The enterprise gets no grade.";
    "unknown-method":
        "企业指定的核算方法不在本发布版中，不会改用其他方法。其企业不予评价。",
        "The enterprise names a method that the release does not have; no other is taken in its place. It gets no grade.";
    "duplicate-enterprise":
        "同一代码在企业表中出现多次，不知以哪一行为准。其企业不予评价。",
        "One code stands in the list several times, and nobody knows which row is meant. The enterprise gets no grade.";
    "unknown-enterprise":
        "数据行的代码不在企业表中，该行不属于任何企业，不计入。",
        "The code of a row is not in the list of enterprises; the row belongs to nobody and does not count.";
    "mistyped-enterprise":
        "有一行的代码与本企业只差一个字符，多半是本企业的数据。少算的排放不能使等级变好，故暂不予评价。",
        "A row's code differs from this enterprise's in one character and is probably its own. Emissions left out must not better a grade, so it waits.";
    "duplicate-energy":
        "同一企业、月份、品种、流向、站点有两行，不知哪一行对，两行均不计入，其企业不予评价。",
        "Two rows of one enterprise, month, item, flow and site: nobody knows which is right, neither counts, and the enterprise gets no grade.";
    "duplicate-production":
        "同一企业、期间、产品有两行，两行均不计入，其企业不予评价。",
        "Two rows of one enterprise, period and product: neither counts, and the enterprise gets no grade.";
    "overlapping-production":
        "同一产品两行的月份有重叠，重叠的月份会被计两次，两行均不计入，其企业不予评价。",
        "Two rows of one product share a month, which would count twice: neither counts, and the enterprise gets no grade.";
    "duplicate-indicator":
        "同一企业、期间、指标有两行，不知哪一行对，两行均不计入，其企业不予评价。",
        "Two rows of one enterprise, period and indicator: nobody knows which is right, neither counts, and the enterprise gets no grade.";
    "missing-indicator":
        "评价方案需要的指标或往年数据没有填报，企业因此不予评价。",
        "The scheme needs an indicator or figures of earlier years that nobody stated; therefore the enterprise gets no grade.";
    "unused-indicator":
        "填报了评价方案不读取的指标，未参与评价。",
        "Indicators that the scheme does not read; they take no part.";
    "item-not-taken":
        "企业的核算方法没有这个品种的排放源。该行不计入，其企业不予评价。",
        "The enterprise's method has no source for this item. The row does not count, and the enterprise gets no grade.";
    "flow-not-taken":
        "企业的核算方法不接受这个品种的这种流向。该行不计入，其企业不予评价。",
        "The enterprise's method does not take this flow of this item. The row does not count, and the enterprise gets no grade.";
    "no-factor":
        "本发布版没有适用于该品种、地区、月份的因子。没有因子不等于零排放。该行不计入，其企业不予评价。",
        "The release has no factor for this item, region and month. No factor is not zero. The row does not count, and the enterprise gets no grade.";
    "out-of-range":
        "一行或一个企业的排放量大得不可能，多半是数量或单位错了。其企业不予评价。",
        "A line or an enterprise emits more than can be, mostly by a wrong quantity or unit. The enterprise gets no grade.";
    "missing-activity":
        "期间内有月份没有任何能源记录，企业因此不予评价。",
        "Months of the period have no record of energy; therefore the enterprise gets no grade.";
    "estimated-months":
        "企业漏报的月份按核算方法的缺失数据规则补填，明细与碳标识都带有标记。内置的方法都不补填。",
        "Months that the enterprise left out are filled in by the rule of its method; lines and label are flagged. No built-in method does so.";
    "unfilled-months":
        "企业漏报的月份超出核算方法补填的限度，或方法没有该品种的缺省值，没有补填，也不算已报。",
        "Months that the enterprise left out are more than its method fills in, or it has no default for the item: nothing is filled in, and the months count as missing.";
    "missing-production":
        "期间内有月份没有评价所需的生产数据，企业因此不予评价。",
        "Months of the period lack the figure of production that the scheme divides by; therefore the enterprise gets no grade.";
    "own-power-exceeds":
        "自发自用与外供的电量之和大于消费电量，扣减过多。仅警告，结果照算。",
        "Own and exported power together exceed the consumed power: too much is deducted. A warning; results stand.";
    "implausible-value":
        "实测值超出已公布数值的范围：热值与含碳量为最低值的一半至最高值的一倍半，氧化率为最低值的五分之四至 1。范围是发布版中的数据（ranges）。仅警告，结果照算。",
        "A measured value outside what was ever published: heat and carbon from half the lowest to one and a half times the highest value, oxidation from four fifths of the lowest to 1. The ranges are data of the release. A warning; results stand.";
    "unusual-month":
        "某月用量达到本企业同一品种、流向、站点各有用量月份中位数的 8 倍，或不足其三百分之一，且至少有 4 个月可比。多半是单位或小数点错了。仅警告，结果照算。",
        "A month is eight times the median of the enterprise's own months of use of the same item, flow and site, or a three-hundredth of it, and at least four months can be compared. Mostly a wrong unit or point. A warning; results stand.";
    "before-start":
        "在投产日期之前的月份已有用量。仅警告，结果照算。",
        "There is use in a month before production began. A warning; results stand.";
    "production-without-energy":
        "有产值或产量的月份没有任何用量，可能漏报能源。仅警告，结果照算。",
        "Something was made in months in which nothing was used; energy may have been forgotten. A warning; results stand.";
    "energy-without-production":
        "有用能的月份没有任何产值或产量，可能漏报生产。仅警告，结果照算。",
        "Energy was used in months in which nothing was made; production may have been forgotten. A warning; results stand.";
    "energy-output-mismatch":
        "全期用能排放与金额之比超出可信范围（每万元 0.1 千克至 250 吨），多半是单位错了。范围是发布版中的数据（ranges）。仅警告，结果照算。",
        "CO2 of energy use per money made lies outside what is credible (0.1 kg to 250 t per 万元), mostly by a wrong unit. The range is data of the release. A warning; results stand.";
    "value-added-above-output":
        "增加值是总产值的一部分，不应更大。仅警告，结果照算。",
        "Value added is a part of output value and cannot be more. A warning; results stand.";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_is_explained_in_both_languages() {
        for code in Code::ALL {
            let explained = [Language::Zh, Language::En].map(|language| code.explanation(language));
            assert!(explained.iter().all(|text| !text.is_empty() && !text.contains(['{', '['])), "{code:?}");
        }
    }
}
