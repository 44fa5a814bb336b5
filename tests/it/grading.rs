//! Whole grades of drawn populations against plain fractions: pools, references, ranks, scores, gates, from the rows of a
//! batch to the cells of `grades.csv`.

use std::collections::BTreeMap;

use carbonlabel::ledger::GradeRow;
use num_bigint::BigInt;

use crate::harness::Chance;
use crate::population::{Member, PERIOD, drawn, grades, hundredths, read, scheme};
use crate::statistics::Fraction;

const BANDS: [(&str, &str); 4] = [("a", "0.5"), ("b", "1"), ("c", "1.25"), ("d", "")];

/// What the test knows of an enterprise: its industry, its emissions as the program summed them, its value added.
struct Known {
    industry: &'static str,
    emissions: Fraction,
    made: Fraction,
}

impl Known {
    fn intensity(&self) -> Fraction {
        self.emissions.over(&self.made)
    }

    /// Its code at a level.
    fn at(&self, level: &str) -> String {
        match level {
            "class" => self.industry.to_owned(),
            "group" => self.industry[..3].to_owned(),
            "division" => self.industry[..2].to_owned(),
            _ => String::new(),
        }
    }
}

/// Who may be graded.
fn known(population: &[Member], rows: &BTreeMap<String, GradeRow>) -> BTreeMap<String, Known> {
    let of = |member: &Member| {
        let emissions = Fraction::read(rows[&member.id].get("emissions_t"));
        (member.id.clone(), Known { industry: member.industry, emissions, made: Fraction::read(&hundredths(member.made[0])) })
    };
    population.iter().filter(|member| member.made[0] > 0).map(of).collect()
}

fn is_positive(value: &Fraction) -> bool {
    value.0 > BigInt::ZERO
}

