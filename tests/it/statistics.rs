//! Every statistic against a second one, plain and slow: big fractions, lists that are sorted by comparing everybody with
//! everybody, roots found by halving. Populations are drawn: ties, all equal, one member, zeros, figures below zero.

use std::cmp::Ordering;

use carbonlabel::measure::{Figure, Ratio};
use carbonlabel::statistic::{
    Sorted, best_share, composite, elasticity, majority, mean, median, percentile, points, rank_share, ratio_of_sums, trend, trimmed_mean,
};
use num_bigint::BigInt;

use crate::harness::Chance;

/// A fraction as schools teach it.
#[derive(Clone, Debug)]
pub struct Fraction(pub BigInt, pub BigInt);

impl Fraction {
    pub fn of(above: i64, below: i64) -> Self {
        Self(above.into(), below.into())
    }

    pub fn read(text: &str) -> Self {
        let (above, below) = text.split_once('/').unwrap_or((text, "1"));
        let decimal = |text: &str| {
            let (whole, part) = text.split_once('.').unwrap_or((text, ""));
            Self(format!("{whole}{part}").parse().unwrap(), BigInt::from(10).pow(u32::try_from(part.len()).unwrap()))
        };
        decimal(above).over(&decimal(below))
    }

    pub fn plus(&self, other: &Self) -> Self {
        Self(&self.0 * &other.1 + &other.0 * &self.1, &self.1 * &other.1)
    }

    pub fn minus(&self, other: &Self) -> Self {
        self.plus(&Self(-&other.0, other.1.clone()))
    }

    pub fn times(&self, other: &Self) -> Self {
        Self(&self.0 * &other.0, &self.1 * &other.1)
    }

    pub fn over(&self, other: &Self) -> Self {
        let sign = if other.0 < BigInt::ZERO { -1 } else { 1 };
        Self(&self.0 * &other.1 * sign, &self.1 * &other.0 * sign)
    }

    pub fn cmp(&self, other: &Self) -> Ordering {
        (&self.0 * &other.1).cmp(&(&other.0 * &self.1))
    }

    pub fn floor(&self) -> BigInt {
        let towards_zero = &self.0 / &self.1;
        if self.0 < BigInt::ZERO && &towards_zero * &self.1 != self.0 { towards_zero - 1 } else { towards_zero }
    }

    /// Rounded half to even: of the two neighbours the nearer, of two equally near the even one.
    pub fn rounded(&self, decimals: u32) -> Self {
        let ten = BigInt::from(10).pow(decimals);
        let scaled = Self(&self.0 * &ten, self.1.clone());
        let (low, half) = (scaled.floor(), Self::of(1, 2));
        let up = match scaled.minus(&Self(low.clone(), 1.into())).cmp(&half) {
            Ordering::Less => false,
            Ordering::Greater => true,
            Ordering::Equal => &low % 2 != BigInt::ZERO,
        };
        Self(if up { low + 1 } else { low }, ten)
    }

    pub fn text(&self) -> String {
        format!("{}/{}", self.0, self.1)
    }
}

fn same(ours: Option<Ratio>, theirs: Option<&Fraction>) -> bool {
    match (ours, theirs) {
        (None, None) => true,
        (Some(ours), Some(theirs)) => Fraction::read(&ours.to_text()).cmp(theirs).is_eq(),
        _ => false,
    }
}

fn ours(fraction: &Fraction) -> Ratio {
    Ratio::parse(&fraction.text()).unwrap()
}

/// Populations of every size and kind; few distinct values make ties.
fn populations() -> Vec<Vec<Fraction>> {
    let mut chance = Chance(7);
    let mut drawn = Vec::new();
    for size in [0usize, 1, 2, 3, 4, 5, 9, 10, 11, 20, 37] {
        for distinct in [1, 3, 1000] {
            for lowest in [0i64, -5, 1] {
                let mut value = || {
                    let above = i64::try_from(chance.below(distinct)).unwrap() + lowest;
                    Fraction::of(above, i64::try_from(chance.below(if distinct > 3 { 997 } else { 1 })).unwrap() + 1)
                };
                drawn.push((0..size).map(|_| value()).collect());
            }
        }
    }
    drawn
}

/// A list sorted by taking the smallest again and again.
fn sorted(mut list: Vec<Fraction>) -> Vec<Fraction> {
    let mut out = Vec::new();
    while !list.is_empty() {
        let smallest = (0..list.len()).min_by(|a, b| list[*a].cmp(&list[*b])).unwrap();
        out.push(list.remove(smallest));
    }
    out
}

fn plain_mean(list: &[Fraction]) -> Option<Fraction> {
    let sum = list.iter().fold(Fraction::of(0, 1), |sum, value| sum.plus(&value.rounded(18)));
    (!list.is_empty()).then(|| sum.over(&Fraction::of(i64::try_from(list.len()).unwrap(), 1)))
}

