//! The hard classes, and what an engine must reach in each.
//!
//! Floors are shares of one: right first rows, and the mean reciprocal rank. It must not lower a floor to let a
//! change pass.

use super::super::classes::Class;
use super::super::ways::Way;
use super::{
    among_words, broken_text, keyboards, measures, no_product, place_words, ranking, sentences,
    text_message, two_errors,
};

/// The least for the English names.
pub(crate) const ENGLISH: (f64, f64) = (0.95, 0.96);

const fn class(name: &'static str, success: f64, mrr: f64, way: Way) -> Class {
    Class {
        name,
        questions: 36,
        success,
        mrr,
        way,
    }
}

/// Every hard class.
#[rustfmt::skip]
pub(crate) const HARD_CLASSES: [Class; 36] = [
    class("joined, one slip", 0.95, 0.95, two_errors::joined_with_slip),
    class("joined VNI", 0.95, 0.95, two_errors::joined_vni),
    class("joined Telex, one slip", 0.95, 0.95, two_errors::joined_telex_with_slip),
    class("stubs before a place", 0.95, 0.95, two_errors::stubs_before_place),
    class("letters held down", 0.95, 0.95, two_errors::repeated_letter),
    class("a slip, a word forgotten", 0.95, 0.95, two_errors::slip_and_forgotten),
    class("Telex, bracket keys", 0.95, 0.95, keyboards::telex_brackets),
    class("Windows layout", 0.95, 0.95, keyboards::windows_layout),
    class("Telex, free keys", 0.95, 0.95, keyboards::telex_free),
    class("VNI, free keys", 0.95, 0.95, keyboards::vni_free),
    class("caps lock", 0.95, 0.95, keyboards::caps_lock),
    class("OCR", 0.95, 0.95, broken_text::misread),
    class("question marks", 0.95, 0.95, broken_text::question_marks),
    class("replacement characters", 0.95, 0.95, broken_text::replacement_characters),
    class("TCVN3 as Latin", 0.95, 0.95, broken_text::tcvn3),
    class("VNI font as Latin", 0.95, 0.95, broken_text::vni_windows),
    class("VISCII as Latin", 0.95, 0.95, broken_text::viscii),
    class("UTF-8 as Latin", 0.95, 0.95, broken_text::utf8),
    class("text message, around", 0.95, 0.95, text_message::words_around),
    class("text message, spelling", 0.95, 0.95, text_message::spelling),
    class("decision among words", 0.95, 0.95, among_words::decision),
    class("code among words", 0.95, 0.95, among_words::code),
    class("telephone among words", 0.95, 0.95, among_words::telephone),
    class("numbers in words", 0.95, 0.95, measures::number_words),
    class("sizes", 0.95, 0.95, measures::sizes),
    class("letters and digits", 0.95, 0.95, measures::letters_and_digits),
    class("sentence", 0.95, 0.95, sentences::sentence),
    class("two sentences", 0.95, 0.95, sentences::two_sentences),
    class("passage of news", 0.95, 0.95, sentences::passage),
    class("row of a table", 0.95, 0.95, sentences::table_row),
    class("goods of a place", 0.95, 0.95, place_words::goods_of_place),
    class("dish and place", 0.95, 0.95, place_words::dish_and_place),
    class("place torn apart", 0.95, 0.95, place_words::torn_place),
    class("order of rows", 0.95, 0.95, ranking::in_order),
    class("keyboard mash", 0.95, 0.95, no_product::mash),
    class("sentence, no product", 0.95, 0.95, no_product::sentence),
];
