//! `diff`: every change of ratio is the sum of its causes, and each cause is what a slow count without this program's
//! arithmetic makes of it.

use std::collections::BTreeMap;
use std::path::Path;

use num_bigint::BigInt;
use serde_json::Value;

use crate::harness::{Batch, Chance, Row, carbonlabel, grades, ledger, root, rows, run, temp, text};
use crate::population::{PERIOD, batch, drawn as members, scheme};
use crate::schemes::{SHIPPED, completed};

/// A fraction, slow and simple.
#[derive(Clone, Debug)]
struct Fraction(BigInt, BigInt);

impl Fraction {
    /// A decimal, or `a/b`.
    fn read(text: &str) -> Self {
        let whole = |text: &str| {
            let (before, after) = text.split_once('.').unwrap_or((text, ""));
            let digits: BigInt = format!("{before}{after}").parse().unwrap();
            Self(digits, BigInt::from(10).pow(u32::try_from(after.len()).unwrap()))
        };
        let (above, below) = text.split_once('/').unwrap_or((text, "1"));
        whole(above).over(&whole(below))
    }

    fn zero() -> Self {
        Self(0.into(), 1.into())
    }

    fn plus(&self, other: &Self) -> Self {
        Self(&self.0 * &other.1 + &other.0 * &self.1, &self.1 * &other.1)
    }

    fn minus(&self, other: &Self) -> Self {
        self.plus(&Self(-&other.0, other.1.clone()))
    }

    fn times(&self, other: &Self) -> Self {
        Self(&self.0 * &other.0, &self.1 * &other.1)
    }

    fn over(&self, other: &Self) -> Self {
        self.times(&Self(other.1.clone(), other.0.clone()))
    }

    fn same(&self, other: &Self) -> bool {
        &self.0 * &other.1 == &other.0 * &self.1
    }

    /// Half to even at nine decimals.
    fn milligrams(&self) -> Self {
        let (scaled, below) = (&self.0 * BigInt::from(2_000_000_000u64), self.1.clone());
        let (scaled, below) = if below < 0.into() { (-scaled, -below) } else { (scaled, below) };
        let twice: BigInt = scaled.clone() / &below - i32::from(scaled < 0.into() && (&scaled % &below) != 0.into());
        let exact = (&scaled % &below) == 0.into();
        let half: BigInt = twice.clone() / 2 - i32::from(twice < 0.into() && (&twice % 2) != 0.into());
        let odd = (&twice - &half * 2) != 0.into();
        let up = odd && (!exact || (&half % 2) != 0.into());
        Self(half + i32::from(up), 1_000_000_000.into())
    }

    fn floored(self) -> Self {
        if (&self.0 * &self.1) < 0.into() { Self::zero() } else { self }
    }
}

const ITEMS: [(&str, &str, &str); 5] = [
    ("electricity", "MWh", "consumed"),
    ("electricity", "MWh", "nonfossil"),
    ("heat", "GJ", "consumed"),
    ("natural_gas", "万Nm3", "consumed"),
    ("diesel", "t", "consumed"),
];
const MONTHS: [&str; 4] = ["2024-04", "2024-05", "2024-06", "2024-07"];
const PERIODS: [(&str, &[usize]); 4] =
    [("2024-05", &[1]), ("2024-06", &[2]), ("2024-04..2024-05", &[0, 1]), ("2024-05..2024-07", &[1, 2, 3])];
const RELEASES: [&str; 3] = ["2024-04-12", "2024-12-20", "2025-12-31"];

/// The seven enterprises with quantities of chance in four months.
fn drawn(chance: &mut Chance) -> Batch {
    let mut batch = Batch::seven();
    let ids: Vec<String> = batch.lines("enterprises.csv")[1..].iter().map(|line| line[..18].to_owned()).collect();
    let mut energy = vec!["enterprise_id,period,item,quantity,unit,flow".to_owned()];
    let mut production = vec!["enterprise_id,period,value_added".to_owned()];
    for (id, month) in ids.iter().flat_map(|id| MONTHS.map(|month| (id, month))) {
        energy.push(format!("{id},{month},electricity,{}.{:03},MWh,exported", chance.below(3), chance.below(1000)));
        for (item, unit, flow) in ITEMS {
            if chance.below(4) > 0 {
                energy.push(format!("{id},{month},{item},{}.{:04},{unit},{flow}", chance.below(300), chance.below(10_000)));
            }
        }
        production.push(format!("{id},{month},{}.{:02}", 40 + chance.below(300), chance.below(100)));
    }
    *batch.lines("energy.csv") = energy;
    *batch.lines("production.csv") = production;
    batch
}

