//! Decides what a compound file is by its streams: a workbook of Excel 2003, a letter, slides, or a workbook with a
//! password.

use std::io::{Read, Seek, SeekFrom};

use cfb::CompoundFile;

use super::archive_kind::WorkbookKind;
use crate::source::unreadable::{UnreadableFile, UnreadableReason};

/// Streams that say what a file is, the surest first.
const STREAMS: [(&str, CompoundKind); 6] = [
    (
        "EncryptedPackage",
        CompoundKind::Other(UnreadableReason::Encrypted),
    ),
    ("Workbook", CompoundKind::OldExcel),
    ("Book", CompoundKind::OldExcel),
    (
        "WordDocument",
        CompoundKind::Other(UnreadableReason::TextDocument),
    ),
    (
        "PowerPoint Document",
        CompoundKind::Other(UnreadableReason::Presentation),
    ),
    // A mail of Outlook.
    (
        "__properties_version1.0",
        CompoundKind::Other(UnreadableReason::WebArchive),
    ),
];

/// The record of encryption of a workbook (MS-XLS, FilePass), and how far from the beginning it can be.
const PASSWORD_RECORD: u16 = 0x2f;
const FIRST_RECORDS: usize = 8;

#[derive(Clone, Copy)]
enum CompoundKind {
    OldExcel,
    Other(UnreadableReason),
}

/// Detects which kind of workbook a compound file is; the error says what else it is. `sample` is its beginning, in
/// which the names of streams are looked for when the file is damaged.
pub(super) fn detect_compound_kind(
    file: impl Read + Seek,
    sample: &[u8],
) -> Result<WorkbookKind, UnreadableFile> {
    let mut streams = STREAMS.iter();
    let (found, otherwise) = match CompoundFile::open(file) {
        Ok(mut compound) => {
            let found = streams.find(|(name, _)| compound.is_stream(name));
            if let Some((name, CompoundKind::OldExcel)) = found
                && has_password_record(&mut compound, name)
            {
                return Err(UnreadableFile::new(UnreadableReason::Encrypted));
            }
            let otherwise = UnreadableFile::at_line(UnreadableReason::Binary, 1, 1);
            (found, otherwise)
        }
        Err(error) => (
            streams.find(|(name, _)| has_stream_name(sample, name)),
            UnreadableFile::new(UnreadableReason::BrokenWorkbook).with_detail(error),
        ),
    };
    match found {
        Some((_, CompoundKind::OldExcel)) => Ok(WorkbookKind::OldExcel),
        Some((_, CompoundKind::Other(why))) => Err(UnreadableFile::new(*why)),
        None => Err(otherwise),
    }
}

/// True when a workbook has a record of encryption, of any kind, among its first ones.
fn has_password_record<F: Read + Seek>(compound: &mut CompoundFile<F>, stream: &str) -> bool {
    let Ok(mut records) = compound.open_stream(stream) else {
        return false;
    };
    for _ in 0..FIRST_RECORDS {
        let mut head = [0; 4];
        if records.read_exact(&mut head).is_err() {
            return false;
        }
        let [kind_low, kind_high, length_low, length_high] = head;
        if u16::from_le_bytes([kind_low, kind_high]) == PASSWORD_RECORD {
            return true;
        }
        let length = u16::from_le_bytes([length_low, length_high]);
        if records.seek(SeekFrom::Current(i64::from(length))).is_err() {
            return false;
        }
    }
    false
}

/// True when some bytes have the name of a stream, in UTF-16, as directories have it.
fn has_stream_name(sample: &[u8], name: &str) -> bool {
    let name: Vec<u8> = name.bytes().flat_map(|byte| [byte, 0]).collect();
    sample.windows(name.len()).any(|window| window == name)
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Write};

    use super::*;

    fn compound(stream: &str) -> Cursor<Vec<u8>> {
        let mut compound = CompoundFile::create(Cursor::new(Vec::new())).unwrap();
        compound.create_stream(stream).unwrap();
        compound.flush().unwrap();
        compound.into_inner()
    }

    #[test]
    fn a_compound_file_is_known_by_its_streams() {
        for stream in ["Workbook", "Book"] {
            let kind = detect_compound_kind(compound(stream), b"");
            assert_eq!(kind, Ok(WorkbookKind::OldExcel));
        }
        for (stream, why) in [
            ("EncryptedPackage", UnreadableReason::Encrypted),
            ("WordDocument", UnreadableReason::TextDocument),
            ("PowerPoint Document", UnreadableReason::Presentation),
            ("__properties_version1.0", UnreadableReason::WebArchive),
            ("something", UnreadableReason::Binary),
        ] {
            let error = detect_compound_kind(compound(stream), b"").unwrap_err();
            assert_eq!(error.why, why, "{stream}");
        }
    }

    #[test]
    fn a_workbook_with_a_password_of_any_kind_is_told() {
        let mut file = CompoundFile::create(Cursor::new(Vec::new())).unwrap();
        let mut stream = file.create_stream("Workbook").unwrap();
        // The beginning, then encryption of the oldest kind.
        let records = [0x09, 0x08, 2, 0, 0, 6, 0x2f, 0, 2, 0, 0, 0];
        stream.write_all(&records).unwrap();
        stream.flush().unwrap();
        file.flush().unwrap();
        let error = detect_compound_kind(file.into_inner(), b"").unwrap_err();
        assert_eq!(error.why, UnreadableReason::Encrypted);
    }

    #[test]
    fn a_damaged_compound_file_is_known_by_the_names_that_are_left() {
        let junk = b"\xd0\xcf\x11\xe0".repeat(64);
        let error = detect_compound_kind(Cursor::new(&junk), &junk).unwrap_err();
        assert_eq!(error.why, UnreadableReason::BrokenWorkbook);
        let name: Vec<u8> = "EncryptedPackage"
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        let locked = [junk, name].concat();
        let error = detect_compound_kind(Cursor::new(&locked), &locked).unwrap_err();
        assert_eq!(error.why, UnreadableReason::Encrypted);
    }
}
