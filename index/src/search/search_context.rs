//! What every query of an open catalogue reads: vocabulary, columns and inverted indexes.

use std::collections::HashSet;
use std::sync::{Arc, OnceLock};

use jiff::civil::Date;
use tantivy::columnar::StrColumn;
use tantivy::index::InvertedIndexReader;
use tantivy::schema::Field;
use tantivy::{DocId, SegmentReader, TantivyError};

use crate::error::Result;
use crate::query::{ConditionScope, ExpiryRange, NOT_GIVEN, Query};
use crate::search::columns::facet_columns::FacetColumns;
use crate::search::columns::mark_columns::MarkColumns;
use crate::search::columns::product_ids::ProductIds;
use crate::search::columns::schema::{ByFieldGroup, IndexFields};
use crate::search::columns::vocabulary::Vocabulary;
use crate::search::expiry_counts;
use crate::search::interpret::interpretation::Interpretation;
use crate::search::interpret::tokenized_query::TokenizedQuery;
use crate::search::matching::alignment::TermMatch;
use crate::search::matching::candidate_cache::CandidateCache;
use crate::search::matching::candidates::PostingsReader;
use crate::search::matching::code_fragments::CodeFragmentIndex;
use crate::search::matching::conditions::ResolvedConditions;
use crate::search::matching::score::ProductScorer;
use crate::search::matching::term_match_table::TermMatchTable;
use crate::search::product_marks::ProductMarks;

/// What queries read. Nothing of it changes but the cache, so any number of threads may search.
pub(crate) struct SearchContext {
    pub(crate) vocabulary: Arc<Vocabulary>,
    pub(crate) columns: Arc<FacetColumns>,
    pub(crate) initials_index: Arc<InvertedIndexReader>,
    /// The day that stars and statuses are derived for.
    day: Date,
    doc_count: DocId,
    word_indexes: ByFieldGroup<Arc<InvertedIndexReader>>,
    gram_index: Arc<InvertedIndexReader>,
    gram_field: Field,
    code_column: Option<StrColumn>,
    candidate_cache: Arc<CandidateCache>,
    /// Built when first used.
    product_ids: Arc<OnceLock<ProductIds>>,
}

impl SearchContext {
    /// Reads a segment and derives what depends on the day.
    pub(crate) fn from_segment(
        segment: &SegmentReader,
        fields: &IndexFields,
        day: Date,
    ) -> Result<Self> {
        let word_indexes = ByFieldGroup {
            names: segment.inverted_index(fields.name)?,
            shared: segment.inverted_index(fields.other)?,
        };
        let vocabulary = Vocabulary::from_dictionaries(&borrow_indexes(&word_indexes))?;
        let columns = FacetColumns::from_segment(segment, fields, &vocabulary, day)?;
        let code_column = fields.schema.get_field_name(fields.code);
        Ok(Self {
            vocabulary: Arc::new(vocabulary),
            columns: Arc::new(columns),
            initials_index: segment.inverted_index(fields.initials)?,
            day,
            doc_count: segment.max_doc(),
            word_indexes,
            gram_index: segment.inverted_index(fields.gram)?,
            gram_field: fields.gram,
            code_column: segment.fast_fields().str(code_column)?,
            candidate_cache: Arc::default(),
            product_ids: Arc::default(),
        })
    }

    /// The same segment for another day: only what depends on the day is derived again.
    pub(crate) fn for_day(
        &self,
        segment: &SegmentReader,
        fields: &IndexFields,
        day: Date,
    ) -> Result<Self> {
        let columns = self.columns.for_day(segment, fields, day)?;
        Ok(self.with_columns(columns, day))
    }

    /// The same segment with what people did with its products.
    pub(crate) fn with_marks(
        &self,
        segment: &SegmentReader,
        fields: &IndexFields,
        marks: &ProductMarks,
    ) -> Result<Self> {
        let marks = if marks.is_empty() {
            MarkColumns::default()
        } else {
            let ids = self.product_ids(segment, fields)?;
            MarkColumns::new(marks, ids, self.doc_count)
        };
        Ok(self.with_columns(self.columns.with_marks(marks), self.day))
    }

