//! An open catalogue: an index in memory or on disk, opened for a day. Everything a program asks of it starts here.
//!
//! The methods only put the steps together; each step stands in a module of its own. Nothing here may know where the
//! files of the index lie.

use std::collections::HashMap;
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

use jiff::civil::Date;
use tantivy::{DocId, Index, SegmentReader};

use crate::error::Result;
use crate::error::contained::contain_panic;
use crate::product::{Product, ProductName};
use crate::query::{Facet, Query};
use crate::search::answer::{FacetCounts, FacetValueCount, SearchAnswer};
use crate::search::chosen_products::{self, ListedProducts};
use crate::search::columns::facet_columns::FacetColumns;
use crate::search::columns::product_ids::IdKey;
use crate::search::columns::schema::IndexFields;
use crate::search::crosstab::{self, CrossTab};
use crate::search::expiry_counts::{self, ExpiryCount};
use crate::search::explanation::{self, HitExplanation};
use crate::search::facet_collector::{self, MatchedSet};
use crate::search::grouping::{Grouping, NameColumn};
use crate::search::hidden_reason::{self, HiddenReason};
use crate::search::highlight::{self, HighlightRanges};
use crate::search::interpret::held_keys::release_held_keys;
use crate::search::interpret::interpretation::{Interpretation, InterpretationId};
use crate::search::interpret::match_kind::MatchDistance;
use crate::search::interpret::respaced_query::respace_query;
use crate::search::interruption::{SearchInterruption, SearchResult, StopCheck};
use crate::search::matching::score::ProductScorer;
use crate::search::matching::search_candidate::SearchCandidate;
use crate::search::matching::term_match_table::TermMatchTable;
use crate::search::part_of_name::is_part_of_name;
use crate::search::product_marks::{MarkedValues, ProductMarks};
use crate::search::product_records::ProductRecords;
use crate::search::read_as_words::ReadAsWords;
use crate::search::relaxation::QueryRelaxation;
use crate::search::search_context::SearchContext;
use crate::search::siblings;
use crate::search::suggestions::{self, SearchSuggestion};
use crate::status::{self, ProductState, RecognitionSummary};
use crate::vietnamese::collation::collation_key;

/// What errors name that are the index's own.
const INDEX_NAME: &str = "index";

/// Does work that reads the index: every method that does goes through here. A panic of the library that reads it is
/// damage, and the caller goes on.
fn contained<T>(work: impl FnOnce() -> Result<T>) -> Result<T> {
    contain_panic(Path::new(INDEX_NAME), work)
}

/// Most rows that are looked through for a product: nobody scrolls further.
const MAX_RANK_SCAN: usize = 10_000;

/// A catalogue that answers queries for one day.
pub struct Catalog {
    records: ProductRecords,
    /// `None` in a catalogue without products.
    context: Option<SearchContext>,
    day: Date,
}

/// A product in a list.
#[derive(Clone, Debug)]
pub struct SearchHit {
    /// The record.
    pub product: Product,
    /// Stars, status and expiry on the catalogue's day.
    pub state: ProductState,
    /// Which letters matched.
    pub highlights: HighlightRanges,
    /// What people did with it; empty in a catalogue without marks.
    pub marks: MarkedValues,
}

impl Catalog {
    /// Opens an index for a day.
    pub(crate) fn open(index: &Index, day: Date) -> Result<Self> {
        let records = ProductRecords::open(index)?;
        let context = records
            .segment()
            .map(|segment| SearchContext::from_segment(segment, &records.fields, day))
            .transpose()?;
        Ok(Self {
            records,
            context,
            day,
        })
    }

    /// The same products, with their marks, seen on another day. What does not depend on the day is shared, so that
    /// this is quicker than opening them again.
    pub fn on_day(&self, day: Date) -> Result<Self> {
        self.derive_catalog(day, |context, segment, fields| {
            context.for_day(segment, fields, day)
        })
    }

