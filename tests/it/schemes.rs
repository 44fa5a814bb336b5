//! The shipped schemes at their edges, what holds for every scheme, and the way of an officer who writes one.

use carbonlabel::measure::Figure;
use carbonlabel::release::builtin;
use carbonlabel::scheme::{Graded, Scheme};

use crate::harness::{Chance, carbonlabel, files, grades as read_grades, root, rows, temp, text};
use crate::population::{Member, drawn, grades, release, shipped};

pub const SHIPPED: [&str; 7] =
    ["baseline-leading", "huaian-2024", "quantile-20-50-20-10", "sabc", "three-dimension-four-colour", "tokyo-2012", "zhejiang-2021"];

#[test]
fn the_newest_release_ships_these_schemes() {
    let names: Vec<&str> = release().schemes().iter().map(|scheme| scheme.name.as_str()).collect();
    assert_eq!(names, SHIPPED);
    let listed = rows(&carbonlabel(&["schemes", "list", "--format", "csv"]).expect(0).out);
    assert_eq!(listed.iter().map(|row| row["scheme"].as_str()).collect::<Vec<_>>(), SHIPPED);
    for name in SHIPPED {
        let shown = carbonlabel(&["schemes", "show", name]).expect(0).out;
        let folder = temp();
        let file = folder.path().join(format!("{name}.toml"));
        std::fs::write(&file, shown).unwrap();
        let said = carbonlabel(&["schemes", "check", text(&file), "--lang", "en"]).expect(0);
        assert_eq!(said.out.contains("filled in"), !release().scheme(Some(name)).unwrap().open.is_empty(), "{}", said.out);
    }
}

/// The edges as the sources print them, best first; the first figure of each pair is the edge, the second the grade on it.
#[test]
fn every_edge_of_every_scheme_is_met_at_minus_one_zero_and_plus_one() {
    let mut met = 0;
    for (name, edges) in [
        ("zhejiang-2021", &[("0.6", "1"), ("0.8", "2"), ("1.2", "3"), ("2.0", "4"), ("", "5")][..]),
        ("tokyo-2012", &[("0.25", "A4"), ("0.5", "A3"), ("0.75", "A2"), ("1", "A1"), ("1.25", "B2"), ("1.5", "B1"), ("", "C")]),
        ("quantile-20-50-20-10", &[("0.2", "green"), ("0.7", "blue"), ("0.9", "orange"), ("", "red")]),
        ("huaian-2024", &[("0.2", "A"), ("0.6", "B"), ("0.95", "C"), ("", "D")]),
        ("sabc", &[("0.990", "S"), ("1.050", "A"), ("", "B")]),
        ("baseline-leading", &[("90", "1"), ("60", "2"), ("", "3")]),
    ] {
        let scale = &shipped(name).ratio;
        for pair in edges.windows(2) {
            let edge = Figure::round(&carbonlabel::measure::Ratio::parse(pair[0].0).unwrap(), scale.decimals).mantissa().unwrap();
            let better = if scale.falling { 1 } else { -1 };
            for (step, grade) in [(better, pair[0].1), (0, pair[0].1), (-better, pair[1].1)] {
                let figure = Figure::new(edge + step, scale.decimals);
                assert_eq!(scale.band_of_figure(&figure).unwrap().code, grade, "{name} at {figure}");
                assert_eq!(scale.band(&figure.ratio()).unwrap().code, grade, "{name} at {figure}");
                let margin = scale.margin(&figure).unwrap().mantissa().unwrap();
                assert_eq!(margin, -step * better, "{name} at {figure}");
                met += 1;
            }
        }
    }
    assert_eq!(met, 3 * (4 + 6 + 3 + 3 + 2 + 2));
}

/// Years before, area: what the shipped schemes ask for beyond energy and production.
pub fn completed(mut population: Vec<Member>, chance: &mut Chance) -> Vec<Member> {
    for member in &mut population {
        let mut cell =
            |period: &str, name: &str, value: u64| member.indicators.push((period.to_owned(), name.to_owned(), value.to_string()));
        cell("", "area", chance.below(5_000) + 1);
        for year in 2020..2024 {
            cell(&format!("{year}-06"), "numerator", chance.below(90) + 1);
            cell(&format!("{year}-06"), "denominator", chance.below(9_000) + 1);
        }
    }
    population
}

fn place(scheme: &Scheme, code: &str) -> Option<usize> {
    scheme.ratio.bands.iter().position(|band| band.code == code)
}

