//! Rows to text and files: the same hits as a table, CSV, JSON, a workbook; an import as a preview.
//!
//! Must not: open catalogues, or know the screen.

pub mod columns;
pub mod csv;
pub mod file;
pub mod json;
pub mod markdown;
pub mod office;
pub mod preview;
pub mod problems;
mod scratch;
pub mod stats;
pub mod stats_json;
pub mod table;
pub mod why;
