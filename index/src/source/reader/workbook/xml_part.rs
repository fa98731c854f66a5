//! The parts of a workbook's archive, and reading XML from them.

use std::io::{BufRead, BufReader, Read, Seek};

use quick_xml::XmlVersion;
use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::{BytesRef, BytesStart};
use zip::ZipArchive;
use zip::read::ZipFile;

use crate::source::unreadable::{UnreadableFile, UnreadableReason};

/// An archive whose parts are found in any capitals and with slashes of either kind, as office programs find them.
pub(super) struct WorkbookParts<R> {
    archive: ZipArchive<R>,
}

impl<R: Read + Seek> WorkbookParts<R> {
    /// Opens the archive.
    pub(super) fn open(file: R) -> Result<Self, UnreadableFile> {
        let archive = ZipArchive::new(file).map_err(broken_workbook)?;
        Ok(Self { archive })
    }

    /// Opens a part as XML; `None` when there is none of this name.
    pub(super) fn open_xml(
        &mut self,
        name: &str,
    ) -> Result<Option<quick_xml::Reader<BufReader<ZipFile<'_, R>>>>, UnreadableFile> {
        let Some(part) = self.open_part(name)? else {
            return Ok(None);
        };
        Ok(Some(xml_reader(BufReader::with_capacity(1 << 16, part))))
    }

    /// Opens a part; `None` when there is none of this name.
    pub(super) fn open_part(
        &mut self,
        name: &str,
    ) -> Result<Option<ZipFile<'_, R>>, UnreadableFile> {
        let wanted = normalize_name(name);
        let number = (0..self.archive.len()).find(|number| {
            let other = self.archive.name_for_index(*number);
            other.is_some_and(|other| other.is_ok_and(|other| normalize_name(&other) == wanted))
        });
        let Some(number) = number else {
            return Ok(None);
        };
        let part = self.archive.by_index(number).map_err(broken_workbook)?;
        Ok(Some(part))
    }
}

fn normalize_name(name: &str) -> String {
    let name = name.replace('\\', "/").to_ascii_lowercase();
    name.trim_start_matches('/').to_owned()
}

/// A reader of XML that takes what office programs take.
pub(super) fn xml_reader<B: BufRead>(input: B) -> quick_xml::Reader<B> {
    let mut xml = quick_xml::Reader::from_reader(input);
    let config = xml.config_mut();
    config.check_end_names = false;
    config.expand_empty_elements = true;
    xml
}

/// The value of an attribute, by its name without a prefix.
pub(super) fn attribute_value(element: &BytesStart<'_>, name: &str) -> Option<String> {
    for attribute in element.attributes().with_checks(false).flatten() {
        if attribute.key.local_name().as_ref() == name {
            let value = attribute.normalized_value(XmlVersion::Explicit1_0).ok()?;
            return Some(value.into_owned());
        }
    }
    None
}

/// A number of repetitions or spanned cells; 1 without the attribute.
pub(super) fn count_attribute(element: &BytesStart<'_>, name: &str) -> u64 {
    let value = attribute_value(element, name);
    let count: Option<u64> = value.and_then(|value| value.trim().parse().ok());
    count.unwrap_or(1).max(1)
}

/// Adds the character that an entity stands for. An entity of the document's own stands for nothing.
pub(super) fn push_entity(text: &mut String, entity: &BytesRef<'_>) {
    if let Some(known) = resolve_xml_entity(entity) {
        text.push_str(known);
    } else if let Ok(Some(character)) = entity.resolve_char_ref() {
        text.push(character);
    }
}

/// The error for an archive or a part that cannot be read.
pub(super) fn broken_workbook(error: impl std::fmt::Display) -> UnreadableFile {
    UnreadableFile::new(UnreadableReason::BrokenWorkbook).with_detail(error)
}
