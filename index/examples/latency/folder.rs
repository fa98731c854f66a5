//! The catalogue of a data folder under a log of questions.
//!
//! It must not build the built-in catalogue where there is none, as the program would.

use std::error::Error;
use std::path::Path;

use ocop_index::store::{self, StoreLayout};

use super::race;
use super::report::Report;
use super::support::peers::{Fts5, Ours, Plain, Runner};
use super::support::question::Question;
use super::support::{self, DAY};

/// Opens, asks and prints.
pub(crate) fn run(
    data_dir: &Path,
    log: &[Question],
    peers: bool,
    json: bool,
) -> Result<(), Box<dyn Error>> {
    if StoreLayout::new(data_dir).generation_numbers()?.is_empty() {
        return Err(format!("{}: no catalogue in this folder", data_dir.display()).into());
    }
    let opened = store::open_catalog(data_dir, DAY)?;
    for notice in &opened.notices {
        eprintln!("latency: {notice:?}");
    }
    let generation = opened.generation;
    let ours = Ours(opened.catalog);
    let mut runners: Vec<Box<dyn Runner>> = Vec::new();
    if peers {
        let number = generation.ok_or("the catalogue lives in memory; peers need its records")?;
        let records = support::records(data_dir, number);
        runners.push(Box::new(Plain::new(&records)?));
        runners.push(Box::new(Fts5::new(&records)?));
    }
    let mut all: Vec<&dyn Runner> = vec![&ours];
    all.extend(runners.iter().map(|runner| &**runner));
    let lanes = race::run(&all, log)?;
    let report = Report {
        rows: ours.0.len(),
        lanes: &lanes,
    };
    if json {
        println!("{}", report.json());
    } else {
        print!("{}", report.table());
    }
    Ok(())
}
