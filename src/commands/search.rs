//! `ocop search`: the list. Must not: format; reports do.

use std::io::Write;

use ocop_index::search::HitExplanation;
use ocop_index::{Catalog, SearchAnswer};

use crate::catalog::open::open_catalog;
use crate::catalog::question::resolve_query;
use crate::cli::args::{QueryArgs, SearchFormat};
use crate::cli::exit;
use crate::cli::exit::CommandFailure;
use crate::cli::exit::CommandResult;
use crate::cli::settings::Settings;
use crate::report::{hit_list, json, text_table};

/// Hits read at a time, so that a long list streams.
const BATCH: usize = 512;

/// How the list is wanted.
#[derive(Clone, Copy, Debug, Default)]
pub struct SearchListOptions<'a> {
    /// The order.
    pub sort: Option<&'a str>,
    /// At most this many.
    pub limit: Option<usize>,
    /// Say of each one why it was found.
    pub explain: bool,
    /// How to print.
    pub format: SearchFormat,
}

/// Lists what is asked for.
pub fn run_search(
    settings: &Settings,
    ask: &QueryArgs,
    wish: SearchListOptions<'_>,
    out: &mut impl Write,
) -> CommandResult {
    let rows_only = matches!(wish.format, SearchFormat::Jsonl | SearchFormat::Csv);
    if wish.explain && rows_only {
        // The fields of a row are the same whatever was asked.
        let sentence = settings.locale.t("error.explain").to_owned();
        return Err(CommandFailure::Usage(sentence));
    }
    let opened = open_catalog(settings)?;
    let catalog = &opened.catalog;
    let query = resolve_query(&opened, ask, wish.sort, &settings.locale)?;
    let mut answer = catalog.search(&query)?;
    let shown = answer.total().min(wish.limit.unwrap_or(usize::MAX));
    match wish.format {
        SearchFormat::Json => {
            let hits = catalog.load_hits(&mut answer, 0..shown)?;
            let why = collect_explanations(catalog, &mut answer, shown, wish.explain)?;
            json::write_search_json(out, settings, &query, &answer, (&hits, &why))?;
        }
        SearchFormat::Table => {
            let hits = catalog.load_hits(&mut answer, 0..shown)?;
            let why = collect_explanations(catalog, &mut answer, shown, wish.explain)?;
            text_table::print_hit_list(out, settings, (&query, &answer), (&hits, &why))?;
        }
        SearchFormat::Jsonl | SearchFormat::Csv => {
            let mut rows = hit_list::HitListWriter::new(wish.format == SearchFormat::Csv, out)?;
            for start in (0..shown).step_by(BATCH) {
                let places = start..(start + BATCH).min(shown);
                for hit in catalog.load_hits(&mut answer, places)? {
                    rows.write_row(&json::HitSummary::new(&hit))?;
                }
            }
            rows.finish()?;
        }
    }
    Ok(exit::code_for_hits(answer.total()))
}

/// Why each of the first so many was found; none when nobody asked.
fn collect_explanations(
    catalog: &Catalog,
    answer: &mut SearchAnswer,
    shown: usize,
    wanted: bool,
) -> Result<Vec<HitExplanation>, CommandFailure> {
    let mut why = Vec::new();
    for place in 0..if wanted { shown } else { 0 } {
        why.extend(catalog.explain_hit(answer, place)?);
    }
    Ok(why)
}
