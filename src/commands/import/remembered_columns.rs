//! The column mappings of earlier imports (`--map`), remembered by the header they were given for.
//!
//! They live in a small file in the data folder; losing it costs typing `--map` again.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use ocop_index::source::SourceSummary;
use ocop_index::source::field::ProductField;

use crate::report::table_file::write_file_atomically;

/// Column mappings by the signature of a header.
pub(super) struct RememberedColumns {
    path: PathBuf,
    mappings: BTreeMap<String, Vec<(String, String)>>,
}

impl RememberedColumns {
    /// Loads the mappings; none when the file is missing or not valid.
    pub(super) fn load(data_dir: &Path) -> Self {
        let path = data_dir.join("columns.json");
        let text = fs::read_to_string(&path).unwrap_or_default();
        let mappings = serde_json::from_str(&text).unwrap_or_default();
        Self { path, mappings }
    }

    /// The mapping for the header with this signature.
    pub(super) fn mapping_for(&self, signature: &str) -> Option<Vec<(String, ProductField)>> {
        self.mappings
            .get(signature)
            .map(|pairs| parse_mapping(pairs))
    }

    /// Every signature with its mapping.
    pub(super) fn iter_mappings(
        &self,
    ) -> impl Iterator<Item = (&str, Vec<(String, ProductField)>)> {
        self.mappings
            .iter()
            .map(|(signature, pairs)| (signature.as_str(), parse_mapping(pairs)))
    }

    /// Adds the mapping of a list, in place of an earlier one for the same header.
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

    /// Saves the mappings. A failure is ignored: the import itself has succeeded.
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
