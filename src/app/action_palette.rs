//! The help that is a palette as well: every action with its keys, fewer by typing, done by Enter.
//!
//! Names are found without accents, by their words in this language, their English name or a key. Must not: do
//! anything; who opened it does.

use ocop_index::query::language::field::normalize_name as folded;

use super::action::{self, Action, ActionEntry, KeyContext};
use super::input_line::InputLine;
use super::key::KeyPress;
use super::keymap::{self, KeyLookup, Keymap};
use crate::wording::locale::Locale;

/// An open palette.
#[derive(Clone, Debug)]
pub struct ActionPalette {
    /// What is typed.
    pub input: InputLine,
    /// The entry of the cursor, by its place among those shown.
    pub cursor: usize,
    /// The first line shown.
    pub offset: usize,
    contexts: &'static [KeyContext],
    /// Where it was opened.
    opened_in: KeyContext,
}

/// One line of it.
#[derive(Clone, Copy, Debug)]
pub enum PaletteLine {
    /// Where the entries below have their meaning.
    Heading(KeyContext),
    /// An action.
    Entry(&'static ActionEntry),
    /// Nothing.
    Blank,
}

/// What comes of a key.
#[derive(Clone, Copy, Debug)]
pub enum PaletteOutcome {
    /// It stays open.
    StayOpen,
    /// It closes.
    Close,
    /// It closes, and this is done.
    Run(&'static ActionEntry),
    /// Something that has nothing to do with it, such as leaving the program.
    PassThrough(Action),
}

impl ActionPalette {
    /// Open at the entries of a context.
    pub fn open(contexts: &'static [KeyContext], here: KeyContext) -> Self {
        let before = contexts.iter().take_while(|context| **context != here);
        let cursor = before
            .map(|context| action::entries_in_context(contexts, *context).count())
            .sum();
        let lines_before = contexts.iter().take_while(|context| **context != here);
        Self {
            input: InputLine::default(),
            cursor,
            // The head of the context is the first line.
            offset: cursor + 2 * lines_before.count(),
            contexts,
            opened_in: here,
        }
    }

    /// The places in order: as ever while nothing is typed, then what can be done here before what cannot.
    fn ordered_contexts(&self) -> Vec<KeyContext> {
        let mut places = self.contexts.to_vec();
        if !self.input.text().trim().is_empty() {
            places.sort_by_key(|place| match place {
                place if *place == self.opened_in => 0,
                KeyContext::Anywhere => 1,
                _ => 2,
            });
        }
        places
    }

    /// The lines left by what is typed.
    pub fn build_lines(&self, keymap: &Keymap, locale: &Locale) -> Vec<PaletteLine> {
        let mut lines = Vec::new();
        for context in self.ordered_contexts() {
            let entries = action::entries_in_context(self.contexts, context);
            let mut fitting = entries
                .filter(|entry| self.matches_entry(entry, keymap, locale))
                .peekable();
            if fitting.peek().is_none() {
                continue;
            }
            if !lines.is_empty() {
                lines.push(PaletteLine::Blank);
            }
            lines.push(PaletteLine::Heading(context));
            lines.extend(fitting.map(PaletteLine::Entry));
        }
        lines
    }

    /// The line of the cursor among these.
    pub fn cursor_line(&self, lines: &[PaletteLine]) -> Option<usize> {
        let places = lines.iter().enumerate();
        let mut entries = places.filter(|(_, line)| matches!(line, PaletteLine::Entry(_)));
        entries.nth(self.cursor).map(|(place, _)| place)
    }

    fn matches_entry(&self, entry: &ActionEntry, keymap: &Keymap, locale: &Locale) -> bool {
        let typed = self.input.text().trim();
        if typed.is_empty() {
            return true;
        }
        let words = folded(typed);
        let also = locale.get(&format!("also.{}", entry.name));
        let by_name = [&entry.label(locale), entry.name, also.unwrap_or_default()].map(folded);
        let keys = keymap.key_sequences(entry).map(keymap::format_key_sequence);
        let by_key = keys.map(|keys| keys.to_lowercase());
        !words.is_empty() && by_name.iter().any(|name| name.contains(&words))
            || by_key.into_iter().any(|keys| keys == typed.to_lowercase())
    }

    /// Takes a key, in a window that shows so many lines of it.
    fn handle_key(
        &mut self,
        key: KeyPress,
        keymap: &Keymap,
        locale: &Locale,
        rows: usize,
    ) -> PaletteOutcome {
        let empty = self.input.text().is_empty();
        let action = match keymap.look_up(KeyContext::Input, &[key]) {
            KeyLookup::Bound(action) => action,
            _ if empty && is_palette_key(keymap, key) => return PaletteOutcome::Close,
            _ => {
                if let Some(c) = key.typed_char() {
                    self.edit_input(|line| line.type_char(c));
                }
                return PaletteOutcome::StayOpen;
            }
        };
        match action {
            Action::Back | Action::Help => return PaletteOutcome::Close,
            Action::ToList => {
                let lines = self.build_lines(keymap, locale);
                let chosen = self.cursor_line(&lines).and_then(|at| lines.get(at));
                if let Some(PaletteLine::Entry(entry)) = chosen {
                    return PaletteOutcome::Run(entry);
                }
            }
            Action::Up => self.cursor = self.cursor.saturating_sub(1),
            Action::Down => self.cursor += 1,
            Action::PageUp => self.cursor = self.cursor.saturating_sub(rows),
            Action::PageDown => self.cursor += rows,
            Action::Quit
            | Action::Redraw
            | Action::Suspend
            | Action::Typing
            | Action::Mouse
            | Action::Slow => {
                return PaletteOutcome::PassThrough(action);
            }
            edit => self.edit_input(|line| line.perform_action(edit)),
        }
        self.scroll_to_cursor(keymap, locale, rows);
        PaletteOutcome::StayOpen
    }

    /// Takes what was pasted.
    pub fn paste_text(&mut self, text: &str) {
        self.edit_input(|line| line.insert_text(text));
    }

    fn edit_input(&mut self, edit: impl FnOnce(&mut InputLine)) {
        if self.input.apply_edit(edit) {
            (self.cursor, self.offset) = (0, 0);
        }
    }

    /// Keeps the cursor within so many rows.
    pub fn scroll_to_cursor(&mut self, keymap: &Keymap, locale: &Locale, rows: usize) {
        let lines = self.build_lines(keymap, locale);
        let entries = lines
            .iter()
            .filter(|line| matches!(line, PaletteLine::Entry(_)));
        self.cursor = self.cursor.min(entries.count().saturating_sub(1));
        let line = self.cursor_line(&lines).unwrap_or(0);
        let first = (line + 1).saturating_sub(rows);
        // The head above the first entry too.
        self.offset = self.offset.clamp(first, line.saturating_sub(1).max(first));
    }
}

/// Takes a key for the palette that is open here; it closes unless it stays.
pub fn handle_palette_key(
    open: &mut Option<ActionPalette>,
    key: KeyPress,
    keymap: &Keymap,
    locale: &Locale,
    rows: usize,
) -> PaletteOutcome {
    let Some(palette) = open else {
        return PaletteOutcome::Close;
    };
    let pressed = palette.handle_key(key, keymap, locale, rows);
    if matches!(pressed, PaletteOutcome::Close | PaletteOutcome::Run(_)) {
        *open = None;
    }
    pressed
}

/// True for a key that opened it: pressed again, it closes.
fn is_palette_key(keymap: &Keymap, key: KeyPress) -> bool {
    keymap.look_up(KeyContext::Anywhere, &[key]) == KeyLookup::Bound(Action::Help)
}
