//! Publishing a generation: built beside the others, verified, named by a rename, then pointed to.
//!
//! A kill at any moment leaves the old generation or the new one in use, never a mixture. Must not: touch
//! a published generation.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::time::Duration;

use jiff::civil::Date;
use tantivy::directory::MmapDirectory;

use super::layout::{Layout, sync_folder};
use super::lock::WriterLock;
use super::manifest::{self, FORMAT, INDEX, Manifest, RECORDS};
use super::{build, checksum};
use crate::error::{Error, Result};
use crate::product::Product;
use crate::source::jsonl;

/// How long a writer waits for another one.
const PATIENCE: Duration = Duration::from_secs(5);

/// Publishes these products as the next generation and returns its number.
///
/// `source` says where they come from; `source_checksum` tells whether that has changed since.
pub fn publish(
    data_dir: &Path,
    products: &[Product],
    source: &str,
    source_checksum: &str,
) -> Result<u64> {
    let layout = Layout::new(data_dir);
    fs::create_dir_all(layout.root()).map_err(Error::io(layout.root()))?;
    let _lock = WriterLock::take(&layout, PATIENCE)?;
    // Another process may have published the same while this one waited.
    if let Some(number) = layout.current_number()?
        && let Ok((_, manifest)) = super::open::whole(&layout, number, Date::MIN)
        && manifest.source_checksum == source_checksum
    {
        return Ok(number);
    }
    let number = layout.numbers()?.first().map_or(1, |newest| newest + 1);
    let building = layout.building(number);
    let _ = fs::remove_dir_all(&building);
    let built = write(&building, products, source, source_checksum)
        .and_then(|()| super::open::verify(&building).map(|_| ()))
        .and_then(|()| {
            let generation = layout.generation(number);
            fs::rename(&building, &generation).map_err(Error::io(&generation))
        });
    if let Err(error) = built {
        let _ = fs::remove_dir_all(&building);
        return Err(error);
    }
    readable(layout.root())?;
    sync_folder(layout.root())?;
    layout.set_current(number)?;
    Ok(number)
}

fn write(folder: &Path, products: &[Product], source: &str, source_checksum: &str) -> Result<()> {
    let index = folder.join(INDEX);
    fs::create_dir_all(&index).map_err(Error::io(&index))?;
    let directory = MmapDirectory::open(&index).map_err(tantivy::TantivyError::from)?;
    build::index(products, directory)?;
    let records = folder.join(RECORDS);
    fs::write(&records, jsonl::write(products)?).map_err(Error::io(&records))?;
    let mut files = BTreeMap::new();
    files.insert(RECORDS.to_owned(), sum(&records)?);
    for entry in fs::read_dir(&index).map_err(Error::io(&index))? {
        let entry = entry.map_err(Error::io(&index))?;
        let name = entry.file_name().to_string_lossy().into_owned();
        // tantivy's lock files; a generation needs none.
        if entry
            .path()
            .extension()
            .is_some_and(|extension| extension == "lock")
        {
            fs::remove_file(entry.path()).map_err(Error::io(&entry.path()))?;
            continue;
        }
        files.insert(format!("{INDEX}/{name}"), sum(&entry.path())?);
        settle(&entry.path())?;
    }
    let manifest = Manifest {
        format: FORMAT,
        schema: manifest::schema(),
        products: products.len(),
        source: source.to_owned(),
        source_checksum: source_checksum.to_owned(),
        files,
        checksum: String::new(),
    };
    let path = folder.join(manifest::FILE);
    fs::write(&path, manifest.sealed()?.text()?).map_err(Error::io(&path))?;
    settle(&records)?;
    settle(&path)?;
    for folder in [&index, folder] {
        readable(folder)?;
        sync_folder(folder)?;
    }
    Ok(())
}

fn sum(path: &Path) -> Result<String> {
    checksum::of_file(path).map_err(Error::io(path))
}

/// Makes a file durable and readable for every user; tantivy writes some for its own user only.
fn settle(path: &Path) -> Result<()> {
    // Writing rights are needed to make it durable on some systems.
    let file = fs::OpenOptions::new().write(true).open(path);
    let file = file.map_err(Error::io(path))?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        file.set_permissions(fs::Permissions::from_mode(0o644))
            .map_err(Error::io(path))?;
    }
    file.sync_all().map_err(Error::io(path))
}

/// Lets every user into a folder of the catalogue.
fn readable(folder: &Path) -> Result<()> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        fs::set_permissions(folder, fs::Permissions::from_mode(0o755))
            .map_err(Error::io(folder))?;
    }
    Ok(())
}
