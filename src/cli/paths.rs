//! Where files belong on this system. Must not: create anything.

use std::path::{Path, PathBuf};

use directories::ProjectDirs;

/// The folder for data that must be kept.
pub fn data_dir() -> Option<PathBuf> {
    ProjectDirs::from("vn", "ocop", "ocop").map(|dirs| dirs.data_dir().to_path_buf())
}

/// The config file: `OCOP_CONFIG`, or where the system keeps such files.
pub fn config_file() -> Option<PathBuf> {
    if let Some(path) = std::env::var_os("OCOP_CONFIG").filter(|path| !path.is_empty()) {
        return Some(path.into());
    }
    ProjectDirs::from("vn", "ocop", "ocop").map(|dirs| dirs.config_dir().join("config.toml"))
}

/// The file of past searches.
pub fn search_history_file() -> Option<PathBuf> {
    state_file("searches")
}

/// The file of searches saved by hand.
pub fn saved_searches_file() -> Option<PathBuf> {
    state_file("saved")
}

/// The file of a person's own width of the list.
pub fn list_width_file() -> Option<PathBuf> {
    state_file("list-percent")
}

/// The file of the last copy that no clipboard took for sure; each takes the place of the one before.
pub fn last_copy_file() -> Option<PathBuf> {
    state_file("copied.txt")
}

/// The log.
pub fn log_file() -> Option<PathBuf> {
    state_file("log")
}

/// The folder for what a program remembers by itself: the state folder, where there is one.
pub fn state_dir() -> Option<PathBuf> {
    let dirs = ProjectDirs::from("vn", "ocop", "ocop")?;
    let folder = dirs.state_dir().unwrap_or_else(|| dirs.data_local_dir());
    Some(folder.to_path_buf())
}

/// A file in that folder.
fn state_file(name: &str) -> Option<PathBuf> {
    state_dir().map(|folder| folder.join(name))
}

/// A path as it is told: short enough for the one line of the screen.
pub fn abbreviate_home(path: &Path) -> String {
    let home = std::env::var_os("HOME").unwrap_or_default();
    match path.strip_prefix(&home) {
        Ok(inside) if !home.is_empty() => format!("~/{}", inside.display()),
        _ => path.to_string_lossy().into_owned(),
    }
}

/// A path as a person writes it: `~/` is their home folder, as in a shell.
pub fn expand_home(path: &str) -> PathBuf {
    let home = directories::BaseDirs::new();
    match (path.strip_prefix('~'), home) {
        (Some(inside), Some(home)) if inside.is_empty() || inside.starts_with('/') => {
            home.home_dir().join(inside.trim_start_matches('/'))
        }
        _ => path.into(),
    }
}