/// The batch with some records changed and some taken out.
fn corrected(batch: &Batch, chance: &mut Chance) -> Batch {
    let mut batch = batch.clone();
    for line in batch.files.iter_mut().filter(|(name, _)| *name != "enterprises.csv").flat_map(|(_, lines)| &mut lines[1..]) {
        if chance.below(5) == 0 {
            let mut cells: Vec<String> = line.split(',').map(str::to_owned).collect();
            let at = if cells.len() == 3 { 2 } else { 3 };
            cells[at] = format!("{}.{}", 20 + chance.below(200), chance.below(10));
            *line = cells.join(",");
        }
    }
    batch.lines("energy.csv").retain(|line| line.starts_with("enterprise_id") || line.ends_with("exported") || chance.below(12) > 0);
    batch
}

/// A run as the slow count sees it.
struct Side<'a> {
    out: &'a Path,
    batch: &'a Batch,
    months: &'a [usize],
}

impl Side<'_> {
    /// What the enterprise made in a month.
    fn output(&self, id: &str, month: usize) -> Fraction {
        let lines = self.batch.files["production.csv"].iter();
        let own = lines.filter(|line| line.starts_with(&format!("{id},{},", MONTHS[month])));
        own.map(|line| Fraction::read(line.split(',').nth(2).unwrap())).fold(Fraction::zero(), |sum, value| sum.plus(&value))
    }

    /// Quantity and rate of every line, by month, item and flow.
    fn lines(&self, id: &str) -> BTreeMap<(usize, String, String), (Fraction, Fraction)> {
        let month = |period: &str| MONTHS.iter().position(|month| *month == period).unwrap();
        let energy = ledger(self.out, id).into_iter().filter(|line| line.kind != "process");
        energy
            .map(|line| ((month(&line.period), line.item, line.flow), (Fraction::read(&line.quantity), Fraction::read(&line.rate))))
            .collect()
    }

    fn numerator(&self, id: &str) -> Fraction {
        self.lines(id).values().fold(Fraction::zero(), |sum, (quantity, rate)| sum.plus(&quantity.times(rate).milligrams())).floored()
    }

    fn denominator(&self, id: &str) -> Fraction {
        self.months.iter().fold(Fraction::zero(), |sum, month| sum.plus(&self.output(id, *month)))
    }

    /// All seven are peers of each other.
    fn reference(&self, ids: &[String]) -> Fraction {
        let sum = |of: &dyn Fn(&String) -> Fraction| ids.iter().fold(Fraction::zero(), |sum, id| sum.plus(&of(id)));
        sum(&|id| self.numerator(id)).over(&sum(&|id| self.denominator(id)))
    }
}

/// The seven ratios of an enterprise, each counted anew from a list of records.
fn states(id: &str, a: &Side<'_>, b: &Side<'_>, references: [&Fraction; 2]) -> Vec<Fraction> {
    let shared: Vec<usize> = a.months.iter().filter(|month| b.months.contains(month)).copied().collect();
    let own = |side: &Side<'_>| side.months.iter().filter(|month| !shared.contains(month)).copied().collect::<Vec<_>>();
    let (own_a, own_b) = (own(a), own(b));
    let (lines_a, lines_b) = (a.lines(id), b.lines(id));
    let twin =
        |month: usize, own: &[usize], other: &[usize]| own.iter().position(|own| *own == month).and_then(|at| other.get(at)).copied();
    let numerator = |step: usize| {
        let mut sum = Fraction::zero();
        for ((month, item, flow), (quantity, rate)) in &lines_a {
            if step < if shared.contains(month) { 1 } else { 2 } {
                sum = sum.plus(&quantity.times(rate).milligrams());
            }
            let _ = (item, flow);
        }
        for ((month, item, flow), (quantity, rate)) in &lines_b {
            let is_shared = shared.contains(month);
            if step >= if is_shared { 1 } else { 2 } {
                let place = if is_shared { Some(*month) } else { twin(*month, &own_b, &own_a) };
                let old = place.and_then(|month| lines_a.get(&(month, item.clone(), flow.clone()))).map(|(_, rate)| rate);
                let rate = if step >= 3 { rate } else { old.unwrap_or(rate) };
                sum = sum.plus(&quantity.times(rate).milligrams());
            }
        }
        sum.floored()
    };
    let outputs = |side: &Side<'_>, months: &[usize]| months.iter().fold(Fraction::zero(), |sum, month| sum.plus(&side.output(id, *month)));
    let denominator =
        |step: usize| outputs(if step < 1 { a } else { b }, &shared).plus(&if step < 5 { outputs(a, &own_a) } else { outputs(b, &own_b) });
    (0..7).map(|step| numerator(step).over(&denominator(step)).over(references[usize::from(step == 6)])).collect()
}

