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

use super::recent::{Bits, Recent};
use super::slot::{Plan, Slot};
use super::threads;
use super::vocabulary::Vocabulary;

/// So many postings are read in the time one product is scored.
const POSTINGS_A_SCORE: u64 = 12;

/// From so many products on it pays to know exactly which of them fit before any is scored.
const MANY: u64 = 4_096;

/// A reading that is not as typed and whose rarest word so many products have says nothing.
const VAGUE: u64 = 200_000;

/// So many postings are worth a second thread.
const ENOUGH_POSTINGS: u64 = 150_000;

/// A set of products.
#[derive(Debug)]
pub(crate) enum Docs {
    /// In ascending order.
    List(Vec<DocId>),
    /// One bit each.
    Bits(Vec<u64>),
}

impl Docs {
    /// Every product of so many.
    pub(crate) fn all(docs: DocId) -> Self {
        let mut bits = vec![u64::MAX; docs as usize / 64];
        if !docs.is_multiple_of(64) {
            bits.push((1 << (docs % 64)) - 1);
        }
        Self::Bits(bits)
    }

    /// How many there are.
    pub(crate) fn len(&self) -> usize {
        match self {
            Self::List(docs) => docs.len(),
            Self::Bits(bits) => bits.iter().map(|word| word.count_ones() as usize).sum(),
        }
    }

    /// True when a product is in it.
    #[inline]
    pub(crate) fn has(&self, doc: DocId) -> bool {
        match self {
            Self::List(docs) => docs.binary_search(&doc).is_ok(),
            Self::Bits(bits) => {
                let word = bits.get(doc as usize / 64);
                word.is_some_and(|word| word >> (doc % 64) & 1 == 1)
            }
        }
    }

    /// The set as ranges of about equal size, for so many threads.
    pub(crate) fn parts(&self, parts: usize) -> Vec<DocsPart<'_>> {
        match self {
            Self::List(docs) => docs
                .chunks(docs.len().div_ceil(parts).max(1))
                .map(DocsPart::List)
                .collect(),
            Self::Bits(bits) => {
                let size = bits.len().div_ceil(parts).max(1);
                let chunks = bits.chunks(size).enumerate();
                chunks
                    .map(|(at, bits)| DocsPart::Bits {
                        bits,
                        first: (at * size * 64) as DocId,
                    })
                    .collect()
            }
        }
    }
}

