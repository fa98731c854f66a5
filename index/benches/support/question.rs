//! One line of a log: words, and at most one star and one district chosen.
//!
//! It is what all engines of a race can be asked. Our own form of it is made before any clock runs, as the
//! program keeps its question between keys. It must not offer what a peer has no answer to.

use ocop_index::{Facet, Filter, Query};

/// What is asked.
#[derive(Clone, Debug, Default)]
pub(crate) struct Question {
    /// The words as typed.
    pub(crate) text: String,
    /// The one star that is chosen.
    pub(crate) star: Option<u8>,
    /// The one district that is chosen.
    pub(crate) district: Option<String>,
    /// The same for this crate.
    pub(crate) query: Query,
}

impl Question {
    /// These words, narrowed.
    pub(crate) fn new(text: String, star: Option<u8>, district: Option<String>) -> Self {
        let mut filter = Filter::default();
        if let Some(star) = star {
            filter.choose_value(Facet::Star, star.to_string());
        }
        if let Some(district) = &district {
            filter.choose_value(Facet::District, district.as_str());
        }
        let query = Query {
            text: text.clone(),
            filter,
            ..Query::default()
        };
        Self {
            text,
            star,
            district,
            query,
        }
    }

    /// True when the last word is still being typed, so that it may be a beginning.
    pub(crate) fn is_open(&self) -> bool {
        !self.text.ends_with(char::is_whitespace)
    }
}
