//! Files that are written safely.
//!
//! ```text
//! table_file (exports, pictures)   private_file (searches, copies, list width)
//!            └───────────────┬───────────────┘
//!                       whole_file     writes beside the target, renames at the end
//!                            │
//!                        temp_file     names, registers and removes unfinished files
//! ```
//!
//! Must not know what the files contain.

pub mod private_file;
pub mod temp_file;
pub mod whole_file;
