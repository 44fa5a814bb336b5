//! Enterprises: the legal entities that get a label, and their identity codes.

mod directory;
mod identity;

pub use directory::{Directory, Enterprise};
pub use identity::{EXAMPLE_ID, Identity, IdentityError};
