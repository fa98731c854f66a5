//! The query language: parses a line of text into a query and writes a query as a line.
//!
//! ```text
//! cha muc                words
//! sao:4  sao:4,5         values of a facet; a comma means "or"; the same field again means "or" as well
//! sao:>=4  nam:2020..2023  numbers of sao and nam: > >= < <= = .. and 4+
//! huyen:"Hạ Long"        quotes hold a value of several words together
//! ra_soat:chua  ket_luan:  nguoi:  nhan:  ghi_chu:co  bat_dong: de_nghi: chon:   what people did with products
//! xa: loai: ten: nha_sx: ma: qd: sdt:   words in one field of the record
//! "đúng cụm"  -từ  -"cụm"  -nhom:trà    side by side; without these
//! xep:ten  nguyen_van:co the order; only as typed
//! 4 sao  hết hạn  năm 2023  the same as sao:4, trang_thai:expired, nam:2023; see [`super::spoken`]
//! \sao:4                 a backslash in front: only a word
//! ```
//!
//! [`read_line`] makes a query of a line. [`parse_line`] cuts the line into pieces, [`ParsedLine::resolve_values`]
//! replaces the names in them by the values of a catalogue, which the language does not know, and [`write_query`] goes
//! the other way. Nothing is an error: a
//! piece without a meaning is a word or is ignored, and a [`QueryProblem`] says where and why. A word with a dash
//! inside (`QN-01`) and a minus alone are text.
//!
//! The names of fields are syntax; they are in [`field`], in Vietnamese and English. Must not: know labels, or which
//! values a catalogue has.

mod comparison;
pub mod field;
pub mod line_tokens;
pub(super) mod name;
mod parse;
mod problem;
mod read_line;
mod resolve_values;
#[cfg(test)]
mod tests;
mod write;

pub use field::QueryField;
pub use name::has_words;
pub use parse::{LinePiece, ParsedLine, PieceMeaning, RequestedValue, ValueSelector, parse_line};
pub use problem::{QueryProblem, QueryProblemKind};
pub use read_line::read_line;
pub use resolve_values::{ConditionPiece, FacetPiece, ResolvedLine, ResolvedName, ValueResolver};
pub use write::{quote_value, write_query, write_query_with_names};

/// The most bytes of a typed or pasted line: room for a long list of values beside the words, of which at most
/// [`super::MAX_TEXT_BYTES`] are searched.
pub const MAX_LINE_BYTES: usize = 2048;
