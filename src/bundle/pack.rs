//! Packs a bundle. Must not: read the catalogue or the store of work; the caller hands over their content.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::io::{self, Seek, Write};

use jiff::Timestamp;
use ocop_index::change::correction::AppliedCorrection;
use ocop_index::source::record_lines::write_products;
use ocop_index::store::{self, format_corrections};
use ocop_index::{Product, Result};
use sha2::{Digest, Sha256};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::MAX_BUNDLE_BYTES;
use super::bundle_manifest::{
    BundleManifest, BundleMember, BundledCatalog, BundledGeneration, BundledWork, CORRECTIONS_NAME,
    EVENTS_NAME, FORMAT, FORMAT_VERSION, MANIFEST_NAME, RECORDS_NAME,
};
use crate::work::events::event::WorkEvent;
use crate::work::store::exchange::write_events;

/// The permissions of a member for who unpacks the archive with another program: its owner's alone.
const MEMBER_MODE: u32 = 0o600;

/// A bundle that is being put together.
#[derive(Debug)]
pub struct NewBundle {
    manifest: BundleManifest,
    contents: Vec<Vec<u8>>,
}

impl NewBundle {
    /// An empty one, packed by this person now.
    pub fn new(by: &str, now: Timestamp) -> Self {
        let manifest = BundleManifest {
            format: FORMAT.to_owned(),
            version: FORMAT_VERSION,
            program: env!("CARGO_PKG_VERSION").to_owned(),
            written: now,
            by: by.to_owned(),
            catalog: None,
            work: None,
            members: Vec::new(),
        };
        Self {
            manifest,
            contents: Vec::new(),
        }
    }

    /// Adds the catalogue: its records, the corrections that they have had, and the generations, the one in use first.
    ///
    /// # Errors
    /// Fails for a record that cannot be written as a line.
    pub fn add_catalog(
        &mut self,
        products: &[Product],
        corrections: &[AppliedCorrection],
        generation: BundledGeneration,
        earlier: Vec<BundledGeneration>,
    ) -> Result<()> {
        let mut records = Vec::new();
        write_products(products, &mut records).map_err(|source| ocop_index::Error::Io {
            path: RECORDS_NAME.into(),
            source,
        })?;
        self.add_member(RECORDS_NAME, records);
        if !corrections.is_empty() {
            let lines = format_corrections(corrections)?;
            self.add_member(CORRECTIONS_NAME, lines.into_bytes());
        }
        self.manifest.catalog = Some(BundledCatalog {
            records_format: store::FORMAT_VERSION,
            generation,
            earlier,
        });
        Ok(())
    }

    /// Adds the work.
    ///
    /// # Errors
    /// Fails for an event that cannot be written as a line.
    pub fn add_work(&mut self, events: &[WorkEvent]) -> io::Result<()> {
        let mut lines = Vec::new();
        write_events(events, self.manifest.written, &mut lines)?;
        self.add_member(EVENTS_NAME, lines);
        let authors: BTreeSet<&str> = events.iter().map(|event| &*event.author).collect();
        self.manifest.work = Some(BundledWork {
            events: events.len(),
            authors: authors.len(),
        });
        Ok(())
    }

    fn add_member(&mut self, name: &str, content: Vec<u8>) {
        self.manifest.members.push(BundleMember {
            name: name.to_owned(),
            bytes: content.len() as u64,
            sha256: sum_of(&content),
        });
        self.contents.push(content);
    }

    /// What is in it.
    pub fn manifest(&self) -> &BundleManifest {
        &self.manifest
    }

    /// True where it is longer than any machine opens.
    pub fn is_too_long(&self) -> bool {
        let bytes = self.manifest.members.iter().map(|member| member.bytes);
        // The manifest and the names of the members need some room too.
        bytes.sum::<u64>() > MAX_BUNDLE_BYTES - (4 << 20)
    }

    /// Writes the archive, and returns its length.
    ///
    /// # Errors
    /// Fails where nothing can be written.
    pub fn write(&self, out: impl Write + Seek) -> io::Result<u64> {
        let mut archive = ZipWriter::new(out);
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Stored)
            .last_modified_time(DateTime::default())
            .unix_permissions(MEMBER_MODE);
        let mut manifest = serde_json::to_vec_pretty(&self.manifest)?;
        manifest.push(b'\n');
        let names = self.manifest.members.iter().map(|member| &*member.name);
        let all = std::iter::once((MANIFEST_NAME, &manifest)).chain(names.zip(&self.contents));
        for (name, content) in all {
            archive.start_file(name, options).map_err(to_io_error)?;
            archive.write_all(content)?;
        }
        let mut out = archive.finish().map_err(to_io_error)?;
        out.flush()?;
        out.stream_position()
    }
}

/// The SHA-256 of bytes, as hexadecimal text.
pub(super) fn sum_of(content: &[u8]) -> String {
    let mut text = String::new();
    for byte in Sha256::digest(content) {
        let _ = write!(text, "{byte:02x}");
    }
    text
}

fn to_io_error(error: zip::result::ZipError) -> io::Error {
    match error {
        zip::result::ZipError::Io(error) => error,
        other => io::Error::other(other.to_string()),
    }
}
