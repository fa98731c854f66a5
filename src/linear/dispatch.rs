//! Runs each command of the linear mode and returns the lines to print.

use ocop_index::query::language;
use ocop_index::store;

use super::command::{CommandNames, LinearCommand, ProductSelector};
use super::state::{LinearResult, LinearState};
use super::{answer_text, chosen_columns, export, facets, record, review};
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
        LinearCommand::Why(selector) => record::explain_product(state, &selector),
        LinearCommand::NeedsNumber => Ok(vec![state.locale_text("linear.needs_number")]),
        LinearCommand::Help => {
            let locale = state.locale();
            let export = locale.t("linear.words_export").split(';').next();
            let names_export = |line: &str| export.is_some_and(|word| line.contains(word));
            let may_export = state.settings.capabilities.may_write_files();
            let help = locale.t("linear.help").lines();
            let help = help.filter(|line| may_export || !names_export(line));
            Ok(help.map(str::to_owned).collect())
        }
        // They end the conversation, or that of a day.
        LinearCommand::Quit | LinearCommand::SeeDay(_) => Ok(Vec::new()),
    }
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
