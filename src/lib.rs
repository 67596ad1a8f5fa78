//! smsdb
pub mod bulletin;
