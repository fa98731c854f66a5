//! `ocop show`: one record whole. Must not: format; reports do.

use std::io::Write;

use crate::args::Format;
use crate::commands::{Outcome, open};
use crate::exit::{self, Failure};
use crate::others;
use crate::record;
use crate::report::json;
use crate::settings::{Settings, safe};

/// Prints the product with this id.
pub fn run(settings: &Settings, id: &str, format: Format, out: &mut impl Write) -> Outcome {
    let opened = open(settings)?;
    let Some(hit) = opened.catalog.product(id)? else {
        let sentence = settings.locale.fill("error.id", &[("id", &safe(id))]);
        writeln!(std::io::stderr(), "{sentence}").map_err(Failure::Output)?;
        return Ok(exit::NO_HITS);
    };
    match format {
        Format::Json => json::record(out, settings, &hit)?,
        Format::Table => {
            let others = others::of(&opened.catalog, &hit.product)?;
            for line in record::lines(&settings.locale, &hit, Some(&others), settings.day) {
                writeln!(out, "{}", safe(&line.to_string()))?;
            }
        }
    }
    Ok(exit::OK)
}
