//! One damage of a catalogue, chosen by chance: bits, lengths, kinds of file, links, rights, whole folders.

use std::fs::{self, File, Permissions};
use std::io::Write;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::os::unix::net::UnixListener;
use std::path::{Path, PathBuf};

use rustix::fs::{CWD, Mode};

use crate::catalogues::{Generations, copy_tree, walk};
use crate::seeded_random::SeededRandom;

/// A damage that was done.
#[derive(Debug)]
pub struct Damage {
    /// Its kind, for the figures.
    pub kind: String,
    /// The kind and what it was done to.
    pub told: String,
    /// The pointer names another generation now, and that one is rightly shown without a word.
    pub points_elsewhere: bool,
    /// Reading it may never end, so only a process of its own reads it.
    pub is_endless: bool,
}

impl Damage {
    fn new(kind: impl Into<String>, path: &Path) -> Self {
        let kind = kind.into();
        let name = path.components().rev().take(3).collect::<Vec<_>>();
        let name: PathBuf = name.into_iter().rev().collect();
        Self {
            told: format!("{kind}: {}", name.display()),
            is_endless: ["FIFO", "/dev/zero", "gigabyte", "socket"]
                .iter()
                .any(|word| kind.contains(word)),
            kind,
            points_elsewhere: false,
        }
    }
}

/// Damages a data folder with the imported list as generation 2, which is in use.
pub fn do_damage(random: &mut SeededRandom, data: &Path, generations: Generations) -> Damage {
    let catalog = data.join("catalog");
    match random.below(100) {
        0..10 => damage_pointer(random, &catalog),
        10..14 => damage_lock(random, &catalog),
        14..30 => damage_folder(random, &catalog, generations),
        _ => damage_file(random, &catalog, generations),
    }
}

/// A regular file of a generation, mostly of the one in use.
fn choose_file(random: &mut SeededRandom, catalog: &Path, generations: Generations) -> PathBuf {
    let older = generations == Generations::Two && random.percent(15);
    let generation = catalog.join(if older { "gen-000001" } else { "gen-000002" });
    let mut files = walk(&generation);
    files.retain(|path| fs::symlink_metadata(path).is_ok_and(|kind| kind.is_file()));
    if files.is_empty() {
        return generation.join("manifest.json");
    }
    files.swap_remove(random.below(files.len()))
}

fn damage_file(random: &mut SeededRandom, catalog: &Path, generations: Generations) -> Damage {
    let path = choose_file(random, catalog, generations);
    let Ok(mut bytes) = fs::read(&path) else {
        return Damage::new("nothing left to damage", &path);
    };
    let length = bytes.len();
    let kind = match random.below(18) {
        0..4 => {
            let bits = random.between(1, 64);
            for _ in 0..bits.min(length) {
                let place = random.below(length);
                bytes[place] ^= 1 << random.below(8);
            }
            fs::write(&path, bytes).unwrap();
            "flipped bits"
        }
        4 => {
            let place = length.saturating_sub(1 + random.below(length.clamp(1, 200)));
            if let Some(byte) = bytes.get_mut(place) {
                *byte ^= 1 << random.below(8);
            }
            fs::write(&path, bytes).unwrap();
            "a flipped bit near the end"
        }
        5 => {
            bytes.truncate(random.below(length.max(1)));
            fs::write(&path, bytes).unwrap();
            "cut short"
        }
        6 => {
            fs::write(&path, "").unwrap();
            "emptied"
        }
        7 => {
            fs::remove_file(&path).unwrap();
            "deleted"
        }
        8 => {
            let from = random.below(length.max(1));
            let to = from + random.below(length - from + 1);
            bytes[from.min(length)..to].fill(0);
            fs::write(&path, bytes).unwrap();
            "zeros within"
        }
        9 => {
            fs::write(&path, vec![0; length]).unwrap();
            "all zeros"
        }
        10 => {
            let more = random.between(1, 5000);
            let byte = [0, b' ', b'\n', 0xff, b'a'][random.below(5)];
            bytes.resize(length + more, byte);
            fs::write(&path, bytes).unwrap();
            "longer"
        }
        11 => {
            let noise = (0..length).map(|_| random.below(256) as u8);
            fs::write(&path, noise.collect::<Vec<_>>()).unwrap();
            "noise"
        }
        12 => {
            if length > 1 {
                let by = random.between(1, length - 1);
                bytes.rotate_left(by);
            }
            fs::write(&path, bytes).unwrap();
            "turned round"
        }
        13 => {
            let other = choose_file(random, catalog, generations);
            let between = path.with_extension("between");
            if other != path && other.exists() {
                fs::rename(&path, &between).unwrap();
                fs::rename(&other, &path).unwrap();
                fs::rename(&between, &other).unwrap();
            }
            "two files swapped"
        }
        14 => {
            // A sparse file of a gigabyte costs nothing on the disk.
            let file = File::options().write(true).open(&path).unwrap();
            file.set_len(1 << 30).unwrap();
            "a gigabyte of zeros behind it"
        }
        15 => {
            let mode = [0o000, 0o111, 0o222, 0o444, 0o777][random.below(5)];
            fs::set_permissions(&path, Permissions::from_mode(mode)).unwrap();
            "other rights"
        }
        _ => return replace(random, &path),
    };
    Damage::new(kind, &path)
}

