//! The words of every fault, in both languages: what is wrong, and what to do.

use std::io::ErrorKind;

use super::fault::{Fault, QuotingError, SignatureError, Unsolved};
use super::fault_runs::of_runs;
use super::fault_scheme::of_scheme;
use super::language::Language;

pub(super) fn message(fault: &Fault, language: Language) -> String {
    match fault {
        Fault::Read(..) | Fault::Write(..) | Fault::OutputExists(_) | Fault::UnsafeName(_) => of_disk(fault, language),
        Fault::NoFile { .. }
        | Fault::FileKind(_)
        | Fault::Encoding { .. }
        | Fault::AmbiguousEncoding { .. }
        | Fault::Quoting { .. }
        | Fault::Form { .. } => of_file(fault, language),
        Fault::HeaderMissing { .. } | Fault::HeaderDoubled { .. } | Fault::HeaderCumulative { .. } | Fault::HeaderUnit { .. } => {
            of_header(fault, language)
        }
        Fault::HashMismatch { .. } | Fault::RuleMissing(_) | Fault::RuleUnknown(_) | Fault::Rule { .. } => of_rules(fault, language),
        Fault::Key { .. }
        | Fault::OpenScheme { .. }
        | Fault::SchemePeriod { .. }
        | Fault::OtherReferences { .. }
        | Fault::NoReferences { .. } => of_scheme(fault, language),
        Fault::Signature { file, error } => format!("{file}{}{}", language.pick("：", ": "), of_signature(error, language)),
        Fault::Formula { name, inputs, error } => {
            let reason = of_formula(error, language);
            language
                .pick(format!("公式 {name}：{reason}；其输入为 {inputs}"), format!("the formula {name}: {reason}; its inputs are {inputs}"))
        }
        Fault::OtherScheme { .. } | Fault::NotBefore { .. } | Fault::NoPrevious(_) => of_runs(fault, language),
        _ => of_request(fault, language),
    }
}

fn of_formula(error: &Unsolved, language: Language) -> String {
    match error {
        Unsolved::Missing(input) => language.pick(
            format!("缺少 {input}；请用 --input {input}=数值 给出"),
            format!("{input} is missing: give it with --input {input}=NUMBER"),
        ),
        Unsolved::Unknown(input) => language.pick(format!("没有名为 {input} 的输入"), format!("it has no input {input}")),
        Unsolved::NotANumber(text) => language.pick(
            format!("“{text}”不能代入；请写 12.5 或 44/12，列表写作 --input 列表.1.名称=数值"),
            format!("“{text}” cannot be put in: write 12.5 or 44/12, and --input LIST.1.NAME=NUMBER for a list"),
        ),
        Unsolved::Undefined => language
            .pick("没有结果：除数为零，或指数超出范围", "there is no result: a divisor is zero, or an exponent is out of range")
            .to_owned(),
    }
}

fn of_disk(fault: &Fault, language: Language) -> String {
    match fault {
        Fault::Read(path, error) => {
            language.pick(format!("无法读取 {}：{}", path.display(), reason_zh(error)), format!("cannot read {}: {error}", path.display()))
        }
        Fault::Write(path, error) => language.pick(
            format!("无法写入 {}：{}；没有留下任何文件", path.display(), reason_zh(error)),
            format!("cannot write {}: {error}; nothing was left behind", path.display()),
        ),
        Fault::OutputExists(path) => language.pick(
            format!("{} 已存在，且不是空文件夹；任何文件都不会被覆盖，请换一个文件夹", path.display()),
            format!("{} exists and is not an empty folder; nothing is ever overwritten: name another folder", path.display()),
        ),
        Fault::UnsafeName(name) => language.pick(format!("“{name}”不能用作文件名"), format!("“{name}” cannot be a file name")),
        _ => String::new(),
    }
}

