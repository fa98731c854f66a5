//! The help that is a palette as well: every action with its keys, fewer by typing, done by Enter.
//!
//! Names are found without accents, by their words in this language, their English name or a key. Must not: do
//! anything; who opened it does.

use ocop_index::query::language::field::key as folded;

use super::action::{self, Action, Context, Entry};
use super::input::Input;
use super::key::Key;
use super::keymap::{self, Keymap, Meaning};
use crate::locale::Locale;

/// An open palette.
#[derive(Clone, Debug)]
pub struct Palette {
    /// What is typed.
    pub input: Input,
    /// The entry of the cursor, by its place among those shown.
    pub cursor: usize,
    /// The first line shown.
    pub offset: usize,
    contexts: &'static [Context],
    /// Where it was opened.
    here: Context,
}

/// One line of it.
#[derive(Clone, Copy, Debug)]
pub enum Line {
    /// Where the entries below have their meaning.
    Head(Context),
    /// An action.
    Entry(&'static Entry),
    /// Nothing.
    Blank,
}

/// What comes of a key.
#[derive(Clone, Copy, Debug)]
pub enum Pressed {
    /// It stays open.
    Stays,
    /// It closes.
    Closes,
    /// It closes, and this is done.
    Runs(&'static Entry),
    /// Something that has nothing to do with it, such as leaving the program.
    Other(Action),
}

impl Palette {
    /// Open at the entries of a context.
    pub fn open(contexts: &'static [Context], here: Context) -> Self {
        let before = contexts.iter().take_while(|context| **context != here);
        let cursor = before
            .map(|context| action::entries(contexts, *context).count())
            .sum();
        let lines_before = contexts.iter().take_while(|context| **context != here);
        Self {
            input: Input::default(),
            cursor,
            // The head of the context is the first line.
            offset: cursor + 2 * lines_before.count(),
            contexts,
            here,
        }
    }

    /// The places in order: as ever while nothing is typed, then what can be done here before what cannot.
    fn places(&self) -> Vec<Context> {
        let mut places = self.contexts.to_vec();
        if !self.input.text().trim().is_empty() {
            places.sort_by_key(|place| match place {
                place if *place == self.here => 0,
                Context::Anywhere => 1,
                _ => 2,
            });
        }
        places
    }

    /// The lines left by what is typed.
    pub fn lines(&self, keymap: &Keymap, locale: &Locale) -> Vec<Line> {
        let mut lines = Vec::new();
        for context in self.places() {
            let entries = action::entries(self.contexts, context);
            let mut fitting = entries
                .filter(|entry| self.fits(entry, keymap, locale))
                .peekable();
            if fitting.peek().is_none() {
                continue;
            }
            if !lines.is_empty() {
                lines.push(Line::Blank);
            }
            lines.push(Line::Head(context));
            lines.extend(fitting.map(Line::Entry));
        }
        lines
    }

    /// The line of the cursor among these.
    pub fn line(&self, lines: &[Line]) -> Option<usize> {
        let places = lines.iter().enumerate();
        let mut entries = places.filter(|(_, line)| matches!(line, Line::Entry(_)));
        entries.nth(self.cursor).map(|(place, _)| place)
    }

    fn fits(&self, entry: &Entry, keymap: &Keymap, locale: &Locale) -> bool {
        let typed = self.input.text().trim();
        if typed.is_empty() {
            return true;
        }
        let words = folded(typed);
        let also = locale.get(&format!("also.{}", entry.name));
        let by_name = [&entry.label(locale), entry.name, also.unwrap_or_default()].map(folded);
        let keys = keymap.keys(entry).map(keymap::shown);
        let by_key = keys.map(|keys| keys.to_lowercase());
        !words.is_empty() && by_name.iter().any(|name| name.contains(&words))
            || by_key.into_iter().any(|keys| keys == typed.to_lowercase())
    }

    /// Takes a key, in a window that shows so many lines of it.
    fn press(&mut self, key: Key, keymap: &Keymap, locale: &Locale, rows: usize) -> Pressed {
        let empty = self.input.text().is_empty();
        let action = match keymap.meaning(Context::Input, &[key]) {
            Meaning::Do(action) => action,
            _ if empty && opens(keymap, key) => return Pressed::Closes,
            _ => {
                if let Some(c) = key.text() {
                    self.edit(|line| line.press(c));
                }
                return Pressed::Stays;
            }
        };
        match action {
            Action::Back | Action::Help => return Pressed::Closes,
            Action::ToList => {
                let lines = self.lines(keymap, locale);
                let chosen = self.line(&lines).and_then(|at| lines.get(at));
                if let Some(Line::Entry(entry)) = chosen {
                    return Pressed::Runs(entry);
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
                return Pressed::Other(action);
            }
            edit => self.edit(|line| line.perform(edit)),
        }
        self.keep_in_sight(keymap, locale, rows);
        Pressed::Stays
    }

    /// Takes what was pasted.
    pub fn paste(&mut self, text: &str) {
        self.edit(|line| line.insert(text));
    }

    fn edit(&mut self, edit: impl FnOnce(&mut Input)) {
        if self.input.edit(edit) {
            (self.cursor, self.offset) = (0, 0);
        }
    }

    /// Keeps the cursor within so many rows.
    pub fn keep_in_sight(&mut self, keymap: &Keymap, locale: &Locale, rows: usize) {
        let lines = self.lines(keymap, locale);
        let entries = lines.iter().filter(|line| matches!(line, Line::Entry(_)));
        self.cursor = self.cursor.min(entries.count().saturating_sub(1));
        let line = self.line(&lines).unwrap_or(0);
        let first = (line + 1).saturating_sub(rows);
        // The head above the first entry too.
        self.offset = self.offset.clamp(first, line.saturating_sub(1).max(first));
    }
}

/// Takes a key for the palette that is open here; it closes unless it stays.
pub fn press(
    open: &mut Option<Palette>,
    key: Key,
    keymap: &Keymap,
    locale: &Locale,
    rows: usize,
) -> Pressed {
    let Some(palette) = open else {
        return Pressed::Closes;
    };
    let pressed = palette.press(key, keymap, locale, rows);
    if matches!(pressed, Pressed::Closes | Pressed::Runs(_)) {
        *open = None;
    }
    pressed
}

/// True for a key that opened it: pressed again, it closes.
fn opens(keymap: &Keymap, key: Key) -> bool {
    keymap.meaning(Context::Anywhere, &[key]) == Meaning::Do(Action::Help)
}