/// A part of a set.
#[derive(Clone, Copy, Debug)]
pub(crate) enum DocsPart<'a> {
    /// In ascending order.
    List(&'a [DocId]),
    /// One bit each, from a first one on.
    Bits { bits: &'a [u64], first: DocId },
}

impl DocsPart<'_> {
    /// The first product, or one before it.
    pub(crate) fn first(self) -> DocId {
        match self {
            Self::List(docs) => docs.first().copied().unwrap_or(DocId::MAX),
            Self::Bits { first, .. } => first,
        }
    }

    /// Goes through the products in ascending order.
    pub(crate) fn each(self, mut with: impl FnMut(DocId)) {
        let Ok(()) = self.try_each(|doc| {
            with(doc);
            Ok::<(), Infallible>(())
        });
    }

    /// Goes through the products in ascending order until told to stop.
    pub(crate) fn try_each<E>(self, mut with: impl FnMut(DocId) -> Result<(), E>) -> Result<(), E> {
        match self {
            Self::List(docs) => docs.iter().try_for_each(|doc| with(*doc)),
            Self::Bits { bits, first } => {
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
pub(crate) struct Candidates {
    /// Those to look at.
    pub(crate) docs: Docs,
    /// When these are many and all of them fit: those that have every slot's word in the name or specialty.
    pub(crate) by_name: Option<Docs>,
}

/// Where postings are read from.
pub(crate) struct Postings<'a> {
    pub(crate) vocabulary: &'a Vocabulary,
    /// Names and specialties, then places and producers.
    pub(crate) fields: [&'a InvertedIndexReader; 2],
    pub(crate) docs: DocId,
    /// What was read lately: the readings of a question share most slots, and so do questions while one types.
    pub(crate) recent: &'a Recent,
}

impl Postings<'_> {
    /// The products that may fit a plan.
    pub(crate) fn candidates(&self, plan: &Plan) -> io::Result<Candidates> {
        let mut slots: Vec<(u64, &Slot)> = plan
            .slots
            .iter()
            .map(|slot| (self.frequency(slot), slot))
            .collect();
        slots.sort_by_key(|(frequency, _)| *frequency);
        let mut fit = plan.is_plain();
        if !fit && slots.first().is_some_and(|(rarest, _)| *rarest > VAGUE) {
            return Ok(Candidates {
                docs: Docs::List(Vec::new()),
                by_name: None,
            });
        }
        let mut docs = Docs::List(Vec::new());
        let mut left = u64::MAX;
        for (place, (frequency, slot)) in slots.iter().enumerate() {
            if place == 0 {
                docs = self.of(slot, *frequency)?;
            } else if slot.docs.is_some()
                // Reading its postings costs more than scoring what they may rule out.
                || left < MANY && frequency / POSTINGS_A_SCORE > left
            {
                fit = false;
                break;
            } else {
                docs = self.both(docs, slot)?;
            }
            left = docs.len() as u64;
        }
        let by_name = (fit && left >= MANY)
            .then(|| self.by_name(plan))
            .transpose()?;
        Ok(Candidates { docs, by_name })
    }

    /// The products that have every slot's word in the name or specialty.
    fn by_name(&self, plan: &Plan) -> io::Result<Docs> {
        let mut all: Option<Vec<u64>> = None;
        for slot in &plan.slots {
            let bits = self.bits(slot)?;
            match &mut all {
                None => all = Some(bits[0].clone()),
                Some(all) => all
                    .iter_mut()
                    .zip(&bits[0])
                    .for_each(|(all, more)| *all &= more),
            }
        }
        Ok(Docs::Bits(all.unwrap_or_default()))
    }

    /// How many postings a slot has.
    fn frequency(&self, slot: &Slot) -> u64 {
        if let Some(docs) = &slot.docs {
            return docs.len() as u64;
        }
        let words = slot.words.iter();
        words.map(|word| self.vocabulary.frequency(*word)).sum()
    }

    /// The products with a word of a slot.
    fn of(&self, slot: &Slot, frequency: u64) -> io::Result<Docs> {
        if let Some(docs) = &slot.docs {
            return Ok(Docs::List(sorted(docs)));
        }
        if frequency >= MANY {
            let bits = self.bits(slot)?;
            return Ok(Docs::Bits(both_fields(&bits, slot.name_only)));
        }
        let mut docs = Vec::with_capacity(frequency as usize);
        for (field, info) in self.infos(slot) {
            if field == 0 || !slot.name_only {
                each_block(self.fields[field], info, |block| {
                    docs.extend_from_slice(block);
                })?;
            }
        }
        docs.sort_unstable();
        docs.dedup();
        Ok(Docs::List(docs))
    }

    /// The products of a set that have a word of a slot as well.
    fn both(&self, docs: Docs, slot: &Slot) -> io::Result<Docs> {
        let bits = self.bits(slot)?;
        let [names, others] = &*bits;
        let beyond = u64::from(!slot.name_only).wrapping_neg();
        Ok(match docs {
            Docs::List(mut docs) => {
                docs.retain(|doc| {
                    let at = *doc as usize / 64;
                    (names[at] | others[at] & beyond) >> (doc % 64) & 1 == 1
                });
                Docs::List(docs)
            }
            Docs::Bits(mut known) => {
                for (known, (names, others)) in known.iter_mut().zip(names.iter().zip(others)) {
                    *known &= names | others & beyond;
                }
                Docs::Bits(known)
            }
        })
    }

    /// The products with a word of a slot, as bits.
    fn bits(&self, slot: &Slot) -> io::Result<Arc<Bits>> {
        if let Some(known) = self.recent.get(&slot.words) {
            return Ok(known);
        }
        let infos = self.infos(slot);
        let frequency: u64 = infos.iter().map(|(_, info)| u64::from(info.doc_freq)).sum();
        let halves = halves(&infos, frequency);
        let size = (self.docs as usize).div_ceil(64);
        let fields = self.fields;
        let read = |infos: &[(usize, &TermInfo)]| -> io::Result<Bits> {
            let mut bits = [vec![0_u64; size], vec![0_u64; size]];
            for (field, info) in infos {
                let bits = &mut bits[*field];
                each_block(fields[*field], info, |block| {
                    for doc in block {
                        bits[*doc as usize / 64] |= 1 << (doc % 64);
                    }
                })?;
            }
            Ok(bits)
        };
        let mut halves = threads::each(halves, read).into_iter();
        let mut bits = halves.next().transpose()?.unwrap_or_default();
        for half in halves {
            for (bits, more) in bits.iter_mut().zip(half?) {
                bits.iter_mut()
                    .zip(more)
                    .for_each(|(bits, more)| *bits |= more);
            }
        }
        let bits = Arc::new(bits);
        self.recent.keep(&slot.words, &bits);
        Ok(bits)
    }

    /// Where the postings of a slot's words lie, with their field.
    fn infos(&self, slot: &Slot) -> Vec<(usize, &TermInfo)> {
        let words = slot.words.iter();
        let infos = words.flat_map(|word| self.vocabulary.postings(*word).into_iter().enumerate());
        infos
            .filter_map(|(field, info)| Some((field, info?)))
            .collect()
    }
}

/// Reads postings block by block.
pub(super) fn each_block(
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
fn halves<'a, 'b>(
    infos: &'a [(usize, &'b TermInfo)],
    frequency: u64,
) -> Vec<&'a [(usize, &'b TermInfo)]> {
    if frequency < ENOUGH_POSTINGS {
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
fn both_fields([names, others]: &Bits, name_only: bool) -> Vec<u64> {
    let beyond = u64::from(!name_only).wrapping_neg();
    names
        .iter()
        .zip(others)
        .map(|(names, others)| names | others & beyond)
        .collect()
}

fn sorted(docs: &HashMap<DocId, u16>) -> Vec<DocId> {
    let mut docs: Vec<DocId> = docs.keys().copied().collect();
    docs.sort_unstable();
    docs
}
