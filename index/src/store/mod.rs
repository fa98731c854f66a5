//! The catalogue on disk: immutable generations, published by one rename.
//!
//! ```text
//! <data dir>/catalog/
//!   gen-000001/   manifest.json    format, schema, counts, checksums, source
//!                 products.jsonl   the truth, canonical and readable
//!                 index/           tantivy, rebuildable from products.jsonl at any time
//!   current -> gen-000001          swapped by rename, the folder synced behind it
//!   writer.lock                    one writer at a time
//! ```
//! Readers never write, never lock and never watch. The checksum of a file is verified before it is used: the
//! index's when a catalogue is opened, the records' when a rebuild, an import or a way back reads them. Any
//! doubt leads to a rebuild from `products.jsonl`, or from the index that holds the records too, then to an older
//! generation, and is told as a [`Notice`]. A [`Writer`] holds the right to write from its look at what is there to the publishing; the
//! last generations stay for [`history`] and for going back. Must not: change a published generation, or know what a terminal is.

mod build;
mod checksum;
mod first_pass;
mod history;
mod layout;
mod lock;
mod manifest;
mod open;
mod permissions;
mod publish;
mod readonly_directory;
mod stored_records;

pub use build::build_in_memory;
pub use history::{
    PastGeneration, checksum_source_file, list_generations, read_indexed_records, read_records,
};
pub use layout::StoreLayout;
pub use manifest::{FORMAT_VERSION, GenerationManifest, GenerationOrigin, OriginKind, SourceFile};
pub use open::{
    CatalogNotice, OpenedCatalog, is_recoverable, open_catalog, open_catalog_read_only,
    verify_generation,
};
pub use publish::{StoreWriter, publish_products};