/// The band of a figure, less being better, edges inclusive.
fn band(figure: &Fraction, bands: &[(&'static str, &str)]) -> &'static str {
    let fits = |(_, edge): &&(&'static str, &str)| edge.is_empty() || figure.cmp(&Fraction::read(edge)).is_le();
    bands.iter().find(fits).unwrap().0
}

fn count_of(list: &[Fraction]) -> Fraction {
    Fraction::of(i64::try_from(list.len()).unwrap(), 1)
}

/// A reference of a list of peers, as the names say.
fn reference(statistic: &str, peers: &[&Known]) -> Option<Fraction> {
    let sum = |list: &mut dyn Iterator<Item = Fraction>| list.fold(Fraction::of(0, 1), |sum, value| sum.plus(&value));
    let mean = |list: &[Fraction]| (!list.is_empty()).then(|| sum(&mut list.iter().map(|value| value.rounded(18))).over(&count_of(list)));
    let mut list: Vec<Fraction> = peers.iter().map(|peer| peer.intensity()).collect();
    list.sort_by(Fraction::cmp);
    let count = list.len();
    let found = match statistic {
        "ratio_of_sums" if count == 0 => None,
        "ratio_of_sums" => {
            Some(sum(&mut peers.iter().map(|peer| peer.emissions.clone())).over(&sum(&mut peers.iter().map(|peer| peer.made.clone()))))
        }
        "mean_of_ratios" => mean(&list),
        "median" if count % 2 == 1 => Some(list[count / 2].clone()),
        "median" if count == 0 => None,
        "median" => mean(&list[count / 2 - 1..=count / 2]),
        "trimmed_mean" => mean(&list[count / 5..count - count / 5]),
        _ => mean(&list[..count.div_ceil(4)]),
    };
    found.filter(is_positive)
}

/// The nearest level with at least three peers and a reference above zero, and its peers.
fn pool<'k>(own: &Known, everybody: &'k BTreeMap<String, Known>, statistic: &str) -> Option<(&'static str, Vec<(&'k String, &'k Known)>)> {
    ["class", "group", "division", "all"].into_iter().find_map(|level| {
        let peers: Vec<_> = everybody.iter().filter(|(_, other)| other.at(level) == own.at(level)).collect();
        let list: Vec<&Known> = peers.iter().map(|(_, peer)| *peer).collect();
        let emits = list.iter().any(|peer| is_positive(&peer.emissions));
        (list.len() >= 3 && emits && reference(statistic, &list).is_some()).then_some((level, peers))
    })
}

const LEVELS: &str = "[peers]\nlevels = [\"class\", \"group\", \"division\", \"all\"]\nminimum = 3\n";

#[test]
fn ratios_to_every_reference_are_those_of_plain_fractions() {
    let mut chance = Chance(101);
    let (mut graded, mut compared) = (0, 0);
    for (statistic, share) in
        [("ratio_of_sums", ""), ("mean_of_ratios", ""), ("median", ""), ("trimmed_mean", "0.2"), ("best_share", "0.25")]
    {
        for (include_self, compare) in [(true, "rounded"), (false, "rounded"), (true, "exact"), (false, "exact")] {
            let share = if share.is_empty() { String::new() } else { format!("share = \"{share}\"\n") };
            let peers = format!("{LEVELS}statistic = \"{statistic}\"\n{share}include_self = {include_self}\n");
            let scheme = read(&scheme(compare, "", &BANDS, &peers));
            for size in [1, 3, 8, 25] {
                let population = drawn(size, &mut chance);
                let rows = grades(&population, &scheme);
                let everybody = known(&population, &rows);
                for member in &population {
                    let row = &rows[&member.id];
                    compared += 1;
                    let Some(own) = everybody.get(&member.id) else {
                        assert_eq!(row.get("status"), "non_positive_denominator");
                        continue;
                    };
                    let found = pool(own, &everybody, statistic);
                    let rest = found.as_ref().and_then(|(_, peers)| {
                        let list: Vec<&Known> =
                            peers.iter().filter(|(id, _)| include_self || **id != member.id).map(|(_, peer)| *peer).collect();
                        reference(statistic, &list)
                    });
                    let Some((level, reference)) = found.map(|(level, _)| level).zip(rest) else {
                        assert_eq!((row.get("status"), row.get("grade")), ("too_few_peers", ""), "{statistic} {member:?}");
                        continue;
                    };
                    let exact = own.intensity().over(&reference);
                    let printed = exact.rounded(4);
                    assert_eq!((row.get("status"), row.get("peer_level")), ("graded", level), "{statistic}");
                    assert!(Fraction::read(row.get("ratio")).cmp(&printed).is_eq(), "{statistic} {include_self}: {row:?}");
                    assert!(Fraction::read(row.get("reference")).cmp(&reference.rounded(4)).is_eq() || include_self, "{row:?}");
                    assert_eq!(row.get("grade"), band(if compare == "exact" { &exact } else { &printed }, &BANDS), "{row:?}");
                    graded += 1;
                }
            }
        }
    }
    assert!(graded > 400 && graded < compared, "{graded} of {compared}");
}

#[test]
fn ranks_are_those_of_counting() {
    let bands = [("green", "0.2"), ("blue", "0.7"), ("orange", "0.9"), ("red", "")];
    let mut chance = Chance(103);
    for compare in ["rounded", "exact"] {
        let scheme = read(&scheme(compare, "[graded]\nkind = \"rank\"\n", &bands, "[peers]\nlevels = [\"all\"]\nminimum = 2\n"));
        for size in [1, 2, 7, 40] {
            let population = drawn(size, &mut chance);
            let rows = grades(&population, &scheme);
            let everybody = known(&population, &rows);
            let ranked = |of: &Known| if compare == "exact" { of.intensity() } else { of.intensity().rounded(4) };
            for (id, own) in &everybody {
                let row = &rows[id];
                if everybody.len() < 2 {
                    assert_eq!(row.get("status"), "too_few_peers");
                    continue;
                }
                let better = everybody.values().filter(|other| ranked(other).cmp(&ranked(own)).is_lt()).count();
                let share = Fraction::of(i64::try_from(better + 1).unwrap(), i64::try_from(everybody.len()).unwrap());
                let printed = share.rounded(4);
                assert!(Fraction::read(row.get("ratio")).cmp(&printed).is_eq(), "{row:?}");
                assert_eq!(row.get("grade"), band(if compare == "exact" { &share } else { &printed }, &bands));
                assert_eq!(row.get("reference"), "", "a rank has no reference");
            }
        }
    }
}

#[test]
fn intensities_fall_into_absolute_bands() {
    let mut chance = Chance(107);
    let scheme = read(&scheme("rounded", "[graded]\nkind = \"intensity\"\n", &BANDS, ""));
    let population = drawn(40, &mut chance);
    let rows = grades(&population, &scheme);
    for (id, own) in known(&population, &rows) {
        let printed = own.intensity().rounded(4);
        assert!(Fraction::read(rows[&id].get("ratio")).cmp(&printed).is_eq());
        assert_eq!((rows[&id].get("grade"), rows[&id].get("peer_code")), (band(&printed, &BANDS), ""));
    }
}

#[test]
fn a_trend_takes_earlier_years_from_indicators_and_gates_follow() {
    let graded = "[graded]\nkind = \"trend\"\nyears = 3\n";
    let gates = "[[gates]]\nindicator = \"rising_years\"\nat_least = \"2\"\nfrom = [\"b\"]\ngrade = \"c\"\n\n\
                 [[gates]]\nindicator = \"met\"\ngrade = \"a\"\n";
    let bands = [("a", "0.99"), ("b", "1.05"), ("c", "")];
    let scheme = read(&scheme("rounded", graded, &bands, gates));
    // 100,000 kWh in Guangdong over 100.00 万元; the intensity of this year is read back and the years before are made from it.
    let mut member = Member { id: "91440307FAKE000001".into(), industry: "3311", kwh: 100_000, made: [10_000; 4], indicators: Vec::new() };
    let row = grades(std::slice::from_ref(&member), &scheme).remove(&member.id).unwrap();
    assert_eq!((row.get("status"), row.get("grade")), ("missing_indicators", ""));
    let now = Fraction::read(row.get("emissions_t")).over(&Fraction::of(100, 1)).rounded(9);
    // Cells of a batch are decimals: earlier years as numerator over 10^9 and denominator.
    let earlier = |year: &str, times: i64| {
        let cell = |name: &str, value: String| (year.to_owned(), name.to_owned(), value);
        vec![cell("numerator", (&now.0 * times).to_string()), cell("denominator", "100000000000".to_owned())]
    };
    for (first, second, gate, ratio, grade) in [
        (100, 100, "", "1.0000", "b"),
        (121, 110, "", "0.9091", "a"),
        (96, 98, "", "1.0206", "c"),
        (98, 102, "", "1.0102", "b"),
        (80, 90, "", "1.1180", "c"),
        (80, 90, "met", "1.1180", "a"),
    ] {
        member.indicators = [earlier("2022-06", first), earlier("2023-06", second)].concat();
        if !gate.is_empty() {
            member.indicators.push((String::new(), gate.to_owned(), "1".to_owned()));
        }
        let row = grades(std::slice::from_ref(&member), &scheme).remove(&member.id).unwrap();
        assert_eq!((row.get("ratio"), row.get("grade")), (ratio, grade), "{first} {second}: {row:?}");
        assert_eq!(row.get("flags").contains("gated"), grade != band(&Fraction::read(ratio), &bands), "{row:?}");
    }
}

#[test]
fn scores_weigh_cap_and_reweight() {
    let graded = "[graded]\nkind = \"score\"\nbonus_cap = \"5\"\n\n\
        [[graded.indicators]]\nabove = \"tax\"\nbelow = \"area\"\nweight = \"0.6\"\nbase = \"0.02\"\ncap = \"1.5\"\n\n\
        [[graded.indicators]]\nabove = \"revenue\"\nbelow = \"headcount\"\nweight = \"0.4\"\nbase = \"10\"\n\n\
        [[graded.points]]\nindicator = \"green_factory\"\npoints = \"4\"\n\n\
        [[graded.points]]\nindicator = \"cleaner_production\"\npoints = \"3\"\n\n\
        [[graded.points]]\nindicator = \"accident\"\npoints = \"-10\"\n";
    let scheme = read(&scheme("rounded", graded, &[("a", "90"), ("b", "60"), ("c", "")], ""));
    let score = |indicators: &[(&str, &str)]| {
        let indicators = indicators.iter().map(|(name, value)| (String::new(), (*name).to_owned(), (*value).to_owned())).collect();
        // Tax 20.00, revenue 400.00 万元.
        let member =
            Member { id: "91440307FAKE000001".into(), industry: "3311", kwh: 1000, made: [10_000, 10_000, 40_000, 2_000], indicators };
        let row = grades(std::slice::from_ref(&member), &scheme).remove(&member.id).unwrap();
        ["status", "ratio", "grade", "margin", "flags"]
            .map(|column| row.get(column).replace("carried_forward:2023;", "").replace("carried_forward:2023", ""))
            .join(" ")
            .trim()
            .to_owned()
    };
    // 20 ÷ 1000 ÷ 0.02 = 1; 400 ÷ 50 ÷ 10 = 0.8.
    assert_eq!(score(&[("area", "1000"), ("headcount", "50")]), "graded 92.0000 a -2.0000");
    // 20 ÷ 400 ÷ 0.02 = 2.5, capped at 1.5.
    assert_eq!(score(&[("area", "400"), ("headcount", "50")]), "graded 122.0000 a -32.0000");
    assert_eq!(score(&[("headcount", "50")]), "graded 80.0000 b 10.0000 reweighted");
    assert_eq!(score(&[("area", "0"), ("headcount", "50")]), "graded 80.0000 b 10.0000 reweighted");
    assert_eq!(score(&[]), "missing_indicators");
    let all = [("area", "1000"), ("headcount", "50"), ("green_factory", "1"), ("cleaner_production", "1")];
    assert_eq!(score(&all), "graded 97.0000 a -7.0000");
    assert_eq!(score(&[&all[..], &[("accident", "1")]].concat()), "graded 87.0000 b 3.0000");
}

#[test]
fn months_are_filled_with_the_worst_and_bar_the_best_grade() {
    let text = scheme("rounded", "", &BANDS, "[peers]\nlevels = [\"all\"]\nminimum = 2\n")
        .replace("\"every_month\"", "\"filled\"\nfilled_months = 1");
    let scheme = read(&text);
    let member =
        |at: u32, kwh| Member { id: format!("91440307FAKE{at:06}"), industry: "3311", kwh, made: [10_000; 4], indicators: Vec::new() };
    let population = [member(1, 100_000), member(2, 100_000), member(3, 10_000)];
    let mut batch = crate::population::batch(&population);
    // The third has power in May alone, of two months; the others in both.
    for line in batch.lines("production.csv").iter_mut() {
        *line = line.replace(PERIOD, "2024-05..2024-06");
    }
    let more: Vec<String> = batch.lines("energy.csv")[1..3].iter().map(|line| line.replace(PERIOD, "2024-05")).collect();
    batch.lines("energy.csv").extend(more);
    let folder = crate::harness::temp();
    let (input, file, out) = (folder.path().join("batch"), folder.path().join("own.toml"), folder.path().join("run"));
    batch.write(&input);
    std::fs::write(&file, text).unwrap();
    let path = crate::harness::text;
    crate::harness::carbonlabel(&["run", path(&input), "--period", "2024-05..2024-06", "--scheme", path(&file), "--out", path(&out)])
        .expect(0);
    let rows = crate::harness::grades(&out);
    let third = &rows["91440307FAKE000003"];
    // Twice its one month over 100: a tenth of the others, which is the best band, from which it is barred.
    assert_eq!((third["status"].as_str(), third["ratio"].as_str(), third["grade"].as_str()), ("graded", "0.1000", "b"));
    assert!(third["flags"].contains("filled:1"), "{third:?}");
    assert_eq!((rows["91440307FAKE000001"]["peer_count"].as_str(), rows["91440307FAKE000001"]["ratio"].as_str()), ("2", "1.0000"));
    assert_eq!(scheme.ratio.bands.len(), 4);
    crate::harness::carbonlabel(&["replay", path(&out), "--batch", path(&input)]).expect(0);
}

#[test]
fn dimensions_are_merged() {
    let dimension = |measure: &str| {
        let band = |code: &str, edge: &str| {
            let edge = if edge.is_empty() { String::new() } else { format!("upper = \"{edge}\"\n") };
            format!("\n[[dimensions.ratio.bands]]\ncode = \"{code}\"\n{edge}name_zh = \"\"\nname_en = \"\"\ncolor = \"#123456\"\n")
        };
        let bands = [band("g", "0.8"), band("y", "1.2"), band("r", "")].concat();
        format!(
            "\n[[dimensions]]\n\n[dimensions.denominator]\nmeasure = \"{measure}\"\nunit = \"万元\"\n\n[dimensions.ratio]\ndecimals = 4\n{bands}"
        )
    };
    let dimensions = ["value_added", "revenue", "tax"].map(dimension).concat();
    let rest = format!("[peers]\nlevels = [\"all\"]\nminimum = 2\n{dimensions}");
    let mut chance = Chance(109);
    let population: Vec<Member> = drawn(30, &mut chance).into_iter().filter(|member| member.made[0] > 0).collect();
    for (merge, pick) in [("worst", 2usize), ("best", 0), ("majority", 1)] {
        let graded = format!("[graded]\nkind = \"dimensions\"\nmerge = \"{merge}\"\n");
        let rows = grades(&population, &read(&scheme("rounded", &graded, &[("g", ""), ("y", ""), ("r", "")], &rest)));
        let emissions: Vec<Fraction> = population.iter().map(|member| Fraction::read(rows[&member.id].get("emissions_t"))).collect();
        let total = emissions.iter().fold(Fraction::of(0, 1), |sum, own| sum.plus(own));
        for (member, own) in population.iter().zip(&emissions) {
            let place = |column: usize| {
                let made = |member: &Member| Fraction::of(member.made[column], 100);
                let all = population.iter().fold(Fraction::of(0, 1), |sum, other| sum.plus(&made(other)));
                let ratio = own.over(&made(member)).over(&total.over(&all)).rounded(4);
                usize::from(ratio.cmp(&Fraction::read("0.8")).is_gt()) + usize::from(ratio.cmp(&Fraction::read("1.2")).is_gt())
            };
            let mut places = [place(0), place(2), place(3)];
            let flags = (1..).zip(places).map(|(at, place)| format!("dimension_{at}:{}", place + 1)).collect::<Vec<_>>();
            places.sort_unstable();
            // Of three sorted places the middle one is the majority, and of three different ones the worst.
            let all_differ = places[0] < places[1] && places[1] < places[2];
            let want = places[if merge == "majority" && all_differ { 2 } else { pick }];
            let row = &rows[&member.id];
            assert_eq!(row.get("grade"), ["g", "y", "r"][want], "{merge} {places:?} {row:?}");
            assert!(flags.iter().all(|flag| row.get("flags").contains(flag.as_str())), "{flags:?} {row:?}");
        }
    }
}
