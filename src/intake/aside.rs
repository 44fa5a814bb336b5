//! Rows of a table that are no records: totals at its end, notes under it. They are never counted, and bar nobody.

use super::header::Header;
use super::source::Rules;
use crate::enterprise::Identity;
use crate::finding::Code;
use crate::measure::{fold, narrow, trim_wide};

const TOTALS: [&str; 10] = ["合计", "总计", "小计", "共计", "总和", "累计", "合计数", "total", "subtotal", "grandtotal"];
/// With what notes and signatures under a table begin.
const NOTES: [&str; 15] =
    ["注", "备注", "说明", "附注", "填表", "填报", "制表", "审核", "复核", "负责人", "单位负责人", "联系", "报出", "note", "remark"];

/// Why a row that belongs to no listed enterprise is no record at all, and the text that says so.
pub(super) fn aside<'r>(record: &[&'r str], header: &Header, rules: Rules<'_>) -> Option<(Code, &'r str)> {
    let mut full = record.iter().copied().filter(|cell| !trim_wide(cell).is_empty());
    let (first, alone) = (full.next()?, full.next().is_none());
    let id = header.field("enterprise_id").and_then(|field| record.get(field.at)).copied().unwrap_or_default();
    if is_total(id) || trim_wide(id).is_empty() {
        let total = record.iter().copied().find(|cell| is_total(cell));
        if total.is_some() {
            return total.map(|text| (Code::TotalsRow, text));
        }
    }
    // What stands alone in a row and is no code cannot be a record; where codes may be any text, it must say that it is a note.
    let any_text = rules.release.manifest().identity == Identity::Text;
    let free = alone && !any_text && first.chars().any(|letter| ('\u{4e00}'..='\u{9fff}').contains(&letter)) && !holds_code(first);
    let own = trim_wide(id).is_empty() || id == first;
    (own && (free || is_note(first))).then_some((Code::TextRow, first))
}

/// Whether something as long as an identity code stands in a text: then it may be a record whose cells were not told apart.
fn holds_code(text: &str) -> bool {
    text.split(|letter: char| !letter.is_ascii_alphanumeric()).any(|word| word.len() >= 18)
}

fn is_total(cell: &str) -> bool {
    cell.len() <= 48 && may_begin(&TOTALS, cell) && TOTALS.contains(&fold(cell).trim_end_matches(':'))
}

/// Whether the first letter is that of one of the words: this is asked of every enterprise's row, and folding takes its time.
fn may_begin(words: &[&str], cell: &str) -> bool {
    let first = trim_wide(cell).chars().next().map(|letter| narrow(letter).to_ascii_lowercase());
    first.is_some_and(|first| words.iter().any(|word| word.starts_with(first)))
}

/// `注:`, `备注1、`, `制表人:`: the word, a few letters at most, and what separates it from the rest.
fn is_note(cell: &str) -> bool {
    if !may_begin(&NOTES, cell) {
        return false;
    }
    let start: String = fold(cell).chars().take(16).collect();
    let rest = NOTES.iter().find_map(|word| start.strip_prefix(word));
    rest.is_some_and(|rest| rest.is_empty() || rest.chars().take(5).any(|letter| matches!(letter, ':' | '、' | '.' | ')')))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn totals_and_notes_are_told_by_their_words() {
        for cell in ["合计", " 合 计 ", "小计：", "TOTAL", "Grand Total", "总计:"] {
            assert!(is_total(cell), "{cell}");
        }
        for cell in ["合计有限公司", "9144", "", "totals of all", "total energy"] {
            assert!(!is_total(cell), "{cell}");
        }
        for cell in [
            "注：本表由财务部填写",
            "注1：电量含线损",
            "备注",
            "制表人：张三",
            "单位负责人：李四",
            "Note: preliminary",
            "填表日期：2024-07-01",
        ] {
            assert!(is_note(cell), "{cell}");
        }
        for cell in ["注塑一厂", "91440307FAKE70070R", "审核通过的企业", "notebook factory"] {
            assert!(!is_note(cell), "{cell}");
        }
    }
}
