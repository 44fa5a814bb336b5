//! For each finding code the smallest change to `samples/seven` that provokes it.
//!
//! Line 8 is the last of each file and belongs to the enterprise that is broken; line 9 is the first that is added.

use carbonlabel::enterprise::EXAMPLE_ID;
use carbonlabel::finding::Code;

use crate::harness::Batch;

/// The last of the seven.
pub const VICTIM: &str = "91440307FAKE70070R";

/// A code, what provokes it, and where it is found.
pub struct Case {
    /// The code.
    pub code: Code,
    /// The change.
    pub change: fn(&mut Batch),
    /// File, line and column.
    pub place: (&'static str, &'static str, &'static str),
    /// The text that stands there.
    pub value: &'static str,
    /// Whether it bars the victim from a grade.
    pub bars: bool,
    /// Whether the change alters the victim's emissions or its pool, and thereby the reference of the others.
    pub moves_reference: bool,
}

impl Case {
    /// The period with which it is run.
    pub fn period(&self) -> &'static str {
        match self.code {
            Code::OverlappingProduction | Code::MissingActivity | Code::MissingProduction | Code::EstimatedMonths => TWO_MONTHS,
            Code::UnusualMonth | Code::UnfilledMonths => FOUR_MONTHS,
            _ => "2024-06",
        }
    }
}

impl Case {
    /// Whether no built-in method can come to it: its test publishes one that does.
    pub fn has_own_rules(&self) -> bool {
        matches!(
            self.code,
            Code::MissingParameter | Code::ZeroDivisor | Code::MissingIndicator | Code::EstimatedMonths | Code::UnfilledMonths
        )
    }
}

const TWO_MONTHS: &str = "2024-06..2024-07";
const FOUR_MONTHS: &str = "2024-06..2024-09";

const ENERGY: &str = "energy.csv";
const PRODUCTION: &str = "production.csv";
const ENTERPRISES: &str = "enterprises.csv";
const INDICATORS: &str = "indicators.csv";

/// An error in an energy row that takes the victim's place.
macro_rules! energy {
    ($code:ident, $column:literal, $value:literal, $cells:literal) => {
        error!($code, (ENERGY, "8", $column), $value, |batch| last(batch, ENERGY, $cells))
    };
}

/// An error in an enterprise row.
macro_rules! enterprise {
    ($code:ident, $column:literal, $value:literal, $cells:literal) => {
        error!($code, (ENTERPRISES, "8", $column), $value, |batch| last(batch, ENTERPRISES, $cells))
    };
}

/// An error that bars the victim.
macro_rules! error {
    ($code:ident, $place:expr, $value:expr, $change:expr) => {
        Case { code: Code::$code, change: $change, place: $place, value: $value, bars: true, moves_reference: false }
    };
}

/// A warning, a note or somebody else's error: the grade stays.
macro_rules! remark {
    ($code:ident, $place:expr, $value:literal, $moves:literal, $change:expr) => {
        Case { code: Code::$code, change: $change, place: $place, value: $value, bars: false, moves_reference: $moves }
    };
}

/// Puts other cells behind the victim's id in its last line.
fn last(batch: &mut Batch, file: &str, cells: &str) {
    *batch.lines(file).last_mut().unwrap() = format!("{VICTIM}{cells}");
}

/// Adds a line of the victim's.
fn add(batch: &mut Batch, file: &str, cells: &str) {
    batch.lines(file).push(format!("{VICTIM}{cells}"));
}

/// Adds a column to a file: its header, and cells in the victim's last line.
fn column(batch: &mut Batch, file: &str, header: &str, cell: &str) {
    let lines = batch.lines(file);
    let end = lines.len() - 1;
    for (at, line) in lines.iter_mut().enumerate() {
        *line += ",";
        *line += if at == 0 { header } else { "" };
        *line += if at == end { cell } else { "" };
    }
}

/// Replaces text in the victim's last line.
fn swap(batch: &mut Batch, file: &str, from: &str, to: &str) {
    let line = batch.lines(file).last_mut().unwrap();
    assert!(line.contains(from), "{line} has no {from}");
    *line = line.replace(from, to);
}

