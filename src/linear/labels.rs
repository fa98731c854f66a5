//! Labels in conversation: listed, read, set and taken off.

use std::fmt::Display;

use super::acted_product::find_meant_product;
use super::command::ProductSelector;
use super::state::{LinearResult, LinearState};
use super::undo::LinearStep;
use crate::catalog::label_work::{resolve_label, save_label};
use crate::wording::product_label::{LabelAct, describe_label, describe_product_ref};
use crate::work::events::product_ref::ProductRef;
use crate::work::labels::label_book::LabelBook;

/// Every label with its values, and how many products have them.
pub(super) fn list_labels(state: &mut LinearState<'_>) -> LinearResult {
    let settings = state.settings;
    let locale = &settings.locale;
    let work = state.work.look(settings, state.catalog)?;
    let book = work.map_or_else(LabelBook::default, |work| LabelBook::of_log(work.log()));
    let lines: Vec<String> = book
        .iter()
        .map(|(label, known)| {
            let n = locale.format_number(known.products);
            let row = locale.fill("label.row", &[("label", &label), ("n", &n)]);
            let values = known.values().into_iter().map(|value| {
                let count = known.by_value.get(&Some(value.to_owned()));
                let n = locale.format_number(count.copied().unwrap_or_default());
                let values: [(&str, &dyn Display); 2] = [("text", &value), ("n", &n)];
                locale.fill("linear.label_value", &values)
            });
            let values: Vec<String> = values.collect();
            if values.is_empty() {
                format!("{row}.")
            } else {
                format!("{row}; {}.", values.join(", "))
            }
        })
        .collect();
    if lines.is_empty() {
        return Ok(vec![locale.t("linear.label_none").to_owned()]);
    }
    Ok(lines)
}

/// The labels of a product.
pub(super) fn read_labels(state: &mut LinearState<'_>, selector: ProductSelector) -> LinearResult {
    let settings = state.settings;
    let locale = &settings.locale;
    let hit = find_meant_product(state, Some(selector))?;
    let product = ProductRef::from_product(&hit.product);
    let work = state.work.look(settings, state.catalog)?;
    let labels = work.map(|work| work.log().product_work(&product.id).labels);
    let labels = labels.iter().flatten().flat_map(|(label, values)| {
        let values = values.iter();
        values.map(move |value| describe_label(locale, label, value.as_deref()))
    });
    let labels: Vec<String> = labels.collect();
    let key = if labels.is_empty() {
        "label.product_has_none"
    } else {
        "label.product_labels"
    };
    let product = describe_product_ref(locale, &product);
    let values: [(&str, &dyn Display); 2] = [("product", &product), ("labels", &labels.join("; "))];
    Ok(vec![locale.fill(key, &values)])
}

/// Sets a label of a product.
pub(super) fn set_label(
    state: &mut LinearState<'_>,
    selector: Option<ProductSelector>,
    label: &str,
) -> LinearResult {
    change_label(state, selector, label, LabelAct::Set)
}

/// Takes a label off a product.
pub(super) fn drop_label(
    state: &mut LinearState<'_>,
    selector: Option<ProductSelector>,
    label: &str,
) -> LinearResult {
    change_label(state, selector, label, LabelAct::TakenOff)
}

fn change_label(
    state: &mut LinearState<'_>,
    selector: Option<ProductSelector>,
    label: &str,
    act: LabelAct,
) -> LinearResult {
    let settings = state.settings;
    let hit = find_meant_product(state, selector)?;
    let product = ProductRef::from_product(&hit.product);
    let work = state.work.look(settings, state.catalog)?;
    let label = resolve_label(settings, work.as_deref(), label, act)?;
    let work = state.work.open(settings, state.catalog)?;
    let saved = save_label(settings, work, &label, std::slice::from_ref(&product), act)?;
    if !saved.events.is_empty() {
        state.query_history.record_change(LinearStep::Work);
    }
    state.shown_id = Some(product.id);
    Ok(saved.lines)
}
