//! The catalogue in use seen on other days, kept for the next look: who compares two days goes back and forth.

use std::sync::Arc;

use jiff::civil::Date;
use ocop_index::Catalog;

/// Days that are kept.
const MAX_DAYS: usize = 2;

/// The same products on other days, the last used first.
#[derive(Default)]
pub(super) struct OtherDays {
    catalogs: Vec<Arc<Catalog>>,
}

impl OtherDays {
    /// A catalogue on a day: itself, one that is kept, or derived now.
    pub(super) fn catalog_on(
        &mut self,
        catalog: &Arc<Catalog>,
        day: Date,
    ) -> ocop_index::Result<Arc<Catalog>> {
        if catalog.day() == day {
            return Ok(Arc::clone(catalog));
        }
        let kept = self.catalogs.iter().find(|kept| kept.day() == day);
        let found = match kept {
            Some(kept) => Arc::clone(kept),
            None => Arc::new(catalog.on_day(day)?),
        };
        self.keep(&found);
        Ok(found)
    }

    /// Keeps a catalogue.
    pub(super) fn keep(&mut self, catalog: &Arc<Catalog>) {
        self.catalogs.retain(|kept| kept.day() != catalog.day());
        self.catalogs.insert(0, Arc::clone(catalog));
        self.catalogs.truncate(MAX_DAYS);
    }
}
