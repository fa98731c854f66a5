//! The query language: a line of text to a question, and a question back to a line.
//!
//! ```text
//! cha muc                words, as ever
//! sao:4  sao:4,5         values of a facet; a comma means "or"; the same field again means "or" as well
//! sao:>=4  nam:2020..2023  numbers of sao and nam: > >= < <= = .. and 4+
//! huyen:"Hạ Long"        quotes hold a value of several words together
//! xa: loai: ten: nha_sx: ma: qd: sdt:   words in one field of the record
//! "đúng cụm"  -từ  -"cụm"  -nhom:trà    side by side; not these
//! xep:ten  nguyen_van:co the order; only as typed
//! 4 sao  hết hạn  năm 2023  the same as sao:4, trang_thai:expired, nam:2023
//! \sao:4                 a backslash in front: only a word
//! ```
//!
//! Three steps: [`parse`] cuts the line into pieces, [`Parsed::settle`] gives them the values of a catalogue,
//! which the language cannot know, and [`write()`] goes the other way. Nothing is ever an error: what cannot be
//! meant is a word or is left out, and a [`Problem`] tells where and why. A word with a dash inside (`QN-01`)
//! and a minus alone are text.
//!
//! The names of fields are syntax and stand in [`field`], in Vietnamese and English. Must not: know labels,
//! or what values there are.

mod comparison;
pub mod field;
pub mod line_tokens;
mod parse;
mod problem;
mod resolve_values;
mod spoken_filter;
#[cfg(test)]
mod tests;
mod write;

pub use field::QueryField;
pub use parse::{LinePiece, ParsedLine, PieceMeaning, RequestedValue, ValueSelector, parse_line};
pub use problem::{QueryProblem, QueryProblemKind};
pub use resolve_values::{FacetPiece, ResolvedLine, ResolvedName, ValueResolver};
pub use write::{
    quote_value, remove_ranges, write_facet_values, write_query, write_query_with_names,
};

/// Most bytes of a line that a person types or pastes: room for a long list of values beside the words, of
/// which no more than [`super::MAX_TEXT`] are read.
pub const MAX_LINE_BYTES: usize = 2048;

/// True when a text has a word in it: signs alone ask for nothing.
pub fn has_words(text: &str) -> bool {
    !crate::vietnamese::split_words(text).is_empty()
}
