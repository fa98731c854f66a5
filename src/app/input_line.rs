//! A line that is typed: text with a caret, edited by letters as the user sees them.
//!
//! A letter with its combining marks is one step (`ệ` typed as three code points too). Keys may mean accents
//! ([`crate::input_method`]); what is pasted never does. Must not: search.

use ocop_index::vietnamese::letter;
use unicode_segmentation::UnicodeSegmentation;

use super::action::LineEdit;
use crate::input_method::{InputMethod, WordAtCaret};
use crate::wording::sanitize::sanitize_typed_text;

/// Most bytes of the line; what is pasted beyond is dropped.
const MAX_INPUT_BYTES: usize = ocop_index::query::language::MAX_LINE_BYTES;

/// The line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct InputLine {
    text: String,
    /// Byte offset, always between letters.
    caret: usize,
    /// The whole text is selected: the next letter replaces it.
    is_selected: bool,
    /// How letters are typed.
    pub method: InputMethod,
    word: WordAtCaret,
}

impl InputLine {
    /// An empty line whose letters are typed in this way.
    pub fn with_input_method(method: InputMethod) -> Self {
        Self {
            method,
            ..Self::default()
        }
    }

    /// The text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// What stands before the caret.
    pub fn text_before_caret(&self) -> &str {
        &self.text[..self.caret]
    }

    /// Selects the whole text: the next letter replaces it, an arrow keeps it.
    pub fn select_all(&mut self) {
        self.caret = self.text.len();
        self.is_selected = !self.text.is_empty();
    }

    /// True while the whole text is selected.
    pub const fn is_selected(&self) -> bool {
        self.is_selected
    }

    /// Keeps the text that was selected.
    pub const fn deselect(&mut self) {
        self.is_selected = false;
    }

    /// Erases the text if it is selected; true then.
    fn erase_selected(&mut self) -> bool {
        let was_selected = std::mem::take(&mut self.is_selected);
        if was_selected {
            self.text.clear();
            self.caret = 0;
            self.word = WordAtCaret::default();
        }
        was_selected
    }

    /// Replaces everything; the caret goes to the end.
    pub fn set_text(&mut self, text: &str) {
        self.text.clear();
        self.caret = 0;
        self.deselect();
        self.insert_text(text);
    }

    /// Puts text at the caret. Control characters and invisible ones never enter.
    pub fn insert_text(&mut self, text: &str) {
        let clean = sanitize_typed_text(text);
        self.erase_selected();
        let room = MAX_INPUT_BYTES.saturating_sub(self.text.len());
        let mut end = 0;
        for (at, letter) in clean.grapheme_indices(true) {
            if at + letter.len() > room {
                break;
            }
            end = at + letter.len();
        }
        self.text.insert_str(self.caret, &clean[..end]);
        self.caret += end;
        self.snap_caret_to_boundary();
    }

    /// Replaces the text from `start` to the caret.
    pub fn replace_before_caret(&mut self, start: usize, text: &str) {
        self.deselect();
        if start <= self.caret && self.text.is_char_boundary(start) {
            self.text.replace_range(start..self.caret, "");
            self.caret = start;
            self.insert_text(text);
        }
    }

    /// Types one character with the input method.
    pub fn type_char(&mut self, c: char) {
        if letter::is_ignorable(c) {
            return;
        }
        self.erase_selected();
        if self.method == InputMethod::Off {
            return self.insert_char(c);
        }
        let mut word = std::mem::take(&mut self.word);
        let change = word.press_key(self.method, self.text_before_caret(), c);
        self.word = word;
        if let Some(change) = change {
            self.replace_before_caret(change.start, &change.text);
        }
        if !self.method.is_word_char(c) {
            self.insert_char(c);
        }
    }

    /// Ends the word before the caret, as a space would.
    pub fn finish_word(&mut self) {
        let mut word = std::mem::take(&mut self.word);
        if let Some(change) = word.press_key(self.method, self.text_before_caret(), ' ') {
            self.replace_before_caret(change.start, &change.text);
        }
    }

    /// Inserts one character; a combining mark joins the letter before it.
    fn insert_char(&mut self, c: char) {
        let mut letter = [0; 4];
        let clean = ocop_index::clean::clean_text(c.encode_utf8(&mut letter));
        // Cleaning turns a control character into several signs; nobody types one on purpose.
        let mut signs = clean.chars();
        if let (Some(c), None) = (signs.next(), signs.next())
            && !(c.is_control() || ('\u{2400}'..='\u{2421}').contains(&c))
            && self.text.len() + c.len_utf8() <= MAX_INPUT_BYTES
        {
            self.text.insert(self.caret, c);
            self.caret += c.len_utf8();
            self.snap_caret_to_boundary();
        }
    }

