//! The names that data may use: items, units, regions, industries, and plausible ranges; each from a table of the release.
//!
//! A name is compared after [`crate::measure::fold`]: code, Chinese name, English name and aliases are all accepted.

mod former_industry;
mod industry;
mod item;
mod names;
mod ranges;
mod region;
mod rows;
mod tables;
mod unit;

pub use former_industry::former_industry;
pub use industry::{Industries, IndustryCode, IndustryError, PeerLevel};
pub use item::{Category, Item, ItemId, Items};
pub use ranges::{Property, Range, Ranges};
pub use region::{Region, RegionId, RegionLevel, Regions};
pub use rows::{Row, Rows};
pub use tables::Nomenclature;
pub use unit::{Dimension, Unit, UnitId, Units};
