//! The labels that the user assigned with `--map`, beside those of the file.

use super::label::HeaderLabel;
use crate::clean;
use crate::source::field::ProductField;
use crate::source::table_summary::TableSummary;

/// The labels of a user's mapping that no column of these tables has.
pub(crate) fn find_unmatched_labels(
    mapping: &[(String, ProductField)],
    tables: &[TableSummary],
) -> Vec<String> {
    let has_label = |label: &String| {
        let key = HeaderLabel::from_text(label).key();
        let columns = tables.iter().flat_map(|table| &table.columns);
        columns.into_iter().any(|column| {
            let lower = column
                .label
                .rsplit_once(": ")
                .map_or(column.label.as_str(), |(_, lower)| lower);
            [column.label.as_str(), lower]
                .iter()
                .any(|label| HeaderLabel::from_text(label).key() == key)
        })
    };
    let unmatched = mapping
        .iter()
        .map(|(label, _)| label)
        .filter(|label| !has_label(label));
    unmatched
        .map(|label| clean::clean_text(label).into_owned())
        .collect()
}
