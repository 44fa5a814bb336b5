//! Activity records, in as few bytes as they need.

use super::extras::{Estimate, Extras};
use super::flow::Flow;
use super::parameter::Measured;
use crate::measure::{Exact, Month, Packed};
use crate::nomenclature::{ItemId, UnitId};

/// What a correct row of energy or material use says.
#[derive(Clone, Debug)]
pub struct Activity {
    /// The enterprise's place in the list, which is sorted by id.
    pub enterprise: u32,
    /// The month.
    pub month: Month,
    /// What is used.
    pub item: ItemId,
    /// From where or to where.
    pub flow: Flow,
    /// How much, as submitted.
    pub quantity: Exact,
    /// In what.
    pub unit: UnitId,
    /// The file's place in the list of input files, below [`ActivityRecord::MAX_FILES`].
    pub file: u32,
    /// The line at which it begins.
    pub row: u32,
    /// Site, measured values and texts, when there are any.
    pub extras: Option<Box<Extras>>,
}

/// An [`Activity`] in 32 bytes: there are tens of millions, and what takes time is the memory that they fill.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActivityRecord {
    /// The enterprise's place in the list, which is sorted by id.
    pub enterprise: u32,
    /// The line at which it begins.
    pub row: u32,
    /// None when it is too long; then it is among the extras.
    quantity: Option<Packed>,
    extras: Option<Box<Extras>>,
    /// From the highest bit: month (12), item (16), flow (3), unit (12), file (21). So its order is the ledger's.
    key: u64,
}

const FILE_BITS: u32 = 21;
const UNIT_BITS: u32 = 12;
const FLOW_BITS: u32 = 3;
const ITEM_BITS: u32 = 16;
/// One month more, in a key.
const A_MONTH: u64 = 1 << (FILE_BITS + UNIT_BITS + FLOW_BITS + ITEM_BITS);

/// What decides the rate of a record besides its enterprise and measured values: month, item, flow and unit as one number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct What(u64);

impl From<Activity> for ActivityRecord {
    fn from(activity: Activity) -> Self {
        let what = What::new(activity.month, activity.item, activity.flow, activity.unit);
        let quantity = Packed::of(activity.quantity);
        let mut extras = activity.extras;
        if quantity.is_none() {
            extras.get_or_insert_default().long_quantity = Some(activity.quantity);
        }
        Self { enterprise: activity.enterprise, row: activity.row, quantity, extras, key: what.in_file(activity.file) }
    }
}

impl ActivityRecord {
    /// A record without extras.
    #[must_use]
    pub fn plain(enterprise: u32, what: What, quantity: Packed, (file, row): (u32, u32)) -> Self {
        Self { enterprise, row, quantity: Some(quantity), extras: None, key: what.in_file(file) }
    }

    /// So many files a batch may have at most.
    pub const MAX_FILES: usize = 1 << FILE_BITS;

    /// What no two records may share, in the ledger's order.
    #[must_use]
    pub fn key(&self) -> (u32, u64, Option<&str>) {
        (self.enterprise, self.rank(), self.site())
    }

    /// Month, item and flow as one number in the ledger's order.
    #[must_use]
    pub fn rank(&self) -> u64 {
        self.key >> (FILE_BITS + UNIT_BITS)
    }

    /// Item and flow as one number: months of the same are compared with each other.
    #[must_use]
    pub fn series(&self) -> u64 {
        self.rank() & ((1 << (ITEM_BITS + FLOW_BITS)) - 1)
    }

    /// What decides its rate besides its enterprise and measured values.
    #[must_use]
    pub fn what(&self) -> What {
        What(self.key >> FILE_BITS)
    }

    /// The month.
    #[must_use]
    pub fn month(&self) -> Month {
        self.what().month()
    }

    /// What is used.
    #[must_use]
    pub fn item(&self) -> ItemId {
        self.what().item()
    }

    /// From where or to where.
    #[must_use]
    pub fn flow(&self) -> Flow {
        self.what().flow()
    }

    /// In what.
    #[must_use]
    pub fn unit(&self) -> UnitId {
        self.what().unit()
    }

    /// How much, as submitted.
    #[must_use]
    pub fn quantity(&self) -> Exact {
        let long = || self.extras.as_ref().and_then(|extras| extras.long_quantity).unwrap_or_default();
        self.quantity.map_or_else(long, Packed::exact)
    }

    /// The same, unless it is too long.
    #[must_use]
    pub fn short_quantity(&self) -> Option<Packed> {
        self.quantity
    }

    /// Whether it says of the next month what another says of its own, and carries nothing that only some records carry.
    #[inline]
    #[must_use]
    pub fn repeats(&self, before: &Self) -> bool {
        self.key == before.key.wrapping_add(A_MONTH) && self.extras.is_none()
    }

    /// Whether nothing was used.
    #[must_use]
    pub fn is_zero(&self) -> bool {
        self.quantity.map_or_else(|| self.quantity().mantissa() == 0, |quantity| quantity.mantissa() == 0)
    }

    /// The file's place in the list of input files.
    #[must_use]
    pub fn file(&self) -> usize {
        self.file_number() as usize
    }

