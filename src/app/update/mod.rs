//! What happens changes the model; what should happen outside leaves as effects.
//!
//! One function a message. What a key does is spread over [`typing`], [`completing`], [`values`], [`walking`],
//! [`filtering`], [`like`], [`counting`], [`undoing`], [`recalling`], [`saving`], [`copying`], [`exporting`],
//! [`scanning`], [`reloading`] and [`fitting`]; [`pointing`] turns the mouse into that, [`asking`] makes one question of
//! it all, [`answering`] and [`others`] take in what comes back, [`resting`] lets the record wait for the hand. Must not: do input or output, read a clock, or draw.

mod apply_results;
mod build_query;
mod completion;
mod copy;
mod debounce;
mod display_options;
mod export;
mod filters;
mod history_picker;
mod input_line;
mod mouse;
mod navigation;
mod qr_screen;
mod reload;
mod same_value;
mod search_history;
mod siblings;
mod statistics;
mod undo;
mod value_search;

use super::action::{Action, ActionEntry, KeyContext};
use super::action_palette::{self, ActionPalette, PaletteOutcome};
use super::effect::Effect;
use super::key::{KeyCode, KeyPress};
use super::keymap::KeyLookup;
use super::layout;
use super::model::{Focus, Model, QueuedInput};
use super::msg::Msg;
use super::unavailable;
use crate::cli::exit;

/// Takes in one message.
pub fn update(model: &mut Model, msg: Msg) -> Vec<Effect> {
    let mut effects = match msg {
        Msg::Key(key) => handle_key(model, key),
        Msg::Paste(text) => handle_paste(model, text),
        Msg::Mouse(mouse) => {
            // What was seen under it counts: a notice hides what comes back when it goes.
            let under = mouse::find_mouse_target(model, mouse);
            with_undo_step(model, false, |model| {
                mouse::handle_mouse(model, mouse, under)
            })
        }
        Msg::SlowConnection => {
            display_options::enter_slow_mode(model);
            Vec::new()
        }
        Msg::Resize { width, height } => {
            model.size = layout::WindowSize { width, height };
            debounce::end_debounce(model);
            history_picker::scroll_picker_to_cursor(model);
            if let Some(palette) = &mut model.palette {
                let rows = layout::overlay_rows(model.size);
                palette.scroll_to_cursor(&model.keymap, &model.locale, rows);
            }
            Vec::new()
        }
        Msg::Idle => {
            debounce::end_debounce(model);
            Vec::new()
        }
        Msg::Answer(page) => {
            apply_results::apply_answer(model, *page);
            replay_queued_input(model)
        }
        Msg::Rows {
            generation,
            start,
            hits,
        } => {
            apply_results::apply_rows(model, generation, start, hits);
            replay_queued_input(model)
        }
        Msg::Explained {
            generation,
            index: place,
            explanation,
        } => {
            apply_results::apply_explanation(model, generation, place, explanation);
            Vec::new()
        }
        Msg::Siblings(made) => {
            siblings::apply_siblings(model, *made);
            Vec::new()
        }
        Msg::MatchesCounted { line, total } => {
            history_picker::apply_match_count(model, line, total);
            Vec::new()
        }
        Msg::Notice(sentence) => {
            model.notice = Some(sentence);
            Vec::new()
        }
        Msg::StatisticsComputed(figures) => {
            statistics::apply_statistics(model, figures);
            replay_queued_input(model)
        }
        Msg::CopySaved(filed) => {
            copy::report_copy_file(model, &filed);
            Vec::new()
        }
        Msg::NewerCatalog(number) => {
            // What is told of it until then is not so any more.
            let none = model.locale.t("refused.reload");
            model.notice = model.notice.take().filter(|told| told != none);
            model.newer_generation = Some(number);
            Vec::new()
        }
        Msg::Reloaded(reloaded) => reload::apply_reload(model, &reloaded),
        Msg::Failed {
            generation,
            part,
            cause,
        } => {
            apply_results::apply_failure(model, generation, part);
            let effects = replay_queued_input(model);
            let reason = exit::format_engine_reason(&cause, &model.locale);
            model.notice = Some(model.locale.fill("screen.failed", &[("reason", &reason)]));
            effects
        }
    };
    navigation::scroll_to_selection(model);
    effects.extend(apply_results::request_missing_rows(model));
    effects.extend(apply_results::request_missing_explanation(model));
    effects.extend(siblings::request_missing_siblings(model));
    effects.extend(statistics::request_missing_statistics(model));
    effects.extend(history_picker::request_missing_count(model));
    effects
}

