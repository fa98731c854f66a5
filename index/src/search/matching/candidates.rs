//! The candidates of an interpretation: products that have a word for its rarest term, intersected with those of
//! other terms where that is cheaper than scoring each product.
//!
//! The scorer rejects what does not match all terms, so this may return too many products, never too few.

use std::collections::HashMap;
use std::io;
use std::sync::Arc;

use tantivy::DocId;
use tantivy::index::InvertedIndexReader;
use tantivy::postings::TermInfo;

use crate::search::columns::schema::{ByFieldGroup, FieldGroup};
use crate::search::columns::vocabulary::Vocabulary;
use crate::search::cost::Cost;
use crate::search::interpret::interpretation::Interpretation;
use crate::search::interpret::query_term::QueryTerm;
use crate::search::matching::candidate_cache::{CandidateCache, FieldBitmaps};
use crate::search::matching::postings::for_each_block;
use crate::search::matching::product_set::ProductSet;
use crate::search::parallel;

/// This many postings are read in the time one product is scored.
const POSTINGS_PER_SCORE: u64 = 12;

/// From this many products on it pays to know exactly which of them match before any is scored.
const EXACT_FILTER_THRESHOLD: u64 = 4_096;

/// An interpretation that is not as typed says nothing when even its rarest term has this many postings.
const MAX_RAREST_FREQUENCY: u64 = 200_000;

/// This many postings are worth a second thread.
const MIN_PARALLEL_POSTINGS: u64 = 150_000;

/// The products that may match an interpretation.
#[derive(Debug)]
pub(crate) struct CandidateSet {
    pub(crate) docs: ProductSet,
    /// Only when these are many and all of them match: those that have a word for every term in the name or
    /// specialty.
    pub(crate) in_name_fields: Option<ProductSet>,
}

/// The postings of both word fields.
pub(crate) struct PostingsReader<'a> {
    pub(crate) vocabulary: &'a Vocabulary,
    pub(crate) indexes: ByFieldGroup<&'a InvertedIndexReader>,
    pub(crate) doc_count: DocId,
    /// The interpretations of a query share most terms, and so do the queries while somebody types.
    pub(crate) cache: &'a CandidateCache,
}

