//! The ladder: likely readings first, and the next step only when the last one found nothing good.
//!
//! 1. As typed, in Telex, VNI or VIQR, joined words taken apart, abbreviations and synonyms.
//! 2. Rows of beginnings and of first letters, codes, other spaces, without the words people type around.
//! 3. With other marks.
//! 4. One word misheard or mistyped.
//! 5. Several, or one word too many.
//! 6. Both, or more words too many.
//!
//! "Good" depends on the words and the products only, never on filters, so that the counts of facets hold.
//! Must not: filter; read stored records.

use std::cell::OnceCell;
use std::collections::HashMap;

use tantivy::DocId;
use tantivy::index::InvertedIndexReader;

use super::facet_collector::SearchCandidate;
use super::interpret::{
    QueryInterpreter, QueryToken, TokenizedQuery, extract_initials, initials_cost,
};
use crate::error::Result;
use crate::query::ConditionScope;
use crate::search::columns::facet_columns::FacetColumns;
use crate::search::interpret::query_term::{Interpretation, MatchKind, OrderConstraint, QueryTerm};
use crate::search::matching::candidates::{PostingsReader, for_each_block};
use crate::search::matching::code_fragments::CodeFragmentIndex;
use crate::search::matching::joined_prefixes;
use crate::search::matching::score::min_interpretation_cost;
use crate::search::matching::top_k;
use crate::search::matching::top_k::{
    CostWindow, DeferredMatches, SearchStopped, StopCheck, TopMatches, UNSCORED_COST,
};

/// A find costs at most this, so much more for each word, and for a last one that may go on, to be good.
const GOOD_COST_LIMITS: (u32, u32, u32) = (160, 40, 200);
/// More for what the second, fourth and fifth step's readings cost by themselves.
const STAGE_EXTRA_COSTS: [u32; 4] = [200, 550, 900, 1800];
/// A question typed in VIQR.
const VIQR_COST: u32 = 30;
/// A word that people type around a product was left out: each, and at most.
const NOISE_WORD_COSTS: (u32, u32) = (50, 150);
/// A word was left out, and one that no product has in any reading.
const DROPPED_WORD_COSTS: (u32, u32) = (800, 400);
/// Only a run of words was read: each word left out, one that no product has in any reading, and for the whole.
const SENTENCE_WORD_COSTS: (u32, u32) = (350, 150);
const SENTENCE_BASE_COST: u32 = 300;
/// Most words of a sentence that a name is looked for in.
const MAX_SENTENCE_WORDS: usize = 14;
/// What costs this much more than the best is not listed: of likely readings, of distant ones.
const COST_WINDOW_WIDTHS: (u32, u32) = (300, 130);
/// Fewest words of a question that two may be left out of.
const MIN_WORDS_TO_DROP_TWO: usize = 4;
/// Most words of a question that is read with words left out; a pasted paragraph is none.
const MAX_WORDS_FOR_DROPPING: usize = 9;
/// What is searched.
pub(super) struct SearchContext<'a> {
    pub(super) postings: PostingsReader<'a>,
    pub(super) columns: &'a FacetColumns,
    pub(super) code_fragments: Option<CodeFragmentIndex<'a>>,
    pub(super) initials: &'a InvertedIndexReader,
}

/// What fits a question, and how it was read.
#[derive(Debug, Default)]
pub(super) struct RelaxationOutcome {
    /// In the order of the documents.
    pub(super) scored: Vec<SearchCandidate>,
    /// What fits beside these, until another plan finds something too.
    pub(super) deferred: Option<DeferredMatches>,
    /// What is not scored costs no less than this, among the finds or beside them.
    pub(super) cost_floor: u32,
    /// The plans that [`Found::plan`] numbers.
    pub(super) interpretations: Vec<Interpretation>,
}

/// A climb for one question.
pub(super) struct QueryRelaxation<'a> {
    context: &'a SearchContext<'a>,
    should_stop: StopCheck<'a>,
    outcome: RelaxationOutcome,
    cost_window: CostWindow,
    /// Plans that found nothing.
    failed_interpretations: Vec<Interpretation>,
    /// The words read widely, once a step asks for them.
    fuzzy_terms: OnceCell<Vec<QueryTerm>>,
}

type StageResult<T> = std::result::Result<T, SearchStopped>;

