//! An enterprise in two runs.

use super::line::Counting;
use super::pair::{Periods, sums};
use super::pairs::Pairs;
use super::split::{Move, Parts, Split, grade};
use super::yardstick::Yardstick;
use crate::finding::Language;
use crate::ledger::{BriefLine, Change, GradeRow, ProductionRow, ReferenceRow};
use crate::measure::{Figure, Months, Ratio, read_months, read_numeral};
use crate::method::Kind;
use crate::nomenclature::Units;
use crate::scheme::{Divided, Scheme};

/// By what rules two runs are compared: the scheme is that of both.
#[derive(Clone, Copy, Debug)]
pub struct Terms<'a> {
    /// The scheme.
    pub scheme: &'a Scheme,
    /// The units of production records.
    pub units: &'a Units,
    /// Rates of both runs.
    pub pairs: &'a Pairs<'a>,
    /// The months of the first run.
    pub a: Months,
    /// The months of the second run.
    pub b: Months,
}

/// What one run holds of an enterprise.
#[derive(Clone, Debug, Default)]
pub struct Side<'a> {
    /// Its row of `grades.csv`.
    pub grade: GradeRow,
    /// The pool that it was compared with.
    pub reference: Option<ReferenceRow>,
    /// Its lines.
    pub lines: Vec<BriefLine<'a>>,
    /// Its production records; needed only where the periods overlap in part.
    pub production: Vec<ProductionRow>,
}

impl Side<'_> {
    /// Whether its label carries a flag, whatever stands behind its colon.
    pub(super) fn carries(&self, name: &str) -> bool {
        self.grade.get("flags").split(';').any(|flag| flag.split(':').next() == Some(name))
    }
}

/// Why a change is not split into its causes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unsplit {
    /// A run has no ledger.
    NoLedger,
    /// The runs follow different versions of the scheme.
    OtherVersion,
    /// One of the runs gives no ratio.
    NoRatio,
    /// What is graded does not follow from the enterprise's own intensity and one reference: a rank, a score, a trend, dimensions.
    OtherFigure,
    /// Months without data were filled in, of which no line tells.
    Filled,
    /// The reference leaves the enterprise out, and the folder holds that of the whole pool alone.
    LeftOut,
    /// The figures of a folder do not lead to its ratio.
    Unclear,
}

impl Unsplit {
    /// Its name in files.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::NoLedger => "no_ledger",
            Self::OtherVersion => "other_scheme_version",
            Self::NoRatio => "no_ratio",
            Self::OtherFigure => "other_figure",
            Self::Filled => "filled_months",
            Self::LeftOut => "reference_without_itself",
            Self::Unclear => "unclear",
        }
    }

    /// One sentence.
    #[must_use]
    pub fn reason(self, language: Language) -> &'static str {
        match self {
            Self::NoLedger => language.pick(
                "有一个批次没有台账（--ledger none），只能比较合计，不能分解原因。",
                "One of the runs has no ledger (--ledger none): totals are compared, causes cannot be told apart.",
            ),
            Self::OtherVersion => language.pick(
                "两个批次所用评价方案的版本不同，只比较合计与等级，不分解原因。",
                "The runs follow different versions of the scheme: totals and grades are compared, causes are not told apart.",
            ),
            Self::NoRatio => language.pick("有一个批次没有给出比值。", "One of the runs gives no ratio."),
            Self::OtherFigure => language.pick(
                "该方案评级的不是自身强度与一个参考值之比（名次、得分、趋势或多维合并），变化不能分解到各原因。",
                "The scheme does not grade the enterprise's own intensity against one reference (but a rank, a score, a trend or dimensions): causes cannot be told apart.",
            ),
            Self::Filled => language.pick(
                "有月份的数据是按缺月规则补上的，没有对应的明细，不能分解原因。",
                "Missing months were filled in, and no line tells of them: causes cannot be told apart.",
            ),
            Self::LeftOut => language.pick(
                "参考值不含本企业，批次文件夹中只有整个同行池的数，不能分解原因。",
                "The reference leaves the enterprise out, and the folder holds that of the whole pool alone: causes cannot be told apart.",
            ),
            Self::Unclear => language.pick(
                "批次文件夹中的数字得不出其比值，不能分解原因。",
                "The figures of the folder do not lead to its ratio, so causes cannot be told apart.",
            ),
        }
    }
}

/// An enterprise in two runs; one of the rows at least is there.
#[derive(Clone, Debug)]
pub struct Compared {
    /// Its row in the first run.
    pub a: Option<GradeRow>,
    /// Its row in the second run.
    pub b: Option<GradeRow>,
    /// What became of its grade.
    pub change: Change,
    /// Why its ratio changed, or why that is not told.
    pub split: Result<Split, Unsplit>,
}

