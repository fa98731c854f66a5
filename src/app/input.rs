//! A line that is typed: text with a caret, edited letter by letter as a person sees letters.
//!
//! A letter with its combining marks is one step (`ệ` typed as three code points too). Keys may mean accents
//! ([`crate::typing`]); what is pasted never does. Must not: search.

use unicode_segmentation::UnicodeSegmentation;

use super::action::Action;
use crate::typing::{Method, Word};

/// Most bytes of the line; what a person pastes beyond is left out.
const MAX: usize = ocop_index::query::language::MAX_LINE;

/// The line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Input {
    text: String,
    /// Byte offset, always between letters.
    caret: usize,
    /// How letters are typed.
    pub method: Method,
    word: Word,
}

impl Input {
    /// An empty line whose letters are typed in this way.
    pub fn typed_by(method: Method) -> Self {
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
    pub fn before_caret(&self) -> &str {
        &self.text[..self.caret]
    }

    /// Replaces everything; the caret goes to the end.
    pub fn set(&mut self, text: &str) {
        self.text.clear();
        self.caret = 0;
        self.insert(text);
    }

    /// Puts text at the caret. Control characters never enter.
    pub fn insert(&mut self, text: &str) {
        let clean = ocop_index::clean::text(text);
        let room = MAX.saturating_sub(self.text.len());
        let mut end = 0;
        for (at, letter) in clean.grapheme_indices(true) {
            if at + letter.len() > room {
                break;
            }
            end = at + letter.len();
        }
        self.text.insert_str(self.caret, &clean[..end]);
        self.caret += end;
        self.settle();
    }

    /// Puts text in the place of what stands from here to the caret.
    pub fn replace_before(&mut self, start: usize, text: &str) {
        if start <= self.caret && self.text.is_char_boundary(start) {
            self.text.replace_range(start..self.caret, "");
            self.caret = start;
            self.insert(text);
        }
    }

    /// Takes one typed character, as the method has it.
    pub fn press(&mut self, c: char) {
        if self.method == Method::Off {
            return self.push(c);
        }
        let mut word = std::mem::take(&mut self.word);
        let change = word.press(self.method, self.before_caret(), c);
        self.word = word;
        if let Some(change) = change {
            self.replace_before(change.start, &change.text);
        }
        if !self.method.is_of_word(c) {
            self.push(c);
        }
    }

    /// Ends the word before the caret, as a space would.
    pub fn finish(&mut self) {
        let mut word = std::mem::take(&mut self.word);
        if let Some(change) = word.press(self.method, self.before_caret(), ' ') {
            self.replace_before(change.start, &change.text);
        }
    }

    /// Takes one character; a combining mark joins the letter before it.
    fn push(&mut self, c: char) {
        let mut letter = [0; 4];
        let clean = ocop_index::clean::text(c.encode_utf8(&mut letter));
        // What acts becomes several signs; nobody types it on purpose.
        let mut signs = clean.chars();
        if let (Some(c), None) = (signs.next(), signs.next())
            && !(c.is_control() || ('\u{2400}'..='\u{2421}').contains(&c))
            && self.text.len() + c.len_utf8() <= MAX
        {
            self.text.insert(self.caret, c);
            self.caret += c.len_utf8();
            self.settle();
        }
    }

    /// Erases the letter before the caret; false at the start.
    pub fn erase(&mut self) -> bool {
        let start = self.previous();
        let erased = start < self.caret;
        self.text.replace_range(start..self.caret, "");
        self.caret = start;
        erased
    }

    /// Erases the letter behind the caret.
    pub fn erase_right(&mut self) {
        let end = self.next();
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

    /// Erases everything behind the caret.
    pub fn erase_to_end(&mut self) {
        self.text.truncate(self.caret);
    }

    /// One letter to the left.
    pub fn left(&mut self) {
        self.caret = self.previous();
    }

    /// One letter to the right.
    pub fn right(&mut self) {
        self.caret = self.next();
    }

    /// One word to the left.
    pub fn word_left(&mut self) {
        self.caret = self.word_start();
    }

    /// One word to the right.
    pub fn word_right(&mut self) {
        let rest = &self.text[self.caret..];
        let word = rest.len() - rest.trim_start().len();
        let length = rest[word..]
            .find(char::is_whitespace)
            .unwrap_or(rest.len() - word);
        self.caret += word + length;
    }

    /// To the start.
    pub fn start(&mut self) {
        self.caret = 0;
    }

    /// To the end.
    pub fn end(&mut self) {
        self.caret = self.text.len();
    }

    /// Edits; true when the text is another one now.
    pub fn edit(&mut self, edit: impl FnOnce(&mut Self)) -> bool {
        let before = self.text.clone();
        edit(self);
        self.text != before
    }

    /// Edits as an action of the table says; others change nothing.
    pub fn perform(&mut self, action: Action) {
        match action {
            Action::Erase => {
                self.erase();
            }
            Action::EraseRight => self.erase_right(),
            Action::EraseWord => self.erase_word(),
            Action::EraseToStart => self.erase_to_start(),
            Action::EraseToEnd => self.erase_to_end(),
            Action::WordLeft => self.word_left(),
            Action::WordRight => self.word_right(),
            Action::LineStart => self.start(),
            Action::LineEnd => self.end(),
            Action::Left => self.left(),
            Action::Right => self.right(),
            _ => {}
        }
    }

    fn previous(&self) -> usize {
        let mut letters = self.text[..self.caret].grapheme_indices(true);
        letters.next_back().map_or(0, |(at, _)| at)
    }

    fn next(&self) -> usize {
        let letter = self.text[self.caret..].graphemes(true).next();
        self.caret + letter.map_or(0, str::len)
    }

    fn word_start(&self) -> usize {
        let before = self.text[..self.caret].trim_end();
        before.rfind(char::is_whitespace).map_or(0, |at| {
            at + before[at..].chars().next().map_or(1, char::len_utf8)
        })
    }

    /// Keeps the caret between letters when a mark joined the one behind it.
    fn settle(&mut self) {
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
        let mut line = Input::default();
        for c in "vie".chars() {
            line.press(c);
        }
        line.erase();
        line.press('ê');
        line.press('t');
        assert_eq!(line.text(), "viêt");
    }

    #[test]
    fn a_decomposed_letter_is_one_step() {
        let mut line = Input::default();
        for c in "me\u{323}\u{302}".chars() {
            line.press(c);
        }
        line.left();
        assert_eq!(line.before_caret(), "m");
        line.end();
        assert!(line.erase());
        assert_eq!(line.text(), "m");
    }

    #[test]
    fn words_are_erased_and_walked() {
        let mut line = Input::default();
        line.set("chả mực  Hạ Long");
        line.erase_word();
        line.erase_word();
        assert_eq!(line.text(), "chả mực  ");
        line.word_left();
        assert_eq!(line.before_caret(), "chả ");
        line.word_right();
        assert_eq!(line.before_caret(), "chả mực");
        line.erase_to_start();
        assert_eq!(line.text(), "  ");
    }

    #[test]
    fn accents_are_typed_at_the_caret_and_never_pasted() {
        let mut line = Input::typed_by(Method::Telex);
        line.insert("mujwc ");
        "char".chars().for_each(|c| line.press(c));
        assert_eq!(line.text(), "mujwc chả");
        (0..4).for_each(|_| line.left());
        "haf".chars().for_each(|c| line.press(c));
        assert_eq!(
            (line.text(), line.before_caret()),
            ("mujwchaf chả", "mujwchaf")
        );
        line.insert(" ");
        "haf".chars().for_each(|c| line.press(c));
        assert_eq!(
            (line.text(), line.before_caret()),
            ("mujwchaf hà chả", "mujwchaf hà")
        );
        line.erase();
        "oz".chars().for_each(|c| line.press(c));
        assert_eq!(line.text(), "mujwchaf hoz chả");
        line.set(&"x".repeat(MAX));
        line.press('a');
        assert_eq!(line.text().len(), MAX);
    }

    #[test]
    fn pasted_control_characters_become_visible_and_length_is_bounded() {
        let mut line = Input::default();
        line.insert("a\u{1b}[31mb\nc");
        assert_eq!(line.text(), "a␛[31mb c");
        line.insert(&"x".repeat(100_000));
        assert!(line.text().len() <= MAX);
    }

    proptest! {
        #[test]
        fn no_edit_breaks_a_letter(
            method in prop::sample::select(vec![Method::Off, Method::Telex, Method::Vni]),
            edits in prop::collection::vec((0u8..10, prop_oneof![any::<char>(), prop::char::range('a', 'z')]), 0..60),
        ) {
            let mut line = Input::typed_by(method);
            for (edit, c) in edits {
                match edit {
                    0 => { line.erase(); }
                    1 => line.left(),
                    2 => line.right(),
                    3 => line.erase_word(),
                    4 => line.word_left(),
                    5 => line.erase_right(),
                    6 => line.start(),
                    _ => line.press(c),
                }
                prop_assert!(line.text().is_char_boundary(line.before_caret().len()));
            }
        }
    }
}