    /// The same products with what people did with them, in place of what was known of that before. Everything else
    /// is shared. Marks of ids that no product has are left out.
    pub fn with_marks(&self, marks: &ProductMarks) -> Result<Self> {
        self.derive_catalog(self.day, |context, segment, fields| {
            context.with_marks(segment, fields, marks)
        })
    }

    /// The same products with another context, for a day.
    fn derive_catalog(
        &self,
        day: Date,
        derive: impl FnOnce(&SearchContext, &SegmentReader, &IndexFields) -> Result<SearchContext>,
    ) -> Result<Self> {
        contained(|| {
            let records = self.records.share();
            let context = self.context.as_ref().zip(records.segment());
            let context = context
                .map(|(context, segment)| derive(context, segment, &records.fields))
                .transpose()?;
            Ok(Self {
                records,
                context,
                day,
            })
        })
    }

    /// True where some product has a mark.
    pub fn has_marks(&self) -> bool {
        let columns = self.columns();
        columns.is_some_and(|columns| columns.marks().has_any())
    }

    /// What people did with the product with this id; empty for an id that no product has.
    pub fn marks_of(&self, id: &str) -> Result<MarkedValues> {
        let Some(columns) = self.columns().filter(|columns| columns.marks().has_any()) else {
            return Ok(MarkedValues::default());
        };
        contained(|| {
            let doc = self.records.find_doc(id)?;
            Ok(doc.map_or_else(MarkedValues::default, |doc| columns.marks().values_of(doc)))
        })
    }

    /// The day that stars and statuses are derived for.
    pub fn day(&self) -> Date {
        self.day
    }

    /// How many products there are.
    pub fn len(&self) -> usize {
        self.records.len()
    }