/// Every code, in the order of the code list.
pub const CASES: &[Case] = &[
    energy!(RowLength, "", "", ",2024-06,electricity,250000,kWh,more"),
    error!(SwallowedRow, (ENERGY, "8", ""), VICTIM, |batch| {
        column(batch, ENERGY, "note", "");
        *batch.lines(ENERGY).last_mut().unwrap() = format!("{VICTIM},2024-06,electricity,250000,kWh,\"a\n{VICTIM},2024-07,heat,1,GJ,b\"");
    }),
    remark!(UnknownColumn, (ENERGY, "1", "批次号"), "批次号", false, |batch| column(batch, ENERGY, "批次号", "")),
    remark!(CumulativeColumn, (ENERGY, "1", "本年累计消费量"), "本年累计消费量", false, |batch| column(
        batch,
        ENERGY,
        "本年累计消费量",
        "9"
    )),
    remark!(TotalsRow, (ENERGY, "9", ""), "合计", false, |batch| batch.lines(ENERGY).push("合计,,,5,MWh".to_owned())),
    remark!(TextRow, (ENERGY, "9", ""), "注：含线损", false, |batch| batch.lines(ENERGY).push("注：含线损,,,,".to_owned())),
    remark!(BlankRow, (ENERGY, "9", ""), "", false, |batch| batch.lines(ENERGY).push(",,,,".to_owned())),
    remark!(OutsidePeriod, (ENERGY, "9", ""), "", false, |batch| add(batch, ENERGY, ",2024-05,electricity,1,MWh")),
    remark!(ExampleRow, (ENERGY, "9", ""), "", false, |batch| {
        batch.lines(ENERGY).push(format!("{EXAMPLE_ID},2024-06,electricity,1,MWh"));
    }),
    energy!(EmptyCell, "quantity", "", ",2024-06,electricity,,kWh"),
    energy!(CellError, "quantity", "#N/A", ",2024-06,electricity,#N/A,kWh"),
    remark!(TextRepaired, (ENTERPRISES, "8", "name"), "样例七庚线路板有限公司 ", false, |batch| swap(
        batch,
        ENTERPRISES,
        "公司",
        "公司 "
    )),
    remark!(NumberRepaired, (ENERGY, "8", "quantity"), "250,000", false, |batch| swap(batch, ENERGY, "250000", "\"250,000\"")),
    remark!(PeriodFromDate, (ENERGY, "8", "period"), "2024/6/1", false, |batch| swap(batch, ENERGY, "2024-06", "2024/6/1")),
    energy!(BadNumber, "quantity", "12..5", ",2024-06,electricity,12..5,kWh"),
    energy!(MisplacedSeparators, "quantity", "2500,00", ",2024-06,electricity,\"2500,00\",kWh"),
    energy!(NumberTooLong, "quantity", "1.2345678901234567890123456789", ",2024-06,electricity,1.2345678901234567890123456789,kWh"),
    energy!(NegativeNumber, "quantity", "-5", ",2024-06,electricity,-5,kWh"),
    error!(ImpossibleValue, (ENERGY, "9", "oxidation"), "93", |batch| {
        column(batch, ENERGY, "oxidation", "");
        add(batch, ENERGY, ",2024-06,diesel,1,t,93");
    }),
    energy!(BadPeriod, "period", "2024-13", ",2024-13,electricity,250000,kWh"),
    energy!(PeriodIsDay, "period", "2024/6/15", ",2024/6/15,electricity,250000,kWh"),
    energy!(PeriodIsSpan, "period", "2024-06..2024-07", ",2024-06..2024-07,electricity,250000,kWh"),
    error!(SpanBeyondPeriod, (PRODUCTION, "8", "period"), "2024-06..2024-07", |batch| last(batch, PRODUCTION, ",2024-06..2024-07,40")),
    error!(BadDate, (ENTERPRISES, "8", "started_on"), "2020-13-01", |batch| column(batch, ENTERPRISES, "started_on", "2020-13-01")),
    energy!(UnknownItem, "item", "天燃气", ",2024-06,天燃气,250000,kWh"),
    energy!(UnknownUnit, "unit", "车", ",2024-06,electricity,250000,车"),
    energy!(UnitDimension, "unit", "t", ",2024-06,electricity,250000,t"),
    remark!(GasReferenceState, (ENERGY, "9", "unit"), "m3", true, |batch| add(batch, ENERGY, ",2024-06,natural_gas,100,m3")),
    error!(UnknownFlow, (ENERGY, "8", "flow"), "sold", |batch| column(batch, ENERGY, "flow", "sold")),
    remark!(ParameterUnused, (ENERGY, "8", "ncv"), "30", false, |batch| column(batch, ENERGY, "ncv", "30")),
    remark!(BadIdentity, (ENTERPRISES, "9", "enterprise_id"), "91440307FAKE70070", false, |batch| add_enterprise(
        batch,
        "91440307FAKE70070"
    )),
    remark!(IdentityExponent, (ENTERPRISES, "9", "enterprise_id"), "9.14E+17", false, |batch| add_enterprise(batch, "9.14E+17")),
    remark!(IdentityCheck, (ENTERPRISES, "8", "enterprise_id"), "91440307FAKE70070A", true, |batch| rename(batch, "91440307FAKE70070A")),
    enterprise!(UnknownIndustry, "industry", "398X", ",样例,398X,440307,general"),
    remark!(UnlistedIndustry, (ENTERPRISES, "8", "industry"), "3980", true, |batch| swap(batch, ENTERPRISES, "3982", "3980")),
    remark!(FormerIndustry, (ENTERPRISES, "8", "industry"), "3610", true, |batch| swap(batch, ENTERPRISES, "3982", "3610")),
    enterprise!(IndustryLetter, "industry", "D3982", ",样例,D3982,440307,general"),
    enterprise!(UnknownRegion, "region", "999999", ",样例,3982,999999,general"),
    enterprise!(UnknownMethod, "method", "zement", ",样例,3982,440307,zement"),
    error!(DuplicateEnterprise, (ENTERPRISES, "9", ""), "91440307FAKE70070R", |batch| add(batch, ENTERPRISES, ",样例,3982,440307,general")),
    remark!(UnknownEnterprise, (ENERGY, "9", "enterprise_id"), "91440307FAKE900129", false, |batch| stray(batch, "91440307FAKE900129")),
    error!(MistypedEnterprise, (ENERGY, "9", "enterprise_id"), "91440807FAKE70070R", |batch| stray(batch, "91440807FAKE70070R")),
    error!(DuplicateEnergy, (ENERGY, "9", ""), "", |batch| add(batch, ENERGY, ",2024-06,电力,1,MWh")),
    error!(DuplicateProduction, (PRODUCTION, "9", ""), "", |batch| add(batch, PRODUCTION, ",2024-06,1")),
    Case {
        code: Code::OverlappingProduction,
        change: |batch| {
            two_months(batch);
            add(batch, PRODUCTION, ",2024-07,1");
        },
        place: (PRODUCTION, "9", ""),
        value: "",
        bars: true,
        // The period is another, and with it every label; figures are not.
        moves_reference: true,
    },
    error!(DuplicateIndicator, (INDICATORS, "2", ""), "", |batch| indicators(batch, &["area,1", "area,2"])),
    Case { bars: false, ..error!(MissingIndicator, ("", "", ""), "", |batch| add(batch, ENERGY, ",2024-06,natural_gas,1,Nm3")) },
    remark!(UnusedIndicator, (INDICATORS, "1", "indicator"), "", false, |batch| indicators(batch, &["arae,1"])),
    energy!(ItemNotTaken, "item", "ac_columnar", ",2024-06,ac_columnar,1,t"),
    error!(FlowNotTaken, (ENERGY, "8", "flow"), "feedstock", |batch| column(batch, ENERGY, "flow", "feedstock")),
    energy!(MissingParameter, "", "", ",2024-06,clinker,1,t"),
    error!(ZeroDivisor, (ENERGY, "8", "item"), "clinker", |batch| {
        last(batch, ENERGY, ",2024-06,clinker,1,t");
        column(batch, ENERGY, "carbon_before", "0.1");
        column(batch, ENERGY, "carbon_after", "1");
    }),
    energy!(NoFactor, "item", "aviation_gasoline", ",2024-06,aviation_gasoline,1,t"),
    energy!(OutOfRange, "quantity", "10000000000000000000000000", ",2024-06,electricity,10000000000000000000000000,GWh"),
    // Two months make another period, and with it other labels; figures are not.
    remark!(MissingActivity, ("", "", ""), "", true, |batch| {
        two_months(batch);
        batch.lines(ENERGY).pop();
    }),
    remark!(MissingProduction, ("", "", ""), "", true, |batch| {
        two_months(batch);
        swap(batch, PRODUCTION, TWO_MONTHS, "2024-06");
    }),
    remark!(EstimatedMonths, ("", "", ""), "", true, |batch| {
        two_months(batch);
        batch.lines(ENERGY).pop();
    }),
    remark!(UnfilledMonths, ("", "", ""), "", true, |batch| {
        four_months(batch);
        batch.lines(ENERGY).retain(|line| !line.starts_with(VICTIM) || line.contains("2024-06"));
    }),
    remark!(OwnPowerExceeds, (ENERGY, "9", "quantity"), "300", true, |batch| {
        column(batch, ENERGY, "flow", "");
        add(batch, ENERGY, ",2024-06,electricity,300,MWh,nonfossil");
    }),
    remark!(ImplausibleValue, (ENERGY, "9", "ncv"), "9.3", true, |batch| {
        column(batch, ENERGY, "ncv", "");
        add(batch, ENERGY, ",2024-06,diesel,1,t,9.3");
    }),
    remark!(UnusualMonth, (ENERGY, "29", "quantity"), "250", true, |batch| {
        four_months(batch);
        swap(batch, ENERGY, "250000", "250");
    }),
    remark!(BeforeStart, (ENERGY, "8", "period"), "2024-06", false, |batch| column(batch, ENTERPRISES, "started_on", "2025-03-01")),
    remark!(ProductionWithoutEnergy, (PRODUCTION, "8", ""), "", true, |batch| swap(batch, ENERGY, "250000", "0")),
    remark!(EnergyWithoutProduction, (PRODUCTION, "8", ""), "", false, |batch| last(batch, PRODUCTION, ",2024-06,0")),
    remark!(EnergyOutputMismatch, ("", "", ""), "", true, |batch| swap(batch, ENERGY, "kWh", "GWh")),
    remark!(ValueAddedAboveOutput, (PRODUCTION, "8", "value_added"), "40", false, |batch| column(batch, PRODUCTION, "output_value", "10")),
];

