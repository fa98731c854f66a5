//! From bytes to products: readers of foreign and built-in records.
//!
//! The way of an official's file: [`reader`] finds what it is; [`encoding`] makes its bytes UTF-8;
//! `delimited`, `workbook` or `json` push rows of [`cell`]s; [`header`] finds what the columns hold; `draft`
//! turns each row into a product and [`problem`]s, with one small reader a kind of cell ([`star`], [`date`],
//! [`decision`], [`code`], [`contact`], [`channel`], [`measure`], [`kind`]). A file that is no list at all is
//! [`unreadable`].
//!
//! Every reader passes its text through [`crate::clean`]. Must not: write, touch the index, or know what the
//! catalogue holds.

mod archive;
pub mod builtin;
pub mod cell;
pub mod channel;
pub mod code;
pub mod contact;
pub mod date;
pub mod decision;
pub mod delimited;
mod draft;
pub mod encoding;
pub mod field;
pub mod header;
mod json;
pub mod jsonl;
pub mod kind;
mod link;
mod list;
pub mod measure;
mod phrase;
mod piece;
pub mod problem;
mod reader;
mod row;
pub mod star;
pub(crate) mod table;
pub mod unreadable;
mod workbook;

pub use reader::{Column, Form, Item, MAX_FILE, MAX_WORKBOOK, Options, Summary, read};
