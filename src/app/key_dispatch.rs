//! The way of a key press, the same on both screens: the catalogue's and that of an import.
//!
//! 1. [`resolve_key`] looks the key up, after the keys of an unfinished sequence, in the context that has the keys.
//! 2. [`press_resolved_key`] gives it to the palette, to another overlay, or to the screen's own handler of actions.
//!
//! A palette entry that cannot be done now is refused with its reason. Must not: know which screen it works for.

use super::action::{Action, ActionEntry, KeyContext};
use super::action_palette::{ActionPalette, PaletteOutcome};
use super::key::{KeyCode, KeyPress};
use super::keymap::{KeyLookup, KeyMeaning, Keymap};
use super::screen_area::{WindowSize, overlay_rows};
use crate::wording::locale::Locale;
use crate::wording::sanitize::sanitize_typed_text;

/// A screen that takes keys.
pub(super) trait KeyScreen {
    /// What leaves the screen.
    type Effect;

    /// The keys.
    fn keymap(&self) -> &Keymap;
    /// The sentences.
    fn locale(&self) -> &Locale;
    /// Its size.
    fn window_size(&self) -> WindowSize;
    /// Where keys have their meaning now.
    fn key_context(&self) -> KeyContext;
    /// A context whose keys go before those of [`Self::key_context`] now.
    fn leading_context(&self) -> Option<KeyContext> {
        None
    }
    /// The keys of an unfinished sequence.
    fn pending_keys(&self) -> &[KeyPress];
    /// Replaces the keys of an unfinished sequence.
    fn set_pending_keys(&mut self, keys: Vec<KeyPress>);
    /// Shows a sentence until the next key.
    fn set_notice(&mut self, notice: String);
    /// Closes the palette, if it is open.
    fn take_palette(&mut self) -> Option<ActionPalette>;
    /// Opens the palette.
    fn open_palette(&mut self, palette: ActionPalette);
    /// Why an entry of the palette cannot be done now, as the key of a sentence.
    fn refusal_reason(&self, entry: &ActionEntry) -> Option<&'static str>;
    /// Does something.
    fn perform_action(&mut self, action: Action, key: KeyPress) -> Vec<Self::Effect>;

    /// Does something that concerns the whole program, while an overlay stays open.
    fn perform_under_overlay(&mut self, action: Action, key: KeyPress) -> Vec<Self::Effect> {
        self.perform_action(action, key)
    }

    /// Takes a key for an overlay other than the palette, or for a line that is typed; `None` where there is none.
    fn press_overlay_key(
        &mut self,
        _key: KeyPress,
        _meaning: KeyMeaning,
    ) -> Option<Vec<Self::Effect>> {
        None
    }

    /// Takes a key that is not in the table.
    fn type_key(&mut self, _key: KeyPress) -> Vec<Self::Effect> {
        Vec::new()
    }
}

/// What a key means now.
pub(super) fn resolve_key(screen: &impl KeyScreen, key: KeyPress) -> KeyMeaning {
    let pending = screen.pending_keys();
    if key.code == KeyCode::Esc && !pending.is_empty() {
        return KeyMeaning::CancelSequence;
    }
    let context = screen.key_context();
    let pressed = [pending, &[key]].concat();
    if let Some(leading) = screen.leading_context() {
        match screen.keymap().look_up_in(leading, &pressed) {
            KeyLookup::Bound(action) => return KeyMeaning::Bound(action),
            KeyLookup::Prefix => return KeyMeaning::Prefix,
            KeyLookup::Unbound => {}
        }
    }
    match screen.keymap().look_up(context, &pressed) {
        KeyLookup::Bound(action) => KeyMeaning::Bound(action),
        KeyLookup::Prefix => KeyMeaning::Prefix,
        KeyLookup::Unbound if key.alt => KeyMeaning::EscapeThenKey,
        KeyLookup::Unbound if pending.is_empty() => KeyMeaning::Unbound,
        KeyLookup::Unbound if key.is_text() => KeyMeaning::UnknownSequence,
        // A key other than a letter drops the sequence and means what it always means.
        KeyLookup::Unbound => match screen.keymap().look_up(context, &[key]) {
            KeyLookup::Bound(action) => KeyMeaning::Bound(action),
            KeyLookup::Prefix => KeyMeaning::NewPrefix,
            KeyLookup::Unbound => KeyMeaning::Unbound,
        },
    }
}

