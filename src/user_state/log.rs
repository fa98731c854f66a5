//! The log: what a bug report needs of the last runs, one line an event, in English.
//!
//! It tells of starts, of what was published or exported, of errors, panics and slow searches, never what a person
//! searched for; with `--verbose` that too, and every search. Two files of a megabyte at most, in the folder for what a
//! program remembers, readable by their owner alone. Each line opens the file anew, so that many programs may share it
//! and a panic can still write. That nothing can be written is no reason to stop or to say anything. Must not: hold a
//! lock, or panic.

use std::fs;
use std::io;
use std::panic;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use crate::cli::clock::format_now_to_second;
use crate::files::private_file;
use crate::wording::sanitize::sanitize_text;

/// A file that would grow beyond this is put aside, in the place of the one put aside before.
const MAX_FILE_BYTES: u64 = 1 << 20;

/// A longer line is cut.
const MAX_LINE_CHARS: usize = 4096;

static LOG: OnceLock<LogFile> = OnceLock::new();

struct LogFile {
    path: PathBuf,
    verbose: bool,
}

/// From now on lines go to this file.
pub fn start_logging(path: Option<PathBuf>, verbose: bool) {
    if let Some(path) = path {
        // A second beginning in one process changes nothing.
        let _ = LOG.set(LogFile { path, verbose });
    }
}

/// The file.
pub fn log_path() -> Option<&'static Path> {
    LOG.get().map(|log| log.path.as_path())
}

/// Writes a line.
pub fn write_line(what: &str) {
    if let Some(log) = LOG.get() {
        let _ = append_line(&log.path, what);
    }
}

/// Writes a line that may hold what a person typed, if that is wished.
pub fn write_verbose_line(what: impl FnOnce() -> String) {
    if LOG.get().is_some_and(|log| log.verbose) {
        write_line(&what());
    }
}

/// Panics leave a line before they are told as ever.
pub fn log_panics() {
    let tell = panic::take_hook();
    panic::set_hook(Box::new(move |info| {
        write_line(&format!("panic: {info}"));
        tell(info);
    }));
}

fn append_line(path: &Path, what: &str) -> io::Result<()> {
    let what: String = sanitize_text(what).chars().take(MAX_LINE_CHARS).collect();
    let line = format!(
        "{} [{}] {what}\n",
        format_now_to_second(),
        std::process::id()
    );
    let used = fs::metadata(path).map_or(0, |file| file.len());
    if used + line.len() as u64 > MAX_FILE_BYTES {
        fs::rename(path, path.with_extension("1"))?;
    }
    private_file::append_to_file(path, &line)
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
