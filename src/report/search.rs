//! `search.js`: every enterprise of a run that is too large for its page, one line each, for the page's own search. It is a
//! script because a page opened from a disk may load no other kind of file.

use std::collections::BTreeMap;

use serde::Serialize;

use super::colour::Colour;
use super::evidence::RunContext;
use super::from_grades::{change, region_names, rounded};
use super::overview::Overview;
use super::privacy::shows_peers;
use super::words;
use crate::label::Status;
use crate::ledger::{Change, GradeFigures, GradeRow};
use crate::scheme::{Scale, Scheme};

/// Its place in the run folder, beside `index.html`.
pub const SEARCH_FILE: &str = "search.js";

/// How it begins.
pub const SEARCH_HEAD: &str = "window.carbonlabelSearch = {\nrows: `\n";

/// The columns of `grades.csv` that stand in a line as they are, before and after its emissions.
const BEFORE: [usize; 4] = GradeRow::places(["enterprise_id", "name", "industry", "region"]);
const AFTER: [usize; 2] = GradeRow::places(["intensity", "flags"]);
/// Those that stand between them, unless they would tell another's figures.
const PEERS: [usize; 3] = GradeRow::places(["reference", "ratio", "margin"]);

/// Adds the line of a row with these emissions: id, name, industry, region, grade, status if there is none, level, emissions to
/// the kilogram, intensity, reference, ratio, margin, flags, address of its page, and where there is one the grade of the run
/// before with what became of it; tabs between them.
pub fn push_search_row(bytes: &mut Vec<u8>, row: &GradeRow, figures: &GradeFigures, report: Option<&str>, scheme: &Scheme) {
    // Mostly nothing in a row loses its meaning, and its cells are looked at together.
    let push = if row.holds(ends) { push } else { push_whole };
    for place in BEFORE {
        push(bytes, row.bytes_at(place));
    }
    let [grade, status] = const { GradeRow::places(["grade", "status"]) }.map(|place| row.bytes_at(place));
    push(bytes, grade);
    push(bytes, if grade.is_empty() { status } else { b"" });
    push(bytes, row.bytes_at(const { GradeRow::place("level") }));
    let [emissions, ..] = figures.totals;
    emissions.into_iter().for_each(|emissions| rounded(emissions).append_to(bytes));
    bytes.push(b'\t');
    let (shown, [intensity, flags]) = (shows_peers(row), AFTER);
    push(bytes, row.bytes_at(intensity));
    for place in PEERS {
        push(bytes, if shown { row.bytes_at(place) } else { b"" });
    }
    push(bytes, row.bytes_at(flags));
    self::push(bytes, report.unwrap_or_default().as_bytes());
    if let Some(change) = change(row, scheme) {
        push(bytes, row.bytes_at(const { GradeRow::place("previous_grade") }));
        push(bytes, change.as_bytes());
    }
    if let Some(last) = bytes.last_mut() {
        *last = b'\n';
    }
}

/// Adds a cell and a tab. The text stands between backticks; what would end it, or the cell, loses its meaning.
fn push(bytes: &mut Vec<u8>, cell: &[u8]) {
    let kept = |byte: u8| if byte < b' ' { b' ' } else { byte };
    bytes.extend(cell.iter().flat_map(|byte| [b'\\', kept(*byte)].into_iter().skip(usize::from(*byte < b' ' || !ends(*byte)))));
    bytes.push(b'\t');
}

/// The same of a cell in which nothing does.
fn push_whole(bytes: &mut Vec<u8>, cell: &[u8]) {
    bytes.extend_from_slice(cell);
    bytes.push(b'\t');
}

fn ends(byte: u8) -> bool {
    matches!(byte, b'\\' | b'`' | b'$' | 0..b' ')
}

/// What the codes of the lines mean.
#[derive(Serialize)]
struct Names<'a> {
    industries: BTreeMap<&'a str, String>,
    /// Its name and the region of the page's list that it lies in.
    regions: BTreeMap<&'a str, (String, String)>,
    /// Name and style.
    grades: BTreeMap<&'a str, (&'a str, String)>,
    levels: BTreeMap<&'a str, (&'a str, String)>,
    statuses: BTreeMap<&'a str, &'a str>,
    changes: BTreeMap<&'a str, &'a str>,
    flags: BTreeMap<&'a str, String>,
}

