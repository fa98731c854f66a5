//! The query of a command, with its problems reported.

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

/// Resolves the words and options of a command line to a query. Problems with the words go to
/// standard error; the rest of the query still counts. An invalid option is a usage error.
pub fn resolve_query(
    opened: &OpenedCatalog,
    args: &QueryArgs,
    sort: Option<&str>,
    locale: &Locale,
) -> Result<Query, CommandFailure> {
    let names = FacetValueNames::from_catalog(&opened.catalog, locale);
    let resolved = query_options::query_from_args(&names, args, sort, locale)?;
    for problem in &resolved.problems {
        let sentence = query_problem::describe_problem_with_column(locale, &resolved.line, problem);
        // A closed standard error does not stop the command.
        let _ = writeln!(std::io::stderr(), "{sentence}");
    }
    log::write_verbose_line(|| format!("asked: {}", language::write_query(&resolved.query)));
    Ok(resolved.query)
}
