//! An open catalogue: an index in memory or mapped, its vocabulary, and its columns for a day.
//!
//! Nothing of it changes but the sets kept for the next question, so that any number of threads may ask. Must not: know where the files lie.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use jiff::civil::Date;
use tantivy::columnar::StrColumn;
use tantivy::index::InvertedIndexReader;
use tantivy::schema::Value;
use tantivy::{DocAddress, DocId, Index, ReloadPolicy, Searcher, TantivyDocument};

use super::answer::SearchAnswer;
use super::explanation::{HitExplanation, TermExplanation};
use super::facet_collector::{self, MatchedSet, SearchCandidate};
use super::highlight::{self, HighlightRanges};
use super::interpret::{QueryInterpreter, TokenizedQuery};
use super::interpretation_summary::InterpretationSummary;
use super::relaxation::{QueryRelaxation, RelaxationOutcome, SearchContext};
use crate::error::{Error, Result};
use crate::product::Product;
use crate::query::{ConditionScope, ExpiryRange, Facet, Query, QueryCondition};
use crate::search::columns::bulk_read;
use crate::search::columns::facet_columns::FacetColumns;
use crate::search::columns::schema::{IndexFields, SearchField, hash_id, indexed_words};
use crate::search::columns::vocabulary::Vocabulary;
use crate::search::interpret::query_term::Interpretation;
use crate::search::matching::alignment::TermMatch;
use crate::search::matching::candidate_cache::CandidateCache;
use crate::search::matching::candidates::PostingsReader;
use crate::search::matching::code_fragments::CodeFragmentIndex;
use crate::search::matching::conditions::ResolvedConditions;
use crate::search::matching::score::{ProductScorer, TermMatchTable};
use crate::search::matching::top_k::StopCheck;
use crate::source::record_lines;
use crate::status::{self, ProductState, RecognitionSummary};

/// So many rows are looked through for a product that is to be kept in sight: nobody walks further.
const MAX_RANK_SCAN: usize = 10_000;

/// A catalogue that answers questions for one day.
pub struct Catalog {
    searcher: Searcher,
    fields: IndexFields,
    /// Absent in a catalogue without products.
    content: Option<CatalogContent>,
    day: Date,
}

/// What a catalogue with products keeps at hand.
struct CatalogContent {
    vocabulary: Vocabulary,
    columns: Arc<FacetColumns>,
    name_index: Arc<InvertedIndexReader>,
    other_index: Arc<InvertedIndexReader>,
    initials_index: Arc<InvertedIndexReader>,
    gram_index: Arc<InvertedIndexReader>,
    code_column: Option<StrColumn>,
    candidate_cache: CandidateCache,
}

/// A product in a list.
#[derive(Clone, Debug)]
pub struct SearchHit {
    /// The record.
    pub product: Product,
    /// What it is on the catalogue's day.
    pub state: ProductState,
    /// Which letters matched.
    pub highlights: HighlightRanges,
}

impl Catalog {
    /// Opens an index for a day.
    pub(crate) fn open(index: &Index, day: Date) -> Result<Self> {
        let reader = index
            .reader_builder()
            .reload_policy(ReloadPolicy::Manual)
            .try_into()?;
        let searcher = reader.searcher();
        let fields = IndexFields::new();
        let content = match searcher.segment_readers() {
            [segment] => {
                let names = segment.inverted_index(fields.name)?;
                let others = segment.inverted_index(fields.other)?;
                let vocabulary = Vocabulary::from_dictionaries([&names, &others])
                    .map_err(tantivy::TantivyError::from)?;
                let code = fields.schema.get_field_name(fields.code);
                Some(CatalogContent {
                    columns: Arc::new(FacetColumns::from_segment(
                        segment,
                        &fields,
                        &vocabulary,
                        day,
                    )?),
                    vocabulary,
                    name_index: names,
                    other_index: others,
                    initials_index: segment.inverted_index(fields.initials)?,
                    gram_index: segment.inverted_index(fields.gram)?,
                    code_column: segment.fast_fields().str(code)?,
                    candidate_cache: CandidateCache::default(),
                })
            }
            _ => None,
        };
        Ok(Self {
            searcher,
            fields,
            content,
            day,
        })
    }

    /// The day that stars and statuses are derived for.
    pub fn day(&self) -> Date {
        self.day
    }

    /// How many products there are.
    pub fn len(&self) -> usize {
        self.searcher.num_docs() as usize
    }

    /// True when there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Every value of a facet that some product has.
    pub fn facet_values(&self, facet: Facet) -> Vec<String> {
        self.content.as_ref().map_or_else(Vec::new, |content| {
            let column = content.columns.get(facet);
            let present = column.values.iter().zip(&column.present);
            present
                .filter(|(_, present)| **present)
                .map(|(value, _)| value.clone())
                .collect()
        })
    }