/// One step of the ladder.
type RelaxationStage<'s, 'a> = &'s dyn Fn(&mut QueryRelaxation<'a>) -> Result<StageResult<()>>;

impl<'a> QueryRelaxation<'a> {
    pub(super) fn new(shelf: &'a SearchContext<'a>, stop: StopCheck<'a>) -> Self {
        Self {
            context: shelf,
            should_stop: stop,
            outcome: RelaxationOutcome {
                cost_floor: u32::MAX,
                ..RelaxationOutcome::default()
            },
            cost_window: CostWindow {
                best_cost: u32::MAX,
                width: COST_WINDOW_WIDTHS.0,
            },
            failed_interpretations: Vec::new(),
            fuzzy_terms: OnceCell::new(),
        }
    }

    /// Each word read widely.
    fn fuzzy_terms(&self, reader: QueryInterpreter<'_>) -> &[QueryTerm] {
        let read = || {
            reader
                .query
                .tokens
                .iter()
                .map(|token| reader.build_fuzzy_term(token))
                .collect()
        };
        self.fuzzy_terms.get_or_init(read)
    }

    /// Finds what fits; `None` when it was told to stop.
    pub(super) fn run_until_good(
        mut self,
        question: &TokenizedQuery,
        literal: bool,
    ) -> Result<Option<RelaxationOutcome>> {
        match self.run_stages(question, literal)? {
            Ok(()) => Ok(Some(self.outcome)),
            Err(SearchStopped) => Ok(None),
        }
    }

    fn run_stages(&mut self, question: &TokenizedQuery, literal: bool) -> Result<StageResult<()>> {
        let reader = QueryInterpreter {
            vocabulary: self.context.postings.vocabulary,
            query: question,
        };
        let tokens = &question.tokens;
        let unfinished = tokens
            .last()
            .is_some_and(|last| last.is_open && !last.is_known);
        let good = GOOD_COST_LIMITS.0
            + GOOD_COST_LIMITS.1 * tokens.len() as u32
            + if unfinished { GOOD_COST_LIMITS.2 } else { 0 };
        let steps: [RelaxationStage<'_, 'a>; 6] = [
            &|ladder| ladder.try_likely(reader, literal),
            &|ladder| ladder.try_prefixes_and_codes(reader),
            &|ladder| ladder.try_other_marks(reader),
            &|ladder| ladder.try_one_fuzzy_term(reader),
            &|ladder| ladder.try_fuzzy_or_dropped(reader),
            &|ladder| ladder.try_fuzzy_and_dropped(reader),
        ];
        let marked = tokens.iter().filter(|token| token.word.is_marked()).count() as u32;
        let other_marks = STAGE_EXTRA_COSTS[0] + 400 * marked;
        let limits = [
            0,
            STAGE_EXTRA_COSTS[0],
            other_marks,
            STAGE_EXTRA_COSTS[1],
            STAGE_EXTRA_COSTS[2],
            STAGE_EXTRA_COSTS[3],
        ];
        for (number, (step, more)) in steps.into_iter().zip(limits).enumerate() {
            self.cost_window.width = if number < 2 {
                COST_WINDOW_WIDTHS.0
            } else {
                COST_WINDOW_WIDTHS.1
            };
            if let Err(stopped) = step(self)? {
                return Ok(Err(stopped));
            }
            if self.cost_window.best_cost <= good + more || literal {
                self.discard_distant();
                return Ok(Ok(()));
            }
        }
        self.discard_distant();
        Ok(Ok(()))
    }

    /// Step 1.
    fn try_likely(
        &mut self,
        reader: QueryInterpreter<'_>,
        literal: bool,
    ) -> Result<StageResult<()>> {
        let question = reader.query;
        if literal {
            return self.try_interpretations(vec![reader.interpret_literally(&question.tokens)]);
        }
        let mut plans = Vec::new();
        let open = question.tokens.last().is_some_and(|token| token.is_open);
        if let Some(read) = question.decode_viqr(open, reader.vocabulary) {
            let plan = reader
                .with_query(&read)
                .interpret_tokens(&read.tokens)
                .into_iter()
                .next();
            plans.extend(plan.map(|plan| {
                let slots = plan
                    .terms
                    .into_iter()
                    .map(|slot| slot.with_match_kind(MatchKind::Viqr, 0));
                Interpretation::new(slots.collect(), plan.base_cost + VIQR_COST)
            }));
        }
        plans.extend(reader.interpret_tokens(&question.tokens));
        if reader.looks_like_word_prefixes(&question.tokens) {
            plans.extend(reader.interpret_word_prefixes(&question.tokens));
        }
        if let [only] = question.tokens.as_slice()
            && !only.is_known
        {
            plans.extend(self.interpret_initials(&question.tokens)?);
        }
        if plans.is_empty() {
            plans.extend(self.interpret_codes(reader)?);
        }
        self.try_interpretations(plans)
    }

