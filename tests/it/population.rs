//! Drawn populations of enterprises, graded under any scheme, through the library.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use carbonlabel::digest::sha256;
use carbonlabel::intake::{self, Progress, Settings};
use carbonlabel::ledger::{GradeRow, GradeRows};
use carbonlabel::measure::read_months;
use carbonlabel::release::{Release, builtin};
use carbonlabel::run::{Outcome, Terms, run};
use carbonlabel::scheme::Scheme;

use crate::harness::{Batch, Chance, temp};

/// One enterprise of one month.
#[derive(Clone, Debug)]
pub struct Member {
    pub id: String,
    pub industry: &'static str,
    /// Power in kWh.
    pub kwh: u64,
    /// Value added, output value, revenue and tax, in 0.01 万元.
    pub made: [i64; 4],
    /// Indicators: period, name, value.
    pub indicators: Vec<(String, String, String)>,
}

/// The months of every population.
pub const PERIOD: &str = "2024-06";

/// A number of hundredths as a decimal.
pub fn hundredths(value: i64) -> String {
    format!("{}{}.{:02}", if value < 0 { "-" } else { "" }, value.abs() / 100, value.abs() % 100)
}

/// The newest release.
pub fn release() -> &'static Release {
    static BUILTIN: OnceLock<Release> = OnceLock::new();
    BUILTIN.get_or_init(|| builtin().unwrap().release(None).unwrap())
}

/// A population with ties, zeros and denominators of nothing among it.
pub fn drawn(count: usize, chance: &mut Chance) -> Vec<Member> {
    const INDUSTRIES: [&str; 5] = ["3311", "3311", "3312", "3982", "1310"];
    let mut member = |at: usize| {
        let few = chance.below(2) == 0;
        let mut amount = |most: u64| i64::try_from(if few { (chance.below(3) + 1) * 1000 } else { chance.below(most) + 1 }).unwrap();
        let mut made = [amount(900_000), amount(900_000), amount(900_000), amount(9_000)];
        let kwh = u64::try_from(amount(3_000_000)).unwrap();
        if chance.below(12) == 0 {
            made[0] = i64::try_from(chance.below(3)).unwrap() - 2;
        }
        Member {
            id: format!("91440307FAKE{at:06}"),
            industry: INDUSTRIES[usize::try_from(chance.below(5)).unwrap()],
            kwh: if chance.below(10) == 0 { 0 } else { kwh },
            made,
            indicators: Vec::new(),
        }
    };
    (0..count).map(&mut member).collect()
}

/// A batch of a population.
pub fn batch(population: &[Member]) -> Batch {
    let lines = |header: &str, rows: Vec<String>| std::iter::once(header.to_owned()).chain(rows).collect::<Vec<_>>();
    let enterprise = |of: &Member| format!("{},样例,{},440307", of.id, of.industry);
    let energy = |of: &Member| format!("{},{PERIOD},electricity,{},kWh", of.id, of.kwh);
    let production = |of: &Member| format!("{},{PERIOD},{}", of.id, of.made.map(hundredths).join(","));
    let indicators =
        |of: &Member| of.indicators.iter().map(|(period, name, value)| format!("{},{period},{name},{value}", of.id)).collect::<Vec<_>>();
    let mut files = BTreeMap::from([
        ("enterprises.csv".to_owned(), lines("enterprise_id,name,industry,region", population.iter().map(enterprise).collect())),
        ("energy.csv".to_owned(), lines("enterprise_id,period,item,quantity,unit", population.iter().map(energy).collect())),
        (
            "production.csv".to_owned(),
            lines("enterprise_id,period,value_added,output_value,revenue,tax", population.iter().map(production).collect()),
        ),
    ]);
    let rows: Vec<String> = population.iter().flat_map(indicators).collect();
    if !rows.is_empty() {
        files.insert("indicators.csv".to_owned(), lines("enterprise_id,period,indicator,value", rows));
    }
    Batch { files }
}

/// A scheme of a text.
pub fn read(text: &str) -> Scheme {
    Scheme::read_own("own", "own.toml", text, &sha256(text.as_bytes()), &release().nomenclature().units)
        .unwrap_or_else(|fault| panic!("{fault}\n{text}"))
}

/// A shipped scheme; what it leaves open is taken as it stands.
pub fn shipped(name: &str) -> Scheme {
    Scheme { open: Vec::new(), ..release().scheme(Some(name)).unwrap().clone() }
}

/// What a batch comes to under a scheme.
pub fn outcome(batch: &Batch, scheme: &Scheme) -> Outcome {
    let folder = temp();
    batch.write(folder.path());
    let period = read_months(PERIOD).unwrap().months;
    let settings =
        Settings { release: release(), period: Some(period), encoding: None, block_size: 1 << 16, progress: &Progress::default() };
    let facts = intake::read(&intake::Batch::of_folder(folder.path()).unwrap(), settings).unwrap();
    run(facts, Terms { release: release(), scheme, period, references: None })
}

/// The rows of `grades.csv`, by enterprise.
pub fn grades(population: &[Member], scheme: &Scheme) -> BTreeMap<String, GradeRow> {
    let outcome = outcome(&batch(population), scheme);
    let terms = Terms { release: release(), scheme, period: read_months(PERIOD).unwrap().months, references: None };
    let rows = GradeRows::new(&outcome, terms);
    (0..rows.count()).map(|at| rows.row(at)).map(|row| (row.get("enterprise_id").to_owned(), row)).collect()
}

/// A scheme's text: what is graded, its bands as (code, edge), and whatever else it says.
pub fn scheme(compare: &str, graded: &str, bands: &[(&str, &str)], rest: &str) -> String {
    let falling = ["score", "points", "percentile", "elasticity"].iter().any(|kind| graded.contains(&format!("kind = \"{kind}\"")));
    let edge = |text: &str| match text {
        "" => String::new(),
        text if falling => format!("lower = \"{text}\"\n"),
        text => format!("upper = \"{text}\"\n"),
    };
    let band = |(code, upper): &(&str, &str)| {
        format!("\n[[ratio.bands]]\ncode = \"{code}\"\n{}name_zh = \"{code}\"\nname_en = \"{code}\"\ncolor = \"#123456\"\n", edge(upper))
    };
    let bands: String = bands.iter().map(band).collect();
    format!(
        "title_zh = \"试\"\ntitle_en = \"t\"\ndocument = \"\"\ncompare = \"{compare}\"\ncompleteness = \"every_month\"\n\n\
         [numerator]\nlines = \"energy\"\nfloor_at_zero = true\n\n[denominator]\nmeasure = \"value_added\"\nunit = \"万元\"\n\n\
         [intensity]\ndecimals = 4\n\n{graded}\n[ratio]\ndecimals = 4\n{bands}\n{rest}"
    )
}