    /// Answers a question: by the likeliest reading that finds something good, and the answer's
    /// [`Reading`] says which.
    pub fn search(&self, query: &Query) -> Result<SearchAnswer> {
        let answer = self.search_until(query, &|| false)?;
        Ok(answer.unwrap_or_else(|| SearchAnswer::empty(&query.filter)))
    }

    /// Answers a question unless told to stop; `None` then.
    pub fn search_until(&self, query: &Query, stop: StopCheck<'_>) -> Result<Option<SearchAnswer>> {
        let Some(content) = &self.content else {
            return Ok(Some(SearchAnswer::empty(&query.filter)));
        };
        let searched = self.search_context(content);
        let question = content.tokenize_query(query);
        let (fits, plans, floor) = if question.tokens.is_empty() {
            (
                MatchedSet::All(searched.postings.doc_count),
                Vec::new(),
                u32::MAX,
            )
        } else {
            let ladder = QueryRelaxation::new(&searched, stop);
            let Some(outcome) = ladder.run_until_good(&question, query.literal)? else {
                return Ok(None);
            };
            let RelaxationOutcome {
                scored: found,
                deferred: rest,
                cost_floor: floor,
                interpretations: plans,
            } = outcome;
            (MatchedSet::Listed(found, rest), plans, floor)
        };
        let conditions = self.resolve_conditions(content, &query.conditions)?;
        let harvest =
            facet_collector::collect_hits(&content.columns, &query.filter, &conditions, fits);
        if stop() {
            return Ok(None);
        }
        let mut answer = SearchAnswer::new(
            harvest,
            &content.columns,
            (plans, floor, content.vocabulary.len()),
            query,
        );
        if let Some(best) = answer
            .best_candidate()
            .filter(|_| !question.tokens.is_empty())
        {
            answer.interpretation_summary =
                self.summarize_interpretation(content, &answer.interpretations, best)?;
        }
        Ok(Some(answer))
    }

    fn search_context<'a>(&'a self, content: &'a CatalogContent) -> SearchContext<'a> {
        SearchContext {
            postings: PostingsReader {
                vocabulary: &content.vocabulary,
                fields: [&content.name_index, &content.other_index],
                doc_count: self.searcher.segment_reader(0).max_doc(),
                cache: &content.candidate_cache,
            },
            columns: &content.columns,
            code_fragments: self.code_fragments(content),
            initials: &content.initials_index,
        }
    }

    fn code_fragments<'a>(&'a self, content: &'a CatalogContent) -> Option<CodeFragmentIndex<'a>> {
        let codes = content.code_column.as_ref()?;
        Some(CodeFragmentIndex {
            gram_index: &content.gram_index,
            gram_field: self.fields.gram,
            code_column: codes,
        })
    }

    fn resolve_conditions(
        &self,
        content: &CatalogContent,
        conditions: &[QueryCondition],
    ) -> Result<ResolvedConditions> {
        let mut failed = None;
        let codes = |part: &str, scope: ConditionScope| -> HashSet<DocId> {
            let found = self
                .code_fragments(content)
                .map(|fragments| fragments.find_products(part, scope));
            match found.transpose() {
                Ok(found) => found.unwrap_or_default().into_keys().collect(),
                Err(error) => {
                    failed = Some(error);
                    HashSet::new()
                }
            }
        };
        let ends = |ends: &ExpiryRange| self.find_expiring_profiles(&content.columns, ends);
        let conditions = ResolvedConditions::new(conditions, &content.vocabulary, codes, ends);
        match failed {
            Some(error) => Err(tantivy::TantivyError::from(error).into()),
            None => Ok(conditions),
        }
    }

    /// How the question was read for the hit that fits best. Its words are only looked up when it was not
    /// simply read as typed.
    fn summarize_interpretation(
        &self,
        content: &CatalogContent,
        plans: &[Interpretation],
        best: SearchCandidate,
    ) -> Result<InterpretationSummary> {
        let Some(plan) = plans.get(usize::from(best.interpretation)) else {
            return Ok(InterpretationSummary::default());
        };
        let places = content.match_terms(plan, best.doc);
        let way = |place: &TermMatch| {
            plan.terms[place.term_index].match_kind(place.matched_word.map(|(.., word)| word))
        };
        let literal = plan.dropped_words.is_empty()
            && places
                .iter()
                .all(|place| way(place).distance() == super::MatchDistance::Literal);
        if literal {
            return Ok(InterpretationSummary::default());
        }
        let product = self.load_product(best.doc)?;
        let steps = content.explain_terms(plan, &places, best.doc, &product);
        Ok(InterpretationSummary::from_terms(
            &steps,
            &plan.dropped_words,
        ))
    }

