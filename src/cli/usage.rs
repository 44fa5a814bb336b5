//! Usage errors, in the language of the terminal.

use carbonlabel::finding::Language;
use clap::error::{ContextKind, ErrorKind};

/// The message of a usage error; clap's own where Chinese has no words for its kind.
pub fn message(error: &clap::Error, language: Language) -> String {
    let said = error.to_string();
    let of = |kind| error.get(kind).map(ToString::to_string).unwrap_or_default();
    if language == Language::En {
        return said;
    }
    let what = match error.kind() {
        ErrorKind::UnknownArgument => format!("没有参数 {}", of(ContextKind::InvalidArg)),
        ErrorKind::MissingRequiredArgument => format!("缺少必需的参数 {}", of(ContextKind::InvalidArg)),
        ErrorKind::InvalidSubcommand => format!("没有命令 {}", of(ContextKind::InvalidSubcommand)),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            let known = of(ContextKind::ValidValue);
            let known = if known.is_empty() { known } else { format!("；可用的值：{known}") };
            format!("{} 的值“{}”无效{known}", of(ContextKind::InvalidArg), of(ContextKind::InvalidValue))
        }
        ErrorKind::ArgumentConflict => format!("参数 {} 与其他参数不能同时使用", of(ContextKind::InvalidArg)),
        ErrorKind::MissingSubcommand => "缺少命令".to_owned(),
        _ => return said,
    };
    let suggestion = of(ContextKind::SuggestedArg) + &of(ContextKind::SuggestedSubcommand) + &of(ContextKind::SuggestedValue);
    let suggestion = if suggestion.is_empty() { String::new() } else { format!("；是否应为 {suggestion}？") };
    format!("错误：{what}{suggestion}\n\n用 --help 查看用法\n")
}
