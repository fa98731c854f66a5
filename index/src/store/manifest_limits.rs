//! What a manifest may say: names that stay in the generation, lengths and numbers that its files can have, texts
//! without characters that act.
//!
//! A seal proves that nothing decayed; it does not prove who wrote the manifest.

use std::path::Path;

use super::checksum;
use super::manifest::{CORRECTIONS_FILE, GenerationManifest, INDEX_FOLDER, RECORDS_FILE};
use crate::clean;
use crate::error::{Error, Result};

/// Most bytes of a manifest; one of a large catalogue has some two thousand.
pub(super) const MAX_MANIFEST_BYTES: u64 = 1 << 20;

/// Most files of a generation; an index of one segment has about ten.
const MAX_FILES: usize = 64;

/// Most bytes of a generation: some twenty million products.
const MAX_GENERATION_BYTES: u64 = 16 << 30;

/// The shortest record: `{"id":"","name":""}` and its line end.
const MIN_RECORD_BYTES: u64 = 20;

/// Most letters of a name or a text.
const MAX_TEXT_CHARS: usize = 500;

impl GenerationManifest {
    /// Cleans every text that leaves the store.
    pub(super) fn clean_texts(&mut self) {
        for text in [
            &mut self.source,
            &mut self.source_checksum,
            &mut self.schema,
        ] {
            clean_and_cut(text);
        }
        let Some(origin) = &mut self.origin else {
            return;
        };
        clean_and_cut(&mut origin.at);
        clean_and_cut(&mut origin.by);
        origin.proposed_by.iter_mut().for_each(clean_and_cut);
        for file in &mut origin.files {
            clean_and_cut(&mut file.name);
            clean_and_cut(&mut file.checksum);
        }
        let counts = std::mem::take(&mut origin.counts).into_iter();
        origin.counts = counts
            .map(|(mut kind, count)| {
                clean_and_cut(&mut kind);
                (kind, count)
            })
            .collect();
    }

    /// Fails for a name, a length or a number that no generation has.
    pub(super) fn check_limits(&self, path: &Path) -> Result<()> {
        let damaged = |reason: String| Err(Error::damaged_file(path, reason));
        if self.files.len() > MAX_FILES {
            return damaged(format!("{} files", self.files.len()));
        }
        let mut total: u64 = 0;
        for (name, sum) in &self.files {
            if !is_generation_file(name) {
                return damaged(format!("{name} is no file of a generation"));
            }
            let Some(length) = checksum::checksum_length(sum) else {
                return damaged(format!("{name}: {sum} is no checksum"));
            };
            total = total.saturating_add(length);
        }
        if total > MAX_GENERATION_BYTES {
            return damaged(format!("{total} bytes"));
        }
        let records = self.files.get(RECORDS_FILE).map(String::as_str);
        let record_bytes = records.and_then(checksum::checksum_length).unwrap_or(0);
        let products = self.products as u64;
        if products > u64::from(u32::MAX) || products > record_bytes / MIN_RECORD_BYTES {
            return damaged(format!("{products} products in {record_bytes} bytes"));
        }
        Ok(())
    }
}

/// True for the name of the records, of their corrections, or of a file of the index.
fn is_generation_file(name: &str) -> bool {
    let is_plain = |name: &str| {
        let is_letter = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-');
        !matches!(name, "" | "." | "..") && name.len() <= 255 && name.chars().all(is_letter)
    };
    match name.split_once('/') {
        Some((folder, file)) => folder == INDEX_FOLDER && is_plain(file),
        None => matches!(name, RECORDS_FILE | CORRECTIONS_FILE),
    }
}

fn clean_and_cut(text: &mut String) {
    let cleaned = clean::clean_text(text);
    if cleaned != text.as_str() || text.len() > MAX_TEXT_CHARS {
        *text = cleaned.chars().take(MAX_TEXT_CHARS).collect();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_stay_in_the_generation() {
        for name in [
            "products.jsonl",
            "corrections.jsonl",
            "index/meta.json",
            "index/.managed.json",
            "index/0a-b_c.store",
        ] {
            assert!(is_generation_file(name), "{name}");
        }
        for name in [
            "",
            "/",
            "index",
            "index/",
            "index/.",
            "index/..",
            "index/../x",
            "index/a/b",
            "index//a",
            "/etc/passwd",
            "../products.jsonl",
            "products.jsonl/",
            "index\\a",
            "index/a\0",
            "index/a\u{202e}",
            "other/a",
            "manifest.json",
        ] {
            assert!(!is_generation_file(name), "{name}");
        }
    }
}