/// Presses a key.
pub(super) fn press_key<S: KeyScreen>(screen: &mut S, key: KeyPress) -> Vec<S::Effect> {
    let meaning = resolve_key(screen, key);
    press_resolved_key(screen, key, meaning)
}

/// Presses a key whose meaning is known.
pub(super) fn press_resolved_key<S: KeyScreen>(
    screen: &mut S,
    key: KeyPress,
    meaning: KeyMeaning,
) -> Vec<S::Effect> {
    let mut keys = screen.pending_keys().to_vec();
    screen.set_pending_keys(Vec::new());
    if meaning == KeyMeaning::EscapeThenKey {
        let mut effects = press_key(screen, KeyPress::without_modifiers(KeyCode::Esc));
        effects.extend(press_key(screen, KeyPress { alt: false, ..key }));
        return effects;
    }
    if let Some(palette) = screen.take_palette() {
        return press_palette_key(screen, palette, key, meaning);
    }
    if let Some(effects) = screen.press_overlay_key(key, meaning) {
        return effects;
    }
    match meaning {
        KeyMeaning::Bound(action) => return screen.perform_action(action, key),
        KeyMeaning::Prefix => {
            keys.push(key);
            screen.set_pending_keys(keys);
        }
        KeyMeaning::NewPrefix => screen.set_pending_keys(vec![key]),
        KeyMeaning::UnknownSequence => {
            keys.push(key);
            report_unknown_sequence(screen, &keys);
        }
        KeyMeaning::Unbound => return screen.type_key(key),
        KeyMeaning::CancelSequence | KeyMeaning::EscapeThenKey => {}
    }
    Vec::new()
}

fn press_palette_key<S: KeyScreen>(
    screen: &mut S,
    mut palette: ActionPalette,
    key: KeyPress,
    meaning: KeyMeaning,
) -> Vec<S::Effect> {
    let rows = overlay_rows(screen.window_size());
    let outcome = palette.press_key(key, meaning, screen.keymap(), screen.locale(), rows);
    match outcome {
        PaletteOutcome::Close => {}
        PaletteOutcome::Run(entry) => return run_palette_entry(screen, entry),
        PaletteOutcome::StayOpen => screen.open_palette(palette),
        PaletteOutcome::PassThrough(action) => {
            screen.open_palette(palette);
            return screen.perform_under_overlay(action, key);
        }
    }
    Vec::new()
}

/// Does what was chosen in the palette, or reports why it cannot be done.
fn run_palette_entry<S: KeyScreen>(screen: &mut S, entry: &ActionEntry) -> Vec<S::Effect> {
    if let Some(reason) = screen.refusal_reason(entry) {
        let notice = describe_refusal(screen.locale(), reason, entry);
        screen.set_notice(notice);
        return Vec::new();
    }
    let key = screen.keymap().representative_key(entry);
    let key = key.unwrap_or(KeyPress::without_modifiers(KeyCode::Enter));
    screen.perform_action(entry.action, key)
}

/// A reason as a sentence, with the context where the action would work in the middle of it.
fn describe_refusal(locale: &Locale, reason: &str, entry: &ActionEntry) -> String {
    let mut letters = locale.t(entry.context.locale_key()).chars();
    let first = letters.next().into_iter().flat_map(char::to_lowercase);
    let context: String = first.chain(letters).collect();
    locale.fill(reason, &[("place", &context)])
}

fn report_unknown_sequence(screen: &mut impl KeyScreen, keys: &[KeyPress]) {
    let keys: String = keys.iter().filter_map(KeyPress::as_char).collect();
    let keys = sanitize_typed_text(&keys);
    let values: [(&str, &dyn std::fmt::Display); 1] = [("keys", &keys)];
    let (locale, context) = (screen.locale(), screen.key_context());
    let keymap = screen.keymap();
    let notice = keymap.fill_key_names_and_values(locale, "screen.no_prefix", context, &values);
    screen.set_notice(notice);
}
