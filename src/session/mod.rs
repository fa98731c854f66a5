//! A person at the screen: model, search worker and terminal tied together.
//!
//! * [`search_screen`]: the catalogue's screen. [`terminal_host`]: the files, exports and requests of its effects;
//!   `export` writes what is in the list.
//! * [`import_review`]: the screen of an import.
//!
//! Must not: decide anything; update does.

mod export;
pub mod import_review;
pub mod search_screen;
mod terminal_host;
