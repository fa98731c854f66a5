//! What a user is told about how a catalogue was opened.

use std::path::Path;
use std::sync::Arc;

use super::layout::StoreLayout;
use super::pointer::find_pointer_fault;
use crate::error::{Error, Result};

/// A report on how the catalogue was opened, for the user.
#[derive(Clone, Debug)]
pub enum CatalogNotice {
    /// First start: the built-in catalogue was built.
    Built {
        /// How many products.
        products: usize,
    },
    /// The program has newer built-in products.
    Renewed {
        /// How many products.
        products: usize,
    },
    /// The index was damaged and was rebuilt from the records.
    Rebuilt {
        /// The damage.
        doubt: Arc<Error>,
    },
    /// The records were damaged and were restored from the index.
    Restored {
        /// The damage.
        doubt: Arc<Error>,
    },
    /// The same while somebody else writes: the catalogue is in memory, and the next writer mends it.
    RebuiltInMemory {
        /// The damage.
        doubt: Arc<Error>,
        /// Who writes.
        cause: Arc<Error>,
    },
    /// The pointer does not say which generation is in use, so the newest is.
    UnclearPointer {
        /// The newest.
        generation: u64,
        /// Why the pointer is not clear.
        doubt: Arc<Error>,
    },
    /// An older generation is shown.
    SteppedBack {
        /// The generation shown.
        generation: u64,
        /// The damage of the newest.
        doubt: Arc<Error>,
    },
    /// The folder cannot be written; the catalogue is in memory only.
    InMemory {
        /// Why.
        cause: Arc<Error>,
    },
}

/// The notice that the pointer to the generation in use is not clear; `None` where it is. For every command that
/// works with generations and does not open the catalogue.
pub fn find_pointer_notice(data_dir: &Path) -> Result<Option<CatalogNotice>> {
    let layout = StoreLayout::new(data_dir);
    let Some(doubt) = find_pointer_fault(&layout)? else {
        return Ok(None);
    };
    let newest = layout.generation_numbers()?.first().copied();
    Ok(newest.map(|generation| CatalogNotice::UnclearPointer {
        generation,
        doubt: Arc::new(doubt),
    }))
}
