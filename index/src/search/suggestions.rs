//! Other queries to try when a query finds nothing, each with the number of products it would find.
//!
//! In this order: without the most limiting facet, without all filters, without conditions, with free interpretation,
//! with fewer words, without words. Other spellings need no suggestion, because the search tries them by itself.

use crate::error::Result;
use crate::query::{Facet, Filter, Query};
use crate::vietnamese::Word;

/// What a suggestion changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SuggestionKind {
    /// Drops the choice in one facet.
    WithoutFacet(Facet),
    /// Drops all filters.
    WithoutFilters,
    /// Drops the conditions.
    WithoutConditions,
    /// Allows other interpretations of the words again.
    NotLiteral,
    /// Drops as few words as possible.
    FewerWords,
    /// Drops all words and keeps the filters.
    WithoutWords,
}

/// One suggestion.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SearchSuggestion {
    /// What it changes.
    pub kind: SuggestionKind,
    /// The query to try instead.
    pub query: Query,
    /// How many products that finds, never 0.
    pub total: usize,
}

/// Most words that are kept; a pasted paragraph is not shortened word by word.
const MAX_SHORTENED_WORDS: usize = 9;

/// Counts the hits of a query.
type HitCounter<'a> = &'a dyn Fn(&Query) -> Result<usize>;

/// The suggestions for a query without hits.
pub(crate) fn suggest_queries(
    query: &Query,
    count_hits: HitCounter<'_>,
) -> Result<Vec<SearchSuggestion>> {
    let mut suggestions: Vec<SearchSuggestion> = Vec::new();
    suggestions.extend(suggest_without_facet(query, count_hits)?);
    let words = query.words();
    let without_filters = Query {
        filter: Filter::default(),
        ..query.clone()
    };
    let without_conditions = Query {
        conditions: Vec::new(),
        ..query.clone()
    };
    let not_literal = Query {
        literal: false,
        ..query.clone()
    };
    let neighbours = find_matching_words(query, &words, count_hits)?;
    let prefix = find_matching_prefix(query, &words, count_hits)?;
    let candidates = [
        (SuggestionKind::WithoutFilters, Some(without_filters)),
        (SuggestionKind::WithoutConditions, Some(without_conditions)),
        (SuggestionKind::NotLiteral, Some(not_literal)),
        (SuggestionKind::FewerWords, neighbours),
        (SuggestionKind::FewerWords, prefix),
        (SuggestionKind::WithoutWords, drop_words(query, &words)),
    ];
    for (kind, candidate) in candidates {
        let Some(candidate) = candidate.filter(|candidate| candidate != query) else {
            continue;
        };
        if suggestions.iter().any(|known| known.query == candidate) {
            continue;
        }
        let total = count_hits(&candidate)?;
        if total > 0 {
            suggestions.push(SearchSuggestion {
                kind,
                query: candidate,
                total,
            });
        }
    }
    Ok(suggestions)
}

/// Drops the choice in the facet that limits the list most.
fn suggest_without_facet(
    query: &Query,
    count_hits: HitCounter<'_>,
) -> Result<Option<SearchSuggestion>> {
    let mut best: Option<SearchSuggestion> = None;
    for facet in Facet::ALL {
        let mut candidate = query.clone();
        candidate.filter.clear_facet(facet);
        if candidate.filter == query.filter {
            continue;
        }
        let total = count_hits(&candidate)?;
        if total > best.as_ref().map_or(0, |best| best.total) {
            best = Some(SearchSuggestion {
                kind: SuggestionKind::WithoutFacet(facet),
                query: candidate,
                total,
            });
        }
    }
    Ok(best)
}

/// Keeps as many neighbouring words as find something; the first ones where there is a choice.
fn find_matching_words(
    query: &Query,
    words: &[Word],
    count_hits: HitCounter<'_>,
) -> Result<Option<Query>> {
    for length in (1..words.len().min(MAX_SHORTENED_WORDS)).rev() {
        for kept in words.windows(length) {
            if let Some(candidate) = narrow_to_words(query, kept, count_hits)? {
                return Ok(Some(candidate));
            }
        }
    }
    Ok(None)
}

/// Keeps as many of the first words as find something: people name the product first.
fn find_matching_prefix(
    query: &Query,
    words: &[Word],
    count_hits: HitCounter<'_>,
) -> Result<Option<Query>> {
    for length in (1..words.len().min(MAX_SHORTENED_WORDS)).rev() {
        if let Some(candidate) = narrow_to_words(query, &words[..length], count_hits)? {
            return Ok(Some(candidate));
        }
    }
    Ok(None)
}

/// The query with these of its words only, if they find something as typed.
fn narrow_to_words(
    query: &Query,
    words: &[Word],
    count_hits: HitCounter<'_>,
) -> Result<Option<Query>> {
    let (Some(first), Some(last)) = (words.first(), words.last()) else {
        return Ok(None);
    };
    let candidate = Query {
        text: query.text[first.range.start..last.range.end].to_owned(),
        ..query.clone()
    };
    let total = count_hits(&Query {
        literal: true,
        ..candidate.clone()
    })?;
    Ok((total > 0).then_some(candidate))
}

fn drop_words(query: &Query, words: &[Word]) -> Option<Query> {
    (!words.is_empty() && !query.filter.is_empty()).then(|| Query {
        text: String::new(),
        ..query.clone()
    })
}