    /// Step 2.
    fn try_prefixes_and_codes(&mut self, reader: QueryInterpreter<'_>) -> Result<StageResult<()>> {
        let tokens = &reader.query.tokens;
        let mut plans = self.interpret_codes(reader)?;
        plans.extend(reader.interpret_word_prefixes(tokens));
        plans.extend(self.interpret_initials(tokens)?);
        plans.extend(self.interpret_joined_prefixes(reader)?);
        plans.extend(reader.interpret_initials(tokens));
        plans.extend(reader.rejoin_tokens(tokens));
        let kept: Vec<QueryToken> = tokens
            .iter()
            .filter(|token| !token.is_noise)
            .cloned()
            .collect();
        if !kept.is_empty() && kept.len() < tokens.len() {
            let noise: Vec<&QueryToken> = tokens.iter().filter(|token| token.is_noise).collect();
            let mut without = reader.interpret_tokens(&kept);
            if let [_] = kept.as_slice() {
                without.extend(self.interpret_initials(&kept)?);
            }
            let base = noise_drop_cost(&noise);
            plans.extend(
                without
                    .into_iter()
                    .map(|plan| with_dropped_words(plan, &noise, base)),
            );
        }
        self.try_interpretations(plans)
    }

    /// Step 3.
    fn try_other_marks(&mut self, reader: QueryInterpreter<'_>) -> Result<StageResult<()>> {
        let tokens = &reader.query.tokens;
        if !reader.query.has_marks {
            return Ok(Ok(()));
        }
        let slots = tokens
            .iter()
            .map(|token| reader.build_other_marks_term(token));
        self.try_interpretations(vec![Interpretation::new(slots.collect(), 0)])
    }

    /// Step 4.
    fn try_one_fuzzy_term(&mut self, reader: QueryInterpreter<'_>) -> Result<StageResult<()>> {
        let tokens = &reader.query.tokens;
        let typed: Vec<QueryTerm> = tokens
            .iter()
            .map(|token| reader.build_typed_term(token))
            .collect();
        let one = |(at, wide): (usize, &QueryTerm)| {
            let mut slots = typed.clone();
            slots[at] = wide.clone();
            Interpretation::new(slots, 0)
        };
        let plans = self
            .fuzzy_terms(reader)
            .iter()
            .enumerate()
            .map(one)
            .collect();
        self.try_interpretations(plans)
    }

    /// Step 5.
    fn try_fuzzy_or_dropped(&mut self, reader: QueryInterpreter<'_>) -> Result<StageResult<()>> {
        let wide = self.fuzzy_terms(reader);
        let mut plans = interpret_without_words(reader, wide, 1);
        plans.push(Interpretation::new(wide.to_vec(), 0));
        self.try_interpretations(plans)
    }

    /// Step 6.
    fn try_fuzzy_and_dropped(&mut self, reader: QueryInterpreter<'_>) -> Result<StageResult<()>> {
        let tokens = &reader.query.tokens;
        let wide = self.fuzzy_terms(reader);
        let mut plans = interpret_without_words(reader, wide, 2);
        if (2..=MAX_WORDS_FOR_DROPPING).contains(&tokens.len()) {
            for (left_out, token) in tokens.iter().enumerate() {
                let dropped = [token];
                let Some(base) = drop_cost(reader, wide, &[left_out]) else {
                    continue;
                };
                let mut slots = wide.to_vec();
                slots.remove(left_out);
                plans.push(with_dropped_words(
                    Interpretation::new(slots, 0),
                    &dropped,
                    base,
                ));
            }
        }
        let (noise, kept): (Vec<usize>, Vec<usize>) =
            (0..tokens.len()).partition(|at| tokens[*at].is_noise);
        if !kept.is_empty() && !noise.is_empty() {
            let slots = kept.iter().map(|at| wide[*at].clone()).collect();
            let noise: Vec<&QueryToken> = noise.iter().map(|at| &tokens[*at]).collect();
            plans.push(with_dropped_words(
                Interpretation::new(slots, 0),
                &noise,
                noise_drop_cost(&noise),
            ));
        }
        plans.extend(interpret_contiguous_words(reader, wide));
        self.try_interpretations(plans)
    }