const CAUSES: [&str; 6] = ["correction", "activity", "factors", "method", "denominator", "reference"];

#[test]
fn the_causes_of_random_pairs_are_what_a_slow_count_says() {
    let mut chance = Chance(26);
    let mut seen = BTreeMap::new();
    for _ in 0..16 {
        let folder = temp();
        let place = |name: &str| folder.path().join(name);
        let before = drawn(&mut chance);
        let after = corrected(&before, &mut chance);
        let pick = |chance: &mut Chance, count: usize| usize::try_from(chance.below(count as u64)).unwrap();
        let sides = [(&before, "a"), (&after, "b")].map(|(batch, name)| {
            batch.write(&place(&format!("batch-{name}")));
            let (period, months) = PERIODS[pick(&mut chance, PERIODS.len())];
            let release = RELEASES[pick(&mut chance, RELEASES.len())];
            let arguments = ["run", text(&place(&format!("batch-{name}"))), "--period", period, "--release", release].map(str::to_owned);
            let out = place(name);
            let arguments: Vec<&str> = arguments.iter().map(String::as_str).chain(["--out", text(&out)]).collect();
            carbonlabel(&arguments).expect(0);
            (batch, months, out)
        });
        let [a, b] = [0, 1].map(|at| Side { batch: sides[at].0, months: sides[at].1, out: &sides[at].2 });
        let ids: Vec<String> = grades(a.out).into_keys().collect();
        let references = [a.reference(&ids), b.reference(&ids)];
        let said = carbonlabel(&["diff", text(a.out), text(b.out), "--format", "json"]).expect(0).out;
        let value: Value = serde_json::from_str(&said).unwrap();
        for enterprise in value["enterprises"].as_array().unwrap() {
            let id = enterprise["enterprise_id"].as_str().unwrap();
            let states = states(id, &a, &b, [&references[0], &references[1]]);
            let effects = enterprise["split"]["effects"].as_array().unwrap_or_else(|| panic!("{id}: {enterprise}"));
            for ((pair, effect), cause) in states.windows(2).zip(effects).zip(CAUSES) {
                let (want, found) = (pair[1].minus(&pair[0]), Fraction::read(effect["exact"].as_str().unwrap()));
                assert_eq!(effect["cause"], cause);
                assert!(want.same(&found), "{id} {cause}: {want:?} and {found:?}");
                *seen.entry(cause).or_insert(0) += i32::from(!found.same(&Fraction::zero()));
            }
            let sum = effects.iter().fold(Fraction::zero(), |sum, effect| sum.plus(&Fraction::read(effect["change"].as_str().unwrap())));
            assert!(sum.same(&Fraction::read(enterprise["ratio_change"].as_str().unwrap())), "{enterprise}");
        }
    }
    // Each cause but the method, which is one here, was really at work.
    assert!(CAUSES.iter().filter(|cause| **cause != "method").all(|cause| seen[cause] > 20), "{seen:?}");
    assert_eq!(seen["method"], 0);
}

