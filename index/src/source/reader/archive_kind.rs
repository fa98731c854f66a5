//! Decides what an archive is by its parts: a workbook, another document, or a plain archive.
//!
//! Only names and the beginning of three small parts are read, before anything large is inflated. Where a part lies,
//! how it is packed and what the file is called say nothing.

use std::io::{Read, Seek};

use zip::ZipArchive;

use super::archive::unreadable_from_zip;
use crate::source::unreadable::{UnreadableFile, UnreadableReason};

/// Bytes of a part that are read.
const MAX_SAMPLE_BYTES: u64 = 1 << 18;

/// File names that are shown of a plain archive.
const SHOWN_NAMES: usize = 3;

/// What the media types of OpenDocument begin with.
const OPEN_DOCUMENT_TYPE: &str = "application/vnd.oasis.opendocument.";

/// Formats of workbooks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum WorkbookKind {
    /// XLSX, XLSM.
    Excel,
    /// XLSB.
    BinaryExcel,
    /// XLS.
    OldExcel,
    /// ODS.
    OpenDocument,
}

/// Detects which kind of workbook an archive is; the error says what else it is.
pub(crate) fn detect_archive_kind(file: impl Read + Seek) -> Result<WorkbookKind, UnreadableFile> {
    let mut archive = ZipArchive::new(file).map_err(|error| unreadable_from_zip(&error))?;
    let parts = PartNames::of_archive(&archive);
    let kind = open_document_kind(&read_part_beginning(&mut archive, &parts, "mimetype"))
        .or_else(|| office_kind_by_name(&parts))
        .or_else(|| {
            let types = read_part_beginning(&mut archive, &parts, "[content_types].xml");
            office_kind_by_type(&types)
        })
        .or_else(|| {
            let manifest = read_part_beginning(&mut archive, &parts, "meta-inf/manifest.xml");
            open_document_kind(&manifest)
        });
    match kind {
        Some(ArchiveKind::Workbook(kind)) => Ok(kind),
        Some(ArchiveKind::Other(why)) => Err(UnreadableFile::new(why)),
        None => Err(unreadable_archive(&parts)),
    }
}

/// What an archive is.
#[derive(Clone, Copy)]
enum ArchiveKind {
    Workbook(WorkbookKind),
    Other(UnreadableReason),
}

/// The names of an archive's parts, as written and as they are compared.
struct PartNames {
    names: Vec<(String, String)>,
}

impl PartNames {
    fn of_archive<R: Read + Seek>(archive: &ZipArchive<R>) -> Self {
        let written = (0..archive.len()).map(|number| {
            let name = archive.name_for_index(number).and_then(Result::ok);
            name.unwrap_or_default().into_owned()
        });
        let names = written.map(|name| {
            let compared = name.replace('\\', "/").to_ascii_lowercase();
            (name, compared)
        });
        Self {
            names: names.collect(),
        }
    }

    fn position(&self, wanted: &str) -> Option<usize> {
        self.names.iter().position(|(_, name)| name == wanted)
    }

    fn has(&self, wanted: &str) -> bool {
        self.position(wanted).is_some()
    }

    fn has_in_folder(&self, folder: &str) -> bool {
        self.names.iter().any(|(_, name)| name.starts_with(folder))
    }

    /// The first files, without folders and the notes of macOS.
    fn first_files(&self) -> Vec<&str> {
        let files = self
            .names
            .iter()
            .filter(|(_, name)| !name.ends_with('/') && !name.starts_with("__macosx/"));
        files
            .take(SHOWN_NAMES)
            .map(|(name, _)| name.as_str())
            .collect()
    }
}

/// The beginning of a part; empty when there is none, or when it cannot be read.
fn read_part_beginning<R: Read + Seek>(
    archive: &mut ZipArchive<R>,
    parts: &PartNames,
    name: &str,
) -> String {
    let mut beginning = Vec::new();
    if let Some(number) = parts.position(name)
        && let Ok(part) = archive.by_index(number)
    {
        // What was read before an error counts: whether the part is whole is found out later.
        let _ = part.take(MAX_SAMPLE_BYTES).read_to_end(&mut beginning);
    }
    String::from_utf8_lossy(&beginning).into_owned()
}

/// The kind that a text with the media type of OpenDocument names first.
fn open_document_kind(text: &str) -> Option<ArchiveKind> {
    let (_, kind) = text.split_once(OPEN_DOCUMENT_TYPE)?;
    let kinds = [
        (
            "spreadsheet",
            ArchiveKind::Workbook(WorkbookKind::OpenDocument),
        ),
        ("text", ArchiveKind::Other(UnreadableReason::TextDocument)),
        (
            "presentation",
            ArchiveKind::Other(UnreadableReason::Presentation),
        ),
        ("graphics", ArchiveKind::Other(UnreadableReason::Picture)),
        ("image", ArchiveKind::Other(UnreadableReason::Picture)),
    ];
    let mut kinds = kinds.into_iter();
    kinds
        .find(|(name, _)| kind.starts_with(name))
        .map(|(_, kind)| kind)
}

