//! The comparison for people.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use carbonlabel::diff::{Cause, Compared, Move, Unsplit};
use carbonlabel::finding::Language;
use carbonlabel::label::Status;
use carbonlabel::ledger::{Change, GradeRow};
use carbonlabel::measure::{Figure, Ratio};
use carbonlabel::scheme::Scheme;

use super::super::factors::percent;
use super::super::terminal::columns;
use super::command::Found;
use super::json::emissions;
use super::table::ratio_change;

/// How many enterprises a list shows; machines get all of them.
const LISTED: usize = 40;
/// How many of those that move most within their grade are shown.
const MOVERS: usize = 10;

/// The whole.
pub(super) fn of(found: &Found<'_>, language: Language) -> String {
    let all = &found.diff.enterprises;
    let is = |wanted: &'static [Change]| all.iter().filter(move |one| wanted.contains(&one.change));
    let mut text = head(found, language) + &counts(all, language);
    if let Some(unsplit) = found.diff.unsplit {
        text += &format!("\n{}\n", unsplit.reason(language));
    }
    let graded: Vec<&Compared> = is(&[Change::Worse]).chain(is(&[Change::Better])).collect();
    text += &list(language.pick("等级有变", "grades that changed"), &graded, LISTED, found.scheme, language);
    let other: Vec<&Compared> = is(&[Change::Lost, Change::Gained, Change::New, Change::Gone]).collect();
    text += &list(language.pick("评级有无有变", "graded in one run only"), &other, LISTED, found.scheme, language);
    let corrected = |one: &&Compared| one.split.as_ref().is_ok_and(|split| !split.effects()[0].is_zero());
    let corrected: Vec<&Compared> = all.iter().filter(corrected).collect();
    text += &list(language.pick("数据有更正", "records were corrected"), &corrected, LISTED, found.scheme, language);
    text + &list(
        language.pick("等级不变，比值有变（大者在前）", "same grade, ratio moved (largest first)"),
        &movers(all, found.scheme),
        MOVERS,
        found.scheme,
        language,
    )
}

fn head(found: &Found<'_>, language: Language) -> String {
    let [a, b] = found.runs.map(|run| {
        let manifest = run.manifest();
        format!("{} ({} {})", manifest.period, language.pick("发布版", "release"), manifest.release.id)
    });
    let [before, after] = emissions(found);
    let change = percent(&before.ratio(), &after.ratio());
    let words = language.pick(["方案", "排放合计"], ["scheme", "emissions"]);
    format!("{a} → {b}, {} {}\n{}: {before} → {after} tCO2e ({change} %)\n", words[0], found.scheme.name, words[1])
}

fn counts(all: &[Compared], language: Language) -> String {
    let mut counts: BTreeMap<Change, u64> = BTreeMap::new();
    all.iter().for_each(|one| *counts.entry(one.change).or_default() += 1);
    let rows: Vec<Vec<String>> = counts
        .into_iter()
        .map(|(change, count)| vec![format!("  {}", change.title(language)), count.to_string(), change.name().to_owned()])
        .collect();
    format!("{}: {}\n{}", language.pick("企业", "enterprises"), all.len(), columns(&rows))
}

fn list(title: &str, rows: &[&Compared], longest: usize, scheme: &Scheme, language: Language) -> String {
    if rows.is_empty() {
        return String::new();
    }
    let lines: Vec<Vec<String>> = rows.iter().take(longest).map(|one| line(one, scheme, language)).collect();
    let more = rows.len().saturating_sub(longest);
    let more = language.pick(format!("  另有 {more} 家，见 --format csv\n"), format!("  {more} more: --format csv\n"));
    format!("\n{title}: {}\n{}{}", rows.len(), columns(&lines), if rows.len() > longest { more.as_str() } else { "" })
}

/// Who, from which grade to which, and why.
fn line(one: &Compared, scheme: &Scheme, language: Language) -> Vec<String> {
    let newest = one.b.as_ref().or(one.a.as_ref());
    let name = |column: &str| newest.map_or_else(String::new, |row| row.get(column).to_owned());
    let grades = format!("{} → {}", outcome(one.a.as_ref(), language), outcome(one.b.as_ref(), language));
    let ratio = |row: &Option<GradeRow>| row.as_ref().map_or("", |row| row.get("ratio")).to_owned();
    let ratios = match ratio_change(one, scheme) {
        Some(change) => format!("{} {} → {} ({})", scheme.graded.symbol(), ratio(&one.a), ratio(&one.b), signed(&change)),
        None => String::new(),
    };
    vec![format!("  {}", name("enterprise_id")), name("name"), grades, ratios, why(one, scheme, language)]
}

/// A grade, or the status of who has none.
fn outcome(row: Option<&GradeRow>, language: Language) -> String {
    let Some(row) = row else { return "—".to_owned() };
    let status = || Status::parse(row.get("status")).map_or("", |status| status.title(language));
    if row.get("grade").is_empty() { status().to_owned() } else { row.get("grade").to_owned() }
}

/// The effects, largest first, and which of them moved the grade.
fn why(one: &Compared, scheme: &Scheme, language: Language) -> String {
    let split = match &one.split {
        Ok(split) => split,
        Err(why @ (Unsplit::Filled | Unsplit::LeftOut | Unsplit::Unclear)) => return why.reason(language).to_owned(),
        Err(_) => return String::new(),
    };
    let mut effects: Vec<(Cause, Figure)> = Cause::ALL.into_iter().zip(split.printed(scheme.ratio.decimals)).collect();
    effects.retain(|(_, effect)| !effect.ratio().is_zero());
    effects.sort_by_key(|(cause, effect)| (Reverse(size(&effect.ratio())), *cause));
    let effects: Vec<String> =
        effects.iter().map(|(cause, effect)| format!("{} {}", cause.title(language), signed(&effect.to_string()))).collect();
    let mut text = effects.join(language.pick("，", ", "));
    if one.a.as_ref().map(|row| row.get("grade")) != one.b.as_ref().map(|row| row.get("grade")) {
        text += &match one.moves(scheme) {
            None => {
                language.pick("；等级不只由这一数值决定（另有门槛规则）", "; the grade hangs on more than this figure (gates)").to_owned()
            }
            Some(moves) => {
                let step = |step: &Move<'_>| format!("{} {}→{}", step.cause.title(language), step.from, step.to);
                let moves: Vec<String> = moves.iter().map(step).collect();
                format!("{}{}", language.pick("；改变等级的是：", "; moved by: "), moves.join(language.pick("，", ", ")))
            }
        };
    }
    text
}

fn signed(figure: &str) -> String {
    if figure.starts_with('-') { figure.to_owned() } else { format!("+{figure}") }
}

fn size(value: &Ratio) -> Ratio {
    if value.is_positive() { value.clone() } else { value.negated() }
}

/// Those whose grade is the same and whose ratio moved, the largest move first.
fn movers<'a>(all: &'a [Compared], scheme: &Scheme) -> Vec<&'a Compared> {
    let move_of = |one: &Compared| ratio_change(one, scheme).and_then(|change| Ratio::parse(&change)).map(|change| size(&change));
    let same = all.iter().filter(|one| one.change == Change::Same);
    let mut movers: Vec<(Ratio, &Compared)> =
        same.filter_map(|one| move_of(one).map(|size| (size, one))).filter(|(size, _)| size.is_positive()).collect();
    movers.sort_by(|(a, _), (b, _)| b.cmp(a));
    movers.into_iter().map(|(_, one)| one).collect()
}
