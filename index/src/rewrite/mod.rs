//! Rewrites of a part of a query: `cá lóc` for cá quả, `fish sauce` for nước mắm, `hợp tác xã` for HTX.
//!
//! A rewrite never replaces the typed words: it is one more interpretation, and costs something, so that what was
//! typed ranks first. The caller chooses between rewrites.
//!
//! * [`abbreviation`], [`english_name`], [`synonym`]: the rewrites.
//! * [`noise`]: words that people type around a product, which the search may leave out.
//! * [`phrase`]: finds the phrases of the built-in tables in a query.

pub(crate) mod abbreviation;
pub(crate) mod english_name;
pub(crate) mod noise;
pub(crate) mod phrase;
pub(crate) mod synonym;

use std::ops::Range;

use crate::vietnamese::Word;

/// Words of a query and their replacement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct QueryRewrite {
    /// The words that it takes the place of, by their index in the query.
    pub range: Range<usize>,
    /// Those of them that the new words stand for; the others are function words, as in `tea from`.
    pub replaced: Range<usize>,
    /// The new words; their ranges are offsets in `text`.
    pub replacement: Vec<Word>,
    /// The new words as they are written.
    pub text: &'static str,
    /// In hundredths, on the scale of the search's other costs.
    pub cost: u16,
    /// The new words match in a product's name only, not in its producer or place.
    pub name_only: bool,
}
