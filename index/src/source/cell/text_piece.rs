//! Splits a cell into digits, words and signs, for the parsers of numbers and dates.

use std::ops::Range;

use crate::vietnamese::{for_each_fold, letter};

/// One piece of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct TextPiece<'a> {
    /// Its byte range in the text.
    pub(crate) range: Range<usize>,
    /// True when there is a space before it.
    pub(crate) after_space: bool,
    /// What it is.
    pub(crate) kind: TextPieceKind<'a>,
}

/// What a piece is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum TextPieceKind<'a> {
    /// Consecutive digits 0 to 9.
    Digits(&'a str),
    /// Consecutive letters, folded.
    Word(String),
    /// Any other character except a space.
    Sign(char),
}

/// The pieces of a [normalized](super::phrase::normalize_text) text, in order. Digits and letters are separate pieces
/// even without a space: `4sao` is two.
pub(crate) fn split_pieces(text: &str) -> Vec<TextPiece<'_>> {
    let mut pieces = Vec::new();
    let mut after_space = false;
    let mut chars = text.char_indices().peekable();
    while let Some((start, c)) = chars.next() {
        if c.is_whitespace() || letter::is_invisible(c) {
            after_space |= c.is_whitespace();
            continue;
        }
        let mut end = start + c.len_utf8();
        let continues = |next: char| match c {
            '0'..='9' => next.is_ascii_digit(),
            _ if c.is_alphanumeric() => {
                letter::is_combining_mark(next)
                    || letter::is_invisible(next)
                    || (next.is_alphanumeric() && !next.is_ascii_digit())
            }
            _ => false,
        };
        while let Some((index, next)) = chars.next_if(|(_, next)| continues(*next)) {
            end = index + next.len_utf8();
        }
        let piece_text = text.get(start..end).unwrap_or_default();
        let kind = if c.is_ascii_digit() {
            TextPieceKind::Digits(piece_text)
        } else if c.is_alphanumeric() {
            let mut word = String::with_capacity(piece_text.len());
            for_each_fold(piece_text, |fold| word.extend(fold));
            TextPieceKind::Word(word)
        } else {
            TextPieceKind::Sign(c)
        };
        pieces.push(TextPiece {
            range: start..end,
            after_space,
            kind,
        });
        after_space = false;
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn digits_words_and_signs_part() {
        let text = "04sao, ngày 3/11";
        let pieces = split_pieces(text);
        let shown: Vec<_> = pieces
            .iter()
            .map(|piece| &text[piece.range.clone()])
            .collect();
        assert_eq!(shown, ["04", "sao", ",", "ngày", "3", "/", "11"]);
        let after_space: Vec<_> = pieces.iter().map(|piece| piece.after_space).collect();
        assert_eq!(after_space, [false, false, false, true, true, false, false]);
        assert!(
            pieces
                .iter()
                .any(|piece| piece.kind == TextPieceKind::Word("ngay".into()))
        );
    }

    proptest! {
        #[test]
        fn pieces_lie_in_the_text_and_in_order(text: String) {
            let mut last = 0;
            for piece in split_pieces(&text) {
                prop_assert!(piece.range.start >= last && !piece.range.is_empty());
                prop_assert!(text.get(piece.range.clone()).is_some());
                last = piece.range.end;
            }
        }
    }
}
