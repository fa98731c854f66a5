//! Where files live on this system.
//!
//! Must not create anything.

use std::fs;
use std::io::ErrorKind::PermissionDenied;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use directories::{BaseDirs, ProjectDirs};

use super::account;
use super::state_folder::StateFolder;
use crate::files::plain_path::resolve_future_path;

/// The folder of the catalogue of somebody who has none: nothing can be there, and nothing can be made there.
pub const NO_FOLDER: &str = if cfg!(windows) {
    "NUL\\ocop"
} else {
    "/dev/null/ocop"
};

/// The state folder of this run, where it is not the system's usual one.
static STATE_FOLDER: OnceLock<StateFolder> = OnceLock::new();

/// Uses this state folder from now on; the first call counts.
pub fn use_state_folder(folder: StateFolder) {
    let _ = STATE_FOLDER.set(folder);
}

/// The default folder of the catalogue of the account, whatever variables say.
pub fn account_data_dir() -> Option<PathBuf> {
    account::account_home().map(|home| home.join(".local/share/ocop"))
}

/// The default folder of the catalogue; `None` where the user has no home.
pub fn data_dir() -> Option<PathBuf> {
    usable(project_dirs()?.data_dir())
}

/// The config file: `OCOP_CONFIG`, or the system's place for config files.
pub fn config_file() -> Option<PathBuf> {
    if let Some(path) = std::env::var_os("OCOP_CONFIG").filter(|path| !path.is_empty()) {
        return Some(path.into());
    }
    usable(&project_dirs()?.config_dir().join("config.toml"))
}

fn project_dirs() -> Option<ProjectDirs> {
    ProjectDirs::from("vn", "ocop", "ocop")
}

/// A path that is one from wherever the program is started: absolute, not in a home that is missing or no folder, and
/// not behind a folder of somebody else, as after `sudo -u` with the old `HOME`.
fn usable(path: &Path) -> Option<PathBuf> {
    let home = BaseDirs::new()?;
    let home = home.home_dir();
    let is_in_no_home = path.starts_with(home) && !home.is_dir();
    let is_shut = fs::metadata(path).is_err_and(|error| error.kind() == PermissionDenied);
    (path.is_absolute() && !is_in_no_home && !is_shut).then(|| path.to_path_buf())
}

/// The file of the search history.
pub fn search_history_file() -> Option<PathBuf> {
    state_file("searches")
}

/// The file of saved searches.
pub fn saved_searches_file() -> Option<PathBuf> {
    state_file("saved")
}

/// The file of the place where the user was.
pub fn last_place_file() -> Option<PathBuf> {
    state_file("place")
}

/// The file of the width of the list that the user chose.
pub fn list_width_file() -> Option<PathBuf> {
    state_file("list-percent")
}

/// The file of the look and the language that the user chose on the screen.
pub fn screen_look_file() -> Option<PathBuf> {
    state_file("screen-look")
}

/// The file of the columns of the list that the user chose.
pub fn list_columns_file() -> Option<PathBuf> {
    state_file("list-columns")
}

/// The file of the last copied text, for terminals that may not have a clipboard; each copy
/// replaces the one before.
pub fn last_copy_file() -> Option<PathBuf> {
    state_file("copied.txt")
}

/// The file of what was typed of remarks and is not written yet.
pub fn remark_drafts_file() -> Option<PathBuf> {
    state_file("remark-drafts")
}

/// The store of work for the catalogue in `data_dir`, unless the config names another: `work.db` for the usual
/// catalogue, and a file of its own for each other one.
pub fn work_file(catalog: &Path) -> Option<PathBuf> {
    if data_dir().as_deref() == Some(catalog) {
        return state_file("work.db");
    }
    let path = resolve_future_path(catalog);
    let name = path.to_string_lossy();
    // FNV-1a: the same in every version.
    let hash = name.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    state_file(&format!("work-{hash:016x}.db"))
}

/// The file that says which review of a catalogue the account has open. It is the person's own, also where many share
/// a store of work.
pub fn open_review_file(catalog: &Path) -> Option<PathBuf> {
    work_file(catalog).map(|path| path.with_extension("review"))
}

/// The file that keeps the sitting of all command lines of this account on this machine.
pub fn command_sitting_file() -> Option<PathBuf> {
    state_file("work-sitting")
}

/// The log.
pub fn log_file() -> Option<PathBuf> {
    state_file("log")
}

/// Every file of what a screen remembers.
pub fn state_files() -> Vec<PathBuf> {
    let files = [
        search_history_file(),
        saved_searches_file(),
        last_place_file(),
        list_width_file(),
        list_columns_file(),
        screen_look_file(),
        last_copy_file(),
        remark_drafts_file(),
    ];
    files.into_iter().flatten().collect()
}

/// The state folder, for what the program remembers between runs; the local data folder where the
/// system has no other. `None` where the user has no home.
pub fn state_dir() -> Option<PathBuf> {
    match STATE_FOLDER.get() {
        Some(StateFolder::At(folder)) => return Some(folder.clone()),
        Some(StateFolder::Refused(_)) => return None,
        Some(StateFolder::OfSystem) | None => {}
    }
    let dirs = project_dirs()?;
    usable(dirs.state_dir().unwrap_or_else(|| dirs.data_local_dir()))
}

/// A file in the state folder.
fn state_file(name: &str) -> Option<PathBuf> {
    state_dir().map(|folder| folder.join(name))
}

/// A path with `~` for the home folder, short enough for the status line.
pub fn abbreviate_home(path: &Path) -> String {
    let home = std::env::var_os("HOME").unwrap_or_default();
    match path.strip_prefix(&home) {
        Ok(inside) if !home.is_empty() => format!("~/{}", inside.display()),
        _ => path.to_string_lossy().into_owned(),
    }
}

/// A path with `~/` expanded to the home folder, as in a shell.
pub fn expand_home(path: &str) -> PathBuf {
    let home = BaseDirs::new();
    match (path.strip_prefix('~'), home) {
        (Some(inside), Some(home))
            if inside.is_empty() || inside.starts_with(std::path::is_separator) =>
        {
            let inside = inside.trim_start_matches(std::path::is_separator);
            home.home_dir().join(inside)
        }
        _ => path.into(),
    }
}
