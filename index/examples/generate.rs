//! Publishes a generated catalogue, to try the program at any size.
//!
//! ```sh
//! cargo run --release -p ocop-index --example generate -- 20000 /tmp/many
//! cargo run --release -- --data-dir /tmp/many
//! ```
//!
//! Every product of it is invented by a generator and says so in its id. Must not: be mistaken for data.

use std::path::PathBuf;

use ocop_index::store;

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
    let products = support::products(rows);
    store::publish(
        &folder,
        &products,
        "generated",
        &format!("generated {rows}"),
    )?;
    Ok(())
}
