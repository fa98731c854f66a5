//! The classes, and what an engine must reach in each.
//!
//! Floors are shares of one. No class is optional: what people type is not a matter of taste. It must not
//! lower a floor to let a change pass.

use super::ways::{
    Way, accents, around, cut, forms, keys, makers, misspelt, nonsense, numbers, other_words,
};

/// One way of asking, how often, and the least that is good enough.
pub(crate) struct Class {
    pub(crate) name: &'static str,
    /// Questions, a third of them to the built-in catalogue where it can answer.
    pub(crate) questions: usize,
    /// The least share of right first rows.
    pub(crate) success: f64,
    /// The least mean reciprocal rank.
    pub(crate) mrr: f64,
    pub(crate) way: Way,
}

/// The least mean over all classes of right first rows.
pub(crate) const OVERALL: f64 = 0.98;

/// The least for the questions written by hand: right first rows, and nDCG of the first ten.
///
/// Rows that are only related may be left out when others have every word, so nDCG stays below one.
pub(crate) const HANDWRITTEN: (f64, f64) = (0.93, 0.85);

const fn class(name: &'static str, questions: usize, success: f64, mrr: f64, way: Way) -> Class {
    Class {
        name,
        questions,
        success,
        mrr,
        way,
    }
}

/// Every class.
pub(crate) const CLASSES: [Class; 39] = [
    class("exact", 36, 0.98, 0.99, forms::exact),
    class("without accents", 36, 0.98, 0.99, forms::without_marks),
    class("some accents", 36, 0.98, 0.99, forms::some_marks),
    class("decomposed (NFD)", 36, 0.98, 0.99, forms::decomposed),
    class("tones apart (cp1258)", 36, 0.98, 0.99, forms::tones_apart),
    class("tone elsewhere", 36, 0.98, 0.99, forms::tone_elsewhere),
    class("i or y", 36, 0.98, 0.99, forms::i_or_y),
    class("Eth for đ", 36, 0.98, 0.99, forms::twin_of_đ),
    class("upper case", 36, 0.98, 0.99, forms::upper_case),
    class("Telex, tone last", 36, 0.93, 0.95, keys::telex_last),
    class("Telex, tone behind", 36, 0.93, 0.95, keys::telex_behind),
    class("Telex, half", 36, 0.93, 0.95, keys::telex_half),
    class("VNI", 36, 0.93, 0.95, keys::vni_digits),
    class("VIQR", 36, 0.93, 0.95, keys::viqr_signs),
    class("joined", 36, 0.93, 0.95, cut::joined),
    class("joined in lumps", 36, 0.93, 0.95, cut::lumps),
    class("initials", 36, 0.93, 0.95, cut::initials),
    class("stubs", 36, 0.93, 0.95, cut::stubs),
    class("stubs, joined", 36, 0.93, 0.95, cut::stubs_joined),
    class("unfinished", 36, 0.93, 0.95, cut::unfinished),
    class("by ear", 36, 0.93, 0.95, misspelt::by_ear),
    class("one slip", 36, 0.93, 0.95, misspelt::one_slip),
    class("two slips", 36, 0.93, 0.95, misspelt::two_slips),
    class("slip in a short word", 36, 0.93, 0.95, misspelt::short_slip),
    class("any order", 36, 0.93, 0.95, around::any_order),
    class("noise around", 36, 0.93, 0.95, around::noise),
    class("a word forgotten", 36, 0.93, 0.95, around::forgotten),
    class("a word too many", 36, 0.93, 0.95, around::one_too_many),
    class(
        "north or south",
        36,
        0.93,
        0.95,
        other_words::north_or_south,
    ),
    class("abbreviated", 36, 0.93, 0.95, other_words::abbreviated),
    class("producer's last words", 36, 0.93, 0.95, makers::last_words),
    class("producer's person", 36, 0.93, 0.95, makers::person),
    class("with a district", 36, 0.93, 0.95, makers::with_district),
    class("code", 36, 0.93, 0.95, numbers::code),
    class("decision", 36, 0.93, 0.95, numbers::decision),
    class(
        "decision's digits",
        36,
        0.93,
        0.95,
        numbers::decision_digits,
    ),
    class("telephone", 36, 0.93, 0.95, numbers::phone),
    class("one syllable", 60, 0.98, 0.98, accents::one_syllable),
    class("nonsense", 40, 1.0, 1.0, nonsense::nonsense),
];
