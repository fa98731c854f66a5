//! Parsers of single cells, one for each kind of content: stars, dates, decisions, contacts, channels, numbers,
//! product codes, and words for kinds.
//!
//! Each takes the text or value of one cell and returns what it says, or the reason why it cannot be read. A parser
//! must not know its row, the file or other cells.

pub mod channel;
pub mod contact;
pub mod date;
pub(crate) mod decimal;
pub mod decision;
pub(crate) mod kind_words;
pub(crate) mod link;
pub(crate) mod lost_letters;
pub(crate) mod phrase;
pub(crate) mod product_code;
pub mod star;
mod text_piece;