impl PostingsReader<'_> {
    /// The products that may match an interpretation.
    pub(crate) fn find_candidates(
        &self,
        interpretation: &Interpretation,
    ) -> io::Result<CandidateSet> {
        let mut terms: Vec<(u64, &QueryTerm)> = interpretation
            .terms
            .iter()
            .map(|term| (self.count_term_postings(term), term))
            .collect();
        terms.sort_by_key(|(frequency, _)| *frequency);
        let mut all_match = interpretation.is_plain();
        let rarest = terms.first().map_or(0, |(frequency, _)| *frequency);
        if !interpretation.is_as_typed() && rarest > MAX_RAREST_FREQUENCY {
            return Ok(CandidateSet {
                docs: ProductSet::List(Vec::new()),
                in_name_fields: None,
            });
        }
        let mut docs = ProductSet::List(Vec::new());
        let mut doc_count = u64::MAX;
        for (index, (frequency, term)) in terms.iter().enumerate() {
            if index == 0 {
                docs = self.find_docs(term, *frequency)?;
            } else if term.docs.is_some()
                // Reading its postings costs more than scoring the products that they may rule out.
                || doc_count < EXACT_FILTER_THRESHOLD && frequency / POSTINGS_PER_SCORE > doc_count
            {
                all_match = false;
                break;
            } else {
                docs = self.intersect_docs(docs, term)?;
            }
            doc_count = docs.len() as u64;
        }
        let in_name_fields = (all_match && doc_count >= EXACT_FILTER_THRESHOLD)
            .then(|| self.find_in_name_fields(interpretation))
            .transpose()?;
        Ok(CandidateSet {
            docs,
            in_name_fields,
        })
    }

    /// The products that have a word for every term in the name or specialty.
    fn find_in_name_fields(&self, interpretation: &Interpretation) -> io::Result<ProductSet> {
        let mut matching: Option<Vec<u64>> = None;
        for term in &interpretation.terms {
            let bitmaps = self.read_bitmaps(term)?;
            match &mut matching {
                None => matching = Some(bitmaps.names.clone()),
                Some(matching) => matching
                    .iter_mut()
                    .zip(&bitmaps.names)
                    .for_each(|(matching, bits)| *matching &= bits),
            }
        }
        Ok(ProductSet::Bitmap(matching.unwrap_or_default()))
    }

    /// How many postings the words of a term have.
    fn count_term_postings(&self, term: &QueryTerm) -> u64 {
        if let Some(docs) = &term.docs {
            return docs.len() as u64;
        }
        let words = term.words.iter();
        words.map(|word| self.vocabulary.posting_count(*word)).sum()
    }

    /// The products with a word of a term.
    fn find_docs(&self, term: &QueryTerm, frequency: u64) -> io::Result<ProductSet> {
        if let Some(docs) = &term.docs {
            return Ok(ProductSet::List(sorted_docs(docs)));
        }
        if frequency >= EXACT_FILTER_THRESHOLD {
            let bitmaps = self.read_bitmaps(term)?;
            let shared_mask = shared_field_mask(term);
            let words = bitmaps.names.iter().zip(&bitmaps.shared);
            let bits = words.map(|(names, shared)| names | shared & shared_mask);
            return Ok(ProductSet::Bitmap(bits.collect()));
        }
        let mut docs = Vec::with_capacity(frequency as usize);
        for (field_group, info) in self.term_posting_infos(term) {
            if field_group == FieldGroup::Names || !term.name_only {
                for_each_block(self.indexes.get(field_group), info, |block| {
                    docs.extend_from_slice(block);
                })?;
            }
        }
        docs.sort_unstable();
        docs.dedup();
        Ok(ProductSet::List(docs))
    }

    /// The products of a set that have a word of a term as well.
    fn intersect_docs(&self, docs: ProductSet, term: &QueryTerm) -> io::Result<ProductSet> {
        let bitmaps = self.read_bitmaps(term)?;
        let (names, shared) = (&bitmaps.names, &bitmaps.shared);
        let shared_mask = shared_field_mask(term);
        Ok(match docs {
            ProductSet::List(mut docs) => {
                docs.retain(|doc| {
                    let index = *doc as usize / 64;
                    (names[index] | shared[index] & shared_mask) >> (doc % 64) & 1 == 1
                });
                ProductSet::List(docs)
            }
            ProductSet::Bitmap(mut bits) => {
                for (bits, (names, shared)) in bits.iter_mut().zip(names.iter().zip(shared)) {
                    *bits &= names | shared & shared_mask;
                }
                ProductSet::Bitmap(bits)
            }
        })
    }

    /// The products with a word of a term, as bitmaps.
    fn read_bitmaps(&self, term: &QueryTerm) -> io::Result<Arc<FieldBitmaps>> {
        if let Some(bitmaps) = self.cache.get(&term.words) {
            return Ok(bitmaps);
        }
        let infos = self.term_posting_infos(term);
        let frequency: u64 = infos.iter().map(|(_, info)| u64::from(info.doc_freq)).sum();
        let parts = split_postings(&infos, frequency);
        let size = (self.doc_count as usize).div_ceil(64);
        let indexes = self.indexes;
        let read_part = |infos: &[(FieldGroup, &TermInfo)]| -> io::Result<FieldBitmaps> {
            let mut bitmaps = FieldBitmaps {
                names: vec![0_u64; size],
                shared: vec![0_u64; size],
            };
            for (field_group, info) in infos {
                let bits = bitmaps.get_mut(*field_group);
                for_each_block(indexes.get(*field_group), info, |block| {
                    for doc in block {
                        bits[*doc as usize / 64] |= 1 << (doc % 64);
                    }
                })?;
            }
            Ok(bitmaps)
        };
        let mut parts = parallel::map_parts(parts, read_part).into_iter();
        let mut bitmaps = parts.next().transpose()?.unwrap_or_default();
        for part in parts {
            let part = part?;
            add_bits(&mut bitmaps.names, &part.names);
            add_bits(&mut bitmaps.shared, &part.shared);
        }
        let bitmaps = Arc::new(bitmaps);
        self.cache.insert(&term.words, &bitmaps);
        Ok(bitmaps)
    }

    /// Where the postings of a term's words lie, with their field.
    fn term_posting_infos(&self, term: &QueryTerm) -> Vec<(FieldGroup, &TermInfo)> {
        let words = term.words.iter();
        words
            .flat_map(|word| self.vocabulary.posting_infos(*word))
            .collect()
    }
}

/// All ones when a term may match in places and producers.
fn shared_field_mask(term: &QueryTerm) -> u64 {
    u64::from(!term.name_only).wrapping_neg()
}

fn add_bits(bits: &mut [u64], more: &[u64]) {
    bits.iter_mut()
        .zip(more)
        .for_each(|(bits, more)| *bits |= more);
}

/// The postings in two parts of about equal size, when there is work for two threads.
fn split_postings<'a, 'b>(
    infos: &'a [(FieldGroup, &'b TermInfo)],
    frequency: u64,
) -> Vec<&'a [(FieldGroup, &'b TermInfo)]> {
    if frequency < MIN_PARALLEL_POSTINGS {
        return vec![infos];
    }
    let mut sum = 0;
    let middle = infos.iter().position(|(_, info)| {
        sum += u64::from(info.doc_freq);
        sum * 2 >= frequency
    });
    let (first, second) = infos.split_at(middle.map_or(0, |middle| middle + 1).min(infos.len()));
    vec![first, second]
}

fn sorted_docs(docs: &HashMap<DocId, Cost>) -> Vec<DocId> {
    let mut docs: Vec<DocId> = docs.keys().copied().collect();
    docs.sort_unstable();
    docs
}
