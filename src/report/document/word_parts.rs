//! What the crate that writes Word documents does not write by itself: the language, the title, table headers that are
//! repeated on each page; and a smaller archive whose bytes no clock decides.
//!
//! Text is escaped in the parts, so that markup looked for here is markup.

use std::io::{self, Cursor};

use docx_rs::{Text, XMLDocx};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

use super::Document;
use super::document_text::clean_document_text;
use crate::cli::exit::CommandFailure;
use crate::wording::locale::Language;

/// The archive of the document.
pub(super) fn pack_document(
    mut parts: XMLDocx,
    document: &Document,
) -> Result<Vec<u8>, CommandFailure> {
    let language = match document.locale.language() {
        Language::Vi => "vi-VN",
        Language::En => "en-GB",
    };
    // The first row of each table is its header.
    replace(
        &mut parts.document,
        "</w:tblGrid><w:tr><w:trPr>",
        "</w:tblGrid><w:tr><w:trPr><w:tblHeader />",
    );
    let end = "</w:rPr></w:rPrDefault>";
    let spelled = format!("<w:lang w:val=\"{language}\" w:eastAsia=\"{language}\" />{end}");
    replace(&mut parts.styles, end, &spelled);
    let end = "</cp:coreProperties>";
    let title = Text::new(clean_document_text(&document.title)).text;
    let facts = format!("<dc:language>{language}</dc:language><dc:title>{title}</dc:title>{end}");
    replace(&mut parts.doc_props.core, end, &facts);
    replace(&mut parts.doc_props.core, ">unknown<", ">ocop<");
    let mut file = Cursor::new(Vec::new());
    parts.pack(&mut file).map_err(io::Error::other)?;
    Ok(compress(file).map_err(io::Error::other)?)
}

fn replace(part: &mut Vec<u8>, found: &str, put: &str) {
    *part = String::from_utf8_lossy(part)
        .replace(found, put)
        .into_bytes();
}

/// The same files compressed, without the time of their writing.
fn compress(file: Cursor<Vec<u8>>) -> zip::result::ZipResult<Vec<u8>> {
    let mut stored = ZipArchive::new(file)?;
    let mut smaller = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default());
    for index in 0..stored.len() {
        let mut part = stored.by_index(index)?;
        let name = part.name()?.into_owned();
        if part.is_file() {
            smaller.start_file(name, options)?;
            io::copy(&mut part, &mut smaller)?;
        }
    }
    Ok(smaller.finish()?.into_inner())
}
