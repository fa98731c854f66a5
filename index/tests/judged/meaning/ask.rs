//! Asking a catalogue with one typed line: the only place of this set that knows how an engine reads one.

use std::time::{Duration, Instant};

use ocop_index::query::language::{ResolvedName, ValueResolver, parse_line};
use ocop_index::{Catalog, Facet, Result};

/// The most rows that are read of an answer; no question has more right ones.
pub(crate) const MAX_ROWS: usize = 1_500;

/// What a line found.
pub(crate) struct Reply {
    /// Ids in the order of the answer, [`MAX_ROWS`] at most.
    pub(crate) ids: Vec<String>,
    /// The names of the first rows.
    pub(crate) names: Vec<String>,
    pub(crate) total: usize,
    pub(crate) time: Duration,
}

/// Asks a catalogue as the search line does.
pub(crate) fn ask_line(catalog: &Catalog, line: &str) -> Result<Reply> {
    let start = Instant::now();
    let resolved = parse_line(line).resolve_values(&CatalogValues(catalog));
    let mut answer = catalog.search(&resolved.query)?;
    let time = start.elapsed();
    let total = answer.total();
    let hits = catalog.load_hits(&mut answer, 0..total.min(MAX_ROWS))?;
    let names = hits.iter().take(3).map(|hit| hit.product.name.clone());
    let names = names.collect();
    let ids = hits.into_iter().map(|hit| hit.product.id).collect();
    Ok(Reply {
        ids,
        names,
        total,
        time,
    })
}

/// Knows the values that the catalogue has, as it writes them.
struct CatalogValues<'a>(&'a Catalog);

impl ValueResolver for CatalogValues<'_> {
    fn numeric_values(&self, facet: Facet) -> Vec<String> {
        self.0.facet_values(facet)
    }

    fn resolve_name(&self, facet: Facet, name: &str) -> ResolvedName {
        let known = self.0.facet_values(facet);
        match known.into_iter().find(|value| value == name) {
            Some(value) => ResolvedName::Values(vec![value]),
            None => ResolvedName::Unknown(Vec::new()),
        }
    }
}
