//! A sentence, a passage or a pasted row of a table: the name of a product in it is the query, the other words are
//! left out.
//!
//! The other words still order the products with that name: the one whose producer and place stand in the text too
//! comes first.

use std::collections::HashMap;

use tantivy::DocId;

use crate::search::cost::{
    Cost, LATER_NAME_COST, MAKER_WORD_BONUS, PARTIAL_NAME_COST, TEXT_AROUND_NAME_COST,
    WHOLE_NAME_BONUS,
};
use crate::search::interpret::interpretation::Interpretation;
use crate::search::interpret::interpreter::QueryInterpreter;
use crate::search::interpret::query_term::{OrderConstraint, QueryTerm};
use crate::search::interpret::sentence_tokens::tokenize_sentence;
use crate::search::interpret::tokenized_query::QueryToken;
use crate::search::interruption::{SearchResult, StopCheck};
use crate::search::matching::names_in_text::{NameWindow, TextWords, find_names};
use crate::search::search_context::SearchContext;

/// Fewest words of a text in which a name is looked for.
pub(super) const MIN_SENTENCE_WORDS: usize = 10;
/// More words are hardly a name with something wrong in it: a name is looked for before any word is doubted.
pub(super) const MIN_PASSAGE_WORDS: usize = 15;
/// Most names of one text that are asked for.
const MAX_NAMES: usize = 4;

/// The names that stand in the text of a query, each as an interpretation that leaves all other words out.
pub(super) fn interpret_names_in_text(
    context: &SearchContext,
    interpreter: QueryInterpreter<'_>,
    should_stop: StopCheck<'_>,
) -> SearchResult<Vec<Interpretation>> {
    let tokens = tokenize_sentence(interpreter.query.whole_text(), interpreter.vocabulary);
    if tokens.len() < MIN_SENTENCE_WORDS {
        return Ok(Vec::new());
    }
    let terms: Vec<QueryTerm> = tokens
        .iter()
        .map(|token| interpreter.build_typed_term(token))
        .collect();
    let text = TextWords::new(&terms, context.vocabulary.len());
    let forward_index = &context.columns.forward_index;
    let names = find_names(
        &text,
        forward_index,
        context.doc_count(),
        &context.vocabulary,
        should_stop,
    )?;
    let has_whole = names.first().is_some_and(|name| name.is_whole);
    let kept = names
        .iter()
        .filter(|name| name.is_whole || !has_whole)
        .take(MAX_NAMES);
    let interpret = |(rank, name): (u32, &NameWindow)| {
        let mut interpretation = interpret_name(name, &tokens, &terms);
        interpretation.base_cost += LATER_NAME_COST * rank;
        interpretation.preferred_docs = prefer_whole_names(context, name, &text);
        interpretation
    };
    Ok((0..).zip(kept).map(interpret).collect())
}

/// The words of a name side by side, all others left out.
fn interpret_name(name: &NameWindow, tokens: &[QueryToken], terms: &[QueryTerm]) -> Interpretation {
    let range = name.start..name.end();
    let mut terms: Vec<QueryTerm> = terms.get(range.clone()).unwrap_or_default().to_vec();
    for (index, term) in terms.iter_mut().enumerate() {
        term.order = OrderConstraint::Adjacent.in_phrase(index);
    }
    let left_out = tokens
        .iter()
        .enumerate()
        .filter(|(index, _)| !range.contains(index));
    let left_out: Vec<String> = left_out.map(|(_, token)| token.typed.clone()).collect();
    let mut cost = TEXT_AROUND_NAME_COST.of_count(left_out.len());
    if !name.is_whole {
        cost += PARTIAL_NAME_COST;
    }
    let mut interpretation = Interpretation::new(terms, cost);
    interpretation.dropped_words = left_out;
    interpretation
}

/// The products that have the name of a window, and how much they are preferred: the more so the more of the words
/// of their producer and place stand in the text.
fn prefer_whole_names(
    context: &SearchContext,
    name: &NameWindow,
    text: &TextWords,
) -> HashMap<DocId, Cost> {
    let forward_index = &context.columns.forward_index;
    let whole_bonus = if name.is_whole {
        WHOLE_NAME_BONUS
    } else {
        Cost::ZERO
    };
    let prefer = |doc: &DocId| {
        let entry = forward_index.product_entry(*doc);
        let producer = forward_index.producer_words(entry.producer_id).iter();
        let known = producer.clone().filter(|word| text.has(**word)).count();
        let missing = producer.len() - known;
        let place = forward_index.place_words(entry.place_id).iter();
        let of_place = place.filter(|word| text.has(**word)).count();
        let of_producer = (known * 2).saturating_sub(missing);
        (
            *doc,
            whole_bonus + MAKER_WORD_BONUS.of_count(of_producer + of_place),
        )
    };
    name.docs.iter().map(prefer).collect()
}