    /// Erases the letter before the caret; false at the start.
    pub fn erase_left(&mut self) -> bool {
        let start = self.previous_boundary();
        let erased = start < self.caret;
        self.text.replace_range(start..self.caret, "");
        self.caret = start;
        erased
    }

    /// Erases the letter after the caret.
    pub fn erase_right(&mut self) {
        let end = self.next_boundary();
        self.text.replace_range(self.caret..end, "");
    }

    /// Erases back to the start of a word.
    pub fn erase_word(&mut self) {
        let start = self.word_start();
        self.text.replace_range(start..self.caret, "");
        self.caret = start;
    }

    /// Erases everything before the caret.
    pub fn erase_to_start(&mut self) {
        self.text.replace_range(..self.caret, "");
        self.caret = 0;
    }

    /// Erases everything after the caret.
    pub fn erase_to_end(&mut self) {
        self.text.truncate(self.caret);
    }

    /// One letter to the left.
    pub fn move_left(&mut self) {
        self.caret = self.previous_boundary();
    }

    /// One letter to the right.
    pub fn move_right(&mut self) {
        self.caret = self.next_boundary();
    }

    /// One word to the left.
    pub fn move_word_left(&mut self) {
        self.caret = self.word_start();
    }

    /// One word to the right.
    pub fn move_word_right(&mut self) {
        let rest = &self.text[self.caret..];
        let word = rest.len() - rest.trim_start().len();
        let length = rest[word..]
            .find(char::is_whitespace)
            .unwrap_or(rest.len() - word);
        self.caret += word + length;
    }

    /// To the start.
    pub fn move_to_start(&mut self) {
        self.caret = 0;
    }

    /// To the end.
    pub fn move_to_end(&mut self) {
        self.caret = self.text.len();
    }

    /// Edits; true when the text changed.
    pub fn apply_edit(&mut self, edit: impl FnOnce(&mut Self)) -> bool {
        let before = self.text.clone();
        edit(self);
        self.text != before
    }

    /// Edits as an action of the table says.
    pub fn perform_edit(&mut self, edit: LineEdit) {
        if self.is_selected {
            return self.edit_selected(edit);
        }
        match edit {
            LineEdit::Erase => {
                self.erase_left();
            }
            LineEdit::EraseRight => self.erase_right(),
            LineEdit::EraseWord => self.erase_word(),
            LineEdit::EraseToStart => self.erase_to_start(),
            LineEdit::EraseToEnd => self.erase_to_end(),
            LineEdit::WordLeft => self.move_word_left(),
            LineEdit::WordRight => self.move_word_right(),
            LineEdit::Start => self.move_to_start(),
            LineEdit::End => self.move_to_end(),
            LineEdit::Left => self.move_left(),
            LineEdit::Right => self.move_right(),
        }
    }

    /// An edit of the selected text: what erases, erases it all; what moves, keeps it and goes to that end of it.
    fn edit_selected(&mut self, edit: LineEdit) {
        match edit {
            LineEdit::Erase
            | LineEdit::EraseRight
            | LineEdit::EraseWord
            | LineEdit::EraseToStart
            | LineEdit::EraseToEnd => {
                self.erase_selected();
            }
            LineEdit::Left | LineEdit::WordLeft | LineEdit::Start => self.move_to_start(),
            LineEdit::Right | LineEdit::WordRight | LineEdit::End => self.move_to_end(),
        }
        self.deselect();
    }

    fn previous_boundary(&self) -> usize {
        let mut letters = self.text[..self.caret].grapheme_indices(true);
        letters.next_back().map_or(0, |(at, _)| at)
    }

    fn next_boundary(&self) -> usize {
        let letter = self.text[self.caret..].graphemes(true).next();
        self.caret + letter.map_or(0, str::len)
    }

    fn word_start(&self) -> usize {
        let before = self.text[..self.caret].trim_end();
        before.rfind(char::is_whitespace).map_or(0, |at| {
            at + before[at..].chars().next().map_or(1, char::len_utf8)
        })
    }

