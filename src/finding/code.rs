//! The closed list of finding codes.

use super::{Language, Text, text_en, text_zh};

/// How much a finding weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Bars the grade of its enterprise.
    Error,
    /// Never changes a result.
    Warning,
    /// Something that was done, to be known.
    Note,
}

impl Severity {
    /// Every severity, the gravest first.
    pub const ALL: [Self; 3] = [Self::Error, Self::Warning, Self::Note];

    /// `error`, `warning` or `note`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        }
    }

    /// The word for it.
    #[must_use]
    pub fn word(self, language: Language) -> &'static str {
        match self {
            Self::Error => language.pick("错误", "error"),
            Self::Warning => language.pick("警告", "warning"),
            Self::Note => language.pick("提示", "note"),
        }
    }

    /// The severity of a name.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|severity| severity.name() == name)
    }
}

macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident = $text:literal, $severity:ident;)*) => {
        /// What a finding says. Every code has a severity, a title, a message and a hint in both languages.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code { $($(#[$doc])* $name,)* }

        impl Code {
            /// Every code, in the order of the documentation.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// Its name in files, kebab-case.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self { $(Self::$name => $text,)* }
            }

            /// Its severity, unless a release weighs it otherwise.
            #[must_use]
            pub fn severity(self) -> Severity {
                match self { $(Self::$name => Severity::$severity,)* }
            }
        }
    };
}

codes! {
    // Structure of a file.
    /// A row has too few or too many cells.
    RowLength = "row-length", Error;
    /// Quotes drew another record into a cell.
    SwallowedRow = "swallowed-row", Error;
    /// A column that the program does not know; kept out of the calculation.
    UnknownColumn = "unknown-column", Note;
    /// A column of totals since January, beside the month's own figure.
    CumulativeColumn = "cumulative-column", Note;
    /// A row of totals; never counted.
    TotalsRow = "totals-row", Note;
    /// A row of text under or in a table; no record.
    TextRow = "text-row", Note;
    /// A sheet of a workbook whose name says no role.
    SheetNotRead = "sheet-not-read", Note;
    /// Rows in which the value of a formula was read.
    FormulaValue = "formula-value", Note;
    /// Rows without any content.
    BlankRow = "blank-row", Note;
    /// Rows of the template's example enterprise.
    ExampleRow = "example-row", Note;
    /// Rows of months outside the run's period.
    OutsidePeriod = "outside-period", Note;

    // A cell.
    /// A required cell is empty.
    EmptyCell = "empty-cell", Error;
    /// A spreadsheet's error, or a formula without its value.
    CellError = "cell-error", Error;
    /// A text was read without the spaces or in the width in which it was written.
    TextRepaired = "text-repaired", Note;
    /// A number was read after a repair.
    NumberRepaired = "number-repaired", Note;
    /// A month was read from a date that a spreadsheet had made of it.
    PeriodFromDate = "period-from-date", Note;
    /// Not a number.
    BadNumber = "bad-number", Error;
    /// Thousands separators out of place.
    MisplacedSeparators = "misplaced-separators", Error;
    /// More than 28 significant digits.
    NumberTooLong = "number-too-long", Error;
    /// A quantity below zero.
    NegativeNumber = "negative-number", Error;
    /// A measured value that cannot be.
    ImpossibleValue = "impossible-value", Error;
    /// Not a month.
    BadPeriod = "bad-period", Error;
    /// A date inside a month.
    PeriodIsDay = "period-is-day", Error;
    /// A span of months where one month belongs.
    PeriodIsSpan = "period-is-span", Error;
    /// A span that reaches over the run's period.
    SpanBeyondPeriod = "span-beyond-period", Error;
    /// Not a date.
    BadDate = "bad-date", Error;
    /// Not an item.
    UnknownItem = "unknown-item", Error;
    /// Not a unit.
    UnknownUnit = "unknown-unit", Error;
    /// A unit that does not measure this item.
    UnitDimension = "unit-dimension", Error;
    /// A gas volume without its reference state.
    GasReferenceState = "gas-reference-state", Warning;
    /// Not a flow.
    UnknownFlow = "unknown-flow", Error;
    /// A parameter that no formula of the method reads for the item.
    ParameterUnused = "parameter-unused", Warning;

    // An enterprise.
    /// Not an identity code.
    BadIdentity = "bad-identity", Error;
    /// An identity code in the exponent form of a spreadsheet.
    IdentityExponent = "identity-exponent", Error;
    /// A wrong check character.
    IdentityCheck = "identity-check", Warning;
    /// An industry code that the table does not list.
    UnlistedIndustry = "unlisted-industry", Warning;
    /// A class of the 2011 edition that the 2017 one does not have.
    FormerIndustry = "former-industry", Warning;
    /// Not an industry code.
    UnknownIndustry = "unknown-industry", Error;
    /// A letter that contradicts the digits.
    IndustryLetter = "industry-letter", Error;
    /// Not a region.
    UnknownRegion = "unknown-region", Error;
    /// Not a method.
    UnknownMethod = "unknown-method", Error;
    /// An enterprise listed more than once.
    DuplicateEnterprise = "duplicate-enterprise", Error;
    /// A row whose enterprise is not listed.
    UnknownEnterprise = "unknown-enterprise", Error;
    /// A row that probably belongs to this enterprise, its id mistyped.
    MistypedEnterprise = "mistyped-enterprise", Error;

    // A record.
    /// Two energy records of the same enterprise, month, item, flow and site.
    DuplicateEnergy = "duplicate-energy", Error;
    /// Two production records of the same enterprise, months and product.
    DuplicateProduction = "duplicate-production", Error;
    /// Two production records of one product whose months overlap.
    OverlappingProduction = "overlapping-production", Error;
    /// Two rows of the same enterprise, period and indicator.
    DuplicateIndicator = "duplicate-indicator", Error;
    /// The method does not take this item.
    ItemNotTaken = "item-not-taken", Error;
    /// The method does not take this flow for the item.
    FlowNotTaken = "flow-not-taken", Error;
    /// The method needs a parameter that neither the row nor anything else states.
    MissingParameter = "missing-parameter", Error;
    /// The values of the row make the formula divide by zero.
    ZeroDivisor = "zero-divisor", Error;
    /// No factor for the key.
    NoFactor = "no-factor", Error;
    /// A line too large to be true.
    OutOfRange = "out-of-range", Error;
    /// Months of the period without a record of energy or material use.
    MissingActivity = "missing-activity", Warning;
    /// Months of the period without the figure of production that the scheme divides by.
    MissingProduction = "missing-production", Warning;
    /// Months that were not reported and are filled in by the rule of the method.
    EstimatedMonths = "estimated-months", Warning;
    /// Months that were not reported and are beyond what the rule of the method fills in.
    UnfilledMonths = "unfilled-months", Warning;
    /// Figures of earlier years, or indicators, that the scheme needs.
    MissingIndicator = "missing-indicator", Warning;
    /// Indicators that the scheme does not read.
    UnusedIndicator = "unused-indicator", Note;
    /// Own and exported power above the consumed power of a month and site.
    OwnPowerExceeds = "own-power-exceeds", Warning;

    // An enterprise held against itself and against what is known.
    /// A measured value outside the range of its item.
    ImplausibleValue = "implausible-value", Warning;
    /// A month far from the median of the enterprise's own months.
    UnusualMonth = "unusual-month", Warning;
    /// Use before the enterprise began to produce.
    BeforeStart = "before-start", Warning;
    /// Production in months without use of energy.
    ProductionWithoutEnergy = "production-without-energy", Warning;
    /// Use of energy in months without production.
    EnergyWithoutProduction = "energy-without-production", Warning;
    /// Energy that cannot belong to what was made.
    EnergyOutputMismatch = "energy-output-mismatch", Warning;
    /// Value added above output value.
    ValueAddedAboveOutput = "value-added-above-output", Warning;
}

