//! Officials' lists with wrong bytes, through `ocop check`: a list or a sentence, never a crash or a hang.

use std::fs;
use std::path::PathBuf;
use std::sync::LazyLock;

use crate::campaign::{Tally, cases, run_cases};
use crate::catalogues::{Generations, ORIGINALS};
use crate::run::{run_in_time, with_limited_memory};
use crate::seeded_random::SeededRandom;
use crate::support::home::Home;

/// Lists as they were met and as this program writes them, with the end of their names.
static LISTS: LazyLock<Vec<(String, Vec<u8>)>> = LazyLock::new(|| {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let corpus = root.join("index/fuzz/corpus");
    let mut lists = vec![read(
        &root.join("index/tests/books/merged_district.xls"),
        "xls",
    )];
    for (folder, end) in [
        ("csv", "csv"),
        ("json", "json"),
        ("ods", "ods"),
        ("xlsx", "xlsx"),
    ] {
        let mut paths: Vec<PathBuf> = fs::read_dir(corpus.join(folder))
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .collect();
        paths.sort();
        lists.extend(paths.iter().map(|path| read(path, end)));
    }
    let home = ORIGINALS.home_with_copy(Generations::Two);
    for format in ["xlsx", "workbook", "csv", "jsonl", "md"] {
        let ran = home.run(&["export", "--format", format, "--out", format]);
        assert_eq!(ran.code, 0, "{}", ran.err);
        let end = if format == "workbook" { "xlsx" } else { format };
        lists.push(read(&home.path().join(format), end));
    }
    lists
});

fn read(path: &std::path::Path, end: &str) -> (String, Vec<u8>) {
    (end.to_owned(), fs::read(path).unwrap())
}

#[test]
fn a_list_with_wrong_bytes_is_read_or_refused_in_a_sentence() {
    run_cases(cases(24, 10_110), run_case).conclude("lists with wrong bytes", "wrong_bytes");
}

fn run_case(seed: u64, tally: &mut Tally) {
    let mut random = SeededRandom::new(seed);
    let (end, whole) = &LISTS[random.below(LISTS.len())];
    let mut bytes = whole.clone();
    let kind = mutate(&mut bytes, &mut random);
    let end = if random.percent(8) { "xls" } else { end };
    let home = Home::new();
    fs::write(home.path().join(format!("list.{end}")), bytes).unwrap();
    let file = format!("list.{end}");
    let told = format!("case {seed}, {end}, {kind}");
    match run_in_time(with_limited_memory(&home, &["check", &file]), tally) {
        Ok(ran) => {
            tally.count(format!(
                "    {end}: {}",
                if ran.code <= 1 { "read" } else { "refused" }
            ));
            if let Some(fault) = ran.fault(&[0, 1, 65]) {
                tally.fail(format!("{told}: {fault}"));
            }
            if ran.err.lines().count() > 12 {
                tally.fail(format!(
                    "{told}: {} lines instead of a sentence",
                    ran.err.lines().count()
                ));
            }
        }
        Err(what) => tally.fail(format!("{told}: {what}")),
    }
}

/// Changes bytes; how.
fn mutate(bytes: &mut Vec<u8>, random: &mut SeededRandom) -> &'static str {
    let length = bytes.len().max(1);
    if bytes.is_empty() {
        bytes.push(0);
    }
    match random.below(8) {
        0 | 1 => {
            for _ in 0..random.between(1, 64) {
                bytes[random.below(length)] ^= 1 << random.below(8);
            }
            "flipped bits"
        }
        2 => {
            bytes.truncate(random.below(length));
            "cut short"
        }
        3 => {
            let (from, to) = (random.below(length), random.below(length));
            bytes[from.min(to)..from.max(to)].fill([0, 0xff, b'"', b'<', b'\n'][random.below(5)]);
            "one byte over a part"
        }
        4 => {
            let part: Vec<u8> = (0..random.below(200))
                .map(|_| random.below(256) as u8)
                .collect();
            let place = random.below(length);
            bytes.splice(place..place, part);
            "bytes too many"
        }
        5 => {
            let (from, to) = (random.below(length), random.below(length));
            bytes.drain(from.min(to)..from.max(to));
            "bytes too few"
        }
        6 => {
            let (from, to) = (random.below(length), random.below(length));
            let part = bytes[from.min(to)..from.max(to)].to_vec();
            for _ in 0..random.between(1, 20) {
                let place = random.below(bytes.len());
                bytes.splice(place..place, part.iter().copied());
                if bytes.len() > 4_000_000 {
                    break;
                }
            }
            "a part many times"
        }
        _ => {
            // Lengths and counts of archives and of records are two or four bytes.
            let values: [u32; 6] = [0, 1, 0x7fff_ffff, 0x8000_0000, 0xffff_ffff, 0xffff];
            for _ in 0..random.between(1, 8) {
                let value = values[random.below(values.len())].to_le_bytes();
                let place = random.below(length);
                for (offset, byte) in value.iter().enumerate() {
                    if let Some(slot) = bytes.get_mut(place + offset) {
                        *slot = *byte;
                    }
                }
            }
            "wrong lengths"
        }
    }
}
