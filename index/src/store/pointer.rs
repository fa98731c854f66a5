//! The pointer to the generation in use, `current`: a link, or a small file with the name where a disk has no links.
//!
//! Whatever means exactly one generation of this catalogue is read: `gen-000001/` as a shell completes it, an absolute
//! path, a copy of the folder in the link's place. Everything else is told, never guessed in silence. Must not: follow
//! a link to a file outside the catalogue and read it.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Component, Path};

#[cfg(unix)]
use super::layout::is_unsupported;
use super::layout::{StoreLayout, generation_name, parse_generation_number, sync_folder};
use super::manifest::MANIFEST_FILE;
use super::manifest_limits::MAX_MANIFEST_BYTES;
use super::regular_file::read_small_file;
use super::rename::rename_over;
use crate::error::misplaced::{FileKind, PointerFault};
use crate::error::{Error, Result};

/// The pointer's name.
const POINTER_FILE: &str = "current";

/// Most bytes of a pointer that is a file.
const MAX_POINTER_BYTES: u64 = 4096;

/// The generation pointed to, or why the pointer is not clear. What the system denies is an error.
pub(super) fn read_pointer(layout: &StoreLayout) -> Result<std::result::Result<u64, PointerFault>> {
    let path = layout.current_pointer();
    match find_target(layout, &path) {
        Err(error) if error.kind() == io::ErrorKind::PermissionDenied => {
            Err(Error::io_at(&path)(error))
        }
        Err(_) => Ok(Err(PointerFault::Missing)),
        Ok(target) => Ok(target),
    }
}

/// Why the pointer is not clear; `None` where it is, and where there is nothing to point to.
pub(super) fn find_pointer_fault(layout: &StoreLayout) -> Result<Option<Error>> {
    let Err(fault) = read_pointer(layout)? else {
        return Ok(None);
    };
    if fault == PointerFault::Missing && layout.generation_numbers()?.is_empty() {
        return Ok(None);
    }
    let path = layout.current_pointer();
    Ok(Some(Error::UnclearPointer { path, fault }))
}

fn find_target(
    layout: &StoreLayout,
    path: &Path,
) -> io::Result<std::result::Result<u64, PointerFault>> {
    let metadata = fs::symlink_metadata(path)?;
    if metadata.is_symlink() {
        let target = fs::read_link(path)?;
        let number = find_linked_generation(layout.root(), &target);
        return Ok(number.ok_or(PointerFault::Elsewhere));
    }
    if metadata.is_dir() {
        return Ok(find_copied_generation(layout).ok_or(PointerFault::Folder));
    }
    if !metadata.is_file() {
        return Ok(Err(PointerFault::Special));
    }
    let bytes = match read_small_file(layout.root(), POINTER_FILE, MAX_POINTER_BYTES) {
        Err(Error::Io { source, .. }) => return Err(source),
        read => read.unwrap_or_default(),
    };
    let name = String::from_utf8(bytes).unwrap_or_default();
    // Editors of other systems put a mark before a text and other line ends behind it.
    let name = name.trim_start_matches('\u{feff}').trim();
    let number = find_linked_generation(layout.root(), Path::new(name));
    Ok(number.ok_or(PointerFault::NoName))
}

/// The generation of this catalogue that a path, seen from the catalogue's folder, leads to. One that is written
/// plainly counts even where it is missing.
fn find_linked_generation(root: &Path, target: &Path) -> Option<u64> {
    let steps: Vec<Component<'_>> = target
        .components()
        .filter(|step| *step != Component::CurDir)
        .collect();
    if let [Component::Normal(name)] = steps[..] {
        return parse_generation_number(name.to_str()?);
    }
    let name = target.file_name()?.to_str()?;
    let number = parse_generation_number(name)?;
    // Whatever stands before the name must be this catalogue's folder, whether or not the generation is there.
    let parent = fs::canonicalize(root.join(target.parent()?)).ok()?;
    (parent == fs::canonicalize(root).ok()?).then_some(number)
}

/// The only generation whose manifest a folder in the pointer's place has too: a copy that followed the link.
fn find_copied_generation(layout: &StoreLayout) -> Option<u64> {
    let read = |folder: &Path| read_small_file(folder, MANIFEST_FILE, MAX_MANIFEST_BYTES).ok();
    let copy = read(&layout.current_pointer())?;
    let numbers = layout.generation_numbers().ok()?.into_iter();
    let mut same =
        numbers.filter(|number| read(&layout.generation_folder(*number)).as_ref() == Some(&copy));
    let first = same.next()?;
    same.next().is_none().then_some(first)
}

/// Fails where a new pointer could not take the place of what lies there. An empty folder is removed.
pub(super) fn clear_place(layout: &StoreLayout) -> Result<()> {
    let path = layout.current_pointer();
    match fs::symlink_metadata(&path) {
        Ok(metadata) if metadata.is_dir() && fs::remove_dir(&path).is_err() => {
            let kind = FileKind::Folder;
            Err(Error::WrongKind { path, kind })
        }
        _ => Ok(()),
    }
}

/// Points to another generation: writes a new pointer beside the old one and renames it.
pub(super) fn point_to_generation(layout: &StoreLayout, number: u64) -> Result<()> {
    let fresh = layout.root().join("current.tmp");
    super::leftovers::remove_entry(&fresh);
    let name = generation_name(number);
    write_pointer(&fresh, &name).map_err(Error::io_at(&fresh))?;
    let pointer = layout.current_pointer();
    rename_over(&fresh, &pointer).map_err(Error::io_at(&pointer))?;
    sync_folder(layout.root())
}

