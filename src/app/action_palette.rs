//! The help, which is a palette of actions too: every action with its keys, narrowed by typing, run by Enter.
//!
//! Entries are found without accents, by their name in the user's language, their English name or a key. Must not:
//! run an action; the screen that opened the palette does.

use ocop_index::query::language::field::normalize_name as folded;

use super::action::{self, Action, ActionEntry, COMMON_ACTIONS, KeyContext, Movement, PaneAction};
use super::input_line::InputLine;
use super::key::KeyPress;
use super::keymap::{self, KeyLookup, KeyMeaning, Keymap};
use super::permission::forbidden_reason;
use crate::capabilities::Capabilities;
use crate::wording::locale::Locale;

/// An open palette.
#[derive(Clone, Debug)]
pub struct ActionPalette {
    /// What is typed.
    pub input: InputLine,
    /// The index of the entry at the cursor, among those shown.
    pub cursor: usize,
    /// The first line shown.
    pub offset: usize,
    /// What this run may do: other entries are not there.
    pub capabilities: Capabilities,
    contexts: &'static [KeyContext],
    /// The context where it was opened.
    opened_in: KeyContext,
}

/// One line of it.
#[derive(Clone, Copy, Debug)]
pub enum PaletteLine {
    /// What people do most is below.
    CommonHeading,
    /// The context of the entries below.
    Heading(KeyContext),
    /// An action.
    Entry(&'static ActionEntry),
    /// An empty line.
    Blank,
}

/// What comes of a key.
#[derive(Clone, Copy, Debug)]
pub enum PaletteOutcome {
    /// It stays open.
    StayOpen,
    /// It closes.
    Close,
    /// It closes and this runs.
    Run(&'static ActionEntry),
    /// Something that concerns the whole program, such as leaving it.
    PassThrough(Action),
}

impl ActionPalette {
    /// Open at what people do most; on the screen of an import at the entries of a context.
    pub fn open(contexts: &'static [KeyContext], here: KeyContext) -> Self {
        if contexts == KeyContext::CATALOGUE {
            return Self {
                input: InputLine::default(),
                cursor: 0,
                offset: 0,
                capabilities: Capabilities::full(),
                contexts,
                opened_in: here,
            };
        }
        let before = contexts.iter().take_while(|context| **context != here);
        let cursor = before
            .map(|context| action::entries_in_context(contexts, *context).count())
            .sum();
        let lines_before = contexts.iter().take_while(|context| **context != here);
        Self {
            input: InputLine::default(),
            cursor,
            // The heading of the context is the first line.
            offset: cursor + 2 * lines_before.count(),
            capabilities: Capabilities::full(),
            contexts,
            opened_in: here,
        }
    }

    /// The contexts in order: the usual one while nothing is typed, else those that work here first.
    fn ordered_contexts(&self) -> Vec<KeyContext> {
        let mut contexts = self.contexts.to_vec();
        if !self.input.text().trim().is_empty() {
            contexts.sort_by_key(|context| match context {
                context if *context == self.opened_in => 0,
                KeyContext::Anywhere => 1,
                _ => 2,
            });
        }
        contexts
    }

    /// The lines that match what is typed.
    pub fn build_lines(&self, keymap: &Keymap, locale: &Locale) -> Vec<PaletteLine> {
        let mut lines = Vec::new();
        if self.contexts == KeyContext::CATALOGUE && self.input.text().trim().is_empty() {
            lines.push(PaletteLine::CommonHeading);
            let common = common_entries().filter(|entry| self.has_entry(entry));
            lines.extend(common.map(PaletteLine::Entry));
        }
        for context in self.ordered_contexts() {
            let entries = action::entries_in_context(self.contexts, context);
            let mut matching = entries
                .filter(|entry| self.has_entry(entry) && self.matches_entry(entry, keymap, locale))
                .peekable();
            if matching.peek().is_none() {
                continue;
            }
            if !lines.is_empty() {
                lines.push(PaletteLine::Blank);
            }
            lines.push(PaletteLine::Heading(context));
            lines.extend(matching.map(PaletteLine::Entry));
        }
        lines
    }

    /// The line of the cursor among these.
    pub fn cursor_line(&self, lines: &[PaletteLine]) -> Option<usize> {
        let numbered = lines.iter().enumerate();
        let mut entries = numbered.filter(|(_, line)| matches!(line, PaletteLine::Entry(_)));
        entries.nth(self.cursor).map(|(index, _)| index)
    }

