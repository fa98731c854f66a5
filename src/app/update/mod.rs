//! What happens changes the model; what should happen outside leaves as effects.
//!
//! [`update`] has one arm for each message. A key goes through `type_ahead`, which lets it wait for an answer where it
//! has to, and `key_dispatch`, which finds its action, to `dispatch`, which hands the action to the module
//! of its group. `build_query` makes one query of the search line and what keys chose. `apply_results` takes in what
//! the worker delivers; `row_window` loads the rows of a long list around the selection, and `debounce` lets the
//! record wait until the selection rests. Must not: do input or output, read a clock, or draw.

mod act_recording;
mod apply_results;
mod build_query;
mod catalog_history;
mod catalog_work;
mod column_menu;
mod completion;
mod copied_products;
mod copy;
mod day_prompt;
mod debounce;
mod disagreement_list;
mod dispatch;
mod display_options;
mod export;
mod field_editor;
mod filters;
mod go_to;
mod history_picker;
mod import_prompt;
mod input_line;
mod label_menu;
mod last_place;
mod list_form;
mod list_menu;
mod mouse;
mod navigation;
mod next_question;
mod only_selected;
mod overlay_outcome;
mod plain_text;
mod qr_screen;
mod reload;
mod remark_editor;
mod report_menu;
mod row_window;
mod same_value;
mod search_history;
mod selection;
mod selection_marks;
mod siblings;
mod statistics;
mod type_ahead;
mod typed_line;
mod undo;
mod value_search;
mod work;
mod work_menu;
mod work_news;

use super::effect::Effect;
use super::model::Model;
use super::model::last_place::LastPlace;
use super::model::overlay::Overlay;
use super::msg::Msg;
use super::notice::Notice;
use super::screen_area::{WindowSize, overlay_rows};
use crate::wording::engine_error::format_engine_reason;

/// Takes in one message.
pub fn update(model: &mut Model, msg: Msg) -> Vec<Effect> {
    let mut effects = handle_message(model, msg);
    completion::close_menu_if_left(model);
    navigation::scroll_to_selection(model);
    effects.extend(row_window::request_missing_rows(model));
    effects.extend(selection::request_missing_parts(model));
    effects.extend(apply_results::request_missing_explanation(model));
    effects.extend(siblings::request_missing_siblings(model));
    effects.extend(statistics::request_missing_statistics(model));
    effects.extend(history_picker::request_missing_count(model));
    effects
}

/// The first query, before any key.
pub fn start_first_search(model: &mut Model) -> Vec<Effect> {
    build_query::start_search(model)
}

/// The search that a user who loses the connection would want to find again, as one line.
pub fn search_to_remember(model: &Model) -> Option<String> {
    search_history::search_to_remember(model)
}

/// Where the user is, for the next sitting; `None` while a search is under way, and where nothing was done yet.
pub fn place_to_remember(model: &Model) -> Option<LastPlace> {
    last_place::current_place(model)
}

/// The first query, at the place of the sitting before; the usual one where there is none.
pub fn resume_first_search(model: &mut Model) -> Vec<Effect> {
    if model.offered_place.is_some() {
        return last_place::resume_place(model);
    }
    let effects = start_first_search(model);
    model.notice = Some(Notice::hint(model.locale.t("refused.resume")));
    effects
}

fn handle_message(model: &mut Model, msg: Msg) -> Vec<Effect> {
    match msg {
        Msg::Key(key) => return type_ahead::handle_key(model, key),
        Msg::Paste(text) => return type_ahead::handle_paste(model, text),
        // What keys wait for is about the list as it is: a click could change it.
        Msg::Mouse(_) if model.selection.pending.is_some() => {}
        Msg::Mouse(event) => {
            // What the user saw under the mouse counts: dropping a notice may move it.
            let target = mouse::find_mouse_target(model, event);
            return undo::with_undo_step(model, false, |model| {
                mouse::handle_mouse(model, event, target)
            });
        }
        Msg::SlowConnection => display_options::enter_slow_mode(model),
        Msg::Resize { width, height } => resize_window(model, WindowSize { width, height }),
        Msg::Idle => debounce::end_debounce(model),
        Msg::Answer(page) => {
            apply_results::apply_answer(model, *page);
            let mut effects = work::go_to_first_open(model);
            effects.extend(type_ahead::replay_queued_input(model));
            return effects;
        }
        Msg::Rows {
            query_number,
            start,
            hits,
        } => {
            row_window::apply_rows(model, query_number, start, hits);
            return type_ahead::replay_queued_input(model);
        }
        Msg::Selection(msg) => {
            let mut effects = selection::apply_selection_msg(model, msg);
            effects.extend(type_ahead::replay_queued_input(model));
            return effects;
        }
        Msg::Explained {
            query_number,
            index,
            explanation,
        } => apply_results::apply_explanation(model, query_number, index, explanation),
        Msg::NameFound {
            query_number,
            index,
        } => go_to::apply_found_name(model, query_number, index),
        Msg::ProductFound {
            query_number,
            index,
        } => {
            let mut effects = work::apply_found_product(model, query_number, index);
            effects.extend(type_ahead::replay_queued_input(model));
            return effects;
        }
        Msg::MarksUsed(names) => return work_news::apply_marks(model, &names),
        Msg::Work(msg) => return work_news::apply_work_msg(model, msg),
        Msg::Siblings(siblings) => siblings::apply_siblings(model, *siblings),
        Msg::MatchesCounted { line, total } => {
            history_picker::apply_match_count(model, line, total);
        }
        Msg::Notice(notice) => model.notice = Some(notice),
        Msg::ExportWritten(report) => export::report_export(model, &report),
        Msg::StatisticsComputed(figures) => {
            statistics::apply_statistics(model, figures);
            return type_ahead::replay_queued_input(model);
        }
        Msg::SearchSaved(outcome) => history_picker::report_saved_search(model, outcome),
        Msg::CopySaved(outcome) => copy::report_copy_file(model, &outcome),
        Msg::Catalog(msg) => return catalog_work::apply_catalog_msg(model, msg),
        // Only the import review asks for it.
        Msg::ImportCompared(_) => {}
        Msg::NewerCatalog(generation) => reload::announce_newer_catalog(model, generation),
        Msg::SeenOnDay { day, outcome } => return day_prompt::apply_day(model, day, outcome),
        Msg::Reloaded(outcome) => return reload::apply_reload(model, &outcome),
        Msg::Failed {
            query_number,
            part,
            cause,
        } => {
            apply_results::apply_failure(model, query_number, part);
            let effects = type_ahead::replay_queued_input(model);
            let reason = format_engine_reason(&cause, &model.locale);
            let sentence = model.locale.fill("screen.failed", &[("reason", &reason)]);
            model.notice = Some(Notice::error(sentence));
            return effects;
        }
    }
    Vec::new()
}

fn resize_window(model: &mut Model, size: WindowSize) {
    model.size = size;
    debounce::end_debounce(model);
    history_picker::scroll_picker_to_cursor(model);
    if let Some(history) = model.catalog_history_mut() {
        history.fit_to_window(size);
    }

    if let Some(Overlay::ColumnMenu(menu)) = &mut model.overlay {
        menu.scroll_to_cursor(size);
    }
    if let Some(Overlay::Palette(palette)) = &mut model.overlay {
        palette.scroll_to_cursor(&model.keymap, &model.locale, overlay_rows(size));
    }
}