/// Adds an indicators file with rows of the victim's.
fn indicators(batch: &mut Batch, rows: &[&str]) {
    let rows = rows.iter().map(|row| format!("{VICTIM},{row}"));
    let lines = std::iter::once("enterprise_id,indicator,value".to_owned()).chain(rows).collect();
    batch.files.insert(INDICATORS.to_owned(), lines);
}

fn add_enterprise(batch: &mut Batch, id: &str) {
    batch.lines(ENTERPRISES).push(format!("{id},样例,3982,440307,general"));
}

/// The same batch for [`TWO_MONTHS`]: production of both at once, and no power in the second.
fn two_months(batch: &mut Batch) {
    batch.lines(PRODUCTION).iter_mut().for_each(|line| *line = line.replace("2024-06", TWO_MONTHS));
    let second: Vec<String> = batch.lines(ENERGY)[1..].iter().map(|line| format!("{},2024-07,electricity,0,MWh", &line[..18])).collect();
    batch.lines(ENERGY).extend(second);
}

/// The same batch for [`FOUR_MONTHS`]: production of all at once, and power in the later ones for the victim alone.
fn four_months(batch: &mut Batch) {
    batch.lines(PRODUCTION).iter_mut().for_each(|line| *line = line.replace("2024-06", FOUR_MONTHS));
    let first = batch.lines(ENERGY)[1..].to_vec();
    let later = |line: &String, month: &str| {
        if line.starts_with(VICTIM) { line.replace("2024-06", month) } else { format!("{},{month},electricity,0,MWh", &line[..18]) }
    };
    for month in ["2024-07", "2024-08", "2024-09"] {
        batch.lines(ENERGY).extend(first.iter().map(|line| later(line, month)));
    }
}

/// Gives the victim another id in every file.
fn rename(batch: &mut Batch, id: &str) {
    batch.files.values_mut().flatten().for_each(|line| *line = line.replace(VICTIM, id));
}

fn stray(batch: &mut Batch, id: &str) {
    batch.lines(ENERGY).push(format!("{id},2024-06,electricity,1,MWh"));
}
