//! Lists in the shapes in which they lie on officials' disks: what is read from each, and what is told about it.
//!
//! Every shape is a class of files, so each test has several spellings of it. The rows are invented; the headers and
//! the faults are those of real files and of public reports on spreadsheet tools. All are read through the engine's
//! own door, [`ocop_index::source::read_list_file`], from a file on disk.
//!
//! * [`where_rows`]: the row that a person sees. * [`sheets`]: which sheets are read. * [`headings`]: rows that hold
//!   for those below. * [`rows`]: other rows that are no products.
//! * [`cells`]: merged, repeated, marked and doubled cells. * [`values`]: formulas, links, numbers, several in a cell.
//! * [`text`]: quotes and separators. * [`letters`]: letters lost, numbers and days in doubt.
//! * [`json`]: JSON of other systems. * [`kinds`]: files that are no list. * [`mapping`]: what the user assigned.
//!
//! It must not test words: the sentences are the program's.

// A test that cannot go on stops at once.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "list_shapes/cells.rs"]
mod cells;
#[path = "list_shapes/headings.rs"]
mod headings;
#[path = "list_shapes/json.rs"]
mod json;
#[path = "list_shapes/kinds.rs"]
mod kinds;
#[path = "list_shapes/letters.rs"]
mod letters;
#[path = "list_shapes/mapping.rs"]
mod mapping;
#[path = "list_shapes/rows.rs"]
mod rows;
#[path = "list_shapes/sheets.rs"]
mod sheets;
#[path = "list_shapes/support.rs"]
mod support;
#[path = "list_shapes/text.rs"]
mod text;
#[path = "list_shapes/values.rs"]
mod values;
#[path = "list_shapes/where_rows.rs"]
mod where_rows;
