//! The log: what a bug report needs to know about the last runs, one English line per event.
//!
//! It records starts, publications, exports, errors, panics and slow searches, but never what the user
//! searched for; `--verbose` adds that and every search. The log is two files of at most one megabyte each in
//! the user's state folder, readable by their owner alone. Each line opens the file again, so that several
//! processes can share it and a panic can still write. Write errors are ignored, but `ocop doctor` tells them
//! ([`find_problem`]).
//!
//! Must not wait for a lock, or panic.

use std::fs;
use std::io;
use std::panic::{self, PanicHookInfo};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::time::Duration;

use crate::cli::clock::format_now_to_second;
use crate::files::folder_lock::lock_folder;
use crate::files::private_file;
use crate::files::small_file::{open_for_lock, refuse_unfit_path};
use crate::wording::sanitize::sanitize_text;

/// A file that would grow beyond this is renamed to `log.1`, which replaces the older one.
const MAX_FILE_BYTES: u64 = 1 << 20;

/// Longer lines are truncated.
const MAX_LINE_CHARS: usize = 4096;

static LOG: OnceLock<LogFile> = OnceLock::new();

struct LogFile {
    path: PathBuf,
    verbose: bool,
}

/// Starts logging to this file; without a path nothing is logged.
pub fn start_logging(path: Option<PathBuf>, verbose: bool) {
    if let Some(path) = path {
        // A second call in one process changes nothing.
        let _ = LOG.set(LogFile { path, verbose });
    }
}

/// The path of the log, once logging has started.
pub fn log_path() -> Option<&'static Path> {
    LOG.get().map(|log| log.path.as_path())
}

/// Writes a line.
pub fn write_line(message: &str) {
    if let Some(log) = LOG.get() {
        let _ = append_line(&log.path, message);
    }
}

/// Writes a line that may contain what the user typed, with `--verbose` only.
pub fn write_verbose_line(message: impl FnOnce() -> String) {
    if LOG.get().is_some_and(|log| log.verbose) {
        write_line(&message());
    }
}

/// Makes panics write a line before the previous hook reports them.
pub fn log_panics() {
    let previous_hook = panic::take_hook();
    panic::set_hook(Box::new(move |info| {
        if !log_contained_panic(info) {
            write_line(&format!("panic: {info}"));
            previous_hook(info);
        }
    }));
}

/// True for a panic that the engine turns into the damage of a file: it is written to the log and ends nothing.
pub fn log_contained_panic(info: &PanicHookInfo<'_>) -> bool {
    let is_contained = ocop_index::error::contained::is_panic_contained();
    if is_contained {
        write_line(&format!("damage: {info}"));
    }
    is_contained
}

fn append_line(path: &Path, message: &str) -> io::Result<()> {
    let sanitized = sanitize_text(message);
    let message: String = sanitized.chars().take(MAX_LINE_CHARS).collect();
    let line = format!(
        "{} [{}] {message}\n",
        format_now_to_second(),
        std::process::id()
    );
    if is_full(path, line.len()) {
        start_new_file(path, line.len())?;
    }
    private_file::append_at_once(path, &line)
}

fn is_full(path: &Path, added_bytes: usize) -> bool {
    let used = fs::symlink_metadata(path).map_or(0, |file| file.len());
    used + added_bytes as u64 > MAX_FILE_BYTES
}

/// Makes the full file the older one. Of several processes that find it full one does it; the others write on.
fn start_new_file(path: &Path, added_bytes: usize) -> io::Result<()> {
    refuse_unfit_path(path)?;
    let older = path.with_extension("1");
    refuse_unfit_path(&older)?;
    let folder = path.parent().unwrap_or(Path::new(""));
    if let Ok(_lock) = lock_folder(folder, Duration::ZERO)
        && is_full(path, added_bytes)
    {
        fs::rename(path, older)?;
    }
    Ok(())
}

/// Why no line can be written to the log, if so.
pub fn find_problem() -> Option<io::Error> {
    let log = LOG.get()?;
    open_for_lock(&log.path)
        .err()
        .filter(|error| error.kind() != io::ErrorKind::NotFound)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_event_is_one_line_and_two_files_are_kept() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("new").join("log");
        append_line(&path, "first\n\u{1b}[31m").unwrap();
        let text = fs::read_to_string(&path).unwrap();
        assert_eq!(text.lines().count(), 1, "{text}");
        assert!(text.contains("first") && !text.contains('\u{1b}'), "{text}");
        let long = "x".repeat(2 * MAX_LINE_CHARS);
        for _ in 0..2 * MAX_FILE_BYTES as usize / MAX_LINE_CHARS + 9 {
            append_line(&path, &long).unwrap();
        }
        let files = fs::read_dir(path.parent().unwrap()).unwrap();
        let sizes: Vec<u64> = files
            .map(|file| file.unwrap().metadata().unwrap().len())
            .collect();
        assert_eq!(sizes.len(), 2, "{sizes:?}");
        assert!(
            sizes.iter().all(|size| *size <= MAX_FILE_BYTES),
            "{sizes:?}"
        );
    }
}
