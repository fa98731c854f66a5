//! An open catalogue: an index in memory or mapped, its vocabulary, and its columns for a day.
//!
//! Immutable, so that any number of threads may ask. Must not: know where the files lie.

use std::sync::Arc;

use jiff::civil::Date;
use tantivy::collector::DocSetCollector;
use tantivy::query::TermQuery;
use tantivy::schema::{IndexRecordOption, Value};
use tantivy::{DocAddress, DocId, Index, ReloadPolicy, Searcher, TantivyDocument, Term};

use super::answer::Answer;
use super::collect::{Harvest, OnePass};
use super::columns::Columns;
use super::highlight::{self, Marks};
use super::plan::{Plan, Reading};
use super::schema::Fields;
use super::vocabulary::Vocabulary;
use crate::error::{Error, Result};
use crate::product::Product;
use crate::query::{Facet, Query};
use crate::source::jsonl;
use crate::status::{self, Act, State};

/// A catalogue that answers questions for one day.
pub struct Catalog {
    searcher: Searcher,
    fields: Fields,
    /// Absent in a catalogue without products.
    columns: Option<Arc<Columns>>,
    pub(super) vocabulary: Vocabulary,
    day: Date,
}

/// A product in a list.
#[derive(Clone, Debug)]
pub struct Hit {
    /// The record.
    pub product: Product,
    /// What it is on the catalogue's day.
    pub state: State,
    /// Which letters matched.
    pub marks: Marks,
}

impl Catalog {
    /// Opens an index for a day.
    pub(crate) fn open(index: &Index, day: Date) -> Result<Self> {
        let reader = index
            .reader_builder()
            .reload_policy(ReloadPolicy::Manual)
            .try_into()?;
        let searcher = reader.searcher();
        let fields = Fields::new();
        let columns = match searcher.segment_readers() {
            [segment] => Columns::read(segment, &fields, day)?,
            _ => None,
        };
        let vocabulary = match &columns {
            Some(columns) => {
                Vocabulary::read(&columns.words).map_err(tantivy::TantivyError::from)?
            }
            None => Vocabulary::default(),
        };
        Ok(Self {
            searcher,
            fields,
            columns: columns.map(Arc::new),
            vocabulary,
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
    pub fn values(&self, facet: Facet) -> Vec<String> {
        self.columns.as_ref().map_or_else(Vec::new, |columns| {
            let column = columns.facet(facet);
            let present = column.values.iter().zip(&column.present);
            present
                .filter(|(_, present)| **present)
                .map(|(value, _)| value.clone())
                .collect()
        })
    }

    /// Answers a question. Words with marks that no product has are read without them, and the
    /// answer's [`Reading`] says so.
    pub fn search(&self, query: &Query) -> Result<Answer> {
        let answer = self.read(query, Reading::Literal)?;
        if answer.candidates_exist()
            || !query.words().iter().any(crate::vietnamese::Word::is_marked)
        {
            return Ok(answer);
        }
        let loose = self.read(query, Reading::WithoutMarks)?;
        Ok(if loose.candidates_exist() {
            loose
        } else {
            answer
        })
    }

    pub(super) fn read(&self, query: &Query, reading: Reading) -> Result<Answer> {
        let words = query.words();
        let plan = Arc::new(Plan::new(
            &self.vocabulary,
            &words,
            query.ends_in_word(),
            reading,
        ));
        let Some(columns) = &self.columns else {
            return Ok(Answer::empty(plan, &query.filter));
        };
        let harvest = if plan.is_hopeless() {
            Harvest::default()
        } else {
            let pass = OnePass::new(Arc::clone(columns), Arc::clone(&plan), &query.filter);
            let candidates = plan.candidates(&self.vocabulary, self.fields.word);
            self.searcher.search(&candidates, &pass)?
        };
        Ok(Answer::new(
            harvest,
            columns,
            plan,
            &query.filter,
            query.sort,
        ))
    }

    /// The products at these places of an answer, read whole.
    pub fn hits(&self, answer: &mut Answer, places: std::ops::Range<usize>) -> Result<Vec<Hit>> {
        let plan = Arc::clone(&answer.plan);
        answer
            .docs(places)
            .into_iter()
            .map(|doc| {
                let product = self.product_at(doc)?;
                Ok(Hit {
                    state: self.state(&product),
                    marks: highlight::marks(&plan, &self.vocabulary, &product),
                    product,
                })
            })
            .collect()
    }

    /// The product with this id.
    pub fn product(&self, id: &str) -> Result<Option<Hit>> {
        let term = Term::from_field_text(self.fields.id, &id.to_lowercase());
        let query = TermQuery::new(term, IndexRecordOption::Basic);
        let found = self.searcher.search(&query, &DocSetCollector)?;
        let Some(address) = found.into_iter().next() else {
            return Ok(None);
        };
        let product = self.product_at(address.doc_id)?;
        Ok(Some(Hit {
            state: self.state(&product),
            marks: Marks::default(),
            product,
        }))
    }

    /// How many different producers an answer has; a product without a named one counts none.
    pub fn producers(&self, answer: &Answer) -> usize {
        let Some(producers) = self.columns.as_ref().and_then(|c| c.producers.as_ref()) else {
            return 0;
        };
        let mut seen = vec![false; producers.num_terms()];
        for doc in answer.all_docs() {
            if let Some(ord) = producers.ords().first(doc) {
                seen[ord as usize] = true;
            }
        }
        seen.into_iter().filter(|seen| *seen).count()
    }

    /// What a product is on the catalogue's day.
    fn state(&self, product: &Product) -> State {
        status::on(product.recognitions.iter().map(Act::from), self.day)
    }

    fn product_at(&self, doc: DocId) -> Result<Product> {
        let document: TantivyDocument = self.searcher.doc(DocAddress::new(0, doc))?;
        let record = document
            .get_first(self.fields.record)
            .and_then(|value| value.as_str())
            .unwrap_or_default();
        jsonl::product(record).map_err(|error| Error::Record {
            path: "record".into(),
            line: doc as usize + 1,
            column: error.column(),
            reason: error.to_string(),
        })
    }
}
