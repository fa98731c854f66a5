//! `ocop stats`: totals as officials report them, n products of m producers. Must not: count.

use std::io::Write;

use jiff::civil::Date;
use ocop_index::Facet;
use ocop_index::search::FacetCounts;
use ocop_index::stats::Totals;

use crate::args::{Ask, Format};
use crate::commands::{Outcome, open, question};
use crate::exit;
use crate::locale::Locale;
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
            let told = sentences(&settings.locale, &totals, settings.day);
            for (place, sentence) in told.iter().enumerate() {
                // The pair of numbers stands alone.
                let gap = if place == 0 { "\n" } else { "" };
                writeln!(out, "{sentence}{gap}")?;
            }
            writeln!(out)?;
            let reported: Vec<_> = reported(&totals).cloned().collect();
            table::facets(out, settings, &reported)?;
        }
    }
    Ok(exit::of(totals.products))
}

/// The totals in sentences, without the facets.
pub fn sentences(locale: &Locale, totals: &Totals, day: Date) -> Vec<String> {
    let pair = locale.fill(
        "report.totals",
        &[
            ("products", &locale.number(totals.products)),
            ("producers", &locale.number(totals.producers)),
            ("day", &locale.date(day)),
        ],
    );
    let coverage = totals.coverage;
    let share = |key: &str, count: usize| {
        let share = (count * 100).checked_div(coverage.rated).unwrap_or(0);
        let numbers = [count, coverage.rated].map(|number| locale.number(number));
        let values: [(&str, &dyn std::fmt::Display); 3] = [
            ("n", &numbers[0]),
            ("rated", &numbers[1]),
            ("share", &share),
        ];
        locale.fill(key, &values)
    };
    vec![
        pair,
        share("report.online", coverage.online),
        share("report.traced", coverage.traced),
    ]
}

/// The facets of a report, in its order.
pub fn reported(totals: &Totals) -> impl Iterator<Item = &FacetCounts> {
    let of = |facet: Facet| {
        totals
            .facets
            .iter()
            .find(move |counts| counts.facet == facet)
    };
    REPORTED.into_iter().filter_map(of)
}
