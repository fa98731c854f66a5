//! Asks the search service, restricted to the products of the list, and takes its answers.

use std::sync::Arc;

use ocop_index::query::language::read_line;
use ocop_index::search::SearchHit;
use ocop_index::{Facet, Filter, MARKED, Query};

use super::answer::{FairAnswer, FairHit};
use super::board::FairBoard;
use super::effect::FairEffect;
use super::entry_match::{EntryMatch, EntryQuestion};
use super::model::FairModel;
use super::price_words::{PriceRange, take_price};
use super::question_end::begin_behind_pause;
use crate::app::effect::WorkerRequest;
use crate::app::model::list::AnswerPage;
use crate::app::selection_work::SelectionRequest;
use crate::wording::label::describe_interpretation;
use crate::wording::sanitize::sanitize_text;
use crate::work::name_key::name_key;

/// Asks for the records of the list's products: as soon as a question is answered, or at once where none is asked.
pub(super) fn request_records(model: &mut FairModel) -> Vec<FairEffect> {
    model.wants_records = true;
    if !model.question.text().trim().is_empty() {
        return ask_question(model);
    }
    model.query_number += 1;
    // The products of the list are at hand before the first question.
    let mut effects: Vec<FairEffect> = hand_over(model, None).into_iter().collect();
    effects.push(FairEffect::Request(WorkerRequest::Search {
        query_number: model.query_number,
        query: Query::default(),
        selected_id: None,
    }));
    effects
}

/// Takes the records of the list's products, and asks the question again that was answered without them.
pub(super) fn apply_records(model: &mut FairModel, hits: Vec<SearchHit>) -> Vec<FairEffect> {
    let records = hits.into_iter().map(|hit| (hit.product.id.clone(), hit));
    model.records = records.collect();
    model.wants_records = false;
    if model.question.text().trim().is_empty() {
        return Vec::new();
    }
    ask_question(model)
}

/// Asks what stands in the line; an empty line empties the screen.
pub(super) fn ask_question(model: &mut FairModel) -> Vec<FairEffect> {
    model.query_number += 1;
    if model.question.text().trim().is_empty() {
        model.answered_number = model.query_number;
        model.answer = None;
        return Vec::new();
    }
    let (rest, price) = take_price(model.question.text());
    let query = read_query(model, &rest, price);
    let mut effects: Vec<FairEffect> = hand_over(model, price).into_iter().collect();
    effects.push(FairEffect::Request(WorkerRequest::Search {
        query_number: model.query_number,
        query,
        selected_id: None,
    }));
    effects
}

/// The query of a question without its prices.
fn read_query(model: &FairModel, rest: &str, price: Option<PriceRange>) -> Query {
    let line = read_line(rest, &model.value_names);
    let mut query = line.query;
    if let Some((sort, reversed)) = line.sort {
        (query.sort, query.reversed) = (sort, reversed);
    }
    query.literal = line.literal.unwrap_or_default();
    if !model.is_whole_catalogue || price.is_some() {
        let mut filter = Filter::default();
        filter.choose_value(Facet::Selection, MARKED);
        query.add_filter(&filter);
    }
    query
}

/// Tells the search service which products the list has, those in a range of prices alone, where it does not know.
fn hand_over(model: &mut FairModel, price: Option<PriceRange>) -> Option<FairEffect> {
    if model.is_whole_catalogue && price.is_none() {
        return None;
    }
    let entries = model
        .board
        .entries()
        .iter()
        .filter(|entry| price.is_none_or(|range| range.has_price_of(entry)));
    let ids = entries.filter_map(|entry| entry.product_id());
    let ids: Vec<Arc<str>> = ids.map(Arc::from).collect();
    if model.handed_over.as_ref() == Some(&ids) {
        return None;
    }
    model.handed_over = Some(ids.clone());
    let request = SelectionRequest::HandOver(ids.into());
    Some(FairEffect::Request(WorkerRequest::Selection(request)))
}

/// Takes an answer, unless there is a newer question.
pub(super) fn apply_answer(model: &mut FairModel, page: AnswerPage) -> Vec<FairEffect> {
    if page.query_number != model.query_number {
        return Vec::new();
    }
    model.answered_number = page.query_number;
    let mut effects = Vec::new();
    if model.wants_records {
        let load = SelectionRequest::LoadProducts {
            query_number: model.query_number,
            ids: model.board.product_ids().into(),
        };
        effects.push(FairEffect::Request(WorkerRequest::Selection(load)));
    }
    if model.question.text().trim().is_empty() {
        return effects;
    }
    if let Some(begun) = begin_behind_pause(model, &page) {
        effects.extend(begun);
        return effects;
    }
    let line = show_answer(model, page);
    effects.extend(line.map(|query| {
        FairEffect::Request(WorkerRequest::CountMatches {
            line: model.question.text().to_owned(),
            query,
        })
    }));
    effects
}

