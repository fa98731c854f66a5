//! Detects what a file is from its first bytes; the name of the file is never used.

use crate::source::unreadable::{UnreadableFile, UnreadableReason};

const ZIP_SIGNATURE: &[u8] = b"PK\x03\x04";

/// Container of old `.xls` files and of encrypted `.xlsx` files.
const COMPOUND_SIGNATURE: &[u8] = b"\xd0\xcf\x11\xe0";

/// Bytes in which the tags of a web page are searched.
const WEB_PAGE_SAMPLE: usize = 1024;

/// A file that can be read: an archive, which may be a workbook, or text.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum SourceFileKind {
    Archive,
    Text,
}

/// Detects the kind of a file from its beginning.
pub(super) fn detect_file_kind(sample: &[u8]) -> Result<SourceFileKind, UnreadableFile> {
    if sample.iter().all(u8::is_ascii_whitespace) {
        return Err(UnreadableFile::new(UnreadableReason::Empty));
    }
    if sample.starts_with(ZIP_SIGNATURE) {
        return Ok(SourceFileKind::Archive);
    }
    if sample.starts_with(COMPOUND_SIGNATURE) {
        let why = if has_encrypted_package(sample) {
            UnreadableReason::Encrypted
        } else {
            UnreadableReason::OldWorkbook
        };
        return Err(UnreadableFile::new(why));
    }
    if is_web_page(sample) {
        return Err(UnreadableFile::new(UnreadableReason::WebPage));
    }
    Ok(SourceFileKind::Text)
}

/// True for an archive whose first part says that it is OpenDocument. That part is never compressed.
pub(super) fn is_open_document(sample: &[u8]) -> bool {
    sample.len() > 38 && sample[30..].starts_with(b"mimetypeapplication/vnd.oasis")
}

/// True for a text that begins as JSON does.
pub(super) fn is_json(beginning: &str) -> bool {
    beginning.trim_start().starts_with(['[', '{'])
}

/// True when a compound file names the stream of an encrypted `.xlsx`, in UTF-16.
fn has_encrypted_package(sample: &[u8]) -> bool {
    let name: Vec<u8> = "EncryptedPackage"
        .bytes()
        .flat_map(|byte| [byte, 0])
        .collect();
    sample.windows(name.len()).any(|window| window == name)
}

fn is_web_page(sample: &[u8]) -> bool {
    let end = sample.len().min(WEB_PAGE_SAMPLE);
    let beginning = String::from_utf8_lossy(&sample[..end]).to_lowercase();
    let beginning = beginning.trim_start_matches(['\u{feff}', ' ', '\n', '\r', '\t']);
    ["<!doctype html", "<html", "<table", "<meta"]
        .iter()
        .any(|tag| beginning.starts_with(tag))
}
