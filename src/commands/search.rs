//! `ocop search`: the list. Must not: format; reports do.

use std::io::Write;

use crate::args::{Ask, ListFormat};
use crate::commands::{Outcome, open, question};
use crate::exit;
use crate::report::{csv, json, table};
use crate::settings::Settings;

/// Hits read at a time, so that a long list streams.
const BATCH: usize = 512;

/// Lists what is asked for.
pub fn run(
    settings: &Settings,
    ask: &Ask,
    (sort, limit): (Option<&str>, Option<usize>),
    format: ListFormat,
    out: &mut impl Write,
) -> Outcome {
    let opened = open(settings)?;
    let catalog = &opened.catalog;
    let query = question(&opened, ask, sort, &settings.locale)?;
    let mut answer = catalog.search(&query)?;
    let shown = answer.total().min(limit.unwrap_or(usize::MAX));
    match format {
        ListFormat::Json => {
            let hits = catalog.hits(&mut answer, 0..shown)?;
            json::search(out, settings, &query, &answer, &hits)?;
        }
        ListFormat::Table => {
            let hits = catalog.hits(&mut answer, 0..shown)?;
            table::list(out, settings, &answer, &hits)?;
        }
        ListFormat::Jsonl | ListFormat::Csv => {
            let mut rows = csv::Rows::new(format == ListFormat::Csv, out)?;
            for start in (0..shown).step_by(BATCH) {
                let places = start..(start + BATCH).min(shown);
                for hit in catalog.hits(&mut answer, places)? {
                    rows.add(&json::Row::new(&hit))?;
                }
            }
            rows.finish()?;
        }
    }
    Ok(exit::of(answer.total()))
}
