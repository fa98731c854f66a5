//! Chosen columns of products for files and programs: typed cells of a table, and fields of JSON.
//!
//! Numbers and dates keep their type. The end of a certificate has a second column that says whether it was worked out,
//! so that the first one stays a date. Such a list is for reading: it does not import back as the same products.

use jiff::civil::Date;
use ocop_index::search::SearchHit;
use serde_json::{Map, Value, json};

use super::table_file::ReportCell;
use crate::wording::locale::Locale;
use crate::wording::product_column::ProductColumn;

/// Behind the end of a certificate: whether it was worked out.
const END_DERIVED: &str = "end_derived";

/// The header row of a table.
pub fn build_header(locale: &Locale, columns: &[ProductColumn]) -> Vec<String> {
    let mut header = Vec::new();
    for column in columns {
        header.push(column.header(locale));
        if *column == ProductColumn::End {
            header.push(locale.t("column.end_derived").to_owned());
        }
    }
    header
}

/// The names of the fields, as [`build_fields`] has them.
pub fn field_names(columns: &[ProductColumn]) -> Vec<&'static str> {
    let mut names = Vec::new();
    for column in columns {
        names.push(column.key());
        if *column == ProductColumn::End {
            names.push(END_DERIVED);
        }
    }
    names
}

/// The widths of the columns of a workbook, in characters.
pub fn column_widths(columns: &[ProductColumn]) -> Vec<f64> {
    let mut widths = Vec::new();
    for column in columns {
        let width = u32::try_from(column.whole_width()).unwrap_or(u32::MAX);
        widths.push(f64::from(width) + 2.0);
        if *column == ProductColumn::End {
            widths.push(12.0);
        }
    }
    widths
}

/// A product's row of a table.
pub fn build_row(
    locale: &Locale,
    columns: &[ProductColumn],
    hit: &SearchHit,
    day: Date,
) -> Vec<ReportCell> {
    let mut row = Vec::new();
    for column in columns {
        match column {
            ProductColumn::Star => row.push(hit.state.star.map(f64::from).into()),
            ProductColumn::Year => row.push(hit.state.year.map(f64::from).into()),
            ProductColumn::Phone => row.push(written_phone(hit).map(str::to_owned).into()),
            ProductColumn::End => {
                let expiry = hit.state.expiry;
                row.push(expiry.map_or(ReportCell::Empty, |expiry| {
                    if expiry.earliest == expiry.latest {
                        ReportCell::Day(expiry.earliest)
                    } else {
                        f64::from(expiry.latest.year()).into()
                    }
                }));
                let derived = expiry.filter(|expiry| !expiry.printed);
                row.push(derived.map(|_| "x".to_owned()).into());
            }
            other => row.push(other.cell_text(locale, hit, day).into()),
        }
    }
    row
}

/// A product's fields for programs; what is unknown is `null`, and a date is one of ISO 8601 or a year.
pub fn build_fields(
    locale: &Locale,
    columns: &[ProductColumn],
    hit: &SearchHit,
    day: Date,
) -> Map<String, Value> {
    let mut fields = Map::new();
    for column in columns {
        let value = match column {
            ProductColumn::Star => json!(hit.state.star),
            ProductColumn::Year => json!(hit.state.year),
            ProductColumn::Phone => json!(written_phone(hit)),
            ProductColumn::End => json!(hit.state.expiry.map(|expiry| {
                if expiry.earliest == expiry.latest {
                    expiry.earliest.to_string()
                } else {
                    expiry.latest.year().to_string()
                }
            })),
            other => {
                let text = other.cell_text(locale, hit, day);
                if text.is_empty() {
                    Value::Null
                } else {
                    text.into()
                }
            }
        };
        fields.insert(column.key().to_owned(), value);
        if *column == ProductColumn::End {
            let derived = hit.state.expiry.map(|expiry| !expiry.printed);
            fields.insert(END_DERIVED.to_owned(), json!(derived));
        }
    }
    fields
}

/// The telephone as the source writes it.
fn written_phone(hit: &SearchHit) -> Option<&str> {
    let producer = hit.product.producer.as_ref()?;
    producer.phone.as_deref()
}