    /// False for what this run may not do.
    fn has_entry(&self, entry: &ActionEntry) -> bool {
        forbidden_reason(entry.action, &self.capabilities).is_none()
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

    /// Takes a key with its meaning while typing, in a window of `rows` lines.
    pub(super) fn press_key(
        &mut self,
        key: KeyPress,
        meaning: KeyMeaning,
        keymap: &Keymap,
        locale: &Locale,
        rows: usize,
    ) -> PaletteOutcome {
        let KeyMeaning::Bound(action) = meaning else {
            if self.input.text().is_empty() && is_palette_key(keymap, key) {
                return PaletteOutcome::Close;
            }
            if let Some(c) = key.typed_char() {
                self.edit_input(|line| line.type_char(c));
            }
            return PaletteOutcome::StayOpen;
        };
        match action {
            Action::Help | Action::Pane(PaneAction::Back) => return PaletteOutcome::Close,
            Action::Pane(PaneAction::List) => {
                let lines = self.build_lines(keymap, locale);
                let chosen = self.cursor_line(&lines).and_then(|line| lines.get(line));
                if let Some(PaletteLine::Entry(entry)) = chosen {
                    return PaletteOutcome::Run(entry);
                }
            }
            Action::Move(movement) => self.move_cursor(movement, rows),
            Action::Edit(edit) => self.edit_input(|line| line.perform_edit(edit)),
            Action::SwitchInputMethod => return PaletteOutcome::PassThrough(action),
            Action::Window(window) if window.works_over_panes() => {
                return PaletteOutcome::PassThrough(action);
            }
            // The panes below are out of reach.
            Action::Window(_)
            | Action::Reload
            | Action::Complete
            | Action::PickSuggestion
            | Action::SeeDay
            | Action::ShowQrCode
            | Action::GoTo
            | Action::ShowPlainText
            | Action::Pane(_)
            | Action::Record(_)
            | Action::Filter(_)
            | Action::Facet(_)
            | Action::SameValue(_)
            | Action::Copy(_)
            | Action::Export(_)
            | Action::ExportColumns(_)
            | Action::History(_)
            | Action::Selection(_)
            | Action::Statistics(_)
            | Action::Catalog(_)
            | Action::Work(_)
            | Action::Review(_) => {}
        }
        self.scroll_to_cursor(keymap, locale, rows);
        PaletteOutcome::StayOpen
    }

    /// Moves the cursor. Home and End are edits of the line.
    fn move_cursor(&mut self, movement: Movement, rows: usize) {
        match movement {
            Movement::Up => self.cursor = self.cursor.saturating_sub(1),
            Movement::Down => self.cursor += 1,
            Movement::PageUp => self.cursor = self.cursor.saturating_sub(rows),
            Movement::PageDown => self.cursor += rows,
            Movement::HalfPageUp | Movement::HalfPageDown | Movement::First | Movement::Last => {}
        }
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

    /// Keeps the cursor within a window of `rows` lines.
    pub fn scroll_to_cursor(&mut self, keymap: &Keymap, locale: &Locale, rows: usize) {
        let lines = self.build_lines(keymap, locale);
        let entries = lines
            .iter()
            .filter(|line| matches!(line, PaletteLine::Entry(_)));
        self.cursor = self.cursor.min(entries.count().saturating_sub(1));
        let line = self.cursor_line(&lines).unwrap_or(0);
        let first = (line + 1).saturating_sub(rows);
        // With the heading above the first entry.
        self.offset = self.offset.clamp(first, line.saturating_sub(1).max(first));
    }
}

/// The rows of the table that people use most.
fn common_entries() -> impl Iterator<Item = &'static ActionEntry> {
    COMMON_ACTIONS.iter().filter_map(|(context, name)| {
        let mut entries = action::ACTION_TABLE.iter();
        entries.find(|entry| (entry.context, entry.name) == (*context, *name))
    })
}

/// True for a key that opened it: pressed again, it closes.
fn is_palette_key(keymap: &Keymap, key: KeyPress) -> bool {
    keymap.look_up(KeyContext::Anywhere, &[key]) == KeyLookup::Bound(Action::Help)
}
