//! A cell cut into digits, words and signs, for readers of numbers and dates.
//!
//! Must not: know what a piece means.

use std::ops::Range;

use crate::vietnamese::{letter, split_words};

/// One piece of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct TextPiece<'a> {
    /// Where it stands in the text, in bytes.
    pub(crate) range: Range<usize>,
    /// True when a space stands before it.
    pub(crate) after_space: bool,
    /// What it is.
    pub(crate) kind: TextPieceKind<'a>,
}

/// What a piece is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum TextPieceKind<'a> {
    /// Digits 0 to 9 in a row.
    Digits(&'a str),
    /// Letters in a row, folded.
    Word(String),
    /// One character of another sort, never a space.
    Sign(char),
}

/// The pieces of a text that went through [`crate::source::cell::phrase::plain`], in order. Digits and letters part
/// without a space: `4sao` is two pieces.
pub(crate) fn split_pieces(text: &str) -> Vec<TextPiece<'_>> {
    let mut found = Vec::new();
    let mut apart = false;
    let mut chars = text.char_indices().peekable();
    while let Some((start, c)) = chars.next() {
        if c.is_whitespace() || letter::is_invisible(c) {
            apart |= c.is_whitespace();
            continue;
        }
        let mut end = start + c.len_utf8();
        let goes_on = |next: char| match c {
            '0'..='9' => next.is_ascii_digit(),
            _ if c.is_alphanumeric() => {
                letter::is_combining_mark(next)
                    || letter::is_invisible(next)
                    || (next.is_alphanumeric() && !next.is_ascii_digit())
            }
            _ => false,
        };
        while let Some((at, next)) = chars.next_if(|(_, next)| goes_on(*next)) {
            end = at + next.len_utf8();
        }
        let part = text.get(start..end).unwrap_or_default();
        let kind = if c.is_ascii_digit() {
            TextPieceKind::Digits(part)
        } else if c.is_alphanumeric() {
            TextPieceKind::Word(
                split_words(part)
                    .into_iter()
                    .map(|word| word.fold)
                    .collect(),
            )
        } else {
            TextPieceKind::Sign(c)
        };
        found.push(TextPiece {
            range: start..end,
            after_space: apart,
            kind,
        });
        apart = false;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn digits_words_and_signs_part() {
        let text = "04sao, ngày 3/11";
        let found = split_pieces(text);
        let shown: Vec<_> = found
            .iter()
            .map(|piece| &text[piece.range.clone()])
            .collect();
        assert_eq!(shown, ["04", "sao", ",", "ngày", "3", "/", "11"]);
        let apart: Vec<_> = found.iter().map(|piece| piece.after_space).collect();
        assert_eq!(apart, [false, false, false, true, true, false, false]);
        assert!(
            found
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
