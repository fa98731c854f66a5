//! The records of a generation on disk, and what going back to one would change.
//!
//! For the commands that compare and publish, and for the screen. Must not: write anything.

use std::path::Path;
use std::sync::Arc;

use jiff::civil::Date;
use ocop_index::change::ChangePlan;
use ocop_index::store::{self, CatalogNotice, StoreLayout};
use ocop_index::{Error, Product, Result};

/// The records of a generation. When the record file is damaged but the index is intact, they come from the index, and
/// the notice says so.
pub fn read_generation_records(
    data_dir: &Path,
    number: u64,
) -> Result<(Vec<Product>, Option<CatalogNotice>)> {
    let doubt = match store::read_records(data_dir, number) {
        Err(error) if error.is_damage() => Arc::new(error),
        records => return Ok((records?, None)),
    };
    if let Ok(products) = store::read_indexed_records(data_dir, number) {
        return Ok((products, Some(CatalogNotice::Restored { doubt })));
    }
    let path = StoreLayout::new(data_dir).generation_folder(number);
    Err(Error::BrokenGeneration { path, cause: doubt })
}

/// What going back to an earlier generation would change.
pub struct RollbackComparison {
    /// The products of the current generation; `None` where it is damaged, and every product of the other one counts
    /// as new.
    pub old: Option<Vec<Product>>,
    /// The products of the earlier generation.
    pub products: Vec<Product>,
    /// The changes.
    pub plan: ChangePlan,
    /// What is to be known about how they were read.
    pub notices: Vec<CatalogNotice>,
}

/// Compares the current generation with the one to go back to.
pub fn compare_for_rollback(
    data_dir: &Path,
    current: u64,
    to: u64,
    day: Date,
) -> Result<RollbackComparison> {
    let (old, old_notice) = match read_generation_records(data_dir, current) {
        Err(error) if error.is_damage() => (None, None),
        records => records.map(|(products, notice)| (Some(products), notice))?,
    };
    let (products, notice) = read_generation_records(data_dir, to)?;
    let plan = ChangePlan::from_catalog_states(old.as_deref().unwrap_or_default(), &products, day);
    Ok(RollbackComparison {
        old,
        products,
        plan,
        notices: old_notice.into_iter().chain(notice).collect(),
    })
}
