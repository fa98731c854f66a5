//! The products that may fit a plan: those with a word for its rarest slot, narrowed by others where that is
//! cheaper than looking at each product.
//!
//! The scorer refuses what does not fit all slots, so this may return too many, never too few. Must not: score.

use std::collections::HashMap;
use std::io;

use tantivy::DocId;
use tantivy::index::InvertedIndexReader;
use tantivy::schema::IndexRecordOption;

use super::slot::{Plan, Slot};
use super::vocabulary::Vocabulary;

/// So many postings are read in the time one product is scored.
const POSTINGS_A_SCORE: u64 = 12;

/// A set of products.
#[derive(Debug)]
pub(crate) enum Docs {
    /// In ascending order.
    List(Vec<DocId>),
    /// One bit each.
    Bits(Vec<u64>),
}

impl Docs {
    /// How many there are.
    pub(crate) fn len(&self) -> usize {
        match self {
            Self::List(docs) => docs.len(),
            Self::Bits(bits) => bits.iter().map(|word| word.count_ones() as usize).sum(),
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

/// Where postings are read from.
pub(crate) struct Postings<'a> {
    pub(crate) vocabulary: &'a Vocabulary,
    /// Names and specialties, then places and producers.
    pub(crate) fields: [&'a InvertedIndexReader; 2],
    pub(crate) docs: DocId,
}

impl Postings<'_> {
    /// The products that may fit a plan.
    pub(crate) fn candidates(&self, plan: &Plan) -> io::Result<Docs> {
        let mut slots: Vec<(u64, &Slot)> = plan
            .slots
            .iter()
            .map(|slot| (self.frequency(slot), slot))
            .collect();
        slots.sort_by_key(|(frequency, _)| *frequency);
        let Some(((rarest, slot), others)) = slots.split_first() else {
            return Ok(Docs::List(Vec::new()));
        };
        let mut docs = self.of(slot, *rarest)?;
        let mut left = docs.len() as u64;
        for (frequency, slot) in others {
            // Reading its postings costs less than scoring what they may rule out.
            if slot.docs.is_some() || frequency / POSTINGS_A_SCORE > left {
                break;
            }
            docs = self.both(docs, slot)?;
            left = docs.len() as u64;
        }
        Ok(docs)
    }

    /// How many postings a slot has.
    fn frequency(&self, slot: &Slot) -> u64 {
        if let Some(docs) = &slot.docs {
            return docs.len() as u64;
        }
        slot.words
            .iter()
            .map(|word| self.vocabulary.frequency(*word))
            .sum()
    }

    /// The products with a word of a slot.
    fn of(&self, slot: &Slot, frequency: u64) -> io::Result<Docs> {
        if let Some(docs) = &slot.docs {
            return Ok(Docs::List(sorted(docs)));
        }
        if frequency * 32 > u64::from(self.docs) {
            return Ok(Docs::Bits(self.bits(slot)?));
        }
        let mut docs = Vec::with_capacity(frequency as usize);
        self.each_block(slot, |block| docs.extend_from_slice(block))?;
        docs.sort_unstable();
        docs.dedup();
        Ok(Docs::List(docs))
    }

    /// The products of a set that have a word of a slot as well.
    fn both(&self, docs: Docs, slot: &Slot) -> io::Result<Docs> {
        let bits = self.bits(slot)?;
        Ok(match docs {
            Docs::List(mut docs) => {
                docs.retain(|doc| bits[*doc as usize / 64] >> (doc % 64) & 1 == 1);
                Docs::List(docs)
            }
            Docs::Bits(mut known) => {
                for (known, more) in known.iter_mut().zip(bits) {
                    *known &= more;
                }
                Docs::Bits(known)
            }
        })
    }

    fn bits(&self, slot: &Slot) -> io::Result<Vec<u64>> {
        let mut bits = vec![0_u64; (self.docs as usize).div_ceil(64)];
        self.each_block(slot, |block| {
            for doc in block {
                bits[*doc as usize / 64] |= 1 << (doc % 64);
            }
        })?;
        Ok(bits)
    }

    /// Reads the postings of a slot's words, block by block.
    fn each_block(&self, slot: &Slot, mut with: impl FnMut(&[DocId])) -> io::Result<()> {
        for word in &slot.words {
            let infos = self.vocabulary.postings(*word);
            let fields = if slot.name_only { 1 } else { 2 };
            for (field, info) in self.fields.iter().zip(infos).take(fields) {
                let Some(info) = info else { continue };
                let option = IndexRecordOption::Basic;
                let mut postings = field.read_block_postings_from_terminfo(info, option)?;
                while postings.block_len() > 0 {
                    with(postings.docs());
                    postings.advance();
                }
            }
        }
        Ok(())
    }
}

fn sorted(docs: &HashMap<DocId, u16>) -> Vec<DocId> {
    let mut docs: Vec<DocId> = docs.keys().copied().collect();
    docs.sort_unstable();
    docs
}