    /// The same as a number of 32 bits.
    #[must_use]
    pub fn file_number(&self) -> u32 {
        u32::try_from(self.key & ((1 << FILE_BITS) - 1)).unwrap_or_default()
    }

    /// The meter or plant; none when there is only one.
    #[must_use]
    pub fn site(&self) -> Option<&str> {
        self.extras.as_ref().map(|extras| &*extras.site).filter(|site| !site.is_empty())
    }

    /// Whether its rate is not that of every plain record: it states parameters or a method of its own, or was estimated.
    #[must_use]
    pub fn is_particular(&self) -> bool {
        self.extras.as_ref().is_some_and(|extras| !extras.measured.is_empty() || !extras.method.is_empty() || extras.estimate.is_some())
    }

    /// Parameters that it states.
    #[must_use]
    pub fn measured(&self) -> Measured {
        self.extras.as_ref().map_or_else(Measured::default, |extras| extras.measured.clone())
    }

    /// The method that it names.
    #[must_use]
    pub fn method(&self) -> Option<&str> {
        self.extras.as_ref().map(|extras| &*extras.method).filter(|method| !method.is_empty())
    }

    /// What it was estimated from; none for what was reported.
    #[must_use]
    pub fn estimate(&self) -> Option<Estimate> {
        self.extras.as_ref().and_then(|extras| extras.estimate)
    }

    /// What only some records carry.
    #[must_use]
    pub fn extras(&self) -> Option<&Extras> {
        self.extras.as_deref()
    }
}

impl What {
    /// Puts them together.
    #[must_use]
    pub fn new(month: Month, item: ItemId, flow: Flow, unit: UnitId) -> Self {
        let [month, item, unit] = [month.number_of_all(), item.number(), unit.number()].map(u64::from);
        Self(((month << ITEM_BITS | item) << FLOW_BITS | flow as u64) << UNIT_BITS | unit)
    }

    fn in_file(self, file: u32) -> u64 {
        self.0 << FILE_BITS | u64::from(file)
    }

    /// One of `2^bits` slots, well spread.
    #[inline]
    #[must_use]
    pub fn slot(self, bits: u32) -> usize {
        // The golden ratio in 64 bits: Knuth's multiplicative hashing. A shift leaves no more than fits.
        usize::try_from(self.0.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> (u64::BITS - bits)).unwrap_or_default()
    }

    /// Some bits of it, the lowest `above` left out.
    fn bits(self, above: u32, count: u32) -> u16 {
        u16::try_from(self.0 >> above & ((1 << count) - 1)).unwrap_or_default()
    }

    /// The month.
    #[must_use]
    pub fn month(self) -> Month {
        Month::of_number(self.bits(UNIT_BITS + FLOW_BITS + ITEM_BITS, u16::BITS))
    }

    /// What is used.
    #[must_use]
    pub fn item(self) -> ItemId {
        ItemId::of_number(self.bits(UNIT_BITS + FLOW_BITS, ITEM_BITS))
    }

    /// From where or to where.
    #[must_use]
    pub fn flow(self) -> Flow {
        Flow::ALL.get(usize::from(self.bits(UNIT_BITS, FLOW_BITS))).copied().unwrap_or_default()
    }

    /// In what.
    #[must_use]
    pub fn unit(self) -> UnitId {
        UnitId::of_number(self.bits(0, UNIT_BITS))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn activity(month: u8, item: u16, flow: usize, unit: u16, file: u32, mantissa: i128) -> Activity {
        Activity {
            enterprise: 7,
            month: Month::new(2199, month).unwrap(),
            item: ItemId::of_number(item),
            flow: Flow::ALL[flow],
            quantity: Exact::new(mantissa, 3).unwrap(),
            unit: UnitId::of_number(unit),
            file,
            row: 9,
            extras: None,
        }
    }

    #[test]
    fn a_record_takes_32_bytes() {
        assert_eq!(size_of::<ActivityRecord>(), 32);
    }

    proptest! {
        #[test]
        fn nothing_of_a_record_is_lost(
            month in 1u8..=12, item: u16, flow in 0usize..6, unit in 0u16..1 << UNIT_BITS, file in 0u32..1 << FILE_BITS,
            mantissa in 0..10i128.pow(27),
        ) {
            let said = activity(month, item, flow, unit, file, mantissa);
            let record = ActivityRecord::from(said.clone());
            prop_assert_eq!((record.enterprise, record.row, record.file()), (7, 9, file as usize));
            prop_assert_eq!((record.month(), record.item(), record.flow(), record.unit()), (said.month, said.item, said.flow, said.unit));
            prop_assert_eq!(record.quantity(), said.quantity);
        }

        #[test]
        fn records_are_ordered_by_month_item_and_flow(a in (1u8..=12, 0u16..3, 0usize..6), b in (1u8..=12, 0u16..3, 0usize..6)) {
            let rank = |(month, item, flow)| ActivityRecord::from(activity(month, item, flow, 1, 1, 1)).rank();
            prop_assert_eq!(rank(a).cmp(&rank(b)), a.cmp(&b));
        }
    }
}
