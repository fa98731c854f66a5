//! What the program remembers for a person between runs: [`searches`], the [`list_width`], the [`log`].
//!
//! Must not: hold anything of the catalogue, or stop the program when a file cannot be written.

pub mod list_width;
pub mod log;
pub mod searches;
