//! Ways out when nothing was found, each with the number of products it would show.
//!
//! In this order: give up the most limiting facet, give up all filters, give up the conditions, read the words
//! freely again, fewer words, no words. Other spellings need no way out: the search reads them by itself. Must
//! not: change the question.

use super::catalog::Catalog;
use crate::error::Result;
use crate::query::{Facet, Filter, Query};
use crate::vietnamese::Word;

/// What a way out changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SuggestionKind {
    /// The choice in one facet is given up.
    WithoutFacet(Facet),
    /// All filters are given up.
    WithoutFilters,
    /// The conditions are given up.
    WithoutConditions,
    /// The words may be read in other ways again.
    NotLiteral,
    /// As few words as must be are given up.
    FewerWords,
    /// All words are given up, the filters stay.
    WithoutWords,
}

/// One way out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SearchSuggestion {
    /// What it changes.
    pub kind: SuggestionKind,
    /// The question it asks instead.
    pub query: Query,
    /// How many products that finds, never 0.
    pub total: usize,
}

/// Most words that are tried in runs; a pasted paragraph is no search.
const MAX_SHORTENED_WORDS: usize = 9;

impl Catalog {
    /// The ways out of a question without an answer.
    pub fn suggest_queries(&self, query: &Query) -> Result<Vec<SearchSuggestion>> {
        let mut ways: Vec<SearchSuggestion> = Vec::new();
        if let Some(way) = self.suggest_without_facet(query)? {
            ways.push(way);
        }
        let words = query.words();
        let filters = Query {
            filter: Filter::default(),
            ..query.clone()
        };
        let others = [
            (SuggestionKind::WithoutFilters, Some(filters)),
            (
                SuggestionKind::WithoutConditions,
                Some(Query {
                    conditions: Vec::new(),
                    ..query.clone()
                }),
            ),
            (
                SuggestionKind::NotLiteral,
                Some(Query {
                    literal: false,
                    ..query.clone()
                }),
            ),
            (
                SuggestionKind::FewerWords,
                self.find_matching_words(query, &words)?,
            ),
            (
                SuggestionKind::FewerWords,
                self.find_matching_prefix(query, &words)?,
            ),
            (SuggestionKind::WithoutWords, drop_words(query, &words)),
        ];
        for (relief, candidate) in others {
            let Some(candidate) = candidate.filter(|candidate| candidate != query) else {
                continue;
            };
            if ways.iter().any(|way| way.query == candidate) {
                continue;
            }
            let total = self.search(&candidate)?.total();
            if total > 0 {
                ways.push(SearchSuggestion {
                    kind: relief,
                    query: candidate,
                    total,
                });
            }
        }
        Ok(ways)
    }

    /// Gives up the choice in the facet that stands most in the way.
    fn suggest_without_facet(&self, query: &Query) -> Result<Option<SearchSuggestion>> {
        let mut best: Option<SearchSuggestion> = None;
        for facet in Facet::ALL {
            let mut candidate = query.clone();
            candidate.filter.clear_facet(facet);
            if candidate.filter == query.filter {
                continue;
            }
            let total = self.search(&candidate)?.total();
            if total > best.as_ref().map_or(0, |way| way.total) {
                best = Some(SearchSuggestion {
                    kind: SuggestionKind::WithoutFacet(facet),
                    query: candidate,
                    total,
                });
            }
        }
        Ok(best)
    }

    /// The longest run of neighbouring words that finds something; of equal ones the first.
    fn find_matching_words(&self, query: &Query, words: &[Word]) -> Result<Option<Query>> {
        for length in (1..words.len().min(MAX_SHORTENED_WORDS)).rev() {
            for run in words.windows(length) {
                if let Some(candidate) = self.narrow_to_words(query, run)? {
                    return Ok(Some(candidate));
                }
            }
        }
        Ok(None)
    }

    /// The longest beginning that finds something: a person names the product first.
    fn find_matching_prefix(&self, query: &Query, words: &[Word]) -> Result<Option<Query>> {
        for length in (1..words.len().min(MAX_SHORTENED_WORDS)).rev() {
            if let Some(candidate) = self.narrow_to_words(query, &words[..length])? {
                return Ok(Some(candidate));
            }
        }
        Ok(None)
    }

    /// The question with these of its words only, if it finds something.
    fn narrow_to_words(&self, query: &Query, words: &[Word]) -> Result<Option<Query>> {
        let (Some(first), Some(last)) = (words.first(), words.last()) else {
            return Ok(None);
        };
        let candidate = Query {
            text: query.text[first.range.start..last.range.end].to_owned(),
            ..query.clone()
        };
        let total = self
            .search(&Query {
                literal: true,
                ..candidate.clone()
            })?
            .total();
        Ok((total > 0).then_some(candidate))
    }
}

fn drop_words(query: &Query, words: &[Word]) -> Option<Query> {
    (!words.is_empty() && !query.filter.is_empty()).then(|| Query {
        text: String::new(),
        ..query.clone()
    })
}
