//! Reads officials' lists and the built-in records: from bytes to products.
//!
//! [`reader`] detects what a file is and decodes it into [`list_row::ListRow`]s of [`list_cell::ListCell`]s.
//! `list_parser` finds the [`header`], which says what each column holds ([`field`]), and passes the rows below it
//! to `draft`. That turns each row into a product and [`problem`]s, with one parser for each kind of [`cell`]. A
//! file that cannot be read at all is [`unreadable`].
//!
//! [`record_lines`] is our own format, one product a line; [`builtin`] is the catalogue that ships with the program.
//!
//! Every reader passes its text through [`crate::clean`]. This module must not write, open the index, or compare
//! with the catalogue; [`crate::change`] does.

pub mod builtin;
pub mod cell;
pub(crate) mod draft;
pub mod field;
pub mod header;
pub mod list_cell;
mod list_parser;
mod list_row;
mod missing_header;
pub mod problem;
pub mod reader;
pub mod record_lines;
mod table_summary;
mod unlabelled_columns;
pub mod unreadable;

pub use list_parser::{LabelledCell, SourceItem};
pub use reader::{FileReadOptions, SheetSelection, SourceFormat, SourceSummary, read_list_file};
pub use table_summary::{ColumnSummary, LeftOutReason, LeftOutTable, TableSummary};
