//! `methods show`: one method, source by source, formula by formula, and where each value comes from.

use std::collections::BTreeSet;

use carbonlabel::activity::RowParameter;
use carbonlabel::finding::{Fault, Language};
use carbonlabel::measure::{Figure, Ratio, Rounding};
use carbonlabel::method::{
    Constant, FlowRule, Formula, Lookup, Mark, Method, Missing, MissingRule, MonthlyDefault, Parameter, QUANTITY, Source, Symbol, Whence,
};
use carbonlabel::release::Release;
use clap::{ArgMatches, Command};

use super::super::factors::output;
use super::super::main::Verdict;
use super::super::options::{self, chosen_release, rule_book, text};
use super::super::terminal::columns;
use super::super::words::Words;

const HEADER: [&str; 17] = [
    "method",
    "source",
    "name",
    "scope",
    "kind",
    "gas",
    "takes",
    "flows",
    "formula",
    "equation",
    "symbol",
    "meaning",
    "from",
    "value",
    "unit",
    "mark",
    "half_width",
];

/// What it takes.
pub fn command(words: Words) -> Command {
    options::command("show", words, "逐个公式说明一种核算方法", "Explain a method, formula by formula")
        .arg(options::position("method", "NAME", words, "核算方法的名称", "The method's name").required(true))
        .arg(options::factors(words))
        .args(options::release(words))
        .arg(output::format(words))
}

/// What it does.
pub fn execute(matches: &ArgMatches, language: Language) -> Result<Verdict, Fault> {
    let release = chosen_release(matches, &rule_book(matches)?)?;
    let method = options::method(&release, text(matches, "method").unwrap_or_default())?;
    let shown = Shown { method, release: &release, language };
    let rows: Vec<Vec<String>> = method.sources.iter().flat_map(|source| shown.rows(source)).collect();
    output::show(matches, &HEADER, &rows, || shown.text())?;
    Ok(Verdict::Clean)
}

/// Where one value of a formula comes from.
struct Origin {
    from: String,
    value: String,
    unit: String,
    mark: Option<Mark>,
    /// Half the 95 % interval, as a share.
    half_width: Option<Ratio>,
}

struct Shown<'a> {
    method: &'a Method,
    release: &'a Release,
    language: Language,
}

