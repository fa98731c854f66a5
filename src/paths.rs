//! Where files belong on this system, and how wide its terminal is. Must not: create anything.

use std::path::PathBuf;

use directories::ProjectDirs;

/// The folder for data that must be kept.
pub fn data_dir() -> Option<PathBuf> {
    ProjectDirs::from("vn", "ocop", "ocop").map(|dirs| dirs.data_dir().to_path_buf())
}

/// The config file: `OCOP_CONFIG`, or where the system keeps such files.
pub fn config() -> Option<PathBuf> {
    if let Some(path) = std::env::var_os("OCOP_CONFIG").filter(|path| !path.is_empty()) {
        return Some(path.into());
    }
    ProjectDirs::from("vn", "ocop", "ocop").map(|dirs| dirs.config_dir().join("config.toml"))
}

/// The file of past searches.
pub fn searches() -> Option<PathBuf> {
    state().map(|folder| folder.join("searches"))
}

/// The file of searches saved by hand.
pub fn saved() -> Option<PathBuf> {
    state().map(|folder| folder.join("saved"))
}

/// What a program remembers by itself belongs in the state folder, where there is one.
pub fn state() -> Option<PathBuf> {
    let dirs = ProjectDirs::from("vn", "ocop", "ocop")?;
    let folder = dirs.state_dir().unwrap_or_else(|| dirs.data_local_dir());
    Some(folder.to_path_buf())
}

/// The log.
pub fn log() -> Option<PathBuf> {
    state().map(|folder| folder.join("log"))
}

/// Columns of the terminal on standard output.
pub fn columns() -> Option<usize> {
    size().map(|(columns, _)| columns)
}

/// Columns and rows of the terminal on standard output.
#[cfg(unix)]
pub fn size() -> Option<(usize, usize)> {
    let size = rustix::termios::tcgetwinsize(rustix::stdio::stdout()).ok()?;
    let known = size.ws_col > 0;
    known.then_some((size.ws_col.into(), size.ws_row.into()))
}

/// Columns and rows of the terminal on standard output; not asked for on this system.
#[cfg(not(unix))]
pub fn size() -> Option<(usize, usize)> {
    None
}
