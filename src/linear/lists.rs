//! Product lists of fairs and trade meetings in conversation: listed, and one of them read entry by entry.

use std::fmt::Display;

use super::state::{LinearResult, LinearState};
use super::work_desk::refuse;
use crate::cli::exit::CommandFailure;
use crate::cli::settings::Settings;
use crate::wording::list_text::{describe_list_briefly, format_price, quoted_list_name, say_stock};
use crate::wording::locale::Locale;
use crate::wording::sanitize::sanitize_text;
use crate::work::lists::list_name::MeantList;
use crate::work::lists::product_list::{ListEntry, ProductList, ProductLists};

fn read_lists(state: &mut LinearState<'_>) -> Result<ProductLists, CommandFailure> {
    let work = state.work.look(state.settings, state.catalog)?;
    Ok(work.map_or_else(ProductLists::default, |work| {
        ProductLists::gather(work.log())
    }))
}

/// Every list, the newest first.
pub(super) fn list_lists(state: &mut LinearState<'_>) -> LinearResult {
    let settings = state.settings;
    let locale = &settings.locale;
    let lists = read_lists(state)?;
    if lists.lists.is_empty() {
        return Ok(vec![locale.t("linear.lists_none").to_owned()]);
    }
    let lines = lists.lists.iter();
    Ok(lines
        .map(|list| format!("{}.", describe_list_briefly(locale, list)))
        .collect())
}

/// The entries of a list.
pub(super) fn read_list(state: &mut LinearState<'_>, name: &str) -> LinearResult {
    let settings = state.settings;
    let locale = &settings.locale;
    let lists = read_lists(state)?;
    let list = match lists.find(name) {
        MeantList::One(list) => list,
        MeantList::Several(found) => return Err(refuse_name(settings, name, &found)),
        MeantList::Nothing(_) => {
            let all: Vec<&ProductList> = lists.lists.iter().collect();
            return Err(refuse_name(settings, name, &all));
        }
    };
    let mut lines = vec![format!("{}.", describe_list_briefly(locale, list))];
    lines.extend(
        list.entries
            .iter()
            .map(|entry| describe_entry(locale, entry)),
    );
    Ok(lines)
}

fn refuse_name(settings: &Settings, name: &str, known: &[&ProductList]) -> CommandFailure {
    let known: Vec<String> = known.iter().map(|list| quoted_list_name(list)).collect();
    let (name, known) = (sanitize_text(name), known.join(", "));
    let values: [(&str, &dyn Display); 2] = [("name", &name), ("known", &known)];
    refuse(settings, "lists.unknown", &values)
}

/// An entry as a sentence: its name, stand, price and what is left.
fn describe_entry(locale: &Locale, entry: &ListEntry) -> String {
    let stand = entry.stand.as_deref().map(|stand| {
        let stand = sanitize_text(stand);
        format!("{} {stand}", locale.t("list.field_stand"))
    });
    let stock = entry.stock.map(|stock| say_stock(locale, stock));
    let parts = [
        Some(sanitize_text(entry.subject.name())),
        stand,
        entry
            .price
            .as_ref()
            .map(|price| format_price(locale, price)),
        stock,
        entry.remark.as_deref().map(sanitize_text),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    format!("{}.", parts.join(", "))
}
