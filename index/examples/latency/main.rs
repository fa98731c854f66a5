//! Latencies of searching in a catalogue, compared with other engines.
//!
//! ```sh
//! cargo run --release -p ocop-index --example latency -- --data-dir DIR --queries LOG.jsonl --peers
//! cargo run --release -p ocop-index --example latency -- 336 20000 100000 1000000
//! ```
//!
//! The first form asks the catalogue of a data folder, the one `ocop --data-dir DIR` shows, every question
//! of a log ([`log`]) once, after a short warm-up. The second makes catalogues up and lets people type
//! ([`made_up`]). What is timed:
//!
//! * `answer`: a question's hits, the counts of all facets, the first 50 rows put in order and read whole.
//! * `search only`: the part of it until hits and counts are known. Our rows are sorted when they are
//!   shown, so sorting belongs to the other part; the peers' is part of their search.
//!
//! With `--peers`, and always for what is made up, plain tantivy and SQLite FTS5 are built from the same
//! records and answer the same log in turn with ours, see [`support::peers`]. Building them is not timed.
//! `--json` writes one object a catalogue. Days are those of [`support::DAY`], so that a run can be repeated.
//! Numbers are of one run on one machine; compare lines of one run, not of two. It must not change the
//! folder it is given.
#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "the table is what this example is for"
)]

mod arguments;
mod folder;
mod log;
mod made_up;
mod race;
mod report;
#[path = "../../benches/support/mod.rs"]
#[expect(dead_code, reason = "some of it is for the benchmark")]
mod support;
mod times;

use std::error::Error;
use std::process::ExitCode;

use arguments::{Arguments, USAGE, Work};

/// The arguments make no sense.
const WRONG: u8 = 2;

fn main() -> ExitCode {
    let arguments = match Arguments::read(std::env::args_os().skip(1)) {
        Ok(arguments) => arguments,
        Err(reason) => return wrong(&format!("{reason}\n{USAGE}")),
    };
    let json = arguments.json;
    let done: Result<(), Box<dyn Error>> = match arguments.work {
        Work::MadeUp(sizes) => sizes
            .into_iter()
            .try_for_each(|rows| made_up::run(rows, json))
            .map_err(Into::into),
        Work::Folder {
            data_dir,
            queries,
            peers,
        } => match log::read(&queries) {
            Ok(log) => folder::run(&data_dir, &log, peers, json),
            Err(reason) => return wrong(&reason.to_string()),
        },
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("latency: {error}");
            ExitCode::FAILURE
        }
    }
}

fn wrong(reason: &str) -> ExitCode {
    eprintln!("latency: {reason}");
    ExitCode::from(WRONG)
}