fn of_file(fault: &Fault, language: Language) -> String {
    match fault {
        Fault::NoFile { batch, role } => language.pick(
            format!("批次 {} 中没有 {role}*.csv；请放入该文件，或用 --{role} 指明", batch.display()),
            format!("the batch {} has no {role}*.csv: put one there, or name it with --{role}", batch.display()),
        ),
        Fault::FileKind(path) => language.pick(
            format!("本版本尚不读取 {}；请另存为 CSV（UTF-8）", path.display()),
            format!("this version does not read {} yet: save it as CSV (UTF-8)", path.display()),
        ),
        Fault::Encoding { file, line, byte, encoding } => language.pick(
            format!("{file}:{line}: 文件的第 {byte} 个字节无法按 {encoding} 读取；请在电子表格中另存为“CSV UTF-8”，或用 --encoding 指明实际的编码"),
            format!("{file}:{line}: byte {byte} of the file cannot be read as {encoding}: save the file as “CSV UTF-8”, or name its real encoding with --encoding"),
        ),
        Fault::AmbiguousEncoding { file, line, byte, utf8, gb18030 } => language.pick(
            format!("{file}:{line}: 自第 {byte} 个字节起，UTF-8 读作“{utf8}”，GB18030 读作“{gb18030}”，无法判定；请用 --encoding utf-8 或 --encoding gb18030 指明"),
            format!("{file}:{line}: from byte {byte} on, UTF-8 reads “{utf8}” and GB18030 reads “{gb18030}”: say which with --encoding utf-8 or --encoding gb18030"),
        ),
        Fault::Quoting { file, line, error } => {
            format!("{file}:{line}: {}", error.text(language))
        }
        Fault::Form { place, error } => format!("{place}: {}", error.text(language)),
        _ => String::new(),
    }
}

impl QuotingError {
    /// What is wrong, and what to do.
    pub(super) fn text(self, language: Language) -> &'static str {
        match self {
        QuotingError::TextAfterQuote => {
            language.pick(
            "引号从本行开始，右引号之后还有文字；文字中的引号须写成两个，或在本行补上右引号",
            "a quoted cell begins here and has text after its closing quote: write a quote inside a text twice, or add the closing quote that this line lacks",
        )
        }
        QuotingError::QuoteInBareField => language.pick(
            "未加引号的单元格中出现引号；请给整个单元格加引号，并把其中的引号写成两个",
            "a quote inside a bare cell: put the whole cell in quotes and write the inner quote twice",
        ),
        QuotingError::OpenQuote => {
            language.pick("此处的引号直到文件末尾没有配对；请补上右引号", "the quote that opens here is never closed: add the closing quote")
        }
        QuotingError::Nul => language.pick(
            "出现空字节（NUL）；文件已损坏，或是没有字节顺序标记的 UTF-16（可用 --encoding utf-16le 指明）",
            "a NUL byte: the file is damaged, or is UTF-16 without a byte order mark (say so with --encoding utf-16le)",
        ),
        QuotingError::BareCarriageReturn => {
            language.pick("出现单独的回车符（CR）；换行请用 LF 或 CRLF", "a carriage return without its line feed: end lines with LF or CRLF")
        }
        QuotingError::CellTooLong => language.pick("单元格超过上限 64 KiB；请检查是否缺少分隔符或右引号", "a cell is longer than the limit of 64 KiB: look for a missing delimiter or closing quote"),
        QuotingError::RowTooLong => language.pick("一行超过上限 1 MiB；请检查是否缺少换行", "a row is longer than the limit of 1 MiB: look for a missing line end"),
    }
    }
}

