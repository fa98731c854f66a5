//! The products that may fit a plan: those with a word for its rarest slot, narrowed by others where that is
//! cheaper than looking at each product.
//!
//! The scorer refuses what does not fit all slots, so this may return too many, never too few. Must not: score.

use std::collections::HashMap;
use std::convert::Infallible;
use std::io;
use std::sync::Arc;

use tantivy::DocId;
use tantivy::index::InvertedIndexReader;
use tantivy::postings::TermInfo;
use tantivy::schema::IndexRecordOption;

use crate::search::columns::vocabulary::Vocabulary;
use crate::search::interpret::query_term::{Interpretation, QueryTerm};
use crate::search::matching::candidate_cache::{CandidateCache, FieldBitmaps};
use crate::search::parallel;

/// So many postings are read in the time one product is scored.
const POSTINGS_PER_SCORE: u64 = 12;

/// From so many products on it pays to know exactly which of them fit before any is scored.
const EXACT_FILTER_THRESHOLD: u64 = 4_096;

/// A reading that is not as typed and whose rarest word so many products have says nothing.
const MAX_RAREST_FREQUENCY: u64 = 200_000;

/// So many postings are worth a second thread.
const MIN_PARALLEL_POSTINGS: u64 = 150_000;

/// A set of products.
#[derive(Debug)]
pub(crate) enum ProductSet {
    /// In ascending order.
    List(Vec<DocId>),
    /// One bit each.
    Bitmap(Vec<u64>),
}

impl ProductSet {
    /// Every product of so many.
    pub(crate) fn all(docs: DocId) -> Self {
        let mut bits = vec![u64::MAX; docs as usize / 64];
        if !docs.is_multiple_of(64) {
            bits.push((1 << (docs % 64)) - 1);
        }
        Self::Bitmap(bits)
    }

    /// How many there are.
    pub(crate) fn len(&self) -> usize {
        match self {
            Self::List(docs) => docs.len(),
            Self::Bitmap(bits) => bits.iter().map(|word| word.count_ones() as usize).sum(),
        }
    }

    /// True when a product is in it.
    #[inline]
    pub(crate) fn contains(&self, doc: DocId) -> bool {
        match self {
            Self::List(docs) => docs.binary_search(&doc).is_ok(),
            Self::Bitmap(bits) => {
                let word = bits.get(doc as usize / 64);
                word.is_some_and(|word| word >> (doc % 64) & 1 == 1)
            }
        }
    }

    /// The set as ranges of about equal size, for so many threads.
    pub(crate) fn split_evenly(&self, parts: usize) -> Vec<ProductSetPart<'_>> {
        match self {
            Self::List(docs) => docs
                .chunks(docs.len().div_ceil(parts).max(1))
                .map(ProductSetPart::List)
                .collect(),
            Self::Bitmap(bits) => {
                let size = bits.len().div_ceil(parts).max(1);
                let chunks = bits.chunks(size).enumerate();
                chunks
                    .map(|(at, bits)| ProductSetPart::Bitmap {
                        bits,
                        first_doc: (at * size * 64) as DocId,
                    })
                    .collect()
            }
        }
    }
}

/// A part of a set.
#[derive(Clone, Copy, Debug)]
pub(crate) enum ProductSetPart<'a> {
    /// In ascending order.
    List(&'a [DocId]),
    /// One bit each, from a first one on.
    Bitmap { bits: &'a [u64], first_doc: DocId },
}

impl ProductSetPart<'_> {
    /// The first product, or one before it.
    pub(crate) fn lower_bound(self) -> DocId {
        match self {
            Self::List(docs) => docs.first().copied().unwrap_or(DocId::MAX),
            Self::Bitmap {
                first_doc: first, ..
            } => first,
        }
    }

    /// Goes through the products in ascending order.
    pub(crate) fn for_each(self, mut with: impl FnMut(DocId)) {
        let Ok(()) = self.try_for_each(|doc| {
            with(doc);
            Ok::<(), Infallible>(())
        });
    }

    /// Goes through the products in ascending order until told to stop.
    pub(crate) fn try_for_each<E>(
        self,
        mut with: impl FnMut(DocId) -> Result<(), E>,
    ) -> Result<(), E> {
        match self {
            Self::List(docs) => docs.iter().try_for_each(|doc| with(*doc)),
            Self::Bitmap {
                bits,
                first_doc: first,
            } => {
                for (word, at) in bits.iter().zip(0..) {
                    let mut rest = *word;
                    while rest != 0 {
                        with(first + at * 64 + rest.trailing_zeros())?;
                        rest &= rest - 1;
                    }
                }
                Ok(())
            }
        }
    }
}

