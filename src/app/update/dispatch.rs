//! From an action to the module that handles its group, and the catalogue's screen as one that takes keys.
//!
//! Every match here and in the modules of the groups is exhaustive: a new action does not compile until it is handled.

use super::overlay_outcome::OverlayOutcome;
use super::{
    catalog_history, column_menu, completion, copy, day_prompt, disagreement_list, display_options,
    export, field_editor, filters, go_to, history_picker, import_prompt, input_line, label_menu,
    last_place, list_form, list_menu, navigation, next_question, plain_text, qr_screen, reload,
    remark_editor, report_menu, same_value, search_history, selection, statistics, undo,
    value_search, work, work_menu,
};
use crate::app::action::{
    Action, ActionEntry, CatalogAction, FacetAction, HistoryAction, KeyContext, PaneAction,
    StatisticsAction,
};
use crate::app::action_palette::ActionPalette;
use crate::app::availability;
use crate::app::effect::Effect;
use crate::app::key::KeyPress;
use crate::app::key_dispatch::{KeyScreen, press_key};
use crate::app::keymap::{KeyMeaning, Keymap};
use crate::app::model::day_prompt::DayPurpose;
use crate::app::model::overlay::Overlay;
use crate::app::model::{Focus, Model};
use crate::app::notice::Notice;
use crate::app::permission::forbidden_reason;
use crate::app::screen_area::WindowSize;
use crate::wording::locale::Locale;

/// Does something, as a key of the panes does it: a search that is used is remembered.
pub(super) fn perform_action(model: &mut Model, action: Action, key: KeyPress) -> Vec<Effect> {
    let action = search_history::arrow_history_action(model, action).unwrap_or(action);
    if matches!(
        action,
        Action::Move(_) | Action::Complete | Action::History(_)
    ) {
        model.input.deselect();
    }
    let remembered = action
        .uses_search()
        .then(|| search_history::remember_search(model))
        .flatten();
    let mut effects: Vec<Effect> = remembered.into_iter().collect();
    effects.extend(dispatch_action(model, action, key));
    if action.opens_line() && model.overlay.is_none() {
        model.work.missed.now = true;
    }
    effects
}

/// Does something.
pub(super) fn dispatch_action(model: &mut Model, action: Action, key: KeyPress) -> Vec<Effect> {
    if let Some(reason) = forbidden_reason(action, &model.capabilities) {
        model.notice = Some(Notice::hint(model.locale.t(reason)));
        return Vec::new();
    }
    match action {
        Action::Help => open_help(model),
        Action::Reload => return reload::request_reload(model),
        Action::Complete => {
            return completion::complete_at_caret(model).unwrap_or_else(|| {
                navigation::perform_pane_action(model, PaneAction::Next);
                Vec::new()
            });
        }
        Action::PickSuggestion => return filters::follow_suggestion(model, key),
        Action::SwitchInputMethod => input_line::switch_input_method(model),
        Action::SeeDay => day_prompt::open_day_prompt(model, DayPurpose::See),
        Action::ShowQrCode => qr_screen::open_qr_screen(model),
        Action::ShowPlainText => plain_text::open_plain_text(model),
        Action::Window(action) => return display_options::perform_window_action(model, action),
        Action::Pane(PaneAction::Close) => close_pane(model, key),
        Action::Pane(PaneAction::Search) => next_question::begin_next_question(model),
        Action::Pane(PaneAction::List) => {
            let effects = input_line::finish_word(model);
            navigation::perform_pane_action(model, PaneAction::List);
            return effects;
        }
        Action::Pane(PaneAction::Back)
            if model.focus == Focus::List && selection::give_up_range(model) => {}
        Action::Pane(action) => navigation::perform_pane_action(model, action),
        Action::GoTo => go_to::open_go_to_line(model),
        Action::Move(movement) => navigation::move_cursor(model, movement),
        Action::Record(action) => navigation::perform_record_action(model, action),
        Action::Edit(edit) => return input_line::perform_edit(model, edit),
        Action::Filter(action) => return filters::perform_filter_action(model, action),
        Action::Facet(action) => perform_facet_action(model, action),
        Action::SameValue(field) => return same_value::filter_by_same_value(model, field),
        Action::Copy(target) => return copy::copy_to_clipboard(model, target),
        Action::Export(format) => return export::export_results(model, format),
        Action::ExportColumns(format) => return export::export_shown_columns(model, format),
        Action::History(action) => return perform_history_action(model, action),
        Action::Selection(action) => {
            return selection::perform_selection_action(model, action);
        }
        Action::Statistics(StatisticsAction::Open) => statistics::open_statistics(model),
        Action::Statistics(action) if model.focus == Focus::Stats => {
            return statistics::perform_statistics_action(model, action);
        }
        Action::Work(action) => return work::perform_work_action(model, action, key),
        Action::Catalog(CatalogAction::OpenHistory) => {
            return catalog_history::open_catalog_history(model);
        }
        Action::Catalog(CatalogAction::ImportList) => {
            return import_prompt::open_import_prompt(model);
        }
        // Keys of these have a meaning in the statistics, in the generations and in the review of an import only.
        Action::Statistics(_)
        | Action::Catalog(CatalogAction::RollBack | CatalogAction::CompareWith)
        | Action::Review(_) => {}
    }
    Vec::new()
}