/// How it ends: the names of all codes in the lines, in the page's language, and the run, which must be the page's.
///
/// # Errors
/// Only when text cannot be formatted, which is a defect of this file.
pub fn search_tail<'a>(overview: &'a Overview, context: RunContext<'a>) -> Result<String, std::fmt::Error> {
    let language = context.language();
    let bands = |scale: &'a Scale, style: fn(Colour) -> String| {
        let bands = scale.bands.iter();
        bands.map(|band| (band.code.as_str(), (band.name(language), style(Colour::parse(&band.color))))).collect()
    };
    let names = Names {
        industries: overview.industry_codes().map(|code| (code, context.industry_name(code))).collect(),
        regions: overview.region_codes().map(|code| (code, region_names(code, context))).collect(),
        grades: bands(&context.scheme.ratio, Colour::style),
        levels: bands(&context.scheme.intensity, Colour::ground_style),
        statuses: Status::ALL.into_iter().map(|status| (status.name(), status.title(language))).collect(),
        changes: Change::ALL.into_iter().map(|change| (change.name(), words::change(change.name(), language))).collect(),
        flags: overview.flags().into_iter().map(|flag| (flag, words::flag(flag, language))).collect(),
    };
    let names = serde_json::to_string(&names).map_err(|_| std::fmt::Error)?;
    let run = serde_json::to_string(&context.facts.run_id).map_err(|_| std::fmt::Error)?;
    Ok(format!("`,\nnames: {names},\nrun: {run}\n}};\n"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Language;
    use crate::report::trial;

    fn push_row(bytes: &mut Vec<u8>, row: &GradeRow, report: Option<&str>) {
        push_search_row(bytes, row, &GradeFigures::of(row), report, trial::scheme());
    }

    #[test]
    fn a_line_holds_what_the_table_shows() {
        let mut bytes = Vec::new();
        push_row(&mut bytes, &trial::evidence().grade, Some("1"));
        push_row(&mut bytes, &trial::ungraded().grade, None);
        let lines = "91440300708461136T\t深圳市恒泰精密五金制品有限公司\t3311\t440307\t3\t\tlow\t150.871\t0.5029\t0.5173\t0.9722\t0.1722\tcarried_forward:2022\t1\n\
            91440300708461136T\t深圳市恒泰精密五金制品有限公司\t3311\t440307\t\tdata_errors\t\t150.871\t\t\t\t\tpartial\t\n";
        assert_eq!(String::from_utf8(bytes).unwrap(), lines);
    }

    #[test]
    fn a_line_holds_what_became_of_the_grade_before_and_nothing_that_tells_a_competitors() {
        let with = |cells: &[(&'static str, &'static str)]| {
            let known = trial::GRADED.iter().filter(|(column, _)| cells.iter().all(|(other, _)| other != column)).copied();
            let mut bytes = Vec::new();
            push_row(&mut bytes, &trial::grade_row(&known.chain(cells.iter().copied()).collect::<Vec<_>>()), None);
            String::from_utf8(bytes).unwrap()
        };
        assert!(with(&[("previous_grade", "4")]).ends_with("\tcarried_forward:2022\t\t4\tbetter\n"));
        assert!(with(&[("previous_grade", "3")]).ends_with("\t\t3\tsame\n"));
        assert!(with(&[("peer_count", "2")]).contains("\t150.871\t0.5029\t\t\t\tcarried_forward"));
    }

    #[test]
    fn nothing_ends_the_text_or_its_cells() {
        let mut bytes = Vec::new();
        push_row(&mut bytes, &trial::grade_row(&[("name", "a`b${c}\\d\te\r\nf</script>")]), None);
        assert!(String::from_utf8(bytes).unwrap().starts_with("\ta\\`b\\${c}\\\\d e  f</script>\t"));
    }

    #[test]
    fn every_code_of_a_line_has_its_name() {
        let facts = trial::facts(Language::En);
        let mut overview = Overview::default();
        overview.add_row(&trial::evidence().grade);
        overview.add_row(&trial::ungraded().grade);
        let tail = search_tail(&overview, trial::context(&facts)).unwrap();
        let (names, run) = tail.strip_prefix("`,\nnames: ").unwrap().split_once(",\nrun: ").unwrap();
        assert_eq!(run, format!("\"{}\"\n}};\n", facts.run_id));
        let names: serde_json::Value = serde_json::from_str(names).unwrap();
        assert_eq!(names["industries"]["3311"], "金属结构制造");
        assert_eq!(names["regions"]["440307"], serde_json::json!(["深圳市龙岗区", "广东省"]));
        assert_eq!(names["statuses"]["data_errors"], "Data errors");
        assert_eq!(
            names["flags"],
            serde_json::json!({"carried_forward:2022": "factor of 2022 carried forward", "partial": "totals incomplete"})
        );
        assert_eq!((names["grades"]["3"].as_array().unwrap().len(), names["levels"]["low"].as_array().unwrap().len()), (2, 2));
    }
}
