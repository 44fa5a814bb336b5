//! How good the values are that a line was made of 数据质量.

use crate::method::Formula;

/// Where the values of a line come from, as forms ask for it 获取方式: the weakest of them speaks for the line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Quality {
    /// 实测: the enterprise measured every value that it could.
    Measured,
    /// 计算: from several measured values, such as a composition or a stock.
    Calculated,
    /// 缺省: a value of a table or of the method stands for one that nobody measured.
    Default,
    /// 估算: the month was not reported, and filled in by the rule of the method.
    Estimated,
}

impl Quality {
    /// Every quality, the best first.
    pub const ALL: [Self; 4] = [Self::Measured, Self::Calculated, Self::Default, Self::Estimated];

    /// Its name in files.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Measured => "measured",
            Self::Calculated => "calculated",
            Self::Default => "default",
            Self::Estimated => "estimated",
        }
    }

    /// The quality of a line, by whether each of its values was stated by the row. What no row could state, such as a ratio of
    /// molar masses or a warming potential, is not among them.
    pub(super) fn of(formula: Formula, stated: impl IntoIterator<Item = bool>) -> Self {
        if stated.into_iter().any(|stated| !stated) {
            return Self::Default;
        }
        match formula {
            Formula::Composition
            | Formula::Regeneration
            | Formula::GasStock
            | Formula::WeldingGas
            | Formula::GasVolume
            | Formula::Flare
            | Formula::HotWater
            | Formula::Steam
            | Formula::WasteWater => Self::Calculated,
            _ => Self::Measured,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_default_speaks_for_the_line() {
        assert_eq!(Quality::of(Formula::Fuel, [true, false, true]), Quality::Default);
        assert_eq!(Quality::of(Formula::Fuel, [true, true]), Quality::Measured);
        assert_eq!(Quality::of(Formula::Composition, [true]), Quality::Calculated);
        assert_eq!(Quality::of(Formula::GasRelease, []), Quality::Measured);
    }
}
