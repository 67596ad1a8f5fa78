//! What smsdb promises, a file per capability.

mod attacks;
mod checks;
mod differing;
mod golden;
mod importing;
mod opening;
mod output;
mod properties;
mod reading;
mod reference;
mod support;
mod tidy;
mod why;