/// Beside the same others, whoever uses more power gets no better grade. No shipped scheme breaks it.
#[test]
fn more_emissions_never_better_a_grade() {
    let mut chance = Chance(211);
    for name in SHIPPED {
        let mut scheme = shipped(name);
        // The sample has no products: the dimension of the product is asked of the value of the output.
        for dimension in scheme.dimensions.iter_mut().filter(|dimension| dimension.denominator.product.is_some()) {
            dimension.denominator = release().scheme(Some("sabc")).unwrap().denominator.clone();
        }
        let mut graded = 0;
        for _ in 0..12 {
            let population: Vec<Member> = completed(drawn(30, &mut chance), &mut chance);
            let at = usize::try_from(chance.below(30)).unwrap();
            let before = grades(&population, &scheme);
            let mut more = population.clone();
            more[at].kwh += chance.below(2_000_000) + 1;
            let after = grades(&more, &scheme);
            let id = &population[at].id;
            let of = |rows: &std::collections::BTreeMap<String, carbonlabel::ledger::GradeRow>| place(&scheme, rows[id].get("grade"));
            let Some((before, after)) = of(&before).zip(of(&after)) else { continue };
            assert!(before <= after, "{name}: {id} came from {before} to {after}");
            graded += 1;
        }
        assert!(graded > 4, "{name}: {graded}");
    }
}

/// The order of rows, and ten times the denominator for everybody, change no grade.
#[test]
fn order_and_the_size_of_the_unit_change_nothing() {
    let mut chance = Chance(223);
    let population = completed(drawn(40, &mut chance), &mut chance);
    for name in SHIPPED {
        let mut scheme = shipped(name);
        scheme.dimensions.iter_mut().for_each(|dimension| dimension.denominator.product = None);
        let plain = grades(&population, &scheme);
        let mut shuffled = population.clone();
        chance.shuffle(&mut shuffled);
        assert_eq!(grades(&shuffled, &scheme), plain, "{name}");
        // Only where the figure is a ratio to others made alike; an absolute band, a trend and points know the unit.
        if !matches!(scheme.graded, Graded::Ratio) {
            continue;
        }
        let mut tenfold = population.clone();
        for member in &mut tenfold {
            member.made = member.made.map(|made| made * 10);
            for (_, name, value) in &mut member.indicators {
                if name == "area" {
                    value.push('0');
                }
            }
        }
        let tenfold = grades(&tenfold, &scheme);
        for (id, row) in &plain {
            for column in ["status", "grade", "ratio", "peer_code", "peer_count"] {
                assert_eq!(row.get(column), tenfold[id].get(column), "{name} {column} of {id}");
            }
        }
    }
}

/// The seven made bad one key at a time: the key is named, with its line and what is allowed, in both languages.
#[test]
fn a_wrong_key_is_named_with_its_line_and_what_is_allowed() {
    let good = std::fs::read_to_string(root().join("factors/schemes/zhejiang-2021/2.toml")).unwrap();
    let line_of = |part: &str| good.lines().position(|line| line.contains(part)).unwrap() + 1;
    for (from, to, at, key, allowed) in [
        ("compare = \"rounded\"", "compare = \"about\"", "compare =", "compare", "exact"),
        ("completeness = \"every_month\"", "completeness = \"filled\"", "completeness =", "filled_months", "1 or more"),
        ("lines = \"energy\"", "lines = \"some\"", "lines =", "numerator.lines", "energy, all"),
        ("measure = \"value_added\"", "measure = \"profit\"", "measure =", "denominator.measure", "headcount"),
        ("unit = \"万元\"", "unit = \"两\"", "unit =", "denominator.unit", "unit table"),
        ("upper = \"0.8\"", "upper = \"0.5\"", "upper = \"0.8\"", "ratio.bands[1].upper", "rise"),
        ("upper = \"1.2\"", "upper = \"x\"", "upper = \"1.2\"", "ratio.bands[2].upper", "decimal or a fraction"),
        ("upper = \"1.2\"", "lower = \"1.2\"", "upper = \"1.2\"", "ratio.bands[2].lower", "upper"),
        ("code = \"3\"", "code = \"2\"", "code = \"3\"", "ratio.bands[2].code", "another band"),
        ("#d73027", "red", "#d73027", "ratio.bands[4].color", "#1a9850"),
        ("statistic = \"ratio_of_sums\"", "statistic = \"mode\"", "statistic =", "peers.statistic", "trimmed_mean"),
        ("statistic = \"ratio_of_sums\"", "statistic = \"best_share\"", "statistic =", "peers.share", "best_share"),
        ("levels = [\"class\", ", "levels = [\"klass\", ", "levels =", "peers.levels", "division"),
        ("broad = [", "bread = [", "broad =", "bread", "broad"),
    ] {
        let folder = temp();
        let file = folder.path().join("mine.toml");
        assert!(good.contains(from), "{from}");
        std::fs::write(&file, good.replacen(from, to, 1)).unwrap();
        let said = carbonlabel(&["schemes", "check", text(&file), "--lang", "en"]).expect(1);
        let missing_table = key == "filled_months" || key == "peers.share";
        let line = if missing_table { String::new() } else { format!(":{}: ", line_of(at)) };
        assert!(said.out.contains(&line) && said.out.contains(key) && said.out.contains(allowed), "{to}: {}", said.out);
        let chinese = carbonlabel(&["schemes", "check", text(&file), "--lang", "zh"]).expect(1).out;
        assert!(chinese.contains(key), "{chinese}");
        // A run says the same, and writes nothing.
        let out = folder.path().join("run");
        let refused = carbonlabel(&["run", "samples/seven", "--period", "2024-06", "--scheme", text(&file), "--out", text(&out)]).expect(2);
        assert!(refused.err.contains(key) && !out.exists(), "{}", refused.err);
    }
}

