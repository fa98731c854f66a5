//! A list as a table: its rows as the catalogue calls them now, as cells, as JSON, and as columns of text.

use std::io::{self, Write};

use ocop_index::Catalog;
use serde_json::{Value, json};

use crate::cli::exit::CommandFailure;
use crate::report::document::TableColumn;
use crate::report::table_file::ReportCell;
use crate::report::text_table::{MIN_CUT_WIDTH, compute_column_widths, format_row};
use crate::wording::list_text::{
    entry_field_name, format_entry_value, format_price, list_kind_name, stock_name,
};
use crate::wording::locale::Locale;
use crate::wording::sanitize::sanitize_text;
use crate::work::lists::list_act::EntryValue;
use crate::work::lists::product_list::{ListEntry, ProductList};

/// An entry as it is shown.
pub(super) struct ListRow<'a> {
    pub(super) entry: &'a ListEntry,
    /// As the catalogue has it now; as it was named where the catalogue lacks it.
    pub(super) name: String,
    pub(super) producer: Option<String>,
}

impl<'a> ListRow<'a> {
    /// The rows of a list in its order.
    pub(super) fn read(
        list: &'a ProductList,
        catalog: &Catalog,
    ) -> Result<Vec<Self>, CommandFailure> {
        let mut rows = Vec::new();
        for entry in &list.entries {
            let hit = match entry.product_id() {
                Some(id) => catalog.find_product(id)?,
                None => None,
            };
            let (name, producer) = match hit {
                Some(hit) => (
                    hit.product.name,
                    hit.product.producer.map(|producer| producer.name),
                ),
                None => (
                    entry.subject.name().to_owned(),
                    entry.subject.producer().map(str::to_owned),
                ),
            };
            rows.push(Self {
                entry,
                name: sanitize_text(&name),
                producer: producer.as_deref().map(sanitize_text),
            });
        }
        Ok(rows)
    }

    /// Its cells for a file, in the order of [`file_columns`].
    pub(super) fn file_cells(&self, locale: &Locale) -> Vec<ReportCell> {
        let entry = self.entry;
        let price = entry.price.as_ref();
        let text = |text: Option<&str>| ReportCell::from(text.map(sanitize_text));
        vec![
            text(entry.product_id()),
            self.name.clone().into(),
            text(self.producer.as_deref()),
            text(entry.stand.as_deref()),
            price.map(|price| price.dong as f64).into(),
            text(price.and_then(|price| price.unit.as_deref())),
            text(entry.stock.map(|stock| stock_name(locale, stock))),
            text(entry.remark.as_deref()),
        ]
    }

    /// Its cells as text, in the order of [`text_header`].
    fn text_cells(&self, locale: &Locale) -> Vec<String> {
        let entry = self.entry;
        let text = |text: Option<&str>| text.map(sanitize_text).unwrap_or_default();
        let price = entry
            .price
            .as_ref()
            .map(|price| format_price(locale, price));
        vec![
            text(entry.product_id()),
            self.name.clone(),
            self.producer.clone().unwrap_or_default(),
            text(entry.stand.as_deref()),
            price.unwrap_or_default(),
            text(entry.stock.map(|stock| stock_name(locale, stock))),
            text(entry.remark.as_deref()),
        ]
    }

    pub(super) fn to_json(&self) -> Value {
        let entry = self.entry;
        let price = entry.price.as_ref();
        let text = |text: Option<&str>| text.map(sanitize_text);
        let differing = entry.disagreements.iter().map(|values| json!(values));
        json!({
            "id": text(entry.product_id()),
            "name": self.name,
            "producer": self.producer,
            "in_catalogue": entry.product_id().is_some(),
            "stand": text(entry.stand.as_deref()),
            "price": price.map(|price| price.dong),
            "price_unit": text(price.and_then(|price| price.unit.as_deref())),
            "stock": entry.stock.map(crate::work::lists::list_act::Stock::key),
            "remark": text(entry.remark.as_deref()),
            "disagreements": differing.collect::<Vec<Value>>(),
        })
    }
}

