//! The manifest of a generation: its contents, their checksums and where they come from.
//!
//! Must not: hold anything that cannot be computed again from `products.jsonl`, except the source.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::checksum;
use super::manifest_limits::MAX_MANIFEST_BYTES;
use super::regular_file::read_small_file;
use super::seal::is_sealed;
use crate::error::{Error, Result};
use crate::search::columns::schema::IndexFields;

/// Version of the layout and of the records. Raised when an older program could misread them.
pub const FORMAT_VERSION: u32 = 2;

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
    /// Who proposed the corrections that it has, in alphabetical order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub proposed_by: Vec<String>,
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
    /// Corrections that people proposed.
    Corrections,
    /// The generation of another machine with this number there, out of a bundle.
    Bundle(u64),
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
/// The file name of a second copy of it: the checksums of a generation must not be lost with one file.
pub(super) const MANIFEST_COPY_FILE: &str = "manifest.copy.json";
/// The records' file name.
pub(super) const RECORDS_FILE: &str = "products.jsonl";
/// The file name of the corrections that the records have had.
pub(super) const CORRECTIONS_FILE: &str = "corrections.jsonl";
/// How the version of a source begins that is the records of a damaged generation.
pub(super) const REBUILT_FROM_RECORDS: &str = "rebuilt ";
/// The same for those of its index.
pub(super) const REBUILT_FROM_INDEX: &str = "restored ";
/// The index's folder name.
pub(super) const INDEX_FOLDER: &str = "index";

impl GenerationManifest {
    /// Reads the manifest of a generation and verifies it against itself.
    pub(super) fn read_verified(generation: &Path) -> Result<Self> {
        Self::read_file(generation, MANIFEST_FILE)
    }

    /// The same, or its copy where the manifest itself is damaged.
    pub(super) fn read_either(generation: &Path) -> Result<Self> {
        Self::read_verified(generation)
            .or_else(|error| Self::read_file(generation, MANIFEST_COPY_FILE).map_err(|_| error))
    }

    /// The manifest and its copy, as far as they are whole. One that a mishap brought from another generation is whole
    /// as well, and does not fit the files.
    pub(super) fn read_all(generation: &Path) -> Vec<Self> {
        let names = [MANIFEST_FILE, MANIFEST_COPY_FILE].into_iter();
        names
            .filter_map(|name| Self::read_file(generation, name).ok())
            .collect()
    }

    fn read_file(generation: &Path, name: &str) -> Result<Self> {
        let path = generation.join(name);
        let bytes = read_small_file(generation, name, MAX_MANIFEST_BYTES)?;
        let no_text = |_| Error::io_at(&path)(io::ErrorKind::InvalidData.into());
        let text = String::from_utf8(bytes).map_err(no_text)?;
        if !is_sealed(&text) {
            return Err(Error::damaged_file(&path, "its own checksum differs"));
        }
        let damaged = |error: serde_json::Error| Error::damaged_file(&path, error.to_string());
        // The format first: the rest of a newer manifest may have another meaning.
        let value: Value = serde_json::from_str(&text).map_err(damaged)?;
        let format = value.get("format").and_then(Value::as_u64);
        if let Some(format) = format.filter(|format| *format > u64::from(FORMAT_VERSION)) {
            let path = generation.to_path_buf();
            return Err(Error::NewerFormat { path, format });
        }
        let mut manifest: Self = serde_json::from_value(value).map_err(damaged)?;
        manifest.check_limits(&path)?;
        manifest.clean_texts();
        Ok(manifest)
    }

    /// Compares the copy of the manifest with it; a generation of an earlier version has none.
    pub(super) fn verify_copy(generation: &Path) -> Result<()> {
        let path = generation.join(MANIFEST_COPY_FILE);
        if fs::symlink_metadata(&path).is_err_and(|error| error.kind() == io::ErrorKind::NotFound) {
            return Ok(());
        }
        let read = |name| read_small_file(generation, name, MAX_MANIFEST_BYTES);
        if read(MANIFEST_FILE)? == read(MANIFEST_COPY_FILE)? {
            return Ok(());
        }
        let reason = "it is not a copy of the manifest";
        Err(Error::damaged_file(&path, reason))
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

    /// True for a generation that was built again from what another one still had.
    pub fn is_mended(&self) -> bool {
        let version = &self.source_checksum;
        [REBUILT_FROM_RECORDS, REBUILT_FROM_INDEX]
            .iter()
            .any(|begin| version.starts_with(begin))
    }

    /// The checksum of the records: equal where two machines have the same generation.
    pub fn records_checksum(&self) -> Option<&str> {
        self.files.get(RECORDS_FILE).map(String::as_str)
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