#[test]
fn a_scheme_with_open_values_or_another_period_grades_nobody() {
    let folder = temp();
    let out = folder.path().join("run");
    let run = |scheme: &str| {
        carbonlabel(&["run", "samples/seven", "--period", "2024-06", "--scheme", scheme, "--out", text(&out), "--lang", "en"])
    };
    let said = run("baseline-leading").expect(2);
    assert!(said.err.contains("graded.anchors") && said.err.contains("schemes show"), "{}", said.err);
    let file = folder.path().join("late.toml");
    let known = std::fs::read_to_string(root().join("factors/schemes/zhejiang-2021/2.toml")).unwrap();
    std::fs::write(&file, known.replacen("compare =", "valid_from = \"2025-01\"\ncompare =", 1)).unwrap();
    assert!(run(text(&file)).expect(2).err.contains("2025-01.."));
    let same_name = folder.path().join("zhejiang-2021.toml");
    std::fs::write(&same_name, known.replacen("0.6", "0.7", 1)).unwrap();
    assert!(run(text(&same_name)).expect(2).err.contains("another name"));
    assert!(!out.exists());
}

/// A run with a scheme of one's own holds the scheme, so that it is explained and computed again from its folder alone.
#[test]
fn a_run_keeps_a_scheme_of_ones_own() {
    let folder = temp();
    let (file, out) = (folder.path().join("five.toml"), folder.path().join("run"));
    let known = std::fs::read_to_string(root().join("factors/schemes/zhejiang-2021/2.toml")).unwrap();
    let median = known.replace("ratio_of_sums", "median").replace("upper = \"1.2\"", "upper = \"1.1\"");
    std::fs::write(&file, &median).unwrap();
    carbonlabel(&["run", "samples/seven", "--period", "2024-06", "--scheme", text(&file), "--out", text(&out), "--reports", "all"])
        .expect(0);
    assert_eq!(files(&out)["scheme.toml"], median.as_bytes());
    std::fs::remove_file(&file).unwrap();
    carbonlabel(&["replay", text(&out), "--batch", "samples/seven"]).expect(0);
    let id = read_grades(&out).keys().next().unwrap().clone();
    let said = carbonlabel(&["explain", text(&out), &id, "--lang", "en"]).expect(0);
    assert!(said.out.contains("median"), "{}", said.out);
    std::fs::write(out.join("scheme.toml"), known).unwrap();
    let said = carbonlabel(&["replay", text(&out)]).expect(1);
    assert!(said.out.contains("scheme.toml") || said.err.contains("scheme.toml"), "{said:?}");
}

/// Older releases have the scheme that they had.
#[test]
fn older_releases_keep_their_scheme() {
    let book = builtin().unwrap();
    for id in ["2024-04-12", "2024-12-20", "2025-12-31"] {
        let release = book.release(Some(id)).unwrap();
        let schemes: Vec<(&str, &str)> = release.schemes().iter().map(|scheme| (scheme.name.as_str(), scheme.version.as_str())).collect();
        assert_eq!(schemes, [("zhejiang-2021", "1")]);
        assert!(release.schemes()[0].is_plain());
    }
}
