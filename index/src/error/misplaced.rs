//! What lies where a file of the catalogue belongs, and why a pointer to a generation is not clear.

use std::fmt;
use std::fs::Metadata;

/// A kind of file that the catalogue neither reads nor writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileKind {
    /// A symbolic link.
    Link,
    /// A regular file that has other names too.
    SharedFile,
    /// A folder.
    Folder,
    /// A named pipe.
    Fifo,
    /// A character or block device.
    Device,
    /// A socket.
    Socket,
    /// A regular file where a folder belongs, or something unknown.
    Other,
}

impl FileKind {
    /// The key used in the locale.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Link => "link",
            Self::SharedFile => "shared_file",
            Self::Folder => "folder",
            Self::Fifo => "fifo",
            Self::Device => "device",
            Self::Socket => "socket",
            Self::Other => "other",
        }
    }

    /// The kind of what is no regular file.
    pub(crate) fn from_metadata(metadata: &Metadata) -> Self {
        let kind = metadata.file_type();
        if kind.is_symlink() {
            return Self::Link;
        }
        if kind.is_dir() {
            return Self::Folder;
        }
        #[cfg(unix)]
        {
            use std::os::unix::fs::FileTypeExt;
            if kind.is_fifo() {
                return Self::Fifo;
            }
            if kind.is_socket() {
                return Self::Socket;
            }
            if kind.is_char_device() || kind.is_block_device() {
                return Self::Device;
            }
        }
        Self::Other
    }
}

impl fmt::Display for FileKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Link => "a link",
            Self::SharedFile => "a file with other names",
            Self::Folder => "a folder",
            Self::Fifo => "a named pipe",
            Self::Device => "a device",
            Self::Socket => "a socket",
            Self::Other => "something else",
        })
    }
}

/// Why the pointer to the generation in use does not say which one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PointerFault {
    /// There is none, though there are generations.
    Missing,
    /// It leads to no generation of this catalogue.
    Elsewhere,
    /// It is a file without the name of a generation in it.
    NoName,
    /// It is a folder, and no copy of exactly one generation.
    Folder,
    /// It is a pipe, a device or a socket.
    Special,
}

impl PointerFault {
    /// The key used in the locale.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::Elsewhere => "elsewhere",
            Self::NoName => "no_name",
            Self::Folder => "folder",
            Self::Special => "special",
        }
    }
}

impl fmt::Display for PointerFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Missing => "the pointer to the generation in use is missing",
            Self::Elsewhere => "it leads to no generation of this catalogue",
            Self::NoName => "it does not name a generation",
            Self::Folder => "it is a folder, and no copy of exactly one generation",
            Self::Special => "it is a pipe, a device or a socket",
        })
    }
}
