//! `ocop facets`: the counts beside every value. Must not: count.

use std::io::Write;

use crate::args::{Ask, Format};
use crate::commands::{Outcome, open, question};
use crate::exit;
use crate::report::{json, table};
use crate::settings::Settings;

/// Prints the counts of every facet for what is asked.
pub fn run(settings: &Settings, ask: &Ask, format: Format, out: &mut impl Write) -> Outcome {
    let opened = open(settings)?;
    let query = question(&opened, ask, None, &settings.locale)?;
    let answer = opened.catalog.search(&query)?;
    match format {
        Format::Json => json::facets(out, settings, &query, &answer)?,
        Format::Table => table::facets(out, settings, answer.facets())?,
    }
    Ok(exit::of(answer.total()))
}
