//! Rows of a record of a given width, so that scrolling knows where it ends.
//!
//! Text is broken at spaces by terminal columns; addresses are broken only at the end of the pane, so that a terminal
//! can still join them. Must not: style.

use std::sync::Arc;

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// One row of the pane.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordRow {
    /// What kind of line it belongs to.
    pub kind: RecordRowKind,
    /// The label, if the row begins a field.
    pub label: String,
    /// The text.
    pub text: String,
    /// The whole address, if the row is a piece of one.
    pub address: Option<Arc<str>>,
}

/// Kinds of rows, for the theme.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RecordRowKind {
    /// The name.
    Title,
    /// Stars and status, with the stars.
    State(Option<u8>),
    /// A field.
    Field,
    /// The heading of a section.
    Heading,
    /// A sentence.
    Item,
    /// The current recognition.
    Current,
    /// An address.
    Link,
    /// Why it was found, when it does not match as typed.
    Explanation,
}

/// How many rows at the top stay while the others scroll: the name and the state, unless they leave too little room.
pub fn pinned_row_count(rows: &[RecordRow], height: usize) -> usize {
    let is_pinned =
        |row: &&RecordRow| matches!(row.kind, RecordRowKind::Title | RecordRowKind::State(_));
    let count = rows.iter().take_while(is_pinned).count();
    if count * 2 > height { 0 } else { count }
}

/// Columns of the labels in a pane of this width, with the gap after them.
pub fn label_width(width: usize) -> usize {
    MAX_LABEL_WIDTH.min(width / 2)
}

/// Columns of the labels where there is room.
const MAX_LABEL_WIDTH: usize = 16;

/// A line as rows of this width.
pub(crate) fn break_into_rows(
    kind: RecordRowKind,
    label: &str,
    text: &str,
    width: usize,
) -> Vec<RecordRow> {
    let indent = match kind {
        RecordRowKind::Field => label_width(width),
        RecordRowKind::Item | RecordRowKind::Current => 2,
        RecordRowKind::State(Some(star)) => usize::from(star) + 1,
        _ => 0,
    };
    let room = width.saturating_sub(indent).max(4);
    let parts = if kind == RecordRowKind::Link {
        split_by_width(text, room)
    } else {
        wrap_text(text, room)
    };
    let address: Option<Arc<str>> = (kind == RecordRowKind::Link).then(|| text.into());
    let row = |(number, text)| RecordRow {
        kind,
        label: if number == 0 {
            label.to_owned()
        } else {
            String::new()
        },
        text,
        address: address.clone(),
    };
    parts.into_iter().enumerate().map(row).collect()
}

/// Breaks at spaces; a word longer than the width is cut.
pub fn wrap_text(text: &str, width: usize) -> Vec<String> {
    let mut rows = vec![String::new()];
    let mut used = 0;
    for word in text.split(' ') {
        for (number, piece) in split_by_width(word, width).into_iter().enumerate() {
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
pub fn split_by_width(text: &str, width: usize) -> Vec<String> {
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
        assert_eq!(wrap_text("Chả mực giã tay", 8), ["Chả mực", "giã tay"]);
        assert_eq!(wrap_text("abcdefghij kl", 4), ["abcd", "efgh", "ij", "kl"]);
        assert_eq!(wrap_text("", 4), [""]);
    }

    proptest! {
        #[test]
        fn no_row_is_wider_and_no_letter_is_lost(text in "[a-zàáảạ ]{0,80}", width in 1usize..20) {
            let rows = wrap_text(&text, width);
            prop_assert!(rows.iter().all(|row| row.width() <= width));
            let letters = |text: &str| text.replace(' ', "");
            prop_assert_eq!(letters(&rows.concat()), letters(&text));
        }
    }
}
