//! Publishes a generated catalogue, to try the program at any size.
//!
//! ```sh
//! cargo run --release -p ocop-index --example generate -- 20000 /tmp/many
//! cargo run --release -- --data-dir /tmp/many
//! ```
//!
//! Every product of it is invented by a generator and says so in its id. They are made up one by one, on a thread
//! of their own, while the catalogue is built, so the report at the end (rows a second, most memory in use, bytes
//! a row) is about the building. It must not be mistaken for data.
#![allow(
    clippy::print_stdout,
    reason = "what it took is worth a few lines of output"
)]

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::mpsc::sync_channel;
use std::thread;
use std::time::Instant;

use ocop_index::product::Product;
use ocop_index::store::{self, StoreLayout};

#[path = "../benches/support/mod.rs"]
#[expect(
    dead_code,
    reason = "the typing log and the peers are for the benchmark"
)]
mod support;

/// Products that are handed on at a time.
const BATCH: usize = 256;

/// Batches that wait.
const WAITING: usize = 8;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let usage = "usage: generate ROWS FOLDER";
    let rows: usize = arguments.next().ok_or(usage)?.parse()?;
    let folder = PathBuf::from(arguments.next().ok_or(usage)?);
    let began = Instant::now();
    let number = store::publish_products(
        &folder,
        made_up(rows)?,
        "generated",
        &format!("generated {rows}"),
    )?;
    let took = began.elapsed();
    let generation = StoreLayout::new(&folder).generation_folder(number);
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

/// The products, made up by another thread.
fn made_up(rows: usize) -> std::io::Result<impl Iterator<Item = Product>> {
    let (sender, batches) = sync_channel(WAITING);
    thread::Builder::new().spawn(move || {
        let mut products = support::each_product(rows);
        loop {
            let batch: Vec<_> = products.by_ref().take(BATCH).collect();
            // Nobody takes more, or there is no more.
            if batch.is_empty() || sender.send(batch).is_err() {
                return;
            }
        }
    })?;
    Ok(batches.into_iter().flatten())
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
