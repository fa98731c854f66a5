//! `ocop why`: what hides a product from a query, or its rank in the list.

use std::io::Write;

use ocop_index::search::HiddenReason;

use crate::catalog::marked::{MarkedCatalog, open_marked_catalog};
use crate::catalog::question::{print_reading, resolve_query};
use crate::cli::args::{SummaryFormat, WhyArgs};
use crate::cli::exit::{self, CommandFailure, CommandResult};
use crate::cli::settings::Settings;
use crate::report::why::{self, WhyReport};
use crate::wording::sanitize::{drop_invisible, sanitize_text};

/// Prints why a product is in the list of a query, or what hides it.
pub fn run_why(settings: &Settings, args: &WhyArgs, out: &mut impl Write) -> CommandResult {
    let MarkedCatalog {
        settings, opened, ..
    } = &open_marked_catalog(settings)?;
    let catalog = &opened.catalog;
    let asked = resolve_query(opened, &args.query, None, &settings.locale)?;
    let mut answer = catalog.search(&asked.query)?;
    print_reading(&settings.locale, &asked, &answer);
    let query = answer.searched_query(&asked.query);
    let id = drop_invisible(&args.id);
    let Some(hit) = catalog.find_product(&id)? else {
        let sentence = settings
            .locale
            .fill("error.id", &[("id", &sanitize_text(&args.id))]);
        writeln!(std::io::stderr(), "{sentence}").map_err(CommandFailure::Stdout)?;
        return Ok(exit::NO_HITS);
    };
    let hidden = catalog.explain_hidden(&id, &query)?;
    let rank = hidden.iter().find_map(|hidden| match hidden {
        HiddenReason::NotHidden(rank) => Some(*rank),
        _ => None,
    });
    let explanation = match rank {
        Some(rank) => catalog.explain_hit(&mut answer, rank - 1)?,
        None => None,
    };
    let report = WhyReport {
        query: &query,
        product: &hit.product,
        total: answer.total(),
        rank,
        hidden: &hidden,
        explanation: explanation.as_ref(),
    };
    match args.output.format {
        SummaryFormat::Json => why::write_why_json(out, settings, &report)?,
        SummaryFormat::Table => why::write_why_text(out, settings, &report)?,
    }
    Ok(exit::code_for_hits(usize::from(rank.is_some())))
}
