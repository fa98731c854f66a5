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

mod access;
mod build;
mod checksum;
mod history;
mod layout;
mod lock;
mod manifest;
mod open;
mod publish;
mod readonly;
mod survey;
mod text;

pub use build::in_memory;
pub use history::{Past, checksum, history, indexed, records};
pub use layout::Layout;
pub use manifest::{FORMAT, How, Manifest, Origin, SourceFile};
pub use open::{Notice, Opened, is_mendable, open, open_only, verify};
pub use publish::{Writer, publish};
