//! An enterprise in two runs.

use super::pair::{Periods, sums};
use super::split::{Parts, Split};
use crate::finding::Language;
use crate::ledger::{Change, GradeRow, LedgerRow, ProductionRow, ReferenceRow};
use crate::measure::{Figure, Months, Ratio, read_months, read_numeral};
use crate::method::Kind;
use crate::nomenclature::Units;
use crate::scheme::Scheme;

/// By what rules two runs are compared: the scheme is that of both.
#[derive(Clone, Copy, Debug)]
pub struct Terms<'a> {
    /// The scheme.
    pub scheme: &'a Scheme,
    /// The units of production records.
    pub units: &'a Units,
    /// The months of the first run.
    pub a: Months,
    /// The months of the second run.
    pub b: Months,
}

/// What one run holds of an enterprise.
#[derive(Clone, Debug, Default)]
pub struct Side {
    /// Its row of `grades.csv`.
    pub grade: GradeRow,
    /// The pool that it was compared with.
    pub reference: Option<ReferenceRow>,
    /// Its lines.
    pub lines: Vec<LedgerRow>,
    /// Its production records; needed only where the periods overlap in part.
    pub production: Vec<ProductionRow>,
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

/// Compares what two runs hold of an enterprise. `unsplit` says why no change of the two runs can be split.
#[must_use]
pub fn compare(a: Option<Side>, b: Option<Side>, unsplit: Option<Unsplit>, terms: Terms<'_>) -> Compared {
    let split = match (&a, &b, unsplit) {
        (Some(a), Some(b), _) if a.grade.get("ratio").is_empty() || b.grade.get("ratio").is_empty() => Err(Unsplit::NoRatio),
        (Some(a), Some(b), None) => split(a, b, terms).ok_or(Unsplit::Unclear),
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
fn split(a: &Side, b: &Side, terms: Terms<'_>) -> Option<Split> {
    let scheme = terms.scheme;
    let periods = Periods { a: terms.a, b: terms.b };
    let sums = sums(&counted(&a.lines, scheme), &counted(&b.lines, scheme), periods)?;
    let parts = Parts {
        numerators: sums.numerators(scheme.numerator.floor_at_zero),
        denominators: denominators(a, b, periods, terms)?,
        references: [reference(a)?, reference(b)?],
    };
    let printed = |ratio: &Ratio| Figure::round(ratio, scheme.ratio.decimals).to_string();
    let found = Split::of(&parts)?;
    (printed(found.before()) == a.grade.get("ratio") && printed(found.after()) == b.grade.get("ratio")).then_some(found)
}

/// The lines that the scheme's numerator counts.
fn counted<'a>(lines: &'a [LedgerRow], scheme: &Scheme) -> Vec<&'a LedgerRow> {
    let kind = |line: &LedgerRow| Kind::parse(&line.kind);
    let counts = |kind: Kind| if scheme.numerator.energy_only { kind.is_energy() } else { !kind.is_apart() };
    lines.iter().filter(|line| kind(line).is_some_and(counts)).collect()
}

/// The denominator of the first run, the same with the months of both as the second run has them, and that of the second.
fn denominators(a: &Side, b: &Side, periods: Periods, terms: Terms<'_>) -> Option<[Ratio; 3]> {
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

/// The exact reference: the quotient of the pool's sums, or as it is printed where there are none.
fn reference(side: &Side) -> Option<Ratio> {
    let row = side.reference.as_ref()?;
    let sums = Ratio::parse(&row.emissions_t).zip(Ratio::parse(&row.denominator_value));
    sums.and_then(|(above, below)| above.divided_by(&below)).or_else(|| Ratio::parse(&row.reference))
}
