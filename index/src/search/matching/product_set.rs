//! A set of products, as a list when it is small and as a bitmap when it is large.

use std::convert::Infallible;

use tantivy::DocId;

/// A set of products.
#[derive(Debug)]
pub(crate) enum ProductSet {
    /// In ascending order.
    List(Vec<DocId>),
    /// One bit each.
    Bitmap(Vec<u64>),
}

impl ProductSet {
    /// Every product of a catalogue.
    pub(crate) fn all(doc_count: DocId) -> Self {
        let mut bits = vec![u64::MAX; doc_count as usize / 64];
        if !doc_count.is_multiple_of(64) {
            bits.push((1 << (doc_count % 64)) - 1);
        }
        Self::Bitmap(bits)
    }

    pub(crate) fn len(&self) -> usize {
        match self {
            Self::List(docs) => docs.len(),
            Self::Bitmap(bits) => bits.iter().map(|word| word.count_ones() as usize).sum(),
        }
    }

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

    /// The set as ranges of about equal size, for this many threads.
    pub(crate) fn split_evenly(&self, part_count: usize) -> Vec<ProductSetPart<'_>> {
        match self {
            Self::List(docs) => docs
                .chunks(docs.len().div_ceil(part_count).max(1))
                .map(ProductSetPart::List)
                .collect(),
            Self::Bitmap(bits) => {
                let size = bits.len().div_ceil(part_count).max(1);
                let chunks = bits.chunks(size).enumerate();
                chunks
                    .map(|(index, bits)| ProductSetPart::Bitmap {
                        bits,
                        first_doc: (index * size * 64) as DocId,
                    })
                    .collect()
            }
        }
    }
}

/// A range of a set.
#[derive(Clone, Copy, Debug)]
pub(crate) enum ProductSetPart<'a> {
    /// In ascending order.
    List(&'a [DocId]),
    /// One bit each, from a first product on.
    Bitmap { bits: &'a [u64], first_doc: DocId },
}

impl ProductSetPart<'_> {
    /// The first product, or one before it.
    pub(crate) fn lower_bound(self) -> DocId {
        match self {
            Self::List(docs) => docs.first().copied().unwrap_or(DocId::MAX),
            Self::Bitmap { first_doc, .. } => first_doc,
        }
    }

    /// Calls `visit` with the products in ascending order.
    pub(crate) fn for_each(self, mut visit: impl FnMut(DocId)) {
        let Ok(()) = self.try_for_each(|doc| {
            visit(doc);
            Ok::<(), Infallible>(())
        });
    }

    /// Calls `visit` with the products in ascending order, until it returns an error.
    pub(crate) fn try_for_each<E>(
        self,
        mut visit: impl FnMut(DocId) -> Result<(), E>,
    ) -> Result<(), E> {
        match self {
            Self::List(docs) => docs.iter().try_for_each(|doc| visit(*doc)),
            Self::Bitmap { bits, first_doc } => {
                for (word, index) in bits.iter().zip(0..) {
                    let mut rest = *word;
                    while rest != 0 {
                        visit(first_doc + index * 64 + rest.trailing_zeros())?;
                        rest &= rest - 1;
                    }
                }
                Ok(())
            }
        }
    }
}
