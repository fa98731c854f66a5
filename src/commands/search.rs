//! `ocop search`: the list. Must not: format; reports do.

use std::io::Write;

use ocop_index::search::Explanation;
use ocop_index::{Answer, Catalog};

use crate::args::{Ask, ListFormat};
use crate::commands::{Outcome, open, question};
use crate::exit::{self, Failure};
use crate::report::{csv, json, table};
use crate::settings::Settings;

/// Hits read at a time, so that a long list streams.
const BATCH: usize = 512;

/// How the list is wanted.
#[derive(Clone, Copy, Debug, Default)]
pub struct Wish<'a> {
    /// The order.
    pub sort: Option<&'a str>,
    /// At most this many.
    pub limit: Option<usize>,
    /// Say of each one why it was found.
    pub explain: bool,
    /// How to print.
    pub format: ListFormat,
}

/// Lists what is asked for.
pub fn run(settings: &Settings, ask: &Ask, wish: Wish<'_>, out: &mut impl Write) -> Outcome {
    let rows_only = matches!(wish.format, ListFormat::Jsonl | ListFormat::Csv);
    if wish.explain && rows_only {
        // The fields of a row are the same whatever was asked.
        let sentence = settings.locale.t("error.explain").to_owned();
        return Err(Failure::Usage(sentence));
    }
    let opened = open(settings)?;
    let catalog = &opened.catalog;
    let query = question(&opened, ask, wish.sort, &settings.locale)?;
    let mut answer = catalog.search(&query)?;
    let shown = answer.total().min(wish.limit.unwrap_or(usize::MAX));
    match wish.format {
        ListFormat::Json => {
            let hits = catalog.hits(&mut answer, 0..shown)?;
            let why = explanations(catalog, &mut answer, shown, wish.explain)?;
            json::search(out, settings, &query, &answer, (&hits, &why))?;
        }
        ListFormat::Table => {
            let hits = catalog.hits(&mut answer, 0..shown)?;
            let why = explanations(catalog, &mut answer, shown, wish.explain)?;
            table::list(out, settings, (&query, &answer), (&hits, &why))?;
        }
        ListFormat::Jsonl | ListFormat::Csv => {
            let mut rows = csv::Rows::new(wish.format == ListFormat::Csv, out)?;
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

/// Why each of the first so many was found; none when nobody asked.
fn explanations(
    catalog: &Catalog,
    answer: &mut Answer,
    shown: usize,
    wanted: bool,
) -> Result<Vec<Explanation>, Failure> {
    let mut why = Vec::new();
    for place in 0..if wanted { shown } else { 0 } {
        why.extend(catalog.explain(answer, place)?);
    }
    Ok(why)
}