/// The kind of an Office document by the main part that every known program writes.
fn office_kind_by_name(parts: &PartNames) -> Option<ArchiveKind> {
    if parts.has("xl/workbook.bin") {
        return Some(ArchiveKind::Workbook(WorkbookKind::BinaryExcel));
    }
    if parts.has("word/document.xml") {
        return Some(ArchiveKind::Other(UnreadableReason::TextDocument));
    }
    if parts.has("ppt/presentation.xml") {
        return Some(ArchiveKind::Other(UnreadableReason::Presentation));
    }
    // A folder without its main part is a damaged workbook, which the parser says better.
    parts
        .has_in_folder("xl/")
        .then_some(ArchiveKind::Workbook(WorkbookKind::Excel))
}

/// The kind of an Office document by the type of its main part, wherever that lies. Types of embedded documents do
/// not end in `.main`.
fn office_kind_by_type(types: &str) -> Option<ArchiveKind> {
    let types = types.to_ascii_lowercase();
    let has = |wanted: &str| types.contains(wanted);
    if has("ms-excel.sheet.binary.macroenabled.main") {
        Some(ArchiveKind::Workbook(WorkbookKind::BinaryExcel))
    } else if has("spreadsheetml.sheet.main")
        || has("spreadsheetml.template.main")
        || has("ms-excel.sheet.macroenabled.main")
        || has("ms-excel.template.macroenabled.main")
    {
        Some(ArchiveKind::Workbook(WorkbookKind::Excel))
    } else if has("wordprocessingml.document.main") || has("ms-word.document") {
        Some(ArchiveKind::Other(UnreadableReason::TextDocument))
    } else if has("presentationml.") || has("ms-powerpoint.") {
        Some(ArchiveKind::Other(UnreadableReason::Presentation))
    } else {
        None
    }
}

/// The error for an archive that is no document of an office program that we know.
fn unreadable_archive(parts: &PartNames) -> UnreadableFile {
    let files = parts.first_files();
    let mut names = parts.names.iter();
    let is_apple_document =
        parts.has("index.zip") || names.any(|(_, name)| name.rsplit('.').next() == Some("iwa"));
    if files.is_empty() {
        UnreadableFile::new(UnreadableReason::Empty)
    } else if is_apple_document {
        UnreadableFile::new(UnreadableReason::AppleDocument)
    } else {
        UnreadableFile::new(UnreadableReason::PlainZip).with_detail(files.join(", "))
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Write};

    use zip::write::SimpleFileOptions;
    use zip::{CompressionMethod, ZipWriter};

    use super::*;

    fn archive(parts: &[(&str, &str)]) -> Cursor<Vec<u8>> {
        let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
        let packed = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
        for (name, text) in parts {
            archive.start_file(*name, packed).unwrap();
            archive.write_all(text.as_bytes()).unwrap();
        }
        archive.finish().unwrap()
    }

    const SHEET_TYPE: &str = "application/vnd.oasis.opendocument.spreadsheet";

    #[test]
    fn a_workbook_is_known_by_its_parts() {
        let manifest = format!("<manifest:file-entry manifest:media-type=\"{SHEET_TYPE}\"/>");
        let main = "<Override PartName=\"/book.xml\" ContentType=\
                    \"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/>";
        for (parts, kind) in [
            (
                &[("xl/workbook.xml", ""), ("docs/a.docx", "")][..],
                WorkbookKind::Excel,
            ),
            (&[("XL\\Workbook.xml", "")], WorkbookKind::Excel),
            (
                &[("[Content_Types].xml", main), ("book.xml", "")],
                WorkbookKind::Excel,
            ),
            (&[("xl/workbook.bin", "")], WorkbookKind::BinaryExcel),
            (
                &[("content.xml", ""), ("mimetype", SHEET_TYPE)],
                WorkbookKind::OpenDocument,
            ),
            (
                &[("content.xml", ""), ("META-INF/manifest.xml", &manifest)],
                WorkbookKind::OpenDocument,
            ),
        ] {
            assert_eq!(detect_archive_kind(archive(parts)), Ok(kind), "{parts:?}");
        }
    }

    #[test]
    fn other_documents_and_archives_are_called_by_their_names() {
        for (parts, why, detail) in [
            (
                &[("word/document.xml", "")][..],
                UnreadableReason::TextDocument,
                "",
            ),
            (
                &[("mimetype", "application/vnd.oasis.opendocument.text")],
                UnreadableReason::TextDocument,
                "",
            ),
            (
                &[("ppt/presentation.xml", "")],
                UnreadableReason::Presentation,
                "",
            ),
            (
                &[(
                    "mimetype",
                    "application/vnd.oasis.opendocument.presentation",
                )],
                UnreadableReason::Presentation,
                "",
            ),
            (
                &[("Index/Document.iwa", "")],
                UnreadableReason::AppleDocument,
                "",
            ),
            (
                &[
                    ("__MACOSX/a", ""),
                    ("a/", ""),
                    ("a/danh sách.xlsx", ""),
                    ("b.csv", ""),
                    ("c.csv", ""),
                    ("d.csv", ""),
                ],
                UnreadableReason::PlainZip,
                "a/danh sách.xlsx, b.csv, c.csv",
            ),
            (&[], UnreadableReason::Empty, ""),
        ] {
            let error = detect_archive_kind(archive(parts)).unwrap_err();
            assert_eq!((error.why, error.detail.as_str()), (why, detail));
        }
    }
}