fn of_header(fault: &Fault, language: Language) -> String {
    match fault {
        Fault::HeaderMissing { file, columns } => language.pick(
            format!("{file}:1: 第一行应为表头，缺少 {}；可用 `carbonlabel template` 得到空白表", columns.join("、")),
            format!(
                "{file}:1: the first line must be the header, and lacks {}: `carbonlabel template` writes empty files",
                columns.join(", ")
            ),
        ),
        Fault::HeaderDoubled { file, columns } => language.pick(
            format!("{file}:1: 表头重复出现 {}；请只保留一列", columns.join("、")),
            format!("{file}:1: the header names {} more than once: keep one", columns.join(", ")),
        ),
        Fault::HeaderCumulative { place, column } => language.pick(
            format!("{place}: 该列是本年累计，而 {column} 应为本月数；请补上“本月”的一列"),
            format!(
                "{place}: this column holds totals since January, and {column} must be the month's own figure: add the column of the month"
            ),
        ),
        Fault::HeaderUnit { place, unit } => language.pick(
            format!("{place}: 表头中的单位“{unit}”不适用于该列；请改正，或去掉括号"),
            format!("{place}: the unit “{unit}” in the header does not fit this column: correct it, or take the brackets out"),
        ),
        _ => String::new(),
    }
}

fn of_signature(error: &SignatureError, language: Language) -> String {
    match error {
        SignatureError::Missing => language.pick("没有这一签名", "there is no such signature").to_owned(),
        SignatureError::Wrong => {
            language.pick("不是签名，或不是对该发布版的签名", "it is no signature, or not one of this release").to_owned()
        }
        SignatureError::OtherKey => {
            language.pick("签名所用的密钥不是您所信任的密钥", "it was made with a key that you do not trust for it").to_owned()
        }
        SignatureError::NoTrustedKey => {
            language.pick("没有指明其公钥；请用 --key 角色=文件", "no public key was named for it: use --key ROLE=FILE").to_owned()
        }
        SignatureError::SameSigner(key) => language.pick(
            format!("{key} 的密钥已为另一角色签名；每个角色须用各自的密钥"),
            format!("the key of {key} has signed for another role: every role needs its own"),
        ),
        SignatureError::NoKey => {
            language.pick("不是 minisign 密钥，或密码不对", "it holds no key of minisign, or the password is another").to_owned()
        }
        SignatureError::Roles(roles) if roles.is_empty() => {
            language.pick("发布版没有指明签名角色；请不加 --as", "the release names no roles: leave --as out").to_owned()
        }
        SignatureError::Roles(roles) => language.pick(
            format!("发布版要求的签名角色是 {}；请用 --as 指明其一", roles.join("、")),
            format!("the release wants {}: name one of them with --as", roles.join(", ")),
        ),
    }
}

fn of_rules(fault: &Fault, language: Language) -> String {
    match fault {
        Fault::HashMismatch { file, expected, found } => language.pick(
            format!("规则文件 {file} 与其哈希不符（应为 {expected}，实为 {found}）；已发布的规则不可改动：请恢复原文件，更正须作为新版本发布"),
            format!("the rule file {file} does not match its hash (expected {expected}, found {found}): published rules never change; restore it, and publish a correction as a new version"),
        ),
        Fault::RuleMissing(file) => language.pick(format!("缺少规则文件 {file}"), format!("the rule file {file} is missing")),
        Fault::RuleUnknown(file) => language.pick(
            format!("文件 {file} 不属于任何发布版；请移走，或用 `carbonlabel factors new-release` 发布"),
            format!("the file {file} belongs to no release: take it away, or publish it with `carbonlabel factors new-release`"),
        ),
        Fault::Rule { file, line, reason } => language.pick(
            format!("规则文件 {file}:{line}: {reason}"),
            format!("rule file {file}:{line}: {reason}"),
        ),
        _ => String::new(),
    }
}

