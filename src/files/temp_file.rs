//! Temporary files: output that is written beside its target until it is complete, and does not outlive its
//! process.
//!
//! Such a file is called `.NAME.ocop-PID.tmp` and lies in the folder of its target. It is removed when its
//! [`TempOutputFile`] is dropped, and with the process when that ends early by a signal, a panic or a lost
//! terminal ([`remove_temp_files`]). `kill -9` or a power cut leaves it behind; the next writer into the same
//! folder removes it.
//!
//! Must not remove a file with another kind of name, of a live process, or that somebody has locked.

use std::ffi::OsStr;
use std::fs::{self, File, OpenOptions};
use std::io;
use std::mem;
use std::path::{Path, PathBuf};
use std::process;
use std::sync::mpsc::channel;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

/// The longest time that [`remove_temp_files`] takes.
const REMOVAL_TIMEOUT: Duration = Duration::from_millis(50);

/// The unfinished files of this process.
static OWN_TEMP_FILES: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());

/// Who may open a new file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileAccess {
    /// As the system's default for new files says (the umask on Unix).
    Default,
    /// Its owner only (mode 0600 on Unix; elsewhere the user's folder is private already).
    OwnerOnly,
}

impl FileAccess {
    /// Makes files that are created with these options accessible accordingly.
    pub fn apply_to(self, options: &mut OpenOptions) {
        #[cfg(unix)]
        if self == Self::OwnerOnly {
            std::os::unix::fs::OpenOptionsExt::mode(options, 0o600);
        }
        #[cfg(not(unix))]
        let _ = options;
    }
}

/// An unfinished file; it is removed when this is dropped.
#[derive(Debug)]
pub struct TempOutputFile {
    path: PathBuf,
}

impl TempOutputFile {
    /// Creates a temporary file in the folder of `target`. Fails with [`io::ErrorKind::AlreadyExists`] when
    /// this process is writing one for the same target already.
    pub fn create_beside(target: &Path, access: FileAccess) -> io::Result<(Self, File)> {
        let name = target.file_name().unwrap_or_default().to_string_lossy();
        let path = target.with_file_name(format!(".{name}.ocop-{}.tmp", process::id()));
        // The lock is held until the file is registered: `remove_temp_files` must not run in between.
        let mut own_files = lock_own_files();
        remove_abandoned_files(&path, &own_files);
        let mut options = OpenOptions::new();
        access.apply_to(&mut options);
        let file = options.write(true).create_new(true).open(&path)?;
        // Users on other machines that share the folder cannot ask whether our process lives, but they see
        // this lock. Where the file system has no locks, there is none.
        let _ = file.try_lock();
        own_files.push(path.clone());
        Ok((Self { path }, file))
    }

    /// The path of the temporary file.
    pub fn path(&self) -> &Path {
        &self.path
    }
}

impl Drop for TempOutputFile {
    fn drop(&mut self) {
        let mut own_files = lock_own_files();
        // After a rename it is gone already.
        let _ = fs::remove_file(&self.path);
        own_files.retain(|path| *path != self.path);
    }
}

/// Removes the unfinished files as the process ends; afterwards no new one can be created. Returns after
/// 50 ms at the latest, also when the disk does not respond.
pub fn remove_temp_files() {
    if let Ok(own_files) = OWN_TEMP_FILES.try_lock()
        && own_files.is_empty()
    {
        return mem::forget(own_files);
    }
    let (sender, done) = channel::<()>();
    let remove = move || {
        let own_files = lock_own_files();
        for path in own_files.iter() {
            let _ = fs::remove_file(path);
        }
        mem::forget(own_files);
        drop(sender);
    };
    if thread::Builder::new().spawn(remove).is_ok() {
        let _ = done.recv_timeout(REMOVAL_TIMEOUT);
    }
}

fn lock_own_files() -> MutexGuard<'static, Vec<PathBuf>> {
    OWN_TEMP_FILES
        .lock()
        .unwrap_or_else(PoisonError::into_inner)
}

/// Removes temporary files of dead processes from the folder of `beside`. One that cannot be removed does no
/// harm.
fn remove_abandoned_files(beside: &Path, own_files: &[PathBuf]) {
    let folder = beside.parent().filter(|folder| *folder != Path::new(""));
    let Ok(entries) = fs::read_dir(folder.unwrap_or(Path::new("."))) else {
        return;
    };
    for entry in entries.flatten() {
        let Some(pid) = parse_process_id(&entry.file_name()) else {
            continue;
        };
        let path = beside.with_file_name(entry.file_name());
        let has_no_writer = if pid.cast_unsigned() == process::id() {
            !own_files.contains(&path)
        } else {
            !is_process_alive(pid)
        };
        if has_no_writer && is_unlocked_file(&path) {
            let _ = fs::remove_file(path);
        }
    }
}