    /// The products whose names begin with words that begin with these letters.
    fn interpret_initials(&self, tokens: &[QueryToken]) -> Result<Option<Interpretation>> {
        let Some(letters) = extract_initials(tokens) else {
            return Ok(None);
        };
        let typed = letters.chars().count();
        let initials = self.context.initials;
        let range = initials.terms().range().ge(&letters);
        let mut stream = range.into_stream().map_err(tantivy::TantivyError::from)?;
        let mut docs: HashMap<DocId, u16> = HashMap::new();
        while stream.advance() && stream.key().starts_with(letters.as_bytes()) {
            let cost = initials_cost(typed, String::from_utf8_lossy(stream.key()).chars().count());
            let take = |block: &[DocId]| docs.extend(block.iter().map(|doc| (*doc, cost)));
            for_each_block(initials, stream.value(), take).map_err(tantivy::TantivyError::from)?;
        }
        let slot = QueryTerm::from_docs(&letters, docs, MatchKind::Initial);
        Ok(Some(Interpretation::new(vec![slot], 0)).filter(|plan| !plan.is_unmatchable()))
    }

    /// The products whose names begin with words that begin like parts of one typed run of letters.
    fn interpret_joined_prefixes(
        &self,
        reader: QueryInterpreter<'_>,
    ) -> Result<Option<Interpretation>> {
        let [only] = reader.query.tokens.as_slice() else {
            return Ok(None);
        };
        if only.is_known || reader.query.has_marks {
            return Ok(None);
        }
        let SearchContext {
            postings, columns, ..
        } = self.context;
        let (lines, vocabulary) = (&columns.forward_index, postings.vocabulary);
        let docs = joined_prefixes::find_by_joined_prefixes(
            &only.typed,
            self.context.initials,
            lines,
            vocabulary,
        )?;
        let slot = QueryTerm::from_docs(&only.typed, docs, MatchKind::WordPrefix);
        Ok(Some(Interpretation::new(vec![slot], 0)).filter(|plan| !plan.is_unmatchable()))
    }

    /// The products that have parts of the question in their codes.
    fn interpret_codes(&self, reader: QueryInterpreter<'_>) -> Result<Vec<Interpretation>> {
        let Some(fragments) = &self.context.code_fragments else {
            return Ok(Vec::new());
        };
        let find = |part: &str, scope: ConditionScope| fragments.find_products(part, scope);
        Ok(reader
            .interpret_codes(&reader.query.tokens, find)
            .map_err(tantivy::TantivyError::from)?)
    }

    /// Tries plans in turn.
    fn try_interpretations(&mut self, mut plans: Vec<Interpretation>) -> Result<StageResult<()>> {
        // The cheaper readings first: what they find rules much of the others out.
        plans.sort_by_key(|plan| plan.base_cost);
        let lines = &self.context.columns.forward_index;
        for plan in plans {
            if plan.is_unmatchable()
                || min_interpretation_cost(&plan) > self.cost_window.cost_limit()
            {
                continue;
            }
            let mut tried = self
                .outcome
                .interpretations
                .iter()
                .chain(&self.failed_interpretations);
            if tried.any(|tried| plan.is_covered_by(tried)) {
                continue;
            }
            let number = self.outcome.interpretations.len() as u16;
            let found = top_k::find_top_matches(
                &self.context.postings,
                lines,
                (&plan, number),
                self.cost_window,
                self.should_stop,
            )?;
            let Ok(finds) = found else {
                return Ok(Err(SearchStopped));
            };
            let Some(best) = finds.scored.iter().map(|found| found.cost).min() else {
                self.failed_interpretations.push(plan);
                continue;
            };
            self.cost_window.best_cost = self.cost_window.best_cost.min(u32::from(best));
            self.outcome.interpretations.push(plan);
            self.outcome.add_matches(finds);
        }
        Ok(Ok(()))
    }

