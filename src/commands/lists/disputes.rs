//! What two people wrote differently in a list, told: the field, both sides, and who wrote them.

use std::fmt::Display;

use crate::wording::list_text::describe_disputes;
use crate::wording::locale::Locale;
use crate::wording::sanitize::sanitize_text;
use crate::work::lists::product_list::ListEntry;

/// A line for each field of these entries that was written differently, each entry with its name; behind them how one
/// is chosen. Nothing where nobody disagrees.
pub(super) fn dispute_lines<'a>(
    locale: &Locale,
    entries: impl IntoIterator<Item = (&'a ListEntry, &'a str)>,
) -> Vec<String> {
    let entries = entries.into_iter();
    let mut lines: Vec<String> = entries
        .flat_map(|(entry, name)| {
            let name = sanitize_text(name);
            let disputes = describe_disputes(locale, entry).into_iter();
            disputes.map(move |values| {
                let filled: [(&str, &dyn Display); 2] = [("name", &name), ("values", &values)];
                locale.fill("lists.disagreement", &filled)
            })
        })
        .collect();
    if !lines.is_empty() {
        lines.push(locale.t("lists.settle").to_owned());
    }
    lines
}
