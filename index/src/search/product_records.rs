//! The stored products of an open index: by document and by id.

use std::borrow::Cow;

use serde::Deserialize;
use tantivy::columnar::StrColumn;
use tantivy::schema::Value;
use tantivy::{DocAddress, DocId, Index, ReloadPolicy, Searcher, SegmentReader, TantivyDocument};

use crate::clean;
use crate::error::{Error, Result};
use crate::product::{Product, ProductName};
use crate::search::columns::bulk_read;
use crate::search::columns::schema::{IndexFields, hash_id};
use crate::source::record_lines;

/// All that is read of a record where only its id is wanted.
#[derive(Deserialize)]
struct RecordId {
    id: String,
}

/// The stored products of an index.
pub(crate) struct ProductRecords {
    searcher: Searcher,
    pub(crate) fields: IndexFields,
}

impl ProductRecords {
    /// Opens an index.
    pub(crate) fn open(index: &Index) -> Result<Self> {
        let reader = index
            .reader_builder()
            .reload_policy(ReloadPolicy::Manual)
            .try_into()?;
        Ok(Self {
            searcher: reader.searcher(),
            fields: IndexFields::new(),
        })
    }

    /// The same records, to be read beside these.
    pub(crate) fn share(&self) -> Self {
        Self {
            searcher: self.searcher.clone(),
            fields: self.fields.clone(),
        }
    }

    /// The only segment; `None` in an index without products.
    pub(crate) fn segment(&self) -> Option<&SegmentReader> {
        match self.searcher.segment_readers() {
            [segment] => Some(segment),
            _ => None,
        }
    }

    /// How many products there are.
    pub(crate) fn len(&self) -> usize {
        self.searcher.num_docs() as usize
    }

    fn load_document(&self, doc: DocId) -> Result<TantivyDocument> {
        Ok(self.searcher.doc(DocAddress::new(0, doc))?)
    }

    /// The stored line of a record.
    fn record_text<'a>(&self, document: &'a TantivyDocument) -> &'a str {
        let value = document.get_first(self.fields.record);
        value.and_then(|value| value.as_str()).unwrap_or_default()
    }

    /// Reads the record of a product.
    pub(crate) fn load_product(&self, doc: DocId) -> Result<Product> {
        let document = self.load_document(doc)?;
        let record = self.record_text(&document);
        record_lines::parse_product(record).map_err(|error| invalid_record(doc, &error))
    }

    /// Reads what a product is called, and nothing else of its record.
    pub(crate) fn load_name(&self, doc: DocId) -> Result<ProductName> {
        let document = self.load_document(doc)?;
        let record = self.record_text(&document);
        let fields: NameFields<'_> =
            serde_json::from_str(record).map_err(|error| invalid_record(doc, &error))?;
        let clean = |text: &str| clean::clean_text(text).into_owned();
        Ok(ProductName {
            id: clean(&fields.id),
            name: clean(&fields.name),
            producer: fields.producer.map(|producer| clean(&producer.name)),
        })
    }

    /// Reads the id of a product, which is quicker than reading all of its record.
    pub(crate) fn load_id(&self, doc: DocId) -> Result<String> {
        let document = self.load_document(doc)?;
        let record = self.record_text(&document);
        // A text with escapes is cleaned once they are read.
        if !record.contains('\\')
            && let Ok(RecordId { id }) = serde_json::from_str(&clean::clean_text(record))
        {
            return Ok(id);
        }
        Ok(self.load_product(doc)?.id)
    }

    /// The document of the product with this id, whatever its case.
    pub(crate) fn find_doc(&self, id: &str) -> Result<Option<DocId>> {
        let Some(segment) = self.segment() else {
            return Ok(None);
        };
        let name = self.fields.schema.get_field_name(self.fields.id);
        let column = segment.fast_fields().u64(name)?;
        let wanted = hash_id(id);
        let hashes = bulk_read::read_first_values(&column, segment.max_doc(), |hash| hash);
        for (doc, _) in (0..).zip(hashes).filter(|(_, hash)| *hash == wanted) {
            if self.load_product(doc)?.id.to_lowercase() == id.to_lowercase() {
                return Ok(Some(doc));
            }
        }
        Ok(None)
    }

    /// The column of producers.
    pub(crate) fn producer_column(&self) -> Result<Option<StrColumn>> {
        let Some(segment) = self.segment() else {
            return Ok(None);
        };
        let name = self.fields.schema.get_field_name(self.fields.producer);
        Ok(segment.fast_fields().str(name)?)
    }
}

fn invalid_record(doc: DocId, error: &serde_json::Error) -> Error {
    Error::InvalidRecord {
        path: "record".into(),
        line: doc as usize + 1,
        column: error.column(),
        reason: clean::clean_text(&error.to_string()).into_owned(),
    }
}

/// The fields of a record that say what it is called.
#[derive(Deserialize)]
struct NameFields<'a> {
    #[serde(borrow)]
    id: Cow<'a, str>,
    #[serde(borrow)]
    name: Cow<'a, str>,
    #[serde(borrow, default)]
    producer: Option<ProducerFields<'a>>,
}

#[derive(Deserialize)]
struct ProducerFields<'a> {
    #[serde(borrow)]
    name: Cow<'a, str>,
}
