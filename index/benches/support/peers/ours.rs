//! This crate's own catalogue in a race. It must not do anything that the program does not do for a key.

use std::time::Instant;

use ocop_index::{Catalog, Result};

use super::{Found, Runner};
use crate::support::ROWS;
use crate::support::question::Question;

/// A catalogue as the program opens it.
pub(crate) struct Ours(pub(crate) Catalog);

impl Runner for Ours {
    fn name(&self) -> &'static str {
        "ours"
    }

    fn answer(&self, question: &Question) -> Result<Found> {
        let begun = Instant::now();
        let mut answer = self.0.search(&question.query)?;
        let searched = begun.elapsed();
        let rows = self.0.load_hits(&mut answer, 0..ROWS)?.len();
        Ok(Found {
            searched,
            total: answer.total(),
            facets: answer.facet_counts().len(),
            values: answer
                .facet_counts()
                .iter()
                .map(|facet| facet.values.len())
                .sum(),
            rows,
        })
    }
}