/// The columns of a file: the import reads them again.
pub(super) fn file_columns(locale: &Locale) -> Vec<TableColumn> {
    [
        ("lists.column_id", 12.0),
        ("lists.column_name", 36.0),
        ("lists.column_producer", 32.0),
        ("lists.column_stand", 10.0),
        ("lists.column_price", 12.0),
        ("lists.column_unit", 12.0),
        ("lists.column_stock", 12.0),
        ("lists.column_remark", 28.0),
    ]
    .map(|(key, width)| TableColumn::new(locale.t(key), width))
    .to_vec()
}

fn text_header(locale: &Locale) -> Vec<String> {
    let keys = [
        "lists.column_id",
        "lists.column_name",
        "lists.column_producer",
        "lists.column_stand",
        "lists.column_price_with_unit",
        "lists.column_stock",
        "lists.column_remark",
    ];
    keys.map(|key| locale.t(key).to_owned()).to_vec()
}

/// Prints rows as columns of text, cut to a width where there is one.
pub(super) fn print_rows(
    out: &mut impl Write,
    locale: &Locale,
    rows: &[ListRow<'_>],
    width: Option<usize>,
) -> io::Result<()> {
    let mut lines = vec![text_header(locale)];
    lines.extend(rows.iter().map(|row| row.text_cells(locale)));
    // A column that nobody filled is left out, but for names.
    let is_shown =
        |column: usize| column < 3 || lines[1..].iter().any(|line| !line[column].is_empty());
    let shown: Vec<usize> = (0..lines[0].len()).filter(|at| is_shown(*at)).collect();
    let pick = |line: &Vec<String>| shown.iter().map(|at| line[*at].clone()).collect();
    let lines: Vec<Vec<String>> = lines.iter().map(pick).collect();
    let widths = compute_column_widths(&lines, width, |_| Some(MIN_CUT_WIDTH));
    for line in &lines {
        writeln!(out, "{}", format_row(line, &widths).trim_end())?;
    }
    Ok(())
}

/// What people set to different values at once, a line for each field.
pub(super) fn print_disagreements(
    out: &mut impl Write,
    locale: &Locale,
    rows: &[ListRow<'_>],
) -> io::Result<()> {
    for row in rows {
        for values in &row.entry.disagreements {
            let field = values.first().map(EntryValue::field);
            let field = field.map_or("", |field| entry_field_name(locale, field));
            let values: Vec<String> = values
                .iter()
                .filter_map(|value| format_entry_value(locale, value))
                .collect();
            let names: [(&str, &dyn std::fmt::Display); 3] = [
                ("name", &row.name),
                ("field", &field),
                ("values", &values.join(" / ")),
            ];
            writeln!(out, "{}", locale.fill("lists.disagreement", &names))?;
        }
    }
    Ok(())
}

/// A list without its entries.
pub(super) fn list_json(list: &ProductList) -> Value {
    json!({
        "id": list.id.to_string(),
        "name": sanitize_text(&list.name),
        "kind": list.kind.key(),
        "place": list.place.as_deref().map(sanitize_text),
        "from": list.days.first.map(|day| day.to_string()),
        "to": list.days.last.map(|day| day.to_string()),
        "started_by": sanitize_text(&list.started_by),
        "entries": list.entries.len(),
        "sold_out": list.entries.iter().filter(|entry| entry.is_sold_out()).count(),
        "disagreement": list.has_disagreement(),
    })
}

/// The kind and the place of a list, for the head of a document.
pub(super) fn list_facts(locale: &Locale, list: &ProductList) -> String {
    let days = crate::wording::list_text::format_list_days(locale, list.days);
    let parts = [
        Some(list_kind_name(locale, list.kind).to_owned()),
        list.place.as_deref().map(sanitize_text),
        days,
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    parts.join(", ")
}
