//! Runs each command of the linear mode and returns the lines to print.

use ocop_index::query::language;
use ocop_index::store;

use super::catalog_change::CatalogResult;
use super::command::{CommandNames, LinearCommand, ProductSelector};
use super::state::{LinearResult, LinearState};
use super::{
    answer_text, catalog_change, chosen_columns, export, facets, record, review, settings_text,
};
use crate::report::statistics;
use crate::wording::generation_text::describe_generation;

/// Runs one command.
pub(super) fn run_command(state: &mut LinearState<'_>, command: LinearCommand) -> LinearResult {
    match command {
        LinearCommand::Search(line) => state.replace_query(&line),
        LinearCommand::Add(line) => state.extend_query(&line),
        LinearCommand::AsWords => state.take_as_words(),
        LinearCommand::SelectNumber(number) => select_number(state, number),
        LinearCommand::NextPage => state.show_next_page(),
        LinearCommand::PreviousPage => state.show_previous_page(),
        LinearCommand::ListProducts => state.show_products_from(state.page_bounds.0),
        LinearCommand::ListFacets => Ok(facets::list_facets(state)),
        LinearCommand::ListValues(facet) => Ok(facets::list_facet_values(state, facet)),
        LinearCommand::ToggleValues(facet, values) => facets::toggle_values(state, facet, &values),
        LinearCommand::DropLastFilter => state.drop_last_filter(),
        LinearCommand::DropAllFilters => state.drop_all_filters(),
        LinearCommand::Statistics => describe_statistics(state),
        LinearCommand::ChooseColumns(names) => chosen_columns::choose_columns(state, &names),
        LinearCommand::CopyQuery => Ok(copy_query(state)),
        LinearCommand::CopyRecord(selector) => record::copy_record(state, &selector),
        LinearCommand::CopyCard(selector) => record::copy_card(state, &selector),
        LinearCommand::CopyLastCard => match state.shown_id.clone() {
            Some(id) => record::copy_card(state, &ProductSelector::Id(id)),
            None => Ok(vec![state.locale_text("linear.card_needs_number")]),
        },
        LinearCommand::Export(_) | LinearCommand::ListExportFormats
            if !state.settings.capabilities.may_write_files() =>
        {
            Ok(vec![state.locale_text("limits.exports")])
        }
        LinearCommand::Export(format) => Ok(export::export_list(state, format)),
        LinearCommand::ListExportFormats => Ok(export::list_formats(state)),
        LinearCommand::SelectRows(rows) => state.select_rows(&rows, true),
        LinearCommand::DeselectRows(rows) => state.select_rows(&rows, false),
        LinearCommand::SelectAll => state.select_all(),
        LinearCommand::SelectNone => Ok(state.select_none()),
        LinearCommand::ListSelected => state.list_selected(),
        LinearCommand::TellSelecting => Ok(vec![state.locale_text("linear.needs_rows")]),
        LinearCommand::Undo => {
            let done = state.undo_step();
            review::tell_failure(state.settings, done)
        }
        LinearCommand::Redo => {
            let done = state.redo_step();
            review::tell_failure(state.settings, done)
        }
        LinearCommand::Work(command) => review::run_work_command(state, command),
        LinearCommand::TellDay => Ok(vec![state.day_text()]),
        LinearCommand::ListGenerations => list_generations(state),
        LinearCommand::TellChanges(number) => {
            let told = catalog_change::tell_changes(state.settings, number);
            review::tell_failure(state.settings, told)
        }
        LinearCommand::RollBack(None) => Ok(vec![state.locale_text("linear.rollback_which")]),
        LinearCommand::RollBack(Some(to)) => {
            let asked = catalog_change::ask_rollback(state.settings, to);
            take_catalog_answer(state, asked)
        }
        LinearCommand::ImportList(None) => Ok(vec![state.locale_text("linear.import_which")]),
        LinearCommand::ImportList(Some(path)) => {
            let asked = catalog_change::read_list(state.settings, &path, false);
            take_catalog_answer(state, asked)
        }
        LinearCommand::TellSettings => Ok(settings_text::describe_settings(state)),
        LinearCommand::Why(selector) => record::explain_product(state, &selector),
        LinearCommand::NeedsNumber => Ok(vec![state.locale_text("linear.needs_number")]),
        LinearCommand::Help => Ok(settings_text::describe_commands(state.settings)),
        LinearCommand::Speak(None) => Ok(vec![settings_text::language_text(state.settings)]),
        // They end the conversation, or that of a day or a language.
        LinearCommand::Quit | LinearCommand::SeeDay(_) | LinearCommand::Speak(Some(_)) => {
            Ok(Vec::new())
        }
    }
}

/// The lines of an answer; what it asks waits for the next line. A failure is told.
pub(super) fn take_catalog_answer(
    state: &mut LinearState<'_>,
    done: CatalogResult,
) -> LinearResult {
    let lines = done.map(|answer| {
        state.question = answer.question;
        answer.lines
    });
    review::tell_failure(state.settings, lines)
}

/// Shows the product with this number, or runs the suggestion with this number when there are no products.
fn select_number(state: &mut LinearState<'_>, number: usize) -> LinearResult {
    if state.answer.total() > 0 {
        return record::show_record(state, number);
    }
    let suggestion = number
        .checked_sub(1)
        .and_then(|index| state.suggestions.get(index));
    match suggestion.map(|suggestion| suggestion.query.clone()) {
        Some(query) => state.run_query(query),
        None => Ok(vec![
            state.locale().fill("linear.no_way", &[("n", &number)]),
        ]),
    }
}

fn describe_statistics(state: &LinearState<'_>) -> LinearResult {
    let locale = state.locale();
    let marked = state.marked_catalog(&state.query)?;
    let catalog = marked.as_ref().unwrap_or(state.catalog);
    let totals = catalog.count_totals(&state.query)?;
    let mut lines = vec![statistics::describe_product_totals(
        locale,
        &totals,
        state.settings.day,
    )];
    lines.extend(statistics::describe_coverage(locale, &totals));
    lines.extend(answer_text::conditions_text(state));
    for counts in statistics::select_facet_counts(&totals, &statistics::SUMMARY_FACETS) {
        lines.push(facets::format_facet_line(locale, &counts));
    }
    Ok(lines)
}

/// The generations, newest first.
fn list_generations(state: &LinearState<'_>) -> LinearResult {
    let locale = state.locale();
    let history = store::list_generations(&state.settings.data_dir)?;
    if history.is_empty() {
        return Ok(vec![state.locale_text("generations.none")]);
    }
    let lines = history.iter().map(|past| {
        let key = if past.is_current {
            "linear.generation_in_use"
        } else {
            "linear.generation"
        };
        let text = describe_generation(locale, past);
        let values: [(&str, &dyn std::fmt::Display); 2] = [("n", &past.number), ("text", &text)];
        locale.fill(key, &values)
    });
    Ok(lines.collect())
}

/// The query as a line that can be typed again.
fn copy_query(state: &LinearState<'_>) -> Vec<String> {
    let line = language::write_query(&state.query);
    let line = line.trim();
    if line.is_empty() {
        return vec![state.locale_text("linear.copy_nothing")];
    }
    // A line that would be a command here is escaped, so that it stays a search.
    let is_search = CommandNames::new().parse_line(line) == LinearCommand::Search(line.to_owned());
    let escape = if is_search { "" } else { "\\" };
    vec![
        state.locale_text("linear.copy_query"),
        format!("{escape}{line}"),
    ]
}
