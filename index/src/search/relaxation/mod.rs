//! Relaxation: the likely interpretations first, and the next stage only when the last one found nothing good.
//!
//! 1. As typed; in Telex, VNI, VIQR or another writing; joined words split; abbreviations and synonyms.
//! 2. In a long text: the names that stand in it.
//! 3. Word prefixes, initials, codes; other spaces; without noise words.
//! 4. A single string: the words of a name joined, with a slip or as raw keys.
//! 5. With other marks.
//! 6. One word fuzzy: it sounds alike or has a typo.
//! 7. In a sentence: the names that stand in it.
//! 8. All words fuzzy, or one word too many.
//! 9. Several words that are the words of a name with other spaces, and a slip.
//! 10. All words fuzzy and words too many, or more words too many.
//!
//! Every stage tries the query with other spaces between its numbers and letters as well.
//!
//! "Good" depends on the words and the products only, never on filters, so that the counts of facets are exact.
//! [`dropped_words`] leaves words out; [`other_writings`] reads other writings; [`sentence_window`] finds names in a
//! text, [`joined_segments`] joined ones; [`outcome`] merges what the interpretations found.

mod dropped_words;
mod joined_segments;
mod other_writings;
pub(crate) mod outcome;
mod sentence_window;

use std::cell::OnceCell;
use std::collections::HashMap;

use tantivy::{DocId, TantivyError};

use crate::error::Result;
use crate::query::ConditionScope;
use crate::search::cost::{
    Cost, FUZZY_OR_DROPPED_STAGE_ALLOWANCE, FUZZY_TERM_STAGE_ALLOWANCE, GOOD_COST,
    GOOD_OPEN_WORD_COST, GOOD_WORD_COST, JOINED_NAME_STAGE_ALLOWANCE, LAST_STAGE_ALLOWANCE,
    LIKELY_COST_WINDOW, NAME_IN_TEXT_STAGE_ALLOWANCE, OTHER_MARKS_COST, PREFIX_STAGE_ALLOWANCE,
    RELAXED_COST_WINDOW, SCATTERED_COST,
};
use crate::search::interpret::interpretation::{Interpretation, InterpretationId};
use crate::search::interpret::interpreter::QueryInterpreter;
use crate::search::interpret::match_kind::MatchKind;
use crate::search::interpret::query_term::QueryTerm;
use crate::search::interpret::respaced_query::RespacedQuery;
use crate::search::interpret::tokenized_query::{QueryToken, TokenizedQuery};
use crate::search::interpret::whole_query::{extract_initials, initials_cost};
use crate::search::interruption::{SearchResult, StopCheck};
use crate::search::matching::joined_prefixes;
use crate::search::matching::postings::for_each_block;
use crate::search::matching::search_candidate::SearchCandidate;
use crate::search::matching::top_k::{self, CostWindow};
use crate::search::relaxation::dropped_words::{WordDropper, noise_drop_cost, with_dropped_words};
use crate::search::relaxation::joined_segments::interpret_joined_names;
use crate::search::relaxation::outcome::RelaxationOutcome;
use crate::search::relaxation::sentence_window::{
    MIN_PASSAGE_WORDS, MIN_SENTENCE_WORDS, interpret_names_in_text,
};
use crate::search::search_context::SearchContext;

/// The relaxation of one query.
pub(crate) struct QueryRelaxation<'a> {
    context: &'a SearchContext,
    /// As typed.
    interpreter: QueryInterpreter<'a>,
    /// As typed, then with other spaces between numbers and letters.
    spellings: Vec<QuerySpelling<'a>>,
    should_stop: StopCheck<'a>,
    outcome: RelaxationOutcome,
    cost_window: CostWindow,
    /// Interpretations that found nothing.
    failed_interpretations: Vec<Interpretation>,
}

/// The query with its own or with other spaces.
struct QuerySpelling<'a> {
    interpreter: QueryInterpreter<'a>,
    /// What the spaces cost.
    cost: Cost,
    /// The fuzzy term of each word, built for the first stage that needs them.
    fuzzy_terms: OnceCell<Vec<QueryTerm>>,
}

impl<'a> QuerySpelling<'a> {
    fn tokens(&self) -> &'a [QueryToken] {
        &self.interpreter.query.tokens
    }

    fn word_dropper(&self) -> WordDropper<'_> {
        let build = || {
            let tokens = self.tokens().iter();
            let terms = tokens.map(|token| self.interpreter.build_fuzzy_term(token));
            terms.collect()
        };
        WordDropper {
            interpreter: self.interpreter,
            fuzzy_terms: self.fuzzy_terms.get_or_init(build),
        }
    }
}