    /// Keeps what is near the best; and all that has the words as typed, when the best is one of those.
    fn discard_distant(&mut self) {
        let limit = self.cost_window.cost_limit();
        let plans = &self.outcome.interpretations;
        let plain: Vec<bool> = plans.iter().map(Interpretation::is_plain).collect();
        let of = |found: &SearchCandidate| plain[usize::from(found.interpretation)];
        let best = self.outcome.scored.iter().min_by_key(|found| found.cost);
        let literal = best.is_some_and(of);
        if !literal {
            // Whether all of these are near the best has not been worked out.
            self.outcome.merge_deferred();
            let PostingsReader { vocabulary, .. } = &self.context.postings;
            let RelaxationOutcome {
                scored: found,
                interpretations: plans,
                ..
            } = &mut self.outcome;
            top_k::score_deferred(
                found,
                &self.context.columns.forward_index,
                vocabulary.len(),
                plans,
            );
        }
        let stays =
            |found: &SearchCandidate| literal && of(found) || u32::from(found.cost) <= limit;
        if self.outcome.scored.iter().any(|found| !stays(found)) {
            self.outcome.scored.retain(stays);
        }
    }
}

impl RelaxationOutcome {
    /// Takes in what one more plan found.
    fn add_matches(&mut self, finds: TopMatches) {
        if self.scored.is_empty() {
            self.cost_floor = finds
                .deferred
                .as_ref()
                .map_or(u32::MAX, |rest| rest.cost_floor);
            (self.scored, self.deferred) = (finds.scored, finds.deferred);
            return;
        }
        self.merge_deferred();
        let (mut fresh, mut floor) = (finds.scored, u32::MAX);
        if let Some(rest) = finds.deferred {
            (fresh, floor) = (rest.merge_scored(fresh), rest.cost_floor);
        }
        self.cost_floor = self.cost_floor.min(floor);
        let known = std::mem::take(&mut self.scored);
        self.scored = merge_by_doc(known, fresh, self.cost_floor);
    }

    /// Puts what fits beside the finds among them.
    fn merge_deferred(&mut self) {
        if let Some(rest) = self.deferred.take() {
            self.scored = rest.merge_scored(std::mem::take(&mut self.scored));
        }
    }
}

/// Plans with so many words left out, the others as typed.
fn interpret_without_words(
    reader: QueryInterpreter<'_>,
    wide: &[QueryTerm],
    some: usize,
) -> Vec<Interpretation> {
    let tokens = &reader.query.tokens;
    let enough = if some > 1 { MIN_WORDS_TO_DROP_TWO } else { 2 };
    let mut plans = Vec::new();
    if !(enough..=MAX_WORDS_FOR_DROPPING).contains(&tokens.len()) {
        return plans;
    }
    for first in 0..tokens.len() {
        for second in if some > 1 {
            first + 1..tokens.len()
        } else {
            first..first + 1
        } {
            let left_out = if some > 1 {
                vec![first, second]
            } else {
                vec![first]
            };
            let Some(base) = drop_cost(reader, wide, &left_out) else {
                continue;
            };
            let kept = tokens
                .iter()
                .enumerate()
                .filter(|(at, _)| !left_out.contains(at));
            let kept: Vec<QueryToken> = kept.map(|(_, token)| token.clone()).collect();
            let dropped: Vec<&QueryToken> = left_out.iter().map(|at| &tokens[*at]).collect();
            let readings = reader.interpret_tokens(&kept).into_iter();
            plans.extend(readings.map(|plan| with_dropped_words(plan, &dropped, base)));
        }
    }
    plans
}

