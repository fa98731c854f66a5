//! A list as a table: its rows as the catalogue calls them now, as cells, as JSON, and as columns of text.

use std::io::{self, Write};

use ocop_index::Catalog;
use serde_json::{Value, json};

use crate::cli::exit::CommandFailure;
use crate::report::document::TableColumn;
use crate::report::table_file::ReportCell;
use crate::report::text_table::{MIN_CUT_WIDTH, compute_column_widths, format_row};
use crate::wording::list_text::{describe_values, format_entry_value, stock_name};
use crate::wording::locale::Locale;
use crate::wording::sanitize::sanitize_text;
use crate::work::lists::list_act::{EntryField, Price};
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

    /// Its cells for a file, in the order of [`file_columns`]. What two people wrote differently is left blank.
    pub(super) fn file_cells(&self, locale: &Locale) -> Vec<ReportCell> {
        let entry = self.entry;
        let agreed = |field: EntryField| entry.disagreement(field).is_none();
        let text = |text: Option<&str>| ReportCell::from(text.map(sanitize_text));
        let price = entry.agreed_price();
        let amount = match price.map(|price| (price.number(), price.words())) {
            Some((Some(dong), _)) => ReportCell::from(Some(dong as f64)),
            Some((None, words)) => text(words),
            None => ReportCell::Empty,
        };
        let stand = entry.stand.as_deref();
        let stock = entry.stock.filter(|_| agreed(EntryField::Stock));
        let remark = entry.remark.as_deref();
        vec![
            text(entry.product_id()),
            self.name.clone().into(),
            text(self.producer.as_deref()),
            text(stand.filter(|_| agreed(EntryField::Stand))),
            amount,
            text(price.and_then(Price::unit_of_number)),
            text(stock.map(|stock| stock_name(locale, stock))),
            text(remark.filter(|_| agreed(EntryField::Remark))),
        ]
    }

    /// Its cells as text, in the order of [`text_header`].
    fn text_cells(&self, locale: &Locale) -> Vec<String> {
        let entry = self.entry;
        let of_field = |field: EntryField| match entry.disagreement(field) {
            Some(written) => describe_values(locale, written),
            None => format_entry_value(locale, &entry.value(field)).unwrap_or_default(),
        };
        let mut cells = vec![
            entry.product_id().map(sanitize_text).unwrap_or_default(),
            self.name.clone(),
            self.producer.clone().unwrap_or_default(),
        ];
        let fields = [
            EntryField::Stand,
            EntryField::Price,
            EntryField::Stock,
            EntryField::Remark,
        ];
        cells.extend(fields.map(of_field));
        cells
    }

    pub(super) fn to_json(&self) -> Value {
        let entry = self.entry;
        let price = entry.agreed_price();
        let text = |text: Option<&str>| text.map(sanitize_text);
        let differing = entry.disagreements.iter().map(|written| {
            let values = written.iter().map(|written| {
                let mut value = json!(written.value);
                value["by"] = json!(written.authors);
                value
            });
            values.collect::<Vec<Value>>()
        });
        json!({
            "id": text(entry.product_id()),
            "name": self.name,
            "producer": self.producer,
            "in_catalogue": entry.product_id().is_some(),
            "stand": text(entry.stand.as_deref()),
            "price": price.and_then(Price::number),
            "price_unit": text(price.and_then(Price::unit_of_number)),
            "price_words": text(price.and_then(Price::words)),
            "stock": entry.stock.map(crate::work::lists::list_act::Stock::key),
            "remark": text(entry.remark.as_deref()),
            "disagreements": differing.collect::<Vec<Vec<Value>>>(),
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
