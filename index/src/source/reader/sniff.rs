//! Detects what a file is from its first bytes; the name of the file is never used.
//!
//! Archives and compound files are looked into later (`super::archive_kind`, `super::compound_kind`). What is neither
//! those nor one of the kinds here is text, until decoding shows otherwise.

use crate::source::unreadable::{UnreadableFile, UnreadableReason};

/// Bytes in which the beginning of a text is looked at.
const TEXT_SAMPLE: usize = 1 << 13;

/// Bytes in which a binary file has a byte that no text has.
const BINARY_SAMPLE: usize = 512;

/// A file that may be a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum SourceFileKind {
    /// A zip archive, as XLSX and ODS are.
    Archive,
    /// A compound file, as XLS is.
    Compound,
    /// Text.
    Text,
}

/// First bytes of containers, which are looked into.
const CONTAINERS: [(&[u8], SourceFileKind); 4] = [
    (b"PK\x03\x04", SourceFileKind::Archive),
    // An archive without files, and one in several pieces.
    (b"PK\x05\x06", SourceFileKind::Archive),
    (b"PK\x07\x08", SourceFileKind::Archive),
    (b"\xd0\xcf\x11\xe0", SourceFileKind::Compound),
];

/// First bytes of binary files: where they begin, the bytes, what the file is, and the detail of the sentence.
const BINARY_SIGNATURES: [(usize, &[u8], UnreadableReason, &str); 32] = [
    (0, b"\x89PNG", UnreadableReason::Picture, ""),
    (0, b"\xff\xd8\xff", UnreadableReason::Picture, ""),
    (0, b"GIF87a", UnreadableReason::Picture, ""),
    (0, b"GIF89a", UnreadableReason::Picture, ""),
    (0, b"BM", UnreadableReason::Picture, ""),
    (0, b"II*\0", UnreadableReason::Picture, ""),
    (0, b"MM\0*", UnreadableReason::Picture, ""),
    (8, b"WEBP", UnreadableReason::Picture, ""),
    (4, b"ftypheic", UnreadableReason::Picture, ""),
    (4, b"ftypheix", UnreadableReason::Picture, ""),
    (4, b"ftypmif1", UnreadableReason::Picture, ""),
    (4, b"ftypavif", UnreadableReason::Picture, ""),
    (0, b"8BPS", UnreadableReason::Picture, ""),
    (0, b"\x1f\x8b", UnreadableReason::Compressed, "gz"),
    (0, b"7z\xbc\xaf\x27\x1c", UnreadableReason::Compressed, "7z"),
    (0, b"Rar!\x1a\x07", UnreadableReason::Compressed, "rar"),
    (0, b"\xfd7zXZ\0", UnreadableReason::Compressed, "xz"),
    (0, b"BZh", UnreadableReason::Compressed, "bz2"),
    (0, b"\x28\xb5\x2f\xfd", UnreadableReason::Compressed, "zst"),
    (0, b"\x1f\x9d", UnreadableReason::Compressed, "Z"),
    (0, b"MSCF", UnreadableReason::Compressed, "cab"),
    (257, b"ustar", UnreadableReason::Compressed, "tar"),
    (0, b"SQLite format 3\0", UnreadableReason::Binary, ""),
    (0, b"MZ", UnreadableReason::Binary, ""),
    (0, b"\x7fELF", UnreadableReason::Binary, ""),
    (0, b"\xcf\xfa\xed\xfe", UnreadableReason::Binary, ""),
    (0, b"\0\x01\0\0", UnreadableReason::Binary, ""),
    (0, b"OTTO", UnreadableReason::Binary, ""),
    (0, b"ttcf", UnreadableReason::Binary, ""),
    (0, b"wOFF", UnreadableReason::Binary, ""),
    (0, b"wOF2", UnreadableReason::Binary, ""),
    (0, b"bplist", UnreadableReason::Binary, ""),
];

/// Detects the kind of a file from its beginning.
pub(super) fn detect_file_kind(sample: &[u8]) -> Result<SourceFileKind, UnreadableFile> {
    if sample.iter().all(u8::is_ascii_whitespace) {
        return Err(UnreadableFile::new(UnreadableReason::Empty));
    }
    let container = CONTAINERS
        .iter()
        .find(|(signature, _)| sample.starts_with(signature));
    if let Some((_, kind)) = container {
        return Ok(*kind);
    }
    if let Some(error) = binary_error(sample) {
        return Err(error);
    }
    let beginning = decode_beginning(sample);
    match document_of_text(&beginning) {
        Some(why) => Err(UnreadableFile::new(why)),
        None => Ok(SourceFileKind::Text),
    }
}

