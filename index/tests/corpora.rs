//! Every seed and every find of the fuzzers, through the same functions, without a fuzzer.

// A test that cannot go on should stop where it stands.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout
)]

use std::fs;
use std::path::Path;

#[path = "../fuzz/targets.rs"]
mod targets;

fn each(name: &str, target: fn(&[u8])) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("fuzz/corpus")
        .join(name);
    let mut seeds = 0;
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let bytes = fs::read(&path).unwrap();
        // A panic alone does not say which file it was.
        println!("{}", path.display());
        target(&bytes);
        // Half a file is a file, too.
        target(&bytes[..bytes.len() / 2]);
        seeds += 1;
    }
    assert!(seeds > 2, "{name} has seeds");
}

#[test]
fn the_corpora_hold() {
    each("csv", targets::csv);
    each("json", targets::json);
    each("xlsx", targets::xlsx);
    each("ods", targets::ods);
    each("header", targets::header);
    each("star", targets::star);
    each("date", targets::date);
    each("query", targets::query);
}
