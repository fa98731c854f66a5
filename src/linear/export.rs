//! The selected products, else the list, into a new file, with the formats and file names of the full screen.

use ocop_index::query::language;

use super::command::EXPORT_FORMATS;
use super::state::LinearState;
use crate::commands::new_export::{self, ExportedRows};
use crate::report::export_format::ExportFormat;

/// Writes the selected products, else the list; a file that cannot be written is told, and the conversation goes on.
pub(super) fn export_list(state: &LinearState<'_>, format: ExportFormat) -> Vec<String> {
    let ids = state.selected.ids();
    if state.answer.total() == 0 && ids.is_empty() {
        return vec![state.locale_text("refused.empty")];
    }
    let n = state.locale().format_number(ids.len());
    let line = if ids.is_empty() {
        language::write_query(&state.query)
    } else {
        state.locale().fill("selection.file_name", &[("n", &n)])
    };
    let rows = ExportedRows {
        query: &state.query,
        selected: (!ids.is_empty()).then_some(&*ids),
        line: line.trim(),
    };
    let written = new_export::write_new_export(
        state.settings,
        (state.catalog, state.generation),
        rows,
        format,
    );
    match written {
        Ok(written) => {
            let sentence = format!("{}.", written.to_sentence(state.settings));
            let of_selection = state.locale().fill("linear.of_selection", &[("n", &n)]);
            let told = (!ids.is_empty()).then_some(of_selection);
            told.into_iter().chain([sentence]).collect()
        }
        Err(failure) => failure.to_sentence(state.locale()).into_iter().collect(),
    }
}

/// How each format is asked for.
pub(super) fn list_formats(state: &LinearState<'_>) -> Vec<String> {
    let locale = state.locale();
    let mut lines = vec![state.locale_text("linear.export_which")];
    lines.extend(EXPORT_FORMATS.map(|(_, letter, key)| {
        let word = locale.t(key).split(';').next().unwrap_or_default();
        let values: [(&str, &dyn std::fmt::Display); 2] = [("letter", &letter), ("word", &word)];
        locale.fill("linear.export_row", &values)
    }));
    lines
}
