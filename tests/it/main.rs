//! What smsdb promises, a file per capability.

mod attacks;
mod checks;
mod completing;
mod corpus;
mod deciding;
mod deciding_edges;
mod deciding_model;
mod differing;
mod doubts;
mod edits;
mod exporting;
mod families;
mod golden;
mod importing;
mod intake;
#[cfg(all(target_os = "linux", target_arch = "x86_64"))]
mod killing;
mod merging;
mod opening;
mod output;
mod packed;
mod pages;
mod promises;
mod properties;
mod queries;
mod reading;
mod reference;
mod shipping;
mod sql_errors;
mod support;
mod teaching;
mod terminal;
mod tidy;
mod upgrading;
mod warnings;
mod why;
