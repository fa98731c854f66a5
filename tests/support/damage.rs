//! Damages of files, each by a seed: what decays, what a careless hand does, and what somebody does on purpose.
//!
//! The same seed on the same file gives the same damage. The tests of the engine include this file too, so it knows
//! nothing of the program.

use std::fs::{self, File, OpenOptions};
use std::io::{Read, Seek, SeekFrom, Write};
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};

/// How many different kinds of damage there are; seeds that differ by this many have the same kind.
pub const DAMAGE_KINDS: u64 = 14;

/// Numbers that look random and follow from a seed (splitmix64).
pub struct SeededNumbers(u64);

impl SeededNumbers {
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ self.0 >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ mixed >> 31
    }

    /// A number below `bound`; 0 where nothing is below it.
    pub fn below(&mut self, bound: u64) -> u64 {
        self.next().checked_rem(bound).unwrap_or(0)
    }
}

/// Every regular file below a folder: the same kinds of files come in the same order, whatever random names they have.
pub fn files_below(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let entry = entry.unwrap();
            let kind = entry.file_type().unwrap();
            if kind.is_dir() {
                folders.push(entry.path());
            } else if kind.is_file() {
                found.push(entry.path());
            }
        }
    }
    found.sort_by_key(|path| {
        let extension = path.extension().map(std::ffi::OsStr::to_owned);
        (path.components().count(), extension, path.clone())
    });
    found
}

/// Damages one regular file and says how. For an exchange of two files, the other one is any file of the same folder
/// or of the folders beside it.
pub fn damage_file(path: &Path, seed: u64) -> String {
    let mut numbers = SeededNumbers::new(seed);
    let length = fs::metadata(path).unwrap().len();
    let what = match seed % DAMAGE_KINDS {
        0 => flip_bits(path, 1, length, &mut numbers),
        1 => {
            let count = 2 + numbers.below(63);
            flip_bits(path, count, length, &mut numbers)
        }
        // The end of a file is where an index keeps how it is to be read.
        2 => flip_bits(path, 1, length.min(200), &mut numbers),
        3 => {
            let kept = numbers.below(length);
            File::options()
                .write(true)
                .open(path)
                .unwrap()
                .set_len(kept)
                .unwrap();
            format!("truncated from {length} to {kept} bytes")
        }
        4 => {
            File::create(path).unwrap();
            "emptied".to_owned()
        }
        5 => {
            fs::remove_file(path).unwrap();
            "deleted".to_owned()
        }
        6 => {
            let from = numbers.below(length);
            let count = 1 + numbers.below((length - from).min(4096));
            overwrite(path, from, &vec![0; count as usize]);
            format!("{count} bytes from {from} zeroed")
        }
        7 => {
            overwrite(path, 0, &vec![0; length as usize]);
            "all zeroed".to_owned()
        }
        8 => {
            let more: Vec<u8> = (0..=numbers.below(5000))
                .map(|_| numbers.next() as u8)
                .collect();
            let mut file = OpenOptions::new().append(true).open(path).unwrap();
            file.write_all(&more).unwrap();
            format!("{} bytes appended", more.len())
        }
        9 => exchange_files(path, &mut numbers),
        10 => {
            let target =
                ["/dev/zero", "/dev/null", "/etc/passwd", "nowhere"][numbers.below(4) as usize];
            fs::remove_file(path).unwrap();
            symlink(target, path).unwrap();
            format!("replaced by a link to {target}")
        }
        11 => {
            let aside = path.with_extension("aside");
            fs::rename(path, &aside).unwrap();
            symlink(&aside, path).unwrap();
            "replaced by a link to itself under another name".to_owned()
        }
        12 => {
            fs::remove_file(path).unwrap();
            let (kind, mode) = (
                rustix::fs::FileType::Fifo,
                rustix::fs::Mode::from_raw_mode(0o644),
            );
            rustix::fs::mknodat(rustix::fs::CWD, path, kind, mode, 0).unwrap();
            "replaced by a FIFO".to_owned()
        }
        _ => {
            fs::remove_file(path).unwrap();
            fs::create_dir(path).unwrap();
            "replaced by a folder".to_owned()
        }
    };
    format!("seed {seed}: {}: {what}", path.display())
}

/// Flips `count` bits among the last `range` bytes.
fn flip_bits(path: &Path, count: u64, range: u64, numbers: &mut SeededNumbers) -> String {
    let mut bytes = fs::read(path).unwrap();
    let first = bytes.len() as u64 - range;
    // A bit that is flipped twice is no damage.
    let bits: std::collections::BTreeSet<u64> = (0..count)
        .map(|_| first * 8 + numbers.below(range * 8))
        .collect();
    for bit in &bits {
        if let Some(byte) = bytes.get_mut((bit / 8) as usize) {
            *byte ^= 1 << (bit % 8);
        }
    }
    fs::write(path, bytes).unwrap();
    format!(
        "{} bits flipped, the first at byte {:?}",
        bits.len(),
        bits.first().map(|bit| bit / 8)
    )
}

fn overwrite(path: &Path, from: u64, bytes: &[u8]) {
    let mut file = File::options().read(true).write(true).open(path).unwrap();
    let mut before = vec![0; bytes.len()];
    file.seek(SeekFrom::Start(from)).unwrap();
    file.read_exact(&mut before).unwrap();
    file.seek(SeekFrom::Start(from)).unwrap();
    // Zeros in place of zeros would be no damage.
    let is_same = before == bytes;
    let bytes = if is_same {
        vec![0xff; bytes.len()]
    } else {
        bytes.to_vec()
    };
    file.write_all(&bytes).unwrap();
}

fn exchange_files(path: &Path, numbers: &mut SeededNumbers) -> String {
    let folder = path.parent().unwrap();
    let mut others = files_below(folder);
    others.retain(|other| other != path);
    if others.is_empty() {
        others = files_below(folder.parent().unwrap());
        others.retain(|other| other != path);
    }
    let Some(other) = others.get(numbers.below(others.len() as u64) as usize) else {
        return "left alone: there is no other file".to_owned();
    };
    let aside = path.with_extension("aside");
    fs::rename(path, &aside).unwrap();
    fs::rename(other, path).unwrap();
    fs::rename(&aside, other).unwrap();
    format!("exchanged with {}", other.display())
}
