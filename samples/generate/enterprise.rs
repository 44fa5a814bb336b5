//! Who there is: 240 enterprises, each with its place, its size and its habits.

use crate::draw::{Draw, credit_code};
use crate::table::{INDUSTRIES, Industry};

const STEMS: [char; 10] = ['甲', '乙', '丙', '丁', '戊', '己', '庚', '辛', '壬', '癸'];
const DIGITS: [char; 10] = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十'];

/// The one food maker whose province has no grid factor: it takes the national one.
const TIBET: &str = "西藏自治区";

/// Of a hundred enterprises, how many use what part (permille) of their industry's usual energy.
const SPREAD: [(u64, u64, u64); 5] = [(12, 430, 590), (22, 610, 800), (40, 830, 1_190), (20, 1_210, 1_900), (6, 2_050, 2_700)];

pub struct Enterprise {
    pub id: String,
    pub name: String,
    pub industry: &'static Industry,
    pub region: &'static str,
    pub started_on: String,
    /// Its number within the industry, from 1.
    pub nth: u64,
    /// Value added of the year, in 万元.
    pub value_added: u64,
    /// Energy emissions aimed at for the year, in kg CO2.
    pub emissions: u64,
    pub two_sites: bool,
    /// Own solar power, permille of the power used.
    pub solar: Option<u64>,
    /// Power covered by green certificates, permille.
    pub green: Option<u64>,
    pub exports: bool,
    pub measures_coal: bool,
    pub reports_january_with_february: bool,
    /// The trouble planted on it, as an index into the list of troubles.
    pub trouble: Option<usize>,
}

impl Enterprise {
    /// Enterprises outside Guangdong fill in the Chinese forms.
    pub fn writes_chinese(&self) -> bool {
        !self.region.starts_with("44")
    }
}

pub fn all(draw: &mut Draw) -> Vec<Enterprise> {
    let mut enterprises = Vec::new();
    for industry in INDUSTRIES {
        for nth in 1..=industry.count {
            let counter = enterprises.len() as u64 + 1;
            enterprises.push(enterprise(industry, nth, counter, draw));
        }
    }
    enterprises
}

fn enterprise(industry: &'static Industry, nth: u64, counter: u64, draw: &mut Draw) -> Enterprise {
    let (smallest, largest) = industry.value_added;
    let value_added = draw.between(smallest, largest);
    let emissions = value_added * industry.intensity * spread(draw) / 1000;
    let burns_coal = ["3011", "2221"].iter().any(|code| industry.code.ends_with(code));
    Enterprise {
        id: credit_code(counter),
        name: name(industry.word, nth),
        industry,
        region: region(industry, nth),
        started_on: format!("{}-{:02}-01", draw.between(1996, 2021), draw.between(1, 12)),
        nth,
        value_added,
        emissions,
        two_sites: draw.chance(150),
        solar: draw.chance(140).then(|| draw.between(40, 220)),
        green: (counter % 37 == 5).then_some(300),
        exports: industry.code == "2221" && nth % 6 == 2,
        measures_coal: burns_coal && nth % 4 == 1,
        reports_january_with_february: draw.chance(250),
        trouble: None,
    }
}

/// 样例甲一水泥有限公司, 样例甲二水泥有限公司 … : a hundred names for an industry.
fn name(word: &str, nth: u64) -> String {
    let index = nth as usize - 1;
    format!("样例{}{}{word}有限公司", STEMS[index / 10], DIGITS[index % 10])
}

fn region(industry: &Industry, nth: u64) -> &'static str {
    if industry.code == "1439" && nth == 4 {
        return TIBET;
    }
    industry.places[(nth as usize - 1) % industry.places.len()]
}

fn spread(draw: &mut Draw) -> u64 {
    let mut rest = draw.between(1, 100);
    for (share, low, high) in SPREAD {
        if rest <= share {
            return draw.between(low, high);
        }
        rest -= share;
    }
    unreachable!("the shares make a hundred")
}
