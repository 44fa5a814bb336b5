//! The command line. One file for each command: what it takes, in both languages, and what it does with the library.

mod check;
mod clock;
mod completions;
mod diff;
mod excerpt;
mod explain;
mod factors;
mod findings;
mod input;
mod interrupt;
mod main;
mod methods;
mod options;
mod progress;
mod references;
mod replay;
mod returned;
mod run;
mod schemes;
mod template;
mod terminal;
mod usage;
mod words;

pub use main::main;