impl Shown<'_> {
    fn text(&self) -> String {
        let (method, language) = (self.method, self.language);
        let display = method.display.map(|display| {
            let rule = match display.rounding {
                Rounding::HalfEven => language.pick("四舍六入五成双", "half to even"),
                Rounding::HalfUp => language.pick("四舍五入", "half up"),
            };
            language.pick(format!("{} 位小数，{rule}", display.decimals), format!("{} decimals, {rule}", display.decimals))
        });
        let head = [
            (language.pick("文件", "document"), method.document.clone()),
            (language.pick("行业代码", "industries"), method.industries.join(" ")),
            (language.pick("GWP 取自", "GWP from"), method.gwp.clone().unwrap_or_default()),
            (language.pick("折标煤系数", "standard coal"), method.standard_coal.clone().unwrap_or_default()),
            (language.pick("页面修约", "shown with"), display.unwrap_or_default()),
            (language.pick("缺报月份", "missing months"), missing(method.missing.as_ref(), language)),
            (language.pick("说明", "note"), language.pick(&method.note_zh, &method.note_en).clone()),
        ];
        let title = language.pick(&method.title_zh, &method.title_en);
        let head: Vec<Vec<String>> =
            head.into_iter().filter(|(_, value)| !value.is_empty()).map(|(name, value)| vec![format!("  {name}"), value]).collect();
        let sources: String = method.sources.iter().map(|source| self.source(source)).collect();
        format!("{}/{}  {title}\n{}{sources}", method.name, method.version, columns(&head))
    }

    fn source(&self, source: &Source) -> String {
        let language = self.language;
        let name = language.pick(&source.name_zh, &source.name_en);
        let gas = source.gas.as_ref().map_or_else(String::new, |gas| format!(" · {gas}"));
        let mut text = format!("\n{}  {name}  ({} {}{gas})\n", source.id, language.pick("范围", "scope"), source.scope);
        let lines = [
            (language.pick("取", "takes"), self.takes(source)),
            (language.pick("流向", "flows"), flows(source)),
            (language.pick("活动数据不确定性", "activity data"), plus_minus(source.half_width.as_ref())),
            (language.pick("类别", "category"), self.category(source)),
            (language.pick("说明", "note"), language.pick(&source.note_zh, &source.note_en).clone()),
        ];
        let lines: Vec<Vec<String>> =
            lines.into_iter().filter(|(_, value)| !value.is_empty()).map(|(name, value)| vec![format!("  {name}"), value]).collect();
        text += &columns(&lines);
        for (at, formula) in source.formulas.iter().enumerate() {
            let otherwise = if at > 0 { language.pick("否则 ", "else ") } else { "" };
            text += &format!("  {otherwise}{} = {}\n", language.pick("排放", "emission"), self.equation(source, *formula));
            let used = self.used(source, *formula);
            let values = used.iter().flat_map(|(symbol, origins)| origins.iter().map(move |origin| (symbol, origin)));
            let rows: Vec<Vec<String>> = values
                .map(|(symbol, origin)| {
                    let mark = origin.mark.map_or_else(String::new, |mark| format!("[{}]", mark.words(language)));
                    let unit = if origin.unit == "1" { "" } else { &origin.unit };
                    let value = format!("{} {unit}{}", origin.value, plus_minus(origin.half_width.as_ref()));
                    vec![format!("    {}", symbol.words(language)), value.trim().to_owned(), format!("{} {mark}", origin.from)]
                })
                .collect();
            text += &columns(&rows);
        }
        text
    }

    fn rows(&self, source: &Source) -> Vec<Vec<String>> {
        let language = self.language;
        let mut rows = Vec::new();
        for formula in &source.formulas {
            let start = [
                self.method.name.clone(),
                source.id.clone(),
                language.pick(&source.name_zh, &source.name_en).clone(),
                source.scope.to_string(),
                source.kind.name().to_owned(),
                source.gas.clone().unwrap_or_default(),
                self.takes(source),
                flows(source),
                formula.name().to_owned(),
                self.equation(source, *formula),
            ];
            for (symbol, origins) in self.used(source, *formula) {
                rows.extend(origins.into_iter().map(|origin| {
                    let mark = origin.mark.map(Mark::name).unwrap_or_default().to_owned();
                    let half_width = origin.half_width.as_ref().map(Ratio::to_text).unwrap_or_default();
                    let words = [symbol.name, symbol.words(language)].map(str::to_owned);
                    let value = [words.as_slice(), &[origin.from, origin.value, origin.unit, mark, half_width]].concat();
                    [start.as_slice(), &value].concat()
                }));
            }
        }
        rows
    }

    /// The category of indirect emissions to which a source belongs.
    fn category(&self, source: &Source) -> String {
        let name = source.category.as_ref().and_then(|number| self.method.categories.get(number));
        name.map(|name| self.language.pick(&name.zh, &name.en).clone()).unwrap_or_default()
    }

    /// The items that a source takes.
    fn takes(&self, source: &Source) -> String {
        let items = &self.release.nomenclature().items;
        let item = |code: &String| items.find(code).map_or(code.clone(), |id| format!("{code} {}", items.get(id).name(self.language)));
        let categories = source.categories.iter().map(|category| format!("*{}", category.name()));
        categories.chain(source.items.iter().map(item)).collect::<Vec<_>>().join(", ")
    }

    /// The equation in words, without what the source leaves out.
    fn equation(&self, source: &Source, formula: Formula) -> String {
        let used: Vec<&str> = self.used(source, formula).into_iter().map(|(symbol, _)| symbol.name).collect();
        formula.written(|name| {
            let symbol = Symbol::find(name).filter(|symbol| symbol.name == QUANTITY || used.contains(&symbol.name))?;
            Some(symbol.words(self.language).to_owned())
        })
    }

    /// The symbols of a formula that a source uses, and where each comes from.
    fn used(&self, source: &Source, formula: Formula) -> Vec<(&'static Symbol, Vec<Origin>)> {
        let origins = |(symbol, needed): (&'static Symbol, bool)| {
            self.method.whence(source, symbol, needed).map(|whence| match whence {
                Whence::Source(parameter) | Whence::Method(parameter) => (symbol, self.origins(symbol, parameter, source)),
                Whence::Potential => (symbol, vec![self.potential(source)]),
            })
        };
        formula.symbols().into_iter().filter_map(origins).collect()
    }

    fn potential(&self, source: &Source) -> Origin {
        let gas = source.gas.clone().unwrap_or_else(|| self.language.pick("该气体", "the gas itself").to_owned());
        let from = format!("{} · gwp100 · {gas}", self.method.gwp.as_deref().unwrap_or_default());
        Origin { from, value: String::new(), unit: String::new(), mark: None, half_width: None }
    }

    /// Where a parameter comes from, first what goes first.
    fn origins(&self, symbol: &Symbol, parameter: &Parameter, source: &Source) -> Vec<Origin> {
        let language = self.language;
        let column = parameter.column.map(|column| {
            let must = parameter.values.is_empty() && parameter.table.is_none() && parameter.value.is_none() && !parameter.optional;
            let required = if must { language.pick("（必填）", " (required)") } else { "" };
            let name = language.pick(column.zh, column.name);
            Origin {
                from: format!("{} {name}{required}", language.pick("列", "column")),
                value: String::new(),
                unit: self.unit_of(column, source),
                mark: None,
                half_width: None,
            }
        });
        let of_item =
            parameter.values.iter().map(|(item, constant)| Origin { from: format!("{item}: {}", constant.source), ..stated(constant) });
        let table = parameter.table.as_ref().map(|lookup| self.table(symbol, lookup));
        let defaults = of_item.chain(table).chain(parameter.value.as_ref().map(stated));
        let uncertain = |origin: Origin| Origin { half_width: origin.half_width.or_else(|| parameter.half_width.clone()), ..origin };
        column.into_iter().chain(defaults.map(uncertain)).collect()
    }

    /// The unit of a column, for the items that the source takes.
    fn unit_of(&self, column: &RowParameter, source: &Source) -> String {
        if !column.unit.contains("{unit}") {
            return column.unit_text();
        }
        let names = self.release.nomenclature();
        let taken = names.items.iter().map(|(_, item)| item).filter(|item| source.takes(item));
        let units: BTreeSet<&str> = taken.map(|item| names.units.get(item.unit).code.as_str()).collect();
        units.into_iter().map(|unit| column.unit.replace("{unit}", unit)).collect::<Vec<_>>().join(", ")
    }

    fn table(&self, symbol: &Symbol, lookup: &Lookup) -> Origin {
        let rungs: Vec<&str> = lookup.rungs.iter().map(|rung| rung.name()).collect();
        let parameter = if lookup.parameter == symbol.name { "" } else { &format!(" · {}", lookup.parameter) };
        let item = lookup.item.as_ref().map_or_else(String::new, |item| format!(" · {item}"));
        let rungs = if rungs.len() > 1 { format!(" ({})", rungs.join(" → ")) } else { String::new() };
        let from = format!("{} {}{parameter}{item}{rungs}", self.language.pick("因子表", "table"), lookup.table);
        Origin { from, value: String::new(), unit: String::new(), mark: lookup.mark, half_width: None }
    }
}

