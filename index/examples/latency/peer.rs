//! The peer: what one gets from tantivy alone, without this crate.
//!
//! One text field of all searchable words, lower-cased and stripped of marks by tantivy's own filters;
//! each typed word must occur and the last one may be a beginning; the best 50 by tantivy's score, read
//! whole from the same stored records. It has no facet counts, no total, no marks that bind, no order of
//! our own: the ratio says what those cost, not which one is better.

use ocop_index::product::Product;
use ocop_index::source::jsonl;
use ocop_index::{Error, Result};
use tantivy::collector::TopDocs;
use tantivy::directory::RamDirectory;
use tantivy::index::IndexBuilder;
use tantivy::indexer::SingleSegmentIndexWriter;
use tantivy::query::{AllQuery, BooleanQuery, FuzzyTermQuery, Query, TermQuery};
use tantivy::schema::{
    Field, IndexRecordOption, STORED, Schema, TextFieldIndexing, TextOptions, Value,
};
use tantivy::tokenizer::{AsciiFoldingFilter, LowerCaser, SimpleTokenizer, TextAnalyzer};
use tantivy::{Index, Searcher, TantivyDocument, Term};

use super::support::ROWS;

/// The name of the words' analyzer.
const BARE: &str = "bare";

/// A plain index.
pub(crate) struct Peer {
    searcher: Searcher,
    words: Field,
    record: Field,
    analyzer: TextAnalyzer,
}

impl Peer {
    /// An index in memory over these products, in one segment as ours.
    pub(crate) fn new(products: &[Product]) -> Result<Self> {
        let mut schema = Schema::builder();
        let indexing = TextFieldIndexing::default()
            .set_tokenizer(BARE)
            .set_index_option(IndexRecordOption::WithFreqs);
        let options = TextOptions::default().set_indexing_options(indexing);
        let words = schema.add_text_field("words", options);
        let record = schema.add_text_field("record", STORED);
        let index = build(schema.build(), products, words, record)?;
        Ok(Self {
            searcher: index.reader()?.searcher(),
            words,
            record,
            analyzer: analyzer(),
        })
    }

    /// The best rows for a line, read whole; how many there are.
    pub(crate) fn keystroke(&self, line: &str) -> Result<usize> {
        let query = self.query(line);
        let best = TopDocs::with_limit(ROWS).order_by_score();
        let found = self.searcher.search(&query, &best)?;
        let mut read = 0;
        for (_, address) in found {
            let document: TantivyDocument = self.searcher.doc(address)?;
            let record = document
                .get_first(self.record)
                .and_then(|value| value.as_str())
                .unwrap_or_default();
            read += usize::from(jsonl::product(record).is_ok());
        }
        Ok(read)
    }

    fn query(&self, line: &str) -> Box<dyn Query> {
        let open = !line.ends_with(char::is_whitespace);
        let mut analyzer = self.analyzer.clone();
        let mut stream = analyzer.token_stream(line);
        let mut terms = Vec::new();
        stream.process(&mut |token| terms.push(Term::from_field_text(self.words, &token.text)));
        let last = terms.len().wrapping_sub(1);
        let slots: Vec<Box<dyn Query>> = terms
            .into_iter()
            .enumerate()
            .map(|(at, term)| -> Box<dyn Query> {
                if open && at == last {
                    Box::new(FuzzyTermQuery::new_prefix(term, 0, true))
                } else {
                    Box::new(TermQuery::new(term, IndexRecordOption::WithFreqs))
                }
            })
            .collect();
        if slots.is_empty() {
            return Box::new(AllQuery);
        }
        Box::new(BooleanQuery::intersection(slots))
    }
}

fn analyzer() -> TextAnalyzer {
    TextAnalyzer::builder(SimpleTokenizer::default())
        .filter(LowerCaser)
        .filter(AsciiFoldingFilter)
        .build()
}

fn build(schema: Schema, products: &[Product], words: Field, record: Field) -> Result<Index> {
    // The writer looks analyzers up in the index it makes, so they are known before.
    let tokenizers = tantivy::tokenizer::TokenizerManager::default();
    tokenizers.register(BARE, analyzer());
    let builder: IndexBuilder = Index::builder().schema(schema).tokenizers(tokenizers);
    let mut writer: SingleSegmentIndexWriter<TantivyDocument> =
        builder.single_segment_index_writer(RamDirectory::create(), 15 << 20)?;
    for product in products {
        let line = jsonl::write(std::slice::from_ref(product))?;
        let mut document = TantivyDocument::default();
        document.add_text(words, text(product));
        document.add_text(record, line.trim_end());
        writer.add_document(document).map_err(Error::from)?;
    }
    Ok(writer.finalize()?)
}

/// Everything that our own index searches.
fn text(product: &Product) -> String {
    let place = &product.place;
    let optional = [
        product.specialty.as_deref(),
        place.commune.as_deref(),
        place.district.as_deref(),
        place.unit.as_deref(),
        place.province.as_deref(),
        place.written.as_deref(),
        product
            .producer
            .as_ref()
            .map(|producer| producer.name.as_str()),
        product.code.as_deref(),
    ];
    let decisions = product
        .recognitions
        .iter()
        .filter_map(|act| act.decision.as_deref());
    let parts = std::iter::once(product.name.as_str())
        .chain(optional.into_iter().flatten())
        .chain(decisions);
    parts.collect::<Vec<_>>().join(" ")
}
