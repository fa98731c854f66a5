//! The command line: arguments, config file and environment, and how the program ends.
//!
//! * [`args`]: what can be typed. [`usage_error`]: what is wrong with a command line, in whole sentences.
//! * [`settings`]: what arguments, [`config`] file and [`environment`] mean together. [`paths`]: where files lie.
//! * [`exit`]: the one map from failures to sentences and exit codes.
//! * [`key_table`]: the key table in words, for the man page and the reference.
//!
//! Must not: open the catalogue or draw.

pub mod args;
pub mod clock;
pub mod config;
pub mod environment;
pub mod exit;
pub mod key_table;
pub mod paths;
pub mod settings;
pub mod usage_error;