/// True for a text that begins as JSON does.
pub(super) fn is_json(beginning: &str) -> bool {
    beginning.trim_start().starts_with(['[', '{'])
}

/// The error for a binary file with a known signature. Two letters alone begin many lists, so the file must have a
/// byte that no text has.
fn binary_error(sample: &[u8]) -> Option<UnreadableFile> {
    let is_no_text = |byte: &u8| matches!(byte, 0..=8 | 0x0e..=0x1a | 0x1c..=0x1f);
    if !sample.iter().take(BINARY_SAMPLE).any(is_no_text) {
        return None;
    }
    let mut signatures = BINARY_SIGNATURES.iter();
    let (_, _, why, detail) = signatures.find(|(start, signature, ..)| {
        sample
            .get(*start..)
            .is_some_and(|rest| rest.starts_with(signature))
    })?;
    let error = match why {
        UnreadableReason::Binary => UnreadableFile::at_line(*why, 1, 1),
        why => UnreadableFile::new(*why),
    };
    Some(error.with_detail(detail))
}

/// The beginning as text in small letters: UTF-16 with its mark, otherwise letter by letter where it is ASCII.
fn decode_beginning(sample: &[u8]) -> String {
    let sample = &sample[..sample.len().min(TEXT_SAMPLE)];
    let decode_utf16 = |unit: fn([u8; 2]) -> u16| {
        let units = sample[2..].chunks_exact(2);
        let units: Vec<u16> = units.map(|pair| unit([pair[0], pair[1]])).collect();
        String::from_utf16_lossy(&units)
    };
    let text = match sample {
        [0xff, 0xfe, ..] => decode_utf16(u16::from_le_bytes),
        [0xfe, 0xff, ..] => decode_utf16(u16::from_be_bytes),
        _ => String::from_utf8_lossy(sample).into_owned(),
    };
    let text = text.trim_start_matches(['\u{feff}', ' ', '\n', '\r', '\t']);
    text.to_ascii_lowercase()
}

/// The document that a text is, if it is no list.
fn document_of_text(beginning: &str) -> Option<UnreadableReason> {
    if beginning.starts_with("%pdf-") {
        return Some(UnreadableReason::Pdf);
    }
    if beginning.starts_with("{\\rtf") {
        return Some(UnreadableReason::RichText);
    }
    if is_mail(beginning) {
        return Some(UnreadableReason::WebArchive);
    }
    if beginning.starts_with("<?xml")
        && let Some(why) = document_of_xml(beginning)
    {
        return Some(why);
    }
    let is_excel_xml =
        beginning.starts_with("<workbook") && beginning.contains("office:spreadsheet");
    if is_excel_xml {
        return Some(UnreadableReason::XmlFile);
    }
    if beginning.starts_with("<svg") {
        return Some(UnreadableReason::Picture);
    }
    ["<!doctype html", "<html", "<table", "<meta"]
        .iter()
        .any(|tag| beginning.starts_with(tag))
        .then_some(UnreadableReason::WebPage)
}

/// The document that XML is, by what its root says of itself.
fn document_of_xml(beginning: &str) -> Option<UnreadableReason> {
    let signs = [
        ("progid=\"excel.sheet\"", UnreadableReason::XmlFile),
        (
            "urn:schemas-microsoft-com:office:spreadsheet",
            UnreadableReason::XmlFile,
        ),
        ("progid=\"word.document\"", UnreadableReason::TextDocument),
        ("office/word/2003/wordml", UnreadableReason::TextDocument),
        ("opendocument.text", UnreadableReason::TextDocument),
        ("opendocument.presentation", UnreadableReason::Presentation),
        ("<svg", UnreadableReason::Picture),
        ("<html", UnreadableReason::WebPage),
    ];
    let mut signs = signs.into_iter();
    let why = signs
        .find(|(sign, _)| beginning.contains(sign))
        .map(|(_, why)| why);
    // Any other XML: flat OpenDocument, an export of a database.
    why.or_else(|| {
        beginning
            .starts_with("<?xml")
            .then_some(UnreadableReason::XmlFile)
    })
}

/// True for a mail, and for a web page that was saved as one: lines `name: value` up to a blank one, among them the
/// version of the format or the number of the message.
fn is_mail(beginning: &str) -> bool {
    let mut has_mail_line = false;
    for (number, line) in beginning.lines().enumerate() {
        if line.is_empty() {
            return has_mail_line;
        }
        let is_continued = number > 0 && line.starts_with([' ', '\t']);
        let is_header = line.split_once(':').is_some_and(|(name, _)| {
            !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
        });
        if !is_continued && !is_header {
            return false;
        }
        has_mail_line |= line.starts_with("mime-version:") || line.starts_with("message-id:");
    }
    has_mail_line
}

