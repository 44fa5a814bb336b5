//! How a grade came about: numerator, denominator, peers, bands, and what would change it.

use super::enterprise_view::{Derivation, Peer};
use super::evidence::{Evidence, RunContext};
use super::graded::{graded_step, statistic};
use super::names;
use super::outlook::{Outlook, Reference, Standing, Step, outlook};
use super::outlook_view;
use super::parts::{GradeMark, LevelMark};
use super::privacy;
use super::saving::{Saving, savings};
use super::scale;
use super::share::percent;
use crate::finding::Language;
use crate::ledger::{LedgerRow, ReferenceRow};
use crate::measure::{Figure, Ratio, Tonnes};
use crate::method::Kind;
use crate::scheme::{self, Band, Divided, Graded, Scale, Scheme};

/// Kinds of lines in the order in which a numerator names them.
const KINDS: [Kind; 5] = [Kind::Fuel, Kind::Electricity, Kind::Heat, Kind::Process, Kind::Gas];

/// What a scheme divides, and what it is the sum of.
pub(super) struct Numerator {
    /// Sums by kind, those without a line left out.
    pub parts: Vec<(Kind, Tonnes)>,
    /// Their sum, not below zero if the scheme says so.
    pub value: Tonnes,
}

impl Numerator {
    /// Whether the parts sum to less than the value.
    fn is_floored(&self) -> bool {
        self.parts.iter().map(|(_, sum)| *sum).sum::<Tonnes>() < self.value
    }
}

/// The numerator of an enterprise; none when there is no ledger or a line cannot be read.
pub(super) fn numerator(evidence: &Evidence, scheme: &Scheme) -> Option<Numerator> {
    // What was filled in for missing months is no line.
    let lines = evidence.lines.as_deref().filter(|_| !evidence.grade.get("flags").split(';').any(|flag| flag.starts_with("filled:")))?;
    let counts = |kind: &Kind| takes(scheme, *kind);
    let part = |kind: Kind| Some((kind, sum_of(lines, kind, scheme)?));
    let parts: Vec<_> = KINDS.into_iter().filter(counts).filter(|kind| has_line(lines, *kind)).map(part).collect::<Option<_>>()?;
    let net: Tonnes = parts.iter().map(|(_, sum)| *sum).sum();
    Some(Numerator { parts, value: if scheme.numerator.floor_at_zero { net.floored() } else { net } })
}

/// Whether the scheme's numerator counts a kind of lines. Energy in standard coal is all that was used, whatever became of it.
fn takes(scheme: &Scheme, kind: Kind) -> bool {
    let all = !scheme.numerator.energy_only || scheme.numerator.amount == Divided::StandardCoal;
    kind.is_energy() || (all && !kind.is_apart())
}

fn has_line(lines: &[LedgerRow], kind: Kind) -> bool {
    lines.iter().any(|line| line.kind == kind.name())
}

fn sum_of(lines: &[LedgerRow], kind: Kind, scheme: &Scheme) -> Option<Tonnes> {
    lines.iter().filter(|line| line.kind == kind.name()).map(|line| amount(line, scheme.numerator.amount)).sum()
}

/// What a line gives to a numerator.
pub(super) fn amount(line: &LedgerRow, divided: Divided) -> Option<Tonnes> {
    match divided {
        Divided::StandardCoal if line.energy_tce.is_empty() => Some(Tonnes::ZERO),
        Divided::StandardCoal => Tonnes::parse(&line.energy_tce),
        Divided::Net => Tonnes::parse(&line.emissions_t),
        Divided::Gross => Tonnes::parse(&line.emissions_t).map(Tonnes::floored),
    }
}

fn numerator_unit(scheme: &Scheme) -> &'static str {
    match scheme.numerator.amount {
        Divided::StandardCoal => "tce",
        _ if scheme.numerator.energy_only => "tCO₂",
        _ => "tCO₂e",
    }
}

/// Whether the reference is the quotient of its sums, and the sums are known.
fn is_quotient(reference: &ReferenceRow, scheme: &Scheme) -> bool {
    scheme.peers.reference == scheme::Reference::RatioOfSums && !reference.emissions_t.is_empty()
}

fn count(reference: &ReferenceRow) -> u64 {
    reference.peer_count.parse().unwrap_or(0)
}

/// What would change the grade; none without a grade, without lines, where the pool's figures are not shown (the amounts
/// would tell them), or where the grade hangs on more than the exact ratio to a reference.
pub(super) fn outlook_of<'a>(evidence: &Evidence, numerator: Option<&Numerator>, scheme: &'a Scheme) -> Option<Outlook<'a>> {
    let follows = matches!(scheme.graded, Graded::Ratio) && scheme.gates.is_empty();
    let row = evidence.reference.as_ref().filter(|_| follows && privacy::shows_peers(&evidence.grade))?;
    let (numerator, denominator) = (numerator?.value, Ratio::parse(evidence.grade.get("denominator_value"))?);
    let flags: Vec<&str> = evidence.grade.get("flags").split(';').collect();
    let reference = reference(row, (numerator, &denominator), scheme, &flags)?;
    outlook(scheme, evidence.grade.get("grade"), &Standing { numerator, denominator, reference })
}

