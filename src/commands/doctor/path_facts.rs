//! Where things lie, and whether they can be read and written there. Must not: create anything, not even to try.

use std::fs;
use std::path::Path;
use std::time::SystemTime;

use jiff::Timestamp;
use serde_json::Value;

use super::{DoctorFact, build_fact};
use crate::cli::clock::format_time_to_second;
use crate::cli::paths;
use crate::cli::settings::Settings;
use crate::user_state::log;

/// The facts of config file, state folder, log and data folder.
pub(super) fn collect_path_facts(settings: &Settings) -> Vec<DoctorFact> {
    let shown = |path: Option<&Path>| {
        path.map_or(Value::Null, |path| {
            path.to_string_lossy().into_owned().into()
        })
    };
    let config = paths::config_file();
    let state = paths::state_dir();
    let there = config.as_deref().is_some_and(Path::exists);
    let data = settings.data_dir.as_path();
    vec![
        build_fact("config", shown(config.as_deref())),
        build_fact("config_there", there),
        build_fact("config_problems", settings.config_warnings.clone()),
        build_fact("state", shown(state.as_deref())),
        build_fact("state_writable", check_writable(state.as_deref())),
        build_fact("log", shown(log::log_path())),
        build_fact("data", shown(Some(data))),
        build_fact("data_mode", permission_mode(data)),
        build_fact("data_writable", check_writable(Some(data))),
        build_fact("data_free", free_space(data)),
    ]
}

/// When a generation was made, and how many days ago.
pub(super) fn generation_age(generation: &Path) -> (String, i64) {
    let changed = fs::metadata(generation).and_then(|folder| folder.modified());
    let at = Timestamp::try_from(changed.unwrap_or(SystemTime::UNIX_EPOCH)).unwrap_or_default();
    let seconds = Timestamp::now().as_second() - at.as_second();
    (format_time_to_second(at), seconds / (24 * 60 * 60))
}

/// The folder itself, or the one that it would be made in.
#[cfg(unix)]
fn nearest_existing_folder(path: &Path) -> Option<&Path> {
    path.ancestors().find(|folder| folder.exists())
}

#[cfg(unix)]
fn check_writable(path: Option<&Path>) -> Value {
    let folder = path.and_then(nearest_existing_folder);
    let may = |folder| rustix::fs::access(folder, rustix::fs::Access::WRITE_OK).is_ok();
    folder.map_or(Value::Null, |folder| may(folder).into())
}

#[cfg(not(unix))]
fn check_writable(_: Option<&Path>) -> Value {
    Value::Null
}

/// The permissions as `ls` and `chmod` count them.
#[cfg(unix)]
fn permission_mode(path: &Path) -> Value {
    use std::os::unix::fs::PermissionsExt;
    let mode = fs::metadata(path).map(|folder| folder.permissions().mode() & 0o7777);
    mode.map_or(Value::Null, |mode| format!("{mode:04o}").into())
}

#[cfg(not(unix))]
fn permission_mode(_: &Path) -> Value {
    Value::Null
}

/// Room for a new generation.
#[cfg(unix)]
fn free_space(path: &Path) -> Value {
    let known = nearest_existing_folder(path).and_then(|folder| rustix::fs::statvfs(folder).ok());
    known.map_or(Value::Null, |known| {
        let megabytes = known.f_bavail.saturating_mul(known.f_frsize) >> 20;
        format!("{megabytes} MB").into()
    })
}

#[cfg(not(unix))]
fn free_space(_: &Path) -> Value {
    Value::Null
}