#[cfg(unix)]
fn write_pointer(path: &Path, name: &str) -> io::Result<()> {
    match std::os::unix::fs::symlink(name, path) {
        // FAT refuses links with EPERM, which is no matter of rights: a file can be written beside it.
        Err(error) if error.kind() == io::ErrorKind::PermissionDenied || is_unsupported(&error) => {
            write_pointer_file(path, name)
        }
        written => written,
    }
}

// Symbolic links need a privilege on Windows.
#[cfg(not(unix))]
fn write_pointer(path: &Path, name: &str) -> io::Result<()> {
    write_pointer_file(path, name)
}

/// A pointer for a disk without links.
fn write_pointer_file(path: &Path, name: &str) -> io::Result<()> {
    let mut file = File::create_new(path)?;
    writeln!(file, "{name}")?;
    file.sync_all()
}

#[cfg(unix)]
#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::fs::symlink;

    /// A catalogue with the generations 1 and 2, and another one beside it.
    fn two_catalogs() -> (tempfile::TempDir, StoreLayout) {
        let home = tempfile::tempdir().unwrap();
        let layout = StoreLayout::new(&home.path().join("own"));
        let other = StoreLayout::new(&home.path().join("other"));
        for folder in [
            layout.generation_folder(1),
            layout.generation_folder(2),
            other.generation_folder(1),
        ] {
            fs::create_dir_all(&folder).unwrap();
            let text = folder.to_string_lossy().into_owned();
            fs::write(folder.join(MANIFEST_FILE), text).unwrap();
        }
        (home, layout)
    }

    #[test]
    fn whatever_means_one_generation_is_read_and_the_rest_is_told() {
        let (home, layout) = two_catalogs();
        let current = layout.current_pointer();
        let absolute = layout.generation_folder(1).to_string_lossy().into_owned();
        let foreign = home.path().join("other/catalog/gen-000001");
        symlink("own", home.path().join("alias")).unwrap();
        let by_alias = home.path().join("alias/catalog/gen-000001/");
        for (target, expected) in [
            ("gen-000001", Ok(1)),
            ("gen-000001/", Ok(1)),
            ("gen-000001//", Ok(1)),
            ("./gen-000001", Ok(1)),
            ("././gen-000001/.", Ok(1)),
            ("../catalog/gen-000001", Ok(1)),
            (&*absolute, Ok(1)),
            (&*format!("{absolute}/"), Ok(1)),
            (&*by_alias.to_string_lossy(), Ok(1)),
            // It is said plainly, and missing.
            ("gen-000009", Ok(9)),
            ("gen-1", Err(PointerFault::Elsewhere)),
            ("gen-000001.tmp", Err(PointerFault::Elsewhere)),
            ("current", Err(PointerFault::Elsewhere)),
            ("..", Err(PointerFault::Elsewhere)),
            (".", Err(PointerFault::Elsewhere)),
            ("/dev/zero", Err(PointerFault::Elsewhere)),
            ("gen-000001/index", Err(PointerFault::Elsewhere)),
            ("nowhere/gen-000001", Err(PointerFault::Elsewhere)),
            (&*foreign.to_string_lossy(), Err(PointerFault::Elsewhere)),
        ] {
            let _ = fs::remove_file(&current);
            symlink(target, &current).unwrap();
            assert_eq!(read_pointer(&layout).unwrap(), expected, "{target}");
        }
        for (text, expected) in [
            ("gen-000002", Ok(2)),
            ("gen-000002\r\n", Ok(2)),
            ("\u{feff}./gen-000002/\n", Ok(2)),
            ("", Err(PointerFault::NoName)),
            ("2", Err(PointerFault::NoName)),
            ("gen-000001\ngen-000002\n", Err(PointerFault::NoName)),
            (&*"gen-000002\n".repeat(1000), Err(PointerFault::NoName)),
        ] {
            fs::remove_file(&current).unwrap();
            fs::write(&current, text).unwrap();
            assert_eq!(read_pointer(&layout).unwrap(), expected, "{text:?}");
        }
        fs::remove_file(&current).unwrap();
        assert_eq!(read_pointer(&layout).unwrap(), Err(PointerFault::Missing));
    }

    #[test]
    fn a_folder_in_its_place_is_the_generation_that_it_is_a_copy_of() {
        let (_home, layout) = two_catalogs();
        let current = layout.current_pointer();
        fs::create_dir(&current).unwrap();
        assert_eq!(read_pointer(&layout).unwrap(), Err(PointerFault::Folder));
        let manifest = |number| layout.generation_folder(number).join(MANIFEST_FILE);
        fs::copy(manifest(1), current.join(MANIFEST_FILE)).unwrap();
        assert_eq!(read_pointer(&layout).unwrap(), Ok(1));
        fs::copy(manifest(1), manifest(2)).unwrap();
        assert_eq!(read_pointer(&layout).unwrap(), Err(PointerFault::Folder));
        assert!(clear_place(&layout).is_err());
    }

    #[test]
    fn a_new_pointer_replaces_whatever_is_no_folder() {
        let (_home, layout) = two_catalogs();
        for number in [1, 2] {
            point_to_generation(&layout, number).unwrap();
            assert_eq!(read_pointer(&layout).unwrap(), Ok(number));
        }
        fs::create_dir(layout.root().join("current.tmp")).unwrap();
        point_to_generation(&layout, 1).unwrap();
        fs::remove_file(layout.current_pointer()).unwrap();
        write_pointer_file(&layout.current_pointer(), "gen-000001").unwrap();
        point_to_generation(&layout, 2).unwrap();
        assert_eq!(read_pointer(&layout).unwrap(), Ok(2));
        assert!(layout.leftovers().is_empty());
    }
}
