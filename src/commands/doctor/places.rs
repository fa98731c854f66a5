//! Where things lie, and whether they can be read and written there. Must not: create anything, not even to try.

use std::fs;
use std::path::Path;
use std::time::SystemTime;

use jiff::Timestamp;
use serde_json::Value;

use super::{Fact, fact};
use crate::settings::{Settings, moment_of};
use crate::{log, paths};

/// The facts of config file, state folder, log and data folder.
pub(super) fn facts(settings: &Settings) -> Vec<Fact> {
    let shown = |path: Option<&Path>| {
        path.map_or(Value::Null, |path| {
            path.to_string_lossy().into_owned().into()
        })
    };
    let config = paths::config();
    let state = paths::state();
    let there = config.as_deref().is_some_and(Path::exists);
    let data = settings.data_dir.as_path();
    vec![
        fact("config", shown(config.as_deref())),
        fact("config_there", there),
        fact("config_problems", settings.doubts.clone()),
        fact("state", shown(state.as_deref())),
        fact("state_writable", writable(state.as_deref())),
        fact("log", shown(log::path())),
        fact("data", shown(Some(data))),
        fact("data_mode", mode(data)),
        fact("data_writable", writable(Some(data))),
        fact("data_free", free(data)),
    ]
}

/// When a generation was made, and how many days ago.
pub(super) fn age(generation: &Path) -> (String, i64) {
    let changed = fs::metadata(generation).and_then(|folder| folder.modified());
    let at = Timestamp::try_from(changed.unwrap_or(SystemTime::UNIX_EPOCH)).unwrap_or_default();
    let seconds = Timestamp::now().as_second() - at.as_second();
    (moment_of(at), seconds / (24 * 60 * 60))
}

/// The folder itself, or the one that it would be made in.
#[cfg(unix)]
fn nearest(path: &Path) -> Option<&Path> {
    path.ancestors().find(|folder| folder.exists())
}

#[cfg(unix)]
fn writable(path: Option<&Path>) -> Value {
    let folder = path.and_then(nearest);
    let may = |folder| rustix::fs::access(folder, rustix::fs::Access::WRITE_OK).is_ok();
    folder.map_or(Value::Null, |folder| may(folder).into())
}

#[cfg(not(unix))]
fn writable(_: Option<&Path>) -> Value {
    Value::Null
}

/// The permissions as `ls` and `chmod` count them.
#[cfg(unix)]
fn mode(path: &Path) -> Value {
    use std::os::unix::fs::PermissionsExt;
    let mode = fs::metadata(path).map(|folder| folder.permissions().mode() & 0o7777);
    mode.map_or(Value::Null, |mode| format!("{mode:04o}").into())
}

#[cfg(not(unix))]
fn mode(_: &Path) -> Value {
    Value::Null
}

/// Room for a new generation.
#[cfg(unix)]
fn free(path: &Path) -> Value {
    let known = nearest(path).and_then(|folder| rustix::fs::statvfs(folder).ok());
    known.map_or(Value::Null, |known| {
        let megabytes = known.f_bavail.saturating_mul(known.f_frsize) >> 20;
        format!("{megabytes} MB").into()
    })
}

#[cfg(not(unix))]
fn free(_: &Path) -> Value {
    Value::Null
}
