//! `ocop stats`: totals as officials report them, n products of m producers. Must not: count.

use std::io::Write;

use ocop_index::Facet;

use crate::args::{Ask, Format};
use crate::commands::{Outcome, open, question};
use crate::exit;
use crate::report::{json, table};
use crate::settings::Settings;

/// The facets of a report, in its order.
const REPORTED: [Facet; 4] = [Facet::Star, Facet::Kind, Facet::District, Facet::Status];

/// Prints the totals of what is asked.
pub fn run(settings: &Settings, ask: &Ask, format: Format, out: &mut impl Write) -> Outcome {
    let opened = open(settings)?;
    let query = question(&opened, ask, None, &settings.locale)?;
    let totals = opened.catalog.totals(&query)?;
    match format {
        Format::Json => json::stats(out, settings, &query, &totals)?,
        Format::Table => {
            let numbers = settings.locale.fill(
                "report.totals",
                &[
                    ("products", &settings.locale.number(totals.products)),
                    ("producers", &settings.locale.number(totals.producers)),
                    ("day", &settings.locale.date(settings.day)),
                ],
            );
            writeln!(out, "{numbers}\n")?;
            let coverage = totals.coverage;
            for (key, count) in [
                ("report.online", coverage.online),
                ("report.traced", coverage.traced),
            ] {
                let share = (count * 100).checked_div(coverage.rated).unwrap_or(0);
                let numbers = [count, coverage.rated].map(|number| settings.locale.number(number));
                let values: [(&str, &dyn std::fmt::Display); 3] = [
                    ("n", &numbers[0]),
                    ("rated", &numbers[1]),
                    ("share", &share),
                ];
                writeln!(out, "{}", settings.locale.fill(key, &values))?;
            }
            writeln!(out)?;
            let reported: Vec<_> = REPORTED
                .iter()
                .filter_map(|facet| totals.facets.iter().find(|counts| counts.facet == *facet))
                .cloned()
                .collect();
            table::facets(out, settings, &reported)?;
        }
    }
    Ok(exit::of(totals.products))
}