fn plain_median(list: &[Fraction]) -> Option<Fraction> {
    let list = sorted(list.to_vec());
    match list.len() {
        0 => None,
        odd if odd % 2 == 1 => Some(list[odd / 2].clone()),
        even => plain_mean(&list[even / 2 - 1..=even / 2]),
    }
}

#[test]
fn references_are_those_of_plain_fractions_with_and_without_a_member() {
    let mut compared = 0;
    for population in populations() {
        let pool = Sorted::new(population.iter().map(ours).collect());
        let mut views: Vec<(_, Vec<Fraction>)> = vec![(pool.all(), population.clone())];
        let own: Vec<Ratio> = population.iter().map(ours).collect();
        for (at, own) in own.iter().enumerate() {
            let mut rest = population.clone();
            rest.remove(at);
            views.push((pool.without(own), rest));
        }
        for (sample, rest) in views {
            assert_eq!(sample.count(), rest.len());
            assert!(same(mean(sample), plain_mean(&rest).as_ref()), "mean of {rest:?}");
            assert!(same(median(sample), plain_median(&rest).as_ref()), "median of {rest:?}");
            let (ordered, count) = (sorted(rest.clone()), rest.len());
            for (above, below) in [(0usize, 1usize), (1, 10), (1, 4), (1, 3), (49, 100)] {
                let share = Ratio::parse(&format!("{above}/{below}")).unwrap();
                let cut = count * above / below;
                let kept = ordered.get(cut..count - cut).unwrap_or_default();
                assert!(same(trimmed_mean(sample, &share), plain_mean(kept).as_ref()), "{above}/{below} of {rest:?}");
                let best = if above == 0 { 1 } else { (count * above).div_ceil(below) }.min(count);
                assert!(same(best_share(sample, &share), plain_mean(&ordered[..best]).as_ref()), "best {above}/{below} of {rest:?}");
                compared += 4;
            }
        }
    }
    assert!(compared > 10_000, "{compared}");
}

/// 1, 2, 2, 4: everybody is compared with everybody.
#[test]
fn ranks_are_competition_ranks() {
    for population in populations() {
        let pool = Sorted::new(population.iter().map(ours).collect());
        for own in &population {
            let better = population.iter().filter(|other| other.cmp(own).is_lt()).count();
            let theirs = Fraction::of(i64::try_from(better + 1).unwrap(), i64::try_from(population.len()).unwrap());
            assert!(same(rank_share(pool.below(&ours(own)), pool.count()), Some(&theirs)));
        }
    }
    assert!(rank_share(0, 0).is_none());
}

#[test]
fn ratios_of_sums_and_composites_are_those_of_plain_fractions() {
    let mut chance = Chance(11);
    for _ in 0..200 {
        let mut draw = || Fraction::of(i64::try_from(chance.below(2_000_000)).unwrap() - 300_000, 1000);
        let rows: Vec<(Fraction, Fraction)> = (0..5).map(|_| (draw(), draw())).collect();
        let sum = |skip: usize, of: fn(&(Fraction, Fraction)) -> &Fraction| {
            rows.iter().enumerate().filter(|(at, _)| *at != skip).fold(Fraction::of(0, 1), |sum, (_, row)| sum.plus(of(row)))
        };
        let plain = |skip: usize| {
            let (above, below) = (sum(skip, |row| &row.0), sum(skip, |row| &row.1));
            (below.0 > BigInt::ZERO).then(|| above.over(&below))
        };
        let (above, below) = (ours(&sum(9, |row| &row.0)), ours(&sum(9, |row| &row.1)));
        assert!(same(ratio_of_sums(&above, &below, None), plain(9).as_ref()));
        for (at, (own_above, own_below)) in rows.iter().enumerate() {
            let own = (ours(own_above), ours(own_below));
            assert!(same(ratio_of_sums(&above, &below, Some((&own.0, &own.1))), plain(at).as_ref()));
        }
        let weight = sum(9, |row| &row.1);
        let weighted = rows.iter().fold(Fraction::of(0, 1), |sum, (reference, part)| sum.plus(&reference.times(part)));
        let theirs = (weight.0 > BigInt::ZERO).then(|| weighted.over(&weight));
        let parts: Vec<(Ratio, Ratio)> = rows.iter().map(|(reference, part)| (ours(part), ours(reference))).collect();
        assert!(same(composite(&parts), theirs.as_ref()));
    }
}

