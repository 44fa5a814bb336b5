//! The comparison for machines: a row for each enterprise of either run.

use carbonlabel::diff::{Cause, Compared, Move};
use carbonlabel::ledger::GradeRow;
use carbonlabel::measure::{Figure, Ratio, Tonnes};
use carbonlabel::scheme::Scheme;

use super::command::Found;

/// Columns of both runs, `_a` and `_b`.
const BOTH: [&str; 4] = ["status", "grade", "emissions_t", "ratio"];

/// The columns. Causes stand as changes of the printed ratio, which sum to `ratio_change`; their exact fractions are in JSON.
pub(super) fn header() -> Vec<&'static str> {
    let names = ["enterprise_id", "name", "change"];
    let both = ["status_a", "status_b", "grade_a", "grade_b", "emissions_t_a", "emissions_t_b", "ratio_a", "ratio_b"];
    let parts: [&[&str]; 5] =
        [&names, &both, &["emissions_t_change", "ratio_change"], &Cause::ALL.map(Cause::name), &["moved_by", "not_split"]];
    parts.concat()
}

/// The rows.
pub(super) fn rows(found: &Found<'_>) -> Vec<Vec<String>> {
    found.diff.enterprises.iter().map(|one| row(one, found.scheme)).collect()
}

fn row(one: &Compared, scheme: &Scheme) -> Vec<String> {
    let newest = one.b.as_ref().or(one.a.as_ref());
    let cell = |row: Option<&GradeRow>, column: &str| row.map_or_else(String::new, |row| row.get(column).to_owned());
    let both = BOTH.iter().flat_map(|column| [cell(one.a.as_ref(), column), cell(one.b.as_ref(), column)]);
    let mut cells: Vec<String> =
        [cell(newest, "enterprise_id"), cell(newest, "name"), one.change.name().to_owned()].into_iter().chain(both).collect();
    cells.extend([emissions_change(one).map(|tonnes| tonnes.to_string()), ratio_change(one, scheme)].map(Option::unwrap_or_default));
    let Ok(split) = &one.split else {
        let why = one.split.as_ref().err().map_or("", |unsplit| unsplit.name()).to_owned();
        cells.extend(std::iter::repeat_n(String::new(), Cause::ALL.len() + 1).chain([why]));
        return cells;
    };
    cells.extend(split.printed(scheme.ratio.decimals).map(|figure| figure.to_string()));
    cells.push(one.moves(scheme).unwrap_or_default().iter().map(moved).collect::<Vec<_>>().join(";"));
    cells.push(String::new());
    cells
}

fn moved(step: &Move<'_>) -> String {
    format!("{}:{}>{}", step.cause.name(), step.from, step.to)
}

/// Emissions of the second run less those of the first; none where either has none.
pub(super) fn emissions_change(one: &Compared) -> Option<Tonnes> {
    let of = |row: &Option<GradeRow>| row.as_ref().and_then(|row| Tonnes::parse(row.get("emissions_t")));
    Some(of(&one.b)? + -of(&one.a)?)
}

/// The printed ratio of the second run less that of the first; none where either has none.
pub(super) fn ratio_change(one: &Compared, scheme: &Scheme) -> Option<String> {
    let of = |row: &Option<GradeRow>| row.as_ref().and_then(|row| Ratio::parse(row.get("ratio")));
    Some(Figure::round(&of(&one.b)?.plus(&of(&one.a)?.negated()), scheme.ratio.decimals).to_string())
}