    /// The ids of the segment's products; read once for all catalogues that share it.
    pub(crate) fn product_ids(
        &self,
        segment: &SegmentReader,
        fields: &IndexFields,
    ) -> Result<&ProductIds> {
        if let Some(ids) = self.product_ids.get() {
            return Ok(ids);
        }
        let ids = ProductIds::from_segment(segment, fields, self.code_column.as_ref())?;
        Ok(self.product_ids.get_or_init(|| ids))
    }

    fn with_columns(&self, columns: FacetColumns, day: Date) -> Self {
        Self {
            vocabulary: Arc::clone(&self.vocabulary),
            columns: Arc::new(columns),
            initials_index: Arc::clone(&self.initials_index),
            day,
            doc_count: self.doc_count,
            word_indexes: self.word_indexes.clone(),
            gram_index: Arc::clone(&self.gram_index),
            gram_field: self.gram_field,
            code_column: self.code_column.clone(),
            // It holds words of the segment, whatever the day and the marks.
            candidate_cache: Arc::clone(&self.candidate_cache),
            product_ids: Arc::clone(&self.product_ids),
        }
    }

    /// How many products there are.
    pub(crate) fn doc_count(&self) -> DocId {
        self.doc_count
    }

    pub(crate) fn postings_reader(&self) -> PostingsReader<'_> {
        PostingsReader {
            vocabulary: &self.vocabulary,
            indexes: borrow_indexes(&self.word_indexes),
            doc_count: self.doc_count,
            cache: &self.candidate_cache,
        }
    }

    /// `None` in a catalogue without codes.
    pub(crate) fn code_fragments(&self) -> Option<CodeFragmentIndex<'_>> {
        Some(CodeFragmentIndex {
            gram_index: &self.gram_index,
            gram_field: self.gram_field,
            code_column: self.code_column.as_ref()?,
        })
    }

    /// The words of a query; when it has none, those of its first phrase that every hit has.
    pub(crate) fn tokenize_query(&self, query: &Query) -> TokenizedQuery {
        let tokenized = TokenizedQuery::new(&query.text, query.has_open_word(), &self.vocabulary);
        if !tokenized.tokens.is_empty() {
            return tokenized;
        }
        let mut conditions = query.conditions.iter();
        let phrase = conditions.find(|condition| {
            let is_wanted = !condition.not && condition.alternatives.is_empty();
            is_wanted && condition.scope.is_word_scope()
        });
        phrase.map_or(tokenized, |phrase| {
            TokenizedQuery::new(&phrase.words, false, &self.vocabulary)
        })
    }

    /// Looks the conditions of a query up.
    pub(crate) fn resolve_conditions(&self, query: &Query) -> Result<ResolvedConditions> {
        let find_by_code = |part: &str, scope: ConditionScope| -> std::io::Result<HashSet<DocId>> {
            let Some(fragments) = self.code_fragments() else {
                return Ok(HashSet::new());
            };
            if scope == ConditionScope::Code && part == NOT_GIVEN {
                return Ok(fragments
                    .find_without_code(self.doc_count)?
                    .into_iter()
                    .collect());
            }
            Ok(fragments.find_products(part, scope)?.into_keys().collect())
        };
        let find_expiring = |range: &ExpiryRange| {
            expiry_counts::find_expiring_profiles(&self.columns, self.day, range)
        };
        let conditions =
            ResolvedConditions::new(query, &self.vocabulary, find_by_code, find_expiring);
        Ok(conditions.map_err(TantivyError::from)?)
    }

    /// The table for scoring a few products.
    pub(crate) fn match_table<'a>(
        &'a self,
        interpretation: &'a Interpretation,
    ) -> TermMatchTable<'a> {
        let forward_index = &self.columns.forward_index;
        TermMatchTable::new(interpretation, forward_index, self.vocabulary.len(), 0)
    }

    /// The word that each term takes in a product.
    pub(crate) fn match_terms(
        &self,
        interpretation: &Interpretation,
        doc: DocId,
    ) -> Vec<TermMatch> {
        ProductScorer::new(&self.match_table(interpretation)).match_terms(doc)
    }
}

fn borrow_indexes(
    indexes: &ByFieldGroup<Arc<InvertedIndexReader>>,
) -> ByFieldGroup<&InvertedIndexReader> {
    ByFieldGroup {
        names: &indexes.names,
        shared: &indexes.shared,
    }
}