/// The root by halving an interval until eighteen decimals and one more are sure, then rounding.
fn plain_root(value: &Fraction, degree: u32) -> Fraction {
    let ten = BigInt::from(10).pow(18);
    let power = |root: &Fraction| (0..degree).fold(Fraction::of(1, 1), |product, _| product.times(root));
    let (mut low, mut high) = (BigInt::ZERO, BigInt::from(10).pow(30));
    while &high - &low > BigInt::from(1) {
        let middle: BigInt = (&low + &high) / 2;
        let below = power(&Fraction(middle.clone(), ten.clone())).cmp(value).is_le();
        if below { low = middle } else { high = middle }
    }
    let middle = Fraction(&low * 2 + 1, &ten * 2);
    let up = match power(&middle).cmp(value) {
        Ordering::Less => true,
        Ordering::Greater => false,
        Ordering::Equal => &low % 2 != BigInt::ZERO,
    };
    Fraction(if up { low + 1 } else { low }, ten)
}

#[test]
fn trends_and_elasticities_are_geometric_means_of_plain_fractions() {
    let mut chance = Chance(13);
    for years in 2..7usize {
        for _ in 0..20 {
            let mut series =
                || -> Vec<Fraction> { (0..years).map(|_| Fraction::of(i64::try_from(chance.below(50)).unwrap() + 1, 7)).collect() };
            let (above, below) = (series(), series());
            let of = |list: &[Fraction]| list.iter().map(ours).collect::<Vec<_>>();
            let product =
                |list: &[Fraction]| list.windows(2).fold(Fraction::of(1, 1), |product, pair| product.times(&pair[1].over(&pair[0])));
            let degree = u32::try_from(years - 1).unwrap();
            let rate = |list: &[Fraction]| plain_root(&product(list), degree);
            let trend = trend(&of(&above)).unwrap();
            assert!(same(Some(trend.rate), Some(&rate(&above))));
            let rises: Vec<bool> = above.windows(2).map(|pair| pair[1].cmp(&pair[0]).is_gt()).collect();
            assert_eq!(trend.rising, rises.iter().rev().take_while(|rise| **rise).count());
            let one = Fraction::of(1, 1);
            let (grown, made) = (rate(&above).minus(&one), rate(&below).minus(&one));
            let theirs = (made.0 != BigInt::ZERO).then(|| grown.over(&made));
            assert!(same(elasticity(&of(&above), &of(&below)).map(|elasticity| elasticity.value), theirs.as_ref()));
        }
    }
}

#[test]
fn points_and_percentiles_are_straight_lines() {
    let mut chance = Chance(17);
    for _ in 0..300 {
        let mut draw = || Fraction::of(i64::try_from(chance.below(400)).unwrap() - 100, 100);
        let (value, baseline, leading) = (draw(), draw(), draw());
        let way = baseline.minus(&leading);
        let theirs = (way.0 != BigInt::ZERO).then(|| {
            let part = baseline.minus(&value).over(&way);
            let hundred = Fraction::of(100, 1);
            if part.0 < BigInt::ZERO {
                Fraction::of(0, 1)
            } else if part.cmp(&Fraction::of(1, 1)).is_gt() {
                hundred
            } else {
                part.times(&hundred)
            }
        });
        assert!(same(points(&ours(&value), &ours(&baseline), &ours(&leading)), theirs.as_ref()));
        let table = [
            (Fraction::of(-1, 2), Fraction::of(90, 1)),
            (Fraction::of(1, 3), Fraction::of(40, 1)),
            (Fraction::of(2, 1), Fraction::of(5, 1)),
        ];
        let theirs = match table.iter().position(|(at, _)| value.cmp(at).is_le()) {
            Some(0) => table[0].1.clone(),
            None => table[2].1.clone(),
            Some(at) => {
                let ((x0, y0), (x1, y1)) = (&table[at - 1], &table[at]);
                y0.plus(&y1.minus(y0).times(&value.minus(x0)).over(&x1.minus(x0)))
            }
        };
        let own: Vec<(Ratio, Ratio)> = table.iter().map(|(at, of)| (ours(at), ours(of))).collect();
        assert!(same(percentile(&ours(&value), &own), Some(&theirs)));
    }
}

#[test]
fn a_majority_is_counted() {
    let mut chance = Chance(19);
    for size in 1..7 {
        for _ in 0..50 {
            let grades: Vec<usize> = (0..size).map(|_| usize::try_from(chance.below(4)).unwrap()).collect();
            let count = |grade: usize| grades.iter().filter(|other| **other == grade).count();
            let most = (0..4).map(count).max().unwrap();
            let worst = (0..4).rev().find(|grade| count(*grade) == most);
            assert_eq!(majority(&grades), worst, "{grades:?}");
        }
    }
}

/// A figure is printed as plain fractions round it.
#[test]
fn figures_round_as_plain_fractions_do() {
    let mut chance = Chance(23);
    for _ in 0..500 {
        let value =
            Fraction::of(i64::try_from(chance.below(4_000_000)).unwrap() - 2_000_000, i64::try_from(chance.below(800)).unwrap() + 1);
        for decimals in [0u8, 1, 4, 18] {
            assert!(same(Some(Figure::round(&ours(&value), decimals).ratio()), Some(&value.rounded(decimals.into()))), "{value:?}");
        }
    }
}
