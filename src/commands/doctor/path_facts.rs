//! Where files live, and whether they can be read and written there.
//!
//! Must not create anything, not even to test permissions.

use std::fs;
use std::path::Path;
use std::time::SystemTime;

use jiff::Timestamp;
use ocop_index::store::{self, StoreLayout};
use serde_json::Value;

use super::{DoctorFact, build_fact};
use crate::catalog::open::describe_notice;
use crate::cli::clock::format_time_to_second;
use crate::cli::paths;
use crate::cli::settings::Settings;
use crate::files::{private_file, temp_file};
use crate::user_state::log;
use crate::wording::io_error::describe_io_error;

/// The facts about config file, state folder, log and data folder.
pub(super) fn collect_path_facts(settings: &Settings) -> Vec<DoctorFact> {
    let shown = |path: Option<&Path>| {
        path.map_or(Value::Null, |path| {
            path.to_string_lossy().into_owned().into()
        })
    };
    let config = paths::config_file();
    let state = paths::state_dir();
    let exists = config.as_deref().is_some_and(Path::exists);
    let data = settings.data_dir.as_path();
    vec![
        build_fact("config", shown(config.as_deref())),
        build_fact("config_there", exists),
        build_fact("config_problems", settings.config_warnings.clone()),
        build_fact("state", shown(state.as_deref())),
        build_fact("state_writable", check_writable(state.as_deref())),
        build_fact("state_problems", describe_state_problems(settings)),
        build_fact("log", shown(log::log_path())),
        build_fact("log_problem", describe_log_problem(settings)),
        build_fact("data", shown(settings.has_data_dir().then_some(data))),
        build_fact("data_mode", permission_mode(data)),
        build_fact("data_writable", check_writable(Some(data))),
        build_fact("data_free", free_space(data)),
        build_fact("unfinished_files", list_unfinished_files(settings)),
    ]
}

/// The files of the state folder that cannot be read, with the reasons.
fn describe_state_problems(settings: &Settings) -> Value {
    let files = paths::state_files().into_iter();
    let problems = files.filter_map(|path| {
        let error = private_file::read_file(&path).err()?;
        let reason = describe_io_error(&error, &settings.locale);
        Some(Value::from(format!("{}: {reason}", path.display())))
    });
    problems.collect::<Vec<_>>().into()
}

/// Why nothing can be written to the log, if so.
fn describe_log_problem(settings: &Settings) -> Value {
    let problem = log::find_problem();
    problem.map_or(Value::Null, |error| {
        describe_io_error(&error, &settings.locale).into()
    })
}

/// The unfinished files that sudden ends left behind, in the folders that the program writes to.
fn list_unfinished_files(settings: &Settings) -> Value {
    let mut folders = vec![temp_file::system_temp_folder()];
    folders.extend(std::env::current_dir().ok());
    folders.extend(paths::state_dir());
    folders.push(settings.data_dir.clone());
    folders.sort();
    folders.dedup();
    let files = folders
        .iter()
        .flat_map(|folder| temp_file::find_left_behind(folder));
    files
        .map(|path| Value::from(path.to_string_lossy().into_owned()))
        .collect::<Vec<_>>()
        .into()
}

/// The facts about the catalogue's folder that somebody should look at: a pointer that is not clear, and what a writer
/// that was killed left behind.
pub(super) fn collect_catalog_facts(settings: &Settings) -> Vec<DoctorFact> {
    let layout = StoreLayout::new(&settings.data_dir);
    let notice = store::find_pointer_notice(&settings.data_dir)
        .ok()
        .flatten();
    let pointer = notice.map(|notice| build_fact("pointer", describe_notice(&notice, settings)));
    let leftovers = layout.leftovers();
    let leftovers = (!leftovers.is_empty()).then(|| build_fact("leftovers", leftovers));
    pointer.into_iter().chain(leftovers).collect()
}

/// When a generation was written, and its age in days.
pub(super) fn generation_age(generation: &Path) -> (String, i64) {
    let modified = fs::metadata(generation).and_then(|folder| folder.modified());
    let at = Timestamp::try_from(modified.unwrap_or(SystemTime::UNIX_EPOCH)).unwrap_or_default();
    let seconds = Timestamp::now().as_second() - at.as_second();
    (format_time_to_second(at), seconds / (24 * 60 * 60))
}

/// The folder itself, or its nearest parent that exists.
#[cfg(unix)]
fn nearest_existing_folder(path: &Path) -> Option<&Path> {
    path.ancestors().find(|folder| folder.exists())
}

#[cfg(unix)]
fn check_writable(path: Option<&Path>) -> Value {
    let folder = path.and_then(nearest_existing_folder);
    let is_writable = |folder| rustix::fs::access(folder, rustix::fs::Access::WRITE_OK).is_ok();
    folder.map_or(Value::Null, |folder| is_writable(folder).into())
}

#[cfg(not(unix))]
fn check_writable(_: Option<&Path>) -> Value {
    Value::Null
}

/// The permissions in octal, as `chmod` takes them.
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

/// The free space on the disk of the data folder.
#[cfg(unix)]
fn free_space(path: &Path) -> Value {
    let disk = nearest_existing_folder(path).and_then(|folder| rustix::fs::statvfs(folder).ok());
    disk.map_or(Value::Null, |disk| {
        let megabytes = disk.f_bavail.saturating_mul(disk.f_frsize) >> 20;
        format!("{megabytes} MB").into()
    })
}

#[cfg(not(unix))]
fn free_space(_: &Path) -> Value {
    Value::Null
}