/// The first question, before any key.
pub fn start_first_search(model: &mut Model) -> Vec<Effect> {
    build_query::start_search(model)
}

/// The search that somebody who loses the line would want to find again, as one line.
pub fn search_to_remember(model: &Model) -> Option<String> {
    search_history::search_to_remember(model)
}

/// Most keys that wait for an answer; more come from no person.
const MAX_QUEUED_INPUT: usize = 4096;

/// A key that walks or chooses in a list that is not here yet waits for it, and all keys behind it: what is
/// typed ahead on a slow line does what it would have done on a fast one.
fn handle_key(model: &mut Model, key: KeyPress) -> Vec<Effect> {
    let mut keys = model.pending_keys.clone();
    keys.push(key);
    let meaning = model
        .keymap
        .look_up(KeyContext::from_focus(model.focus), &keys);
    // Leaving never waits, not behind a prefix either, but a letter does: behind held keys it may be text by its turn.
    let alone = model
        .keymap
        .look_up(KeyContext::from_focus(model.focus), &[key]);
    let leave = KeyLookup::Bound(Action::Quit);
    if (key.ctrl && alone == leave) || (model.queued_input.is_empty() && meaning == leave) {
        return with_undo_step(model, is_typing(model), |model| press_key(model, key));
    }
    let is_text = model.focus == Focus::Input || is_searching_values(model);
    let waits = matches!(meaning, KeyLookup::Bound(action) if must_wait(model, action));
    let waits = waits && !(is_text && key.is_text()) && !has_overlay(model);
    if model.queued_input.is_empty() && !waits {
        return with_undo_step(model, is_typing(model), |model| press_key(model, key));
    }
    queue_input(model, QueuedInput::Key(key));
    Vec::new()
}

/// True while a window lies over the panes.
fn has_overlay(model: &Model) -> bool {
    model.palette.is_some() || model.history_picker.is_some() || model.qr_screen.is_some()
}

/// True while keys go into the search line.
fn is_typing(model: &Model) -> bool {
    model.focus == Focus::Input && !has_overlay(model)
}

/// Tells a sentence that names keys of where the person is.
fn show_notice(model: &mut Model, sentence: &str) {
    let context = KeyContext::from_focus(model.focus);
    model.notice = Some(
        model
            .keymap
            .fill_key_names(&model.locale, sentence, context),
    );
}

/// Does something of a person's, and remembers what was asked before if it changes that. What was told until then is
/// read, and whoever does something stands where they are.
fn with_undo_step(
    model: &mut Model,
    typing: bool,
    deed: impl FnOnce(&mut Model) -> Vec<Effect>,
) -> Vec<Effect> {
    (model.notice, model.selection_anchor) = (None, None);
    let old = undo::current_step(model);
    let place = debounce::capture_navigation(model);
    let effects = deed(model);
    debounce::end_debounce_unless_moving(model, &place);
    undo::remember_step(model, old, typing);
    effects
}

/// Pasted text keeps its place behind the keys that wait.
fn handle_paste(model: &mut Model, text: String) -> Vec<Effect> {
    if model.queued_input.is_empty() {
        return with_undo_step(model, is_typing(model), |model| paste_text(model, &text));
    }
    queue_input(model, QueuedInput::Paste(text));
    Vec::new()
}

fn queue_input(model: &mut Model, held: QueuedInput) {
    if model.queued_input.len() < MAX_QUEUED_INPUT {
        model.queued_input.push(held);
    }
}

/// True when an action has to wait: for the answer, or for the rows that it needs.
fn must_wait(model: &Model, action: Action) -> bool {
    let needs_row = matches!(action, Action::Open | Action::DetailUp | Action::DetailDown);
    let needs_figures = action.needs_answer() && model.missing_statistics().is_some();
    needs_figures
        || (action.needs_answer() && model.is_stale())
        || (needs_row && model.awaited_rows.is_some())
}