/// One stage.
struct RelaxationStage<'a> {
    run: fn(&mut QueryRelaxation<'a>) -> SearchResult<()>,
    /// How much more its best hit may cost to be good.
    allowance: Cost,
    window_width: Cost,
    /// Only for some queries: for the others it says nothing about what the stages before it found.
    is_special: bool,
}

impl<'a> QueryRelaxation<'a> {
    /// The relaxation of a query that may have other spaces as well.
    pub(crate) fn new(
        context: &'a SearchContext,
        query: &'a TokenizedQuery,
        respaced: &'a [RespacedQuery],
        should_stop: StopCheck<'a>,
    ) -> Self {
        let spelling = |query, cost| QuerySpelling {
            interpreter: QueryInterpreter {
                vocabulary: &context.vocabulary,
                query,
            },
            cost,
            fuzzy_terms: OnceCell::new(),
        };
        let typed = spelling(query, Cost::ZERO);
        let respaced = respaced.iter();
        let respaced = respaced.map(|respaced| spelling(&respaced.query, respaced.cost));
        Self {
            context,
            interpreter: typed.interpreter,
            spellings: std::iter::once(typed).chain(respaced).collect(),
            should_stop,
            outcome: RelaxationOutcome::new(),
            cost_window: CostWindow {
                best_cost: Cost::MAX,
                width: LIKELY_COST_WINDOW,
            },
            failed_interpretations: Vec::new(),
        }
    }

    /// Finds the matches of the words as typed and no other way.
    pub(crate) fn run_literally(mut self) -> SearchResult<RelaxationOutcome> {
        self.try_interpretations(vec![self.interpreter.interpret_literally()])?;
        self.discard_distant();
        Ok(self.outcome)
    }

    /// Runs the stages until one of them finds something good.
    pub(crate) fn run_until_good(mut self) -> SearchResult<RelaxationOutcome> {
        let tokens = self.tokens();
        let marked = tokens.iter().filter(|token| token.word.is_marked()).count() as u32;
        let other_marks_allowance = PREFIX_STAGE_ALLOWANCE + OTHER_MARKS_COST * marked;
        let stage = |run, allowance, window_width| RelaxationStage {
            run,
            allowance,
            window_width,
            is_special: false,
        };
        let special_stage = |run, allowance| RelaxationStage {
            run,
            allowance,
            window_width: RELAXED_COST_WINDOW,
            is_special: true,
        };
        let (likely, relaxed) = (LIKELY_COST_WINDOW, RELAXED_COST_WINDOW);
        let stages: [RelaxationStage<'a>; 10] = [
            stage(Self::try_likely, Cost::ZERO, likely),
            special_stage(Self::try_names_in_passage, NAME_IN_TEXT_STAGE_ALLOWANCE),
            stage(Self::try_prefixes_and_codes, PREFIX_STAGE_ALLOWANCE, likely),
            special_stage(Self::try_joined_names, JOINED_NAME_STAGE_ALLOWANCE),
            stage(Self::try_other_marks, other_marks_allowance, relaxed),
            stage(
                Self::try_one_fuzzy_term,
                FUZZY_TERM_STAGE_ALLOWANCE,
                relaxed,
            ),
            special_stage(Self::try_names_in_sentence, NAME_IN_TEXT_STAGE_ALLOWANCE),
            stage(
                Self::try_fuzzy_or_dropped,
                FUZZY_OR_DROPPED_STAGE_ALLOWANCE,
                relaxed,
            ),
            special_stage(
                Self::try_joined_with_other_spaces,
                JOINED_NAME_STAGE_ALLOWANCE,
            ),
            stage(Self::try_fuzzy_and_dropped, LAST_STAGE_ALLOWANCE, relaxed),
        ];
        let good_cost = self.good_cost();
        for stage in stages {
            self.cost_window.width = stage.window_width;
            let found_before = self.outcome.interpretations.len();
            (stage.run)(&mut self)?;
            if stage.is_special && self.outcome.interpretations.len() == found_before {
                continue;
            }
            if self.cost_window.best_cost <= good_cost + stage.allowance {
                break;
            }
        }
        self.discard_distant();
        Ok(self.outcome)
    }

