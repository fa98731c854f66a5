//! A made-up catalogue: building, publishing and opening it, then every keystroke of eighty people.
//!
//! The race with the peers comes first in the table's second part. After it come other queries, for our engine
//! alone: the same words `narrowed` by one star and one district, the `empty` question, and as `nothing
//! found` the keystrokes without a hit, with the suggestions that the program then loads. It must not hold
//! the products while the peers are built; a million of them need the room.

use std::fs;
use std::hint::black_box;
use std::path::Path;

use ocop_index::product::Product;
use ocop_index::{Catalog, Error, Query, Result, store};

use super::race;
use super::report::Report;
use super::support::peers::{Fts5, Ours, Plain};
use super::support::question::Question;
use super::support::{self, DAY};
use super::times::{HEADER, Times, timed};

/// How many people type.
const PEOPLE: usize = 80;

/// How often the catalogue is opened.
const OPENINGS: usize = 9;

/// How often the empty question is asked.
const EMPTY: usize = 100;

/// Makes up, measures, prints.
pub(crate) fn run(rows: usize, json: bool) -> Result<()> {
    let folder = tempfile::tempdir().map_err(Error::io_at(&std::env::temp_dir()))?;
    let products = support::products(rows);
    let log = support::typing_log(&products, PEOPLE);
    let (stored, number) = stored(folder.path(), &products)?;
    drop(products);
    let records = support::records(folder.path(), number);
    let ours = Ours(store::open_catalog(folder.path(), DAY)?.catalog);
    let (plain, fts5) = (Plain::new(&records)?, Fts5::new(&records)?);
    let lanes = race::run(&[&ours, &plain, &fts5], &log)?;
    let report = Report {
        rows: ours.0.len(),
        lanes: &lanes,
    };
    if json {
        println!("{}", report.json());
        return Ok(());
    }
    println!("{rows} made-up products");
    print!("{stored}{}", report.table());
    println!("  {:<30}{HEADER}", "ours, other questions");
    for (name, times) in other_ways(&ours.0, &log)? {
        println!("  {name:<30}{times}");
    }
    Ok(())
}

/// Builds, publishes and opens; prints the times and the number of the generation.
fn stored(folder: &Path, products: &[Product]) -> Result<(String, u64)> {
    let (built, catalog) = timed(|| store::build_in_memory(products, DAY))?;
    drop(catalog);
    let (published, number) =
        timed(|| store::publish_products(folder, products, "made up", "made up"))?;
    let generation = store::StoreLayout::new(folder).generation_folder(number);
    let mut opening = Times::default();
    for _ in 0..OPENINGS {
        opening.push(timed(|| store::open_catalog(folder, DAY))?.0);
    }
    let told = format!(
        "  built in memory   {built:>10.1?}\n  published         {published:>10.1?}\n  \
         on disk           {:>10} bytes of index, {} of records\n  opened, verified  {:>10.1?}\n",
        size(&generation.join("index"))?,
        size(&generation)?,
        opening.at(50),
    );
    Ok((told, number))
}

/// Bytes of the files in a folder.
fn size(folder: &Path) -> Result<u64> {
    let entries = fs::read_dir(folder).map_err(Error::io_at(folder))?;
    let files = entries.filter_map(|entry| entry.ok()?.metadata().ok());
    Ok(files
        .filter(fs::Metadata::is_file)
        .map(|file| file.len())
        .sum())
}

/// The same people with other queries.
fn other_ways(catalog: &Catalog, log: &[Question]) -> Result<[(&'static str, Times); 3]> {
    let narrowed = support::questions(log, &support::narrowed());
    let typed: Vec<Query> = log.iter().map(|question| question.query.clone()).collect();
    Ok([
        ("narrowed", keystrokes(catalog, &narrowed)?),
        (
            "empty",
            keystrokes(catalog, &vec![Query::default(); EMPTY])?,
        ),
        ("nothing found", dead_ends(catalog, &typed)?),
    ])
}

fn keystrokes(catalog: &Catalog, questions: &[Query]) -> Result<Times> {
    let mut times = Times::default();
    for question in questions {
        times.push(timed(|| support::keystroke(catalog, black_box(question)))?.0);
    }
    Ok(times)
}

/// The keystrokes that find nothing, with suggestions.
fn dead_ends(catalog: &Catalog, questions: &[Query]) -> Result<Times> {
    let mut times = Times::default();
    for question in questions {
        if catalog.search(question)?.total() > 0 {
            continue;
        }
        let (time, _) = timed(|| {
            support::keystroke(catalog, black_box(question))?;
            catalog.suggest_queries(question)
        })?;
        times.push(time);
    }
    Ok(times)
}