/// True where an answer has nothing that was asked for, or only what is nearly called so.
pub(super) fn is_missing(model: &FairModel, page: &AnswerPage) -> bool {
    let (rest, price) = take_price(model.question.text());
    is_guess(page) && find_entries(model, &EntryQuestion::read(&rest), &rest, price).is_empty()
}

/// True where the search found nothing, or only what is nearly called so.
fn is_guess(page: &AnswerPage) -> bool {
    page.total == 0 || page.is_guess()
}

/// Shows an answer; returns the question to the whole catalogue where the list has nothing.
fn show_answer(model: &mut FairModel, page: AnswerPage) -> Option<Query> {
    let typed = model.question.text().to_owned();
    let (rest, price) = take_price(&typed);
    let is_guess = is_guess(&page);
    let reading = describe_interpretation(&model.locale, &page.interpretation, &rest);
    let reading = reading.filter(|_| page.total > 0);
    let searched_total = page.total;
    let board = &model.board;
    let found = page.hits.into_iter();
    let found = found.map(|hit| FairHit::of_record(hit, board)).collect();
    let joined = join_hits(model, &rest, price, found, is_guess);
    let hits = joined.hits;
    let read_as = joined
        .best
        .and_then(|best| describe_match(model, best, &rest));
    let total = if joined.is_of_stand {
        hits.len()
    } else {
        searched_total + joined.more
    };
    let reading = match (read_as, reading) {
        // What was found by digits of a telephone stands behind what was found otherwise.
        (Some(read_as), Some(reading)) if joined.best == Some(EntryMatch::Digits) => {
            Some(format!("{reading}; {read_as}"))
        }
        (Some(read_as), _) => Some(read_as),
        (None, reading) => reading,
    };
    let before = model
        .answer
        .take()
        .filter(|before| before.question == typed);
    // Where the list changed under the same words, the hand stays where it is.
    let kept = before.as_ref().and_then(FairAnswer::selected_hit);
    let kept = kept.and_then(|kept| hits.iter().position(|hit| hit.is_same(kept)));
    let answer = FairAnswer {
        question: typed,
        total,
        selected: kept.unwrap_or(0),
        is_open: kept.is_some() && before.is_some_and(|before| before.is_open),
        reading: reading.filter(|_| !hits.is_empty()),
        price,
        producer: None,
        elsewhere: None,
        is_guess: is_guess && joined.best.is_none(),
        hits,
    };
    let is_missing = answer.hits.is_empty() && !model.is_whole_catalogue && price.is_none();
    model.answer = Some(answer);
    is_missing.then(|| read_line(&rest, &model.value_names).query)
}

/// How a question was read that entries were found by otherwise than by the words of the search.
fn describe_match(model: &FairModel, found: EntryMatch, question: &str) -> Option<String> {
    let key = match found {
        EntryMatch::Stand => "fair.read_stand",
        EntryMatch::Price => "fair.read_price",
        EntryMatch::Phone | EntryMatch::Digits => "fair.read_phone",
        EntryMatch::Words => return None,
    };
    let text = sanitize_text(question.trim());
    Some(model.locale.fill(key, &[("text", &text)]))
}

/// The entries that only the list knows.
fn find_entries(
    model: &FairModel,
    question: &EntryQuestion,
    rest: &str,
    price: Option<PriceRange>,
) -> Vec<(EntryMatch, FairHit)> {
    let entries = model
        .board
        .entries()
        .iter()
        .filter(|entry| price.is_none_or(|range| range.has_price_of(entry)));
    let found = entries.filter_map(|entry| {
        let record = entry.product_id().and_then(|id| model.records.get(id));
        // A price alone asks for every entry that costs so much.
        let is_priced_text = price.is_some() && rest.trim().is_empty() && record.is_none();
        let matched = question.find_in(entry, record);
        let matched = matched.or(is_priced_text.then_some(EntryMatch::Words))?;
        Some((matched, FairHit::of_entry(entry, record)))
    });
    found.collect()
}

/// What a question found.
struct JoinedHits {
    hits: Vec<FairHit>,
    /// How many of them the search did not find.
    more: usize,
    /// How the best of those was found that only the list knows.
    best: Option<EntryMatch>,
    /// Nothing but a stand was meant, and there it is.
    is_of_stand: bool,
}