/// The id of the process that created a temporary file of this name; `None` for any other name.
fn parse_process_id(name: &OsStr) -> Option<i32> {
    let inner = name.to_str()?.strip_prefix('.')?.strip_suffix(".tmp")?;
    let (name, pid) = inner.rsplit_once(".ocop-")?;
    let number: i32 = pid.parse().ok()?;
    (!name.is_empty() && number > 0 && number.to_string() == pid).then_some(number)
}

/// True for a regular file that nobody has locked; a writer locks its file.
fn is_unlocked_file(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok_and(|metadata| metadata.is_file())
        && File::options()
            .write(true)
            .open(path)
            .is_ok_and(|file| file.try_lock().is_ok())
}

#[cfg(unix)]
fn is_process_alive(pid: i32) -> bool {
    use rustix::process::{Pid, test_kill_process};
    let signalled = Pid::from_raw(pid).map(test_kill_process);
    // A process of another user must not be signalled (EPERM), but it is alive.
    signalled != Some(Err(rustix::io::Errno::SRCH))
}

/// Without Unix signals only the file's lock says whether its writer is alive.
#[cfg(not(unix))]
fn is_process_alive(_: i32) -> bool {
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_our_names_have_a_process() {
        let process_id = |name: &str| parse_process_id(OsStr::new(name));
        assert_eq!(process_id(".all.xlsx.ocop-4711.tmp"), Some(4711));
        assert_eq!(process_id(".a.ocop-1.tmp.ocop-22.tmp"), Some(22));
        for name in [
            "all.xlsx.ocop-4711.tmp",
            ".all.xlsx.4711.tmp",
            ".all.xlsx.ocop-4711",
            ".all.xlsx.ocop-.tmp",
            ".all.xlsx.ocop-0.tmp",
            ".all.xlsx.ocop--1.tmp",
            ".all.xlsx.ocop-+1.tmp",
            ".all.xlsx.ocop-01.tmp",
            ".all.xlsx.ocop-99999999999.tmp",
            ".all.xlsx.ocop-47x.tmp",
            ".ocop-4711.tmp",
            "..ocop-4711.tmp",
        ] {
            assert_eq!(process_id(name), None, "{name}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn what_the_dead_left_goes_and_nothing_else() {
        let folder = tempfile::tempdir().unwrap();
        let in_folder = |name: &str| folder.path().join(name);
        let dead = {
            let mut child = process::Command::new("true").spawn().unwrap();
            child.wait().unwrap();
            child.id()
        };
        let (own, alive) = (process::id(), 1);
        let left = format!(".left.csv.ocop-{dead}.tmp");
        let own_left = format!(".left.csv.ocop-{own}.tmp");
        let others = [
            format!(".alive.csv.ocop-{alive}.tmp"),
            format!(".left.csv.{dead}.tmp"),
            format!("left.csv.ocop-{dead}.tmp"),
            format!(".held.csv.ocop-{dead}.tmp"),
            "list.csv".to_owned(),
        ];
        for name in others.iter().chain([&left, &own_left]) {
            fs::write(in_folder(name), "x").unwrap();
        }
        fs::create_dir(in_folder(&format!(".folder.ocop-{dead}.tmp"))).unwrap();
        let held = File::open(in_folder(&others[3])).unwrap();
        held.try_lock().unwrap();
        let (first, _) =
            TempOutputFile::create_beside(&in_folder("fresh.csv"), FileAccess::Default).unwrap();
        // A file that this process is writing survives the start of another one.
        let (second, _) =
            TempOutputFile::create_beside(&in_folder("more.csv"), FileAccess::Default).unwrap();
        assert!(first.path().exists() && second.path().exists());
        assert!(!in_folder(&left).exists() && !in_folder(&own_left).exists());
        drop((first, second));
        let mut names: Vec<String> = fs::read_dir(folder.path())
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        let mut expected = [others.to_vec(), vec![format!(".folder.ocop-{dead}.tmp")]].concat();
        expected.sort();
        assert_eq!(names, expected);
    }
}
