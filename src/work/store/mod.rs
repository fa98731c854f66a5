//! The SQLite file that keeps the events of work.
//!
//! * [`open_work`]: the file and its log together, as a person uses them.
//! * [`work_store`]: the file; [`store_place`] looks at where it lies, `store_connection` connects to it,
//!   [`store_schema`] knows its tables and `store_rows` its rows. [`work_error`]: what can fail.
//! * [`store_copies`] makes copies and [`store_restore`] puts one back. [`store_check`] looks through a file.
//! * [`exchange`]: events as a file for other stores; [`store_merge`]: the union.
//! * [`forgotten_names`] takes a name out of the file, and `name_mentions` counts texts that still have it.

pub mod exchange;
pub mod forgotten_names;
mod name_mentions;
pub mod open_work;
pub mod store_check;
mod store_connection;
pub mod store_copies;
pub mod store_merge;
pub mod store_place;
pub mod store_restore;
mod store_rows;
pub mod store_schema;
pub mod work_error;
pub mod work_store;

#[cfg(test)]
mod store_care_tests;
#[cfg(test)]
mod store_tests;
