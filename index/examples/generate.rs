//! Publishes a generated catalogue, to try the program at any size.
//!
//! ```sh
//! cargo run --release -p ocop-index --example generate -- 20000 /tmp/many
//! cargo run --release -- --data-dir /tmp/many
//! ```
//!
//! Every product of it is invented by a generator and says so in its id. They are made up one by one while the
//! catalogue is built, so what is told in the end (rows a second, most memory in use, bytes a row) is about the
//! building. Must not: be mistaken for data.
#![allow(
    clippy::print_stdout,
    reason = "what it took is worth a few lines of output"
)]

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

use ocop_index::store::{self, Layout};

#[path = "../benches/support/mod.rs"]
#[expect(
    dead_code,
    reason = "the typing log and the peers are for the benchmark"
)]
mod support;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let usage = "usage: generate ROWS FOLDER";
    let rows: usize = arguments.next().ok_or(usage)?.parse()?;
    let folder = PathBuf::from(arguments.next().ok_or(usage)?);
    let began = Instant::now();
    let number = store::publish(
        &folder,
        support::each_product(rows),
        "generated",
        &format!("generated {rows}"),
    )?;
    let took = began.elapsed();
    let generation = Layout::new(&folder).generation(number);
    println!(
        "{rows} rows in {took:.1?}: {:.0} rows a second",
        rows as f64 / took.as_secs_f64()
    );
    if let Some(most) = most_memory() {
        println!("most memory in use: {most}");
    }
    let (texts, others) = sizes(&generation.join("index"))?;
    let (records, _) = sizes(&generation)?;
    for (what, bytes) in [
        ("records", records),
        ("texts in the index", texts),
        ("the rest of the index", others),
    ] {
        println!("{what}: {} bytes a row", bytes / rows.max(1) as u64);
    }
    Ok(())
}

/// The most memory this process had in use, where the system tells it.
fn most_memory() -> Option<String> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let most = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))?;
    Some(most.trim().to_owned())
}

/// Bytes of the files in a folder: the texts of products, and all others.
fn sizes(folder: &Path) -> std::io::Result<(u64, u64)> {
    let (mut texts, mut others) = (0, 0);
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let metadata = entry.metadata()?;
        let extension = entry.path().extension().map(ToOwned::to_owned);
        let is_text = extension.is_some_and(|name| name == "store" || name == "jsonl");
        match (metadata.is_file(), is_text) {
            (true, true) => texts += metadata.len(),
            (true, false) => others += metadata.len(),
            _ => {}
        }
    }
    Ok((texts, others))
}