    /// Keeps the caret between letters when a mark joined the letter after it.
    fn snap_caret_to_boundary(&mut self) {
        let mut boundaries = self.text.grapheme_indices(true).map(|(at, _)| at);
        if self.caret < self.text.len() && !boundaries.any(|at| at == self.caret) {
            let end = self
                .text
                .grapheme_indices(true)
                .find(|(at, _)| *at > self.caret);
            self.caret = end.map_or(self.text.len(), |(at, _)| at);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_keyboard_that_corrects_itself_by_backspaces_types_what_it_shows() {
        let mut line = InputLine::default();
        for c in "vie".chars() {
            line.type_char(c);
        }
        line.erase_left();
        line.type_char('ê');
        line.type_char('t');
        assert_eq!(line.text(), "viêt");
    }

    #[test]
    fn a_decomposed_letter_is_one_step() {
        let mut line = InputLine::default();
        for c in "me\u{323}\u{302}".chars() {
            line.type_char(c);
        }
        line.move_left();
        assert_eq!(line.text_before_caret(), "m");
        line.move_to_end();
        assert!(line.erase_left());
        assert_eq!(line.text(), "m");
    }

    #[test]
    fn words_are_erased_and_walked() {
        let mut line = InputLine::default();
        line.set_text("chả mực  Hạ Long");
        line.erase_word();
        line.erase_word();
        assert_eq!(line.text(), "chả mực  ");
        line.move_word_left();
        assert_eq!(line.text_before_caret(), "chả ");
        line.move_word_right();
        assert_eq!(line.text_before_caret(), "chả mực");
        line.erase_to_start();
        assert_eq!(line.text(), "  ");
    }

    #[test]
    fn accents_are_typed_at_the_caret_and_never_pasted() {
        let mut line = InputLine::with_input_method(InputMethod::Telex);
        line.insert_text("mujwc ");
        "char".chars().for_each(|c| line.type_char(c));
        assert_eq!(line.text(), "mujwc chả");
        (0..4).for_each(|_| line.move_left());
        "haf".chars().for_each(|c| line.type_char(c));
        assert_eq!(
            (line.text(), line.text_before_caret()),
            ("mujwchaf chả", "mujwchaf")
        );
        line.insert_text(" ");
        "haf".chars().for_each(|c| line.type_char(c));
        assert_eq!(
            (line.text(), line.text_before_caret()),
            ("mujwchaf hà chả", "mujwchaf hà")
        );
        line.erase_left();
        "oz".chars().for_each(|c| line.type_char(c));
        assert_eq!(line.text(), "mujwchaf hoz chả");
        line.set_text(&"x".repeat(MAX_INPUT_BYTES));
        line.type_char('a');
        assert_eq!(line.text().len(), MAX_INPUT_BYTES);
    }

    #[test]
    fn pasted_control_characters_become_visible_and_length_is_bounded() {
        let mut line = InputLine::default();
        line.insert_text("a\u{1b}[31mb\nc");
        assert_eq!(line.text(), "a␛[31mb c");
        line.insert_text(&"x".repeat(100_000));
        assert!(line.text().len() <= MAX_INPUT_BYTES);
    }

    #[test]
    fn pasted_and_typed_invisible_characters_never_enter() {
        let mut line = InputLine::with_input_method(InputMethod::Telex);
        line.insert_text("\u{feff}ch\u{ad}ả\u{200b} ");
        "m\u{200d}u\u{200b}j\u{feff}w\u{200e}c"
            .chars()
            .for_each(|c| line.type_char(c));
        assert_eq!(line.text(), "chả mực");
        line.set_text("\u{200b}\u{2060}");
        assert_eq!(line.text(), "");
    }

    proptest! {
        #[test]
        fn no_edit_breaks_a_letter(
            method in prop::sample::select(vec![InputMethod::Off, InputMethod::Telex, InputMethod::Vni]),
            edits in prop::collection::vec((0u8..10, prop_oneof![any::<char>(), prop::char::range('a', 'z')]), 0..60),
        ) {
            let mut line = InputLine::with_input_method(method);
            for (edit, c) in edits {
                match edit {
                    0 => { line.erase_left(); }
                    1 => line.move_left(),
                    2 => line.move_right(),
                    3 => line.erase_word(),
                    4 => line.move_word_left(),
                    5 => line.erase_right(),
                    6 => line.move_to_start(),
                    _ => line.type_char(c),
                }
                prop_assert!(line.text().is_char_boundary(line.text_before_caret().len()));
            }
        }
    }
}
