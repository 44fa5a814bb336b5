//! Made-up batches of any size, the same for the same plan.
//!
//! Every enterprise reports the months of 2024: electricity always, and by its number one to three of natural gas, diesel,
//! heat and coal, 41 energy rows a year on average; production is reported monthly. Ids are well-formed credit codes. The
//! files are what a bureau's export looks like: UTF-8, English headers. Chunks are made side by side and written in order.

use std::fs::File;
use std::io::{Result, Write};
use std::ops::Range;
use std::path::Path;

use rayon::prelude::*;

/// The alphabet of GB 32100-2015.
const ALPHABET: &[u8; 31] = b"0123456789ABCDEFGHJKLMNPQRTUWXY";
const REGIONS: [&str; 8] = ["440307", "440305", "330522", "320583", "510104", "150203", "370202", "440309"];
const INDUSTRIES: [&str; 12] = ["3982", "2929", "1439", "3011", "1713", "3073", "2221", "3311", "2651", "3360", "3670", "2710"];
/// The items that an enterprise uses by its number.
const FUELS: [Use; 4] = [
    Use { item: "natural_gas", unit: "万Nm3", least: 1, spread: 900 },
    Use { item: "diesel", unit: "t", least: 1, spread: 400 },
    Use { item: "heat", unit: "GJ", least: 100, spread: 90_000 },
    Use { item: "bituminous_coal", unit: "t", least: 50, spread: 9_000 },
];
/// What `--more-items` adds, in this order.
const MORE: [Use; 4] = [
    Use { item: "gasoline", unit: "t", least: 1, spread: 60 },
    Use { item: "lpg", unit: "t", least: 1, spread: 90 },
    Use { item: "fuel_oil", unit: "t", least: 1, spread: 300 },
    Use { item: "coke", unit: "t", least: 1, spread: 700 },
];
pub const HEADERS: [&str; 3] = [
    "enterprise_id,name,industry,region\n",
    "enterprise_id,period,item,quantity,unit\n",
    "enterprise_id,period,output_value,value_added\n",
];
pub const SEED: u64 = 20_241_231;
const ELECTRICITY: Use = Use { item: "electricity", unit: "kWh", least: 1_000, spread: 2_000_000 };
/// Enterprises that one thread makes at a time: some 4 MB of text.
pub const CHUNK: usize = 2048;

/// An item, its unit, its smallest amount and the spread of amounts.
struct Use {
    item: &'static str,
    unit: &'static str,
    least: u64,
    spread: u64,
}

/// `SplitMix64`: the n-th number after this one is known without those between.
#[derive(Clone, Copy)]
pub struct Random(pub u64);

impl Random {
    const STEP: u64 = 0x9e37_79b9_7f4a_7c15;

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(Self::STEP);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn skip(&mut self, count: u64) {
        self.0 = self.0.wrapping_add(Self::STEP.wrapping_mul(count));
    }

    /// Hundredths from `least` to `least + spread`.
    fn amount(&mut self, least: u64, spread: u64) -> u64 {
        least * 100 + self.next() % (spread * 100)
    }
}

/// What to make.
pub struct Plan {
    /// Enterprises: from one number to the next nothing changes but the number.
    pub enterprises: u64,
    /// Months of 2024, 1 to 12.
    pub months: u64,
    /// More fuels for everybody, 0 to 4.
    pub more_items: u64,
}

/// How many rows came to be.
#[derive(Clone, Copy)]
pub struct Counts {
    /// Of `energy.csv`.
    pub energy: u64,
    /// Of `production.csv`.
    pub production: u64,
}

impl Plan {
    /// Writes the three files into a folder.
    pub fn write(&self, folder: &Path) -> Result<Counts> {
        std::fs::create_dir_all(folder)?;
        let mut enterprises = create(folder, "enterprises.csv", HEADERS[0])?;
        let mut energy = create(folder, "energy.csv", HEADERS[1])?;
        let mut production = create(folder, "production.csv", HEADERS[2])?;
        let mut write = |chunks: &[Rows]| {
            chunks.iter().try_for_each(|rows| {
                enterprises.write_all(&rows.enterprises)?;
                energy.write_all(&rows.energy)?;
                production.write_all(&rows.production)
            })
        };
        let mut waiting = Vec::new();
        for window in self.chunks().chunks(2 * rayon::current_num_threads()) {
            let render = || window.par_iter().map(|(random, numbers)| Rows::of(self, *random, numbers.clone())).collect();
            let (written, made) = rayon::join(|| write(&waiting), render);
            written?;
            waiting = made;
        }
        write(&waiting)?;
        let energy = (0..self.enterprises).map(|number| self.energy_rows(number)).sum();
        Ok(Counts { energy, production: self.enterprises * self.months })
    }