    /// The products at these places of an answer, read whole.
    pub fn load_hits(
        &self,
        answer: &mut SearchAnswer,
        places: std::ops::Range<usize>,
    ) -> Result<Vec<SearchHit>> {
        let plans = Arc::clone(&answer.interpretations);
        let mut tables = HashMap::new();
        answer
            .ranked_candidates(places)
            .iter()
            .map(|found| self.load_hit(*found, &plans, &mut tables))
            .collect()
    }

    /// The place of a product in an answer, from 0; `None` where it is not, or further down than anybody walks.
    pub fn find_rank(&self, answer: &mut SearchAnswer, id: &str) -> Result<Option<usize>> {
        let Some(doc) = self.find_doc(id)? else {
            return Ok(None);
        };
        let walked = answer.total().min(MAX_RANK_SCAN);
        Ok(answer
            .ranked_docs(0..walked)
            .iter()
            .position(|known| *known == doc))
    }

    /// Why the product at this place of an answer, from 0, was found; `None` behind the last.
    pub fn explain_hit(
        &self,
        answer: &mut SearchAnswer,
        place: usize,
    ) -> Result<Option<HitExplanation>> {
        let plans = Arc::clone(&answer.interpretations);
        let Some(found) = answer.ranked_candidates(place..place + 1).first().copied() else {
            return Ok(None);
        };
        let mut explanation = HitExplanation::default();
        if let Some(plan) = plans.get(usize::from(found.interpretation))
            && let Some(content) = &self.content
        {
            let product = self.load_product(found.doc)?;
            let places = content.match_terms(plan, found.doc);
            explanation.cost = content.interpretation_cost(plan, found.doc);
            explanation.terms = content.explain_terms(plan, &places, found.doc, &product);
            explanation.dropped.clone_from(&plan.dropped_words);
        }
        Ok(Some(explanation))
    }

    /// A product whole. The tables of plans are made once.
    fn load_hit<'a>(
        &'a self,
        found: SearchCandidate,
        plans: &'a [Interpretation],
        tables: &mut HashMap<u16, TermMatchTable<'a>>,
    ) -> Result<SearchHit> {
        let product = self.load_product(found.doc)?;
        let marks = match (plans.get(usize::from(found.interpretation)), &self.content) {
            (Some(plan), Some(content)) => {
                let table = tables
                    .entry(found.interpretation)
                    .or_insert_with(|| content.score_table(plan));
                let places = ProductScorer::new(table).match_terms(found.doc);
                highlight::find_highlights(plan, &places, &content.vocabulary, &product)
            }
            _ => HighlightRanges::default(),
        };
        let state = self.product_state(&product);
        Ok(SearchHit {
            product,
            state,
            highlights: marks,
        })
    }

    /// The product with this id.
    pub fn find_product(&self, id: &str) -> Result<Option<SearchHit>> {
        let Some(doc) = self.find_doc(id)? else {
            return Ok(None);
        };
        let found = SearchCandidate {
            doc,
            cost: 0,
            interpretation: u16::MAX,
        };
        Ok(Some(self.load_hit(found, &[], &mut HashMap::new())?))
    }

    /// Every product whole, in alphabetical order.
    pub fn iter_products(&self) -> impl Iterator<Item = Result<Product>> + '_ {
        (0..self.len() as DocId).map(|doc| self.load_product(doc))
    }

    /// The document of the product with this id.
    pub(super) fn find_doc(&self, id: &str) -> Result<Option<DocId>> {
        let [segment] = self.searcher.segment_readers() else {
            return Ok(None);
        };
        let name = self.fields.schema.get_field_name(self.fields.id);
        let numbers = segment.fast_fields().u64(name)?;
        let wanted = hash_id(id);
        let numbers = bulk_read::read_first_values(&numbers, segment.max_doc(), |number| number);
        for (doc, _) in (0..).zip(numbers).filter(|(_, number)| *number == wanted) {
            if self.load_product(doc)?.id.to_lowercase() == id.to_lowercase() {
                return Ok(Some(doc));
            }
        }
        Ok(None)
    }

    /// The typed words that no word of a product can be read from, as typed or wide.
    pub(super) fn find_missing_words(&self, doc: DocId, query: &Query) -> Vec<String> {
        let Some(content) = &self.content else {
            return Vec::new();
        };
        let question = content.tokenize_query(query);
        let reader = QueryInterpreter {
            vocabulary: &content.vocabulary,
            query: &question,
        };
        let line = content.columns.forward_index.product_words(doc);
        let has = |word: &str| {
            question
                .tokens
                .iter()
                .filter(|token| token.typed == word)
                .any(|token| {
                    let slot = if query.literal {
                        reader.build_literal_term(token)
                    } else {
                        reader.build_fuzzy_term(token)
                    };
                    line.parts
                        .iter()
                        .any(|part| part.iter().any(|word| slot.word_cost(*word).is_some()))
                })
        };
        let words = question.tokens.iter().map(|token| token.typed.clone());
        words.filter(|word| !has(word)).collect()
    }

    /// How many different producers an answer has; a product without a named one counts none.
    pub fn count_producers(&self, answer: &SearchAnswer) -> usize {
        let Some(content) = &self.content else {
            return 0;
        };
        let lines = &content.columns.forward_index;
        let mut seen = vec![false; lines.producer_name_count()];
        answer.for_each_doc(|doc| seen[lines.producer_name_id(doc) as usize] = true);
        seen.into_iter().skip(1).filter(|seen| *seen).count()
    }

    /// What facets and orders read; absent in a catalogue without products.
    pub(super) fn facet_columns(&self) -> Option<&Arc<FacetColumns>> {
        self.content.as_ref().map(|content| &content.columns)
    }

    /// The producers of the products.
    pub(super) fn producer_column(&self) -> Result<Option<StrColumn>> {
        let [segment] = self.searcher.segment_readers() else {
            return Ok(None);
        };
        let name = self.fields.schema.get_field_name(self.fields.producer);
        Ok(segment.fast_fields().str(name)?)
    }

    /// What a product is on the catalogue's day.
    fn product_state(&self, product: &Product) -> ProductState {
        status::derive_state(
            product.recognitions.iter().map(RecognitionSummary::from),
            self.day,
        )
    }

    fn load_product(&self, doc: DocId) -> Result<Product> {
        let document: TantivyDocument = self.searcher.doc(DocAddress::new(0, doc))?;
        let record = document
            .get_first(self.fields.record)
            .and_then(|value| value.as_str())
            .unwrap_or_default();
        record_lines::parse_product(record).map_err(|error| Error::InvalidRecord {
            path: "record".into(),
            line: doc as usize + 1,
            column: error.column(),
            reason: error.to_string(),
        })
    }
}

