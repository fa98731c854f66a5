//! The labels with how many products have them, and the labels of one product.

use std::fmt::Display;
use std::io::Write;

use serde_json::{Value, json};

use super::read_labels;
use crate::catalog::open::open_catalog;
use crate::catalog::work::open_existing_work;
use crate::cli::args::{LabelListFormat, ListLabelsArgs, ShowLabelsArgs, SummaryFormat};
use crate::cli::exit::{self, CommandFailure, CommandResult};
use crate::cli::settings::Settings;
use crate::report::table_file::{self, ReportCell, ReportTable};
use crate::wording::product_label::{describe_label, describe_product_ref};
use crate::wording::sanitize::{drop_invisible, sanitize_text};
use crate::work::events::product_ref::ProductRef;
use crate::work::labels::label_book::{KnownLabel, LabelBook};

/// Lists the labels.
pub(super) fn list_labels(
    settings: &Settings,
    args: &ListLabelsArgs,
    out: &mut impl Write,
) -> CommandResult {
    let book = read_labels(settings)?;
    let is_empty = book.iter().next().is_none();
    match args.format {
        LabelListFormat::Table if is_empty => {
            writeln!(out, "{}", settings.locale.t("label.none"))?;
        }
        LabelListFormat::Table => print_labels(settings, &book, out)?,
        LabelListFormat::Json => {
            let labels: Vec<Value> = book
                .iter()
                .map(|(label, known)| {
                    let values: Vec<Value> = value_rows(known)
                        .into_iter()
                        .map(|row| json!({"value": row.value, "defined": row.is_defined, "products": row.products}))
                        .collect();
                    json!({
                        "label": label,
                        "defined": known.defined.is_some(),
                        "products": known.products,
                        "values": values,
                    })
                })
                .collect();
            print_json(out, &json!({"format": 1, "labels": labels}))?;
        }
        LabelListFormat::Csv => table_file::write_csv(out, false, build_table(settings, &book))?,
    }
    Ok(if is_empty { exit::NO_HITS } else { exit::OK })
}

/// Shows the labels of a product.
pub(super) fn show_labels(
    settings: &Settings,
    args: &ShowLabelsArgs,
    out: &mut impl Write,
) -> CommandResult {
    let locale = &settings.locale;
    let opened = open_catalog(settings)?;
    let Some(hit) = opened.catalog.find_product(&drop_invisible(&args.id))? else {
        let sentence = locale.fill("error.id", &[("id", &sanitize_text(&args.id))]);
        writeln!(std::io::stderr(), "{sentence}").map_err(CommandFailure::Stdout)?;
        return Ok(exit::NO_HITS);
    };
    let work = open_existing_work(settings)?;
    let product = ProductRef::from_product(&hit.product);
    let labels = work.map(|work| work.log().product_work(&product.id).labels);
    let labels: Vec<(String, Option<String>)> = labels
        .into_iter()
        .flatten()
        .flat_map(|(label, values)| values.into_iter().map(move |value| (label.clone(), value)))
        .collect();
    match args.output.format {
        SummaryFormat::Json => {
            let rows: Vec<Value> = labels
                .iter()
                .map(|(label, value)| json!({"label": label, "value": value}))
                .collect();
            let document =
                json!({"format": 1, "id": product.id, "name": product.name, "labels": rows});
            print_json(out, &document)?;
        }
        SummaryFormat::Table => {
            let product = describe_product_ref(locale, &product);
            let all: Vec<String> = labels
                .iter()
                .map(|(label, value)| describe_label(locale, label, value.as_deref()))
                .collect();
            let all = all.join("; ");
            let values: [(&str, &dyn Display); 2] = [("product", &product), ("labels", &all)];
            let key = if labels.is_empty() {
                "label.product_has_none"
            } else {
                "label.product_labels"
            };
            writeln!(out, "{}", sanitize_text(&locale.fill(key, &values)))?;
        }
    }
    Ok(if labels.is_empty() {
        exit::NO_HITS
    } else {
        exit::OK
    })
}

fn print_json(out: &mut impl Write, document: &Value) -> Result<(), CommandFailure> {
    serde_json::to_writer_pretty(&mut *out, document).map_err(std::io::Error::from)?;
    writeln!(out)?;
    Ok(())
}

/// A value of a label, or the label without one.
struct ValueRow<'a> {
    value: Option<&'a str>,
    is_defined: bool,
    products: usize,
}

/// The values of a label, defined ones first; the label without a value where it has none or products have it so.
fn value_rows(known: &KnownLabel) -> Vec<ValueRow<'_>> {
    let defined = known.defined.as_deref().unwrap_or_default();
    let count = |value: Option<&str>| {
        let value = value.map(str::to_owned);
        known.by_value.get(&value).copied().unwrap_or_default()
    };
    let values = known.values();
    let mut rows: Vec<ValueRow<'_>> = values
        .iter()
        .map(|value| ValueRow {
            value: Some(value),
            is_defined: defined.iter().any(|defined| defined == value),
            products: count(Some(value)),
        })
        .collect();
    if values.is_empty() || count(None) > 0 {
        rows.push(ValueRow {
            value: None,
            is_defined: known.defined.is_some() && defined.is_empty(),
            products: count(None),
        });
    }
    rows
}

fn print_labels(
    settings: &Settings,
    book: &LabelBook,
    out: &mut impl Write,
) -> Result<(), CommandFailure> {
    let locale = &settings.locale;
    for (label, known) in book.iter() {
        let n = locale.format_number(known.products);
        let key = match known.defined {
            Some(_) => "label.row",
            None => "label.row_undefined",
        };
        let line = locale.fill(key, &[("label", &label), ("n", &n)]);
        writeln!(out, "{}", sanitize_text(&line))?;
        let rows = value_rows(known);
        if let [only] = &rows[..]
            && only.value.is_none()
        {
            continue;
        }
        for row in rows {
            let value = row.value.unwrap_or(locale.t("label.without_value"));
            let n = locale.format_number(row.products);
            writeln!(out, "{n:>8}  {}", sanitize_text(value))?;
        }
    }
    Ok(())
}

/// A row for each label and value.
fn build_table(settings: &Settings, book: &LabelBook) -> ReportTable<'static> {
    let locale = &settings.locale;
    let header = [
        "label.column_label",
        "label.column_value",
        "label.column_defined",
        "label.column_products",
    ];
    let mut rows: Vec<ocop_index::Result<Vec<ReportCell>>> = Vec::new();
    for (label, known) in book.iter() {
        for row in value_rows(known) {
            rows.push(Ok(vec![
                label.to_owned().into(),
                row.value.map(str::to_owned).into(),
                f64::from(u8::from(row.is_defined)).into(),
                (row.products as f64).into(),
            ]));
        }
    }
    ReportTable {
        name: locale.t("label.column_label").to_owned(),
        title: Vec::new(),
        header: vec![header.map(|key| locale.t(key).to_owned()).to_vec()],
        widths: vec![32.0, 24.0, 10.0, 14.0],
        rows: Box::new(rows.into_iter()),
        locale: locale.clone(),
    }
}
