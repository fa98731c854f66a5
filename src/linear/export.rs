//! The list into a new file, with the formats and file names of the full screen.

use ocop_index::query::language;

use super::command::EXPORT_FORMATS;
use super::state::LinearState;
use crate::commands::new_export;
use crate::report::export_format::ExportFormat;

/// Writes the list; a file that cannot be written is told, and the conversation goes on.
pub(super) fn export_list(state: &LinearState<'_>, format: ExportFormat) -> Vec<String> {
    if state.answer.total() == 0 {
        return vec![state.locale_text("refused.empty")];
    }
    let line = language::write_query(&state.query);
    let written = new_export::write_new_export(
        state.settings,
        (state.catalog, state.generation),
        (&state.query, line.trim()),
        format,
    );
    match written {
        Ok(written) => vec![format!("{}.", written.to_sentence(state.settings))],
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
