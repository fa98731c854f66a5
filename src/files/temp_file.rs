//! Files on their way: what is written beside its place until it is whole, and does not outlive its process.
//!
//! Such a file is called `.NAME.ocop-PID.tmp` and lies in the folder of the file that it becomes. It goes when its
//! writer lets go of it, and with the process when that ends early: by a signal, a panic, a terminal that is gone
//! ([`give_up`]). What nobody can answer (`kill -9`, a power cut) leaves one behind; whoever writes into the same
//! folder next takes it away. Must not: touch a file of another name, of a process that lives, or that somebody
//! holds.

use std::ffi::OsStr;
use std::fs::{self, File};
use std::io;
use std::mem;
use std::path::{Path, PathBuf};
use std::process;
use std::sync::mpsc::channel;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

/// Removing may take so long.
const REMOVAL_TIMEOUT: Duration = Duration::from_millis(50);

/// Those of this process.
static OWN_TEMP_FILES: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());

/// A file on its way; it is gone when this is dropped.
#[derive(Debug)]
pub struct TempOutputFile {
    path: PathBuf,
}

impl TempOutputFile {
    /// Begins a file beside this one. One that this process is writing already is not begun again.
    pub fn create_beside(path: &Path) -> io::Result<(Self, File)> {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let path = path.with_file_name(format!(".{name}.ocop-{}.tmp", process::id()));
        // Nobody gives up between a file's beginning and its place in the list.
        let mut ours = lock_own_files();
        remove_abandoned_files(&path, &ours);
        let file = File::create_new(&path)?;
        // Who shares the folder and not the machine cannot ask for a process, but for this. Where nothing can be
        // held, nothing is.
        let _ = file.try_lock();
        ours.push(path.clone());
        Ok((Self { path }, file))
    }

    /// Where it lies.
    pub fn path(&self) -> &Path {
        &self.path
    }
}

impl Drop for TempOutputFile {
    fn drop(&mut self) {
        let mut ours = lock_own_files();
        // Under its own name it may be gone already, and all is well.
        let _ = fs::remove_file(&self.path);
        ours.retain(|path| *path != self.path);
    }
}

/// Removes what is unfinished, as the last thing of a process: from now on nothing can be begun. A disk that does not
/// answer keeps nobody.
pub fn remove_temp_files() {
    if let Ok(ours) = OWN_TEMP_FILES.try_lock()
        && ours.is_empty()
    {
        return mem::forget(ours);
    }
    let (sender, done) = channel::<()>();
    let remove = move || {
        let ours = lock_own_files();
        for path in ours.iter() {
            let _ = fs::remove_file(path);
        }
        mem::forget(ours);
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

/// Removes what processes that are gone left in the folder of this file. What cannot be removed harms nobody.
fn remove_abandoned_files(beside: &Path, ours: &[PathBuf]) {
    let folder = beside.parent().filter(|folder| *folder != Path::new(""));
    let Ok(entries) = fs::read_dir(folder.unwrap_or(Path::new("."))) else {
        return;
    };
    for entry in entries.flatten() {
        let Some(pid) = parse_process_id(&entry.file_name()) else {
            continue;
        };
        let path = beside.with_file_name(entry.file_name());
        let is_left = if pid.cast_unsigned() == process::id() {
            !ours.contains(&path)
        } else {
            !is_process_alive(pid)
        };
        if is_left && is_abandoned_file(&path) {
            let _ = fs::remove_file(path);
        }
    }
}

/// The process that began a file of this name; `None` for a name that is none of ours.
fn parse_process_id(name: &OsStr) -> Option<i32> {
    let inner = name.to_str()?.strip_prefix('.')?.strip_suffix(".tmp")?;
    let (name, pid) = inner.rsplit_once(".ocop-")?;
    let number: i32 = pid.parse().ok()?;
    (!name.is_empty() && number > 0 && number.to_string() == pid).then_some(number)
}

/// True for a file that nobody writes; whoever does holds it.
fn is_abandoned_file(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok_and(|found| found.is_file())
        && File::options()
            .write(true)
            .open(path)
            .is_ok_and(|file| file.try_lock().is_ok())
}

#[cfg(unix)]
fn is_process_alive(pid: i32) -> bool {
    use rustix::process::{Pid, test_kill_process};
    let asked = Pid::from_raw(pid).map(test_kill_process);
    // One that may not be asked lives.
    asked != Some(Err(rustix::io::Errno::SRCH))
}

/// Here only who holds a file can be asked for.
#[cfg(not(unix))]
fn is_process_alive(_: i32) -> bool {
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_our_names_have_a_process() {
        let process = |name: &str| parse_process_id(OsStr::new(name));
        assert_eq!(process(".all.xlsx.ocop-4711.tmp"), Some(4711));
        assert_eq!(process(".a.ocop-1.tmp.ocop-22.tmp"), Some(22));
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
            assert_eq!(process(name), None, "{name}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn what_the_dead_left_goes_and_nothing_else() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
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
            fs::write(at(name), "x").unwrap();
        }
        fs::create_dir(at(&format!(".folder.ocop-{dead}.tmp"))).unwrap();
        let held = File::open(at(&others[3])).unwrap();
        held.try_lock().unwrap();
        let (first, _) = TempOutputFile::create_beside(&at("fresh.csv")).unwrap();
        // What this process is writing stays, though another file is begun.
        let (second, _) = TempOutputFile::create_beside(&at("more.csv")).unwrap();
        assert!(first.path().exists() && second.path().exists());
        assert!(!at(&left).exists() && !at(&own_left).exists());
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
