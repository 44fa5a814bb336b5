//! The other figures and parts of a scheme, one small example each, worked out by hand.

use std::collections::BTreeMap;

use carbonlabel::ledger::GradeRow;

use crate::harness::{Batch, carbonlabel, grades as read_grades, temp, text};
use crate::population::{Member, batch, grades, read, scheme};

const ALL: &str = "[peers]\nlevels = [\"all\"]\nminimum = 2\n";
const HALVES: [(&str, &str); 3] = [("a", "0.5"), ("b", "1"), ("c", "")];

fn member(at: u32, kwh: u64, indicators: &[(&str, &str, &str)]) -> Member {
    let own = |text: &&(&str, &str, &str)| (text.0.to_owned(), text.1.to_owned(), text.2.to_owned());
    let indicators = indicators.iter().collect::<Vec<_>>().iter().map(own).collect();
    Member { id: format!("91440307FAKE{at:06}"), industry: "3311", kwh, made: [10_000, 20_000, 40_000, 1_000], indicators }
}

fn cells(rows: &BTreeMap<String, GradeRow>, columns: &[&str]) -> Vec<String> {
    rows.values().map(|row| columns.iter().map(|column| row.get(column)).collect::<Vec<_>>().join(" ")).collect()
}

/// Once, twice and three times the power over the same area and as many persons.
#[test]
fn area_and_headcount_are_denominators() {
    let population = [1, 2, 3].map(|at| member(at, 100_000 * u64::from(at), &[("", "area", "1000"), ("", "headcount", "50")]));
    for (measure, unit) in [("area", "m2"), ("area", "亩"), ("headcount", "人")] {
        let text = scheme("rounded", "", &HALVES, ALL)
            .replace("measure = \"value_added\"\nunit = \"万元\"", &format!("measure = \"{measure}\"\nunit = \"{unit}\""));
        assert_eq!(cells(&grades(&population, &read(&text)), &["ratio", "grade"]), ["0.5000 a", "1.0000 b", "1.5000 c"], "{measure}");
    }
    // 1,000 m2 are 1.5 mu.
    let text =
        scheme("rounded", "", &HALVES, ALL).replace("measure = \"value_added\"\nunit = \"万元\"", "measure = \"area\"\nunit = \"亩\"");
    assert_eq!(grades(&population, &read(&text)).values().next().unwrap().get("denominator_value"), "1.5");
    let without = [member(1, 1, &[]), member(2, 1, &[("", "area", "1")])];
    let rows = grades(&without, &read(&text));
    assert_eq!(rows.values().next().unwrap().get("status"), "missing_indicators", "{rows:?}");
}

/// Own power of half the consumption: net is half of gross, and standard coal counts the whole consumption.
#[test]
fn gross_net_and_standard_coal_differ() {
    let folder = temp();
    let mut batch: Batch = batch(&[member(1, 100_000, &[]), member(2, 100_000, &[])]);
    let lines = batch.lines("energy.csv");
    lines.iter_mut().enumerate().for_each(|(at, line)| line.push_str(if at == 0 { ",flow" } else { "," }));
    lines.push("91440307FAKE000002,2024-06,electricity,50000,kWh,nonfossil".to_owned());
    batch.write(&folder.path().join("batch"));
    let ratios = |numerator: &str| {
        let (file, out) = (folder.path().join(format!("{}.toml", numerator.len())), folder.path().join(numerator.len().to_string()));
        std::fs::write(&file, scheme("rounded", "", &HALVES, ALL).replace("[numerator]", &format!("[numerator]\n{numerator}"))).unwrap();
        let input = folder.path().join("batch");
        carbonlabel(&["run", text(&input), "--period", "2024-06", "--scheme", text(&file), "--out", text(&out), "--reports", "all"])
            .expect(0);
        read_grades(&out).values().map(|row| row["ratio"].clone()).collect::<Vec<_>>()
    };
    assert_eq!(ratios("gross = false"), ["1.3333", "0.6667"]);
    assert_eq!(ratios("gross = true"), ["1.0000", "1.0000"]);
    assert_eq!(ratios("of = \"standard_coal\""), ["1.0000", "1.0000"]);
}

