//! The commands: what `ocop` does without a screen.
//!
//! Each has a module of its name and a `run_…` function, which takes the parsed arguments, asks the engine and hands
//! rows to [`crate::report`]. `permission` says which of them the restricted mode has. Shared by several: `consent`
//! (questions to the user), `progress` (long work), `file_output` and `document_output` (answers into files),
//! `exchanged_events` (files of other machines), `event_lines` (histories of the store), `asked_products` (those of
//! `--question`), `typed_day` (days behind options), `work_desk` (the store as commands have it), `remembered_columns`
//! (what `--map` said) and `generations` (reading and publishing records). `counted_list` and `stats_reference` belong
//! to `stats`. Output is for pipes: no colour and no escape sequence unless standard output is a terminal.
//!
//! Must not import the screen (`app`, `view`, `term`).

mod asked_products;
pub mod bundle;
pub mod check;
pub mod columns;
pub mod completions;
pub mod config;
pub mod consent;
mod counted_list;
pub mod diff;
pub mod doctor;
mod document_output;
mod event_lines;
mod exchanged_events;
pub mod export;
pub mod facets;
mod file_output;
mod generations;
pub mod help;
pub mod history;
pub mod import;
pub mod label;
pub mod lists;
pub mod man;
mod new_document;
pub mod new_export;
pub mod permission;
mod progress;
pub(crate) mod remembered_columns;
pub mod review;
pub mod rollback;
pub mod search;
pub mod show;
pub mod stats;
mod stats_reference;
mod typed_day;
pub mod why;
pub mod work;
mod work_desk;