fn compared(a: &Path, b: &Path) -> BTreeMap<String, Row> {
    let said = carbonlabel(&["diff", text(a), text(b), "--format", "csv"]).expect(0).out;
    let rows: BTreeMap<String, Row> = rows(&said).into_iter().map(|row| (row["enterprise_id"].clone(), row)).collect();
    for (id, row) in rows.iter().filter(|(_, row)| row["not_split"].is_empty()) {
        let sum = CAUSES.iter().fold(Fraction::zero(), |sum, cause| sum.plus(&Fraction::read(&row[*cause])));
        assert!(sum.same(&Fraction::read(&row["ratio_change"])), "{id}: the printed parts are the printed whole");
    }
    rows
}

/// One record of one month is corrected; the year is run again and compared.
#[test]
fn a_correction_is_its_own_cause_and_touches_nobody_elses_records() {
    let folder = temp();
    let mut batch = Batch::of(&root().join("samples/district"));
    batch.write(&folder.path().join("first"));
    let out = |name: &str| folder.path().join(name);
    for period in ["2024-01", "2024-02", "2024"] {
        run(&out("first"), period, &out(&format!("first-{period}")), &[]);
    }
    let month = compared(&out("first-2024-01"), &out("first-2024-02"));
    let (id, _) = month.iter().find(|(_, row)| row["not_split"].is_empty() && row["activity"] != "0.0000").unwrap();
    let is_own = |line: &&mut String| line.starts_with(&format!("{id},2024-01,")) && line.contains(",electricity,consumed,");
    let line = batch.files.iter_mut().filter(|(name, _)| name.starts_with("energy")).flat_map(|(_, lines)| lines).find(is_own).unwrap();
    let mut cells: Vec<&str> = line.split(',').collect();
    let more = format!("9{}", cells[5]);
    cells[5] = &more;
    *line = cells.join(",");
    batch.write(&out("second"));
    for period in ["2024-01", "2024-02", "2024"] {
        run(&out("second"), period, &out(&format!("second-{period}")), &[]);
    }
    for (period, touched) in [("2024-01", true), ("2024-02", false), ("2024", true)] {
        let rows = compared(&out(&format!("first-{period}")), &out(&format!("second-{period}")));
        let mut split = 0;
        for (other, row) in rows.iter().filter(|(_, row)| row["not_split"].is_empty()) {
            for cause in ["activity", "factors", "method", "denominator"] {
                assert_eq!(row[cause], "0.0000", "{period} {other}");
            }
            assert_eq!(row["correction"] != "0.0000", touched && other == id, "{period} {other}");
            split += 1;
        }
        assert!(split > 100);
    }
    let text_of = |lang: &str| carbonlabel(&["diff", text(&out("first-2024")), text(&out("second-2024")), "--lang", lang]).expect(0).out;
    assert!(text_of("en").contains("records were corrected: 1\n") && text_of("zh").contains("数据有更正: 1\n"));
    assert!(text_of("en").contains(id.as_str()));
}

#[test]
fn a_run_compared_with_itself_has_not_changed() {
    let folder = temp();
    let out = folder.path().join("run");
    run(&root().join("samples/district"), "2024", &out, &[]);
    for row in compared(&out, &out).values() {
        assert!(["same", "ungraded"].contains(&row["change"].as_str()));
        for cause in CAUSES.iter().filter(|_| row["not_split"].is_empty()) {
            assert_eq!(row[*cause], "0.0000");
        }
    }
}

#[test]
fn without_a_ledger_totals_are_compared_and_the_rest_is_not_guessed() {
    let folder = temp();
    let (a, b) = (folder.path().join("a"), folder.path().join("b"));
    let batch = root().join("samples/district");
    run(&batch, "2024-01", &a, &[]);
    run(&batch, "2024-02", &b, &["--ledger", "none"]);
    for row in compared(&a, &b).values().filter(|row| !row["ratio_a"].is_empty() && !row["ratio_b"].is_empty()) {
        assert_eq!((row["not_split"].as_str(), row["activity"].as_str()), ("no_ledger", ""));
        assert!(!row["ratio_change"].is_empty() && !row["emissions_t_change"].is_empty());
    }
    let said = carbonlabel(&["diff", text(&a), text(&b), "--lang", "en"]).expect(0).out;
    assert!(said.contains("no ledger"), "{said}");
}

