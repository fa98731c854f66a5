//! A catalogue on the judge's shelf: its products opened for search, and their words for judging.
//!
//! It must not search; the words here only decide which rows a question may be answered with.

use std::collections::BTreeSet;

use jiff::civil::{Date, date};
use ocop_index::product::Product;
use ocop_index::{Catalog, Result, store};

use super::letters::{bare, key, words};

/// The day of judgement where no other is given.
pub(crate) const DAY: Date = date(2026, 11, 24);

/// A catalogue and its rows.
pub(crate) struct Shelf {
    pub(crate) catalog: Catalog,
    pub(crate) rows: Vec<Row>,
    /// Every word of a row, bare.
    pub(crate) vocabulary: BTreeSet<String>,
}

/// One product, with its words in bare letters.
pub(crate) struct Row {
    pub(crate) product: Product,
    /// The words of the name as typed in small letters with marks.
    pub(crate) typed: Vec<String>,
    /// The same without marks.
    pub(crate) name: Vec<String>,
    /// The keys of the words of the name, see [`key`].
    pub(crate) keys: Vec<String>,
    /// The keys of every word a reader of the row sees.
    pub(crate) written: BTreeSet<String>,
    /// Commune, district and province.
    pub(crate) place: Vec<String>,
    /// The words of each part of the place as the record has it.
    pub(crate) place_parts: Vec<Vec<String>>,
    /// The producer's name and the person who speaks for it.
    pub(crate) producer: Vec<String>,
}

impl Shelf {
    /// Opens a catalogue of these products.
    pub(crate) fn open(products: Vec<Product>) -> Result<Self> {
        Self::open_on(products, DAY)
    }

    /// Opens a catalogue of these products as it is on a day.
    pub(crate) fn open_on(products: Vec<Product>, day: Date) -> Result<Self> {
        let catalog = store::build_in_memory(&products, day)?;
        let rows: Vec<Row> = products.into_iter().map(Row::new).collect();
        let words = rows
            .iter()
            .flat_map(|row| [&row.name, &row.place, &row.producer]);
        let vocabulary = words.flatten().cloned().collect();
        Ok(Self {
            catalog,
            rows,
            vocabulary,
        })
    }

    /// The ids of the rows of which this holds.
    pub(crate) fn ids(&self, holds: impl Fn(&Row) -> bool) -> BTreeSet<String> {
        let fitting = self.rows.iter().filter(|row| holds(row));
        fitting.map(|row| row.product.id.clone()).collect()
    }
}

impl Row {
    fn new(product: Product) -> Self {
        let typed = words(&product.name);
        let place = &product.place;
        let others = [&place.written, &place.unit, &place.address];
        let parts = [&place.commune, &place.district, &place.province];
        let all_parts = parts.into_iter().chain(others).flatten();
        let place_parts = all_parts.map(|part| plain(part)).collect();
        let place = parts
            .into_iter()
            .flatten()
            .flat_map(|part| plain(part))
            .collect();
        let mut producer = Vec::new();
        if let Some(maker) = &product.producer {
            producer = plain(&maker.name);
            producer.extend(maker.representative.iter().flat_map(|person| plain(person)));
        }
        let written = written(&product)
            .into_iter()
            .map(|word| key(&word))
            .collect();
        Self {
            keys: typed.iter().map(|word| key(word)).collect(),
            written,
            name: typed.iter().map(|word| bare(word)).collect(),
            typed,
            place,
            place_parts,
            producer,
            product,
        }
    }

    /// True when the row has the word in any field.
    pub(crate) fn has(&self, word: &str) -> bool {
        let mut all = self.name.iter().chain(&self.place).chain(&self.producer);
        all.any(|known| known == word)
    }
}

/// The words of a text, bare.
pub(crate) fn plain(text: &str) -> Vec<String> {
    words(text).iter().map(|word| bare(word)).collect()
}

/// Every word a reader of the row sees.
fn written(product: &Product) -> Vec<String> {
    let place = &product.place;
    let producer = product.producer.as_ref();
    let parts = [
        Some(&product.name),
        product.specialty.as_ref(),
        place.written.as_ref(),
        place.province.as_ref(),
        producer.map(|producer| &producer.name),
        producer.and_then(|producer| producer.representative.as_ref()),
    ];
    parts
        .into_iter()
        .flatten()
        .flat_map(|part| words(part))
        .collect()
}
