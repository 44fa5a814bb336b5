//! What the derivation shows beside the grade itself, as its owner hands it over: the parts of the numerator, and what would
//! change the grade.

use super::parts::GradeMark;

/// One part of the numerator.
#[derive(Clone, Debug)]
pub struct NumeratorPart {
    /// Name of the kind of lines.
    pub name: String,
    /// Sum of its lines.
    pub emissions_t: String,
}

/// What would change the grade, the other peers held fixed.
#[derive(Clone, Debug)]
pub struct Outlook {
    /// The next better grade, unless there is none.
    pub better: Option<OutlookStep>,
    /// The next worse one, unless there is none.
    pub worse: Option<OutlookStep>,
    /// Whether the reference moves with the enterprise.
    pub moves_reference: bool,
}

/// A neighbouring grade and the way to it.
#[derive(Clone, Debug)]
pub struct OutlookStep {
    /// The grade.
    pub mark: GradeMark,
    /// The smallest change of the numerator alone that reaches it, in the numerator's unit; none when no change of it does.
    pub amount: Option<String>,
    /// The same in per cent of the numerator, if that is not zero.
    pub percent: Option<String>,
    /// The smallest change of the denominator alone that reaches it, in the denominator's unit; none when no change of it does.
    pub denominator: Option<String>,
    /// The same in per cent of the denominator.
    pub denominator_percent: Option<String>,
    /// What the saving is, item by item; nothing for a worse grade.
    pub items: Vec<ItemSaving>,
}

/// What one item alone would have to save.
#[derive(Clone, Debug)]
pub struct ItemSaving {
    /// Name of the item.
    pub name: String,
    /// How much less of it; none when even none of it would not save so much.
    pub amount: Option<String>,
    /// Its unit.
    pub unit: String,
    /// The same in per cent of what was used.
    pub percent: Option<String>,
}
