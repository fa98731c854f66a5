//! Opens a catalogue: the generation in use, the built-in products where there is none, or what a recovery finds.
//!
//! A generation that may not be read, or was written by a newer version, is an error and is left alone. Must not: write
//! a generation's files itself.

use std::path::Path;
use std::sync::Arc;

use jiff::civil::Date;

use super::generation::open_generation;
use super::layout::StoreLayout;
use super::manifest::GenerationManifest;
use super::notice::{CatalogNotice, find_pointer_notice};
pub use super::rebuild::OpenedCatalog;
use super::rebuild::{DataFolder, publish_built_in};
use super::recovery::recover_catalog;
use crate::error::{Error, Result};
use crate::source::builtin;

/// Opens the catalogue of a data folder for a day; builds the built-in one where there is none.
pub fn open_catalog(data_dir: &Path, day: Date) -> Result<OpenedCatalog> {
    let folder = DataFolder {
        path: data_dir,
        is_writable: true,
    };
    open_data_folder(folder, day)
}

/// The same without writing anything: a catalogue that has to be built is in memory only.
pub fn open_catalog_read_only(data_dir: &Path, day: Date) -> Result<OpenedCatalog> {
    let folder = DataFolder {
        path: data_dir,
        is_writable: false,
    };
    open_data_folder(folder, day)
}

fn open_data_folder(folder: DataFolder<'_>, day: Date) -> Result<OpenedCatalog> {
    let pointer_notice = find_pointer_notice(folder.path)?;
    let mut opened = open_generation_in_use(folder, day)?;
    opened.notices.splice(0..0, pointer_notice);
    Ok(opened)
}

fn open_generation_in_use(folder: DataFolder<'_>, day: Date) -> Result<OpenedCatalog> {
    let layout = StoreLayout::new(folder.path);
    let Some(number) = layout.generation_in_use()? else {
        return publish_built_in(folder, day, |products| CatalogNotice::Built { products });
    };
    match open_generation(&layout, number, day) {
        Ok((_, manifest)) if is_outdated_built_in(&manifest) => {
            publish_built_in(folder, day, |products| CatalogNotice::Renewed { products })
        }
        Ok((catalog, manifest)) => Ok(OpenedCatalog {
            catalog,
            generation: Some(number),
            manifest: Some(manifest),
            notices: Vec::new(),
        }),
        // What may not be read, or was written by a newer program, is not repaired.
        Err(error)
            if error.is_permission_denied() || matches!(error, Error::NewerFormat { .. }) =>
        {
            Err(error)
        }
        Err(doubt) => recover_catalog(folder, &layout, number, day, Arc::new(doubt)),
    }
}

/// True for built-in products of another version of the program.
fn is_outdated_built_in(manifest: &GenerationManifest) -> bool {
    manifest.source == builtin::NAME && manifest.source_checksum != builtin::data_checksum()
}
