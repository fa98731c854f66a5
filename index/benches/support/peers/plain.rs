//! The first peer: tantivy alone.
//!
//! One text field of all words, lower-cased and stripped of marks by tantivy's own filters; each typed word
//! must occur and the last one may be a beginning; the best by BM25. A chosen star and district are further
//! required terms. Stars and districts are counted by terms aggregations over fast fields, which were
//! measured faster here than `FacetCollector`, in the same pass as the best hits, which is faster than two.
//! One segment in the order of the records, opened from its files. It must not keep anything in memory that
//! tantivy does not.

use std::path::Path;
use std::time::Instant;

use ocop_index::source::record_lines;
use ocop_index::{Error, Result};
use serde_json::json;
use tantivy::aggregation::agg_req::Aggregations;
use tantivy::aggregation::agg_result::{AggregationResult, AggregationResults, BucketResult};
use tantivy::aggregation::{AggContextParams, AggregationCollector};
use tantivy::collector::TopDocs;
use tantivy::directory::MmapDirectory;
use tantivy::index::IndexBuilder;
use tantivy::indexer::SingleSegmentIndexWriter;
use tantivy::query::{AllQuery, BooleanQuery, FuzzyTermQuery, Query, TermQuery};
use tantivy::schema::{
    FAST, Field, INDEXED, IndexRecordOption, STORED, Schema, TextFieldIndexing, TextOptions, Value,
};
use tantivy::tokenizer::{
    AsciiFoldingFilter, LowerCaser, SimpleTokenizer, TextAnalyzer, TokenizerManager,
};
use tantivy::{Index, Searcher, TantivyDocument, TantivyError, Term};
use tempfile::TempDir;

use super::row::rows;
use super::{Found, Runner};
use crate::support::ROWS;
use crate::support::question::Question;

/// The name of the words' analyzer.
const BARE: &str = "bare";

/// Memory the writer starts with, in bytes.
const BUDGET: usize = 15 << 20;

/// More districts than there are.
const MOST_VALUES: usize = 10_000;

/// A plain index.
pub(crate) struct Plain {
    searcher: Searcher,
    fields: Fields,
    analyzer: TextAnalyzer,
    counts: Aggregations,
    // Last, so that the files are gone after what reads them.
    _folder: TempDir,
}

#[derive(Clone, Copy)]
struct Fields {
    words: Field,
    star: Field,
    district: Field,
    record: Field,
}

impl Plain {
    /// An index over the products of this file of records.
    pub(crate) fn new(records: &Path) -> Result<Self> {
        let folder = tempfile::tempdir().map_err(Error::io_at(&std::env::temp_dir()))?;
        let fields = build(records, folder.path())?;
        let index = Index::open_in_dir(folder.path())?;
        let counts = json!({
            "star": { "terms": { "field": "star" } },
            "district": { "terms": { "field": "district", "size": MOST_VALUES } },
        });
        Ok(Self {
            searcher: index.reader()?.searcher(),
            fields,
            analyzer: analyzer(),
            counts: serde_json::from_value(counts).map_err(TantivyError::from)?,
            _folder: folder,
        })
    }

    fn query(&self, question: &Question) -> Box<dyn Query> {
        let mut analyzer = self.analyzer.clone();
        let mut stream = analyzer.token_stream(&question.text);
        let mut terms = Vec::new();
        let words = self.fields.words;
        stream.process(&mut |token| terms.push(Term::from_field_text(words, &token.text)));
        let last = terms.len().wrapping_sub(1);
        let mut required: Vec<Box<dyn Query>> = terms
            .into_iter()
            .enumerate()
            .map(|(at, term)| -> Box<dyn Query> {
                if question.is_open() && at == last {
                    Box::new(FuzzyTermQuery::new_prefix(term, 0, true))
                } else {
                    Box::new(TermQuery::new(term, IndexRecordOption::WithFreqs))
                }
            })
            .collect();
        let star = question.star.map(u64::from);
        let chosen = [
            star.map(|star| Term::from_field_u64(self.fields.star, star)),
            (question.district.as_deref())
                .map(|name| Term::from_field_text(self.fields.district, name)),
        ];
        for term in chosen.into_iter().flatten() {
            required.push(Box::new(TermQuery::new(term, IndexRecordOption::Basic)));
        }
        if required.is_empty() {
            return Box::new(AllQuery);
        }
        Box::new(BooleanQuery::intersection(required))
    }
}

