//! Where a path leads, as people write it: without the prefix (`\\?\`) that Windows puts before a resolved path and
//! that some libraries do not read.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// The path with all links followed. What it leads to must be there.
pub fn resolve_path(path: &Path) -> io::Result<PathBuf> {
    fs::canonicalize(path).map(without_prefix)
}

/// The same for a path whose end may be missing: as far as it exists, and the rest as it is written, so that it is the
/// same before something is made there and after.
pub fn resolve_future_path(path: &Path) -> PathBuf {
    let whole = std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf());
    let resolved = whole.ancestors().find_map(|existing| {
        let rest = whole.strip_prefix(existing).ok()?;
        let mut resolved = resolve_path(existing).ok()?;
        if rest != Path::new("") {
            resolved.push(rest);
        }
        Some(resolved)
    });
    resolved.unwrap_or(whole)
}

#[cfg(windows)]
fn without_prefix(path: PathBuf) -> PathBuf {
    use std::path::{Component, Prefix};
    /// A longer path is read with its prefix only.
    const MAX_PLAIN_CHARS: usize = 240;
    let Some(Component::Prefix(prefix)) = path.components().next() else {
        return path;
    };
    let Prefix::VerbatimDisk(_) = prefix.kind() else {
        return path;
    };
    let text = path.to_str().and_then(|text| text.strip_prefix(r"\\?\"));
    match text {
        Some(text) if text.len() <= MAX_PLAIN_CHARS => text.into(),
        _ => path,
    }
}

#[cfg(not(windows))]
fn without_prefix(path: PathBuf) -> PathBuf {
    path
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_leads_to_the_same_place_before_it_exists_and_after() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a/b");
        let before = resolve_future_path(&path);
        fs::create_dir_all(&path).unwrap();
        assert_eq!(resolve_future_path(&path), before);
        assert_eq!(resolve_path(&path).unwrap(), before);
        assert!(!before.to_string_lossy().starts_with(r"\\?\"));
    }

    #[cfg(unix)]
    #[test]
    fn links_on_the_way_are_followed_also_to_what_is_missing() {
        let folder = tempfile::tempdir().unwrap();
        let folder = folder.path().canonicalize().unwrap();
        std::os::unix::fs::symlink(&folder, folder.join("link")).unwrap();
        let path = folder.join("link/none/x");
        assert_eq!(resolve_future_path(&path), folder.join("none/x"));
    }
}
