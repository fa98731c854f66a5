//! `ocop why`: what hides a product from a question, or its place in the list. Must not: format; reports do.

use std::io::Write;

use ocop_index::search::HiddenReason;

use crate::catalog::open::open_catalog;
use crate::catalog::question::resolve_query;
use crate::cli::args::{QueryArgs, SummaryFormat};
use crate::cli::exit;
use crate::cli::exit::CommandFailure;
use crate::cli::exit::CommandResult;
use crate::cli::settings::Settings;
use crate::report::why::{self, WhyReport};
use crate::wording::sanitize::sanitize_text;

/// Says why the product with this id is in the list of what is asked, or not.
pub fn run_why(
    settings: &Settings,
    id: &str,
    ask: &QueryArgs,
    format: SummaryFormat,
    out: &mut impl Write,
) -> CommandResult {
    let opened = open_catalog(settings)?;
    let catalog = &opened.catalog;
    let query = resolve_query(&opened, ask, None, &settings.locale)?;
    let Some(hit) = catalog.find_product(id)? else {
        let sentence = settings
            .locale
            .fill("error.id", &[("id", &sanitize_text(id))]);
        writeln!(std::io::stderr(), "{sentence}").map_err(CommandFailure::Stdout)?;
        return Ok(exit::NO_HITS);
    };
    let hidden = catalog.explain_hidden(id, &query)?;
    let place = hidden.iter().find_map(|hidden| match hidden {
        HiddenReason::NotHidden(place) => Some(*place),
        _ => None,
    });
    let mut answer = catalog.search(&query)?;
    let explanation = match place {
        Some(place) => catalog.explain_hit(&mut answer, place - 1)?,
        None => None,
    };
    let told = WhyReport {
        query: &query,
        product: &hit.product,
        total: answer.total(),
        rank: place,
        hidden: &hidden,
        explanation: explanation.as_ref(),
    };
    match format {
        SummaryFormat::Json => why::write_why_json(out, settings, &told)?,
        SummaryFormat::Table => why::write_why_text(out, settings, &told)?,
    }
    Ok(exit::code_for_hits(usize::from(place.is_some())))
}
