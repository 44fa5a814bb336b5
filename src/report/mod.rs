//! Pages: plain views in, text out.
//!
//! Three pages, each with its view struct, its words in both languages and its template:
//!
//! | page | view | words | template |
//! |---|---|---|---|
//! | `index.html`, what a bureau opens, with `search.js` beside it when it cannot hold everybody | [`IndexView`] | `index_text` | `templates/index.html` |
//! | `reports/<id>.html`, what an enterprise and a court read | [`EnterpriseView`] | `enterprise_text` | `templates/enterprise.html` |
//! | `labels/<id>.svg`, the card | [`LabelView`] | `label_text` | `templates/label.svg` |
//!
//! Views are made of wire rows alone, so that a run and a later explanation say the same: [`Evidence`] with a
//! [`RunContext`] gives [`enterprise_view`] and [`label_view`]; grade rows, one after another, go into an [`Overview`], which
//! gives [`index_view`] and [`summary_json`]. [`explain_text`] and [`explain_json`] say for a terminal and for programs
//! what the enterprise's page says.
//!
//! The room rounds nothing that was graded: every figure of a label arrives as decimal text and is shown digit for digit.
//! What it works out itself (sums of rows, shares, the way to the next grade) is exact and goes through
//! [`crate::measure`]. Everything from outside is escaped by the templates.
//! A page is one file: no script, font, style or picture is fetched, and the same view gives the same bytes. Only the index
//! of a run too large for one page loads `search.js` from beside it, when somebody searches.

mod colour;
mod derivation;
mod enterprise;
mod enterprise_text;
mod enterprise_view;
mod evidence;
mod explain;
mod explain_derivation;
mod explain_json;
mod explain_lines;
mod explain_shape;
mod figure;
mod from_evidence;
mod from_grades;
mod from_lines;
mod graded;
mod index;
mod index_text;
mod index_view;
mod label;
mod label_text;
mod label_view;
mod line_view;
mod names;
mod outlook;
mod outlook_text;
mod outlook_view;
mod overview;
mod parts;
mod privacy;
mod quality;
mod saving;
mod scale;
mod search;
mod share;
mod since;
mod summary;
mod tally;
mod terminal;
mod toplist;
mod typeset;
mod uncertainty;
mod words;

#[cfg(test)]
mod sample;
#[cfg(test)]
mod trial;

pub use enterprise::enterprise_page;
pub use enterprise_view::{DataQuality, Derivation, EnterpriseView, FindingRow, Peer, PreviousLabel, ProductionRow, SourceTotal};
pub use evidence::{Evidence, Links, Previously, RunContext, RunFacts};
pub use explain::explain_text;
pub use explain_json::explain_json;
pub use from_evidence::{enterprise_view, label_view};
pub use from_grades::index_view;
pub use graded::GradedStep;
pub use index::index_page;
pub use index_view::{ChangeCount, FindingCount, GoneRow, GradeCount, GroupTotal, IndexRow, IndexView, LevelCount, SinceView, StatusCount};
pub use label::label_card;
pub use label_view::{LabelPeer, LabelStep, LabelView};
pub use line_view::{FactorRow, LineRow, ParameterUse};
pub use outlook_view::{ItemSaving, NumeratorPart, Outlook, OutlookStep};
pub use overview::Overview;
pub use parts::{GradeMark, LevelMark, Stamp, Totals};
pub use privacy::shown;
pub use scale::{Band, Scale};
pub use search::{SEARCH_FILE, SEARCH_HEAD, push_search_row, search_tail};
pub use since::Since;
pub use summary::summary_json;
pub use uncertainty::Uncertainty;