/// How the reference follows the enterprise; none where the folder cannot say so exactly.
fn reference(row: &ReferenceRow, (numerator, denominator): (Tonnes, &Ratio), scheme: &Scheme, flags: &[&str]) -> Option<Reference> {
    let carries = |name: &str| flags.iter().any(|flag| flag.split(':').next() == Some(name));
    // Its parts, and with them its reference, hang on its denominator.
    if carries("composite_reference") {
        return None;
    }
    let is_peer = !carries("frozen_reference") && !scheme.peers.without_flags.iter().any(|flag| carries(flag));
    if !is_peer {
        return Ratio::parse(&row.reference_exact).map(Reference::Fixed);
    }
    if scheme.peers.reference != scheme::Reference::RatioOfSums {
        return None;
    }
    let numerators = Tonnes::parse(&row.emissions_t)? + -numerator;
    let denominators = Ratio::parse(&row.denominator_value)?.minus(denominator);
    if scheme.peers.include_self {
        return Some(Reference::Sums { numerators, denominators });
    }
    numerators.ratio().divided_by(&denominators).map(Reference::Fixed)
}

/// The lines that the scheme's numerator counts.
pub(super) fn counted<'a>(evidence: &'a Evidence, scheme: &'a Scheme) -> impl Iterator<Item = &'a LedgerRow> {
    evidence.lines().iter().filter(|line| Kind::parse(&line.kind).is_some_and(|kind| takes(scheme, kind)))
}

/// The derivation as a page shows it; none without an intensity.
pub(super) fn derivation(evidence: &Evidence, context: RunContext<'_>) -> Option<Derivation> {
    let (scheme, language) = (context.scheme, context.language());
    let numerator = numerator(evidence, scheme);
    let outlook = outlook_of(evidence, numerator.as_ref(), scheme);
    Some(Derivation {
        numerator_name: context.numerator_name().to_owned(),
        numerator: numerator.as_ref().map(|numerator| numerator.value.to_string()),
        numerator_parts: numerator.as_ref().map_or_else(Vec::new, |numerator| parts(numerator, language)),
        numerator_floored: numerator.as_ref().is_some_and(Numerator::is_floored),
        numerator_unit: numerator_unit(scheme).to_owned(),
        denominator_name: context.denominator_name(),
        denominator: evidence.grade.get("denominator_value").to_owned(),
        denominator_unit: names::unit(&scheme.denominator.unit_code, language),
        intensity: evidence.cell("intensity")?,
        intensity_unit: names::unit(&scheme.intensity_unit(), language),
        peer: evidence.reference.as_ref().map(|reference| peer(evidence, reference, context)),
        graded: graded_step(scheme, language),
        ratio: evidence.cell("ratio"),
        margin: evidence.cell("margin"),
        scale: ratio_scale(evidence.cell("ratio"), evidence.cell("grade"), scheme, language),
        level_scale: level_scale(evidence, context),
        outlook: outlook
            .map(|outlook| outlook_view(&outlook, evidence, numerator.map_or(Tonnes::ZERO, |numerator| numerator.value), context)),
    })
}

fn parts(numerator: &Numerator, language: Language) -> Vec<outlook_view::NumeratorPart> {
    let part = |(kind, sum): &(Kind, Tonnes)| outlook_view::NumeratorPart {
        name: names::kind(kind.name(), language).to_owned(),
        emissions_t: sum.to_string(),
    };
    numerator.parts.iter().map(part).collect()
}

fn peer(evidence: &Evidence, reference: &ReferenceRow, context: RunContext<'_>) -> Peer {
    let shown = privacy::shows_peers(&evidence.grade);
    let sums = shown && is_quotient(reference, context.scheme);
    Peer {
        level: reference.peer_level.clone(),
        code: if reference.peer_level == "all" { String::new() } else { reference.peer_code.clone() },
        name: context.pool_name(&reference.peer_level, &reference.peer_code),
        count: count(reference),
        numerator_sum: sums.then(|| reference.emissions_t.clone()),
        denominator_sum: sums.then(|| reference.denominator_value.clone()),
        statistic: statistic(context.scheme, context.language()).map(str::to_owned),
        reference: shown.then(|| reference.reference.clone()),
        members_sha256: reference.members_sha256.clone(),
    }
}

/// The scheme's grades with a ratio among them.
pub(super) fn ratio_scale(ratio: Option<String>, grade: Option<String>, scheme: &Scheme, language: Language) -> scale::Scale {
    let band = |band: &Band| scale_band(band, band.code.clone(), language);
    scale::Scale {
        current: grade,
        bands: scheme.ratio.bands.iter().map(|each| band(each)).collect(),
        ..empty(scheme.graded.symbol(), ratio, &scheme.ratio)
    }
}