    /// The items of the enterprise with a number, electricity first.
    fn uses(&self, number: u64) -> impl Iterator<Item = &'static Use> {
        let fuels = match number % 12 {
            0 => 1,
            1..=5 => 2,
            _ => 3,
        };
        let fuels = FUELS.iter().cycle().skip(place(number, FUELS.len())).take(fuels);
        std::iter::once(&ELECTRICITY).chain(fuels).chain(MORE.iter().take(place(self.more_items, usize::MAX)))
    }

    fn energy_rows(&self, number: u64) -> u64 {
        self.months * self.uses(number).count() as u64
    }

    /// Numbers of enterprises, and the state of chance before them: two numbers for an enterprise, one for an energy row, two
    /// for a month's production.
    fn chunks(&self) -> Vec<(Random, Range<u64>)> {
        let mut random = Random(SEED);
        let starts = (0..self.enterprises).step_by(CHUNK);
        let chunks = starts.map(|start| {
            let (before, numbers) = (random, start..self.enterprises.min(start + CHUNK as u64));
            numbers.clone().for_each(|number| random.skip(2 + self.energy_rows(number) + 2 * self.months));
            (before, numbers)
        });
        chunks.collect()
    }
}

/// Some rows of each file.
#[derive(Default)]
pub struct Rows {
    pub enterprises: Vec<u8>,
    pub energy: Vec<u8>,
    pub production: Vec<u8>,
}

impl Rows {
    pub fn of(plan: &Plan, mut random: Random, numbers: Range<u64>) -> Self {
        let mut rows = Self::default();
        numbers.for_each(|number| rows.add(plan, &mut random, number));
        rows
    }

    fn add(&mut self, plan: &Plan, random: &mut Random, number: u64) {
        let id = identity(number);
        let [region, industry] = [pick(&REGIONS, random.next()), pick(&INDUSTRIES, random.next())];
        self.enterprises.extend_from_slice(format!("{id},样例企业{number},{industry},{region}\n").as_bytes());
        for month in 1..=plan.months {
            let prefix = format!("{id},2024-{month:02},");
            for Use { item, unit, least, spread } in plan.uses(number) {
                push(&mut self.energy, &[&prefix, item, ","]);
                push_amount(&mut self.energy, random.amount(*least, *spread));
                push(&mut self.energy, &[",", unit, "\n"]);
            }
        }
        for month in 1..=plan.months {
            push(&mut self.production, &[&format!("{id},2024-{month:02},")]);
            // Above any value added, as in life.
            push_amount(&mut self.production, random.amount(1_000, 4_000));
            push(&mut self.production, &[","]);
            push_amount(&mut self.production, random.amount(20, 900));
            push(&mut self.production, &["\n"]);
        }
    }
}

fn create(folder: &Path, name: &str, header: &str) -> Result<File> {
    let mut file = File::create(folder.join(name))?;
    file.write_all(header.as_bytes())?;
    Ok(file)
}

fn push(out: &mut Vec<u8>, texts: &[&str]) {
    texts.iter().for_each(|text| out.extend_from_slice(text.as_bytes()));
}

/// Hundredths as a decimal with two places.
fn push_amount(out: &mut Vec<u8>, hundredths: u64) {
    let mut digits = [b'0'; 24];
    let (mut rest, mut at) = (hundredths, digits.len());
    while rest > 0 || at > digits.len() - 4 {
        at -= 1;
        if at == digits.len() - 3 {
            digits[at] = b'.';
        } else {
            digits[at] = b"0123456789"[place(rest, 10)];
            rest /= 10;
        }
    }
    out.extend_from_slice(&digits[at..]);
}

/// A number within a list of `len`.
fn place(number: u64, len: usize) -> usize {
    usize::try_from(number % len as u64).unwrap_or(0)
}

fn pick<'a>(list: &[&'a str], number: u64) -> &'a str {
    list[place(number, list.len())]
}

/// A well-formed credit code of an enterprise that does not exist.
fn identity(number: u64) -> String {
    let body = format!("91440307{number:09}");
    let value = |byte: u8| ALPHABET.iter().position(|letter| *letter == byte).unwrap_or(0);
    let (sum, _) = body.bytes().fold((0, 1), |(sum, weight), byte| (sum + value(byte) * weight, weight * 3 % 31));
    format!("{body}{}", char::from(ALPHABET[(31 - sum % 31) % 31]))
}
