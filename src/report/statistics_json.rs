//! Statistics as JSON, in the format of [`super::json`]. The engine counts.

use std::io::{self, Write};

use ocop_index::list_totals::ListTotals;
use ocop_index::search::{CrossTab, ExpiryCount, FacetValueCount};
use ocop_index::{Facet, Query};
use serde_json::{Map, Value, json};

use super::json::{build_query_document, facet_counts_json, print_document};
use super::statistics::select_facet_counts;
use crate::cli::settings::Settings;
use crate::wording::label;

/// Writes the document of `stats --by FACET --format json`.
pub fn write_facet_statistics_json(
    out: &mut impl Write,
    settings: &Settings,
    counted: (&Query, &ListTotals),
    facet: Facet,
) -> io::Result<()> {
    let mut document = build_totals_document(settings, counted);
    document.insert("by".into(), json!([facet.key()]));
    let facets = select_facet_counts(counted.1, &[facet]);
    document.insert("facets".into(), facet_counts_json(settings, &facets));
    print_document(out, &document.into())
}

/// Writes the document of `stats --by FACET --by FACET --format json`: `cells` by row, then by column.
pub fn write_cross_tab_json(
    out: &mut impl Write,
    settings: &Settings,
    counted: (&Query, &ListTotals),
    table: &CrossTab,
) -> io::Result<()> {
    let values = |facet: Facet, values: &[FacetValueCount]| -> Value {
        let values = values.iter().map(|value| {
            json!({
                "value": value.value,
                "label": label::facet_value_label(&settings.locale, facet, &value.value),
                "count": value.count,
            })
        });
        values.collect()
    };
    let mut document = build_totals_document(settings, counted);
    document.insert("by".into(), json!(table.facets.map(Facet::key)));
    document.insert("rows".into(), values(table.facets[0], &table.rows));
    document.insert("columns".into(), values(table.facets[1], &table.columns));
    document.insert("cells".into(), json!(table.cells));
    print_document(out, &document.into())
}

/// Writes the document of `stats --by due-month --format json`.
pub fn write_expiry_counts_json(
    out: &mut impl Write,
    settings: &Settings,
    counted: (&Query, &ListTotals),
    (by, months): (&str, &[ExpiryCount]),
) -> io::Result<()> {
    let months = months.iter().map(|expiry| {
        json!({
            "value": expiry.period.key(),
            "label": label::expiry_period_label(&settings.locale, expiry.period),
            "count": expiry.count,
        })
    });
    let mut document = build_totals_document(settings, counted);
    document.insert("by".into(), json!([by]));
    document.insert("due".into(), months.collect());
    print_document(out, &document.into())
}

/// Writes the document of `stats --against QUERY --format json`: the totals, and those of the other
/// query in `against`.
pub fn write_comparison_json(
    out: &mut impl Write,
    settings: &Settings,
    counted: (&Query, &ListTotals),
    other: (&Query, &ListTotals),
) -> io::Result<()> {
    let [mut document, against] = [counted, other].map(|counted| {
        let mut document = build_totals_document(settings, counted);
        document.insert(
            "facets".into(),
            facet_counts_json(settings, &counted.1.facets),
        );
        document
    });
    document.insert("against".into(), against.into());
    print_document(out, &document.into())
}

/// The query with its numbers of products and producers.
fn build_totals_document(
    settings: &Settings,
    (query, totals): (&Query, &ListTotals),
) -> Map<String, Value> {
    let mut document = build_query_document(settings, query);
    document.insert("products".into(), totals.products.into());
    document.insert("producers".into(), totals.producers.into());
    document
}
