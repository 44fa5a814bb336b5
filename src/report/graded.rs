//! What a scheme grades, in words: the step between the intensity and the bands.

use crate::finding::Language;
use crate::scheme::{Graded, Reference, Scheme};

/// The step from the intensity to the figure that is graded.
#[derive(Clone, Debug)]
pub struct GradedStep {
    /// What the figure is.
    pub title: String,
    /// How it is made, in letters.
    pub equation: String,
    /// What a reader must know of it.
    pub note: String,
}

/// The step of a scheme.
pub(super) fn graded_step(scheme: &Scheme, language: Language) -> GradedStep {
    let of = |title: [&str; 2], equation: &str, note: [&str; 2]| GradedStep {
        title: language.pick(title[0], title[1]).to_owned(),
        equation: format!("{} = {equation}", scheme.graded.symbol()),
        note: language.pick(note[0], note[1]).to_owned(),
    };
    let rounded_once =
        ["数值由未修约的数值计算，只在最后修约一次。", "The figure is made from unrounded values and rounded once at the end."];
    match &scheme.graded {
        Graded::Ratio => of(
            ["与同行之比", "Ratio to its peers"],
            "L ÷ R",
            [
                "比值由未修约的强度与参考值相除，只在最后修约一次，因此与显示值相除的结果可能略有出入。",
                "The ratio is made from the unrounded intensity and reference and rounded once at the end, so dividing the printed figures may differ slightly.",
            ],
        ),
        Graded::Intensity => of(["强度", "Intensity"], "L", rounded_once),
        Graded::Rank(weights) => of(
            ["在同行中的名次", "Rank among its peers"],
            "r ÷ n",
            match weights {
                None => ["名次按强度由低到高，并列者同取最好的名次。", "Ranked by intensity, lowest first; equals share the best place."],
                Some(_) => [
                    "名次按加权得分由高到低，并列者同取最好的名次。",
                    "Ranked by weighted score, highest first; equals share the best place.",
                ],
            },
        ),
        Graded::Score(_) => of(
            ["加权得分", "Weighted score"],
            "100 × Σ w × v ÷ base ÷ Σ w",
            ["得分越高越好；缺少的指标把权重让给其他指标。", "More is better; the weight of a missing indicator goes to the others."],
        ),
        Graded::Points(_) => of(
            ["基准值与引领值之间的得分", "Points between baseline and leading value"],
            "100 × (B − L) ÷ (B − A)",
            ["得分越高越好，在 0 与 100 之间。", "More is better, from 0 to 100."],
        ),
        Graded::Percentile(_) => of(
            ["固定表中的百分位", "Percentile in a fixed table"],
            "p(L)",
            ["百分位越高越好；表中相邻两点之间按直线内插。", "More is better; between two points of the table the line is straight."],
        ),
        Graded::Trend { .. } => of(
            ["自身趋势", "Own trend"],
            "(∏ Lₖ₊₁ ÷ Lₖ)^(1 ÷ (m − 1))",
            ["小于 1 表示强度逐年下降。", "Below 1 the intensity falls from year to year."],
        ),
        Graded::Elasticity { .. } => of(
            ["碳排放弹性得分", "Points of carbon elasticity"],
            "f(g(E) ÷ g(D))",
            ["得分越高越好：排放增长越慢于产出，得分越高。", "More is better: the slower emissions grow beside output, the more points."],
        ),
        Graded::Dimensions(_) => of(
            ["第一维与同行之比", "Ratio to its peers in the first dimension"],
            "L ÷ R",
            ["等级由各维合并得出，各维所得见标记。", "The grade is merged from all dimensions; flags say what each came to."],
        ),
    }
}

/// What a reference is made of, where it is not a ratio of sums.
pub(super) fn statistic(scheme: &Scheme, language: Language) -> Option<&'static str> {
    let pick = |zh, en| Some(language.pick(zh, en));
    match (&scheme.peers.reference, scheme.peers.include_self) {
        (Reference::RatioOfSums, true) => None,
        (Reference::RatioOfSums, false) => pick("评级时不含本企业", "the enterprise itself is left out when it is graded"),
        (Reference::MeanOfRatios, true) => pick("同行强度的平均值", "the mean of the peers' intensities"),
        (Reference::MeanOfRatios, false) => pick(
            "同行强度的平均值，评级时不含本企业",
            "the mean of the peers' intensities; the enterprise itself is left out when it is graded",
        ),
        (Reference::Median, true) => pick("同行强度的中位数", "the median of the peers' intensities"),
        (Reference::Median, false) => pick(
            "同行强度的中位数，评级时不含本企业",
            "the median of the peers' intensities; the enterprise itself is left out when it is graded",
        ),
        (Reference::TrimmedMean(_), _) => pick("同行强度去掉两端后的平均值", "the mean of the peers' intensities without the extremes"),
        (Reference::BestShare(_), _) => pick("同行中最好一部分的平均强度", "the mean intensity of the best of the peers"),
    }
}