#[cfg(test)]
mod tests {
    use super::*;

    fn why(bytes: &[u8]) -> Option<(UnreadableReason, String)> {
        let error = detect_file_kind(bytes).err()?;
        Some((error.why, error.detail))
    }

    /// Beginnings of files that are no lists, with the reason and its detail.
    const NO_LISTS: [(&[u8], UnreadableReason, &str); 22] = [
        (b"%PDF-1.7\n%\xe2\xe3", UnreadableReason::Pdf, ""),
        (b"{\\rtf1\\ansi", UnreadableReason::RichText, ""),
        (
            b"MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n boundary=\"x\"\r\n\r\n--x",
            UnreadableReason::WebArchive,
            "",
        ),
        (
            b"Received: from a\r\n by b\r\nMessage-ID: <1@b>\r\nFrom: a@b.vn\r\n\r\nx",
            UnreadableReason::WebArchive,
            "",
        ),
        (
            b"<?xml version=\"1.0\"?>\n<?mso-application progid=\"Excel.Sheet\"?>\n<Workbook",
            UnreadableReason::XmlFile,
            "",
        ),
        (
            b"<?xml version=\"1.0\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\">",
            UnreadableReason::XmlFile,
            "",
        ),
        (
            b"<?xml version=\"1.0\"?><?mso-application progid=\"Word.Document\"?>",
            UnreadableReason::TextDocument,
            "",
        ),
        (b"\x1f\x8b\x08\x00\0\0", UnreadableReason::Compressed, "gz"),
        (b"7z\xbc\xaf\x27\x1c\0\x04", UnreadableReason::Compressed, "7z"),
        (b"Rar!\x1a\x07\x01\0", UnreadableReason::Compressed, "rar"),
        (b"\xfd7zXZ\0\0\x04", UnreadableReason::Compressed, "xz"),
        (b"BZh91AY&SY\x01\x02", UnreadableReason::Compressed, "bz2"),
        (b"\x89PNG\r\n\x1a\n\0\0", UnreadableReason::Picture, ""),
        (b"\xff\xd8\xff\xe0\0\x10JFIF\0", UnreadableReason::Picture, ""),
        (b"BM\x36\0\0\0\0\0\0\0", UnreadableReason::Picture, ""),
        (b"RIFF\0\0\0\0WEBPVP8 ", UnreadableReason::Picture, ""),
        (b"SQLite format 3\0\x10\0", UnreadableReason::Binary, ""),
        (b"MZ\x90\0\x03\0", UnreadableReason::Binary, ""),
        (b"\0\x01\0\0\0\x0f", UnreadableReason::Binary, ""),
        (b"\xef\xbb\xbf<HTML>", UnreadableReason::WebPage, ""),
        (b"<table border=1>", UnreadableReason::WebPage, ""),
        (b" \r\n\t", UnreadableReason::Empty, ""),
    ];

    #[test]
    fn what_is_no_list_is_called_by_its_name() {
        for (bytes, expected, detail) in NO_LISTS {
            let shown = String::from_utf8_lossy(bytes);
            assert_eq!(why(bytes), Some((expected, detail.to_owned())), "{shown}");
        }
        let utf16: Vec<u8> =
            "\u{feff}<?xml version=\"1.0\"?><?mso-application progid=\"Excel.Sheet\"?>"
                .encode_utf16()
                .flat_map(u16::to_le_bytes)
                .collect();
        assert_eq!(
            why(&utf16),
            Some((UnreadableReason::XmlFile, String::new()))
        );
    }

    #[test]
    fn lists_that_begin_like_something_else_are_text() {
        for text in [
            "BM;Tên sản phẩm\nBM1;Mật ong",
            "MZ,Tên",
            "BZh,Tên",
            "Tên: sản phẩm\nMật ong",
            "from: to\nMật ong",
            "PK,Tên",
            "8BPS\tTên",
        ] {
            assert_eq!(
                detect_file_kind(text.as_bytes()),
                Ok(SourceFileKind::Text),
                "{text}"
            );
        }
    }

    #[test]
    fn containers_are_looked_into_later() {
        for (bytes, kind) in [
            (&b"PK\x03\x04\x14\0"[..], SourceFileKind::Archive),
            (b"PK\x05\x06\0\0", SourceFileKind::Archive),
            (b"\xd0\xcf\x11\xe0\xa1\xb1", SourceFileKind::Compound),
        ] {
            assert_eq!(detect_file_kind(bytes), Ok(kind));
        }
    }
}
