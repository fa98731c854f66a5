//! The list of products: the answer to a query and the rows of it that are loaded.

use std::ops::Range;

use ocop_index::search::{
    FacetCounts, HitExplanation, InterpretationSummary, MatchDistance, ReadAsWords, SearchHit,
    SearchSuggestion,
};

use crate::wording::spoken_answer::MeantProduct;

/// The answer to a query, with its first rows.
#[derive(Debug)]
pub struct AnswerPage {
    /// The query's number, as its effect carried it.
    pub query_number: u64,
    /// How many products match.
    pub total: usize,
    /// How many match the words, filters aside.
    pub total_without_filters: usize,
    /// How the words were interpreted.
    pub interpretation: InterpretationSummary,
    /// Why the line was searched as words, where plain words of it could have been filters.
    pub read_as_words: Option<ReadAsWords>,
    /// The product that the line asks about.
    pub meant: Option<Box<MeantProduct>>,
    /// Distinct named producers of the answer to a line with spoken phrases, else 0.
    pub producers: usize,
    /// The counts of every facet.
    pub facets: Vec<FacetCounts>,
    /// The row of the product that is to stay selected, if it is in the list.
    pub selected_index: Option<usize>,
    /// The index of the first row.
    pub start: usize,
    /// The rows around the selected one, or the first ones.
    pub hits: Vec<SearchHit>,
    /// Why the selected product was found.
    pub explanation: Option<HitExplanation>,
    /// Suggestions, when nothing was found.
    pub suggestions: Vec<SearchSuggestion>,
}

impl AnswerPage {
    /// True where there is nothing but what is nearly called so, or has some of the words.
    pub fn is_guess(&self) -> bool {
        let is_near = self.interpretation.distance == MatchDistance::Near;
        self.total > 0 && (is_near || !self.interpretation.dropped.is_empty())
    }
}

/// The rows of the list that are loaded: a window around the selection.
#[derive(Clone, Debug, Default)]
pub struct LoadedRows {
    /// The index of the first row.
    pub start: usize,
    /// The rows.
    pub hits: Vec<SearchHit>,
}

impl LoadedRows {
    /// The row with this index in the list, if it is loaded.
    pub fn hit_at(&self, index: usize) -> Option<&SearchHit> {
        self.hits.get(index.checked_sub(self.start)?)
    }

    /// The indices of the loaded rows.
    pub fn range(&self) -> Range<usize> {
        self.start..self.start + self.hits.len()
    }

    /// The index in the list of the product with this id, if it is loaded.
    pub fn index_of(&self, product_id: &str) -> Option<usize> {
        let mut hits = self.hits.iter();
        let offset = hits.position(|hit| hit.product.id == product_id)?;
        Some(self.start + offset)
    }
}

/// A row of the answer to a query.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HitKey {
    /// The query's number.
    pub query_number: u64,
    /// The row's index in the list.
    pub index: usize,
}

/// A selected product and where it stood, to find it again in another catalogue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SelectionAnchor {
    /// The product's id.
    pub product_id: String,
    /// Its row in the list.
    pub selected: usize,
    /// The first row shown.
    pub list_offset: usize,
    /// The first line shown of its record.
    pub detail_offset: usize,
    /// The user is told when the product is not in the list any more.
    pub tells_loss: bool,
}