fn perform_facet_action(model: &mut Model, action: FacetAction) {
    let is_statistics = model.focus == Focus::Stats;
    match action {
        FacetAction::Collapse => model.facets.collapse_facet(),
        FacetAction::Expand => model.facets.expand_facet(),
        FacetAction::Next if is_statistics => statistics::show_adjacent_facet(model, true),
        FacetAction::Previous if is_statistics => statistics::show_adjacent_facet(model, false),
        FacetAction::Next => model.facets.move_to_adjacent_facet(true),
        FacetAction::Previous => model.facets.move_to_adjacent_facet(false),
        FacetAction::FindValue => value_search::begin_value_search(model),
    }
}

fn perform_history_action(model: &mut Model, action: HistoryAction) -> Vec<Effect> {
    match action {
        HistoryAction::OlderSearch => search_history::show_older_search(model),
        HistoryAction::NewerSearch => search_history::show_newer_search(model),
        HistoryAction::Undo => undo::undo_step(model),
        HistoryAction::Redo => undo::redo_step(model),
        HistoryAction::ResumePlace => last_place::resume_place(model),
        HistoryAction::SaveSearch => history_picker::toggle_current_search(model),
        HistoryAction::OpenPicker => {
            history_picker::open_history_picker(model);
            Vec::new()
        }
    }
}

fn open_help(model: &mut Model) {
    let here = KeyContext::from_focus(model.focus);
    let mut palette = ActionPalette::open(KeyContext::CATALOGUE, here);
    palette.input.method = model.input.method;
    palette.capabilities = model.capabilities.clone();
    model.overlay = Some(Overlay::Palette(palette));
}

/// Closes what is on top; at the top, the program, when the key is pressed again.
fn close_pane(model: &mut Model, key: KeyPress) {
    if model.focus == Focus::List && !model.zoomed {
        return next_question::ask_before_leaving(model, key);
    }
    navigation::step_back(model);
}

/// Pastes text into the line that is typed.
pub(super) fn paste_text(model: &mut Model, text: &str) -> Vec<Effect> {
    model.pending_keys.clear();
    match &mut model.overlay {
        Some(Overlay::Palette(palette)) => palette.paste_text(text),
        Some(Overlay::HistoryPicker(_)) => history_picker::paste_into_picker(model, text),
        Some(Overlay::ImportPrompt(_)) => return import_prompt::paste_into_prompt(model, text),
        Some(Overlay::CatalogHistory(_)) => {}
        Some(Overlay::DayPrompt(_)) => day_prompt::paste_into_day_prompt(model, text),
        Some(Overlay::GoTo(_)) => go_to::paste_into_go_to_line(model, text),
        Some(Overlay::FieldEditor(_)) => field_editor::paste_into_field_editor(model, text),
        Some(Overlay::WorkMenu(_)) => work_menu::paste_into_work_menu(model, text),
        Some(Overlay::ListMenu(_)) => list_menu::paste_into_list_menu(model, text),
        Some(Overlay::ListForm(_)) => return list_form::paste_into_list_form(model, text),
        Some(Overlay::RemarkEditor(_)) => return remark_editor::paste_into_remark(model, text),
        Some(Overlay::LabelMenu(_)) => label_menu::paste_into_label_menu(model, text),
        Some(
            Overlay::QrScreen(_)
            | Overlay::PlainText(_)
            | Overlay::ColumnMenu(_)
            | Overlay::Disagreements(_)
            | Overlay::ReportMenu(_)
            | Overlay::ReviewProgress,
        )
        | None => {
            model.overlay = None;
            if !model.is_searching_values() {
                if model.focus != Focus::Input {
                    next_question::begin_next_question(model);
                }
                return input_line::paste_text(model, text);
            }
            value_search::paste_into_value_search(model, text);
        }
    }
    Vec::new()
}

