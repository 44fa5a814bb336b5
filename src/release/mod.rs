//! Releases: immutable sets of rules.
//!
//! A release pins exact versions of every table, method and scheme by their hashes. [`RuleBook`] holds a whole folder of
//! rules and checks every file of it against the releases, and the releases against their index, before anything is
//! used; [`Release`] is one of them, read and ready.

mod book;
mod builtin;
mod compare;
mod index;
mod lint;
mod manifest;
mod publish;
mod release;
mod signature;

pub use book::RuleBook;
pub use builtin::builtin;
pub use compare::{Change, RowChange, compare};
pub use lint::{Check, Problem, lint, lint_all};
pub use manifest::{Pin, PinKind, ReleaseManifest};
pub use publish::{Publication, publish};
pub use release::Release;
pub use signature::{TrustedKey, sign, verify};
