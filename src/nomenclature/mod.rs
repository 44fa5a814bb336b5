//! The names that data may use: items, units, regions, industries, each from a table of the release.
//!
//! A name is compared after [`crate::measure::fold`]: code, Chinese name, English name and aliases are all accepted.

mod industry;
mod item;
mod names;
mod region;
mod rows;
mod tables;
mod unit;

pub use industry::{Industries, IndustryCode, IndustryError, PeerLevel};
pub use item::{Category, Item, ItemId, Items};
pub use region::{Region, RegionId, RegionLevel, Regions};
pub use rows::{Row, Rows};
pub use tables::Nomenclature;
pub use unit::{Dimension, Unit, UnitId, Units};
