//! Officials' lists as they were met, each through the real binary: what arrives, and what is said.
//!
//! Headers are literal; what stands below them are built-in products, so nothing is invented but what a
//! trap needs. Variants 1 to 6, files of offices, are in [`offices`]; 7 to 15, of OCOP systems, in [`systems`]; 16
//! to 21 in [`others`]. Stars, dates and decisions are in [`notations`]; encodings, delimiters, sheets, JSON and
//! columns that a person names in [`forms`].

mod forms;
mod notations;
mod offices;
mod others;
mod systems;
