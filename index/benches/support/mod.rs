//! What the benchmarks and the latency table measure with: a made-up catalogue, people who type, the
//! one keystroke that both time, and the peers that answer the same questions.
//!
//! Everything follows from a size and a seed, so numbers from two runs, or from two versions of the
//! engine, are about the same work. Nothing made here is a product of anybody. It must not be used
//! outside benchmarks and examples.

pub(crate) mod case;
pub(crate) mod peers;
mod places;
mod products;
pub(crate) mod question;
mod random;
mod recognitions;
mod typing;
mod words;

use std::path::{Path, PathBuf};

use jiff::civil::{Date, date};
use ocop_index::product::Product;
use ocop_index::store::StoreLayout;
use ocop_index::{Catalog, Facet, Filter, Query, Result};

use question::Question;

/// The day of every measurement.
pub(crate) const DAY: Date = date(2026, 11, 24);

/// Rows that are read whole: more than a screen shows.
pub(crate) const ROWS: usize = 50;

/// The seed of the catalogue, and of the log that is typed into it.
const SEEDS: (u64, u64) = (336, 2026);

/// This many made-up products.
pub(crate) fn products(count: usize) -> Vec<Product> {
    each_product(count).collect()
}

/// The same, one by one.
pub(crate) fn each_product(count: usize) -> impl Iterator<Item = Product> {
    products::products(count, SEEDS.0)
}

/// What this many people search in a catalogue of these products, key by key.
pub(crate) fn typing_log(products: &[Product], people: usize) -> Vec<Question> {
    typing::typing_log(products, people, SEEDS.1).concat()
}

/// The records of a published generation, which the peers are built from.
pub(crate) fn records(data_dir: &Path, generation: u64) -> PathBuf {
    let generation = StoreLayout::new(data_dir).generation_folder(generation);
    generation.join("products.jsonl")
}

/// A common narrowing: one star, one district.
pub(crate) fn narrowed() -> Filter {
    let mut filter = Filter::default();
    filter.choose_value(Facet::Star, "3");
    filter.choose_value(Facet::District, "Hạ Long");
    filter
}

/// The words of a log, narrowed otherwise.
pub(crate) fn questions(log: &[Question], filter: &Filter) -> Vec<Query> {
    log.iter()
        .map(|question| Query {
            text: question.text.clone(),
            filter: filter.clone(),
            ..Query::default()
        })
        .collect()
}

/// What one key costs: the hits, the counts of every facet, and the first rows read whole.
///
/// The number returned depends on all three, so that no part of it can be left out.
pub(crate) fn keystroke(catalog: &Catalog, question: &Query) -> Result<usize> {
    let mut answer = catalog.search(question)?;
    let rows = catalog.load_hits(&mut answer, 0..ROWS)?;
    let values = answer.facet_counts().iter().map(|facet| facet.values.len());
    Ok(answer.total() + rows.len() + values.sum::<usize>())
}
