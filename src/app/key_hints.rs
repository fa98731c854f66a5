//! The keys that the catalogue's screen shows: in its footer, and after the first key of a sequence.

use super::action::{
    ACTION_TABLE, Action, ActionEntry, CopyTarget, KeyContext, PaneAction, StatisticsAction,
    WindowAction,
};
use super::availability::is_available;
use super::focus::Focus;
use super::keymap;
use super::model::Model;
use super::permission::forbidden_reason;

/// The rows that the footer shows now.
pub fn footer_entries(model: &Model) -> Vec<&'static ActionEntry> {
    let context = KeyContext::from_focus(model.focus);
    let is_typing = model.focus == Focus::Input;
    let close = Action::Pane(PaneAction::Close);
    let closes = model.keymap.shortcut_text(close, context).is_some();
    let has_key = |entry: &&ActionEntry| {
        let context = match entry.context {
            KeyContext::Reviewing => KeyContext::Reviewing,
            _ => context,
        };
        let mut keys = model.keymap.active_key_sequences(entry, context);
        keys.next().is_some()
    };
    let contexts = [context, KeyContext::Anywhere].into_iter();
    let leading = model.is_reviewing().then_some(KeyContext::Reviewing);
    let contexts: Vec<KeyContext> = contexts.chain(leading).collect();
    let mut entries: Vec<&ActionEntry> = ACTION_TABLE
        .iter()
        .filter(|entry| entry.footer_order > 0 && is_available(entry.action, model))
        .filter(|entry| contexts.contains(&entry.context))
        .filter(has_key)
        .filter(|entry| match entry.action {
            Action::Pane(PaneAction::Facets) => {
                ![Focus::Facets, Focus::Detail].contains(&model.focus)
            }
            Action::Pane(PaneAction::Search) => model.focus != Focus::Facets,
            Action::Statistics(StatisticsAction::Open) | Action::Pane(PaneAction::Zoom) => {
                model.focus != Focus::Stats
            }
            // One key to leave is enough: the shorter one, where letters are keys.
            Action::Window(WindowAction::Quit) => is_typing || !closes,
            _ => true,
        })
        .collect();
    entries.sort_by_key(|entry| (entry.context != KeyContext::Reviewing, entry.footer_order));
    entries
}

/// The rows that continue the pending keys, each with the name of its next key.
pub fn pending_key_hints(model: &Model) -> Vec<(String, &'static ActionEntry)> {
    let pending = &model.pending_keys;
    let mut rows = Vec::new();
    let here = KeyContext::from_focus(model.focus);
    for context in [here, KeyContext::Anywhere] {
        let entries = ACTION_TABLE.iter();
        let entries = entries.filter(|entry| entry.context == context && is_offered(entry, model));
        for entry in entries {
            let continues = |keys: &&str| keymap::parse_key_sequence(keys).starts_with(pending);
            // A context may use a key of everywhere for itself.
            let sequences = model.keymap.active_key_sequences(entry, here);
            let sequences = sequences.filter(continues);
            let next = sequences.filter_map(|keys| keys.split(',').nth(pending.len()));
            rows.extend(next.map(|key| (keymap::format_key_sequence(key), entry)));
        }
    }
    rows
}

/// False for what this run may not do, and in the statistics for what concerns the list or its product: there the table
/// shown is copied and exported.
fn is_offered(entry: &ActionEntry, model: &Model) -> bool {
    if forbidden_reason(entry.action, &model.capabilities).is_some() {
        return false;
    }
    let is_of_list = match entry.action {
        Action::Copy(target) => {
            entry.context == KeyContext::Anywhere && target != CopyTarget::QueryLine
        }
        Action::Export(format) => !format.holds_figures(),
        Action::ExportColumns(_) => true,
        _ => false,
    };
    model.focus != Focus::Stats || !is_of_list
}