/// What was waited for is here: the keys that waited have their turn.
fn replay_queued_input(model: &mut Model) -> Vec<Effect> {
    if model.is_stale() {
        return Vec::new();
    }
    let mut effects = Vec::new();
    for held in std::mem::take(&mut model.queued_input) {
        effects.extend(match held {
            QueuedInput::Key(key) => handle_key(model, key),
            QueuedInput::Paste(text) => handle_paste(model, text),
        });
        navigation::scroll_to_selection(model);
        effects.extend(apply_results::request_missing_rows(model));
    }
    effects
}

fn press_key(model: &mut Model, key: KeyPress) -> Vec<Effect> {
    if has_overlay(model) && key.alt {
        let context = match model.qr_screen {
            Some(_) => KeyContext::Detail,
            None => KeyContext::Input,
        };
        if model.keymap.look_up(context, &[key]) == KeyLookup::Unbound {
            return press_escape_then_key(model, key);
        }
    }
    if model.palette.is_some() {
        return press_key_in_palette(model, key);
    }
    if model.qr_screen.is_some() {
        let action = qr_screen::press_qr_screen_key(model, key);
        return action.map_or_else(Vec::new, |action| dispatch_action(model, action, key));
    }
    if model.history_picker.is_some() {
        return history_picker::press_picker_key(model, key);
    }
    if is_searching_values(model) && value_search::press_value_search_key(model, key) {
        return Vec::new();
    }
    let context = KeyContext::from_focus(model.focus);
    let mut keys = std::mem::take(&mut model.pending_keys);
    if key.code == KeyCode::Esc && !keys.is_empty() {
        return Vec::new();
    }
    keys.push(key);
    match model.keymap.look_up(context, &keys) {
        KeyLookup::Bound(action) => perform_action(model, action, key),
        KeyLookup::Prefix => {
            model.pending_keys = keys;
            Vec::new()
        }
        KeyLookup::Unbound if key.alt => press_escape_then_key(model, key),
        // Behind a prefix that it does not go on from, what is no letter means what it always means.
        KeyLookup::Unbound if keys.len() > 1 && !key.is_text() => press_key(model, key),
        KeyLookup::Unbound if keys.len() > 1 => {
            let keys: String = keys.iter().filter_map(KeyPress::as_char).collect();
            let values: [(&str, &dyn std::fmt::Display); 1] = [("keys", &keys)];
            let (locale, key) = (&model.locale, "screen.no_prefix");
            model.notice = Some(
                model
                    .keymap
                    .fill_key_names_and_values(locale, key, context, &values),
            );
            Vec::new()
        }
        KeyLookup::Unbound if model.focus == Focus::Input => input_line::type_key(model, key),
        KeyLookup::Unbound => Vec::new(),
    }
}

/// On a slow line an Escape and the key behind it arrive together and look like Alt.
fn press_escape_then_key(model: &mut Model, key: KeyPress) -> Vec<Effect> {
    let mut effects = press_key(model, KeyPress::without_modifiers(KeyCode::Esc));
    effects.extend(press_key(model, KeyPress { alt: false, ..key }));
    effects
}

fn press_key_in_palette(model: &mut Model, key: KeyPress) -> Vec<Effect> {
    let rows = layout::overlay_rows(model.size);
    match action_palette::handle_palette_key(
        &mut model.palette,
        key,
        &model.keymap,
        &model.locale,
        rows,
    ) {
        PaletteOutcome::Run(entry) => run_palette_entry(model, entry),
        PaletteOutcome::PassThrough(action) => dispatch_action(model, action, key),
        PaletteOutcome::StayOpen | PaletteOutcome::Close => Vec::new(),
    }
}

/// Does what was chosen in the palette, or says why not.
fn run_palette_entry(model: &mut Model, entry: &ActionEntry) -> Vec<Effect> {
    if let Some(reason) = unavailable::refusal_reason(entry, model) {
        model.notice = Some(unavailable::describe_refusal(&model.locale, reason, entry));
        return Vec::new();
    }
    let key = model.keymap.representative_key(entry);
    key.map_or_else(Vec::new, |key| perform_action(model, entry.action, key))
}

