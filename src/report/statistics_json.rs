//! Statistics as JSON, in the format of [`super::json`]. The engine counts.

use ocop_index::Query;
use ocop_index::list_totals::ListTotals;
use ocop_index::search::{CrossTab, ExpiryCount, FacetValueCount, Grouping};
use serde_json::{Map, Value, json};

use super::json::{build_query_document, facet_counts_json};
use super::statistics::select_facet_counts;
use crate::cli::settings::Settings;
use crate::wording::grouping_label::group_label;
use crate::wording::label;

/// The document of `stats --by GROUPING --format json`.
pub fn build_group_document(
    settings: &Settings,
    counted: (&Query, &ListTotals),
    (grouping, values): (Grouping, &[FacetValueCount]),
) -> Map<String, Value> {
    let mut document = build_totals_document(settings, counted);
    document.insert("by".into(), json!([grouping.key()]));
    if let Some(facet) = grouping.facet() {
        let facets = select_facet_counts(counted.1, &[facet]);
        document.insert("facets".into(), facet_counts_json(settings, &facets));
    } else {
        document.insert("groups".into(), group_values(settings, grouping, values));
    }
    document
}

/// The document of `stats --by GROUPING --by GROUPING --format json`: `cells` by row, then by column.
pub fn build_cross_tab_document(
    settings: &Settings,
    counted: (&Query, &ListTotals),
    table: &CrossTab,
) -> Map<String, Value> {
    let [rows, columns] = table.groupings;
    let mut document = build_totals_document(settings, counted);
    document.insert("by".into(), json!(table.groupings.map(Grouping::key)));
    document.insert("rows".into(), group_values(settings, rows, &table.rows));
    let columns = group_values(settings, columns, &table.columns);
    document.insert("columns".into(), columns);
    document.insert("cells".into(), json!(table.cells));
    document
}

fn group_values(settings: &Settings, grouping: Grouping, values: &[FacetValueCount]) -> Value {
    let values = values.iter().map(|value| {
        json!({
            "value": value.value,
            "label": group_label(&settings.locale, grouping, &value.value),
            "count": value.count,
        })
    });
    values.collect()
}

/// The document of `stats --by due-month --format json`.
pub fn build_expiry_document(
    settings: &Settings,
    counted: (&Query, &ListTotals),
    (by, months): (&str, &[ExpiryCount]),
) -> Map<String, Value> {
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
    document
}

/// One side of `stats --against … --format json`: the totals by every facet.
pub fn build_comparison_side(
    settings: &Settings,
    counted: (&Query, &ListTotals),
) -> Map<String, Value> {
    let mut document = build_totals_document(settings, counted);
    let facets = facet_counts_json(settings, &counted.1.facets);
    document.insert("facets".into(), facets);
    document
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
