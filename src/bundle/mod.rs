//! One file with the catalogue and the work of a machine, for another one: packed, and verified whole before anybody
//! uses a part of it.
//!
//! The file is a ZIP archive whose members are stored as they are, so that none is larger than the file itself:
//!
//! ```text
//! manifest.json               format, who packed it and when, the catalogue's history, and of each other member
//!                             its length and SHA-256
//! catalog/products.jsonl      the records of the generation in use
//! catalog/corrections.jsonl   what people corrected in them, where somebody did
//! work/events.jsonl           the events of the store of work, as `ocop work export` writes them
//! ```
//!
//! The index is not in it: it is made again from the records. [`pack`] writes, [`unpack`] reads. Must not: write
//! anything but the archive, or know the terminal.

pub mod bundle_fault;
pub mod bundle_manifest;
pub mod pack;
pub mod unpack;

/// The longest bundle, in bytes: it is read into memory.
pub const MAX_BUNDLE_BYTES: u64 = 1 << 30;
