//! Files that are written safely, and small files that are read safely.
//!
//! ```text
//! table_file (exports, pictures)   private_file (searches, copies, list width)   columns.json
//!            └───────────────┬───────────────┴──────────────────┬──────────────────┘
//!                       whole_file     writes beside         folder_lock   one writer at a time
//!                            │         the target, renames at the end
//!                        temp_file     names, registers and removes unfinished files
//!                            │
//!                       small_file     no link, no pipe, no device, at most 1 MB, at once
//! ```
//!
//! Must not know what the files contain.

pub mod device_name;
pub mod folder_lock;
pub mod limited_folder;
pub mod plain_path;
pub mod private_file;
pub mod small_file;
pub mod temp_file;
pub mod whole_file;