/// The products that may fit a plan.
#[derive(Debug)]
pub(crate) struct CandidateSet {
    /// Those to look at.
    pub(crate) docs: ProductSet,
    /// When these are many and all of them fit: those that have every slot's word in the name or specialty.
    pub(crate) in_name_fields: Option<ProductSet>,
}

/// Where postings are read from.
pub(crate) struct PostingsReader<'a> {
    pub(crate) vocabulary: &'a Vocabulary,
    /// Names and specialties, then places and producers.
    pub(crate) fields: [&'a InvertedIndexReader; 2],
    pub(crate) doc_count: DocId,
    /// What was read lately: the readings of a question share most slots, and so do questions while one types.
    pub(crate) cache: &'a CandidateCache,
}

impl PostingsReader<'_> {
    /// The products that may fit a plan.
    pub(crate) fn find_candidates(&self, plan: &Interpretation) -> io::Result<CandidateSet> {
        let mut slots: Vec<(u64, &QueryTerm)> = plan
            .terms
            .iter()
            .map(|slot| (self.count_term_postings(slot), slot))
            .collect();
        slots.sort_by_key(|(frequency, _)| *frequency);
        let mut fit = plan.is_plain();
        if !fit
            && slots
                .first()
                .is_some_and(|(rarest, _)| *rarest > MAX_RAREST_FREQUENCY)
        {
            return Ok(CandidateSet {
                docs: ProductSet::List(Vec::new()),
                in_name_fields: None,
            });
        }
        let mut docs = ProductSet::List(Vec::new());
        let mut left = u64::MAX;
        for (place, (frequency, slot)) in slots.iter().enumerate() {
            if place == 0 {
                docs = self.find_docs(slot, *frequency)?;
            } else if slot.docs.is_some()
                // Reading its postings costs more than scoring what they may rule out.
                || left < EXACT_FILTER_THRESHOLD && frequency / POSTINGS_PER_SCORE > left
            {
                fit = false;
                break;
            } else {
                docs = self.intersect_docs(docs, slot)?;
            }
            left = docs.len() as u64;
        }
        let by_name = (fit && left >= EXACT_FILTER_THRESHOLD)
            .then(|| self.find_in_name_fields(plan))
            .transpose()?;
        Ok(CandidateSet {
            docs,
            in_name_fields: by_name,
        })
    }

    /// The products that have every slot's word in the name or specialty.
    fn find_in_name_fields(&self, plan: &Interpretation) -> io::Result<ProductSet> {
        let mut all: Option<Vec<u64>> = None;
        for slot in &plan.terms {
            let bits = self.read_bitmaps(slot)?;
            match &mut all {
                None => all = Some(bits[0].clone()),
                Some(all) => all
                    .iter_mut()
                    .zip(&bits[0])
                    .for_each(|(all, more)| *all &= more),
            }
        }
        Ok(ProductSet::Bitmap(all.unwrap_or_default()))
    }

    /// How many postings a slot has.
    fn count_term_postings(&self, slot: &QueryTerm) -> u64 {
        if let Some(docs) = &slot.docs {
            return docs.len() as u64;
        }
        let words = slot.words.iter();
        words.map(|word| self.vocabulary.posting_count(*word)).sum()
    }

    /// The products with a word of a slot.
    fn find_docs(&self, slot: &QueryTerm, frequency: u64) -> io::Result<ProductSet> {
        if let Some(docs) = &slot.docs {
            return Ok(ProductSet::List(sort_docs(docs)));
        }
        if frequency >= EXACT_FILTER_THRESHOLD {
            let bits = self.read_bitmaps(slot)?;
            return Ok(ProductSet::Bitmap(merge_fields(&bits, slot.name_only)));
        }
        let mut docs = Vec::with_capacity(frequency as usize);
        for (field, info) in self.term_posting_infos(slot) {
            if field == 0 || !slot.name_only {
                for_each_block(self.fields[field], info, |block| {
                    docs.extend_from_slice(block);
                })?;
            }
        }
        docs.sort_unstable();
        docs.dedup();
        Ok(ProductSet::List(docs))
    }

    /// The products of a set that have a word of a slot as well.
    fn intersect_docs(&self, docs: ProductSet, slot: &QueryTerm) -> io::Result<ProductSet> {
        let bits = self.read_bitmaps(slot)?;
        let [names, others] = &*bits;
        let beyond = u64::from(!slot.name_only).wrapping_neg();
        Ok(match docs {
            ProductSet::List(mut docs) => {
                docs.retain(|doc| {
                    let at = *doc as usize / 64;
                    (names[at] | others[at] & beyond) >> (doc % 64) & 1 == 1
                });
                ProductSet::List(docs)
            }
            ProductSet::Bitmap(mut known) => {
                for (known, (names, others)) in known.iter_mut().zip(names.iter().zip(others)) {
                    *known &= names | others & beyond;
                }
                ProductSet::Bitmap(known)
            }
        })
    }

    /// The products with a word of a slot, as bits.
    fn read_bitmaps(&self, slot: &QueryTerm) -> io::Result<Arc<FieldBitmaps>> {
        if let Some(known) = self.cache.get(&slot.words) {
            return Ok(known);
        }
        let infos = self.term_posting_infos(slot);
        let frequency: u64 = infos.iter().map(|(_, info)| u64::from(info.doc_freq)).sum();
        let halves = split_postings(&infos, frequency);
        let size = (self.doc_count as usize).div_ceil(64);
        let fields = self.fields;
        let read = |infos: &[(usize, &TermInfo)]| -> io::Result<FieldBitmaps> {
            let mut bits = [vec![0_u64; size], vec![0_u64; size]];
            for (field, info) in infos {
                let bits = &mut bits[*field];
                for_each_block(fields[*field], info, |block| {
                    for doc in block {
                        bits[*doc as usize / 64] |= 1 << (doc % 64);
                    }
                })?;
            }
            Ok(bits)
        };
        let mut halves = parallel::map_parts(halves, read).into_iter();
        let mut bits = halves.next().transpose()?.unwrap_or_default();
        for half in halves {
            for (bits, more) in bits.iter_mut().zip(half?) {
                bits.iter_mut()
                    .zip(more)
                    .for_each(|(bits, more)| *bits |= more);
            }
        }
        let bits = Arc::new(bits);
        self.cache.insert(&slot.words, &bits);
        Ok(bits)
    }

    /// Where the postings of a slot's words lie, with their field.
    fn term_posting_infos(&self, slot: &QueryTerm) -> Vec<(usize, &TermInfo)> {
        let words = slot.words.iter();
        let infos =
            words.flat_map(|word| self.vocabulary.posting_infos(*word).into_iter().enumerate());
        infos
            .filter_map(|(field, info)| Some((field, info?)))
            .collect()
    }
}

/// Reads postings block by block.
pub(crate) fn for_each_block(
    field: &InvertedIndexReader,
    info: &TermInfo,
    mut with: impl FnMut(&[DocId]),
) -> io::Result<()> {
    let mut postings = field.read_block_postings_from_terminfo(info, IndexRecordOption::Basic)?;
    while postings.block_len() > 0 {
        with(postings.docs());
        postings.advance();
    }
    Ok(())
}

/// The postings in two parts of about equal size, when there is work for two threads.
fn split_postings<'a, 'b>(
    infos: &'a [(usize, &'b TermInfo)],
    frequency: u64,
) -> Vec<&'a [(usize, &'b TermInfo)]> {
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

/// The products with a word in either field.
fn merge_fields([names, others]: &FieldBitmaps, name_only: bool) -> Vec<u64> {
    let beyond = u64::from(!name_only).wrapping_neg();
    names
        .iter()
        .zip(others)
        .map(|(names, others)| names | others & beyond)
        .collect()
}

fn sort_docs(docs: &HashMap<DocId, u16>) -> Vec<DocId> {
    let mut docs: Vec<DocId> = docs.keys().copied().collect();
    docs.sort_unstable();
    docs
}
