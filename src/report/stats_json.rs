//! Statistics for programs, in the format of [`super::json`]. Must not: count, or translate keys.

use std::io::{self, Write};

use ocop_index::search::{CrossTab, DueCount, FacetCount};
use ocop_index::stats::Totals;
use ocop_index::{Facet, Query};
use serde_json::{Map, Value, json};

use super::json::{counts, print, question};
use super::stats::of;
use crate::label;
use crate::settings::Settings;

/// The document of `stats --by FACET --format json`.
pub fn facet(
    out: &mut impl Write,
    settings: &Settings,
    asked: (&Query, &Totals),
    facet: Facet,
) -> io::Result<()> {
    let mut document = totals_of(settings, asked);
    document.insert("by".into(), json!([facet.key()]));
    let facets = of(asked.1, &[facet]);
    document.insert("facets".into(), counts(settings, &facets));
    print(out, &document.into())
}

/// The document of `stats --by FACET --by FACET --format json`: `cells` by row, then by column.
pub fn cross(
    out: &mut impl Write,
    settings: &Settings,
    asked: (&Query, &Totals),
    table: &CrossTab,
) -> io::Result<()> {
    let values = |facet: Facet, values: &[FacetCount]| -> Value {
        let values = values.iter().map(|value| {
            json!({
                "value": value.value,
                "label": label::value(&settings.locale, facet, &value.value),
                "count": value.count,
            })
        });
        values.collect()
    };
    let mut document = totals_of(settings, asked);
    document.insert("by".into(), json!(table.facets.map(Facet::key)));
    document.insert("rows".into(), values(table.facets[0], &table.rows));
    document.insert("columns".into(), values(table.facets[1], &table.columns));
    document.insert("cells".into(), json!(table.cells));
    print(out, &document.into())
}

/// The document of `stats --by due-month --format json`.
pub fn due(
    out: &mut impl Write,
    settings: &Settings,
    asked: (&Query, &Totals),
    (by, months): (&str, &[DueCount]),
) -> io::Result<()> {
    let months = months.iter().map(|due| {
        json!({
            "value": due.due.key(),
            "label": label::due(&settings.locale, due.due),
            "count": due.count,
        })
    });
    let mut document = totals_of(settings, asked);
    document.insert("by".into(), json!([by]));
    document.insert("due".into(), months.collect());
    print(out, &document.into())
}

/// The document of `stats --against QUERY --format json`: that of `stats`, and the other one in `against`.
pub fn compared(
    out: &mut impl Write,
    settings: &Settings,
    asked: (&Query, &Totals),
    other: (&Query, &Totals),
) -> io::Result<()> {
    let [mut document, against] = [asked, other].map(|asked| {
        let mut document = totals_of(settings, asked);
        document.insert("facets".into(), counts(settings, &asked.1.facets));
        document
    });
    document.insert("against".into(), against.into());
    print(out, &document.into())
}

/// The question, and how many products and producers.
fn totals_of(settings: &Settings, (query, totals): (&Query, &Totals)) -> Map<String, Value> {
    let mut document = question(settings, query);
    document.insert("products".into(), totals.products.into());
    document.insert("producers".into(), totals.producers.into());
    document
}
