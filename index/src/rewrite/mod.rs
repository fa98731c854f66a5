//! Another way to say a part of a query: `cá lóc` for cá quả, `hợp tác xã` for HTX.
//!
//! A rewrite is read beside what was typed and costs something, so that it never stands above it. Must not:
//! replace the typed words, or choose between rewrites.

pub(crate) mod abbreviation;
pub(crate) mod noise;
pub(crate) mod phrase;
pub(crate) mod synonym;

use std::ops::Range;

use crate::vietnamese::Word;

/// Words of a query and what they may be replaced with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct QueryRewrite {
    /// The words replaced, by their place in the query.
    pub range: Range<usize>,
    /// The new words; their ranges are places in `text`.
    pub replacement: Vec<Word>,
    /// The new words as they are written, to be shown as the reason of a hit.
    pub text: &'static str,
    /// Hundredths, on the ladder of the search's other costs.
    pub cost: u16,
    /// True when the new words count in a product's name only, not in its producer or place.
    pub name_only: bool,
}