/// Puts something of another kind where a file or a folder is.
fn replace(random: &mut SeededRandom, path: &Path) -> Damage {
    let aside = path.with_extension("aside");
    let _ = fs::remove_dir_all(&aside);
    let _ = fs::rename(path, &aside);
    let kind = match random.below(12) {
        0 => {
            symlink(&aside, path).unwrap();
            "a link to itself elsewhere"
        }
        1 => {
            symlink(path, path).unwrap();
            "a link in a circle"
        }
        2 => {
            symlink("/dev/zero", path).unwrap();
            "a link to /dev/zero"
        }
        3 => {
            symlink("/dev/null", path).unwrap();
            "a link to /dev/null"
        }
        4 => {
            symlink("/dev/full", path).unwrap();
            "a link to /dev/full"
        }
        5 => {
            symlink("nowhere", path).unwrap();
            "a link to nothing"
        }
        6..9 => {
            rustix::fs::mkfifoat(CWD, path, Mode::from_raw_mode(0o644)).unwrap();
            "a FIFO"
        }
        9 => {
            fs::create_dir(path).unwrap();
            "a folder"
        }
        10 => {
            // The path of a socket is short; a longer one leaves nothing there.
            let _ = UnixListener::bind(path);
            "a socket"
        }
        _ => {
            let _ = fs::copy("/etc/hostname", path);
            "a file from elsewhere"
        }
    };
    Damage::new(kind, path)
}

fn damage_pointer(random: &mut SeededRandom, catalog: &Path) -> Damage {
    let path = catalog.join("current");
    let full = catalog.join("gen-000001");
    let full = full.to_string_lossy();
    let targets: [&str; 18] = [
        "gen-000001",
        "gen-000001/",
        "./gen-000001",
        &full,
        "gen-1",
        "gen-0000001",
        "gen-000099",
        "gen-000002/",
        "./gen-000002",
        "gen-000002/index",
        "gen-000002/manifest.json",
        "..",
        "current",
        "",
        "gen-",
        "gen-000000",
        "gen-18446744073709551615",
        "gen-000002\n",
    ];
    if random.percent(25) {
        return replace(random, &path);
    }
    fs::remove_file(&path).unwrap();
    let target = targets[random.below(targets.len())];
    let points_elsewhere =
        target.contains("gen-000001") || target == "gen-1" || target == "gen-0000001";
    if random.percent(15) {
        fs::write(&path, target).unwrap();
        return Damage {
            points_elsewhere,
            ..Damage::new(format!("pointer as a file with {target:?}"), &path)
        };
    }
    if target.is_empty() {
        return Damage::new("no pointer", &path);
    }
    symlink(target, &path).unwrap();
    let told = if target.starts_with('/') {
        "an absolute path"
    } else {
        target
    };
    Damage {
        points_elsewhere,
        ..Damage::new(format!("pointer to {told:?}"), &path)
    }
}

