//! `ocop stats`: totals as officials report them, n products of m producers; by one or two facets, by the month in
//! which certificates end, or beside another question. Must not: count.

use std::io::Write;

use ocop_index::Facet;
use ocop_index::query::language::Field;

use crate::args::{Ask, Format};
use crate::choice::Names;
use crate::commands::{Outcome, open, question};
use crate::exit::{self, Failure};
use crate::locale::Locale;
use crate::report::{json, stats, stats_json, table};
use crate::settings::{Settings, safe};

/// The name of the months in which certificates end, where facets are named.
pub(super) const DUE_MONTH: &str = "due-month";

/// How to count.
pub struct Wish<'a> {
    /// By what, as typed.
    pub by: &'a [String],
    /// Another question, as typed.
    pub against: Option<String>,
    /// How to print.
    pub format: Format,
}

/// By what is counted.
enum By {
    Report,
    Facet(Facet),
    Two([Facet; 2]),
    DueMonth,
}

/// Prints the totals of what is asked.
pub fn run(settings: &Settings, ask: &Ask, wish: Wish<'_>, out: &mut impl Write) -> Outcome {
    let by = by(wish.by, &settings.locale)?;
    let opened = open(settings)?;
    let query = question(&opened, ask, None, &settings.locale)?;
    let catalog = &opened.catalog;
    let answer = catalog.search(&query)?;
    let totals = catalog.totals_of(&answer, &query)?;
    let is_json = wish.format == Format::Json;
    let asked = (&query, &totals);
    if let Some(line) = wish.against {
        let ask = Ask {
            query: vec![line],
            ..Ask::default()
        };
        let other = question(&opened, &ask, None, &settings.locale)?;
        let others = catalog.totals(&other)?;
        if is_json {
            stats_json::compared(out, settings, asked, (&other, &others))?;
        } else {
            let names = Names::of(catalog, &settings.locale);
            let [one, two] = [&query, &other].map(|query| names.question(query));
            stats::compared(out, settings, (&one, &totals), (&two, &others))?;
        }
        return Ok(exit::of(totals.products.max(others.products)));
    }
    if !is_json {
        stats::head(out, settings, &totals)?;
    }
    match (by, is_json) {
        (By::Report, true) => json::stats(out, settings, &query, &totals)?,
        (By::Report, false) => {
            stats::coverage(out, settings, &totals)?;
            table::facets(out, settings, &stats::of(&totals, &stats::SHORT))?;
        }
        (By::Facet(facet), true) => stats_json::facet(out, settings, asked, facet)?,
        (By::Facet(facet), false) => table::facets(out, settings, &stats::of(&totals, &[facet]))?,
        (By::Two(facets), true) => {
            stats_json::cross(out, settings, asked, &catalog.cross(&answer, facets))?;
        }
        (By::Two(facets), false) => stats::cross(out, settings, &catalog.cross(&answer, facets))?,
        (By::DueMonth, true) => {
            stats_json::due(out, settings, asked, (DUE_MONTH, &catalog.due(&answer)))?;
        }
        (By::DueMonth, false) => stats::due(out, settings, &catalog.due(&answer))?,
    }
    Ok(exit::of(totals.products))
}

/// What the options name.
fn by(typed: &[String], locale: &Locale) -> Result<By, Failure> {
    let facet = |text: &String| {
        if let Some(Field::Facet(facet)) = Field::named(text) {
            return Ok(facet);
        }
        let known = Facet::ALL.map(Facet::key).join(", ");
        let known = [&known, DUE_MONTH].join(", ");
        let values: [(&str, &dyn std::fmt::Display); 2] =
            [("value", &safe(text)), ("known", &known)];
        Err(Failure::Usage(locale.fill("error.by", &values)))
    };
    match typed {
        [] => Ok(By::Report),
        [one] if one == DUE_MONTH => Ok(By::DueMonth),
        [one] => Ok(By::Facet(facet(one)?)),
        [rows, columns] if rows != DUE_MONTH && columns != DUE_MONTH => {
            let facets = [facet(rows)?, facet(columns)?];
            if facets[0] == facets[1] {
                return Err(Failure::Usage(locale.t("error.by_two").to_owned()));
            }
            Ok(By::Two(facets))
        }
        _ => Err(Failure::Usage(locale.t("error.by_two").to_owned())),
    }
}
