//! How long a person waits: a table of latencies over made-up catalogues.
//!
//! `cargo run --release -p ocop-index --example latency -- [rows]...` (336, 20000 and 100000 when none are
//! given). For each size: building, publishing and opening once or a few times, then every keystroke of
//! eighty people, one by one, as percentiles. A keystroke is the hits, all facet counts and the first 50
//! rows. `nothing found` are the keystrokes without a hit, with the ways out that the program then asks
//! for. `plain tantivy` is the same typing into a plain index of the same library, see [`peer`].
//! Numbers are of one run on one machine; compare lines of one run, not of two.
#![allow(clippy::print_stdout, reason = "the table is what this example is for")]

mod peer;
#[path = "../../benches/support/mod.rs"]
mod support;
mod times;

use std::fs;
use std::hint::black_box;
use std::path::Path;

use ocop_index::product::Product;
use ocop_index::{Catalog, Error, Filter, Query, Result, store};

use support::DAY;
use times::{Times, timed};

/// How many people type.
const PEOPLE: usize = 80;

fn main() -> Result<()> {
    let asked: Vec<usize> = std::env::args()
        .skip(1)
        .filter_map(|arg| arg.parse().ok())
        .collect();
    let sizes = if asked.is_empty() {
        vec![336, 20_000, 100_000]
    } else {
        asked
    };
    for rows in sizes {
        let products = support::products(rows);
        println!("{rows} products");
        let catalog = stored(&products)?;
        typed(&catalog, &products)?;
    }
    Ok(())
}

/// Builds, publishes and opens; hands the opened catalogue on, so that its files are what is searched.
fn stored(products: &[Product]) -> Result<Catalog> {
    let folder = tempfile::tempdir().map_err(Error::io(&std::env::temp_dir()))?;
    let (built, _) = timed(|| store::in_memory(products, DAY))?;
    let (published, number) =
        timed(|| store::publish(folder.path(), products, "made up", "made up"))?;
    let generation = store::Layout::new(folder.path()).generation(number);
    let mut opening = Times::default();
    for _ in 0..9 {
        opening.push(timed(|| store::open(folder.path(), DAY))?.0);
    }
    println!("  built in memory   {built:>10.1?}");
    println!("  published         {published:>10.1?}");
    println!(
        "  on disk           {:>10} bytes of index, {} of records",
        size(&generation.join("index"))?,
        size(&generation)?
    );
    println!("  opened, verified  {:>10.1?}", opening.at(50));
    Ok(store::open(folder.path(), DAY)?.catalog)
}

/// Bytes of the files that stand in a folder.
fn size(folder: &Path) -> Result<u64> {
    let entries = fs::read_dir(folder).map_err(Error::io(folder))?;
    let files = entries.filter_map(|entry| entry.ok()?.metadata().ok());
    Ok(files
        .filter(fs::Metadata::is_file)
        .map(|file| file.len())
        .sum())
}

/// Types the log in every way and prints a line of percentiles for each.
fn typed(catalog: &Catalog, products: &[Product]) -> Result<()> {
    let lines = support::typing_log(products, PEOPLE).concat();
    let bare = support::questions(&lines, &Filter::default());
    println!("  {:<16}{}", "keystrokes", times::HEADER);
    let ours = keystrokes(catalog, &bare)?;
    println!("  {:<16}{ours}", "typed");
    let narrowed = support::questions(&lines, &support::narrowed());
    println!("  {:<16}{}", "narrowed", keystrokes(catalog, &narrowed)?);
    let empty = vec![Query::default(); 100];
    println!("  {:<16}{}", "empty", keystrokes(catalog, &empty)?);
    println!("  {:<16}{}", "nothing found", dead_ends(catalog, &bare)?);

    let peer = peer::Peer::new(products)?;
    let mut theirs = Times::default();
    for line in &lines {
        theirs.push(timed(|| peer.keystroke(line))?.0);
    }
    println!("  {:<16}{theirs}", "plain tantivy");
    println!("  {:<16}{}", "ours / plain", ours.over(&theirs));
    Ok(())
}

/// Each question once, behind one round that warms caches.
fn keystrokes(catalog: &Catalog, questions: &[Query]) -> Result<Times> {
    for question in questions.iter().take(50) {
        support::keystroke(catalog, question)?;
    }
    let mut times = Times::default();
    for question in questions {
        times.push(timed(|| support::keystroke(catalog, black_box(question)))?.0);
    }
    Ok(times)
}

/// The keystrokes that find nothing, with the ways out.
fn dead_ends(catalog: &Catalog, questions: &[Query]) -> Result<Times> {
    let mut times = Times::default();
    for question in questions {
        if catalog.search(question)?.total() > 0 {
            continue;
        }
        let (time, _) = timed(|| {
            support::keystroke(catalog, black_box(question))?;
            catalog.ways_out(question)
        })?;
        times.push(time);
    }
    Ok(times)
}
