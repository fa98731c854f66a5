//! `ocop facets`: the number of products for every facet value.

use std::io::Write;

use crate::catalog::marked::{MarkedCatalog, open_marked_catalog};
use crate::catalog::question::{print_reading, resolve_query};
use crate::cli::args::{FacetsArgs, SummaryFormat};
use crate::cli::exit::{self, CommandResult};
use crate::cli::settings::Settings;
use crate::report::{json, text_table};

/// Prints the counts of every facet for a query.
pub fn run_facets(settings: &Settings, args: &FacetsArgs, out: &mut impl Write) -> CommandResult {
    let MarkedCatalog {
        settings, opened, ..
    } = &open_marked_catalog(settings)?;
    let asked = resolve_query(opened, &args.query, None, &settings.locale)?;
    let answer = opened.catalog.search(&asked.query)?;
    print_reading(&settings.locale, &asked, &answer);
    let query = answer.searched_query(&asked.query);
    match args.output.format {
        SummaryFormat::Json => json::write_facets_json(out, settings, &query, &answer)?,
        SummaryFormat::Table => {
            text_table::print_facet_counts(out, settings, answer.facet_counts())?;
        }
    }
    Ok(exit::code_for_hits(answer.total()))
}