    fn tokens(&self) -> &'a [QueryToken] {
        &self.interpreter.query.tokens
    }

    /// A hit that costs more is not good.
    fn good_cost(&self) -> Cost {
        let tokens = self.tokens();
        let last = tokens.last();
        let is_unfinished = last.is_some_and(|last| last.is_open && !last.is_known);
        let open_word_cost = if is_unfinished {
            GOOD_OPEN_WORD_COST
        } else {
            Cost::ZERO
        };
        GOOD_COST + GOOD_WORD_COST * tokens.len() as u32 + open_word_cost
    }

    /// The interpretations of the query with its own and with other spaces.
    fn interpret_spellings(
        &self,
        interpret: impl Fn(&QuerySpelling<'a>) -> Vec<Interpretation>,
    ) -> Vec<Interpretation> {
        let of_spelling = |spelling: &QuerySpelling<'a>| {
            let interpretations = interpret(spelling).into_iter();
            let cost = spelling.cost;
            interpretations.map(move |interpretation| interpretation.with_respacing_cost(cost))
        };
        self.spellings.iter().flat_map(of_spelling).collect()
    }

    /// Stage 1.
    fn try_likely(&mut self) -> SearchResult<()> {
        let tokens = self.tokens();
        let mut interpretations = self.interpret_other_writings();
        interpretations.extend(self.interpret_spellings(|spelling| {
            let interpreter = spelling.interpreter;
            let mut interpretations = interpreter.interpret_tokens(spelling.tokens());
            if interpreter.looks_like_word_prefixes() {
                interpretations.extend(interpreter.interpret_word_prefixes());
            }
            interpretations
        }));
        if let [only] = tokens
            && !only.is_known
        {
            interpretations.extend(self.interpret_initials(tokens)?);
        }
        if interpretations.is_empty() {
            interpretations.extend(self.interpret_codes()?);
        }
        self.try_interpretations(interpretations)?;
        let best_cost = self.cost_window.best_cost;
        if best_cost > SCATTERED_COST && best_cost <= self.good_cost() {
            self.try_interpretations(self.interpreter.interpret_torn_phrase())?;
        }
        Ok(())
    }

    /// Stage 2.
    fn try_names_in_passage(&mut self) -> SearchResult<()> {
        if self.tokens().len() < MIN_PASSAGE_WORDS {
            return Ok(());
        }
        self.try_interpretations(interpret_names_in_text(
            self.context,
            self.interpreter,
            self.should_stop,
        )?)
    }

    /// Stage 4.
    fn try_joined_names(&mut self) -> SearchResult<()> {
        match self.tokens() {
            [only] if !only.is_known => self.try_interpretations(interpret_joined_names(
                self.context,
                self.interpreter,
                self.should_stop,
            )?),
            _ => Ok(()),
        }
    }

    /// Stage 9.
    fn try_joined_with_other_spaces(&mut self) -> SearchResult<()> {
        if self.tokens().len() < 2 {
            return Ok(());
        }
        self.try_interpretations(interpret_joined_names(
            self.context,
            self.interpreter,
            self.should_stop,
        )?)
    }

    /// Stage 7.
    fn try_names_in_sentence(&mut self) -> SearchResult<()> {
        if !(MIN_SENTENCE_WORDS..MIN_PASSAGE_WORDS).contains(&self.tokens().len()) {
            return Ok(());
        }
        self.try_interpretations(interpret_names_in_text(
            self.context,
            self.interpreter,
            self.should_stop,
        )?)
    }

    /// Stage 3.
    fn try_prefixes_and_codes(&mut self) -> SearchResult<()> {
        let tokens = self.tokens();
        let mut interpretations = self.interpret_codes()?;
        interpretations.extend(self.interpret_initials(tokens)?);
        interpretations.extend(self.interpret_joined_prefixes()?);
        interpretations.extend(self.interpreter.interpret_inner_initials());
        interpretations.extend(self.interpreter.rejoin_tokens());
        interpretations.extend(self.interpret_initials_without_noise()?);
        interpretations.extend(self.interpret_spellings(|spelling| {
            let interpreter = spelling.interpreter;
            let mut interpretations = interpret_without_noise(interpreter);
            interpretations.extend(interpreter.interpret_word_prefixes());
            interpretations.extend(interpreter.interpret_stubs_before_words());
            interpretations
        }));
        self.try_interpretations(interpretations)
    }

    /// Stage 5.
    fn try_other_marks(&mut self) -> SearchResult<()> {
        if !self.interpreter.query.has_marks {
            return Ok(());
        }
        let interpretations = self.interpret_spellings(|spelling| {
            let tokens = spelling.tokens().iter();
            let terms = tokens.map(|token| spelling.interpreter.build_other_marks_term(token));
            vec![Interpretation::new(terms.collect(), Cost::ZERO)]
        });
        self.try_interpretations(interpretations)
    }

    /// Stage 6.
    fn try_one_fuzzy_term(&mut self) -> SearchResult<()> {
        let interpretations = self.interpret_spellings(|spelling| {
            let tokens = spelling.tokens().iter();
            let typed_terms: Vec<QueryTerm> = tokens
                .map(|token| spelling.interpreter.build_typed_term(token))
                .collect();
            let with_fuzzy_term = |(index, fuzzy_term): (usize, &QueryTerm)| {
                let mut terms = typed_terms.clone();
                terms[index] = fuzzy_term.clone();
                Interpretation::new(terms, Cost::ZERO)
            };
            let fuzzy_terms = spelling.word_dropper().fuzzy_terms.iter().enumerate();
            fuzzy_terms.map(with_fuzzy_term).collect()
        });
        self.try_interpretations(interpretations)
    }

    /// Stage 8.
    fn try_fuzzy_or_dropped(&mut self) -> SearchResult<()> {
        let interpretations = self.interpret_spellings(|spelling| {
            let dropper = spelling.word_dropper();
            let mut interpretations = dropper.interpret_without_words(1);
            let fuzzy_terms = dropper.fuzzy_terms.to_vec();
            interpretations.push(Interpretation::new(fuzzy_terms, Cost::ZERO));
            interpretations
        });
        self.try_interpretations(interpretations)
    }

    /// Stage 10.
    fn try_fuzzy_and_dropped(&mut self) -> SearchResult<()> {
        let interpretations = self.interpret_spellings(|spelling| {
            let dropper = spelling.word_dropper();
            let mut interpretations = dropper.interpret_without_words(2);
            interpretations.extend(dropper.interpret_fuzzy_without_word());
            interpretations.extend(dropper.interpret_fuzzy_without_noise());
            interpretations.extend(dropper.interpret_contiguous_words());
            interpretations
        });
        self.try_interpretations(interpretations)
    }

    /// The products whose names have these initials, when all other words are typed around a product.
    fn interpret_initials_without_noise(&self) -> Result<Option<Interpretation>> {
        let (noise, kept) = partition_noise(self.tokens());
        let [only] = kept.as_slice() else {
            return Ok(None);
        };
        if noise.is_empty() {
            return Ok(None);
        }
        let interpretation = self.interpret_initials(std::slice::from_ref(*only))?;
        let cost = noise_drop_cost(&noise);
        Ok(interpretation.map(|interpretation| with_dropped_words(interpretation, &noise, cost)))
    }

    /// The products whose names have these initials.
    fn interpret_initials(&self, tokens: &[QueryToken]) -> Result<Option<Interpretation>> {
        let Some(letters) = extract_initials(tokens) else {
            return Ok(None);
        };
        let typed = letters.chars().count();
        let index = &self.context.initials_index;
        let range = index.terms().range().ge(&letters);
        let mut stream = range.into_stream().map_err(TantivyError::from)?;
        let mut docs: HashMap<DocId, Cost> = HashMap::new();
        while stream.advance() && stream.key().starts_with(letters.as_bytes()) {
            let initials = String::from_utf8_lossy(stream.key()).chars().count();
            let cost = initials_cost(typed, initials);
            let add_block = |block: &[DocId]| docs.extend(block.iter().map(|doc| (*doc, cost)));
            for_each_block(index, stream.value(), add_block).map_err(TantivyError::from)?;
        }
        Ok(interpret_docs(&letters, docs, MatchKind::Initial))
    }

    /// The products whose names begin with words that have the parts of a single typed string as prefixes.
    fn interpret_joined_prefixes(&self) -> Result<Option<Interpretation>> {
        let [only] = self.tokens() else {
            return Ok(None);
        };
        if only.is_known || self.interpreter.query.has_marks {
            return Ok(None);
        }
        let docs = joined_prefixes::find_by_joined_prefixes(
            &only.typed,
            &self.context.initials_index,
            &self.context.columns.forward_index,
            &self.context.vocabulary,
        )?;
        Ok(interpret_docs(&only.typed, docs, MatchKind::WordPrefix))
    }

    /// The products that have parts of the query in their codes.
    fn interpret_codes(&self) -> Result<Vec<Interpretation>> {
        let Some(fragments) = self.context.code_fragments() else {
            return Ok(Vec::new());
        };
        let find = |part: &str, scope: ConditionScope| fragments.find_products(part, scope);
        let interpretations = self.interpreter.interpret_codes(find);
        let mut interpretations = interpretations.map_err(TantivyError::from)?;
        let among_words = self.interpreter.interpret_code_among_words(find);
        interpretations.extend(among_words.map_err(TantivyError::from)?);
        Ok(interpretations)
    }

    /// Tries interpretations, the cheapest first: what they find rules out many of the others.
    fn try_interpretations(
        &mut self,
        mut interpretations: Vec<Interpretation>,
    ) -> SearchResult<()> {
        interpretations.sort_by_key(|interpretation| interpretation.base_cost);
        let postings = self.context.postings_reader();
        let forward_index = &self.context.columns.forward_index;
        for interpretation in interpretations {
            if interpretation.is_unmatchable()
                || interpretation.min_cost() > self.cost_window.cost_limit()
            {
                continue;
            }
            let successful = &self.outcome.interpretations;
            let mut tried = successful.iter().chain(&self.failed_interpretations);
            if tried.any(|tried| interpretation.is_covered_by(tried)) {
                continue;
            }
            let id = InterpretationId(successful.len() as u16);
            let matches = top_k::find_top_matches(
                &postings,
                forward_index,
                (&interpretation, id),
                self.cost_window,
                self.should_stop,
            )?;
            let costs = matches.scored.iter().map(|candidate| candidate.cost);
            let Some(best) = costs.min() else {
                self.failed_interpretations.push(interpretation);
                continue;
            };
            let best_cost = &mut self.cost_window.best_cost;
            *best_cost = best.to_cost().min(*best_cost);
            self.outcome.interpretations.push(interpretation);
            self.outcome.add_matches(matches);
        }
        Ok(())
    }

    /// Keeps the candidates near the best one; and all matches as typed, when the best one is as typed.
    fn discard_distant(&mut self) {
        let limit = self.cost_window.cost_limit();
        let interpretations = &self.outcome.interpretations;
        let as_typed: Vec<bool> = interpretations
            .iter()
            .map(Interpretation::is_as_typed)
            .collect();
        let is_as_typed =
            |candidate: &SearchCandidate| as_typed[usize::from(candidate.interpretation.0)];
        let scored = self.outcome.scored.iter();
        let best = scored.min_by_key(|candidate| candidate.cost);
        let best_is_as_typed = best.is_some_and(is_as_typed);
        if !best_is_as_typed {
            // Deferred matches are not known to be near the best one.
            self.outcome.merge_deferred();
            top_k::score_deferred(
                &mut self.outcome.scored,
                &self.context.columns.forward_index,
                self.context.vocabulary.len(),
                &self.outcome.interpretations,
            );
        }
        let is_kept = |candidate: &SearchCandidate| {
            best_is_as_typed && is_as_typed(candidate) || candidate.cost.to_cost() <= limit
        };
        let mut scored = self.outcome.scored.iter();
        if scored.any(|candidate| !is_kept(candidate)) {
            self.outcome.scored.retain(is_kept);
        }
    }
}

