//! The fields of a product that depend on no other cell: specialty, group, code, channels, revenue, notes.

use super::row_reader::RowReader;
use super::text_memo::TextMemo;
use crate::product::{BilingualNote, Product, ProductGroup};
use crate::product_group::{self, ParsedProductGroup};
use crate::source::cell::phrase::fold_words;
use crate::source::cell::{channel, decimal, product_code};
use crate::source::field::ProductField;
use crate::source::problem::ProblemReason;

/// Fills these fields from the row.
pub(super) fn fill_product_fields(
    reader: &mut RowReader<'_>,
    product: &mut Product,
    groups: &mut TextMemo<Option<ParsedProductGroup>>,
) {
    product.specialty = reader.field_text(ProductField::Specialty);
    product.group = read_group(reader, groups);
    if let Some(text) = reader.field_text(ProductField::Code)
        && let Some((code, form)) = product_code::parse_product_code(&text)
    {
        if form.is_none() {
            reader.add_problem(ProductField::Code, &text, ProblemReason::CodeForm);
        }
        product.code = Some(code);
    }
    if let Some(text) = reader.multiline_text(ProductField::Channel) {
        product.channels = channel::parse_channels(&text);
    }
    product.traces = split_cell_list(reader.multiline_text(ProductField::Trace));
    product.sources = split_cell_list(reader.multiline_text(ProductField::Source));
    let revenue = reader.field_cell(ProductField::Revenue);
    match decimal::parse_revenue(&revenue) {
        Ok(amount) => product.revenue = amount,
        Err(reason) => reader.add_problem(ProductField::Revenue, &revenue.text(), reason),
    }
    product.note = BilingualNote {
        vi: reader.field_text(ProductField::Note).unwrap_or_default(),
        en: reader.field_text(ProductField::NoteEn).unwrap_or_default(),
    };
}

fn read_group(
    reader: &mut RowReader<'_>,
    groups: &mut TextMemo<Option<ParsedProductGroup>>,
) -> Option<ProductGroup> {
    let text = reader.field_text(ProductField::Group)?;
    // Our own export adds in brackets when the group follows from the specialty and was not printed.
    let (name, has_remark) = match text.split_once('(') {
        Some((name, _)) => (name, true),
        None => (text.as_str(), false),
    };
    let group = groups.get_or_insert_with(&text, || {
        product_group::parse_group(name).or_else(|| product_group::parse_group(&text))
    });
    if group.is_none() {
        reader.add_problem(ProductField::Group, &text, ProblemReason::GroupUnknown);
    }
    group.map(|group| ProductGroup {
        code: group.code.to_owned(),
        derived: has_remark && has_derived_remark(&text),
    })
}

/// True for the remark of our own export on a group that no source printed.
fn has_derived_remark(text: &str) -> bool {
    let folded = fold_words(text);
    folded.ends_with("suy tu dac san") || folded.ends_with("from the specialty")
}

/// The values of a cell that holds several, separated by ` | ` or by a space before a web address.
fn split_cell_list(text: Option<String>) -> Vec<String> {
    let text = text.unwrap_or_default();
    let mut values = Vec::new();
    for part in text.split(" | ") {
        let mut value = String::new();
        for word in part.split_whitespace() {
            let is_link = word.starts_with("http");
            let word = if is_link {
                word.trim_end_matches([';', ','])
            } else {
                word
            };
            if is_link && !value.is_empty() {
                values.push(std::mem::take(&mut value));
            }
            if !value.is_empty() {
                value.push(' ');
            }
            value.push_str(word);
        }
        if !value.is_empty() {
            values.push(value);
        }
    }
    values
}
