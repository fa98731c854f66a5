//! The query that the words and options of a command line mean. Must not: search.

use std::io::Write;

use ocop_index::Query;
use ocop_index::query::language;
use ocop_index::store::OpenedCatalog;

use crate::catalog::{FacetValueNames, query_options};
use crate::cli::args::QueryArgs;
use crate::cli::exit::CommandFailure;
use crate::user_state::log;
use crate::wording::locale::Locale;
use crate::wording::query_problem;

/// The question that the words and options mean. What could not be meant is told on standard error.
pub fn resolve_query(
    opened: &OpenedCatalog,
    ask: &QueryArgs,
    sort: Option<&str>,
    locale: &Locale,
) -> Result<Query, CommandFailure> {
    let names = FacetValueNames::from_catalog(&opened.catalog, locale);
    let asked = query_options::query_from_args(&names, ask, sort, locale)?;
    for problem in &asked.problems {
        let sentence = query_problem::describe_problem_with_column(locale, &asked.line, problem);
        // Nobody to tell is no reason to stop.
        let _ = writeln!(std::io::stderr(), "{sentence}");
    }
    log::write_verbose_line(|| format!("asked: {}", language::write_query(&asked.query)));
    Ok(asked.query)
}
