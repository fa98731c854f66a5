//! Temporary files: output that is written beside its target until it is complete, and does not outlive its
//! process.
//!
//! Such a file is called `.NAME.ocop-PID.tmp` and lies in the folder of its target. It is removed when its
//! [`TempOutputFile`] is dropped, and with the process when that ends early by a signal, a panic or a lost
//! terminal ([`remove_temp_files`]). `kill -9` or a power cut leaves it behind; the next writer into the same
//! folder removes it, and the first writer of a process also looks into the folder of temporary files and the one
//! that it was started in ([`remove_left_behind`]). `ocop doctor` lists them ([`find_left_behind`]).
//!
//! Must not remove a file with another kind of name, of a live process, or that somebody has locked.

use std::env;
use std::ffi::OsStr;
use std::fs::{self, File, OpenOptions};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io;
use std::mem;
use std::path::{Path, PathBuf};
use std::process;
use std::sync::mpsc::channel;
use std::sync::{Mutex, MutexGuard, Once, PoisonError};
use std::thread;
use std::time::Duration;

use super::small_file::open_for_lock;

/// The longest time that [`remove_temp_files`] takes.
const REMOVAL_TIMEOUT: Duration = Duration::from_millis(500);

/// The longest name of a file on common disks, in bytes.
const MAX_NAME_BYTES: usize = 255;

/// The folders beside the one of a target are looked into once.
static REMOVED_ELSEWHERE: Once = Once::new();

/// The unfinished files of this process.
static OWN_TEMP_FILES: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());

/// Who may open a new file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileAccess {
    /// As the system's default for new files says (the umask on Unix).
    Default,
    /// Its owner only (mode 0600 on Unix; elsewhere the user's folder is private already).
    OwnerOnly,
    /// Whoever may work in its folder, whatever the umask says: in a folder of a group its members.
    LikeFolder,
}

impl FileAccess {
    /// Makes files that are created with these options accessible accordingly.
    pub fn apply_to(self, options: &mut OpenOptions) {
        #[cfg(unix)]
        if self != Self::Default {
            std::os::unix::fs::OpenOptionsExt::mode(options, 0o600);
        }
        #[cfg(not(unix))]
        let _ = options;
    }

    /// Gives a new file the rights of its folder, where it is to have them.
    /// A disk without rights of its own has those that it was mounted with.
    #[cfg(unix)]
    fn copy_rights(self, file: &File, path: &Path) {
        use std::os::unix::fs::PermissionsExt;
        if self == Self::LikeFolder
            && let Ok(folder) = fs::metadata(folder_of(path))
        {
            let mode = folder.permissions().mode() & 0o666;
            let _ = file.set_permissions(fs::Permissions::from_mode(mode));
        }
    }

    #[cfg(not(unix))]
    fn copy_rights(self, _: &File, _: &Path) {}
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
        let path = temp_path_beside(target);
        // The lock is held until the file is registered: `remove_temp_files` must not run in between.
        let mut own_files = lock_own_files();
        remove_abandoned_files(folder_of(&path), &own_files);
        REMOVED_ELSEWHERE.call_once(|| remove_in_usual_folders(&own_files));
        let mut options = OpenOptions::new();
        access.apply_to(&mut options);
        let file = options.write(true).create_new(true).open(&path)?;
        access.copy_rights(&file, &path);
        // Users on other machines that share the folder cannot ask whether our process lives, but they see
        // this lock. Where the file system has no locks, there is none.
        let _ = file.try_lock();
        own_files.push(path.clone());
        Ok((Self { path }, file))
    }

    /// Gives the file its final name with `put`, which gets its path, unless the process is ending: what
    /// [`remove_temp_files`] removes never has its final name.
    pub fn finish(self, put: impl FnOnce(&Path) -> io::Result<()>) -> io::Result<()> {
        let mut own_files = lock_own_files();
        put(&self.path)?;
        // After a hard link the file still has this name, too.
        let _ = fs::remove_file(&self.path);
        own_files.retain(|path| *path != self.path);
        Ok(())
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
/// Half a second at the latest, also when the disk does not respond. The answer is how many files were unfinished.
pub fn remove_temp_files() -> usize {
    if let Ok(own_files) = OWN_TEMP_FILES.try_lock()
        && own_files.is_empty()
    {
        mem::forget(own_files);
        return 0;
    }
    let (sender, done) = channel::<usize>();
    let remove = move || {
        let own_files = lock_own_files();
        for path in own_files.iter() {
            let _ = fs::remove_file(path);
        }
        let count = own_files.len();
        mem::forget(own_files);
        let _ = sender.send(count);
    };
    let removal = thread::Builder::new().spawn(remove);
    // A disk that does not respond has not finished a file either.
    removal.map_or(1, |_| done.recv_timeout(REMOVAL_TIMEOUT).unwrap_or(1))
}

fn lock_own_files() -> MutexGuard<'static, Vec<PathBuf>> {
    OWN_TEMP_FILES
        .lock()
        .unwrap_or_else(PoisonError::into_inner)
}

