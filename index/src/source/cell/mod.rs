//! Readers of single cells, one for each kind of content: stars, dates, decisions, contacts, channels, numbers,
//! product codes and words for kinds.
//!
//! Each takes the text or value of a cell and returns what it says or the reason why it cannot be read. Must not:
//! know rows, files or other cells.

pub mod channel;
pub mod contact;
pub mod date;
pub mod decimal;
pub mod decision;
pub mod kind_words;
mod link;
mod phrase;
pub mod product_code;
pub mod star;
mod text_piece;
