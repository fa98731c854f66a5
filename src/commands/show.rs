//! `ocop show`: the whole record of one product.

use std::io::Write;

use crate::catalog::open::open_catalog;
use crate::catalog::siblings;
use crate::cli::args::{ShowArgs, SummaryFormat};
use crate::cli::exit::{self, CommandFailure, CommandResult};
use crate::cli::settings::Settings;
use crate::report::json;
use crate::wording::product_card;
use crate::wording::product_text;
use crate::wording::sanitize::{drop_invisible, sanitize_text};
use crate::wording::web_link;

/// Prints the product with this id.
pub fn run_show(settings: &Settings, args: &ShowArgs, out: &mut impl Write) -> CommandResult {
    let opened = open_catalog(settings)?;
    let Some(hit) = opened.catalog.find_product(&drop_invisible(&args.id))? else {
        let sentence = settings
            .locale
            .fill("error.id", &[("id", &sanitize_text(&args.id))]);
        writeln!(std::io::stderr(), "{sentence}").map_err(CommandFailure::Stdout)?;
        return Ok(exit::NO_HITS);
    };
    if args.card {
        for line in product_card::describe_card(&settings.locale, &hit) {
            writeln!(out, "{}", sanitize_text(&line))?;
        }
        return Ok(exit::OK);
    }
    match args.output.format {
        SummaryFormat::Json => json::write_record_json(out, settings, &hit)?,
        SummaryFormat::Table => {
            let siblings = siblings::find_siblings(&opened.catalog, &hit.product)?;
            let (locale, day) = (&settings.locale, settings.day);
            let lines = product_text::describe_product(locale, &hit, Some(&siblings), day);
            for line in product_text::group_phone_lines(locale, lines) {
                let text = sanitize_text(&line.to_string());
                if settings.links {
                    writeln!(out, "{}", web_link::link_addresses(&text))?;
                } else {
                    writeln!(out, "{text}")?;
                }
            }
        }
    }
    Ok(exit::OK)
}
