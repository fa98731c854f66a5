//! Opens a bundle: everything in it is verified and parsed before anything of it is handed over.
//!
//! A bundle may come from anybody. What its archive says of itself counts only as far as it is what a bundle says:
//! plain members of the known names, each once, stored as they are, as long and with the sum that the manifest tells.
//! Must not: write anything, or follow a name in the archive to a file.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::{Cursor, Read};
use std::path::Path;

use ocop_index::Product;
use ocop_index::change::correction::AppliedCorrection;
use ocop_index::source::record_lines::parse_products;
use ocop_index::store::{self, parse_corrections};
use serde_json::Value;
use zip::{CompressionMethod, ZipArchive};

use super::MAX_BUNDLE_BYTES;
use super::bundle_fault::BundleFault;
use super::bundle_manifest::{
    BundleManifest, CORRECTIONS_NAME, EVENTS_NAME, FORMAT, FORMAT_VERSION, MANIFEST_NAME,
    RECORDS_NAME,
};
use super::pack::sum_of;
use crate::files::device_name::refuse_device_name;
use crate::files::plain_path::resolve_path;
use crate::files::small_file::refuse_unfit_path;
use crate::work::events::event::WorkEvent;
use crate::work::store::exchange::read_events;

/// The longest manifest, in bytes.
const MAX_MANIFEST_BYTES: usize = 1 << 20;

/// The letters of a name of a member that are told.
const MOST_NAME_CHARS: usize = 80;

/// A bundle, verified and parsed.
#[derive(Debug)]
pub struct OpenedBundle {
    /// What it says of itself.
    pub manifest: BundleManifest,
    /// The products, where it has a catalogue.
    pub products: Vec<Product>,
    /// The corrections that they have had.
    pub corrections: Vec<AppliedCorrection>,
    /// The events, where it has work.
    pub events: Vec<WorkEvent>,
    /// The SHA-256 of the whole file.
    pub sum: String,
}

/// Reads and verifies a bundle. A link of the person's own is followed; a pipe or a device is not waited for.
///
/// # Errors
/// Fails with what is wrong first.
pub fn read_bundle_file(path: &Path) -> Result<OpenedBundle, BundleFault> {
    refuse_device_name(path)?;
    let path = resolve_path(path)?;
    refuse_unfit_path(&path)?;
    let file = File::open(path)?;
    let mut bytes = Vec::new();
    file.take(MAX_BUNDLE_BYTES + 1).read_to_end(&mut bytes)?;
    read_bundle(&bytes)
}

/// Verifies and parses a bundle.
///
/// # Errors
/// Fails with what is wrong first.
pub fn read_bundle(bytes: &[u8]) -> Result<OpenedBundle, BundleFault> {
    if bytes.len() as u64 > MAX_BUNDLE_BYTES {
        return Err(BundleFault::TooLong);
    }
    let mut members = read_members(bytes)?;
    let manifest = members.remove(MANIFEST_NAME);
    let manifest = read_manifest(&manifest.ok_or(BundleFault::NoBundle)?)?;
    verify_members(&manifest, &members)?;
    let mut opened = OpenedBundle {
        manifest,
        products: Vec::new(),
        corrections: Vec::new(),
        events: Vec::new(),
        sum: sum_of(bytes),
    };
    if let Some(catalog) = &opened.manifest.catalog {
        let text = take_text(&mut members, RECORDS_NAME)?;
        let products = parse_products(Path::new(RECORDS_NAME), &text);
        opened.products = products.map_err(BundleFault::InvalidRecord)?;
        if opened.products.len() != catalog.generation.products {
            return Err(BundleFault::Damaged(RECORDS_NAME.to_owned()));
        }
        if members.contains_key(CORRECTIONS_NAME) {
            let text = take_text(&mut members, CORRECTIONS_NAME)?;
            let corrections = parse_corrections(Path::new(CORRECTIONS_NAME), &text);
            opened.corrections = corrections.map_err(BundleFault::InvalidRecord)?;
        }
    }
    if let Some(work) = &opened.manifest.work {
        let lines = take_text(&mut members, EVENTS_NAME)?;
        let read = read_events(lines.as_bytes())?;
        if let Some((line, fault)) = read.faults.first() {
            return Err(BundleFault::InvalidEvent(*line, *fault));
        }
        if read.events.len() != work.events {
            return Err(BundleFault::Damaged(EVENTS_NAME.to_owned()));
        }
        opened.events = read.events;
    }
    match members.into_keys().next() {
        // Nothing in the manifest says what it is for.
        Some(name) => Err(BundleFault::ForeignMember(name)),
        None => Ok(opened),
    }
}

