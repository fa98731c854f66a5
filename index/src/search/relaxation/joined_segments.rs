//! The whole query as one string: words of a name without their spaces, or with others, as letters or as raw keys,
//! perhaps with one slip.

use crate::search::cost::{Cost, INPUT_METHOD_COST, MISSING_SPACE_COST};
use crate::search::interpret::interpretation::Interpretation;
use crate::search::interpret::interpreter::QueryInterpreter;
use crate::search::interpret::match_kind::MatchKind;
use crate::search::interpret::query_term::{OrderConstraint, QueryTerm};
use crate::search::interpret::tokenized_query::QueryToken;
use crate::search::interruption::{SearchResult, StopCheck};
use crate::search::matching::joined_names::{JoinedName, find_joined_names};
use crate::search::search_context::SearchContext;
use crate::vietnamese::keystroke_writing::KeyStyle;

/// The rows of words that the letters of all these tokens may be.
pub(super) fn interpret_joined_names(
    context: &SearchContext,
    interpreter: QueryInterpreter<'_>,
    should_stop: StopCheck<'_>,
) -> SearchResult<Vec<Interpretation>> {
    let has_marks = interpreter.query.has_marks;
    let letters = |token: &QueryToken| {
        if has_marks {
            token.word.fold.clone()
        } else {
            token.typed.clone()
        }
    };
    let typed: String = interpreter.query.tokens.iter().map(letters).collect();
    let names = find_joined_names(
        &typed,
        &context.columns.forward_index,
        context.doc_count(),
        &context.vocabulary,
        should_stop,
    )?;
    let names = names.iter();
    Ok(names
        .map(|name| interpret_name(interpreter, name))
        .collect())
}

fn interpret_name(interpreter: QueryInterpreter<'_>, name: &JoinedName) -> Interpretation {
    let (match_kind, style_cost) = match name.style {
        KeyStyle::Plain => (MatchKind::Joined, Cost::ZERO),
        KeyStyle::TelexLast | KeyStyle::TelexBehind => (MatchKind::Telex, INPUT_METHOD_COST),
        KeyStyle::VniLast | KeyStyle::VniBehind => (MatchKind::Vni, INPUT_METHOD_COST),
    };
    let mut terms: Vec<QueryTerm> = Vec::with_capacity(name.words.len());
    for (index, word) in name.words.iter().enumerate() {
        let (match_kind, cost) = match name.slip {
            Some((slip_word, slip_cost)) if slip_word == index => {
                (MatchKind::Typo, slip_cost + style_cost)
            }
            _ => (match_kind, style_cost),
        };
        let mut term = interpreter.new_term(&word.typed);
        for id in &word.ids {
            term.add_word(*id, cost, match_kind);
        }
        term.order = OrderConstraint::Adjacent.in_phrase(index);
        terms.push(term);
    }
    Interpretation::new(terms, MISSING_SPACE_COST)
}
