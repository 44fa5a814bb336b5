//! The comparison as JSON: the runs, totals, and every enterprise with its split.

use std::collections::BTreeMap;

use carbonlabel::audit::RunFolder;
use carbonlabel::diff::{Cause, Compared, Move, Split};
use carbonlabel::ledger::Change;
use carbonlabel::measure::{Ratio, Tonnes};
use carbonlabel::scheme::Scheme;
use serde_json::{Value, json};

use super::command::Found;
use super::table::{emissions_change, ratio_change};

/// The whole.
pub(super) fn of(found: &Found<'_>) -> String {
    let enterprises: Vec<Value> = found.diff.enterprises.iter().map(|one| enterprise(one, found.scheme)).collect();
    let [a, b] = found.runs.map(run);
    let value = json!({
        "a": a,
        "b": b,
        "scheme": found.scheme.name,
        "not_split": found.diff.unsplit.map(|unsplit| unsplit.name()),
        "totals": totals(found),
        "enterprises": enterprises,
    });
    serde_json::to_string_pretty(&value).unwrap_or_default() + "\n"
}

fn run(folder: &RunFolder) -> Value {
    let manifest = folder.manifest();
    json!({ "run_id": manifest.run_id, "period": manifest.period, "release": manifest.release.id })
}

fn totals(found: &Found<'_>) -> Value {
    let mut changes: BTreeMap<&str, u64> = Change::ALL.iter().map(|change| (change.name(), 0)).collect();
    found.diff.enterprises.iter().for_each(|one| *changes.entry(one.change.name()).or_default() += 1);
    let [a, b] = emissions(found);
    json!({ "emissions_t_a": a.to_string(), "emissions_t_b": b.to_string(), "change": changes })
}

/// The emissions of everybody in the two runs.
pub(super) fn emissions(found: &Found<'_>) -> [Tonnes; 2] {
    let of = |row: Option<&carbonlabel::ledger::GradeRow>| row.and_then(|row| Tonnes::parse(row.get("emissions_t"))).unwrap_or_default();
    let all = &found.diff.enterprises;
    [all.iter().map(|one| of(one.a.as_ref())).sum(), all.iter().map(|one| of(one.b.as_ref())).sum()]
}

fn enterprise(one: &Compared, scheme: &Scheme) -> Value {
    let newest = one.b.as_ref().or(one.a.as_ref());
    let both = |column: &str| [&one.a, &one.b].map(|row| row.as_ref().map(|row| row.get(column)).filter(|cell| !cell.is_empty()));
    json!({
        "enterprise_id": newest.map(|row| row.get("enterprise_id")),
        "name": newest.map(|row| row.get("name")),
        "change": one.change.name(),
        "status": both("status"),
        "grade": both("grade"),
        "emissions_t": both("emissions_t"),
        "ratio": both("ratio"),
        "emissions_t_change": emissions_change(one).map(|tonnes| tonnes.to_string()),
        "ratio_change": ratio_change(one, scheme),
        "not_split": one.split.as_ref().err().map(|unsplit| unsplit.name()),
        "split": one.split.as_ref().ok().map(|split| of_split(one, split, scheme)),
    })
}

fn of_split(one: &Compared, split: &Split, scheme: &Scheme) -> Value {
    let effect = |((cause, printed), exact): ((Cause, _), &Ratio)| json!({ "cause": cause.name(), "change": format!("{printed}"), "exact": exact.to_text() });
    let printed = split.printed(scheme.ratio.decimals).map(|figure| figure.to_string());
    let effects: Vec<Value> = Cause::ALL.into_iter().zip(printed).zip(&split.effects()).map(effect).collect();
    let step = |step: &Move<'_>| json!({ "cause": step.cause.name(), "from": step.from, "to": step.to });
    let moves = one.moves(scheme).map(|moves| moves.iter().map(step).collect::<Vec<_>>());
    json!({
        "ratio_exact": [split.before().to_text(), split.after().to_text()],
        "effects": effects,
        "moved_by": moves,
    })
}
