//! Whether words of a line that can be read as a filter are part of a name: `5 Sao` of `Rượu 5 Sao`.

use crate::query::{ConditionScope, Query, QueryCondition, SpokenWords};
use crate::search::interpret::tokenized_query::TokenizedQuery;
use crate::search::interruption::{SearchResult, StopCheck};
use crate::search::relaxation::QueryRelaxation;
use crate::search::search_context::SearchContext;

/// True when a product or its producer has a phrase and a word beside it, side by side, in its name.
pub(crate) fn is_part_of_name(
    context: &SearchContext,
    phrase: &SpokenWords,
    should_stop: StopCheck<'_>,
) -> SearchResult<bool> {
    let SpokenWords {
        before,
        words,
        after,
        ..
    } = phrase;
    let beside = [
        (!before.is_empty()).then(|| format!("{before} {words}")),
        (!after.is_empty()).then(|| format!("{words} {after}")),
    ];
    for words in beside.into_iter().flatten() {
        if is_in_name(context, &words, should_stop)? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// True when a product or its producer has these words, as typed and side by side, in its name.
fn is_in_name(
    context: &SearchContext,
    words: &str,
    should_stop: StopCheck<'_>,
) -> SearchResult<bool> {
    let tokenized = TokenizedQuery::new(words, false, &context.vocabulary);
    if tokenized.tokens.is_empty() {
        return Ok(false);
    }
    let mut outcome =
        QueryRelaxation::new(context, &tokenized, &[], should_stop).run_literally()?;
    outcome.merge_deferred();
    for scope in [ConditionScope::Name, ConditionScope::Producer] {
        let conditions = context.resolve_conditions(&Query {
            conditions: vec![QueryCondition {
                scope,
                words: words.to_owned(),
                not: false,
                ..QueryCondition::default()
            }],
            literal: true,
            ..Query::default()
        })?;
        let mut found = outcome.scored.iter();
        if found.any(|candidate| conditions.accepts_doc(&context.columns, candidate.doc)) {
            return Ok(true);
        }
    }
    Ok(false)
}