fn damage_lock(random: &mut SeededRandom, catalog: &Path) -> Damage {
    let path = catalog.join("writer.lock");
    if random.percent(30) {
        let noise = (0..random.below(5000)).map(|_| random.below(256) as u8);
        fs::write(&path, noise.collect::<Vec<_>>()).unwrap();
        return Damage::new("noise", &path);
    }
    replace(random, &path)
}

fn damage_folder(random: &mut SeededRandom, catalog: &Path, generations: Generations) -> Damage {
    let generation = catalog.join("gen-000002");
    let index = generation.join("index");
    let new_generation = catalog.join("gen-000003");
    let gone = |path: &Path| fs::remove_dir_all(path).unwrap();
    match random.below(18) {
        0 => {
            gone(&generation);
            Damage::new("generation deleted", &generation)
        }
        1 => {
            gone(&generation);
            fs::create_dir(&generation).unwrap();
            Damage::new("generation emptied", &generation)
        }
        2 => {
            let end = ["gen-000002.gone", "gen-000002.tmp", "gen-2", "Gen-000002"][random.below(4)];
            fs::rename(&generation, catalog.join(end)).unwrap();
            Damage::new("generation renamed", &generation)
        }
        3 => replace(random, &generation),
        4 => {
            gone(&index);
            Damage::new("index deleted", &index)
        }
        5 => {
            gone(&index);
            fs::create_dir(&index).unwrap();
            Damage::new("index emptied", &index)
        }
        6 => replace(random, &index),
        7 if generations == Generations::Two => {
            gone(&index);
            copy_tree(&catalog.join("gen-000001/index"), &index).unwrap();
            Damage::new("index of the other generation", &index)
        }
        8 if generations == Generations::Two => {
            for name in ["manifest.json", "products.jsonl"] {
                if random.percent(60) {
                    fs::copy(catalog.join("gen-000001").join(name), generation.join(name)).unwrap();
                }
            }
            let path = generation.join("manifest.json");
            Damage::new("files of the other generation", &path)
        }
        9 => {
            fs::create_dir(&new_generation).unwrap();
            Damage::new("an empty newer folder", &new_generation)
        }
        10 => {
            fs::write(&new_generation, "x").unwrap();
            Damage::new("a file named like a newer generation", &new_generation)
        }
        11 => {
            symlink("gen-000003", &new_generation).unwrap();
            Damage::new("a circle named like a newer generation", &new_generation)
        }
        12 => {
            let path = catalog.join("gen-18446744073709551615");
            fs::create_dir(&path).unwrap();
            Damage::new("the largest number", &path)
        }
        13 => {
            for path in walk(&generation) {
                if path.is_file() {
                    fs::write(&path, "").unwrap();
                }
            }
            Damage::new("every file emptied", &generation)
        }
        14 => replace(random, catalog),
        15 => {
            gone(catalog);
            Damage::new("catalogue deleted", catalog)
        }
        16 => {
            let mode = [0o000, 0o111, 0o444, 0o555, 0o777][random.below(5)];
            let path = [catalog, &generation, &index][random.below(3)];
            fs::set_permissions(path, Permissions::from_mode(mode)).unwrap();
            Damage::new("a folder with other rights", path)
        }
        _ => {
            let name = [
                "index/extra.store",
                "extra",
                "index/.managed.json",
                "index/extra/deep",
            ];
            let path = generation.join(name[random.below(name.len())]);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            let mut file = File::create(&path).unwrap();
            file.write_all(b"not of this catalogue").unwrap();
            Damage::new("a file too many", &path)
        }
    }
}