impl CatalogContent {
    /// The words of a question; those of its first wanted phrase when it has no others.
    fn tokenize_query(&self, query: &Query) -> TokenizedQuery {
        let question = TokenizedQuery::new(&query.text, query.has_open_word(), &self.vocabulary);
        if !question.tokens.is_empty() {
            return question;
        }
        let words = |scope: ConditionScope| scope.is_word_scope();
        let mut conditions = query.conditions.iter();
        let phrase = conditions.find(|condition| !condition.not && words(condition.scope));
        phrase.map_or(question, |phrase| {
            TokenizedQuery::new(&phrase.words, false, &self.vocabulary)
        })
    }

    /// What a plan finds, for a few products.
    fn score_table<'a>(&'a self, plan: &'a Interpretation) -> TermMatchTable<'a> {
        TermMatchTable::new(plan, &self.columns.forward_index, self.vocabulary.len(), 0)
    }

    /// What a plan costs for a product.
    fn interpretation_cost(&self, plan: &Interpretation, doc: DocId) -> u32 {
        ProductScorer::new(&self.score_table(plan))
            .product_cost(doc)
            .unwrap_or(0)
    }

    /// Which word of a product each slot took.
    fn match_terms(&self, plan: &Interpretation, doc: DocId) -> Vec<TermMatch> {
        ProductScorer::new(&self.score_table(plan)).match_terms(doc)
    }

    /// The explanation of a find, word by word.
    fn explain_terms(
        &self,
        plan: &Interpretation,
        places: &[TermMatch],
        doc: DocId,
        product: &Product,
    ) -> Vec<TermExplanation> {
        let texts = SearchField::ALL.map(|part| part.extract_text(product));
        let words = texts.each_ref().map(|text| indexed_words(text));
        let step = |place: &TermMatch| {
            let slot = &plan.terms[place.term_index];
            let Some((part, at, number)) = place.matched_word else {
                let cost = slot.docs.as_ref().and_then(|docs| docs.get(&doc)).copied();
                return TermExplanation {
                    typed: slot.typed.clone(),
                    found_word: slot.typed.clone(),
                    field: None,
                    match_kind: slot.match_kind(None),
                    cost: cost.unwrap_or(0).into(),
                };
            };
            let (text, words) = (&texts[part as usize], &words[part as usize]);
            let canon = self.vocabulary.canonical_key(number);
            let exact = words.get(at).filter(|word| word.canon == canon);
            let word = exact.or_else(|| words.iter().find(|word| word.canon == canon));
            TermExplanation {
                typed: slot.typed.clone(),
                found_word: word
                    .map_or("", |word| &text[word.range.clone()])
                    .to_lowercase(),
                field: Some(part),
                match_kind: slot.match_kind(Some(number)),
                cost: slot.word_cost(number).unwrap_or(0).into(),
            }
        };
        places.iter().map(step).collect()
    }
}
