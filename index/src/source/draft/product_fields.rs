//! The fields of a product that depend on no other cell: specialty, group, code, channels, revenue, notes.

use super::row_reader::RowReader;
use super::text_memo::TextMemo;
use crate::product::{BilingualNote, Product, ProductGroup};
use crate::product_group::{self, ParsedProductGroup};
use crate::source::cell::phrase::fold_words;
use crate::source::cell::{channel, decimal, link, product_code};
use crate::source::field::ProductField;
use crate::source::problem::ProblemReason;

/// Fills these fields from the row. `heading_group` is the group of the heading above it.
pub(super) fn fill_product_fields(
    reader: &mut RowReader<'_>,
    product: &mut Product,
    heading_group: Option<&'static str>,
    groups: &mut TextMemo<Option<ParsedProductGroup>>,
) {
    product.specialty = reader.field_text(ProductField::Specialty);
    product.group = read_group(reader, groups);
    if let Some(code) = heading_group {
        fill_heading_group(reader, product, code);
    }
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
        let address = reader.cell_link(ProductField::Channel);
        if let (Some(address), [only]) = (address, product.channels.as_mut_slice())
            && only.link.is_none()
        {
            only.link = Some(address.to_owned());
        }
    }
    product.traces = split_cell_list(reader.multiline_text(ProductField::Trace));
    product.sources = split_cell_list(reader.multiline_text(ProductField::Source));
    if let Some(address) = reader.cell_link(ProductField::Source) {
        add_linked_source(&mut product.sources, address);
    }
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

/// Fills the group from the heading above; the row's own group counts more.
fn fill_heading_group(reader: &mut RowReader<'_>, product: &mut Product, code: &'static str) {
    match &product.group {
        None => {
            product.group = Some(ProductGroup {
                code: code.to_owned(),
                derived: false,
            });
        }
        Some(group) if group.code != code => {
            let text = reader.field_text(ProductField::Group).unwrap_or_default();
            reader.add_problem(ProductField::Group, &text, ProblemReason::HeadingDisagrees);
        }
        Some(_) => {}
    }
}

/// Takes the address behind a cell as its source, in place of words such as `Xem`.
fn add_linked_source(sources: &mut Vec<String>, address: &str) {
    if sources.iter().any(|source| source == address) {
        return;
    }
    sources.retain(|source| link::is_web_address(source));
    sources.push(address.to_owned());
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
