//! Classes of GB/T 4754-2011 whose number the edition of 2017 does not have: registers still show them.
//!
//! Only those that are certain. Most numbers of 2011 live on in 2017, some with another meaning (3962 was 半导体分立器件制造
//! and is 智能车载设备制造); nothing tells such a code from a right one.

/// Number and name in 2011, numbers in 2017.
const FORMER: &[(&str, &str, &[&str])] = &[
    ("2512", "人造原油制造", &["2519"]),
    ("2520", "炼焦", &["2521"]),
    ("2760", "生物药品制造", &["2761", "2762"]),
    ("3035", "隔热和隔音材料制造", &["3034"]),
    ("3150", "铁合金冶炼", &["3140"]),
    ("3250", "有色金属铸造", &["3392"]),
    ("3261", "铜压延加工", &["3251"]),
    ("3262", "铝压延加工", &["3252"]),
    ("3263", "贵金属压延加工", &["3253"]),
    ("3264", "稀有稀土金属压延加工", &["3254"]),
    ("3269", "其他有色金属压延加工", &["3259"]),
    ("3610", "汽车整车制造", &["3611", "3612"]),
    ("4130", "核辐射加工", &["4120"]),
];

/// What a class was called in 2011, and its classes of 2017.
#[must_use]
pub fn former_industry(digits: &str) -> Option<(&'static str, &'static [&'static str])> {
    FORMER.iter().find(|(number, ..)| *number == digits).map(|(_, name, successors)| (*name, *successors))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::release::builtin;

    /// What is in the table of 2017 was not lost, and what is said to have come of it is there.
    #[test]
    fn former_classes_are_gone_and_their_successors_are_there() {
        let release = builtin().unwrap().release(None).unwrap();
        let industries = &release.nomenclature().industries;
        for (number, name, successors) in FORMER {
            assert!(industries.name(number).is_none(), "{number} {name}");
            assert!(!successors.is_empty() && successors.iter().all(|code| industries.name(code).is_some()), "{number} {name}");
        }
    }
}
