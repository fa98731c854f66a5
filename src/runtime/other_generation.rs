//! Another generation of the catalogue, to compare figures with; kept for the next look.
//!
//! Must not: write anything, or show it as the catalogue in use.

use std::path::Path;
use std::sync::Arc;

use jiff::civil::Date;
use ocop_index::{Catalog, store};

use super::other_days::OtherDays;
use crate::catalog::generation_records::read_generation_records;

/// The generation that was compared with last, on the days that it was asked for.
#[derive(Default)]
pub(super) struct OtherGeneration {
    kept: Option<(u64, Arc<Catalog>)>,
    days: OtherDays,
}

impl OtherGeneration {
    /// The generation with this number on a day: kept, or read and indexed in memory now.
    pub(super) fn catalog_on(
        &mut self,
        data_dir: &Path,
        number: u64,
        day: Date,
    ) -> ocop_index::Result<Arc<Catalog>> {
        let kept = self.kept.as_ref().filter(|(known, _)| *known == number);
        let catalog = if let Some((_, catalog)) = kept {
            Arc::clone(catalog)
        } else {
            let (products, _) = read_generation_records(data_dir, number)?;
            let catalog = Arc::new(store::build_in_memory(&products, day)?);
            self.kept = Some((number, Arc::clone(&catalog)));
            self.days = OtherDays::default();
            catalog
        };
        self.days.catalog_on(&catalog, day)
    }
}
