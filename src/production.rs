//! Production records: what an enterprise made and earned in a month or a span of months.

use crate::measure::{Exact, Months, Packed};
use crate::nomenclature::UnitId;

/// A figure of production by which emissions may be divided.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Measure {
    /// 工业总产值.
    OutputValue,
    /// 工业增加值.
    ValueAdded,
    /// 营业收入.
    Revenue,
    /// 税收.
    Tax,
    /// 产量.
    ProductQuantity,
    /// 用地面积; not a column of production but an indicator of the batch.
    Area,
    /// 从业人数; an indicator of the batch too.
    Headcount,
}

impl Measure {
    /// Every measure that production files hold, in the order of their columns.
    pub const ALL: [Self; 5] = [Self::OutputValue, Self::ValueAdded, Self::Revenue, Self::Tax, Self::ProductQuantity];

    /// Its name in files.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::OutputValue => "output_value",
            Self::ValueAdded => "value_added",
            Self::Revenue => "revenue",
            Self::Tax => "tax",
            Self::ProductQuantity => "product_quantity",
            Self::Area => "area",
            Self::Headcount => "headcount",
        }
    }

    /// Its Chinese name, as headers bear it.
    #[must_use]
    pub fn zh(self) -> &'static str {
        match self {
            Self::OutputValue => "工业总产值",
            Self::ValueAdded => "工业增加值",
            Self::Revenue => "营业收入",
            Self::Tax => "税收",
            Self::ProductQuantity => "产量",
            Self::Area => "用地面积",
            Self::Headcount => "从业人数",
        }
    }

    /// Whether it is an indicator of the batch, a figure of the whole period.
    #[must_use]
    pub fn is_indicator(self) -> bool {
        matches!(self, Self::Area | Self::Headcount)
    }

    /// Its place among all measures.
    #[must_use]
    pub fn index(self) -> usize {
        self as usize
    }

    /// The measure of a name.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().chain([Self::Area, Self::Headcount]).find(|measure| measure.name() == name)
    }
}

/// An amount in its unit; the unit of a product may be one that the table does not list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Amount {
    /// How much, as submitted.
    pub value: Exact,
    /// In what; none for a product counted in a unit of its own.
    pub unit: Option<UnitId>,
}

/// What was made, as submitted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Product {
    /// Its name; empty for the whole enterprise.
    pub name: Box<str>,
    /// Its unit.
    pub unit: Box<str>,
}

/// One correct row of production. Long amounts and products are rare, and kept aside.
#[derive(Clone, Debug)]
pub struct ProductionRecord {
    /// The enterprise's place in the list, which is sorted by id.
    pub enterprise: u32,
    /// The months that it covers.
    pub months: Months,
    /// The file's place in the list of input files.
    pub file: u32,
    /// The line at which it begins.
    pub row: u32,
    values: [Option<Packed>; 5],
    units: [Option<UnitId>; 5],
    extras: Option<Box<Extras>>,
}

/// What only some records carry.
#[derive(Clone, Debug, Default)]
struct Extras {
    product: Product,
    long_values: [Option<Exact>; 5],
}

impl ProductionRecord {
    /// A record; amounts by [`Measure::index`], none where the cell is empty.
    #[must_use]
    pub fn new((enterprise, months): (u32, Months), (file, row): (u32, u32), product: Product, amounts: [Option<Amount>; 5]) -> Self {
        let values = amounts.map(|amount| amount.and_then(|amount| Packed::of(amount.value)));
        let long = |measure: Measure| amounts[measure.index()].map(|amount| amount.value).filter(|_| values[measure.index()].is_none());
        let extras = Extras { product, long_values: Measure::ALL.map(long) };
        let is_plain = extras.product == Product::default() && extras.long_values.iter().all(Option::is_none);
        let units = amounts.map(|amount| amount.and_then(|amount| amount.unit));
        Self { enterprise, months, file, row, values, units, extras: (!is_plain).then(|| Box::new(extras)) }
    }

    /// A record of nothing but short amounts, for the whole enterprise; `units` of absent amounts say nothing.
    #[must_use]
    pub fn plain(
        (enterprise, months): (u32, Months),
        (file, row): (u32, u32),
        values: [Option<Packed>; 5],
        units: [Option<UnitId>; 5],
    ) -> Self {
        Self { enterprise, months, file, row, values, units, extras: None }
    }

    /// What was made; none for the whole enterprise.
    #[must_use]
    pub fn product(&self) -> Option<&str> {
        self.extras.as_ref().map(|extras| &*extras.product.name).filter(|name| !name.is_empty())
    }

    /// The product's unit as submitted.
    #[must_use]
    pub fn product_unit(&self) -> &str {
        self.extras.as_ref().map_or("", |extras| &extras.product.unit)
    }

    /// A figure that was given and is short, with its unit.
    #[must_use]
    pub fn short_amount(&self, measure: Measure) -> Option<(Packed, Option<UnitId>)> {
        let at = measure.index();
        Some((*self.values.get(at)?.as_ref()?, self.units[at]))
    }

    /// The unit of a figure that was given.
    #[must_use]
    pub fn amount_unit(&self, measure: Measure) -> Option<Option<UnitId>> {
        let at = measure.index();
        let long = || self.extras.as_ref().is_some_and(|extras| extras.long_values.get(at).is_some_and(Option::is_some));
        (self.values.get(at)?.is_some() || long()).then(|| self.units[at])
    }

    /// Whether it has figures, and all are zero.
    #[must_use]
    pub fn is_nothing(&self) -> bool {
        let is_zero = |value: Packed| value.mantissa() == 0;
        if self.values.iter().flatten().any(|value| !is_zero(*value)) {
            return false;
        }
        let mut long = self.extras.iter().flat_map(|extras| extras.long_values.iter().flatten()).peekable();
        (long.peek().is_some() || self.values.iter().any(Option::is_some)) && long.all(|value| value.mantissa() == 0)
    }

    /// A figure, if it was given.
    #[must_use]
    pub fn amount(&self, measure: Measure) -> Option<Amount> {
        let at = measure.index();
        let long = || self.extras.as_ref().and_then(|extras| extras.long_values[at]);
        self.values.get(at)?.map(Packed::exact).or_else(long).map(|value| Amount { value, unit: self.units[at] })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_and_long_amounts_come_back() {
        let amount = |mantissa| Some(Amount { value: Exact::new(mantissa, 2).unwrap(), unit: None });
        let amounts = [amount(-1), None, amount(10i128.pow(27)), None, amount(0)];
        let months = crate::measure::read_months("2024-01").unwrap().months;
        let product = Product { name: "螺栓".into(), unit: "件".into() };
        let record = ProductionRecord::new((1, months), (2, 3), product, amounts);
        assert_eq!(Measure::ALL.map(|measure| record.amount(measure)), amounts);
        assert_eq!((record.product(), record.product_unit()), (Some("螺栓"), "件"));
    }
}
