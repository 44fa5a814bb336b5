//! The example enterprises of the industries: what each page works out by pencil is worked out again here, and is what the
//! program says.

use std::path::PathBuf;

use carbonlabel::measure::{Ratio, Tonnes};

use crate::harness::{carbonlabel, grades, ledger, root, temp, text};
use crate::samples::{markdown, page, plain};

const LINES: &str = "| energy.csv line | work | tCO2e |";
const GRADES: &str = "| column of grades.csv | work | value |";

/// Names of the folders below `samples/industries`, sorted.
fn industries() -> Vec<String> {
    let folder: PathBuf = root().join("samples/industries");
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap());
    let mut names: Vec<String> =
        entries.filter(|entry| entry.path().is_dir()).map(|entry| entry.file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn each_industry_is_worked_out_by_hand() {
    let names = industries();
    assert!(!names.is_empty());
    for name in names {
        let place = format!("samples/industries/{name}");
        let page = page(&format!("{place}/README.md"));
        let period = page.split("--period ").nth(1).and_then(|rest| rest.split_whitespace().next()).unwrap();
        let release = page.split("--release ").nth(2).and_then(|rest| rest.split_whitespace().next()).unwrap();
        let folder = temp();
        let out = folder.path().join("run");
        let batch = root().join(&place);
        carbonlabel(&["run", text(&batch), "--period", period, "--release", release, "--out", text(&out)]).expect(0);
        let grades = grades(&out);
        assert_eq!(grades.len(), 1, "{name}: one enterprise");
        let (id, grade) = grades.first_key_value().unwrap();
        let lines = ledger(&out, id);
        let mut told: Vec<(u64, String)> = lines.iter().map(|line| (line.row, line.emissions_t.clone())).collect();
        told.sort_by_key(|(row, _)| *row);
        let by_hand: Vec<(u64, String)> = markdown(&page, LINES)
            .iter()
            .map(|row| {
                let tonnes = plain(&row[2]);
                let worked = Tonnes::rounded(&value(&row[1])).unwrap().to_string();
                assert_eq!(worked, tonnes, "{name}: {} is not what its work comes to", row[0]);
                (row[0].split(' ').next().unwrap().parse().unwrap(), tonnes)
            })
            .collect();
        assert_eq!(told, by_hand, "{name}");
        for row in markdown(&page, GRADES) {
            assert_eq!(grade[row[0].as_str()], plain(&row[2]), "{name}: {}", row[0]);
        }
    }
}

/// The value of a calculation as it is written: `−2 × (0.5 + 44 ÷ 56)`.
fn value(text: &str) -> Ratio {
    let spaced = text.replace('(', " ( ").replace(')', " ) ").replace('−', " − ");
    let mut words = spaced.split_whitespace().peekable();
    let sum = sum(&mut words);
    assert_eq!(words.next(), None, "{text}");
    sum
}

type Words<'a> = std::iter::Peekable<std::str::SplitWhitespace<'a>>;

fn sum(words: &mut Words<'_>) -> Ratio {
    let mut sum = product(words);
    while let Some(sign) = words.next_if(|word| ["+", "−"].contains(word)) {
        let next = product(words);
        sum = sum.plus(&if sign == "+" { next } else { next.negated() });
    }
    sum
}

fn product(words: &mut Words<'_>) -> Ratio {
    let mut product = atom(words);
    while let Some(sign) = words.next_if(|word| ["×", "÷"].contains(word)) {
        let next = atom(words);
        product = if sign == "×" { product.times(&next) } else { product.divided_by(&next).unwrap() };
    }
    product
}

fn atom(words: &mut Words<'_>) -> Ratio {
    match words.next().unwrap() {
        "−" => atom(words).negated(),
        "(" => {
            let inner = sum(words);
            assert_eq!(words.next(), Some(")"));
            inner
        }
        number => Ratio::parse(&number.replace(',', "")).unwrap(),
    }
}

#[test]
fn a_calculation_is_read_as_it_is_written() {
    for (text, want) in [("−2 × (0.5 + 44 ÷ 56)", "-18/7"), ("1 − (2 − 3) × 4", "5"), ("1,000 ÷ 8 ÷ 5", "25")] {
        assert_eq!(value(text), Ratio::parse(want).unwrap(), "{text}");
    }
}