fn of_request(fault: &Fault, language: Language) -> String {
    match fault {
        Fault::Period(text) => language.pick(
            format!("“{text}”不是期间；请写 2024、2024-03、2024Q1、2024H1 或 2024-01..2024-06"),
            format!("“{text}” is not a period: write 2024, 2024-03, 2024Q1, 2024H1 or 2024-01..2024-06"),
        ),
        Fault::Date(text) => {
            language.pick(format!("“{text}”不是日期；请写 2024-12-31"), format!("“{text}” is not a date: write 2024-12-31"))
        }
        Fault::UnknownRelease { known, .. } if known.is_empty() => language
            .pick(
                "规则文件夹中没有发布版；请用 `carbonlabel factors new-release` 发布",
                "the folder of rules holds no release: publish one with `carbonlabel factors new-release`",
            )
            .to_owned(),
        Fault::UnknownRelease { wanted, known } => language.pick(
            format!("没有发布版“{wanted}”；已有：{}", known.join("、")),
            format!("no release “{wanted}”; there are: {}", known.join(", ")),
        ),
        Fault::UnknownScheme { wanted, known } => language.pick(
            format!("本发布版没有评价方案“{wanted}”；已有：{}", known.join("、")),
            format!("this release has no scheme “{wanted}”; it has: {}", known.join(", ")),
        ),
        Fault::UnknownName { wanted, nearest } => language.pick(
            format!("没有找到“{wanted}”{}", suggestion(nearest.as_deref(), language)),
            format!("nothing is called “{wanted}”{}", suggestion(nearest.as_deref(), language)),
        ),
        Fault::UnknownEnterprise { id, nearest } => language.pick(
            format!("该批次没有企业“{id}”{}", suggestion(nearest.as_deref(), language)),
            format!("the run has no enterprise “{id}”{}", suggestion(nearest.as_deref(), language)),
        ),
        Fault::Strict { errors, first } => language.pick(
            format!("--strict：有 {errors} 个错误，未写出任何文件；首个：\n{first}"),
            format!("--strict: nothing was written, for there are errors ({errors}); the first:\n{first}"),
        ),
        Fault::ChangedFile(path) => language.pick(
            format!("{} 与写出时不符，不能据以说明；请用 replay 核对", path.display()),
            format!("{} is not as it was written, so it proves nothing: verify the run with replay", path.display()),
        ),
        Fault::OtherRules { release } => language.pick(
            format!("这里的发布版“{release}”与该批次所用的不同；请用 --factors 指明当时的规则文件夹"),
            format!("the release “{release}” found here is not the one that the run used: name the folder of rules with --factors"),
        ),
        Fault::TooManyFiles { count, limit } => language.pick(
            format!("这批数据有 {count} 个文件，最多 {limit} 个。请把几个文件合并成一个。"),
            format!("the batch has {count} files, and {limit} are the most: join some of them"),
        ),
        Fault::SameName(path) => language.pick(
            format!("{} 与批次中另一个文件同名，无法区分；请改名", path.display()),
            format!(
                "{} has the same name as another file of the batch, and messages could not tell them apart: rename one",
                path.display()
            ),
        ),
        Fault::Run { path, reason } => format!("{}: {reason}", path.display()),
        _ => String::new(),
    }
}

/// Why a file could not be read or written; the system's own words where Chinese has none here.
fn reason_zh(error: &std::io::Error) -> String {
    match error.kind() {
        ErrorKind::NotFound => "不存在".to_owned(),
        ErrorKind::PermissionDenied => "没有权限".to_owned(),
        ErrorKind::IsADirectory => "这是文件夹，不是文件".to_owned(),
        ErrorKind::NotADirectory => "这不是文件夹".to_owned(),
        ErrorKind::StorageFull => "磁盘已满".to_owned(),
        ErrorKind::QuotaExceeded => "超出磁盘配额".to_owned(),
        ErrorKind::FileTooLarge => "文件超过系统允许的大小".to_owned(),
        _ => error.to_string(),
    }
}

fn suggestion(nearest: Option<&str>, language: Language) -> String {
    nearest.map_or_else(String::new, |name| language.pick(format!("；是否应为 {name}？"), format!(": did you mean {name}?")))
}