impl Code {
    /// Its words in a language.
    #[must_use]
    pub fn text(self, language: Language) -> Text {
        language.pick(&text_zh::TEXTS, &text_en::TEXTS)[self as usize].1
    }

    /// The code of a name.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|code| code.name() == name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_speaks_both_languages_and_names_are_unique() {
        for (at, code) in Code::ALL.iter().enumerate() {
            assert_eq!((text_zh::TEXTS[at].0, text_en::TEXTS[at].0), (*code, *code));
            for language in [Language::Zh, Language::En] {
                let text = code.text(language);
                assert!(!text.title.is_empty() && !text.message.is_empty() && !text.hint.is_empty(), "{code:?}");
            }
            assert_eq!(Code::parse(code.name()), Some(*code));
            assert!(code.name().bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-'));
        }
    }

    #[test]
    fn both_languages_have_the_same_gaps() {
        let gaps = |text: &str| {
            let mut names: Vec<String> = text.split('{').skip(1).filter_map(|part| part.split('}').next()).map(str::to_owned).collect();
            names.sort();
            names.dedup();
            names
        };
        for code in Code::ALL {
            let (zh, en) = (code.text(Language::Zh), code.text(Language::En));
            assert_eq!(gaps(&format!("{}{}", zh.message, zh.hint)), gaps(&format!("{}{}", en.message, en.hint)), "{code:?}");
        }
    }
}
