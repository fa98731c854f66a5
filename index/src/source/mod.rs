//! From bytes to products: readers of officials' lists and of the built-in records.
//!
//! The way of a file: [`reader`] detects what it is and decodes it into rows of [`list_cell`]s; [`header`] finds
//! what each column holds; `draft` turns each row into a product and [`problem`]s, with one reader for each kind of
//! [`cell`]. [`record_lines`] is our own format, one product a line; [`builtin`] the catalogue that ships with the
//! program.
//!
//! Every reader passes its text through [`crate::clean`]. Must not: write, touch the index, or know what the
//! catalogue holds.

pub mod builtin;
pub mod cell;
mod draft;
pub mod field;
pub mod header;
pub mod list_cell;
mod list_parser;
mod list_row;
pub mod problem;
pub mod reader;
pub mod record_lines;

pub use reader::{
    ColumnSummary, FileReadOptions, MAX_FILE, MAX_WORKBOOK, SourceFormat, SourceItem,
    SourceSummary, read_list_file,
};