#[test]
fn what_cannot_be_compared_is_refused() {
    let folder = temp();
    let (a, b) = (folder.path().join("a"), folder.path().join("b"));
    run(&root().join("samples/seven"), "2024-06", &a, &[]).expect(0);
    let (statuses, rules) = (root().join("samples/statuses/batch"), root().join("samples/statuses/factors"));
    carbonlabel(&["run", text(&statuses), "--period", "2024Q1", "--out", text(&b), "--factors", text(&rules)]).expect(1);
    for (lang, words) in [("en", "different schemes"), ("zh", "评价方案不同")] {
        let said = carbonlabel(&["diff", text(&a), text(&b), "--factors", text(&rules), "--lang", lang]).expect(2);
        assert!(said.err.contains(words), "{}", said.err);
    }
    carbonlabel(&["diff", text(&a), text(folder.path())]).expect(2);
    carbonlabel(&["diff", text(&a)]).expect(2);
    let mut bytes = std::fs::read(b.join("ledger.parquet")).unwrap();
    let at = bytes.len() / 2;
    bytes[at] ^= 1;
    std::fs::write(b.join("ledger.parquet"), bytes).unwrap();
    let said = carbonlabel(&["diff", text(&b), text(&b), "--factors", text(&rules), "--lang", "en"]).expect(2);
    assert!(said.err.contains("ledger.parquet: its hash is"), "{}", said.err);
}

/// Every line, nobody compared with anybody, below zero too: so that each sample of one enterprise has a figure.
fn all_lines() -> String {
    let text = scheme("rounded", "[graded]\nkind = \"intensity\"\n", &[("a", "1"), ("b", "")], "");
    text.replace("lines = \"energy\"\nfloor_at_zero = true", "lines = \"all\"\nfloor_at_zero = false")
}

/// The batch in another year.
fn shifted(batch: &Batch, from: &str, to: &str) -> Batch {
    let mut batch = batch.clone();
    for (_, lines) in batch.files.iter_mut().filter(|(name, _)| ["energy.csv", "production.csv"].contains(&name.as_str())) {
        lines[1..].iter_mut().for_each(|line| *line = line.replacen(&format!(",{from}-"), &format!(",{to}-"), 1));
    }
    batch
}

/// The batch with ten thousand more of everything consumed, and a little more of everything that was measured.
fn stirred(batch: &Batch) -> Batch {
    let mut batch = batch.clone();
    let lines = batch.lines("energy.csv");
    let header: Vec<String> = lines[0].split(',').map(str::to_owned).collect();
    let at = |name: &str| header.iter().position(|cell| cell == name).unwrap();
    let fixed = ["enterprise_id", "period", "item", "unit", "flow", "site", "pressure", "note", "evidence", "certificate"];
    for line in &mut lines[1..] {
        let mut cells: Vec<String> = line.split(',').map(str::to_owned).collect();
        for (name, cell) in header.iter().zip(&mut cells) {
            let is_whole = ["", "0", "1", "100"].contains(&cell.as_str()) || cell.parse::<rust_decimal::Decimal>().is_err();
            if !is_whole && !fixed.iter().any(|fixed| name.starts_with(fixed)) {
                *cell += if cell.contains('.') { "1" } else { ".1" };
            }
        }
        let is_consumed = header.iter().zip(&cells).all(|(name, cell)| name != "flow" || ["", "consumed"].contains(&cell.as_str()));
        let quantity = at("quantity");
        if is_consumed {
            cells[quantity] = format!("1{}", cells[quantity]);
        }
        *line = cells.join(",");
    }
    batch
}

/// The exact effects between two runs of one enterprise, and its figures.
fn effects(a: &Path, b: &Path) -> (Vec<Fraction>, [Fraction; 2]) {
    let value: Value = serde_json::from_str(&carbonlabel(&["diff", text(a), text(b), "--format", "json"]).expect(0).out).unwrap();
    let enterprise = &value["enterprises"][0];
    let split = enterprise["split"]["effects"].as_array().unwrap_or_else(|| panic!("{enterprise}"));
    let exact = split.iter().map(|effect| Fraction::read(effect["exact"].as_str().unwrap())).collect();
    let figure = |at: usize| Fraction::read(enterprise["split"]["ratio_exact"][at].as_str().unwrap());
    (exact, [figure(0), figure(1)])
}