/// What the search found, with the entries that only the list knows.
fn join_hits(
    model: &FairModel,
    rest: &str,
    price: Option<PriceRange>,
    searched: Vec<FairHit>,
    is_guess: bool,
) -> JoinedHits {
    let question = EntryQuestion::read(rest);
    let mut found = find_entries(model, &question, rest, price);
    let best = found.iter().map(|(matched, _)| *matched).min();
    let is_of_stand =
        best == Some(EntryMatch::Stand) && question.is_of_stand() && !model.is_whole_catalogue;
    let searched = if is_of_stand { Vec::new() } else { searched };
    found.retain(|(matched, _)| !is_of_stand || *matched == EntryMatch::Stand);
    let is_known = |hit: &FairHit| searched.iter().any(|known| known.is_same(hit));
    let more = found.iter().filter(|(_, hit)| !is_known(hit)).count();
    let comes_first = |matched: &EntryMatch| match matched {
        EntryMatch::Stand | EntryMatch::Price | EntryMatch::Phone => true,
        EntryMatch::Words => is_guess,
        EntryMatch::Digits => false,
    };
    let (first, last): (Vec<_>, Vec<_>) = found
        .into_iter()
        .partition(|(matched, _)| comes_first(matched));
    let ordered = first.into_iter().map(|(_, hit)| hit);
    let ordered = ordered
        .chain(searched)
        .chain(last.into_iter().map(|(_, hit)| hit));
    let mut hits: Vec<FairHit> = Vec::new();
    for hit in ordered {
        if !hits.iter().any(|known| known.is_same(&hit)) {
            hits.push(hit);
        }
    }
    JoinedHits {
        hits,
        more,
        best,
        is_of_stand,
    }
}

/// How many the whole catalogue has of what the list has not.
pub(super) fn apply_count(model: &mut FairModel, line: &str, total: Option<usize>) {
    let is_asked = model.question.text() == line && !model.awaits_answer();
    if let Some(answer) = model.answer.as_mut().filter(|_| is_asked) {
        answer.elsewhere = total.filter(|total| *total > 0);
    }
}

/// A question could not be answered.
pub(super) fn apply_failure(model: &mut FairModel, query_number: u64) {
    if query_number == model.query_number {
        model.answered_number = query_number;
        model.answer = None;
    }
}

/// Shows what else the list has of the producer of the one under the cursor.
pub(super) fn show_same_producer(model: &mut FairModel) -> Vec<FairEffect> {
    let Some(hit) = model.selected_hit().cloned() else {
        return Vec::new();
    };
    model.use_answer();
    let board = &model.board;
    let Some(producer) = hit.producer(board).map(str::to_owned) else {
        model.hint("fair.no_producer");
        return Vec::new();
    };
    if model.is_whole_catalogue
        && let Some(record) = &hit.record
    {
        return vec![FairEffect::Request(WorkerRequest::FindSiblings {
            product_id: record.product.id.clone(),
            producer,
        })];
    }
    let others = find_same_producer(model, &producer);
    show_producer_products(model, hit, others, 0, producer);
    Vec::new()
}

/// The entries of a producer.
fn find_same_producer(model: &FairModel, producer: &str) -> Vec<FairHit> {
    let wanted = name_key(producer);
    let board: &FairBoard = &model.board;
    let entries = board.entries().iter().map(|entry| {
        let record = entry.product_id().and_then(|id| model.records.get(id));
        FairHit::of_entry(entry, record)
    });
    entries
        .filter(|hit| {
            hit.producer(board)
                .is_some_and(|name| name_key(name) == wanted)
        })
        .collect()
}

/// Shows these products of a producer, the one that was shown first.
pub(super) fn show_producer_products(
    model: &mut FairModel,
    shown: FairHit,
    others: Vec<FairHit>,
    more: usize,
    producer: String,
) {
    let mut hits = vec![shown];
    for hit in others {
        if !hits.iter().any(|known| known.is_same(&hit)) {
            hits.push(hit);
        }
    }
    if hits.len() == 1 {
        let sentence = model
            .locale
            .fill("fair.only_one", &[("producer", &producer)]);
        model.notice = Some(crate::app::notice::Notice::hint(sentence));
        return;
    }
    model.is_finished = true;
    model.answer = Some(FairAnswer {
        question: model.question.text().to_owned(),
        total: hits.len() + more,
        selected: 1,
        producer: Some(producer),
        hits,
        ..FairAnswer::default()
    });
}