fn paste_text(model: &mut Model, text: &str) -> Vec<Effect> {
    model.pending_keys.clear();
    model.qr_screen = None;
    if let Some(palette) = &mut model.palette {
        palette.paste_text(text);
        return Vec::new();
    }
    if model.history_picker.is_some() {
        history_picker::paste_into_picker(model, text);
        return Vec::new();
    }
    if is_searching_values(model) {
        value_search::paste_into_value_search(model, text);
        return Vec::new();
    }
    model.focus = Focus::Input;
    input_line::paste_text(model, text)
}

/// True while letters narrow the values of a facet.
fn is_searching_values(model: &Model) -> bool {
    model.focus == Focus::Facets && model.facets.is_searching_values()
}

fn perform_action(model: &mut Model, action: Action, key: KeyPress) -> Vec<Effect> {
    let action = search_history::arrow_history_action(model, action).unwrap_or(action);
    let acts = matches!(
        action,
        Action::ToList | Action::Open | Action::Copy | Action::Close | Action::Quit
    );
    let kept = acts
        .then(|| search_history::remember_search(model))
        .flatten();
    let mut effects: Vec<Effect> = kept.into_iter().collect();
    effects.extend(dispatch_action(model, action, key));
    effects
}

fn dispatch_action(model: &mut Model, action: Action, key: KeyPress) -> Vec<Effect> {
    if let Some(format) = action.export_format() {
        return export::export_results(model, format);
    }
    match action {
        Action::Quit => vec![Effect::Quit],
        Action::Close => close_pane(model),
        Action::Redraw => vec![Effect::Redraw],
        Action::Suspend => vec![Effect::Suspend],
        Action::Help => {
            let here = KeyContext::from_focus(model.focus);
            let mut palette = ActionPalette::open(KeyContext::CATALOGUE, here);
            palette.input.method = model.input.method;
            model.palette = Some(palette);
            Vec::new()
        }
        Action::ToList => {
            let effects = input_line::finish_word(model);
            navigation::perform_navigation(model, action);
            effects
        }
        Action::Typing => {
            input_line::switch_input_method(model);
            Vec::new()
        }
        Action::Mouse | Action::Slow | Action::Wider | Action::Narrower => {
            display_options::perform_display_action(model, action)
        }
        Action::FindValue => {
            value_search::begin_value_search(model);
            Vec::new()
        }
        Action::Undo | Action::Redo => undo::undo_or_redo(model, action),
        Action::OlderSearch | Action::NewerSearch => {
            search_history::step_search_history(model, action)
        }
        Action::Save => history_picker::toggle_current_search(model),
        Action::Recall => {
            history_picker::open_history_picker(model);
            Vec::new()
        }
        Action::Stats => {
            statistics::open_statistics(model);
            Vec::new()
        }
        // Leaving the statistics and going to another pane is the same as everywhere.
        _ if model.focus == Focus::Stats && action.is_statistics_action() => {
            statistics::perform_statistics_action(model, action)
        }
        Action::Reload => reload::request_reload(model),
        Action::Scan => {
            qr_screen::open_qr_screen(model);
            Vec::new()
        }
        Action::Copy
        | Action::CopyName
        | Action::CopyRecord
        | Action::CopyPhone
        | Action::CopyLink => copy::copy_to_clipboard(model, action),
        Action::LikeStar
        | Action::LikeDistrict
        | Action::LikeUnit
        | Action::LikeGroup
        | Action::LikeKind
        | Action::LikeProducer => same_value::filter_by_same_value(model, action),
        Action::Complete => completion::complete_at_caret(model).unwrap_or_else(|| {
            navigation::perform_navigation(model, Action::NextPane);
            Vec::new()
        }),
        Action::WayOut => filters::follow_suggestion(model, key),
        Action::Toggle
        | Action::Exclude
        | Action::DropFilter
        | Action::DropFilters
        | Action::Sort
        | Action::Reverse
        | Action::Literal
        | Action::Collapse
        | Action::Expand
        | Action::NextFacet
        | Action::PreviousFacet => filters::perform_filter_action(model, action),
        edit if edit.is_line_edit() => input_line::perform_edit(model, edit),
        _ => {
            navigation::perform_navigation(model, action);
            Vec::new()
        }
    }
}

/// Closes what is on top; at the top, the program.
fn close_pane(model: &mut Model) -> Vec<Effect> {
    if model.focus == Focus::List && !model.zoomed {
        return vec![Effect::Quit];
    }
    navigation::step_back(model);
    Vec::new()
}
