//! The record as rows of a given width, so that scrolling knows where it ends.
//!
//! Text is broken at spaces by terminal columns; addresses are broken only where the pane ends, so that a
//! terminal can still join them. Must not: style.

use ocop_index::search::Hit;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use super::model::Model;
use crate::explained;
use crate::record::{self, Line};

/// One row of the pane.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// What kind of line it belongs to.
    pub kind: Kind,
    /// Label part, if the row begins a field.
    pub label: String,
    /// The text.
    pub text: String,
}

/// Kinds of rows, for the theme.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The name.
    Title,
    /// Stars and status, with the stars.
    State(Option<u8>),
    /// A field.
    Field,
    /// The head of a part.
    Heading,
    /// A sentence.
    Item,
    /// The current recognition.
    Current,
    /// An address.
    Link,
    /// How it was read, when not as typed.
    Why,
}

/// Columns of the labels in a pane of this width, the gap behind them included.
pub fn label_width(width: usize) -> usize {
    LABEL.min(width / 2)
}

/// Columns of the labels where there is room.
const LABEL: usize = 16;

/// Rows kept for the name and the state.
const HEAD: usize = 4;

fn blank() -> Row {
    Row {
        kind: Kind::Item,
        label: String::new(),
        text: String::new(),
    }
}

/// The rows of the selected record; below the state why it was found, when not as typed.
pub fn rows(model: &Model, hit: &Hit, width: usize) -> Vec<Row> {
    let mut rows = Vec::new();
    let why = model.selected_why();
    let mut why = why.and_then(|why| explained::brief(&model.locale, why));
    let others = model.others_of(&hit.product.id);
    for line in record::lines(&model.locale, hit, others, model.day) {
        let (kind, label, text) = match line {
            Line::Title(text) => (Kind::Title, String::new(), text),
            Line::State { star, text } => (Kind::State(star), String::new(), text),
            Line::Field(label, text) => (Kind::Field, label, text),
            Line::Heading(text) => (Kind::Heading, String::new(), text),
            Line::Item(text, true) => (Kind::Current, String::new(), text),
            Line::Item(text, false) => (Kind::Item, String::new(), text),
            Line::Link(text) => (Kind::Link, String::new(), text),
            Line::Blank => (Kind::Item, String::new(), String::new()),
        };
        if text.is_empty()
            && let Some(why) = why.take()
        {
            rows.extend(broken(Kind::Why, "", &why, width));
        }
        if rows.len() < HEAD && text.is_empty() {
            // The fields stand in the same rows for nearly every product: the eye finds them, and a slow
            // line does not carry their names again for each step.
            rows.resize(HEAD, blank());
        }
        rows.extend(broken(kind, &label, &text, width));
    }
    rows
}

/// A line as rows of this width.
pub(super) fn broken(kind: Kind, label: &str, text: &str, width: usize) -> Vec<Row> {
    let indent = match kind {
        Kind::Field => label_width(width),
        Kind::Item | Kind::Current => 2,
        Kind::State(Some(star)) => usize::from(star) + 1,
        _ => 0,
    };
    let room = width.saturating_sub(indent).max(4);
    let parts = if kind == Kind::Link {
        pieces(text, room)
    } else {
        wrap(text, room)
    };
    let row = |(number, text)| Row {
        kind,
        label: if number == 0 {
            label.to_owned()
        } else {
            String::new()
        },
        text,
    };
    parts.into_iter().enumerate().map(row).collect()
}

/// Breaks at spaces; a word longer than the width is cut.
pub fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut rows = vec![String::new()];
    let mut used = 0;
    for word in text.split(' ') {
        for (number, piece) in pieces(word, width).into_iter().enumerate() {
            let space = usize::from(used > 0 && number == 0);
            if number > 0 || used + space + piece.width() > width && used > 0 {
                rows.push(String::new());
                used = 0;
            }
            if let Some(row) = rows.last_mut() {
                if used > 0 && number == 0 {
                    row.push(' ');
                    used += 1;
                }
                row.push_str(&piece);
                used += piece.width();
            }
        }
    }
    rows
}

/// Cuts every `width` columns, at whole letters.
pub fn pieces(text: &str, width: usize) -> Vec<String> {
    let mut pieces = vec![String::new()];
    let mut used = 0;
    for letter in text.graphemes(true) {
        let columns = letter.width();
        if used + columns > width && used > 0 {
            pieces.push(String::new());
            used = 0;
        }
        if let Some(piece) = pieces.last_mut() {
            piece.push_str(letter);
        }
        used += columns;
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn text_breaks_at_spaces_and_long_words_are_cut() {
        assert_eq!(wrap("Chả mực giã tay", 8), ["Chả mực", "giã tay"]);
        assert_eq!(wrap("abcdefghij kl", 4), ["abcd", "efgh", "ij", "kl"]);
        assert_eq!(wrap("", 4), [""]);
    }

    proptest! {
        #[test]
        fn no_row_is_wider_and_no_letter_is_lost(text in "[a-zàáảạ ]{0,80}", width in 1usize..20) {
            let rows = wrap(&text, width);
            prop_assert!(rows.iter().all(|row| row.width() <= width));
            let letters = |text: &str| text.replace(' ', "");
            prop_assert_eq!(letters(&rows.concat()), letters(&text));
        }
    }
}
