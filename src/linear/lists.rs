//! Product lists of fairs and trade meetings in conversation: listed, and one of them read entry by entry. What is
//! written in them is in [`super::list_acts`].

use super::list_acts;
use super::list_command::parse_list_command;
use super::state::{LinearResult, LinearState};
use super::work_desk::refuse;
use crate::catalog::named_list::find_named_list;
use crate::cli::exit::CommandFailure;
use crate::wording::list_text::{describe_entry_facts, describe_list_briefly};
use crate::wording::locale::Locale;
use crate::wording::sanitize::sanitize_text;
use crate::work::lists::list_name::MeantList;
use crate::work::lists::product_list::{ListEntry, ProductList, ProductLists};

pub(super) fn read_lists(state: &mut LinearState<'_>) -> Result<ProductLists, CommandFailure> {
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

/// Reads the list of this name, or does what the words say in the one read last.
pub(super) fn read_list_or_act(state: &mut LinearState<'_>, words: &str) -> LinearResult {
    let settings = state.settings;
    let lists = read_lists(state)?;
    let refusal = match find_named_list(&settings.locale, &lists, words) {
        Ok(list) => return Ok(read_list(state, list)),
        Err(refusal) => refusal,
    };
    match parse_list_command(words) {
        Some(command) if !matches!(lists.find(words), MeantList::Several(_)) => {
            list_acts::run_list_command(state, command)
        }
        _ if lists.lists.is_empty() => Err(refuse(settings, "linear.lists_none_here", &[])),
        _ => Err(refusal),
    }
}

/// The entries of a list, in which acts happen from now on.
fn read_list(state: &mut LinearState<'_>, list: &ProductList) -> Vec<String> {
    let locale = state.locale();
    state.list = Some(list.id);
    let mut lines = vec![format!("{}.", describe_list_briefly(locale, list))];
    lines.extend(
        list.entries
            .iter()
            .map(|entry| describe_entry(locale, entry)),
    );
    lines
}

/// An entry as a sentence: its name, stand, price and what is left.
fn describe_entry(locale: &Locale, entry: &ListEntry) -> String {
    let mut parts = vec![sanitize_text(entry.subject.name())];
    parts.extend(describe_entry_facts(locale, entry));
    format!("{}.", parts.join(", "))
}