impl Compared {
    /// The steps of its split that moved the grade, in order; none where the figure alone does not decide the grade, as behind a
    /// gate.
    #[must_use]
    pub fn moves<'a>(&self, scheme: &'a Scheme) -> Option<Vec<Move<'a>>> {
        let split = self.split.as_ref().ok()?;
        let decides = |row: &Option<GradeRow>, figure: &Ratio| {
            row.as_ref().map(|row| row.get("grade")) == grade(figure, scheme).map(|band| band.code.as_str())
        };
        (decides(&self.a, split.before()) && decides(&self.b, split.after())).then(|| split.moves(scheme))
    }
}

/// Compares what two runs hold of an enterprise. `unsplit` says why no change of the two runs can be split.
#[must_use]
pub fn compare(a: Option<Side<'_>>, b: Option<Side<'_>>, unsplit: Option<Unsplit>, terms: Terms<'_>) -> Compared {
    let split = match (&a, &b, unsplit) {
        (Some(a), Some(b), _) if a.grade.get("ratio").is_empty() || b.grade.get("ratio").is_empty() => Err(Unsplit::NoRatio),
        (Some(a), Some(b), None) => split(a, b, terms),
        (_, _, unsplit) => Err(unsplit.unwrap_or(Unsplit::NoRatio)),
    };
    let change = match (&a, &b) {
        (None, _) => Change::New,
        (_, None) => Change::Gone,
        (Some(a), Some(b)) => Change::between(a.grade.get("grade"), b.grade.get("grade"), terms.scheme),
    };
    Compared { a: a.map(|side| side.grade), b: b.map(|side| side.grade), change, split }
}

/// The split, if the folders' own figures lead to the ratios that they state.
fn split(a: &Side<'_>, b: &Side<'_>, terms: Terms<'_>) -> Result<Split, Unsplit> {
    if [a, b].iter().any(|side| side.carries("filled")) {
        return Err(Unsplit::Filled);
    }
    let scheme = terms.scheme;
    let periods = Periods { a: terms.a, b: terms.b };
    let counting = Counting { divided: scheme.numerator.amount, pairs: terms.pairs };
    let sums = sums(&counted(&a.lines, scheme), &counted(&b.lines, scheme), periods, counting).ok_or(Unsplit::Unclear)?;
    let numerators = sums.numerators(scheme.numerator.floor_at_zero);
    let [first, .., last] = numerators;
    let yardsticks = [Yardstick::of(a, first, scheme)?, Yardstick::of(b, last, scheme)?];
    let denominators = denominators(a, b, periods, terms).ok_or(Unsplit::Unclear)?;
    let printed = |figure: &Ratio| Figure::round(figure, scheme.ratio.decimals).to_string();
    let found = Split::of(&Parts { numerators, denominators, yardsticks }).ok_or(Unsplit::Unclear)?;
    let leads = printed(found.before()) == a.grade.get("ratio") && printed(found.after()) == b.grade.get("ratio");
    if leads { Ok(found) } else { Err(Unsplit::Unclear) }
}

/// The lines that the scheme's numerator counts. Energy in standard coal is all that was used, whatever became of it.
fn counted<'a>(lines: &[BriefLine<'a>], scheme: &Scheme) -> Vec<BriefLine<'a>> {
    let counts = |kind: Kind| match scheme.numerator.amount {
        Divided::StandardCoal => true,
        _ if scheme.numerator.energy_only => kind.is_energy(),
        _ => !kind.is_apart(),
    };
    lines.iter().filter(|line| Kind::parse(&line.rate.kind).is_some_and(counts)).copied().collect()
}

/// The denominator of the first run, the same with the months of both as the second run has them, and that of the second.
fn denominators(a: &Side<'_>, b: &Side<'_>, periods: Periods, terms: Terms<'_>) -> Option<[Ratio; 3]> {
    let [before, after] = [a, b].map(|side| Ratio::parse(side.grade.get("denominator_value")));
    let (before, after) = (before?, after?);
    let corrected = if periods.a == periods.b {
        after.clone()
    } else if periods.a.overlaps(periods.b) {
        let [old, new] = [shared_output(&a.production, periods, terms)?, shared_output(&b.production, periods, terms)?];
        before.plus(&new).plus(&old.negated())
    } else {
        before.clone()
    };
    Some([before, corrected, after])
}

/// What the records of months that both runs cover give to the denominator.
fn shared_output(rows: &[ProductionRow], periods: Periods, terms: Terms<'_>) -> Option<Ratio> {
    let target = &terms.units.get(terms.scheme.denominator.unit).ratio;
    let mut sum = Ratio::zero();
    for row in rows {
        let is_shared = read_months(&row.period).ok()?.months.iter().all(|month| periods.share(month));
        if let Some((value, unit)) = row.denominator(&terms.scheme.denominator, terms.units).filter(|_| is_shared) {
            let value = read_numeral(value).ok()?.value.ratio();
            sum = sum.plus(&value.times(&terms.units.get(terms.units.find(unit)?).ratio).divided_by(target)?);
        }
    }
    Some(sum)
}
