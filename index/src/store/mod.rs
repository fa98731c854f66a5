//! The catalogue on disk: immutable generations, published by one rename.
//!
//! ```text
//! <data dir>/catalog/
//!   gen-000001/   manifest.json    format, schema, counts, checksums, source
//!                 manifest.copy.json   the same once more
//!                 products.jsonl   the records: canonical, readable
//!                 corrections.jsonl    what people corrected in them, where somebody did
//!                 index/           tantivy, rebuildable from products.jsonl at any time
//!   current -> gen-000001          replaced by a rename; then the folder is synced; a file where there are no links
//!   writer.lock                    one writer at a time
//! ```
//! Readers never write, never lock and never watch. The checksum of a file is verified before it is used: the index's
//! when a catalogue is opened, the records' when a rebuild, an import or a rollback reads them. Damage leads to a
//! rebuild from `products.jsonl`, or from the index, which holds the records too, then to an older generation, and is
//! reported as a [`CatalogNotice`]. A [`StoreWriter`] holds the lock from reading the present generation until the
//! next is published. The last generations stay for [`list_generations`] and for a rollback. Must not: change a
//! published generation.

mod build;
mod building_directory;
mod checksum;
mod correction_log;
mod first_pass;
mod generation;
mod history;
mod layout;
mod leftovers;
mod lock;
mod manifest;
mod manifest_limits;
mod notice;
mod open;
mod permissions;
mod pointer;
mod publish;
mod readonly_directory;
mod rebuild;
mod recovery;
mod regular_file;
mod rename;
mod seal;
mod stored_records;
mod verification;

pub use build::build_in_memory;
pub use correction_log::{format_corrections, parse_corrections};
pub use generation::verify_generation;
pub use history::{
    PastGeneration, checksum_source_file, list_generations, read_corrections, read_indexed_records,
    read_records,
};
pub use layout::StoreLayout;
pub use manifest::{FORMAT_VERSION, GenerationManifest, GenerationOrigin, OriginKind, SourceFile};
pub use notice::{CatalogNotice, find_pointer_notice};
pub use open::{OpenedCatalog, open_catalog, open_catalog_read_only};
pub use publish::{StoreWriter, publish_products};
pub use recovery::is_recoverable;
pub use rename::rename_over;
