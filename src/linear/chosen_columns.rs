//! The columns of a list as parts of a spoken row: which are read, and each in words.
//!
//! Must not use a symbol where a screen reader needs a word.

use ocop_index::{Facet, NOT_GIVEN, SearchHit};

use super::command::is_usual_columns;
use super::state::{LinearResult, LinearState};
use crate::wording::label;
use crate::wording::product_column::{ProductColumn, format_columns, without_repeats};
use crate::wording::sanitize::sanitize_text;

/// Chooses what is read of each product, or says what is read now when nothing is named. Names that are no columns are
/// told; `usual` in either language reads what is read without a choice.
pub(super) fn choose_columns(state: &mut LinearState<'_>, names: &[String]) -> LinearResult {
    let locale = state.locale();
    let mut lines = Vec::new();
    if names.is_empty() {
        lines.push(describe_columns(state));
        return Ok(lines);
    }
    let all = list_all_columns();
    if is_usual_columns(names) {
        state.columns = None;
    } else {
        let known = names
            .iter()
            .filter_map(|name| ProductColumn::from_name(name));
        let columns = without_repeats(known.collect());
        let unknown = names
            .iter()
            .filter(|name| ProductColumn::from_name(name).is_none());
        let unknown: Vec<String> = unknown.map(|name| sanitize_text(name)).collect();
        if !unknown.is_empty() {
            let values: [(&str, &dyn std::fmt::Display); 2] =
                [("names", &unknown.join(", ")), ("all", &all)];
            lines.push(locale.fill("linear.no_column", &values));
        }
        if columns.is_empty() {
            return Ok(lines);
        }
        state.columns = Some(columns);
    }
    let rows = state.show_products_from(state.page_bounds.0)?;
    lines.extend(rows);
    Ok(lines)
}

/// What is read of each product, and what else can be.
pub(super) fn describe_columns(state: &LinearState<'_>) -> String {
    let locale = state.locale();
    let now = match &state.columns {
        Some(columns) => format_columns(columns).replace(',', ", "),
        None => locale.t("linear.usual_columns").to_owned(),
    };
    let values: [(&str, &dyn std::fmt::Display); 2] = [("now", &now), ("all", &list_all_columns())];
    locale.fill("linear.columns_now", &values)
}

fn list_all_columns() -> String {
    format_columns(&ProductColumn::ALL).replace(',', ", ")
}

/// The chosen columns of a product, each in words; what is unknown is left out.
pub(super) fn describe_chosen_columns(
    state: &LinearState<'_>,
    columns: &[ProductColumn],
    hit: &SearchHit,
) -> Vec<String> {
    let parts = columns
        .iter()
        .map(|column| describe_column(state, *column, hit));
    parts.filter(|part| !part.is_empty()).collect()
}

fn describe_column(state: &LinearState<'_>, column: ProductColumn, hit: &SearchHit) -> String {
    let (locale, day) = (state.locale(), state.settings.day);
    let text = match column {
        ProductColumn::Star => {
            let star = hit.state.star.map(|star| star.to_string());
            let star = star.as_deref().unwrap_or(NOT_GIVEN);
            return label::facet_value_label(locale, Facet::Star, star);
        }
        ProductColumn::Left => return label::describe_time_left(locale, &hit.state, day),
        ProductColumn::End => {
            let current = hit.state.current;
            let current = current.and_then(|number| hit.product.recognitions.get(number));
            let given = current.and_then(|recognition| recognition.when);
            let expiry = hit.state.expiry.as_ref();
            let said = expiry.map(|expiry| label::describe_expiry(locale, expiry, given));
            return said.unwrap_or_default();
        }
        other => other.cell_text(locale, hit, day),
    };
    let speaks_for_itself = matches!(
        column,
        ProductColumn::Name
            | ProductColumn::Specialty
            | ProductColumn::Producer
            | ProductColumn::Kind
            | ProductColumn::Place
            | ProductColumn::District
            | ProductColumn::Commune
            | ProductColumn::Unit
    );
    if speaks_for_itself || text.is_empty() {
        return text;
    }
    let name = column.header(locale).to_lowercase();
    locale.fill("linear.filter", &[("facet", &name), ("values", &text)])
}
