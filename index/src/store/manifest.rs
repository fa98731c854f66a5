//! The manifest of a generation: what it holds and how to tell that it is whole.
//!
//! Must not: hold anything that cannot be worked out again from `products.jsonl`, except the source.

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
use crate::search::schema::Fields;

/// Version of the layout and of the records. Raised when an older program could misread them.
pub const FORMAT: u32 = 2;

/// Bytes below which a second thread does not pay.
const ENOUGH: u64 = 1 << 20;

/// What a generation holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// [`FORMAT`] of the program that wrote it.
    pub format: u32,
    /// Checksum of the index's fields; another one means that the index must be rebuilt.
    pub schema: String,
    /// Number of products.
    pub products: usize,
    /// Where the products come from.
    pub source: String,
    /// Checksum of the source's records.
    pub source_checksum: String,
    /// Who made it, when and by what.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub origin: Option<Origin>,
    /// Checksum of each file, by its path in the generation.
    pub files: BTreeMap<String, String>,
    /// Checksum of this manifest while this field is empty.
    #[serde(default)]
    pub checksum: String,
}

/// How a generation came to be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Origin {
    /// By what.
    pub how: How,
    /// When, as the program writes it: `2026-11-24 15:04`.
    pub at: String,
    /// By whom.
    pub by: String,
    /// The files of an import.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub files: Vec<SourceFile>,
    /// What it changed: how many products by [`crate::change::Kind::key`].
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub counts: BTreeMap<String, usize>,
}

/// By what a generation came to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum How {
    /// Lists joined to the generation before.
    Merge,
    /// A list in place of the generation before.
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
pub(super) const FILE: &str = "manifest.json";
/// The records' file name.
pub(super) const RECORDS: &str = "products.jsonl";
/// The index's folder name.
pub(super) const INDEX: &str = "index";

impl Manifest {
    /// Reads the manifest of a generation and verifies it against itself.
    pub(super) fn read(generation: &Path) -> Result<Self> {
        let path = generation.join(FILE);
        let text = fs::read_to_string(&path).map_err(Error::io(&path))?;
        let damaged = |error: serde_json::Error| Error::damaged(&path, error.to_string());
        // The format first: the rest of a newer manifest may mean anything.
        let value: Value = serde_json::from_str(&text).map_err(damaged)?;
        let format = value.get("format").and_then(Value::as_u64);
        if let Some(format) = format.filter(|format| *format > u64::from(FORMAT)) {
            let path = generation.to_path_buf();
            return Err(Error::Newer { path, format });
        }
        let manifest: Self = serde_json::from_value(value).map_err(damaged)?;
        if manifest.clone().sealed()?.checksum != manifest.checksum {
            return Err(Error::damaged(&path, "its own checksum differs"));
        }
        Ok(manifest)
    }

    /// The manifest with its own checksum.
    pub(super) fn sealed(mut self) -> Result<Self> {
        self.checksum.clear();
        self.checksum = checksum::of_bytes(self.text()?.as_bytes());
        Ok(self)
    }

    /// The manifest as text.
    pub(super) fn text(&self) -> Result<String> {
        serde_json::to_string_pretty(self)
            .map(|text| text + "\n")
            .map_err(|error| Error::damaged(Path::new(FILE), error.to_string()))
    }

    /// Compares one file of a generation with what was written down.
    pub(super) fn check(&self, generation: &Path, name: &str) -> Result<()> {
        let path = generation.join(name);
        let found = checksum::of_file(&path).map_err(Error::io(&path))?;
        match self.files.get(name) {
            Some(expected) if *expected == found => Ok(()),
            Some(expected) => Err(Error::damaged(
                &path,
                format!("checksum {found}, the manifest says {expected}"),
            )),
            None => Err(Error::damaged(&path, "not in the manifest")),
        }
    }

    /// Compares these files of a generation, the largest first and two at a time.
    pub(super) fn check_all(&self, generation: &Path, names: &[&str]) -> Result<()> {
        let length = |name: &str| {
            let expected = self.files.get(name).map(String::as_str);
            expected.and_then(checksum::length).unwrap_or_default()
        };
        let mut names = names.to_vec();
        names.sort_by_key(|name| std::cmp::Reverse(length(name)));
        let all: u64 = names.iter().map(|name| length(name)).sum();
        let next = AtomicUsize::new(0);
        let check = || {
            while let Some(name) = names.get(next.fetch_add(1, Ordering::Relaxed)) {
                self.check(generation, name)?;
            }
            Ok(())
        };
        if all < ENOUGH {
            return check();
        }
        thread::scope(|scope| {
            let thread = thread::Builder::new().spawn_scoped(scope, check);
            let own = check();
            // Without a second thread this one has done all.
            let other = thread.map(|thread| thread.join().unwrap_or_else(|e| resume_unwind(e)));
            own.and(other.unwrap_or(Ok(())))
        })
    }

    /// Compares the length of one file of a generation with what was written down.
    pub(super) fn check_length(&self, generation: &Path, name: &str) -> Result<()> {
        let path = generation.join(name);
        let found = fs::metadata(&path).map_err(Error::io(&path))?.len();
        let expected = self.files.get(name).map(String::as_str);
        if expected.and_then(checksum::length) == Some(found) {
            return Ok(());
        }
        Err(Error::damaged(
            &path,
            format!(
                "{found} bytes, the manifest says {}",
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
pub(super) fn schema() -> String {
    let schema = serde_json::to_string(&Fields::new().schema).unwrap_or_default();
    // What words and profiles are is part of the schema, though tantivy does not see it: raise it with them.
    checksum::of_bytes(format!("words 6 {schema}").as_bytes())
}
