//! `schemes check`: whether a file is a scheme, and what the program understands by it.

use std::path::PathBuf;

use carbonlabel::finding::{Fault, Language};
use carbonlabel::measure::Ratio;
use carbonlabel::scheme::{Graded, Scale, Scheme};
use clap::{ArgMatches, Command};

use super::super::main::Verdict;
use super::super::options::{self, chosen_release, position, rule_book, scheme_file};
use super::super::terminal::{columns, print};
use super::super::words::Words;

/// What it takes.
pub fn command(words: Words) -> Command {
    options::command("check", words, "检查方案文件，说明程序如何理解它", "Check the file of a scheme, and say how it is understood")
        .arg(
            position("file", "FILE", words, "方案文件（.toml）", "The scheme's file (.toml)")
                .required(true)
                .value_parser(clap::value_parser!(PathBuf)),
        )
        .arg(options::factors(words))
        .args(options::release(words))
}

/// What it does: what is wrong with the file is the answer, not a fault.
pub fn execute(matches: &ArgMatches, language: Language) -> Result<Verdict, Fault> {
    let mut release = chosen_release(matches, &rule_book(matches)?)?;
    let path = matches.get_one::<PathBuf>("file").cloned().unwrap_or_default();
    let read = scheme_file(&path, &release).and_then(|scheme| release.adopt(scheme.clone()).map(|()| scheme));
    match read {
        Ok(scheme) => {
            print(&summary(&scheme, language))?;
            Ok(Verdict::Clean)
        }
        Err(fault @ (Fault::Key { .. } | Fault::Rule { .. })) => {
            print(&(fault.message(language) + "\n"))?;
            Ok(Verdict::Found)
        }
        Err(fault) => Err(fault),
    }
}

fn summary(scheme: &Scheme, language: Language) -> String {
    let line = |zh: &str, en: &str, value: String| vec![format!("  {}", language.pick(zh, en)), value];
    let denominator = format!("{} ({})", scheme.denominator.name(), scheme.intensity_unit());
    let mut lines = vec![
        line("强度", "intensity", denominator),
        line("评价指标", "graded", format!("{} {}", scheme.graded.symbol(), scheme.graded.name())),
    ];
    if !scheme.peers.levels.is_empty() {
        let levels: Vec<&str> = scheme.peers.levels.iter().map(|level| level.name()).collect();
        lines.push(line("同行", "peers", format!("{}, ≥ {}", levels.join(" → "), scheme.peers.minimum)));
    }
    if matches!(scheme.graded, Graded::Ratio) {
        lines.push(line("参考值", "reference", scheme.peers.reference.name().to_owned()));
    }
    let indicators = scheme.indicator_names();
    if !indicators.is_empty() {
        lines.push(line("indicators.csv 中的指标", "read from indicators.csv", indicators.join(", ")));
    }
    if !scheme.open.is_empty() {
        lines.push(line("尚待填写", "still to be filled in", scheme.open.join(", ")));
    }
    let title = scheme.title(language);
    let fine = language.pick("方案可用", "the scheme can be used");
    let fine =
        if scheme.open.is_empty() { fine } else { language.pick("填写后方案可用", "the scheme can be used once it is filled in") };
    let mut text =
        format!("{title}{}{fine}\n{}\n{}\n", language.pick("：", ": "), columns(&lines).trim_end(), language.pick("等级", "grades"));
    text += &columns(&bands(&scheme.ratio, scheme.graded.symbol(), language));
    text
}

/// One line for each grade: its code, its rule, its name.
fn bands(scale: &Scale, symbol: &str, language: Language) -> Vec<Vec<String>> {
    let sign = match (scale.falling, scale.inclusive) {
        (false, true) => "≤",
        (false, false) => "<",
        (true, true) => "≥",
        (true, false) => ">",
    };
    let rule = |edge: Option<&Ratio>| edge.map_or_else(String::new, |edge| format!("{symbol} {sign} {}", edge.to_text()));
    let band = |band: &std::sync::Arc<carbonlabel::scheme::Band>| {
        vec![format!("  {}", band.code), rule(band.upper.as_ref()), band.name(language).to_owned(), band.color.clone()]
    };
    scale.bands.iter().map(band).collect()
}