fn level_scale(evidence: &Evidence, context: RunContext<'_>) -> Option<scale::Scale> {
    let (levels, language) = (&context.scheme.intensity, context.language());
    let current = level_band(evidence.grade.get("level"), context.scheme)?.name(language).to_owned();
    // A level is known by its name alone; its code is a word of files.
    let band = |band: &Band| scale_band(band, band.name(language).to_owned(), language);
    let bands = levels.bands.iter().map(|each| band(each)).collect();
    Some(scale::Scale { current: Some(current), bands, ..empty("L", evidence.cell("intensity"), levels) })
}

fn empty(symbol: &str, value: Option<String>, scale: &Scale) -> scale::Scale {
    scale::Scale {
        symbol: symbol.to_owned(),
        value,
        current: None,
        bands: Vec::new(),
        upper_inclusive: scale.inclusive,
        falling: scale.falling,
    }
}

fn scale_band(band: &Band, grade: String, language: Language) -> scale::Band {
    scale::Band { grade, name: band.name(language).to_owned(), colour: band.color.clone(), upper: band.upper.as_ref().map(Ratio::to_text) }
}

fn outlook_view(outlook: &Outlook<'_>, evidence: &Evidence, numerator: Tonnes, context: RunContext<'_>) -> outlook_view::Outlook {
    let own = Ratio::parse(evidence.grade.get("denominator_value"));
    let of_denominator =
        |change: &Figure| Some(Figure::quotient(&change.ratio().times(&Ratio::new(100, 1)), own.as_ref()?, 1)?.to_string());
    let step = |step: &Step<'_>, saves: bool| outlook_view::OutlookStep {
        mark: mark_of(step.band, context.language()),
        amount: step.numerator.map(|tonnes| tonnes.to_string()),
        percent: step.numerator.and_then(|tonnes| percent(tonnes, numerator)),
        denominator: step.denominator.as_ref().map(Figure::to_string),
        denominator_percent: step.denominator.as_ref().and_then(of_denominator),
        items: if saves { items(evidence, step.numerator, context) } else { Vec::new() },
    };
    outlook_view::Outlook {
        better: outlook.better.as_ref().map(|better| step(better, true)),
        worse: outlook.worse.as_ref().map(|worse| step(worse, false)),
        moves_reference: outlook.moves_reference,
    }
}

/// What a saving is, item by item.
fn items(evidence: &Evidence, save: Option<Tonnes>, context: RunContext<'_>) -> Vec<outlook_view::ItemSaving> {
    let item = |saving: Saving| outlook_view::ItemSaving {
        name: context.item_name(&saving.item),
        amount: saving.quantity.map(|quantity| quantity.to_string()),
        unit: names::unit(&saving.unit, context.language()),
        percent: saving.percent.map(|percent| percent.to_string()),
    };
    save.map_or_else(Vec::new, |save| {
        savings(counted(evidence, context.scheme), save, context.scheme.numerator.amount).into_iter().map(item).collect()
    })
}

/// A grade as the scheme names and paints it; none for a code that it does not have.
pub(super) fn grade_mark(code: &str, scheme: &Scheme, language: Language) -> Option<GradeMark> {
    scheme.ratio.bands.iter().find(|band| band.code == code).map(|band| mark_of(band, language))
}

/// The mark of a grade's band.
pub(super) fn mark_of(band: &Band, language: Language) -> GradeMark {
    GradeMark { grade: band.code.clone(), name: band.name(language).to_owned(), colour: band.color.clone() }
}

fn level_band<'a>(code: &str, scheme: &'a Scheme) -> Option<&'a Band> {
    scheme.intensity.bands.iter().find(|band| band.code == code).map(AsRef::as_ref)
}

/// A level as the scheme names and paints it; none for a code that it does not have.
pub(super) fn level_mark(code: &str, scheme: &Scheme, language: Language) -> Option<LevelMark> {
    level_band(code, scheme).map(|band| LevelMark { name: band.name(language).to_owned(), colour: band.color.clone() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::trial;

    #[test]
    fn a_numerator_below_zero_counts_as_zero_and_says_so() {
        let [_, coal, mut sun] = trial::lines();
        sun.emissions_t = "-40.000000000".into();
        let evidence = Evidence { lines: Some(vec![coal, sun]), ..trial::evidence() };
        let found = numerator(&evidence, trial::scheme()).unwrap();
        assert_eq!((found.value, found.is_floored()), (Tonnes::ZERO, true));
    }

    #[test]
    fn a_scheme_says_which_lines_count() {
        let [power, mut coal, _] = trial::lines();
        coal.kind = "process".into();
        let evidence = Evidence { lines: Some(vec![power, coal]), ..trial::evidence() };
        let mut scheme = trial::scheme().clone();
        assert_eq!(numerator(&evidence, &scheme).unwrap().value.to_string(), "126.239733900");
        scheme.numerator.energy_only = false;
        assert_eq!(numerator(&evidence, &scheme).unwrap().value.to_string(), "155.274339729");
    }
}