/// The content of each member of the archive. The checksum of the archive itself is compared while it is read.
fn read_members(bytes: &[u8]) -> Result<BTreeMap<String, Vec<u8>>, BundleFault> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| BundleFault::NoBundle)?;
    let known = [MANIFEST_NAME, RECORDS_NAME, CORRECTIONS_NAME, EVENTS_NAME];
    if archive.has_duplicate_names() {
        return Err(BundleFault::DoubleName);
    }
    let mut members = BTreeMap::new();
    let mut room = bytes.len() as u64;
    for index in 0..archive.len() {
        let raw = archive.by_index_raw(index);
        let member = raw.map_err(|_| BundleFault::Damaged(MANIFEST_NAME.to_owned()))?;
        let name = String::from_utf8_lossy(member.name_raw()).into_owned();
        let is_plain = member.is_file() && !member.is_symlink() && !member.encrypted();
        // A part that is not stored as it is could be longer than the file.
        let is_stored = member.compression() == CompressionMethod::Stored
            && member.compressed_size() == member.size();
        if !known.contains(&&*name) || !is_plain || !is_stored {
            return Err(BundleFault::ForeignMember(shorten(&name)));
        }
        let length = member.size();
        drop(member);
        // Nor are all of them together.
        room = room.checked_sub(length).ok_or(BundleFault::TooLong)?;
        let mut content = Vec::with_capacity(length as usize);
        let read = archive
            .by_index(index)
            .map_err(|_| BundleFault::Damaged(name.clone()))?
            .take(length + 1)
            .read_to_end(&mut content);
        if read.is_err() || content.len() as u64 != length {
            return Err(BundleFault::Damaged(name));
        }
        members.insert(name, content);
    }
    Ok(members)
}

fn shorten(name: &str) -> String {
    name.chars().take(MOST_NAME_CHARS).collect()
}

/// Parses the manifest: the format first, as the rest of a newer one may have another meaning.
fn read_manifest(bytes: &[u8]) -> Result<BundleManifest, BundleFault> {
    let damaged = || BundleFault::Damaged(MANIFEST_NAME.to_owned());
    if bytes.len() > MAX_MANIFEST_BYTES {
        return Err(BundleFault::TooLong);
    }
    let value: Value = serde_json::from_slice(bytes).map_err(|_| damaged())?;
    if value.get("format").and_then(Value::as_str) != Some(FORMAT) {
        return Err(BundleFault::NoBundle);
    }
    let version = value.get("version").and_then(Value::as_u64);
    match version {
        Some(version) if version > u64::from(FORMAT_VERSION) => {
            return Err(BundleFault::NewerFormat(version));
        }
        Some(1..) => {}
        _ => return Err(damaged()),
    }
    let records = value.pointer("/catalog/records_format");
    if let Some(records) = records.and_then(Value::as_u64)
        && records > u64::from(store::FORMAT_VERSION)
    {
        return Err(BundleFault::NewerFormat(records));
    }
    serde_json::from_value(value).map_err(|_| damaged())
}

/// Compares each member with the manifest, which names every one of them once.
fn verify_members(
    manifest: &BundleManifest,
    members: &BTreeMap<String, Vec<u8>>,
) -> Result<(), BundleFault> {
    let mut named = BTreeSet::new();
    for member in &manifest.members {
        if !named.insert(&*member.name) {
            return Err(BundleFault::ForeignMember(shorten(&member.name)));
        }
        let Some(content) = members.get(&member.name) else {
            return Err(BundleFault::MissingMember(shorten(&member.name)));
        };
        if content.len() as u64 != member.bytes || sum_of(content) != member.sha256 {
            return Err(BundleFault::Damaged(member.name.clone()));
        }
    }
    match members.keys().find(|name| !named.contains(name.as_str())) {
        Some(name) => Err(BundleFault::ForeignMember(name.clone())),
        None => Ok(()),
    }
}

fn take_text(members: &mut BTreeMap<String, Vec<u8>>, name: &str) -> Result<String, BundleFault> {
    let Some(content) = members.remove(name) else {
        return Err(BundleFault::MissingMember(name.to_owned()));
    };
    String::from_utf8(content).map_err(|_| BundleFault::Damaged(name.to_owned()))
}
