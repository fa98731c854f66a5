//! The manifest of a generation: its contents, their checksums and where they come from.
//!
//! Must not: hold anything that cannot be computed again from `products.jsonl`, except the source.

use std::collections::BTreeMap;
use std::fs;
use std::panic::resume_unwind;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::checksum;
use crate::error::{Error, Result};
use crate::search::columns::schema::IndexFields;

/// Version of the layout and of the records. Raised when an older program could misread them.
pub const FORMAT_VERSION: u32 = 2;

/// Fewer bytes than this are verified faster by one thread.
const MIN_PARALLEL_BYTES: u64 = 1 << 20;

/// The contents of a generation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GenerationManifest {
    /// [`FORMAT_VERSION`] of the program that wrote it.
    pub format: u32,
    /// Checksum of the index's fields; if it differs, the index must be rebuilt.
    pub schema: String,
    /// Number of products.
    pub products: usize,
    /// The source of the products.
    pub source: String,
    /// Checksum of the source's records.
    pub source_checksum: String,
    /// How, when and by whom it was made.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub origin: Option<GenerationOrigin>,
    /// Checksum of each file, by its path in the generation.
    pub files: BTreeMap<String, String>,
    /// Checksum of this manifest while this field is empty.
    #[serde(default)]
    pub checksum: String,
}

/// How a generation came to be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GenerationOrigin {
    /// The operation.
    pub how: OriginKind,
    /// When, as the program writes it: `2026-11-24 15:04`.
    pub at: String,
    /// The user.
    pub by: String,
    /// The files of an import.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub files: Vec<SourceFile>,
    /// How many products it changed, by [`crate::change::ChangeKind::key`].
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub counts: BTreeMap<String, usize>,
}

/// The operation that made a generation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OriginKind {
    /// Lists merged into the previous generation.
    Merge,
    /// A list in place of the previous generation.
    Replace,
    /// The content of an earlier generation.
    Rollback(u64),
}

/// A file of an import.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SourceFile {
    /// Its name, cleaned.
    pub name: String,
    /// Its length and checksum.
    pub checksum: String,
    /// Products read from it.
    pub products: u64,
}

/// The manifest's file name.
pub(super) const MANIFEST_FILE: &str = "manifest.json";
/// The records' file name.
pub(super) const RECORDS_FILE: &str = "products.jsonl";
/// The index's folder name.
pub(super) const INDEX_FOLDER: &str = "index";

impl GenerationManifest {
    /// Reads the manifest of a generation and verifies it against itself.
    pub(super) fn read_verified(generation: &Path) -> Result<Self> {
        let path = generation.join(MANIFEST_FILE);
        let text = fs::read_to_string(&path).map_err(Error::io_at(&path))?;
        let damaged = |error: serde_json::Error| Error::damaged_file(&path, error.to_string());
        // The format first: the rest of a newer manifest may have another meaning.
        let value: Value = serde_json::from_str(&text).map_err(damaged)?;
        let format = value.get("format").and_then(Value::as_u64);
        if let Some(format) = format.filter(|format| *format > u64::from(FORMAT_VERSION)) {
            let path = generation.to_path_buf();
            return Err(Error::NewerFormat { path, format });
        }
        let manifest: Self = serde_json::from_value(value).map_err(damaged)?;
        if manifest.clone().with_checksum()?.checksum != manifest.checksum {
            return Err(Error::damaged_file(&path, "its own checksum differs"));
        }
        Ok(manifest)
    }

    /// The manifest with its own checksum.
    pub(super) fn with_checksum(mut self) -> Result<Self> {
        self.checksum.clear();
        self.checksum = checksum::checksum_bytes(self.to_json()?.as_bytes());
        Ok(self)
    }

    /// The manifest as text.
    pub(super) fn to_json(&self) -> Result<String> {
        serde_json::to_string_pretty(self)
            .map(|text| text + "\n")
            .map_err(|error| Error::damaged_file(Path::new(MANIFEST_FILE), error.to_string()))
    }

    /// Compares the checksum of one file of a generation with the manifest.
    pub(super) fn verify_file(&self, generation: &Path, name: &str) -> Result<()> {
        let path = generation.join(name);
        let actual = checksum::checksum_file(&path).map_err(Error::io_at(&path))?;
        match self.files.get(name) {
            Some(expected) if *expected == actual => Ok(()),
            Some(expected) => Err(Error::damaged_file(
                &path,
                format!("checksum {actual}, the manifest says {expected}"),
            )),
            None => Err(Error::damaged_file(&path, "not in the manifest")),
        }
    }

    /// Compares the checksums of these files, the largest first and two at a time.
    pub(super) fn verify_files(&self, generation: &Path, names: &[&str]) -> Result<()> {
        let length = |name: &str| {
            let expected = self.files.get(name).map(String::as_str);
            expected
                .and_then(checksum::checksum_length)
                .unwrap_or_default()
        };
        let mut names = names.to_vec();
        names.sort_by_key(|name| std::cmp::Reverse(length(name)));
        let total_bytes: u64 = names.iter().map(|name| length(name)).sum();
        let next = AtomicUsize::new(0);
        let check = || {
            while let Some(name) = names.get(next.fetch_add(1, Ordering::Relaxed)) {
                self.verify_file(generation, name)?;
            }
            Ok(())
        };
        if total_bytes < MIN_PARALLEL_BYTES {
            return check();
        }
        thread::scope(|scope| {
            let thread = thread::Builder::new().spawn_scoped(scope, check);
            let own = check();
            // If there was no second thread, this one verified all files.
            let other = thread.map(|thread| thread.join().unwrap_or_else(|e| resume_unwind(e)));
            own.and(other.unwrap_or(Ok(())))
        })
    }

    /// Compares the length of one file of a generation with the manifest.
    pub(super) fn verify_length(&self, generation: &Path, name: &str) -> Result<()> {
        let path = generation.join(name);
        let length = fs::metadata(&path).map_err(Error::io_at(&path))?.len();
        let expected = self.files.get(name).map(String::as_str);
        if expected.and_then(checksum::checksum_length) == Some(length) {
            return Ok(());
        }
        Err(Error::damaged_file(
            &path,
            format!(
                "{length} bytes, the manifest says {}",
                expected.unwrap_or("nothing")
            ),
        ))
    }

    /// The files of the index.
    pub(super) fn index_files(&self) -> impl Iterator<Item = &str> {
        self.files
            .keys()
            .filter(|name| name.starts_with("index/"))
            .map(String::as_str)
    }
}

/// The checksum of this program's index fields.
pub(super) fn schema_checksum() -> String {
    let schema = serde_json::to_string(&IndexFields::new().schema).unwrap_or_default();
    // How words and profiles are made is part of the schema, though tantivy does not know it: raise the number with
    // it.
    checksum::checksum_bytes(format!("words 6 {schema}").as_bytes())
}
