//! What is wrong or notable, said so that somebody can mend it.
//!
//! Three kinds of wrong, three treatments: wrong data gives a [`Finding`] and the run goes on; a wrong world (disk,
//! permission, rules that do not match their hashes) gives one [`Fault`] and the run stops; a wrong program panics, and
//! that is a defect. Codes are a closed list in `code.rs`; their words stand in one file per language.

mod code;
mod explanation;
mod fault;
mod fault_runs;
mod fault_scheme;
mod fault_text;
mod form;
mod language;
mod place;
mod record;
mod severities;
mod template;
mod text_en;
mod text_zh;

pub use code::{Code, Severity};
pub use fault::{Fault, QuotingError, SignatureError, Unsolved};
pub use form::FormError;
pub use language::Language;
pub use place::Place;
pub use record::{Detail, Finding, both};
pub use severities::Severities;
pub use template::Text;
