//! Asking a catalogue with one typed line: the only place of this set that knows how an engine reads one.

use std::time::{Duration, Instant};

use ocop_index::place::PlaceNames;
use ocop_index::query::language::{ResolvedName, ValueResolver, read_line};
use ocop_index::query::spoken::SpokenContext;
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
    let values = CatalogValues::new(catalog);
    let start = Instant::now();
    let resolved = read_line(line, &values);
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

/// Knows the values that the catalogue has, as it writes them; any other is a value without products.
struct CatalogValues<'a> {
    catalog: &'a Catalog,
    places: PlaceNames,
}

impl<'a> CatalogValues<'a> {
    fn new(catalog: &'a Catalog) -> Self {
        let values = |facet| catalog.facet_values(facet);
        Self {
            catalog,
            places: PlaceNames::new(&values(Facet::District), &values(Facet::Unit)),
        }
    }
}

impl ValueResolver for CatalogValues<'_> {
    fn numeric_values(&self, facet: Facet) -> Vec<String> {
        self.catalog.facet_values(facet)
    }

    fn resolve_name(&self, _: Facet, name: &str) -> ResolvedName {
        ResolvedName::Values(vec![name.to_owned()])
    }

    fn spoken_context(&self) -> SpokenContext<'_> {
        SpokenContext {
            today: self.catalog.day(),
            places: &self.places,
            has_marks: false,
        }
    }
}