/// Emissions of 44.19 t over 100.00 万元 with the factor 0.4419: L = 0.4419.
#[test]
fn points_and_percentiles_follow_their_industry() {
    let population = [member(1, 100_000, &[])];
    let row = |text: &str| grades(&population, &read(text)).into_values().next().unwrap();
    let plain = row(&scheme("rounded", "[graded]\nkind = \"intensity\"\n", &HALVES, ""));
    let intensity = carbonlabel::measure::Ratio::parse(plain.get("intensity")).unwrap();
    let anchors = |industry: &str| {
        format!(
            "[graded]\nkind = \"points\"\n\n[[graded.anchors]]\nindustry = \"39\"\nbaseline = \"9\"\nleading = \"8\"\n\n\
             [[graded.anchors]]\nindustry = \"{industry}\"\nbaseline = \"{}\"\nleading = \"0\"\n",
            intensity.times(&carbonlabel::measure::Ratio::new(4, 1)).to_text()
        )
    };
    let bands = [("a", "75"), ("b", "50"), ("c", "")];
    for industry in ["", "3", "3311"] {
        let row = row(&scheme("exact", &anchors(industry), &bands, ""));
        // Three quarters of the way, to the digits that the intensity was printed with.
        assert!(row.get("ratio").starts_with("75.0") || row.get("ratio").starts_with("74.9"), "{row:?}");
    }
    assert_eq!(row(&scheme("exact", &anchors("3312"), &bands, "")).get("status"), "excluded_industry");
    let curve = "[graded]\nkind = \"percentile\"\n\n[[graded.percentiles]]\nvalue = \"0\"\npercentile = \"100\"\n\n\
                 [[graded.percentiles]]\nvalue = \"1\"\npercentile = \"0\"\n";
    let percentile = carbonlabel::measure::Ratio::parse(row(&scheme("exact", curve, &bands, "")).get("ratio")).unwrap();
    let sum = percentile.divided_by(&carbonlabel::measure::Ratio::new(100, 1)).unwrap().plus(&intensity);
    assert!(sum > carbonlabel::measure::Ratio::parse("0.9999").unwrap() && sum < carbonlabel::measure::Ratio::parse("1.0001").unwrap());
}

#[test]
fn elasticity_asks_for_both_series() {
    let graded = "[graded]\nkind = \"elasticity\"\nyears = 2\ngrowing = { full = \"0.5\", none = \"1\" }\nshrinking = { full = \"2\", none = \"1\" }\n";
    let scheme = read(&scheme("rounded", graded, &[("a", "60"), ("b", "1"), ("c", "")], ""));
    let earlier = |numerator, denominator| [("2023-06", "numerator", numerator), ("2023-06", "denominator", denominator)];
    let grade = |indicators: &[(&str, &str, &str)]| {
        let rows = grades(&[member(1, 0, &[]), member(2, 100_000, indicators)], &scheme);
        rows.into_values().next_back().map(|row| format!("{} {}", row.get("status"), row.get("grade"))).unwrap()
    };
    // Output doubled from 50 to 100, emissions stayed at about 44 t: all points. They doubled too: none.
    assert_eq!(grade(&earlier("44.19", "50")), "graded a");
    assert_eq!(grade(&earlier("22", "50")), "graded c");
    assert_eq!(grade(&earlier("22", "100")), "missing_indicators ");
    assert_eq!(grade(&earlier("22", "50")[..1]), "missing_indicators ");
}

#[test]
fn ranked_scores_take_the_run_s_own_averages() {
    let graded = "[graded]\nkind = \"rank\"\n\n[[graded.indicators]]\nabove = \"tax\"\nbelow = \"area\"\nweight = \"1\"\nbase_times_average = \"2\"\n";
    let scheme = read(&scheme("rounded", graded, &[("A", "0.25"), ("B", "0.75"), ("C", "")], ALL));
    let population = [("1", 1), ("2", 2), ("2", 3), ("8", 4)].map(|(area, at)| member(at, 1000, &[("", "area", area)]));
    // Tax per area falls with the area: 1, then two equals, then 8.
    assert_eq!(cells(&grades(&population, &scheme), &["ratio", "grade"]), ["0.2500 A", "0.5000 B", "0.5000 B", "1.0000 C"]);
}

#[test]
fn a_pool_with_one_giant_is_flagged_where_the_scheme_asks() {
    let flagged = |giant: u64, more: &str| {
        let population = [member(1, giant, &[]), member(2, 1_000, &[]), member(3, 1_000, &[])];
        let rows = grades(&population, &read(&scheme("rounded", "", &HALVES, &format!("{ALL}{more}"))));
        rows.values().filter(|row| row.get("flags").contains("dominant_peer")).count()
    };
    assert_eq!([flagged(2_000, "dominant = \"1/2\"\n"), flagged(2_001, "dominant = \"1/2\"\n"), flagged(2_001, "")], [0, 3, 0]);
}

/// Who carries a named flag is graded, and is in nobody's reference.
#[test]
fn a_flag_may_keep_somebody_out_of_the_reference() {
    let population = [1, 2, 3].map(|at| member(at, 1_000 * u64::from(at), &[]));
    let of = |more: &str| {
        cells(&grades(&population, &read(&scheme("rounded", "", &HALVES, &format!("{ALL}{more}")))), &["status", "peer_count"])
    };
    assert_eq!(of(""), ["graded 3", "graded 3", "graded 3"]);
    // June 2024 takes the factor of 2023, so that everybody carries this flag.
    assert_eq!(of("without_flags = [\"carried_forward\"]\n"), ["too_few_peers ", "too_few_peers ", "too_few_peers "]);
}