/// The words that people type around a product, and the others.
fn partition_noise(tokens: &[QueryToken]) -> (Vec<&QueryToken>, Vec<&QueryToken>) {
    tokens.iter().partition(|token| token.is_noise)
}

/// The query without the words that people type around a product.
fn interpret_without_noise(interpreter: QueryInterpreter<'_>) -> Vec<Interpretation> {
    let (noise, kept) = partition_noise(&interpreter.query.tokens);
    if kept.is_empty() || noise.is_empty() {
        return Vec::new();
    }
    let kept: Vec<QueryToken> = kept.into_iter().cloned().collect();
    let cost = noise_drop_cost(&noise);
    let interpretations = interpreter.interpret_tokens(&kept).into_iter();
    interpretations
        .map(|interpretation| with_dropped_words(interpretation, &noise, cost))
        .collect()
}

/// An interpretation of one term that stands for products; `None` when there are none.
fn interpret_docs(
    typed: &str,
    docs: HashMap<DocId, Cost>,
    match_kind: MatchKind,
) -> Option<Interpretation> {
    let term = QueryTerm::from_docs(typed, docs, match_kind);
    let interpretation = Interpretation::new(vec![term], Cost::ZERO);
    Some(interpretation).filter(|interpretation| !interpretation.is_unmatchable())
}