/// The path that output for a target has until it is complete. A name that would be too long is cut, and told apart
/// from others by a number.
pub(super) fn temp_path_beside(target: &Path) -> PathBuf {
    let name = target.file_name().unwrap_or_default();
    let ending = format!(".ocop-{}.tmp", process::id());
    let mut shown = name.to_string_lossy().into_owned();
    if 1 + shown.len() + ending.len() > MAX_NAME_BYTES {
        let mut hasher = DefaultHasher::new();
        name.hash(&mut hasher);
        let number = format!("-{:x}", hasher.finish());
        let mut end = MAX_NAME_BYTES / 2;
        while !shown.is_char_boundary(end) {
            end -= 1;
        }
        shown.truncate(end);
        shown.push_str(&number);
    }
    target.with_file_name(format!(".{shown}{ending}"))
}

/// The folder of a path; the one that the program was started in for a name alone.
fn folder_of(path: &Path) -> &Path {
    let folder = path.parent().filter(|folder| *folder != Path::new(""));
    folder.unwrap_or(Path::new("."))
}

/// The system's folder of temporary files; never the one that the program was started in, which an empty or relative
/// `TMPDIR` would mean.
pub fn system_temp_folder() -> PathBuf {
    let folder = env::temp_dir();
    if folder.is_absolute() {
        folder
    } else {
        PathBuf::from("/tmp")
    }
}

/// Removes what dead processes left in the folder of temporary files and in the one that the program was started in,
/// where exports of the screen go. For whoever is about to write something; does nothing the second time.
pub fn remove_left_behind() {
    let own_files = lock_own_files();
    REMOVED_ELSEWHERE.call_once(|| remove_in_usual_folders(&own_files));
}

fn remove_in_usual_folders(own_files: &[PathBuf]) {
    remove_abandoned_files(&system_temp_folder(), own_files);
    if let Ok(folder) = env::current_dir() {
        remove_abandoned_files(&folder, own_files);
    }
}

/// Removes temporary files of dead processes from a folder. One that cannot be removed does no harm.
fn remove_abandoned_files(folder: &Path, own_files: &[PathBuf]) {
    for path in list_abandoned_files(folder, own_files) {
        let _ = fs::remove_file(path);
    }
}

/// The temporary files of dead processes in a folder.
pub fn find_left_behind(folder: &Path) -> Vec<PathBuf> {
    list_abandoned_files(folder, &lock_own_files())
}

fn list_abandoned_files(folder: &Path, own_files: &[PathBuf]) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else {
        return Vec::new();
    };
    let own_names: Vec<&OsStr> = own_files
        .iter()
        .filter_map(|path| path.file_name())
        .collect();
    let is_abandoned = |entry: &fs::DirEntry| {
        let name = entry.file_name();
        let Some(pid) = parse_process_id(&name) else {
            return false;
        };
        let has_no_writer = if pid.cast_unsigned() == process::id() {
            !own_names.contains(&name.as_os_str())
        } else {
            !is_process_alive(pid)
        };
        has_no_writer && is_unlocked_file(&entry.path())
    };
    let entries = entries.flatten();
    entries
        .filter(is_abandoned)
        .map(|entry| folder.join(entry.file_name()))
        .collect()
}

/// The id of the process that created a temporary file of this name; `None` for any other name.
fn parse_process_id(name: &OsStr) -> Option<i32> {
    let inner = name.to_str()?.strip_prefix('.')?.strip_suffix(".tmp")?;
    let (name, pid) = inner.rsplit_once(".ocop-")?;
    let number: i32 = pid.parse().ok()?;
    (!name.is_empty() && number > 0 && number.to_string() == pid).then_some(number)
}

/// True for a regular file of ours, or one that we may write, that nobody has locked; a writer locks its file.
fn is_unlocked_file(path: &Path) -> bool {
    open_for_lock(path).is_ok_and(|file| file.try_lock().is_ok())
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
