//! The annotated return: each submitted file as it was, with what is wrong beside each row.
//!
//! Two columns are added at the end of every row (问题/说明与建议, or problem/advice), in the file's own encoding; every other
//! byte stays. Whoever mends the file there and submits it again need not take them out: they are known, and passed over, and
//! a further return puts new ones in their place. Beside it stands the same as a workbook, wrong cells coloured. A submitted
//! workbook comes back as such a workbook alone.

pub mod fuzz;
mod layout;
mod names;
mod remarks;
mod table;
mod text;
mod workbook;

pub use layout::{Cell, Layout, Row};
pub use names::{Names, is_text};
pub use remarks::Remarks;
pub use table::Table;
pub use text::annotated_csv;
pub use workbook::{Page, Unfit, annotated_workbook};
