//! The engines of a race: this crate, and what one gets without it.
//!
//! [`Ours`] is the catalogue as the program opens it. [`Plain`] is tantivy alone, [`Fts5`] is SQLite's
//! full-text table; both are built from the records of the same published generation and opened from their
//! files. All of them answer the same [`Question`] with the same parts: how many products fit, the counts
//! of facets, and the best [`ROWS`](super::ROWS) products read whole from the same stored line.
//!
//! What they do is not equal, and the ratios say what the difference costs. The peers count two facets, of the
//! hits as they are narrowed; we count all, each as if its own choice were open. The peers read every text
//! without its marks, know no slip of a finger and order by BM25; we do what the crate's essay says. It must
//! not be slower than a careful user of that engine would make it.

mod fts5;
mod ours;
mod plain;
mod row;

use std::time::Duration;

use ocop_index::Result;

pub(crate) use fts5::Fts5;
pub(crate) use ours::Ours;
pub(crate) use plain::Plain;

use super::question::Question;

/// What came of a question.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Found {
    /// The time until hits and counts stood, before any row was read.
    pub(crate) searched: Duration,
    /// How many products fit.
    pub(crate) total: usize,
    /// How many facets were counted.
    pub(crate) facets: usize,
    /// How many values of them.
    pub(crate) values: usize,
    /// How many rows were read whole.
    pub(crate) rows: usize,
}

/// An engine that answers.
pub(crate) trait Runner {
    /// What tables call it.
    fn name(&self) -> &'static str;

    /// Hits, counts and the first rows.
    fn answer(&self, question: &Question) -> Result<Found>;
}
