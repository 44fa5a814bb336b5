//! The engine that gives every enterprise its carbon label (企业碳标识).
//!
//! A batch of energy and production files goes in at one end; labels with their evidence come out at the other:
//!
//! ```text
//! files ──intake──▶ facts and findings
//! facts × release ──emission──▶ rates, then lines
//! lines ──inventory──▶ totals
//! totals × production ──label──▶ grades, or the reason for none
//! everything ──ledger, report──▶ run folder
//! ```
//!
//! The library never prints, never exits, never asks for the time or the environment. `ARCHITECTURE.md` says which room
//! may know which.

pub mod activity;
pub mod annotate;
pub mod audit;
pub mod delimited;
pub mod diff;
pub mod digest;
pub mod emission;
pub mod enterprise;
pub mod factor;
pub mod facts;
pub mod finding;
pub mod flag;
pub mod indicator;
pub mod intake;
pub mod inventory;
pub mod label;
pub mod ledger;
pub mod measure;
pub mod method;
pub mod nomenclature;
pub mod parts;
pub mod plausibility;
pub mod production;
pub mod reference;
pub mod release;
pub mod report;
pub mod run;
pub mod scheme;
pub mod statistic;
pub mod template;
pub mod workbook;
