//! Hard typing and other writings: two errors at once, other keyboards, broken text, sentences, order of rows.
//!
//! The classes are asked of the built-in catalogue and of the made-up country with many more rows, a good part
//! of which differ from another name by one syllable ([`super::country::crowded`]).
//!
//! * [`two_errors`], [`keyboards`], [`broken_text`] with [`old_charsets`], [`text_message`]: how a name is typed.
//! * [`among_words`], [`measures`], [`sentences`]: what stands around it.
//! * [`english`]: standard English names of dishes and crops.
//! * [`place_words`], [`ranking`], [`no_product`]: which rows come first, and none.
//! * [`drawn_words`]: the words of the one drawn. [`alike`]: which rows answer as well.
//!
//! It must not know how an engine works.

mod alike;
mod among_words;
mod broken_text;
pub(crate) mod classes;
mod drawn_words;
pub(crate) mod english;
mod keyboards;
mod measures;
mod no_product;
mod old_charsets;
mod place_words;
mod ranking;
mod sentences;
mod text_message;
mod two_errors;

use jiff::civil::{Date, date};

/// The day on which certificates are judged valid.
pub(crate) const DAY: Date = date(2026, 11, 30);

/// Rows of the crowded country.
pub(crate) const ROWS: usize = 15_000;