fn stated(constant: &Constant) -> Origin {
    Origin {
        from: constant.source.clone(),
        value: constant.text.clone(),
        unit: constant.unit.clone(),
        mark: constant.mark,
        half_width: constant.half_width.clone(),
    }
}

/// Half an interval in per cent of the value, with two decimals.
fn plus_minus(half_width: Option<&Ratio>) -> String {
    half_width.map_or_else(String::new, |share| format!(" ±{} %", Figure::round(&share.times(&Ratio::new(100, 1)), 2)))
}

/// What a method does about months that are not reported.
fn missing(missing: Option<&Missing>, language: Language) -> String {
    let Some(missing) = missing else { return language.pick("不补填", "not filled in").to_owned() };
    let from = match &missing.rule {
        MissingRule::Conservative => {
            language.pick("取已报月份中排放最高的一个月", "the reported month with the highest emissions").to_owned()
        }
        MissingRule::Default(values) => {
            let value = |(item, value): (&String, &MonthlyDefault)| {
                let mark = value.said.mark.map_or_else(String::new, |mark| format!(" [{}]", mark.words(language)));
                format!("{item} {} {}{mark}", value.said.text, value.said.unit)
            };
            values.iter().map(value).collect::<Vec<_>>().join(language.pick("，", ", "))
        }
    };
    let most = missing.most_months;
    language.pick(
        format!("{}：{from}；每一品种、流向、站点至多补填 {most} 个月，明细与碳标识带 estimated 标记", missing.rule.name()),
        format!("{}: {from}; at most {most} months of an item, flow and site; lines and label are flagged estimated", missing.rule.name()),
    )
}

/// Each flow and what it makes of a quantity: `consumed +`, `exported −`, `green ·`.
fn flows(source: &Source) -> String {
    let sign = |rule| match rule {
        FlowRule::Emitted => "+",
        FlowRule::Deducted => "−",
        FlowRule::Memo => "·",
    };
    source.flows.iter().map(|(flow, rule)| format!("{} {}", flow.name(), sign(*rule))).collect::<Vec<_>>().join(", ")
}
