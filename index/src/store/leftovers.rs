//! What writers that were killed left in a catalogue: removed by the next writer, whatever it writes.
//!
//! Must be called with the write lock held: nobody is building then. Readers of a generation that is being removed
//! have its files open.

use std::fs;
use std::path::Path;

use super::layout::StoreLayout;

/// Removes the left-overs. One that cannot be removed stays and is told by `ocop doctor`.
pub(super) fn remove_leftovers(layout: &StoreLayout) {
    for name in layout.leftovers() {
        remove_entry(&layout.root().join(name));
    }
}

/// Removes whatever lies here; a link itself and not what it leads to.
pub(super) fn remove_entry(path: &Path) {
    let is_folder = fs::symlink_metadata(path).is_ok_and(|metadata| metadata.is_dir());
    let _ = if is_folder {
        fs::remove_dir_all(path)
    } else {
        fs::remove_file(path)
    };
}
