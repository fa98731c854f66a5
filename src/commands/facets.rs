//! `ocop facets`: the counts beside every value. Must not: count.

use std::io::Write;

use crate::catalog::open::open_catalog;
use crate::catalog::question::resolve_query;
use crate::cli::args::{QueryArgs, SummaryFormat};
use crate::cli::exit;
use crate::cli::exit::CommandResult;
use crate::cli::settings::Settings;
use crate::report::{json, text_table};

/// Prints the counts of every facet for what is asked.
pub fn run_facets(
    settings: &Settings,
    ask: &QueryArgs,
    format: SummaryFormat,
    out: &mut impl Write,
) -> CommandResult {
    let opened = open_catalog(settings)?;
    let query = resolve_query(&opened, ask, None, &settings.locale)?;
    let answer = opened.catalog.search(&query)?;
    match format {
        SummaryFormat::Json => json::write_facets_json(out, settings, &query, &answer)?,
        SummaryFormat::Table => {
            text_table::print_facet_counts(out, settings, answer.facet_counts())?
        }
    }
    Ok(exit::code_for_hits(answer.total()))
}
