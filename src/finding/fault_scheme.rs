//! The words of faults about schemes and frozen references.

use super::fault::Fault;
use super::language::Language;

pub(super) fn of_scheme(fault: &Fault, language: Language) -> String {
    match fault {
        Fault::Key { file, line, key, zh, en } => {
            language.pick(format!("{file}:{line}: {key}：{zh}"), format!("{file}:{line}: {key}: {en}"))
        }
        Fault::OpenScheme { scheme, keys } => language.pick(
            format!(
                "方案 {scheme} 有未公布的数值（{}）；请用 `carbonlabel schemes show {scheme}` 存成文件，填好这些数值并删去 open，再用 --scheme 指明该文件",
                keys.join("、")
            ),
            format!(
                "the scheme {scheme} has values that were not published ({}): write it to a file with `carbonlabel schemes show {scheme}`, fill them in, take `open` out, and name the file with --scheme",
                keys.join(", ")
            ),
        ),
        Fault::SchemePeriod { scheme, valid, period } => language.pick(
            format!("方案 {scheme} 只适用于 {valid}，不适用于 {period}"),
            format!("the scheme {scheme} holds for {valid}, not for {period}"),
        ),
        Fault::OtherReferences { file, line, what, found, wanted } => language.pick(
            format!("{file}:{line}: 参考值的 {what} 为 {found}，本批次为 {wanted}；参考值只能用于同一口径的批次，请另取参考值，或指定相同的发布版与方案"),
            format!("{file}:{line}: the references' {what} is {found}, that of this run is {wanted}: references hold only for runs made alike; take others, or name the same release and scheme"),
        ),
        Fault::NoReferences { file, reason } => language.pick(format!("{file}：{}", reason[0]), format!("{file}: {}", reason[1])),
        _ => String::new(),
    }
}
