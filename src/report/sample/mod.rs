//! One enterprise, one run and one label as examples, and what every page must satisfy. For tests.

mod check;
mod enterprise;
mod evidence;
mod index;
mod marks;

pub(super) use check::{assert_balanced, assert_self_contained};
pub(super) use enterprise::{enterprise, ungraded};
pub(super) use index::index;
pub(super) use marks::{label, ratio_scale};
