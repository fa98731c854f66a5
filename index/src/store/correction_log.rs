//! The corrections that the records of a generation have had, one a line: carried on from generation to generation, so
//! that a record tells its history however many generations are removed.

use std::io;
use std::path::Path;

use super::layout::StoreLayout;
use super::manifest::{CORRECTIONS_FILE, GenerationManifest};
use super::verification::read_verified_file;
use crate::change::correction::AppliedCorrection;
use crate::clean::clean_text;
use crate::error::{Error, Result};

/// The corrections of a generation, oldest first; none where its manifest names no file of them.
pub(super) fn read_generation_corrections(
    layout: &StoreLayout,
    number: u64,
) -> Result<Vec<AppliedCorrection>> {
    let generation = layout.generation_folder(number);
    let manifest = GenerationManifest::read_either(&generation)?;
    if !manifest.files.contains_key(CORRECTIONS_FILE) {
        return Ok(Vec::new());
    }
    let path = generation.join(CORRECTIONS_FILE);
    let bytes = read_verified_file(&manifest, &generation, CORRECTIONS_FILE)?;
    let no_text = |_| Error::io_at(&path)(io::ErrorKind::InvalidData.into());
    let text = String::from_utf8(bytes).map_err(no_text)?;
    parse_corrections(&path, &text)
}

/// Parses corrections, one a line, and cleans them. `path` is used only in errors.
pub fn parse_corrections(path: &Path, text: &str) -> Result<Vec<AppliedCorrection>> {
    let lines = text.lines().map(|line| {
        let parsed = serde_json::from_str(line);
        let parsed: AppliedCorrection =
            parsed.map_err(|error| Error::damaged_file(path, error.to_string()))?;
        Ok(clean_correction(parsed))
    });
    lines.collect()
}

/// Corrections as text, one a line.
pub fn format_corrections<'a>(
    corrections: impl IntoIterator<Item = &'a AppliedCorrection>,
) -> Result<String> {
    let mut text = String::new();
    for correction in corrections {
        let line = serde_json::to_string(correction);
        let line = line
            .map_err(|error| Error::damaged_file(CORRECTIONS_FILE.as_ref(), error.to_string()))?;
        text.push_str(&line);
        text.push('\n');
    }
    Ok(text)
}

/// The lines of the next generation: those of the earlier one, as far as they can be read, and the new ones.
pub(super) fn extend_log(
    layout: &StoreLayout,
    earlier: Option<u64>,
    corrections: Vec<AppliedCorrection>,
    generation: u64,
) -> Result<String> {
    // A damaged history must not keep records from being published.
    let known = earlier.and_then(|number| read_generation_corrections(layout, number).ok());
    let new = corrections.into_iter().map(|correction| AppliedCorrection {
        generation,
        ..correction
    });
    let all: Vec<AppliedCorrection> = known.into_iter().flatten().chain(new).collect();
    format_corrections(&all)
}

/// Cleans every text that leaves the store.
fn clean_correction(mut correction: AppliedCorrection) -> AppliedCorrection {
    let names = correction.by.iter_mut();
    for text in names.chain([
        &mut correction.product,
        &mut correction.what,
        &mut correction.old,
        &mut correction.new,
        &mut correction.at,
    ]) {
        *text = clean_text(text).into_owned();
    }
    correction
}
