//! What the system itself holds a restricted run to: no file grows beyond a size, and no memory is dumped.

use crate::capabilities::Capabilities;
#[cfg(unix)]
use crate::capabilities::FileExports;

/// No file that is remembered between runs grows beyond this.
#[cfg(unix)]
const MAX_STATE_FILE_BYTES: u64 = 4 << 20;

/// Limits the files of this process. A write beyond the limit fails like one on a full disk.
#[cfg(unix)]
pub fn limit_files(capabilities: &Capabilities) {
    use rustix::process::{Resource, Rlimit, setrlimit};
    let most = match &capabilities.file_exports {
        FileExports::Folder(folder) => folder.max_bytes.max(MAX_STATE_FILE_BYTES),
        FileExports::Off => MAX_STATE_FILE_BYTES,
        FileExports::Anywhere => return,
    };
    for (resource, bytes) in [(Resource::Fsize, most), (Resource::Core, 0)] {
        let limit = Rlimit {
            current: Some(bytes),
            maximum: Some(bytes),
        };
        if resource == Resource::Fsize && is_output_file() {
            continue;
        }
        // A lower limit that is there already stays.
        let _ = setrlimit(resource, limit);
    }
}

/// True where standard output is a file: whoever redirected it has a shell, and the disk, already.
#[cfg(unix)]
fn is_output_file() -> bool {
    use rustix::fs::{FileType, fstat};
    fstat(rustix::stdio::stdout())
        .is_ok_and(|facts| FileType::from_raw_mode(facts.st_mode) == FileType::RegularFile)
}

/// This system has no such limits.
#[cfg(not(unix))]
pub fn limit_files(_capabilities: &Capabilities) {}
