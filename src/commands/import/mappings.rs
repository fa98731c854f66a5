//! What a person said of columns, remembered by the header they said it of.
//!
//! A small file in the data folder; losing it costs a `--map`. Must not: be asked for a header that a
//! person never spoke of.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use ocop_index::source::Summary;
use ocop_index::source::field::Field;

use crate::report::file::write_whole;

/// Mappings by the signature of a header.
pub(super) struct Remembered {
    path: PathBuf,
    known: BTreeMap<String, Vec<(String, String)>>,
}

impl Remembered {
    /// What was said so far; nothing where the file is missing or is none of ours.
    pub(super) fn load(data_dir: &Path) -> Self {
        let path = data_dir.join("columns.json");
        let text = fs::read_to_string(&path).unwrap_or_default();
        let known = serde_json::from_str(&text).unwrap_or_default();
        Self { path, known }
    }

    /// What was said of a header.
    pub(super) fn of(&self, signature: &str) -> Option<Vec<(String, Field)>> {
        self.known.get(signature).map(|pairs| parsed(pairs))
    }

    /// Everything that was said, with the header that it was said of.
    pub(super) fn all(&self) -> impl Iterator<Item = (&str, Vec<(String, Field)>)> {
        self.known
            .iter()
            .map(|(signature, pairs)| (signature.as_str(), parsed(pairs)))
    }

    /// Also this.
    pub(super) fn with(mut self, summary: &Summary, mapping: &[(String, Field)]) -> Self {
        let pairs = mapping
            .iter()
            .map(|(label, field)| (label.clone(), field.to_string()));
        self.known
            .insert(summary.signature.clone(), pairs.collect());
        self
    }

    /// Keeps it. That it cannot be kept is no reason not to import.
    pub(super) fn save(&self) {
        if let Ok(text) = serde_json::to_string_pretty(&self.known) {
            let _ = write_whole(&self.path, true, |out| Ok(writeln!(out, "{text}")?));
        }
    }
}

fn parsed(pairs: &[(String, String)]) -> Vec<(String, Field)> {
    pairs
        .iter()
        .filter_map(|(label, field)| Some((label.clone(), field.parse().ok()?)))
        .collect()
}
