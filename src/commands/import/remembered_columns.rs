//! What a person said of columns, remembered by the header they said it of.
//!
//! A small file in the data folder; losing it costs a `--map`. Must not: be asked for a header that a
//! person never spoke of.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use ocop_index::source::SourceSummary;
use ocop_index::source::field::ProductField;

use crate::report::table_file::write_file_atomically;

/// Mappings by the signature of a header.
pub(super) struct RememberedColumns {
    path: PathBuf,
    mappings: BTreeMap<String, Vec<(String, String)>>,
}

impl RememberedColumns {
    /// What was said so far; nothing where the file is missing or is none of ours.
    pub(super) fn load(data_dir: &Path) -> Self {
        let path = data_dir.join("columns.json");
        let text = fs::read_to_string(&path).unwrap_or_default();
        let known = serde_json::from_str(&text).unwrap_or_default();
        Self {
            path,
            mappings: known,
        }
    }

    /// What was said of a header.
    pub(super) fn mapping_for(&self, signature: &str) -> Option<Vec<(String, ProductField)>> {
        self.mappings
            .get(signature)
            .map(|pairs| parse_mapping(pairs))
    }

    /// Everything that was said, with the header that it was said of.
    pub(super) fn iter_mappings(
        &self,
    ) -> impl Iterator<Item = (&str, Vec<(String, ProductField)>)> {
        self.mappings
            .iter()
            .map(|(signature, pairs)| (signature.as_str(), parse_mapping(pairs)))
    }

    /// Also this.
    pub(super) fn with_mapping(
        mut self,
        summary: &SourceSummary,
        mapping: &[(String, ProductField)],
    ) -> Self {
        let pairs = mapping
            .iter()
            .map(|(label, field)| (label.clone(), field.to_string()));
        self.mappings
            .insert(summary.signature.clone(), pairs.collect());
        self
    }

    /// Keeps it. That it cannot be kept is no reason not to import.
    pub(super) fn save(&self) {
        if let Ok(text) = serde_json::to_string_pretty(&self.mappings) {
            let _ = write_file_atomically(&self.path, true, |out| Ok(writeln!(out, "{text}")?));
        }
    }
}

fn parse_mapping(pairs: &[(String, String)]) -> Vec<(String, ProductField)> {
    pairs
        .iter()
        .filter_map(|(label, field)| Some((label.clone(), field.parse().ok()?)))
        .collect()
}
