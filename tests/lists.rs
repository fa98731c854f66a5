//! Officials' lists as they were met, each through the real binary: what arrives, and what is said.
//!
//! Headers are literal; what stands below them are built-in products, so nothing is invented but what a
//! trap needs.
//!
//! * [`offices`]: variants 1 to 6, files of offices. * [`systems`]: 7 to 15, of OCOP systems.
//! * [`others`]: 16 to 21. * [`notations`]: stars, dates, decisions.
//! * [`forms`]: encodings, delimiters, sheets, JSON, and columns that a person names.

mod forms;
mod notations;
mod offices;
mod others;
mod systems;