    /// True when there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Every product, in alphabetical order.
    pub fn iter_products(&self) -> impl Iterator<Item = Result<Product>> + '_ {
        (0..self.len() as DocId).map(|doc| contained(|| self.records.load_product(doc)))
    }

    /// What every product is called, in alphabetical order: much less work than reading their records.
    pub fn iter_names(&self) -> impl Iterator<Item = Result<ProductName>> + '_ {
        (0..self.len() as DocId).map(|doc| contained(|| self.records.load_name(doc)))
    }

    /// Every value of a facet that some product has.
    pub fn facet_values(&self, facet: Facet) -> Vec<String> {
        self.columns().map_or_else(Vec::new, |columns| {
            let column = columns.get(facet);
            let values = column.values.iter().zip(&column.present);
            values
                .filter(|(_, present)| **present)
                .map(|(value, _)| value.clone())
                .collect()
        })
    }

    /// Answers a query by its likeliest interpretation that finds something good;
    /// [`SearchAnswer::interpretation_summary`] says which.
    pub fn search(&self, query: &Query) -> Result<SearchAnswer> {
        let answer = self.search_until(query, &|| false)?;
        Ok(answer.unwrap_or_else(|| SearchAnswer::empty(&query.filter)))
    }

    /// Answers a query; `None` as soon as `should_stop` returns true.
    pub fn search_until(
        &self,
        query: &Query,
        should_stop: StopCheck<'_>,
    ) -> Result<Option<SearchAnswer>> {
        let Some(context) = &self.context else {
            return Ok(Some(SearchAnswer::empty(&query.filter)));
        };
        contained(|| match self.search_context(context, query, should_stop) {
            Ok(answer) => Ok(Some(answer)),
            Err(SearchInterruption::Stopped) => Ok(None),
            Err(SearchInterruption::Failed(error)) => Err(error),
        })
    }

    /// Answers a query, or the line of it as words, see [`ReadAsWords`].
    fn search_context(
        &self,
        context: &SearchContext,
        query: &Query,
        should_stop: StopCheck<'_>,
    ) -> SearchResult<SearchAnswer> {
        let Some(words) = &query.as_words else {
            return self.search_as_read(context, query, should_stop);
        };
        let mut restored = query.clone();
        let mut read_as_words = None;
        for phrase in words.phrases.iter().rev() {
            if is_part_of_name(context, phrase, should_stop)? {
                restored.restore_words(phrase);
                read_as_words = Some(ReadAsWords::CalledSo);
            }
        }
        let mut answer = self.search_as_read(context, &restored, should_stop)?;
        answer.read_as_words = read_as_words;
        answer.searched_as_words = read_as_words.map(|_| Box::new(restored));
        if answer.total() > 0 {
            return Ok(answer);
        }
        let words_query = query.with_words_only(words);
        let mut by_words = self.search_as_read(context, &words_query, should_stop)?;
        let is_as_typed = by_words.interpretation_summary.distance == MatchDistance::Literal;
        if by_words.total() > 0 && is_as_typed {
            by_words.read_as_words = Some(ReadAsWords::NothingLeft);
            by_words.searched_as_words = Some(Box::new(words_query));
            return Ok(by_words);
        }
        Ok(answer)
    }

    fn search_as_read(
        &self,
        context: &SearchContext,
        query: &Query,
        should_stop: StopCheck<'_>,
    ) -> SearchResult<SearchAnswer> {
        let tokenized = context.tokenize_query(query);
        let has_words = !tokenized.tokens.is_empty();
        let matched = if has_words {
            MatchedSet::Relaxed(if query.literal {
                QueryRelaxation::new(context, &tokenized, &[], should_stop).run_literally()?
            } else {
                let mut respaced = respace_query(&tokenized, &context.vocabulary);
                respaced.extend(release_held_keys(&tokenized, &context.vocabulary));
                QueryRelaxation::new(context, &tokenized, &respaced, should_stop)
                    .run_until_good()?
            })
        } else {
            MatchedSet::All(context.doc_count())
        };
        let conditions = context.resolve_conditions(query)?;
        let collected =
            facet_collector::collect_hits(&context.columns, &query.filter, &conditions, matched);
        if should_stop() {
            return Err(SearchInterruption::Stopped);
        }
        let vocabulary_len = context.vocabulary.len();
        let mut answer = SearchAnswer::new(collected, &context.columns, vocabulary_len, query);
        if let Some(best) = answer.best_candidate().filter(|_| has_words) {
            let interpretations = Arc::clone(&answer.interpretations);
            if let Some(interpretation) = best.interpretation.find_in(&interpretations) {
                let load_product = || self.records.load_product(best.doc);
                answer.interpretation_summary = explanation::summarize_interpretation(
                    context,
                    interpretation,
                    best.doc,
                    load_product,
                )?;
            }
        }
        Ok(answer)
    }

    /// The products at these ranks of an answer, from 0.
    pub fn load_hits(
        &self,
        answer: &mut SearchAnswer,
        ranks: Range<usize>,
    ) -> Result<Vec<SearchHit>> {
        contained(|| {
            let interpretations = Arc::clone(&answer.interpretations);
            let mut tables = HashMap::new();
            answer
                .ranked_candidates(ranks)
                .iter()
                .map(|candidate| self.load_hit(*candidate, &interpretations, &mut tables))
                .collect()
        })
    }

    /// Loads a product. The table of each interpretation is built once.
    fn load_hit<'a>(
        &'a self,
        candidate: SearchCandidate,
        interpretations: &'a [Interpretation],
        tables: &mut HashMap<InterpretationId, TermMatchTable<'a>>,
    ) -> Result<SearchHit> {
        let product = self.records.load_product(candidate.doc)?;
        let interpretation = candidate.interpretation.find_in(interpretations);
        let highlights = match (interpretation, &self.context) {
            (Some(interpretation), Some(context)) => {
                let table = tables
                    .entry(candidate.interpretation)
                    .or_insert_with(|| context.match_table(interpretation));
                let matches = ProductScorer::new(table).match_terms(candidate.doc);
                highlight::find_highlights(interpretation, &matches, &context.vocabulary, &product)
            }
            _ => HighlightRanges::default(),
        };
        let recognitions = product.recognitions.iter().map(RecognitionSummary::from);
        let state = status::derive_state(recognitions, self.day);
        Ok(SearchHit {
            product,
            state,
            highlights,
            marks: self
                .columns()
                .map_or_else(MarkedValues::default, |columns| {
                    columns.marks().values_of(candidate.doc)
                }),
        })
    }

    /// The product with this id.
    pub fn find_product(&self, id: &str) -> Result<Option<SearchHit>> {
        contained(|| {
            let Some(doc) = self.records.find_doc(id)? else {
                return Ok(None);
            };
            let candidate = SearchCandidate::without_words(doc);
            Ok(Some(self.load_hit(candidate, &[], &mut HashMap::new())?))
        })
    }

    /// The rank of a product in an answer, from 0; `None` where it is not among the first 10,000.
    pub fn find_rank(&self, answer: &mut SearchAnswer, id: &str) -> Result<Option<usize>> {
        contained(|| {
            let Some(wanted) = self.records.find_doc(id)? else {
                return Ok(None);
            };
            let scanned = answer.total().min(MAX_RANK_SCAN);
            let docs = answer.ranked_docs(0..scanned);
            Ok(docs.iter().position(|doc| *doc == wanted))
        })
    }

    /// The ids of the products at these ranks of an answer, from 0; `None` as soon as `should_stop` returns true.
    pub fn list_ids(
        &self,
        answer: &mut SearchAnswer,
        ranks: Range<usize>,
        should_stop: StopCheck<'_>,
    ) -> Result<Option<Vec<String>>> {
        contained(|| {
            chosen_products::read_ids(&self.records, &answer.ranked_docs(ranks), should_stop)
        })
    }

    /// How many of these products an answer has, and which of them no product of the catalogue is.
    pub fn count_listed<S: AsRef<str>>(
        &self,
        answer: &SearchAnswer,
        ids: &[S],
    ) -> Result<ListedProducts> {
        contained(|| {
            let docs = self.find_docs(ids)?;
            Ok(chosen_products::count_listed(&docs, self.len(), answer))
        })
    }

    /// An answer of exactly these products: first those that `answer` has, in its order, then the others as they are
    /// given. An id that no product has is left out.
    pub fn choose_products<S: AsRef<str>>(
        &self,
        answer: &mut SearchAnswer,
        ids: &[S],
    ) -> Result<SearchAnswer> {
        contained(|| {
            let docs = self.find_docs(ids)?;
            Ok(answer.choose_docs(docs.into_iter().flatten()))
        })
    }

    /// The rank of the first product whose name stands at these letters or after them, in an answer in the order by
    /// name; in the reversed order, of the last that does. At most the last rank.
    pub fn find_name_rank(
        &self,
        answer: &mut SearchAnswer,
        letters: &str,
        is_reversed: bool,
    ) -> Result<usize> {
        contained(|| {
            let wanted = collation_key(letters);
            let docs = answer.ranked_docs(0..answer.total());
            let (mut low, mut high) = (0, docs.len());
            while low < high {
                let middle = low.midpoint(high);
                let name = self.records.load_product(docs[middle])?.name;
                let is_at_or_after = collation_key(&name) >= wanted;
                if is_at_or_after == is_reversed {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            let rank = if is_reversed {
                low.saturating_sub(1)
            } else {
                low
            };
            Ok(rank.min(docs.len().saturating_sub(1)))
        })
    }

    /// Why the product at this rank of an answer, from 0, was found; `None` after the last.
    pub fn explain_hit(
        &self,
        answer: &mut SearchAnswer,
        rank: usize,
    ) -> Result<Option<HitExplanation>> {
        contained(|| {
            let interpretations = Arc::clone(&answer.interpretations);
            let Some(candidate) = answer.ranked_candidates(rank..rank + 1).first().copied() else {
                return Ok(None);
            };
            let interpretation = candidate.interpretation.find_in(&interpretations);
            let (Some(interpretation), Some(context)) = (interpretation, &self.context) else {
                return Ok(Some(HitExplanation::default()));
            };
            let product = self.records.load_product(candidate.doc)?;
            let explained =
                explanation::explain_product(context, interpretation, candidate.doc, &product);
            Ok(Some(explained))
        })
    }

    /// What hides a product from a query: every reason, words first.
    pub fn explain_hidden(&self, id: &str, query: &Query) -> Result<Vec<HiddenReason>> {
        contained(|| {
            let Some(doc) = self.records.find_doc(id)? else {
                return Ok(vec![HiddenReason::UnknownId]);
            };
            let find_missing_words = || match &self.context {
                Some(context) => explanation::find_missing_words(context, doc, query),
                None => Vec::new(),
            };
            let search = |query: &Query| self.search(query);
            hidden_reason::explain_hidden(doc, query, search, find_missing_words)
        })
    }

    /// Other queries to try when a query finds nothing, each with what it would find.
    pub fn suggest_queries(&self, query: &Query) -> Result<Vec<SearchSuggestion>> {
        contained(|| {
            let count_hits = |query: &Query| Ok(self.search(query)?.total());
            suggestions::suggest_queries(query, &count_hits)
        })
    }

    /// The products of the producer with this name, whatever its case, without the product with this id; those with
    /// the most stars come first.
    pub fn find_siblings(&self, producer: &str, id: &str) -> Result<SearchAnswer> {
        contained(|| siblings::find_siblings(&self.records, self.columns(), producer, id))
    }

    /// How many different producers an answer has; products without one do not count.
    pub fn count_producers(&self, answer: &SearchAnswer) -> usize {
        let Some(columns) = self.columns() else {
            return 0;
        };
        let forward_index = &columns.forward_index;
        let mut seen = vec![false; forward_index.producer_name_count()];
        answer.for_each_doc(|doc| seen[forward_index.producer_name_id(doc).index()] = true);
        seen.into_iter().skip(1).filter(|seen| *seen).count()
    }

    /// The hits of an answer by every facet, in the order of [`Facet::ALL`]. A value that no hit has counts 0.
    pub fn count_facets(&self, answer: &SearchAnswer) -> Vec<FacetCounts> {
        match self.columns() {
            Some(columns) => crosstab::count_facets(columns, answer),
            None => answer.facet_counts().to_vec(),
        }
    }

    /// The hits of an answer by a grouping: the values that some hit has. Facets keep their order; names with the most
    /// hits come first, and hits without one last.
    pub fn count_groups(
        &self,
        answer: &SearchAnswer,
        grouping: Grouping,
    ) -> Result<Vec<FacetValueCount>> {
        contained(|| match (grouping, self.columns()) {
            (_, None) => Ok(Vec::new()),
            (Grouping::Facet(facet), Some(columns)) => {
                Ok(crosstab::values_with_hits(columns, answer, facet))
            }
            (_, Some(columns)) => {
                let names = NameColumn::new(&self.records, columns, grouping);
                names.count_names(&self.records, answer)
            }
        })
    }

    /// The hits of an answer by two groupings at once.
    pub fn cross_tabulate(
        &self,
        answer: &SearchAnswer,
        groupings: [Grouping; 2],
    ) -> Result<CrossTab> {
        contained(|| match self.columns() {
            Some(columns) => crosstab::cross_tabulate(&self.records, columns, answer, groupings),
            None => Ok(CrossTab::empty(groupings)),
        })
    }

    /// When the certificates of an answer's hits expire, in the order of time.
    pub fn count_expiries(&self, answer: &SearchAnswer) -> Vec<ExpiryCount> {
        let Some(columns) = self.columns() else {
            return Vec::new();
        };
        expiry_counts::count_expiries(columns, self.day, answer)
    }

    /// The document of each of these products, whatever the case of its id; `None` where there is no such product.
    fn find_docs<S: AsRef<str>>(&self, ids: &[S]) -> Result<Vec<Option<DocId>>> {
        let Some((context, segment)) = self.context.as_ref().zip(self.records.segment()) else {
            return Ok(vec![None; ids.len()]);
        };
        let known = context.product_ids(segment, &self.records.fields)?;
        let find = |id: &S| known.find(IdKey::new(id.as_ref()));
        Ok(ids.iter().map(find).collect())
    }

    /// `None` in a catalogue without products.
    fn columns(&self) -> Option<&Arc<FacetColumns>> {
        self.context.as_ref().map(|context| &context.columns)
    }
}
