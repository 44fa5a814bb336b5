//! What is wrong with a file that is not text: a workbook, a compressed table, Parquet.

use super::{Language, QuotingError};

/// Why a file cannot be read as what its name says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FormError {
    /// Not a zip file with a workbook in it.
    NoWorkbook,
    /// Something in it is not as its form wants it; the reason in English, as the readers of such files say it.
    Damaged(String),
    /// More than so many MiB when unpacked.
    TooLarge(u64),
    /// A cell or a row that is too long, or holds what no text may.
    Cell(QuotingError),
    /// Cells of the table are merged.
    Merged(String),
    /// A row of the table is hidden.
    HiddenRow,
    /// A column of the table is hidden.
    HiddenColumn,
    /// A sheet with the name of a role is hidden.
    HiddenSheet,
    /// Several sheets could be meant, and none says so.
    WhichSheet(Vec<String>),
    /// A column of numbers that are not exact.
    FloatColumn,
    /// A column of a type that is not read.
    ColumnType(String),
}

impl FormError {
    /// What is wrong, and what to do.
    #[must_use]
    pub fn text(&self, language: Language) -> String {
        match self {
            Self::Damaged(reason) => language.pick(
                format!("文件已损坏或不完整（{reason}）；请在电子表格中重新保存，或改存为 CSV（UTF-8）"),
                format!("the file is damaged or not whole ({reason}): save it again, or as CSV (UTF-8)"),
            ),
            Self::TooLarge(limit) => language.pick(
                format!("解压后超过上限 {limit} MiB；请拆成几个文件，或改存为 CSV"),
                format!("it is larger than the limit of {limit} MiB when unpacked: split it, or save it as CSV"),
            ),
            Self::Cell(error) => error.text(language).to_owned(),
            Self::Merged(range) => language.pick(
                format!("表内有合并单元格 {range}，只有第一格有值；请取消合并并逐格填写"),
                format!("the cells {range} of the table are merged, and only the first holds a value: unmerge them and fill each in"),
            ),
            Self::WhichSheet(sheets) => language.pick(
                format!("有多个工作表（{}），无法判定是哪一个；请将其命名为 企业、能源 或 产量", sheets.join("、")),
                format!("which of its sheets is meant ({})? Name it enterprises, energy or production", sheets.join(", ")),
            ),
            Self::ColumnType(kind) => language.pick(
                format!("该列的类型 {kind} 无法读取；请改为文本、整数、十进制或日期"),
                format!("the column has the type {kind}, which is not read: make it text, integers, decimals or dates"),
            ),
            _ => self.plain(language).to_owned(),
        }
    }

    /// The same for those that have nothing to fill in.
    fn plain(&self, language: Language) -> &'static str {
        match self {
            Self::NoWorkbook => language.pick(
                "不是 .xlsx 工作簿：可能是旧版 .xls，或设有密码；请另存为不加密的 .xlsx，或 CSV（UTF-8）",
                "not an .xlsx workbook; it may be an old .xls, or protected by a password: save it as .xlsx without one, or as CSV (UTF-8)",
            ),
            Self::HiddenRow => language.pick(
                "表内有隐藏的行（可能是筛选所致），无法判定是否计入；请取消隐藏或筛选，或删除该行",
                "a row of the table is hidden (by a filter, perhaps), and nobody can know whether it counts: show it, or delete it",
            ),
            Self::HiddenColumn => language.pick(
                "表内有隐藏的列，无法判定是否计入；请取消隐藏，或删除该列",
                "a column of the table is hidden, and nobody can know whether it counts: show it, or delete it",
            ),
            Self::HiddenSheet => language.pick(
                "该工作表已隐藏，无法判定是否计入；请取消隐藏，或删除",
                "this sheet is hidden, and nobody can know whether it counts: show it, or delete it",
            ),
            Self::FloatColumn => language.pick(
                "该列是二进制浮点数，并非所填的数字；请写成文本或十进制（decimal）",
                "the column holds binary floating point, which is not the number that was written: make it text or decimal",
            ),
            _ => "",
        }
    }
}
