//! A person at the screen: model, search worker and terminal tied together.
//!
//! * [`search_screen`]: the catalogue's screen. [`terminal_host`]: the files, exports and requests of its effects;
//!   `export` writes what is in the list, `proposals` keeps corrections; `unfinished_work` waits for what goes on after
//!   the screen was left.
//! * `state_files`: what is remembered between sittings, read and told about. `place_keeper`: where the person was.
//! * `work_files`: where the store of work lies.
//! * [`fair_screen`]: the fair mode of a list.
//! * [`import_review`]: the screen of an import. `import_jobs`: the same begun on the catalogue's screen, and
//!   rollbacks.
//!
//! Must not: decide anything; update does.

mod export;
pub mod fair_screen;
mod figures_export;
mod idle_end;
mod import_jobs;
pub mod import_review;
mod place_keeper;
mod review_report;
pub mod search_screen;
mod state_files;
mod terminal_host;
mod unfinished_work;
mod work_files;
