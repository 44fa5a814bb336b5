//! Pages: plain views in, text out.
//!
//! Three pages, each with its view struct, its words in both languages and its template:
//!
//! | page | view | words | template |
//! |---|---|---|---|
//! | `index.html`, what a bureau opens | [`IndexView`] | `index_text` | `templates/index.html` |
//! | `reports/<id>.html`, what an enterprise and a court read | [`EnterpriseView`] | `enterprise_text` | `templates/enterprise.html` |
//! | `labels/<id>.svg`, the card | [`LabelView`] | `label_text` | `templates/label.svg` |
//!
//! The room calculates nothing about carbon. Every figure arrives as decimal text and is shown digit for digit; the only
//! arithmetic is where a bar ends, and that is done with integers. Everything from outside is escaped by the templates.
//! A page is one file: no script, font, style or picture is fetched, and the same view gives the same bytes.

mod colour;
mod enterprise;
mod enterprise_text;
mod enterprise_view;
mod figure;
mod index;
mod index_text;
mod index_view;
mod label;
mod label_text;
mod label_view;
mod parts;
mod scale;
mod typeset;
mod words;

#[cfg(test)]
mod sample;

pub use enterprise::enterprise_page;
pub use enterprise_view::{
    Derivation, EnterpriseView, FactorRow, FindingRow, LineRow, ParameterUse, Peer, ProductionRow,
    SourceTotal,
};
pub use index::index_page;
pub use index_view::{
    FindingCount, GradeCount, GroupTotal, IndexRow, IndexView, LevelCount, StatusCount,
};
pub use label::label_card;
pub use label_view::{LabelPeer, LabelView};
pub use parts::{GradeMark, LevelMark, Stamp, Totals};
pub use scale::{Band, Scale};
pub use words::{StatusWords, status_words};