/// Every method: lines of several gases, lines with something beside the quantity, measured values, steam. What the diff says
/// of records and of rules is what runs say in which the one changed and not the other.
#[test]
fn under_every_method_the_causes_are_what_runs_between_say() {
    let mut moved = BTreeMap::new();
    // Those whose lines are of every form: a stock, waste water, several gases, fluorides, steam, carbon that leaves in products.
    for name in ["aluminium", "electronics", "food", "ghg-protocol", "land-transport", "machinery", "paper", "steel"] {
        let folder = temp();
        let out = |name: &str| folder.path().join(name);
        std::fs::write(out("all.toml"), all_lines()).unwrap();
        let sample = Batch::of(&root().join(format!("samples/industries/{name}")));
        let period = sample.files["production.csv"][1].split(',').nth(1).unwrap().to_owned();
        let (year, _) = period.split_once('-').unwrap();
        let before = "2022";
        let made = [
            ("now", stirred(&sample), year),
            ("then", shifted(&sample, year, before), before),
            ("between", shifted(&stirred(&sample), year, before), before),
        ];
        let codes = made.map(|(name, batch, own)| {
            batch.write(&out(&format!("batch-{name}")));
            let period = period.replace(year, own);
            let (batch, run, scheme) = (out(&format!("batch-{name}")), out(name), out("all.toml"));
            carbonlabel(&["run", text(&batch), "--period", &period, "--out", text(&run), "--scheme", text(&scheme)]).code
        });
        if codes != [Some(0); 3] {
            eprintln!("{name}: no other year, {codes:?}");
            continue;
        }
        let zero = |all: &[&Fraction]| all.iter().all(|effect| effect.same(&Fraction::zero()));
        let (correction, [then, between]) = effects(&out("then"), &out("between"));
        assert!(correction[0].same(&between.minus(&then)) && zero(&correction[1..].iter().collect::<Vec<_>>()), "{name}");
        let (all, [_, now]) = effects(&out("then"), &out("now"));
        assert!(all[1].same(&between.minus(&then)), "{name}: activity is what the same rules make of the other records");
        assert!(all[2].plus(&all[3]).same(&now.minus(&between)), "{name}: factors and method are the rest");
        assert!(zero(&[&all[0], &all[4], &all[5]]), "{name}");
        for (cause, effect) in CAUSES.iter().zip(&all) {
            *moved.entry(*cause).or_insert(0) += i32::from(!zero(&[effect]));
        }
    }
    assert!(moved["activity"] >= 5 && moved["factors"] >= 4, "{moved:?}");
}

/// What each shipped scheme grades is split, or it is said why not.
#[test]
fn under_every_shipped_scheme_the_causes_sum_or_it_is_said_why_not() {
    let mut chance = Chance(307);
    let population = completed(members(40, &mut chance), &mut chance);
    let mut other = population.clone();
    for member in &mut other {
        member.kwh += chance.below(100_000);
    }
    for name in SHIPPED {
        let folder = temp();
        let out = |name: &str| folder.path().join(name);
        let known = carbonlabel(&["schemes", "show", name]).expect(0).out;
        let own: Vec<&str> = known.lines().filter(|line| !line.starts_with("open =") && !line.starts_with("product =")).collect();
        let own = own.join("\n").replace("measure = \"product_quantity\"\nunit = \"t\"", "measure = \"output_value\"\nunit = \"万元\"");
        std::fs::write(out("own.toml"), own).unwrap();
        for (run, members) in [("a", &population), ("b", &other)] {
            batch(members).write(&out(&format!("batch-{run}")));
            let (batch, run) = (out(&format!("batch-{run}")), out(run));
            carbonlabel(&["run", text(&batch), "--period", PERIOD, "--out", text(&run), "--scheme", text(&out("own.toml"))]);
        }
        let rows = compared(&out("a"), &out("b"));
        let graded: Vec<&Row> = rows.values().filter(|row| !row["ratio_a"].is_empty() && !row["ratio_b"].is_empty()).collect();
        let want = if ["zhejiang-2021", "tokyo-2012", "baseline-leading"].contains(&name) { "" } else { "other_figure" };
        assert!(graded.len() > 5, "{name}: {}", graded.len());
        assert!(graded.iter().all(|row| row["not_split"] == want), "{name}: {graded:?}");
    }
}
