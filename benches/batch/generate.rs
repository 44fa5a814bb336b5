//! Batches of any size for measurements, with a fixed seed: `cargo run --release --example generate-batch -- 200000 DIR`.
//!
//! Every enterprise reports twelve months of 2024: electricity always, and by its number natural gas, diesel, heat or coal,
//! 41 energy rows in all on average; production is reported monthly. Ids are well-formed credit codes. The files are what
//! a bureau's export looks like: `enterprises.csv`, `energy.csv`, `production.csv`, UTF-8, English headers.
#![expect(clippy::print_stderr, clippy::disallowed_methods, reason = "a developer's tool: it reads its arguments and says what it did")]

use std::fs::File;
use std::io::{BufWriter, Error, Result, Write};
use std::path::Path;

/// The alphabet of GB 32100-2015.
const ALPHABET: &[u8; 31] = b"0123456789ABCDEFGHJKLMNPQRTUWXY";
const REGIONS: [&str; 8] = ["440307", "440305", "330522", "320583", "510104", "150203", "370202", "440309"];
const INDUSTRIES: [&str; 12] = ["3982", "2929", "1439", "3011", "1713", "3073", "2221", "3311", "2651", "3360", "3670", "2710"];
/// Item, unit, smallest amount, spread of amounts.
const FUELS: [(&str, &str, u64, u64); 4] =
    [("natural_gas", "万Nm3", 1, 900), ("diesel", "t", 1, 400), ("heat", "GJ", 100, 90_000), ("bituminous_coal", "t", 50, 9_000)];

/// `SplitMix64`.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// Hundredths from `least` to `least + spread`.
    fn amount(&mut self, least: u64, spread: u64) -> (u64, u64) {
        let hundredths = least * 100 + self.next() % (spread * 100);
        (hundredths / 100, hundredths % 100)
    }
}

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().collect();
    let [_, count, folder] = arguments.as_slice() else {
        return Err(Error::other("usage: generate-batch ENTERPRISES FOLDER"));
    };
    let count: u64 = count.parse().map_err(Error::other)?;
    let folder = Path::new(folder);
    std::fs::create_dir_all(folder)?;
    let create = |name: &str| File::create(folder.join(name)).map(|file| BufWriter::with_capacity(1 << 20, file));
    let (mut enterprises, mut energy, mut production) = (create("enterprises.csv")?, create("energy.csv")?, create("production.csv")?);
    writeln!(enterprises, "enterprise_id,name,industry,region")?;
    writeln!(energy, "enterprise_id,period,item,quantity,unit")?;
    writeln!(production, "enterprise_id,period,output_value,value_added")?;
    let mut random = Random(20_241_231);
    let mut rows = 0;
    for number in 0..count {
        let id = identity(number);
        let (region, industry) = (pick(&REGIONS, random.next()), pick(&INDUSTRIES, random.next()));
        writeln!(enterprises, "{id},样例企业{number},{industry},{region}")?;
        rows += write_energy(&mut energy, &id, number, &mut random)?;
        for month in 1..=12 {
            let ((whole, part), added) = (random.amount(100, 4_000), random.amount(20, 900));
            writeln!(production, "{id},2024-{month:02},{whole}.{part:02},{}.{:02}", added.0, added.1)?;
        }
    }
    eprintln!("{count} enterprises, {rows} energy rows, {} production rows", count * 12);
    enterprises.flush()?;
    energy.flush()?;
    production.flush()
}

fn pick<'a>(list: &[&'a str], number: u64) -> &'a str {
    list[usize::try_from(number % list.len() as u64).unwrap_or(0)]
}

/// The rows of one enterprise: 12 of electricity, and of as many fuels as its number asks for.
fn write_energy(out: &mut impl Write, id: &str, number: u64, random: &mut Random) -> Result<u64> {
    let fuels = match number % 12 {
        0 => 1,
        1..=5 => 2,
        _ => 3,
    };
    for month in 1..=12 {
        let (whole, part) = random.amount(1_000, 2_000_000);
        writeln!(out, "{id},2024-{month:02},electricity,{whole}.{part:02},kWh")?;
        for fuel in 0..fuels {
            let (item, unit, least, spread) = FUELS[usize::try_from((number + fuel) % 4).unwrap_or(0)];
            let (whole, part) = random.amount(least, spread);
            writeln!(out, "{id},2024-{month:02},{item},{whole}.{part:02},{unit}")?;
        }
    }
    Ok(12 * (1 + fuels))
}

/// A well-formed credit code of an enterprise that does not exist.
fn identity(number: u64) -> String {
    let body = format!("91440307{number:09}");
    let value = |byte: u8| ALPHABET.iter().position(|letter| *letter == byte).unwrap_or(0);
    let (sum, _) = body.bytes().fold((0, 1), |(sum, weight), byte| (sum + value(byte) * weight, weight * 3 % 31));
    format!("{body}{}", char::from(ALPHABET[(31 - sum % 31) % 31]))
}