/// Runs of words as typed, with all others left out: the shorter ones only where the longer find nothing, as they
/// cost more. People write whole sentences around a product's name.
fn interpret_contiguous_words(
    reader: QueryInterpreter<'_>,
    wide: &[QueryTerm],
) -> Vec<Interpretation> {
    let tokens = &reader.query.tokens;
    let mut plans = Vec::new();
    if tokens.len() > MAX_SENTENCE_WORDS {
        return plans;
    }
    for length in (2..tokens.len()).rev() {
        for start in 0..=tokens.len() - length {
            let run = &tokens[start..start + length];
            if run.iter().filter(|token| !token.is_noise).count() < 2 {
                continue;
            }
            let left_out: Vec<usize> = (0..tokens.len())
                .filter(|at| !(start..start + length).contains(at))
                .collect();
            let each = left_out
                .iter()
                .map(|at| word_drop_cost(reader, wide, *at, SENTENCE_WORD_COSTS));
            let price = each.sum::<u32>() + SENTENCE_BASE_COST;
            let dropped: Vec<&QueryToken> = left_out.iter().map(|at| &tokens[*at]).collect();
            let welcome: Vec<QueryTerm> = dropped
                .iter()
                .map(|token| reader.build_typed_term(token))
                .collect();
            plans.extend(
                reader
                    .interpret_tokens(run)
                    .into_iter()
                    .take(2)
                    .map(|mut plan| {
                        for slot in plan.terms.iter_mut().skip(1) {
                            slot.order = OrderConstraint::Adjacent;
                        }
                        plan.bonus_terms.clone_from(&welcome);
                        with_dropped_words(plan, &dropped, price)
                    }),
            );
        }
    }
    plans
}

/// What leaving these words out costs; `None` when too little would be left to go by.
fn drop_cost(reader: QueryInterpreter<'_>, wide: &[QueryTerm], left_out: &[usize]) -> Option<u32> {
    let tokens = &reader.query.tokens;
    let telling = |at: &usize| !left_out.contains(at) && !tokens[*at].is_noise;
    let left = (0..tokens.len()).filter(telling).count();
    // One word that is left says too little, unless the others say nothing.
    if left == 0 || left == 1 && !left_out.iter().all(|at| tokens[*at].is_noise) {
        return None;
    }
    let price = |at: &usize| word_drop_cost(reader, wide, *at, DROPPED_WORD_COSTS);
    Some(left_out.iter().map(price).sum())
}

/// What leaving a word out costs: of two prices the second when no product has it in any reading. What people type
/// around a product costs least, whether products have it or not.
fn word_drop_cost(
    reader: QueryInterpreter<'_>,
    wide: &[QueryTerm],
    at: usize,
    (known, unknown): (u32, u32),
) -> u32 {
    if reader.query.tokens[at].is_noise {
        NOISE_WORD_COSTS.0
    } else if wide[at].is_unmatchable() {
        unknown
    } else {
        known
    }
}

/// What leaving words out that people type around a product costs.
fn noise_drop_cost(words: &[&QueryToken]) -> u32 {
    (NOISE_WORD_COSTS.0 * words.len() as u32).min(NOISE_WORD_COSTS.1)
}

/// A plan that leaves words out, at a price.
fn with_dropped_words(
    mut plan: Interpretation,
    words: &[&QueryToken],
    price: u32,
) -> Interpretation {
    plan.base_cost += price;
    if let [only] = plan.terms.as_mut_slice() {
        // Of one word that is left over nothing may be wrong.
        only.remove_near_words();
    }
    plan.dropped_words
        .extend(words.iter().map(|token| token.typed.clone()));
    plan
}

/// Two lists in the order of the documents as one; the cheaper find of the same product stays. What is not scored
/// costs at least the floor.
fn merge_by_doc(
    known: Vec<SearchCandidate>,
    fresh: Vec<SearchCandidate>,
    floor: u32,
) -> Vec<SearchCandidate> {
    if known.is_empty() {
        return fresh;
    }
    let mut merged = Vec::with_capacity(known.len() + fresh.len());
    let (mut known, mut fresh) = (known.into_iter().peekable(), fresh.into_iter().peekable());
    loop {
        let next = match (known.peek(), fresh.peek()) {
            (Some(a), Some(b)) if a.doc == b.doc => {
                let surely = a.cost != UNSCORED_COST || u32::from(b.cost) < floor;
                let cheaper = if b.cost < a.cost && surely { *b } else { *a };
                known.next();
                fresh.next();
                Some(cheaper)
            }
            (Some(a), Some(b)) if a.doc < b.doc => known.next(),
            (Some(_), None) => known.next(),
            _ => fresh.next(),
        };
        match next {
            Some(found) => merged.push(found),
            None => return merged,
        }
    }
}