impl KeyScreen for Model {
    type Effect = Effect;

    fn keymap(&self) -> &Keymap {
        &self.keymap
    }

    fn locale(&self) -> &Locale {
        &self.locale
    }

    fn window_size(&self) -> WindowSize {
        self.size
    }

    fn key_context(&self) -> KeyContext {
        Self::key_context(self)
    }

    fn leading_context(&self) -> Option<KeyContext> {
        self.is_reviewing().then_some(KeyContext::Reviewing)
    }

    fn pending_keys(&self) -> &[KeyPress] {
        &self.pending_keys
    }

    fn set_pending_keys(&mut self, keys: Vec<KeyPress>) {
        self.pending_keys = keys;
    }

    fn set_notice(&mut self, notice: String) {
        self.work.missed.now = true;
        self.notice = Some(Notice::hint(notice));
    }

    fn take_palette(&mut self) -> Option<ActionPalette> {
        match self.overlay.take() {
            Some(Overlay::Palette(palette)) => Some(palette),
            other => {
                self.overlay = other;
                None
            }
        }
    }

    fn open_palette(&mut self, palette: ActionPalette) {
        self.overlay = Some(Overlay::Palette(palette));
    }

    fn refusal_reason(&self, entry: &ActionEntry) -> Option<&'static str> {
        availability::refusal_reason(entry, self)
    }

    fn perform_action(&mut self, action: Action, key: KeyPress) -> Vec<Effect> {
        perform_action(self, action, key)
    }

    fn perform_under_overlay(&mut self, action: Action, key: KeyPress) -> Vec<Effect> {
        dispatch_action(self, action, key)
    }

    fn press_overlay_key(&mut self, key: KeyPress, meaning: KeyMeaning) -> Option<Vec<Effect>> {
        if let Some(effects) = completion::press_menu_key(self, key, meaning) {
            return Some(effects);
        }
        let outcome = match &self.overlay {
            Some(Overlay::QrScreen(_)) => qr_screen::press_qr_screen_key(self, meaning),
            Some(Overlay::PlainText(_)) => plain_text::press_plain_text_key(self, meaning),
            Some(Overlay::GoTo(_)) => go_to::press_go_to_key(self, key, meaning),
            Some(Overlay::ColumnMenu(_)) => column_menu::press_column_menu_key(self, key, meaning),
            Some(Overlay::HistoryPicker(_)) => history_picker::press_picker_key(self, key, meaning),
            Some(Overlay::CatalogHistory(_)) => {
                catalog_history::press_history_key(self, key, meaning)
            }
            Some(Overlay::ImportPrompt(_)) => import_prompt::press_prompt_key(self, key, meaning),
            Some(Overlay::DayPrompt(_)) => day_prompt::press_day_prompt_key(self, key, meaning),
            Some(Overlay::FieldEditor(_)) => {
                field_editor::press_field_editor_key(self, key, meaning)
            }
            Some(Overlay::WorkMenu(_)) => work_menu::press_work_menu_key(self, key, meaning),
            Some(Overlay::ListMenu(_)) => list_menu::press_list_menu_key(self, key, meaning),
            Some(Overlay::ListForm(_)) => list_form::press_list_form_key(self, key, meaning),
            Some(Overlay::ReviewProgress) => work::press_progress_key(self, meaning),
            Some(Overlay::RemarkEditor(_)) => remark_editor::press_remark_key(self, key, meaning),
            Some(Overlay::LabelMenu(_)) => label_menu::press_label_menu_key(self, key, meaning),
            Some(Overlay::Disagreements(_)) => {
                disagreement_list::press_disagreement_key(self, key, meaning)
            }
            Some(Overlay::ReportMenu(_)) => report_menu::press_report_menu_key(self, key, meaning),
            // A key that is not an edit ends the value search, and has its meaning in the pane.
            None if self.is_searching_values() => {
                let is_taken = value_search::press_value_search_key(self, key, meaning);
                return Some(if is_taken {
                    Vec::new()
                } else {
                    press_key(self, key)
                });
            }
            Some(Overlay::Palette(_)) | None => return None,
        };
        Some(match outcome {
            OverlayOutcome::Effects(effects) => effects,
            OverlayOutcome::PassThrough(action) => dispatch_action(self, action, key),
        })
    }

    fn type_key(&mut self, key: KeyPress) -> Vec<Effect> {
        if self.focus == Focus::Input {
            return input_line::type_key(self, key);
        }
        next_question::report_dead_key(self, key);
        Vec::new()
    }
}
