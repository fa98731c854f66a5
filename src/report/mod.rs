//! Rows to text: the same hits as a table, CSV or JSON. Must not: open catalogues, or know the screen.

pub mod csv;
pub mod json;
pub mod table;