impl Runner for Plain {
    fn name(&self) -> &'static str {
        "plain tantivy"
    }

    fn answer(&self, question: &Question) -> Result<Found> {
        let begun = Instant::now();
        let query = self.query(question);
        let best = TopDocs::with_limit(ROWS).order_by_score();
        let counts =
            AggregationCollector::from_aggs(self.counts.clone(), AggContextParams::default());
        let (best, counts) = self.searcher.search(&query, &(best, counts))?;
        let stars = buckets(&counts, "star");
        let districts = buckets(&counts, "district");
        let searched = begun.elapsed();
        let mut rows = 0;
        for (_, address) in best {
            let document: TantivyDocument = self.searcher.doc(address)?;
            let record = document
                .get_first(self.fields.record)
                .and_then(|value| value.as_str())
                .unwrap_or_default();
            rows += usize::from(record_lines::parse_product(record).is_ok());
        }
        Ok(Found {
            searched,
            // Every product has one number of stars, none included.
            total: stars.iter().sum(),
            facets: self.counts.len(),
            values: stars.len() + districts.len(),
            rows,
        })
    }
}

/// The counts of one facet.
fn buckets(results: &AggregationResults, name: &str) -> Vec<usize> {
    match results.0.get(name) {
        Some(AggregationResult::BucketResult(BucketResult::Terms { buckets, .. })) => buckets
            .iter()
            .map(|bucket| bucket.doc_count as usize)
            .collect(),
        _ => Vec::new(),
    }
}

fn analyzer() -> TextAnalyzer {
    TextAnalyzer::builder(SimpleTokenizer::default())
        .filter(LowerCaser)
        .filter(AsciiFoldingFilter)
        .build()
}

fn build(records: &Path, folder: &Path) -> Result<Fields> {
    let mut schema = Schema::builder();
    let indexing = |tokenizer, option| {
        TextFieldIndexing::default()
            .set_tokenizer(tokenizer)
            .set_index_option(option)
    };
    let words =
        TextOptions::default().set_indexing_options(indexing(BARE, IndexRecordOption::WithFreqs));
    let value = TextOptions::default()
        .set_indexing_options(indexing("raw", IndexRecordOption::Basic).set_fieldnorms(false))
        .set_fast("raw");
    let fields = Fields {
        words: schema.add_text_field("words", words),
        star: schema.add_u64_field("star", INDEXED | FAST),
        district: schema.add_text_field("district", value),
        record: schema.add_text_field("record", STORED),
    };
    // The writer looks analyzers up in the index it makes, so they are known before.
    let tokenizers = TokenizerManager::default();
    tokenizers.register(BARE, analyzer());
    let builder: IndexBuilder = Index::builder()
        .schema(schema.build())
        .tokenizers(tokenizers);
    let directory = MmapDirectory::open(folder).map_err(TantivyError::from)?;
    let mut writer: SingleSegmentIndexWriter<TantivyDocument> =
        builder.single_segment_index_writer(directory, BUDGET)?;
    for row in rows(records)? {
        let row = row?;
        let mut document = TantivyDocument::default();
        document.add_text(fields.words, row.words);
        document.add_u64(fields.star, u64::from(row.star));
        document.add_text(fields.district, row.district);
        document.add_text(fields.record, row.line);
        writer.add_document(document).map_err(Error::from)?;
    }
    writer.finalize()?;
    Ok(fields)
}
