//! Numbers, months and names, knowing nothing of carbon.
//!
//! Everything exact lives here: [`Exact`] is a decimal as somebody wrote it, [`Ratio`] a fraction that loses nothing,
//! [`Tonnes`] a mass fixed at nine decimals, [`Figure`] a number as it is printed. The only rounding of the program is
//! in `rounding.rs`; no other room divides.

mod date;
mod decimal;
mod exact;
mod figure;
mod irrational;
mod month;
mod month_set;
mod month_text;
mod numeral;
mod numeral_start;
mod packed;
mod rate;
mod ratio;
mod rounding;
mod stored;
mod sum;
mod text;
mod tonnes;
mod whole;
mod wide;

pub use date::Date;
pub use decimal::POWERS;
pub use exact::Exact;
pub use figure::Figure;
pub use irrational::{IRRATIONAL_DECIMALS, exponential, square_root};
pub use month::{Month, Months};
pub use month_set::MonthSet;
pub use month_text::{MonthText, MonthTextError, read_months};
pub use numeral::{Numeral, NumeralError, read_numeral, read_packed, read_plain};
pub use numeral_start::read_packed_start;
pub use packed::Packed;
pub use rate::{Rate, ShortRate};
pub use ratio::Ratio;
pub use rounding::Rounding;
pub use stored::{Stored, read_stored};
pub use sum::ExactSum;
pub use text::{Spellings, fold, is_one_edit_apart, narrow, nearest, trim_wide};
pub use tonnes::Tonnes;
